export type Tool =
  | 'bun'
  | 'deno'
  | 'miniflare'
  | 'vite'
  | 'webpack'
  | 'rollup'
  | 'next@14'
  | 'next@16'
  | 'tsup'
  | '@rspack/core'
  | '@vercel/ncc'
  | 'publint'
  | '@arethetypeswrong/cli';

export function ensureTool(
  name: Tool,
): Promise<
  | { folder: string; version: string; reason?: undefined }
  | { folder?: undefined; version: string; reason: string }
>;
export function ensureMatrix(): Promise<
  { folder: string; reason?: undefined } | { folder?: undefined; reason: string }
>;
export function program(name: Tool, folder: string): string;
