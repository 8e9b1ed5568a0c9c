import { ATTENTION, byUrgency, mostUrgent } from '../../core/attention';
import type { Finding, Output, Report, Task } from '../../core/report';
import { clock } from '../../display/durations';
import { type Strings, words } from '../lang';
import { asInEvent } from '../raw/links';
import { codeName, kindName, scaleOf } from '../state/kinds';
import { field } from '../state/selection';
import { language, zone } from '../state/settings';
import { useGrowing } from '../ui/growing';
import { Icon } from '../ui/Icon';
import { Text } from '../ui/Text';
import { Written } from '../ui/Written';
import { count, moment, percentOf } from '../units';
import { Expiry } from './Outputs';

/** What was found out, sub-task by sub-task, and where in the media. */
export function Findings({ report }: { report: Report }) {
  const t = words.value;
  const tasks = report.tasks
    .map((task, index) => ({ task, path: `tasks[${index}]` }))
    .filter(({ task }) => task.findings.length > 0)
    .map((it) => ({ ...it, lines: linesOf(it.task, it.path) }))
    .sort((one, other) => urgency(one.task) - urgency(other.task));
  const { shown, end } = useGrowing(tasks.length);
  if (tasks.length === 0) return null;
  const ends = tasks.flatMap(({ task }) => task.findings.map((it) => it.end ?? it.start ?? 0));
  const length = ends.reduce((most, at) => Math.max(most, at), report.media?.duration ?? 0);
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">
        {t.findings}{' '}
        <span class="count">
          {count(
            tasks.reduce((sum, { lines }) => sum + lines.length, 0),
            language.value,
          )}
        </span>{' '}
        <Tally findings={tasks.flatMap(({ lines }) => lines.map(({ finding }) => finding))} />
      </h2>
      {tasks.slice(0, shown).map(({ task, path, lines }) => (
        <article key={path} class="finding-task">
          <h3>
            {kindName(task)} <Worst task={task} />
          </h3>
          <Strip task={task} length={length} />
          <ul class={isTimed(task) ? 'findings timed' : 'findings'}>
            {lines.map(({ finding, at, picture }) => (
              <FindingLine
                key={at}
                finding={finding}
                path={at}
                isTimed={isTimed(task)}
                picture={picture}
                also={alsoOf(finding, report, t)}
              />
            ))}
          </ul>
          {picturesOf(task) !== undefined && lines.every(({ picture }) => !picture) && (
            <p class="pictures">
              {picturesOf(task)?.map((output, index) => (
                <Picture key={output.uri ?? index} output={output} />
              ))}
            </p>
          )}
          {task.findings_omitted !== undefined && (
            <p class="muted">{t.moreFindings(task.findings_omitted)}</p>
          )}
        </article>
      ))}
      {end}
    </section>
  );
}

interface Line {
  finding: Finding;
  /** The path of it in the report. */
  at: string;
  picture: Output | undefined;
}

/** What a sub-task found: urgent before others, and what is about the whole before what is about a place. */
function linesOf(task: Task, path: string): Line[] {
  const timed = task.findings.filter(({ start }) => start !== undefined);
  const pictures = picturesOf(task) ?? [];
  // The event has them in one order; where some are missing, nothing says which.
  const isEach = pictures.length === timed.length;
  return task.findings
    .map((finding, index) => ({
      finding,
      at: `${path}.findings[${index}]`,
      picture: isEach ? pictures[timed.indexOf(finding)] : undefined,
    }))
    .filter(({ finding }) => !timed.some((other) => other !== finding && isIn(finding, other)))
    .sort(
      (one, other) =>
        byUrgency(one.finding, other.finding) ||
        Number(one.finding.start !== undefined) - Number(other.finding.start !== undefined),
    );
}

/** Whether a finding about the whole says no more than one about a place. */
function isIn(whole: Finding, other: Finding): boolean {
  if (whole.start !== undefined) return false;
  const members = Object.entries(whole) as [keyof Finding, unknown][];
  return members.every(([name, value]) => JSON.stringify(other[name]) === JSON.stringify(value));
}

/** The pictures or clips that show what was found; undefined if there are none. */
function picturesOf({ family, outputs }: Task): Output[] | undefined {
  const found = outputs.filter(({ member, url }) => member === 'Url' && /^https?:/.test(url ?? ''));
  return family === 'review' && found.length > 0 ? found : undefined;
}

/** Whether there are pictures of what was found, and the links to all of them have ended. */
export function arePicturesExpired(tasks: readonly Task[]): boolean {
  const pictures = tasks.flatMap((task) => picturesOf(task) ?? []);
  return pictures.length > 0 && pictures.every(({ expires_at: at }) => isOver(at));
}

const isOver = (at: string | undefined): boolean =>
  at !== undefined && Date.parse(at) <= Date.now();

function Picture({ output: { url = '', expires_at: expires } }: { output: Output }) {
  const t = words.value;
  const isPicture = /\.(jpe?g|png|webp|gif|bmp)([?#]|$)/i.test(url);
  return (
    <span class="picture">
      <a
        class={isOver(expires) ? 'muted' : ''}
        href={url}
        {...asInEvent(url)}
        target="_blank"
        rel="noreferrer noopener"
      >
        {isPicture ? t.openPicture : t.openLink} <Icon name="link" />
      </a>
      {expires !== undefined && <Expiry at={expires} />}
    </span>
  );
}

/** How many findings ask for what. */
function Tally({ findings }: { findings: readonly Finding[] }) {
  const t = words.value;
  const rows = [
    ...ATTENTION.map((it) => ({
      name: (t.attention as Record<string, string>)[it] ?? t.verdict[it],
      tone: it as string,
      all: findings.filter(({ attention }) => attention === it),
    })),
    {
      name: t.suggestion.pass,
      tone: 'pass',
      all: findings.filter(({ suggestion, attention }) => !attention && suggestion === 'pass'),
    },
  ];
  return (
    <>
      {rows.map(
        ({ name, tone, all }) =>
          all.length > 0 && (
            <span key={tone} class={`tag ${tone}`}>
              {count(all.length, language.value)} {name}
            </span>
          ),
      )}
    </>
  );
}

/** What the event says of the stream that a finding says is missing. */
export function alsoOf({ label }: Finding, { media }: Report, t: Strings): string | undefined {
  const video = media?.video?.[0];
  const audio = media?.audio?.[0];
  if (label === 'VideoStreamLack' && video?.width && video.height) {
    return t.alsoPicture(`${video.width} × ${video.height}`);
  }
  return label === 'AudioStreamLack' && audio?.codec ? t.alsoSound(audio.codec) : undefined;
}

/** For sorting: what somebody should look at comes first. */
function urgency({ findings }: Task): number {
  const urgent = mostUrgent(findings);
  return urgent === undefined ? ATTENTION.length : ATTENTION.indexOf(urgent);
}

function Worst({ task: { findings } }: { task: Task }) {
  const t = words.value;
  const urgent = mostUrgent(findings);
  if (urgent !== undefined) return <span class={`tag ${urgent}`}>{t.attention[urgent]}</span>;
  const isPassed = findings.some(({ suggestion }) => suggestion === 'pass');
  return isPassed ? <span class="tag pass">{t.suggestion.pass}</span> : null;
}

/** Where in the media: a line as long as that, with a mark for each finding that says when. */
function Strip({ task, length }: { task: Task; length: number }) {
  const marks = task.findings.filter((it) => it.start !== undefined);
  if (marks.length === 0 || length <= 0) return null;
  const percent = (seconds: number) => `${(seconds / length) * 100}%`;
  // What is short stands above what is long.
  marks.sort((one, other) => lengthOf(other) - lengthOf(one));
  return (
    <div
      class="strip"
      role="img"
      aria-label={`${words.value.strip}: ${marks.map(range).join(', ')}`}
    >
      {marks.map((it) => (
        <span
          key={`${it.start} ${it.end} ${it.label}`}
          class={`mark ${toneOf(it)}`}
          style={{
            left: percent(it.start ?? 0),
            width: percent(lengthOf(it)),
          }}
        />
      ))}
      <span class="ends">
        <span>0:00</span>
        <span>{clock(length)}</span>
      </span>
    </div>
  );
}

/** Whether somebody should look at it, as a color. */
const toneOf = ({ attention, severity }: Finding): string =>
  attention ?? (severity === 'Warning' ? 'review' : '');

const lengthOf = ({ start = 0, end = start }: Finding): number => Math.max(0, end - start);

function range({ start, end }: Finding): string {
  if (start === undefined) return '';
  return end === undefined || end === start ? clock(start) : `${clock(start)}–${clock(end)}`;
}

/** Whether some of what was found says when, so that all lines have a place for it. */
const isTimed = ({ findings }: Task): boolean => findings.some(({ start }) => start !== undefined);

/** A date among keywords is a time like all others of the page. */
const dated = (text: string): string =>
  /^\d{4}-\d\d-\d\dT/.test(text) ? moment(text, language.value, zone.value) : text;

const number = (value: number): string => count(Number(value.toFixed(2)), language.value);

function FindingLine({
  finding,
  path,
  isTimed,
  picture,
  also,
}: {
  finding: Finding;
  path: string;
  isTimed: boolean;
  picture: Output | undefined;
  also: string | undefined;
}) {
  const t = words.value;
  const { suggestion, label, name, text, translation, keywords, severity, confidence, score } =
    finding;
  const scale = label === undefined ? undefined : scaleOf(label);
  const said = suggestion && ((t.suggestion as Record<string, string>)[suggestion] ?? suggestion);
  return (
    <li>
      {isTimed && (
        <span class="when" {...(finding.start !== undefined && field(`${path}.start`))}>
          {range(finding) || t.overall}
        </span>
      )}
      <span class="what">
        {label && <Text text={codeName(label)} path={`${path}.label`} />}
        {label && codeName(label) !== label && <code class="muted">{label}</code>}
        {name && <strong {...field(`${path}.name`)}>{name}</strong>}
        {keywords && <span {...field(`${path}.keywords`)}>{keywords.map(dated).join(' · ')}</span>}
        {text && <Written text={text} path={`${path}.text`} />}
        {translation && (
          <span class="muted">
            <Written text={translation} path={`${path}.translation`} />
          </span>
        )}
        {also && <span class="muted also">{also}</span>}
        {picture && <Picture output={picture} />}
      </span>
      <span class="sure">
        {said && (
          <span class={`said-of ${suggestion}`} {...field(`${path}.suggestion`)}>
            {said}
          </span>
        )}
        {severity && <span class={`said-of ${toneOf(finding)}`}>{codeName(severity)}</span>}
        {score !== undefined && (
          <span {...field(`${path}.score`)}>
            {label?.endsWith('Score') ? '' : `${t.fields.score} `}
            {scale === undefined ? number(score) : t.ofScale(number(score), number(scale))}
          </span>
        )}
        {confidence !== undefined && (
          <span {...field(`${path}.confidence`)}>
            {suggestion === 'pass'
              ? `${t.fields.score} ${number(Math.floor(confidence))}`
              : t.sure(percentOf(confidence, language.value))}
          </span>
        )}
      </span>
    </li>
  );
}
