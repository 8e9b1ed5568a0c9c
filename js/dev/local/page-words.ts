/** What the page that lists events says, in the language of the terminal that serves it. */

export type Language = 'zh' | 'en' | 'ja' | 'ko';

interface Words {
  inspector: string;
  post: string;
  none: string;
  outcomes: Record<'success' | 'partial' | 'failure' | 'processing' | 'unknown' | 'error', string>;
  cold: string;
  all: string;
  bytes: string;
  notified: string;
  invoked: string;
  /** Before the name of a bot whose message waits. */
  queued: string;
  duplicate: string;
  /** `{0}`: how many events were fetched. */
  watched: string;
}

export const PAGE_WORDS: Record<Language, Words> = {
  en: {
    inspector: 'inspector',
    post: 'POST an event to this address',
    none: 'No events yet.',
    outcomes: {
      success: 'succeeded',
      partial: 'partly done',
      failure: 'failed',
      processing: 'processing',
      unknown: 'outcome unknown',
      error: 'not parsed',
    },
    cold: 'cold',
    all: 'all of it',
    bytes: 'bytes',
    notified: 'notified',
    invoked: 'invoked',
    queued: 'waits in the outbox for',
    duplicate: 'seen before: nothing was left to do',
    watched: 'round of the watch: {0} fetched',
  },
  zh: {
    inspector: '事件检查器',
    post: '请把事件 POST 到此地址',
    none: '还没有事件。',
    outcomes: {
      success: '处理成功',
      partial: '部分成功',
      failure: '处理失败',
      processing: '处理中',
      unknown: '结果未知',
      error: '无法解析',
    },
    cold: '冷启动',
    all: '全部内容',
    bytes: '字节',
    notified: '已通知',
    invoked: '已调用',
    queued: '在待发箱中等待：',
    duplicate: '已存在：没有要做的事',
    watched: '巡检一轮：补取 {0} 个',
  },
  ja: {
    inspector: 'イベントインスペクター',
    post: 'このアドレスにイベントを POST してください',
    none: 'まだイベントがありません。',
    outcomes: {
      success: '成功',
      partial: '一部成功',
      failure: '失敗',
      processing: '処理中',
      unknown: '結果不明',
      error: '解析できません',
    },
    cold: 'コールドスタート',
    all: 'すべて',
    bytes: 'バイト',
    notified: '通知先',
    invoked: '呼び出し先',
    queued: '送信待ち:',
    duplicate: '保存済み: することはありません',
    watched: '巡回 1 回: {0} 件を取得',
  },
  ko: {
    inspector: '이벤트 인스펙터',
    post: '이 주소로 이벤트를 POST하세요',
    none: '아직 이벤트가 없습니다.',
    outcomes: {
      success: '성공',
      partial: '일부 성공',
      failure: '실패',
      processing: '처리 중',
      unknown: '결과 알 수 없음',
      error: '해석할 수 없음',
    },
    cold: '콜드 스타트',
    all: '전체 내용',
    bytes: '바이트',
    notified: '알림 대상',
    invoked: '호출 대상',
    queued: '발신 대기함에서 대기 중:',
    duplicate: '이미 있음: 할 일이 없습니다',
    watched: '점검 한 차례: {0}개를 가져옴',
  },
};
