/** Reads a planned message as people see it, from the body of a request. */

import type { Core } from '../core/instance';
import { encode } from '../core/utf8';

/** A message as people see it; the core's `ShownMessage`. */
export interface ShownMessage {
  bot: 'wecom' | 'dingtalk' | 'feishu' | 'slack';
  title?: string;
  /** The name of the color of the title. */
  colour?: string;
  /** The text, in the markup of the bot. */
  text: string;
  /** The length, in the unit of the bot's limit. */
  length: number;
  limit: number;
  unit: 'bytes' | 'characters';
}

/**
 * Returns the message for people; `undefined` if the body is for programs. `target` is the id of the notification target.
 */
export function shownMessage(
  core: Core,
  target: string,
  body: Uint8Array,
): ShownMessage | undefined {
  const shown = core.shownMessage(encode(target), body);
  return shown === '' ? undefined : JSON.parse(shown);
}
