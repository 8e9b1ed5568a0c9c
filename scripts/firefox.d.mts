export const FIREFOX_PREFERENCES: Record<string, string | boolean>;
export function ensureFirefox(): Promise<string>;
