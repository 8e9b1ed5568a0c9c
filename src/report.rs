//! What happened, in the same shape for every type of event.
//!
//! A [`Report`] is what people and programs get to see instead of the notification. Absent
//! values are left out of its JSON; lists are always there. It borrows its texts from the notification and
//! never holds the storage credentials that a notification can carry.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{AsField, Field, Members, Number, members};
use crate::text::percent_encode_path;

/// The version of what reports look like that this version writes.
pub const SCHEMA_VERSION: u32 = 1;

/// What one notification says happened.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Report<'a> {
    /// The version of what reports look like, [`SCHEMA_VERSION`]: what a later version adds has the same number, what it changes
    /// or takes away another.
    pub schema_version: u32,
    /// The type of the event, as `EventType` names it.
    pub event_type: EventType,
    /// The name of the event's type, if the type is [`EventType::Other`].
    pub event_name: Option<&'a str>,
    /// How the notification came.
    pub envelope: Envelope,
    /// The task's id, opaque.
    pub task_id: Option<&'a str>,
    /// Whether the task has ended. That it ended says nothing of its success.
    pub status: Status,
    /// How the task ended, over all its sub-tasks.
    pub outcome: Outcome,
    /// The task's own `ErrCode`, if it is not zero: an error of the source or of the whole task.
    pub code: Option<i64>,
    /// The task's own `Message`, if it says more than `SUCCESS`; with `***` for credentials of the notification that it quotes.
    pub message: Option<Cow<'a, str>>,
    /// What the task's own code means and what to do, in the language asked for.
    pub explanation: Option<&'static str>,
    /// The file that was processed; the first one, if there were several.
    pub input: Option<Place<'a>>,
    /// All files that were processed, if there were several; the first [`MAX_INPUTS`].
    pub inputs: Option<Vec<Place<'a>>>,
    /// How many more there were; they are in the notification.
    pub inputs_omitted: Option<i64>,
    /// What the input holds.
    pub media: Option<Media<'a>>,
    /// The sub-tasks in the order of the notification, the first [`MAX_TASKS`].
    pub tasks: Vec<Task<'a>>,
    /// How many more there are; they are in the notification, and the outcome is that of all.
    pub tasks_omitted: Option<i64>,
    /// The id that the submitter gave the task to have it submitted once only.
    pub session_id: Option<&'a str>,
    /// What the submitter asked to have passed through.
    pub session_context: Option<&'a str>,
    /// When the task was submitted, as ISO 8601 in UTC; only answers of `DescribeTaskDetail` say it.
    pub created_at: Option<&'a str>,
    /// When the task began, or else its first sub-task, as ISO 8601 in UTC.
    pub started_at: Option<&'a str>,
    /// When the task ended, or else its last sub-task, as ISO 8601 in UTC.
    pub finished_at: Option<&'a str>,
    /// What in the notification was not understood or contradicts itself.
    pub warnings: Vec<Warning>,
}

/// The type of an event: the values of `EventType` in the API, and of `NotificationType` for live streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventType {
    /// A task of media processing with its sub-tasks.
    WorkflowTask,
    /// A video editing task: files cut and joined into one.
    EditMediaTask,
    /// A task of an orchestration (scheme) with its activities.
    ScheduleTask,
    /// A task over several files at once; it has no id of its own.
    BatchTask,
    /// The search for a blind watermark.
    ExtractBlindWatermark,
    /// An orchestration of a live stream with its activities.
    LiveScheduleTask,
    /// The processing of a live stream as a whole; only queries answer with it.
    LiveStreamProcessTask,
    /// Of a live stream: pictures or speech were reviewed.
    AiReviewResult,
    /// Of a live stream: faces, words, texts or objects were recognised.
    AiRecognitionResult,
    /// Of a live stream: segments, highlights or a summary.
    AiAnalysisResult,
    /// Of a live stream: its quality.
    AiQualityControlResult,
    /// Of a live stream: subtitles.
    AiSmartSubtitleResult,
    /// Of a live stream: files were recorded.
    LiveRecordResult,
    /// Of a live stream: its processing has ended.
    ProcessEof,
    /// A type that this version does not know; the report has its name.
    Other,
}

impl EventType {
    /// The name in reports and object keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            EventType::WorkflowTask => "WorkflowTask",
            EventType::EditMediaTask => "EditMediaTask",
            EventType::ScheduleTask => "ScheduleTask",
            EventType::BatchTask => "BatchTask",
            EventType::ExtractBlindWatermark => "ExtractBlindWatermark",
            EventType::LiveScheduleTask => "LiveScheduleTask",
            EventType::LiveStreamProcessTask => "LiveStreamProcessTask",
            EventType::AiReviewResult => "AiReviewResult",
            EventType::AiRecognitionResult => "AiRecognitionResult",
            EventType::AiAnalysisResult => "AiAnalysisResult",
            EventType::AiQualityControlResult => "AiQualityControlResult",
            EventType::AiSmartSubtitleResult => "AiSmartSubtitleResult",
            EventType::LiveRecordResult => "LiveRecordResult",
            EventType::ProcessEof => "ProcessEof",
            EventType::Other => "other",
        }
    }
}

/// How a notification came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Envelope {
    /// The notification itself: what the MPS trigger of SCF hands over (SCF document 583/50833), and the body of a
    /// callback over HTTP.
    MpsTrigger,
    /// A callback over HTTP through API Gateway (SCF document 583/12513).
    ApiGateway,
    /// A callback over HTTP through a function URL.
    FunctionUrl,
    /// A callback over HTTP through a load balancer.
    Clb,
    /// A message of a queue or topic of CMQ or TDMQ-CMQ: the trigger's records, or what a queue or topic hands over itself.
    Cmq,
    /// A message of CKafka.
    Ckafka,
    /// A message of AWS SQS: the records of a Lambda event, or what `ReceiveMessage` answers.
    Sqs,
    /// An event of EventBridge, single or in a list.
    EventBridge,
    /// What SCF puts into a dead-letter queue.
    DeadLetter,
    /// A record of a log topic of CLS.
    Cls,
    /// The notification's JSON as a text inside JSON, as the old templates expected it.
    LegacyText,
    /// An element of a list.
    List,
    /// What an API action is asked or answers, such as `DescribeTaskDetail` or `ParseNotification`.
    ApiResponse,
}

impl Envelope {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Envelope::MpsTrigger => "mps_trigger",
            Envelope::ApiGateway => "api_gateway",
            Envelope::FunctionUrl => "function_url",
            Envelope::Clb => "clb",
            Envelope::Cmq => "cmq",
            Envelope::Ckafka => "ckafka",
            Envelope::Sqs => "sqs",
            Envelope::EventBridge => "event_bridge",
            Envelope::DeadLetter => "dead_letter",
            Envelope::Cls => "cls",
            Envelope::LegacyText => "legacy_text",
            Envelope::List => "list",
            Envelope::ApiResponse => "api_response",
        }
    }
}

impl AsField for Envelope {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

/// Whether a task has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not yet: an intermediate notification of `NotifyMode` `Change`.
    Processing,
    /// Yes, with success or without.
    Finished,
}

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for was done: a state that the API documents as success says so.
    Success,
    /// Something succeeded, and something failed.
    Partial,
    /// Something failed, and nothing is known to have succeeded.
    Failure,
    /// Something is still being processed.
    Processing,
    /// The notification does not say: nothing is known to have failed, and not everything to have succeeded.
    Unknown,
}

impl Outcome {
    /// The name in reports and log lines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Partial => "partial",
            Outcome::Failure => "failure",
            Outcome::Processing => "processing",
            Outcome::Unknown => "unknown",
        }
    }
}

/// What became of one sub-task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// Queued.
    Waiting,
    /// Running.
    Processing,
    /// Done.
    Success,
    /// Failed; the task has the code and the message.
    Failure,
    /// The notification says none, or one that this version does not know.
    Unknown,
}

/// One sub-task: a transcode, a set of snapshots, an edit.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Task<'a> {
    /// What was done, as `Type` or `ActivityType` names it in the API, or `other`.
    pub kind: &'static str,
    /// The name of the kind, if it is `other`.
    pub name: Option<&'a str>,
    /// The family of the kind: `media`, `edit`, `review`, `analysis`, `recognition`, `quality`, `subtitle`, `erase`,
    /// `dubbing`, `watermark`, `record`, `rule`, `live`, `image` or `other`.
    pub family: &'static str,
    /// What became of it.
    pub status: TaskStatus,
    /// `ErrCode`, if it is not zero.
    pub code: Option<i64>,
    /// `ErrCodeExt`, if it names an error.
    pub code_ext: Option<&'a str>,
    /// `Message`, if it says more than `SUCCESS`; with `***` for credentials of the notification that it quotes.
    pub message: Option<Cow<'a, str>>,
    /// What the code means and what to do, in the language asked for.
    pub explanation: Option<&'static str>,
    /// The id of the template that was used.
    pub definition: Option<i64>,
    /// Progress in percent, as reported; a finished task may say 0.
    pub progress: Option<i64>,
    /// When it began, as ISO 8601 in UTC.
    pub started_at: Option<&'a str>,
    /// When it ended, as ISO 8601 in UTC.
    pub finished_at: Option<&'a str>,
    /// The files it made, the first [`MAX_OUTPUTS`] in the order of the notification.
    pub outputs: Vec<Output<'a>>,
    /// How many more it made; they are in the notification.
    pub outputs_omitted: Option<i64>,
    /// What it found, the first [`MAX_FINDINGS`] in the order of the notification.
    pub findings: Vec<Finding<'a>>,
    /// How many more it found; they are in the notification.
    pub findings_omitted: Option<i64>,
}

/// The most sub-tasks that a report has. A notification has at most some dozens; what has more is meant to take memory.
pub const MAX_TASKS: usize = 1000;

/// The most files that a report has of one sub-task. Snapshots are the most: one every second of a film are 7000. An
/// asynchronous event, of 128 KB at most, has no more.
pub const MAX_OUTPUTS: usize = 10_000;

/// The most files that a report has of all sub-tasks together.
pub const MAX_ALL_OUTPUTS: usize = 10_000;

/// The most inputs that a report has. Edits and batches have some dozens.
pub const MAX_INPUTS: usize = 1000;

/// The most streams of video, and of audio, that a report has of one file. Containers have two or three.
pub const MAX_STREAMS: usize = 32;

/// The most findings that a report has of one sub-task: a film has thousands of recognised sentences.
pub const MAX_FINDINGS: usize = 100;

/// The most findings that a report has of all sub-tasks together.
pub const MAX_ALL_FINDINGS: usize = 10_000;

/// The most keywords of a finding.
pub const MAX_KEYWORDS: usize = 100;

/// The most warnings about single places. Up to four more say what was cut, left out or not listed.
pub const MAX_WARNINGS: usize = 100;

/// The most bytes of a message of an error. The longest that the service is known to send are some hundred.
pub const MAX_MESSAGE: usize = 4096;

/// The most bytes of a name, a label or a code.
pub const MAX_NAME: usize = 512;

/// The most bytes of a key or URL. COS takes keys of 850 bytes, S3 of 1024; a longer one is left out: the beginning of a key is
/// another key.
pub const MAX_KEY: usize = 8192;

/// The most bytes of what the submitter passed through; the API takes 1000 characters.
pub const MAX_CONTEXT: usize = 65_536;

/// The most digits of a number. No double needs more than 1100.
pub const MAX_DIGITS: usize = 2048;

/// The most bytes that a finding has of a text; what is cut ends in `…`.
pub const MAX_FINDING_TEXT: usize = 1000;

/// Something that a sub-task found out about the media: a verdict of a review, a tag, a face, a sentence, a score.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Finding<'a> {
    /// What it is: `review`, `classification`, `tag`, `word`, `text`, `face`, `object`, `segment`, `highlight`,
    /// `description`, `quality`, `watermark`, or `other` of a kind of sub-task that is not known. `type` in JSON.
    pub kind: &'static str,
    /// What it is called: a tag, a class, a recognised word, a title, a kind of defect, the name of a score.
    pub label: Option<&'a str>,
    /// The name of the person or object.
    pub name: Option<&'a str>,
    /// What was said, shown or summarised, at most [`MAX_FINDING_TEXT`] bytes.
    pub text: Option<Cow<'a, str>>,
    /// The same in another language.
    pub translation: Option<Cow<'a, str>>,
    /// What a review suggests: `pass`, `review` or `block`. A task that suggests to block has succeeded all the same.
    pub suggestion: Option<&'a str>,
    /// The words that mattered, the first [`MAX_KEYWORDS`].
    pub keywords: Vec<&'a str>,
    /// How bad a defect is, as the API names it: `Fatal`, `Error`, `Warning`, `Notice` or `Info`.
    pub severity: Option<&'a str>,
    /// A score, or the value of what the label names.
    pub score: Option<Number<'a>>,
    /// How sure the service is, 0 to 100.
    pub confidence: Option<Number<'a>>,
    /// Where in the media it begins.
    pub start: Option<Seconds<'a>>,
    /// Where in the media it ends.
    pub end: Option<Seconds<'a>>,
}

/// Seconds from the beginning of the media, in decimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seconds<'a>(pub(crate) Cow<'a, str>);

impl Seconds<'_> {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsField for Seconds<'_> {
    fn as_field(&self) -> Field<'_> {
        Number(&self.0).field()
    }
}

/// Where a file lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// `cos`, `s3`, `vod` or `url`; `unknown` if the notification does not say.
    pub storage: &'static str,
    /// The bucket's full name; for COS with the APPID, `name-1250000000`.
    pub bucket: Option<&'a str>,
    /// The bucket's region.
    pub region: Option<&'a str>,
    /// The object key, without the slash that notifications put before it.
    pub key: Option<&'a str>,
    /// The URL, where the notification gives one in the place of a key.
    pub given_url: Option<&'a str>,
    /// The id of the file in VOD.
    pub file_id: Option<&'a str>,
}

impl Place<'_> {
    /// `cos://bucket/key` or `s3://bucket/key` as the services' own tools write it, or the URL itself; of a file in VOD
    /// that has no key `vod://file_id`.
    #[must_use]
    pub fn uri(&self) -> Option<String> {
        match (self.given_url, self.bucket, self.key) {
            (Some(url), _, _) => Some(url.into()),
            (None, Some(bucket), Some(key)) => Some([self.storage, "://", bucket, "/", key].concat()),
            _ => self.file_id.map(|id| ["vod://", id].concat()),
        }
    }

    /// The address of the object over HTTPS; it may need a signature to be read.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        if let Some(url) = self.given_url {
            return Some(url.into());
        }
        let (service, domain) = match self.storage {
            "cos" => (".cos.", ".myqcloud.com/"),
            "s3" => (".s3.", ".amazonaws.com/"),
            _ => return None,
        };
        let (bucket, region) = (self.bucket?, self.region?);
        if !is_host_part(bucket) || !is_host_part(region) {
            return None;
        }
        let key = self.key?;
        // What clients of HTTP do away with would make it the address of another object.
        if key.as_bytes().split(|byte| *byte == b'/').any(|segment| matches!(segment, b"." | b"..")) {
            return None;
        }
        let mut url = ["https://", bucket, service, region, domain].concat();
        percent_encode_path(&mut url, key);
        Some(url)
    }
}

/// Whether a name from outside may become part of a host name.
fn is_host_part(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A file that a sub-task made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Output<'a> {
    /// Where it lies.
    pub place: Place<'a>,
    /// The member of the API's structure that names it, such as `Path`, `SubtitlePath` or `CoverPath`: what it is.
    pub member: &'a str,
    /// The language of subtitles, as the API names it.
    pub language: Option<&'a str>,
    /// When it is deleted, ISO 8601: pictures that prove a verdict are kept for a while only.
    pub expires_at: Option<&'a str>,
    /// MD5 of the file, hexadecimal.
    pub md5: Option<&'a str>,
    /// The moment of a snapshot in its video, in seconds.
    pub time_offset: Option<Number<'a>>,
    /// What the file holds, if the notification says it.
    pub media: Option<Box<Media<'a>>>,
}

impl<'a> Output<'a> {
    /// A file of which nothing is known but what it is and where it lies.
    pub(crate) const fn new(member: &'a str, place: Place<'a>) -> Self {
        Output { place, member, language: None, expires_at: None, md5: None, time_offset: None, media: None }
    }
}

/// What a media file holds.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Media<'a> {
    /// Length in seconds.
    pub duration: Option<Number<'a>>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Size in bytes. Of an HLS stream it may be that of the playlist alone.
    pub size: Option<i64>,
    /// The angle in degrees by which players turn the picture, unless it is 0: 90 is a video taken upright. `width` and `height`
    /// are those before that.
    pub rotate: Option<i64>,
    /// Bits per second, all streams together.
    pub bitrate: Option<i64>,
    /// The container's name, such as `mp4`, or a list of names that share a format.
    pub container: Option<&'a str>,
    /// The video streams, the first [`MAX_STREAMS`].
    pub video: Vec<VideoStream<'a>>,
    /// The audio streams, the first [`MAX_STREAMS`].
    pub audio: Vec<AudioStream<'a>>,
    /// How many more of both there are.
    pub streams_omitted: Option<i64>,
}

/// One video stream of a file.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct VideoStream<'a> {
    /// The codec, such as `h264`.
    pub codec: Option<&'a str>,
    /// Width in pixels.
    pub width: Option<i64>,
    /// Height in pixels.
    pub height: Option<i64>,
    /// Frames per second.
    pub fps: Option<Number<'a>>,
    /// Bits per second.
    pub bitrate: Option<i64>,
}

/// One audio stream of a file.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct AudioStream<'a> {
    /// The codec, such as `aac`.
    pub codec: Option<&'a str>,
    /// Samples per second.
    pub sample_rate: Option<i64>,
    /// Number of channels.
    pub channels: Option<i64>,
    /// Bits per second.
    pub bitrate: Option<i64>,
}

/// Something in a notification that was not understood or contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// For programs: `unknown_event_type`, `unknown_kind`, `unknown_status`, `unknown_storage`, `invalid_value`,
    /// `missing_task_id`, `missing_result`, `missing_event_type`, `missing_input`, `missing_state`, `contradiction`, `number_overflow`, `too_long`, `omitted` or
    /// `more_warnings`.
    pub code: &'static str,
    /// Where: member names joined by dots, elements as `[n]`.
    pub path: String,
    /// In words.
    pub message: String,
}

members!(Report<'a>: schema_version, event_type, event_name, envelope, task_id, status, outcome, code, message, explanation, input,
    inputs, inputs_omitted, media, tasks, tasks_omitted, session_id, session_context, created_at, started_at, finished_at,
    warnings);
members!(Task<'a>: kind, name, family, status, code, code_ext, message, explanation, definition, progress, started_at,
    finished_at, outputs, outputs_omitted, findings, findings_omitted);
members!(VideoStream<'a>: codec, width, height, fps, bitrate);
members!(AudioStream<'a>: codec, sample_rate, channels, bitrate);
members!(Warning: code, path, message);

impl Members for Place<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.storage.show("storage", visit);
        self.bucket.show("bucket", visit);
        self.region.show("region", visit);
        self.key.show("key", visit);
        self.uri().show("uri", visit);
        self.url().show("url", visit);
        self.file_id.show("file_id", visit);
    }
}
members!(object Place<'a>);

impl Members for Finding<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.kind.show("type", visit);
        self.label.show("label", visit);
        self.name.show("name", visit);
        self.text.show("text", visit);
        self.translation.show("translation", visit);
        self.suggestion.show("suggestion", visit);
        visit("keywords", if self.keywords.is_empty() { Field::Absent } else { Field::Texts(&self.keywords) });
        self.severity.show("severity", visit);
        self.score.show("score", visit);
        self.confidence.show("confidence", visit);
        self.start.show("start", visit);
        self.end.show("end", visit);
    }
}
members!(object Finding<'a>);

impl Members for Media<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.duration.show("duration", visit);
        self.width.show("width", visit);
        self.height.show("height", visit);
        self.size.show("size", visit);
        self.rotate.show("rotate", visit);
        self.bitrate.show("bitrate", visit);
        self.container.show("container", visit);
        visit("video", if self.video.is_empty() { Field::Absent } else { Field::List(&self.video) });
        visit("audio", if self.audio.is_empty() { Field::Absent } else { Field::List(&self.audio) });
        self.streams_omitted.show("streams_omitted", visit);
    }
}
members!(object Media<'a>);

/// What is said of a file's place and of its media stands among what is said of the file.
impl Members for Output<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.place.members(visit);
        self.member.show("member", visit);
        self.language.show("language", visit);
        self.expires_at.show("expires_at", visit);
        self.md5.show("md5", visit);
        self.time_offset.show("time_offset", visit);
        if let Some(media) = &self.media {
            media.members(visit);
        }
    }
}
members!(object Output<'a>);

impl AsField for EventType {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

impl AsField for Outcome {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

impl AsField for Status {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            Status::Processing => "processing",
            Status::Finished => "finished",
        })
    }
}

impl AsField for TaskStatus {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            TaskStatus::Waiting => "waiting",
            TaskStatus::Processing => "processing",
            TaskStatus::Success => "success",
            TaskStatus::Failure => "failure",
            TaskStatus::Unknown => "unknown",
        })
    }
}
