import type { CoreError } from '../../deliver';
import type { Surroundings } from '../surroundings';
import { coloursFor } from '../terminal/colours';
import { harmless } from '../terminal/text';

/** Why something is no notification, where, and what to do about it. */
export default function refusal(place: string, error: CoreError, around: Surroundings): string {
  const { bold, red } = coloursFor(around.stderr, around.env);
  const at = error.offset === undefined ? '' : ` (at byte ${error.offset})`;
  return `${bold(red(`✗ ${harmless(place)}`))}: ${harmless(error.message)}${at}\n  ${harmless(error.help)}\n`;
}
