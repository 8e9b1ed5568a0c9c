/** What commands need of the package they are part of; tests give them another one. */

import type { Core } from '../core/instance';

export interface Assets {
  core: Core;
  /** The folder `pkg/`. */
  pkg: string;
}

/** That of this installation. It is loaded when a command asks for it, as it takes its time. */
export async function ownAssets(): Promise<Assets> {
  const { loader, PKG } = await import('./core');
  return { core: loader.load(), pkg: PKG };
}
