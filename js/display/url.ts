/** A URL with its letters, where they are encoded as they should be. */
export function readableUrl(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
