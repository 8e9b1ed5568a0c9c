/** What a command delivers to: the options of the function, from the same variables and document. */

import { type Command, Option } from 'commander';
import { parseDocument, readDocument, readVariables } from '../option-files';
import type { Surroundings } from '../surroundings';

export interface TargetOptions {
  config?: string;
  env?: string;
  template?: string;
}

/** Where the options of a delivery come from, as the core reads them. */
export interface Target {
  template: string | undefined;
  options: unknown;
  env: Readonly<Record<string, string | undefined>>;
}

const TEMPLATES = ['mps-webhook', 'mps-to-cos', 'cls-to-cos'];

/** The options of commands that deliver. */
export function withTarget(command: Command): Command {
  return command
    .option('--config <file>', 'the options as a JSON document (default: MPS_WEBHOOK_CONFIG)')
    .option('--env <file>', 'variables, in the form of .env; they go before those of the shell')
    .addOption(
      new Option('--template <name>', 'do as a function of this template does').choices(TEMPLATES),
    );
}

/** @throws UsageError if a file is not there or cannot be read */
export async function readTarget(
  { config, env, template }: TargetOptions,
  around: Surroundings,
): Promise<Target> {
  const variables = env === undefined ? {} : readVariables(env, around);
  const { [DOCUMENT]: document, ...others } = { ...around.env, ...variables };
  const options =
    config === undefined
      ? parseDocument(document?.trim() || 'null', DOCUMENT)
      : readDocument(config, around);
  return { template, options: options ?? undefined, env: others };
}

/** The variable that has all options in one. */
const DOCUMENT = 'MPS_WEBHOOK_CONFIG';
