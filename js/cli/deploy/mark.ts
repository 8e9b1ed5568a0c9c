/** SCF does not say what code a function has; its description can, in letters, digits, spaces, commas and full stops. */

import type { FunctionPackage } from '../function/package';
import type { DeployedFunction } from './function';

const MARK = /\s*\bCode ([0-9a-f]{16})(, own processing)?$/;

/** The description of a function that has this code. What somebody has written into it stays. */
export function describe(
  code: FunctionPackage,
  hasOwn: boolean,
  existing: DeployedFunction | undefined,
): string {
  const text = existing?.Description?.replace(MARK, '') || 'Archives MPS notifications to COS.';
  return `${text} Code ${codeOf(code)}${hasOwn ? ', own processing' : ''}`;
}

/** What names the code. */
export function codeOf({ sha256 }: FunctionPackage): string {
  return sha256.slice(0, 16);
}

/** The code that a function has; `other`: none that was deployed from here. */
export function codeIn(existing: DeployedFunction | undefined): string | undefined {
  return existing && (MARK.exec(existing.Description ?? '')?.[1] ?? 'other');
}

/** Whether it was deployed with a processing of its owner's. */
export function hasOwnIn(existing: DeployedFunction | undefined): boolean {
  return MARK.exec(existing?.Description ?? '')?.[2] !== undefined;
}
