/** See `node-versions.mjs`. */
export function ensureNode(
  version: string,
  options?: { onInstall?: () => void },
): Promise<{ path: string; reason?: undefined } | { path: undefined; reason: string }>;
