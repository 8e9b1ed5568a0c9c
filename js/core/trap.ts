/** What becomes of calls when the core traps. */

/** Whether an error is a trap of WebAssembly, after which its instance must not be used. */
export function isTrap(error: unknown): boolean {
  // An engine may have no WebAssembly, and then nothing traps.
  const { RuntimeError } = typeof WebAssembly === 'undefined' ? {} : WebAssembly;
  return (RuntimeError && error instanceof RuntimeError) || error instanceof RangeError;
}

/** Tells the caller of a delivery or a reading that its instance was discarded after a trap elsewhere in it. */
export class InstanceLost extends Error {
  constructor() {
    super('the core trapped in something else');
  }
}
