import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { bytes } from '../../display/units';
import { words } from '../lang';
import { archiveWords, loaded } from '../lang/loaded';
import { saveFile } from '../out/save';
import { ICONS } from '../report/headline';
import { codeName } from '../state/kinds';
import { placeName } from '../state/place';
import { language, shortcuts } from '../state/settings';
import { Icon } from '../ui/Icon';
import { Moment, ZoneSwitch } from '../ui/Moment';
import { Said } from '../ui/Said';
import { count } from '../units';
import { Filters, Totals, verdictName } from './Filters';
import { COLUMNS, type Column, type ListForm, type Row } from './protocol';
import {
  chosen,
  closeArchive,
  exported,
  MOST_PRINTED,
  need,
  openRow,
  order,
  orderBy,
  pick,
  picked,
  progress,
  returns,
  rows,
  stay,
  totals,
} from './state';

/** Many events: totals, filters and a list that has elements only for what is seen. */
export function ArchiveView() {
  const t = words.value;
  const own = archiveWords.value;
  if (own === undefined) return <p class="muted">{t.loading}</p>;
  return (
    <div class="archive">
      <header class="archive-head">
        <h1>{own.archive}</h1>
        <p class="muted" role="status">
          <Reading />
        </p>
        <button type="button" class="quiet" onClick={closeArchive}>
          {t.close}
        </button>
      </header>
      <Totals />
      <Filters />
      <List />
      <Printed />
    </div>
  );
}

function Reading() {
  const t = words.value;
  const own = loaded(archiveWords);
  const lang = language.value;
  const now = progress.value;
  if (now === undefined) return null;
  if (!now.done) {
    const part = now.totalBytes > 0 ? now.bytes / now.totalBytes : 0;
    const done = `${bytes(now.bytes)} / ${bytes(now.totalBytes)}`;
    return (
      <>
        {own.reading(done, count(now.events, lang))}
        <progress max="1" value={part} aria-label={own.archive} />
      </>
    );
  }
  const all =
    now.found > 0 && now.found === now.events
      ? t.foundInText(now.found)
      : own.readAll(count(now.events, lang), bytes(now.unpacked), (now.ms / 1000).toFixed(1));
  const beside = [
    now.found > 0 && now.found < now.events && t.foundInText(now.found),
    now.lines > 0 && own.otherLines(now.lines),
    now.reports > 0 && own.reports(count(now.reports, lang)),
    now.others > 0 && own.otherFiles(now.others),
  ];
  return <>{[all, ...beside].filter(Boolean).join(' · ')}</>;
}

/** How high a row is, pixels; where there is little width, its parts stand one below the other. */
const HEIGHT = 56;
const HEIGHT_OF_NARROW = 76;
const narrow = matchMedia('(max-width: 900px)');

function useRowHeight(): number {
  const isNarrow = useSignal(narrow.matches);
  useEffect(() => {
    const change = () => {
      isNarrow.value = narrow.matches;
    };
    narrow.addEventListener('change', change);
    return () => narrow.removeEventListener('change', change);
  }, []);
  return isNarrow.value ? HEIGHT_OF_NARROW : HEIGHT;
}

/** Rows beyond what is seen. */
const AROUND = 8;

function List() {
  const own = loaded(archiveWords);
  const box = useRef<HTMLDivElement>(null);
  const seen = useSignal({ top: 0, height: 600 });
  const height = useRowHeight();
  const all = totals.value?.matching ?? 0;
  const first = Math.max(0, Math.floor(seen.value.top / height) - AROUND);
  const last = Math.min(all, Math.ceil((seen.value.top + seen.value.height) / height) + AROUND);

  useEffect(() => {
    need(first, last);
  }, [first, last, totals.value]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => {
      seen.value = { top: element.scrollTop, height: element.clientHeight };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Back in the list, the row that was open is chosen and keys go on from there.
    element.focus({ preventScroll: true });
    choose(chosen.peek());
    return () => observer.disconnect();
  }, []);

  useSignalEffect(() => {
    if (returns.value > 0) choose(chosen.peek());
  });

  const choose = (index: number) => {
    const to = Math.max(0, Math.min(index, all - 1));
    chosen.value = to;
    const element = box.current;
    if (element === null) return;
    const top = to * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + height - element.clientHeight;
    }
  };
  const page = Math.max(1, Math.floor(seen.value.height / height) - 1);
  const MOVES: Record<string, number> = {
    ArrowDown: chosen.value + 1,
    ArrowUp: chosen.value - 1,
    PageDown: chosen.value + page,
    PageUp: chosen.value - page,
    Home: 0,
    End: all - 1,
    j: chosen.value + 1,
    k: chosen.value - 1,
  };
  const press = (event: KeyboardEvent) => {
    // The browser would find only rows that are drawn. Pressed once more, it may.
    if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
      document.getElementById('archive-search')?.focus();
      event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    stay();
    const to = MOVES[event.key];
    if (to !== undefined && (event.key.length > 1 || shortcuts.value)) choose(to);
    else if (event.key === 'Enter') enter(chosen.value);
    else if (event.key === ' ') pick(chosen.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return (
    <>
      <Tools all={all} />
      <div
        ref={box}
        class="list"
        role="listbox"
        tabIndex={0}
        aria-label={own.archive}
        aria-activedescendant={all > 0 ? `row-${chosen.value}` : undefined}
        onKeyDown={press}
        onScroll={(event) => {
          const { scrollTop, clientHeight } = event.currentTarget;
          seen.value = { top: scrollTop, height: clientHeight };
        }}
      >
        <div class="all" style={{ height: `${all * height}px` }} role="presentation">
          {indexes.map((index) => (
            <Line key={index} index={index} row={rows.value.get(index)} of={all} height={height} />
          ))}
        </div>
      </div>
    </>
  );
}

/** Opens a row, or chooses it to be compared. */
function enter(index: number): void {
  chosen.value = index;
  if (picked.value === undefined) openRow(index);
  else pick(index);
}

/** The verdict and what it is about: labels of what was found, or codes of errors. */
function aboutOf({ verdict, codes, labels, urgent }: Row): string {
  const about = codes.length > 0 ? codes : labels.slice(0, urgent > 0 ? urgent : MOST_LABELS);
  const shown = about.slice(0, MOST_LABELS).map(codeName).join(', ');
  return [verdictName(verdict), shown].filter(Boolean).join(' – ');
}

const MOST_LABELS = 3;

/** What people call a row: its file, and how many more there are, or what it has instead of a file. */
const calledOf = ({ input, inputs, name }: Row) =>
  input && inputs > 1 ? `${input} +${inputs - 1}` : input || name;

/** What the service, or the core, says of a row. */
function Message({ row: { error, message } }: { row: Row }) {
  if (error === undefined) return <span>{message}</span>;
  return (
    <span>
      {/* What the browser says of a file is in a language of its own. */}
      {error.code === 'unreadable_file' && loaded(archiveWords).unreadFile + words.value.colon}
      <Said text={error.message} />
    </span>
  );
}

/** What is done with the list as a whole: ordered, and taken along. */
function Tools({ all }: { all: number }) {
  const t = words.value;
  const own = loaded(archiveWords);
  const now = order.value;
  const undated = totals.value?.undated ?? 0;
  const names: Record<Column, string> = {
    verdict: t.fields.outcome,
    code: t.fields.code,
    input: t.input,
    type: t.fields.type,
    time: t.fields.time,
    place: t.fields.place,
  };
  const take = async (form: ListForm) => {
    const file = await exported(form);
    if (file !== undefined) saveFile(`events.${form}`, file);
  };
  return (
    <div class="list-tools">
      <fieldset>
        <legend>{own.orderBy}</legend>
        {COLUMNS.map((column) => (
          <button
            key={column}
            type="button"
            class="chip"
            aria-pressed={now.by === column}
            onClick={() => orderBy(column)}
          >
            {names[column]}
            {now.by === column && <span aria-hidden="true">{now.isDown ? ' ↓' : ' ↑'}</span>}
          </button>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={now.byTask}
          onChange={(event) => {
            order.value = { ...now, byTask: event.currentTarget.checked };
          }}
        />
        {own.byTask}
      </label>
      <ZoneSwitch />
      <p class="muted matching" role="status">
        {all === 0 && progress.value?.done
          ? own.noMatch
          : own.matching(count(all, language.value), count(totals.value?.all ?? 0, language.value))}
        {undated > 0 && ` · ${own.undatedLeftOut(count(undated, language.value))}`}
      </p>
      <span class="take">
        <button
          type="button"
          class="quiet"
          aria-pressed={picked.value !== undefined}
          onClick={() => {
            picked.value = picked.value === undefined ? [] : undefined;
          }}
        >
          {picked.value === undefined
            ? own.compareRows
            : picked.value.length === 0
              ? own.pickFirst
              : own.pickSecond}
        </button>
        <button type="button" class="quiet" onClick={() => take('csv')}>
          <Icon name="download" /> {own.listAsCsv}
        </button>
        <button type="button" class="quiet" title={own.listRedacted} onClick={() => take('ndjson')}>
          <Icon name="download" /> {own.listAsLines}
        </button>
        <button type="button" class="quiet" onClick={() => print()}>
          <Icon name="print" /> {t.print}
        </button>
      </span>
    </div>
  );
}

function Line({
  index,
  row,
  of,
  height,
}: {
  index: number;
  row: Row | undefined;
  of: number;
  height: number;
}) {
  const t = words.value;
  const isPicked = picked.value?.includes(index) === true;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus
    <div
      id={`row-${index}`}
      class={`row ${row?.verdict ?? ''} ${(row?.group?.at ?? 0) > 0 ? 'again' : ''} ${isPicked ? 'picked' : ''}`}
      role="option"
      aria-selected={chosen.value === index}
      aria-checked={picked.value && isPicked}
      aria-posinset={index + 1}
      aria-setsize={of}
      style={{ top: `${index * height}px`, height: `${height}px` }}
      onClick={() => enter(index)}
    >
      {row && (
        <>
          <span class="sign">
            <Icon name={ICONS[row.verdict]} />
          </span>
          <span class="why">
            <strong>{aboutOf(row)}</strong>
            <span class="muted">
              <Message row={row} />
            </span>
          </span>
          <span class="main">
            <strong>{calledOf(row) || placeName(row.place, t)}</strong>
            <span class="muted">
              {[codeName(row.type), ...row.also].filter(Boolean).join(' · ')}
            </span>
          </span>
          <span class="when">
            <span>
              {row.time && <Moment iso={row.time} />}
              {row.group?.at === 0 && row.group.size > 1 && ` · ${row.group.size}×`}
            </span>
            <span class="muted">{placeName(row.place, t)}</span>
          </span>
        </>
      )}
    </div>
  );
}

/** The list on paper, where nothing is scrolled. */
function Printed() {
  const t = words.value;
  const own = loaded(archiveWords);
  const lang = language.value;
  const isPrinting = useSignal(false);
  const all = totals.value?.matching ?? 0;
  const isRead = progress.value?.done === true;
  useEffect(() => {
    // Nothing can be waited for when it is printed.
    if (isRead) need(0, Math.min(all, MOST_PRINTED));
  }, [totals.value, isRead]);
  useEffect(() => {
    const start = () => {
      isPrinting.value = true;
    };
    const end = () => {
      isPrinting.value = false;
    };
    addEventListener('beforeprint', start);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', start);
      removeEventListener('afterprint', end);
    };
  }, []);
  if (!isPrinting.value) return null;
  const lines: Row[] = [];
  for (let row = rows.value.get(0); row && lines.length < MOST_PRINTED; ) {
    lines.push(row);
    row = rows.value.get(lines.length);
  }
  return (
    <div class="printed">
      <p>{lines.length < all && own.printed(count(lines.length, lang), count(all, lang))}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.fields.outcome}</th>
            <th scope="col">{t.input}</th>
            <th scope="col">{t.fields.taskId}</th>
            <th scope="col">{t.fields.time}</th>
            <th scope="col">{t.fields.place}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((row) => (
            <tr key={row.index} class={row.verdict}>
              <td>
                <strong>{aboutOf(row)}</strong> <Message row={row} />
              </td>
              <td>{calledOf(row)}</td>
              <td>
                {row.type} {row.taskId}
              </td>
              <td>{row.time && <Moment iso={row.time} />}</td>
              <td>{placeName(row.place, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
