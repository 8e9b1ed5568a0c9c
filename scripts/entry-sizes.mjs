// How much each entry of the npm package adds to a program: bundled by esbuild for a platform, minified and gzipped. Where the
// core is a file of its own beside the bundle, that is added.
//
//   node scripts/entry-sizes.mjs            prints the table
//   node scripts/entry-sizes.mjs --write    writes it into docs/runtimes.md

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';
import { root } from './tools.mjs';

const PAGE = join(root, 'docs', 'runtimes.md');
const BEGIN = '<!-- made by scripts/entry-sizes.mjs -->\n';
const END = '<!-- end of what scripts/entry-sizes.mjs made -->';

/** The conditions of a bundler for each platform. */
const PLATFORMS = {
  'Node.js': { platform: 'node', conditions: ['node'] },
  Workers: { platform: 'neutral', conditions: ['workerd', 'worker'] },
  browsers: { platform: 'browser', conditions: ['browser'] },
};
const ENTRIES = {
  'mps-webhook': ['Node.js', 'Workers', 'browsers'],
  'mps-webhook/edge': ['Node.js', 'Workers', 'browsers'],
  'mps-webhook/scf': ['Node.js'],
  'mps-webhook/inspector': ['Node.js', 'browsers'],
};

/** @returns {Promise<{ entry: string, platform: string, minified: number, gzipped: number }[]>} bytes */
export async function entrySizes() {
  const sizes = [];
  for (const [entry, platforms] of Object.entries(ENTRIES)) {
    for (const platform of platforms) {
      const files = await bundled(entry, PLATFORMS[platform]);
      const sum = (size) => files.reduce((total, bytes) => total + size(bytes), 0);
      sizes.push({
        entry,
        platform,
        minified: sum((bytes) => bytes.length),
        gzipped: sum((bytes) => gzipSync(bytes, { level: 9 }).length),
      });
    }
  }
  return sizes;
}

/** The bundle, and the core if it is a file of its own. */
async function bundled(entry, options) {
  const { outputFiles, metafile } = await build({
    // The package finds itself by its name.
    stdin: { contents: `export * from '${entry}';`, resolveDir: root },
    outfile: join(root, 'target', 'entry', 'entry.mjs'),
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    loader: { '.wasm': 'copy' },
    logLevel: 'error',
    ...options,
  });
  const files = outputFiles.map(({ contents }) => contents);
  // Browsers fetch it: the bundle has its address alone.
  const isFetched = Object.keys(metafile.inputs).some((path) => /index\.browser/.test(path));
  return isFetched ? [...files, readFileSync(join(root, 'pkg', 'core.modern.wasm'))] : files;
}

function table(sizes) {
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
  return [
    '| entry | platform | minified | gzipped |',
    '| --- | --- | ---: | ---: |',
    ...sizes.map(
      ({ entry, platform, minified, gzipped }) =>
        `| \`${entry}\` | ${platform} | ${kb(minified)} | ${kb(gzipped)} |`,
    ),
  ].join('\n');
}

/** The rows of the table in docs/runtimes.md, in KB. */
export function documentedSizes() {
  const [, made = ''] = readFileSync(PAGE, 'utf8').split(BEGIN);
  return [...made.split(END)[0].matchAll(/^\| `(.+)` \| (.+) \| (\d+) KB \| (\d+) KB \|$/gm)].map(
    ([, entry, platform, minified, gzipped]) => ({
      entry,
      platform,
      minified: Number(minified) * 1000,
      gzipped: Number(gzipped) * 1000,
    }),
  );
}

async function main() {
  const made = table(await entrySizes());
  console.log(made);
  if (!process.argv.includes('--write')) return;
  const text = readFileSync(PAGE, 'utf8');
  const [before, rest = ''] = text.split(BEGIN);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`docs/runtimes.md has no place for it: ${BEGIN}`);
  writeFileSync(PAGE, `${before}${BEGIN}\n${made}\n\n${END}${after}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
