/** The outbox over real sockets: the deployed function, COS, and a bot that takes so many messages. */

import assert from 'node:assert/strict';
import test from 'node:test';
import { code, startWeCom } from '../../js/dev/wecom';
import { deploy } from './support/function';
import { HOUR, task } from './support/mps-tasks';
import { nodeFor } from './support/nodes';
import { NODES } from './support/project';

const KEY = 'KeyOfTheBotNobodyMaySee';

for (const version of NODES) {
  test(`the outbox, on Node ${version}`, async (t) => {
    const node = await nodeFor(t, version);
    if (node === undefined) return;
    let taken = 3;
    const refused = { answer: code(45009) };
    const bot = await startWeCom({
      keys: [KEY],
      tamper: () => (taken-- > 0 ? undefined : refused),
    });
    t.after(() => bot.close());
    const { invoke, objects, scf } = await deploy(t, {
      node,
      env: { WECOM_WEBHOOK_URL: `${bot.url}/cgi-bin/webhook/send?key=${KEY}`, NOTIFY_LANG: 'en' },
    });
    const events = Array.from({ length: 9 }, (_, index) => task(index, Date.now() - HOUR).event);
    const waiting = async () =>
      [...(await objects()).keys()].filter((key) => /\/outbox\//.test(key));

    const statuses: string[] = [];
    for (const event of events) {
      const { ok, result } = await invoke(event);
      assert.equal(ok, true);
      statuses.push(result.events[0].dispatched[0].status);
    }
    assert.deepEqual(statuses, [...Array(3).fill('done'), ...Array(6).fill('queued')]);
    assert.equal((await waiting()).length, 6);
    // The first refusal was enough: the instance leaves the bot alone.
    assert.equal(bot.messages.length, 3);
    const again = await invoke(events[5]);
    assert.equal(again.result.events[0].dispatched[0].status, 'seen_before');

    // Another instance finds what waits, at its first event, and sends it as one digest.
    taken = 100;
    await scf.close();
    const next = await invoke(task(9, Date.now() - HOUR).event);
    assert.equal(next.ok, true);
    assert.deepEqual(await waiting(), []);
    assert.equal(bot.messages.length, 5);
    const digest = bot.messages[4]?.content ?? '';
    assert.match(digest, /^\*\*6 results · ✅ Succeeded 6\*\*/);
    assert.ok(next.lines.some(({ msg, count }) => /^sent what waited to/.test(msg) && count === 6));

    // It has looked: the next event costs no list.
    const { requests } = await invoke(task(10, Date.now() - HOUR).event);
    assert.equal(requests.filter(({ query }) => query.prefix !== undefined).length, 0);

    // A timer that asks for the watch sends what waits before it.
    taken = 0;
    await invoke(task(11, Date.now() - HOUR).event);
    assert.equal((await waiting()).length, 1);
    taken = 100;
    await scf.close();
    const timer = { Type: 'Timer', TriggerName: 'watch', Time: '2024-01-01T00:00:00Z' };
    const round = await invoke({ ...timer, Message: 'watch' });
    assert.ok(round.lines.some(({ msg }) => /^sent what waited to/.test(msg)));
    assert.deepEqual(await waiting(), []);
  });
}
