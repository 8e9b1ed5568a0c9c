/**
 * What a series of measurements says. Medians, because a busy machine makes some measurements much longer and none
 * much shorter; the middle half beside them, so that a reader sees how sure they are.
 */
export function summarize(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)];
    const high = sorted[Math.ceil(place)];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: sorted.length };
}

/** The elements in turn, beginning with another one in every round: none has always the same neighbour before it. */
export function rotated(list, round) {
  return list.map((_, index) => list[(index + round) % list.length]);
}
