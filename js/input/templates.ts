/** The templates that functions are made from, in the order in which people are shown them. */

import { TEMPLATES as ROWS } from '../core/options';

export type Template = (typeof ROWS)[number]['name'];

export const TEMPLATES: readonly Template[] = ROWS.map(({ name }) => name);

/** The one that does everything. */
export const DEFAULT_TEMPLATE: Template = ROWS[0].name;

/** Who triggers a function made from it. */
export function triggeredBy(template: Template): 'MPS' | 'CLS' {
  return rowOf(template).trigger;
}

/** Whether it notifies targets and invokes functions; the others only store. */
export function dispatches(template: Template): boolean {
  return rowOf(template).dispatches;
}

function rowOf(template: Template): (typeof ROWS)[number] {
  return ROWS.find(({ name }) => name === template) ?? ROWS[0];
}
