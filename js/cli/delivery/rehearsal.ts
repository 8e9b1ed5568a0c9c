/** Sends nothing: writes down what would be sent, and answers as services do that take everything. */

import type { Request, Send } from '../../transport/transport';

export interface Rehearsed {
  request: Request;
  body: Buffer;
}

/** What COS, the SCF API and bots answer; each reads its own members. */
const TAKEN = Buffer.from(
  JSON.stringify({
    errcode: 0,
    code: 0,
    Response: { Result: { FunctionRequestId: 'none', InvokeResult: 0 }, RequestId: 'none' },
  }),
);
/** What is answered to whoever does not take that for success: there are bots that answer a word. */
const OK = Buffer.from('ok');

/** @param record gets every request, and whether it is a message that was not taken for delivered before */
export function rehearsal(record: (rehearsed: Rehearsed, isRepeated: boolean) => void): Send {
  const asked = new Set<string>();
  return async (request, body) => {
    const content = Buffer.from(body ?? []);
    const once = `${content.length} ${request.url}`;
    const isRepeated = request.method === 'POST' && asked.has(once);
    asked.add(once);
    record({ request, body: content }, isRepeated);
    if (request.method === 'GET') return { status: 404, headers: {}, body: Buffer.alloc(0) };
    return { status: 200, headers: {}, body: isRepeated ? OK : TAKEN };
  };
}
