/** The size of the cores that ship, as their files say it: a change of it shows in the diff of what caused it. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { PKG, ROOT } from './support/project';

const FILE = join(ROOT, 'benches', 'counters', 'modules.txt');

/** A number of WebAssembly (LEB128), and where the bytes behind it begin. */
function number(bytes: Buffer, start: number): [value: number, end: number] {
  let value = 0;
  for (let at = start, factor = 1; ; at++, factor *= 128) {
    const byte = bytes.readUInt8(at);
    value += (byte % 128) * factor;
    if (byte < 128) return [value, at + 1];
  }
}

/** How many functions a module has, and the bytes of their code and of its data. */
function measure(module: Buffer): { functions: number; code: number; data: number } {
  const measured = { functions: 0, code: 0, data: 0 };
  // Behind eight bytes of magic and version, each section is its id, its length and its content.
  for (let at = 8; at < module.length; ) {
    const id = module.readUInt8(at);
    const [length, start] = number(module, at + 1);
    if (id === 10) {
      measured.functions = number(module, start)[0];
      measured.code = length;
    }
    if (id === 11) measured.data = length;
    at = start + length;
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
  const text = `# made by \`npm run counters\`\n${'# module'.padEnd(34)}${titles}\n${lines.join('\n')}\n`;
  if (process.env.UPDATE_COUNTERS !== undefined) writeFileSync(FILE, text);
  assert.equal(
    text,
    readFileSync(FILE, 'utf8'),
    'npm run counters writes the new numbers; commit them with what changed them',
  );
});
