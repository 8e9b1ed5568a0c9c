//! One notification, how far it has come, and what answers mean to it.
//!
//! First it is put into the archive: the event, then its record with the event's receipt. Between the two the owner's own
//! processing is called, if there is one. Then it is handed on to all
//! targets at once, and the record is stored again as soon as a receipt is there.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::answer::{Actions, Archived, Delivered, Handing, Line, Process, Receipt, Transmit};
use super::entry::{Ended, EventStored, Source, Stored, Waiting};
use super::handing::{self, Answer, Step};
use super::keys::{self, Keys};
use super::ledger::Ledger;
use super::pace::{Pace, Trouble, harmless, printable};
use super::processing::{self, Processing};
use super::retry::{Attempt, SHORTEST_TRY, Turn};
use super::subject::{Notification, Place, Subject};
use super::{Context, Mode};
use crate::cos::{self, Upload};
use crate::error::{Error, ErrorCode};
use crate::handle::{self, Question, Understanding};
use crate::http::{Remedy, Request, Response};
use crate::json::to_json;
use crate::options::{Layout, Level, Options};
use crate::redact::{self, Secrets};
use crate::report::Outcome;
use crate::text::digits;
use crate::time::{Millis, iso8601};

/// One notification and how far it has come.
pub(super) struct Job {
    event_type: Option<&'static str>,
    /// The task, fit for the log.
    task_id: Option<String>,
    outcome: Option<Outcome>,
    /// Why it is in quarantine, or stored without being understood.
    unparsed: Option<Error>,
    /// Of a batch of logs: how many it has.
    records: Option<u32>,
    /// What is stored of the event.
    event: Vec<u8>,
    /// Where that is from.
    source: Source,
    line_end: &'static [u8],
    event_content_type: &'static str,
    keys: Keys,
    /// Of a notification that is not understood yet: what it is.
    awaits_understanding: Option<Notification>,
    /// The secrets of the event, once it is understood.
    secrets: Option<Secrets>,
    /// Whether reading the event is known to end in a trap.
    is_unreadable: bool,
    /// Whether there is a record at all.
    keeps_record: bool,
    ledger: Ledger,
    state: State,
    /// The requests: first the one to the archive that the state asks for, then one for each step.
    attempts: Vec<Attempt>,
    /// Whether that is to replace what is stored already.
    replaces: bool,
    /// What came of storing the event; `None`: it is not stored, or is not to be.
    event_stored: Option<EventStored>,
    /// Whether the record was found to exist when it was to be stored first.
    record_exists: bool,
    /// Set once the event and its record are in the archive. Nothing is handed on before.
    archived: Option<Archived>,
    /// Whether the owner has a processing of their own.
    has_processor: bool,
    /// That processing; absent if there is none, or nothing to process.
    processing: Option<Processing>,
    steps: Vec<Step>,
}

/// What is asked of the archive.
#[derive(Debug, Clone, PartialEq)]
enum State {
    /// For its record: where that is, a former delivery has stored the event, too.
    FindRecord,
    StoreEvent,
    /// Nothing: the event is stored, or is not to be, and it is to be understood now.
    Understand,
    ReadRecord,
    /// Not of the archive, but of the owner's own processing: between the two, for the record is to hold what it returns.
    Process,
    StoreRecord,
    /// Nothing, for now.
    Idle,
    Failed(Error),
}

/// The index of the request to the archive.
const ARCHIVE: usize = 0;

/// What a receipt is without saying anything.
const NO_RECEIPT: Receipt = Receipt {
    step: "",
    target: None,
    key: None,
    etag: None,
    request_id: None,
    at: String::new(),
    tries: 0,
    seen_before: false,
};

/// What all jobs of a delivery are made with.
pub(super) struct Beginning<'b> {
    pub(super) options: &'b Options,
    /// The event that parts are of.
    pub(super) event: &'b [u8],
    /// When the delivery began.
    pub(super) began: Millis,
    /// Whether its record is looked for before its event is stored.
    pub(super) seeks: bool,
    /// Whether the owner has a processing of their own.
    pub(super) has_processor: bool,
    pub(super) mode: Mode,
}

impl Job {
    pub(super) fn new(waiting: Waiting, beginning: &Beginning<'_>) -> Self {
        let Beginning { options, event, began, seeks, has_processor, mode } = *beginning;
        let Waiting { subject, mut source, stored } = waiting;
        let place = Place::of(options);
        let is_archived = options.archive.is_some();
        let state = match (is_archived, &stored, &subject) {
            (false, ..) | (_, Some(_), _) => State::Understand,
            (_, None, Subject::Notification(_)) if seeks => State::FindRecord,
            _ => State::StoreEvent,
        };
        let mut job = Job {
            event_type: None,
            task_id: None,
            outcome: None,
            unparsed: None,
            records: None,
            event: source.take(event),
            source,
            line_end: b"",
            event_content_type: "",
            keys: Keys::default(),
            awaits_understanding: None,
            secrets: None,
            is_unreadable: mode == Mode::Quarantine,
            keeps_record: false,
            ledger: Ledger::new(),
            state,
            attempts: vec![Attempt::default()],
            replaces: false,
            event_stored: None,
            record_exists: false,
            archived: if is_archived { None } else { Some(Archived::NotWanted) },
            has_processor,
            processing: None,
            steps: Vec::new(),
        };
        match subject {
            Subject::Notification(notification) => {
                (job.event_type, job.task_id) = (Some(notification.event_type), notification.task_id());
                (job.line_end, job.event_content_type) = (place.line_end(), place.content_type());
                job.event.extend_from_slice(job.line_end);
                job.keys = notification.keys(place, began);
                job.awaits_understanding = Some(notification);
            }
            #[cfg(feature = "cls")]
            Subject::Batch(batch) => {
                (job.records, job.event_content_type) = (Some(batch.records), batch.content_type);
                job.event = batch.content;
                job.keys.event = batch.key;
            }
            Subject::Quarantined(quarantined) => {
                job.event_content_type = quarantined.content_type;
                job.keys = quarantined.keys;
                job.ledger.begin(quarantined.record);
                (job.keeps_record, job.unparsed) = (true, Some(quarantined.error));
            }
        }
        if let Some(stored) = stored {
            job.resume(*stored);
        }
        job
    }

    /// Goes on from where it was left when its event was stored.
    fn resume(&mut self, stored: Stored) {
        self.event_stored = Some(stored.answer);
        for mut receipt in stored.receipts {
            receipt.key = Some(self.keys.event.clone());
            self.ledger.add(receipt);
        }
        self.ledger.set_before(stored.before);
        self.attempts = vec![stored.attempt];
    }

    /// Whether its event is stored and nothing is to be done until others are.
    pub(super) fn is_to_wait(&self) -> bool {
        self.state == State::Understand && self.event_stored.is_some() && self.awaits_understanding.is_some()
    }

    /// What it is while it waits for others.
    pub(super) fn into_waiting(mut self) -> Option<Waiting> {
        let mut receipts = self.ledger.take_receipts();
        receipts.iter_mut().for_each(|receipt| receipt.key = None);
        let stored = Stored {
            answer: self.event_stored?,
            receipts,
            attempt: self.attempts.pop()?,
            before: self.ledger.take_before(),
        };
        self.source.put_back(self.event, self.line_end);
        let subject = Subject::Notification(self.awaits_understanding?);
        Some(Waiting { subject, source: self.source, stored: Some(Box::new(stored)) })
    }

    /// What a service said, without the secrets of the event: it may quote what it was sent.
    ///
    /// The event is read for them unless it is understood, so this is for what goes wrong only.
    fn without_secrets(&self, said: &str) -> String {
        match &self.secrets {
            Some(secrets) => secrets.clean(said).into_owned(),
            None if self.is_unreadable || self.event.is_empty() => said.into(),
            None => Secrets::in_bytes(&self.event).clean(said).into_owned(),
        }
    }

    /// Whether COS has neither stored the event nor refused it for a reason of its own. A clock that is wrong and credentials
    /// that are old are no such reason.
    pub(super) fn awaits_first_answer(&self) -> bool {
        match self.state {
            State::FindRecord => true,
            State::StoreEvent => self.attempts.first().is_some_and(|attempt| !attempt.was_answered),
            _ => false,
        }
    }

    /// Understands the event, if there is anything to understand, and goes on from there.
    #[inline(never)]
    fn understand(&mut self, options: &Options, mode: Mode, log: &mut Vec<Line>) {
        if let Some(Notification { envelope, .. }) = self.awaits_understanding.take() {
            // Without what is only stored behind it.
            let event = self.event.strip_suffix(self.line_end).unwrap_or_default();
            let understood = match mode {
                Mode::Full => handle::understand(&Question {
                    event,
                    envelope,
                    language: options.language,
                    select: options.select.as_deref(),
                    targets: &options.notify,
                }),
                Mode::Store | Mode::Quarantine => Err(Error::new(
                    ErrorCode::Trapped,
                    "the event is stored, but has no report: understanding it ended in a trap",
                )),
            };
            match understood {
                Ok(understanding) => self.adopt(understanding, options),
                Err(error) => {
                    self.keys.record = keys::of_error(&self.keys.record);
                    self.ledger.begin(to_json(&error));
                    self.keeps_record = true;
                    let mut line = self.line(Level::Error, "the event is stored, but not understood");
                    line.error = Some(error.message().into());
                    log.push(line);
                    self.unparsed = Some(error);
                }
            }
        }
        let next = match self.event_stored {
            None if self.processing.is_some() => State::Process,
            None => State::Idle,
            Some(stored) if !self.keeps_record => {
                self.ledger.drop_receipts();
                // By a try whose answer was lost, or before that: nothing tells which.
                let is_seen_before = stored.existed && stored.tries <= 1;
                return self.complete(if is_seen_before { Archived::SeenBefore } else { Archived::Stored });
            }
            Some(_) if self.is_done_before() => {
                self.skip_what_is_done();
                return self.complete(Archived::SeenBefore);
            }
            // A bucket that has or had versions overwrites what it was to keep, and need not say that it does. Then
            // only the record tells a duplicate, which must not be told again.
            Some(stored) if stored.existed || stored.versioned || self.does_more() => State::ReadRecord,
            Some(_) => State::StoreRecord,
        };
        self.advance(next);
        self.let_go_of_event();
    }

    /// Whether the record that was read before the event was stored has every receipt, so that nothing is left to do.
    fn is_done_before(&self) -> bool {
        self.unparsed.is_none()
            && self.ledger.has("event", "")
            && (self.processing.is_none() || self.ledger.has("process", ""))
            && self.steps.iter().all(|step| self.ledger.has(step.name(), &step.target))
    }

    #[inline(never)]
    fn adopt(&mut self, understanding: Understanding, options: &Options) {
        self.outcome = Some(understanding.outcome);
        self.secrets = Some(understanding.secrets);
        self.ledger.begin(understanding.report);
        self.steps = handing::plan(options, understanding.messages);
        let layout = options.archive.as_ref().map_or(Layout::Task, |archive| archive.layout);
        // The old templates stored no reports, and whoever reads what they wrote expects none. Only receipts need one, and
        // what is asked for.
        self.keeps_record = layout == Layout::Task || !self.steps.is_empty() || options.select.is_some();
        self.attempts.resize_with(self.steps.len().saturating_add(1), Attempt::default);
        if self.has_processor {
            self.processing = Some(Processing::new(self.ledger.report()));
            self.keeps_record = true;
        } else if cfg!(feature = "select") && !understanding.selected.is_empty() {
            self.ledger.replace(understanding.selected);
        }
    }

    /// Whether the owner's own processing is still to be done.
    fn is_to_be_processed(&self) -> bool {
        self.processing.as_ref().is_some_and(|processing| processing.status.is_none())
    }

    /// Whether an attempt is one of the owner's own processing.
    fn is_processing(&self, slot: usize) -> bool {
        slot == ARCHIVE && self.state == State::Process
    }

    /// Whether something is done beside storing, which a duplicate must not repeat.
    fn does_more(&self) -> bool {
        self.processing.is_some() || !self.steps.is_empty()
    }

    /// What comes before the record is stored for the first time.
    fn next_to_event(&self) -> State {
        if self.is_to_be_processed() { State::Process } else { State::StoreRecord }
    }

    pub(super) fn has_ended(&self) -> bool {
        match self.state {
            State::Failed(_) => true,
            // Polled before, it would not be idle with receipts to store.
            State::Idle => self.steps.iter().all(|step| step.status.is_some()),
            _ => false,
        }
    }

    /// What is left of it at its end; with what the host is told, if it `is_shown`.
    pub(super) fn into_ended(self, is_shown: bool) -> Ended {
        Ended {
            delivered: is_shown.then(|| Box::new(self.delivered())),
            failure: self.failure().cloned().map(Box::new),
            unparsed: self.unparsed.map(Box::new),
        }
    }

    /// Gives up before anything is begun, for there is no time left.
    pub(super) fn give_up_unbegun(&mut self) {
        let what = match self.event_stored {
            Some(_) => "the event is stored, its record is not: ",
            None => "the event is not stored: ",
        };
        let error = Attempt::default().out_of_time();
        self.state = State::Failed(Error::new(error.code(), [what, error.message()].concat()));
    }

    /// Whether receipts came that the record does not have yet.
    fn owes_receipts(&self) -> bool {
        self.keeps_record && self.archived != Some(Archived::NotWanted) && self.ledger.is_behind()
    }

    /// Whose request this is, by its index among the attempts.
    fn slot(&self, id: u32) -> Option<usize> {
        self.attempts.iter().position(|attempt| attempt.in_flight == Some(id))
    }

    fn attempt(&mut self, slot: usize) -> Option<&mut Attempt> {
        self.attempts.get_mut(slot)
    }

    fn step(&mut self, slot: usize) -> Option<&mut Step> {
        self.steps.get_mut(slot.wrapping_sub(1))
    }

    /// The body of a request under way; `None` if it is none of this notification's.
    pub(super) fn body(&self, id: u32) -> Option<&[u8]> {
        let slot = self.slot(id)?;
        Some(match (slot, &self.state) {
            (ARCHIVE, State::StoreEvent) => &self.event,
            (ARCHIVE, State::StoreRecord) => self.ledger.text(),
            (ARCHIVE, State::Process) => self.processing.as_ref().map_or(&[], Processing::call),
            (ARCHIVE, _) => &[],
            _ => self.steps.get(slot.wrapping_sub(1)).map_or(&[], |step| &step.body),
        })
    }

    /// Adds to `poll` what is to be sent now, at most `free` requests, and until when to wait.
    pub(super) fn poll(
        &mut self,
        context: &Context<'_>,
        pace: &mut Pace,
        now: Millis,
        free: &mut usize,
        log: &mut Vec<Line>,
        poll: &mut Actions,
    ) {
        let options = context.options;
        // There is nothing to understand in a batch of logs.
        if self.state == State::Understand && (context.may_understand || self.records.is_some()) && *free > 0 {
            self.understand(options, context.mode, log);
        }
        // The archive comes twice: if it is too late to process, the record is still to be stored.
        for slot in core::iter::once(ARCHIVE).chain(0..self.attempts.len()) {
            if slot == ARCHIVE && self.state == State::Idle && self.owes_receipts() {
                self.advance(State::StoreRecord);
            }
            let (is_wanted, is_signed) = match self.step(slot) {
                None => (
                    !matches!(self.state, State::Understand | State::Idle | State::Failed(_)),
                    self.state != State::Process,
                ),
                Some(step) => (step.status.is_none(), step.is_signed()),
            };
            let is_processing = self.is_processing(slot);
            let is_open = slot == ARCHIVE || self.archived.is_some();
            let Some(attempt) = self.attempt(slot).filter(|it| is_wanted && is_open && it.in_flight.is_none()) else {
                continue;
            };
            // Nobody is told anything that there is no time to store the receipt of.
            let deadline = if slot == ARCHIVE { pace.deadline } else { pace.deadline.saturating_sub(SHORTEST_TRY) };
            let error = match attempt.turn(now, deadline) {
                Turn::TooLate => attempt.out_of_time(),
                Turn::Wait(until) => {
                    wait(poll, until);
                    continue;
                }
                // Whoever polls is to bring credentials first; the machine ends even if nobody does.
                Turn::Send(_) if pace.wants_credentials && is_signed => {
                    wait(poll, pace.deadline);
                    continue;
                }
                Turn::Send(_) if pace.unchanged && attempt.wants_credentials => attempt.refused(),
                Turn::Send(_) if *free == 0 => continue,
                Turn::Send(_) if is_processing => {
                    *free = free.saturating_sub(1);
                    let timeout = processing::timeout(now, pace.deadline);
                    poll.process.push(Process { id: pace.start(attempt, now), timeout });
                    if let Some(processing) = &mut self.processing {
                        processing.begin(&self.event);
                    }
                    continue;
                }
                Turn::Send(timeout) => match self.request(slot, options, pace, now) {
                    Ok(mut request) => {
                        *free = free.saturating_sub(1);
                        request.timeout = timeout;
                        if let Some(attempt) = self.attempt(slot) {
                            poll.requests.push(Transmit { id: pace.start(attempt, now), request });
                        }
                        continue;
                    }
                    Err(error) => error,
                },
            };
            self.give_up(slot, &error, now, log);
        }
    }

    /// The next request, or why there can be none.
    fn request(&mut self, slot: usize, options: &Options, pace: &Pace, now: Millis) -> Result<Request, Error> {
        let now = pace.service_time(now);
        let Some(archive) = options.archive.as_ref().filter(|_| slot == ARCHIVE) else {
            let key = &self.keys.event;
            // Without what is only stored behind it.
            let event = self.event.strip_suffix(self.line_end).unwrap_or_default();
            let step = self.steps.get_mut(slot.wrapping_sub(1));
            return step.map_or_else(|| Err(handing::impossible("")), |step| step.request(options, event, key, now));
        };
        let other_host = archive.other_host.as_ref().filter(|_| pace.other_host);
        let bucket = other_host.unwrap_or(&archive.bucket);
        let upload = match self.state {
            State::FindRecord | State::ReadRecord => {
                return cos::get(bucket, &self.keys.record, &archive.credentials, now);
            }
            State::StoreEvent => Upload {
                key: &self.keys.event,
                body: &self.event,
                content_type: self.event_content_type,
                keep_existing: !self.replaces,
            },
            _ => {
                self.ledger.write();
                Upload {
                    key: &self.keys.record,
                    body: self.ledger.text(),
                    content_type: "application/json",
                    // Another delivery of the same event may have told people meanwhile.
                    keep_existing: !self.replaces && self.archived.is_none() && self.does_more(),
                }
            }
        };
        cos::put(bucket, upload, &archive.credentials, now)
    }

    /// Takes the response to a request.
    pub(super) fn on_response(
        &mut self,
        id: u32,
        response: &Response<'_>,
        options: &Options,
        pace: &mut Pace,
        now: Millis,
        log: &mut Vec<Line>,
    ) {
        let Some(slot) = self.slot(id) else { return };
        let is_processing = self.is_processing(slot);
        let Some(attempt) = self.attempt(slot) else { return };
        attempt.in_flight = None;
        if is_processing {
            self.on_processed(processing::to_record(response.body), pace, now, log);
            return;
        }
        if slot == ARCHIVE {
            if cos::is_not_of_cos(response) {
                pace.leave_host(attempt);
            }
            let answer = cos::read(response).cleaned(&options.secrets());
            self.on_archive(answer, response, pace, now, log);
            return;
        }
        let step = self.steps.get(slot.wrapping_sub(1));
        match step.map(|step| step.read(options, response, &|said| self.without_secrets(said))) {
            Some(Answer::Done(request_id)) => self.on_handed_on(slot, request_id, pace, now, log),
            Some(Answer::TryAgain(mut trouble)) => {
                trouble.reason = self.without_secrets(&trouble.reason);
                self.try_again(slot, trouble.told_by(response, now), pace, now, log);
            }
            Some(Answer::Refused(reason)) => {
                let error = Error::new(ErrorCode::NotDelivered, self.without_secrets(&reason));
                self.give_up(slot, &error, now, log);
            }
            None => {}
        }
    }

    /// Takes it that a request was answered as it is to be.
    #[cfg(feature = "api")]
    pub(super) fn assume_done(&mut self, id: u32, pace: &mut Pace, now: Millis, log: &mut Vec<Line>) {
        let Some(slot) = self.slot(id) else { return };
        let is_processing = self.is_processing(slot);
        let Some(attempt) = self.attempt(slot) else { return };
        attempt.in_flight = None;
        if is_processing {
            self.on_processed(Ok(None), pace, now, log);
        } else if slot == ARCHIVE {
            // A record that is read is one of a former delivery, and there was none.
            let is_read = matches!(self.state, State::FindRecord | State::ReadRecord);
            let status = if is_read { 404 } else { 200 };
            let response = Response { status, headers: &[("etag", "\"-\"")], body: b"" };
            self.on_archive(cos::read(&response), &response, pace, now, log);
        } else {
            self.on_handed_on(slot, None, pace, now, log);
        }
    }

    /// Takes the news that no response came.
    pub(super) fn on_error(&mut self, id: u32, reason: &str, pace: &mut Pace, now: Millis, log: &mut Vec<Line>) {
        let Some(slot) = self.slot(id) else { return };
        let is_processing = self.is_processing(slot);
        let Some(attempt) = self.attempt(slot) else { return };
        attempt.in_flight = None;
        if is_processing {
            // Cleaned before it is cut: half a secret is not found.
            let error = redact::error(Error::new(ErrorCode::ProcessFailed, reason), &self.event);
            let error = error.with_texts(&|text| *text = printable(text));
            self.on_processed(Err(error), pace, now, log);
            return;
        }
        if slot == ARCHIVE {
            pace.leave_host(attempt);
        }
        let from = if slot == ARCHIVE { "no answer from COS: " } else { "no answer: " };
        let reason = [from, &harmless(&self.without_secrets(reason))].concat();
        let trouble = Trouble::new(reason, Remedy::Wait);
        if slot == ARCHIVE && self.state == State::FindRecord {
            self.store_instead(Some(trouble), pace, now);
        } else {
            self.try_again(slot, trouble, pace, now, log);
        }
    }

    fn on_archive(
        &mut self,
        answer: cos::Answer,
        response: &Response<'_>,
        pace: &mut Pace,
        now: Millis,
        log: &mut Vec<Line>,
    ) {
        let differs = |etag: &Option<String>, bytes| etag.as_deref().is_some_and(|etag| cos::contradicts(etag, bytes));
        match (answer, &self.state) {
            (cos::Answer::Done { etag, .. }, State::StoreEvent) if differs(&etag, &self.event) => {
                self.replace("the stored event has another ETag than what was sent", pace, now, log);
            }
            (cos::Answer::Done { etag, request_id, versioned }, State::StoreEvent) => {
                self.receive(etag, request_id, false, pace, now);
                self.say(ARCHIVE, Level::Info, "event stored", None, now, log);
                self.on_event_stored(false, versioned, pace);
            }
            (cos::Answer::Exists, State::StoreEvent) => {
                self.say(ARCHIVE, Level::Info, "event was stored before", None, now, log);
                self.on_event_stored(true, false, pace);
            }
            (cos::Answer::Done { etag, .. }, State::FindRecord)
                if !differs(&etag, response.body) && self.ledger.read_receipts(response.body) =>
            {
                self.say(ARCHIVE, Level::Info, "event was stored before, and so was its record", None, now, log);
                pace.on_found();
                self.on_event_stored(true, false, pace);
            }
            (answer, State::FindRecord) => {
                let trouble = match answer {
                    cos::Answer::TryAgain(refusal, remedy) => Some(Trouble::new(refusal.describe(), remedy)),
                    _ => None,
                };
                self.store_instead(trouble.map(|trouble| trouble.told_by(response, now)), pace, now);
            }
            (cos::Answer::Done { etag, .. }, State::ReadRecord) => {
                if differs(&etag, response.body) {
                    let reason = "the record that was read has another ETag than its bytes";
                    self.try_again(ARCHIVE, Trouble::new(reason.into(), Remedy::Wait), pace, now, log);
                } else if self.ledger.resume(response.body) {
                    self.say(ARCHIVE, Level::Debug, "record read", None, now, log);
                    self.on_record(pace, now);
                } else {
                    let reason = "what lies in the place of the record is none; remove it to have the event handed on";
                    self.try_again(ARCHIVE, Trouble::new(reason.into(), Remedy::Once), pace, now, log);
                }
            }
            (cos::Answer::NotFound, State::ReadRecord) if self.record_exists => {
                let reason = "COS finds no record, but lets none be stored";
                self.try_again(ARCHIVE, Trouble::new(reason.into(), Remedy::Wait), pace, now, log);
            }
            (cos::Answer::NotFound, State::ReadRecord) => {
                if self.ledger.is_empty() {
                    self.receive(None, None, true, pace, now);
                }
                self.advance(self.next_to_event());
            }
            (cos::Answer::Done { etag, .. }, State::StoreRecord) if differs(&etag, self.ledger.text()) => {
                self.replace("the stored record has another ETag than what was sent", pace, now, log);
            }
            (cos::Answer::Done { .. }, State::StoreRecord) => {
                self.ledger.on_saved();
                let first = self.archived.is_none();
                let (level, msg) =
                    if first { (Level::Info, "report stored") } else { (Level::Debug, "receipts stored") };
                self.say(ARCHIVE, level, msg, None, now, log);
                if first {
                    self.archived = Some(Archived::Stored);
                }
                self.advance(State::Idle);
                self.let_go_of_event();
            }
            (cos::Answer::Exists, State::StoreRecord) => {
                self.record_exists = true;
                self.advance(State::ReadRecord);
            }
            (cos::Answer::TryAgain(refusal, remedy), _) => {
                let trouble = Trouble::new(self.without_secrets(&refusal.describe()), remedy).told_by(response, now);
                self.try_again(ARCHIVE, trouble, pace, now, log);
            }
            (cos::Answer::Refused(refusal), _) => {
                let error = Error::new(ErrorCode::NotDelivered, self.without_secrets(&refusal.describe()));
                self.give_up(ARCHIVE, &error, now, log);
            }
            (cos::Answer::Exists | cos::Answer::NotFound, _) => {
                let reason = ["COS answered ", &digits(i64::from(response.status)), " out of place"].concat();
                self.give_up(ARCHIVE, &Error::new(ErrorCode::NotDelivered, reason), now, log);
            }
            (cos::Answer::Done { .. }, State::Understand | State::Process | State::Idle | State::Failed(_)) => {}
        }
    }

    /// No record was found, for whatever reason: the event is stored as if none had been looked for, and at once. Of what made COS
    /// refuse, the clock and the credentials hold for that, too; if it asked for rest, the next request for the record waits.
    fn store_instead(&mut self, trouble: Option<Trouble>, pace: &mut Pace, now: Millis) {
        pace.on_not_found();
        if let (Some(attempt), Some(trouble)) = (self.attempts.first_mut(), trouble) {
            let _ = pace.try_again(attempt, trouble, now);
        }
        self.advance(State::StoreEvent);
        self.attempts.iter_mut().for_each(Attempt::put_off);
    }

    fn on_event_stored(&mut self, existed: bool, versioned: bool, pace: &mut Pace) {
        let tries = self.attempts.first().map_or(0, |attempt| attempt.tries);
        if (existed && tries <= 1) || versioned {
            pace.on_repetition();
        }
        self.event_stored = Some(EventStored { existed, versioned, tries });
        self.advance(State::Understand);
    }

    /// The record was there: what is left to do is what it has no receipts of.
    #[inline(never)]
    fn on_record(&mut self, pace: &Pace, now: Millis) {
        if self.ledger.has("event", "") {
            self.ledger.drop_receipts();
        } else if self.ledger.is_empty() {
            self.receive(None, None, true, pace, now);
        }
        self.skip_what_is_done();
        self.complete(if self.record_exists { Archived::Stored } else { Archived::SeenBefore });
    }

    /// What has a receipt of a former delivery is not done again.
    fn skip_what_is_done(&mut self) {
        for step in &mut self.steps {
            if self.ledger.has(step.name(), &step.target) {
                step.status = Some(Handing::SeenBefore);
            }
        }
        if let Some(processing) = &mut self.processing {
            let seen_before = self.ledger.has("process", "");
            processing.status = if seen_before { Some(Handing::SeenBefore) } else { None };
            // It failed here, but the record is another delivery's, which has done it or leaves it to be done anew.
            processing.error = None;
        }
    }

    /// Everything is in the archive.
    fn complete(&mut self, archived: Archived) {
        self.archived = Some(archived);
        self.advance(if self.is_to_be_processed() { State::Process } else { State::Idle });
        self.let_go_of_event();
    }

    /// The owner's own processing ended: with what the record is to be, if that is to change, or with why it failed.
    #[inline(never)]
    fn on_processed(&mut self, result: Result<Option<Vec<u8>>, Error>, pace: &Pace, now: Millis, log: &mut Vec<Line>) {
        match result {
            Ok(record) => {
                if let Some(record) = record {
                    self.ledger.replace(record);
                }
                self.add_receipt(ARCHIVE, Receipt { step: "process", ..NO_RECEIPT }, pace, now);
                self.say(ARCHIVE, Level::Info, "report processed", None, now, log);
                self.go_on_from_processing(None);
            }
            Err(error) => self.give_up(ARCHIVE, &error, now, log),
        }
    }

    /// Whatever came of the owner's own processing, the rest is done.
    fn go_on_from_processing(&mut self, error: Option<Error>) {
        if let Some(processing) = &mut self.processing {
            processing.end(error);
        }
        if self.archived.is_some() {
            self.advance(State::Idle);
            self.let_go_of_event();
        } else {
            self.advance(State::StoreRecord);
        }
    }

    /// The event is in the archive, now or since before.
    fn receive(
        &mut self,
        etag: Option<String>,
        request_id: Option<String>,
        seen_before: bool,
        pace: &Pace,
        now: Millis,
    ) {
        let key = Some(self.keys.event.clone());
        self.add_receipt(
            ARCHIVE,
            Receipt { step: "event", key, etag, request_id, seen_before, ..NO_RECEIPT },
            pace,
            now,
        );
    }

    fn on_handed_on(&mut self, slot: usize, request_id: Option<String>, pace: &Pace, now: Millis, log: &mut Vec<Line>) {
        let Some(step) = self.step(slot) else { return };
        step.status = Some(Handing::Done);
        step.body = Vec::new();
        let (what, target, msg) = (step.name(), Some(step.target.clone()), step.describe());
        self.add_receipt(slot, Receipt { step: what, target, request_id, ..NO_RECEIPT }, pace, now);
        self.say(slot, Level::Info, &msg, None, now, log);
        self.let_go_of_event();
    }

    fn add_receipt(&mut self, slot: usize, mut receipt: Receipt, pace: &Pace, now: Millis) {
        receipt.at = iso8601(pace.service_time(now));
        receipt.tries = self.attempt(slot).map_or(0, |attempt| attempt.tries);
        self.ledger.add(receipt);
    }

    /// Frees the event as soon as nobody needs its bytes.
    fn let_go_of_event(&mut self) {
        let is_needed =
            matches!(self.state, State::FindRecord | State::StoreEvent | State::Understand | State::Process);
        if !is_needed && !self.is_to_be_processed() && !self.steps.iter().any(Step::needs_event) {
            self.event = Vec::new();
        }
    }

    fn advance(&mut self, state: State) {
        self.state = state;
        self.replaces = false;
        if let Some(attempt) = self.attempt(ARCHIVE) {
            attempt.begin_next();
        }
    }

    /// What was stored is not what was sent: it is stored again, over what is there.
    fn replace(&mut self, reason: &str, pace: &mut Pace, now: Millis, log: &mut Vec<Line>) {
        self.replaces = true;
        self.try_again(ARCHIVE, Trouble::new(reason.into(), Remedy::Wait), pace, now, log);
    }

    #[inline(never)]
    fn try_again(&mut self, slot: usize, trouble: Trouble, pace: &mut Pace, now: Millis, log: &mut Vec<Line>) {
        let Some(attempt) = self.attempt(slot) else { return };
        match pace.try_again(attempt, trouble, now) {
            Ok(()) => {
                let reason = attempt.trouble.clone();
                self.say(slot, Level::Warn, "trying again", Some(&reason), now, log);
            }
            Err(error) => self.give_up(slot, &error, now, log),
        }
    }

    /// It will not be done in this invocation: a step, or completing the archive; or, if only receipts are missing there,
    /// the archive is left without them.
    #[inline(never)]
    fn give_up(&mut self, slot: usize, error: &Error, now: Millis, log: &mut Vec<Line>) {
        let is_stored = self.archived.is_some();
        let what = match (self.steps.get(slot.wrapping_sub(1)), &self.state) {
            (Some(step), _) => step.refusal(),
            (None, State::FindRecord | State::StoreEvent) => "the event is not stored: ".into(),
            (None, State::Process) => "the report was not processed: ".into(),
            (None, _) if is_stored => {
                "the record lacks receipts, and what they are of may be repeated should the event come again: ".into()
            }
            (None, _) => "the event is stored, its record is not: ".into(),
        };
        let error = Error::new(error.code(), [&what, error.message()].concat());
        let is_processing = self.is_processing(slot);
        let level = if slot == ARCHIVE && is_stored && !is_processing { Level::Warn } else { Level::Error };
        self.say(slot, level, "giving up", Some(error.message()), now, log);
        if let Some(step) = self.step(slot) {
            step.fail(error);
            self.let_go_of_event();
        } else if is_processing {
            self.go_on_from_processing(Some(error));
        } else if is_stored {
            self.ledger.on_abandoned();
            self.advance(State::Idle);
        } else {
            self.state = State::Failed(error);
        }
    }

    fn key(&self) -> &String {
        if self.state == State::StoreEvent { &self.keys.event } else { &self.keys.record }
    }

    /// Logs what became of a request.
    #[inline(never)]
    fn say(&self, slot: usize, level: Level, msg: &str, error: Option<&str>, now: Millis, log: &mut Vec<Line>) {
        let mut line = self.line(level, msg);
        match self.steps.get(slot.wrapping_sub(1)) {
            Some(step) => line.target = Some(step.target.clone()),
            None => line.key = Some(self.key().clone()),
        }
        if let Some(attempt) = self.attempts.get(slot) {
            line.tries = Some(attempt.tries);
            line.ms = Some(attempt.took(now));
        }
        line.error = error.map(String::from);
        log.push(line);
    }

    fn line(&self, level: Level, msg: &str) -> Line {
        Line { level, msg: msg.into(), event_type: self.event_type, task_id: self.task_id.clone(), ..Line::default() }
    }

    /// What happened, in one sentence.
    pub(super) fn last_line(&self) -> Line {
        let mut sentence = match (self.outcome, self.records) {
            (Some(outcome), _) => ["task ended: ", outcome.as_str()].concat(),
            (None, Some(records)) => ["batch of logs: ", &digits(i64::from(records))].concat(),
            (None, None) if self.unparsed.is_some() && self.event_type.is_some() => "not understood".into(),
            (None, None) if self.event_type.is_some() => "notification".into(),
            (None, None) => "not a notification".into(),
        };
        sentence.push_str(match self.archived {
            Some(Archived::Stored) => "; stored",
            Some(Archived::SeenBefore) if !self.is_repetition() => "; stored before",
            Some(Archived::SeenBefore) => "; seen before, nothing to do",
            Some(Archived::NotWanted) => "; not stored: no bucket is set",
            _ => "; not stored",
        });
        if let Some(processing) = self.processing.as_ref().filter(|_| !self.is_repetition()) {
            sentence.push_str(processing.describe());
        }
        if self.archived.is_some() {
            for step in &self.steps {
                sentence.push_str("; ");
                sentence.push_str(&step.describe());
            }
        }
        let mut line = self.line(if self.error().is_some() { Level::Error } else { Level::Info }, &sentence);
        if self.archived != Some(Archived::NotWanted) {
            let event = !self.keeps_record || (matches!(&self.state, State::Failed(_)) && self.ledger.is_empty());
            line.key = Some(if event { &self.keys.event } else { &self.keys.record }.clone());
            if !self.ledger.is_complete() && line.level == Level::Info {
                line.level = Level::Warn;
            }
        }
        line.error = self.error().map(|error| error.message().into());
        line
    }

    /// Whether all was done before.
    fn is_repetition(&self) -> bool {
        let before = Some(Handing::SeenBefore);
        self.archived == Some(Archived::SeenBefore)
            && self.processing.as_ref().is_none_or(|processing| processing.status == before)
            && self.steps.iter().all(|step| step.status == before)
    }

    /// What was asked for and not done.
    fn failure(&self) -> Option<&Error> {
        match (&self.state, self.processing.as_ref().and_then(|processing| processing.error.as_ref())) {
            (State::Failed(error), _) | (_, Some(error)) => Some(error),
            _ => self.steps.iter().find_map(|step| step.error.as_ref()),
        }
    }

    fn error(&self) -> Option<&Error> {
        self.failure().or(self.unparsed.as_ref())
    }

    fn delivered(&self) -> Delivered {
        let archive = self.archived.unwrap_or(Archived::Failed);
        let stored = matches!(archive, Archived::Stored | Archived::SeenBefore);
        Delivered {
            event_type: self.event_type,
            task_id: self.task_id.clone(),
            outcome: self.outcome,
            records: self.records,
            archive,
            event_key: stored.then(|| self.keys.event.clone()),
            record_key: (stored && self.keeps_record).then(|| self.keys.record.clone()),
            processed: self.processing.as_ref().map(|processing| processing.status.unwrap_or(Handing::Failed)),
            handed_on: (!self.steps.is_empty()).then(|| self.steps.iter().map(Step::handed_on).collect()),
            error: self.error().cloned(),
        }
    }
}

pub(super) fn wait(poll: &mut Actions, until: Millis) {
    poll.wait_until = Some(poll.wait_until.map_or(until, |other| other.min(until)));
}
