//! What a delivery asks of its host. These are requests to send, reports to process, log lines and a time to wait.

use alloc::string::String;
use alloc::vec::Vec;

use super::done::Done;
use crate::http::Request;
use crate::json::members;
use crate::options::Level;
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
    /// What it is for: `event`, `report`, `notify`, `invoke`, or `outbox` for a message that waits; `read` of a [`Reading`](super::Reading).
    pub step: &'static str,
    /// The name of the bot, webhook or function, as in receipts. It is absent if the request goes to the archive.
    pub target: Option<String>,
    /// What to send; the body is [`Delivery::body`](super::Delivery::body).
    pub request: Request,
}

/// A report to give to the owner's own processing. [`Delivery::body`](super::Delivery::body) is the JSON text of
/// `{report, event}`. Pass the returned JSON text to [`Delivery::on_response`](super::Delivery::on_response) as the body
/// of a response; the body is empty if nothing is returned. Pass a failure to
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
    /// The bot, webhook or function.
    pub target: Option<String>,
    /// How many attempts it took so far.
    pub tries: Option<u32>,
    /// How long it took, all attempts and the waits between them included, ms.
    pub ms: Option<i64>,
    /// What went wrong.
    pub error: Option<String>,
    /// How many there are of what the message names.
    pub count: Option<u32>,
    /// Whether a host may write this line once for several deliveries. The deliveries must share one log.
    pub once: Option<bool>,
}

impl Actions {
    /// Wants to be polled at `until`, unless something comes back before.
    pub(super) fn wait(&mut self, until: Millis) {
        self.wait_until = Some(self.wait_until.map_or(until, |other| other.min(until)));
    }
}

impl Line {
    pub(super) fn warning(msg: &str) -> Self {
        Line { level: Level::Warn, msg: msg.into(), ..Line::default() }
    }
}

members!(Actions: requests, process, wait_until, refresh_credentials, log, done);
members!(Transmit: id, step, target, request);
members!(Process: id, timeout);
members!(Line: level, msg, request_id, event_type, task_id, key, target, tries, ms, error, count, once);
