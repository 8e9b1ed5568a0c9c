/** `mps-webhook pack`: the zip that SCF takes. */

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { DEFAULT_TEMPLATE, TEMPLATES, triggeredBy } from '../../input/templates';
import { type Assets, ownAssets } from '../assets';
import { type CommandContext, type ExitStatus, Failure, type Start } from '../context';
import { unwritable } from '../system-errors';
import { terminalLanguage } from '../terminal/language';

export interface PackOptions {
  template: string;
  out?: string;
  process?: string;
}

export function register(program: Command, start: Start): void {
  program
    .command('pack')
    .summary('the zip for SCF')
    .description(
      'Makes the zip that SCF takes of a template, with your own processing in it. The same files give the same bytes, on every machine.',
    )
    .addOption(
      new Option('--template <name>', 'the template').choices(TEMPLATES).default(DEFAULT_TEMPLATE),
    )
    .option('--out <file>', 'where to write it (default: <template>.zip)')
    .option('--process <file>', 'your own processing, put in as process.js')
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook pack
  mps-webhook pack --template mps-to-cos --process process.js --out function.zip`,
    )
    .action((options: PackOptions) => start((context) => run(options, context)));
}

export async function run(
  options: PackOptions,
  context: CommandContext,
  assets?: Assets,
): Promise<ExitStatus> {
  const { packFunction } = await import('../function/package');
  const { HANDLER, templateOf } = await import('../function/template');
  const { bytes } = await import('../../display/units');
  const template = templateOf(options.template);
  const own = options.process
    ? { name: options.process, path: resolve(context.cwd, options.process) }
    : undefined;
  const { pkg } = assets ?? (await ownAssets());
  const { zip, files, sha256 } = packFunction(pkg, template, own);
  const name = options.out ?? `${template}.zip`;
  try {
    writeFileSync(resolve(context.cwd, name), zip);
  } catch (error) {
    throw new Failure(unwritable(name, error));
  }
  const { translated } = await import('../language/translate');
  const { padEnd, widthOf } = await import('../terminal/text');
  const say = (text: string) => translated(text, terminalLanguage(context.env));
  const settings: [string, string][] = [
    ['runtime', say('Nodejs8.9 or any newer one')],
    ['handler', HANDLER],
    ['trigger', triggeredBy(template)],
  ];
  const widest = Math.max(...settings.map(([what]) => widthOf(say(what))));
  const longest = Math.max(...files.map((file) => widthOf(file.name)));
  const process = own ? ` --process ${options.process}` : '';
  context.stdout.write(
    [
      `${name}  ${bytes(zip.length)}`,
      ...files.map((file) => `  ${padEnd(file.name, longest)}${bytes(file.size).padStart(10)}`),
      `  SHA-256 ${sha256}`,
      ...(own === undefined ? [] : [`  ${say(OWN)}`]),
      '',
      say('Next: upload it in the SCF console, under Function code, as a local zip.'),
      ...settings.map(([what, value]) => `  ${padEnd(say(what), widest)}  ${value}`),
      say(`Or let it be done: mps-webhook deploy --template ${template}${process}`),
      '',
    ].join('\n'),
  );
  return 0;
}

const OWN = `process.js was loaded here with Node.js ${process.versions.node}; what an older runtime does not know fails there`;
