/** A worker, as the page sees it. */

/** What a worker says: how far it is, or what it was asked for. */
export type FromWorker<News> =
  | { news: News }
  | { id: number; answer: unknown }
  | { id: number; failed: string };

type Asked<To, Ask> = Omit<Extract<To, { ask: Ask }>, 'id' | 'ask'>;

export class WorkerClient<To extends { ask: string }, News = never> {
  private readonly worker: Promise<Worker>;
  private readonly waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  private last = 0;
  private isClosed = false;
  onNews: (news: News) => void = () => {};

  /** @param code of the worker, which may still be on its way */
  constructor(code: string | Promise<string>) {
    this.worker = Promise.resolve(code).then((text) => this.start(text));
    // Each question of it rejects.
    this.worker.catch(() => undefined);
  }

  private start(code: string): Worker {
    // A page from a file may not load a script into a worker, but it may make one.
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    if (this.isClosed) worker.terminate();
    worker.onmessage = ({ data }: MessageEvent<FromWorker<News>>) => {
      if ('news' in data) {
        this.onNews(data.news);
        return;
      }
      const asked = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('failed' in data) asked?.reject(new Error(data.failed));
      else asked?.resolve(data.answer);
    };
    return worker;
  }

  /** Rejects if the worker cannot be started. */
  async tell(message: To): Promise<void> {
    (await this.worker).postMessage(message);
  }

  ask<Answer, Ask extends To['ask'] = To['ask']>(
    ask: Ask,
    question: Asked<To, Ask>,
  ): Promise<Answer | undefined> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.worker.then((worker) => worker.postMessage({ ask, id, ...question })).catch(reject);
    });
  }

  /** Its memory goes with it; what it was asked for does not come. */
  close(): void {
    this.isClosed = true;
    this.worker.then((worker) => worker.terminate()).catch(() => undefined);
    this.waiting.clear();
  }
}
