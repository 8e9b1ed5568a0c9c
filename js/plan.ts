/** What a delivery would do: the loop of `deliver.ts` with nothing at its other end. */

import type { Core } from './core';
import type { Poll } from './deliver';
import type { Plan, PlannedRequest, PlanOptions } from './planned';
import { decode, encode } from './utf8';

/** The role of nobody: it stands for the credentials that only the platform has. */
const ROLE = { TENCENTCLOUD_SECRETID: 'planned', TENCENTCLOUD_SECRETKEY: 'planned' };

export function planDelivery(core: Core, event: Uint8Array, options: PlanOptions): Plan {
  const now = (options.now || new Date()).getTime();
  const { template, options: wanted, http } = options;
  const settings = { template, options: wanted, http, env: { ...ROLE, ...options.env } };
  const delivery = core.deliver(event, encode(JSON.stringify(settings)), Infinity, 0, now);
  const [requests, log]: [PlannedRequest[], object[]] = [[], []];
  for (;;) {
    const poll: Poll = JSON.parse(delivery.poll(now));
    log.push(...poll.log);
    if (poll.done !== undefined) {
      delivery.free();
      return { requests, done: poll.done, log };
    }
    if (poll.requests.length === 0) {
      throw new Error('the core waits for something that a plan does not have');
    }
    for (const { id, request } of poll.requests) {
      const { method, url, headers } = request;
      requests.push({ method, url, headers, body: decode(delivery.body(id)) });
      delivery.assumeDone(id, now);
    }
  }
}
