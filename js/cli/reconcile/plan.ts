/** What a round found before anything is delivered: how many tasks are there and missing, by type and by hour. */

import type { SettledTask, WatchSummary } from '../../delivery/watch';

export interface Count {
  found: number;
  missing: number;
}

export interface ReconcilePlan extends Count {
  since: string;
  until: string;
  /** Left to a later round: being delivered elsewhere, not finished, or not to be asked for. */
  pending: number;
  byType: Map<string, Count>;
  /** By the hour in which tasks finished, `2024-06-01T08:00Z`; only hours with tasks. */
  byHour: Map<string, Count>;
  /** The first that are missing. */
  tasks: SettledTask[];
}

/** The most missing tasks that are listed one by one. */
const MOST_LISTED = 1000;

export class Tally {
  readonly #byType = new Map<string, Count>();
  readonly #byHour = new Map<string, Count>();
  readonly #tasks: SettledTask[] = [];
  readonly #handled: SettledTask[] = [];
  #pending = 0;
  #found = 0;
  #missing = 0;

  add(tasks: readonly SettledTask[]): void {
    for (const task of tasks) {
      const isMissing = task.status === 'missing';
      if (task.status !== 'archived' && this.#handled.length < MOST_LISTED)
        this.#handled.push(task);
      if (task.status === 'pending' || task.status === 'failed') {
        this.#pending++;
        continue;
      }
      if (isMissing) this.#missing++;
      else this.#found++;
      if (isMissing && this.#tasks.length < MOST_LISTED) this.#tasks.push(task);
      const hour = `${task.finished_at.slice(0, 13)}:00Z`;
      for (const [counts, name] of [
        [this.#byType, task.task_type || '?'],
        [this.#byHour, hour],
      ] as const) {
        const count = counts.get(name) ?? { found: 0, missing: 0 };
        count[isMissing ? 'missing' : 'found']++;
        counts.set(name, count);
      }
    }
  }

  /** How many were looked for so far. */
  get looked(): number {
    return this.#found + this.#missing + this.#pending;
  }

  /** What became of those that were not in the archive, of the first of them. */
  get handled(): readonly SettledTask[] {
    return this.#handled;
  }

  plan({ since, until }: WatchSummary): ReconcilePlan {
    const sorted = (counts: Map<string, Count>) =>
      new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
    return {
      since,
      until,
      found: this.#found,
      missing: this.#missing,
      pending: this.#pending,
      byType: sorted(this.#byType),
      byHour: sorted(this.#byHour),
      tasks: this.#tasks,
    };
  }
}
