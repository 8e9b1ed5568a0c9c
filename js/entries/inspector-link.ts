/** `mps-webhook/inspector`: links that open an event in the inspector. */

import { deflateRaw } from '../core/deflate-stream';
import { MpsWebhookError } from '../core/error';
import { type BytesInput, checkOptionNames, checkText, eventBytes } from '../input/arguments';

export type { BytesInput, BytesView } from '../input/arguments';

export interface InspectorLinkOptions {
  /** The URL of the inspector. */
  base: string;
}

/**
 * The largest event in a link, bytes; the inspector refuses larger ones.
 *
 * @internal
 */
export const MAX_LINKED_EVENT = 8 * 1024 * 1024;

/**
 * Returns a link to the inspector that contains the event. Browsers do not send the part after `#`. But the link contains
 * the event with its secrets; links that the inspector makes have none.
 *
 * The fragment is `e=` and the event's JSON text in UTF-8, compressed (DEFLATE, RFC 1951), in Base64 for URLs.
 *
 * @param event the event: an object, its JSON text, or the bytes of that text in any view or buffer
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid.
 * @throws {MpsWebhookError} with the code `too_large` if the event has more than 8 MB.
 *
 * @example
 * const link = await inspectorLink(event, { base: 'https://inspector.example.com/' });
 */
export async function inspectorLink(
  event: object | string | BytesInput,
  options: InspectorLinkOptions,
): Promise<string> {
  // Callers without types leave it out.
  const { base } = checkedOptions(options ?? {});
  const bytes = eventBytes(event);
  if (bytes.length > MAX_LINKED_EVENT) {
    throw new MpsWebhookError({
      code: 'too_large',
      message: `the event has ${bytes.length} bytes, and a link may carry ${MAX_LINKED_EVENT}`,
      path: 'event',
      help: 'pass it on as a file',
    });
  }
  return `${base.replace(/#.*/, '')}#e=${base64Url(await deflateRaw(bytes))}`;
}

function checkedOptions(options: Partial<InspectorLinkOptions>): InspectorLinkOptions {
  checkOptionNames(options, ['base']);
  const { base } = options;
  if (base === undefined) {
    throw new MpsWebhookError({
      code: 'invalid_argument',
      message: '`options.base` is needed: the address of the inspector',
      path: 'options.base',
      help: "pass it as { base: 'https://inspector.example.com/' }",
    });
  }
  checkText(base, 'options.base');
  return { base };
}

function base64Url(bytes: Uint8Array): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const group = (first << 16) | (second << 8) | third;
    for (let digit = 0; digit <= Math.min(3, bytes.length - at); digit++) {
      text += digits[(group >> (18 - 6 * digit)) & 63];
    }
  }
  return text;
}
