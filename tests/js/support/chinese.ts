/** How Chinese texts are spaced: one rule for all that the project says. */

const HAN = '\\p{Script=Han}';
/** What stands in quotes or for something else is not looked at: `{0}` may be a word of Chinese. */
const LATIN = '[A-Za-z0-9]';
const MARK = '[，。；：、？！（）“”《》]';

const FAULTS: readonly [fault: string, pattern: RegExp][] = [
  ['no space between Chinese and Latin', new RegExp(`${HAN}${LATIN}|${LATIN}${HAN}`, 'gu')],
  ['a space within Chinese', new RegExp(`${HAN} +${HAN}`, 'gu')],
  ['a space beside a full-width mark', new RegExp(`${MARK} +\\S|\\S +${MARK}`, 'gu')],
  ['a half-width mark beside Chinese', new RegExp(`${HAN}[,;:?!]|[,;?!] *${HAN}`, 'gu')],
];

/**
 * What a text has against the rule: `no space between Chinese and Latin: 用m`.
 *
 * @param isTable whether it may have columns, between which there are several spaces
 */
export function spacingFaults(text: string, isTable = false): string[] {
  return (isTable ? FAULTS.slice(0, 1) : FAULTS).flatMap(([fault, pattern]) =>
    (text.match(pattern) ?? []).map((found) => `${fault}: ${found}`),
  );
}
