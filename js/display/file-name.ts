/** The name of a file, as people read it. */

/** What reports say of where a file lies. */
interface Place {
  key?: string;
  url?: string;
  uri?: string;
  file_id?: string;
}

/** The last part of a key or a URL; of a URL without its query, decoded. */
export function fileName({ key, url, uri, file_id = '' }: Place): string {
  // A key may have any characters; of an address, what is behind these is no name.
  const path = key ?? (url ?? uri ?? file_id).replace(/[?#].*$/, '');
  const name = path.split('/').filter(Boolean).at(-1) ?? path;
  return key === undefined ? decoded(name) : name;
}

/** What is not encoded as it should be stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
