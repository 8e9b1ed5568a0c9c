/** The options of the function that is planned for; only in this page's memory, for there are secrets among them. */

import { batch, computed, effect, signal } from '@preact/signals';
import { DEFAULT_TEMPLATE, type Template } from '../../input/templates';
import { background } from '../state/background';
import { core, source } from '../state/event';
import { language } from '../state/settings';
import { view } from '../state/view';
import type { Plan } from './dry-run';
import { type Options, schema, trimmed } from './schema';

/** Something to begin with: a plan that does nothing shows nothing. */
export const options = signal<Options>({
  cos: { bucket: 'results-1250000000', region: 'ap-guangzhou' },
  notify: [
    {
      kind: 'wecom',
      url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=EXAMPLE',
      lang: language.peek(),
    },
  ],
});
export const template = signal<Template>(DEFAULT_TEMPLATE);
export const plan = signal<Plan | undefined>(undefined);
export const failure = signal('');

effect(() => {
  const inspector = core.value;
  const { bytes } = source.value;
  const question = {
    template: template.value,
    options: trimmed(options.value) ?? {},
    language: language.value,
  };
  if (inspector === undefined || view.value !== 'plan') return;
  // What is planned for another event is not shown; while options are written, the last plan is.
  if (planned !== bytes) plan.value = undefined;
  let isLate = false;
  background()
    .then((worker) =>
      worker.ask<Plan>('plan', { core: inspector.module, bytes, now: Date.now(), ...question }),
    )
    .then(
      (made) => {
        if (isLate) return;
        planned = bytes;
        batch(() => {
          plan.value = made;
          failure.value = '';
        });
      },
      (error: Error) => {
        if (!isLate) failure.value = error.message;
      },
    );
  return () => {
    isLate = true;
  };
});

/** The event that the plan is for. */
let planned: Uint8Array | undefined;

/** Whether secrets are shown among the variables. */
export const secretsShown = signal(false);

const errors = computed(() => [
  plan.value?.done.error,
  ...(plan.value?.done.events.map(({ error }) => error) ?? []),
]);

/** Whether the function would refuse the options: nobody is to copy them. */
export const isInvalid = computed(() =>
  errors.value.some((error) => error?.code === 'invalid_options'),
);

/** What is wrong with which option. */
export const problems = computed(
  () =>
    new Map(
      errors.value
        .filter((error) => error?.path !== undefined)
        .map((error) => [idOf(error?.path ?? ''), error] as const),
    ),
);

/** From `notify[0].url` to the id of its field, `notify.0.url`. */
export const idOf = (path: string) => path.replace(/\[(\d+)\]/g, '.$1');

/** Whether the form has a field for a path. */
export function hasField(path: string | undefined): boolean {
  const name = (path ?? '').replace(/\[\d+\]/g, '');
  let field = schema.value;
  for (const part of name.split('.')) field = (field?.items ?? field)?.properties?.[part];
  return field !== undefined && field.type !== 'object' && field.items?.type !== 'object';
}

/** The language that the message has by itself: that of the page, until another one is chosen. */
let ownLanguage = language.peek();
effect(() => {
  const next = language.value;
  const [first] = (options.peek().notify as { lang?: string }[] | undefined) ?? [];
  if (first?.lang === ownLanguage) setOption(['notify', 0, 'lang'], next);
  ownLanguage = next;
});

/** Sets a value at a place such as `['notify', 0, 'url']`; undefined takes it away. */
export function setOption(path: readonly (string | number)[], value: unknown): void {
  options.value = replaced(options.peek(), path, value) as Options;
}

function replaced(
  at: unknown,
  [name, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (name === undefined) return value;
  if (typeof name === 'number') {
    const items = Array.isArray(at) ? [...at] : [];
    if (rest.length === 0 && value === undefined) items.splice(name, 1);
    else items[name] = replaced(items[name], rest, value);
    return items;
  }
  const members = { ...(at as Options | undefined) };
  members[name] = replaced(members[name], rest, value);
  if (members[name] === undefined) delete members[name];
  return members;
}
