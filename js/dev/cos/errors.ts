/**
 * The error codes of COS this emulator answers, with their HTTP status.
 * Source: COS documentation "Error Codes" (436/7730).
 */
const STATUS = {
  BadDigest: 400,
  ExpiredToken: 400,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidObjectName: 400,
  InvalidURI: 400,
  KeyTooLong: 400,
  AccessDenied: 403,
  InvalidAccessKeyId: 403,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchVersion: 404,
  MethodNotAllowed: 405,
  FileAlreadyExists: 409,
  MissingContentLength: 411,
  PreconditionFailed: 412,
  InvalidRange: 416,
  InternalError: 500,
  NotImplemented: 501,
} as const;

export type CosErrorCode = keyof typeof STATUS;

/** A request COS refuses; the emulator answers it as an XML error. */
export class CosError extends Error {
  readonly code: CosErrorCode;
  readonly status: number;

  constructor(code: CosErrorCode, message: string) {
    super(message);
    this.name = 'CosError';
    this.code = code;
    this.status = STATUS[code];
  }
}

export interface ErrorDocument {
  code: string;
  message: string;
  /** `host/path` of the request. */
  resource: string;
  requestId: string;
  traceId: string;
  /** Only in RequestTimeTooSkewed: the server's time, from which a client corrects its clock. */
  serverTime?: string;
}

/** The XML body of an error answer, in the order of elements the documentation shows. */
export function errorXml(error: ErrorDocument): string {
  const elements: [string, string | undefined][] = [
    ['Code', error.code],
    ['Message', error.message],
    ['Resource', error.resource],
    ['ServerTime', error.serverTime],
    ['RequestId', error.requestId],
    ['TraceId', error.traceId],
  ];
  const inner = elements
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `\t<${name}>${xmlText(text ?? '')}</${name}>\n`)
    .join('');
  return `<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n${inner}</Error>\n`;
}

/** Text as XML 1.0 can hold it; characters XML forbids even as references become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;')
    .replace(FORBIDDEN_IN_XML, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
