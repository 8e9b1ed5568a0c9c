/** `createNodeHandler` without `node:http`: throws an error that names the alternative. */

import { MpsWebhookError } from '../../core/error';

export function createNodeHandler(): never {
  throw new MpsWebhookError({
    code: 'wrong_platform',
    message: 'createNodeHandler makes functions for node:http, which this platform does not have',
    help: 'use createFetchHandler of mps-webhook/edge here',
  });
}
