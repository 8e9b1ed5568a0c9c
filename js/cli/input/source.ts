import { UsageError } from '../context';

/** A bucket and what the keys in it begin with. */
export interface Source {
  bucket: string;
  prefix: string;
}

/** `cos://bucket/prefix`; undefined if a path is another one. */
export function sourceOf(path: string): Source | undefined {
  const [, bucket, prefix] = /^cos:\/\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  if (bucket === undefined || prefix === undefined) return undefined;
  if (bucket === '')
    throw new UsageError(`${path} names no bucket; write it as cos://bucket/prefix`);
  return { bucket, prefix };
}
