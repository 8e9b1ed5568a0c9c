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
         * Outcomes that notify it. `failure`: failed, partly failed or unknown. `attention`: the same, and tasks that succeeded but need someone to look: a review suggests to block or to review, or a quality check finds something fatal or an error.
         */
        on?: 'all' | 'attention' | 'failure' | 'none' | null;
        /**
         * Event types that notify it, as the API names them; empty: every type.
         */
        events?: string[] | null;
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
/** The templates that functions are made from: what triggers a function, and whether it notifies targets and invokes functions. */
export declare const TEMPLATES: readonly [{
    readonly name: 'mps-webhook';
    readonly trigger: 'MPS';
    readonly dispatches: true;
}, {
    readonly name: 'mps-to-cos';
    readonly trigger: 'MPS';
    readonly dispatches: false;
}, {
    readonly name: 'cls-to-cos';
    readonly trigger: 'CLS';
    readonly dispatches: false;
}];
/** The environment variables of the options that are not secrets. */
export declare const PLAIN_VARIABLES: readonly string[];
