/** What a command delivers to: the options of the function, from the same variables and document. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { TEMPLATES } from '../../input/templates';
import type { CommandContext } from '../context';
import { parseDocument, readDocument, readVariables } from '../option-files';
import { withOwnKeys } from './own-keys';

export interface TargetOptions {
  config?: string;
  env?: string;
  template?: string;
  /** The task's `NotifyKey`, instead of that of the options. */
  key?: string;
}

/** Where the options of a delivery come from, as the core reads them. */
export interface Target {
  template: string | undefined;
  options: unknown;
  env: Readonly<Record<string, string | undefined>>;
}

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
  { config, env, template, key }: TargetOptions,
  context: Pick<CommandContext, 'cwd' | 'env' | 'pipes' | 'secrets'>,
): Promise<Target> {
  const variables = env === undefined ? {} : readVariables(env, context);
  context.secrets?.addVariables(Object.entries({ ...variables, MPS_NOTIFY_KEY: key }));
  const { [DOCUMENT]: document, ...others } = withOwnKeys({ ...context.env, ...variables });
  const options =
    config === undefined
      ? parseDocument(document?.trim() || 'null', DOCUMENT)
      : readDocument(config, context);
  context.secrets?.addDocument(options);
  if (key === undefined) return { template, options: options ?? undefined, env: others };
  if (options === null)
    return { template, options: undefined, env: { ...others, MPS_NOTIFY_KEY: key } };
  // What stands in the document goes before variables.
  const { mps } = Object(options) as { mps?: object };
  return {
    template,
    options: { ...Object(options), mps: { ...mps, notify_key: key } },
    env: others,
  };
}

/** `--key`, of commands that check signatures. */
export function keyOption(): Option {
  return new Option(
    '--key <text>',
    "the task's NotifyKey: what is not signed with it is refused",
  ).argParser((text) => {
    if (text.trim() === '') {
      throw new InvalidArgumentError(
        'An empty key verifies nothing. Give the NotifyKey of the task, or leave the option out.',
      );
    }
    return text;
  });
}

/** The variable that has all options in one. */
export const DOCUMENT = 'MPS_WEBHOOK_CONFIG';
