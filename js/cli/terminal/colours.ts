import { createColors } from 'picocolors';
import type { CommandContext, Output } from '../context';

export type Colours = ReturnType<typeof createColors>;

/** Colours for an output: on terminals, unless `NO_COLOR` is set, and wherever `FORCE_COLOR` is. (no-color.org, force-color.org) */
export function coloursFor(output: Output, env: CommandContext['env']): Colours {
  const forced = env.FORCE_COLOR;
  if (forced) return createColors(forced !== '0' && forced !== 'false');
  return createColors(!env.NO_COLOR && output.isTTY === true && env.TERM !== 'dumb');
}
