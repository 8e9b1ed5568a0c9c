/** The plan, for a person. */

import type { Language } from '../../core/report';
import { translated } from '../language/translate';
import type { Colours } from '../terminal/colours';
import { table } from '../terminal/table';
import { escaped, indent, wrapProse } from '../terminal/text';
import type { Plan } from './plan';
import { changes, type Row } from './rows';
import type { Wanted } from './settings';

export interface View {
  colours: Colours;
  /** Columns. */
  width: number;
  language: Language;
}

export function renderPlan(plan: Plan, wanted: Wanted, view: View): string {
  const { bold, yellow } = view.colours;
  const { name, region, namespace, template } = wanted;
  const say = (text: string) => translated(text, view.language);
  const known = region ?? say('a region that is not named');
  const place = namespace === 'default' ? known : say(`${known}, namespace ${namespace}`);
  const inWords = (row: Row, value: string | undefined) =>
    row.areWords ? say(shown(row, value)) : shown(row, value);
  const rows = plan.rows.map((row) => [
    signOf(row, view.colours),
    row.isVariable ? row.what : say(row.what),
    inWords(row, row.before),
    changes(row) ? inWords(row, row.after) : '',
  ]);
  const state = !plan.isLookedUp ? 'not looked up' : plan.create ? 'to be created' : 'exists';
  return [
    `${say(`${bold(name)} (${template}) in ${place}: ${state}`)}\n`,
    table(['', '', 'now', 'new'].map(say), rows, [], view),
    ...plan.warnings.map((warning) => {
      const [first = '', ...rest] = wrapProse(say(warning), view.width - 2);
      return `${yellow('!')} ${first}\n${indent(rest, '  ')}`;
    }),
  ].join('');
}

/** Whether anything is to be done. */
export function isEmpty(plan: Plan): boolean {
  const { create, updateCode, updateConfiguration, updateInvocation, permissions, bind } = plan;
  const calls = [
    create,
    updateCode,
    updateConfiguration,
    updateInvocation,
    ...permissions,
    ...bind,
  ];
  return calls.every((call) => call === undefined);
}

function signOf(row: Row, { green, red, yellow }: Colours): string {
  if (!changes(row)) return '';
  if (row.before === undefined) return green('+');
  return row.after === '' ? red('-') : yellow('~');
}

function shown({ secret }: Row, value: string | undefined): string {
  if (value === undefined || value === '') return '–';
  if (secret) return '••••••';
  const line = escaped(value);
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** What is shown of a value, characters. */
const LONGEST = 48;
