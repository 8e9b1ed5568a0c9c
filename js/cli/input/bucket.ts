/** The events in a bucket, as an archive has them. */

import type { CoreError, CoreErrorCode } from '../../core/error';
import { type Read, readArchive, type Wanted } from '../../delivery/reading';
import { advised } from '../advice';
import type { CommandContext } from '../context';
import { loader } from '../core';
import type { Target } from '../delivery/target';
import type { NotRead } from './content';
import type { Source } from './source';

/** How many objects are read before they are asked for. */
const AHEAD = 16;
/** How long to try one request, ms. */
const RETRY_BUDGET = 60_000;

/** Reads a bucket with the credentials, and in the region, of a target. */
export class BucketReader {
  readonly #source: Source;
  readonly #settings: Uint8Array;
  readonly #platform: Pick<CommandContext, 'now' | 'send'>;

  constructor(source: Source, target: Target, context: Pick<CommandContext, 'now' | 'send'>) {
    const { options, env } = target;
    const { cos } = Object(options) as { cos?: object };
    const reading = { cos: { ...cos, bucket: source.bucket } };
    this.#settings = Buffer.from(JSON.stringify({ options: reading, env }));
    this.#source = source;
    this.#platform = { now: context.now, send: context.send };
  }

  /** All keys that begin with the prefix, in the order of their bytes. */
  async *#keys(): AsyncGenerator<string> {
    let after: string | undefined = '';
    while (after !== undefined) {
      const { page }: Read = await this.#read({ prefix: this.#source.prefix, after });
      yield* page?.keys ?? [];
      after = page?.next;
    }
  }

  /**
   * The objects with keys that begin with the prefix and are wanted, several of them read ahead; in the place of one that
   * cannot be read, why.
   */
  async *objects(isWanted: (key: string) => boolean): AsyncGenerator<BucketObject | NotRead> {
    const ahead: Promise<BucketObject | NotRead>[] = [];
    let broken: NotRead | undefined;
    try {
      for await (const key of this.#keys()) {
        // A key that ends so stands for a folder.
        if (key.endsWith('/') || !isWanted(key)) continue;
        ahead.push(this.#object(key));
        if (ahead.length >= AHEAD) yield await (ahead.shift() as (typeof ahead)[0]);
      }
    } catch (error) {
      broken = this.#notRead(`${this.#source.prefix}*`, error);
    }
    for (const object of ahead) yield await object;
    if (broken !== undefined) yield broken;
  }

  async #object(key: string): Promise<BucketObject | NotRead> {
    try {
      const { body } = await this.#read({ object: key });
      return { name: `cos://${this.#source.bucket}/${key}`, bytes: Buffer.from(body ?? []) };
    } catch (error) {
      return this.#notRead(key, error);
    }
  }

  #notRead(key: string, error: unknown): NotRead {
    const place = `cos://${this.#source.bucket}/${key}`;
    const help = error instanceof Refused ? error.help : undefined;
    return {
      place,
      reason: error instanceof Error ? error.message : `${error}`,
      ...(help !== undefined && { help }),
      isFailure: true,
      count: 1,
    };
  }

  async #read(wanted: Wanted): Promise<Read> {
    const deadline = this.#platform.now() + RETRY_BUDGET;
    const asked = { settings: this.#settings, wanted, deadline };
    const read = await readArchive(loader, this.#platform, asked);
    if (read.error) throw new Refused(read.error);
    return read;
  }
}

/** An object and its content. */
export interface BucketObject {
  /** `cos://bucket/key` */
  name: string;
  bytes: Buffer;
}

const OTHER_KEY = 'read other keys of the bucket; this one is not of an archive';

const ADVICE: Partial<Record<CoreErrorCode, string>> = {
  out_of_time: 'see that the bucket can be reached, and call the command again',
};

/** What the core says of a request that did not go well. */
class Refused extends Error {
  readonly help: string;

  constructor(error: CoreError) {
    const { message, help } = advised(error);
    super(message);
    // The core's help is for deliveries; a key that cannot be read is no option of anybody.
    this.help = error.path === 'key' ? OTHER_KEY : (ADVICE[error.code] ?? help);
  }
}
