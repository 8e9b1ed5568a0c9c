/** The options, made of schema/options.schema.json by `node scripts/make-options-types.mjs`. */
/**
 * What to do with notifications: the variable MPS_WEBHOOK_CONFIG, or the `options` that a program passes. A member that is absent or null comes from the environment variable in `x-env`. An empty text, white space around a text and an unknown name are invalid. An invalid value stops the delivery where `x-stops` is true; elsewhere the event is archived, and then the invocation fails.
 */
interface Options {
    /**
     * The archive.
     */
    cos?: {
        /**
         * Bucket with the APPID. Without it nothing is stored, and the log says so.
         */
        bucket?: string | null;
        /**
         * Region of the bucket.
         */
        region?: string | null;
        /**
         * Prefix of every key: at most 300 bytes when percent-encoded, without empty, `.` or `..` segments. It usually ends in a slash, because the rest of the key follows directly (`results` makes `resultsWorkflowTask/…`). `/` means no prefix.
         */
        prefix?: string | null;
        /**
         * Form of the keys. `task`: by event type and task. `classic`: by hour in Asia/Shanghai, as in the old templates.
         */
        layout?: 'task' | 'classic' | null;
        /**
         * Base URL instead of the bucket's host; the bucket becomes the first segment of the path.
         */
        endpoint?: string | null;
        /**
         * Credentials instead of those of the role; the two are never mixed.
         */
        secret_id?: string | null;
        /**
         * The key that belongs to `secret_id`.
         */
        secret_key?: string | null;
        /**
         * The token of temporary credentials.
         */
        session_token?: string | null;
    } | null;
    /**
     * Batches of logs from CLS. With `format` they are stored whole; the template cls-to-cos does that without it.
     */
    cls?: {
        /**
         * `classic`: the whole batch as one indented JSON text. `ndjson`: one line of JSON per record.
         */
        format?: 'classic' | 'ndjson' | null;
        /**
         * Compression of the text, where batches are stored.
         */
        compression?: 'none' | 'gzip' | null;
    } | null;
    /**
     * Notifications from MPS.
     */
    mps?: {
        /**
         * The task's `NotifyKey`: callbacks over HTTP that are not signed with it are refused. Without it they are not verified. An empty variable is invalid, because it looks as if callbacks were verified.
         */
        notify_key?: string | null;
        /**
         * Base URL instead of that of the MPS API.
         */
        endpoint?: string | null;
    } | null;
    /**
     * The part of the report that is stored: maps names to values, each given by a JSON Pointer into the report, or below `/event` into the notification; `*` stands for every element.
     */
    select?: {
        [k: string]: string;
    } | null;
    /**
     * Notification targets, at most 100. The variables are for one WeCom bot. An address may appear several times, in several languages or for several outcomes.
     *
     * @maxItems 100
     */
    notify?: {
        /**
         * Kind of target: a group bot, or a program that receives Standard Webhooks.
         */
        kind?: 'wecom' | 'dingtalk' | 'feishu' | 'slack' | 'webhook' | null;
        /**
         * URL of the target, over HTTPS (HTTP only on the local machine); for a WeCom bot, its key is enough.
         */
        url: string;
        /**
         * Secret that signs messages: any text for DingTalk and Feishu, `whsec_…` for a webhook; WeCom and Slack have none.
         */
        secret?: string | null;
        /**
         * Outcomes that notify it. `finished`: all but progress of tasks that have not ended. `failure`: failed, partly failed or unknown. `attention`: the same, and tasks that succeeded but need someone to look: a review suggests to block or to review, or a quality check finds something fatal or an error.
         */
        on?: 'all' | 'finished' | 'attention' | 'failure' | 'none' | null;
        /**
         * Event types that notify it, as the API names them; empty: every type.
         */
        events?: string[] | null;
        /**
         * Condition on the content of the report; without it, it is notified of every report that the other options leave.
         */
        where?: Where | null;
        /**
         * Title of its messages, with fields of the report in braces; without it, the usual title. At most 300 bytes and 8 fields.
         */
        title?: string | null;
        /**
         * Lines of its messages, with fields as in `title`, or a section of the usual message; without them, the usual lines. At most 20, each with at most 300 bytes and 8 fields; each section once.
         *
         * @maxItems 20
         */
        lines?: string[] | null;
        /**
         * Most messages that it is sent in a time, such as `20/min`, `1/s` or `500/h`; `none`: any number. What exceeds it waits in the outbox of the archive. Without a bucket there is no outbox, and no pace.
         */
        pace?: string | null;
        /**
         * When several messages become one. `when-busy`: when at least five wait in the outbox. `hourly`, `daily`: all wait, until the next hour or 00:00 UTC. `never`: each is sent by itself.
         */
        digest?: 'never' | 'when-busy' | 'hourly' | 'daily' | null;
        /**
         * Quiet hours of each day, with the offset from UTC: `22:00-08:00 +08:00`. Messages wait in the outbox until they end.
         */
        quiet?: string | null;
        /**
         * What neither `digest` nor `quiet` holds back. `failure`: a task failed, wholly or partly. `block`: a review suggests to block.
         */
        urgent?: ('failure' | 'block')[] | null;
        /**
         * `day`: the message of a success says if a task with the same file failed in the 24 hours before. Costs one request for each task of this target.
         */
        recovered?: 'off' | 'day' | null;
        /**
         * Which rounds of the watch it is notified of. `missing`: those that found events missing. `all`: each of them. (A webhook has no such messages.)
         */
        watch?: 'none' | 'missing' | 'all' | null;
        /**
         * Language of its messages. (A webhook receives the report as it is stored.)
         */
        lang?: 'zh' | 'en' | 'ja' | 'ko' | null;
    }[] | null;
    /**
     * Functions to invoke with the event, at most 100. The variable is a list of `name[:qualifier][@namespace]`, separated by commas.
     *
     * @maxItems 100
     */
    invoke?: {
        /**
         * Name of the function.
         */
        function: string;
        /**
         * Version or alias of the function.
         */
        qualifier?: string | null;
        /**
         * Namespace of the function.
         */
        namespace?: string | null;
        /**
         * Condition on the content of the report; without it, the function is invoked with every event.
         */
        where?: Where | null;
    }[] | null;
    /**
     * The API that invokes functions.
     */
    scf?: {
        /**
         * Base URL instead of that of the SCF API.
         */
        endpoint?: string | null;
        /**
         * Region of the functions.
         */
        region?: string | null;
    } | null;
    /**
     * Language of messages, unless `notify[].lang` is set, and of the explanations in reports.
     */
    lang?: 'zh' | 'en' | 'ja' | 'ko' | null;
    /**
     * Lowest level of lines in the log.
     */
    log_level?: 'debug' | 'info' | 'warn' | 'error' | null;
}
/**
 * Conditions on the content of a report, which all have to hold; a list of values means any of them. At most 8 levels of objects.
 */
interface Where {
    /**
     * Event type, as the API names it. `*` stands for any characters.
     */
    event_type?: string | string[];
    /**
     * How the task ended.
     */
    outcome?: ('success' | 'partial' | 'failure' | 'processing' | 'unknown') | ('success' | 'partial' | 'failure' | 'processing' | 'unknown')[];
    /**
     * The one state that messages begin with: the worst of outcome and findings.
     */
    verdict?: ('failure' | 'partial' | 'block' | 'defect' | 'review' | 'quality_warning' | 'contradiction' | 'processing' | 'unknown' | 'success') | ('failure' | 'partial' | 'block' | 'defect' | 'review' | 'quality_warning' | 'contradiction' | 'processing' | 'unknown' | 'success')[];
    /**
     * Kind of the sub-task, as `kind` of the report has it: `Transcode`, `Porn.*`. `*` stands for any characters.
     */
    kind?: string | string[];
    /**
     * What the sub-task's kind has in common with others.
     */
    family?: ('media' | 'edit' | 'review' | 'analysis' | 'recognition' | 'quality' | 'subtitle' | 'erase' | 'dubbing' | 'watermark' | 'image' | 'record' | 'rule' | 'live' | 'other') | ('media' | 'edit' | 'review' | 'analysis' | 'recognition' | 'quality' | 'subtitle' | 'erase' | 'dubbing' | 'watermark' | 'image' | 'record' | 'rule' | 'live' | 'other')[];
    /**
     * What became of the sub-task.
     */
    task_status?: ('waiting' | 'processing' | 'success' | 'failure' | 'unknown') | ('waiting' | 'processing' | 'success' | 'failure' | 'unknown')[];
    /**
     * Error of the sub-task or of the whole task, by number or name: `70000`, `SourceFileError.*`. `*` stands for any characters.
     */
    code?: string | number | (string | number)[];
    /**
     * Bucket of a source file, with the APPID. `*` stands for any characters.
     */
    bucket?: string | string[];
    /**
     * Object key of a source file. `*` stands for any characters, slashes too: `vip/*`. A slash at the beginning does not count.
     */
    key?: string | string[];
    /**
     * Size of the source file in bytes.
     */
    size_bytes?: {
        /**
         * The least; it belongs to the range.
         */
        min?: number;
        /**
         * The most; it belongs to the range.
         */
        max?: number;
    };
    /**
     * Length of the source file in seconds.
     */
    duration_s?: {
        /**
         * The least; it belongs to the range.
         */
        min?: number;
        /**
         * The most; it belongs to the range.
         */
        max?: number;
    };
    /**
     * What the submitter of the task passed through. `*` stands for any characters.
     */
    session_context?: string | string[];
    /**
     * What a finding is called. `*` stands for any characters.
     */
    label?: string | string[];
    /**
     * What a review suggests in a finding.
     */
    suggestion?: ('pass' | 'review' | 'block') | ('pass' | 'review' | 'block')[];
    /**
     * All of these hold.
     *
     * @minItems 1
     */
    all?: Where[];
    /**
     * At least one of these holds.
     *
     * @minItems 1
     */
    any?: Where[];
    not?: Where;
}

/** The error class of the package. */
/** Why the core refused something; `docs/errors.md` says of each what to do. */
type CoreErrorCode = 'invalid_json' | 'not_a_notification' | 'invalid_encoding' | 'too_large' | 'unverified' | 'invalid_options' | 'missing_credentials' | 'not_delivered' | 'out_of_time' | 'process_failed' | 'trapped';
/** Why the package refused something. */
type ErrorCode = CoreErrorCode | 'invalid_argument' | 'not_ready' | 'wrong_platform';
/** The core's `Error`. */
interface CoreError<Code extends string = CoreErrorCode> {
    code: Code;
    message: string;
    path?: string;
    /** Where in the whole event, bytes from its start. */
    offset?: number;
    /** Where in the text inside an envelope, bytes from that text's start. */
    inner_offset?: number;
    help: string;
}
/** Why an event, an option or an argument is refused. `message` says what is wrong, where, and what to do. */
declare class MpsWebhookError extends Error {
    /** For programs. */
    readonly code: ErrorCode;
    /** What to do about it; `message` ends with it. */
    readonly help: string;
    /** Where in the JSON, or which environment variable. */
    readonly path: string | undefined;
    /** Where in the whole event, bytes from its start; absent if that is not known. */
    readonly offset: number | undefined;
    /** Where in the text inside an envelope, bytes from that text's start; absent if the fault is in no envelope. */
    readonly inner_offset: number | undefined;
    constructor(error: CoreError<ErrorCode>);
    /** With the message, which JSON.stringify leaves out of other errors. */
    toJSON(): object;
}

/** Types of the result of a delivery, as the core returns it. */

/** How a delivery ended; the core's `Done`. */
interface Done {
    /** Whether everything that was requested is done. */
    ok: boolean;
    /** The first 1,000 notifications. */
    events: Delivered[];
    /** The number of further notifications; the log has a last line for each. */
    events_omitted?: number;
    error?: CoreError;
    /** The response to the HTTP request with the event; absent without one. */
    http?: Reply;
    /** The round of the watch that the event of a timer trigger asks for; nothing was delivered. */
    watch?: {
        back: number;
    };
}
/** The response to an HTTP request; the core's `Reply`. */
interface Reply {
    status: number;
    /** The body, JSON text. */
    body: string;
}
/** The result of one notification; the core's `Delivered`. */
interface Delivered {
    event_type?: string;
    task_id?: string;
    outcome?: 'success' | 'partial' | 'failure' | 'processing' | 'unknown';
    /** The number of records of a batch of logs. */
    records?: number;
    archive: 'stored' | 'seen_before' | 'not_wanted' | 'failed';
    event_key?: string;
    report_key?: string;
    /** The result of the user's processor; absent without one. */
    processed?: 'done' | 'seen_before' | 'failed';
    /** The results of all targets; absent without targets. */
    dispatched?: Dispatched[];
    /** The targets that the event is not for, by their filters; absent without such targets. */
    skipped?: Skipped[];
    error?: CoreError;
}
/** The result for one target; the core's `Dispatched`. */
interface Dispatched {
    step: 'notify' | 'invoke';
    /** The name of the bot, without its URL, or of the function. */
    target: string;
    /** `queued`: the message waits in the outbox of the archive, and is sent later. */
    status: 'done' | 'seen_before' | 'queued' | 'failed';
    /**
     * Why the message waits, if this delivery put it aside: `quiet hours, until 2024-01-01T08:00:00Z`. With the status `seen_before`: that an
     * earlier delivery put it into the outbox.
     */
    reason?: string;
}
/** A target that the event is not for; the core's `Skipped`. */
interface Skipped {
    step: 'notify' | 'invoke';
    /** The name of the bot, without its URL, or of the function. */
    target: string;
    /** The reason, in one sentence: `outcome is success, not failure`. */
    reason: string;
}

/** Findings in the order of the core: what somebody should look at comes first. */

/** Why somebody should look at a finding, the most urgent first. */
declare const ATTENTION: readonly ['block', 'defect', 'review'];

/** Verdicts in the order of the core. */
/** What people see first of a report, the worst first. */
declare const VERDICTS: readonly ['failure', 'partial', 'block', 'defect', 'review', 'quality_warning', 'contradiction', 'processing', 'unknown', 'success'];

/** What happened, in the same shape for every type of event. Absent values are left out; lists are always there. */

/** The language of explanations and messages. */
type Language = 'zh' | 'en' | 'ja' | 'ko';
/** `EventType`, or `NotificationType` of live streams; `other` if this version does not know it. */
type EventType = 'WorkflowTask' | 'EditMediaTask' | 'ScheduleTask' | 'BatchTask' | 'ExtractBlindWatermark' | 'LiveScheduleTask' | 'LiveStreamProcessTask' | 'AiReviewResult' | 'AiRecognitionResult' | 'AiAnalysisResult' | 'AiQualityControlResult' | 'AiSmartSubtitleResult' | 'LiveRecordResult' | 'ProcessEof' | 'other';
/** How a notification came: by itself, or out of what. */
type Envelope = 'mps_trigger' | 'api_gateway' | 'function_url' | 'clb' | 'cmq' | 'ckafka' | 'sqs' | 'event_bridge' | 'dead_letter' | 'cls' | 'legacy_text' | 'list' | 'api_response';
/** What kinds of sub-tasks have in common. */
type Family = 'media' | 'edit' | 'review' | 'analysis' | 'recognition' | 'quality' | 'subtitle' | 'erase' | 'dubbing' | 'watermark' | 'image' | 'record' | 'rule' | 'live' | 'other';
/** The kinds of sub-tasks that this version knows, as `Type` or `ActivityType` names them; `other` if it does not know it. */
type TaskKind = 'Transcode' | 'AnimatedGraphics' | 'SnapshotByTimeOffset' | 'SampleSnapshot' | 'ImageSprites' | 'ImageSprite' | 'AdaptiveDynamicStreaming' | 'AiContentReview' | 'Porn' | 'Terrorism' | 'Political' | 'Porn.Asr' | 'Porn.Ocr' | 'Political.Asr' | 'Political.Ocr' | 'Terrorism.Ocr' | 'Prohibited.Asr' | 'Prohibited.Ocr' | 'ImagePorn' | 'ImageTerrorism' | 'ImagePolitical' | 'VoicePorn' | 'AIAnalysis' | 'Classification' | 'Cover' | 'Tag' | 'FrameTag' | 'Highlight' | 'DeLogo' | 'Description' | 'Dubbing' | 'VideoRemake' | 'VideoComprehension' | 'Cutout' | 'Reel' | 'SegmentRecognition' | 'HeadTailRecognition' | 'HorizontalToVertical' | 'Generic' | 'AIRecognition' | 'FaceRecognition' | 'AsrWordsRecognition' | 'OcrWordsRecognition' | 'AsrFullTextRecognition' | 'OcrFullTextRecognition' | 'TransTextRecognition' | 'ObjectRecognition' | 'TagRecognition' | 'SmartSubtitles' | 'PureSubtitleTrans' | 'AiQualityControl' | 'SmartErase' | 'ExecRule' | 'ImageProcess' | 'LiveRecord' | 'EditMedia' | 'ExtractBlindWatermark' | 'ProcessEof' | 'other';
/** What a warning is about; `docs/errors.md` says of each what to do. */
type WarningCode = 'unknown_event_type' | 'unknown_kind' | 'unknown_status' | 'unknown_storage' | 'invalid_value' | 'missing_task_id' | 'missing_result' | 'missing_event_type' | 'missing_input' | 'missing_state' | 'contradiction' | 'number_overflow' | 'too_long' | 'omitted' | 'more_warnings';
/** A CloudEvent 1.0 in its JSON form. */
interface CloudEvent<Data> {
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
type Report = {
    [Type in Exclude<EventType, 'other'>]: KnownReport<Type>;
}[Exclude<EventType, 'other'>] | OtherReport;
/** The report of an event whose type this version knows. */
interface KnownReport<Type extends Exclude<EventType, 'other'>> extends ReportMembers {
    event_type: Type;
    event_name?: never;
}
/** The report of an event whose type this version does not know. */
interface OtherReport extends ReportMembers {
    event_type: 'other';
    /** The name of the event's type, if it has one. */
    event_name?: string;
}
/** A report of any type, without telling types apart: what the JSON Schema describes. */
interface AnyReport extends ReportMembers {
    event_type: EventType;
    /** The name of the event's type, if this version does not know it. */
    event_name?: string;
}
/** What reports of every type have. */
interface ReportMembers {
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
interface Receipt {
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
interface Task {
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
type Attention = (typeof ATTENTION)[number];
/**
 * What people see first of a report, the worst first. `block`, `defect` and `review`: the most urgent `attention` of a finding.
 * `quality_warning`: a defect of severity `Warning`. `contradiction`: the notification contradicts itself.
 */
type Verdict = (typeof VERDICTS)[number];
/** Something that a sub-task found out about the media. */
interface Finding {
    type: 'review' | 'classification' | 'tag' | 'word' | 'text' | 'face' | 'object' | 'segment' | 'highlight' | 'description' | 'quality' | 'watermark' | 'other';
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
interface KindName {
    /** The kind or the family, as reports have it. */
    of: string;
    name: string;
    /** Whether the kind's own name stands behind it. */
    with_kind: boolean;
}
/** Where a file lies. */
interface Place {
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
interface Media {
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
    video?: {
        codec?: string;
        width?: number;
        height?: number;
        fps?: number;
        bitrate?: number;
    }[];
    audio?: {
        codec?: string;
        sample_rate?: number;
        channels?: number;
        bitrate?: number;
    }[];
    /** How many more streams there are. */
    streams_omitted?: number;
}
/** A file that a sub-task made. */
interface Output extends Place, Media {
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
interface Warning {
    /** What it is about. A later version may have more. */
    code: WarningCode | (string & {});
    /** Where: member names joined by dots, elements as `[n]`. */
    path: string;
    message: string;
    /** The index in `tasks` of the sub-task it is about; left out if it is about the notification, or not about one alone. */
    task?: number;
}

/** Calls the user's processor of reports. */

/**
 * The user's processor, called once for every archived notification.
 *
 * @param report the report
 * @param event the notification as received
 * @returns the value that is stored instead of the report; `undefined` stores the report, `null` only the receipts. A promise
 *   is awaited; an error fails the invocation after all else is done.
 */
type Process = (report: Report, event: unknown) => unknown;

/** A round of the watch: finds finished tasks whose events never came, and delivers them. As in `deliver.ts`, the core decides everything. */

/** What a round looked at; the core's `WatchSummary`. */
interface WatchSummary {
    since: string;
    until: string;
    /** Whether all tasks of this time were looked at. */
    complete: boolean;
    tasks: number;
    missing: number;
    fetched: number;
    gone: number;
    failed: number;
    pending: number;
    newly_missing: number;
}

/** Types of the arguments and the result of an SCF function. */

/** The part of the context of an invocation that is used (SCF document 583/9210). */
interface ScfContext {
    request_id?: string;
    /** The function's time limit, ms. */
    time_limit_in_ms?: number;
    /** The time left, ms; not on every runtime. */
    getRemainingTimeInMillis?: () => number;
}
/** The response for API Gateway, function URLs and load balancers (SCF document 583/12513, "integrated response"). */
interface ScfReply {
    isBase64Encoded: false;
    statusCode: number;
    headers: Record<string, string>;
    body: string;
}
/**
 * How a delivery ended; for an event over HTTP also the response, for the event of a timer trigger what the round of the watch
 * looked at.
 */
type ScfResult = Done & Partial<ScfReply> & {
    watched?: WatchSummary;
};
type ScfCallback = (error: Error | null, result?: ScfResult) => void;
/**
 * The handler of a function. It returns a promise and also calls `callback`: which of them the platform uses depends on its
 * Node.js. The promise is rejected if something was not delivered, so that the platform retries. For an event over HTTP the
 * platform then answers with its own error.
 */
type ScfHandler = (event: unknown, context?: ScfContext, callback?: ScfCallback) => Promise<ScfResult>;
interface HandlerOptions {
    /** The options, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in missing ones. */
    options?: Options;
    /** The user's processor of reports. */
    process?: Process;
}

/** What callers pass: events in every form that they may have, and options. Whatever else it is, is refused by its name. */

/** Any view of bytes: a typed array, a DataView, a Buffer. */
interface BytesView {
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
    readonly byteOffset: number;
    readonly byteLength: number;
}
/** Bytes in any form. They may be of another realm: a frame, a context of `vm`, jsdom. */
type BytesInput = BytesView | ArrayBuffer | SharedArrayBuffer;

/** Types of the options and the result of `plan`. */

interface PlanOptions {
    /** The options, as in the variable `MPS_WEBHOOK_CONFIG`. */
    options?: Options;
    /** Environment variables, which fill in missing options. Missing credentials and a missing region are invented. */
    env?: Record<string, string | undefined>;
    /** The template with the defaults: `mps-webhook`, `mps-to-cos` or `cls-to-cos`; none by default. */
    template?: string;
    /** The time of the delivery; now by default. */
    now?: Date;
    /** The language of the reasons in `skipped` and in the log; `en` by default. */
    lang?: Language;
    /** Whether the event is the body of an HTTP request, which is verified and answered. */
    http?: boolean;
}
/** A request that would be sent. */
interface PlannedRequest {
    /** The step: the event, its report object, a bot or webhook, a function, or the outbox for a message that waits. */
    step: 'event' | 'report' | 'notify' | 'invoke' | 'outbox';
    /** The name of the bot, webhook or function, without its URL; absent for the archive. */
    target?: string;
    method: 'GET' | 'PUT' | 'POST' | 'DELETE';
    url: string;
    /** The headers, with names in lower case. */
    headers: Record<string, string>;
    /** The body as text; an approximation if it is binary, such as compressed logs. */
    body: string;
}
interface Plan {
    /** The requests, in the order of sending. */
    requests: PlannedRequest[];
    /** How the delivery ends if all requests succeed: stored keys, notified and invoked targets, and why others are skipped. */
    done: Done;
    /** The lines of the log. */
    log: object[];
}

/** Parses, verifies, renders and plans events, on every platform. */

/**
 * An event as received: an object, its JSON text, or the bytes of that text. Bytes may be in any view or buffer. Any other
 * value, such as a promise, is an error with the code `invalid_argument`.
 */
type EventInput = object | string | BytesInput;
interface ParseOptions {
    /** The language of explanations of errors; `zh` by default. */
    lang?: Language;
}
interface CloudEventOptions extends ParseOptions {
    /** The time of an event without an end time; now by default. */
    now?: Date;
}
interface VerifyOptions {
    /** The time at which signatures must be valid; now by default. */
    now?: Date;
}
/** The result of `safeParse`. */
type ParseResult = {
    ok: true;
    reports: Report[];
} | {
    ok: false;
    error: MpsWebhookError;
    /** The event as received, as text; of an object its JSON text. */
    raw: string;
};
/** `text`, `markdown`, or a kind of bot: the JSON text that this bot receives. */
type RenderFormat = 'text' | 'markdown' | 'wecom' | 'dingtalk' | 'feishu' | 'slack' | 'webhook';
/**
 * Returns the reports of all notifications in an event, in any envelope. Envelopes are for example a web request, records
 * of a queue, a batch of logs.
 *
 * @throws {MpsWebhookError} if a part of the event is not a notification; see `code`, `path` and `offset`.
 *
 * @example
 * const [report] = parse(event);
 * if (report?.outcome === 'failure') {
 *   for (const task of report.tasks) console.log(task.kind, task.code, task.explanation);
 * }
 */
declare function parse(event: EventInput, options?: ParseOptions): Report[];
/**
 * Parses an event and returns an error instead of throwing it.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if the options are invalid.
 *
 * @example
 * const result = safeParse(event);
 * if (result.ok) console.log(result.reports.length);
 * else console.log(result.error.code, result.error.help, result.raw);
 */
declare function safeParse(event: EventInput, options?: ParseOptions): ParseResult;
/**
 * Returns every report of an event as a CloudEvent 1.0 in JSON form.
 *
 * @throws {MpsWebhookError} as `parse`.
 *
 * @example
 * for (const { id, type, data } of toCloudEvents(event)) console.log(id, type, data.outcome);
 */
declare function toCloudEvents(event: EventInput, options?: CloudEventOptions): CloudEvent<Report>[];
/**
 * Checks that every notification in an event is signed with the task's `NotifyKey`. The signature is `Sign` and
 * `Timestamp`, and must not have expired. It does not cover the notification: it only keeps out strangers.
 *
 * @throws {MpsWebhookError} with the code `unverified` if a signature is missing, wrong or expired; or as `parse`.
 *
 * @example
 * verify(body, notifyKey);
 */
declare function verify(event: EventInput, notifyKey: string, options?: VerifyOptions): void;
/**
 * Returns the message for each notification in an event. Texts of the event are escaped, so none becomes markup, a link or
 * a mention.
 *
 * @throws {MpsWebhookError} as `parse`.
 *
 * @example
 * const [text] = render(event, 'text', { lang: 'en' });
 */
declare function render(event: EventInput, format?: RenderFormat, options?: ParseOptions): string[];
/**
 * Returns what would be stored, sent and invoked for an event, and why targets are skipped: a dry run. Every request counts as successful. Nothing is
 * read from the environment of the process; see `PlanOptions`.
 *
 * The requests are signed for a limited time, and contain URLs of bots and session tokens: do not log them.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid.
 *
 * @example
 * const options = { cos: { bucket: 'results-1250000000', region: 'ap-guangzhou' } };
 * for (const { method, url } of plan(event, { options }).requests) console.log(method, url);
 */
declare function plan(event: EventInput, options?: PlanOptions): Plan;

/** Loads the core where loading takes time: in browsers. */
/**
 * The source of the core for `init`, instead of the file of the package. A URL, a `Response` (or a promise of one), the
 * bytes, or a `WebAssembly.Module`.
 */
type CoreSource = string | object;
/**
 * Loads the core. Only browsers need this, before any other call; elsewhere the first call loads the core. Several calls
 * load it once; after a failure, the next call tries again.
 *
 * @param source the core, for bundlers that do not support `new URL(…, import.meta.url)`. The file is `mps-webhook/core.wasm`.
 * @throws {MpsWebhookError} with the code `not_ready` if it cannot be fetched, `invalid_argument` if `source` is invalid.
 *
 * @example
 * await init(); // in a browser
 * await init('/static/core.modern.wasm'); // where the bundler leaves the file behind
 */
declare function init(source?: CoreSource): Promise<void>;

/**
 * `Request` and `Response` for public types. They are those of the platform if a program has their types (`lib: ["dom"]`,
 * `@types/node`, `@cloudflare/workers-types` …), otherwise the part that every platform has.
 */
type OfPlatform<Name extends string, Otherwise> = typeof globalThis extends {
    [name in Name]: {
        prototype: infer Class;
    };
} ? Class : Otherwise;
/** The part of a `Request` or a `Response` that every platform has. */
interface WebMessage {
    readonly headers: {
        get(name: string): string | null;
    };
    readonly bodyUsed: boolean;
    arrayBuffer(): Promise<ArrayBuffer>;
    text(): Promise<string>;
}
/** The platform's `Request`. */
type WebRequest = OfPlatform<'Request', WebMessage & {
    readonly method: string;
    readonly url: string;
}>;
/** The platform's `Response`. */
type WebResponse = OfPlatform<'Response', WebMessage & {
    readonly status: number;
}>;

/**
 * Receives MPS callbacks as `Request`: Workers, EdgeOne Pages, Deno, Bun, Node.js.
 *
 * The response waits until everything is done, because a sender that gets 200 never sends the event again, and work after
 * the response can be lost when the platform ends the instance. `waitUntil` is only for a sender that hangs up: the
 * delivery continues.
 */

interface FetchHandlerOptions {
    /** The options, as in the variable `MPS_WEBHOOK_CONFIG`; environment variables fill in missing ones. */
    options?: Options;
    /**
     * Environment variables; those of the process by default. Variables that the platform passes with a request (bindings of
     * Workers and EdgeOne Pages) take precedence, unless they are empty. If one with the name of an option is not a text,
     * events are refused with 500.
     */
    env?: Record<string, string | undefined>;
    /** The user's processor of reports. */
    process?: Process;
    /**
     * The time limit of reading the body and delivering, ms; 25,000 by default. Workers end 30 s after the sender hangs up.
     */
    timeLimit?: number;
    /** The largest accepted body, bytes; 8 MiB by default. */
    maxBodySize?: number;
    /** Takes a line of the log; by default `console.log` of its JSON text. Errors of it are ignored. */
    log?: (line: object) => void;
}
/** The part of a platform's context that is used. */
interface ExecutionContext {
    waitUntil?(promise: Promise<unknown>): void;
}
/** The part of the argument of `onRequest` in EdgeOne Pages that is used. */
interface PagesContext extends ExecutionContext {
    request: WebRequest;
    env?: object;
}
/** A function from requests to responses, also as its member `fetch`. It never rejects. */
interface FetchHandler {
    (request: WebRequest, env?: object, context?: ExecutionContext): Promise<WebResponse>;
    /** For Workers: `export default { fetch: handler.fetch }`. */
    fetch(request: WebRequest, env?: object, context?: ExecutionContext): Promise<WebResponse>;
    /** For EdgeOne Pages: `export const onRequest = handler.onRequest`. */
    onRequest(context: PagesContext): Promise<WebResponse>;
}
/**
 * Returns a handler of MPS callbacks (`TaskNotifyConfig` with `NotifyType` `URL`).
 *
 * | status | when |
 * | --- | --- |
 * | 200 | everything that was requested is done, now or before; or a health check: GET, HEAD, or a POST without a body |
 * | 400 | the body is not an MPS notification (it is stored, unless a key is set) |
 * | 403 | the signature is wrong |
 * | 405 | the method is not POST |
 * | 413 | the body is too large |
 * | 500 | something is still to be done, or the body was not complete |
 *
 * Sending the event again after 500 does only what is missing; after the others it changes nothing.
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` if an argument is invalid; `invalid_options` if no event could be
 *   delivered with `options`. Variables are checked with each event, and all options where the core is not loaded yet.
 *
 * @example
 * export default { fetch: createFetchHandler().fetch }; // Workers
 * Deno.serve(createFetchHandler());
 * Bun.serve({ fetch: createFetchHandler() });
 */
declare function createFetchHandler(wanted?: FetchHandlerOptions): FetchHandler;

/**
 * Receives MPS callbacks as `(request, response)`: `node:http`, Express, Connect, Fastify (its `raw` objects).
 *
 * The archive stores the bytes that were sent, so nothing may parse the body before.
 */

/** The part of a `node:http` request that is used. */
interface NodeRequest extends AsyncIterable<unknown> {
    method?: string | undefined;
    headers: Record<string, string | string[] | undefined>;
    /** Whether a part of the body was read. */
    readableDidRead?: boolean | undefined;
    /** Whether all of the body was read. */
    readableEnded?: boolean | undefined;
    /** The body as a framework has read it: bytes or text are accepted, an object is refused. */
    body?: unknown;
}
/** The part of a `node:http` response that is used. */
interface NodeResponse {
    headersSent?: boolean | undefined;
    writeHead(status: number, headers: Record<string, string>): unknown;
    end(body?: string): unknown;
    destroy?(): unknown;
}
/** A function of a request and a response. It never rejects and always answers. */
type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;
/**
 * Returns a handler of MPS callbacks for `node:http`, which answers as `createFetchHandler` does.
 *
 * @example
 * import { createServer } from 'node:http';
 * import { createNodeHandler } from 'mps-webhook/edge';
 *
 * createServer(createNodeHandler()).listen(8000);
 *
 * @throws {MpsWebhookError} with the code `invalid_argument` or `invalid_options`, as `createFetchHandler` does.
 */
declare function createNodeHandler(options?: FetchHandlerOptions): NodeHandler;

export { MpsWebhookError, createFetchHandler, createNodeHandler, init, parse, plan, render, safeParse, toCloudEvents, verify };
export type { AnyReport, Attention, BytesInput, BytesView, CloudEvent, CloudEventOptions, CoreError, CoreErrorCode, CoreSource, Delivered, Dispatched, Done, Envelope, ErrorCode, EventInput, EventType, ExecutionContext, Family, FetchHandler, FetchHandlerOptions, Finding, HandlerOptions, KindName, KnownReport, Language, Media, NodeHandler, NodeRequest, NodeResponse, Options, OtherReport, Output, PagesContext, ParseOptions, ParseResult, Place, Plan, PlanOptions, PlannedRequest, Process, Receipt, RenderFormat, Reply, Report, ReportMembers, ScfCallback, ScfContext, ScfHandler, ScfReply, ScfResult, Skipped, Task, TaskKind, Verdict, VerifyOptions, Warning, WarningCode, WebMessage, WebRequest, WebResponse, Where };
