//! How a delivery ended.

use alloc::string::String;
use alloc::vec::Vec;

use super::timer::Wanted;
use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Field, members, to_json};
use crate::report::Outcome;

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Done {
    /// Whether everything that was asked for was delivered.
    pub ok: bool,
    /// What became of each notification, of the first thousand.
    pub events: Vec<Delivered>,
    /// How many more events there are; absent if there are none. Their last lines in the log have their results. Absent
    /// if there are none.
    pub events_omitted: Option<u32>,
    /// The first thing that went wrong.
    pub error: Option<Error>,
    /// The answer to the HTTP request that brought the event; absent without such a request.
    pub http: Option<Reply>,
    /// The round of the watch that the event of a timer trigger asks for. The host runs it; nothing was delivered.
    pub watch: Option<Wanted>,
}

/// The answer to a request over HTTP. Its status alone says whether the event has to be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// The HTTP status of the answer. Status 200: everything is done. 400: the event is not an MPS notification; it is
    /// stored under `unparsed/`, unless a key is set, and sending it again changes nothing. 403: the signature is refused. 500:
    /// something is still to be done, so the sender should send it again.
    pub status: u16,
    /// The JSON text `{"ok":true}`, with `"stored":false` where no bucket is set, or `ok`, `code` and mostly `message` of the error. With status 500 there is no `message`:
    /// anybody can send a request, so internal errors are only in the log of the owner.
    pub body: String,
}

/// As long as nothing went wrong.
impl Default for Reply {
    fn default() -> Self {
        Reply { status: 200, body: r#"{"ok":true}"#.into() }
    }
}

impl Reply {
    /// As long as nothing went wrong, but no bucket is set: who tries a server out sees that it stores nothing.
    pub(super) fn of_nothing_stored() -> Self {
        Reply { body: r#"{"ok":true,"stored":false}"#.into(), ..Reply::default() }
    }
}

impl Done {
    /// Adds an error, if there is one. The first error is kept; the reply over HTTP has the error with the highest status.
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
    /// The key of its stored report object, or of the error object in its place.
    pub report_key: Option<String>,
    /// What became of the owner's own processing; absent if there is none.
    pub processed: Option<StepStatus>,
    /// The targets of the event, and whether each got it; absent if there are none. Targets are bots, webhooks and
    /// functions.
    pub dispatched: Option<Vec<Dispatched>>,
    /// The targets that the event is not for, by their filters; absent if there are none.
    pub skipped: Option<Vec<Skipped>>,
    /// The error that prevented parsing, storing or dispatching. Without one, the event is a notification, is stored,
    /// and every target got it.
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
            report_key: None,
            processed: None,
            dispatched: None,
            skipped: None,
            error: Some(error.clone()),
        }
    }
}

/// What became of dispatching a notification to one target.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dispatched {
    /// `notify` or `invoke`.
    pub step: &'static str,
    /// The name of the bot, webhook or function.
    pub target: String,
    /// What became of it.
    pub status: StepStatus,
    /// Why its message waits, if it does and this delivery put it aside: `quiet hours, until 2024-01-01T08:00:00Z`. With
    /// [`StepStatus::SeenBefore`]: that an earlier delivery put it into the outbox.
    pub reason: Option<String>,
}

/// A target that a notification is not for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skipped {
    /// `notify` or `invoke`.
    pub step: &'static str,
    /// The name of the bot, webhook or function.
    pub target: String,
    /// Why, in one sentence: `outcome is success, not failure`.
    pub reason: String,
}

/// What became of one step: the owner's processing, or one target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepStatus {
    /// It was done now.
    Done,
    /// It was done before: there is a receipt.
    SeenBefore,
    /// The message waits in the outbox, and is sent later.
    Queued,
    /// It could not be done.
    Failed,
}

/// Whether and how a notification is in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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

impl AsField for StepStatus {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            StepStatus::Done => "done",
            StepStatus::SeenBefore => "seen_before",
            StepStatus::Queued => "queued",
            StepStatus::Failed => "failed",
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

members!(Done: ok, events, events_omitted, error, http, watch);
members!(Reply: status, body);
members!(Body<'e>: ok, code, message);
members!(Delivered: event_type, task_id, outcome, records, archive, event_key, report_key, processed, dispatched, skipped, error);
members!(Dispatched: step, target, status, reason);
members!(Skipped: step, target, reason);
