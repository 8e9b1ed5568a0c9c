/** Help, mistakes and the doctor in the language of the terminal. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import stringWidth from 'string-width';
import { WORDS } from '../../js/cli/inspect/words';
import { counted, countsIn } from '../../js/cli/language/counts';
import { HELP } from '../../js/cli/language/help';
import { SENTENCES } from '../../js/cli/language/sentences';
import { translated } from '../../js/cli/language/translate';
import { createProgram } from '../../js/cli/program';
import { wordsIn } from '../../js/cli/reconcile/words';
import { DESCRIPTIONS } from '../../js/cli/sample/descriptions';
import { PAGE_WORDS } from '../../js/dev/local/page-words';
import OF_CORE from '../../src/error/translations.json';
import { spacingFaults } from './support/chinese';
import { cli, eventOf, folderOf } from './support/cli';
import { commandContext } from './support/command-context';
import { ROOT } from './support/project';

/** What commander and the program add to what commands say. */
const OF_PROGRAM = [
  'Usage:',
  'Arguments:',
  'Options:',
  'Commands:',
  'Examples:',
  'choices:',
  'default:',
  'the version',
  'display help for command',
  'how a command is called',
  'What happened in Tencent Cloud MPS: archives notifications, notifies people, invokes functions.',
  'Exit status: 0 done; 1 some event failed, or the output could not be written; 2 usage error; 130 ended by Ctrl-C.',
];

test('everything that help says is there in every language, and nothing else', async (t) => {
  const program = createProgram(await commandContext(t), async () => {});
  const said = program.commands.flatMap((command) => [
    command.summary(),
    command.description(),
    ...command.registeredArguments.map(({ description }) => description),
    ...command.options.map(({ description }) => description),
  ]);
  assert.deepEqual(Object.keys(HELP).sort(), [...new Set([...said, ...OF_PROGRAM])].sort());
});

test('every translation is in its language, and says what stands in the sentence', () => {
  const scripts = [
    /\p{Script=Han}|^shell$/u,
    /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]/u,
    /\p{Script=Hangul}/u,
  ];
  for (const [english, translation] of Object.entries({ ...HELP, ...SENTENCES, ...OF_CORE })) {
    const placeholders = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();
    for (const [at, text] of translation.entries()) {
      assert.match(text, scripts[at] as RegExp, english);
      assert.deepEqual(placeholders(text), placeholders(english), text);
      // Names of variables, options and actions are not translated.
      for (const name of english.match(/--[a-z]+|\b[A-Z]+(?:_[A-Z]+)+\b|cos:\w+/g) ?? []) {
        assert.ok(text.includes(name), `${text} lacks ${name}`);
      }
    }
  }
});

test('every Chinese sentence is spaced alike', () => {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'function')
      texts.push(value.length === 1 ? value('5') : value({ tasks: '5', missing: '3' }, '2024', {}));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const [zh] of Object.values({ ...HELP, ...SENTENCES, ...OF_CORE })) collect(zh);
  collect([countsIn('zh'), WORDS.zh, wordsIn('zh'), PAGE_WORDS.zh]);
  collect(Object.values(DESCRIPTIONS).map(({ zh }) => zh));
  assert.ok(texts.length > 800, `${texts.length}`);
  // Of a syntax: cos://bucket/prefix, in words.
  const faults = texts.flatMap((text) => spacingFaults(text.replace(/cos:\/\/\S+/, 'cos://b/p')));
  assert.deepEqual(faults, []);
  assert.deepEqual(
    ['用mps', '3个', '事件 已', '好， 请', '好,请', '第 3 行，好（x）：y'].map(
      (text) => spacingFaults(text).length,
    ),
    [1, 1, 1, 1, 1, 0],
  );
});

test('numbers are said with what they count, in every language', () => {
  const said = (number: number, language: 'en' | 'zh' | 'ja' | 'ko') => [
    counted(number, 'events', language),
    counted(number, 'tasks', language),
    counted(number, 'files', language),
    counted(number, 'failed', language),
  ];
  assert.deepEqual(said(1, 'en'), ['1 event', '1 task', '1 file', '1 failed']);
  assert.deepEqual(said(0, 'en'), ['0 events', '0 tasks', '0 files', '0 failed']);
  assert.deepEqual(said(2, 'zh'), ['2 个事件', '2 个任务', '2 个文件', '失败 2 个']);
  assert.deepEqual(said(2, 'ja'), ['イベント 2 件', 'タスク 2 件', 'ファイル 2 件', '失敗 2 件']);
  assert.deepEqual(said(2, 'ko'), ['이벤트 2건', '작업 2개', '파일 2개', '실패 2건']);
  for (const language of ['en', 'zh', 'ja', 'ko'] as const) {
    for (const text of countsIn(language)) assert.equal(text.split('{0}').length, 2, text);
  }
});

/** What is left in English of what is said, but for names and what stands in quotes; empty: nothing. */
function leftInEnglish(said: string): string[] {
  return (['zh', 'ja', 'ko'] as const).flatMap((language) => {
    const text = translated(said, language);
    const isLeft = /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text.replace(/`[^`]*`/g, ''));
    const isOurs = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}]/u.test(
      text,
    );
    return isLeft || !isOurs ? [`${language}: ${said}`] : [];
  });
}

test('whatever the core refuses or warns of is said in every language', () => {
  const said = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { message, help, code } = value as Record<string, unknown>;
    // Of errors and warnings; the codes of the service's own messages are numbers.
    if (typeof code === 'string') for (const text of [message, help]) if (text) said.add(`${text}`);
    Object.values(value).forEach(collect);
  };
  for (const name of ['malformed', 'reports']) {
    collect(JSON.parse(readFileSync(join(ROOT, 'tests', 'vectors', `${name}.json`), 'utf8')));
  }
  assert.ok(said.size > 80, `${said.size}`);
  assert.deepEqual([...said].flatMap(leftInEnglish), []);
});

test('why a message is not sent and cannot wait is said in every language', () => {
  const memory = readFileSync(join(ROOT, 'src', 'delivery', 'outbox', 'memory.rs'), 'utf8');
  const obstacles = [...memory.matchAll(/Some\("([^"]+)"\)/g)].map(([, obstacle = '']) => obstacle);
  assert.equal(obstacles.length, 2, obstacles.join());
  for (const bot of ['wecom', 'dingtalk', 'feishu', 'slack', 'webhook']) {
    for (const obstacle of obstacles) {
      const said = `${bot} answered 200 45009 api freq; ${obstacle}`;
      assert.deepEqual(
        [said, `${bot}-1f3a09bc was not notified: ${said}`].flatMap(leftInEnglish),
        [],
      );
      for (const language of ['zh', 'ja', 'ko'] as const) {
        const text = translated(`${bot}-1f3a09bc was not notified: ${said}`, language);
        assert.doesNotMatch(text, /answered|notified|because|role|outbox/);
        assert.match(text, /200 45009 api freq.*cos:/);
      }
    }
  }
});

test('filters and bots that look like a mistake are warned of in every language', async (t) => {
  const notify = [
    { url: 'https://hooks.slack.com/services/T/B/x', events: ['WorkflowTsk', 'x'] },
    { url: 'https://bots.example/x', where: { kind: 'Transcod' } },
    { kind: 'slack', url: 'https://open.feishu.cn/open-apis/bot/v2/hook/x' },
  ];
  const options = { select: { files: '/tasks/outputs/*/uri', id: '/x' }, notify };
  const cwd = await folderOf(t, {
    'options.json': JSON.stringify(options),
    'event.json': eventOf(1),
  });
  const { stdout } = await cli(['plan', '--json', '--config', 'options.json', 'event.json'], {
    cwd,
  });
  const notes: string[] = JSON.parse(stdout).notes;
  const warned = notes.filter((note) => /^(select|notify)/.test(note));
  assert.deepEqual(
    warned.map((note) => note.split(' ')[0]),
    [
      'select.files',
      'select.id',
      'notify[0].events[0]',
      'notify[0].events[1]',
      'notify[1].url',
      'notify[1].where.kind',
      'notify[2].url',
    ],
  );
  assert.deepEqual(warned.flatMap(leftInEnglish), []);
});

const NOT_SHOWN = 'its name is not shown, as it may be a value in the wrong place';

test('the reasons why the core refuses options are said in every language', () => {
  const sources = [
    'table',
    'settings',
    'targets',
    'function_template',
    'batches',
    'conditions',
    'message_template',
  ];
  const reasons = sources.flatMap((name) => {
    const [source = ''] = readFileSync(join(ROOT, 'src', 'options', `${name}.rs`), 'utf8').split(
      '#[cfg(test)]',
    );
    const whole = source.replace(/\\\n\s*/g, '');
    return [
      ...whole.matchAll(
        /"((?:must|is needed|is set|is not|is there|is inside|is one|has an?) [^"]+[^" ])"/g,
      ),
    ].map(([, reason = '']) => reason);
  });
  const table = readFileSync(join(ROOT, 'src', 'options', 'table.rs'), 'utf8');
  const unused = [...table.matchAll(/unused: "([^"]+)"/g)].map(([, reason = '']) => reason);
  assert.ok(unused.length > 5, `${unused.length}`);
  assert.deepEqual(unused.flatMap(leftInEnglish), []);
  assert.ok(reasons.length > 30, `${reasons.length}`);
  reasons.push('has no field {x}; did you mean {y}', 'has no field {x}');
  reasons.push('is set and has no effect: without a bucket there is no outbox');
  reasons.push('is not a known condition; did you mean `x`', 'is not a known bound');
  reasons.push(`has a condition that is not known; ${NOT_SHOWN}`);
  assert.deepEqual(
    reasons
      .filter((reason) => reason !== 'must be `')
      .map((reason) => `COS_PREFIX ${reason}`)
      .flatMap(leftInEnglish),
    [],
  );
});

test('whatever the commands refuse is said in every language', () => {
  const NEW =
    /new (?:UsageError|Failure|InvalidArgumentError)\(\s*(`(?:[^`$\\\\]|\\\\.|\$\{(?:[^{}`]|`[^`]*`)*\})*`|'[^']*'|"[^"]*")/g;
  const folder = join(ROOT, 'js', 'cli');
  const said = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(NEW)])
    .flatMap(([, literal = '']) => {
      const text = literal
        .slice(1, -1)
        .replace(/\\(`)/g, '$1')
        .replace(/\$\{(?:[^{}`]|`[^`]*`)*\}/g, 'X');
      return text.split('\\n').map((line) => line.trim());
    });
  assert.ok(said.length > 40, `${said.length}`);
  // A text that is all of something else's has no words of its own.
  assert.deepEqual(said.filter((text) => /[a-z]{2}/.test(text)).flatMap(leftInEnglish), []);
});

test('a sentence with something in it keeps that, whatever it is', () => {
  assert.equal(translated('there is no a$&b', 'zh'), '没有 a$&b');
  assert.equal(
    translated('there is no region x; did you mean y?', 'ja'),
    'リージョン x はありません。y のことですか？',
  );
  assert.equal(translated('nobody has translated this', 'ko'), 'nobody has translated this');
  assert.equal(translated('there is no a', 'en'), 'there is no a');
});

for (const [language, usage, error] of [
  ['zh_CN', '用法：', '错误：没有命令“inspekt”\n（是否指 inspect？）\n'],
  ['ja_JP', '使い方:', 'エラー: コマンド「inspekt」はありません\n（inspect のことですか？）\n'],
  ['ko_KR', '사용법:', "오류: 'inspekt' 명령은 없습니다\n(inspect을(를) 뜻하셨나요?)\n"],
] as const) {
  test(`help and mistakes in ${language}`, async (t) => {
    const env = { LC_ALL: `${language}.UTF-8` };
    for (const words of [['--help'], ['help', 'replay'], ['help', 'deploy'], ['help', 'open']]) {
      const { status, stdout, stderr } = await cli(words, { env });
      assert.deepEqual([status, stderr], [0, '']);
      assert.ok(stdout.startsWith(usage), stdout);
      assert.doesNotMatch(stdout, /Usage:|Options:|Examples:|choices:|default:/);
      for (const line of stdout
        .split('\n')
        .filter((it) => !it.startsWith('  mps-webhook ') && !it.includes('zcat'))) {
        assert.ok(stringWidth(line) <= 80, line);
      }
    }
    // Without a command, help is an error.
    const bare = await cli([], { env });
    assert.deepEqual([bare.status, bare.stdout], [2, '']);
    assert.ok(bare.stderr.startsWith(usage), bare.stderr);
    assert.doesNotMatch(bare.stderr, /Usage:|Examples:|Exit status/);
    const { status, stderr } = await cli(['inspekt'], { env });
    assert.equal(status, 2);
    assert.ok(stderr.startsWith(error), stderr);
    const misspelt = await cli(['deploy', '--sett=COS_SECRET_KEY=hush'], { env });
    assert.equal(misspelt.status, 2);
    assert.match(misspelt.stderr, /--sett['」”]/);
    assert.doesNotMatch(misspelt.stderr, /hush/);
    const cwd = await folderOf(t, { 'a.json': eventOf(1) });
    const wrong = await cli(['replay', '--concurrency', '0', 'a.json'], { cwd, env });
    assert.equal(wrong.status, 2);
    assert.doesNotMatch(wrong.stderr, /invalid|positive/);
    assert.match((await cli(['doctor'], { cwd, env })).stdout, /\p{Script=Han}|\p{Script=Hangul}/u);
  });
}

for (const [language, broken, unsigned, option] of [
  [
    'zh_CN',
    /^✗ a\.json：不是有效的 JSON：此处应为一个值（第 1 列，第 0 字节）\n {2}其中没有事件：/,
    /通知未通过校验：没有 Sign/,
    /^错误：COS_BUCKET 必须是：.*；请改正此环境变量/,
  ],
  [
    'ja_JP',
    /^✗ a\.json: 正しい JSON ではありません: ここには値が必要です/,
    /通知を検証できません: Sign がありません/,
    /^エラー: COS_BUCKET は次でなければなりません: .*。この環境変数/,
  ],
  [
    'ko_KR',
    /^✗ a\.json: 올바른 JSON이 아닙니다: 여기에는 값이 있어야 합니다/,
    /알림을 검증할 수 없습니다: Sign이 없습니다/,
    /^오류: COS_BUCKET은\(는\) 다음이어야 합니다: .*\. 이 환경 변수/,
  ],
] as const) {
  test(`what the core refuses in ${language}; for programs it stays in English`, async (t) => {
    const env = { LC_ALL: `${language}.UTF-8` };
    const cwd = await folderOf(t, { 'a.json': '<html>', 'b.json': eventOf(1) });
    assert.match((await cli(['inspect', 'a.json'], { cwd, env })).stderr, broken);
    const words = ['inspect', '--key', 'k', 'b.json'];
    assert.match((await cli(words, { cwd, env })).stderr, unsigned);
    const wrong = { ...env, COS_BUCKET: 'no APPID' };
    assert.match((await cli(['replay', 'b.json'], { cwd, env: wrong })).stderr, option);
    assert.match((await cli(['plan', 'b.json'], { cwd, env })).stdout, /COS_BUCKET[^a-z]*[:：]/);
    const { stdout } = await cli(['inspect', '--json', 'a.json'], { cwd, env });
    assert.match(JSON.parse(stdout).error.message, /^not valid JSON: /);
  });
}

test('what a dry run may warn of is said in every language', () => {
  const said = [
    'MPS_NOTIFY_KEY is not set: anyone who knows the URL of this function can send it notifications',
    'part of the configuration is not usable; the rest is done: NOTIFY_ON must be a string',
    'select is set, but process.js decides what is stored: take one of them away',
    'what `select` takes has more than 15 MB, so the whole report is stored',
    'COS_BUCKET is not set: nothing is stored',
    'without a bucket there are no receipts: a retry repeats what was done before',
  ];
  const source = readFileSync(join(ROOT, 'src', 'delivery', 'mod.rs'), 'utf8').replace(
    /\\\n\s*/g,
    '',
  );
  const effects = readFileSync(join(ROOT, 'src', 'delivery', 'job', 'effects.rs'), 'utf8');
  // As the core has them.
  for (const text of said) {
    const [own = ''] = text.split(': NOTIFY_ON');
    assert.ok(`${source}${effects}`.includes(own), own);
  }
  assert.deepEqual(said.flatMap(leftInEnglish), []);
});

test('a sentence that begins with a placeholder does not match another sentence before it', () => {
  const said = 'COS_BUCKET is set and has no effect: `cos.bucket` in the document takes its place';
  assert.equal(
    translated(said, 'zh'),
    '设置了 COS_BUCKET，但不起作用：由文档中的 `cos.bucket` 代替',
  );
  assert.match(
    translated(said, 'ja'),
    /^COS_BUCKET は設定されていますが、効果がありません: 文書の `cos.bucket`/,
  );
});
