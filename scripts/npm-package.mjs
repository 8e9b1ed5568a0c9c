// Makes the folder that is published on npm, target/npm: the files that package.json names, with docs/README.npm.md as their
// README. The README of the repository links to pages that are not in the package.
//
//   node scripts/npm-package.mjs && npm publish target/npm

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';

import { GUIDE, missingInPackage } from './check-metadata.mjs';
import { SAMPLES_OF, samplesText, translationsText } from './inspector-texts.mjs';
import { root } from './tools.mjs';

/** What stands in the place of the core. */
const CORE_IS_BESIDE = '@core.modern.wasm@';

/** Texts of the inspector that are in a file of the package, too; by the script that has them. `js/dev/local/inspector.ts` puts them in. */
const TEXTS_BESIDE = [
  ...[
    ['inspector.js', SAMPLES_OF.page],
    ['editor.js', SAMPLES_OF.editor],
  ].map(([script, names]) => ({
    script,
    begin: '[["',
    text: () => samplesText(names),
    placeholder: `@samples.json ${names.join(' ')}@`,
  })),
  { script: 'editor.js', begin: '{"', text: translationsText, placeholder: '@translations.json@' },
];

/** The file that all files of the inspector are in, by their names. */
const WHOLE_PAGE = 'page.json';

/** Files that programs of the package read whole, with `readPacked` in `js/cli/packed.ts`. */
const PACKED = ['samples.json', 'templates.json', 'translations.json'];

/** Members of package.json that only the repository needs. */
const OF_REPOSITORY = ['scripts', 'devDependencies'];

/** Makes the package in `folder`, which is emptied before. */
export function makeNpmPackage(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const name of filesOfPackage()) {
    const to = join(folder, name);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(root, name), to);
  }
  const page = join(folder, 'pkg', 'inspector');
  takeCoreOut(folder);
  for (const beside of TEXTS_BESIDE) takeTextOut(page, beside);
  packPage(page);
  for (const name of PACKED) pack(join(folder, 'pkg', name));
  copyFileSync(join(root, 'docs', 'README.npm.md'), join(folder, 'README.md'));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const member of OF_REPOSITORY) delete manifest[member];
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return folder;
}

/**
 * Takes the core out of the script of the inspector: it would be a fifth of the download. The server of `open` and `dev` puts in the
 * one that the package has as a file (`js/dev/local/inspector.ts`).
 */
function takeCoreOut(folder) {
  const script = join(folder, 'pkg', 'inspector', 'inspector.js');
  const text = readFileSync(script, 'utf8').replace(
    /[A-Za-z0-9+/]{100000,}={0,2}/,
    () => CORE_IS_BESIDE,
  );
  if (!text.includes(CORE_IS_BESIDE)) throw new Error('the core should be in the inspector');
  writeFileSync(script, text);
}

/** Takes a text out of a script of the inspector. It is a literal there, in quotes of some kind. */
function takeTextOut(page, { script, begin, text, placeholder }) {
  const path = join(page, script);
  const code = readFileSync(path, 'utf8');
  const wanted = text();
  for (const quote of ['`', "'", '"']) {
    const first = quote + begin.replaceAll(quote, `\\${quote}`);
    for (let at = code.indexOf(first); at >= 0; at = code.indexOf(first, at + 1)) {
      const end = endOfLiteral(code, at);
      if (end - at < wanted.length || new Function(`return ${code.slice(at, end)}`)() !== wanted)
        continue;
      writeFileSync(path, `${code.slice(0, at)}"${placeholder}"${code.slice(end)}`);
      return;
    }
  }
  throw new Error(`${script} should have the text of ${placeholder}`);
}

/** Behind the quote that ends the literal which begins at an index. */
function endOfLiteral(code, start) {
  let at = start + 1;
  while (code[at] !== code[start] && at < code.length) at += code[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Compresses a file better than the tarball does. What reads it unpacks it. */
function pack(file) {
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
  rmSync(file);
}

/** Puts the files of the page into one, which compresses better: they have much in common. */
function packPage(folder) {
  const files = {};
  for (const name of readdirSync(folder)) {
    files[name] = readFileSync(join(folder, name), 'utf8');
    rmSync(join(folder, name));
  }
  const whole = join(folder, WHOLE_PAGE);
  writeFileSync(whole, JSON.stringify(files));
  pack(whole);
}

function filesOfPackage() {
  const printed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ files }] = JSON.parse(printed);
  return files.map(({ path }) => path);
}

const HELP = `Usage: node scripts/npm-package.mjs [FOLDER]

Makes the folder that is published on npm. FOLDER (default: target/npm) is emptied before.
`;

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  const { values, positionals } = argumentsOf();
  if (values.help) process.stdout.write(HELP);
  else {
    console.log(makeNpmPackage(resolve(positionals[0] ?? join(root, 'target', 'npm'))));
    const missing = missingInPackage(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    if (missing.length > 0)
      console.error(
        `not ready to be published, package.json has no ${missing.join(', ')}: ${GUIDE}`,
      );
  }
}

/** Ends the process if they are wrong: what looks like an option is no folder. */
function argumentsOf() {
  try {
    const parsed = parseArgs({
      options: { help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    if (parsed.positionals.length > 1) throw new Error('there can be only one folder');
    return parsed;
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}
