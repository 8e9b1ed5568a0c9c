import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CosError, errorXml } from './errors';
import type { Fault, FaultAnswer } from './fault';
import type { Answer } from './message';

/** One answer: adds what every answer of COS has, and is the one place that writes it. */
export class Reply {
  /** Told of the answer just before it is sent. */
  onAnswer: (status: number, code: string | undefined) => void = () => undefined;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  readonly #nowMs: number;
  readonly #requestId: string;

  /** @param index how many requests the server had before this one */
  constructor(incoming: IncomingMessage, outgoing: ServerResponse, index: number, nowMs: number) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.#nowMs = nowMs;
    this.#requestId = requestIdOf(index);
  }

  /** @param truncateTo send so many bytes of the body only, then close the connection */
  send(answer: Answer, truncateTo?: number, code?: string): void {
    const outgoing = this.#outgoing;
    const body = this.#incoming.method === 'HEAD' ? undefined : answer.body;
    outgoing.sendDate = false; // the server's clock is ours
    outgoing.writeHead(answer.status, {
      ...(BODILESS.has(answer.status) ? {} : { 'Content-Length': `${body?.length ?? 0}` }),
      Date: new Date(this.#nowMs).toUTCString(),
      Server: 'tencent-cos',
      'x-cos-request-id': this.#requestId,
      ...answer.headers,
    });
    this.onAnswer(answer.status, code);
    if (truncateTo === undefined) {
      outgoing.end(body);
      return;
    }
    outgoing.flushHeaders();
    // An empty write would call back before the headers are out.
    outgoing.write(body?.subarray(0, truncateTo) ?? '', () => outgoing.socket?.end());
  }

  sendError(error: unknown): void {
    if (error instanceof CosError) {
      this.#sendXml(error.status, error.code, error.message, {});
    } else {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#sendXml(500, 'InternalError', message, {});
    }
  }

  sendFault(fault: Fault): void {
    if (fault.answer === undefined) this.reset();
    else this.#sendFaultAnswer(fault.answer);
  }

  reset(): void {
    this.onAnswer(0, undefined);
    this.#incoming.socket.resetAndDestroy();
  }

  #sendFaultAnswer(answer: FaultAnswer): void {
    const { status, code, message = 'Injected fault.', body, headers = {} } = answer;
    if (body === undefined) {
      this.#sendXml(status, code ?? 'InternalError', message, headers);
      return;
    }
    const bytes = Buffer.from(body);
    this.send(
      {
        status,
        headers: { 'Content-Type': 'text/html', 'Content-Length': `${bytes.length}`, ...headers },
        body: bytes,
      },
      undefined,
      code,
    );
  }

  #sendXml(status: number, code: string, message: string, headers: Record<string, string>): void {
    const traceId = createHash('md5').update(this.#requestId).digest('base64');
    const body = Buffer.from(
      errorXml({
        code,
        message,
        resource: resourceOf(this.#incoming),
        requestId: this.#requestId,
        traceId,
        ...(code === 'RequestTimeTooSkewed'
          ? { serverTime: new Date(this.#nowMs).toISOString().replace(/\.\d+Z$/, 'Z') }
          : {}),
      }),
    );
    const isBodiless = this.#incoming.method === 'HEAD';
    this.send(
      {
        status,
        headers: {
          ...(isBodiless ? {} : { 'Content-Type': 'application/xml' }),
          'x-cos-trace-id': traceId,
          ...headers,
        },
        body,
      },
      undefined,
      code,
    );
  }
}

function resourceOf(incoming: IncomingMessage): string {
  const path = (incoming.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/, '');
  try {
    return `${incoming.headers.host ?? ''}${decodeURIComponent(path)}`;
  } catch {
    return `${incoming.headers.host ?? ''}${path}`;
  }
}

/** Ids look like COS's: base64 of hexadecimal parts. Each request has one of its own, the same in every run. */
function requestIdOf(index: number): string {
  const hex = createHash('md5').update(String(index)).digest('hex');
  return Buffer.from(`${hex.slice(0, 8)}_${hex.slice(8, 24)}`).toString('base64');
}

/** Statuses whose answers have no Content-Length (RFC 9110, 8.6). */
const BODILESS: ReadonlySet<number> = new Set([204, 304]);
