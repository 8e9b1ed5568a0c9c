/** What people call the kinds of sub-tasks: the words of messages (`src/notify/words.rs`), which a test compares. */

type Words = Readonly<Record<'zh' | 'en' | 'ja' | 'ko', string>>;

/** By the name of a kind or of a family in reports. */
const LABELS: Readonly<Record<string, Words>> = {
  Transcode: { zh: '转码', en: 'Transcoding', ja: 'トランスコード', ko: '트랜스코딩' },
  AnimatedGraphics: {
    zh: '转动图',
    en: 'Animated image',
    ja: 'アニメーション画像',
    ko: '애니메이션 이미지',
  },
  SnapshotByTimeOffset: {
    zh: '时间点截图',
    en: 'Snapshots',
    ja: '時刻指定スクリーンショット',
    ko: '시점 스냅샷',
  },
  SampleSnapshot: {
    zh: '采样截图',
    en: 'Sampled snapshots',
    ja: 'サンプリングスクリーンショット',
    ko: '샘플 스냅샷',
  },
  ImageSprites: {
    zh: '雪碧图',
    en: 'Image sprites',
    ja: 'スプライト画像',
    ko: '스프라이트 이미지',
  },
  AdaptiveDynamicStreaming: {
    zh: '自适应码流',
    en: 'Adaptive streaming',
    ja: 'アダプティブ配信',
    ko: '적응형 스트리밍',
  },
  edit: { zh: '剪辑', en: 'Editing', ja: '編集', ko: '편집' },
  quality: { zh: '质检', en: 'Quality check', ja: '品質検査', ko: '품질 검사' },
  erase: { zh: '擦除', en: 'Erasure', ja: '消去', ko: '지우기' },
  dubbing: { zh: '配音', en: 'Dubbing', ja: '吹き替え', ko: '더빙' },
  watermark: { zh: '水印', en: 'Watermark', ja: '透かし', ko: '워터마크' },
  record: { zh: '录制', en: 'Recording', ja: '録画', ko: '녹화' },
  rule: { zh: '规则', en: 'Rule', ja: 'ルール', ko: '규칙' },
  live: { zh: '直播', en: 'Live', ja: 'ライブ', ko: '라이브' },
  image: { zh: '图片处理', en: 'Image processing', ja: '画像処理', ko: '이미지 처리' },
  review: { zh: '审核', en: 'Review', ja: '審査', ko: '심사' },
  analysis: { zh: '分析', en: 'Analysis', ja: '分析', ko: '분석' },
  recognition: { zh: '识别', en: 'Recognition', ja: '認識', ko: '인식' },
  subtitle: { zh: '字幕', en: 'Subtitles', ja: '字幕', ko: '자막' },
};

/** The families whose kinds have no words of their own: the name of the kind stands behind that of the family. */
const WITH_NAME = ['review', 'analysis', 'recognition', 'subtitle'];

const OTHER: Words = { zh: '其他', en: 'Other', ja: 'その他', ko: '기타' };

/** A sub-task as reports have it. */
interface Kind {
  kind: string;
  /** The name of a kind that reports do not know. */
  name?: string;
  family: string;
}

/** What a sub-task is called in messages. */
export function kindLabel({ kind, name = kind, family }: Kind, language: keyof Words): string {
  const known = LABELS[kind];
  if (known !== undefined) return known[language];
  const ofFamily = LABELS[family] ?? OTHER;
  const isNamed = ofFamily === OTHER || WITH_NAME.includes(family);
  return isNamed ? `${ofFamily[language]} ${name}` : ofFamily[language];
}
