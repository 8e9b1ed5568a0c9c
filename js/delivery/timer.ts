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

/** What a promise gives; rejects with the message `late` if that takes longer than so many ms. Without them it may. */
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
