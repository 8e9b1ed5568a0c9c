/** The options, made of schema/options.schema.json by `node scripts/make-options-types.mjs`. */

/**
 * What to do with notifications: the variable MPS_WEBHOOK_CONFIG, or the `options` that a program passes. A member that is absent or null comes from the environment variable in `x-env`. An empty text, white space around a text and an unknown name are invalid. An invalid value stops the delivery where `x-stops` is true; elsewhere the event is archived, and then the invocation fails.
 */
export interface Options {
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
  notify?:
    | {
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
      }[]
    | null;
  /**
   * Functions to invoke with the event, at most 100. The variable is a list of `name[:qualifier][@namespace]`, separated by commas.
   *
   * @maxItems 100
   */
  invoke?:
    | {
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
      }[]
    | null;
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
export interface Where {
  /**
   * Event type, as the API names it. `*` stands for any characters.
   */
  event_type?: string | string[];
  /**
   * How the task ended.
   */
  outcome?:
    | ('success' | 'partial' | 'failure' | 'processing' | 'unknown')
    | ('success' | 'partial' | 'failure' | 'processing' | 'unknown')[];
  /**
   * The one state that messages begin with: the worst of outcome and findings.
   */
  verdict?:
    | (
        | 'failure'
        | 'partial'
        | 'block'
        | 'defect'
        | 'review'
        | 'quality_warning'
        | 'contradiction'
        | 'processing'
        | 'unknown'
        | 'success'
      )
    | (
        | 'failure'
        | 'partial'
        | 'block'
        | 'defect'
        | 'review'
        | 'quality_warning'
        | 'contradiction'
        | 'processing'
        | 'unknown'
        | 'success'
      )[];
  /**
   * Kind of the sub-task, as `kind` of the report has it: `Transcode`, `Porn.*`. `*` stands for any characters.
   */
  kind?: string | string[];
  /**
   * What the sub-task's kind has in common with others.
   */
  family?:
    | (
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
        | 'other'
      )
    | (
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
        | 'other'
      )[];
  /**
   * What became of the sub-task.
   */
  task_status?:
    | ('waiting' | 'processing' | 'success' | 'failure' | 'unknown')
    | ('waiting' | 'processing' | 'success' | 'failure' | 'unknown')[];
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

/** The templates that functions are made from: what triggers a function, and whether it notifies targets and invokes functions. */
export const TEMPLATES = [
  { name: 'mps-webhook', trigger: 'MPS', dispatches: true },
  { name: 'mps-to-cos', trigger: 'MPS', dispatches: false },
  { name: 'cls-to-cos', trigger: 'CLS', dispatches: false },
] as const;

/** The environment variables of the options that are not secrets. */
export const PLAIN_VARIABLES: readonly string[] = [
  'COS_BUCKET',
  'COS_REGION',
  'COS_PREFIX',
  'COS_LAYOUT',
  'COS_ENDPOINT',
  'CLS_FORMAT',
  'CLS_COMPRESSION',
  'MPS_ENDPOINT',
  'NOTIFY_ON',
  'INVOKE_FUNCTIONS',
  'SCF_ENDPOINT',
  'NOTIFY_LANG',
  'LOG_LEVEL',
];
