/** What runs on the Node.js of SCF calls only what that version has. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { nodeFor, runNode } from './support/nodes';
import { PKG, SCF_NODE } from './support/project';

/** Prints the functions of the language: `Object.keys` of a class, `Array#.slice` of what it makes. */
const LISTING = `
  const names = [];
  for (const name of Object.getOwnPropertyNames(global)) {
    if (!/^[A-Z]/.test(name) || /^(DTRACE|COUNTER)/.test(name)) continue;
    const made = global[name];
    if (made === null || !/^(object|function)$/.test(typeof made)) continue;
    const list = (holder, prefix) => Object.getOwnPropertyNames(Object(holder)).forEach((member) => {
      const { value } = Object.getOwnPropertyDescriptor(holder, member);
      if (typeof value === 'function' && /^[a-z]\\w*$/i.test(member)) names.push(prefix + '.' + member);
    });
    list(made, name);
    if (typeof made === 'function' && made.prototype) {
      list(made.prototype, name + '#');
      // Typed arrays inherit theirs from a class without a name.
      if (name === 'Uint8Array') list(Object.getPrototypeOf(made).prototype, name + '#');
    }
  }
  console.log(names.join('\\n'));
`;

const FILES = [
  'index.js',
  'scf.js',
  'shared.js',
  ...['cls-to-cos', 'mps-to-cos', 'mps-webhook'].map((name) => `scf/${name}/index.js`),
];

test('no built-in function that the oldest Node.js does not have', async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const functions = async (binary: string) => {
    const { stdout, stderr, code } = await runNode(binary, ['-e', LISTING]);
    assert.equal(code, 0, stderr);
    return new Set(stdout.trim().split('\n'));
  };
  const old = await functions(node);
  const classes = new Set([...old].map((name) => name.replace(/[#.].*/, '')));
  const methods = new Set([...old].map((name) => /#(.*)/.exec(name)?.[1]));
  const newer = [...(await functions(process.execPath))].flatMap((name) => {
    const [, holder = '', method] = /^(\w+)#(.*)/.exec(name) ?? [];
    // wasm-bindgen looks whether streaming is there.
    if (method === undefined) return old.has(name) || name.endsWith('Streaming') ? [] : [name];
    // What a class makes that is not there cannot be called.
    return classes.has(holder) && !methods.has(method) ? [method] : [];
  });
  assert.ok(newer.includes('Object.hasOwn') && newer.includes('.flatMap'));
  for (const file of FILES) {
    const source = readFileSync(join(PKG, file), 'utf8');
    const called = newer.filter((name) => {
      const before = name.startsWith('.') ? '' : '(?<![\\w.$])';
      return new RegExp(`${before}${name.replace('.', '\\.')}\\(`).test(source);
    });
    assert.deepEqual(called, [], file);
  }
});
