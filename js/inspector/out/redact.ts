/** An event without what others need not know. Its secrets are the core's to take out, and gone by then. */

/** Members that are of the owner's own use. */
const OWN = /^(SessionId|SessionContext|NotifyUrl|Timestamp|ExtInfo)$/;
/** An account's number at the end of a bucket's name, or at the beginning of a task's id. */
const APPID = /-(\d{10,11})(?=$|[./\s"])/g;
const TASK = /^\d{8,12}(?=-\w+-)/;
const QUERY = /(https?:\/\/[^\s"?]+)\?[^\s"]*/gi;
const HIDDEN = '***';

/** The event, as text, without accounts, sessions and query strings. */
export function anonymous(text: string): string {
  let value: unknown;
  try {
    value = exactly(text);
  } catch {
    // Not JSON as a whole: what the text alone shows.
    return plain(text);
  }
  const { clean, isChanged } = cleaner();
  const result = clean(value, '');
  // Untouched, it keeps its digits and its white space.
  return isChanged() ? JSON.stringify(result) : text;
}

/** What newer browsers have: numbers as they stand in the text. */
const RAW = JSON as unknown as {
  rawJSON?(text: string): unknown;
  isRawJSON?(value: unknown): boolean;
};

/** Reads JSON so that numbers too large for a double are written again with all their digits. */
function exactly(text: string): unknown {
  const keep = (_name: string, value: unknown, context?: { source?: string }) => {
    const digits = context?.source;
    if (typeof value !== 'number' || digits === undefined || !RAW.rawJSON) return value;
    return String(value) === digits ? value : RAW.rawJSON(digits);
  };
  return JSON.parse(text, keep);
}

function cleaner() {
  let changes = 0;
  const change = <T>(before: T, after: T): T => {
    if (after !== before) changes++;
    return after;
  };
  const clean = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => clean(item, name));
    if (RAW.isRawJSON?.(value)) return value;
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([member, inner]) => [member, clean(inner, member)]),
      );
    }
    if (typeof value !== 'string' || value === '') return value;
    const inner = parsed(value);
    if (inner !== undefined) {
      const before = changes;
      const cleaned = clean(inner, '');
      return changes === before ? value : JSON.stringify(cleaned);
    }
    if (OWN.test(name)) return change(value, HIDDEN);
    const task = /^TaskId$/i.test(name) ? value.replace(TASK, '0000000000') : value;
    return change(value, plain(task));
  };
  return { clean, isChanged: () => changes > 0 };
}

function parsed(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return exactly(text);
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  return text.replace(QUERY, `$1?${HIDDEN}`).replace(APPID, '-0000000000');
}
