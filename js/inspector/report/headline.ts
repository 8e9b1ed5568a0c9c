/** The verdict of a report in one line, with what it is about. */

import { ATTENTION } from '../../core/attention';
import type { Attention, Report, Verdict } from '../../core/report';
import { clock } from '../../display/durations';
import type { Strings } from '../lang';
import { codeName, kindName } from '../state/kinds';
import { language } from '../state/settings';
import type { IconName } from '../ui/Icon';
import { count, percentOf } from '../units';

export const ICONS: Record<Verdict | 'unreadable', IconName> = {
  failure: 'failure',
  partial: 'partial',
  block: 'block',
  defect: 'partial',
  review: 'look',
  quality_warning: 'partial',
  contradiction: 'partial',
  processing: 'processing',
  unknown: 'unknown',
  success: 'success',
  unreadable: 'unreadable',
};

/** What is said of a verdict, or of what has none. */
export const verdictWords = (verdict: Verdict | 'unreadable' | undefined, t: Strings): string =>
  verdict === undefined || verdict === 'unreadable' ? t.unreadable : t.verdict[verdict];

export const isAttention = (verdict: Verdict): verdict is Attention =>
  (ATTENTION as readonly string[]).includes(verdict);

/** The verdict with what it is about, for texts: "Block suggested – Porn 98% sure (0:12 +2)". */
export function headline(report: Report, t: Strings): string {
  const { verdict } = report;
  if (isNews(report)) return newsOf(report, t).filter(Boolean).join(' – ');
  const about = isAttention(verdict) ? aboutOf(report, verdict, t) : '';
  return [t.verdict[verdict], about].filter(Boolean).join(' – ');
}

/** A live stream goes on, so what was found is the news. */
export const isNews = (report: Report): boolean =>
  report.verdict === 'processing' &&
  isLiveResult(report) &&
  report.tasks.some(({ findings }) => findings.length > 0);

/** How much was found, and its names: "8 findings", "김민수 · 进球 · 直播 +5". */
export function newsOf({ tasks }: Report, t: Strings): [title: string, names?: string] {
  const found = tasks.flatMap((task) => task.findings);
  const title = grouped(t.found(found.length));
  const names = found.map(
    ({ name, keywords, label, text }) =>
      name ?? keywords?.[0] ?? (label && codeName(label)) ?? text,
  );
  const short = [...new Set(names)].filter(
    (name) => name !== undefined && name.length <= LONGEST_NAME && !name.includes('\n'),
  );
  if (short.length === 0) return [title];
  const more =
    found.length > MOST_LABELS ? ` +${found.length - Math.min(short.length, MOST_LABELS)}` : '';
  return [title, short.slice(0, MOST_LABELS).join(' · ') + more];
}

/** A longer text is not a name, characters. */
const LONGEST_NAME = 24;

/** What is to be looked at, each with its own confidence and time: "guns 99% sure (0:20) · Prohibited words 85% sure (1:11 +2)". */
export function aboutOf({ tasks }: Report, attention: Attention, t: Strings): string {
  const urgent = tasks.flatMap((task) =>
    task.findings
      .filter((finding) => finding.attention === attention)
      .map((finding) => ({
        finding,
        label: finding.label ? codeName(finding.label) : kindName(task),
      })),
  );
  if (urgent.length === 0) return '';
  const sure = new Map<string, number>();
  for (const { label, finding } of urgent) {
    sure.set(label, Math.max(sure.get(label) ?? -1, finding.confidence ?? -1));
  }
  const labels = [...sure].map(([label, percent]) => {
    const known = percent < 0 ? '' : ` ${t.sure(percentOf(percent, language.value))}`;
    const times = urgent.filter((it) => it.label === label).map(({ finding }) => finding.start);
    const [first, ...others] = times.filter((time) => time !== undefined);
    const also = others.length > 0 ? ` +${others.length}` : '';
    return label + known + (first === undefined ? '' : ` (${clock(first)}${also})`);
  });
  const more = labels.length > MOST_LABELS ? ` +${labels.length - MOST_LABELS}` : '';
  return labels.slice(0, MOST_LABELS).join(' · ') + more;
}

const MOST_LABELS = 3;

/** Whether it is one result of a live stream: the stream goes on, and nothing of it is awaited. */
export function isLiveResult({ outcome, event_type }: Report): boolean {
  return outcome === 'processing' && /^Ai\w+Result$/.test(event_type);
}

/** A sentence with the thousands of its numbers set apart. */
export const grouped = (text: string) =>
  text.replace(/\d{4,}/g, (digits) => count(Number(digits), language.value));
