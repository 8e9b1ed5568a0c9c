import type { Command } from 'commander';
import type { ExitStatus, Start, Surroundings } from '../surroundings';

export interface InspectOptions {
  json?: boolean;
}

export function register(program: Command, start: Start): void {
  program
    .command('inspect')
    .description('say what happened')
    .argument('<file...>', 'events')
    .option('--json', 'for a program: a line of JSON for each notification')
    .action((files: string[], options: InspectOptions) =>
      start((around) => run(files, options, around)),
    );
}

export async function run(
  files: readonly string[],
  _options: InspectOptions,
  around: Surroundings,
): Promise<ExitStatus> {
  const { loader } = await import('../core');
  const { readFileSync } = await import('node:fs');
  for (const file of files) {
    around.stdout.write(`${loader.load().parse(readFileSync(file), new Uint8Array())}\n`);
  }
  return 0;
}
