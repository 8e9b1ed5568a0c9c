/** What others throw, which may be anything: even to look at it may throw. */

const UNSEEN = 'what was thrown cannot be shown';

/** Its text with its kind, such as `TypeError: no such field`. Never throws. */
export function textOf(thrown: unknown): string {
  return seen(() => String(thrown));
}

/** Its message, or its text if it has none. Never throws. */
export function messageOf(thrown: unknown): string {
  return seen(() => {
    const { message } = Object(thrown) as { message?: unknown };
    return typeof message === 'string' && message !== '' ? message : String(thrown);
  });
}

/** Where it was thrown, as the runtime writes it; empty if that is not to be had. Never throws. */
export function stackOf(thrown: unknown): string {
  return seen(() => String((Object(thrown) as { stack?: unknown }).stack), '');
}

function seen(look: () => string, otherwise = UNSEEN): string {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
