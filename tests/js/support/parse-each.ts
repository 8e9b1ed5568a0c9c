import { join } from 'node:path';
import type { Report } from '../../../js/core/report';
import { runNode } from './nodes';
import { eventBytes, PKG, ROOT } from './project';

export interface Parsed {
  reports?: Report[];
  error?: {
    isError: boolean;
    name: string;
    code: string;
    message: string;
    help: string;
    path?: string;
    offset?: number;
  };
  /** Whether a good event was still parsed the same afterwards. */
  survived: boolean;
}

/** What `parse` of the package gives for each input, in one process of the given Node. `entry` is what is required. */
export async function parseEach(
  node: string,
  inputs: Buffer[],
  entry = join(PKG, 'index.js'),
): Promise<Parsed[]> {
  const input = JSON.stringify({
    package: entry,
    good: eventBytes('workflow-many-outputs.json').toString('base64'),
    inputs: inputs.map((bytes) => bytes.toString('base64')),
  });
  const { code, stdout, stderr } = await runNode(
    node,
    [join(ROOT, 'tests', 'js', 'support', 'parse-each.cjs')],
    { input },
  );
  if (code !== 0) throw new Error(`parsing ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}
