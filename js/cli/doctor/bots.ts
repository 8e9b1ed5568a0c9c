/** Sends every bot a test message, by a delivery of the core that stores and invokes nothing. */

import type { Language } from '../../core/report';
import { deliver } from '../../delivery/deliver';
import type { Assets } from '../assets';
import type { CommandContext } from '../context';
import type { Environment } from './environment';
import type { Finding } from './finding';

/** What a test message says, in the language of the bot's messages. */
const TEST: Record<Language, { title: string; line: string }> = {
  zh: {
    title: '✅ mps-webhook 测试消息',
    line: '机器人能收到消息。这不是任务的结果，无需处理。',
  },
  en: {
    title: '✅ mps-webhook: test message',
    line: 'The bot gets messages. This is not the result of a task; there is nothing to do.',
  },
  ja: {
    title: '✅ mps-webhook テストメッセージ',
    line: 'ボットはメッセージを受け取れます。タスクの結果ではないので、対応は不要です。',
  },
  ko: {
    title: '✅ mps-webhook 테스트 메시지',
    line: '봇이 메시지를 받을 수 있습니다. 작업 결과가 아니므로 할 일은 없습니다.',
  },
};

/** What a document says of a notification target, as far as it is used here. */
interface Entry {
  kind?: string | null;
  url?: string;
  secret?: string | null;
  on?: string | null;
  lang?: string | null;
}

export async function notifyBots(
  bots: readonly { id: string }[],
  template: string,
  env: Environment,
  { core }: Assets,
  context: CommandContext,
): Promise<Finding[]> {
  const options = JSON.parse(env.MPS_WEBHOOK_CONFIG?.trim() || 'null') ?? {};
  const fallback = languageOf(options.lang ?? env.NOTIFY_LANG);
  const notify = entriesOf(options.notify, env).map((entry) => testOf(entry, fallback, env));
  const settings = Buffer.from(JSON.stringify({ template, options: { notify } }));
  const now = context.now();
  const event = Buffer.from(JSON.stringify(eventIn(fallback)));
  const reasons = new Map<string, string>();
  const delivery = core.deliver(event, settings, now + 20_000, 1, now);
  const done = await deliver(delivery, {
    now: context.now,
    send: context.send,
    settings: () => settings,
    encode: (text) => Buffer.from(text),
    log: (line) => {
      const { target, error } = line as { target?: string; error?: string };
      if (target !== undefined && error !== undefined) reasons.set(target, error);
    },
  });
  delivery.free();
  const notified = done.events.flatMap(({ dispatched }) => dispatched ?? []);
  return bots.map(({ id }): Finding => {
    // Several targets with one address are one bot.
    const [address = id] = /^[a-z]+-[0-9a-f]{8}/.exec(id) ?? [];
    const status = notified.find(({ target }) => target === address)?.status;
    if (status === 'done') return { check: 'notify', level: 'ok', message: `${id} was notified` };
    if (status === undefined) {
      return {
        check: 'notify',
        level: 'skipped',
        message: `${id} was not notified: it is to be notified of nothing`,
      };
    }
    return {
      check: 'notify',
      level: 'fail',
      message: `${id} could not be notified: ${reasons.get(address) ?? done.error?.message ?? 'no reason given'}`,
      help: "compare its URL or key, its secret and its security settings with the group's bot",
    };
  });
}

/** The targets of the options: those of the document, otherwise that of the variables. */
function entriesOf(list: unknown, env: Environment): Entry[] {
  if (Array.isArray(list)) return list.map((entry) => Object(entry));
  const url = env.WECOM_WEBHOOK_URL?.trim() || env.WECOM_WEBHOOK_KEY?.trim();
  return url ? [{ kind: 'wecom', url }] : [];
}

/** The target with a test message, which no filter holds back unless the owner has turned it off. */
function testOf({ kind, url, secret, on, lang }: Entry, fallback: Language, env: Environment) {
  const language = lang ? languageOf(lang) : fallback;
  const { title, line } = TEST[language];
  const isOff = (on ?? env.NOTIFY_ON?.trim()) === 'none';
  const target = { kind, url, secret, lang: language, on: isOff ? 'none' : 'all' };
  // A program gets a report, of a task that says that it is a test.
  return kind === 'webhook' ? target : { ...target, title, lines: [line] };
}

function languageOf(name: unknown): Language {
  return Object.keys(TEST).find((language): language is Language => language === name) ?? 'zh';
}

/** What a webhook gets a report of. */
function eventIn(language: Language): object {
  return {
    EventType: 'EditMediaTask',
    EditMediaTaskEvent: {
      TaskId: 'mps-webhook-doctor',
      Status: 'FINISH',
      ErrCode: 0,
      Message: `${TEST[language].title} · ${TEST[language].line}`,
      Output: { Path: '/mps-webhook-doctor.mp4' },
    },
  };
}
