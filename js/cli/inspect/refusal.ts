import type { CoreError } from '../../core/error';
import type { Report } from '../../core/report';
import { advised } from '../advice';
import type { CommandContext } from '../context';
import type { Found, NotRead } from '../input/content';
import { BRACKETS, COLON, COMMA, SEMICOLON, translated } from '../language/translate';
import { coloursFor } from '../terminal/colours';
import { terminalLanguage } from '../terminal/language';
import { shownPlace } from '../terminal/place';
import { escaped, sanitizedLines } from '../terminal/text';
import { withKindNames } from './kinds';

type Where = Pick<CommandContext, 'stderr' | 'env'>;

/** Why an event is refused: its file, the place in it, and what to do. */
export function refusal({ place, bytes }: Found, error: CoreError, context: Where): string {
  const told = isUtf16(bytes) ? { ...error, ...UTF_16 } : advised(error);
  return failure(place, reasonOf(bytes, told, context), told.help, context);
}

/** Why an event was not delivered; a fault of the event with the place in it. */
export function notDelivered(
  { place, bytes }: Found,
  error: Reason & { help?: string | undefined },
  context: Where,
): string {
  return failure(place, reasonOf(bytes, error, context), error.help, context);
}

/** What is wrong, and where. */
type Reason = Pick<CoreError, 'message' | 'path' | 'offset' | 'inner_offset'>;

const UTF_16 = {
  message: 'it is UTF-16, as Windows PowerShell writes what `>` gets',
  help: 'save it as UTF-8, in Windows PowerShell with `| Set-Content -Encoding utf8 event.json`',
};

/** Whether bytes begin with the byte order mark of UTF-16. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The same of an event that need not be one. */
export function ignored({ place, bytes }: Found, error: CoreError, context: Where): string {
  return aside(place, reasonOf(bytes, error, context), context);
}

/** That an event does not say how its task ended, and what else is unclear in it. */
export function unknown({ place }: Found, { warnings, tasks }: Report, context: Where): string {
  const { bold, magenta } = coloursFor(context.stderr, context.env);
  const language = terminalLanguage(context.env);
  const say = (text: string) => escaped(withKindNames(translated(text, language), tasks, language));
  const why = warnings.map(({ message }) => `${COLON[language]}${say(message)}`)[0] ?? '';
  const where = shownPlace(place, language);
  return `${bold(magenta(`? ${where}`))}${COLON[language]}${say('it is unknown how the task ended')}${why}\n`;
}

/** Why a file is not read, or is passed over. */
export function notRead({ place, reason, help, isFailure }: NotRead, context: Where): string {
  return isFailure ? failure(place, reason, help, context) : aside(place, reason, context);
}

/** That there is no event in any of the paths: a wrong path looks like success otherwise. */
export function noEvents(paths: readonly string[], context: Where): string {
  const language = terminalLanguage(context.env);
  const all = paths.map((path) => shownPlace(path, language));
  return aside(all.join(COMMA[language]), 'no events', context);
}

function reasonOf(bytes: Uint8Array, error: Reason, { env }: Where): string {
  const at = placeIn(bytes, error);
  const language = terminalLanguage(env);
  const message = translated(error.message, language);
  if (at.length === 0) return message;
  const [before, behind] = BRACKETS[language];
  const parts = at.map((part) => translated(part, language));
  return `${message}${before}${parts.join(SEMICOLON[language])}${behind}`;
}

function aside(place: string, reason: string, context: Where): string {
  const { dim } = coloursFor(context.stderr, context.env);
  const language = terminalLanguage(context.env);
  const said = translated(reason, language);
  return `${dim(`– ${shownPlace(place, language)}`)}${COLON[language]}${escaped(said)}\n`;
}

/** That something failed at a place, why, and what to do. */
export function failure(
  place: string,
  reason: string,
  help: string | undefined,
  context: Where,
): string {
  const { bold, red } = coloursFor(context.stderr, context.env);
  const language = terminalLanguage(context.env);
  const below = help ? `  ${escaped(translated(help, language))}\n` : '';
  const said = translated(reason, language);
  const where = shownPlace(place, language);
  const lines = sanitizedLines(said).replace(/\n/g, '\n  ');
  return `${bold(red(`✗ ${where}`))}${COLON[language]}${lines}\n${below}`;
}

/** `line 3, column 17, byte 57; Response.WorkflowTask`, as far as it is known; the line of what has several. */
function placeIn(bytes: Uint8Array, { offset, inner_offset, path }: Reason): string[] {
  const before = offset === undefined ? undefined : Buffer.from(bytes).subarray(0, offset);
  const lines = before?.toString().split('\n') ?? [];
  const column = [...(lines.at(-1) ?? '')].length + 1;
  const line = bytes.includes(LINE_FEED) ? `line ${lines.length}, ` : '';
  const position = before && `${line}column ${column}, byte ${offset}`;
  const inner =
    inner_offset === undefined ? undefined : `byte ${inner_offset} of the text in its envelope`;
  return [position, inner, path].filter((part) => part !== undefined && part !== '') as string[];
}

const LINE_FEED = 10;
