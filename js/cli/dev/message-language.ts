/** The language of messages and of the explanations in reports: what a function deployed with the same options uses. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../core/report';
import { PKG } from '../core';

interface Settings {
  document: Record<string, unknown> | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

/** The settings with the language that was asked for by `--lang`, unless they name one themselves. */
export function withLanguage<S extends Settings>(settings: S, asked: Language | undefined): S {
  if (asked === undefined) return settings;
  return { ...settings, env: { NOTIFY_LANG: asked, ...settings.env } };
}

/**
 * What is to be known where nobody has named the language; undefined if the options name it, or if it is that of the terminal.
 *
 * @param asked the language of `--lang`
 * @param shown the language of the terminal
 */
export function languageNote(
  { document, env }: Settings,
  asked: Language | undefined,
  shown: Language,
): string | undefined {
  if (document?.lang || env.NOTIFY_LANG?.trim()) return undefined;
  const usual = defaultLanguage();
  if (asked !== undefined && asked !== usual)
    return `messages are in ${asked}, by --lang; those of a deployed function are in ${usual} unless NOTIFY_LANG is ${asked}`;
  return usual === shown
    ? undefined
    : `messages are in ${usual}, as those of a deployed function; NOTIFY_LANG=${shown} changes that`;
}

/** That of a function whose options name none. */
function defaultLanguage(): string {
  const schema = JSON.parse(readFileSync(join(PKG, 'options.schema.json'), 'utf8'));
  return schema.properties.lang.default;
}
