/** A planned message as people see it: what the core says of the body of a request. */

import type { Core } from '../core/instance';
import { encode } from '../core/utf8';

/** The core's `ShownMessage`. */
export interface ShownMessage {
  bot: 'wecom' | 'dingtalk' | 'feishu' | 'slack';
  title?: string;
  /** The name of the title's colour. */
  colour?: string;
  /** In the markup of the bot. */
  text: string;
  /** Of what the bot counts, in its unit. */
  length: number;
  limit: number;
  unit: 'bytes' | 'characters';
}

/** Undefined of what is for programs. `target` is the id of the notification target. */
export function shownMessage(
  core: Core,
  target: string,
  body: Uint8Array,
): ShownMessage | undefined {
  const shown = core.shownMessage(encode(target), body);
  return shown === '' ? undefined : JSON.parse(shown);
}
