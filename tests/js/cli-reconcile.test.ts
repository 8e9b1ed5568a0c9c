/** `reconcile`: says what is missing, and delivers it when that is wanted. */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { wordsIn } from '../../js/cli/reconcile/words';
import { startCosEmulator } from '../../js/dev/cos/emulator';
import { type MpsOptions, startMps } from '../../js/dev/mps/emulator';
import { startWeCom } from '../../js/dev/wecom';
import { cli, folderOf } from './support/cli';
import { BUCKET, ROLE } from './support/function';
import { HOUR, MINUTE, task } from './support/mps-tasks';

const KEY = 'KeyOfTheBotNobodyMaySee';

async function everything(t: TestContext, options: Partial<MpsOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'reconcile-'));
  const cos = await startCosEmulator({ folder, credentials: [ROLE] });
  const tasks = Array.from({ length: 6 }, (_, index) => task(index, Date.now() - 2 * HOUR));
  const details = tasks.map(({ detail }) => detail);
  const mps = await startMps({ credentials: [ROLE], tasks: details, ...options });
  const bot = await startWeCom({ keys: [KEY] });
  t.after(async () => {
    await Promise.all([cos.close(), mps.close(), bot.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  const env = {
    COS_BUCKET: BUCKET,
    COS_ENDPOINT: cos.url,
    COS_SECRET_ID: ROLE.secretId,
    COS_SECRET_KEY: ROLE.secretKey,
    COS_SESSION_TOKEN: ROLE.sessionToken,
    WECOM_WEBHOOK_URL: `${bot.url}/cgi-bin/webhook/send?key=${KEY}`,
    MPS_ENDPOINT: mps.url,
  };
  const cwd = await folderOf(t, {
    'events.ndjson': tasks
      .slice(2)
      .map(({ event }) => `${JSON.stringify(event)}\n`)
      .join(''),
  });
  const stored = await cli(['replay', '--archive-only', '--no-journal', 'events.ndjson'], {
    cwd,
    env,
  });
  assert.equal(stored.status, 0, stored.stderr);
  return { env, cwd, cos, mps, bot, tasks };
}

test('says what is missing, by type and hour, and delivers it with --yes', async (t) => {
  const { env, cwd, bot, cos } = await everything(t);
  // Nobody can be asked, and nothing was done: a program has to notice.
  const plan = await cli(['reconcile'], { cwd, env });
  assert.equal(plan.status, 1, plan.stderr);
  assert.match(plan.stdout, /^6 tasks finished since \S+Z; 2 are not in the archive\.\n/);
  assert.match(plan.stdout, /WorkflowTask +4 +2\n/);
  assert.match(plan.stdout, /\d{4}-\d\d-\d\dT\d\d:00Z +4 +2\n/);
  assert.match(
    plan.stdout,
    /\nNothing was delivered: nobody can be asked here\. --yes delivers them\.\n$/,
  );
  assert.equal(bot.messages.length, 0);

  const done = await cli(['reconcile', '--yes', '--since', '3h'], { cwd, env });
  assert.equal(done.status, 0, done.stderr);
  assert.match(
    done.stdout,
    /\nAll 6 tasks finished since \S+Z are archived; 2 had not arrived and were fetched\.\n$/,
  );
  assert.equal(bot.messages.length, 2);
  assert.equal(
    (await cos.objects(BUCKET)).some(({ key }) => key.includes('cursor')),
    false,
  );

  const again = await cli(['reconcile', '--yes'], { cwd, env: { ...env, LC_ALL: 'ja_JP.UTF-8' } });
  assert.match(again.stdout, /^\S+Z 以降に終了した 6 件のタスクはすべて保存済みです。\n$/);
  assert.equal(bot.messages.length, 2);
});

test('prints JSON for programs', async (t) => {
  const { env, cwd, tasks } = await everything(t);
  const dry = JSON.parse((await cli(['reconcile', '--dry-run', '--json'], { cwd, env })).stdout);
  assert.deepEqual([dry.plan.found, dry.plan.missing, dry.result], [4, 2, null]);
  assert.deepEqual(dry.plan.by_type, { WorkflowTask: { found: 4, missing: 2 } });
  assert.deepEqual(
    dry.plan.missing_tasks.map(({ task_id }: { task_id: string }) => task_id).sort(),
    tasks.slice(0, 2).map(({ detail }) => detail.WorkflowTask?.TaskId),
  );
  const done = JSON.parse((await cli(['reconcile', '--yes', '--json'], { cwd, env })).stdout);
  assert.deepEqual([done.result.tasks, done.result.fetched], [6, 2]);
  assert.deepEqual(
    done.delivered.map(({ task_id, status }: Record<string, string>) => [task_id, status]).sort(),
    tasks.slice(0, 2).map(({ detail }) => [detail.WorkflowTask?.TaskId, 'fetched']),
  );
});

test('says that there was no task', async (t) => {
  const { env, cwd } = await everything(t, { tasks: [] });
  const { status, stdout } = await cli(['reconcile'], { cwd, env });
  assert.deepEqual([status, /^No task finished since \S+Z\.\n$/.test(stdout)], [0, true]);
});

test('says what the service does not know any more', async (t) => {
  const now = { time: Date.now() };
  const old = task(7, now.time - HOUR).detail;
  old.CreateTime = new Date(now.time - 7 * 24 * HOUR + MINUTE).toISOString().replace(/\.\d+/, '');
  // It is known when it is listed, and is not when it is asked for.
  const { env, cwd, mps } = await everything(t, {
    tasks: [old],
    now: () => now.time + (mps?.asked.some(({ action }) => action === 'DescribeTasks') ? HOUR : 0),
  });
  const { status, stdout } = await cli(['reconcile', '--yes', '--since', '7d'], { cwd, env });
  assert.match(stdout, /^1 task finished since \S+; 1 is not in the archive\.\n/);
  assert.match(stdout, /0 of 1 tasks finished since \S+ are archived; 1 had not arrived, and the/);
  assert.equal(status, 0);
});

test('usage errors and refusals are said', async (t) => {
  const { env, cwd, mps } = await everything(t, { credentials: [] });
  for (const [words, message] of [
    [['--since', '8d'], /the service knows tasks of the last 7 days/],
    [['--since', 'soon'], /--since soon is not valid/],
    [['--grace', '1m'], /--grace 1m is not valid/],
  ] as const) {
    const { status, stderr } = await cli(['reconcile', ...words], { cwd, env });
    assert.equal(status, 2);
    assert.match(stderr, message);
  }
  const classic = await cli(['reconcile'], { cwd, env: { ...env, COS_LAYOUT: 'classic' } });
  assert.deepEqual([classic.status, /layout `task`/.test(classic.stderr)], [2, true]);
  const { MPS_ENDPOINT: _, ...others } = env;
  const refused = await cli(['reconcile', '--endpoint', mps.url], { cwd, env: others });
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /the MPS API answered AuthFailure\.SecretIdNotFound, request/);
});

test('the sentence is there in every language', () => {
  const keys = Object.keys(wordsIn('en'));
  for (const language of ['zh', 'ja', 'ko'] as const) {
    assert.deepEqual(Object.keys(wordsIn(language)), keys);
  }
});
