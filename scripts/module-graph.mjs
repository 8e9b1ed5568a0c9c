// `node scripts/module-graph.mjs`: which module of src/ uses which, lowest first; fails if there is a circle. Tests may use everything.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './tools.mjs';

const sources = join(root, 'src');

/** What a source has besides tests and comments. */
function code(text) {
  return text
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/#\[cfg\(test\)\]\n(pub(\(crate\))? )?mod \w+ \{[\s\S]*?^\}/gm, '');
}

/** The modules at the top of src/ and what each of them uses. */
export function moduleGraph() {
  const files = readdirSync(sources, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.rs') && name !== 'lib.rs');
  const graph = new Map();
  for (const name of files.sort()) {
    const text = code(readFileSync(join(sources, name), 'utf8'));
    const module = name.replace(/\.rs$/, '').split('/')[0];
    const used = graph.get(module) ?? new Set();
    graph.set(module, used);
    for (const [, other] of text.matchAll(/\bcrate::(\w+)/g)) {
      used.add(other);
    }
    for (const [, list] of text.matchAll(/\bcrate::\{([\s\S]*?)\};/g)) {
      for (const [, other] of list.matchAll(/(?:^|,)\s*(\w+)/g)) {
        used.add(other);
      }
    }
    used.delete(module);
  }
  // What stands at the root of the crate, as tests use it, is no module.
  for (const used of graph.values()) {
    for (const name of used) {
      if (!graph.has(name)) used.delete(name);
    }
  }
  return graph;
}

/** The modules in an order in which each uses only those before it, and what is left if there is none. */
export function layers(graph) {
  const [order, left] = [[], new Map(graph)];
  for (;;) {
    const free = [...left.keys()].filter((name) => ![...left.get(name)].some((it) => left.has(it)));
    if (free.length === 0) {
      return { order, circle: [...left.keys()] };
    }
    for (const name of free.sort()) {
      order.push(name);
      left.delete(name);
    }
  }
}

/** The files of src/ that no table of docs/architecture.md names, neither themselves nor, outside src/delivery/, by their folder. */
export function unlisted() {
  const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
  const [listed, delivery = ''] = page.split('| file of `src/delivery/` |');
  const rows = (text) =>
    text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .join('\n');
  const files = readdirSync(sources, { recursive: true }).map((name) =>
    String(name).replaceAll('\\', '/'),
  );
  return files.filter((name) => {
    if (!name.endsWith('.rs') || name === 'lib.rs') return false;
    if (name.startsWith('delivery/')) return !rows(delivery).includes(`\`${name.slice(9)}\``);
    const folder = name.slice(0, name.indexOf('/') + 1);
    return !rows(listed).includes(`\`src/${folder === '' ? name : folder}\``);
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const graph = moduleGraph();
  const { order, circle } = layers(graph);
  for (const name of [...order, ...circle]) {
    console.log(`${name.padEnd(12)} ${[...graph.get(name)].sort().join(', ')}`);
  }
  if (circle.length > 0) {
    throw new Error(`these modules use one another in a circle: ${circle.join(', ')}`);
  }
}
