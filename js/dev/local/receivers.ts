/** Bots and functions on this machine: they take everything and show what they got. */

import { startStandIn } from '../stand-in';

/** Something that was handed to a bot or a function. */
export interface HandedOver {
  /** The bot or function. */
  target: string;
  /** What it was given, JSON text. */
  content: string;
}

export interface Receivers {
  url: string;
  told: HandedOver[];
  invoked: HandedOver[];
  close(): Promise<void>;
}

/** What bots and the SCF API answer; each reads its own members. */
const TAKEN = JSON.stringify({
  errcode: 0,
  code: 0,
  Response: { Result: { FunctionRequestId: 'local', InvokeResult: 0 }, RequestId: 'local' },
});

export async function startReceivers(): Promise<Receivers> {
  const told: HandedOver[] = [];
  const invoked: HandedOver[] = [];
  const standIn = await startStandIn(({ url, headers, body }) => {
    const content = body.toString();
    if (headers['x-tc-action'] === undefined) {
      told.push({ target: url.slice(1).split('?')[0] ?? '', content });
    } else {
      const parameters = objectOf(content);
      if (parameters === undefined) return { status: 400, body: 'not JSON\n' };
      const { FunctionName, Qualifier, Namespace, ClientContext } = parameters;
      const target = `${FunctionName}:${Qualifier}@${Namespace}`;
      invoked.push({ target, content: `${ClientContext}` });
    }
    return { status: 200, body: TAKEN };
  });
  return { url: standIn.url, told, invoked, close: standIn.close };
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    return Object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
