/** Bots and functions on this machine: they take everything and show what they got. */

import { startFakeService } from '../fake-service';

/** A message that a bot got, or an event that a function got. */
export interface Received {
  /** The bot or function. */
  target: string;
  /** What it was given, JSON text. */
  content: string;
}

export interface Receivers {
  url: string;
  notified: Received[];
  invoked: Received[];
  close(): Promise<void>;
}

/** What bots and the SCF API answer; each reads its own members. */
const TAKEN = JSON.stringify({
  errcode: 0,
  code: 0,
  Response: { Result: { FunctionRequestId: 'local', InvokeResult: 0 }, RequestId: 'local' },
});

export async function startReceivers(): Promise<Receivers> {
  const notified: Received[] = [];
  const invoked: Received[] = [];
  const service = await startFakeService(({ url, headers, body }) => {
    const content = body.toString();
    if (headers['x-tc-action'] === undefined) {
      notified.push({ target: url.slice(1).split('?')[0] ?? '', content });
    } else {
      const parameters = objectOf(content);
      if (parameters === undefined) return { status: 400, body: 'not JSON\n' };
      const { FunctionName, Qualifier, Namespace, ClientContext } = parameters;
      const target = `${FunctionName}:${Qualifier}@${Namespace}`;
      invoked.push({ target, content: `${ClientContext}` });
    }
    return { status: 200, body: TAKEN };
  });
  return { url: service.url, notified, invoked, close: service.close };
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
