import type { ComponentChildren } from 'preact';
import { ATTENTION, mostUrgent } from '../../core/attention';
import type { Attention, Place, Report, Verdict } from '../../core/report';
import { clock, span } from '../../display/durations';
import { sanitizedLines } from '../../display/sanitized';
import { type Strings, words } from '../lang';
import { codeName, kindName, taskName } from '../state/kinds';
import { field } from '../state/selection';
import { language, zone } from '../state/settings';
import { Copy } from '../ui/Copy';
import { useGrowing } from '../ui/growing';
import { Hint } from '../ui/Hint';
import { Icon, type IconName } from '../ui/Icon';
import { Moment, ZoneSwitch } from '../ui/Moment';
import { Said } from '../ui/Said';
import { Text } from '../ui/Text';
import { count, distance, moment, percentOf, times } from '../units';
import { nameOf } from './Input';
import { Retry, stepsFor } from './Next';

/** The verdict, before all else: what it is about, and what to do. */
export function Outcome({ report }: { report: Report }) {
  const t = words.value;
  const { verdict } = report;
  const causes = causesOf(report);
  const lead = sentences(report, t);
  return (
    <section class={`outcome ${verdict}`} aria-labelledby="outcome">
      <p class="seal">
        <Icon name={isNews(report) ? 'look' : ICONS[verdict]} />
      </p>
      <div>
        <h1 id="outcome" {...field('verdict')}>
          {isNews(report) ? newsOf(report, t)[0] : t.verdict[verdict]}
        </h1>
        <Reason report={report} causes={causes} />
        <Todo report={report} causes={causes} />
        <div class="beside">
          <Subject report={report} />
          {chipsOf(report, t).map((chip) => (
            <span key={chip} class="tag" {...field('outcome')}>
              {chip}
            </span>
          ))}
          {lead && <p class="lead">{lead}</p>}
        </div>
      </div>
    </section>
  );
}

/** Why it is so, in one line: the main cause, what was found, or what contradicts what. */
function Reason({ report, causes }: { report: Report; causes: readonly Cause[] }) {
  const t = words.value;
  const { verdict } = report;
  if (verdict === 'contradiction') return <Contradictions report={report} />;
  if (causes.length > 1) {
    const most = causes.length > MOST_CAUSES ? MOST_CAUSES - 1 : MOST_CAUSES;
    return (
      <ul class="reason">
        {causes.slice(0, most).map((cause) => (
          <li key={cause.path} class="cause" {...field(whyOf(cause).path)}>
            <span class="muted">
              {cause.names.length > 0
                ? t.ofAll(cause.names.length, report.tasks.length)
                : t.wholeTask}
              {t.colon}
            </span>
            <strong>{whyOf(cause).why}</strong>
          </li>
        ))}
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

/** A cause in one line, and the field that says it. A code alone says that it is one. */
function whyOf({ it: { explanation, message, code_ext, code }, path }: Cause) {
  const isQuoted = explanation === undefined && message !== undefined;
  const known = code_ext ?? code;
  const why =
    explanation ??
    message?.split('\n')[0] ??
    (known === undefined ? undefined : `${words.value.fields.code} ${known}`);
  return { why, path: `${path}${isQuoted ? 'message' : 'explanation'}` };
}

const questionOf = ({ it: { code, code_ext, message } }: Cause) => ({ code, code_ext, message });

/** What to do next, in the core's own words. */
function Todo({ report, causes }: { report: Report; causes: readonly Cause[] }) {
  const { verdict, event_type } = report;
  if (verdict === 'success') return <p class="todo">{words.value.nothingToDo}</p>;
  const found = stepsFor({ verdict, event_type, failures: causes.map(questionOf) });
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

/**
 * The files that the verdict is about, in the order of the inputs: of a failure, those that an error names. `isOneOf`: one of them is at
 * fault, and nothing says which.
 */
function filesOf(report: Report): { files: Place[]; isOneOf: boolean } {
  const { inputs, input, message = '', tasks } = report;
  const files = inputs ?? (input ? [input] : []);
  if (files.length < 2 || !isFailed(report)) return { files, isOneOf: false };
  const said = [message, ...tasks.map((task) => task.message ?? '')];
  const named = files.filter(({ key }) => key && said.some((it) => it.includes(key)));
  // A key may be a part of another.
  const exact = named.filter(
    ({ key = '' }) => !named.some((other) => other.key !== key && other.key?.includes(key)),
  );
  if (exact.length > 0) return { files: exact, isOneOf: false };
  const faults = causesOf(report).map((cause) => stepsFor(questionOf(cause))?.fault);
  return { files, isOneOf: faults.includes('source') };
}

export const ICONS: Record<Verdict | 'unreadable', IconName> = {
  failure: 'failure',
  partial: 'partial',
  block: 'block',
  defect: 'partial',
  review: 'look',
  quality_warning: 'partial',
  contradiction: 'partial',
  processing: 'processing',
  unknown: 'unknown',
  success: 'success',
  unreadable: 'unreadable',
};

/** What is said of a verdict, or of what has none. */
export const verdictWords = (verdict: Verdict | undefined, t: Strings): string =>
  verdict === undefined ? t.unreadable : t.verdict[verdict];

const isAttention = (verdict: Verdict): verdict is Attention =>
  (ATTENTION as readonly string[]).includes(verdict);

/** The verdict with what it is about, for texts: "Block suggested – Porn 98% sure, 3 places". */
export function headline(report: Report, t: Strings): string {
  const { verdict } = report;
  if (isNews(report)) return newsOf(report, t).filter(Boolean).join(' – ');
  const about = isAttention(verdict) ? aboutOf(report, verdict, t) : '';
  return [t.verdict[verdict], about].filter(Boolean).join(' – ');
}

/** A live stream goes on, so what was found is the news. */
const isNews = (report: Report): boolean =>
  report.verdict === 'processing' &&
  isLiveResult(report) &&
  report.tasks.some(({ findings }) => findings.length > 0);

/** How much was found, and its names: "8 findings", "김민수 · 进球 · 直播 +5". */
function newsOf({ tasks }: Report, t: Strings): [title: string, names?: string] {
  const found = tasks.flatMap((task) => task.findings);
  const title = grouped(t.found(found.length));
  const names = found.map(
    ({ name, keywords, label, text }) =>
      name ?? keywords?.[0] ?? (label && codeName(label)) ?? text,
  );
  const short = [...new Set(names)].filter(
    (name) => name !== undefined && name.length <= LONGEST_NAME && !name.includes('\n'),
  );
  if (short.length === 0) return [title];
  const more =
    found.length > MOST_LABELS ? ` +${found.length - Math.min(short.length, MOST_LABELS)}` : '';
  return [title, short.slice(0, MOST_LABELS).join(' · ') + more];
}

/** A longer text is not a name, characters. */
const LONGEST_NAME = 24;

/** What is to be looked at, each with its own confidence: "guns 99% sure · Prohibited words 85% sure, 3 places". */
function aboutOf({ tasks }: Report, attention: Attention, t: Strings): string {
  const urgent = tasks.flatMap((task) =>
    task.findings
      .filter((finding) => finding.attention === attention)
      .map((finding) => ({
        finding,
        label: finding.label ? codeName(finding.label) : kindName(task),
      })),
  );
  if (urgent.length === 0) return '';
  const sure = new Map<string, number>();
  for (const { label, finding } of urgent) {
    sure.set(label, Math.max(sure.get(label) ?? -1, finding.confidence ?? -1));
  }
  const labels = [...sure].map(([label, percent]) =>
    percent < 0 ? label : `${label} ${t.sure(percentOf(percent, language.value))}`,
  );
  const more = labels.length > MOST_LABELS ? ` +${labels.length - MOST_LABELS}` : '';
  const places = urgent.filter(({ finding }) => finding.start !== undefined).length;
  const about = labels.slice(0, MOST_LABELS).join(' · ') + more;
  return places > 0 ? `${about} – ${grouped(t.places(places))}` : about;
}

const MOST_LABELS = 3;

/** Whether it is one result of a live stream: the stream goes on, and nothing of it is awaited. */
export function isLiveResult({ outcome, event_type }: Report): boolean {
  return outcome === 'processing' && /^Ai\w+Result$/.test(event_type);
}

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

function sentences(report: Report, t: Strings): string {
  // What the states say of themselves is what is in doubt.
  if (isLiveResult(report) || report.verdict === 'contradiction') return '';
  // What to do says that the outcome is unknown.
  if (report.verdict === 'unknown') return '';
  // A tag says that the processing is finished.
  if (isAttention(report.verdict) && report.outcome === 'success') return '';
  const said = [grouped(sentence(report, t))];
  if (report.outcome === 'processing') {
    const lang = language.value;
    const told = latestOf(report);
    if (told) {
      const when = moment(told, lang, zone.value);
      said.unshift(t.asOf(when, distance(told, Date.now(), lang)));
    }
    if (report.started_at) said.push(t.since(moment(report.started_at, lang, zone.value)));
    const awaited = report.tasks
      .filter(({ status }) => status === 'processing' || status === 'waiting')
      .map(taskName);
    const more = awaited.length > MOST_AWAITED ? ` +${awaited.length - MOST_AWAITED}` : '';
    if (awaited.length > 0) said.push(t.awaited(awaited.slice(0, MOST_AWAITED).join(', ') + more));
  }
  // Behind a full stop of theirs, Chinese and Japanese have no space.
  return said.join(' ').replace(/。 /g, '。');
}

/** The last time that an event names: nothing in it is newer. */
const latestOf = ({ tasks, started_at }: Report): string | undefined =>
  [started_at, ...tasks.flatMap((task) => [task.started_at, task.finished_at])]
    .filter((time) => time !== undefined && !Number.isNaN(Date.parse(time)))
    .sort((one = '', other = '') => Date.parse(other) - Date.parse(one))[0];

/** What contradicts what, sub-task by sub-task, in the core's own words. */
function Contradictions({ report }: { report: Report }) {
  const t = words.value;
  const { warnings, tasks } = report;
  const found = warnings
    .map((warning, index) => ({
      ...warning,
      at: warning.path,
      path: `warnings[${index}].message`,
    }))
    .filter(({ code }) => code === 'contradiction');
  // Of each sub-task the first: one is enough to doubt it.
  const first = [...new Map(found.reverse().map((it) => [it.task, it])).values()].reverse();
  const most = first.length > MOST_CAUSES ? MOST_CAUSES - 1 : MOST_CAUSES;
  const more = first.length - most;
  return (
    <ul class="reason">
      {first.slice(0, most).map(({ path, task, message, ...warning }) => {
        const about = task === undefined ? undefined : tasks[task];
        const said = remarkOf(warning.at, about ?? report);
        return (
          <li key={path} {...field(path)}>
            <strong>{about ? taskName(about) : t.wholeTask}</strong>
            {t.colon}
            <Said text={message} />
            {said && (
              <>
                {t.colon}
                <q>{sanitizedLines(said)}</q>
              </>
            )}
          </li>
        );
      })}
      {more > 0 && <li class="muted">{t.moreFindings(more)}</li>}
    </ul>
  );
}

/** What stands in the member that a contradiction is about. */
export function remarkOf(path: string, { code, code_ext, message }: Why): string | undefined {
  const member = path.slice(path.lastIndexOf('.') + 1);
  if (member === 'ErrCodeExt') return code_ext;
  if (member === 'ErrCode') return code === undefined ? undefined : String(code);
  return member === 'Message' ? message : undefined;
}

/** A sentence with the thousands of its numbers set apart. */
const grouped = (text: string) =>
  text.replace(/\d{4,}/g, (digits) => count(Number(digits), language.value));

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

/** When, how long, and by which names it is found elsewhere. */
export function Facts({ report }: { report: Report }) {
  const t = words.value;
  const lang = language.value;
  const { created_at: created, started_at: started, finished_at: finished } = report;
  const waited = between(created, started);
  const took = between(started, finished);
  const length = report.inputs === undefined ? report.media?.duration : undefined;
  const billed = billedSeconds(report);
  const facts: [string, string, ComponentChildren][] = [
    [t.fields.started, 'started_at', started && <Moment iso={started} />],
    [t.fields.finished, 'finished_at', finished && <Moment iso={finished} />],
    [t.fields.waited, 'created_at', waited && span(waited, lang)],
    [t.fields.took, '', took === undefined ? undefined : span(took, lang)],
    // How much media is processed in the time that it plays.
    [t.fields.speed, '', took && length ? t.speedOf(times(length / took, lang)) : undefined],
    [
      t.fields.billed,
      '',
      billed > 0 ? (
        <Hint more={t.billedRule}>
          {clock(billed)} <span class="muted">{t.billedNote}</span>
        </Hint>
      ) : undefined,
    ],
    [t.fields.taskId, 'task_id', report.task_id],
    [t.fields.envelope, 'envelope', codeName(report.envelope)],
    [t.fields.session, 'session_id', report.session_id],
    [t.fields.context, 'session_context', report.session_context],
    [t.fields.message, 'message', isFailed(report) ? undefined : report.message],
  ];
  if (facts.every(([, , value]) => value === undefined)) return null;
  return (
    <dl class="facts">
      {facts.map(
        ([name, path, value]) =>
          value !== undefined &&
          value !== 0 && (
            <div key={name}>
              <dt>{name}</dt>
              <dd {...(path && field(path))}>
                {value}
                {path === 'task_id' && <Copy text={report.task_id ?? ''} what={name} />}
              </dd>
            </div>
          ),
      )}
      {(started ?? finished) && (
        <div>
          <dt class="visually-hidden">{t.zone}</dt>
          <dd>
            <ZoneSwitch />
          </dd>
        </div>
      )}
    </dl>
  );
}

/**
 * The length of what transcoding made, seconds: MPS bills transcoding by the length of each output
 * (https://cloud.tencent.com/document/product/862/36180). Other kinds are billed by what an event does not have.
 */
function billedSeconds({ tasks }: Report): number {
  return tasks
    .filter(({ kind, status }) => kind === 'Transcode' && status === 'success')
    .flatMap(({ outputs }) => outputs)
    .reduce((sum, { duration = 0 }) => sum + duration, 0);
}

const isFailed = ({ outcome, code }: Report): boolean =>
  outcome === 'failure' || outcome === 'partial' || code !== undefined;

/** Seconds; undefined if one of them is not a time. */
function between(from: string | undefined, to: string | undefined): number | undefined {
  const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
  return Number.isNaN(seconds) || seconds < 0 ? undefined : seconds;
}

/** Why it failed: each cause once, the one of most sub-tasks first. */
function causesOf(report: Report): Cause[] {
  const failed = report.tasks
    .map((task, index) => ({ task, path: `tasks[${index}]` }))
    .filter(({ task }) => task.status === 'failure');
  const whole = isFailed(report) && (report.code !== undefined || report.message !== undefined);
  const causes = joined([
    ...failed.map(({ task, path }) => ({ names: [taskName(task)], path: `${path}.`, it: task })),
    // What a sub-task says as well is said of that.
    ...(whole ? [{ names: [], path: '', it: report }] : []),
  ]);
  return causes.sort((one, other) => other.names.length - one.names.length);
}

/** What failed, why, and what becomes of a retry. What is in the banner already is not said again. */
export function Failures({ report }: { report: Report }) {
  const t = words.value;
  const causes = causesOf(report);
  const { shown, end } = useGrowing(causes.length);
  if (causes.length === 0) return null;
  const isOne = causes.length === 1;
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">{t.failedTitle}</h2>
      <ul class="failures">
        {causes.slice(0, shown).map(({ names, path, it, codes }) => (
          <li key={path}>
            <h3>
              {names.slice(0, MOST_NAMES).join(' · ') || t.wholeTask}
              {names.length > MOST_NAMES && ` +${names.length - MOST_NAMES}`}
            </h3>
            {it.explanation && !isOne && (
              <p class="advice" {...field(`${path}explanation`)}>
                {it.explanation}
              </p>
            )}
            <Retry of={it} isSaid={isOne} />
            {(it.message || codes.size > 0) && (
              <p class="said">
                {it.message && (
                  <>
                    <span>{t.said}</span>{' '}
                    <q>
                      <Text text={it.message} path={`${path}message`} />
                    </q>{' '}
                  </>
                )}
                {codes.size > 0 && (
                  <span class="codes-of">
                    {t.fields.code}
                    {[...codes].slice(0, MOST_NAMES).map(([code, at]) => (
                      <code key={code} {...field(at)}>
                        {code}
                      </code>
                    ))}
                  </span>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
      {end}
    </section>
  );
}

/** So many sub-tasks that failed for one reason are named. */
const MOST_NAMES = 8;

interface Why {
  code?: number;
  code_ext?: string;
  message?: string;
  explanation?: string;
}

interface Item {
  names: string[];
  path: string;
  it: Why;
}

interface Cause extends Item {
  /** Its error codes, with the path of the field that has one first. */
  codes: Map<string, string>;
}

/** What failed for the same reason is said once, with all codes of it. */
function joined(items: readonly Item[]): Cause[] {
  const groups = new Map<string, Cause>();
  for (const item of items) {
    const { code, code_ext, message, explanation } = item.it;
    // What is not explained is known by its codes only.
    const key = JSON.stringify([message, explanation ?? [code, code_ext]]);
    const group: Cause = groups.get(key) ?? { ...item, names: [], codes: new Map() };
    groups.set(key, group);
    group.names.push(...item.names);
    const codes: [string, string | undefined][] = [
      [`${item.path}code_ext`, code_ext],
      [`${item.path}code`, code === undefined ? undefined : String(code)],
    ];
    for (const [path, text] of codes) {
      if (text && !group.codes.has(text)) group.codes.set(text, path);
    }
  }
  return [...groups.values()];
}
