/** What `reconcile` says, in the languages of terminals. */

import type { Language } from '../../core/report';
import type { WatchSummary } from '../../delivery/watch';
import type { ReconcilePlan } from './plan';

type Numbers = Record<
  'tasks' | 'archived' | 'missing' | 'fetched' | 'gone' | 'failed' | 'pending',
  string
>;

interface Words {
  locale: string;
  /** Everything is archived. */
  all(numbers: Numbers, since: string): string;
  /** Something is not. */
  some(numbers: Numbers, since: string): string;
  fetched(number: string): string;
  gone(number: string): string;
  failed(number: string): string;
  pending(number: string): string;
  between: string;
  end: string;
  plan(numbers: Pick<Numbers, 'tasks' | 'missing'>, since: string): string;
  found: string;
  missing: string;
  ask(number: string): string;
  dryRun: string;
  sayYes: string;
  nothing: string;
}

const was = (number: string) => (number === '1' ? 'was' : 'were');

const WORDS: Record<Language, Words> = {
  en: {
    locale: 'en',
    all: ({ tasks }, since) => `All ${tasks} tasks finished since ${since} are archived`,
    some: ({ archived, tasks }, since) =>
      `${archived} of ${tasks} tasks finished since ${since} are archived`,
    fetched: (number) => `${number} had not arrived and ${was(number)} fetched`,
    gone: (number) =>
      `${number} had not arrived, and the service does not know ${number === '1' ? 'it' : 'them'} any more`,
    failed: (number) => `${number} could not be delivered`,
    pending: (number) => `${number} ${number === '1' ? 'is' : 'are'} left to a later round`,
    between: '; ',
    end: '.',
    plan: ({ tasks, missing }, since) =>
      `${tasks} tasks finished since ${since}; ${missing} are not in the archive.`,
    found: 'found',
    missing: 'missing',
    ask: (number) => `Fetch and deliver ${number}? [y/N] `,
    dryRun: 'Nothing was delivered: --dry-run only looks.',
    sayYes: 'Nothing was delivered; --yes delivers them.',
    nothing: 'Nothing was delivered.',
  },
  zh: {
    locale: 'zh',
    all: ({ tasks }, since) => `自 ${since} 以来结束的 ${tasks} 个任务均已归档`,
    some: ({ archived, tasks }, since) =>
      `自 ${since} 以来结束的 ${tasks} 个任务中，${archived} 个已归档`,
    fetched: (number) => `${number} 个未曾送达，现已补取`,
    gone: (number) => `${number} 个未曾送达，服务端已查询不到`,
    failed: (number) => `${number} 个未能投递`,
    pending: (number) => `${number} 个留待下一轮`,
    between: '；',
    end: '。',
    plan: ({ tasks, missing }, since) =>
      `自 ${since} 以来结束了 ${tasks} 个任务，其中 ${missing} 个不在归档中。`,
    found: '已归档',
    missing: '缺失',
    ask: (number) => `补取并投递 ${number} 个？[y/N] `,
    dryRun: '未投递任何事件：--dry-run 只查看。',
    sayYes: '未投递任何事件；加 --yes 则投递。',
    nothing: '未投递任何事件。',
  },
  ja: {
    locale: 'ja',
    all: ({ tasks }, since) => `${since} 以降に終了した ${tasks} 件のタスクはすべて保存済みです`,
    some: ({ archived, tasks }, since) =>
      `${since} 以降に終了した ${tasks} 件のタスクのうち ${archived} 件が保存済みです`,
    fetched: (number) => `${number} 件は届いていなかったため取得しました`,
    gone: (number) => `${number} 件は届いておらず、サービスにも残っていません`,
    failed: (number) => `${number} 件は配信できませんでした`,
    pending: (number) => `${number} 件は次回に回します`,
    between: '。',
    end: '。',
    plan: ({ tasks, missing }, since) =>
      `${since} 以降に ${tasks} 件のタスクが終了し、${missing} 件がアーカイブにありません。`,
    found: '保存済み',
    missing: '未着',
    ask: (number) => `${number} 件を取得して配信しますか? [y/N] `,
    dryRun: '何も配信していません。--dry-run は確認だけを行います。',
    sayYes: '何も配信していません。--yes を付けると配信します。',
    nothing: '何も配信していません。',
  },
  ko: {
    locale: 'ko',
    all: ({ tasks }, since) => `${since} 이후 끝난 작업 ${tasks}개가 모두 보관되어 있습니다`,
    some: ({ archived, tasks }, since) =>
      `${since} 이후 끝난 작업 ${tasks}개 중 ${archived}개가 보관되어 있습니다`,
    fetched: (number) => `${number}개는 도착하지 않아 가져왔습니다`,
    gone: (number) => `${number}개는 도착하지 않았고 서비스에도 남아 있지 않습니다`,
    failed: (number) => `${number}개는 전달하지 못했습니다`,
    pending: (number) => `${number}개는 다음 차례로 미룹니다`,
    between: '. ',
    end: '.',
    plan: ({ tasks, missing }, since) =>
      `${since} 이후 작업 ${tasks}개가 끝났고, ${missing}개가 보관소에 없습니다.`,
    found: '보관됨',
    missing: '누락',
    ask: (number) => `${number}개를 가져와 전달할까요? [y/N] `,
    dryRun: '아무것도 전달하지 않았습니다. --dry-run은 확인만 합니다.',
    sayYes: '아무것도 전달하지 않았습니다. --yes를 붙이면 전달합니다.',
    nothing: '아무것도 전달하지 않았습니다.',
  },
};

export function wordsIn(language: Language): Words {
  return WORDS[language];
}

/** A number with its thousands set apart. */
export function grouped(number: number, language: Language): string {
  return number.toLocaleString(WORDS[language].locale);
}

/** The answer to the owner's question, in one sentence. */
export function answer(summary: WatchSummary, language: Language): string {
  const words = WORDS[language];
  const { tasks, gone, failed, pending } = summary;
  const archived = tasks - gone - failed - pending;
  const numbers = Object.fromEntries(
    Object.entries({ ...summary, archived })
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .map(([name, number]) => [name, grouped(number, language)]),
  ) as Numbers;
  const parts = [
    archived === tasks ? words.all(numbers, summary.since) : words.some(numbers, summary.since),
  ];
  for (const name of ['fetched', 'gone', 'failed', 'pending'] as const) {
    if (summary[name] > 0) parts.push(words[name](numbers[name]));
  }
  return `${parts.join(words.between)}${words.end}`;
}

/** What was found, in one sentence. */
export function planned(plan: ReconcilePlan, language: Language): string {
  const numbers = {
    tasks: grouped(plan.found + plan.missing + plan.pending, language),
    missing: grouped(plan.missing, language),
  };
  return WORDS[language].plan(numbers, plan.since);
}
