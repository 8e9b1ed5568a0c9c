import type { Command } from 'commander';

/** What stands below what commander says of a mistake. */
export function whereHelpIs(command: Command): string {
  return command.parent === null
    ? '(mps-webhook --help says what there is)'
    : `(mps-webhook ${command.name()} --help says how it is called)`;
}

/** What commander says of a mistake, without the value of a misspelt option: it may be a secret. */
export function withoutValue(said: string): string {
  return said.replace(/(unknown option '[^=']*)=.*'/s, "$1'");
}
