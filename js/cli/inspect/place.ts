/** Where a file lies. */

import type { Place } from '../../core/report';

export function whereIs(place: Place): string {
  return place.uri ?? place.url ?? place.key ?? place.file_id ?? place.storage;
}

/** Up to the last slash of the path; empty if there is none. */
export function folderOf(uri: string): string {
  const [path = ''] = uri.split('?');
  return path.slice(0, path.lastIndexOf('/') + 1);
}

export function fileName(place: Place): string {
  const where = whereIs(place).split('?')[0] ?? '';
  return where.slice(where.lastIndexOf('/') + 1) || where;
}
