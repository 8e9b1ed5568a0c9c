/** Whose code is in what is distributed: every package and crate is named with its licence, for people and for programs. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { TEMPLATES } from '../../js/input/templates';
import { PKG, ROOT } from './support/project';

const NAME = 'THIRD-PARTY-NOTICES.txt';

/** The parts of the notices: a head of three lines and the texts of licences. */
function components(file: string): { name: string; licence: string; text: string }[] {
  const [, ...parts] = readFileSync(file, 'utf8').split(`\n\n${'-'.repeat(80)}\n\n`);
  return parts.map((part) => {
    const [, name = '', licence = '', text = ''] =
      /^(\S.*?)(?: \d\S*)?\nLicence: (.+)\nSource: \S+\n\n([\s\S]+)$/.exec(part) ?? [];
    return { name, licence, text };
  });
}

test('every component has a name, a licence and its text', () => {
  const all = components(join(PKG, NAME));
  assert.ok(all.length > 10);
  for (const { name, licence, text } of all) {
    assert.ok(name && licence, text.slice(0, 80));
    assert.match(text, /copyright|licen[cs]e/i, name);
    assert.ok(text.length > 200, name);
  }
});

test('what is bundled and what is compiled is named, where it is distributed', () => {
  const names = (folder: string) => components(join(PKG, folder, NAME)).map(({ name }) => name);
  const crates = ['Rust standard library', 'serde', 'sha2', 'talc', 'wasm-bindgen'];
  const packages = ['@codemirror/view', 'cli-table3', 'commander', 'fflate', 'preact'];
  for (const folder of ['.', 'inspector']) {
    for (const name of [...crates, ...packages]) assert.ok(names(folder).includes(name), name);
  }
  for (const template of TEMPLATES) {
    const found = names(join('scf', template));
    assert.deepEqual(
      crates.filter((name) => !found.includes(name)),
      [],
    );
    assert.ok(!found.includes('commander'), 'it is not in the function');
  }
});

test('the bill of materials is one of CycloneDX, and names the same', async () => {
  const text = readFileSync(join(PKG, 'sbom.cdx.json'), 'utf8');
  // The schema of the standard itself.
  const faults = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  assert.equal(faults, null);
  const bom = JSON.parse(text);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  assert.equal(bom.metadata.component.purl, `pkg:npm/mps-webhook@${version}`);
  const named = bom.components.map(({ name }: { name: string }) => name);
  const noticed = components(join(PKG, NAME)).map(({ name }) => name);
  assert.deepEqual([...new Set(named)].sort(), [...new Set(noticed)].sort());
  for (const { purl } of bom.components) assert.match(purl, /^pkg:(npm|cargo|generic)\/[^@]+@\d/);
});
