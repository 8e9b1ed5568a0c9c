//! Delivery as a state machine without I/O: [`Delivery::poll`] says what to send and how long to wait,
//! [`Delivery::on_response`] and [`Delivery::on_error`] tell it what came of it.
//!
//! For every notification: the event is stored as it came; then its record (the report with the
//! receipts, or the error) is stored beside it. An event that is there already was seen before: if its
//! record is there too, nothing is left to do, else a former invocation was cut off and the record is
//! stored now. Nothing here knows a clock: the time is an argument.

mod answer;
mod job;
pub mod keys;
mod retry;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::carrier;
use crate::cos::{self, Answer};
use crate::error::{Error, ErrorCode};
use crate::http::Response;
use crate::json::Document;
use crate::options::{Archive, Options};
use crate::text::digits;
use crate::time::Millis;
pub use answer::{Archived, Delivered, Done, Line, Poll, Receipt, Send};
use job::{Job, State};
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
        self.jobs.iter().find(|job| job.in_flight == Some(id)).map_or(&[], Job::body)
    }

    /// Takes the response to a request.
    pub fn on_response(&mut self, id: u32, response: &Response<'_>, now: Millis) {
        let Some(job) = self.jobs.iter_mut().find(|job| job.in_flight == Some(id)) else { return };
        job.in_flight = None;
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
            (Answer::TryAgain(refusal), _) => {
                job.try_again(refusal.describe(), now, self.deadline, &mut self.random, &mut self.log);
            }
            (Answer::Refused(refusal), _) => job.fail(ErrorCode::NotDelivered, &refusal.describe(), &mut self.log),
            (Answer::Exists | Answer::NotFound, _) => {
                let reason = ["COS answered ", &digits(i64::from(response.status)), " out of place"].concat();
                job.fail(ErrorCode::NotDelivered, &reason, &mut self.log);
            }
            (Answer::Done { .. }, State::Ended(_) | State::Failed(_)) => {}
        }
    }

    /// Takes the news that a request got no response: no connection, a reset, a timeout. `reason` goes into
    /// the log.
    pub fn on_error(&mut self, id: u32, reason: &str, now: Millis) {
        let Some(job) = self.jobs.iter_mut().find(|job| job.in_flight == Some(id)) else { return };
        job.in_flight = None;
        let reason = ["no answer from COS: ", reason].concat();
        job.try_again(reason, now, self.deadline, &mut self.random, &mut self.log);
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

/// Reads what a shell passes about an invocation: `{"options": …, "env": …}`, then [`Options::resolve`].
///
/// # Errors
/// As [`Options::resolve`], and [`ErrorCode::InvalidJson`] if it is no JSON.
pub fn options_from_json(settings: &[u8]) -> Result<Options, Error> {
    let settings = Document::parse(settings)?;
    let settings = settings.root();
    Options::resolve(settings.get("options"), settings.get("env"))
}
