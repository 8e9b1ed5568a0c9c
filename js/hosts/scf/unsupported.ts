/** `createHandler` without Node.js: throws an error that names the alternative. */

import { MpsWebhookError } from '../../core/error';

export function createHandler(): never {
  throw new MpsWebhookError({
    code: 'wrong_platform',
    message: 'createHandler makes functions for SCF, which runs Node.js',
    help: 'use createFetchHandler of mps-webhook/edge here',
  });
}
