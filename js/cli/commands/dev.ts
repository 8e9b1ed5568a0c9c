import { type Command, InvalidArgumentError } from 'commander';
import type { Language } from '../../core/report';
import { DEFAULT_TEMPLATE } from '../../input/templates';
import type { CommandContext, ExitStatus, Start } from '../context';
import type { TargetOptions } from '../delivery/target';
import { languageOption } from '../terminal/language';

export interface DevOptions extends Pick<TargetOptions, 'config' | 'env'> {
  archive: string;
  lang?: Language;
  node: string;
  port: number;
  process?: string;
  template: string;
  inbox?: string;
}

export function register(program: Command, start: Start): void {
  program
    .command('dev')
    .summary('the function, a COS and the inspector on this machine')
    .description(
      'Runs the deployable function on this machine, with a COS, an MPS, bots and functions to invoke that are local too: nothing gets out. Events are taken by POST and from a folder; what became of them is shown here and on a page. process.js and the options are loaded anew when their files change.',
    )
    .option('--port <number>', 'where events are posted to', portNumber, 8000)
    .option(
      '--inbox <folder>',
      'take the files that are put into this folder, which is made if it is not there',
    )
    .option('--process <file>', 'your own processing of reports (default: process.js)')
    .option('--config <file>', 'the options as a JSON document (default: MPS_WEBHOOK_CONFIG)')
    .option('--env <file>', 'variables, in the form of .env')
    .option('--archive <folder>', 'where stored objects lie', 'dev-archive')
    .option('--template <name>', 'the template that is run', DEFAULT_TEMPLATE)
    .option('--node <file>', 'the Node.js that runs it', process.execPath)
    .addOption(languageOption())
    .addHelpText(
      'after',
      `
Examples:
  mps-webhook dev
  curl -d @event.json http://127.0.0.1:8000
  mps-webhook dev --inbox incoming --process my/process.js --env .env --lang en`,
    )
    .action((options: DevOptions) => start((context) => run(options, context)));
}

function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) {
    throw new InvalidArgumentError('It must be a number from 0 (any free one) to 65535.');
  }
  return port;
}

export async function run(options: DevOptions, context: CommandContext): Promise<ExitStatus> {
  const { serve } = await import('../dev/serve');
  return serve(options, context);
}
