import { useSignal } from '@preact/signals';
import type { Output, Report, Task } from '../../core/report';
import { clock } from '../../display/durations';
import { bitsPerSecond, bytes } from '../../display/units';
import { words } from '../lang';
import { kindName } from '../state/kinds';
import { field } from '../state/selection';
import { language, zone } from '../state/settings';
import { useGrowing } from '../ui/growing';
import { Hint } from '../ui/Hint';
import { Scroll } from '../ui/Scroll';
import { count, distance, moment } from '../units';
import { nameOf, PlaceActions } from './Input';

interface Line {
  path: string;
  task: Task;
  output: Output;
  kind: string;
  codec: string;
}

export function outputsOf(report: Report): Line[] {
  return report.tasks.flatMap((task, at) =>
    task.outputs.map((output, index) => ({
      path: `tasks[${at}].outputs[${index}]`,
      task,
      output,
      kind: kindName(task),
      codec: [output.video?.[0]?.codec, output.audio?.[0]?.codec].filter(Boolean).join(' + '),
    })),
  );
}

type Column =
  | 'kind'
  | 'definition'
  | 'codec'
  | 'resolution'
  | 'size'
  | 'bitrate'
  | 'duration'
  | 'expires'
  | 'place';

const VALUE: Record<Column, (line: Line) => string | number | undefined> = {
  kind: ({ kind }) => kind,
  definition: ({ task }) => task.definition,
  codec: ({ codec }) => codec,
  resolution: ({ output: { width, height } }) => (width && height ? width * height : undefined),
  size: ({ output }) => output.size,
  bitrate: ({ output }) => output.bitrate,
  duration: ({ output }) => output.duration,
  expires: ({ output }) => output.expires_at,
  place: ({ output }) => output.uri,
};
const COLUMNS = Object.keys(VALUE) as Column[];
const NUMBERS = new Set<Column>(['definition', 'resolution', 'size', 'bitrate', 'duration']);

/** The files that were made. */
export function Outputs({ report }: { report: Report }) {
  const t = words.value;
  const order = useSignal<{ by: Column; down: boolean } | undefined>(undefined);
  const lines = outputsOf(report);
  const omitted = report.tasks.reduce((sum, task) => sum + (task.outputs_omitted ?? 0), 0);
  const { shown, end } = useGrowing(lines.length);
  if (lines.length === 0) return null;
  const sorted = order.value === undefined ? lines : sort(lines, order.value);
  const used = COLUMNS.filter(
    (column) => column === 'place' || lines.some((line) => VALUE[column](line)),
  );
  return (
    <section aria-labelledby="outputs">
      <h2 id="outputs">
        {t.outputs} <span class="count">{count(lines.length + omitted, language.value)}</span>
      </h2>
      {omitted > 0 && <p class="muted">{t.moreFindings(omitted)}</p>}
      <Scroll label={t.outputs}>
        <table class="outputs" style={{ '--numbers': String(used.length - 2) }}>
          <thead>
            <tr>
              {used.map((column) => (
                <Head key={column} column={column} order={order} label={t.fields[column]} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shown).map((line) => (
              <tr key={line.path}>
                {used.map((column) => (
                  <Cell key={column} column={column} line={line} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {end}
    </section>
  );
}

type Order = { value: { by: Column; down: boolean } | undefined };

function Head({ column, order, label }: { column: Column; order: Order; label: string }) {
  const now = order.value?.by === column ? order.value : undefined;
  const sorting = now === undefined ? 'none' : now.down ? 'descending' : 'ascending';
  const press = () => {
    order.value = { by: column, down: now === undefined ? NUMBERS.has(column) : !now.down };
  };
  return (
    <th scope="col" aria-sort={sorting} class={NUMBERS.has(column) ? 'number' : ''}>
      <button type="button" class="sort" title={words.value.sortBy(label)} onClick={press}>
        {label}
        <span aria-hidden="true">{sorting === 'none' ? '' : now?.down ? ' ↓' : ' ↑'}</span>
      </button>
    </th>
  );
}

function Cell({
  column,
  line: { path, task, output, kind, codec },
}: {
  column: Column;
  line: Line;
}) {
  const of = path.replace(/\.outputs.*$/, '');
  switch (column) {
    case 'kind':
      return <td {...field(`${of}.kind`)}>{kind}</td>;
    case 'definition':
      return (
        <td class="number" {...field(`${of}.definition`)}>
          {task.definition}
        </td>
      );
    case 'codec':
      return <td {...field(`${path}.${output.video ? 'video' : 'audio'}[0].codec`)}>{codec}</td>;
    case 'resolution':
      return (
        <td class="number" {...field(`${path}.width`)}>
          {output.width && output.height ? `${output.width} × ${output.height}` : ''}
        </td>
      );
    case 'size':
      return (
        <td class="number" {...field(`${path}.size`)}>
          {output.size !== undefined && bytes(output.size)}
        </td>
      );
    case 'bitrate':
      return (
        <td class="number" {...field(`${path}.bitrate`)}>
          {output.bitrate !== undefined && bitsPerSecond(output.bitrate)}
        </td>
      );
    case 'duration':
      return (
        <td class="number" {...field(`${path}.duration`)}>
          {output.duration !== undefined && clock(output.duration)}
        </td>
      );
    case 'expires':
      return (
        <td {...field(`${path}.expires_at`)}>
          {output.expires_at !== undefined && <Expiry at={output.expires_at} />}
        </td>
      );
    case 'place':
      return (
        <td>
          <div class="where">
            <span
              title={output.uri}
              {...field(`${path}.${output.key === undefined ? 'uri' : 'key'}`)}
            >
              {nameOf(output)}
            </span>
            <PlaceActions place={output} name={nameOf(output)} />
          </div>
        </td>
      );
  }
}

/** When the link to a file ends. */
export function Expiry({ at }: { at: string }) {
  const t = words.value;
  const now = Date.now();
  const far = distance(at, now, language.value);
  const isOver = Date.parse(at) <= now;
  return (
    <Hint more={moment(at, language.value, zone.value)}>
      <time class={isOver ? 'over' : ''} dateTime={at}>
        {isOver ? t.expired(far) : t.expires(far)}
      </time>
    </Hint>
  );
}

function sort(lines: readonly Line[], { by, down }: { by: Column; down: boolean }): Line[] {
  const value = VALUE[by];
  const compare = (a: Line, b: Line) => {
    const [left, right] = [value(a), value(b)];
    // What has no value comes last, whichever way.
    if (left === undefined || right === undefined) {
      return left === right ? 0 : left === undefined ? 1 : -1;
    }
    const ascending =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right));
    return down ? -ascending : ascending;
  };
  return [...lines].sort(compare);
}
