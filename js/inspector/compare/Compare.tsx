import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { decode, type Result } from '../core';
import { named } from '../input/dropped';
import { samples } from '../input/samples';
import { words } from '../lang';
import { loadRest } from '../raw/load';
import { result, source, worstOf } from '../state/event';
import { placeName } from '../state/place';
import { useGrowing } from '../ui/growing';
import { Scroll } from '../ui/Scroll';
import { changedParts, differencesOf, type Part } from './differences';
import { compareWith, type Other, other, otherResults } from './state';

/** The event beside another one: only what differs. */
export function Compare() {
  const t = words.value;
  const of = useSignal<'events' | 'reports'>('reports');
  const right = other.value;
  useEffect(loadRest, []);
  return (
    <div class="compare">
      <h1 class="visually-hidden">{t.viewCompare}</h1>
      {!right && <p class="muted">{t.compareHint}</p>}
      <div class="filters unfolded">
        <label>
          <span>{t.chooseFile}</span>
          <input
            type="file"
            onChange={({ currentTarget: { files } }) => {
              const file = files?.[0];
              compareWith(file && named(file));
            }}
          />
        </label>
        <label>
          <span>{t.chooseSample}</span>
          <select
            value={samples.value.find((it) => it === right)?.name ?? ''}
            onChange={(event) => chooseSample(event.currentTarget.value)}
          >
            <option value="">–</option>
            {samples.value.map(({ name }) => (
              <option key={name} value={name}>
                {name.replace('.json', '')}
              </option>
            ))}
          </select>
        </label>
        <fieldset class="segments">
          <legend class="visually-hidden">{t.viewCompare}</legend>
          {(['reports', 'events'] as const).map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="of"
                checked={of.value === name}
                onChange={() => {
                  of.value = name;
                }}
              />
              <span>{name === 'events' ? t.compareEvents : t.compareReports}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {right && <Differences right={right} of={of.value} />}
    </div>
  );
}

function chooseSample(name: string): void {
  other.value = samples.peek().find((sample) => sample.name === name);
}

function Differences({ right, of }: { right: Other; of: 'events' | 'reports' }) {
  const t = words.value;
  const read = (bytes: Uint8Array, found: Result | undefined): unknown =>
    of === 'events' ? parsed(decode(bytes)) : (found?.report ?? found?.error);
  const others = otherResults.value;
  const list = differencesOf(
    read(source.value.bytes, result.value),
    read(right.bytes, others[right.which ?? worstOf(others)]),
  );
  const { shown, end } = useGrowing(list.length);
  if (list.length === 0) return <p role="status">{t.same}</p>;
  return (
    <>
      <h2 aria-live="polite">{t.differences(list.length)}</h2>
      <Scroll label={t.differences(list.length)}>
        <table class="differences">
          <thead>
            <tr>
              <th scope="col">{t.path}</th>
              <th scope="col">{placeName(source.value.name, t)}</th>
              <th scope="col">{placeName(right.name, t)}</th>
            </tr>
          </thead>
          <tbody>
            {list.slice(0, shown).map(({ path, left, right: value }) => (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                <Values left={left} right={value} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {end}
    </>
  );
}

/** Two values, in each of which the part is marked that differs. */
function Values({ left, right }: { left: unknown; right: unknown }) {
  const both = left !== undefined && right !== undefined;
  const parts = both ? changedParts(textOf(left), textOf(right)) : undefined;
  return (
    <>
      <td class="left">
        <Value value={left} part={parts?.left} />
      </td>
      <td class="right">
        <Value value={right} part={parts?.right} />
      </td>
    </>
  );
}

function Value({ value, part }: { value: unknown; part: Part | undefined }) {
  if (value === undefined) return <span class="muted">{words.value.absent}</span>;
  const text = textOf(value);
  if (part === undefined) return <code>{text}</code>;
  const [from, to] = part;
  return (
    <code>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </code>
  );
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? '';
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
