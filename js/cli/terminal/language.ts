import { Option } from 'commander';
import type { Language } from '../../core/report';
import type { CommandContext } from '../context';

const LANGUAGES: readonly Language[] = ['zh', 'en', 'ja', 'ko'];

/** `--lang`, of every command that explains something. */
export function languageOption(): Option {
  const description = 'the language (default: that of the terminal)';
  return new Option('--lang <language>', description).choices(LANGUAGES);
}

/** The language asked for, or that of the function, or that of the terminal, or English. */
export function languageIn(env: CommandContext['env'], asked?: Language): Language {
  const wanted = [env.NOTIFY_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(Boolean) ?? '';
  return asked ?? LANGUAGES.find((id) => wanted.toLowerCase().startsWith(id)) ?? 'en';
}
