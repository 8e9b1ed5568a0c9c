import { useSignal } from '@preact/signals';
import type { TargetedPointerEvent } from 'preact';
import { words } from '../lang';
import { archiveWords, loaded } from '../lang/loaded';
import { language, zone } from '../state/settings';
import { Scroll } from '../ui/Scroll';
import { count, period } from '../units';
import { filter, setFilter } from './state';
import type { Series, Timeline } from './timeline';

/** A stack of counts over time. Dragging across it, or moving its ends by keys, filters by time. */
export function Plot({
  label,
  timeline,
  series,
  toneOf,
  nameOf,
  hasEnds,
}: {
  label: string;
  timeline: Timeline;
  series: readonly Series[];
  toneOf(name: string, index: number): string;
  nameOf(name: string): string;
  /** Whether the keyboard reaches its ends: one of several plots of the same time is enough. */
  hasEnds: boolean;
}) {
  const own = loaded(archiveWords);
  const lang = language.value;
  const { length } = timeline;
  const pointed = useSignal<number | undefined>(undefined);
  const dragged = useSignal<{ from: number; to: number } | undefined>(undefined);
  const { from, to } = dragged.value ?? chosenRange(timeline);
  const percent = (stretches: number) => `${(stretches / length) * 100}%`;

  const stretchAt = ({ currentTarget, clientX }: TargetedPointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const place = Math.floor(((clientX - left) / width) * length);
    return Math.max(0, Math.min(length - 1, place));
  };
  const start = (event: TargetedPointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    anchor = stretchAt(event);
    dragged.value = { from: anchor, to: anchor + 1 };
  };
  const move = (event: TargetedPointerEvent<HTMLElement>) => {
    const at = stretchAt(event);
    pointed.value = at;
    if (dragged.value === undefined) return;
    dragged.value = { from: Math.min(anchor, at), to: Math.max(anchor, at) + 1 };
  };
  const end = () => {
    if (dragged.value !== undefined) chooseRange(timeline, dragged.value);
    dragged.value = undefined;
  };
  const cancel = () => {
    dragged.value = undefined;
    pointed.value = undefined;
  };
  const { paths, height } = stacked(series, length);
  const whole = period(timeline.from, endOf(timeline), lang, zone.value);
  const at = pointed.value;
  return (
    <figure class="plot">
      <div
        class="timeline-bars"
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={cancel}
        onPointerLeave={cancel}
      >
        <svg
          viewBox={`0 0 ${length} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${label}: ${whole}`}
        >
          {paths.map(({ name, path }, index) => (
            <path key={name} class={toneOf(name, index)} d={path} />
          ))}
        </svg>
        <span class="outside" style={{ left: 0, width: percent(from) }} />
        <span class="outside" style={{ right: 0, width: percent(length - to) }} />
        {hasEnds && (
          <>
            <End label={`${own.overTime}: ${own.from}`} at={from} timeline={timeline} />
            <End label={`${own.overTime}: ${own.to}`} at={to} timeline={timeline} isLast />
          </>
        )}
      </div>
      <figcaption>
        {at === undefined
          ? whole
          : [
              period(startOf(timeline, at), startOf(timeline, at + 1), lang, zone.value),
              ...series
                .filter(({ counts }) => counts[at])
                .map(({ name, counts }) => `${nameOf(name)} ${count(counts[at] ?? 0, lang)}`),
            ].join(' · ')}
      </figcaption>
    </figure>
  );
}

/** Where the drag began that goes on. */
let anchor = 0;

const startOf = ({ from, step }: Timeline, place: number) => from + place * step;
const endOf = (timeline: Timeline) => startOf(timeline, timeline.length);

/** The stretches that the filter leaves, from the first to behind the last. */
function chosenRange({ from: begin, step, length }: Timeline): { from: number; to: number } {
  const { from, to } = filter.value;
  const place = (ms: number) => Math.max(0, Math.min(length, (ms - begin) / step));
  return {
    from: from === '' ? 0 : place(Date.parse(from)),
    to: to === '' ? length : place(Date.parse(to) + 1000),
  };
}

function chooseRange(timeline: Timeline, { from, to }: { from: number; to: number }): void {
  const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  setFilter({
    from: from <= 0 ? '' : iso(startOf(timeline, from)),
    // The filter takes its last second in.
    to: to >= timeline.length ? '' : iso(startOf(timeline, to) - 1000),
  });
}

/** An end of the time that is chosen. */
function End({
  label,
  at,
  timeline,
  isLast = false,
}: {
  label: string;
  at: number;
  timeline: Timeline;
  isLast?: boolean;
}) {
  const { length } = timeline;
  const press = (event: KeyboardEvent) => {
    const { from, to } = chosenRange(timeline);
    const MOVES: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 10,
      PageUp: at + 10,
      Home: 0,
      End: length,
      Escape: isLast ? length : 0,
    };
    const next = MOVES[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const place = Math.round(next);
    chooseRange(
      timeline,
      isLast
        ? { from, to: Math.min(length, Math.max(from + 1, place)) }
        : { from: Math.max(0, Math.min(to - 1, place)), to },
    );
  };
  const time = startOf(timeline, at);
  return (
    <span
      class="end-of-time"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={Math.round(at)}
      aria-valuetext={period(time, time, language.value, zone.value)}
      style={{ left: `${(at / length) * 100}%` }}
      onKeyDown={press}
    />
  );
}

/** What is seen of a count, however small it is beside the others: so much of the highest stack. */
const LEAST = 0.04;

/** A path of bars for each series, one upon the other. */
function stacked(series: readonly Series[], length: number) {
  const sums = Array.from({ length }, (_, place) =>
    series.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0),
  );
  const least = Math.max(...sums) * LEAST;
  const tall = (value: number) => (value === 0 ? 0 : Math.max(value, least));
  const heights = Array.from({ length }, (_, place) =>
    series.reduce((sum, { counts }) => sum + tall(counts[place] ?? 0), 0),
  );
  const height = Math.max(1, ...heights);
  const filled = new Array<number>(length).fill(0);
  const paths = series.map(({ name, counts }) => {
    let path = '';
    counts.forEach((value, place) => {
      if (value === 0) return;
      const own = tall(value);
      const below = filled[place] ?? 0;
      filled[place] = below + own;
      path += `M${place + 0.08} ${rounded(height - below)}v${rounded(-own)}h.84v${rounded(own)}z`;
    });
    return { name, path };
  });
  return { paths, height };
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** The same in numbers. */
export function PlotTable({
  timeline,
  verdictName,
}: {
  timeline: Timeline;
  verdictName(name: string): string;
}) {
  const t = words.value;
  const own = loaded(archiveWords);
  const lang = language.value;
  const isOpen = useSignal(false);
  const columns = [
    ...timeline.verdicts.map(({ name, counts }) => ({ name: verdictName(name), counts })),
    ...timeline.codes.map(({ name, counts }) => ({
      name: name || own.otherCodes,
      counts,
    })),
  ];
  const places = Array.from({ length: timeline.length }, (_, place) => place).filter((place) =>
    columns.some(({ counts }) => counts[place]),
  );
  return (
    <details
      class="plot-table"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {own.asTable}
        {timeline.undated > 0 && ` · ${own.undated(count(timeline.undated, lang))}`}
        {timeline.outside > 0 && ` · ${own.outside(count(timeline.outside, lang))}`}
      </summary>
      {isOpen.value && (
        <Scroll label={own.overTime}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.fields.time}</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr key={place}>
                  <th scope="row">
                    {period(
                      startOf(timeline, place),
                      startOf(timeline, place + 1),
                      lang,
                      zone.value,
                    )}
                  </th>
                  {columns.map(({ name, counts }) => (
                    <td key={name} class="number">
                      {counts[place] ? count(counts[place], lang) : ''}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </details>
  );
}
