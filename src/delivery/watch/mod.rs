//! The watch: finds finished tasks whose events never came, and has them delivered.
//!
//! Events are lost before they reach the function: no trigger was bound, the queue was full, the function was broken for a day. A
//! round of the watch asks the service for the tasks that finished, looks for the end of each in the archive, asks the service for
//! those that are not there, and has the answers delivered as any event.
//!
//! - **Memory** is that of one page of tasks: each page is worked on before the next one is asked for.
//! - **Time.** A round stops before the time of the invocation ends, and the next one goes on. A cursor in the archive says where.
//! - **Two rounds at once** do not deliver a task twice: the event that is fetched has a key that depends on the task alone, and only
//!   who stores it first delivers it. What a round left that broke off is delivered by a later one.

pub(crate) mod cursor;
mod job;
mod notices;
mod query;
mod steps;
mod summary;

use alloc::string::String;
use alloc::vec::Vec;
use core::{fmt, mem};

use super::actions::{Line, Transmit};
use super::done::{Archived, Done, StepStatus};
use super::retry::{Attempts, NextAttempt, RetryCause};
use super::shared::Shared;
use super::timer::{LATE, MAX_BACK};
use crate::cos::{self, Upload};
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response, RetryAction};
use crate::json::{Document, Value, members};
use crate::language::Language;
use crate::notify::notice::NONE_CAME;
use crate::options::{Api, Archive, Layout, Level, Options};
use crate::redact::Secrets;
use crate::time::{Millis, iso8601};
use cursor::{Counts, Cursor, CycleCheck, Resume};
use job::{Context, Job, retry_or_fail};
use notices::Notice;
use query::{Query, Task};
use steps::{Input, Verdict};
pub use summary::{SettledStatus, SettledTask, WatchDone, WatchSummary};

/// The most tasks that are looked for at the same time.
const MAX_JOBS: usize = 8;

/// The least time between two requests to the service, ms. Its actions take 20 requests a second or more from one account, and
/// others ask it, too.
const MIN_REQUEST_INTERVAL: i64 = 100;

/// The longest time between two requests to the service after it asked for fewer, ms.
const MAX_REQUEST_INTERVAL: i64 = 3_000;

/// How much earlier than the range a task may have been submitted, ms. Whether the service's
/// `StartTime` means the submission or the end is not documented.
const LONGEST_TASK: i64 = 24 * 3_600_000;

/// The least time that a delivery makes sense in, ms.
const SHORTEST_DELIVERY: i64 = 1_000;

/// The grace time if nothing else is said, ms.
pub const GRACE: i64 = 15 * 60_000;

/// What a round of the watch is to do.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal")]
pub struct WatchRequest {
    /// How far back to look, ms; at most 7 days. A round that follows others looks from where they came to.
    pub back: i64,
    /// How long events may be on their way, ms; at least 5 minutes. Tasks that finished later are left to a later round.
    pub grace: i64,
    /// Whether missing tasks are delivered. If not, they are only found.
    pub delivers: bool,
    /// Whether rounds follow one another: they keep a cursor in the archive, and go on from it.
    pub has_cursor: bool,
    /// When the platform ends the invocation.
    pub deadline: Millis,
    /// Spreads retries; any number will do that differs between invocations.
    pub seed: u64,
}

/// What a round of the watch wants from its host.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct WatchActions {
    /// Requests to send now.
    pub requests: Vec<Transmit>,
    /// Events to deliver now.
    pub deliver: Vec<Delivering>,
    /// When to poll again if nothing comes back before.
    pub wait_until: Option<Millis>,
    /// The tasks of which it is known since the last poll what became of them.
    pub settled: Vec<SettledTask>,
    /// How many tasks there are about, if the service says so.
    pub total: Option<i64>,
    /// Lines for the log, in order.
    pub log: Vec<Line>,
    /// How the round ended. Once this is there, nothing is left to do.
    pub done: Option<WatchDone>,
}
members!(WatchActions: requests, deliver, wait_until, settled, total, log, done);

/// An event to deliver. [`Watch::event`] is its text; [`Watch::on_delivered`] takes how that ended.
#[derive(Debug)]
#[non_exhaustive]
pub struct Delivering {
    /// To be given back with what came of it.
    pub id: u32,
    /// Whether the service answered it. Then it is delivered by [`Delivery::of_reconciled`](super::Delivery::of_reconciled), else as any
    /// event. Either way [`Delivery::leave_messages`](super::Delivery::leave_messages) is called first: other tasks wait for its end.
    pub reconciled: bool,
    /// When the delivery has to end.
    pub deadline: Millis,
}
members!(Delivering: id, reconciled, deadline);

/// What the round itself asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    ReadCursor,
    AskPage,
    /// The tasks of the page are looked for.
    Work,
    StoreCursor,
    /// The targets that want it are notified of the round.
    Notify,
    Ended,
}

/// One round of the watch. As a [`Delivery`](super::Delivery) does, it says what to do, and takes the results.
///
/// | the host calls | when |
/// | --- | --- |
/// | [`poll`](Watch::poll) | after [`new`](Watch::new) and after each of the calls below, once after several of them if they come together; and when the clock reaches the last [`WatchActions::wait_until`] |
/// | [`body`](Watch::body) | for each request, before its result is passed |
/// | [`event`](Watch::event) | for each event to deliver, before its result is passed |
/// | [`on_response`](Watch::on_response) or [`on_error`](Watch::on_error) | once for each request |
/// | [`on_delivered`](Watch::on_delivered) | once for each event to deliver |
pub struct Watch {
    options: Result<Options, Error>,
    api: Result<Api, Error>,
    request: WatchRequest,
    state: State,
    shared: Shared,
    /// The requests of the round itself.
    attempts: Attempts,
    body: Vec<u8>,
    cursor: Cursor,
    /// The range that is looked at, the page of it, and the counts of earlier rounds that it goes on with.
    range: Resume,
    /// What the page after this one is asked for with.
    next: Option<String>,
    pages: u32,
    /// The tasks of the page that are still to be looked for; the last one is next.
    queue: Vec<Task>,
    jobs: Vec<Job>,
    /// Whether one of them needs the memory that only one at a time has.
    is_large_memory_taken: bool,
    /// When the service may be asked next, and the time between two requests.
    next_request_at: Millis,
    request_interval: i64,
    /// What was counted before the page that is worked on: a round that goes on works on that page again.
    before_page: (Counts, Option<Millis>),
    counts: Counts,
    newly_missing: u32,
    /// When the latest task finished whose event came by itself.
    newest_event: Option<Millis>,
    is_complete: bool,
    /// Whether no time is left to look for another task.
    is_late: bool,
    /// Whether the host has got how the round ended.
    is_done_given: bool,
    error: Option<Error>,
    total: Option<i64>,
    settled: Vec<SettledTask>,
    next_delivery: u32,
    /// The messages about the round that are still to be sent; the last one is next.
    notices: Vec<Notice>,
    are_notices_made: bool,
    /// Lines for the log of the next poll.
    log: Vec<Line>,
}

impl Watch {
    /// Begins a round.
    ///
    /// Invalid options, and those without an archive by task, end it at its first poll.
    #[must_use]
    pub fn new(options: Result<Options, Error>, api: Result<Api, Error>, request: WatchRequest, now: Millis) -> Self {
        let request = WatchRequest { back: request.back.clamp(0, MAX_BACK), grace: request.grace.max(LATE), ..request };
        let WatchRequest { deadline, seed, .. } = request;
        let work_until = deadline.saturating_sub(reserve(deadline.saturating_sub(now)));
        let until = now.saturating_sub(request.grace);
        let range = Resume { since: now.saturating_sub(request.back), until, ..Resume::default() };
        Watch {
            options,
            api,
            request,
            state: if request.has_cursor { State::ReadCursor } else { State::AskPage },
            shared: Shared::new(now, work_until, seed),
            attempts: Attempts::default(),
            body: Vec::new(),
            cursor: Cursor::default(),
            range,
            next: None,
            pages: 0,
            queue: Vec::new(),
            jobs: Vec::new(),
            is_large_memory_taken: false,
            next_request_at: now,
            request_interval: MIN_REQUEST_INTERVAL,
            before_page: (Counts::default(), None),
            counts: Counts::default(),
            newly_missing: 0,
            newest_event: None,
            is_complete: false,
            is_late: false,
            is_done_given: false,
            error: None,
            total: None,
            settled: Vec::new(),
            next_delivery: 0,
            notices: Vec::new(),
            are_notices_made: false,
            log: Vec::new(),
        }
    }

    /// What to do now.
    pub fn poll(&mut self, now: Millis) -> WatchActions {
        let mut actions = WatchActions::default();
        if self.is_done_given {
            return actions;
        }
        if let Some(error) = self.unusable() {
            self.error = Some(error);
            self.end(&mut actions);
            return actions;
        }
        if self.state == State::Work {
            self.work(now, &mut actions);
        }
        if !matches!(self.state, State::Work | State::Notify | State::Ended) {
            self.ask(now, &mut actions);
        }
        if self.state == State::Ended {
            self.begin_notices(now);
        }
        if self.state == State::Notify {
            self.send_notice(now, &mut actions);
        }
        actions.log.append(&mut self.log);
        if self.state == State::Ended {
            self.end(&mut actions);
        }
        actions.settled = mem::take(&mut self.settled);
        actions.total = self.total;
        let level = self.options.as_ref().map_or(Level::Info, |options| options.log_level);
        actions.log.retain(|line| line.level >= level);
        actions
    }

    /// Why the watch cannot work with these options.
    fn unusable(&self) -> Option<Error> {
        match &self.options {
            Ok(options) => objection(options.archive.as_deref()).or_else(|| self.api.as_ref().err().cloned()),
            Err(error) => Some(error.clone()),
        }
    }

    /// Sends the request of the round itself, if it is due.
    fn ask(&mut self, now: Millis, actions: &mut WatchActions) {
        if self.attempts.in_flight.is_some() {
            return;
        }
        let is_of_service = self.state == State::AskPage;
        if is_of_service && self.next_request_at > now {
            if self.next_request_at >= self.shared.deadline {
                let error = self.attempts.out_of_time();
                return self.give_up(error, now, actions);
            }
            return actions.wait(self.next_request_at);
        }
        match self.attempts.next_attempt(now, self.shared.deadline) {
            NextAttempt::Never => {
                let error = self.attempts.out_of_time();
                self.give_up(error, now, actions);
            }
            NextAttempt::At(until) => actions.wait(until),
            NextAttempt::Now(timeout) => match self.request(now) {
                Ok(mut request) => {
                    request.timeout = timeout;
                    let id = self.shared.start(&mut self.attempts, now);
                    if is_of_service {
                        self.next_request_at = now.saturating_add(self.request_interval);
                    }
                    actions.requests.push(Transmit { id, step: "watch", target: None, request });
                }
                Err(error) => self.give_up(error, now, actions),
            },
        }
    }

    fn request(&mut self, now: Millis) -> Result<Request, Error> {
        let (Ok(Options { archive: Some(archive), .. }), Ok(api)) = (&self.options, &self.api) else {
            return Err(Error::new(ErrorCode::NotDelivered, "no bucket is set"));
        };
        let time = self.shared.service_time(now);
        let bucket = archive.bucket_at(self.shared.other_host);
        let key = [&archive.prefix, cursor::KEY].concat();
        match self.state {
            State::ReadCursor => cos::get(bucket, &key, &archive.credentials, time),
            State::StoreCursor => {
                let content_type = "application/json";
                let upload = Upload { key: &key, body: &self.body, content_type, keep_existing: false };
                cos::put(bucket, upload, &archive.credentials, time)
            }
            State::AskPage | State::Work | State::Notify | State::Ended => {
                let oldest = now.saturating_sub(MAX_BACK);
                self.body = query::list_body(Query {
                    since: self.range.since.saturating_sub(LONGEST_TASK).max(oldest).min(self.range.since),
                    until: self.range.until,
                    token: self.range.token.as_deref(),
                });
                Ok(query::request(api, "DescribeTasks", &self.body, time))
            }
        }
    }

    /// Goes on without what the round itself asked for.
    fn give_up(&mut self, error: Error, now: Millis, actions: &mut WatchActions) {
        match self.state {
            // There was no time even for that; the next round begins anew.
            State::AskPage if error.code() == ErrorCode::OutOfTime && self.pages > 0 => self.leave_off(now),
            State::StoreCursor => {
                let mut line = Line::warning(
                    "the cursor of the watch is not stored: the next round looks at the same tasks again",
                );
                line.error = Some(self.cleaned(&error).message().into());
                actions.log.push(line);
                self.state = State::Ended;
            }
            _ => {
                self.error = Some(error);
                self.state = State::Ended;
            }
        }
        if self.state == State::StoreCursor {
            self.ask(now, actions);
        }
    }

    /// Looks for the tasks of the page.
    fn work(&mut self, now: Millis, actions: &mut WatchActions) {
        if super::retry::timeout(now, self.shared.deadline).is_none() {
            self.is_late = true;
        }
        loop {
            if self.is_late {
                self.queue.clear();
            }
            while self.has_room() {
                let Some(task) = self.queue.pop() else { break };
                let Ok(Options { archive: Some(archive), .. }) = &self.options else { break };
                self.jobs.push(Job::new(task, archive));
            }
            self.is_large_memory_taken = self.jobs.iter().any(Job::holds_large_memory);
            for mut job in mem::take(&mut self.jobs) {
                self.poll_job(&mut job, now, actions);
                if job.verdict().is_some() {
                    self.settle(&job);
                } else {
                    self.jobs.push(job);
                }
            }
            // Those that were settled make room.
            if !self.has_room() {
                break;
            }
        }
        if !self.jobs.is_empty() {
            return;
        }
        if self.is_late {
            return self.leave_off(now);
        }
        match self.next.take() {
            Some(next) if self.range.trail.leads_back(&next) => self.fail_on_page_cycle(now),
            Some(next) => {
                self.range.token = Some(next);
                self.before_page = (self.counts, self.range.held);
                self.attempts.begin_next();
                self.state = State::AskPage;
            }
            None => self.finish(now),
        }
    }

    /// Ends the round because the pages of the service have no end. The next one begins with the first page.
    fn fail_on_page_cycle(&mut self, now: Millis) {
        self.fail("the MPS API answers pages of tasks that lead back to earlier ones".into());
        if self.request.has_cursor {
            let checked_until = self.cursor.checked_until;
            self.store_cursor(Cursor { checked_until, ..Cursor::default() }, now);
        }
    }

    fn has_room(&self) -> bool {
        self.jobs.len() < MAX_JOBS && !self.queue.is_empty()
    }

    fn poll_job(&mut self, job: &mut Job, now: Millis, actions: &mut WatchActions) {
        let (Ok(Options { archive: Some(archive), .. }), Ok(api)) = (&self.options, &self.api) else { return };
        let delivers = self.request.delivers;
        let until = self.range.until;
        let mut context = Context { archive, api, shared: &mut self.shared, delivers, until, now };
        if job.is_to_deliver() {
            let deadline = context.shared.deadline;
            if deadline.saturating_sub(now) < SHORTEST_DELIVERY {
                self.is_late = true;
                return job.leave();
            }
            let id = self.next_delivery;
            self.next_delivery = id.wrapping_add(1);
            job.delivery = Some(id);
            // A delivery that is begun late has half of the time that is kept for the end: what fails now waits for a quarter of an hour.
            let deadline = deadline.saturating_add(self.request.deadline.saturating_sub(deadline) / 2);
            // Later than that another round takes it over.
            let deadline = deadline.min(now.saturating_add(job::LONGEST_DELIVERY.saturating_sub(60_000)));
            actions.deliver.push(Delivering { id, reconciled: job.is_reconciled(), deadline });
            return;
        }
        if !job.is_idle() {
            return;
        }
        if job.is_to_claim() && context.shared.deadline.saturating_sub(now) < SHORTEST_DELIVERY.saturating_mul(2) {
            // Stored and not delivered, the event would keep later rounds from delivering it for a while.
            self.is_late = true;
            return job.leave();
        }
        let is_of_service = job.asks_service();
        match job.attempts.next_attempt(now, context.shared.deadline) {
            NextAttempt::Never => job.take(Input::OutOfTime, &mut context),
            NextAttempt::At(until) => actions.wait(until),
            NextAttempt::Now(_)
                if job.needs_large_memory() && !job.holds_large_memory() && self.is_large_memory_taken =>
            {
                actions.wait(now.saturating_add(MIN_REQUEST_INTERVAL).min(context.shared.deadline));
            }
            NextAttempt::Now(_) if is_of_service && self.next_request_at > now => {
                actions.wait(self.next_request_at.min(context.shared.deadline));
            }
            NextAttempt::Now(timeout) => match job.request(&context) {
                Ok(mut request) => {
                    request.timeout = timeout;
                    let id = context.shared.start(&mut job.attempts, now);
                    self.is_large_memory_taken |= job.needs_large_memory();
                    if is_of_service {
                        self.next_request_at = now.saturating_add(self.request_interval);
                    }
                    actions.requests.push(Transmit { id, step: "watch", target: None, request });
                }
                Err(error) => job.take(Input::Failed(error), &mut context),
            },
        }
    }

    /// Counts a task of which it is known what became of it.
    fn settle(&mut self, job: &Job) {
        let Some(verdict) = job.verdict() else { return };
        let add = |count: &mut u32| *count = count.saturating_add(1);
        add(&mut self.counts.tasks);
        if job.is_missing() {
            add(&mut self.counts.missing);
            add(&mut self.newly_missing);
        }
        let mut holds = false;
        let (status, error) = match verdict {
            Verdict::Archived => {
                if !job.is_missing() {
                    self.newest_event = self.newest_event.max(job.task.finished);
                }
                (SettledStatus::Archived, None)
            }
            Verdict::JustArchived => {
                holds = true;
                (SettledStatus::Archived, None)
            }
            Verdict::Missing => (SettledStatus::Missing, None),
            Verdict::Fetched | Verdict::Completed => {
                add(&mut self.counts.fetched);
                (SettledStatus::Fetched, None)
            }
            Verdict::Gone => {
                add(&mut self.counts.gone);
                (SettledStatus::Gone, None)
            }
            Verdict::Pending | Verdict::Left => {
                holds = true;
                add(&mut self.counts.pending);
                (SettledStatus::Pending, None)
            }
            Verdict::Failed(error) => {
                holds = true;
                add(&mut self.counts.failed);
                let error = self.cleaned(error);
                self.error.get_or_insert(error.clone());
                (SettledStatus::Failed, Some(error))
            }
        };
        if holds {
            // Without a time of its end, the whole range is looked at again.
            let finished = job.task.finished.unwrap_or(self.range.since).max(self.range.since);
            self.range.held = Some(self.range.held.map_or(finished, |held| held.min(finished)));
        }
        self.settled.push(SettledTask {
            task_id: crate::text::shown(&job.task.id, 200),
            task_type: job.task.task_type.clone(),
            finished_at: iso8601(job.task.finished.or(job.task.begun).unwrap_or(self.range.until)),
            status,
            error,
        });
    }

    /// Ends the round because its time ends; the next one goes on with this page.
    fn leave_off(&mut self, now: Millis) {
        if self.request.has_cursor {
            let (counts, held) = self.before_page;
            let resume = Resume { counts, held, ..self.range.clone() };
            let checked_until = self.cursor.checked_until;
            self.store_cursor(Cursor { checked_until, resume: Some(resume), ..Cursor::default() }, now);
        } else {
            self.state = State::Ended;
        }
    }

    /// Ends the round because all tasks were looked at.
    fn finish(&mut self, now: Millis) {
        self.is_complete = true;
        if !self.request.has_cursor {
            self.state = State::Ended;
            return;
        }
        let until = self.range.until;
        let checked_until = self.cursor.checked_until.map_or(until, |before| before.max(until));
        // A later round has to look at what is held again, although an earlier round came further.
        let checked_until = self.range.held.map_or(checked_until, |held| checked_until.min(held));
        self.store_cursor(Cursor { checked_until: Some(checked_until), ..Cursor::default() }, now);
    }

    fn store_cursor(&mut self, cursor: Cursor, now: Millis) {
        let newest_event = self.cursor.newest_event.max(self.newest_event);
        self.body = Cursor { last: Some(self.summary()), newest_event, ..cursor }.write(now);
        self.shared.deadline = self.request.deadline;
        self.attempts.begin_next();
        self.state = State::StoreCursor;
    }

    fn summary(&self) -> WatchSummary {
        let Counts { tasks, missing, fetched, gone, failed, pending } = self.counts;
        WatchSummary {
            since: iso8601(self.range.since),
            until: iso8601(self.range.until),
            complete: self.is_complete,
            tasks,
            missing,
            fetched,
            gone,
            failed,
            pending,
            newly_missing: self.newly_missing,
        }
    }

    /// Says how the round ended.
    fn end(&mut self, actions: &mut WatchActions) {
        self.is_done_given = true;
        let summary = self.summary();
        let error = self.error.take().map(|error| self.cleaned(&error));
        if summary.newly_missing > 0 {
            let none_came = summary.missing == summary.tasks;
            let error = none_came.then(|| NONE_CAME.en.into());
            let line = Line { count: Some(summary.newly_missing), error, ..Line::warning("missing_events") };
            actions.log.push(line);
        }
        let msg = ["watch: ", &summary.sentence(Language::En)].concat();
        let (level, msg) = if error.is_some() { (Level::Error, "watch: failed".into()) } else { (Level::Info, msg) };
        let error_text = error.as_ref().map(|error| error.message().into());
        actions.log.push(Line { level, msg, error: error_text, count: Some(summary.tasks), ..Line::default() });
        actions.done = Some(WatchDone { ok: error.is_none(), error, summary });
    }

    /// An error without the secrets of the options.
    fn cleaned(&self, error: &Error) -> Error {
        let mut secrets = self.options.as_ref().map_or_else(|_| Secrets::default(), Options::secrets);
        if let Ok(api) = &self.api {
            api.credentials.add_to(&mut secrets);
            secrets.sort();
        }
        secrets.clean_error(error.clone())
    }

    /// The body of a request that [`Watch::poll`] gave. It is empty if the request has none.
    #[must_use]
    pub fn body(&self, id: u32) -> &[u8] {
        if self.attempts.in_flight == Some(id) {
            return if self.state == State::ReadCursor { &[] } else { &self.body };
        }
        self.jobs.iter().find(|job| job.attempts.in_flight == Some(id)).map_or(&[], Job::body)
    }

    /// An event that [`Watch::poll`] gave to deliver.
    #[must_use]
    pub fn event(&self, id: u32) -> &[u8] {
        self.jobs.iter().find(|job| job.delivery == Some(id)).map_or(&[], Job::body)
    }

    /// Takes the response to a request.
    pub fn on_response(&mut self, id: u32, response: &Response<'_>, now: Millis) {
        if self.attempts.in_flight == Some(id) {
            self.attempts.in_flight = None;
            if self.state == State::Notify {
                self.on_notice_response(response, now);
            } else {
                self.on_own_response(response, now);
            }
            return;
        }
        if self.jobs.iter().any(|job| job.attempts.in_flight == Some(id) && job.asks_service()) {
            self.slow_down(response, now);
        }
        self.with_job(|job| job.attempts.in_flight == Some(id), now, |job, context| job.on_response(response, context));
    }

    /// Records that a request got no response: no connection, a reset, a timeout.
    pub fn on_error(&mut self, id: u32, reason: &str, now: Millis) {
        let reason = super::sanitize::sanitized_reason(reason);
        if self.attempts.in_flight == Some(id) {
            self.attempts.in_flight = None;
            if self.state == State::Notify {
                let cause = RetryCause::new(["no answer: ", &reason].concat(), RetryAction::Wait);
                return self.retry_notice(cause, now);
            }
            if self.state != State::AskPage {
                self.shared.leave_host(&self.attempts);
            }
            let from = if self.state == State::AskPage { "no answer from MPS: " } else { "no answer from COS: " };
            self.retry(RetryCause::new([from, &reason].concat(), RetryAction::Wait), now);
            return;
        }
        self.with_job(|job| job.attempts.in_flight == Some(id), now, |job, context| job.on_error(&reason, context));
    }

    /// Takes how the delivery of an event ended.
    pub fn on_delivered(&mut self, id: u32, done: &Done, now: Millis) {
        let is_changed = done.events.iter().any(|event| {
            let is_done = |status: &StepStatus| matches!(status, StepStatus::Done | StepStatus::Queued);
            event.archive == Archived::Stored
                || event.processed.as_ref().is_some_and(is_done)
                || event.dispatched.iter().flatten().any(|dispatched| is_done(&dispatched.status))
        });
        let error = || done.error.clone().unwrap_or_else(|| Error::new(ErrorCode::NotDelivered, "the delivery failed"));
        self.delivered(id, if done.ok { Ok(is_changed) } else { Err(error()) }, now);
    }

    /// As [`Watch::on_delivered`], with the JSON text of a [`Done`], or of an object with the member `error`.
    #[doc(hidden)]
    pub fn on_delivered_json(&mut self, id: u32, done: &[u8], now: Millis) {
        let document = Document::parse(done);
        let done = document.as_ref().ok().map(Document::root);
        let is_ok = done.is_some_and(|done| done.get("ok").kind() == crate::json::Kind::True);
        let is_done = |status: Value<'_>| matches!(status.text(), Some("done" | "queued"));
        let is_changed = done.is_some_and(|done| {
            done.get("events").elements().any(|event| {
                event.text_of("archive") == Some("stored")
                    || is_done(event.get("processed"))
                    || event.get("dispatched").elements().any(|dispatched| is_done(dispatched.get("status")))
            })
        });
        let message = done.and_then(|done| done.get("error").text_of("message")).unwrap_or("the delivery failed");
        let error = || Error::new(ErrorCode::NotDelivered, message);
        self.delivered(id, if is_ok { Ok(is_changed) } else { Err(error()) }, now);
    }

    fn delivered(&mut self, id: u32, result: Result<bool, Error>, now: Millis) {
        self.with_job(|job| job.delivery == Some(id), now, |job, context| job.take(Input::Delivered(result), context));
    }

    fn with_job(&mut self, is_it: impl Fn(&Job) -> bool, now: Millis, action: impl FnOnce(&mut Job, &mut Context<'_>)) {
        let (Ok(Options { archive: Some(archive), .. }), Ok(api)) = (&self.options, &self.api) else { return };
        let (delivers, until) = (self.request.delivers, self.range.until);
        if let Some(job) = self.jobs.iter_mut().find(|job| is_it(job)) {
            action(job, &mut Context { archive, api, shared: &mut self.shared, delivers, until, now });
        }
    }

    fn on_own_response(&mut self, response: &Response<'_>, now: Millis) {
        if self.state == State::AskPage {
            self.slow_down(response, now);
            return self.on_page(response, now);
        }
        if cos::is_not_of_cos(response) {
            self.shared.leave_host(&self.attempts);
        }
        match cos::read(response) {
            cos::Answer::Done { etag, .. } if self.state == State::ReadCursor => {
                if etag.is_some_and(|etag| cos::contradicts(&etag, response.body)) {
                    let reason = "the cursor that was read has another ETag than its bytes";
                    return self.retry(RetryCause::new(reason.into(), RetryAction::Wait), now);
                }
                self.adopt(Cursor::read(response.body), now);
            }
            cos::Answer::Done { .. } => self.state = State::Ended,
            cos::Answer::NotFound if self.state == State::ReadCursor => self.adopt(Cursor::default(), now),
            cos::Answer::NotFound | cos::Answer::Exists => self.fail("COS answered out of place".into()),
            cos::Answer::TryAgain(refusal, action) => self.retry_as((refusal.describe(), action), response, now),
            cos::Answer::Refused(refusal) => self.fail(refusal.describe()),
        }
    }

    /// Goes on from a cursor.
    fn adopt(&mut self, cursor: Cursor, now: Millis) {
        let oldest = now.saturating_sub(MAX_BACK);
        match cursor.resume.clone().filter(|resume| resume.until <= now && resume.since < resume.until) {
            Some(resume) => {
                self.counts = resume.counts;
                self.range = resume;
            }
            // Where the last round came to, also if that is longer ago than a round looks back: the function may have been broken.
            None => {
                if let Some(checked) = cursor.checked_until.filter(|checked| *checked <= now) {
                    self.range.since = checked.max(oldest);
                }
            }
        }
        self.before_page = (self.counts, self.range.held);
        self.cursor = cursor;
        self.attempts.begin_next();
        self.state = State::AskPage;
        if self.range.since >= self.range.until {
            // The last round looked at all of them.
            self.is_complete = true;
            self.state = State::Ended;
        }
    }

    fn on_page(&mut self, response: &Response<'_>, now: Millis) {
        let document = Document::parse(response.body).ok();
        match query::read(document.as_ref(), response) {
            query::Answer::Done(content) => match query::page(content, self.range.token.as_deref()) {
                Ok(page) => self.begin_page(page),
                Err(reason) => self.retry(RetryCause::new(reason.into(), RetryAction::Wait), now),
            },
            query::Answer::Retry(reason, action) => self.retry_as((reason, action), response, now),
            query::Answer::Limited(reason) => {
                let cause = RetryCause::new(reason, RetryAction::Wait).with_times_of(response, now);
                self.retry(cause, now);
            }
            // The service does not keep tokens for ever: the range is looked at from its beginning.
            query::Answer::Invalid(_) | query::Answer::Gone if self.pages == 0 && self.range.token.is_some() => {
                (self.range.token, self.range.held, self.range.trail) = (None, None, CycleCheck::default());
                self.counts = Counts::default();
                self.before_page = (Counts::default(), None);
                self.attempts.begin_next();
            }
            query::Answer::Gone => self.fail("the MPS API has no list of tasks".into()),
            query::Answer::Invalid(reason) | query::Answer::Refused(reason) => self.fail(reason),
        }
    }

    fn begin_page(&mut self, page: query::TaskPage) {
        self.pages = self.pages.saturating_add(1);
        self.total = page.total.or(self.total);
        self.next = page.next;
        self.counts.failed = self.counts.failed.saturating_add(page.unreadable);
        self.counts.tasks = self.counts.tasks.saturating_add(page.unreadable);
        if page.unreadable > 0 {
            // A later round could not do more.
            let reason = "the MPS API lists tasks without an id, or more in a page than it allows: these are skipped";
            self.error.get_or_insert(Error::new(ErrorCode::NotDelivered, reason));
        }
        let range = self.range.since..self.range.until;
        for task in page.tasks.into_iter().rev() {
            if task.is_in(&range) && !self.queue.iter().any(|other| other.id == task.id) {
                self.queue.push(task);
            }
        }
        self.state = State::Work;
    }

    /// Leaves more time between requests to the service if it asks for fewer.
    fn slow_down(&mut self, response: &Response<'_>, now: Millis) {
        let document = Document::parse(response.body).ok();
        if let query::Answer::Limited(_) = query::read(document.as_ref(), response) {
            self.request_interval = self.request_interval.saturating_mul(2).min(MAX_REQUEST_INTERVAL);
            self.next_request_at = self.next_request_at.max(now.saturating_add(self.request_interval));
        }
    }

    fn retry_as(&mut self, refusal: (String, RetryAction), response: &Response<'_>, now: Millis) {
        match retry_or_fail(refusal, response, now) {
            Input::Retry(cause) => self.retry(cause, now),
            Input::Failed(error) => self.fail_with(error),
            _ => {}
        }
    }

    fn retry(&mut self, cause: RetryCause, now: Millis) {
        if let Err(error) = self.shared.try_again(&mut self.attempts, cause, now) {
            match error.code() {
                ErrorCode::OutOfTime if self.state == State::AskPage && self.pages > 0 => self.leave_off(now),
                _ => self.fail_with(error),
            }
        }
    }

    fn fail(&mut self, reason: String) {
        self.fail_with(Error::new(ErrorCode::NotDelivered, reason));
    }

    fn fail_with(&mut self, error: Error) {
        self.error.get_or_insert(error);
        self.state = State::Ended;
    }
}

impl WatchActions {
    /// Wants to be polled at `until`, unless something comes back before.
    fn wait(&mut self, until: Millis) {
        self.wait_until = Some(self.wait_until.map_or(until, |other| other.min(until)));
    }
}

/// Why the watch cannot look for tasks in an archive. `None`: it can.
pub(crate) fn objection(archive: Option<&Archive>) -> Option<Error> {
    let (reason, path) = match archive {
        None => ("the watch looks for tasks in an archive, but no bucket is set", "cos.bucket"),
        Some(archive) if archive.layout == Layout::Classic => (
            "the watch looks for tasks by their ids, which keys of the layout `classic` do not have: use the layout `task`",
            "cos.layout",
        ),
        Some(_) => return None,
    };
    Some(Error::new(ErrorCode::InvalidOptions, reason).at_path(path))
}

/// What is left at the end of an invocation of so many ms: time to let deliveries end, and to store the cursor.
const fn reserve(time: i64) -> i64 {
    const MOST: i64 = 10_000;
    let quarter = time.wrapping_div(4);
    if quarter < MOST { quarter } else { MOST }
}

/// Requests and credentials are not shown.
impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Watch")
            .field("state", &self.state)
            .field("jobs", &self.jobs.len())
            .finish_non_exhaustive()
    }
}
