import { type IncomingHttpHeaders, request } from 'node:http';
import COS from 'cos-nodejs-sdk-v5';
import type { Credential } from '../../../js/dev/cos/emulator';

export interface Call {
  method?: string;
  /** Decoded path; sent percent-encoded. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Who signs; undefined: nobody. */
  credential?: Credential | undefined;
  /** Unix seconds between which the signature holds. */
  keyTime?: string;
  /** Sent instead of what is signed. */
  sentPath?: string;
}

export interface Result {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** `<Code>` of an XML error. */
  code: string | undefined;
}

/** Sends one request, signed by the SDK, which shares no code with what checks it. */
export function call(url: string, options: Call): Promise<Result> {
  const { method = 'GET', path, query = {}, body } = options;
  const base = new URL(url);
  const headers: Record<string, string> = { host: base.host, ...options.headers };
  if (body !== undefined) headers['content-length'] = `${Buffer.byteLength(body)}`;
  if (options.credential) {
    if (options.credential.sessionToken) {
      headers['x-cos-security-token'] ??= options.credential.sessionToken;
    }
    headers.authorization = authorize({
      ...options.credential,
      keyTime: options.keyTime ?? FOREVER,
      method,
      path,
      query,
      headers,
    });
  }
  const target = (options.sentPath ?? encodePath(path)) + encodeQuery(query);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      // Without an agent: connections end with their request, so that resets hit nobody else.
      { host: base.hostname, port: base.port, method, path: target, headers, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const code = /<Code>(.*)<\/Code>/.exec(bytes.toString())?.[1];
          const { statusCode: status = 0, headers: answered } = incoming;
          resolve({ status, headers: answered, body: bytes, code });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The SDK's signature for exactly these parts. */
export function authorize(parts: {
  secretId: string;
  secretKey: string;
  keyTime: string;
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
}): string {
  const options = {
    SecretId: parts.secretId,
    SecretKey: parts.secretKey,
    KeyTime: parts.keyTime,
    Method: parts.method,
    Pathname: parts.path,
    Query: parts.query ?? {},
    Headers: parts.headers ?? {},
  };
  // The types want a method of their own enumeration and do not know KeyTime and Pathname.
  return COS.getAuthorization(options as unknown as COS.StaticGetAuthorizationOptions);
}

function encodePath(path: string): string {
  return path.split('/').map(encode).join('/');
}

function encodeQuery(query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const FOREVER = '0;4000000000';
