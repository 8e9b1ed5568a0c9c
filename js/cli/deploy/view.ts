/** The plan, for a person. */

import Table from 'cli-table3';
import type { Plan } from './plan';
import { changes, type Row } from './rows';
import type { Wanted } from './settings';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** @param width how much of a value is shown, characters */
export function renderPlan(plan: Plan, wanted: Wanted, width = 48): string {
  const table = new Table({
    head: ['', '', 'now', 'then'],
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of plan.rows) {
    const { what, before, after } = row;
    const sign = !changes(row) ? ' ' : before === undefined ? '+' : after === '' ? '-' : '~';
    table.push([
      sign,
      what,
      shown(row, before, width),
      changes(row) ? shown(row, after, width) : '',
    ]);
  }
  const { name, region, namespace, template } = wanted;
  const place = namespace === 'default' ? region : `${region}, namespace ${namespace}`;
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return [
    `${name} (${template}) in ${place}: ${plan.create ? 'to be created' : 'exists'}`,
    ...lines,
    '',
  ].join('\n');
}

/** Whether anything is to be done. */
export function isEmpty({ create, updateCode, updateConfiguration, bind }: Plan): boolean {
  return !create && !updateCode && !updateConfiguration && bind.length === 0;
}

function shown({ secret }: Row, value: string | undefined, width: number): string {
  if (value === undefined || value === '') return '–';
  if (secret) return '••••••';
  const line = value.replace(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
