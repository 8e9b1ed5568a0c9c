import type { Place, Report, Verdict } from '../../core/report';
import type { NextSteps } from '../core';
import { words } from '../lang';
import { core } from '../state/event';
import { language } from '../state/settings';
import { Copy } from '../ui/Copy';
import { Icon } from '../ui/Icon';

/** What a report says of a task, an error or a place. */
interface Question {
  code_ext?: string | undefined;
  code?: number | undefined;
  message?: string | undefined;
  event_type?: string | undefined;
  task_id?: string | undefined;
  family?: string | undefined;
  region?: string | undefined;
  bucket?: string | undefined;
  key?: string | undefined;
  session_id?: string | undefined;
  verdict?: Verdict;
  failures?: readonly object[];
  age?: number;
  pictures_expired?: boolean;
  contradiction?: object;
  contradictions?: readonly object[];
  defect_disputed?: boolean;
  damaged?: string;
}

/** What the core advises on it. */
export const stepsFor = (question: Question): NextSteps | undefined =>
  core.value?.nextSteps(question, language.value);

/** Where a task is looked up: a command, and pages of the console. */
export function Next({ report }: { report: Report }) {
  const t = words.value;
  const { event_type, task_id, input, tasks } = report;
  const region = input?.region ?? tasks.flatMap(({ outputs }) => outputs)[0]?.region;
  const failed = tasks.find(({ status }) => status === 'failure') ?? tasks[0];
  const found = stepsFor({
    event_type,
    task_id,
    region,
    family: failed?.family,
    ...placeOf(input),
  });
  if (found === undefined || (task_id === undefined && input === undefined)) return null;
  const pages: [string, string | undefined][] = [
    [t.console.tasks, found.tasks_page],
    [t.console.templates, failed?.definition === undefined ? undefined : found.templates_page],
    [t.console.folder, found.object_page],
  ];
  return (
    <section class="next" aria-labelledby="next">
      <h2 id="next" class="visually-hidden">
        {t.lookUp}
      </h2>
      {found.query && <Query text={found.query} />}
      {found.query && !region && <p>{t.addRegion}</p>}
      <p class="pages">
        {t.console.title}
        {pages.map(
          ([name, page]) =>
            page && (
              <a key={name} href={page} target="_blank" rel="noreferrer noopener">
                {name} <Icon name="link" />
              </a>
            ),
        )}
      </p>
    </section>
  );
}

/** The command that queries a task. */
export function Query({ text }: { text: string }) {
  const { lookUp, console } = words.value;
  return (
    <p class="query">
      {lookUp}
      <code>{text}</code>
      <Copy text={text} what={console.query} />
    </p>
  );
}

/** What names a file in COS. */
export function placeOf(place: Place | undefined): Pick<Place, 'bucket' | 'region' | 'key'> {
  if (place?.storage !== 'cos') return {};
  const { bucket, region, key } = place;
  return { ...(bucket && { bucket }), ...(region && { region }), ...(key && { key }) };
}

/** What is at fault for an error, and what becomes of a retry. `isSaid`: the banner says that already. */
export function Retry({
  of: { code_ext, code, message },
  isSaid,
}: {
  of: Pick<Question, 'code_ext' | 'code' | 'message'>;
  isSaid: boolean;
}) {
  const found = stepsFor({ code_ext, code, message });
  if (found?.advice === undefined) return null;
  return (
    <p class={`retry ${found.retry}`}>
      <span class="tag">{found.fault_name}</span> {!isSaid && found.advice}
    </p>
  );
}
