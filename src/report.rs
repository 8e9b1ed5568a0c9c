//! What happened, in the same shape for every type of event.
//!
//! A [`Report`] is what people and programs read instead of the notification. It never holds the storage credentials that a
//! notification can carry. Everything in it has bounds, the constants here; what there is more is counted.
//!
//! # JSON
//!
//! `schema/report.schema.json` describes the JSON of reports, which archives hold as `….report.json`. With the feature `serde`,
//! reports are written and read:
//!
//! ```
//! # #[cfg(feature = "serde")] {
//! use mps_webhook::report::{EventType, Outcome, Report};
//!
//! let archived = br#"{"schema_version":1,"event_type":"EditMediaTask","envelope":"mps_trigger","task_id":"t","status":"finished",
//!     "outcome":"success","tasks":[],"warnings":[],"receipts":[{"step":"event","at":"2023-11-14T22:13:20Z","tries":1,
//!     "seen_before":false}]}"#;
//! let report: Report = serde_json::from_slice(archived)?;
//! assert_eq!((report.event_type, report.outcome), (EventType::EditMediaTask, Outcome::Success));
//! assert_eq!(report.receipts[0].tries, 1);
//! # }
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! What a later version with the same [`SCHEMA_VERSION`] adds:
//!
//! - a member that this version does not know is ignored: a report that is written again is without it;
//! - a name that this version does not know (a type of event, an envelope, a family, …) is kept as `Other`;
//! - a [`Status`], [`Outcome`] or [`TaskStatus`] that this version does not know is an error: reports that have one have another
//!   `schema_version`.

mod decimal;
mod forms;
pub(crate) mod members;
mod names;
#[cfg(feature = "serde")]
mod read;
mod verdict;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{AsField, Field, Members, Number};
use crate::text::percent_encode_path;
pub use decimal::Decimal;
use forms::report_types;
pub(crate) use forms::{Lend, Own};
pub use names::{
    Attention, Envelope, EventType, Family, FindingType, Outcome, Severity, Status, Step, Storage, Suggestion,
    TaskStatus, Verdict, WarningCode,
};

/// The version of the JSON of reports that this version of the crate writes.
pub const SCHEMA_VERSION: u32 = 1;

/// The most bytes of a report's JSON text, without receipts. What has no room is counted, as what is too many. (The function reads at most
/// 16 MB of a report object.)
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

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

/// The most findings that a report has of one sub-task. A film has thousands of recognised sentences.
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

/// The most bytes of a text in a finding. A cut text ends in `…`.
pub const MAX_FINDING_TEXT: usize = 1000;

report_types! {
    /// What one notification says happened. Its JSON has [`verdict`](Report::verdict), too.
    by_hand struct Report () {
        /// The version of the JSON: [`SCHEMA_VERSION`]. What a later version of the crate adds has the same number; what it changes
        /// or removes has another.
        schema_version: u32;
        /// The type of the event, as `EventType` names it.
        #[cfg_attr(feature = "serde", serde(flatten, deserialize_with = "read::event_type"))]
        event_type: EventType | EventType, event_name: Option<&'a str>;
        /// How the notification came.
        envelope: Envelope | &'a str;
        /// Whether the notification never came, and the watch asked the API for the task. Absent if it came.
        reconciled: Option<bool>;
        /// The task's id, opaque.
        task_id: Option<String> | Option<&'a str>;
        /// Whether the task has ended. That it ended says nothing of its success.
        status: Status;
        /// How the task ended, over all its sub-tasks.
        outcome: Outcome;
        /// The task's own `ErrCode`, if it is not zero. It is an error of the source or of the whole task.
        code: Option<i64>;
        /// The task's own `Message`, if it says more than `SUCCESS`. Credentials of the notification in it are replaced by `***`.
        message: Option<String> | Option<Cow<'a, str>>;
        /// What the task's own code means and what to do, in the language asked for.
        explanation: Option<String> | Option<&'a str>;
        /// The file that was processed; the first one, if there were several.
        input: Option<Place> | Option<Place<'a>>;
        /// All files that were processed, if there were several; the first [`MAX_INPUTS`].
        inputs: Option<Vec<Place>> | Option<Vec<Place<'a>>>;
        /// How many more there were; they are in the notification.
        inputs_omitted: Option<i64>;
        /// What the input holds.
        media: Option<Media> | Option<Media<'a>>;
        /// The sub-tasks in the order of the notification, the first [`MAX_TASKS`]. A later one that found something that somebody should look at
        /// stands in the place of one that just succeeded.
        tasks: Vec<Task> | Vec<Task<'a>>;
        /// How many further sub-tasks there are. They are in the notification, and the outcome takes all into account.
        tasks_omitted: Option<i64>;
        /// The id that the submitter gave the task to have it submitted once only.
        session_id: Option<String> | Option<&'a str>;
        /// What the submitter asked to have passed through.
        session_context: Option<String> | Option<&'a str>;
        /// When the task was submitted, as ISO 8601 in UTC. Only answers of `DescribeTaskDetail` have it.
        created_at: Option<String> | Option<&'a str>;
        /// When the task began, or else its first sub-task, as ISO 8601 in UTC.
        started_at: Option<String> | Option<&'a str>;
        /// When the task ended, or else its last sub-task, as ISO 8601 in UTC.
        finished_at: Option<String> | Option<&'a str>;
        /// What in the notification is unknown or contradicts itself.
        warnings: Vec<Warning> | Vec<Warning<'a>>;
        + owned {
            /// What was delivered. Only reports in archives have receipts.
            #[cfg_attr(feature = "serde", serde(default))]
            receipts: Vec<Receipt>;
        }
    }

    /// One sub-task: a transcode, a set of snapshots, an edit.
    listed struct Task () {
        /// What was done, as `Type` or `ActivityType` names it in the API, or `other`. (A text, not an enum: the API has a hundred
        /// kinds and adds to them.)
        kind: String | &'a str;
        /// The name of the kind, if it is `other`.
        name: Option<String> | Option<&'a str>;
        /// What the kind has in common with others.
        family: Family | &'a str;
        /// What became of it.
        status: TaskStatus;
        /// `ErrCode`, if it is not zero.
        code: Option<i64>;
        /// `ErrCodeExt`, if it names an error.
        code_ext: Option<String> | Option<&'a str>;
        /// `Message`, if it says more than `SUCCESS`. Credentials of the notification in it are replaced by `***`.
        message: Option<String> | Option<Cow<'a, str>>;
        /// What the code means and what to do, in the language asked for.
        explanation: Option<String> | Option<&'a str>;
        /// The id of the template that was used.
        definition: Option<i64>;
        /// Progress in percent, as reported; a finished task may say 0.
        progress: Option<i64>;
        /// When it began, as ISO 8601 in UTC.
        started_at: Option<String> | Option<&'a str>;
        /// When it ended, as ISO 8601 in UTC.
        finished_at: Option<String> | Option<&'a str>;
        /// The files it made, the first [`MAX_OUTPUTS`] in the order of the notification.
        outputs: Vec<Output> | Vec<Output<'a>>;
        /// How many more it made; they are in the notification.
        outputs_omitted: Option<i64>;
        /// What it found, in the order of the notification; of more than [`MAX_FINDINGS`] the most urgent ones.
        findings: Vec<Finding> | Vec<Finding<'a>>;
        /// How many more it found; they are in the notification.
        findings_omitted: Option<i64>;
    }

    /// A result of a sub-task about the media. It is a verdict of a review, a tag, a face, a sentence or a score. Its
    /// JSON has [`attention`](Finding::attention), too.
    by_hand struct Finding (Default) {
        /// What it is. `type` in JSON.
        #[cfg_attr(feature = "serde", serde(rename = "type"))]
        kind: FindingType | &'a str;
        /// What it is called. It is a tag, a class, a recognised word, a title, a kind of defect or the name of a score.
        label: Option<String> | Option<&'a str>;
        /// The name of the person or object.
        name: Option<String> | Option<&'a str>;
        /// What was said, shown or summarised, at most [`MAX_FINDING_TEXT`] bytes.
        text: Option<String> | Option<Cow<'a, str>>;
        /// The same in another language.
        translation: Option<String> | Option<Cow<'a, str>>;
        /// What a review suggests. A task that suggests to block has succeeded all the same.
        suggestion: Option<Suggestion> | Option<&'a str>;
        /// The words that mattered, the first [`MAX_KEYWORDS`].
        #[cfg_attr(feature = "serde", serde(default))]
        keywords: Vec<String> | Vec<&'a str>;
        /// How bad a defect is.
        severity: Option<Severity> | Option<&'a str>;
        /// A score, or the value of what the label names.
        score: Option<Decimal> | Option<Number<'a>>;
        /// How sure the service is, 0 to 100.
        confidence: Option<Decimal> | Option<Number<'a>>;
        /// Where in the media it begins, in seconds.
        start: Option<Decimal> | Option<Seconds<'a>>;
        /// Where in the media it ends, in seconds.
        end: Option<Decimal> | Option<Seconds<'a>>;
    }

    /// Where a file lies. Its JSON has [`uri`](Place::uri) and [`url`](Place::url), too.
    #[cfg_attr(feature = "serde", serde(from = "read::Place"))]
    by_hand struct Place (Copy, Default, Eq) {
        /// The storage that it lies in.
        storage: Storage | &'a str;
        /// The bucket's full name; for COS with the APPID, `name-1250000000`.
        bucket: Option<String> | Option<&'a str>;
        /// The bucket's region.
        region: Option<String> | Option<&'a str>;
        /// The object key, without the slash that notifications put before it.
        key: Option<String> | Option<&'a str>;
        /// The URL, where the notification gives one instead of a key.
        given_url: Option<String> | Option<&'a str>;
        /// The id of the file in VOD.
        file_id: Option<String> | Option<&'a str>;
    }

    /// A file that a sub-task made. In JSON, the members of its place and of its media stand among its own.
    by_hand struct Output () {
        /// Where it lies.
        #[cfg_attr(feature = "serde", serde(flatten))]
        place: Place | Place<'a>;
        /// The member of the API's structure that names the file. `Path`, `SubtitlePath` or `CoverPath` tell what it is.
        member: String | &'a str;
        /// The language of subtitles, as the API names it.
        language: Option<String> | Option<&'a str>;
        /// When the file is deleted, as ISO 8601. Pictures that prove a verdict are kept for a while only.
        expires_at: Option<String> | Option<&'a str>;
        /// MD5 of the file, hexadecimal.
        md5: Option<String> | Option<&'a str>;
        /// The moment of a snapshot in its video, in seconds.
        time_offset: Option<Decimal> | Option<Number<'a>>;
        /// What the file holds, if the notification says it.
        #[cfg_attr(feature = "serde", serde(flatten, deserialize_with = "read::media"))]
        media: Option<Box<Media>> | Option<Box<Media<'a>>>;
    }

    /// What a media file holds.
    #[derive(Default)]
    by_hand struct Media (Default) {
        /// Length in seconds.
        duration: Option<Decimal> | Option<Number<'a>>;
        /// Width in pixels.
        width: Option<i64>;
        /// Height in pixels.
        height: Option<i64>;
        /// Size in bytes. Of an HLS stream it may be that of the playlist alone.
        size: Option<i64>;
        /// The angle in degrees by which players turn the picture, unless it is 0. For example, it is 90 for a video taken
        /// upright. `width` and `height` are those before that.
        rotate: Option<i64>;
        /// Bits per second, all streams together.
        bitrate: Option<i64>;
        /// The container's name, such as `mp4`, or a list of names that share a format.
        container: Option<String> | Option<&'a str>;
        /// The video streams, the first [`MAX_STREAMS`].
        #[cfg_attr(feature = "serde", serde(default))]
        video: Vec<VideoStream> | Vec<VideoStream<'a>>;
        /// The audio streams, the first [`MAX_STREAMS`].
        #[cfg_attr(feature = "serde", serde(default))]
        audio: Vec<AudioStream> | Vec<AudioStream<'a>>;
        /// How many more of both there are.
        streams_omitted: Option<i64>;
    }

    /// One video stream of a file.
    #[derive(Default)]
    listed struct VideoStream (Default) {
        /// The codec, such as `h264`.
        codec: Option<String> | Option<&'a str>;
        /// Width in pixels.
        width: Option<i64>;
        /// Height in pixels.
        height: Option<i64>;
        /// Frames per second.
        fps: Option<Decimal> | Option<Number<'a>>;
        /// Bits per second.
        bitrate: Option<i64>;
    }

    /// One audio stream of a file.
    #[derive(Default)]
    listed struct AudioStream (Default) {
        /// The codec, such as `aac`.
        codec: Option<String> | Option<&'a str>;
        /// Samples per second.
        sample_rate: Option<i64>;
        /// Number of channels.
        channels: Option<i64>;
        /// Bits per second.
        bitrate: Option<i64>;
    }

    /// Something in a notification that is unknown or contradicts itself.
    listed struct Warning (Eq) {
        /// What it is about.
        code: WarningCode | &'a str;
        /// Where: member names joined by dots, elements as `[n]`.
        path: String;
        /// In words.
        message: String;
        /// The index in [`Report::tasks`] of the sub-task that it is about. `None`: it is about the notification, or not about one alone.
        task: Option<i64>;
    }

    /// The proof that something was delivered.
    listed struct Receipt (Eq) {
        /// What was delivered.
        step: Step | &'a str;
        /// Who was notified or which function was invoked.
        target: Option<String> | Option<&'a str>;
        /// The object's key.
        key: Option<String> | Option<&'a str>;
        /// What COS says the stored bytes are, MD5 in hexadecimal.
        etag: Option<String> | Option<&'a str>;
        /// The service's id of the request; of an invocation its own.
        request_id: Option<String> | Option<&'a str>;
        /// When, ISO 8601 in UTC.
        at: String | &'a str;
        /// After how many tries.
        tries: u32;
        /// Whether it existed already. A former invocation stored it, or an attempt whose answer was lost.
        seen_before: bool;
    }
}

impl Finding {
    /// Why people should look at the media, if they should. A review suggests to block or to review it, or a quality check found
    /// a defect of severity `Fatal` or `Error`. A suggestion that this version does not know counts as one to review.
    ///
    /// It is the one measure of urgency. Messages list findings in its order; `NOTIFY_ON=attention` and
    /// [`Outcomes::Attention`](crate::notify::Outcomes::Attention) notify of reports that have a finding with one.
    ///
    /// ```
    /// use mps_webhook::{Event, report::Attention};
    ///
    /// let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","AiContentReviewResultSet":[
    ///     {"Type":"Porn","PornTask":{"Status":"SUCCESS","Output":{"Suggestion":"review","Confidence":73}}},
    ///     {"Type":"Terrorism","TerrorismTask":{"Status":"SUCCESS","Output":{"Suggestion":"block","Confidence":99}}}]}}"#;
    /// for report in Event::from_slice(event)?.reports() {
    ///     let report = report?;
    ///     let findings = report.tasks.iter().flat_map(|task| &task.findings);
    ///     assert_eq!(findings.filter_map(|finding| finding.attention()).min(), Some(Attention::Block));
    /// }
    /// # Ok::<(), mps_webhook::Error>(())
    /// ```
    #[must_use]
    pub fn attention(&self) -> Option<Attention> {
        self.lend().attention()
    }
}

impl borrowed::Finding<'_> {
    /// See [`Finding::attention`].
    pub(crate) fn attention(&self) -> Option<Attention> {
        match (self.suggestion, self.severity) {
            (Some("block"), _) => Some(Attention::Block),
            (_, Some("Fatal" | "Error")) => Some(Attention::Defect),
            (None | Some("pass"), _) => None,
            (Some(_), _) => Some(Attention::Review),
        }
    }
}

/// How much a finding counts where there is no room for all, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Urgency {
    /// Somebody should look at it.
    Attention(Attention),
    /// It is a defect that some notice, or one of an unknown severity.
    Warning,
    /// Nothing follows from it.
    None,
}

impl borrowed::Finding<'_> {
    pub(crate) fn urgency(&self) -> Urgency {
        match self.attention() {
            Some(attention) => Urgency::Attention(attention),
            None if self.severity.is_some_and(|it| !matches!(it, "Notice" | "Info")) => Urgency::Warning,
            None => Urgency::None,
        }
    }
}

impl Place {
    /// The address of the object as the services' own tools write it.
    ///
    /// `cos://bucket/key` or `s3://bucket/key`, or the URL itself; of a file in VOD that has no key `vod://file_id`.
    #[must_use]
    pub fn uri(&self) -> Option<String> {
        self.lend().uri()
    }

    /// The address of the object over HTTPS; it may need a signature to be read.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        self.lend().url()
    }
}

impl borrowed::Place<'_> {
    /// See [`Place::uri`].
    pub(crate) fn uri(&self) -> Option<String> {
        match (self.given_url, self.bucket, self.key) {
            (Some(url), _, _) => Some(url.into()),
            (None, Some(bucket), Some(key)) => Some([self.storage, "://", bucket, "/", key].concat()),
            _ => self.file_id.map(|id| ["vod://", id].concat()),
        }
    }

    /// See [`Place::url`].
    pub(crate) fn url(&self) -> Option<String> {
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

impl<'a> borrowed::Output<'a> {
    /// A file of which nothing is known but what it is and where it lies.
    pub(crate) const fn new(member: &'a str, place: borrowed::Place<'a>) -> Self {
        borrowed::Output { place, member, language: None, expires_at: None, md5: None, time_offset: None, media: None }
    }
}

impl Members for borrowed::Report<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.schema_version.show("schema_version", visit);
        self.event_type.show("event_type", visit);
        self.event_name.show("event_name", visit);
        self.envelope.show("envelope", visit);
        self.reconciled.show("reconciled", visit);
        self.task_id.show("task_id", visit);
        self.status.show("status", visit);
        self.outcome.show("outcome", visit);
        self.verdict().show("verdict", visit);
        self.code.show("code", visit);
        self.message.show("message", visit);
        self.explanation.show("explanation", visit);
        self.input.show("input", visit);
        self.inputs.show("inputs", visit);
        self.inputs_omitted.show("inputs_omitted", visit);
        self.media.show("media", visit);
        self.tasks.show("tasks", visit);
        self.tasks_omitted.show("tasks_omitted", visit);
        self.session_id.show("session_id", visit);
        self.session_context.show("session_context", visit);
        self.created_at.show("created_at", visit);
        self.started_at.show("started_at", visit);
        self.finished_at.show("finished_at", visit);
        self.warnings.show("warnings", visit);
    }
}

impl Members for borrowed::Place<'_> {
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

impl Members for borrowed::Finding<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.kind.show("type", visit);
        self.label.show("label", visit);
        self.name.show("name", visit);
        self.text.show("text", visit);
        self.translation.show("translation", visit);
        self.suggestion.show("suggestion", visit);
        visit("keywords", if self.keywords.is_empty() { Field::Absent } else { Field::Texts(&self.keywords) });
        self.severity.show("severity", visit);
        self.attention().show("attention", visit);
        self.score.show("score", visit);
        self.confidence.show("confidence", visit);
        self.start.show("start", visit);
        self.end.show("end", visit);
    }
}

impl Members for borrowed::Media<'_> {
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

/// The members of a file's place and of its media stand among the file's own.
impl Members for borrowed::Output<'_> {
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

#[cfg(test)]
mod schema;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_urgent_reason_of_a_finding_counts() {
        let of = |suggestion, severity| borrowed::Finding { suggestion, severity, ..Default::default() }.attention();
        assert_eq!(of(Some("block"), Some("Fatal")), Some(Attention::Block));
        assert_eq!(of(Some("review"), Some("Error")), Some(Attention::Defect));
        assert_eq!(of(Some("review"), Some("Warning")), Some(Attention::Review));
        assert_eq!(of(Some("another"), None), Some(Attention::Review));
        for (suggestion, severity) in [(None, None), (Some("pass"), Some("Info")), (None, Some("another"))] {
            assert_eq!(of(suggestion, severity), None, "{suggestion:?} {severity:?}");
        }
    }
}
