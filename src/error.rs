//! One error for everything the core refuses: a code for programs, words for people, the place, and what to do.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

/// Why something was refused. The name in JSON is the snake_case text of [`ErrorCode::as_str`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The bytes are not one JSON text; typically a cut-off body or a web page in its place.
    InvalidJson,
    /// The JSON is not an MPS notification in any known wrapping.
    NotANotification,
    /// The event is packed in a way that cannot be undone: it is no Base64 or gzip, or damaged.
    InvalidEncoding,
    /// The event is larger than what is taken.
    TooLarge,
    /// A callback over HTTP is not proven to be from MPS: its signature is missing, wrong or expired.
    Unverified,
    /// The options or environment variables ask for something that cannot be.
    InvalidOptions,
    /// Objects are to be stored but there is nothing to sign their requests with.
    MissingCredentials,
    /// A service refused for good, or went on failing until the tries were used up.
    NotDelivered,
    /// The time of the invocation ran out with something still to deliver.
    OutOfTime,
    /// The owner's own processing of a report failed.
    ProcessFailed,
    /// A former attempt to read the event ended in a trap, so it was not read again.
    Trapped,
}

impl ErrorCode {
    /// The code as it stands in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ErrorCode::InvalidJson => "invalid_json",
            ErrorCode::NotANotification => "not_a_notification",
            ErrorCode::InvalidEncoding => "invalid_encoding",
            ErrorCode::TooLarge => "too_large",
            ErrorCode::Unverified => "unverified",
            ErrorCode::InvalidOptions => "invalid_options",
            ErrorCode::MissingCredentials => "missing_credentials",
            ErrorCode::NotDelivered => "not_delivered",
            ErrorCode::OutOfTime => "out_of_time",
            ErrorCode::ProcessFailed => "process_failed",
            ErrorCode::Trapped => "trapped",
        }
    }

    /// What the reader of the error can do about it.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            ErrorCode::InvalidJson => {
                "pass the notification's text exactly as it was received, uncut and not yet decoded"
            }
            ErrorCode::NotANotification => {
                "check what triggers this function: an MPS notification has EventType and the event it names"
            }
            ErrorCode::InvalidEncoding => "pass the data uncut and exactly as it was received",
            ErrorCode::TooLarge => "send less at once: lower the number of messages in a batch of the trigger",
            ErrorCode::Unverified => {
                "check that the task's TaskNotifyConfig.NotifyKey is the configured key, and this machine's clock"
            }
            ErrorCode::InvalidOptions => {
                "correct this environment variable, or this field of the options, and deploy again"
            }
            ErrorCode::MissingCredentials => {
                "bind an execution role that may call cos:PutObject and cos:GetObject, or set COS_SECRET_ID and COS_SECRET_KEY"
            }
            ErrorCode::NotDelivered => {
                "see what the service answered; what was delivered already is not repeated when the event comes again"
            }
            ErrorCode::ProcessFailed => {
                "correct the processing of your own and deploy again; the event is archived, and processed when it comes again"
            }
            ErrorCode::Trapped => {
                "give the function more memory; if that does not help, report the stored event as a defect"
            }
            ErrorCode::OutOfTime => "raise the function's time limit; a retry does only what is still missing",
        }
    }
}

/// What went wrong, where, and what to do. Its text never holds a credential or the input itself.
///
/// (In a box, so that a `Result` costs one word wherever it is passed on.)
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: ErrorCode,
    message: String,
    path: Option<String>,
    offset: Option<usize>,
    inner_offset: Option<usize>,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Error(Box::new(Inner { code, message: message.into(), path: None, offset: None, inner_offset: None }))
    }

    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// Of an error in a text inside of a text: where that is in the inner one.
    pub(crate) fn at_inner_offset(mut self, offset: usize) -> Self {
        self.0.inner_offset = Some(offset);
        self
    }

    /// The same error in other words.
    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.0.message = message;
        self
    }

    pub(crate) fn at_path(mut self, path: impl Into<String>) -> Self {
        self.0.path = Some(path.into());
        self
    }

    /// As an error in what lies at the path `outer`.
    pub(crate) fn inside(self, outer: &str) -> Self {
        if outer.is_empty() {
            return self;
        }
        let mut path = String::from(outer);
        if let Some(inner) = self.path() {
            if !inner.is_empty() && !inner.starts_with('[') {
                path.push('.');
            }
            path.push_str(inner);
        }
        self.at_path(path)
    }

    /// Without its path.
    pub(crate) fn without_path(mut self) -> Self {
        self.0.path = None;
        self
    }

    /// With its message and its path changed by `change`.
    pub(crate) fn with_texts(mut self, change: &dyn Fn(&mut String)) -> Self {
        change(&mut self.0.message);
        if let Some(path) = &mut self.0.path {
            change(path);
        }
        self
    }

    /// The code for programs.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// What was wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the JSON: member names joined by dots, elements as `[n]`; or the name of an environment variable.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Where in the text, in bytes from its start. What is in an envelope has its place in the text that holds all: the
    /// byte itself, or, of what was packed, the beginning of the string that holds it.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Where in the innermost text, in bytes from its start, if the error is in a text that an envelope holds.
    #[must_use]
    pub fn inner_offset(&self) -> Option<usize> {
        self.0.inner_offset
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
    }
}

impl core::error::Error for Error {}
