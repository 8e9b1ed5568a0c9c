/** What people call types of events, ways they come, defects and their severities; the API has only codes. */

import type { Language } from '../../core/report';

const LANGUAGES: readonly Language[] = ['zh', 'en', 'ja', 'ko'];

/**
 * The names of a code in the order of `LANGUAGES`. Defects are those of `QualityControlResult.Type` and
 * `ContainerDiagnoseResultItem.Type` (https://cloud.tencent.com/document/api/862/37615).
 */
const NAMES: Record<string, readonly [zh: string, en: string, ja: string, ko: string]> = {
  WorkflowTask: ['工作流任务', 'Workflow task', 'ワークフロータスク', '워크플로 작업'],
  EditMediaTask: ['编辑任务', 'Editing task', '編集タスク', '편집 작업'],
  ScheduleTask: [
    '编排任务',
    'Orchestration task',
    'オーケストレーションタスク',
    '오케스트레이션 작업',
  ],
  BatchTask: ['批量任务', 'Batch task', 'バッチタスク', '배치 작업'],
  ExtractBlindWatermark: ['提取盲水印', 'Watermark extraction', '透かしの抽出', '워터마크 추출'],
  LiveScheduleTask: [
    '直播编排任务',
    'Live orchestration task',
    'ライブのオーケストレーション',
    '라이브 오케스트레이션',
  ],
  LiveStreamProcessTask: [
    '直播流处理任务',
    'Live stream task',
    'ライブ配信の処理',
    '라이브 스트림 처리',
  ],
  AiReviewResult: [
    '直播审核结果',
    'Review of a live stream',
    'ライブ配信の審査結果',
    '라이브 검토 결과',
  ],
  AiRecognitionResult: [
    '直播识别结果',
    'Recognition in a live stream',
    'ライブ配信の認識結果',
    '라이브 인식 결과',
  ],
  AiAnalysisResult: [
    '直播分析结果',
    'Analysis of a live stream',
    'ライブ配信の分析結果',
    '라이브 분석 결과',
  ],
  AiQualityControlResult: [
    '直播质检结果',
    'Quality check of a live stream',
    'ライブ配信の品質検査',
    '라이브 품질 검사',
  ],
  AiSmartSubtitleResult: [
    '直播字幕',
    'Subtitles of a live stream',
    'ライブ配信の字幕',
    '라이브 자막',
  ],
  LiveRecordResult: [
    '直播录制结果',
    'Recording of a live stream',
    'ライブ配信の録画',
    '라이브 녹화',
  ],
  ProcessEof: [
    '直播流处理结束',
    'End of a live stream',
    'ライブ配信の処理終了',
    '라이브 스트림 처리 종료',
  ],
  mps_trigger: ['MPS 触发器', 'MPS trigger', 'MPS トリガー', 'MPS 트리거'],
  api_gateway: ['API 网关', 'API Gateway', 'API ゲートウェイ', 'API 게이트웨이'],
  function_url: ['函数 URL', 'function URL', '関数 URL', '함수 URL'],
  event_bridge: ['事件总线', 'EventBridge', 'EventBridge', 'EventBridge'],
  dead_letter: ['死信队列', 'dead-letter queue', 'デッドレターキュー', '배달 못 한 메시지 큐'],
  api_response: ['API 的响应', 'API response', 'API の応答', 'API 응답'],
  Fatal: ['致命', 'Fatal', '致命的', '치명적'],
  Error: ['错误', 'Error', 'エラー', '오류'],
  Warning: ['警告', 'Warning', '警告', '경고'],
  Notice: ['提示', 'Notice', '通知', '알림'],
  Info: ['信息', 'Info', '情報', '정보'],
  QualityEvaluationScore: ['画质评分', 'Quality score', '画質スコア', '화질 점수'],
  QualityEvaluationMeanOpinionScore: [
    '画质 MOS 评分',
    'Mean opinion score',
    '平均オピニオン評点',
    '평균 평가 점수',
  ],
  AestheticEvaluationScore: ['美学评分', 'Aesthetic score', '美的スコア', '미적 점수'],
  NoAudio: ['无音频', 'No sound', '音声なし', '소리 없음'],
  NoVideo: ['无视频', 'No picture', '映像なし', '영상 없음'],
  Jitter: ['抖动', 'Shaking', '揺れ', '흔들림'],
  Blur: ['模糊', 'Blur', 'ぼけ', '흐림'],
  LowLighting: ['光照不足', 'Too dark', '暗すぎる', '너무 어두움'],
  HighLighting: ['过曝', 'Too bright', '明るすぎる', '너무 밝음'],
  CrashScreen: ['花屏', 'Broken picture', '映像の乱れ', '화면 깨짐'],
  BlackWhiteEdge: ['黑白边', 'Black or white borders', '黒帯・白帯', '검은색·흰색 테두리'],
  SolidColorScreen: ['纯色屏', 'Picture of one color', '単色の画面', '단색 화면'],
  Noise: ['噪点', 'Noise in the picture', '映像のノイズ', '영상 노이즈'],
  Mosaic: ['马赛克', 'Mosaic', 'モザイク', '모자이크'],
  Flicker: ['闪烁', 'Flicker', 'ちらつき', '깜박임'],
  QRCode: ['二维码', 'QR code', 'QR コード', 'QR 코드'],
  AppletCode: ['小程序码', 'Mini program code', 'ミニプログラムコード', '미니 프로그램 코드'],
  BarCode: ['条形码', 'Barcode', 'バーコード', '바코드'],
  LowVoice: ['音量过低', 'Too quiet', '音が小さすぎる', '소리가 너무 작음'],
  HighVoice: ['爆音', 'Too loud', '音が大きすぎる', '소리가 너무 큼'],
  NoVoice: ['静音', 'Silence', '無音', '무음'],
  LowEvaluation: ['画质评分过低', 'Quality score too low', '画質スコアが低い', '화질 점수가 낮음'],
  VideoResolutionChanged: ['分辨率变化', 'Resolution changes', '解像度の変化', '해상도 변경'],
  AudioSampleRateChanged: [
    '采样率变化',
    'Sample rate changes',
    'サンプルレートの変化',
    '샘플 레이트 변경',
  ],
  AudioChannelsChanged: [
    '声道数变化',
    'Number of channels changes',
    'チャンネル数の変化',
    '채널 수 변경',
  ],
  ParameterSetsChanged: [
    '参数集变化',
    'Parameter sets change',
    'パラメーターセットの変化',
    '파라미터 세트 변경',
  ],
  DarOrSarInvalid: ['宽高比异常', 'Invalid aspect ratio', '縦横比の異常', '화면비 이상'],
  TimestampFallback: [
    '时间戳回退',
    'Timestamp goes back',
    'タイムスタンプの逆行',
    '타임스탬프 역행',
  ],
  DtsJitter: ['DTS 抖动过大', 'DTS varies too much', 'DTS の揺れ', 'DTS 변동 과다'],
  PtsJitter: ['PTS 抖动过大', 'PTS varies too much', 'PTS の揺れ', 'PTS 변동 과다'],
  AACDurationDeviation: [
    'AAC 帧间隔异常',
    'Uneven AAC frames',
    'AAC フレーム間隔の異常',
    'AAC 프레임 간격 이상',
  ],
  AudioDroppingFrames: [
    '音频丢帧',
    'Sound frames lost',
    '音声フレームの欠落',
    '오디오 프레임 손실',
  ],
  VideoDroppingFrames: [
    '视频丢帧',
    'Picture frames lost',
    '映像フレームの欠落',
    '비디오 프레임 손실',
  ],
  AVTimestampInterleave: [
    '音视频交织异常',
    'Sound and picture badly interleaved',
    '音声と映像のインターリーブ異常',
    '음성·영상 인터리브 이상',
  ],
  PtsLessThanDts: ['PTS 小于 DTS', 'PTS before DTS', 'PTS が DTS より前', 'PTS가 DTS보다 작음'],
  ReceiveFpsJitter: [
    '接收帧率波动过大',
    'Received frame rate varies too much',
    '受信フレームレートの揺れ',
    '수신 프레임 레이트 변동',
  ],
  ReceiveFpsTooSmall: [
    '接收帧率过低',
    'Received frame rate too low',
    '受信フレームレートが低い',
    '수신 프레임 레이트 낮음',
  ],
  FpsJitter: [
    '帧率波动过大',
    'Frame rate varies too much',
    'フレームレートの揺れ',
    '프레임 레이트 변동',
  ],
  StreamOpenFailed: [
    '无法打开流',
    'Stream cannot be opened',
    'ストリームを開けない',
    '스트림을 열 수 없음',
  ],
  StreamEnd: ['流结束', 'Stream ended', 'ストリームの終了', '스트림 종료'],
  StreamParseFailed: [
    '无法解析流',
    'Stream cannot be read',
    'ストリームを解析できない',
    '스트림 해석 실패',
  ],
  VideoFirstFrameNotIdr: [
    '首帧不是 IDR 帧',
    'First frame is not IDR',
    '最初のフレームが IDR でない',
    '첫 프레임이 IDR이 아님',
  ],
  StreamNALUError: [
    'NALU 起始码错误',
    'Wrong NALU start code',
    'NALU 開始コードの誤り',
    'NALU 시작 코드 오류',
  ],
  TsStreamNoAud: [
    'TS 流缺少 AUD NALU',
    'TS stream without AUD NALU',
    'TS に AUD NALU がない',
    'TS에 AUD NALU 없음',
  ],
  AudioStreamLack: ['没有音频流', 'No sound stream', '音声ストリームなし', '오디오 스트림 없음'],
  VideoStreamLack: ['没有视频流', 'No picture stream', '映像ストリームなし', '비디오 스트림 없음'],
  LackAudioRecover: [
    '音频流恢复',
    'Sound stream is back',
    '音声ストリームの復旧',
    '오디오 스트림 복구',
  ],
  LackVideoRecover: [
    '视频流恢复',
    'Picture stream is back',
    '映像ストリームの復旧',
    '비디오 스트림 복구',
  ],
  VideoBitrateOutofRange: [
    '视频码率超出范围',
    'Picture bitrate out of range',
    '映像ビットレートが範囲外',
    '비디오 비트레이트 범위 초과',
  ],
  AudioBitrateOutofRange: [
    '音频码率超出范围',
    'Sound bitrate out of range',
    '音声ビットレートが範囲外',
    '오디오 비트레이트 범위 초과',
  ],
  VideoDecodeFailed: [
    '视频解码错误',
    'Picture cannot be decoded',
    '映像のデコード失敗',
    '비디오 디코딩 실패',
  ],
  AudioDecodeFailed: [
    '音频解码错误',
    'Sound cannot be decoded',
    '音声のデコード失敗',
    '오디오 디코딩 실패',
  ],
  AudioOutOfPhase: [
    '双声道相位相反',
    'Channels out of phase',
    '左右チャンネルの逆位相',
    '채널 위상 반전',
  ],
  VideoDuplicatedFrame: [
    '视频有重复帧',
    'Repeated picture frames',
    '映像フレームの重複',
    '비디오 프레임 중복',
  ],
  AudioDuplicatedFrame: [
    '音频有重复帧',
    'Repeated sound frames',
    '音声フレームの重複',
    '오디오 프레임 중복',
  ],
  VideoRotation: ['画面旋转', 'Rotated picture', '映像の回転', '영상 회전'],
  TsMultiPrograms: [
    'TS 流有多个节目',
    'TS stream with several programs',
    'TS に複数の番組',
    'TS에 여러 프로그램',
  ],
  Mp4InvalidCodecFourcc: [
    'codec fourcc 不符合 HLS 要求',
    'Codec fourcc not valid for HLS',
    'HLS に合わない codec fourcc',
    'HLS에 맞지 않는 codec fourcc',
  ],
  HLSBadM3u8Format: ['m3u8 文件无效', 'Invalid m3u8 file', '無効な m3u8', '잘못된 m3u8'],
  HLSInvalidMasterM3u8: [
    '主 m3u8 文件无效',
    'Invalid main m3u8 file',
    '無効なマスター m3u8',
    '잘못된 마스터 m3u8',
  ],
  HLSInvalidMediaM3u8: [
    '媒体 m3u8 文件无效',
    'Invalid media m3u8 file',
    '無効なメディア m3u8',
    '잘못된 미디어 m3u8',
  ],
  TimecodeTrackExist: [
    'MP4 含 tmcd 轨道',
    'MP4 has a timecode track',
    'MP4 にタイムコードトラック',
    'MP4에 타임코드 트랙',
  ],
};

/** What people call a code; undefined if it is not known. */
export function codeName(code: string, language: Language): string | undefined {
  return Object.hasOwn(NAMES, code) ? NAMES[code]?.[LANGUAGES.indexOf(language)] : undefined;
}

/** The best that a score can be, as the API says; higher is better. Other scores have no scale there. */
const SCALES: Record<string, number> = {
  QualityEvaluationScore: 100,
  QualityEvaluationMeanOpinionScore: 5,
  AestheticEvaluationScore: 100,
};

export function scaleOf(label: string): number | undefined {
  return Object.hasOwn(SCALES, label) ? SCALES[label] : undefined;
}
