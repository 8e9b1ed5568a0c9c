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
import { alsoOf, arePicturesExpired } from './Findings';
import { aboutOf, grouped, ICONS, isAttention, isLiveResult, isNews, newsOf } from './headline';
import { nameOf } from './Input';
import { stepsFor } from './Next';

/** The verdict, before all else: how much and when, what it is about, why, and what to do. */
export function Outcome({ report }: { report: Report }) {
  const t = words.value;
  const { verdict } = report;
  const causes = causesOf(report);
  const steps = stepsOf(report, causes);
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
            {isNews(report) ? newsOf(report, t)[0] : (steps?.headline ?? t.verdict[verdict])}
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
        <Todo
          text={verdict === 'success' ? t.nothingToDo : steps?.todo}
          isPlain={verdict === 'success'}
        />
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
              {namesOf(cause, t)}
              {t.colon}
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
      <strong>{about}</strong>{' '}
      {verdict === 'defect' && disputeOf(report, t) && (
        <span class="muted">{disputeOf(report, t)}</span>
      )}
    </p>
  ) : null;
}

/** What failed for a cause: all that it is about, or the first ones. */
function namesOf({ names, kinds }: Cause, t: Strings): string {
  const [only] = names;
  if (only === undefined) return t.wholeTask;
  if (names.length === 1) return only;
  const more = names.length > MOST_NAMES ? ` +${names.length - MOST_NAMES}` : '';
  return kinds.slice(0, MOST_NAMES).join(' · ') + more;
}

/** So many sub-tasks that failed for one cause are named in the banner. */
const MOST_NAMES = 2;

/** What the event has though a check says that it is missing. */
function disputeOf(report: Report, t: Strings): string | undefined {
  const found = report.tasks.flatMap(({ findings }) => findings);
  const defects = found.filter(({ attention }) => attention === 'defect');
  return defects.length === 1 && defects[0] ? alsoOf(defects[0], report, t) : undefined;
}

/** So many causes stand in the banner. */
const MOST_CAUSES = 5;

/** What the core advises on a report. */
function stepsOf(report: Report, causes: readonly Cause[]) {
  const { verdict, event_type, session_id, warnings } = report;
  const latest = latestOf(report);
  return stepsFor({
    verdict,
    event_type,
    session_id,
    failures: causes.map(questionOf),
    contradictions: warnings.filter(({ code }) => code === 'contradiction'),
    ...(latest && { age: Math.round((Date.now() - Date.parse(latest)) / 1000) }),
    pictures_expired: arePicturesExpired(report.tasks),
    defect_disputed: disputeOf(report, words.value) !== undefined,
  });
}

/** What to do next, in the core's own words. */
function Todo({ text, isPlain }: { text: string | undefined; isPlain: boolean }) {
  if (text === undefined) return null;
  return (
    <p class="todo">
      {!isPlain && <span class="tag">{words.value.whatToDo}</span>} {text}
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
  if (report.verdict === 'contradiction') return t.saidSuccess;
  if (isLiveResult(report)) return '';
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
