/** What happened, in the same shape for every type of event. Absent values are left out; lists are always there. */

import type { ATTENTION } from './attention';
import type { VERDICTS } from './verdicts';

/** The language of explanations and messages. */
export type Language = 'zh' | 'en' | 'ja' | 'ko';

/** `EventType`, or `NotificationType` of live streams; `other` if this version does not know it. */
export type EventType =
  | 'WorkflowTask'
  | 'EditMediaTask'
  | 'ScheduleTask'
  | 'BatchTask'
  | 'ExtractBlindWatermark'
  | 'LiveScheduleTask'
  | 'LiveStreamProcessTask'
  | 'AiReviewResult'
  | 'AiRecognitionResult'
  | 'AiAnalysisResult'
  | 'AiQualityControlResult'
  | 'AiSmartSubtitleResult'
  | 'LiveRecordResult'
  | 'ProcessEof'
  | 'other';

/** How a notification came: by itself, or out of what. */
export type Envelope =
  | 'mps_trigger'
  | 'api_gateway'
  | 'function_url'
  | 'clb'
  | 'cmq'
  | 'ckafka'
  | 'sqs'
  | 'event_bridge'
  | 'dead_letter'
  | 'cls'
  | 'legacy_text'
  | 'list'
  | 'api_response';

/** What kinds of sub-tasks have in common. */
export type Family =
  | 'media'
  | 'edit'
  | 'review'
  | 'analysis'
  | 'recognition'
  | 'quality'
  | 'subtitle'
  | 'erase'
  | 'dubbing'
  | 'watermark'
  | 'image'
  | 'record'
  | 'rule'
  | 'live'
  | 'other';

/** The kinds of sub-tasks that this version knows, as `Type` or `ActivityType` names them; `other` if it does not know it. */
export type TaskKind =
  | 'Transcode'
  | 'AnimatedGraphics'
  | 'SnapshotByTimeOffset'
  | 'SampleSnapshot'
  | 'ImageSprites'
  | 'ImageSprite'
  | 'AdaptiveDynamicStreaming'
  | 'AiContentReview'
  | 'Porn'
  | 'Terrorism'
  | 'Political'
  | 'Porn.Asr'
  | 'Porn.Ocr'
  | 'Political.Asr'
  | 'Political.Ocr'
  | 'Terrorism.Ocr'
  | 'Prohibited.Asr'
  | 'Prohibited.Ocr'
  | 'ImagePorn'
  | 'ImageTerrorism'
  | 'ImagePolitical'
  | 'VoicePorn'
  | 'AIAnalysis'
  | 'Classification'
  | 'Cover'
  | 'Tag'
  | 'FrameTag'
  | 'Highlight'
  | 'DeLogo'
  | 'Description'
  | 'Dubbing'
  | 'VideoRemake'
  | 'VideoComprehension'
  | 'Cutout'
  | 'Reel'
  | 'SegmentRecognition'
  | 'HeadTailRecognition'
  | 'HorizontalToVertical'
  | 'Generic'
  | 'AIRecognition'
  | 'FaceRecognition'
  | 'AsrWordsRecognition'
  | 'OcrWordsRecognition'
  | 'AsrFullTextRecognition'
  | 'OcrFullTextRecognition'
  | 'TransTextRecognition'
  | 'ObjectRecognition'
  | 'TagRecognition'
  | 'SmartSubtitles'
  | 'PureSubtitleTrans'
  | 'AiQualityControl'
  | 'SmartErase'
  | 'ExecRule'
  | 'ImageProcess'
  | 'LiveRecord'
  | 'EditMedia'
  | 'ExtractBlindWatermark'
  | 'ProcessEof'
  | 'other';

/** What a warning is about; `docs/errors.md` says of each what to do. */
export type WarningCode =
  | 'unknown_event_type'
  | 'unknown_kind'
  | 'unknown_status'
  | 'unknown_storage'
  | 'invalid_value'
  | 'missing_task_id'
  | 'missing_result'
  | 'missing_event_type'
  | 'missing_input'
  | 'missing_state'
  | 'contradiction'
  | 'number_overflow'
  | 'too_long'
  | 'omitted'
  | 'more_warnings';

/** A CloudEvent 1.0 in its JSON form. */
export interface CloudEvent<Data> {
  specversion: '1.0';
  /** `<task id>/<digest of the notification>`. */
  id: string;
  /** `mps.tencentcloudapi.com/<region>`. */
  source: string;
  /** `com.tencent.cloud.mps.<event type>`. */
  type: string;
  /** The input's URI. */
  subject?: string;
  /** RFC 3339. */
  time: string;
  datacontenttype: 'application/json';
  data: Data;
}

/** What one notification says happened: told apart by `event_type`. */
export type Report =
  | { [Type in Exclude<EventType, 'other'>]: KnownReport<Type> }[Exclude<EventType, 'other'>]
  | OtherReport;

/** The report of an event whose type this version knows. */
export interface KnownReport<Type extends Exclude<EventType, 'other'>> extends ReportMembers {
  event_type: Type;
  event_name?: never;
}

/** The report of an event whose type this version does not know. */
export interface OtherReport extends ReportMembers {
  event_type: 'other';
  /** The name of the event's type, if it has one. */
  event_name?: string;
}

/** A report of any type, without telling types apart: what the JSON Schema describes. */
export interface AnyReport extends ReportMembers {
  event_type: EventType;
  /** The name of the event's type, if this version does not know it. */
  event_name?: string;
}

/** What reports of every type have. */
export interface ReportMembers {
  /** The version of what reports look like: what a later version adds has the same number, what it changes another. */
  schema_version: 1;
  /** How the notification came. */
  envelope: Envelope;
  /** Whether the notification never came, and the watch asked the API for the task. Absent if it came. */
  reconciled?: boolean;
  task_id?: string;
  /** Whether the task has ended. That it ended says nothing of its success. */
  status: 'processing' | 'finished';
  /** How the task ended, over all its sub-tasks. `unknown`: the notification does not say. */
  outcome: 'success' | 'partial' | 'failure' | 'processing' | 'unknown';
  /** The worst of the outcome, the reviews, the quality checks and the contradictions: what people see first. */
  verdict: Verdict;
  /** The task's own `ErrCode`, if it is not zero. */
  code?: number;
  /** The task's own `Message`, if it says more than `SUCCESS`. */
  message?: string;
  /** What that code means and what to do, in the language asked for. */
  explanation?: string;
  /** The file that was processed; the first one, if there were several. */
  input?: Place;
  /** All files that were processed, if there were several; the first thousand. */
  inputs?: Place[];
  /** How many more there were; they are in the notification. */
  inputs_omitted?: number;
  /** What the input holds. */
  media?: Media;
  /** The sub-tasks in the order of the notification, the first thousand. */
  tasks: Task[];
  /** How many more there are; they are in the notification, and the outcome is that of all. */
  tasks_omitted?: number;
  session_id?: string;
  session_context?: string;
  /** When the task was submitted, ISO 8601 in UTC; only answers of `DescribeTaskDetail` say it. */
  created_at?: string;
  /** When the task began, or else its first sub-task, ISO 8601 in UTC. */
  started_at?: string;
  /** When the task ended, or else its last sub-task, ISO 8601 in UTC. */
  finished_at?: string;
  /** What was not understood or contradicts itself. */
  warnings: Warning[];
  /** What was delivered. Only reports in archives have receipts. */
  receipts?: Receipt[];
}

/** The proof that something was delivered. */
export interface Receipt {
  step: 'event' | 'process' | 'notify' | 'invoke';
  /** The bot or webhook that was notified, or the function that was invoked. */
  target?: string;
  /** The key of the stored event. */
  key?: string;
  /** The MD5 of the stored bytes, hexadecimal, as COS says it. */
  etag?: string;
  /** The service's id of the request. */
  request_id?: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** How many attempts it took. */
  tries: number;
  /** Whether it was delivered before: by a former invocation, or by an attempt whose response was lost. */
  seen_before: boolean;
}

/** One sub-task. */
export interface Task {
  /** What was done, as `Type` or `ActivityType` names it, or `other`. A later version may know more. */
  kind: TaskKind | (string & {});
  /** The name of the kind, if it is `other`. */
  name?: string;
  family: Family;
  status: 'waiting' | 'processing' | 'success' | 'failure' | 'unknown';
  /** `ErrCode`, if it is not zero. */
  code?: number;
  /** `ErrCodeExt`, if it names an error. */
  code_ext?: string;
  /** `Message`, if it says more than `SUCCESS`. */
  message?: string;
  /** What the code means and what to do, in the language asked for. */
  explanation?: string;
  /** The id of the template that was used. */
  definition?: number;
  /** Percent, as reported; a finished task may say 0. */
  progress?: number;
  started_at?: string;
  finished_at?: string;
  /** The files it made, the first 10,000. */
  outputs: Output[];
  /** How many more it made; they are in the notification. */
  outputs_omitted?: number;
  /** What it found; of more than a hundred the most urgent ones. */
  findings: Finding[];
  /** How many more it found; they are in the notification. */
  findings_omitted?: number;
}

/**
 * Why somebody should look at a finding, the most urgent first: a review suggests to block it; a quality check found a defect of
 * severity `Fatal` or `Error`; a review suggests that a person looks at it.
 */
export type Attention = (typeof ATTENTION)[number];

/**
 * What people see first of a report, the worst first. `block`, `defect` and `review`: the most urgent `attention` of a finding.
 * `quality_warning`: a defect of severity `Warning`. `contradiction`: the notification contradicts itself.
 */
export type Verdict = (typeof VERDICTS)[number];

/** Something that a sub-task found out about the media. */
export interface Finding {
  type:
    | 'review'
    | 'classification'
    | 'tag'
    | 'word'
    | 'text'
    | 'face'
    | 'object'
    | 'segment'
    | 'highlight'
    | 'description'
    | 'quality'
    | 'watermark'
    | 'other';
  /** What it is called: a tag, a class, a word, a title, a kind of defect, the name of a score. */
  label?: string;
  /** The name of the person or object. */
  name?: string;
  /** What was said, shown or summarised; cut at 1000 bytes. */
  text?: string;
  /** The same in another language. */
  translation?: string;
  /** What a review suggests. A task that suggests to block has succeeded all the same. */
  suggestion?: 'pass' | 'review' | 'block' | (string & {});
  keywords?: string[];
  /** How bad a defect is: `Fatal`, `Error`, `Warning`, `Notice` or `Info`. */
  severity?: string;
  /** Why somebody should look at it; left out, if nobody has to. `NOTIFY_ON=attention` notifies of reports that have one. */
  attention?: Attention;
  /** A score, or the value of what the label names. */
  score?: number;
  /** 0 to 100. */
  confidence?: number;
  /** Where in the media it begins, seconds. */
  start?: number;
  /** Where in the media it ends, seconds. */
  end?: number;
}

/** What people call a kind or a family of sub-tasks. */
export interface KindName {
  /** The kind or the family, as reports have it. */
  of: string;
  name: string;
  /** Whether the kind's own name stands behind it. */
  with_kind: boolean;
}

/** Where a file lies. */
export interface Place {
  storage: 'cos' | 's3' | 'vod' | 'url' | 'unknown';
  /** The bucket's full name; for COS with the APPID. */
  bucket?: string;
  region?: string;
  /** The object key, without the slash that notifications put before it. */
  key?: string;
  /** `cos://bucket/key`, `s3://bucket/key`, or the URL itself. */
  uri?: string;
  /** The address over HTTPS; it may need a signature to be read. */
  url?: string;
  /** The id of the file in VOD. */
  file_id?: string;
}

/** What a media file holds. */
export interface Media {
  /** Seconds. */
  duration?: number;
  /** Pixels. */
  width?: number;
  /** Pixels. */
  height?: number;
  /** Bytes. */
  size?: number;
  /**
   * The angle in degrees by which players turn the picture, unless it is 0: 90 is a video taken upright. `width` and `height`
   * are those before that.
   */
  rotate?: number;
  /** Bits per second. */
  bitrate?: number;
  container?: string;
  /** The first 32. */
  video?: { codec?: string; width?: number; height?: number; fps?: number; bitrate?: number }[];
  audio?: { codec?: string; sample_rate?: number; channels?: number; bitrate?: number }[];
  /** How many more streams there are. */
  streams_omitted?: number;
}

/** A file that a sub-task made. */
export interface Output extends Place, Media {
  /** The member of the API's structure that names it, such as `Path`, `SubtitlePath` or `CoverPath`: what it is. */
  member: string;
  /** The language of subtitles, as the API names it. */
  language?: string;
  /** When it is deleted, ISO 8601: pictures that prove a verdict are kept for a while only. */
  expires_at?: string;
  /** Hexadecimal. */
  md5?: string;
  /** The moment of a snapshot in its video, seconds. */
  time_offset?: number;
}

/** Something in a notification that was not understood or contradicts itself. */
export interface Warning {
  /** What it is about. A later version may have more. */
  code: WarningCode | (string & {});
  /** Where: member names joined by dots, elements as `[n]`. */
  path: string;
  message: string;
  /** The index in `tasks` of the sub-task it is about; left out if it is about the notification, or not about one alone. */
  task?: number;
}
