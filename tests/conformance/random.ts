import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Numbers from a seed: the same seed gives the same numbers on every machine. */
export class Random {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** Whether something happens that happens in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.int(1, 1000) <= percent * 10;
  }

  /** A number with the noise that single precision leaves in the service's numbers. */
  float(from: number, to: number): number {
    return Math.fround(from + ((to - from) * this.int(0, 1_000_000)) / 1_000_000);
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new Error('nothing to pick from');
    return values[this.int(0, values.length - 1)] as T;
  }

  shuffle<T>(values: T[]): T[] {
    for (let last = values.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      [values[last], values[other]] = [values[other] as T, values[last] as T];
    }
    return values;
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.int(0, 15).toString(16)).join('');
  }
}
