/** Timers of any length. */

/** The longest time that `setTimeout` takes, ms; it fires at once for a longer one. */
const LONGEST = 2 ** 31 - 1;

/** Calls `action` after so many ms, `Infinity` among them. Gives what stops the timer. */
export function startTimer(ms: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number) => {
    const step = Math.max(0, Math.min(left, LONGEST));
    timer = setTimeout(() => (left > LONGEST ? wait(left - LONGEST) : action()), step);
  };
  wait(ms);
  return () => clearTimeout(timer);
}
