/** Events to try it with. */

import list from 'virtual:samples';
import { encode, type InspectorCore } from '../core';

export interface Sample {
  name: string;
  bytes: Uint8Array;
}

export const SAMPLES: readonly Sample[] = (JSON.parse(list) as [string, string][]).map(
  ([name, text]) => ({ name: `${name}.json`, bytes: encode(indented(text)) }),
);

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
  const first = results[0];
  const type = first?.report?.event_name ?? first?.report?.event_type ?? '';
  return {
    type,
    verdict: first?.report?.verdict,
    envelope: first?.report?.envelope,
    results: results.length,
  };
}
