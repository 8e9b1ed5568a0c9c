/** docs/deploying.md: what it shows is what the commands say. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { run as deploy } from '../../js/cli/commands/deploy';
import { run as doctor } from '../../js/cli/commands/doctor';
import { packFunction } from '../../js/cli/function/package';
import { send } from '../../js/delivery/transport/node';
import { startCosEmulator } from '../../js/dev/cos/emulator';
import { startWeCom } from '../../js/dev/wecom';
import { TEMPLATES } from '../../js/input/templates';
import { CloudApi, DEPLOYER, NEW_FUNCTION } from './support/cloud-api';
import { ASSETS, commandContext } from './support/command-context';
import { PKG, ROOT } from './support/project';

const page = readFileSync(join(ROOT, 'docs', 'deploying.md'), 'utf8');
const [plan = '', findings = ''] = [...page.matchAll(/^```text\n([\s\S]*?)^```/gm)].map(
  ([, block]) => block,
);

test('the plan', async (t) => {
  const api = new CloudApi();
  const context = await commandContext(t, { env: DEPLOYER, send: api.send });
  const options = { ...NEW_FUNCTION, set: ['COS_BUCKET=results-1250000000'] };
  await deploy(options, context, { assets: ASSETS });
  const same = (text: string) => text.replace(/\b[0-9a-f]{16}\b/g, 'digest of the code');
  assert.equal(same(context.output()), same(plan));
});

test('the findings', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'deploying-'));
  const cos = await startCosEmulator({
    folder,
    credentials: [
      { secretId: DEPLOYER.TENCENTCLOUD_SECRET_ID, secretKey: DEPLOYER.TENCENTCLOUD_SECRET_KEY },
    ],
    tamper: ({ method }) =>
      method === 'PUT' ? { answer: { status: 403, code: 'AccessDenied' } } : undefined,
  });
  const wecom = await startWeCom({ keys: ['EXAMPLE'] });
  t.after(async () => {
    await Promise.all([cos.close(), wecom.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  const { TENCENTCLOUD_SECURITY_TOKEN, ...permanent } = DEPLOYER;
  const context = await commandContext(t, {
    env: permanent,
    // To the fake services, with the hosts that the requests were signed for.
    send: (request, body) => {
      const { pathname, search, host } = new URL(request.url);
      const { url } = host.endsWith('myqcloud.com') ? cos : wecom;
      return send({ ...request, url: `${url}${pathname}${search}` }, body);
    },
  });
  const variables = [
    'COS_BUCKET=results-1250000000',
    'COS_REGION=ap-guangzhou',
    'WECOM_WEBHOOK_KEY=EXAMPLE',
  ];
  await writeFile(join(context.cwd, '.env'), variables.join('\n'));
  const options = { template: 'mps-webhook', env: '.env', write: true, send: true };
  assert.equal(await doctor(options, context, ASSETS), 1);
  const same = (text: string) => text.replace(/is \d+ s (ahead of|behind)/, 'is 0 s ahead of');
  assert.equal(same(context.output()), same(findings));
});

test('the sizes, to a tenth; and every link', () => {
  for (const template of TEMPLATES) {
    const shown = Number(new RegExp(`\\| \`${template}\` \\| (\\d+) KB \\|`).exec(page)?.[1]);
    const real = packFunction(PKG, template).zip.length / 1000;
    assert.ok(Math.abs(shown / real - 1) < 0.1, `${template}: ${real}`);
  }
  for (const [, link = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
    // An anchor is a heading of the page, which a person sees.
    assert.ok(existsSync(join(ROOT, 'docs', link.replace(/#.*$/, ''))), link);
  }
});

test('the sizes of the zips', () => {
  const documented = [...page.matchAll(/^\| `([\w-]+)` \| (\d+) KB \|$/gm)];
  assert.deepEqual(
    documented.map(([, template]) => template),
    [...TEMPLATES],
  );
  for (const [, template, kilobytes] of documented) {
    const { length } = packFunction(PKG, template as (typeof TEMPLATES)[number]).zip;
    const said = Number(kilobytes) * 1024;
    // As units are shown, and with room for what does not matter to who uploads it.
    assert.ok(Math.abs(said - length) <= 0.03 * length, `${template} has ${length} bytes`);
  }
});
