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
  return asked ?? (env.NOTIFY_LANG ? languageOf(env.NOTIFY_LANG) : terminalLanguage(env));
}

/** The language of the terminal, or English. Where no variable names it, as on Windows, it is that of the system. */
export function terminalLanguage(env: CommandContext['env']): Language {
  const named = env.LC_ALL || env.LC_MESSAGES || env.LANG;
  return languageOf(named || Intl.DateTimeFormat().resolvedOptions().locale);
}

function languageOf(locale: string): Language {
  return LANGUAGES.find((id) => locale.toLowerCase().startsWith(id)) ?? 'en';
}
