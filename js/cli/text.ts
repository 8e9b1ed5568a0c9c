/** Small texts that several commands show. */

/** Bytes for a person, such as `66.2 KB`. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
