import { mostUrgent } from '../../core/attention';
import type { Report } from '../../core/report';
import { type Strings, words } from '../lang';
import { codeName, taskName } from '../state/kinds';
import { field } from '../state/selection';
import { language, zone } from '../state/settings';
import { Icon } from '../ui/Icon';
import { distance, moment } from '../units';
import { Contradictions } from './Contradictions';
import { type Cause, causesOf, filesOf, questionOf, whyOf } from './causes';
import { arePicturesExpired } from './Findings';
import { aboutOf, grouped, ICONS, isAttention, isLiveResult, isNews, newsOf } from './headline';
import { nameOf } from './Input';
import { stepsFor } from './Next';

/** The verdict, before all else: how much and when, what it is about, why, and what to do. */
export function Outcome({ report }: { report: Report }) {
  const t = words.value;
  const { verdict } = report;
  const causes = causesOf(report);
  const scale = scaleOf(report, t);
  const awaited = awaitedOf(report, t);
  return (
    <section class={`outcome ${verdict}`} aria-labelledby="outcome">
      <p class="seal">
        <Icon name={isNews(report) ? 'look' : ICONS[verdict]} />
      </p>
      <div>
        <div class="beside">
          <h1 id="outcome" {...field('verdict')}>
            {isNews(report) ? newsOf(report, t)[0] : t.verdict[verdict]}
          </h1>
          {scale && <p class="lead">{scale}</p>}
          <Ago report={report} />
          {chipsOf(report, t).map((chip) => (
            <span key={chip} class="tag" {...field('outcome')}>
              {chip}
            </span>
          ))}
        </div>
        <Subject report={report} />
        <Reason report={report} causes={causes} />
        {awaited && <p class="lead">{awaited}</p>}
        <Todo report={report} causes={causes} />
      </div>
    </section>
  );
}

/** How long ago it was: what an old event says is not how things are. */
function Ago({ report }: { report: Report }) {
  const latest = latestOf(report);
  return latest === undefined ? (
    <span class="muted">{words.value.noTime}</span>
  ) : (
    <time class="muted" dateTime={latest} title={moment(latest, language.value, zone.value)}>
      {distance(latest, Date.now(), language.value)}
    </time>
  );
}

/** Why it is so: each cause with what to do about it, what was found, or what contradicts what. */
function Reason({ report, causes }: { report: Report; causes: readonly Cause[] }) {
  const t = words.value;
  const { verdict } = report;
  if (verdict === 'contradiction') return <Contradictions report={report} />;
  if (causes.length > 1) {
    const most = causes.length > MOST_CAUSES ? MOST_CAUSES - 1 : MOST_CAUSES;
    return (
      <ul class="reason">
        {causes.slice(0, most).map((cause) => {
          const { why, fix, path } = whyOf(cause);
          return (
            <li key={cause.path} class="cause" {...field(path)}>
              <span class="muted">
                {cause.names.length > 0
                  ? t.ofAll(cause.names.length, report.tasks.length)
                  : t.wholeTask}
                {t.colon}
              </span>
              <strong>{why}</strong>
              {fix && ` – ${fix}`}
            </li>
          );
        })}
        {causes.length > most && <li class="muted">{t.moreCauses(causes.length - most)}</li>}
      </ul>
    );
  }
  if (causes[0] !== undefined) {
    const { why, path } = whyOf(causes[0]);
    // A failure need not say why.
    if (why === undefined) return null;
    return (
      <p class="reason" {...field(path)}>
        <strong>{why}</strong>
      </p>
    );
  }
  const about = isAttention(verdict)
    ? aboutOf(report, verdict, t)
    : isNews(report)
      ? newsOf(report, t)[1]
      : undefined;
  return about ? (
    <p class="reason">
      <strong>{about}</strong>
    </p>
  ) : null;
}

/** So many causes stand in the banner. */
const MOST_CAUSES = 5;

/** What to do next, in the core's own words. */
function Todo({ report, causes }: { report: Report; causes: readonly Cause[] }) {
  const { verdict, event_type, session_id } = report;
  if (verdict === 'success') return <p class="todo">{words.value.nothingToDo}</p>;
  const latest = latestOf(report);
  const found = stepsFor({
    verdict,
    event_type,
    session_id,
    failures: causes.map(questionOf),
    ...(latest && { age: Math.round((Date.now() - Date.parse(latest)) / 1000) }),
    pictures_expired: arePicturesExpired(report.tasks),
  });
  if (found?.todo === undefined) return null;
  return (
    <p class="todo">
      <span class="tag">{words.value.whatToDo}</span> {found.todo}
    </p>
  );
}

/** What the verdict is about: the file, and the kind of event. */
function Subject({ report }: { report: Report }) {
  const { files, isOneOf } = filesOf(report);
  const more = files.length > MOST_FILES ? ` +${files.length - MOST_FILES}` : '';
  const type = report.event_name ?? report.event_type;
  const name = codeName(type);
  return (
    <p class="subject">
      {files.length === 0 && report.task_id && (
        <span {...field('task_id')}>
          {words.value.fields.taskId} <strong>{report.task_id}</strong>
        </span>
      )}
      {files.length > 0 && (
        <strong>
          {isOneOf
            ? words.value.oneOfFiles(files.length)
            : files.slice(0, MOST_FILES).map(nameOf).join(' · ')}
          {!isOneOf && more}
        </strong>
      )}
      <span class="muted" {...field(report.event_name ? 'event_name' : 'event_type')}>
        {name}
        {name !== type && <code>{type}</code>}
      </span>
    </p>
  );
}

const MOST_FILES = 2;

/** What else is to be known: how the processing stands, and what was found in a task that failed. */
function chipsOf(report: Report, t: Strings): string[] {
  const { verdict, outcome } = report;
  if (outcome === 'failure' || outcome === 'partial') {
    const urgent = mostUrgent(report.tasks.flatMap((task) => task.findings));
    if (urgent === undefined) return [];
    return [[t.verdict[urgent], aboutOf(report, urgent, t)].filter(Boolean).join(' – ')];
  }
  if (verdict === 'contradiction' && outcome === 'success') return [];
  return verdict === outcome && !isLiveResult(report) ? [] : [t.state[outcome]];
}

/** How many of the sub-tasks it is about. */
function scaleOf(report: Report, t: Strings): string {
  // What the states say of themselves is what is in doubt.
  if (isLiveResult(report) || report.verdict === 'contradiction') return '';
  // What to do says that the outcome is unknown.
  if (report.verdict === 'unknown') return '';
  // A tag says that the processing is finished.
  if (isAttention(report.verdict) && report.outcome === 'success') return '';
  return grouped(sentence(report, t));
}

/** What a task waits for that is still processed, and as of when. */
function awaitedOf(report: Report, t: Strings): string {
  if (report.outcome !== 'processing' || isLiveResult(report)) return '';
  const latest = latestOf(report);
  const awaited = report.tasks
    .filter(({ status }) => status === 'processing' || status === 'waiting')
    .map(taskName);
  const more = awaited.length > MOST_AWAITED ? ` +${awaited.length - MOST_AWAITED}` : '';
  const said = [
    latest && t.asOf(moment(latest, language.value, zone.value)),
    awaited.length > 0 && t.awaited(awaited.slice(0, MOST_AWAITED).join(', ') + more),
  ];
  // Behind a full stop of theirs, Chinese and Japanese have no space.
  return said.filter(Boolean).join(' ').replace(/。 /g, '。');
}

/** The last time that an event names: nothing in it is newer. */
const latestOf = ({ tasks, started_at, finished_at }: Report): string | undefined =>
  [started_at, finished_at, ...tasks.flatMap((task) => [task.started_at, task.finished_at])]
    .filter((time) => time !== undefined && !Number.isNaN(Date.parse(time)))
    .sort((one = '', other = '') => Date.parse(other) - Date.parse(one))[0];

const MOST_AWAITED = 4;

function sentence({ outcome, tasks, tasks_omitted = 0 }: Report, t: Strings): string {
  const of = (status: string) => tasks.filter((task) => task.status === status).length;
  const all = tasks.length;
  switch (outcome) {
    case 'success':
      return all + tasks_omitted < 2 ? '' : t.summary.success(all + tasks_omitted);
    case 'partial':
      return t.summary.partial(of('failure'), all, all - of('failure') - of('success'));
    case 'failure':
      // The verdict says that of one sub-task.
      return of('failure') === 1 && all === 1 ? '' : t.summary.failure(of('failure'), all);
    case 'processing':
      return t.summary.processing(of('success'), all);
    case 'unknown':
      return t.summaryUnknown;
  }
}
