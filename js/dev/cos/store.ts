import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { besideFile, besideFolder, encodeSegment } from './file-name';

/** What is known of an object beside its bytes. */
export interface StoredObject {
  key: string;
  /** Where its bytes lie: a path below the bucket's folder, with `/`. */
  file: string;
  size: number;
  /** MD5 in hex, without the quotes the ETag header has. */
  etag: string;
  /** CRC-64/XZ, decimal. */
  crc64: string;
  /** Milliseconds since 1970. */
  lastModified: number;
  /** The headers to give back: content-type, x-cos-meta-*, … */
  headers: Record<string, string>;
  versionId?: string;
}

/** Refused because the key exists and must not be overwritten. */
export class KeyExists extends Error {}

/**
 * Objects as files a person can open, `folder/<bucket>/<key>`, and what is known of them in
 * `folder/.cos/<bucket>/`, so that the visible tree holds nothing but the objects. The files are
 * the only state: to delete a file is to delete the object.
 *
 * One process may write a folder at a time. Keys that differ only in case collide on file systems
 * that ignore case.
 */
export class ObjectStore {
  readonly folder: string;
  readonly #writing = new Map<string, Promise<unknown>>();
  /** What was read or written of each object, by its file of metadata: a list of many objects reads no file twice. */
  readonly #known = new Map<string, StoredObject>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Stores an object; readers see the old one or the new one, never half of it.
   *
   * @throws KeyExists when `forbidOverwrite` is set and the key exists; of two concurrent writes
   * exactly one succeeds
   */
  async put(
    bucket: string,
    object: Omit<StoredObject, 'file' | 'size'>,
    body: Uint8Array,
    forbidOverwrite: boolean,
  ): Promise<StoredObject> {
    const temporary = await this.#writeTemporary(body);
    try {
      return await this.#exclusively(bucket, async () => {
        const old = await this.head(bucket, object.key);
        if (old && forbidOverwrite) throw new KeyExists(object.key);
        const file = old?.file ?? (await this.#place(bucket, object.key));
        const stored: StoredObject = { ...object, file, size: body.byteLength };
        await moveInto(temporary, join(this.folder, bucket, file));
        const json = Buffer.from(`${JSON.stringify(stored, null, 2)}\n`);
        const metadata = this.#metadataFile(bucket, object.key);
        this.#known.delete(metadata);
        await moveInto(await this.#writeTemporary(json), metadata);
        this.#known.set(metadata, stored);
        return stored;
      });
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** What is known of an object; undefined when there is none. */
  async head(bucket: string, key: string): Promise<StoredObject | undefined> {
    return this.#readMetadata(bucket, this.#metadataFile(bucket, key));
  }

  async read(
    bucket: string,
    key: string,
  ): Promise<{ object: StoredObject; body: Buffer } | undefined> {
    // Not between the two renames of a write.
    return this.#exclusively(bucket, async () => {
      const object = await this.head(bucket, key);
      if (!object) return undefined;
      return { object, body: await readFile(join(this.folder, bucket, object.file)) };
    });
  }

  /** Deletes an object and the folders it leaves empty; true when there was one. */
  async delete(bucket: string, key: string): Promise<boolean> {
    return this.#exclusively(bucket, async () => {
      const object = await this.head(bucket, key);
      if (!object) return false;
      this.#known.delete(this.#metadataFile(bucket, key));
      await rm(this.#metadataFile(bucket, key), { force: true });
      await rm(join(this.folder, bucket, object.file), { force: true });
      await this.#removeEmptyFolders(bucket, dirname(object.file));
      return true;
    });
  }

  /** The objects of a bucket whose keys begin so, in UTF-8 byte order of their keys, which is the order COS lists in. */
  async list(bucket: string, prefix = ''): Promise<StoredObject[]> {
    const folder = join(this.folder, METADATA, bucket);
    const all = (await readdir(folder).catch(ignoreMissing)) ?? [];
    // Of many objects, a list of a few has to be fast.
    const names = all.filter(
      (name) => this.#known.get(join(folder, name))?.key.startsWith(prefix) ?? true,
    );
    const read: (StoredObject | undefined)[] = [];
    // Not all at once: a process may have only so many files open.
    for (let first = 0; first < names.length; first += 100) {
      const some = names.slice(first, first + 100);
      const files = some.map((name) => this.#readMetadata(bucket, join(folder, name), prefix));
      read.push(...(await Promise.all(files)));
    }
    return read
      .filter((object) => object !== undefined)
      .sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
  }

  /** @returns undefined if there is no such object, or if its key does not begin so */
  async #readMetadata(
    bucket: string,
    file: string,
    prefix = '',
  ): Promise<StoredObject | undefined> {
    let object = this.#known.get(file);
    if (object === undefined) {
      const json = await readFile(file, 'utf8').catch(ignoreMissing);
      if (json === undefined) return undefined;
      // A write may have come between.
      object = this.#known.get(file) ?? (JSON.parse(json) as StoredObject);
      this.#known.set(file, object);
    }
    if (!object.key.startsWith(prefix)) return undefined;
    const data = await stat(join(this.folder, bucket, object.file)).catch(ignoreMissing);
    return data?.isFile() ? object : undefined;
  }

  /** By hash, so that no two keys can want one file or a file where the other wants a folder. */
  #metadataFile(bucket: string, key: string): string {
    const hash = createHash('sha256').update(key, 'utf8').digest('hex');
    return join(this.folder, METADATA, bucket, `${hash}.json`);
  }

  /** A path for a new key, past files where it needs folders and folders where it needs a file. */
  async #place(bucket: string, key: string): Promise<string> {
    const segments = key.split('/').map(encodeSegment);
    const last = segments.pop() ?? '';
    const path: string[] = [];
    const kind = async (name: string) => {
      const found = await stat(join(this.folder, bucket, ...path, name)).catch(ignoreMissing);
      return found === undefined ? 'free' : found.isDirectory() ? 'folder' : 'file';
    };
    for (const name of segments) {
      path.push((await kind(name)) === 'file' ? besideFile(name) : name);
    }
    path.push((await kind(last)) === 'folder' ? besideFolder(last) : last);
    return path.join('/');
  }

  async #writeTemporary(bytes: Uint8Array): Promise<string> {
    const folder = join(this.folder, METADATA, TEMPORARY);
    await mkdir(folder, { recursive: true });
    const file = join(folder, randomBytes(12).toString('hex'));
    await writeFile(file, bytes);
    return file;
  }

  async #removeEmptyFolders(bucket: string, folder: string): Promise<void> {
    for (let path = folder; path !== '.'; path = dirname(path)) {
      try {
        await rmdir(join(this.folder, bucket, path));
      } catch {
        return; // not empty: other objects lie there
      }
    }
  }

  /** Runs one action on a bucket after the other. */
  #exclusively<T>(bucket: string, action: () => Promise<T>): Promise<T> {
    const before = this.#writing.get(bucket) ?? Promise.resolve();
    const result = before.then(action, action);
    this.#writing.set(
      bucket,
      result.catch(() => undefined),
    );
    return result;
  }
}

async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return undefined;
}

/** Cannot be a bucket: a bucket's name has no dot. */
const METADATA = '.cos';
/** Cannot be a bucket either, so no bucket's metadata lies there. */
const TEMPORARY = '.temporary';
