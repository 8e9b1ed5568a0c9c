/** Files that the server of this page has for it: `mps-webhook open` puts a script with them before this one. */

import type { NamedFile } from '../archive/protocol';

declare global {
  /** Each with its name and its bytes in Base64; the page has them at its start. `js/dev/local/inspector.ts` writes it. */
  var mpsWebhookGiven: [name: string, packed: string][] | undefined;
}

/** Takes the files out of the page, which need not keep them twice. */
export function takeServedFiles(): NamedFile[] {
  const served = globalThis.mpsWebhookGiven ?? [];
  globalThis.mpsWebhookGiven = undefined;
  return served.map(([name, packed]) => ({ name, file: new Blob([bytesOf(packed)]) }));
}

function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
}
