// Whose code is in what is distributed, and under which licence: the crates compiled into the core, and the npm packages
// bundled into the JavaScript. What a bundler took in is what it says itself, so that nothing is forgotten.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

import { root } from './tools.mjs';

/** What a component's licence file is called. */
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([-._].*)?$/i;

const TOOLCHAIN = readFileSync(join(root, 'rust-toolchain.toml'), 'utf8');

/** The standard library of Rust, which no crate registry has. */
const RUST_STANDARD_LIBRARY = {
  name: 'Rust standard library',
  version: /^channel = "(.+)"$/m.exec(TOOLCHAIN)[1],
  registry: 'generic',
  licence: 'MIT OR Apache-2.0',
  source: 'https://github.com/rust-lang/rust',
  texts: [
    `Copyright (c) The Rust Project Contributors

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ],
};

/** Collects the npm packages that bundlers take in. */
export class BundledPackages {
  #folders = new Set();

  /** `build` of esbuild, which also notes what it takes in. */
  noting(build) {
    return async (options) => {
      const result = await build({ ...options, metafile: true });
      for (const { inputs } of Object.values(result.metafile.outputs)) {
        const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
        this.add(used.map(([path]) => path));
      }
      return result;
    };
  }

  /** Notes modules by their paths, absolute or relative to the repository; those that are not of npm are passed over. */
  add(paths) {
    for (const path of paths) {
      const at = path.lastIndexOf(`node_modules${sep}`);
      if (at < 0) continue;
      const start = at + `node_modules${sep}`.length;
      const parts = path.slice(start).split(sep);
      const name = parts.slice(0, parts[0].startsWith('@') ? 2 : 1).join(sep);
      const folder = path.slice(0, start) + name;
      this.#folders.add(folder.slice(folder.indexOf('node_modules')));
    }
  }

  components() {
    return [...this.#folders].map((folder) => {
      const path = join(root, folder);
      const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
      const repository = manifest.repository?.url ?? manifest.repository ?? manifest.homepage ?? '';
      return {
        name: manifest.name,
        version: manifest.version,
        registry: 'npm',
        licence: manifest.license,
        source: String(repository).replace(/^git\+/, ''),
        texts: licenceTexts(path),
      };
    });
  }
}

/** The crates that are compiled into the core: the same for both its builds. */
export function crateComponents() {
  const { packages, resolve } = JSON.parse(
    execFileSync(
      'cargo',
      [
        ...['metadata', '--locked', '--format-version', '1'],
        ...['--filter-platform', 'wasm32v1-none'],
        ...['--manifest-path', join('wasm', 'Cargo.toml')],
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
    ),
  );
  const byId = new Map(packages.map((it) => [it.id, it]));
  const nodes = new Map(resolve.nodes.map((it) => [it.id, it]));
  const isMacro = (id) => byId.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  const found = new Set();
  const visit = (id) => {
    if (found.has(id) || isMacro(id)) return;
    found.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
    }
  };
  visit(packages.find(({ name }) => name === 'mps-webhook-wasm').id);
  const crates = [...found].map((id) => byId.get(id)).filter(({ source }) => source !== null);
  return [
    RUST_STANDARD_LIBRARY,
    ...crates.map(({ name, version, license, repository, manifest_path }) => ({
      name,
      version,
      registry: 'cargo',
      licence: license,
      source: repository ?? `https://crates.io/crates/${name}`,
      texts: licenceTexts(dirname(manifest_path)),
    })),
  ];
}

/** The texts of a folder's licence files; of several to choose from, that of the MIT licence. */
function licenceTexts(folder) {
  const names = readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort();
  const chosen = names.filter((name) => /mit/i.test(name));
  const licences = names.filter((name) => !/^notice/i.test(name));
  const notices = names.filter((name) => /^notice/i.test(name));
  return [...(chosen.length > 0 ? chosen : licences), ...notices]
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim());
}

/** The text that goes with what is distributed. */
export function noticesText(components) {
  const sorted = [...components].sort((a, b) =>
    `${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1,
  );
  const parts = sorted.map(({ name, version, licence, source, texts }) => {
    if (licence === undefined) throw new Error(`${name} ${version} names no licence`);
    const head = [`${name} ${version}`.trim(), `Licence: ${licence}`, `Source: ${source}`];
    return [head.join('\n'), ...texts].join('\n\n');
  });
  return `${[INTRODUCTION, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

const INTRODUCTION = `THIRD-PARTY NOTICES

mps-webhook is licensed under the Apache License 2.0. What is distributed with this file contains code of the projects below.
Where a project offers several licences, it is used under the first one whose text stands here.`;
