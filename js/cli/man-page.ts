/** The man page, made of the commands and options that there are. `scripts/make-man-page.mjs` writes it. */

import { Readable } from 'node:stream';
import { type Argument, type Command, Help, type Option } from 'commander';
import { createProgram } from './program';

/** docs/mps-webhook.1, in the macros of man(7). */
export function manPage(): string {
  const program = programOf();
  const name = program.name();
  return [
    `.\\" Made by \`node --import tsx scripts/make-man-page.mjs\`.`,
    `.TH ${name.toUpperCase()} 1 "" ${name}`,
    // Names that people type are not broken into lines.
    '.nh',
    '.ad l',
    '.SH NAME',
    text(`${name} - ${lowerFirst(program.description().replace(/\.$/, ''))}`),
    '.SH SYNOPSIS',
    `.B ${text(name)}`,
    text(program.usage()),
    '.SH COMMANDS',
    ...program.commands.flatMap((command) => sectionOf(name, command)),
    '.SH OPTIONS',
    ...entries(new Help().visibleOptions(program)),
    ...afterHelp(program),
    '.SH "SEE ALSO"',
    text('The pages docs/cli.md, docs/configuration.md and docs/deploying.md of the repository.'),
    '',
  ].join('\n');
}

/** Its commands are only described: nothing is called. */
function programOf(): Command {
  const output = { write: () => true };
  return createProgram(
    {
      stdin: Readable.from([]),
      stdout: output,
      stderr: output,
      env: {},
      cwd: '.',
      now: () => 0,
      send: () => Promise.reject(new Error('nothing is to be sent')),
      interrupted: new AbortController().signal,
    },
    async () => {},
  );
}

function sectionOf(program: string, command: Command): string[] {
  const usage = `${program} ${command.name()} ${command.usage()}`;
  return [
    `.SS ${quoted(usage)}`,
    text(command.description()),
    ...entries(command.registeredArguments.filter(({ description }) => description !== '')),
    ...entries(command.options),
    ...afterHelp(command),
  ];
}

function entries(all: readonly (Option | Argument)[]): string[] {
  const help = new Help();
  return all.flatMap((it) =>
    'flags' in it
      ? ['.TP', `.B ${text(help.optionTerm(it))}`, text(help.optionDescription(it))]
      : ['.TP', `.I ${text(help.argumentTerm(it))}`, text(help.argumentDescription(it))],
  );
}

/** What stands behind the help: examples as they are, and paragraphs. */
function afterHelp(command: Command): string[] {
  let said = '';
  // Commander's types do not say that it is one.
  (command as unknown as NodeJS.EventEmitter).emit('afterHelp', {
    error: false,
    command,
    write: (part: string) => {
      said += part;
    },
  });
  return said
    .trim()
    .split(/\n\n+/)
    .filter((block) => block !== '')
    .flatMap((block) => {
      const [, examples] = /^Examples:\n([\s\S]*)$/.exec(block) ?? [];
      if (examples === undefined) return ['.PP', text(block.replace(/\n/g, ' '))];
      const lines = examples.split('\n').map((line) => text(line.trim()));
      return ['.PP', 'Examples:', '.PP', '.RS 4', '.nf', ...lines, '.fi', '.RE'];
    });
}

function lowerFirst(sentence: string): string {
  return sentence.replace(/^\w(?![A-Z])/, (letter) => letter.toLowerCase());
}

/** A text of one line that has nothing in it that troff acts on. */
function text(plain: string): string {
  return plain
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/^(?=[.'])/, '\\&');
}

function quoted(plain: string): string {
  return `"${text(plain).replace(/"/g, '\\(dq')}"`;
}
