/** What to do about an error of the core on the machine of the caller: the core's own help is for the owner of a function. */

import type { CoreError, CoreErrorCode } from '../core/error';

const ADVICE: Partial<Record<CoreErrorCode, string>> = {
  invalid_options:
    'correct this environment variable, or this field of the options, and call the command again',
  missing_credentials:
    'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or COS_SECRET_ID and COS_SECRET_KEY, here or in the file of --env',
  not_a_notification:
    'give the notification itself or an envelope that it came in; a notification has EventType and the event it names',
  too_large:
    'put each event of a collection on a line of its own, in a file that ends with .ndjson',
  out_of_time: 'give it more time with --timeout; the next call does only what is still missing',
  trapped:
    'it is too large for this machine, or mps-webhook has a defect: report it with the event',
};

const NO_REGION = 'set COS_REGION, here or in the file of --env';

const NO_BUCKET = 'set COS_BUCKET, here or in the file of --env';

/** The error with the help that applies to the command line. */
export function advised(error: CoreError): CoreError {
  const help = isMissingRegion(error)
    ? NO_REGION
    : / no bucket is set$/.test(error.message)
      ? NO_BUCKET
      : ADVICE[error.code];
  return help === undefined ? error : { ...error, help };
}

/** Whether the region is not set, which a function knows without. */
export function isMissingRegion({ path, message }: CoreError): boolean {
  return (path === 'COS_REGION' || path === 'cos.region') && /is needed/.test(message);
}

/** Whether digests or quiet hours hold back messages of one of the core's `Bot`s. */
export function holdsBack(bots: readonly { held_back: boolean }[]): boolean {
  return bots.some(({ held_back }) => held_back);
}

/** What is to be known of digests and quiet hours where no timer trigger is known. */
export const WITHOUT_TIMER =
  'without a timer trigger, what digests and quiet hours hold back is sent only when another event comes';

export const TIMER_BY_DEPLOY = 'mps-webhook deploy --watch 24h makes one';
