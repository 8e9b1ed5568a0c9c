/** What each sample shows, in every language. */

import type { Language } from '../../core/report';
import type SAMPLES from '../../display/samples.json';

export type SampleName = keyof typeof SAMPLES;

type Description = Readonly<Record<Language, string>>;

const of = (en: string, zh: string, ja: string, ko: string): Description => ({ en, zh, ja, ko });

export const DESCRIPTIONS: Readonly<Record<SampleName, Description>> = {
  'workflow-partial': of(
    'a workflow, some of its tasks failed',
    '工作流，部分子任务失败',
    'ワークフロー、一部のタスクが失敗',
    '워크플로, 일부 작업 실패',
  ),
  'workflow-many-outputs': of(
    'a workflow that made files of every kind',
    '工作流，产生各类输出文件',
    'ワークフロー、あらゆる種類の出力',
    '워크플로, 모든 종류의 출력',
  ),
  'workflow-failed-source': of(
    'a workflow that failed: its source is broken',
    '工作流失败：源文件损坏',
    'ワークフローの失敗: 元ファイルが壊れている',
    '워크플로 실패: 원본이 손상됨',
  ),
  'workflow-processing': of(
    'a workflow that is not finished',
    '尚未完成的工作流',
    '完了していないワークフロー',
    '끝나지 않은 워크플로',
  ),
  'workflow-ai-review': of(
    'a content review of every kind; blocks are suggested',
    '各类内容审核，含建议拦截',
    'あらゆる種類の審査、ブロック推奨あり',
    '모든 종류의 심사, 차단 권장 포함',
  ),
  'workflow-ai-recognition': of(
    'recognition of every kind: faces, speech, text, objects',
    '各类识别：人脸、语音、文本、物体',
    'あらゆる種類の認識: 顔、音声、文字、物体',
    '모든 종류의 인식: 얼굴, 음성, 문자, 사물',
  ),
  'workflow-quality-control': of(
    'a quality check that found defects',
    '质检，发现质量缺陷',
    '品質検査、不良あり',
    '품질 검사, 결함 발견',
  ),
  'workflow-smart-subtitles': of(
    'subtitles and their translations',
    '智能字幕及其翻译',
    '字幕とその翻訳',
    '자막과 번역',
  ),
  'workflow-s3-secrets': of(
    'storage on AWS S3, with keys that reports do not show',
    'AWS S3 存储，含报告中不会出现的密钥',
    'AWS S3 のストレージ、レポートに出ない鍵を含む',
    'AWS S3 스토리지, 보고서에 나오지 않는 키 포함',
  ),
  'schedule-success': of(
    'an orchestration (ScheduleTask) that succeeded',
    '编排（ScheduleTask），成功',
    'オーケストレーション（ScheduleTask）の成功',
    '오케스트레이션(ScheduleTask) 성공',
  ),
  'schedule-partial': of(
    'an orchestration, some of its activities failed',
    '编排，部分活动失败',
    'オーケストレーション、一部が失敗',
    '오케스트레이션, 일부 실패',
  ),
  'schedule-ai-failed': of(
    'an orchestration whose AI activities all failed',
    '编排，AI 活动全部失败',
    'オーケストレーション、AI の処理がすべて失敗',
    '오케스트레이션, AI 작업 모두 실패',
  ),
  'edit-media-success': of(
    'a video edit that succeeded',
    '视频编辑，成功',
    '動画編集の成功',
    '영상 편집 성공',
  ),
  'edit-media-failed': of(
    'a video edit that failed',
    '视频编辑，失败',
    '動画編集の失敗',
    '영상 편집 실패',
  ),
  'batch-task': of(
    'a batch task; of its two subtitles one failed',
    '批量任务，两个字幕中一个失败',
    'バッチタスク、2 つの字幕のうち 1 つが失敗',
    '배치 작업, 자막 두 개 중 하나 실패',
  ),
  'extract-blind-watermark': of(
    'a blind watermark that was found',
    '提取到盲水印',
    '電子透かしの検出',
    '블라인드 워터마크 검출',
  ),
  'live-record': of(
    'a live stream: recordings, signed',
    '直播：录制文件，带签名',
    'ライブ: 録画、署名あり',
    '라이브: 녹화, 서명 있음',
  ),
  'live-review': of(
    'a live stream: content review',
    '直播：内容审核',
    'ライブ: 審査',
    '라이브: 심사',
  ),
  'live-recognition': of(
    'a live stream: recognition',
    '直播：识别',
    'ライブ: 認識',
    '라이브: 인식',
  ),
  'live-analysis': of(
    'a live stream: highlights and descriptions',
    '直播：精彩片段和描述',
    'ライブ: ハイライトと説明',
    '라이브: 하이라이트와 설명',
  ),
  'live-quality-control': of(
    'a live stream: quality check',
    '直播：质检',
    'ライブ: 品質検査',
    '라이브: 품질 검사',
  ),
  'live-subtitle': of('a live stream: subtitles', '直播：字幕', 'ライブ: 字幕', '라이브: 자막'),
  'live-eof-timeout': of(
    'a live stream that ended with an error',
    '直播因错误结束',
    'エラーで終わったライブ',
    '오류로 끝난 라이브',
  ),
  'live-stream-process-task': of(
    'a live stream task that failed',
    '直播处理任务失败',
    'ライブ処理タスクの失敗',
    '라이브 처리 작업 실패',
  ),
  'live-schedule-task': of(
    'a live orchestration, one of its activities failed',
    '直播编排，一个活动失败',
    'ライブのオーケストレーション、1 つが失敗',
    '라이브 오케스트레이션, 하나 실패',
  ),
  'unknown-event-type': of(
    'a type of event that this version does not know',
    '本版本不认识的事件类型',
    'この版が知らない種類のイベント',
    '이 버전이 모르는 종류의 이벤트',
  ),
  'live-response': of(
    'an answer of DescribeTaskDetail for a live stream',
    'DescribeTaskDetail 对直播任务的返回',
    'ライブに対する DescribeTaskDetail の応答',
    '라이브에 대한 DescribeTaskDetail 응답',
  ),
  'cmq-several': of(
    'several notifications in messages of a queue (CMQ)',
    '队列（CMQ）消息中的多条通知',
    'キュー（CMQ）のメッセージ内の複数の通知',
    '큐(CMQ) 메시지 안의 알림 여러 건',
  ),
  'api-gateway': of(
    'a web request through API Gateway',
    '经 API 网关的 Web 请求',
    'API Gateway 経由の Web リクエスト',
    'API Gateway를 거친 웹 요청',
  ),
  'ckafka-one-broken': of(
    'messages of CKafka, one of them broken',
    'CKafka 消息，其中一条损坏',
    'CKafka のメッセージ、1 つは壊れている',
    'CKafka 메시지, 하나는 손상됨',
  ),
  'legacy-text': of(
    'a notification as a text, as older senders have it',
    '以文本形式发送的通知（旧的发送方）',
    'テキストとしての通知（古い送信元）',
    '텍스트로 된 알림(오래된 발신자)',
  ),
  'array-missing-bracket': of(
    'not valid JSON: a bracket is missing',
    '不是有效的 JSON：缺少一个括号',
    '正しい JSON でない: かっこが足りない',
    '올바른 JSON이 아님: 괄호가 빠짐',
  ),
  'event-cos-trigger': of(
    'not an MPS notification: an event of a COS trigger',
    '不是 MPS 通知：COS 触发器的事件',
    'MPS の通知でない: COS トリガーのイベント',
    'MPS 알림이 아님: COS 트리거의 이벤트',
  ),
};
