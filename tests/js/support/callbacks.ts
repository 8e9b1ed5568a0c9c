/** What a handler of callbacks over HTTP has to do, wherever it runs. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type CosEmulator, startCosEmulator } from '../../../js/dev/cos/emulator';
import { type ScfApi, startScfApi } from '../../../js/dev/scf/api';
import { startWeCom, type WeCom } from '../../../js/dev/wecom';
import { BUCKET, digestOf, md5, ROLE, steps } from './function';
import { eventObject } from './project';

const KEY = 'the-key-of-the-task';
const BOT = '693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa';
const EVENT = 'edit-media-success.json';

export interface Services {
  /** What configures a handler to use them. */
  env: Record<string, string>;
  cos: CosEmulator;
  wecom: WeCom;
  api: ScfApi;
  /** Lets the next write to COS fail, and all tries after it. */
  fail(is: boolean): void;
}

/** COS, a bot and the SCF API on this machine. */
export async function startServices(t: TestContext): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'callbacks-'));
  let fails = false;
  const cos = await startCosEmulator({
    folder,
    credentials: [ROLE],
    tamper: () => (fails ? { answer: { status: 403, code: 'AccessDenied' } } : undefined),
  });
  const wecom = await startWeCom({ keys: [BOT] });
  const api = await startScfApi({ credentials: [ROLE], functions: ['next'] });
  t.after(async () => {
    await Promise.all([cos.close(), wecom.close(), api.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const env = {
    COS_BUCKET: BUCKET,
    COS_ENDPOINT: cos.url,
    COS_SECRET_ID: ROLE.secretId,
    COS_SECRET_KEY: ROLE.secretKey,
    COS_SESSION_TOKEN: ROLE.sessionToken,
    TENCENTCLOUD_REGION: 'ap-tokyo',
    WECOM_WEBHOOK_URL: `${wecom.url}/cgi-bin/webhook/send?key=${BOT}`,
    INVOKE_FUNCTIONS: 'next',
    SCF_ENDPOINT: api.url,
    MPS_NOTIFY_KEY: KEY,
  };
  return {
    env,
    cos,
    wecom,
    api,
    fail: (is) => {
      fails = is;
    },
  };
}

/** Sends a request to the handler. */
export type Call = (init: {
  method: string;
  body?: string | Uint8Array<ArrayBuffer>;
}) => Promise<Response>;

/** The sample event, signed as MPS signs it. */
function signed(key = KEY): object {
  const timestamp = 4_000_000_000;
  return { ...eventObject(EVENT), Timestamp: timestamp, Sign: md5(`${timestamp}${key}`) };
}

/** Fails if a handler does not do what it has to. */
export async function exercise(services: Services, call: Call): Promise<void> {
  const { cos, wecom, api } = services;
  const answer = async (method: string, body?: string | Uint8Array<ArrayBuffer>) => {
    const response = await call({ method, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    assert.doesNotMatch(text, /NobodyMaySee|q-sign/, 'something secret got out');
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  };

  assert.deepEqual(await answer('GET'), { status: 200, body: { ok: true } });
  assert.equal((await answer('HEAD')).status, 200);
  assert.equal((await answer('PUT', '{}')).status, 405);
  // Some servers close the connection while the rest is still being sent, which some clients take for an error.
  const tooLarge = await answer('POST', new Uint8Array(8 * 1024 * 1024 + 1)).catch(
    ({ cause }: { cause?: { code?: string } }) => ({ status: cause?.code }),
  );
  assert.match(String(tooLarge.status), /^(413|ECONNRESET|EPIPE|UND_ERR_SOCKET)$/);
  assert.deepEqual(cos.requests, []);

  // A stranger: nothing is stored.
  const stranger = await answer('POST', JSON.stringify(signed('guessed')));
  assert.deepEqual([stranger.status, stranger.body.code], [403, 'unverified']);
  assert.equal((await answer('POST', '<html>')).status, 400);
  assert.deepEqual(cos.requests, []);

  // Refused by COS: to be sent again, and the sender is not told why.
  const event = JSON.stringify(signed());
  services.fail(true);
  const failed = await answer('POST', event);
  assert.deepEqual(failed, { status: 500, body: { ok: false, code: 'not_delivered' } });
  services.fail(false);
  assert.deepEqual([wecom.messages.length, api.invoked.length], [0, 0]);

  // Sent again: archived, told, invoked.
  const before = cos.requests.length;
  assert.deepEqual(await answer('POST', event), { status: 200, body: { ok: true } });
  const writes = steps(cos.requests.slice(before)).filter((step) => step.startsWith('PUT'));
  assert.deepEqual(writes.slice(0, 2), ['PUT event 200', 'PUT report 200']);
  assert.deepEqual([wecom.messages.length, api.invoked.length], [1, 1]);
  const objects = await cos.objects(BUCKET);
  const task = 'EditMediaTask/2600012001-EditMedia-de95b43bceeb4b998aed4aed5cef1ae7';
  const key = `mps/${task}/${digestOf(JSON.parse(event))}.event.json`;
  const stored = objects.find((object) => object.key === key);
  assert.ok(stored, `${key} is not among ${objects.map((object) => object.key)}`);
  assert.equal(readFileSync(stored.path, 'utf8'), event);

  // And once more: nobody is told twice.
  assert.deepEqual(await answer('POST', event), { status: 200, body: { ok: true } });
  assert.deepEqual([wecom.messages.length, api.invoked.length], [1, 1]);
}
