// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * Prints what a core says of each file, a line for each, on any Node from 8.9 on:
 *
 *     node report-texts.cjs PACKAGE LIST
 *
 * PACKAGE is its entry point, beside which `shared` has the loader; LIST holds the files, a line each.
 */

const fs = require('fs');

const [packageFile, list] = process.argv.slice(2);

function print({ loader }) {
  const core = loader.load();
  const language = Buffer.from('');
  for (const file of fs.readFileSync(list, 'utf8').split('\n')) {
    const bytes = fs.readFileSync(file);
    const text = core.parse(bytes, language);
    // Not fs.writeSync, which fails when the reader of a pipe is slower.
    process.stdout.write(`${text}\n`);
  }
}

const shared = packageFile.replace(/index(\.m?js)$/, 'shared$1');
if (packageFile.endsWith('.mjs')) {
  // Hidden from Node.js 8, which does not know the syntax.
  const load = new Function('file', 'return import(file)');
  load(packageFile)
    .then(() => load(shared))
    .then(print);
} else {
  require(packageFile);
  print(require(shared));
}
