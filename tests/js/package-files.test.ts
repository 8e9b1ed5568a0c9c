/** What is published: complete, loadable in both ways, typed, and free of what is of this machine. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { deploy, digestOf, ROLE, steps } from './support/function';
import { runNode } from './support/nodes';
import { eventObject, PKG, ROOT } from './support/project';

const EVENT = eventObject('edit-media-success.json');

test('every file that package.json names is there', () => {
  const { main, types, exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named: string[] = [main, types];
  const collect = (entry: string | Record<string, string | object>) => {
    if (typeof entry === 'string') named.push(entry);
    else for (const inner of Object.values(entry)) collect(inner as typeof entry);
  };
  collect(exports);
  const missing = [...new Set(named)].filter((name) => !existsSync(join(ROOT, name)));
  assert.deepEqual(missing, []);
});

test('nothing of the machine that built it is in it', () => {
  for (const name of readdirSync(PKG, { recursive: true }).map(String)) {
    const path = join(PKG, name);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    for (const place of [ROOT, `${homedir()}/`, 'node_modules/', '.cargo/registry']) {
      assert.ok(!bytes.includes(place) || name.startsWith('dev/'), `${name} holds ${place}`);
    }
  }
});

const MODULE = pathToFileURL(join(PKG, 'index.mjs')).href;
const ENTRIES = {
  require: `const { createHandler } = require(${JSON.stringify(join(PKG, 'index.js'))});`,
  import: `import { createHandler } from ${JSON.stringify(MODULE)};`,
};

for (const [way, load] of Object.entries(ENTRIES)) {
  test(`a handler made by ${way} delivers`, async (t) => {
    const { emulator, objects } = await deploy(t, { node: process.execPath });
    const cos = {
      bucket: 'archive-1250000000',
      endpoint: emulator.url,
      secret_id: ROLE.secretId,
      secret_key: ROLE.secretKey,
      session_token: ROLE.sessionToken,
    };
    const source = `${load}
      createHandler({ options: { cos: ${JSON.stringify(cos)} } })(${JSON.stringify(EVENT)}).then(
        (done) => console.error(JSON.stringify(done)), (error) => { throw error; });`;
    const type = way === 'import' ? 'module' : 'commonjs';
    const { code, stderr } = await runNode(process.execPath, [
      `--input-type=${type}`,
      '--eval',
      source,
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(steps(emulator.requests), ['PUT event 200', 'PUT report 200']);
    const { events } = JSON.parse(stderr);
    const task = 'EditMediaTask/2600012001-EditMedia-de95b43bceeb4b998aed4aed5cef1ae7';
    assert.equal(events[0].event_key, `mps/${task}/${digestOf(EVENT)}.event.json`);
    assert.equal((await objects()).size, 2);
  });
}
