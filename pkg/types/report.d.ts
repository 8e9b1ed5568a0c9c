/** What happened, in the same shape for every type of event. Absent values are left out; lists are always there. */
/** What one notification says happened. */
export interface Report {
    /** The type of the event, as `EventType` names it; `other` if this version does not know it. */
    event_type: 'WorkflowTask' | 'EditMediaTask' | 'ScheduleTask' | 'other';
    /** The name of the event's type, if it is `other`. */
    event_name?: string;
    /** How the notification came. */
    carrier: 'mps_trigger';
    task_id?: string;
    /** Whether the task has ended. That it ended says nothing of its success. */
    status: 'processing' | 'finished';
    /** How the task ended, over all its sub-tasks. */
    outcome: 'success' | 'partial' | 'failure' | 'processing';
    /** The task's own `ErrCode`, if it is not zero. */
    code?: number;
    /** The task's own `Message`, if it says more than `SUCCESS`. */
    message?: string;
    /** The file that was processed; the first one, if there were several. */
    input?: Place;
    /** All files that were processed, if there were several. */
    inputs?: Place[];
    /** What the input holds. */
    media?: Media;
    /** The sub-tasks in the order of the notification. */
    tasks: Task[];
    session_id?: string;
    session_context?: string;
    /** When the first sub-task began, ISO 8601 in UTC. */
    started_at?: string;
    /** When the last sub-task ended, ISO 8601 in UTC. */
    finished_at?: string;
    /** What was not understood or contradicts itself. */
    warnings: Warning[];
}
/** One sub-task. */
export interface Task {
    /** What was done, as `Type` or `ActivityType` names it, or `other`. */
    kind: string;
    /** The name of the kind, if it is `other`. */
    name?: string;
    family: 'media' | 'edit' | 'other';
    status: 'waiting' | 'processing' | 'success' | 'failure' | 'unknown';
    /** `ErrCode`, if it is not zero. */
    code?: number;
    /** `ErrCodeExt`, if it names an error. */
    code_ext?: string;
    /** `Message`, if it says more than `SUCCESS`. */
    message?: string;
    /** The id of the template that was used. */
    definition?: number;
    /** Percent, as reported; a finished task may say 0. */
    progress?: number;
    started_at?: string;
    finished_at?: string;
    outputs: Output[];
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
    /** Bits per second. */
    bitrate?: number;
    container?: string;
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
}
/** A file that a sub-task made. */
export interface Output extends Place, Media {
    /** Hexadecimal. */
    md5?: string;
    /** The moment of a snapshot in its video, seconds. */
    time_offset?: number;
}
/** Something in a notification that was not understood or contradicts itself. */
export interface Warning {
    code: string;
    /** Where: member names joined by dots, elements as `[n]`. */
    path: string;
    message: string;
}
