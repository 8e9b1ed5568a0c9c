import type { Report, Warning } from '../../core/report';
import { sanitizedLines } from '../../display/sanitized';
import { words } from '../lang';
import { taskName } from '../state/kinds';
import { field } from '../state/selection';
import { Said } from '../ui/Said';
import type { Why } from './causes';
import { stepsFor } from './Next';

/** What contradicts what, sub-task by sub-task, and what is probably true, in the core's own words. */
export function Contradictions({ report }: { report: Report }) {
  const t = words.value;
  const { warnings, tasks } = report;
  const found = warnings
    .map((warning, index) => ({ warning, path: `warnings[${index}].message` }))
    .filter(({ warning }) => warning.code === 'contradiction');
  const rank = (warning: Warning) => judge(warning)?.judgement_rank ?? 0;
  // Of each sub-task the first: one is enough to doubt it.
  const first = [...new Map(found.reverse().map((it) => [it.warning.task, it])).values()]
    .reverse()
    .sort((one, other) => rank(one.warning) - rank(other.warning));
  const most = first.length > MOST ? MOST - 1 : MOST;
  return (
    <ul class="reason">
      {first.slice(0, most).map(({ path, warning }) => {
        const about = warning.task === undefined ? undefined : tasks[warning.task];
        return (
          <li key={path} class="cause" {...field(path)}>
            <strong>{about ? taskName(about) : t.wholeTask}</strong>
            {' – '}
            <Doubt warning={warning} of={about ?? report} />
          </li>
        );
      })}
      {first.length > most && <li class="muted">{t.moreFindings(first.length - most)}</li>}
    </ul>
  );
}

/** So many contradictions stand in the banner. */
const MOST = 5;

const judge = ({ path, message }: Warning) => stepsFor({ contradiction: { path, message } });

/** What is probably true of something in doubt, and why it is, in a few words. */
export function Doubt({ warning, of }: { warning: Warning; of: Why }) {
  const t = words.value;
  const { path, message } = warning;
  const said = remarkOf(path, of);
  const member = path.slice(path.lastIndexOf('.') + 1);
  const judgement = judge(warning)?.judgement;
  const short = said ? (
    <>
      <code>{member}</code> <q>{sanitizedLines(said).split('\n')[0]}</q>
    </>
  ) : (
    member === 'Output' && t.noFile
  );
  return (
    <>
      {judgement}
      {judgement && t.colon}
      {short || <Said text={message} />}
    </>
  );
}

/** What stands in the member that a contradiction is about. */
function remarkOf(path: string, { code, code_ext, message }: Why): string | undefined {
  const member = path.slice(path.lastIndexOf('.') + 1);
  if (member === 'ErrCodeExt') return code_ext;
  if (member === 'ErrCode') return code === undefined ? undefined : String(code);
  return member === 'Message' ? message : undefined;
}
