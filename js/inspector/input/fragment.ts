/** An event in the address: `#e=` and Base64 (for URLs) of the deflated text. What is behind `#` goes to no server. */

import { inspectorLink } from '../../inspector-link';

export const toFragment = (text: string): Promise<string> => inspectorLink(text, { base: '' });

/** Undefined if there is none. Rejects if it is broken. */
export async function fromFragment(fragment: string): Promise<string | undefined> {
  const packed = /^#e=([\w-]+)$/.exec(fragment)?.[1];
  if (packed === undefined) return undefined;
  const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(text).text();
}
