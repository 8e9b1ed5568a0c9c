/** See `npm-package.mjs`. */
export function makeNpmPackage(folder: string): string;
