/** The completion scripts in the shells they are for. (That of bash: `cli.test.ts`.) */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { ensureShell } from '../../../scripts/shells.mjs';
import { cli, folderOf, runProgram } from '../support/cli';

test('fish completes commands, options and their values', async (t) => {
  const missing = ensureShell('fish');
  if (missing !== undefined) return t.skip(missing);
  const { stdout: script } = await cli(['completion', 'fish']);
  const folder = await folderOf(t, { 'mps-webhook.fish': script });
  const complete = async (line: string) => {
    const call = `source '${join(folder, 'mps-webhook.fish')}'; complete -C '${line}'`;
    const env = { HOME: folder };
    const { stdout, stderr } = await runProgram('fish', ['--no-config', '-c', call], { env });
    assert.equal(stderr, '');
    return stdout.split('\n').flatMap((it) => it.split('\t')[0] || []);
  };
  assert.deepEqual(await complete('mps-webhook rep'), ['replay']);
  assert.deepEqual(await complete('mps-webhook pack --template cls'), ['cls-to-cos']);
  assert.deepEqual(await complete('mps-webhook inspect --onel'), ['--oneline']);
  assert.deepEqual(await complete('mps-webhook completion z'), ['zsh']);
});

/** Instead of what shows completions: prints what it is given. */
const STUBS = `
compdef() { : }
_describe() { print -rl -- "\${(P@)2}" }
_arguments() { print -rl -- "$@" }
`;

test('zsh is told commands, options and their values', async (t) => {
  const missing = ensureShell('zsh');
  if (missing !== undefined) return t.skip(missing);
  const { stdout: script } = await cli(['completion', 'zsh']);
  const complete = async (...words: string[]) => {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const call = `${STUBS}${script}\nwords=(${quoted}); CURRENT=${words.length}; _mps_webhook`;
    const { stdout, stderr } = await runProgram('zsh', ['-f', '-c', call]);
    assert.equal(stderr, '');
    return stdout.trim().split('\n');
  };
  const commands = await complete('mps-webhook', '');
  assert.ok(commands.includes('replay:deliver archived events again'), commands.join('\n'));
  const options = await complete('mps-webhook', 'pack', '');
  assert.ok(
    options.includes('*--template[the template]:value:(mps-webhook mps-to-cos cls-to-cos)'),
    options.join('\n'),
  );
  assert.deepEqual(await complete('mps-webhook', 'completion', ''), [
    '1:value:(bash zsh fish powershell)',
  ]);
  // In a shell that has not loaded its completions.
  const home = await folderOf(t, { 'script.zsh': script });
  const call = 'source script.zsh; print -r -- $_comps[mps-webhook]';
  const env = { HOME: home, ZDOTDIR: home };
  const loaded = await runProgram('zsh', ['-f', '-c', call], { cwd: home, env });
  assert.deepEqual([loaded.stdout, loaded.stderr], ['_mps_webhook\n', '']);
});
