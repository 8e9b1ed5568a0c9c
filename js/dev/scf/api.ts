import { createHash, createHmac } from 'node:crypto';
import type { Credential } from '../cos/signature';
import {
  type FakeService,
  type ServiceAnswer,
  type ServiceFault,
  type ServiceRequest,
  startFakeService,
} from '../fake-service';

export interface ScfApiOptions {
  /** Who may send requests. Read at every request. */
  credentials: readonly Credential[];
  /** The functions there are. */
  functions: readonly string[];
  /** Injects faults. */
  tamper?: (request: ServiceRequest) => ServiceFault | undefined;
}

export interface Invoked {
  function: string;
  qualifier: string;
  namespace: string;
  /** The event it was given, as text. */
  event: string;
}

export interface ScfApi extends FakeService {
  invoked: Invoked[];
}

const MAX_CONTEXT = 128 * 1024;

/** `Invoke` of the SCF API (version 2018-04-16), asynchronous: it checks signature and parameters as the API does. */
export async function startScfApi(options: ScfApiOptions): Promise<ScfApi> {
  const invoked: Invoked[] = [];
  const service = await startFakeService((request) => {
    const refused = check(request, options.credentials);
    if (refused !== undefined) return apiError(refused);
    const parameters = JSON.parse(request.body.toString());
    const { FunctionName, InvocationType, Qualifier, Namespace, ClientContext } = parameters;
    if (!options.functions.includes(FunctionName)) return apiError('ResourceNotFound.Function');
    if (InvocationType !== 'Event') return apiError('InvalidParameterValue.InvokeType');
    if (typeof Qualifier !== 'string') return apiError('InvalidParameterValue.Qualifier');
    if (Buffer.byteLength(ClientContext) > MAX_CONTEXT || !isJson(ClientContext)) {
      return apiError('InvalidParameterValue.ClientContext');
    }
    invoked.push({
      function: FunctionName,
      qualifier: Qualifier,
      namespace: Namespace,
      event: ClientContext,
    });
    return answer({ Result: { FunctionRequestId: newRequestId(), InvokeResult: 0 } });
  }, options.tamper);
  return { ...service, invoked };
}

/** The answer with an error code of the API; they all come with status 200. */
export function apiError(code: string): ServiceAnswer {
  return answer({ Error: { Code: code, Message: 'see the code' } });
}

function answer(content: object): ServiceAnswer {
  return {
    status: 200,
    body: JSON.stringify({ Response: { ...content, RequestId: newRequestId() } }),
  };
}

let ids = 0;

/** Looks like the API's, is another one each time, and the same in every run. */
function newRequestId(): string {
  return `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
}

/** The code the API refuses a request with. (API documents "Common Params" and "Signature v3".) */
function check(request: ServiceRequest, credentials: readonly Credential[]): string | undefined {
  const { headers } = request;
  const authorization = headers.authorization ?? '';
  const parts =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([-\d]+)\/scf\/tc3_request, SignedHeaders=content-type;host, Signature=(\w{64})$/.exec(
      authorization,
    );
  if (request.method !== 'POST' || request.url !== '/') return 'InvalidParameter';
  if (headers['x-tc-action'] !== 'Invoke' || headers['x-tc-version'] !== '2018-04-16') {
    return 'InvalidAction';
  }
  if (!/^[a-z]{2}-[a-z0-9-]+$/.test(headers['x-tc-region'] ?? '')) return 'UnsupportedRegion';
  if (parts === null) return 'AuthFailure.SignatureFailure';
  const [, id, date, signature] = parts;
  const timestamp = Number(headers['x-tc-timestamp']);
  const credential = credentials.find(({ secretId }) => secretId === id);
  if (credential === undefined) return 'AuthFailure.SecretIdNotFound';
  if (headers['x-tc-token'] !== credential.sessionToken) return 'AuthFailure.TokenFailure';
  if (Math.abs(Date.now() / 1000 - timestamp) > 300) return 'AuthFailure.SignatureExpire';
  if (new Date(timestamp * 1000).toISOString().slice(0, 10) !== date) {
    return 'AuthFailure.SignatureFailure';
  }
  const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const canonical = `POST\n/\n\ncontent-type:${headers['content-type']}\nhost:${headers.host}\n\ncontent-type;host\n${hash(request.body)}`;
  const toSign = `TC3-HMAC-SHA256\n${timestamp}\n${date}/scf/tc3_request\n${hash(canonical)}`;
  const key = [date ?? '', 'scf', 'tc3_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `TC3${credential.secretKey}`,
  );
  const expected = createHmac('sha256', key).update(toSign).digest('hex');
  return expected === signature ? undefined : 'AuthFailure.SignatureFailure';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
