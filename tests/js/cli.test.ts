/** The command line as a whole: how it is called, how it ends. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { createProgram } from '../../js/cli/program';
import { CLI, cli, eventOf, folderOf, runProgram } from './support/cli';
import { commandContext } from './support/command-context';
import { nodeFor } from './support/nodes';
import { testOnPosix } from './support/programs';
import { ROOT, SCF_NODE } from './support/project';

const COMMANDS = [
  'inspect',
  'open',
  'plan',
  'replay',
  'sample',
  'reconcile',
  'dev',
  'doctor',
  'pack',
  'deploy',
  'completion',
];
const { version, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const BIN = join(ROOT, bin['mps-webhook']);

test('it is installed by its name', async () => {
  assert.match(readFileSync(BIN, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  const { stdout } = await runProgram(process.execPath, [BIN, '--version']);
  assert.equal(stdout, `${version}\n`);
});

test('an old Node.js says what is needed', async (t) => {
  const node = await nodeFor(t, SCF_NODE);
  if (node === undefined) return;
  const { status, stdout, stderr } = await runProgram(node, [BIN, 'inspect', 'event.json']);
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^error: .* needs Node\.js 18 or later, and this is 8\.\d+\.\d+; [^\n]*\n$/);
});

test('an engine without WebAssembly is named as the reason', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  const words = ['--no-expose-wasm', CLI, 'inspect', 'a.json'];
  const { status, stdout, stderr } = await runProgram(process.execPath, words, { cwd });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^error: this JavaScript engine has no WebAssembly; start it without/);
  const program = `
    const { parse } = require(${JSON.stringify(join(ROOT, 'pkg', 'index.js'))});
    try { parse('{}'); } catch (error) { console.log(error.code); }`;
  const package_ = await runProgram(process.execPath, ['--no-expose-wasm', '-e', program]);
  assert.equal(package_.stdout, 'wrong_platform\n', package_.stderr);
});

test('help and version are not errors; help of every command has examples and fits 80 columns', async () => {
  assert.deepEqual(await cli(['--version']), {
    status: 0,
    signal: null,
    stdout: `${version}\n`,
    stderr: '',
  });
  for (const words of [['--help'], ...COMMANDS.map((command) => ['help', command])]) {
    const { status, stdout, stderr } = await cli(words);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /Examples:\n {2}\S/, words.join(' '));
    for (const line of stdout.split('Examples:')[0]?.split('\n') ?? [])
      assert.ok(line.length <= 80, line);
  }
});

test('a wrong call has status 2, says what is wrong, and prints nothing else', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1), 'bad.json': '{' });
  const wrong: [string[], RegExp][] = [
    [['inspekt'], /unknown command 'inspekt'\n\(Did you mean inspect\?\)/],
    [['inspect'], /missing required argument 'path'\n\(mps-webhook inspect --help says/],
    [['help', 'nosuch'], /unknown command 'nosuch'\n\(mps-webhook --help says/],
    [['help', 'replai'], /unknown command 'replai'\n\(Did you mean replay\?\)/],
    [['sample', 'a', 'b'], /Expected 1 argument but got 2.\n\(mps-webhook sample --help/],
    [['inspect', '--jsno', 'a.json'], /unknown option '--jsno'\n\(Did you mean --json\?\)/],
    [['inspect', '--lang', 'fr', 'a.json'], /Allowed choices are zh, en, ja, ko/],
    [['inspect', 'none.json'], /there is no none\.json/],
    [['plan', '--config', 'none.json', 'a.json'], /there is no none\.json/],
    [['plan', '--config', 'bad.json', 'a.json'], /bad\.json is not JSON/],
    [['replay', '--since', 'yesterday', 'a.json'], /--since yesterday is not a valid time/],
    [['replay', '--concurrency', '0', 'a.json'], /It must be a positive integer/],
    [
      ['replay', '--outcome', 'good', 'a.json'],
      /It must be one of success, partial, failure, processing, unknown/,
    ],
    [
      ['replay', '--task', '', 'a.json'],
      /--task <text>' argument '' is invalid. It must not be empty/,
    ],
    [['dev', '--port', '70000'], /from 0 .* to 65535/],
    [['dev', '--template', 'other'], /there is no template other/],
    [['completion', 'csh'], /Allowed choices are bash, zsh, fish, powershell/],
  ];
  for (const [words, expected] of wrong) {
    const { status, stdout, stderr } = await cli(words, { cwd });
    assert.deepEqual([status, stdout], [2, ''], words.join(' '));
    assert.match(stderr, expected);
    assert.match(stderr, /^error: /);
  }
});

test('an empty word, as of a variable that is not set, is a usage error of every command', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  let tried = 0;
  for (const { name, words, says } of calls(
    createProgram(await commandContext(t), async () => {}),
  )) {
    const { status, stdout, stderr } = await cli(words, { cwd });
    assert.deepEqual([status, stdout], [2, ''], `${words.join(' ')}: ${stderr}`);
    assert.match(stderr, /^error: .*(is empty|(argument|value) '' is invalid)/, words.join(' '));
    assert.ok(stderr.includes(says), `${name}: ${stderr}`);
    tried++;
  }
  assert.ok(tried > 30);
  assert.deepEqual(readdirSync(cwd), ['a.json']);
});

/** Every command with each of its arguments and options empty. */
function* calls({ commands }: Command) {
  for (const command of commands) {
    const name = command.name();
    const given = command.registeredArguments.flatMap(({ required }) =>
      required ? ['a.json'] : [],
    );
    if (command.registeredArguments.length > 0) {
      yield { name, words: [name, ''], says: '' };
    }
    if (command.registeredArguments.some(({ variadic }) => variadic)) {
      yield { name, words: [name, ...given, ''], says: '' };
    }
    for (const { long, required, flags } of command.options) {
      if (long && required) yield { name, words: [name, ...given, long, ''], says: flags };
    }
  }
}

testOnPosix('a reader that closes the pipe early ends it quietly', async (t) => {
  const many = Array.from({ length: 20_000 }, (_, index) => `${eventOf(index)}\n`).join('');
  const cwd = await folderOf(t, { 'many.ndjson.gz': gzipSync(many) });
  const command = `'${process.execPath}' '${CLI}' inspect --json many.ndjson.gz | head -n 1 | wc -l`;
  const { stdout, stderr, status } = await runProgram('/bin/sh', ['-c', command], { cwd });
  assert.deepEqual([stdout.trim(), stderr, status], ['1', '', 0]);
});

const testOnFull = existsSync('/dev/full') ? testOnPosix : () => undefined;

testOnFull(
  'output that cannot be written is status 1 and a sentence, whatever the command',
  async (t) => {
    const cwd = await folderOf(t, { 'a.json': eventOf(1), 'options.json': '{}' });
    const env = { COS_SECRET_ID: 'a', COS_SECRET_KEY: 'b' };
    for (const words of [
      '--help',
      '--version',
      'help replay',
      'inspect a.json',
      'inspect --json a.json',
      'plan a.json',
      'replay --dry-run a.json',
      'doctor',
      'sample',
      'pack --out f.zip',
      'completion bash',
    ]) {
      const command = `'${process.execPath}' '${CLI}' ${words} > /dev/full`;
      const { stderr, status } = await runProgram('/bin/sh', ['-c', command], { cwd, env });
      assert.equal(status, 1, words);
      assert.match(stderr, /error: the output cannot be written: no space is left\n$/, words);
    }
    const into = await cli(['pack', '--out', '/dev/full'], { cwd });
    assert.equal(into.status, 1);
    assert.match(into.stderr, /^error: \/dev\/full cannot be written: no space is left/);
  },
);

testOnPosix(
  'a reader that goes away ends it without words, and without fault if it only shows something',
  async (t) => {
    const many = Array.from({ length: 5_000 }, (_, index) => `${eventOf(index)}\n`).join('');
    const cwd = await folderOf(t, { 'many.ndjson': many });
    const ended = async (words: string) => {
      // The program begins when the reader has gone.
      const program = `read gone < ready; '${process.execPath}' '${CLI}' ${words}`;
      const command = `mkfifo ready; { ${program}; echo "status $?" >&2; } | { exec <&-; echo > ready; }; rm ready`;
      return (await runProgram('/bin/sh', ['-c', command], { cwd })).stderr;
    };
    assert.equal(await ended('inspect --json many.ndjson'), 'status 0\n');
    assert.equal(await ended('deploy'), 'status 1\n');
  },
);

testOnPosix('completion of bash knows commands, options and their values', async () => {
  const { stdout: script } = await cli(['completion', 'bash']);
  const complete = async (...words: string[]) => {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const call = `${script}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _mps_webhook; echo "\${COMPREPLY[*]}"`;
    const { stdout, stderr } = await runProgram('bash', ['--norc', '-c', call]);
    assert.equal(stderr, '');
    return stdout.trim().split(' ');
  };
  for (const command of COMMANDS) assert.ok((await complete('mps-webhook', '')).includes(command));
  assert.deepEqual(await complete('mps-webhook', 'rep'), ['replay']);
  assert.deepEqual(await complete('mps-webhook', 'pack', '--template', 'cls'), ['cls-to-cos']);
  assert.deepEqual(await complete('mps-webhook', 'inspect', '--l'), ['--lang']);
  assert.deepEqual(await complete('mps-webhook', 'inspect', '--lang', ''), [
    'zh',
    'en',
    'ja',
    'ko',
  ]);
  assert.deepEqual(await complete('mps-webhook', 'completion', 'z'), ['zsh']);
  // Files.
  assert.deepEqual(await complete('mps-webhook', 'inspect', 'a'), ['']);
});

test('completion of zsh, fish and PowerShell names every command and its options', async () => {
  for (const shell of ['zsh', 'fish', 'powershell']) {
    const { status, stdout } = await cli(['completion', shell]);
    assert.equal(status, 0);
    for (const name of [...COMMANDS, 'cloudevents', 'dry-run', 'watch']) {
      assert.ok(stdout.includes(name), `${shell}: ${name}`);
    }
  }
});

test('the script for PowerShell is one to a parser of it, and has what there is to complete', async () => {
  await Parser.init();
  const grammar = require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
  const parser = new Parser().setLanguage(await Grammar.load(grammar));
  const treeOf = (script: string) => {
    const tree = parser.parse(script);
    assert.ok(tree);
    return tree.rootNode;
  };
  for (const wrong of ["$a = @{ 'x' = 'it's' }", 'if ($x) { 1']) assert.ok(treeOf(wrong).hasError);
  for (const language of ['C', 'zh_CN', 'ja_JP', 'ko_KR']) {
    const env = { LC_ALL: `${language}.UTF-8` };
    const { stdout } = await cli(['completion', 'powershell'], { env });
    const tree = treeOf(stdout);
    assert.equal(tree.hasError, false, language);
    const entries = tree
      .descendantsOfType('hash_entry')
      .map(({ text }) => /^'([^']+)' = ([\s\S]*)$/.exec(text) ?? []);
    const valuesOf = (name: string) =>
      entries.filter(([, it]) => it === name).map(([, , value = '']) => value);
    for (const command of COMMANDS) {
      // What it does, and its options.
      const [summary = '', options = ''] = valuesOf(command);
      assert.match(summary, /^'.+'$/, command);
      assert.match(options, /^@\(.*'--help'\)$/, command);
    }
    assert.deepEqual(valuesOf('pack --template'), ["@('mps-webhook', 'mps-to-cos', 'cls-to-cos')"]);
  }
});

testOnPosix('a pipe that nothing writes to is not waited for in silence', async (t) => {
  const cwd = await folderOf(t, { 'a.json': eventOf(1) });
  assert.equal((await runProgram('mkfifo', ['pipe'], { cwd })).status, 0);
  const refused = await cli(['plan', '--env', 'pipe', 'a.json'], { cwd });
  assert.deepEqual([refused.status, refused.stdout], [2, '']);
  assert.equal(refused.stderr, 'error: pipe is a pipe that nothing writes to; name a file\n');
  // What a command writes is read, however slowly: `--env <(command)` puts no secret on a disk.
  const written = `(sleep 0.2; echo COS_BUCKET=b-1250000000; sleep 0.2; echo COS_PREFIX=p/) > pipe &
    '${process.execPath}' '${CLI}' plan --env pipe a.json`;
  const read = await runProgram('/bin/sh', ['-c', written], { cwd });
  assert.match(read.stdout, /https:\/\/b-1250000000.*\/p\/EditMediaTask\//);

  const waiting = spawn(process.execPath, [CLI, 'inspect', 'pipe'], { cwd, env: {} });
  const [said] = await once(waiting.stderr.setEncoding('utf8'), 'data');
  assert.equal(said, '– pipe: waiting until something writes to this pipe\n');
  waiting.kill('SIGINT');
  assert.deepEqual(await once(waiting, 'close'), [null, 'SIGINT']);
  const event = `(sleep 0.2; cat a.json) > pipe & '${process.execPath}' '${CLI}' inspect --oneline pipe`;
  const inspected = await runProgram('/bin/sh', ['-c', event], { cwd });
  assert.match(inspected.stdout, /^✓ Succeeded {2}EditMediaTask .* pipe\n$/);
});
