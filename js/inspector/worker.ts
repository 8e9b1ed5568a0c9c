/** The worker: reads archives, and finds out where fields of reports are from. */

import type { FromWorker, ToWorker } from './archive/protocol';
import { Store } from './archive/store';
import { InspectorCore } from './core';
import { trace } from './raw/trace';

const post = (message: FromWorker) => postMessage(message);
let store: Store | undefined;

async function answer(message: Exclude<ToWorker, { ask: 'scan' }>) {
  switch (message.ask) {
    case 'totals':
      return store?.totals(message.filter, message.terms, message.order);
    case 'rows':
      return store?.window(message.from, message.to);
    case 'event':
      return store?.open(message.index);
    case 'export':
      return store?.export(message.form);
    case 'trace':
      return trace(new InspectorCore(message.core), message.bytes, message.which);
  }
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.ask === 'scan') {
    store = new Store(new InspectorCore(data.core), data.language, data.files);
    store.scan((progress) => post({ progress }));
    return;
  }
  answer(data).then(
    (result) => post({ id: data.id, answer: result }),
    (error: Error) => post({ id: data.id, failed: error.message }),
  );
});
