/** The command line: which commands there are, and what their ends mean to whoever called. */

import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { MpsWebhookError } from '../core/error';
import type { Language } from '../core/report';
import { sanitizedLines } from '../display/sanitized';
import * as completion from './commands/completion';
import * as deploy from './commands/deploy';
import * as dev from './commands/dev';
import * as doctor from './commands/doctor';
import * as inspect from './commands/inspect';
import * as open from './commands/open';
import * as pack from './commands/pack';
import * as plan from './commands/plan';
import * as reconcile from './commands/reconcile';
import * as replay from './commands/replay';
import * as sample from './commands/sample';
import { type CommandContext, type ExitStatus, Failure, type Start, UsageError } from './context';
import { withoutSecrets } from './secrets';
import { describedArgument, whereHelpIs, withoutValue } from './terminal/help';
import { terminalLanguage } from './terminal/language';
import { addVerbosity, type Verbosity, withVerbosity } from './verbosity';

/** Every command: a file of `commands/` with what it is called with. What it does is loaded when it is called. */
const COMMANDS = [
  inspect,
  open,
  plan,
  replay,
  reconcile,
  sample,
  dev,
  doctor,
  pack,
  deploy,
  completion,
];

/** @param words what follows the name of the program */
export async function runProgram(
  words: readonly string[],
  given: CommandContext,
): Promise<ExitStatus> {
  const context = withoutSecrets(given);
  let status: ExitStatus = 0;
  const language = terminalLanguage(context.env);
  const program = createProgram(context, async (run) => {
    status = await run(context);
  });
  if (language !== 'en') {
    const { translateHelp } = await import('./language/program');
    translateHelp(program, language, width(context));
  }
  try {
    await program.parseAsync(wordsFor(program, words), { from: 'user' });
    return status;
  } catch (error) {
    return explain(error, context, language);
  }
}

/** The words with those that commander has no name for, or no answer to. */
function wordsFor(program: Command, [first = '', ...others]: readonly string[]): string[] {
  if (first === '') return [];
  if (/^(version|-V)$/.test(first)) return ['--version', ...others];
  const [asked] = others;
  const isCommand = program.commands.some((command) => command.name() === asked);
  // It shows nothing of a command that there is not; called, that is an error.
  if (first === 'help' && asked !== undefined && !/^(-.*|help)$/.test(asked) && !isCommand) {
    return [asked];
  }
  return [first, ...others];
}

/** The program with all its commands. `start` is called with what a command does. */
export function createProgram(context: CommandContext, start: Start): Command {
  let verbosity: Verbosity = {};
  const program = new Command('mps-webhook')
    .description(
      'What happened in Tencent Cloud MPS: archives notifications, notifies people, invokes functions.',
    )
    .version(version, '-v, --version', 'the version')
    .helpCommand('help [command]', 'how a command is called')
    .usage('<command> [options]')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook inspect event.json
  mps-webhook plan --env .env event.json
  mps-webhook replay --env .env archive/
  mps-webhook help replay

Exit status: 0 done; 1 some event failed, or the output could not be written;
2 usage error; 130 ended by Ctrl-C.`,
    )
    .exitOverride()
    .configureHelp({ argumentDescription: describedArgument })
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, write) => write(withoutValue(text)),
      getOutHelpWidth: () => width(context),
      getErrHelpWidth: () => width(context),
    });
  // Commands are made with what was set before.
  for (const { register } of COMMANDS) {
    register(program, (run) => start((given) => run(withVerbosity(given, verbosity))));
  }
  program.commands.forEach(addVerbosity);
  program.hook('preAction', (_, command) => {
    checkNothingEmpty(command);
    verbosity = command.opts();
  });
  for (const command of [program, ...program.commands]) {
    command.showHelpAfterError(whereHelpIs(command));
  }
  return program;
}

/**
 * Throws where a word is empty, as a shell makes it of a variable that is not set. An empty path would be the current folder.
 */
function checkNothingEmpty(command: Command): void {
  const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.includes(''));
  const what = command.processedArgs.some(isEmpty)
    ? 'an argument'
    : command.options.find((option) => isEmpty(command.getOptionValue(option.attributeName())))
        ?.flags;
  if (what !== undefined) {
    throw new UsageError(`${what} is empty; is a variable of the shell not set?`);
  }
}

function width({ stdout }: CommandContext): number {
  return Math.min(stdout.columns ?? 80, 100);
}

/** Says what went wrong, if nobody has yet. */
async function explain(
  error: unknown,
  { stderr }: CommandContext,
  language: Language,
): Promise<ExitStatus> {
  if (error instanceof CommanderError) {
    // Commander has said it itself; help and the version are no errors.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof UsageError) {
    stderr.write(await said(error.message, language));
    return 2;
  }
  const isOurs = error instanceof Failure || error instanceof MpsWebhookError;
  stderr.write(await said(isOurs ? error.message : await unexpected(error), language));
  return 1;
}

/** What no command has foreseen. */
async function unexpected(error: unknown): Promise<string> {
  if (!(error instanceof Error)) return `${error}`;
  if (!('syscall' in error)) return error.stack ?? error.message;
  const { reasonOf, unreadable } = await import('./system-errors');
  return 'path' in error ? unreadable(`${error.path}`, error) : reasonOf(error);
}

async function said(message: string, language: Language): Promise<string> {
  const text = `error: ${sanitizedLines(message)}\n`;
  if (language === 'en') return text;
  const { errorText } = await import('./language/translate');
  return errorText(text, language);
}
