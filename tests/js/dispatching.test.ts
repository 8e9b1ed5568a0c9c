/** The deployed function dispatching notifications: over real sockets, to a bot and to the SCF API. */

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { apiError, type ScfApiOptions, startScfApi } from '../../js/dev/scf/api';
import { code, startWeCom, type WeComOptions } from '../../js/dev/wecom';
import { assertNothingSecret, deploy, ROLE, roleEnv, steps } from './support/function';
import { nodeFor } from './support/nodes';
import { eventObject, NODES } from './support/project';

const EVENT = eventObject('edit-media-failed.json');
const KEY = 'KeyOfTheBotNobodyMaySee';

async function everything(
  t: TestContext,
  node: string,
  {
    wecom = {},
    api = {},
    env = {},
  }: {
    wecom?: Partial<WeComOptions>;
    api?: Partial<ScfApiOptions>;
    env?: Record<string, string>;
  } = {},
) {
  const bot = await startWeCom({ keys: [KEY], ...wecom });
  const scf = await startScfApi({ credentials: [ROLE], functions: ['next'], ...api });
  t.after(() => Promise.all([bot.close(), scf.close()]));
  const deployed = await deploy(t, {
    node,
    env: {
      WECOM_WEBHOOK_URL: `${bot.url}/cgi-bin/webhook/send?key=${KEY}`,
      INVOKE_FUNCTIONS: 'next:$LATEST@team',
      SCF_ENDPOINT: scf.url,
      ...env,
    },
  });
  const record = async () => {
    for (const [key, bytes] of await deployed.objects()) {
      if (key.endsWith('.report.json')) return JSON.parse(bytes.toString());
    }
  };
  return { ...deployed, bot, api: scf, record };
}

for (const version of NODES) {
  test(`dispatching, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;

    await t.test('tells and invokes once, and a duplicate does nothing', async (t) => {
      const { invoke, bot, api, record } = await everything(t, node);
      const { ok, result, requests } = await invoke(EVENT);
      assert.equal(ok, true);
      assert.deepEqual(
        bot.messages.map(({ key }) => key),
        [KEY],
      );
      assert.deepEqual(api.invoked, [
        { function: 'next', qualifier: '$LATEST', namespace: 'team', event: JSON.stringify(EVENT) },
      ]);
      assert.deepEqual(steps(requests).slice(0, 3), [
        'PUT event 200',
        'GET report 404',
        'PUT report 200',
      ]);
      const { receipts } = await record();
      assert.deepEqual(receipts.map(({ step }: { step: string }) => step).sort(), [
        'event',
        'invoke',
        'notify',
      ]);
      assertNothingSecret(JSON.stringify([result, receipts]));

      const again = await invoke(EVENT);
      assert.equal(again.ok, true);
      assert.deepEqual(steps(again.requests), ['PUT event 409', 'GET report 200']);
      assert.deepEqual([bot.messages.length, api.invoked.length], [1, 1]);
    });

    await t.test('what failed for good is all that a retry does', async (t) => {
      let broken = true;
      const { invoke, bot, api } = await everything(t, node, {
        wecom: { tamper: () => (broken ? { answer: code(93000) } : undefined) },
      });
      const first = await invoke(EVENT);
      assert.equal(first.ok, false);
      assert.match(first.error?.message ?? '', /was not notified: .*93000/);
      broken = false;
      const second = await invoke(EVENT);
      assert.equal(second.ok, true);
      assert.deepEqual([bot.messages.length, api.invoked.length], [1, 1]);
    });

    await t.test('what passes is tried again', async (t) => {
      const { invoke, bot, api } = await everything(t, node, {
        wecom: {
          tamper: ({ index }) => [{ answer: code(-1) }, { reset: 'before' as const }][index],
        },
        api: {
          tamper: ({ index }) =>
            [{ answer: apiError('InternalError') }, { answer: { status: 502, body: '<html>' } }][
              index
            ],
        },
      });
      const { ok, lines } = await invoke(EVENT);
      assert.equal(ok, true);
      assert.deepEqual([bot.messages.length, api.invoked.length], [1, 1]);
      assert.equal(lines.filter(({ msg }) => msg === 'trying again').length, 4);
    });

    await t.test('an error of the API that stays fails the invocation', async (t) => {
      const { invoke, bot } = await everything(t, node, { api: { functions: [] } });
      const { ok, error } = await invoke(EVENT);
      assert.equal(ok, false);
      assert.match(error?.message ?? '', /next:\$LATEST@team was not invoked: .*ResourceNotFound/);
      assert.equal(bot.messages.length, 1);
    });

    await t.test(
      'nobody but the archive and the function sees the secrets of an event',
      async (t) => {
        const { invoke, bot, objects } = await everything(t, node);
        const secrets = { S3SecretId: 'S3IdOfTheEvent', S3SecretKey: 'S3KeyOfTheEvent' };
        const storage = {
          Type: 'AWS-S3',
          S3OutputStorage: { S3Bucket: 'b', S3Region: 'r', ...secrets },
        };
        const event = {
          EventType: 'EditMediaTask',
          EditMediaTaskEvent: {
            TaskId: '125-EditMedia-1\n{"level":"info","msg":"forged"}',
            Status: 'FINISH',
            ErrCode: 60000,
            Message: `the key ${secrets.S3SecretId} is not valid (${secrets.S3SecretKey})`,
            Output: { Path: '/a.mp4', OutputStorage: storage },
          },
        };
        const { ok, lines, result, logs } = await invoke(event);
        assert.equal(ok, true);
        assert.ok(lines.every(({ msg }) => msg !== 'forged'));
        const seen = JSON.stringify([result, logs, bot.messages]);
        assert.doesNotMatch(seen, /OfTheEvent/);
        assert.match(JSON.stringify(bot.messages), /the key ＊＊＊ is not valid \(＊＊＊\)/);
        for (const [key, bytes] of await objects()) {
          if (key.endsWith('.report.json')) assert.doesNotMatch(bytes.toString(), /OfTheEvent/);
          else assert.match(bytes.toString(), /S3IdOfTheEvent is not valid \(S3KeyOfTheEvent\)/);
        }
      },
    );

    await t.test('without a bucket it dispatches all the same', async (t) => {
      const { invoke, bot, api, requests } = await (async () => {
        const made = await everything(t, node, { env: { COS_BUCKET: '' } });
        return { ...made, requests: made.emulator.requests };
      })();
      assert.equal((await invoke(EVENT)).ok, true);
      assert.deepEqual([bot.messages.length, api.invoked.length, requests.length], [1, 1, 0]);
    });

    await t.test(
      'credentials that rotate under it are read again by the next invocation',
      async (t) => {
        const fresh = { ...ROLE, sessionToken: 'AnotherTokenNobodyMaySee' };
        const credentials = [ROLE as typeof fresh];
        const { invoke } = await everything(t, node, {
          api: { credentials },
          env: { COS_BUCKET: '' },
        });
        assert.equal((await invoke(EVENT)).ok, true);
        credentials[0] = fresh;
        assert.equal((await invoke(EVENT)).ok, false);
        assert.equal((await invoke(EVENT, { env: roleEnv(fresh) })).ok, true);
      },
    );
  });
}
