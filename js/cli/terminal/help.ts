import { type Argument, type Command, Help } from 'commander';

/** What stands below what commander says of a mistake. */
export function whereHelpIs(command: Command): string {
  return command.parent === null
    ? '(mps-webhook --help says what there is)'
    : `(mps-webhook ${command.name()} --help says how it is called)`;
}

/** More choices than these are for a list of their own. */
const MOST_CHOICES = 8;

/** What help says of an argument. */
export function describedArgument(argument: Argument): string {
  const { description, argChoices = [] } = argument;
  return argChoices.length > MOST_CHOICES
    ? description
    : Help.prototype.argumentDescription(argument);
}

/** What commander says of a mistake, without the value of a misspelt option: it may be a secret. */
export function withoutValue(said: string): string {
  return said.replace(/(unknown option '[^=']*)=.*'/s, "$1'");
}
