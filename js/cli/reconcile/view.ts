/** The plan, for a person: how many tasks are there and missing, by type and by hour. */

import type { Language } from '../../core/report';
import type { Colours } from '../terminal/colours';
import { table } from '../terminal/table';
import { escaped } from '../terminal/text';
import type { Count, ReconcilePlan } from './plan';
import { grouped, planned, wordsIn } from './words';

export function renderPlan(
  plan: ReconcilePlan,
  language: Language,
  view: { colours: Colours; width: number },
): string {
  const { archived, missing } = wordsIn(language);
  const rows = (counts: Map<string, Count>) =>
    [...counts].map(([name, count]) => [
      escaped(name),
      grouped(count.found, language),
      count.missing === 0 ? '–' : view.colours.yellow(grouped(count.missing, language)),
      '',
    ]);
  // Where nothing is missing, hours say nothing.
  const hours = new Map([...plan.byHour].filter(([, count]) => count.missing > 0));
  const all = [...rows(plan.byType), ...rows(hours)];
  const shown = all.length === 0 ? '' : table(['', archived, missing, ''], all, [1, 2], view);
  return `${planned(plan, language)}\n${shown}`;
}
