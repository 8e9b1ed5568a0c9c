import type { Report, Task } from '../../core/report';
import { clock, span as spanOfTime } from '../../display/durations';
import { words } from '../lang';
import { kindName } from '../state/kinds';
import { field } from '../state/selection';
import { language } from '../state/settings';
import { useGrowing } from '../ui/growing';
import { Icon, type IconName } from '../ui/Icon';
import { count, percentOf } from '../units';
import { Doubt } from './Contradictions';

const SIGNS: Record<Task['status'], IconName> = {
  success: 'success',
  failure: 'failure',
  processing: 'processing',
  waiting: 'processing',
  unknown: 'unknown',
};

interface Span {
  from: number;
  to: number;
}

/** When a sub-task ran, ms; undefined if it does not say. One that runs still ends where the others do. */
function spanOf(task: Task, end: number): Span | undefined {
  const from = Date.parse(task.started_at ?? '');
  const isOpen = task.finished_at === undefined;
  // A bar of what runs would say how far it is, which nobody knows.
  if (isOpen && task.status === 'processing' && task.progress === undefined) return undefined;
  const to = isOpen ? end : Date.parse(task.finished_at ?? '');
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { from, to: Math.max(from, to) };
}

/** The sub-tasks, with a timeline where times are given. */
export function Tasks({ report }: { report: Report }) {
  const t = words.value;
  const { tasks, tasks_omitted: omitted = 0 } = report;
  const { shown, end: more } = useGrowing(tasks.length);
  if (tasks.length === 0) return null;
  const ends = tasks.map((task) => Date.parse(task.finished_at ?? task.started_at ?? ''));
  const end = Math.max(...ends.filter((it) => !Number.isNaN(it)));
  const spans = tasks.map((task) => spanOf(task, end));
  const begin = Math.min(...spans.flatMap((span) => (span ? [span.from] : [])));
  const step = stepOf((end - begin) / 1000);
  // The last mark stands at the end or behind it.
  const marks = Math.ceil((end - begin) / 1000 / step) || 1;
  const whole = marks * step * 1000;
  // An axis for a few of them would be empty for the most part.
  const hasTimes = spans.filter(Boolean).length * 2 >= tasks.length && end > begin;
  // A state that something else contradicts is no plain success.
  const doubts = new Map(
    report.warnings
      .filter(({ code }) => code === 'contradiction')
      .reverse()
      .map((warning) => [warning.task, warning]),
  );
  const percent = (ms: number) => `${(ms / whole) * 100}%`;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">
        {t.tasks} <span class="count">{count(tasks.length + omitted, language.value)}</span>
      </h2>
      {omitted > 0 && <p class="muted">{t.moreFindings(omitted)}</p>}
      <ol
        class={hasTimes ? 'tasks timed' : 'tasks'}
        style={hasTimes ? { '--marks': String(marks) } : {}}
      >
        {hasTimes && (
          <li class="axis" aria-hidden="true">
            <span class="axis-name">{t.timeline}</span>
            <span class="lane">
              {Array.from({ length: marks }, (_, at) => (
                <span key={at}>{tick(at * step)}</span>
              ))}
            </span>
          </li>
        )}
        {tasks.slice(0, shown).map((task, index) => {
          const span = spans[index];
          const path = `tasks[${index}]`;
          const name = kindName(task);
          const doubt = doubts.get(index);
          const isDoubtful = doubt !== undefined;
          const isBlank = task.status === 'processing' && task.progress === undefined;
          const state = isDoubtful ? t.doubtful : t.status[task.status];
          return (
            <li key={path} class={isDoubtful ? 'contradiction' : task.status}>
              <span class="sign" {...field(`${path}.status`)}>
                <Icon name={isDoubtful ? 'partial' : SIGNS[task.status]} />
                <span class="visually-hidden">{state}</span>
              </span>
              <span class="kind">
                <span {...field(task.kind === 'other' ? `${path}.name` : `${path}.kind`)}>
                  {name}
                </span>
                {task.definition !== undefined && (
                  <span class="muted" {...field(`${path}.definition`)}>
                    {t.ofTemplate(task.definition)}
                  </span>
                )}
              </span>
              <span class="state">
                {state}
                {task.status === 'processing' &&
                  task.progress !== undefined &&
                  ` ${percentOf(task.progress, language.value)}`}
                {isBlank && !hasTimes && <span class="muted"> · {t.noProgress}</span>}
              </span>
              {doubt && (
                <span class="doubt muted">
                  <Doubt warning={doubt} of={task} />
                </span>
              )}
              {hasTimes && (
                <span class="lane">
                  {isBlank && <span class="muted blank">{t.noProgress}</span>}
                  {span && (
                    <span
                      class={task.finished_at === undefined ? 'bar open' : 'bar'}
                      {...field(`${path}.finished_at`)}
                      style={{
                        left: percent(span.from - begin),
                        // What goes on has no end yet.
                        ...(task.finished_at === undefined
                          ? { right: 0 }
                          : { width: percent(span.to - span.from) }),
                      }}
                    />
                  )}
                </span>
              )}
              {hasTimes && (
                <span class="length">
                  {task.started_at !== undefined &&
                    task.finished_at !== undefined &&
                    span &&
                    spanOfTime((span.to - span.from) / 1000, language.value)}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {more}
    </section>
  );
}

/** Below a minute in seconds: the marks of a short task would be equal. */
function tick(seconds: number): string {
  return seconds < 60 ? `${Number(seconds.toFixed(1))} s` : clock(seconds);
}

/** A round number of seconds of which at most five make the whole. */
function stepOf(seconds: number): number {
  return (
    STEPS.find((step) => step * MOST_MARKS >= seconds) ??
    86_400 * Math.ceil(seconds / 86_400 / MOST_MARKS)
  );
}

const MOST_MARKS = 5;
const STEPS = [
  0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400,
];
