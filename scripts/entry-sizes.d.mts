export interface EntrySize {
  entry: string;
  platform: string;
  minified: number;
  gzipped: number;
}
export function entrySizes(): Promise<EntrySize[]>;
export function documentedSizes(): EntrySize[];
