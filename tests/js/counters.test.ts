/** The size of the cores that ship, as their files say it: a change of it shows in the diff of what caused it. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { measureCalledCode } from '../../scripts/called-code.mjs';
import { CODE, DATA, numberAt, sections } from '../../scripts/wasm-sections.mjs';
import { PKG, ROOT } from './support/project';

const COUNTERS = join(ROOT, 'benches', 'counters');

/** Compares with a file of counters, or writes it. */
function check(name: string, text: string): void {
  const file = join(COUNTERS, name);
  const made = `# made by \`npm run counters\`\n${text}\n`;
  if (process.env.UPDATE_COUNTERS !== undefined) writeFileSync(file, made);
  assert.equal(
    made,
    readFileSync(file, 'utf8'),
    'npm run counters writes the new numbers; commit them with what changed them',
  );
}

/** How many functions a module has, and the bytes of their code and of its data. */
function measure(module: Buffer): { functions: number; code: number; data: number } {
  const measured = { functions: 0, code: 0, data: 0 };
  for (const { id, start, length } of sections(module)) {
    if (id === CODE) {
      measured.functions = numberAt(module, start)[0];
      measured.code = length;
    }
    if (id === DATA) measured.data = length;
  }
  return measured;
}

test('the modules of pkg/ are as large as benches/counters/modules.txt says', () => {
  const names = readdirSync(PKG, { recursive: true }).map(String);
  const modules = names.filter((name) => name.endsWith('.wasm')).sort();
  const lines = modules.map((name) => {
    const bytes = readFileSync(join(PKG, name));
    const { functions, code, data } = measure(bytes);
    const columns = [bytes.length, code, functions, data].map((count) =>
      String(count).padStart(11),
    );
    return `${name.replaceAll('\\', '/').padEnd(34)}${columns.join('')}`;
  });
  const titles = ['bytes', 'code', 'functions', 'data'].map((title) => title.padStart(11)).join('');
  check('modules.txt', `${'# module'.padEnd(34)}${titles}\n${lines.join('\n')}`);
});

/** What old Node.js compiles for an event: what it does not need stands in functions that it does not call. */
test('events call as much code as benches/counters/called.txt says', async () => {
  const lines = [];
  for (const name of ['workflow-many-outputs', 'schedule-success', 'edit-media-failed']) {
    const event = join(ROOT, 'tests', 'fixtures', 'events', `${name}.json`);
    const { untilSent, untilDone } = await measureCalledCode(event);
    const columns = [untilSent, untilDone].map((count) => String(count).padStart(15));
    lines.push(`${name.padEnd(34)}${columns.join('')}`);
  }
  const titles = ['until sent', 'until stored'].map((title) => title.padStart(15)).join('');
  check('called.txt', `${'# bytes of code, by event'.padEnd(34)}${titles}\n${lines.join('\n')}`);
});
