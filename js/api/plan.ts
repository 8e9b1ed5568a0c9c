/** Makes the plan of a delivery for programs. */

import type { Core } from '../core/instance';
import { decode } from '../core/utf8';
import { dryRun } from '../delivery/dry-run';
import { VARIABLES_OF_SCF } from '../delivery/dry-run-summary';
import { variables } from '../input/variables';
import type { Plan, PlanOptions } from './planned';

export function planDelivery(core: Core, event: Uint8Array, options: PlanOptions): Plan {
  const { template, options: wanted, http, lang } = options;
  const settings = {
    template,
    options: wanted,
    http,
    lang,
    env: { ...VARIABLES_OF_SCF, ...variables(options.env || {}) },
  };
  const now = (options.now || new Date()).getTime();
  const { requests, done, log } = dryRun(core, event, settings, now);
  return {
    requests: requests.map(({ step, target, request: { method, url, headers }, body }) => ({
      step,
      ...(target !== undefined && { target }),
      method,
      url,
      headers,
      body: decode(body),
    })),
    done,
    log,
  };
}
