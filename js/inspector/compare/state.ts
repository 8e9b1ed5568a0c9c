/** The event that the one that is looked at is compared with. */

import { computed, signal } from '@preact/signals';
import type { NamedFile } from '../archive/protocol';
import type { Result } from '../core';
import { firstEventOf } from '../input/take';
import { words } from '../lang';
import { core, resultLanguage } from '../state/event';
import { say } from '../state/view';

export const other = signal<Other | undefined>(undefined);

export interface Other {
  name: string;
  bytes: Uint8Array;
  /** Which of its notifications; the worst one unless given. */
  which?: number;
}

/** What the core says of it. */
export const otherResults = computed<Result[]>(
  () => (other.value && core.value?.parse(other.value.bytes, resultLanguage.value)) ?? [],
);

/** Compares with the first event of a file. */
export async function compareWith(file: NamedFile | undefined): Promise<void> {
  const bytes = file && (await firstEventOf(file).catch(() => undefined));
  if (file === undefined || bytes === undefined) {
    say(words.value.empty);
    return;
  }
  other.value = { name: file.name, bytes };
}
