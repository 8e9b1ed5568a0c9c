/** The help of all commands, and what commander says of mistakes, in the language of the terminal. */

import { type Command, Help } from 'commander';
import stringWidth from 'string-width';
import type { Language } from '../../core/report';
import { describedArgument, whereHelpIs, withoutValue } from '../terminal/help';
import { wrapProse } from '../terminal/text';
import { errorText, translated } from './translate';

/**
 * Translates what commands were made with.
 *
 * @param width columns of the terminal
 */
export function translateHelp(program: Command, language: Language, width: number): void {
  const text = (english: string) => translated(english, language);
  /** With what commander adds to it. */
  const described = (description: string) =>
    description.replace(
      /(\(|, )(choices|default): (?=[^)]*\)$)/g,
      (_, before, word) => `${before}${text(`${word}:`)} `,
    );
  program.helpCommand('help [command]', text('how a command is called'));
  for (const command of [program, ...program.commands]) {
    command.summary(text(command.summary())).description(text(command.description()));
    for (const option of command.options) option.description = text(option.description);
    for (const argument of command.registeredArguments) {
      argument.description = text(argument.description);
    }
    const { writeErr, writeOut } = command.configureOutput();
    // With what stands behind the help.
    const inLanguage = (shown: string) =>
      shown
        .replace(/^Examples:$/m, text)
        .replace(/^Exit status: [^.]*\.$/m, (english) =>
          wrapProse(text(english.replace('\n', ' ')), width).join('\n'),
        );
    command
      .helpOption('-h, --help', text('display help for command'))
      .showHelpAfterError(text(whereHelpIs(command)))
      .configureHelp({
        // `Usage:` and the like.
        styleTitle: text,
        displayWidth: (shown) => stringWidth(shown),
        boxWrap: (shown, columns) => wrapProse(shown, columns).join('\n'),
        optionDescription: (option) => described(Help.prototype.optionDescription(option)),
        argumentDescription: (argument) => described(describedArgument(argument)),
      })
      .configureOutput({
        outputError: (shown, write) => write(errorText(withoutValue(shown), language)),
        writeOut: (shown) => writeOut?.(inLanguage(shown)),
        writeErr: (shown) => writeErr?.(inLanguage(shown)),
      });
  }
}
