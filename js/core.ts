/**
 * Loads the core once, when it is first needed, and again after a trap.
 *
 * A trap (memory that ran out, or a defect of ours) leaves an instance of WebAssembly in an unknown state, so it is
 * never used again.
 */

import * as glue from 'core-glue';

export type Delivery = glue.Delivery;

export interface Core {
  /** The reports of an event as JSON text; see `wasm.rs`. */
  parse(event: Uint8Array): string;
  /** The same as objects; in the `std` build only. */
  parseToObjects: ((event: Uint8Array) => unknown[]) | undefined;
  /** Starts a delivery. `settings` is JSON text, times are ms since 1970. */
  deliver(
    event: Uint8Array,
    settings: Uint8Array,
    deadline: number,
    seed: number,
    now: number,
  ): Delivery;
}

export class CoreLoader {
  private module: WebAssembly.Module | undefined;
  private ready = false;

  /** `compile` gives the compiled module; it is called once. */
  constructor(private readonly compile: () => WebAssembly.Module) {}

  /** A working core. */
  load(): Core {
    if (!this.ready) {
      this.module = this.module || this.compile();
      glue.initSync({ module: this.module });
      this.ready = true;
    }
    return core;
  }

  /** To be called after a trap: the next use gets a new instance. */
  discard(): void {
    this.ready = false;
  }
}

/** Whether an error is a trap of WebAssembly, after which its instance must not be used. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

const core: Core = {
  parse: glue.parse,
  parseToObjects: glue.parseToObjects,
  deliver: (event, settings, deadline, seed, now) =>
    new glue.Delivery(event, settings, deadline, seed, now),
};
