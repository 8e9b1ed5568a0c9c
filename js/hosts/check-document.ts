/** Whether the options that a program passes are right, found out when it makes its handler. */

import { type CoreError, MpsWebhookError } from '../core/error';
import type { CoreLoader } from '../core/instance';
import { encode, escapeLoneSurrogates } from '../core/utf8';
import { type Log, writeLine } from '../delivery/log';

/** In the place of what only variables tell, and of what only the platform knows when an event comes. */
const OF_PLATFORM = {
  TENCENTCLOUD_REGION: 'region-of-the-function',
  TENCENTCLOUD_SECRETID: 'none',
  TENCENTCLOUD_SECRETKEY: 'none',
  COS_SECRET_ID: 'none',
  COS_SECRET_KEY: 'none',
};

/** What the core says of options; its `Setup`. */
interface Setup {
  /** No event can be delivered. */
  error?: CoreError;
  /** Events are archived, and a part of the rest is not done. */
  fault?: CoreError;
}

/**
 * Checks the document of options by itself; variables are checked with each event. Where the core is not loaded yet, as in a
 * browser before `init()`, nothing is checked: the first event finds it out.
 *
 * @throws {MpsWebhookError} with the code `invalid_options` if no event could be delivered with them. What only a part of
 *   the work needs is a line of the log.
 */
export function checkOptionsDocument(
  loader: CoreLoader,
  options: object | undefined,
  log: Log,
): void {
  if (options === undefined) return;
  const { error, fault } = setupOf(loader, options);
  if (error !== undefined) throw new MpsWebhookError(error);
  if (fault !== undefined) {
    writeLine(log, {
      level: 'error',
      msg: 'a part of the options is not usable; events are archived, and the rest is done',
      error: fault.message,
      help: fault.help,
    });
  }
}

function setupOf(loader: CoreLoader, options: object): Setup {
  const settings = escapeLoneSurrogates(JSON.stringify({ options, env: OF_PLATFORM }));
  try {
    return JSON.parse(loader.use((core) => core.probe(encode(settings), 0)));
  } catch {
    return {};
  }
}
