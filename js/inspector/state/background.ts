/** What takes too long for the page is done in a worker, whose code comes with the editor. */

import { effect } from '@preact/signals';
import type { ToBackground } from '../background-worker';
import type { Result } from '../core';
import { loadEditor } from '../raw/load';
import { WorkerClient } from '../worker-client';
import { core, resultLanguage, source } from './event';
import { language } from './settings';

let worker: Promise<WorkerClient<ToBackground>> | undefined;

/** The worker; rejects if its code cannot be loaded. */
export function background(): Promise<WorkerClient<ToBackground>> {
  worker ??= loadEditor().then(({ later }) => new WorkerClient<ToBackground>(later.background));
  return worker;
}

/** The page reads a larger event only once: when it is opened, or edited. */
const LARGE = 500_000;

/** The results follow the language: those of a large event when they have been read beside the page. */
effect(() => {
  const next = language.value;
  const inspector = core.peek();
  const { bytes } = source.peek();
  if (inspector === undefined || bytes.length < LARGE) {
    resultLanguage.value = next;
    return;
  }
  const question = { core: inspector.module, bytes, language: next };
  background()
    .then((client) => client.ask<Result[]>('read', question))
    .then((results) => results && inspector.keep(bytes, next, results))
    // What the worker cannot do, the page does.
    .catch(() => undefined)
    .then(() => {
      if (language.peek() === next) resultLanguage.value = next;
    });
});
