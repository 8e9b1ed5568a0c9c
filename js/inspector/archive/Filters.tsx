import { useSignal } from '@preact/signals';
import { VERDICTS } from '../../core/verdicts';
import { words } from '../lang';
import { archiveWords, loaded } from '../lang/loaded';
import { ICONS, verdictWords } from '../report/headline';
import { language, zone } from '../state/settings';
import { Icon } from '../ui/Icon';
import { count } from '../units';
import { Plot, PlotTable } from './Plot';
import { EVERYTHING, type Filter, type State } from './protocol';
import { filter, setFilter, totals } from './state';

const STATES: readonly State[] = [...VERDICTS, 'unreadable'];

export function verdictName(state: State): string {
  return verdictWords(state, words.value);
}

/** What narrows the list down. */
export function Filters() {
  const t = words.value;
  const own = loaded(archiveWords);
  const now = filter.value;
  const found = totals.value;
  // On a phone, the rows come before what few people filter by.
  const isOpen = useSignal(false);
  const isFiltered = Object.values(now).some((value) => value !== '');
  return (
    <search class={isOpen.value ? 'filters unfolded' : 'filters'}>
      <label class="wide">
        <span>{own.search}</span>
        <input
          id="archive-search"
          type="search"
          value={now.text}
          placeholder={own.searchHint}
          onInput={(event) => setFilter({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
            event.preventDefault();
            toList();
          }}
        />
      </label>
      <button type="button" class="skip here" onClick={toList}>
        {t.skipToList}
      </button>
      <button
        type="button"
        class="quiet unfold"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {own.filters}
      </button>
      <Choice
        label={t.fields.type}
        all={own.allTypes}
        value={now.type}
        options={(found?.types ?? []).map(([name]) => [name, name])}
        set={(type) => setFilter({ type })}
      />
      <Choice
        label={t.fields.outcome}
        all={own.allOutcomes}
        value={now.verdict}
        options={STATES.map((name) => [name, verdictName(name)])}
        set={(verdict) => setFilter({ verdict: verdict as Filter['verdict'] })}
      />
      <Choice
        label={t.fields.code}
        all={own.allCodes}
        value={now.code}
        options={codes(found?.codes ?? [], now.code)}
        set={(code) => setFilter({ code })}
      />
      <Choice
        label={t.fields.label}
        all={own.allLabels}
        value={now.label}
        options={codes(found?.labels ?? [], now.label)}
        set={(label) => setFilter({ label })}
      />
      {isFiltered && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setFilter(EVERYTHING);
            // The button goes with the filters.
            document.getElementById('archive-search')?.focus();
          }}
        >
          {own.clearFilters}
        </button>
      )}
    </search>
  );
}

/** What stands between the search and the list is passed over. */
const toList = () => document.querySelector<HTMLElement>('.list')?.focus();

function codes(found: readonly [string, number][], chosen: string): [string, string][] {
  const names = found.map(([name]) => name);
  if (chosen !== '' && !names.includes(chosen)) names.unshift(chosen);
  return names.map((name) => [name, name]);
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string;
  options: readonly (readonly [string, string])[];
  set(value: string): void;
}

function Choice({ label, all, value, options, set }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{all}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A moment in the zone that was chosen; reports have theirs in UTC. */
function Time({ label, value, set }: { label: string; value: string; set(iso: string): void }) {
  const isUtc = zone.value === 'utc';
  const shown = value === '' ? '' : isUtc ? value.slice(0, 16) : toLocal(new Date(value));
  const change = (text: string) => {
    const time = new Date(isUtc ? `${text}Z` : text);
    set(text === '' || Number.isNaN(time.getTime()) ? '' : `${time.toISOString().slice(0, 19)}Z`);
  };
  return (
    <label>
      <span>{label}</span>
      <input
        type="datetime-local"
        value={shown}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}

function toLocal(time: Date): string {
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** How many of each outcome and code, in all and over time; pressing one, or dragging across a plot, shows only these. */
export function Totals() {
  const own = loaded(archiveWords);
  const found = totals.value;
  const lang = language.value;
  if (found === undefined) return null;
  const now = filter.value;
  const { timeline } = found;
  const toneOf = (code: string) => {
    const place = timeline?.codes.findIndex(({ name }) => name === code) ?? -1;
    return place < 0 ? '' : `code-${place}`;
  };
  return (
    <div class="totals">
      <div>
        <h2 class="visually-hidden">{own.byOutcome}</h2>
        <ul class="outcomes">
          {STATES.filter((name) => found.verdicts[name] || now.verdict === name).map((name) => (
            <li key={name}>
              <button
                type="button"
                class={`total ${name}`}
                aria-pressed={now.verdict === name}
                onClick={() => setFilter({ verdict: now.verdict === name ? '' : name })}
              >
                <Icon name={ICONS[name]} />
                <strong>{count(found.verdicts[name] ?? 0, lang)}</strong> {verdictName(name)}
              </button>
            </li>
          ))}
        </ul>
        {timeline && (
          <Plot
            label={`${own.byOutcome}, ${own.overTime}`}
            timeline={timeline}
            series={timeline.verdicts}
            toneOf={(name) => name}
            nameOf={(name) => verdictName(name as State)}
            hasEnds
          />
        )}
      </div>
      {found.codes.length > 0 && (
        <div>
          <h2 class="visually-hidden">{own.byCode}</h2>
          <ul class="codes">
            {found.codes.slice(0, MOST_CODES).map(([code, times]) => (
              <li key={code}>
                <button
                  type="button"
                  class={`chip ${toneOf(code)}`}
                  aria-pressed={now.code === code}
                  onClick={() => setFilter({ code: now.code === code ? '' : code })}
                >
                  <code>{code}</code> {count(times, lang)}
                </button>
              </li>
            ))}
          </ul>
          {timeline && timeline.codes.length > 0 && (
            <Plot
              label={`${own.byCode}, ${own.overTime}`}
              timeline={timeline}
              series={timeline.codes}
              toneOf={(name, index) => (name === '' ? 'code-rest' : `code-${index}`)}
              nameOf={(name) => name || own.otherCodes}
              hasEnds={false}
            />
          )}
        </div>
      )}
      {timeline && (
        <div class="times">
          <PlotTable timeline={timeline} verdictName={(name) => verdictName(name as State)} />
          <Time label={own.from} value={now.from} set={(from) => setFilter({ from })} />
          <Time label={own.to} value={now.to} set={(to) => setFilter({ to })} />
        </div>
      )}
    </div>
  );
}

const MOST_CODES = 12;
