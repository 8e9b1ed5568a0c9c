/** An event in the address: `#e=` and Base64 (for URLs) of the deflated text. What is behind `#` goes to no server. */

import { decode, encode } from '../core';

export async function toFragment(text: string): Promise<string> {
  const packed = await through(encode(text), new CompressionStream('deflate-raw'));
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  return `#e=${btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
}

/** Undefined if there is none. Rejects if it is broken. */
export async function fromFragment(fragment: string): Promise<string | undefined> {
  const packed = /^#e=([\w-]+)$/.exec(fragment)?.[1];
  if (packed === undefined) return undefined;
  const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return decode(await through(bytes, new DecompressionStream('deflate-raw')));
}

async function through(bytes: Uint8Array, stream: GenericTransformStream): Promise<Uint8Array> {
  const packed = new Blob([bytes as BlobPart]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
