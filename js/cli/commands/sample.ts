import { Argument, type Command, InvalidArgumentError } from 'commander';
import { distance } from 'fastest-levenshtein';
import SAMPLES from '../../display/samples.json';
import { type Assets, ownAssets } from '../assets';
import type { CommandContext, ExitStatus, Start } from '../context';
import { readPacked } from '../packed';
import { terminalLanguage } from '../terminal/language';

const NAMES = Object.keys(SAMPLES);

export function register(program: Command, start: Start): void {
  program
    .command('sample')
    .summary('an event to try things with')
    .description(
      'Prints an event as MPS sends it, to try the other commands or the test of the SCF console with. Nothing in it is real.',
    )
    .addArgument(
      new Argument('[name]', 'which one (default: workflow-many-outputs)')
        .choices(NAMES)
        .default('workflow-many-outputs')
        .argParser(known),
    )
    .option('--list', 'the names there are, and what each sample shows')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook sample > event.json
  mps-webhook sample workflow-ai-review | mps-webhook inspect -
  mps-webhook sample --list`,
    )
    .action((name: string, options: { list?: boolean }) =>
      start((context) => run(name, options, context)),
    );
}

/** @throws InvalidArgumentError with the names that are probably meant, or else all, if there is none of this name */
function known(name: string): string {
  if (NAMES.includes(name)) return name;
  const asked = name.toLowerCase();
  const holding = NAMES.filter((it) => asked !== '' && it.includes(asked));
  const near = NAMES.filter((it) => distance(it, asked) <= 3);
  const meant = [...new Set([...holding, ...near])].slice(0, 5);
  throw new InvalidArgumentError(
    meant.length > 0 ? `Did you mean ${meant.join(', ')}?` : 'The option --list prints the names.',
  );
}

export async function run(
  name: string,
  { list }: { list?: boolean },
  { stdout, env }: CommandContext,
  given?: Pick<Assets, 'pkg'>,
): Promise<ExitStatus> {
  if (list) {
    const { DESCRIPTIONS } = await import('../sample/descriptions');
    const language = terminalLanguage(env);
    const widest = Math.max(...NAMES.map((it) => it.length));
    for (const [it, description] of Object.entries(DESCRIPTIONS)) {
      stdout.write(`${it.padEnd(widest)}  ${description[language]}\n`);
    }
    return 0;
  }
  const { pkg } = given ?? (await ownAssets());
  const all: Record<string, string> = JSON.parse(readPacked(pkg, 'samples.json'));
  stdout.write(all[name] ?? '');
  return 0;
}
