//! One finished task: the requests that its state asks for, and what their responses are as inputs.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use super::query::{self, Task};
use super::steps::{Effect, Facts, Input, State, Stored, Verdict, transition};
use crate::cos::{self, Listing, Object, Upload};
use crate::delivery::deliverable::reconciled_keys;
use crate::delivery::keys::{self, Keys};
use crate::delivery::retry::{Attempts, RetryCause};
use crate::delivery::shared::Shared;
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response, RetryAction};
use crate::json::{Document, Value};
use crate::language::Language;
use crate::mps;
use crate::options::{Api, Archive};
use crate::report::Status;
use crate::report::borrowed::Envelope;
use crate::time::{Millis, from_iso8601};

/// How long the delivery of an event may go on, ms. No function runs longer than 900 s.
pub(super) const LONGEST_DELIVERY: i64 = 16 * 60_000;

/// The most events of one task that are read. A task whose every change is notified has some dozens.
const MAX_EVENTS: usize = 200;

/// The most bytes of an event. Hosts read no longer answers.
const MAX_EVENT: u64 = 16 * 1024 * 1024;

/// Whether a delivery may have stored an object. What others put into the folder must not hide an event.
fn is_of_delivery(object: &Object) -> bool {
    let is = |end| object.key.ends_with(end);
    let is_result = is(".report.json") || is(".error.json");
    is_result || (is(".event.json") && object.size.is_none_or(|size| size <= MAX_EVENT))
}

/// What the requests of a job are made with.
pub(super) struct Context<'c> {
    pub(super) archive: &'c Archive,
    pub(super) api: &'c Api,
    pub(super) shared: &'c mut Shared,
    /// Whether missing tasks are delivered.
    pub(super) delivers: bool,
    /// Until when tasks finished that are looked for. Events of later ones may be on their way.
    pub(super) until: Millis,
    pub(super) now: Millis,
}

/// An event in the folder of the task.
struct Candidate {
    key: String,
    stored: Stored,
    modified: Millis,
    /// How many bytes it has.
    size: u64,
}

/// One finished task, and its progress.
pub(super) struct Job {
    pub(super) task: Task,
    /// The types of events in whose folders it is still to be looked for; the last one is next.
    event_types: Vec<String>,
    /// The folder that is looked at.
    folder: String,
    /// What the next page of the folder comes after.
    after: String,
    objects: Vec<Object>,
    /// When COS last answered a list, by its clock.
    listed_at: Millis,
    candidates: Vec<Candidate>,
    reading: Option<Candidate>,
    has_young: bool,
    is_reconciling: bool,
    is_reported: bool,
    state: State,
    pub(super) attempts: Attempts,
    /// The parameters of the request to the service, or the event.
    body: Vec<u8>,
    /// What the service answered.
    described: Option<Keys>,
    /// The id by which the host knows the delivery of the event.
    pub(super) delivery: Option<u32>,
    is_missing: bool,
    /// Whether what the service answers may be long: it was asked, and no answer came.
    may_be_long: bool,
    verdict: Option<Verdict>,
}

/// The most bytes of an event, or of a task that the service answers, which eight tasks may have at a time.
const MAX_USUAL: usize = 1 << 20;

/// The most bytes if no such answer came, or a longer one. One such task is worked on at a time. Several copies of it have to fit into
/// the smallest function, and its report.
const MAX_LONG_DETAIL: u32 = 4 << 20;

impl Job {
    pub(super) fn new(task: Task, archive: &Archive) -> Self {
        let mut event_types = query::event_types(&task.task_type);
        event_types.reverse();
        let mut job = Job {
            task,
            event_types,
            folder: String::new(),
            after: String::new(),
            objects: Vec::new(),
            listed_at: 0,
            candidates: Vec::new(),
            reading: None,
            has_young: false,
            is_reconciling: false,
            is_reported: false,
            state: State::List,
            attempts: Attempts::default(),
            body: Vec::new(),
            described: None,
            delivery: None,
            is_missing: false,
            may_be_long: false,
            verdict: None,
        };
        job.next_folder(archive);
        job
    }

    /// What became of the task, once that is known.
    pub(super) fn verdict(&self) -> Option<&Verdict> {
        self.verdict.as_ref()
    }

    /// Whether it was missing in the archive.
    pub(super) const fn is_missing(&self) -> bool {
        self.is_missing
    }

    /// Whether its next request goes to the service, which limits how many it takes.
    pub(super) fn asks_service(&self) -> bool {
        self.state == State::Detail
    }

    /// Whether it needs the memory that only one task at a time has.
    pub(super) fn needs_large_memory(&self) -> bool {
        let is_read = || self.reading.as_ref().is_some_and(|reading| reading.size > MAX_USUAL as u64);
        match self.state {
            State::Detail => self.may_be_long,
            State::ReadEvent => is_read(),
            _ => self.body.len() > MAX_USUAL,
        }
    }

    /// Whether it has that memory.
    pub(super) fn holds_large_memory(&self) -> bool {
        let waits = matches!(self.state, State::Detail | State::ReadEvent) && self.attempts.in_flight.is_none();
        self.needs_large_memory() && !waits
    }

    /// Whether its next request stores the event, so that no other round delivers it.
    pub(super) fn is_to_claim(&self) -> bool {
        self.state == State::Claim
    }

    /// Whether the event waits to be delivered by the host.
    pub(super) fn is_to_deliver(&self) -> bool {
        self.state == State::Deliver && self.delivery.is_none()
    }

    /// Whether the event of the delivery is one that the service answered, now or in an earlier round.
    pub(super) fn is_reconciled(&self) -> bool {
        self.reading.as_ref().is_none_or(|reading| reading.stored == Stored::Reconciled)
    }

    /// Whether it waits for nothing that is under way.
    pub(super) fn is_idle(&self) -> bool {
        self.verdict.is_none() && self.attempts.in_flight.is_none() && self.state != State::Deliver
    }

    /// Leaves it to a later round.
    pub(super) fn leave(&mut self) {
        self.state = State::Settled;
        self.verdict = Some(Verdict::Left);
    }

    /// The body of the request or delivery under way.
    pub(super) fn body(&self) -> &[u8] {
        match self.state {
            State::Detail | State::Claim | State::Deliver => &self.body,
            _ => &[],
        }
    }

    /// The request that the state asks for.
    ///
    /// # Errors
    /// A key that cannot be part of a URL.
    pub(super) fn request(&mut self, context: &Context<'_>) -> Result<Request, Error> {
        let Context { archive, api, .. } = *context;
        let bucket = archive.bucket_at(context.shared.other_host);
        let now = context.shared.service_time(context.now);
        match self.state {
            State::List => {
                let listing = Listing { prefix: &self.folder, after: &self.after };
                Ok(cos::list(bucket, listing, &archive.credentials, now))
            }
            State::ReadEvent => {
                let key = self.reading.as_ref().map_or("", |reading| &reading.key);
                cos::get(bucket, key, &archive.credentials, now)
            }
            State::Claim => {
                let key = self.described.as_ref().map_or("", |keys| &keys.event);
                let content_type = "application/json";
                let upload = Upload { key, body: &self.body, content_type, keep_existing: true };
                cos::put(bucket, upload, &archive.credentials, now)
            }
            State::Detail | State::Deliver | State::Settled => {
                self.body = query::detail_body(&self.task.id);
                let mut request = query::request(api, "DescribeTaskDetail", &self.body, now);
                request.longest_response = self.may_be_long.then_some(MAX_LONG_DETAIL);
                Ok(request)
            }
        }
    }

    /// Takes the response to its request.
    pub(super) fn on_response(&mut self, response: &Response<'_>, context: &mut Context<'_>) {
        self.attempts.in_flight = None;
        let input = if self.state == State::Detail {
            self.on_detail(response, context)
        } else {
            if cos::is_not_of_cos(response) {
                context.shared.leave_host(&self.attempts);
            }
            self.on_cos(response, context)
        };
        if let Some(input) = input {
            self.take(input, context);
        }
    }

    /// Records that its request got no response.
    pub(super) fn on_error(&mut self, reason: &str, context: &mut Context<'_>) {
        self.attempts.in_flight = None;
        let from = if self.state == State::Detail {
            self.may_be_long = true;
            "no answer from MPS: "
        } else {
            context.shared.leave_host(&self.attempts);
            "no answer from COS: "
        };
        let cause = RetryCause::new([from, reason].concat(), RetryAction::Wait);
        self.take(Input::Retry(cause), context);
    }

    fn on_cos(&mut self, response: &Response<'_>, context: &Context<'_>) -> Option<Input> {
        let etag = match cos::read(response) {
            cos::Answer::Done { etag, .. } => etag,
            cos::Answer::NotFound if self.state == State::ReadEvent => return Some(Input::NotFound),
            cos::Answer::Exists if self.state == State::Claim => return Some(Input::Exists),
            cos::Answer::NotFound | cos::Answer::Exists => {
                return Some(Input::Failed(not_delivered("COS answered out of place")));
            }
            cos::Answer::TryAgain(refusal, action) => {
                return Some(retry_or_fail((refusal.describe(), action), response, context.now));
            }
            cos::Answer::Refused(refusal) => return Some(Input::Failed(not_delivered(&refusal.describe()))),
        };
        let damaged = |reason: &str| Some(Input::Retry(RetryCause::new(reason.into(), RetryAction::Wait)));
        match self.state {
            State::List => {
                let listing = Listing { prefix: &self.folder, after: &self.after };
                match cos::read_objects(response.body, listing) {
                    Ok(page) => self.on_listed(page, response.date().unwrap_or(context.now)),
                    Err(reason) => damaged(reason),
                }
            }
            State::ReadEvent if etag.is_some_and(|etag| cos::contradicts(&etag, response.body)) => {
                damaged("the event that was read has another ETag than its bytes")
            }
            State::ReadEvent => {
                let stored = self.reading.as_ref()?.stored;
                let is_finished = is_finished(response.body);
                self.body = response.body.to_vec();
                Some(Input::Read { stored, is_finished })
            }
            _ => Some(Input::Claimed),
        }
    }

    /// Takes a page of the folder. `None`: another one is needed.
    fn on_listed(&mut self, page: cos::ObjectPage, listed_at: Millis) -> Option<Input> {
        let room = MAX_EVENTS.saturating_mul(4).saturating_sub(self.objects.len());
        self.objects.extend(page.objects.into_iter().filter(is_of_delivery).take(room));
        self.listed_at = listed_at;
        if let Some(next) = page.next.filter(|_| room > 0) {
            self.after = next;
            self.attempts.begin_next();
            return None;
        }
        self.find_events();
        Some(Input::Listed)
    }

    /// Finds the events among the objects of the folder.
    fn find_events(&mut self) {
        const EVENT: &str = ".event.json";
        let reconciled = [&self.folder, &*keys::reconciled_name(self.event_type(), &self.task.id), EVENT].concat();
        let objects = mem::take(&mut self.objects);
        let is_there = |key: &str, end: &str| {
            let name = key.strip_suffix(EVENT).unwrap_or(key);
            objects.iter().any(|object| object.key.strip_prefix(name) == Some(end))
        };
        let oldest = self.listed_at.saturating_sub(LONGEST_DELIVERY);
        for object in objects.iter().filter(|object| object.key.ends_with(EVENT)) {
            let modified = object.modified.unwrap_or_default();
            let is_young = modified > oldest;
            let is_reported = is_there(&object.key, ".report.json");
            let is_complete = is_reported || is_there(&object.key, ".error.json");
            let stored = if object.key == reconciled {
                self.is_reported = is_reported;
                self.is_reconciling = is_young;
                Stored::Reconciled
            } else if is_complete {
                Stored::Complete
            } else if is_young {
                self.has_young = true;
                continue;
            } else {
                Stored::Incomplete
            };
            self.candidates.push(Candidate {
                key: object.key.clone(),
                stored,
                modified,
                size: object.size.unwrap_or_default(),
            });
        }
    }

    /// Takes the next event of the folder: what came by itself before what was fetched, and of these the newest. It most likely is the
    /// one that says that the task has finished.
    fn next_event(&mut self) {
        let order = |candidate: &Candidate| {
            let kind = match candidate.stored {
                Stored::Reconciled => 0_u8,
                Stored::Incomplete => 1,
                Stored::Complete => 2,
            };
            (kind, candidate.modified)
        };
        let first = self.candidates.iter().enumerate().max_by_key(|(_, candidate)| order(candidate));
        self.reading = first.map(|(index, _)| index).map(|index| self.candidates.swap_remove(index));
    }

    /// The type of the events in the folder.
    fn event_type(&self) -> &str {
        let folder = self.folder.strip_suffix('/').unwrap_or_default();
        folder.rsplit('/').nth(1).unwrap_or_default()
    }

    fn on_detail(&mut self, response: &Response<'_>, context: &Context<'_>) -> Option<Input> {
        let document = Document::parse(response.body).ok();
        Some(match query::read(document.as_ref(), response) {
            query::Answer::Done(content) => match self.describe(content, context) {
                Ok(input) => input,
                Err(error) => Input::Failed(error),
            },
            query::Answer::Gone => Input::Gone,
            query::Answer::Retry(reason, action) => retry_or_fail((reason, action), response, context.now),
            query::Answer::Limited(reason) => {
                Input::Retry(RetryCause::new(reason, RetryAction::Wait).with_times_of(response, context.now))
            }
            query::Answer::Invalid(reason) | query::Answer::Refused(reason) => Input::Failed(not_delivered(&reason)),
        })
    }

    /// Takes what the service says of the task.
    ///
    /// # Errors
    /// It is not about this task, or not something that can be delivered.
    fn describe(&mut self, content: Value<'_>, context: &Context<'_>) -> Result<Input, Error> {
        let identity = mps::identify(content)?;
        if identity.task_id != Some(&self.task.id) {
            return Err(not_delivered("the MPS API answered another task than was asked for"));
        }
        let event_type = identity.event_type().as_str();
        let report = mps::report(content, Envelope::ApiResponse, Language::default())?;
        let is_new = event_type != self.event_type();
        self.described = Some(reconciled_keys(&context.archive.prefix, &identity, content));
        self.body = content.source().as_bytes().to_vec();
        let is_late = self.note_finish_time(report.finished_at.and_then(from_iso8601), context.until);
        if is_new {
            self.event_types.push(event_type.into());
        }
        Ok(Input::Described { is_finished: report.status == Status::Finished && !is_late, is_new })
    }

    /// Takes when the task finished, if the list did not say. `true`: so late that its event may be on its way, and it is not missing.
    fn note_finish_time(&mut self, finished: Option<Millis>, until: Millis) -> bool {
        let is_late = self.task.finished.is_none() && finished.is_some_and(|finished| finished >= until);
        self.task.finished = self.task.finished.or(finished);
        self.is_missing &= !is_late;
        is_late
    }

    /// Takes what happened: applies the effects, and goes to the next state.
    pub(super) fn take(&mut self, input: Input, context: &mut Context<'_>) {
        let (effects, next) = transition(self.state, input, &self.facts(context.delivers));
        let (mut is_retry, mut given_up) = (false, None);
        for effect in effects {
            match effect {
                Effect::NextEvent => self.next_event(),
                Effect::NextFolder => self.next_folder(context.archive),
                Effect::Missing => self.is_missing = true,
                Effect::Retry(cause) => {
                    is_retry = true;
                    given_up = context.shared.try_again(&mut self.attempts, cause, context.now).err();
                }
                Effect::Settle(verdict) => self.verdict = Some(verdict),
            }
        }
        if next == State::Claim || next == State::Detail {
            // What was read of the archive is not what is delivered.
            self.reading = None;
        }
        if !is_retry {
            self.attempts.begin_next();
        }
        self.state = next;
        if next == State::Settled {
            (self.body, self.objects, self.candidates) = (Vec::new(), Vec::new(), Vec::new());
        }
        if let Some(error) = given_up {
            let input = if error.code() == ErrorCode::OutOfTime { Input::OutOfTime } else { Input::Failed(error) };
            self.take(input, context);
        }
    }

    fn facts(&self, delivers: bool) -> Facts {
        Facts {
            delivers,
            has_more_events: !self.candidates.is_empty(),
            has_more_folders: !self.event_types.is_empty(),
            has_young: self.has_young,
            is_reconciling: self.is_reconciling,
            is_reported: self.is_reported,
            is_described: self.described.is_some(),
            delivering: self.reading.as_ref().map(|reading| reading.stored),
        }
    }

    fn next_folder(&mut self, archive: &Archive) {
        let event_type = self.event_types.pop().unwrap_or_default();
        let keys = keys::of_notification(&archive.prefix, &event_type, Some(&self.task.id), "");
        self.folder = keys.event.strip_suffix(".event.json").unwrap_or_default().into();
        self.after = String::new();
        (self.is_reconciling, self.is_reported) = (false, false);
    }
}

/// Whether a stored event says that its task has finished.
fn is_finished(event: &[u8]) -> bool {
    let Ok(document) = Document::parse(event) else { return false };
    mps::report(document.root(), Envelope::MpsTrigger, Language::default())
        .is_ok_and(|report| report.status == Status::Finished)
}

fn not_delivered(reason: &str) -> Error {
    Error::new(ErrorCode::NotDelivered, reason)
}

/// What a refusal that may pass is as an input. The credentials are those that the host has, and without a date the clock cannot be
/// corrected.
pub(super) fn retry_or_fail((reason, action): (String, RetryAction), response: &Response<'_>, now: Millis) -> Input {
    match action {
        RetryAction::Credentials => Input::Failed(not_delivered(&reason)),
        RetryAction::Clock if response.date().is_none() => Input::Failed(not_delivered(&reason)),
        _ => Input::Retry(RetryCause::new(reason, action).with_times_of(response, now)),
    }
}
