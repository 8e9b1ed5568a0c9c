/** Timers of any length. */

/** The longest time that `setTimeout` accepts, ms; a longer one fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Calls `action` after `ms`, which may be `Infinity`. Returns a function that stops the timer. */
export function startTimer(ms: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (left: number) => {
    const step = Math.max(0, Math.min(left, LONGEST));
    timer = setTimeout(() => (left > LONGEST ? wait(left - LONGEST) : action()), step);
  };
  wait(ms);
  return () => clearTimeout(timer);
}

/** Waits for a promise at most `ms`, then rejects with the message `late`. Without `ms` it waits without limit. */
export function within<T>(ms: number | undefined, promise: Promise<T>, late: string): Promise<T> {
  if (ms === undefined) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const error = new Error(late);
    const stopTimer = startTimer(ms, () => reject(error));
    const end = () => stopTimer();
    promise.then(end, end);
    promise.then(resolve, reject);
  });
}
