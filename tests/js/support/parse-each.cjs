// biome-ignore-all lint/style/useNodejsImportProtocol: Node 8 does not know node:

'use strict';

/*
 * Parses many inputs one after the other in one process, on any Node from 8.9 on. Standard input: JSON
 * {package, good, inputs}, the events as base64. Standard output: JSON, an array of {reports} or {error}, and
 * `survived`, whether the good event was still parsed the same after it.
 */

const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => {
  const task = JSON.parse(Buffer.concat(chunks).toString());
  const parse = require(task.package).parse;
  const first = attempt(parse, task.good);
  const results = task.inputs.map((input) => {
    const result = attempt(parse, input);
    result.survived = JSON.stringify(attempt(parse, task.good)) === JSON.stringify(first);
    return result;
  });
  process.stdout.write(JSON.stringify(results));
});

function attempt(parse, base64) {
  try {
    return { reports: parse(Buffer.from(base64, 'base64')) };
  } catch (error) {
    return {
      error: {
        isError: error instanceof Error,
        name: error.name,
        code: error.code,
        message: error.message,
        help: error.help,
        path: error.path,
        offset: error.offset,
      },
    };
  }
}
