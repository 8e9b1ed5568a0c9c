/** The templates there are, and what a function made from one is like. */

import { TEMPLATES, type Template } from '../../input/templates';
import { UsageError } from '../context';

export const HANDLER = 'index.main_handler';

/** What MPS can trigger a function with. (SCF document 583/50833.) */
export const EVENT_TYPES = ['WorkflowTask', 'EditMediaTask'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** @throws UsageError if there is no such template */
export function templateOf(name: string): Template {
  const found = TEMPLATES.find((template) => template === name);
  if (found === undefined) {
    throw new UsageError(`there is no template ${name}; there are ${TEMPLATES.join(', ')}`);
  }
  return found;
}
