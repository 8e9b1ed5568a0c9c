/**
 * Finds events in what people copy: Markdown, lines of logs, several events one after the other, commands of curl, HAR
 * files, and texts in which an event is escaped.
 *
 * What is looked for is JSON. Whether JSON is an event, the core says.
 */

/** What the core says of texts. */
export interface Judge {
  /** Whether it makes a report of a JSON text. */
  isEvent(json: string): boolean;
  /** Whether a text names the type of an event, though it may be damaged. */
  namesEvent(text: string): boolean;
}

/** An event in a text. */
export interface EventInText {
  /** The event, as the core reads it. */
  json: string;
  /** The line on which it begins; 1 for the first one. */
  line: number;
}

/** How many envelopes of envelopes are opened: a body in a HAR file, a line of a log in a message. */
const MOST_LEVELS = 4;
/** Objects below this depth of a document are not tried by themselves. */
const MOST_DEPTH = 5;

/**
 * The events in a text. What begins as an event and cannot be read is one of them: the core says what is wrong with it.
 * None, if the text is nothing but one event. Takes time in proportion to the text.
 */
export function eventsInText(text: string, judge: Judge): EventInText[] {
  const plain = withoutMargin(text);
  const all = search(plain, judge, 0);
  const hasEvents = all.some(({ isReadable }) => isReadable);
  const found = hasEvents ? all : all.filter(({ isInside }) => !isInside);
  if (found.length === 1 && found[0]?.json === text.trim()) return [];
  let line = 1;
  let counted = 0;
  return found.map(({ json, at }) => {
    for (; counted < at; counted++) if (plain[counted] === '\n') line++;
    return { json, line };
  });
}

/** An event and the character at which it begins, or the text that it is in. */
interface Found {
  json: string;
  at: number;
  isReadable: boolean;
  /** Whether it stands inside of a document, which can be an envelope that the core says more about. */
  isInside: boolean;
}

function search(text: string, judge: Judge, level: number): Found[] {
  if (level > MOST_LEVELS) return [];
  const found: Found[] = [];
  for (const part of partsOf(text)) {
    if ('unescaped' in part) {
      const inside = search(part.unescaped, judge, level + 1);
      for (const it of inside) found.push({ ...it, at: part.start });
      continue;
    }
    const json = text.slice(part.start, part.end);
    if (!part.isBroken && judge.isEvent(json)) {
      found.push({ json, at: part.start, isReadable: true, isInside: false });
      continue;
    }
    const inside = part.isBroken ? [] : searchInside(text, part, judge, level);
    for (const it of inside) found.push(it);
    if (inside.length === 0 && judge.namesEvent(json))
      found.push({ json: json.trimEnd(), at: part.start, isReadable: false, isInside: false });
  }
  return found;
}

/** What a document has in it: objects by themselves, and texts that have events in them. */
function searchInside(text: string, { inner }: Document, judge: Judge, level: number): Found[] {
  const found: Found[] = [];
  let end = 0;
  for (const part of inner.sort((one, other) => one.start - other.start)) {
    if (part.start < end) continue;
    const json = text.slice(part.start, part.end);
    if (json.startsWith('{')) {
      if (!judge.isEvent(json)) continue;
      found.push({ json, at: part.start, isReadable: true, isInside: true });
      end = part.end;
      continue;
    }
    const inside = search(decoded(unquoted(json)), judge, level + 1);
    for (const it of inside) found.push({ ...it, at: part.start, isInside: true });
  }
  return found;
}

interface Span {
  start: number;
  end: number;
}

/** A JSON document in a text. */
interface Document extends Span {
  isBroken: boolean;
  /** Objects and texts in it that can be events. */
  inner: Span[];
}

/** An escaped text in a text. */
interface Escaped extends Span {
  unescaped: string;
}

/** What can be JSON, from the first to the last; nothing is looked at twice. */
function* partsOf(text: string): Generator<Document | Escaped> {
  const isHere = /[[{]|%7B/gi;
  // What a broken line hides is looked for again behind that line, as long as this stays linear.
  let budget = 4 * text.length;
  for (;;) {
    const { index: start } = isHere.exec(text) ?? {};
    if (start === undefined) return;
    const part = escapedAt(text, start) ?? documentAt(text, start);
    if (part === undefined) continue;
    let { end } = part;
    if ('isBroken' in part && part.isBroken) {
      const line = text.indexOf('\n', start);
      const isLine = /\S/.test(text.slice(start + 1, line < 0 ? end : line));
      if (isLine && line >= 0 && line < end && budget >= end - line) {
        budget -= end - line;
        end = line;
      }
    }
    yield { ...part, end };
    isHere.lastIndex = Math.max(end, start + 1);
  }
}

/** A document that begins at a bracket; undefined if no document begins so. */
function documentAt(text: string, start: number): Document | undefined {
  BEGIN.lastIndex = start;
  if (!BEGIN.test(text)) return undefined;
  const inner: Span[] = [];
  const open: number[] = [];
  let isBroken = false;
  let before = '';
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '"') {
      const end = endOfString(text, at);
      if (end === undefined) {
        const line = text.indexOf('\n', at);
        return { start, end: line < 0 ? text.length : line, isBroken: true, inner };
      }
      if (end - at > SHORTEST) inner.push({ start: at, end });
      at = end - 1;
    } else if (character === '{' || character === '[') {
      // A document at the margin is the next one, if this one cannot go on so.
      const isNext = text[at - 1] === '\n' && (isBroken || !':,['.includes(before));
      if (isNext && open.length > 0) return { start, end: at, isBroken: true, inner };
      open.push(at);
    } else if (character === '}' || character === ']') {
      const opened = open.pop();
      if (opened === undefined || text[opened] !== (character === '}' ? '{' : '[')) isBroken = true;
      else if (character === '}' && open.length > 0 && open.length < MOST_DEPTH) {
        inner.push({ start: opened, end: at + 1 });
      }
      if (open.length === 0) return { start, end: at + 1, isBroken, inner };
    } else if (character <= ' ') continue;
    else if (!OUTSIDE_STRINGS.test(character)) isBroken = true;
    before = character;
  }
  return { start, end: at, isBroken: true, inner };
}

/** How a document begins of which something can be an event. */
const BEGIN = /(?:\[\s{0,99}){0,9}\{\s{0,999}"/y;
/** Characters of numbers and names, and what stands between values. */
const OUTSIDE_STRINGS = /[-+.,:\dEaeflnrstu]/;
/** A text that is shorter has no event in it. */
const SHORTEST = 15;

/** Behind the closing mark of a text; undefined if there is none, or only on another line. */
function endOfString(text: string, start: number, mayBreak = false): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '"') return at + 1;
    else if (character === '\n' && !mayBreak) return undefined;
  }
  return undefined;
}

/** Where a text in single quotes ends; `'\''` is a quote in it, and after `$'` so is `\'`. */
function endOfQuoted(text: string, start: number): number {
  const hasEscapes = text[start - 2] === '$';
  for (let at = start; at < text.length; at++) {
    if (hasEscapes && text[at] === '\\') at++;
    else if (text[at] === "'") {
      if (hasEscapes || !text.startsWith(QUOTE_IN_QUOTES, at)) return at;
      at += QUOTE_IN_QUOTES.length - 1;
    }
  }
  return text.length;
}

const QUOTE_IN_QUOTES = `'\\''`;

function next(text: string, start: number, what: RegExp): number {
  what.lastIndex = start;
  return what.exec(text)?.index ?? text.length;
}

/** A text that is escaped as what is around it asks for. */
function escapedAt(text: string, start: number): Escaped | undefined {
  for (const { begin, end: ends, decode } of ESCAPES) {
    begin.lastIndex = start;
    if (!begin.test(text)) continue;
    const end = ends(text, start);
    const unescaped = decode(text.slice(start, end), text.slice(Math.max(0, start - 2), start));
    if (unescaped !== undefined) return { start, end, unescaped };
  }
  return undefined;
}

interface Escape {
  /** How an escaped object begins. */
  begin: RegExp;
  /** Where the text ends that has the bracket in it. */
  end(text: string, start: number): number;
  /** Undefined if it is not escaped in this way. `before`: the two characters in front of it. */
  decode(text: string, before: string): string | undefined;
}

const ESCAPES: readonly Escape[] = [
  {
    // The body of a command: $'…' and '…' of shells.
    begin: /(?<=')[[{]/y,
    end: endOfQuoted,
    decode(text, before) {
      if (before === `$'`) return unescaped(text);
      return text.includes(QUOTE_IN_QUOTES) ? text.replaceAll(QUOTE_IN_QUOTES, "'") : undefined;
    },
  },
  {
    // A text of JSON in a text of JSON, or in a double-quoted argument.
    begin: /\{(?:\s|\\[nrt]){0,99}\\+"/y,
    end: (text, start) => (endOfString(text, start, true) ?? text.length + 1) - 1,
    decode: unescaped,
  },
  {
    // A log of nginx, whose default escapes so.
    begin: /\{(?:\s|\\x0[9AD]){0,99}\\x22/iy,
    end: (text, start) => next(text, start, /["\n]/g),
    decode: (text) => utf8(text.replace(/%/g, '%25').replace(/\\x([\da-f]{2})/gi, '%$1')),
  },
  {
    // A form, or a query string.
    begin: /%7B(?:%0[9AD]|%20|\+){0,99}%22/iy,
    end: (text, start) => next(text, start, /[\s&"'<>]/g),
    decode: (text) => utf8(text.replace(/\+/g, ' ')),
  },
  {
    // The body of a command for cmd.exe.
    begin: /\{(?:\s){0,99}\^?\\\^?"/y,
    end: (text, start) => next(text, start, /\n/g),
    decode: (text) =>
      text.includes('^')
        ? text.replace(/\^([\s\S])/g, '$1').replace(/\\(["\\])/g, '$1')
        : undefined,
  },
];

function utf8(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Takes one level of backslashes away. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|([\s\S]))/gi, (_, code, character) =>
    code === undefined
      ? (ESCAPED[character] ?? character)
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The text that a JSON text of one stands for. */
function unquoted(json: string): string {
  try {
    return JSON.parse(json);
  } catch {
    return unescaped(json.slice(1, -1));
  }
}

/** A text that is Base64 of a JSON object, decoded; others as they are. */
function decoded(text: string): string {
  if (!BASE64_OF_OBJECT.test(text)) return text;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return text;
  }
}

/** `{"`, or `{` and white space. */
const BASE64_OF_OBJECT = /^(?:eyJ|eyA|ewo|ewk|ew0K)[\w+/]+=*$/;

/** A text without its colours, and without what stands before each line, as `web-1  | ` of docker compose and `> ` of mail. */
function withoutMargin(coloured: string): string {
  const text = coloured.replace(COLOURS, '');
  if (!MARGIN.test(text)) return text;
  const lines = text.split('\n');
  if (!lines.every((line) => line.trim() === '' || MARGIN.test(line))) return text;
  return lines.map((line) => line.replace(MARGIN, '')).join('\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told colours by one
const COLOURS = /\u001b\[[\d;]{0,20}m/g;
const MARGIN = /^(?:>[> ]*|[^\s|{}[\]"]{1,99}[ \t]{0,99}\| ?)/;
