/** Text and its bytes, on every platform: Node.js 8 and 10 have no global TextEncoder, browsers and edges no Buffer. */

const hasBuffer = typeof Buffer !== 'undefined';

/** The bytes of a text in UTF-8. */
export function encode(text: string): Uint8Array {
  return hasBuffer ? Buffer.from(text, 'utf8') : new TextEncoder().encode(text);
}

/** The text of bytes in UTF-8. */
export function decode(bytes: Uint8Array): string {
  return hasBuffer
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
    : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** A surrogate without its other half. (Node.js 8 has no look-behind.) */
const LONE = /(?:^|[^\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/;
/** What a backslash escapes, pairs of surrogates, and surrogates that are left. */
const TOKENS =
  /\\(?:[\ud800-\udbff][\udc00-\udfff]|[\s\S])|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/**
 * JSON text with every lone surrogate as its escape, such as `\ud800`. UTF-8 has no bytes for one: all of them would become
 * the same U+FFFD, and different events the same event. JSON.stringify does so from Node.js 12 on.
 */
export function escapeLoneSurrogates(json: string): string {
  if (!LONE.test(json)) {
    return json;
  }
  // In parts: for each token of a text `replace` keeps a list of its own, which takes a hundred times the text.
  let escaped = '';
  let start = 0;
  while (start < json.length) {
    let end = start + PART;
    // Neither a pair nor an escape is cut: a part does not end behind a backslash, nor between the halves of a pair.
    while (end < json.length && isInside(json.charCodeAt(end - 1), json.charCodeAt(end))) {
      end++;
    }
    escaped += json
      .slice(start, end)
      .replace(TOKENS, (token) =>
        token.length === 1 ? `\\u${token.charCodeAt(0).toString(16)}` : token,
      );
    start = end;
  }
  return escaped;
}

const PART = 16_384;
const BACKSLASH = 92;

/** Whether a text must not be cut between these two: behind a backslash, or inside a pair. */
function isInside(before: number, after: number): boolean {
  return (
    before === BACKSLASH ||
    (before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff)
  );
}
