import { mostUrgent } from '../../core/attention';
import type { Report } from '../../core/report';
import { kindName, type Strings, words } from '../lang';
import { field } from '../state/selection';
import { language } from '../state/settings';
import { Copy } from '../ui/Copy';
import { Icon } from '../ui/Icon';
import { Text } from '../ui/Text';
import { clock, moment } from '../units';

/** How it ended, before all else. */
export function Outcome({ report }: { report: Report }) {
  const t = words.value;
  return (
    <section class={`outcome ${report.outcome}`} aria-labelledby="outcome">
      <p class="seal">
        <Icon name={report.outcome} />
      </p>
      <div>
        <h1 id="outcome" {...field('outcome')}>
          {t.outcome[report.outcome]}
        </h1>
        <p class="lead">{sentence(report, t)}</p>
        {report.outcome === 'unknown' && <p>{t.unknownHelp}</p>}
        {urgent(report) > 0 && <p class="lead">{t.summaryAttention(urgent(report))}</p>}
        <Facts report={report} />
      </div>
    </section>
  );
}

function sentence({ outcome, tasks, tasks_omitted = 0 }: Report, t: Strings): string {
  const of = (status: string) => tasks.filter((task) => task.status === status).length;
  const all = tasks.length;
  switch (outcome) {
    case 'success':
      return t.summary.success(all + tasks_omitted);
    case 'partial':
      return t.summary.partial(of('failure'), all);
    case 'failure':
      return t.summary.failure(of('failure'), all);
    case 'processing':
      return t.summary.processing(of('success'), all);
    case 'unknown':
      return t.summaryUnknown;
  }
}

/** How many sub-tasks found something that somebody should look at. */
function urgent({ tasks }: Report): number {
  return tasks.filter(({ findings }) => mostUrgent(findings) !== undefined).length;
}

function Facts({ report }: { report: Report }) {
  const t = words.value;
  const lang = language.value;
  const { started_at: started, finished_at: finished } = report;
  const took =
    started && finished ? (Date.parse(finished) - Date.parse(started)) / 1000 : undefined;
  const facts: [string, string, string | undefined][] = [
    [
      t.fields.eventType,
      report.event_name ? 'event_name' : 'event_type',
      report.event_name ?? report.event_type,
    ],
    [t.fields.taskId, 'task_id', report.task_id],
    [t.fields.envelope, 'envelope', report.envelope],
    [t.fields.started, 'started_at', started && moment(started, lang)],
    [t.fields.finished, 'finished_at', finished && moment(finished, lang)],
    [t.fields.took, '', took === undefined || Number.isNaN(took) ? undefined : clock(took)],
    [t.fields.session, 'session_id', report.session_id],
    [t.fields.context, 'session_context', report.session_context],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, path, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd {...(path && field(path))}>
                {value}
                {path === 'task_id' && <Copy text={value} what={name} />}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What failed, why, and what to do about it. */
export function Failures({ report }: { report: Report }) {
  const t = words.value;
  const failed = report.tasks
    .map((task, index) => ({ task, path: `tasks[${index}]` }))
    .filter(({ task }) => task.status === 'failure');
  const whole = report.code !== undefined || report.message !== undefined;
  if (failed.length === 0 && !whole) return null;
  const items: Item[] = [
    ...(whole ? [{ names: [t.fields.taskId], path: '', it: report }] : []),
    ...failed.map(({ task, path }) => ({
      names: [[kindName(task, t), task.definition].filter(Boolean).join(' ')],
      path: `${path}.`,
      it: task,
    })),
  ];
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">{t.failedTitle}</h2>
      <ul class="failures">
        {joined(items).map(({ names, path, it }) => (
          <li key={path}>
            <h3>
              {names.join(' · ')}
              {it.code_ext && <code {...field(`${path}code_ext`)}>{it.code_ext}</code>}
              {it.code !== undefined && <code {...field(`${path}code`)}>{it.code}</code>}
            </h3>
            {it.explanation && (
              <p class="advice" {...field(`${path}explanation`)}>
                <span class="visually-hidden">{t.whatToDo}: </span>
                {it.explanation}
              </p>
            )}
            {it.message && (
              <p class="said">
                <span>{t.said}</span>{' '}
                <q>
                  <Text text={it.message} path={`${path}message`} />
                </q>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Said {
  code?: number;
  code_ext?: string;
  message?: string;
  explanation?: string;
}

interface Item {
  names: string[];
  path: string;
  it: Said;
}

/** What failed for the same reason is said once. */
function joined(items: readonly Item[]): Item[] {
  const groups = new Map<string, Item>();
  for (const item of items) {
    const { code, code_ext, message, explanation } = item.it;
    const key = JSON.stringify([code, code_ext, message, explanation]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...item, names: [...item.names] });
    else group.names.push(...item.names);
  }
  return [...groups.values()];
}
