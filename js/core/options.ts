/** The options, made of schema/options.schema.json by `node scripts/make-options-types.mjs`. */

/**
 * What to do with notifications: the variable MPS_WEBHOOK_CONFIG, or what a program passes as `options`. What is left out, or null, comes from the environment variable in `x-env`. An empty text, white space around a text and an unknown name are wrong. A wrong value stops the delivery where `x-stops` is true; all others let events be archived, and fail the invocation afterwards.
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
     * The bucket's region.
     */
    region?: string | null;
    /**
     * What every key begins with: at most 300 bytes when percent-encoded, without empty, `.` or `..` segments. It mostly ends in a slash: without one, what follows runs into it (`results` makes `resultsWorkflowTask/…`). `/` is no prefix at all.
     */
    prefix?: string | null;
    /**
     * How keys are made: `task` by event type and task, `classic` as the old templates made them, by hour in Asia/Shanghai.
     */
    layout?: 'task' | 'classic' | null;
    /**
     * Base URL instead of the bucket's own host; the bucket is then the first segment of the path.
     */
    endpoint?: string | null;
    /**
     * Credentials instead of the role's; never mixed with those.
     */
    secret_id?: string | null;
    /**
     * The key to `secret_id`.
     */
    secret_key?: string | null;
    /**
     * The token of temporary credentials.
     */
    session_token?: string | null;
  } | null;
  /**
   * Batches of logs as CLS hands them over. With `format` they are stored whole; the template cls-to-cos does that without it.
   */
  cls?: {
    /**
     * `classic`: all of a batch as one JSON text, indented. `ndjson`: a line of JSON for each record.
     */
    format?: 'classic' | 'ndjson' | null;
    /**
     * How the text is packed, where batches are stored.
     */
    compression?: 'none' | 'gzip' | null;
  } | null;
  /**
   * Notifications as MPS sends them.
   */
  mps?: {
    /**
     * The task's `NotifyKey`: callbacks over HTTP that are not signed with it are refused. Without it they are taken as they come. An empty variable is wrong: it looks as if callbacks were verified.
     */
    notify_key?: string | null;
    /**
     * Base URL instead of the MPS API's own.
     */
    endpoint?: string | null;
  } | null;
  /**
   * What of the report is stored, instead of all of it: names, and where each value is, as a JSON Pointer into the report or below `/event` into the notification; `*` stands for every element.
   */
  select?: {
    [k: string]: string;
  } | null;
  /**
   * Who is told, at most 100 targets. The variables are for one bot of WeCom. One address may be there several times, in several languages or for several outcomes.
   *
   * @maxItems 100
   */
  notify?:
    | {
        /**
         * What is told: a group bot, or a program by the Standard Webhooks specification.
         */
        kind?: 'wecom' | 'dingtalk' | 'feishu' | 'slack' | 'webhook' | null;
        /**
         * Its URL, by HTTPS (HTTP on this machine only); of a bot of WeCom its key alone will do.
         */
        url: string;
        /**
         * What messages are signed with: any of DingTalk and Feishu, `whsec_…` of a webhook; WeCom and Slack have none.
         */
        secret?: string | null;
        /**
         * Of which outcomes it is told. `failure`: all or a part failed, or the outcome is unknown. `attention`: that, and what somebody has to look at though the task succeeded: a review suggests to block or to review it, a quality check calls it fatal or an error.
         */
        on?: 'all' | 'attention' | 'failure' | 'none' | null;
        /**
         * Of which types of events, as the API names them; empty: of every type.
         */
        events?: string[] | null;
        /**
         * The language it is told in. (What a webhook gets is the report as it is stored.)
         */
        lang?: 'zh' | 'en' | 'ja' | 'ko' | null;
      }[]
    | null;
  /**
   * The functions that the event is handed to, at most 100. The variable is a list of `name[:qualifier][@namespace]` with commas between.
   *
   * @maxItems 100
   */
  invoke?:
    | {
        /**
         * Its name.
         */
        function: string;
        /**
         * Its version or alias.
         */
        qualifier?: string | null;
        /**
         * Its namespace.
         */
        namespace?: string | null;
      }[]
    | null;
  /**
   * How functions are reached.
   */
  scf?: {
    /**
     * Base URL instead of the SCF API's own.
     */
    endpoint?: string | null;
    /**
     * The functions' region.
     */
    region?: string | null;
  } | null;
  /**
   * The language of messages, where `notify[].lang` says no other, and of the explanations in reports.
   */
  lang?: 'zh' | 'en' | 'ja' | 'ko' | null;
  /**
   * What goes into the log: lines of this level and above.
   */
  log_level?: 'debug' | 'info' | 'warn' | 'error' | null;
}
