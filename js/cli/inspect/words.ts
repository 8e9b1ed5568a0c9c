/** The labels of what `inspect` shows, in every language. What errors mean is said by the core. */

import type { Language, Report, Verdict } from '../../core/report';

export type Outcome = Report['outcome'];

export interface Words {
  success: string;
  partial: string;
  failure: string;
  processing: string;
  unknown: string;
  /** What that means, and what to do. */
  unknownHelp: string;
  /** Why somebody should look at it. */
  attention: Record<Exclude<Verdict, Outcome>, string>;
  /** Of a review that found nothing. */
  pass: string;
  /** The outcome of what succeeded, behind why somebody should look at it. */
  done: string;
  failed: string;
  unfinished: string;
  source: string;
  output: string;
  found: string;
  unclear: string;
  took: string;
  kind: string;
  template: string;
  size: string;
  bitrate: string;
  length: string;
  file: string;
  time: string;
  what: string;
}

export const WORDS: Record<Language, Words> = {
  en: {
    success: 'Succeeded',
    partial: 'Partly done',
    failure: 'Failed',
    processing: 'Processing',
    unknown: 'Outcome unknown',
    unknownHelp:
      'the event does not say how the task ended; look it up in the MPS console, or call DescribeTaskDetail',
    attention: {
      block: 'block suggested',
      defect: 'defect found',
      review: 'review suggested',
      quality_warning: 'quality warning',
      contradiction: 'contradicts itself',
    },
    pass: 'passed',
    done: 'done',
    failed: 'Failed',
    unfinished: 'Not finished',
    source: 'Source',
    output: 'Output',
    found: 'Found',
    unclear: 'Unclear',
    took: 'took',
    kind: 'kind',
    template: 'template',
    size: 'size',
    bitrate: 'bitrate',
    length: 'length',
    file: 'file',
    time: 'time',
    what: 'what',
  },
  zh: {
    success: '处理成功',
    partial: '部分成功',
    failure: '处理失败',
    processing: '处理中',
    unknown: '结果未知',
    unknownHelp: '事件没有说明任务如何结束；请在 MPS 控制台查看，或调用 DescribeTaskDetail',
    attention: {
      block: '建议拦截',
      defect: '发现质量缺陷',
      review: '建议复审',
      quality_warning: '质量警告',
      contradiction: '通知自相矛盾',
    },
    pass: '建议通过',
    done: '已完成',
    failed: '失败',
    unfinished: '未完成',
    source: '源文件',
    output: '输出',
    found: '检出',
    unclear: '存疑',
    took: '用时',
    kind: '类型',
    template: '模板',
    size: '大小',
    bitrate: '码率',
    length: '时长',
    file: '文件',
    time: '时间',
    what: '内容',
  },
  ja: {
    success: '成功',
    partial: '一部成功',
    failure: '失敗',
    processing: '処理中',
    unknown: '結果不明',
    unknownHelp:
      'イベントはタスクがどう終わったかを示していません。MPS コンソールか DescribeTaskDetail で確認してください',
    attention: {
      block: 'ブロック推奨',
      defect: '品質不良あり',
      review: '要確認',
      quality_warning: '品質の警告',
      contradiction: '通知に矛盾あり',
    },
    pass: '問題なし',
    done: '完了',
    failed: '失敗',
    unfinished: '未完了',
    source: '元ファイル',
    output: '出力',
    found: '検出',
    unclear: '不明点',
    took: '所要時間',
    kind: '種類',
    template: 'テンプレート',
    size: 'サイズ',
    bitrate: 'ビットレート',
    length: '長さ',
    file: 'ファイル',
    time: '時間',
    what: '内容',
  },
  ko: {
    success: '성공',
    partial: '일부 성공',
    failure: '실패',
    processing: '처리 중',
    unknown: '결과 알 수 없음',
    unknownHelp:
      '이벤트에 작업이 어떻게 끝났는지가 없습니다. MPS 콘솔이나 DescribeTaskDetail로 확인하세요',
    attention: {
      block: '차단 권장',
      defect: '품질 결함 발견',
      review: '검토 필요',
      quality_warning: '품질 경고',
      contradiction: '알림 내용 모순',
    },
    pass: '통과',
    done: '완료',
    failed: '실패',
    unfinished: '미완료',
    source: '원본',
    output: '출력',
    found: '검출',
    unclear: '불분명',
    took: '소요 시간',
    kind: '종류',
    template: '템플릿',
    size: '크기',
    bitrate: '비트레이트',
    length: '길이',
    file: '파일',
    time: '시간',
    what: '내용',
  },
};
