/** The language of messages and of the explanations in reports: what a function deployed with the same options uses. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../core/report';
import { PKG } from '../core';

interface Settings {
  document: Record<string, unknown> | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

/** The settings with the language that was asked for by `--lang`. */
export function withLanguage<S extends Settings>(settings: S, asked: Language | undefined): S {
  if (asked === undefined) return settings;
  const { document, env } = settings;
  // The document comes before variables.
  return document === undefined
    ? { ...settings, env: { ...env, NOTIFY_LANG: asked } }
    : { ...settings, document: { ...document, lang: asked } };
}

/**
 * What is to be known of the language of messages: that a deployed function has another one than `--lang` or than the terminal.
 * undefined if the options name it, or if it is the same.
 *
 * @param asked the language of `--lang`
 * @param shown the language of the terminal
 */
export function languageNote(
  { document, env }: Settings,
  asked: Language | undefined,
  shown: Language,
): string | undefined {
  const named = document?.lang || env.NOTIFY_LANG?.trim();
  const deployed = named || defaultLanguage();
  if (asked !== undefined)
    return asked === deployed
      ? undefined
      : `messages are in ${asked}, by --lang; those of a deployed function are in ${deployed} unless NOTIFY_LANG is ${asked}`;
  return named || deployed === shown
    ? undefined
    : `messages are in ${deployed}, as those of a deployed function; NOTIFY_LANG=${shown} changes that`;
}

/** That of a function whose options name none. */
function defaultLanguage(): string {
  const schema = JSON.parse(readFileSync(join(PKG, 'options.schema.json'), 'utf8'));
  return schema.properties.lang.default;
}
