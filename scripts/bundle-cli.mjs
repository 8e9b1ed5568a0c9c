// The command line: one file, beside the core, and one for what only the command `dev` needs.

import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './tools.mjs';

/** What CommonJS has and the sources, and libraries among them, use. */
const AS_COMMONJS = [
  "import { createRequire } from 'node:module';",
  "import { fileURLToPath } from 'node:url';",
  'const require = createRequire(import.meta.url);',
  "const __dirname = fileURLToPath(new URL('.', import.meta.url));",
].join('\n');

export async function bundleCli({ pkg, esbuild, common, coreFolder }) {
  const modern = { ...common, format: 'esm', target: 'node18', minify: true };
  const program = join(pkg, 'cli.mjs');
  await esbuild({
    ...modern,
    entryPoints: [join(root, 'js', 'cli', 'main.ts')],
    outfile: program,
    alias: {
      'core-glue': join(coreFolder('v1'), 'mps_webhook.js'),
      // The log that libraries write for their authors.
      debug: join(root, 'js', 'cli', 'no-debug.cjs'),
    },
    define: { CORE_WASM: '"core.modern.wasm"' },
    // cli-table3 does without; colours are ours.
    external: ['@colors/colors'],
    plugins: [TRANSLATIONS_FROM_FILE],
    banner: { js: `#!/usr/bin/env node\n${AS_COMMONJS}` },
  });
  for (const name of ['bin', 'bin-start']) {
    copyFileSync(join(root, 'js', 'cli', `${name}.cjs`), join(pkg, `${name}.js`));
  }
  for (const file of [program, join(pkg, 'bin.js')]) chmodSync(file, 0o755);
  await esbuild({
    ...modern,
    entryPoints: [join(root, 'js', 'dev', 'local', 'server.ts')],
    outfile: join(pkg, 'dev', 'server.mjs'),
  });
  writeFileSync(join(pkg, 'samples.json'), samples());
  writeFileSync(join(pkg, 'translations.json'), await translations(esbuild, modern));
}

/** Sentences in other languages are read when they are needed: they are half of the text of the program. */
const TRANSLATIONS_FROM_FILE = {
  name: 'translations-from-file',
  setup: ({ onResolve }) => {
    const folder = join(root, 'js', 'cli', 'language');
    onResolve({ filter: /^\.\/table$/ }, ({ resolveDir }) =>
      resolveDir === folder ? { path: join(folder, 'table-file.ts') } : undefined,
    );
  },
};

/** The sentences in other languages as JSON text. */
async function translations(esbuild, options) {
  const entryPoints = [join(root, 'js', 'cli', 'language', 'table.ts')];
  const { outputFiles } = await esbuild({ ...options, entryPoints, write: false });
  const { TRANSLATIONS } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  return `${JSON.stringify(TRANSLATIONS)}\n`;
}

/**
 * What `pack`, `deploy` and `dev` make functions from: the texts of the templates' files, the same bytes as in `pkg/scf/`. In the
 * npm package there are no folders of templates, because nothing but a whole one can be deployed, and the core is large.
 */
export function packTemplates(pkg, templates, notices) {
  const read = (template, name) => readFileSync(join(pkg, 'scf', template, name), 'utf8');
  const [first] = templates;
  // Their code is the same but for the name of the template, so that it is in the package once.
  const [code, ...others] = templates.map((template) => {
    const text = read(template, 'index.js');
    const name = JSON.stringify(template);
    const at = text.lastIndexOf(name);
    return `${text.slice(0, at)}"${TEMPLATE_NAME}"${text.slice(at + name.length)}`;
  });
  if (others.some((other) => other !== code)) {
    throw new Error('templates differ in more than their names');
  }
  const texts = { 'index.js': code, [notices]: read(first, notices) };
  writeFileSync(join(pkg, 'templates.json'), `${JSON.stringify(texts)}\n`);
}

/** What stands in the place of a template's name. */
const TEMPLATE_NAME = '@template@';

/** The events that the command `sample` prints: their texts by their names. */
function samples() {
  const list = JSON.parse(readFileSync(join(root, 'js', 'display', 'samples.json'), 'utf8'));
  const texts = Object.entries(list).map(([name, path]) => [
    name,
    readFileSync(join(root, path), 'utf8'),
  ]);
  return `${JSON.stringify(Object.fromEntries(texts))}\n`;
}
