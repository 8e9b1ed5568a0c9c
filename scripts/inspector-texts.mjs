// Texts that the inspector has in its scripts, and the npm package in files: samples, and what the core says in other languages.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './tools.mjs';

/** The samples that the page offers at once. */
const FIRST_SAMPLES = [
  'workflow-partial',
  'workflow-ai-review',
  'live-eof-timeout',
  'live-quality-control',
];

/** The files of the samples by their names. Most are events of the tests. */
const SAMPLES = JSON.parse(readFileSync(join(root, 'js', 'display', 'samples.json'), 'utf8'));

/** The names of the samples that are in the script of the page, and of those that come with the editor. */
export const SAMPLES_OF = {
  page: FIRST_SAMPLES,
  editor: Object.keys(SAMPLES).filter((name) => !FIRST_SAMPLES.includes(name)),
};

/** Samples as one text: their names and they themselves, without white space. */
export function samplesText(names) {
  const text = (name) => compact(readFileSync(join(root, SAMPLES[name]), 'utf8'));
  return JSON.stringify(names.map((name) => [name, text(name)]));
}

/** What the core says, in other languages, as one text. */
export function translationsText() {
  return compact(readFileSync(join(root, 'src', 'error', 'translations.json'), 'utf8'));
}

/** Broken ones stay as they are. */
function compact(text) {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
