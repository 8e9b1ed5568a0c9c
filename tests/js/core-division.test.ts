/**
 * How a core is divided (`scripts/core-parts`), with divisions that nobody would choose: whatever lies in which part, it
 * must do the same as the whole.
 */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { divide } from '../../scripts/core-parts/divide.mjs';
import { outline } from '../../scripts/core-parts/outline.mjs';
import { parse, print } from '../../scripts/core-parts/wat.mjs';
import { nodeFor } from './support/nodes';
import { parseEach } from './support/parse-each';
import { envelopes, eventBytes, eventNames, malformed, NODES, PKG } from './support/project';

/** The place after which what is in the core is loaded in parts, as shells do it. */
const LOADS_PARTS = `
  const fs = require('fs');
  const path = require('path');
  const Instance = WebAssembly.Instance;
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, Object.assign({}, imports, { parts: { load: (part) => {
      const bytes = fs.readFileSync(path.join(__dirname, 'core.' + part + '.wasm'));
      new Instance(new WebAssembly.Module(bytes), { core: instance.exports });
    } } }));
    return instance;
  };
  module.exports = require('./index.js');`;

function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'division-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A text of a module, divided as chance has it, as texts. */
function divided(text: string, seed: number, count: number): string[] {
  const next = random(seed);
  const module = parse(text);
  const share = next();
  const partOf = new Map<string, number>();
  for (let part = count; part > 0; part--) {
    const isReached = () => next() > share;
    const names = outline(module, isReached, (name: string) => partOf.has(name), `${part}-`);
    for (const name of names) partOf.set(name, part);
  }
  return divide(module, partOf, count).map(print);
}

/** The modules of texts. */
async function assembled(texts: string[]): Promise<Uint8Array<ArrayBuffer>[]> {
  const { default: binaryen } = await import('binaryen');
  return texts.map((text) => {
    const module = binaryen.parseText(text);
    module.setFeatures(binaryen.Features.MVP);
    const bytes = module.emitBinary();
    module.dispose();
    return new Uint8Array(bytes);
  });
}

async function disassembled(bytes: Uint8Array): Promise<string> {
  const { default: binaryen } = await import('binaryen');
  const module = binaryen.readBinary(bytes);
  const text = module.emitText();
  module.dispose();
  return text;
}

const inputs = [
  ...eventNames.map(eventBytes),
  ...envelopes().map(({ bytes }) => bytes),
  ...malformed().map(({ bytes }) => bytes),
];

test('the core of the package does the same in any division', async (t) => {
  const folder = temporary(t);
  const text = await disassembled(readFileSync(join(PKG, 'core.v1.wasm')));
  const expected = await parseEach(process.execPath, inputs);
  for (const seed of [1, 2]) {
    const made = join(folder, `${seed}`);
    for (const name of ['index.js', 'shared.js']) {
      cpSync(join(PKG, name), join(made, name));
    }
    writeFileSync(join(made, 'divided.js'), LOADS_PARTS);
    (await assembled(divided(text, seed, 1 + seed))).forEach((bytes, part) => {
      writeFileSync(join(made, part === 0 ? 'core.v1.wasm' : `core.${part}.wasm`), bytes);
    });
    for (const version of NODES) {
      const node = await nodeFor(t, version);
      if (node === undefined) return;
      const found = await parseEach(node, inputs, join(made, 'divided.js'));
      assert.deepEqual(found, expected, `seed ${seed} on Node ${version}`);
    }
  }
});

/** Functions with every way in and out of a list of statements that compilers make. */
const WAYS = `(module
  (type $binary (func (param i32 i32) (result i32)))
  (memory $memory 1)
  (table $table 3 3 funcref)
  (elem $table (i32.const 1) $loops $values)
  (global $pointer (mut i32) (i32.const 4096))
  (export "memory" (memory $memory))
  (export "loops" (func $loops))
  (export "values" (func $values))
  (export "tables" (func $tables))
  (export "indirect" (func $indirect))
  (func $loops (param $a i32) (param $b i32) (result i32)
    (local $sum i32) (local $wide i64)
    (global.set $pointer (i32.sub (global.get $pointer) (i32.const 16)))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.mul (local.get $a) (i32.const 3))))
      (if (i32.and (local.get $a) (i32.const 1))
        (then
          (local.set $wide (i64.add (local.get $wide) (i64.extend_i32_u (local.get $sum))))
          (local.set $b (i32.xor (local.get $b) (local.get $sum))))
        (else
          (local.set $sum (i32.sub (local.get $sum) (local.get $b)))
          (if (i32.gt_u (local.get $sum) (i32.const 100000))
            (then
              (i32.store (global.get $pointer) (local.get $sum))
              (global.set $pointer (i32.add (global.get $pointer) (i32.const 16)))
              (return (i32.add (i32.load (i32.sub (global.get $pointer) (i32.const 16)))
                (i32.wrap_i64 (local.get $wide))))))))
      (local.set $a (i32.shr_u (local.get $a) (i32.const 1)))
      (br_if $again (local.get $a)))
    (global.set $pointer (i32.add (global.get $pointer) (i32.const 16)))
    (i32.add (i32.add (local.get $sum) (local.get $b)) (i32.wrap_i64 (local.get $wide))))
  (func $values (param $a i32) (param $b i32) (result i32)
    (local $x i32) (local $y i32)
    (local.set $x (block $out (result i32)
      (drop (br_if $out (i32.add (local.get $a) (i32.const 7))
        (i32.eq (i32.and (local.get $a) (i32.const 3)) (i32.const 1))))
      (local.set $y (i32.mul (local.get $b) (i32.const 5)))
      (if (i32.eq (i32.and (local.get $b) (i32.const 3)) (i32.const 2))
        (then
          (local.set $y (i32.add (local.get $y) (i32.const 11)))
          (local.set $a (i32.add (local.get $a) (local.get $y)))
          (br $out (i32.sub (local.get $y) (local.get $a)))))
      (block $inner
        (br_if $inner (i32.lt_u (local.get $a) (local.get $b)))
        (local.set $b (i32.add (local.get $b) (i32.const 1)))
        (if (i32.eq (local.get $b) (i32.const 5)) (then (return (i32.const 12345))))
        (br $out (local.get $b)))
      (if (result i32) (i32.and (local.get $a) (i32.const 2))
        (then
          (local.set $y (i32.sub (local.get $y) (i32.const 1)))
          (call $loops (local.get $y) (local.get $a)))
        (else
          (local.set $b (i32.add (local.get $b) (local.get $y)))
          (i32.xor (local.get $a) (local.get $b))))))
    (i32.add (i32.add (local.get $x) (i32.mul (local.get $y) (i32.const 31)))
      (i32.add (local.get $a) (i32.mul (local.get $b) (i32.const 17)))))
  (func $tables (param $a i32) (param $b i32) (result i32)
    (local $n i32) (local $f f64)
    (local.set $f (f64.convert_i32_u (local.get $b)))
    (block $end
      (loop $next
        (block $three
          (block $two
            (block $one
              (br_table $one $two $three $end (i32.and (i32.add (local.get $a) (local.get $n)) (i32.const 7))))
            (local.set $f (f64.add (local.get $f) (f64.const 1.5)))
            (local.set $n (i32.add (local.get $n) (i32.const 1)))
            (br_if $end (i32.gt_u (local.get $n) (i32.const 20)))
            (br $next))
          (local.set $b (i32.add (local.get $b) (local.get $n)))
          (local.set $n (i32.add (local.get $n) (i32.const 3)))
          (block $skip
            (br_table $skip $next $end (i32.and (local.get $b) (i32.const 3))))
          (local.set $f (f64.mul (local.get $f) (f64.const 2)))
          (br $end))
        (if (i32.gt_u (local.get $b) (i32.const 50))
          (then
            (local.set $f (f64.sub (local.get $f) (f64.const 3)))
            (return (call $values (i32.trunc_f64_s (local.get $f)) (local.get $n)))))
        (local.set $n (i32.add (local.get $n) (i32.const 2)))
        (br_if $next (i32.lt_u (local.get $n) (i32.const 30)))))
    (i32.add (local.get $n) (i32.add (local.get $b) (i32.trunc_f64_s (local.get $f)))))
  (func $indirect (param $a i32) (param $b i32) (result i32)
    (if (i32.eqz (local.get $a)) (then (unreachable)))
    (call_indirect $table (type $binary) (local.get $a) (local.get $b)
      (i32.add (i32.const 1) (i32.and (local.get $b) (i32.const 1))))))`;

type Functions = Record<
  'loops' | 'values' | 'tables' | 'indirect',
  (a: number, b: number) => number
>;

test('functions are left by every way they had', async () => {
  const [bytes] = (await assembled([WAYS])) as [Uint8Array<ArrayBuffer>];
  const whole = new WebAssembly.Instance(new WebAssembly.Module(bytes), {})
    .exports as unknown as Functions;
  // As the tools print it, which is what is divided.
  const text = await disassembled(bytes);
  const outcome = (functions: Functions, name: keyof Functions, a: number, b: number) => {
    try {
      return functions[name](a, b);
    } catch (error) {
      assert.ok(error instanceof WebAssembly.RuntimeError, `${error}`);
      return 'trap';
    }
  };
  let pieces = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const texts = divided(text, seed, 2);
    pieces += (texts.join('').match(/\(func \S*~/g) ?? []).length;
    const modules = (await assembled(texts)).map((it) => new WebAssembly.Module(it));
    const instance: WebAssembly.Instance = new WebAssembly.Instance(
      modules[0] as WebAssembly.Module,
      {
        parts: {
          load: (part: number) =>
            new WebAssembly.Instance(modules[part] as WebAssembly.Module, {
              core: instance.exports,
            }),
        },
      },
    );
    const parts = instance.exports as unknown as Functions;
    const number = fc.oneof(fc.nat(8), fc.nat(100), fc.integer());
    fc.assert(
      fc.property(
        fc.constantFrom('loops', 'values', 'tables', 'indirect'),
        number,
        number,
        (name, a, b) => {
          assert.equal(outcome(parts, name, a, b), outcome(whole, name, a, b));
        },
      ),
      { seed, numRuns: 200 },
    );
  }
  assert.ok(pieces > 80, `${pieces} pieces were moved`);
});
