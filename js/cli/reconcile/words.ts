/** What `reconcile` says, in the languages of terminals. */

import type { Core } from '../../core/instance';
import type { Language } from '../../core/report';
import type { WatchSummary } from '../../delivery/watch';
import type { ReconcilePlan } from './plan';

type Numbers = Record<'tasks' | 'missing', string>;

interface Words {
  locale: string;
  end: string;
  /** @param isOne whether one task finished, and whether one is missing */
  plan(numbers: Numbers, since: string, isOne: Record<keyof Numbers, boolean>): string;
  archived: string;
  missing: string;
  ask(number: string): string;
  dryRun: string;
  sayYes: string;
  nothing: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    locale: 'en',
    end: '.',
    plan: ({ tasks, missing }, since, isOne) => {
      const finished = `${tasks} ${isOne.tasks ? 'task' : 'tasks'} finished since ${since}`;
      return `${finished}; ${missing} ${isOne.missing ? 'is' : 'are'} not in the archive.`;
    },
    archived: 'archived',
    missing: 'missing',
    ask: (number) => `Fetch and deliver ${number}? [y/N] `,
    dryRun: 'Nothing was delivered: --dry-run only looks.',
    sayYes: 'Nothing was delivered: nobody can be asked here. --yes delivers them.',
    nothing: 'Nothing was delivered.',
  },
  zh: {
    locale: 'zh',
    end: '。',
    plan: ({ tasks, missing }, since) =>
      `自 ${since} 以来结束了 ${tasks} 个任务，其中 ${missing} 个不在归档中。`,
    archived: '已归档',
    missing: '缺失',
    ask: (number) => `补取并投递 ${number} 个？[y/N] `,
    dryRun: '未投递任何事件：--dry-run 只查看。',
    sayYes: '未投递任何事件：此处无法询问。加 --yes 则投递。',
    nothing: '未投递任何事件。',
  },
  ja: {
    locale: 'ja',
    end: '。',
    plan: ({ tasks, missing }, since) =>
      `${since} 以降に ${tasks} 件のタスクが終了し、${missing} 件がアーカイブにありません。`,
    archived: '保存済み',
    missing: '未着',
    ask: (number) => `${number} 件を取得して配信しますか? [y/N] `,
    dryRun: '何も配信していません。--dry-run は確認だけを行います。',
    sayYes: '何も配信していません。ここでは確認できません。--yes を付けると配信します。',
    nothing: '何も配信していません。',
  },
  ko: {
    locale: 'ko',
    end: '.',
    plan: ({ tasks, missing }, since) =>
      `${since} 이후 작업 ${tasks}개가 끝났고, ${missing}개가 보관소에 없습니다.`,
    archived: '보관됨',
    missing: '누락',
    ask: (number) => `${number}개를 가져와 전달할까요? [y/N] `,
    dryRun: '아무것도 전달하지 않았습니다. --dry-run은 확인만 합니다.',
    sayYes: '아무것도 전달하지 않았습니다. 여기서는 물어볼 수 없습니다. --yes를 붙이면 전달합니다.',
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

/** The answer to the owner's question, in one sentence of the core. */
export function answer(core: Core, summary: WatchSummary, language: Language): string {
  const json = Buffer.from(JSON.stringify(summary));
  const sentence = core.watchSentence(json, Buffer.from(language));
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${WORDS[language].end}`;
}

/** What was found, in one sentence. */
export function planned(plan: ReconcilePlan, language: Language): string {
  const tasks = plan.found + plan.missing + plan.pending;
  const numbers = { tasks: grouped(tasks, language), missing: grouped(plan.missing, language) };
  const isOne = { tasks: tasks === 1, missing: plan.missing === 1 };
  return WORDS[language].plan(numbers, plan.since, isOne);
}
