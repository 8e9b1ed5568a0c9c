//! Delivery as a state machine without I/O: [`Delivery::poll`] says what to send and how long to wait,
//! [`Delivery::on_response`] and [`Delivery::on_error`] tell it what came of it.
//!
//! For every notification: the event is stored as it came; then its record (the report with the receipts, or the
//! error) is stored beside it; then it is handed on, and the record is stored again with those receipts. An event that
//! is there already was seen before, and its record says what is left to do. Nothing here knows a clock: the time
//! is an argument.

mod answer;
#[cfg(feature = "cls")]
mod batch;
mod contents;
mod handing;
mod job;
pub mod keys;
mod ledger;
mod pace;
mod processing;
#[cfg(feature = "api")]
mod reading;
mod retry;
mod select;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::carrier::{self, Trust};
use crate::error::{Error, ErrorCode};
use crate::http::Response;
use crate::json::{Document, Value};
use crate::options::{Level, Options};
use crate::time::Millis;
pub use answer::{Archived, Delivered, Done, HandedOn, Handing, Line, Poll, Process, Receipt, Reply, Send};
use job::Job;
use pace::Pace;
#[cfg(feature = "api")]
pub use reading::{Reading, Step, Wanted};

/// Requests under way at once: enough to hide the service's latency, few enough for a small function.
const MAX_IN_FLIGHT: usize = 8;

const UNUSABLE_PART: &str = "part of the configuration is not usable; the rest is done";

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
    /// What is wanted, or why nothing can be done.
    options: Result<Options, Error>,
    jobs: Vec<Job>,
    request_id: Option<String>,
    pace: Pace,
    log: Vec<Line>,
    finished: bool,
    /// Whether a request over HTTP brought the event, and waits for an answer.
    over_http: bool,
}

impl Delivery {
    /// Takes an event and plans what to do with it. Wrong options are no panic and no lost answer: the
    /// delivery ends at its first poll with the error.
    #[must_use]
    pub fn new(event: Vec<u8>, options: Result<Options, Error>, invocation: Invocation<'_>, now: Millis) -> Self {
        Self::start(event, options, invocation, false, now)
    }

    /// As [`Delivery::new`], of what is the body of a request over HTTP itself, without anything around it that tells so.
    /// Anybody may have sent it: it is checked as what comes through an HTTP trigger, and answered with [`Done::http`].
    #[must_use]
    pub fn of_request(body: Vec<u8>, options: Result<Options, Error>, invocation: Invocation<'_>, now: Millis) -> Self {
        Self::start(body, options, invocation, true, now)
    }

    pub(crate) fn start(
        event: Vec<u8>,
        options: Result<Options, Error>,
        invocation: Invocation<'_>,
        over_http: bool,
        now: Millis,
    ) -> Self {
        let mut delivery = Delivery {
            options,
            jobs: Vec::new(),
            request_id: invocation.request_id.map(String::from),
            pace: Pace::new(invocation.deadline, invocation.seed),
            log: Vec::new(),
            finished: false,
            over_http,
        };
        delivery.take_apart(event, invocation.quarantine, now);
        delivery
    }

    /// The owner has a processing of their own: reports come out in [`Poll::process`]. To be called before the first poll.
    pub fn process_reports(&mut self) {
        self.jobs.iter_mut().for_each(Job::process);
        if let Ok(options) = &mut self.options
            && cfg!(feature = "select")
            && options.select.is_some()
        {
            let reason = "select is set, but process.js decides what is stored: take one of them away";
            let error = Error::new(ErrorCode::InvalidOptions, reason).at_path("select");
            options.fault.get_or_insert(error.clone());
            self.say(Level::Error, UNUSABLE_PART, Some(&error));
        }
    }

    /// What to do now. To be called again after every response and error, and at [`Poll::wait_until`].
    pub fn poll(&mut self, now: Millis) -> Poll {
        let mut poll = Poll {
            requests: Vec::new(),
            process: Vec::new(),
            wait_until: None,
            refresh_credentials: false,
            log: Vec::new(),
            done: None,
        };
        let mut level = Level::Info;
        if let Ok(options) = &self.options {
            level = options.log_level;
            let under_way = self.jobs.iter().fold(0, |sum: usize, job| sum.saturating_add(job.in_flight()));
            let mut free = MAX_IN_FLIGHT.saturating_sub(under_way);
            for job in &mut self.jobs {
                job.poll(options, &mut self.pace, now, &mut free, &mut self.log, &mut poll);
            }
        }
        if self.jobs.iter().all(Job::has_ended) {
            if !self.finished {
                self.finished = true;
                poll.done = Some(self.conclude());
            }
        } else {
            poll.refresh_credentials = self.pace.wants_credentials;
        }
        poll.log = core::mem::take(&mut self.log);
        poll.log.retain(|line| line.level >= level);
        for line in &mut poll.log {
            line.request_id.clone_from(&self.request_id);
        }
        poll
    }

    /// The body of a request that [`Delivery::poll`] gave; empty if it has none or is answered already.
    #[must_use]
    pub fn body(&self, id: u32) -> &[u8] {
        self.jobs.iter().find_map(|job| job.body(id)).unwrap_or_default()
    }

    /// Takes the response to a request.
    pub fn on_response(&mut self, id: u32, response: &Response<'_>, now: Millis) {
        if let Ok(options) = &self.options {
            for job in &mut self.jobs {
                if job.on_response(id, response, options, &mut self.pace, now, &mut self.log) {
                    break;
                }
            }
        }
    }

    /// Takes it that what [`Delivery::poll`] asked for is done, without its being done: so one learns what else would be.
    #[cfg(feature = "api")]
    pub fn assume_done(&mut self, id: u32, now: Millis) {
        for job in &mut self.jobs {
            if job.assume_done(id, &mut self.pace, now, &mut self.log) {
                break;
            }
        }
    }

    /// Takes the news that a request got no response: no connection, a reset, a timeout. `reason` goes into
    /// the log.
    pub fn on_error(&mut self, id: u32, reason: &str, now: Millis) {
        for job in &mut self.jobs {
            if job.on_error(id, reason, &mut self.pace, now, &mut self.log) {
                break;
            }
        }
    }

    /// Takes the options as they are now, for their credentials: the answer to [`Poll::refresh_credentials`].
    pub fn on_credentials(&mut self, options: Result<Options, Error>) {
        if !core::mem::take(&mut self.pace.wants_credentials) {
            return;
        }
        self.pace.refreshed = true;
        let Ok(own) = &mut self.options else { return };
        let mut changed = false;
        if let Ok(fresh) = options {
            if let (Some(archive), Some(fresh)) = (&mut own.archive, fresh.archive) {
                changed |= archive.credentials != fresh.credentials;
                archive.credentials = fresh.credentials;
            }
            if let (Some(api), Some(fresh)) = (&mut own.api, fresh.api) {
                changed |= api.credentials != fresh.credentials;
                api.credentials = fresh.credentials;
            }
        }
        self.pace.unchanged = !changed;
        let (level, msg) = if self.pace.unchanged {
            (Level::Warn, "the credentials are too old, and the platform has no others")
        } else {
            (Level::Info, "the credentials were too old and have been read again")
        };
        self.say(level, msg, None);
    }

    fn take_apart(&mut self, event: Vec<u8>, quarantine: bool, now: Millis) {
        let options = self.options.as_ref().ok();
        let request_id = self.request_id.as_deref();
        let jobs = &mut self.jobs;
        let mut own = None;
        let mut take = |parcel: carrier::Parcel<'_>| {
            // Nothing is done, but who waits for an answer is to get one.
            let Some(options) = options else { return };
            let mut job = Job::new(&parcel, options, None, request_id, now);
            match &parcel.bytes {
                _ if job.has_content() => {}
                // The whole event is the notification: it is moved in below, not copied.
                Cow::Borrowed(bytes) if bytes.len() == event.len() => own = Some(jobs.len()),
                bytes => job.take(bytes.to_vec()),
            }
            jobs.push(job);
        };
        if quarantine {
            carrier::leave_closed(&event, &mut take);
        } else {
            let trust = Trust {
                key: options.and_then(|options| options.notify_key.as_deref()),
                over_http: self.over_http,
                now,
                #[cfg(feature = "cls")]
                keeps_batches: options.is_some_and(|options| options.batches.is_some()),
            };
            let opened = carrier::open(&event, &trust, &mut take);
            self.over_http |= opened.over_http;
            if let (Some(options), Some(error)) = (options, opened.refused) {
                let refused = carrier::refused(&event, error.clone());
                self.jobs.push(Job::new(&refused, options, Some(error), request_id, now));
            }
        }
        if let Some(job) = own.and_then(|index| self.jobs.get_mut(index)) {
            job.take(event);
        }
        self.warn_of_options();
    }

    fn warn_of_options(&mut self) {
        let Ok(options) = &self.options else { return };
        let fault = options.fault.clone();
        let hands_on = !options.notify.is_empty() || !options.invoke.is_empty();
        if options.archive.is_none() {
            self.say(Level::Warn, "COS_BUCKET is not set: nothing is stored", None);
            if hands_on {
                self.say(
                    Level::Warn,
                    "without a bucket there are no receipts: a retry repeats what was done before",
                    None,
                );
            }
        }
        if fault.is_some() {
            self.say(Level::Error, UNUSABLE_PART, fault.as_ref());
        }
    }

    fn say(&mut self, level: Level, msg: &str, error: Option<&Error>) {
        let error = error.map(|error| error.message().into());
        self.log.push(Line { level, msg: msg.into(), error, ..Line::default() });
    }

    /// One last line for each event, and the answer.
    fn conclude(&mut self) -> Done {
        let events: Vec<Delivered> = self.jobs.iter().map(Job::delivered).collect();
        for job in &self.jobs {
            self.log.push(job.last_line());
        }
        let (refused, fault) = match &self.options {
            Ok(options) => (None, options.fault.clone()),
            Err(error) => (Some(error.clone()), None),
        };
        if refused.is_some() {
            let msg = "the configuration is not usable; the event was not delivered";
            self.say(Level::Error, msg, refused.as_ref());
        }
        let mut done = Done { ok: true, events, error: None, http: self.over_http.then(Reply::default) };
        // What counts most comes first.
        done.add(refused.as_ref());
        self.jobs.iter().for_each(|job| done.add(job.failure()));
        done.add(fault.as_ref());
        self.jobs.iter().for_each(|job| done.add(job.unparsed.as_ref()));
        done
    }
}

/// Requests and credentials are not shown.
impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Delivery").field("jobs", &self.jobs.len()).finish_non_exhaustive()
    }
}

/// Reads what a shell passes about an invocation: `{"template": …, "options": …, "env": …}`, then
/// [`Options::resolve_for`].
///
/// # Errors
/// As [`Options::resolve_for`], and [`InvalidJson`](crate::ErrorCode::InvalidJson) if it is no JSON.
pub fn options_from_json(settings: &[u8]) -> Result<Options, Error> {
    options_of(Document::parse(settings)?.root())
}

/// As [`options_from_json`].
pub(crate) fn options_of(settings: Value<'_>) -> Result<Options, Error> {
    Options::resolve_for(settings.get("template"), settings.get("options"), settings.get("env"))
}
