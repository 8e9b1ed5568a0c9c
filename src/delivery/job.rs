//! One notification, how far it has come, and the requests that bring it further.

use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{Archived, Delivered, Line, Receipt};
use super::keys::{self, Keys};
use super::retry::{self, Random};
use crate::carrier::Parcel;
use crate::cos::{self, Upload};
use crate::error::{Error, ErrorCode};
use crate::http::Request;
use crate::json::{AsField, Field, Members, to_json, to_json_of_large};
use crate::mps;
use crate::options::Archive;
use crate::report::Outcome;
use crate::time::{Millis, iso8601};

/// One notification and how far it has come.
pub(super) struct Job {
    pub(super) event_type: Option<&'static str>,
    pub(super) task_id: Option<String>,
    pub(super) outcome: Option<Outcome>,
    /// Why it is not a notification.
    pub(super) unparsed: Option<Error>,
    pub(super) event: Vec<u8>,
    pub(super) event_content_type: &'static str,
    /// The record, from `record_open` on the receipts, which come last.
    pub(super) record: Vec<u8>,
    pub(super) record_open: usize,
    pub(super) keys: Keys,
    pub(super) receipts: Vec<Receipt>,
    pub(super) state: State,
    pub(super) tries: u32,
    /// Not before then.
    pub(super) ready_at: Millis,
    /// The request under way, which is the one that `state` asks for.
    pub(super) in_flight: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    StoreEvent,
    ReadRecord,
    StoreRecord,
    Ended(Archived),
    Failed(Error),
}

impl Job {
    pub(super) fn new(parcel: &Parcel<'_>, prefix: &str, request_id: Option<&str>, now: Millis) -> Self {
        let mut job = Job {
            event_type: None,
            task_id: None,
            outcome: None,
            unparsed: None,
            event: Vec::new(),
            event_content_type: "application/json",
            record: Vec::new(),
            record_open: 0,
            keys: Keys::default(),
            receipts: Vec::new(),
            state: State::StoreEvent,
            tries: 0,
            ready_at: Millis::MIN,
            in_flight: None,
        };
        match parcel
            .content
            .clone()
            .and_then(|value| mps::decode(value, parcel.carrier, crate::language::Language::default()))
        {
            Ok(report) => {
                job.event_type = Some(report.event_type.as_str());
                job.outcome = Some(report.outcome);
                job.record = to_json_of_large(&report);
                job.keys = keys::of_report(prefix, &report, &parcel.bytes);
                job.task_id = report.task_id.map(String::from);
            }
            Err(error) => {
                let is_json = error.code() != ErrorCode::InvalidJson;
                if !is_json {
                    job.event_content_type = "text/plain";
                }
                job.record = to_json(&Unparsed { error: &error, request_id, at: iso8601(now) });
                job.keys = keys::of_unparsed(prefix, &parcel.bytes, is_json);
                job.unparsed = Some(error);
            }
        }
        // Before the closing brace.
        job.record_open = job.record.len().saturating_sub(1);
        job
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(self.state, State::Ended(_) | State::Failed(_))
    }

    /// The body of the request that the state asks for.
    pub(super) fn body(&self) -> &[u8] {
        match self.state {
            State::StoreEvent => &self.event,
            State::StoreRecord => &self.record,
            _ => &[],
        }
    }

    pub(super) fn request(&mut self, archive: &Archive, now: Millis, id: u32) -> Request {
        self.tries = self.tries.saturating_add(1);
        self.in_flight = Some(id);
        match self.state {
            State::StoreEvent => {
                let upload = Upload {
                    key: &self.keys.event,
                    body: &self.event,
                    content_type: self.event_content_type,
                    keep_existing: true,
                };
                cos::put(&archive.bucket, upload, &archive.credentials, now)
            }
            State::ReadRecord => cos::get(&archive.bucket, &self.keys.record, &archive.credentials, now),
            State::StoreRecord | State::Ended(_) | State::Failed(_) => {
                self.complete_record();
                let upload = Upload {
                    key: &self.keys.record,
                    body: &self.record,
                    content_type: "application/json",
                    keep_existing: false,
                };
                cos::put(&archive.bucket, upload, &archive.credentials, now)
            }
        }
    }

    fn complete_record(&mut self) {
        let receipts = to_json(&Receipts(&self.receipts));
        self.record.truncate(self.record_open);
        self.record.push(b',');
        self.record.extend_from_slice(receipts.get(1..).unwrap_or_default());
    }

    /// The event is in the archive, now or since before.
    pub(super) fn receive(&mut self, etag: Option<String>, request_id: Option<String>, seen_before: bool, now: Millis) {
        self.event = Vec::new();
        self.receipts.push(Receipt {
            step: "event",
            key: self.keys.event.clone(),
            etag,
            request_id,
            at: iso8601(now),
            tries: self.tries,
            seen_before,
        });
    }

    pub(super) fn advance(&mut self, state: State) {
        self.state = state;
        self.tries = 0;
    }

    /// Waits for the next try, or gives up if there were enough or there is no time for one.
    pub(super) fn try_again(
        &mut self,
        reason: String,
        now: Millis,
        deadline: Millis,
        random: &mut Random,
        log: &mut Vec<Line>,
    ) {
        let again_at = now.saturating_add(retry::wait(self.tries, random));
        if self.tries >= retry::MAX_TRIES {
            self.fail(ErrorCode::NotDelivered, &reason, log);
        } else if retry::timeout(again_at, deadline).is_none() {
            self.fail(ErrorCode::OutOfTime, &reason, log);
        } else {
            self.ready_at = again_at;
            let mut line = self.line("warn", "trying again");
            line.tries = Some(self.tries);
            line.error = Some(reason);
            log.push(line);
        }
    }

    pub(super) fn fail(&mut self, code: ErrorCode, reason: &str, log: &mut Vec<Line>) {
        let what = match self.state {
            State::StoreEvent => "the event is not stored: ",
            _ => "the event is stored, its record is not: ",
        };
        let message = [what, reason].concat();
        let mut line = self.line("error", "giving up");
        line.tries = Some(self.tries);
        line.error = Some(message.clone());
        log.push(line);
        self.state = State::Failed(Error::new(code, message));
    }

    fn line(&self, level: &'static str, msg: &str) -> Line {
        Line {
            level,
            msg: msg.into(),
            event_type: self.event_type,
            task_id: self.task_id.clone(),
            key: Some(match self.state {
                State::StoreEvent => self.keys.event.clone(),
                _ => self.keys.record.clone(),
            }),
            ..Line::default()
        }
    }

    pub(super) fn last_line(&self) -> Line {
        let event = match self.outcome {
            Some(outcome) => ["task ended: ", outcome.as_str()].concat(),
            None => "not a notification".into(),
        };
        let archive = match &self.state {
            State::Ended(Archived::Stored) => "stored",
            State::Ended(Archived::SeenBefore) => "seen before, nothing to do",
            State::Ended(_) => "not stored: no bucket is set",
            _ => "not stored",
        };
        let failed = matches!(self.state, State::Failed(_)) || self.unparsed.is_some();
        let mut line = self.line(if failed { "error" } else { "info" }, &[&event, "; ", archive].concat());
        line.error = self.error().map(|error| error.message().into());
        if self.state == State::Ended(Archived::NotWanted) {
            line.key = None;
        }
        line
    }

    fn error(&self) -> Option<&Error> {
        match &self.state {
            State::Failed(error) => Some(error),
            _ => self.unparsed.as_ref(),
        }
    }

    pub(super) fn delivered(&self) -> Delivered {
        let archive = match &self.state {
            State::Ended(archive) => *archive,
            _ => Archived::Failed,
        };
        let stored = matches!(archive, Archived::Stored | Archived::SeenBefore);
        Delivered {
            event_type: self.event_type,
            task_id: self.task_id.clone(),
            outcome: self.outcome,
            archive,
            event_key: stored.then(|| self.keys.event.clone()),
            record_key: stored.then(|| self.keys.record.clone()),
            error: self.error().cloned(),
        }
    }
}

/// The record of what is no notification, but for the receipts: the error, and which invocation met it when.
struct Unparsed<'e> {
    error: &'e Error,
    request_id: Option<&'e str>,
    at: String,
}

impl Members for Unparsed<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.error.members(visit);
        self.request_id.show("request_id", visit);
        self.at.show("at", visit);
    }
}

/// What completes a record.
struct Receipts<'r>(&'r Vec<Receipt>);

impl Members for Receipts<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.0.show("receipts", visit);
    }
}
