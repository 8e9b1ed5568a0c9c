/** A worker, as the page sees it. */

import code from 'virtual:worker';
import type { FromWorker, Progress, ToWorker } from './protocol';

type Asked<Ask extends ToWorker['ask']> = Omit<Extract<ToWorker, { ask: Ask }>, 'id' | 'ask'>;

export class Client {
  private readonly worker: Worker;
  private readonly waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  private last = 0;
  onProgress: (progress: Progress) => void = () => {};

  constructor() {
    // A page from a file may not load a script into a worker, but it may make one.
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    this.worker = new Worker(url);
    URL.revokeObjectURL(url);
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ('progress' in data) {
        this.onProgress(data.progress);
        return;
      }
      const asked = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('failed' in data) asked?.reject(new Error(data.failed));
      else asked?.resolve(data.answer);
    };
  }

  scan(question: Asked<'scan'>): void {
    this.worker.postMessage({ ask: 'scan', ...question });
  }

  ask<Answer, Ask extends ToWorker['ask'] = ToWorker['ask']>(
    ask: Ask,
    question: Asked<Ask>,
  ): Promise<Answer | undefined> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.worker.postMessage({ ask, id, ...question });
    });
  }

  /** Its memory goes with it. */
  close(): void {
    this.worker.terminate();
    this.waiting.clear();
  }
}
