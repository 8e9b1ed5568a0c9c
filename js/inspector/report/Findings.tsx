import { byUrgency, mostUrgent } from '../../core/attention';
import { ATTENTION, type Finding, type Report, type Task } from '../../core/report';
import { clock } from '../../display/durations';
import { words } from '../lang';
import { codeName, kindName } from '../state/kinds';
import { field } from '../state/selection';
import { language } from '../state/settings';
import { useGrowing } from '../ui/growing';
import { Text } from '../ui/Text';
import { Written } from '../ui/Written';
import { count, percentOf } from '../units';

/** What was found out, sub-task by sub-task, and where in the media. */
export function Findings({ report }: { report: Report }) {
  const t = words.value;
  const tasks = report.tasks
    .map((task, index) => ({ task, path: `tasks[${index}]` }))
    .filter(({ task }) => task.findings.length > 0)
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
            tasks.reduce((sum, { task }) => sum + task.findings.length, 0),
            language.value,
          )}
        </span>
      </h2>
      {tasks.slice(0, shown).map(({ task, path }) => (
        <article key={path} class="finding-task">
          <h3>
            {kindName(task)} <Worst task={task} />
          </h3>
          <Strip task={task} length={length} />
          <ul class={isTimed(task) ? 'findings timed' : 'findings'}>
            {task.findings
              .map((finding, index) => ({ finding, at: `${path}.findings[${index}]` }))
              .sort((one, other) => byUrgency(one.finding, other.finding))
              .map(({ finding, at }) => (
                <FindingLine key={at} finding={finding} path={at} isTimed={isTimed(task)} />
              ))}
          </ul>
          {task.findings_omitted !== undefined && (
            <p class="muted">{t.moreFindings(task.findings_omitted)}</p>
          )}
        </article>
      ))}
      {end}
    </section>
  );
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

function FindingLine({
  finding,
  path,
  isTimed,
}: {
  finding: Finding;
  path: string;
  isTimed: boolean;
}) {
  const t = words.value;
  const { suggestion, label, name, text, translation, keywords, severity, confidence, score } =
    finding;
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
        {keywords && <span {...field(`${path}.keywords`)}>{keywords.join(' · ')}</span>}
        {text && <Written text={text} path={`${path}.text`} />}
        {translation && (
          <span class="muted">
            <Written text={translation} path={`${path}.translation`} />
          </span>
        )}
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
            {count(Number(score.toFixed(2)), language.value)}
          </span>
        )}
        {confidence !== undefined && (
          <span {...field(`${path}.confidence`)}>
            {t.sure(percentOf(confidence, language.value))}
          </span>
        )}
      </span>
    </li>
  );
}
