export declare const GUIDE: string;

export declare function missingInPackage(manifest: object): string[];

export declare function findingsOf(
  manifest: object,
  crate: object,
  repository: string | undefined,
): string[];
