/** Scripts for shells, made of the commands there are: nothing runs while somebody types. */

import type { Command, Option } from 'commander';
import type { Shell } from '../commands/completion';

interface Named {
  name: string;
  summary: string;
  options: Option[];
  /** What its argument can be; empty: files. */
  choices: readonly string[];
}

export function scriptFor(shell: Shell, program: Command): string {
  const commands = program.commands.map(
    (command): Named => ({
      name: command.name(),
      summary: command.summary() || command.description(),
      options: [...command.options],
      choices: command.registeredArguments[0]?.argChoices ?? [],
    }),
  );
  return SCRIPTS[shell](program.name(), commands);
}

const SCRIPTS: Record<Shell, (program: string, commands: Named[]) => string> = {
  bash,
  zsh,
  fish,
  powershell,
};

function bash(program: string, commands: Named[]): string {
  const names = (options: readonly Option[]) => options.map(({ long }) => long).join(' ');
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ argChoices }) => argChoices)
      .map(({ long, argChoices }) => `    '${name} ${long}') words='${argChoices?.join(' ')}' ;;`),
  );
  const others = commands.map(({ name, options, choices }) => {
    const beside = choices.length === 0 ? '' : ` || words='${choices.join(' ')}'`;
    return `      ${name}) [[ $cur == -* ]] && words='${names(options)} --help'${beside} ;;`;
  });
  return `# ${program}: completion for bash
_${identifier(program)}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} help --help --version' -- "$cur"))
    return
  fi
  case "$command $prev" in
${values.join('\n')}
    *) case $command in
${others.join('\n')}
    esac ;;
  esac
  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _${identifier(program)} ${program}
`;
}

function zsh(program: string, commands: Named[]): string {
  const inBrackets = (text: string) => text.replace(/[[\]\\:]/g, '\\$&');
  const specification = (option: Option) => {
    const { long, description, required, argChoices } = option;
    const value = argChoices ? `:value:(${argChoices.join(' ')})` : ':value:_files';
    return `        ${quoted(`*${long}[${inBrackets(description)}]${required ? value : ''}`)} \\`;
  };
  const cases = commands.map(({ name, options, choices }) => {
    const rest = choices.length === 0 ? '*:file:_files' : `1:value:(${choices.join(' ')})`;
    return [
      `    ${name})`,
      '      _arguments \\',
      ...options.map(specification),
      `        ${quoted(rest)}`,
      '      ;;',
    ].join('\n');
  });
  const list = commands.map(
    ({ name, summary }) => `    ${quoted(`${name}:${summary.replace(/:/g, '\\:')}`)}`,
  );
  return `#compdef ${program}
# ${program}: completion for zsh
_${identifier(program)}() {
  local -a commands
  commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _${identifier(program)} ]]; then
  _${identifier(program)} "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _${identifier(program)} ${program}
fi
`;
}

function fish(program: string, commands: Named[]): string {
  const lines = commands.flatMap(({ name, summary, options, choices }) => [
    `complete -c ${program} -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...options.map(({ long, description, required, argChoices }) => {
      const value = argChoices ? ` -x -a ${quoted(argChoices.join(' '))}` : required ? ' -r' : '';
      const seen = quoted(`__fish_seen_subcommand_from ${name}`);
      return `complete -c ${program} -n ${seen} -l ${long?.slice(2)} -d ${quoted(description)}${value}`;
    }),
    ...(choices.length === 0
      ? []
      : [
          `complete -c ${program} -n ${quoted(`__fish_seen_subcommand_from ${name}`)} -f -a ${quoted(choices.join(' '))}`,
        ]),
  ]);
  return `# ${program}: completion for fish\n${lines.join('\n')}\n`;
}

function powershell(program: string, commands: Named[]): string {
  const table = (entries: [string, string][]) =>
    entries.map(([name, value]) => `    ${literal(name)} = ${value}`).join('\n');
  const list = (texts: readonly string[]) => `@(${texts.map(literal).join(', ')})`;
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, argChoices }): [string, string][] =>
      argChoices ? [[`${name} ${long}`, list(argChoices)]] : [],
    ),
  );
  const optionsOf = commands.map(({ name, options }): [string, string] => [
    name,
    list([...options.flatMap(({ long }) => long ?? []), '--help']),
  ]);
  const choicesOf = commands
    .filter(({ choices }) => choices.length > 0)
    .map(({ name, choices }): [string, string] => [name, list(choices)]);
  return `# ${program}: completion for PowerShell
Register-ArgumentCompleter -Native -CommandName ${literal(program)} -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = [ordered]@{
${table(commands.map(({ name, summary }) => [name, literal(summary)]))}
  }
  $options = @{
${table(optionsOf)}
  }
  $values = @{
${table(values)}
  }
  $choices = @{
${table(choicesOf)}
  }
  $words = @($commandAst.CommandElements | ForEach-Object { "$_" })
  $command = if ($words.Count -gt 1) { $words[1] } else { '' }
  $before = if ($wordToComplete -eq '') { $words[-1] } else { $words[-2] }
  $found = if ($words.Count -le 1 -or ($words.Count -eq 2 -and $wordToComplete -ne '')) {
    @($commands.Keys) + @('help', '--help', '--version')
  } elseif ($values.ContainsKey("$command $before")) {
    $values["$command $before"]
  } elseif ($wordToComplete -like '-*') {
    $options[$command]
  } else {
    $choices[$command]
  }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    $shown = if ($commands.Contains($_)) { $commands[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $shown)
  }
}
`;
}

/** A text of PowerShell, where every kind of single quote ends one. */
function literal(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

function identifier(program: string): string {
  return program.replace(/\W/g, '_');
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
