/** The worker that finds out where fields of reports are from. */

import { InspectorCore } from '../core';
import type { FromWorker } from '../worker-client';
import { type Origin, type Traced, Tracer } from './trace';

/** What the page asks of it. `field` and `offset`: of the event that was traced last. */
export type ToTracer =
  | { ask: 'trace'; id: number; core: WebAssembly.Module; bytes: Uint8Array; which: number }
  | { ask: 'field'; id: number; field: string }
  | { ask: 'offset'; id: number; offset: number };

let tracer: Tracer | undefined;

function answer(message: ToTracer): Traced | Origin | undefined {
  switch (message.ask) {
    case 'trace': {
      const core = new InspectorCore(message.core);
      tracer = new Tracer((bytes) => core.parse(bytes, 'en')[message.which]?.report);
      return tracer.start(message.bytes);
    }
    case 'field':
      return tracer?.originOf(message.field);
    case 'offset':
      return tracer?.at(message.offset);
  }
}

addEventListener('message', ({ data }: MessageEvent<ToTracer>) => {
  let said: FromWorker<never>;
  try {
    said = { id: data.id, answer: answer(data) };
  } catch (error) {
    said = { id: data.id, failed: (error as Error).message };
  }
  postMessage(said);
});
