//! Delivery as a state machine without I/O: [`Delivery::poll`] says what to send and how long to wait,
//! [`Delivery::on_response`] and [`Delivery::on_error`] tell it what came of it.
//!
//! For every notification: the event is stored as it came; then its record (the report with the
//! receipts, or the error) is stored beside it. An event that is there already was seen before: if its
//! record is there too, nothing is left to do, else a former invocation was cut off and the record is
//! stored now. Nothing here knows a clock: the time is an argument.

pub mod keys;
mod retry;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::carrier::{self, Parcel};
use crate::cos::{self, Answer, Upload};
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response};
use crate::json::{AsField, Document, Field, Members, members, to_json, to_json_of_large};
use crate::mps;
use crate::options::{Archive, Options};
use crate::report::Outcome;
use crate::text::digits;
use crate::time::{Millis, iso8601};
use keys::Keys;
use retry::Random;

/// Requests under way at once: enough to hide the service's latency, few enough for a small function.
const MAX_IN_FLIGHT: usize = 8;

/// What the platform says of one invocation.
#[derive(Debug, Clone, Copy)]
pub struct Invocation<'i> {
    /// The platform's id of the invocation, for the log.
    pub request_id: Option<&'i str>,
    /// When the platform ends it.
    pub deadline: Millis,
    /// Spreads retries; any number will do that differs between invocations.
    pub seed: u64,
    /// Whether to store the event without reading it, because reading it ended in a trap.
    pub quarantine: bool,
}

/// One event on its way to where it is wanted.
pub struct Delivery {
    archive: Option<Box<Archive>>,
    jobs: Vec<Job>,
    request_id: Option<String>,
    deadline: Millis,
    random: Random,
    next_id: u32,
    log: Vec<Line>,
    refused: Option<Error>,
    finished: bool,
}

/// What [`Delivery::poll`] wants from outside.
#[derive(Debug)]
#[non_exhaustive]
pub struct Poll {
    /// Requests to send now.
    pub requests: Vec<Send>,
    /// When to poll again if nothing comes back before; absent: only when something comes back.
    pub wait_until: Option<Millis>,
    /// Lines for the log, in order.
    pub log: Vec<Line>,
    /// How it ended. Once this is there, nothing is left to send or to wait for.
    pub done: Option<Done>,
}

/// A request to send.
#[derive(Debug)]
#[non_exhaustive]
pub struct Send {
    /// To be given back with what came of it, and to get the body by.
    pub id: u32,
    /// What to send; the body is [`Delivery::body`].
    pub request: Request,
}

/// A line for the log. None of its fields can hold a credential or a signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// `info`, `warn` or `error`.
    pub level: &'static str,
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
    /// How many tries it took so far.
    pub tries: Option<u32>,
    /// What went wrong.
    pub error: Option<String>,
}

/// How a delivery ended.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Done {
    /// Whether everything that was asked for was delivered.
    pub ok: bool,
    /// What became of each notification.
    pub events: Vec<Delivered>,
    /// The first thing that went wrong.
    pub error: Option<Error>,
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
    /// Whether and how it is in the archive.
    pub archive: Archived,
    /// The key of the event, if it is stored.
    pub event_key: Option<String>,
    /// The key of its report or error, if it is stored.
    pub record_key: Option<String>,
    /// Why it is not a notification, or why it is not stored.
    pub error: Option<Error>,
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
    /// What: `event`.
    pub step: &'static str,
    /// The object's key.
    pub key: String,
    /// What COS says the stored bytes are, MD5 in hexadecimal.
    pub etag: Option<String>,
    /// The service's id of the request.
    pub request_id: Option<String>,
    /// When, ISO 8601 in UTC.
    pub at: String,
    /// After how many tries.
    pub tries: u32,
    /// Whether it had been delivered before this invocation.
    pub seen_before: bool,
}

/// One notification and how far it has come.
struct Job {
    event_type: Option<&'static str>,
    task_id: Option<String>,
    outcome: Option<Outcome>,
    /// Why it is not a notification.
    unparsed: Option<Error>,
    event: Vec<u8>,
    event_content_type: &'static str,
    /// The record, from `record_open` on the receipts, which come last.
    record: Vec<u8>,
    record_open: usize,
    keys: Keys,
    receipts: Vec<Receipt>,
    state: State,
    tries: u32,
    /// Not before then.
    ready_at: Millis,
    in_flight: Option<InFlight>,
}

struct InFlight {
    id: u32,
    body: Body,
}

/// The body of a request under way.
enum Body {
    Empty,
    Event,
    Record,
}

#[derive(Debug, Clone, PartialEq)]
enum State {
    StoreEvent,
    ReadRecord,
    StoreRecord,
    Ended(Archived),
    Failed(Error),
}

impl Delivery {
    /// Takes an event and plans what to do with it. Wrong options are no panic and no lost answer: the
    /// delivery ends at its first poll with the error.
    #[must_use]
    pub fn new(event: Vec<u8>, options: Result<Options, Error>, invocation: Invocation<'_>, now: Millis) -> Self {
        let mut delivery = Delivery {
            archive: None,
            jobs: Vec::new(),
            request_id: invocation.request_id.map(String::from),
            deadline: invocation.deadline,
            random: Random::new(invocation.seed),
            next_id: 0,
            log: Vec::new(),
            refused: None,
            finished: false,
        };
        match options {
            Ok(options) => {
                for name in options.ignored {
                    delivery.say("warn", [name, " is set but has no effect in this version"].concat());
                }
                if options.archive.is_none() {
                    delivery.say("warn", "COS_BUCKET is not set: nothing is stored");
                }
                delivery.archive = options.archive;
            }
            Err(error) => {
                delivery.refused = Some(error);
                return delivery;
            }
        }
        delivery.take_apart(event, invocation.quarantine, now);
        delivery
    }

    /// What to do now. To be called again after every response and error, and at [`Poll::wait_until`].
    pub fn poll(&mut self, now: Millis) -> Poll {
        let mut poll = Poll { requests: Vec::new(), wait_until: None, log: Vec::new(), done: None };
        let mut free = MAX_IN_FLIGHT.saturating_sub(self.jobs.iter().filter(|job| job.in_flight.is_some()).count());
        if let Some(archive) = &self.archive {
            for job in &mut self.jobs {
                if job.in_flight.is_some() || job.has_ended() {
                    continue;
                }
                if job.ready_at > now {
                    poll.wait_until = Some(poll.wait_until.map_or(job.ready_at, |until| until.min(job.ready_at)));
                    continue;
                }
                let Some(timeout) = retry::timeout(now, self.deadline) else {
                    job.fail(ErrorCode::OutOfTime, "the time of the invocation ran out", &mut self.log);
                    continue;
                };
                if free == 0 {
                    continue;
                }
                free = free.saturating_sub(1);
                let mut request = job.request(archive, now, self.next_id);
                request.timeout = timeout;
                poll.requests.push(Send { id: self.next_id, request });
                self.next_id = self.next_id.wrapping_add(1);
            }
        }
        if self.jobs.iter().all(Job::has_ended) && !self.finished {
            self.finished = true;
            poll.done = Some(self.conclude());
        }
        poll.log = core::mem::take(&mut self.log);
        for line in &mut poll.log {
            line.request_id.clone_from(&self.request_id);
        }
        poll
    }

    /// The body of a request that [`Delivery::poll`] gave; empty if it has none or is answered already.
    #[must_use]
    pub fn body(&self, id: u32) -> &[u8] {
        let job = self.jobs.iter().find_map(|job| {
            let in_flight = job.in_flight.as_ref().filter(|in_flight| in_flight.id == id)?;
            Some((job, in_flight))
        });
        match job {
            Some((job, InFlight { body: Body::Event, .. })) => &job.event,
            Some((job, InFlight { body: Body::Record, .. })) => &job.record,
            _ => &[],
        }
    }

    /// Takes the response to a request.
    pub fn on_response(&mut self, id: u32, response: &Response<'_>, now: Millis) {
        let Some(job) = self.job_in_flight(id) else { return };
        match (cos::read(response), &job.state) {
            (Answer::Done { etag, request_id, versioned }, State::StoreEvent) => {
                job.receive(etag, request_id, false, now);
                // A bucket with versions overwrites what it was to keep, so only the record tells a duplicate.
                job.advance(if versioned { State::ReadRecord } else { State::StoreRecord });
            }
            (Answer::Exists, State::StoreEvent) => job.advance(State::ReadRecord),
            (Answer::Done { .. }, State::ReadRecord) => job.advance(State::Ended(Archived::SeenBefore)),
            (Answer::NotFound, State::ReadRecord) => {
                if job.receipts.is_empty() {
                    job.receive(None, None, true, now);
                }
                job.advance(State::StoreRecord);
            }
            (Answer::Done { .. }, State::StoreRecord) => job.advance(State::Ended(Archived::Stored)),
            (Answer::TryAgain(refusal), _) => self.try_again(id, refusal.describe(), now),
            (Answer::Refused(refusal), _) => {
                let reason = refusal.describe();
                if let Some(job) = self.jobs.iter_mut().find(|job| job.is_in_flight(id)) {
                    job.fail(ErrorCode::NotDelivered, &reason, &mut self.log);
                }
            }
            (Answer::Exists | Answer::NotFound, _) => {
                let reason = ["COS answered ", &digits(i64::from(response.status)), " out of place"].concat();
                if let Some(job) = self.jobs.iter_mut().find(|job| job.is_in_flight(id)) {
                    job.fail(ErrorCode::NotDelivered, &reason, &mut self.log);
                }
            }
            (Answer::Done { .. }, State::Ended(_) | State::Failed(_)) => {}
        }
        self.settle(id);
    }

    /// Takes the news that a request got no response: no connection, a reset, a timeout. `reason` goes into
    /// the log.
    pub fn on_error(&mut self, id: u32, reason: &str, now: Millis) {
        self.try_again(id, ["no answer from COS: ", reason].concat(), now);
        self.settle(id);
    }

    fn take_apart(&mut self, event: Vec<u8>, quarantine: bool, now: Millis) {
        let prefix = self.archive.as_ref().map_or("", |archive| archive.prefix.as_str());
        let request_id = self.request_id.as_deref();
        let jobs = &mut self.jobs;
        let mut own = None;
        let open = if quarantine { carrier::leave_closed } else { carrier::unwrap };
        open(&event, &mut |parcel| {
            let mut job = Job::new(&parcel, prefix, request_id, now);
            match &parcel.bytes {
                // The whole event is the notification: it is moved in below, not copied.
                Cow::Borrowed(bytes) if bytes.len() == event.len() => own = Some(jobs.len()),
                bytes => job.event = bytes.to_vec(),
            }
            jobs.push(job);
        });
        if let Some(job) = own.and_then(|index| self.jobs.get_mut(index)) {
            job.event = event;
        }
        if self.archive.is_none() {
            for job in &mut self.jobs {
                job.state = State::Ended(Archived::NotWanted);
            }
        }
    }

    fn job_in_flight(&mut self, id: u32) -> Option<&mut Job> {
        self.jobs.iter_mut().find(|job| job.is_in_flight(id))
    }

    /// The request is over: its body is no longer wanted.
    fn settle(&mut self, id: u32) {
        if let Some(job) = self.job_in_flight(id) {
            job.in_flight = None;
        }
    }

    fn try_again(&mut self, id: u32, reason: String, now: Millis) {
        let Some(job) = self.jobs.iter_mut().find(|job| job.is_in_flight(id)) else { return };
        let wait = retry::wait(job.tries, &mut self.random);
        let again_at = now.saturating_add(wait);
        if job.tries >= retry::MAX_TRIES {
            job.fail(ErrorCode::NotDelivered, &reason, &mut self.log);
        } else if retry::timeout(again_at, self.deadline).is_none() {
            job.fail(ErrorCode::OutOfTime, &reason, &mut self.log);
        } else {
            job.ready_at = again_at;
            let mut line = job.line("warn", "trying again");
            line.tries = Some(job.tries);
            line.error = Some(reason);
            self.log.push(line);
        }
    }

    fn say(&mut self, level: &'static str, msg: impl Into<String>) {
        self.log.push(Line { level, msg: msg.into(), ..Line::default() });
    }

    /// One last line for each event, and the answer.
    fn conclude(&mut self) -> Done {
        let events: Vec<Delivered> = self.jobs.iter().map(Job::delivered).collect();
        for job in &self.jobs {
            self.log.push(job.last_line());
        }
        if let Some(error) = &self.refused {
            self.log.push(Line {
                level: "error",
                msg: "the configuration is not usable; the event was not delivered".into(),
                error: Some(error.message().into()),
                ..Line::default()
            });
        }
        let failed = self.jobs.iter().find_map(|job| match &job.state {
            State::Failed(error) => Some(error),
            _ => None,
        });
        let unparsed = || self.jobs.iter().find_map(|job| job.unparsed.as_ref());
        let error = self.refused.as_ref().or(failed).or_else(unparsed).cloned();
        Done { ok: error.is_none(), events, error }
    }
}

/// Requests and credentials are not shown.
impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Delivery").field("jobs", &self.jobs.len()).finish_non_exhaustive()
    }
}

impl Job {
    fn new(parcel: &Parcel<'_>, prefix: &str, request_id: Option<&str>, now: Millis) -> Self {
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
        match parcel.content.clone().and_then(|value| mps::decode(value, parcel.carrier)) {
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

    fn has_ended(&self) -> bool {
        matches!(self.state, State::Ended(_) | State::Failed(_))
    }

    fn is_in_flight(&self, id: u32) -> bool {
        self.in_flight.as_ref().is_some_and(|in_flight| in_flight.id == id)
    }

    fn request(&mut self, archive: &Archive, now: Millis, id: u32) -> Request {
        self.tries = self.tries.saturating_add(1);
        let (request, body) = match self.state {
            State::StoreEvent => {
                let upload = Upload {
                    key: &self.keys.event,
                    body: &self.event,
                    content_type: self.event_content_type,
                    keep_existing: true,
                };
                (cos::put(&archive.bucket, upload, &archive.credentials, now), Body::Event)
            }
            State::ReadRecord => (cos::get(&archive.bucket, &self.keys.record, &archive.credentials, now), Body::Empty),
            State::StoreRecord | State::Ended(_) | State::Failed(_) => {
                self.complete_record();
                let upload = Upload {
                    key: &self.keys.record,
                    body: &self.record,
                    content_type: "application/json",
                    keep_existing: false,
                };
                (cos::put(&archive.bucket, upload, &archive.credentials, now), Body::Record)
            }
        };
        self.in_flight = Some(InFlight { id, body });
        request
    }

    fn complete_record(&mut self) {
        let receipts = to_json(&Receipts(&self.receipts));
        self.record.truncate(self.record_open);
        self.record.push(b',');
        self.record.extend_from_slice(receipts.get(1..).unwrap_or_default());
    }

    /// The event is in the archive, now or since before.
    fn receive(&mut self, etag: Option<String>, request_id: Option<String>, seen_before: bool, now: Millis) {
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

    fn advance(&mut self, state: State) {
        self.state = state;
        self.tries = 0;
    }

    fn fail(&mut self, code: ErrorCode, reason: &str, log: &mut Vec<Line>) {
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

    fn last_line(&self) -> Line {
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

    fn delivered(&self) -> Delivered {
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
        visit("request_id", self.request_id.as_field());
        visit("at", self.at.as_field());
    }
}

/// What completes a record.
struct Receipts<'r>(&'r Vec<Receipt>);

impl Members for Receipts<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        visit("receipts", self.0.as_field());
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

members!(Poll: requests, wait_until, log, done);
members!(Send: id, request);
members!(Line: level, msg, request_id, event_type, task_id, key, tries, error);
members!(Done: ok, events, error);
members!(Delivered: event_type, task_id, outcome, archive, event_key, record_key, error);
members!(Receipt: step, key, etag, request_id, at, tries, seen_before);

/// Reads what a shell passes about an invocation: `{"options": …, "env": …}`, then [`Options::resolve`].
///
/// # Errors
/// As [`Options::resolve`], and [`ErrorCode::InvalidJson`] if it is no JSON.
pub fn options_from_json(settings: &[u8]) -> Result<Options, Error> {
    let settings = Document::parse(settings)?;
    let settings = settings.root();
    Options::resolve(settings.get("options"), settings.get("env"))
}
