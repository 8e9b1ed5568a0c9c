/** Events to try it with. */

import list from 'virtual:samples';
import { computed } from '@preact/signals';
import { encode, type InspectorCore } from '../core';
import { later } from '../raw/load';
import { worstOf } from '../state/event';

export interface Sample {
  name: string;
  bytes: Uint8Array;
}

/** Those that the page offers at once. */
export const FIRST_SAMPLES: readonly Sample[] = samplesOf(list);

/** All of them, when those that come with the editor are there. */
export const samples = computed<readonly Sample[]>(() => [
  ...FIRST_SAMPLES,
  ...samplesOf(later.value?.samples ?? '[]'),
]);

function samplesOf(text: string): Sample[] {
  const named = JSON.parse(text) as [string, string][];
  return named.map(([name, event]) => ({ name: `${name}.json`, bytes: encode(indented(event)) }));
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What a sample shows. */
export function sampleFacts(core: InspectorCore, { bytes }: Sample) {
  const results = core.parse(bytes, 'en');
  const first = results[worstOf(results)];
  const type = first?.report?.event_name ?? first?.report?.event_type ?? '';
  return {
    type,
    verdict: first?.report?.verdict,
    envelope: first?.report?.envelope,
    results: results.length,
  };
}
