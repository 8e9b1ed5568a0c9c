//! One error type for everything that the core refuses. It has a code for programs, a text for people, the place, and
//! what to do.

use alloc::boxed::Box;
use alloc::string::String;
#[cfg(feature = "builder")]
use alloc::vec::Vec;
use core::fmt;

/// Why something was refused. The name in JSON is the snake_case text of [`ErrorCode::as_str`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorCode {
    /// The bytes are not one JSON text. Typically it is a cut-off body, or a web page in its place.
    InvalidJson,
    /// The JSON is not an MPS notification in any known envelope.
    NotANotification,
    /// An encoding of the event cannot be undone. It is not Base64 or gzip, or it is damaged.
    InvalidEncoding,
    /// The event is larger than what is taken.
    TooLarge,
    /// The signature of a callback over HTTP is missing, wrong or expired. The callback is not proven to be from MPS.
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
    /// A former attempt to read the event trapped, so it was not read again.
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

/// What went wrong, where, and what to do. Nothing in it holds a credential or the input itself.
///
/// [`Error::code`] is for programs, [`Error::message`] for people, [`Error::help`] says what to do. Where it is: of the text of an
/// event, [`Error::path`], [`Error::offset`] and [`Error::position`]; of options, [`Error::path`] and [`Error::option`].
///
/// ```
/// use mps_webhook::{ErrorCode, Event};
///
/// let bytes = b"{\n  \"EventType\": WorkflowTask\n}";
/// let error = Event::from_slice(bytes).unwrap_err();
/// assert_eq!(error.code(), ErrorCode::InvalidJson);
/// assert_eq!(error.path(), Some("EventType"));
/// assert_eq!(error.offset(), Some(17));
/// let position = error.position(bytes).unwrap();
/// assert_eq!((position.line, position.column), (2, 16));
/// ```
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
    /// What to do, if more is known than the code says.
    help: Option<&'static str>,
    /// What is wrong with an option. Hosts of other languages only print errors, so they are built without it.
    #[cfg(feature = "builder")]
    option: Option<OptionProblem>,
}

/// What is wrong with an option. [`Error::path`] is its path in the document, or its environment variable.
#[cfg(feature = "builder")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionProblem {
    /// There is no option of this name.
    Unknown {
        /// The path of the option that seems to be meant.
        meant: Option<&'static str>,
    },
    /// It is of another type of JSON.
    WrongType {
        /// The type that it has to be. Examples are `a string`, `an object` and `a list of strings`.
        expected: &'static str,
    },
    /// It is empty.
    Empty,
    /// It has a value that it cannot have.
    NotAllowed {
        /// What it can be, in words: `must be …`.
        allowed: &'static str,
        /// The values that it can have, if they are a list.
        choices: Vec<&'static str>,
        /// The value that it has. Only of an option that has a list of values; what looks like a secret in the wrong place is
        /// left out.
        value: Option<String>,
    },
    /// It is needed and not set.
    Missing,
}

/// A place in a text, as editors count; see [`Error::position`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// The line, from 1 on.
    pub line: usize,
    /// The byte in the line, from 1 on.
    pub column: usize,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Error(Box::new(Inner {
            code,
            message: message.into(),
            path: None,
            offset: None,
            inner_offset: None,
            help: None,
            #[cfg(feature = "builder")]
            option: None,
        }))
    }

    pub(crate) fn at_offset(mut self, offset: usize) -> Self {
        self.0.offset = Some(offset);
        self
    }

    /// Sets the offset in the inner text, for an error in a nested text.
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

    /// With what can be done about it. `None`: what the code says.
    pub(crate) fn with_help(mut self, help: Option<&'static str>) -> Self {
        self.0.help = help;
        self
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
        #[cfg(feature = "builder")]
        if let Some(OptionProblem::NotAllowed { value: Some(value), .. }) = &mut self.0.option {
            change(value);
        }
        self
    }

    /// With what is wrong with the option; nothing where no program asks for it.
    #[cfg(feature = "builder")]
    pub(crate) fn with_option(mut self, problem: OptionProblem) -> Self {
        self.0.option = Some(problem);
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

    /// Where in the JSON it is: member names joined by dots, elements as `[n]`. For an environment variable it is the
    /// name.
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

    /// What can be done about it: of this error, if a service gave a reason that is known, or else of the code.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.0.help.unwrap_or(self.0.code.help())
    }

    /// What can be done about it, if more is known than the code says.
    pub(crate) fn own_help(&self) -> Option<&'static str> {
        self.0.help
    }

    /// Of [`ErrorCode::InvalidOptions`], what is wrong with the option whose path or variable is [`Error::path`].
    ///
    /// `None` if it is something about several options, which [`Error::message`] says.
    ///
    /// ```
    /// use mps_webhook::{Options, error::OptionProblem};
    ///
    /// let error = Options::from_json(br#"{"log_level":"verbose"}"#).unwrap().strict().unwrap_err();
    /// assert_eq!(error.path(), Some("log_level"));
    /// let Some(OptionProblem::NotAllowed { choices, value, .. }) = error.option() else { panic!() };
    /// assert_eq!(choices, &["debug", "info", "warn", "error"]);
    /// assert_eq!(value.as_deref(), Some("verbose"));
    /// ```
    #[cfg(feature = "builder")]
    #[must_use]
    pub fn option(&self) -> Option<&OptionProblem> {
        self.0.option.as_ref()
    }

    /// Where in `text`, the text that was read, by line and column. `None` if [`Error::offset`] is, or is not in the text.
    #[must_use]
    pub fn position(&self, text: &[u8]) -> Option<Position> {
        let before = text.get(..self.0.offset?)?;
        let mut lines = before.split(|byte| *byte == b'\n');
        let last = lines.next_back()?;
        Some(Position { line: lines.count().saturating_add(1), column: last.len().saturating_add(1) })
    }

    /// The byte offset in the innermost text, if the error is inside an envelope.
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

#[cfg(test)]
mod tests {
    use super::ErrorCode;

    #[test]
    fn what_to_do_is_said_in_every_language() {
        let translations: serde_json::Value = serde_json::from_str(include_str!("error/translations.json")).unwrap();
        for code in [
            ErrorCode::InvalidJson,
            ErrorCode::NotANotification,
            ErrorCode::InvalidEncoding,
            ErrorCode::TooLarge,
            ErrorCode::Unverified,
            ErrorCode::InvalidOptions,
            ErrorCode::MissingCredentials,
            ErrorCode::NotDelivered,
            ErrorCode::OutOfTime,
            ErrorCode::ProcessFailed,
            ErrorCode::Trapped,
        ] {
            assert_eq!(translations[code.help()].as_array().map(std::vec::Vec::len), Some(3), "{code:?}");
        }
    }
}
