/** An event in the address: `#e=` and Base64 (for URLs) of the deflated text. What is behind `#` goes to no server. */

import { inspectorLink, MAX_LINKED_EVENT } from '../../entries/inspector-link';

/** This page, with an event in its address. */
export const linkTo = (event: string): Promise<string> =>
  inspectorLink(event, { base: location.href });

/** The event is larger than links may carry: a short link unpacks to whatever its maker wants. */
export class FragmentTooLarge extends Error {}

/**
 * The text in a fragment; undefined if the fragment is not of an event. Rejects if the event is broken.
 *
 * @throws FragmentTooLarge above `MAX_LINKED_EVENT` bytes; nothing more is unpacked then
 */
export async function fromFragment(fragment: string): Promise<string | undefined> {
  const plain = unescaped(fragment);
  if (!plain.startsWith('#e=')) return undefined;
  // Mail programs and chats put what follows a link, or a line break, behind it.
  const packed = /^#e=([\w-]+=*)$/.exec(plain.trim())?.[1];
  if (packed === undefined) throw new Error('a fragment without an event');
  const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const unpacked = slicesOf(bytes).pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = unpacked.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > MAX_LINKED_EVENT) {
      await reader.cancel();
      throw new FragmentTooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** As some programs escape it; what is not an escape stays as it is. */
function unescaped(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/**
 * Bytes as a stream of small parts. A browser unpacks a part as a whole, up to a thousand times its size, before anybody
 * can stop it.
 */
function slicesOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + SLICE));
        else controller.close();
        at += SLICE;
      },
    },
    { highWaterMark: 0 },
  );
}

const SLICE = 1024;
