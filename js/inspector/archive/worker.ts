/** The worker that reads archives. */

import { InspectorCore } from '../core';
import type { FromWorker } from '../worker-client';
import type { Progress, ToStore } from './protocol';
import { Store } from './store';

const post = (message: FromWorker<Progress>) => postMessage(message);
let store: Store | undefined;

async function answer(message: Exclude<ToStore, { ask: 'scan' }>) {
  switch (message.ask) {
    case 'totals':
      return store?.totals(message.filter, message.terms, message.order);
    case 'rows':
      return store?.window(message.from, message.to, message.language);
    case 'event':
      return store?.open(message.index);
    case 'export':
      return store?.export(message.form);
  }
}

addEventListener('message', ({ data }: MessageEvent<ToStore>) => {
  if (data.ask === 'scan') {
    store = new Store(new InspectorCore(data.core), data.language, data.files);
    store.scan((news) => post({ news }));
    return;
  }
  answer(data).then(
    (result) => post({ id: data.id, answer: result }),
    (error: Error) => post({ id: data.id, failed: error.message }),
  );
});
