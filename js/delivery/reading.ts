/** Reads one page of keys, or one object, from an archive. As in `deliver.ts`, the core decides everything. */

import type { CoreError } from '../core/error';
import type { CoreLoader, Reading } from '../core/instance';
import { InstanceLost, isTrap } from '../core/trap';
import { encode } from '../core/utf8';
import { own } from '../input/own';
import { messageOf } from '../input/thrown';
import { startTimer } from './timer';
import type { Request, Response, Send } from './transport/transport';

/** What to read: an object, or a page of keys. */
export type Wanted = { object: string } | { prefix: string; after: string };

/** The result of a reading. */
export interface Read {
  /** The keys of a page, and where the next one begins. */
  page?: { keys: string[]; next?: string };
  /** The bytes of an object. */
  body?: Uint8Array;
  /** The error, if nothing could be read. */
  error?: CoreError;
}

/** The next actions of a reading; the core's `ReadActions`. */
interface ReadActions extends Pick<Read, 'page' | 'error'> {
  send?: { request: Request };
  wait_until?: number;
}

/** How often a reading begins again after traps in other deliveries. */
const MAX_RESTARTS = 10;

/**
 * Reads from the archive, with retries until the deadline, ms since 1970. After a trap in another delivery it begins again.
 *
 * @throws a trap of its own, or `InstanceLost` after too many interruptions.
 */
export async function readArchive(
  loader: CoreLoader,
  platform: { now(): number; send: Send },
  { settings, wanted, deadline }: { settings: Uint8Array; wanted: Wanted; deadline: number },
): Promise<Read> {
  const text = encode(JSON.stringify(wanted));
  const seed = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  for (let restarts = 0; ; restarts++) {
    const reading = loader.use((core) => core.read(settings, text, deadline, seed));
    try {
      return await run(reading, platform);
    } catch (error) {
      if (isTrap(error)) {
        loader.discard();
      }
      if (!(error instanceof InstanceLost) || restarts === MAX_RESTARTS) {
        throw error;
      }
    } finally {
      reading.free();
    }
  }
}

async function run(reading: Reading, { now, send }: { now(): number; send: Send }): Promise<Read> {
  let isLost = false;
  let wake = () => {};
  reading.onLost = () => {
    isLost = true;
    wake();
  };
  let body: Uint8Array | undefined;
  for (;;) {
    if (isLost) {
      throw new InstanceLost();
    }
    const step: ReadActions = JSON.parse(reading.poll(now()));
    const { send: sending, wait_until: until, page, error } = own(step);
    if (sending !== undefined) {
      const answer = own(await exchange(send, sending.request));
      if (isLost) {
        continue;
      }
      if ('response' in answer) {
        const { status, headers, body: bytes } = answer.response;
        reading.onResponse(status, encode(JSON.stringify(headers)), bytes, now());
        body = bytes;
      } else {
        reading.onError(encode(answer.reason), now());
      }
    } else if (until !== undefined) {
      await new Promise<void>((resolve) => {
        const stopTimer = startTimer(until - now(), resolve);
        wake = () => {
          stopTimer();
          resolve();
        };
      });
    } else {
      return { ...(page && { page }), ...(error && { error }), ...(body && { body }) };
    }
  }
}

async function exchange(
  send: Send,
  request: Request,
): Promise<{ response: Response } | { reason: string }> {
  try {
    return { response: await send(request, undefined) };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}
