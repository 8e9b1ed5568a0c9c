//! The values of a report that are names out of a list.

use alloc::string::String;

use super::forms::{Lend, Own, same};
use crate::json::{AsField, Field};

/// Declares an enum whose values are texts in JSON.
///
/// `closed`: a new value needs another version of reports, so a text that is not listed is refused. `open`: it is `Other`.
macro_rules! names {
    (closed $(#[$meta:meta])* enum $name:ident { $($(#[$value_meta:meta])* $value:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$value_meta])* #[doc = concat!("`", $text, "` in JSON.")] $value,)*
        }

        impl $name {
            /// The text in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$value => $text,)* }
            }

            /// The value of a text; `None` if the list does not have it.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                [$($name::$value),*].into_iter().find(|value| value.as_str() == id)
            }
        }

        impl AsField for $name {
            fn as_field(&self) -> Field<'_> {
                Field::Text((*self).as_str())
            }
        }

        same!($name);
        names!(shown $name);

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <alloc::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                $name::from_id(&text).ok_or_else(|| serde::de::Error::unknown_variant(&text, &[$($text),*]))
            }
        }

        impl $name {
            /// The texts of all values in JSON.
            #[allow(dead_code, reason = "not every list is asked for in every build")]
            pub(crate) const NAMES: &'static [&'static str] = &[$($text),*];
        }
    };
    (open $(#[$meta:meta])* enum $name:ident { $($(#[$value_meta:meta])* $value:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$value_meta])* #[doc = concat!("`", $text, "` in JSON.")] $value,)*
            /// Another name, as it stands in the report.
            Other(String),
        }

        impl $name {
            /// The text in JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$value => $text,)*
                    $name::Other(name) => name,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => $name::$value,)*
                    other => $name::Other(other.into()),
                }
            }
        }

        impl AsField for $name {
            fn as_field(&self) -> Field<'_> {
                Field::Text(self.as_str())
            }
        }

        impl Own<&str> for $name {
            fn own(borrowed: &str) -> Self {
                borrowed.into()
            }
        }

        impl<'a> Lend<'a, &'a str> for $name {
            fn lend(&'a self) -> &'a str {
                self.as_str()
            }
        }

        names!(shown $name);

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <alloc::borrow::Cow<'de, str>>::deserialize(deserializer).map(|text| (&*text).into())
            }
        }

        impl $name {
            /// The texts of all values in JSON.
            #[allow(dead_code, reason = "not every list is asked for in every build")]
            pub(crate) const NAMES: &'static [&'static str] = &[$($text),*];
        }
    };
    (shown $name:ident) => {
        impl core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Declares open enums, each with a second form for the crate itself. That form is `Copy` and has no room for other
/// names.
macro_rules! both_forms {
    ($(
        $(#[$meta:meta])*
        enum $name:ident ($($other:ident = $other_text:literal)?) { $($(#[$value_meta:meta])* $value:ident = $text:literal,)* }
    )*) => {
        $(names!(open $(#[$meta])* enum $name { $($(#[$value_meta])* $value = $text,)* });)*

        /// The forms for the crate itself.
        pub(crate) mod borrowed {
            $(
                #[derive(Debug, Clone, Copy, PartialEq, Eq)]
                pub(crate) enum $name {
                    $($value,)*
                    $($other,)?
                }

                impl $name {
                    /// The texts of all values in JSON.
                    #[allow(dead_code, reason = "not every list is asked for")]
                    pub(crate) const NAMES: &'static [&'static str] = &[$($text,)* $($other_text,)?];

                    /// The value of a name; `None` if the list does not have it.
                    #[allow(dead_code, reason = "not every list is searched in every build")]
                    pub(crate) fn from_id(id: &str) -> Option<Self> {
                        [$($name::$value),*].into_iter().find(|value| value.as_str() == id)
                    }

                    /// The text in JSON.
                    pub(crate) const fn as_str(self) -> &'static str {
                        match self {
                            $($name::$value => $text,)*
                            $($name::$other => $other_text,)?
                        }
                    }
                }
            )*
        }
    };
}

both_forms! {
    /// The type of an event. It has the values of `EventType` in the API, and of `NotificationType` for live streams.
    ///
    /// [`EventType::Other`] has the name that the notification gives; in JSON it is two members, `"event_type": "other"` and
    /// `event_name`.
    enum EventType (Other = "other") {
        /// A task of media processing with its sub-tasks.
        WorkflowTask = "WorkflowTask",
        /// A video editing task: files cut and joined into one.
        EditMediaTask = "EditMediaTask",
        /// A task of an orchestration (scheme) with its activities.
        ScheduleTask = "ScheduleTask",
        /// A task over several files at once; it has no id of its own.
        BatchTask = "BatchTask",
        /// The search for a blind watermark.
        ExtractBlindWatermark = "ExtractBlindWatermark",
        /// An orchestration of a live stream with its activities.
        LiveScheduleTask = "LiveScheduleTask",
        /// The processing of a live stream as a whole; only queries answer with it.
        LiveStreamProcessTask = "LiveStreamProcessTask",
        /// Of a live stream: pictures or speech were reviewed.
        AiReviewResult = "AiReviewResult",
        /// Of a live stream: faces, words, texts or objects were recognised.
        AiRecognitionResult = "AiRecognitionResult",
        /// Of a live stream: segments, highlights or a summary.
        AiAnalysisResult = "AiAnalysisResult",
        /// Of a live stream: its quality.
        AiQualityControlResult = "AiQualityControlResult",
        /// Of a live stream: subtitles.
        AiSmartSubtitleResult = "AiSmartSubtitleResult",
        /// Of a live stream: files were recorded.
        LiveRecordResult = "LiveRecordResult",
        /// Of a live stream: its processing has ended.
        ProcessEof = "ProcessEof",
    }

    /// How a notification came.
    enum Envelope () {
        /// The notification itself. The MPS trigger of SCF passes it (SCF document 583/50833), and it is the body of a callback
        /// over HTTP.
        MpsTrigger = "mps_trigger",
        /// A callback over HTTP through API Gateway (SCF document 583/12513).
        ApiGateway = "api_gateway",
        /// A callback over HTTP through a function URL.
        FunctionUrl = "function_url",
        /// A callback over HTTP through a load balancer.
        Clb = "clb",
        /// A message of a queue or topic of CMQ or TDMQ-CMQ. The trigger's records hold it, or the queue or topic delivers it
        /// itself.
        Cmq = "cmq",
        /// A message of CKafka.
        Ckafka = "ckafka",
        /// A message of AWS SQS: the records of a Lambda event, or what `ReceiveMessage` answers.
        Sqs = "sqs",
        /// An event of EventBridge, single or in a list.
        EventBridge = "event_bridge",
        /// What SCF puts into a dead-letter queue.
        DeadLetter = "dead_letter",
        /// A record of a log topic of CLS.
        Cls = "cls",
        /// The notification's JSON as a text inside JSON, as the old templates expected it.
        LegacyText = "legacy_text",
        /// An element of a list.
        List = "list",
        /// What an API action is asked or answers, such as `DescribeTaskDetail` or `ParseNotification`.
        ApiResponse = "api_response",
    }

    /// What kinds of sub-tasks have in common.
    ///
    /// Of a kind that is not known it is `Other("other")`.
    enum Family (Other = "other") {
        /// Transcodes, snapshots and the like.
        Media = "media",
        /// Files cut and joined.
        Edit = "edit",
        /// Reviews of content.
        Review = "review",
        /// Tags, highlights, covers, descriptions.
        Analysis = "analysis",
        /// Faces, words, texts, objects.
        Recognition = "recognition",
        /// Checks of quality.
        Quality = "quality",
        /// Subtitles.
        Subtitle = "subtitle",
        /// Removal of subtitles, watermarks or faces.
        Erase = "erase",
        /// Speech in another language.
        Dubbing = "dubbing",
        /// Blind watermarks.
        Watermark = "watermark",
        /// Pictures.
        Image = "image",
        /// Recordings of live streams.
        Record = "record",
        /// Decisions of an orchestration.
        Rule = "rule",
        /// Live streams.
        Live = "live",
    }

    /// What a finding is.
    ///
    /// Of a kind of sub-task that is not known it is `Other("other")`.
    enum FindingType (Other = "other") {
        /// A verdict of a review of content.
        Review = "review",
        /// A class of the media.
        Classification = "classification",
        /// A tag.
        Tag = "tag",
        /// A word out of a list of words.
        Word = "word",
        /// A sentence that was said or shown.
        Text = "text",
        /// A face.
        Face = "face",
        /// An object.
        Object = "object",
        /// A part of the media.
        Segment = "segment",
        /// A highlight.
        Highlight = "highlight",
        /// A description or summary.
        Description = "description",
        /// A defect or a score of quality.
        Quality = "quality",
        /// The text of a blind watermark.
        Watermark = "watermark",
    }

    /// What a review suggests.
    enum Suggestion () {
        /// There is nothing against it.
        Pass = "pass",
        /// A person should look at it.
        Review = "review",
        /// It should not be shown.
        Block = "block",
    }

    /// What a warning is about.
    enum WarningCode () {
        /// The type of the event is not known.
        UnknownEventType = "unknown_event_type",
        /// The kind of a sub-task is not known.
        UnknownKind = "unknown_kind",
        /// A state is not known.
        UnknownStatus = "unknown_status",
        /// A kind of storage is not known.
        UnknownStorage = "unknown_storage",
        /// A value is of another type than it should be.
        InvalidValue = "invalid_value",
        /// There is no task id.
        MissingTaskId = "missing_task_id",
        /// A sub-task has no result.
        MissingResult = "missing_result",
        /// `EventType` is missing; the type was told from the event that is there.
        MissingEventType = "missing_event_type",
        /// An input names no file.
        MissingInput = "missing_input",
        /// A state is missing.
        MissingState = "missing_state",
        /// Two members contradict one another.
        Contradiction = "contradiction",
        /// Numbers beyond those that readers of JSON take are left out.
        NumberOverflow = "number_overflow",
        /// Texts are cut or left out.
        TooLong = "too_long",
        /// There is too much of something, so it is only counted.
        Omitted = "omitted",
        /// There are more warnings.
        MoreWarnings = "more_warnings",
    }
}

impl AsField for borrowed::EventType {
    fn as_field(&self) -> Field<'_> {
        Field::Text((*self).as_str())
    }
}

/// The name that `event_name` has counts only if the type is not known.
impl Own<(borrowed::EventType, Option<&str>)> for EventType {
    fn own((known, name): (borrowed::EventType, Option<&str>)) -> Self {
        match known {
            borrowed::EventType::Other => EventType::Other(name.unwrap_or_default().into()),
            known => known.as_str().into(),
        }
    }
}

impl<'a> Lend<'a, (borrowed::EventType, Option<&'a str>)> for EventType {
    fn lend(&'a self) -> (borrowed::EventType, Option<&'a str>) {
        match borrowed::EventType::from_id(self.as_str()) {
            Some(known) => (known, None),
            None => (borrowed::EventType::Other, Some(self.as_str()).filter(|name| !name.is_empty())),
        }
    }
}

names!(closed
    /// Whether a task has ended. That it ended says nothing of its success.
    enum Status {
        /// Not yet: an intermediate notification of `NotifyMode` `Change`.
        Processing = "processing",
        /// Yes, with success or without.
        Finished = "finished",
    }
);

names!(closed
    /// How a task ended, over all its sub-tasks.
    enum Outcome {
        /// Everything that was requested was done. A state that the API documents as success says so.
        Success = "success",
        /// Something succeeded, and something failed.
        Partial = "partial",
        /// Something failed, and nothing is known to have succeeded.
        Failure = "failure",
        /// Something is still being processed.
        Processing = "processing",
        /// The notification does not say. No failure is known, but not everything is known to have succeeded.
        Unknown = "unknown",
    }
);

names!(closed
    /// What became of one sub-task.
    enum TaskStatus {
        /// Queued.
        Waiting = "waiting",
        /// Running.
        Processing = "processing",
        /// Done.
        Success = "success",
        /// Failed; the task has the code and the message.
        Failure = "failure",
        /// The notification says none, or one that this version does not know.
        Unknown = "unknown",
    }
);

names!(closed
    /// Why somebody should look at a finding, the most urgent first; see [`Finding::attention`](super::Finding::attention).
    #[derive(PartialOrd, Ord)]
    enum Attention {
        /// A review suggests to block the media.
        Block = "block",
        /// A quality check found a defect of [`Severity::Fatal`] or [`Severity::Error`].
        Defect = "defect",
        /// A review suggests that a person looks at the media, or something that this version does not know.
        Review = "review",
    }
);

names!(closed
    /// The one state of a report that people see first, the worst first; see [`Report::verdict`](super::Report::verdict).
    #[derive(PartialOrd, Ord)]
    enum Verdict {
        /// The task failed, or all its sub-tasks did.
        Failure = "failure",
        /// Some sub-tasks failed.
        Partial = "partial",
        /// A review suggests to block the media.
        Block = "block",
        /// A quality check found a defect of [`Severity::Fatal`] or [`Severity::Error`].
        Defect = "defect",
        /// A review suggests that a person looks at the media.
        Review = "review",
        /// A quality check found a defect of [`Severity::Warning`], or of a severity that this version does not know.
        QualityWarning = "quality_warning",
        /// The notification contradicts itself.
        Contradiction = "contradiction",
        /// The task has not ended.
        Processing = "processing",
        /// The notification does not say how the task ended.
        Unknown = "unknown",
        /// Everything succeeded, and nobody has to look at it.
        Success = "success",
    }
);

names!(open
    /// The storage that a file lies in.
    enum Storage {
        /// COS.
        Cos = "cos",
        /// AWS S3.
        S3 = "s3",
        /// VOD.
        Vod = "vod",
        /// Somewhere a URL leads to.
        Url = "url",
        /// The notification does not say.
        Unknown = "unknown",
    }
);

names!(open
    /// How bad a defect is.
    enum Severity {
        /// The media cannot be used.
        Fatal = "Fatal",
        /// A defect that everybody notices.
        Error = "Error",
        /// A defect that some notice.
        Warning = "Warning",
        /// Something to know.
        Notice = "Notice",
        /// A measurement.
        Info = "Info",
    }
);

names!(open
    /// What a receipt is of.
    enum Step {
        /// The event is stored.
        Event = "event",
        /// The owner's own processing is done.
        Process = "process",
        /// Somebody is notified.
        Notify = "notify",
        /// A function is invoked.
        Invoke = "invoke",
    }
);
