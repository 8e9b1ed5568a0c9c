//! What the machine says: what to send, what to log, and how it ended.

use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{Error, ErrorCode};
use crate::http::Request;
use crate::json::{AsField, Field, members, to_json};
use crate::options::Level;
use crate::report::Outcome;
use crate::time::Millis;

/// What [`Delivery::poll`](super::Delivery::poll) wants from outside.
#[derive(Debug)]
#[non_exhaustive]
pub struct Actions {
    /// Requests to send now.
    pub requests: Vec<Transmit>,
    /// Reports for the owner's own processing.
    pub process: Vec<Process>,
    /// When to poll again if nothing comes back before; absent: only when something comes back.
    pub wait_until: Option<Millis>,
    /// Whether the credentials were refused as too old. [`Delivery::on_credentials`](super::Delivery::on_credentials)
    /// is to be called with what the platform has now, and then this again. At most once in a delivery.
    pub refresh_credentials: bool,
    /// Lines for the log, in order.
    pub log: Vec<Line>,
    /// How it ended. Once this is there, nothing is left to send or to wait for.
    pub done: Option<Done>,
}

/// A request to send.
#[derive(Debug)]
#[non_exhaustive]
pub struct Transmit {
    /// To be given back with what came of it, and to get the body by.
    pub id: u32,
    /// What to send; the body is [`Delivery::body`](super::Delivery::body).
    pub request: Request,
}

/// A report to give to the owner's own processing; [`Delivery::body`](super::Delivery::body) is the JSON text of
/// `{report, event}`. What it returns, as JSON text, is the body of a response for
/// [`Delivery::on_response`](super::Delivery::on_response), empty if it returns nothing; that it failed is for
/// [`Delivery::on_error`](super::Delivery::on_error).
#[derive(Debug)]
#[non_exhaustive]
pub struct Process {
    /// As [`Transmit::id`].
    pub id: u32,
    /// How long to wait for it, ms; absent: as long as it takes.
    pub timeout: Option<u32>,
}

/// A line for the log. None of its fields can hold a credential or a signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// How important it is.
    pub level: Level,
    /// What happened.
    pub msg: String,
    /// The platform's id of the invocation.
    pub request_id: Option<String>,
    /// The type of the event.
    pub event_type: Option<&'static str>,
    /// The task.
    pub task_id: Option<String>,
    /// The object.
    pub key: Option<String>,
    /// Who was told or which function was invoked.
    pub target: Option<String>,
    /// How many tries it took so far.
    pub tries: Option<u32>,
    /// How long it took, all tries and the waits between them included, ms.
    pub ms: Option<i64>,
    /// What went wrong.
    pub error: Option<String>,
    /// Whether a host that writes several deliveries to one log may leave it out there from the second time on.
    pub once: Option<bool>,
}

impl Line {
    pub(super) fn warning(msg: &str) -> Self {
        Line { level: Level::Warn, msg: msg.into(), ..Line::default() }
    }
}

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Done {
    /// Whether everything that was asked for was delivered.
    pub ok: bool,
    /// What became of each notification, of the first thousand.
    pub events: Vec<Delivered>,
    /// How many more there are; their last lines in the log say what became of them. Absent if there are none.
    pub events_omitted: Option<u32>,
    /// The first thing that went wrong.
    pub error: Option<Error>,
    /// What to answer to the request over HTTP that brought the event; absent if none did.
    pub http: Option<Reply>,
}

/// The answer to a request over HTTP. Its sender need not wait for anything else: whether the event has to be sent again is
/// told by the status alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// 200: everything that was asked for is done. 403: the signature is refused. 400: what came is no notification; it is
    /// stored as such, and to send it again changes nothing. 500: something is still to be done, so it should be sent again.
    pub status: u16,
    /// `{"ok":true}`, or `ok`, `code` and, unless the status is 500, `message` of the error, as JSON text. What goes wrong
    /// inside is for the log of the owner: anybody can send a request.
    pub body: String,
}

/// As long as nothing went wrong.
impl Default for Reply {
    fn default() -> Self {
        Reply { status: 200, body: r#"{"ok":true}"#.into() }
    }
}

impl Done {
    /// Takes something that went wrong, if it did: of all the first is told, and answered the one with the highest status.
    #[inline(never)]
    pub(super) fn add(&mut self, error: Option<&Error>) {
        let Some(error) = error else { return };
        if self.error.is_none() {
            self.error = Some(error.clone());
            self.ok = false;
        }
        let status = status_of(error.code());
        if let Some(reply) = self.http.as_mut().filter(|reply| reply.status < status) {
            let message = if status < 500 { Some(error.message()) } else { None };
            let body = to_json(&Body { ok: false, code: error.code().as_str(), message });
            *reply = Reply { status, body: String::from_utf8(body).unwrap_or_default() };
        }
    }
}

/// The body of a [`Reply`].
struct Body<'e> {
    ok: bool,
    code: &'static str,
    message: Option<&'e str>,
}

/// The status that an error is answered with; the larger one counts.
const fn status_of(code: ErrorCode) -> u16 {
    match code {
        ErrorCode::InvalidJson | ErrorCode::NotANotification | ErrorCode::InvalidEncoding | ErrorCode::TooLarge => 400,
        ErrorCode::Unverified => 403,
        _ => 500,
    }
}

/// What became of one notification.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Delivered {
    /// The type of the event, if it is a notification.
    pub event_type: Option<&'static str>,
    /// The task.
    pub task_id: Option<String>,
    /// How the task ended, if the event is a notification.
    pub outcome: Option<Outcome>,
    /// How many records it has, if the event is a batch of logs.
    pub records: Option<u32>,
    /// Whether and how it is in the archive.
    pub archive: Archived,
    /// The key of the event, if it is stored.
    pub event_key: Option<String>,
    /// The key of its report or error, if it is stored.
    pub record_key: Option<String>,
    /// What became of the owner's own processing; absent if there is none.
    pub processed: Option<Handing>,
    /// Who was to be told and which functions were to be invoked, and whether they were; absent if nobody was.
    pub handed_on: Option<Vec<HandedOn>>,
    /// Why it is not a notification, why it is not stored, or why it was not handed on.
    pub error: Option<Error>,
}

impl Delivered {
    /// Of what is not signed as it should be.
    pub(super) fn refused(error: &Error) -> Self {
        Delivered {
            event_type: None,
            task_id: None,
            outcome: None,
            records: None,
            archive: Archived::Failed,
            event_key: None,
            record_key: None,
            processed: None,
            handed_on: None,
            error: Some(error.clone()),
        }
    }
}

/// What became of handing a notification to one target.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HandedOn {
    /// `notify` or `invoke`.
    pub step: &'static str,
    /// Who was told or which function was invoked.
    pub target: String,
    /// What became of it.
    pub status: Handing,
}

/// Whether a target has a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handing {
    /// It was given it now.
    Done,
    /// It had it already, by the receipts.
    SeenBefore,
    /// It could not be given it.
    Failed,
}

/// Whether and how a notification is in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archived {
    /// It was stored, or what was missing of it.
    Stored,
    /// All of it was there already.
    SeenBefore,
    /// It was not to be stored.
    NotWanted,
    /// It could not be stored.
    Failed,
}

/// The proof that something was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Receipt {
    /// What: `event`, `process`, `notify` or `invoke`.
    pub step: &'static str,
    /// Who was told or which function was invoked.
    pub target: Option<String>,
    /// The object's key.
    pub key: Option<String>,
    /// What COS says the stored bytes are, MD5 in hexadecimal.
    pub etag: Option<String>,
    /// The service's id of the request; of an invocation its own.
    pub request_id: Option<String>,
    /// When, ISO 8601 in UTC.
    pub at: String,
    /// After how many tries.
    pub tries: u32,
    /// Whether it was there already: since a former invocation, or since a try whose answer was lost.
    pub seen_before: bool,
}

impl AsField for Handing {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            Handing::Done => "done",
            Handing::SeenBefore => "seen_before",
            Handing::Failed => "failed",
        })
    }
}

impl AsField for Archived {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            Archived::Stored => "stored",
            Archived::SeenBefore => "seen_before",
            Archived::NotWanted => "not_wanted",
            Archived::Failed => "failed",
        })
    }
}

members!(Actions: requests, process, wait_until, refresh_credentials, log, done);
members!(Transmit: id, request);
members!(Process: id, timeout);
members!(Line: level, msg, request_id, event_type, task_id, key, target, tries, ms, error, once);
members!(Done: ok, events, events_omitted, error, http);
members!(Reply: status, body);
members!(Body<'e>: ok, code, message);
members!(Delivered: event_type, task_id, outcome, records, archive, event_key, record_key, processed, handed_on, error);
members!(HandedOn: step, target, status);
members!(Receipt: step, target, key, etag, request_id, at, tries, seen_before);
