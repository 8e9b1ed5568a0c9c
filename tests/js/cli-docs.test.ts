/** docs/cli.md: what it shows is what the commands print. `UPDATE_VECTORS=1` writes it anew. */

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { CLI, eventOf, folderOf, runProgram } from './support/cli';
import { testOnPosix } from './support/programs';
import { eventBytes, ROOT } from './support/project';

const PAGE = join(ROOT, 'docs', 'cli.md');

const OPTIONS = `{
  "cos": { "bucket": "results-1250000000", "region": "ap-guangzhou" },
  "notify": [{ "url": "00000000-0000-4000-8000-000000000000", "on": "failure", "lang": "en" }],
  "invoke": [{ "function": "next" }]
}
`;

testOnPosix('the examples of the documentation are what is printed', async (t) => {
  const request = {
    httpMethod: 'POST',
    requestContext: {},
    body: eventBytes('schedule-success.json').toString(),
  };
  const cwd = await folderOf(t, {
    'event.json': eventBytes('workflow-partial.json'),
    'request.json': JSON.stringify(request),
    'events.ndjson': [1, 2, 3].map((index) => `${eventOf(index)}\n`).join(''),
    'options.json': OPTIONS,
    'empty.env': '',
    'target.env':
      'COS_BUCKET=results-1250000000\nCOS_REGION=ap-guangzhou\nCOS_SECRET_ID=id\nCOS_SECRET_KEY=key\n',
  });
  const bin = join(cwd, '.bin');
  await mkdir(bin);
  const program = `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`;
  await writeFile(join(bin, 'mps-webhook'), program, { mode: 0o755 });
  const env = { PATH: `${bin}${delimiter}${process.env.PATH}` };

  const page = await readFile(PAGE, 'utf8');
  let printed = '';
  let end = 0;
  for (const { 0: block, 1: content = '', index } of page.matchAll(
    /^```console\n([\s\S]*?)^```$/gm,
  )) {
    const commands = content.match(/^\$ .*$/gm) ?? [];
    assert.ok(commands.length > 0, block);
    let shown = '';
    for (const command of commands) {
      const { stdout } = await runProgram('/bin/sh', ['-c', `(${command.slice(2)}) 2>&1`], {
        cwd,
        env,
      });
      shown += `${command}\n${stdout.replace(/, \d+ a second/g, ', 1000 a second')}`;
    }
    printed += `${page.slice(end, index)}\`\`\`console\n${shown}\`\`\``;
    end = index + block.length;
  }
  printed += page.slice(end);
  if (process.env.UPDATE_VECTORS) await writeFile(PAGE, printed);
  else assert.equal(printed, page);
});
