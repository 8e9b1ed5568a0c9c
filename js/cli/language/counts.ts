/** Numbers with what they count, in the languages of terminals. */

import type { Language } from '../../core/report';

/** `{0}` is the number. English has another form for one; where a sentence goes on behind the number, both are alike. */
const COUNTS = {
  events: [['{0} event', '{0} events'], '{0} 个事件', 'イベント {0} 件', '이벤트 {0}건'],
  tasks: [['{0} task', '{0} tasks'], '{0} 个任务', 'タスク {0} 件', '작업 {0}개'],
  files: [['{0} file', '{0} files'], '{0} 个文件', 'ファイル {0} 件', '파일 {0}개'],
  more: [
    '{0} more in the event',
    '另有 {0} 项见原始事件',
    'ほか {0} 件はイベント内',
    '외 {0}건은 이벤트에 있음',
  ],
  'a second': ['{0} a second', '每秒 {0} 个', '毎秒 {0} 件', '초당 {0}건'],
  left: ['{0} left', '剩余 {0}', '残り {0}', '{0} 남음'],
  delivered: ['{0} delivered', '已投递 {0} 个', '配信 {0} 件', '전달 {0}건'],
  'would be delivered': [
    '{0} would be delivered',
    '将投递 {0} 个',
    '配信予定 {0} 件',
    '전달 예정 {0}건',
  ],
  'there already': ['{0} there already', '已存在 {0} 个', '既存 {0} 件', '이미 있음 {0}건'],
  'with nowhere to go': [
    '{0} with nowhere to go',
    '无处可投 {0} 个',
    '行き先なし {0} 件',
    '갈 곳 없음 {0}건',
  ],
  'delivered before': [
    '{0} delivered before',
    '先前已投递 {0} 个',
    '配信済み {0} 件',
    '이미 전달됨 {0}건',
  ],
  'not selected': ['{0} not selected', '未选中 {0} 个', '対象外 {0} 件', '대상 아님 {0}건'],
  'put into unparsed/': [
    '{0} put into unparsed/',
    '存入 unparsed/ {0} 个',
    'unparsed/ に保存 {0} 件',
    'unparsed/에 저장 {0}건',
  ],
  'passed over': ['{0} passed over', '跳过 {0} 个', 'スキップ {0} 件', '건너뜀 {0}건'],
  failed: ['{0} failed', '失败 {0} 个', '失敗 {0} 件', '실패 {0}건'],
  stored: ['{0} stored', '存储 {0} 个', '保存 {0} 件', '저장 {0}건'],
  notified: ['{0} notified', '通知 {0} 个', '通知 {0} 件', '알림 {0}건'],
  invoked: ['{0} invoked', '调用 {0} 个', '呼び出し {0} 件', '호출 {0}건'],
  'had not arrived': [
    '{0} had not arrived',
    '{0} 个未曾送达',
    '未着 {0} 件',
    '도착하지 않음 {0}건',
  ],
  fetched: ['{0} fetched', '补取 {0} 个', '取得 {0} 件', '가져옴 {0}건'],
} as const satisfies Record<
  string,
  readonly [en: string | readonly [one: string, many: string], zh: string, ja: string, ko: string]
>;

const COLUMNS = { en: 0, zh: 1, ja: 2, ko: 3 } as const;

export type Counted = keyof typeof COUNTS;

/** How many of what: `3 delivered`. A number may be a text, such as a time. */
export function counted(number: number | string, what: Counted, language: Language): string {
  const said = COUNTS[what][COLUMNS[language]];
  const text = typeof said === 'string' ? said : said[number === 1 ? 0 : 1];
  return text.replace('{0}', `${number}`);
}

/** All that is said of numbers, in a language. */
export function countsIn(language: Language): string[] {
  return Object.values(COUNTS).flatMap((said) => said[COLUMNS[language]]);
}
