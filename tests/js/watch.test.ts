/** The watch over real sockets: the deployed function, COS, a bot and the query API of MPS. */

import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { type MpsOptions, startMps } from '../../js/dev/mps/emulator';
import { startWeCom } from '../../js/dev/wecom';
import { type DeployOptions, deploy, ROLE } from './support/function';
import { HOUR, MINUTE, task, taskId } from './support/mps-tasks';
import { nodeFor } from './support/nodes';
import { NODES, SCF_NODE } from './support/project';

const KEY = 'KeyOfTheBotNobodyMaySee';

const TIMER = { Type: 'Timer', TriggerName: 'watch', Time: '2024-01-01T00:00:00Z' };

async function everything(
  t: TestContext,
  node: string,
  options: Partial<MpsOptions> = {},
  scf: DeployOptions['scf'] = {},
) {
  const finished = Date.now() - HOUR;
  const tasks = Array.from({ length: 12 }, (_, index) => task(index, finished - index * MINUTE));
  const service = await startMps({
    credentials: [ROLE],
    tasks: tasks.map(({ detail }) => detail),
    pageSize: 5,
    ...options,
  });
  const bot = await startWeCom({ keys: [KEY] });
  t.after(() => Promise.all([service.close(), bot.close()]));
  const deployed = await deploy(t, {
    node,
    scf,
    env: {
      WECOM_WEBHOOK_URL: `${bot.url}/cgi-bin/webhook/send?key=${KEY}`,
      MPS_ENDPOINT: service.url,
    },
  });
  return { ...deployed, service, bot, tasks };
}

for (const version of NODES) {
  test(`the watch, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;

    await t.test('fetches what never came, once, and says it in one line', async (t) => {
      const { invoke, objects, bot, tasks } = await everything(t, node);
      for (const { event } of tasks.slice(3)) assert.equal((await invoke(event)).ok, true);
      assert.equal(bot.messages.length, 9);

      const round = await invoke({ ...TIMER, Message: 'watch' });
      assert.equal(round.ok, true);
      const { watched } = round.result;
      assert.deepEqual([watched.tasks, watched.missing, watched.fetched], [12, 3, 3]);
      const missing = round.lines.filter(({ msg }) => msg === 'missing_events');
      assert.deepEqual(
        missing.map(({ level, count }) => [level, count]),
        [['warn', 3]],
      );
      const said = round.lines.at(-1);
      assert.match(
        said?.msg ?? '',
        /^watch: all 12 tasks finished since .* are archived; 3 had not arrived and were fetched$/,
      );
      assert.equal(typeof said?.request_id, 'string');
      assert.equal(bot.messages.length, 12);
      const stored = await objects();
      const reports = [...stored].filter(([key]) => key.endsWith('.report.json'));
      const marked = reports.filter(([, body]) => JSON.parse(body.toString()).reconciled === true);
      assert.deepEqual([reports.length, marked.length], [12, 3]);

      // A round after it finds nothing, and an event that comes late is archived and told nobody.
      const again = await invoke({ ...TIMER, Message: 'watch 2h' });
      assert.deepEqual([again.ok, again.result.watched.missing], [true, 0]);
      const late = await invoke(tasks[0]?.event);
      assert.equal(late.ok, true);
      assert.equal(late.result.events[0].dispatched[0].status, 'seen_before');
      assert.equal(bot.messages.length, 12);
      const folder = [...(await objects()).keys()].filter((key) => key.includes(taskId(0)));
      assert.equal(folder.filter((key) => key.endsWith('.event.json')).length, 2);
    });

    await t.test('two at once deliver each task once', async (t) => {
      const first = await everything(t, node);
      const event = { ...TIMER, Message: 'watch' };
      const rounds = await Promise.all([first.invoke(event), first.invoke(event)]);
      assert.ok(rounds.every(({ ok }) => ok));
      const ids = first.bot.messages.map(
        ({ content }) => /\d+-WorkflowTask-\w+/.exec(content)?.[0],
      );
      assert.deepEqual([ids.length, new Set(ids).size], [12, 12]);
    });

    await t.test('goes on when the service asks for fewer requests', async (t) => {
      const { invoke, service } = await everything(t, node, { perSecond: 4 });
      const { ok, result } = await invoke({ ...TIMER, Message: 'watch' });
      assert.deepEqual([ok, result.watched.fetched], [true, 12]);
      assert.ok(service.asked.some(({ refused }) => refused === 'RequestLimitExceeded'));
    });

    await t.test(
      'reads an answer of megabytes within 128 MB, and says which is too long',
      async (t) => {
        const { invoke, tasks, objects, service } = await everything(
          t,
          node,
          {},
          { memoryLimitMb: version === SCF_NODE ? 128 : 192 },
        );
        // What a service recognises in hours of speech.
        const segments = (count: number) => [
          {
            Type: 'AsrFullTextRecognition',
            AsrFullTextTask: {
              Status: 'SUCCESS',
              Output: {
                SegmentSet: Array.from({ length: count }, (_, index) => ({
                  StartTimeOffset: index,
                  EndTimeOffset: index + 0.5,
                  Text: `${index}. `.padEnd(120, 'words '),
                })),
              },
            },
          },
        ];
        const grow = (index: number, count: number) =>
          Object.assign(tasks[index]?.detail.WorkflowTask ?? {}, {
            AiRecognitionResultSet: segments(count),
          });
        for (const index of [1, 4, 6]) grow(index, 20_000);
        grow(8, 40_000);
        const { ok, error, rssMb } = await invoke({ ...TIMER, Message: 'watch' });
        assert.equal(ok, false);
        assert.match(
          error?.message ?? '',
          /no answer from MPS: the response is longer than 4194304/,
        );
        t.diagnostic(`${rssMb.toFixed(0)} MB`);
        const stored = [...(await objects())].filter(([key]) => key.endsWith('.event.json'));
        assert.equal(stored.length, 11);
        assert.equal(stored.filter(([, event]) => event.length > 3_000_000).length, 3);
        const asked = service.asked.filter(({ parameters }) => parameters.TaskId === taskId(1));
        assert.equal(asked.length, 2);
      },
    );

    await t.test('says how it is asked for, and why it cannot', async (t) => {
      const { invoke, tasks } = await everything(t, node, { credentials: [] });
      const unknown = await invoke({ ...TIMER, Message: 'tick' });
      assert.equal(unknown.ok, false);
      assert.match(unknown.error?.message ?? '', /its message must be `watch`/);
      const refused = await invoke({ ...TIMER, Message: 'watch' });
      assert.match(refused.error?.message ?? '', /AuthFailure\.SecretIdNotFound/);
      assert.equal(refused.lines.at(-1)?.level, 'error');
      assert.equal((await invoke(tasks[0]?.event)).ok, true);
    });
  });
}
