/** The files that were dropped, with those in folders. */

import type { NamedFile } from '../archive/protocol';

export function isWanted(transfer: DataTransfer | null): boolean {
  return [...(transfer?.types ?? [])].some((type) => type === 'Files' || type === 'text/plain');
}

export async function filesOf(transfer: DataTransfer): Promise<NamedFile[]> {
  // All entries are asked for at once: they are gone after the first wait.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  const found: NamedFile[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry !== null) await collect(entry, found);
    else if (plain[index]) found.push(named(plain[index]));
  }
  if (found.length === 0) found.push(...plain.map(named));
  return found;
}

export function named(file: File): NamedFile {
  return { name: file.webkitRelativePath || file.name, file };
}

async function collect(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  // A hidden folder in another one is not an archive, and may be large: it counts as one file.
  if (entry.name.startsWith('.') && entry.fullPath.lastIndexOf('/') > 0) {
    found.push({ name: entry.fullPath.slice(1), file: new Blob() });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A folder is handed out in parts.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return;
    part.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const inner of part) await collect(inner, found);
  }
}
