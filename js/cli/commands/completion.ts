import { Argument, type Command } from 'commander';
import type { CommandContext, ExitStatus, Start } from '../context';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export function register(program: Command, start: Start): void {
  program
    .command('completion')
    .summary('completion of commands and options for a shell')
    .description('Prints the script that lets a shell complete commands and options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  echo 'source <(mps-webhook completion bash)' >> ~/.bashrc
  echo 'source <(mps-webhook completion zsh)' >> ~/.zshrc
  mps-webhook completion fish > ~/.config/fish/completions/mps-webhook.fish
  mps-webhook completion powershell >> $PROFILE`,
    )
    .action((shell: Shell) => start((context) => run(shell, program, context)));
}

export async function run(
  shell: Shell,
  program: Command,
  { stdout }: Pick<CommandContext, 'stdout'>,
): Promise<ExitStatus> {
  const { scriptFor } = await import('../completion/scripts');
  stdout.write(scriptFor(shell, program));
  return 0;
}
