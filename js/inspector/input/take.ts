/** Takes what was dropped, opened or pasted: one event is shown, more are an archive. */

import type { NamedFile } from '../archive/protocol';
import { encode } from '../core';
import { words } from '../lang';
import { loadEditor } from '../raw/load';
import { core } from '../state/event';
import { openEvent, openFiles } from '../state/history';
import { language } from '../state/settings';
import { dialog, say } from '../state/view';
import type { FoundEvent } from './found';
import { piecesOf, unpacked } from './lines';

export async function takeFiles(files: readonly NamedFile[]): Promise<void> {
  const [first, ...others] = files;
  dialog.value = undefined;
  if (first === undefined) return;
  const single = others.length === 0 ? await singleIn(first) : undefined;
  if (single === 'empty') {
    say(words.value.empty);
    return;
  }
  if (single === undefined) {
    openFiles(files);
    return;
  }
  const found = isRefused(single) ? await eventsInside(single) : [];
  const [event] = found;
  if (event === undefined) openEvent(first.name, single);
  else if (found.length === 1) openEvent(first.name, event.bytes, 'found');
  else openFiles(files);
}

function isRefused(bytes: Uint8Array): boolean {
  return (
    core.value?.parse(bytes, language.peek()).every(({ error }) => error !== undefined) === true
  );
}

/** What looks for events in texts comes with the editor. */
async function eventsInside(text: Uint8Array): Promise<FoundEvent[]> {
  const inspector = core.peek();
  try {
    const { later } = await loadEditor();
    return inspector ? later.eventsIn(inspector, text) : [];
  } catch {
    return [];
  }
}

export async function takeText(text: string, name: string): Promise<void> {
  await takeFiles([{ name, file: new Blob([encode(text) as BlobPart]) }]);
}

/** The one event of a file; undefined if there are more, or if it is packed in a way that cannot be read. */
async function singleIn({ name, file }: NamedFile): Promise<Uint8Array | 'empty' | undefined> {
  try {
    const pieces = piecesOf((await unpacked(file)).stream, name);
    const first = await pieces.next();
    if (first.done) return 'empty';
    const bytes = first.value.bytes;
    return (await pieces.next()).done ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** The one event that a file has, for comparing. */
export async function firstEventOf(file: NamedFile): Promise<Uint8Array | undefined> {
  const pieces = piecesOf((await unpacked(file.file)).stream, file.name);
  const first = await pieces.next();
  return first.done ? undefined : first.value.bytes;
}
