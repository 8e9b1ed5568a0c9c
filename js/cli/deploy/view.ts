/** The plan, for a person. */

import type { Colours } from '../terminal/colours';
import { table } from '../terminal/table';
import { escaped, indent, wrap } from '../terminal/text';
import type { Plan } from './plan';
import { changes, type Row } from './rows';
import type { Wanted } from './settings';

export interface View {
  colours: Colours;
  /** Columns. */
  width: number;
}

export function renderPlan(plan: Plan, wanted: Wanted, view: View): string {
  const { bold, yellow } = view.colours;
  const { name, region, namespace, template } = wanted;
  const place = namespace === 'default' ? region : `${region}, namespace ${namespace}`;
  const rows = plan.rows.map((row) => [
    signOf(row, view.colours),
    row.what,
    shown(row, row.before),
    changes(row) ? shown(row, row.after) : '',
  ]);
  return [
    `${bold(name)} (${template}) in ${place}: ${plan.create ? 'to be created' : 'exists'}\n`,
    table(['', '', 'now', 'then'], rows, [], view),
    ...plan.warnings.map((warning) => {
      const [first = '', ...rest] = wrap(warning, view.width - 2);
      return `${yellow('!')} ${first}\n${indent(rest, '  ')}`;
    }),
  ].join('');
}

/** Whether anything is to be done. */
export function isEmpty(plan: Plan): boolean {
  const { create, updateCode, updateConfiguration, updateInvocation, bind } = plan;
  return !create && !updateCode && !updateConfiguration && !updateInvocation && bind.length === 0;
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
