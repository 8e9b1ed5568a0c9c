//! Delivery as a state machine without I/O. [`Delivery::poll`] says what to send and how long to wait.
//! [`Delivery::on_response`] and [`Delivery::on_error`] take the results.
//!
//! For every notification the event is stored as it came; then its report object (the report with the receipts, or the error) is
//! stored beside it; then it is dispatched, and the report object is stored again with those receipts. An event that is there
//! already was seen before, and its report object shows what is left to do. Nothing here knows a clock: the time is an argument.

mod actions;
#[cfg(feature = "cls")]
mod batch;
mod deliverable;
mod dispatch;
mod done;
mod entry;
mod job;
pub(crate) mod keys;
mod ledger;
mod locks;
mod opening;
mod order;
mod outbox;
mod processing;
#[cfg(feature = "api")]
mod reading;
mod retry;
mod sanitize;
mod shared;
mod timer;
#[cfg(feature = "api")]
pub(crate) mod watch;

#[cfg(feature = "outbox")]
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::{fmt, mem};

use crate::error::{Error, ErrorCode};
use crate::http::Response;
use crate::options::{Level, Options};
use crate::time::Millis;
pub use actions::{Actions, Line, Process, Transmit};
pub use done::{Archived, Delivered, Dispatched, Done, Reply, StepStatus};
use entry::{Ended, Entry, Waiting};
use job::{Beginning, Job};
use opening::{Opening, counted, is_over_http};
use order::Order;
pub use outbox::Memory;
#[cfg(feature = "api")]
pub use reading::{ReadActions, ReadRequest, Reading};
use shared::Shared;
pub use timer::Wanted;
#[cfg(feature = "api")]
pub(crate) use timer::{back_in_message, watch_times};
#[cfg(feature = "api")]
pub use watch::{
    Delivering, GRACE, SettledStatus, SettledTask, Watch, WatchActions, WatchDone, WatchRequest, WatchSummary,
};

/// The most requests under way at once. They are enough to hide the service's latency and few enough for a small
/// function.
const MAX_IN_FLIGHT: usize = 8;

/// The most jobs that are begun and have not ended. It bounds their memory and the time of a pass over all of them. Most of them
/// wait for their next attempt, so there are more than requests under way.
const MAX_OPEN: usize = 256;

/// The most jobs that begin in one pass over all jobs. After a pass the host writes the log, and other work in it gets time.
const MAX_BEGUN_AT_ONCE: u32 = 256;

/// The most notifications that [`Done::events`] lists. SCF takes results of at most 6 MB.
const MAX_EVENTS: usize = 1_000;

const OPEN_TO_ALL: &str =
    "MPS_NOTIFY_KEY is not set: anyone who knows the URL of this function can send it notifications";

const UNUSABLE_PART: &str = "part of the configuration is not usable; the rest is done";

/// What the platform says of one invocation.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal")]
pub struct Invocation<'i> {
    /// The platform's id of the invocation, for the log.
    pub request_id: Option<&'i str>,
    /// When the platform ends it.
    pub deadline: Millis,
    /// Spreads retries; any number will do that differs between invocations.
    pub seed: u64,
    /// How much of the event to read: less than all of it after a trap.
    pub mode: Mode,
}

/// How much of an event a delivery reads. What made one instance of the core trap is not read by the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a host has to know all of them")]
pub enum Mode {
    /// All of it.
    #[default]
    Full,
    /// Only what storing needs. The event is identified and stored, but has no report, and nobody is notified of it. The
    /// delivery fails with [`ErrorCode::Trapped`].
    Store,
    /// Nothing: the whole event goes into quarantine. The delivery fails with [`ErrorCode::Trapped`].
    Quarantine,
}

impl Mode {
    /// The mode of this name: `full`, `store` or `quarantine`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "full" => Some(Mode::Full),
            "store" => Some(Mode::Store),
            "quarantine" => Some(Mode::Quarantine),
            _ => None,
        }
    }
}

/// What a job works with.
struct Context<'c> {
    options: &'c Options,
    mode: Mode,
    shared: &'c mut Shared,
    log: &'c mut Vec<Line>,
    now: Millis,
}

/// One round of polling all jobs.
struct Round<'r> {
    now: Millis,
    /// Whether every event was sent to the archive once. Then a trap in parsing cannot lose an event.
    may_interpret: bool,
    /// How many more requests may be sent.
    free: usize,
    actions: &'r mut Actions,
}

/// What a host passes to a delivery.
struct Incoming {
    event: Vec<u8>,
    /// Whether it is the body of a request over HTTP.
    over_http: bool,
    /// Whether the watch fetched it.
    reconciled: bool,
}

/// One event on its way to where it is wanted.
///
/// A delivery does nothing by itself: the host polls it, sends what it asks for, and passes the results to it.
///
/// | the host calls | when |
/// | --- | --- |
/// | [`poll`](Delivery::poll) | after [`new`](Delivery::new) or [`of_request`](Delivery::of_request); after [`on_response`](Delivery::on_response), [`on_error`](Delivery::on_error) and [`on_credentials`](Delivery::on_credentials), once after several of them if they come together; and when the clock reaches the last [`Actions::wait_until`] |
/// | [`body`](Delivery::body) | for each [`Transmit`] and each [`Process`], before its result is passed |
/// | [`on_response`](Delivery::on_response) or [`on_error`](Delivery::on_error) | once for each [`Transmit`] and each [`Process`], in any order, and at the latest when its timeout has passed |
/// | [`on_credentials`](Delivery::on_credentials) | after a poll with [`Actions::refresh_credentials`], whether there are new ones or not |
/// | [`process_reports`](Delivery::process_reports) | before the first poll, if at all |
///
/// - [`Actions::done`] comes once, from the poll after which nothing is left to do; until then there is always a request under way, a
///   call of the owner's processing, a time to wait for or credentials to bring.
/// - A request is given out once. At most eight are under way at a time.
/// - [`Actions::wait_until`] holds until the next poll, which gives another one or none.
/// - More calls than these do no harm: a poll that comes early gives nothing new, and a result for an `id` that is not under way is
///   ignored.
/// - `now` is the host's clock, ms since 1970. A clock that jumps makes waits longer or shorter; beyond the deadline it ends the
///   delivery, which then says what failed.
/// - A host may stop at any time. What is in the archive by then stays there, and the same event delivered again continues from there.
///
/// The crate's documentation has the loop without a network; `examples/deliver.rs` and `examples/deliver_async.rs` have it with HTTP
/// clients.
pub struct Delivery {
    /// What is wanted, or why nothing can be done.
    options: Result<Options, Error>,
    mode: Mode,
    /// When it began.
    began: Millis,
    /// The event, if there are parts of it to be delivered.
    event: Vec<u8>,
    /// Everything there is to deliver.
    entries: Vec<Entry>,
    /// The jobs that are begun, each with the index of its entry.
    open: Vec<(usize, Job)>,
    /// The requests under way, each with the index of the entry that it is for.
    in_flight: Vec<(u32, usize)>,
    /// The order in which events are stored.
    order: Order,
    /// How many were begun, so that their events are stored.
    begun: usize,
    /// How many entries were begun again to be parsed, or did not need it.
    resumed: usize,
    /// How many have ended.
    ended: usize,
    /// Whether the owner has a processing of their own.
    has_processor: bool,
    /// Of what was not signed as it should be: why, and how many there were. It is neither stored nor delivered.
    refused: Option<(Error, u32)>,
    request_id: Option<String>,
    shared: Shared,
    log: Vec<Line>,
    finished: bool,
    /// Whether a request over HTTP brought the event, and waits for an answer.
    over_http: bool,
    /// The round of the watch that the event of a timer asks for.
    watch: Option<timer::Wanted>,
    /// What sends the messages that wait, once everything else is done.
    #[cfg(feature = "outbox")]
    sending: Sending,
    /// Whether it is a dry run: requests are assumed to succeed.
    #[cfg(feature = "outbox")]
    is_dry_run: bool,
}

/// How far sending what waits in the outbox is.
#[cfg(feature = "outbox")]
enum Sending {
    /// It is not known yet whether anything is to be sent.
    NotBegun,
    Begun(Box<outbox::drain::Drain>),
    /// Nothing is to be sent any more.
    Ended,
}

impl Delivery {
    /// Takes an event and plans what to do with it. Invalid options neither panic nor lose the answer: the
    /// delivery ends at its first poll with the error.
    #[must_use]
    pub fn new(event: Vec<u8>, options: Result<Options, Error>, invocation: Invocation<'_>, now: Millis) -> Self {
        Self::start(Incoming { event, over_http: false, reconciled: false }, options, invocation, now)
    }

    /// As [`Delivery::new`], for the answer of `DescribeTaskDetail` that a [`Watch`] asks to deliver. The task alone identifies it: it is
    /// stored once, whatever the service answers another time.
    #[cfg(feature = "api")]
    #[must_use]
    pub fn of_reconciled(
        event: Vec<u8>,
        options: Result<Options, Error>,
        invocation: Invocation<'_>,
        now: Millis,
    ) -> Self {
        Self::start(Incoming { event, over_http: false, reconciled: true }, options, invocation, now)
    }

    /// As [`Delivery::new`], for the bare body of an HTTP request. No envelope shows that it is one. Anybody may have sent it: it
    /// is checked as what comes through an HTTP trigger, and answered with [`Done::http`].
    #[must_use]
    pub fn of_request(body: Vec<u8>, options: Result<Options, Error>, invocation: Invocation<'_>, now: Millis) -> Self {
        Self::start(Incoming { event: body, over_http: true, reconciled: false }, options, invocation, now)
    }

    fn start(incoming: Incoming, options: Result<Options, Error>, invocation: Invocation<'_>, now: Millis) -> Self {
        let mut delivery = Delivery {
            options,
            mode: invocation.mode,
            began: now,
            event: Vec::new(),
            entries: Vec::new(),
            open: Vec::new(),
            in_flight: Vec::new(),
            order: Order::new(now),
            begun: 0,
            resumed: 0,
            ended: 0,
            has_processor: false,
            refused: None,
            request_id: invocation.request_id.map(String::from),
            shared: Shared::new(now, invocation.deadline, invocation.seed),
            log: Vec::new(),
            finished: false,
            over_http: incoming.over_http,
            watch: None,
            #[cfg(feature = "outbox")]
            sending: Sending::NotBegun,
            #[cfg(feature = "outbox")]
            is_dry_run: false,
        };
        delivery.open(incoming.event, incoming.reconciled);
        if !delivery.is_archived() {
            delivery.begun = delivery.entries.len();
        }
        delivery.warn_of_options();
        delivery
    }

    /// Opens the envelopes of the event.
    fn open(&mut self, event: Vec<u8>, reconciled: bool) {
        let Ok(options) = &self.options else {
            self.over_http |= is_over_http(&event, self.began);
            return;
        };
        let opening = Opening {
            options,
            mode: self.mode,
            over_http: self.over_http,
            reconciled,
            request_id: self.request_id.as_deref(),
            now: self.began,
        };
        let opened = opening.open(event);
        if opened.over_http && options.notify_key.is_none() && !opened.is_empty_request {
            self.log.push(Line { once: Some(true), ..Line::warning(OPEN_TO_ALL) });
        }
        self.over_http = opened.over_http;
        self.refused = opened.refused;
        self.watch = opened.watch;
        self.entries = opened.entries;
        self.event = opened.event;
    }

    /// A message that its bot does not take now waits in the outbox at once, instead of some seconds in this delivery. To be called before
    /// the first poll, if many deliveries follow one another in one invocation, as in a round of the watch.
    pub const fn leave_messages(&mut self) {
        self.shared.leaves_messages = true;
    }

    /// The owner has a processing of their own: reports come out in [`Actions::process`]. To be called before the first poll.
    pub fn process_reports(&mut self) {
        self.has_processor = true;
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

    /// What to do now; when to call it again is in the documentation of [`Delivery`].
    pub fn poll(&mut self, now: Millis) -> Actions {
        let mut poll = Actions {
            requests: Vec::new(),
            process: Vec::new(),
            wait_until: None,
            refresh_credentials: false,
            log: Vec::new(),
            done: None,
        };
        let level = self.options.as_ref().map_or(Level::Info, |options| options.log_level);
        self.poll_jobs(now, &mut poll);
        if self.ended == self.entries.len() {
            if !self.finished && !self.send_waiting(now, &mut poll) {
                self.finished = true;
                poll.done = Some(self.conclude());
            }
        } else {
            poll.refresh_credentials = self.shared.wants_credentials;
        }
        poll.log = core::mem::take(&mut self.log);
        poll.log.retain(|line| line.level >= level);
        for line in &mut poll.log {
            line.request_id.clone_from(&self.request_id);
        }
        poll
    }

    /// Passes on what an instance remembers of the bots: a host that keeps it between deliveries calls this before and after each call.
    pub fn exchange_memory(&mut self, memory: &mut Memory) {
        mem::swap(&mut self.shared.memory, memory);
        self.shared.memory.keep();
    }

    /// Sends messages that wait in the outbox, once everything else is done. `false`: nothing is left to send.
    fn send_waiting(&mut self, now: Millis, actions: &mut Actions) -> bool {
        match &self.options {
            Ok(options) if !options.notify.is_empty() && options.archive.is_some() => {}
            _ => return false,
        }
        #[cfg(feature = "outbox")]
        return self.poll_sending(now, actions);
        #[cfg(not(feature = "outbox"))]
        return {
            let _ = (now, actions);
            false
        };
    }

    #[cfg(feature = "outbox")]
    #[inline(never)]
    fn poll_sending(&mut self, now: Millis, actions: &mut Actions) -> bool {
        let Ok(options) = &self.options else { return false };
        if matches!(self.sending, Sending::NotBegun) {
            self.sending = match self.begin_sending(options, now) {
                Some(drain) => Sending::Begun(Box::new(drain)),
                None => Sending::Ended,
            };
        }
        let Sending::Begun(drain) = &mut self.sending else { return false };
        let (shared, log) = (&mut self.shared, &mut self.log);
        let is_under_way = drain.poll(&mut outbox::drain::Context { options, shared, log, now }, actions);
        if !is_under_way {
            self.sending = Sending::Ended;
        }
        is_under_way
    }

    /// What sends the messages that wait. `None`: none are known to wait, or this delivery has no time for them.
    ///
    /// A timer asks for them. Any other delivery has its own event to deliver, so it sends what it put aside itself, what its instance
    /// knows to wait, and now and then it looks for what others left.
    #[cfg(feature = "outbox")]
    fn begin_sending(&self, options: &Options, now: Millis) -> Option<outbox::drain::Drain> {
        /// The longest time that a delivery sends what waits, ms; and if somebody waits for a response over HTTP.
        const LONGEST: Millis = 10_000;
        const LONGEST_OVER_HTTP: Millis = 3_000;
        /// How long an instance does not look for what others left, ms.
        const LOOKED: Millis = 10 * 60_000;
        let left = self.shared.deadline.saturating_sub(now);
        let is_timer = self.watch.is_some();
        let most = match (is_timer, self.over_http) {
            // The round of the watch follows, if there is time for both.
            (true, _) if left > LONGEST => left / 2,
            (true, _) => left,
            (_, false) => LONGEST,
            (_, true) => LONGEST_OVER_HTTP,
        };
        let time = left.saturating_sub(left / 4).min(most);
        if self.is_dry_run || self.mode != Mode::Full || time < outbox::drain::SHORTEST_VISIT {
            return None;
        }
        let until = now.saturating_add(time);
        // While messages cannot wait, events may fail, and none of them notifies a bot.
        let may_look = self.has_notified() || !self.shared.memory.is_usable();
        let looks = is_timer || (may_look && self.shared.memory.is_to_look(now, LOOKED));
        let mut targets = Vec::new();
        for (index, target) in options.notify.iter().enumerate() {
            let id = target.id();
            let waits = || self.shared.memory.is_waited_for(&id, now);
            if target.kind != crate::notify::Kind::Webhook && (looks || waits()) {
                targets.push(index);
            }
        }
        (!targets.is_empty()).then(|| outbox::drain::Drain::new(targets, until, (looks, is_timer), options))
    }

    /// Whether a bot was notified in this delivery, or a message put aside for one.
    #[cfg(feature = "outbox")]
    fn has_notified(&self) -> bool {
        let dispatched = || self.entries.iter().filter_map(Entry::ended).filter_map(|ended| ended.delivered.as_deref());
        dispatched().flat_map(|delivered| delivered.dispatched.iter().flatten()).any(|dispatched| {
            dispatched.step == "notify" && matches!(dispatched.status, StepStatus::Done | StepStatus::Queued)
        })
    }

    /// Polls the jobs.
    ///
    /// First every event is sent to the archive, and only then the first of them is parsed: whatever that costs, the
    /// others are safe.
    fn poll_jobs(&mut self, now: Millis, actions: &mut Actions) {
        let may_interpret = self.may_interpret();
        self.poll_once(may_interpret, now, actions);
        // The last event that was waited for may have been given up in this.
        if !may_interpret && self.may_interpret() {
            self.poll_once(true, now, actions);
        }
    }

    /// Whether no event waits for its first answer any more.
    fn may_interpret(&self) -> bool {
        self.begun == self.entries.len() && !self.open.iter().any(|(_, job)| job.awaits_first_answer())
    }

    /// Polls the jobs that are begun, and begins others while they can do anything.
    fn poll_once(&mut self, may_interpret: bool, now: Millis, actions: &mut Actions) {
        let free = MAX_IN_FLIGHT.saturating_sub(self.in_flight.len());
        let mut round = Round { now, may_interpret, free, actions };
        for (index, job) in mem::take(&mut self.open) {
            self.poll_job(index, job, &mut round);
        }
        let is_any_waiting = self.ended.saturating_add(self.open.len()) < self.entries.len();
        if is_any_waiting && self.is_archived() && retry::timeout(now, self.shared.deadline).is_none() {
            return self.give_up_waiting();
        }
        let mut left = MAX_BEGUN_AT_ONCE;
        while round.free > 0 && self.open.len() < MAX_OPEN {
            let Some(index) = self.next(may_interpret) else { break };
            if self.shared.wants_credentials && self.is_archived() {
                // The host is to bring credentials first; the delivery ends even if it does not.
                round.actions.wait(self.shared.deadline);
                break;
            }
            if left == 0 {
                round.actions.wait(now.saturating_add(1));
                break;
            }
            left = left.saturating_sub(1);
            let Some(job) = self.begin(index) else { break };
            self.poll_job(index, job, &mut round);
        }
    }

    fn is_archived(&self) -> bool {
        self.options.as_ref().is_ok_and(|options| options.archive.is_some())
    }

    /// The entry to begin next. First all are begun to store their events; then those that are stored, in the order of
    /// the event.
    fn next(&mut self, may_interpret: bool) -> Option<usize> {
        let count = self.entries.len();
        if self.begun < count {
            return Some(self.order.entry(self.begun, count, self.shared.expects_reports()));
        }
        if !may_interpret {
            return None;
        }
        while !matches!(self.entries.get(self.resumed)?, Entry::Waiting(_)) {
            self.resumed = self.resumed.saturating_add(1);
        }
        Some(self.resumed)
    }

    /// Makes a job of the entry that [`Delivery::next`] gave.
    fn begin(&mut self, index: usize) -> Option<Job> {
        let waiting = self.entries.get_mut(index)?.open()?;
        if self.begun < self.entries.len() {
            self.begun = self.begun.saturating_add(1);
        }
        let seeks = self.order.seeks(index, self.entries.len(), self.shared.expects_reports());
        self.job(waiting, seeks)
    }

    fn job(&self, waiting: Waiting, seeks: bool) -> Option<Job> {
        let options = self.options.as_ref().ok()?;
        // Of many notifications the events come first.
        let is_only_one = self.entries.len() == 1 && self.mode == Mode::Full;
        let beginning = Beginning {
            options,
            event: &self.event,
            began: self.began,
            seeks,
            asks_early: is_only_one && (self.has_processor || options.mostly_dispatches()),
            has_processor: self.has_processor,
            mode: self.mode,
        };
        Some(Job::new(waiting, &beginning))
    }

    /// Polls a job, and puts it where it belongs then.
    fn poll_job(&mut self, index: usize, mut job: Job, round: &mut Round<'_>) {
        let Ok(options) = &self.options else { return };
        let (shared, log) = (&mut self.shared, &mut self.log);
        let mut context = Context { options, mode: self.mode, shared, log, now: round.now };
        let (requests, calls) = (round.actions.requests.len(), round.actions.process.len());
        job.poll(&mut context, round);
        let requests = round.actions.requests.iter().skip(requests).map(|send| send.id);
        let calls = round.actions.process.iter().skip(calls).map(|call| call.id);
        self.in_flight.extend(requests.chain(calls).map(|id| (id, index)));
        if job.has_ended() {
            if let Some(lock) = job.lock() {
                self.shared.memory.locks.release(lock);
            }
            self.log.push(job.last_line());
            self.end(index, job.into_ended(index < MAX_EVENTS));
        } else if !round.may_interpret && job.is_to_wait() {
            if let (Some(entry), Some(waiting)) = (self.entries.get_mut(index), job.into_waiting()) {
                *entry = Entry::Waiting(waiting);
            }
        } else {
            self.open.push((index, job));
        }
    }

    fn end(&mut self, index: usize, ended: Ended) {
        if let Some(entry) = self.entries.get_mut(index) {
            *entry = Entry::Ended(ended);
            self.ended = self.ended.saturating_add(1);
        }
    }

    /// Gives up whatever is not begun, for which there is no time left. There may be tens of thousands, so the log has one line for
    /// those whose events are not stored, and one for those whose reports are not.
    #[inline(never)]
    fn give_up_waiting(&mut self) {
        let mut lines: [Option<(Line, u32)>; 2] = [None, None];
        for index in 0..self.entries.len() {
            let Some(waiting) = self.entries.get_mut(index).and_then(Entry::open) else { continue };
            let [unstored, stored] = &mut lines;
            let line = if waiting.stored.is_some() { stored } else { unstored };
            let is_first = line.is_none();
            if let Some((_, count)) = line {
                *count = count.saturating_add(1);
            }
            let mut ended = Ended::default();
            if (is_first || index < MAX_EVENTS)
                && let Some(mut job) = self.job(waiting, false)
            {
                job.give_up_unbegun();
                if is_first {
                    *line = Some((job.last_line(), 1));
                }
                ended = job.into_ended(index < MAX_EVENTS);
                ended.failure = ended.failure.filter(|_| is_first);
            }
            self.end(index, ended);
        }
        self.begun = self.entries.len();
        for (mut line, count) in lines.into_iter().flatten() {
            line.error = line.error.map(|error| counted(&error, count));
            self.log.push(line);
        }
    }

    /// The body of a request that [`Delivery::poll`] gave. It is empty if the request has none or is answered already.
    #[must_use]
    pub fn body(&self, id: u32) -> &[u8] {
        #[cfg(feature = "outbox")]
        if let Sending::Begun(drain) = &self.sending {
            return drain.body(id);
        }
        let index = self.in_flight.iter().find(|(other, _)| *other == id).map(|(_, index)| *index);
        let job = self.open.iter().find(|(of, _)| Some(*of) == index);
        job.and_then(|(_, job)| job.body(id)).unwrap_or_default()
    }

    /// Takes the response to a request.
    pub fn on_response(&mut self, id: u32, response: &Response<'_>, now: Millis) {
        #[cfg(feature = "outbox")]
        if let (Sending::Begun(drain), Ok(options)) = (&mut self.sending, &self.options) {
            let (shared, log) = (&mut self.shared, &mut self.log);
            return drain.on_response(id, response, &mut outbox::drain::Context { options, shared, log, now });
        }
        self.route_answer(id, now, |job, context| job.on_response(id, response, context));
    }

    /// Assumes that a request succeeded without sending it, for a dry run.
    #[cfg(feature = "api")]
    pub fn assume_done(&mut self, id: u32, now: Millis) {
        #[cfg(feature = "outbox")]
        {
            self.is_dry_run = true;
        }
        self.route_answer(id, now, |job, context| job.assume_done(id, context));
    }

    /// Records that a request got no response: no connection, a reset, a timeout. `reason` goes into
    /// the log.
    pub fn on_error(&mut self, id: u32, reason: &str, now: Millis) {
        #[cfg(feature = "outbox")]
        if let (Sending::Begun(drain), Ok(options)) = (&mut self.sending, &self.options) {
            let reason = sanitize::sanitized_reason(&options.secrets().clean(reason));
            let (shared, log) = (&mut self.shared, &mut self.log);
            return drain.on_error(id, &reason, &mut outbox::drain::Context { options, shared, log, now });
        }
        self.route_answer(id, now, |job, context| {
            let reason = context.options.secrets().clean(reason).into_owned();
            job.on_error(id, &reason, context);
        });
    }

    /// Passes the answer to a request to its job. An answer to a request that is not in flight is ignored.
    fn route_answer(&mut self, id: u32, now: Millis, take: impl FnOnce(&mut Job, &mut Context<'_>)) {
        let Some(place) = self.in_flight.iter().position(|(other, _)| *other == id) else { return };
        let (_, index) = self.in_flight.swap_remove(place);
        let job = self.open.iter_mut().find(|(of, _)| *of == index);
        if let (Ok(options), Some((_, job))) = (&self.options, job) {
            let (shared, log) = (&mut self.shared, &mut self.log);
            take(job, &mut Context { options, mode: self.mode, shared, log, now });
        }
    }

    /// Takes the options as they are now, for their credentials: the answer to [`Actions::refresh_credentials`].
    pub fn on_credentials(&mut self, options: Result<Options, Error>) {
        if !core::mem::take(&mut self.shared.wants_credentials) {
            return;
        }
        self.shared.refreshed = true;
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
        self.shared.unchanged = !changed;
        let (level, msg) = if self.shared.unchanged {
            (Level::Warn, "the credentials are too old, and the platform has no others")
        } else {
            (Level::Info, "the credentials were too old and have been read again")
        };
        self.say(level, msg, None);
    }

    fn warn_of_options(&mut self) {
        let Ok(options) = &self.options else { return };
        let (fault, warnings) = (options.fault.clone(), options.warnings.clone());
        let has_targets = !options.notify.is_empty() || !options.invoke.is_empty();
        for warning in &warnings {
            self.say(Level::Warn, &warning.message, None);
        }
        if self.options.as_ref().is_ok_and(|options| options.archive.is_none()) {
            self.say(Level::Warn, "COS_BUCKET is not set: nothing is stored", None);
            if has_targets {
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

    /// Summarizes how the delivery ended.
    #[inline(never)]
    fn conclude(&mut self) -> Done {
        let entries = mem::take(&mut self.entries);
        let ended = || entries.iter().filter_map(Entry::ended);
        let mut events: Vec<Delivered> = ended().filter_map(|ended| ended.delivered.as_deref().cloned()).collect();
        let omitted = u32::try_from(entries.len().saturating_sub(events.len())).unwrap_or(u32::MAX);
        let events_omitted = Some(omitted).filter(|omitted| *omitted > 0);
        let refused_events = self.refused.as_ref().map(|(error, count)| {
            let mut line = Line {
                level: Level::Error,
                msg: "refused: a web request brought what is not a signed notification".into(),
                ..Line::default()
            };
            line.error = Some(counted(error.message(), *count));
            self.log.push(line);
            Delivered::refused(error)
        });
        events.extend(refused_events);
        let (refused, fault) = match &self.options {
            Ok(options) => (None, options.fault.clone()),
            Err(error) => (Some(error.clone()), None),
        };
        if refused.is_some() {
            let msg = "the configuration is not usable; the event was not delivered";
            self.say(Level::Error, msg, refused.as_ref());
        }
        let stores = events.is_empty() || !matches!(&self.options, Ok(options) if options.archive.is_none());
        let reply = if stores { Reply::default } else { Reply::of_nothing_stored };
        let mut done =
            Done { ok: true, events, events_omitted, error: None, http: self.over_http.then(reply), watch: self.watch };
        // What counts most comes first.
        done.add(refused.as_ref());
        done.add(self.refused.as_ref().map(|(error, _)| error));
        ended().for_each(|ended| done.add(ended.failure.as_deref()));
        done.add(fault.as_ref());
        ended().for_each(|ended| done.add(ended.unparsed.as_deref()));
        done
    }
}

/// Requests and credentials are not shown.
impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Delivery").field("jobs", &self.entries.len()).finish_non_exhaustive()
    }
}
