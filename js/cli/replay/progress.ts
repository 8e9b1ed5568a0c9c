/** How far a replay is: a bar on a terminal, a line now and then elsewhere. */

import { Presets, SingleBar } from 'cli-progress';
import type { Language } from '../../core/report';
import { clock } from '../../display/durations';
import type { CommandContext } from '../context';
import { counted } from '../language/counts';
import { type Counts, NONE } from './replay';

export interface Progress {
  show(counts: Counts): void;
  /** Takes the bar away while something else is written. */
  say(text: string): void;
  end(): void;
}

/** Milliseconds between two lines. */
const BETWEEN = 10_000;

/** @param total bytes of all the files, unless that cannot be known */
export function progressOn(
  { stderr, now, quiet }: Pick<CommandContext, 'stderr' | 'now' | 'quiet'>,
  total: number | undefined,
  language: Language,
): Progress {
  const started = now();
  if (quiet) return { show: () => {}, say: (text) => stderr.write(text), end: () => {} };
  const describe = describing(language);
  if (stderr.isTTY !== true) return lines(stderr, now, started, describe);
  const bar = new SingleBar(
    {
      stream: stderr as NodeJS.WritableStream,
      format: (_options, { progress }, { counts }: { counts: Counts }) => {
        const width = Math.max(10, Math.min(30, (stderr.columns ?? 80) - 56));
        const filled = Math.round(progress * width);
        const drawn = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
        const seconds = (now() - started) / 1000;
        const left = progress > 0 ? clock((seconds / progress) * (1 - progress)) : '-:--';
        return total === undefined
          ? describe(counts, seconds)
          : `${drawn} ${Math.floor(progress * 100)}%  ${describe(counts, seconds)}  ${counted(left, 'left', language)}`;
      },
      hideCursor: true,
      clearOnComplete: true,
      fps: 8,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
  let last: Counts = NONE;
  const value = () => Math.min(last.bytes, total ?? 1);
  const start = () => bar.start(total ?? 1, value(), { counts: last });
  start();
  return {
    show: (counts) => {
      last = counts;
      bar.update(value(), { counts });
    },
    // A bar goes back to where it began when it ends, and cuts off long lines: it ends for what is said, and begins anew.
    say: (text) => {
      bar.stop();
      stderr.write(text);
      start();
    },
    end: () => bar.stop(),
  };
}

type Describe = (counts: Counts, seconds: number) => string;

function lines(
  stderr: CommandContext['stderr'],
  now: () => number,
  started: number,
  describe: Describe,
): Progress {
  let last = started;
  return {
    show: (counts) => {
      const time = now();
      if (time - last < BETWEEN) return;
      last = time;
      stderr.write(`${describe(counts, (time - started) / 1000)}\n`);
    },
    say: (text) => stderr.write(text),
    end: () => {},
  };
}

function describing(language: Language): Describe {
  return ({ events, failed }, seconds) => {
    const rate = seconds > 0 ? Math.round(events / seconds) : 0;
    return [
      counted(events, 'events', language),
      `${rate}/s`,
      ...(failed > 0 ? [counted(failed, 'failed', language)] : []),
    ].join('  ');
  };
}
