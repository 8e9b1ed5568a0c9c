/** Findings in the order of the core: what somebody should look at comes first. */

import type { Attention, Finding } from './report';

/** Why somebody should look at a finding, the most urgent first. */
export const ATTENTION = ['block', 'defect', 'review'] as const;

/** For `sort`: findings that are equally urgent keep their order. */
export function byUrgency(one: Finding, other: Finding): number {
  return place(one) - place(other);
}

/** Why somebody should look at any of the findings: the most urgent reason. */
export function mostUrgent(findings: readonly Finding[]): Attention | undefined {
  return ATTENTION.find((reason) => findings.some(({ attention }) => attention === reason));
}

function place({ attention }: Finding): number {
  return attention === undefined ? ATTENTION.length : ATTENTION.indexOf(attention);
}
