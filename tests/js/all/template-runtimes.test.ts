/** Every template, as it is packed for SCF, on every runtime that it can be deployed to: the same objects come of it. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { packFunction } from '../../../js/cli/function/package';
import { TEMPLATES, type Template } from '../../../js/input/templates';
import { deploy, steps } from '../support/function';
import { nodeFor } from '../support/nodes';
import { eventObject, PKG } from '../support/project';

/** The runtimes of SCF that are met most, and the newest Node.js that it may have next. */
const RUNTIMES = ['8.9.4', '12.16.1', '16.13.1', '18.15.0', '20.20.2'];

const BATCH = {
  topic_id: '5f2d1b7e-0000-4000-8000-000000000000',
  topic_name: '日志主题',
  records: [{ timestamp: '1740816000000001', content: '{"msg":"二"}' }],
};

const EVENTS: Record<Template, { event: object; requests: string[] }> = {
  'mps-webhook': {
    event: eventObject('workflow-partial.json'),
    requests: ['PUT event 200', 'PUT report 200'],
  },
  'mps-to-cos': { event: eventObject('workflow-partial.json'), requests: ['PUT 200'] },
  'cls-to-cos': {
    event: { clslogs: { data: gzipSync(JSON.stringify(BATCH)).toString('base64') } },
    requests: ['PUT 200'],
  },
};

/** What came of each template on the first runtime. */
const firsts = new Map<Template, [string, string][]>();

for (const template of TEMPLATES) {
  for (const version of RUNTIMES) {
    test(`${template} on Node ${version}`, async (t) => {
      const node = await nodeFor(t, version);
      if (node === undefined) return;
      const folder = await mkdtemp(join(tmpdir(), 'packed-'));
      t.after(() => rm(folder, { recursive: true, force: true }));
      for (const [name, bytes] of Object.entries(unzipSync(packFunction(PKG, template).zip))) {
        await writeFile(join(folder, name), bytes);
      }
      const deployed = await deploy(t, { node, scf: { folder, memoryLimitMb: 512 } });
      const { event, requests } = EVENTS[template];
      const first = await deployed.invoke(event);
      assert.ok(first.ok, first.error?.message);
      // Keys by the hour say no kind.
      const sent = steps(first.requests).map((step) => step.replace(/ \S+\.txt /, ' '));
      assert.deepEqual(sent, requests);
      const again = await deployed.invoke(event);
      assert.ok(again.ok, again.error?.message);
      assert.equal(again.result.events[0].archive, 'seen_before');

      const objects = [...(await deployed.objects())].map(([key, bytes]): [string, string] => [
        key,
        // Receipts say when, and what id COS gave the request; all else is of the event.
        bytes.toString().replace(/"(at|request_id)":"[^"]*"/g, '"$1":""'),
      ]);
      const known = firsts.get(template);
      if (known === undefined) firsts.set(template, objects);
      else assert.deepEqual(objects, known);
    });
  }
}

after(() => assert.equal(firsts.size, TEMPLATES.length, 'nothing was compared'));
