/** Where a file lies. */

import type { Place } from '../../core/report';
import { readableUrl } from '../../display/url';

/** A place that can be copied; the letters of a URL are not encoded. */
export function whereIs(place: Place): string {
  const where = place.uri ?? place.url ?? place.key ?? place.file_id ?? place.storage;
  return isUrl(where) ? readableUrl(where).replace(/\s/g, encodeURIComponent) : where;
}

/** Up to the last slash of the path; empty if there is none. */
export function folderOf(uri: string): string {
  const [path = ''] = uri.split('?');
  return path.slice(0, path.lastIndexOf('/') + 1);
}

export function fileName(place: Place): string {
  const where = whereIs(place);
  const path = where.split('?')[0] ?? '';
  return nameIn(path.slice(path.lastIndexOf('/') + 1) || path, where);
}

/** A part of a place, as a name: in a URL, a name may be encoded. Places of COS are not. */
export function nameIn(part: string, where: string): string {
  if (!isUrl(where) || part === where) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function isUrl(where: string): boolean {
  return /^https?:/i.test(where);
}
