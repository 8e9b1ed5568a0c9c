/*
 * `npm run demo`: runs sample events through the function as it ships, on the Node it ships for,
 * against a COS on this machine. Needs Node 18 and npm, nothing built and nothing installed.
 * Arguments are passed on: `npm run demo -- --archive DIR`.
 */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode } from './node-versions.mjs';

const VERSION = '8.9.4';
const DEMO = join(dirname(dirname(fileURLToPath(import.meta.url))), 'pkg', 'dev', 'demo.mjs');

if (!existsSync(DEMO)) {
  console.error('pkg/dev/demo.mjs is missing; build it with: npm run build');
  process.exit(2);
}

const parameters = process.argv.slice(2);
if (!parameters.some((parameter) => /^--node(=|$)/.test(parameter))) {
  const { path, reason } = await ensureNode(VERSION, {
    onInstall: () => console.error(`Fetching Node ${VERSION}, which SCF runs (only once) …`),
  });
  if (path === undefined) {
    console.error(`${reason}\nThe demo runs on this Node, ${process.version}, instead.`);
  } else {
    parameters.push('--node', path);
  }
}

const demo = spawn(process.execPath, [DEMO, ...parameters], { stdio: 'inherit' });
demo.on('close', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
