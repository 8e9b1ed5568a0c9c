import type { ComponentChildren } from 'preact';
import { mostUrgent } from '../../core/attention';
import { ATTENTION, type Attention, type Report, type Verdict } from '../../core/report';
import { clock, span } from '../../display/durations';
import { type Strings, words } from '../lang';
import { kindName } from '../state/kinds';
import { field } from '../state/selection';
import { language, zone } from '../state/settings';
import { Copy } from '../ui/Copy';
import { useGrowing } from '../ui/growing';
import { Hint } from '../ui/Hint';
import { Icon, type IconName } from '../ui/Icon';
import { Moment, ZoneSwitch } from '../ui/Moment';
import { Said } from '../ui/Said';
import { Text } from '../ui/Text';
import { moment, times } from '../units';
import { nameOf } from './Input';
import { Retry } from './Next';

/** The verdict, before all else. */
export function Outcome({ report }: { report: Report }) {
  const t = words.value;
  const { verdict } = report;
  return (
    <section class={`outcome ${verdict}`} aria-labelledby="outcome">
      <p class="seal">
        <Icon name={isNews(report) ? 'look' : ICONS[verdict]} />
      </p>
      <div>
        <h1 id="outcome" {...field('verdict')}>
          {headline(report, t)}
        </h1>
        <div class="beside">
          {chipsOf(report, t).map((chip) => (
            <span key={chip} class="tag" {...field('outcome')}>
              {chip}
            </span>
          ))}
          <p class="lead">{sentences(report, t)}</p>
        </div>
        {report.verdict === 'contradiction' && <Contradiction report={report} />}
        <Subject report={report} />
      </div>
    </section>
  );
}

/** What the verdict is about: the file, and the kind of event. */
function Subject({ report }: { report: Report }) {
  const files = report.inputs ?? (report.input ? [report.input] : []);
  const [first] = files;
  const more = files.length > 1 ? ` +${files.length - 1}` : '';
  return (
    <p class="subject">
      {first && (
        <strong>
          {nameOf(first)}
          {more}
        </strong>
      )}
      <span class="muted" {...field(report.event_name ? 'event_name' : 'event_type')}>
        {report.event_name ?? report.event_type}
      </span>
    </p>
  );
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

/** The verdict with what it is about: "Block suggested – Porn, 3 places, 98%". */
export function headline(report: Report, t: Strings): string {
  const name = t.verdict[report.verdict];
  const about = isAttention(report.verdict) ? aboutOf(report, report.verdict, t) : '';
  if (about !== '') return `${name} – ${about}`;
  return isNews(report) ? newsOf(report, t) : name;
}

/** A live stream goes on, so what was found is the news. */
const isNews = (report: Report): boolean =>
  report.verdict === 'processing' &&
  isLiveResult(report) &&
  report.tasks.some(({ findings }) => findings.length > 0);

/** What was found, by name: "8 findings – 김민수 · 进球 · 直播 +5". */
function newsOf({ tasks }: Report, t: Strings): string {
  const found = tasks.flatMap((task) => task.findings);
  const names = found.map(
    ({ name, keywords, label, text }) => name ?? keywords?.[0] ?? label ?? text,
  );
  const short = [...new Set(names)].filter(
    (name) => name !== undefined && name.length <= LONGEST_NAME && !name.includes('\n'),
  );
  if (short.length === 0) return t.found(found.length);
  const more =
    found.length > MOST_LABELS ? ` +${found.length - Math.min(short.length, MOST_LABELS)}` : '';
  return `${t.found(found.length)} – ${short.slice(0, MOST_LABELS).join(' · ')}${more}`;
}

/** A longer text is not a name, characters. */
const LONGEST_NAME = 24;

function aboutOf({ tasks }: Report, attention: Attention, t: Strings): string {
  const urgent = tasks.flatMap((task) =>
    task.findings
      .filter((finding) => finding.attention === attention)
      .map((finding) => ({ finding, label: finding.label ?? kindName(task) })),
  );
  if (urgent.length === 0) return '';
  const labels = [...new Set(urgent.map(({ label }) => label))];
  const more = labels.length > MOST_LABELS ? ` +${labels.length - MOST_LABELS}` : '';
  const places = urgent.filter(({ finding }) => finding.start !== undefined).length;
  const sure = urgent.reduce((most, it) => Math.max(most, it.finding.confidence ?? -1), -1);
  return [
    labels.slice(0, MOST_LABELS).join(' · ') + more,
    places > 0 && t.places(places),
    sure >= 0 && `${Math.floor(sure)}%`,
  ]
    .filter(Boolean)
    .join(', ');
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
  return verdict === outcome && !isLiveResult(report) ? [] : [t.state[outcome]];
}

function sentences(report: Report, t: Strings): string {
  if (isLiveResult(report)) return '';
  const said = [sentence(report, t)];
  if (report.outcome === 'unknown') said.push(t.unknownHelp);
  if (report.outcome === 'processing') {
    if (report.started_at)
      said.push(t.since(moment(report.started_at, language.value, zone.value)));
    const awaited = report.tasks
      .filter(({ status }) => status === 'processing' || status === 'waiting')
      .map((task) => [kindName(task), task.definition].filter(Boolean).join(' '));
    const more = awaited.length > MOST_AWAITED ? ` +${awaited.length - MOST_AWAITED}` : '';
    if (awaited.length > 0) said.push(t.awaited(awaited.slice(0, MOST_AWAITED).join(', ') + more));
  }
  return said.join(' ');
}

/** What contradicts what, in the core's own words. */
function Contradiction({ report: { warnings } }: { report: Report }) {
  const first = warnings.findIndex(({ code }) => code === 'contradiction');
  return (
    <p class="lead" {...field(`warnings[${first}].message`)}>
      <code>{warnings[first]?.path}</code> <Said text={warnings[first]?.message ?? ''} />
    </p>
  );
}

const MOST_AWAITED = 4;

function sentence({ outcome, tasks, tasks_omitted = 0 }: Report, t: Strings): string {
  const of = (status: string) => tasks.filter((task) => task.status === status).length;
  const all = tasks.length;
  switch (outcome) {
    case 'success':
      return all === 0 ? '' : t.summary.success(all + tasks_omitted);
    case 'partial':
      return t.summary.partial(of('failure'), all, all - of('failure') - of('success'));
    case 'failure':
      return t.summary.failure(of('failure'), all);
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
    [t.fields.speed, '', took && length ? times(length / took, lang) : undefined],
    [
      t.fields.billed,
      '',
      billed > 0 ? <Hint more={t.billedRule}>{clock(billed)}</Hint> : undefined,
    ],
    [t.fields.taskId, 'task_id', report.task_id],
    [t.fields.envelope, 'envelope', report.envelope],
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

/** What failed, why, and what to do about it. */
export function Failures({ report }: { report: Report }) {
  const t = words.value;
  const failed = report.tasks
    .map((task, index) => ({ task, path: `tasks[${index}]` }))
    .filter(({ task }) => task.status === 'failure');
  const whole = isFailed(report) && (report.code !== undefined || report.message !== undefined);
  const items: Item[] = [
    ...(whole ? [{ names: [t.fields.taskId], path: '', it: report }] : []),
    ...failed.map(({ task, path }) => ({
      names: [[kindName(task), task.definition].filter(Boolean).join(' ')],
      path: `${path}.`,
      it: task,
    })),
  ];
  const reasons = joined(items);
  const { shown, end } = useGrowing(reasons.length);
  if (reasons.length === 0) return null;
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">{t.failedTitle}</h2>
      <ul class="failures">
        {reasons.slice(0, shown).map(({ names, path, it, codes }) => (
          <li key={path}>
            <h3>
              {names.slice(0, MOST_NAMES).join(' · ')}
              {names.length > MOST_NAMES && ` +${names.length - MOST_NAMES}`}
              <span class="codes-of">
                {[...codes].slice(0, MOST_NAMES).map(([code, at]) => (
                  <code key={code} {...field(at)}>
                    {code}
                  </code>
                ))}
              </span>
            </h3>
            {it.explanation && (
              <p class="advice" {...field(`${path}explanation`)}>
                <span class="visually-hidden">{t.whatToDo}: </span>
                {it.explanation}
              </p>
            )}
            <Retry {...it} />
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

interface Group extends Item {
  /** Its error codes, with the path of the field that has one first. */
  codes: Map<string, string>;
}

/** What failed for the same reason is said once, with all codes of it. */
function joined(items: readonly Item[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const { code, code_ext, message, explanation } = item.it;
    // What is not explained is known by its codes only.
    const key = JSON.stringify([message, explanation ?? [code, code_ext]]);
    const group: Group = groups.get(key) ?? { ...item, names: [], codes: new Map() };
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
