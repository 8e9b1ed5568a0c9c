import { createColors } from 'picocolors';
import type { CommandContext, Output } from '../context';

export type Colours = ReturnType<typeof createColors>;

/** Colours for an output: nowhere if `NO_COLOR` is set, or else wherever `FORCE_COLOR` is, or else on terminals. (no-color.org, force-color.org) */
export function coloursFor(output: Output, env: CommandContext['env']): Colours {
  const forced = env.FORCE_COLOR;
  if (env.NO_COLOR) return createColors(false);
  if (forced) return createColors(forced !== '0' && forced !== 'false');
  return createColors(output.isTTY === true && env.TERM !== 'dumb');
}
