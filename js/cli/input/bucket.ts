/** The events in a bucket, as an archive has them. */

import { type Read, readArchive, type Wanted } from '../../reading';
import { loader } from '../core';
import type { Target } from '../delivery/target';
import { Failure, type Surroundings } from '../surroundings';
import type { Source } from './source';

/** How many objects are read before they are asked for. */
const AHEAD = 16;
/** How long to try one request, ms. */
const PATIENCE = 60_000;

/** Reads a bucket with the credentials, and in the region, of a target. */
export class BucketReader {
  readonly #source: Source;
  readonly #settings: Uint8Array;
  readonly #around: Pick<Surroundings, 'now' | 'send'>;

  constructor(source: Source, target: Target, around: Pick<Surroundings, 'now' | 'send'>) {
    const { options, env } = target;
    const { cos } = Object(options) as { cos?: object };
    const reading = { cos: { ...cos, bucket: source.bucket } };
    this.#settings = Buffer.from(JSON.stringify({ options: reading, env }));
    this.#source = source;
    this.#around = around;
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

  /** The objects with keys that begin with the prefix and are wanted, several of them read ahead. */
  async *objects(
    isWanted: (key: string) => boolean,
  ): AsyncGenerator<{ name: string; bytes: Buffer }> {
    const ahead: Promise<{ name: string; bytes: Buffer }>[] = [];
    for await (const key of this.#keys()) {
      // A key that ends so stands for a folder.
      if (key.endsWith('/') || !isWanted(key)) continue;
      const object = this.#object(key);
      // Told when it is its turn.
      object.catch(() => undefined);
      ahead.push(object);
      if (ahead.length >= AHEAD) yield await (ahead.shift() as (typeof ahead)[0]);
    }
    for (const object of ahead) yield await object;
  }

  async #object(key: string): Promise<{ name: string; bytes: Buffer }> {
    const { body } = await this.#read({ object: key });
    return { name: `cos://${this.#source.bucket}/${key}`, bytes: Buffer.from(body ?? []) };
  }

  async #read(wanted: Wanted): Promise<Read> {
    const { now, send } = this.#around;
    const deadline = now() + PATIENCE;
    const asked = { settings: this.#settings, wanted, deadline };
    const read = await readArchive(loader, { now, send }, asked);
    if (read.error) {
      const { bucket, prefix } = this.#source;
      const key = 'object' in wanted ? wanted.object : `${prefix}*`;
      throw new Failure(`cos://${bucket}/${key}: ${read.error.message}`);
    }
    return read;
  }
}
