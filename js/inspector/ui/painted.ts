/** Resolves when what was drawn has been seen: work for a large event waits for that. */
export const painted = (): Promise<void> =>
  new Promise((seen) => {
    requestAnimationFrame(() => setTimeout(seen));
  });
