/** What was found. */

import { byUrgency } from '../../core/attention';
import type { Finding, Report } from '../../core/report';
import { clock } from '../../display/durations';
import { counted } from '../language/counts';
import { table } from '../terminal/table';
import { escaped, sanitizedLines } from '../terminal/text';
import { kindLabel } from './kinds';
import { heading, type View } from './section';
import type { Words } from './words';

/** What was found, first what somebody has to look at. */
export function findings({ tasks }: Report, words: Words, view: View): string {
  const found = tasks.flatMap((task) => task.findings.map((finding) => ({ task, finding })));
  const omitted = tasks.reduce((sum, task) => sum + (task.findings_omitted ?? 0), 0);
  if (found.length === 0) return '';
  found.sort((one, other) => byUrgency(one.finding, other.finding));
  const rows = found.map(({ task, finding }) => [
    escaped(kindLabel(task, view.language)),
    range(finding),
    describeFinding(finding, words),
  ]);
  return (
    heading(words.found, found.length + omitted, view) +
    table([words.kind, words.time, words.what], rows, [], view) +
    (omitted > 0 ? `  … ${counted(omitted, 'more', view.language)}\n` : '')
  );
}

function range({ start, end }: Finding): string {
  if (start === undefined) return '';
  return end === undefined || clock(end) === clock(start)
    ? clock(start)
    : `${clock(start)}–${clock(end)}`;
}

/** What is short on one line; a text of several lines below that. */
function describeFinding(finding: Finding, words: Words): string {
  const { severity, label, name, text, translation, keywords = [] } = finding;
  const certain = finding.confidence === undefined ? '' : `${Math.floor(finding.confidence)}%`;
  const score = finding.score === undefined ? '' : `${finding.score}`;
  const suggestion = suggestionOf(finding, words);
  const parts = [suggestion, severity, label, name, text, translation, ...keywords, score, certain]
    .filter((part): part is string => Boolean(part))
    .map(sanitizedLines);
  const long = parts.filter((part) => part.includes('\n'));
  const short = parts.filter((part) => !long.includes(part)).join(' · ');
  return [short, ...long].filter(Boolean).join('\n');
}

/** What a review suggests, as the verdict says it; what this version does not know, under its own name. */
function suggestionOf({ suggestion }: Finding, { attention, pass }: Words): string | undefined {
  const words: Record<string, string> = {
    block: attention.block,
    review: attention.review,
    pass,
  };
  return suggestion && (Object.hasOwn(words, suggestion) ? words[suggestion] : suggestion);
}
