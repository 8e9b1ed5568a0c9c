//! One notification, and how far its delivery has come.
//!
//! [`archiving`](super::archiving) says what an answer of the archive means. Here is what that takes: the requests, what their
//! responses are as inputs, and the effects. Once everything is in the archive, the notification is dispatched to all targets at
//! once, and the report object is stored again with their receipts.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::actions::Line;
mod archiving;
mod early;
mod effects;
mod locking;
mod queueing;
mod requests;
mod responses;
mod summary;

use super::Mode;
use super::deliverable::{Deliverable, Notification, Place};
use super::dispatch::Dispatch;
use super::done::{Archived, Skipped};
use super::entry::{EventStored, Source, Stored, Waiting};
use super::keys::Keys;
use super::ledger::{Earlier, Ledger};
use super::processing::Processing;
use super::retry::Attempts;
use crate::error::Error;
use crate::options::{Level, Options};
use crate::redact::Secrets;
use crate::report::Outcome;
use crate::time::Millis;
use archiving::{NO_REPORT, NOT_STORED, State, because};
use early::Early;

/// One notification, and how far its delivery has come.
pub(super) struct Job {
    event_type: Option<&'static str>,
    /// The task, fit for the log.
    task_id: Option<String>,
    outcome: Option<Outcome>,
    /// Why it is in quarantine, or stored without being parsed.
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
    /// Of a notification that is not parsed yet: what it is.
    awaits_interpretation: Option<Notification>,
    /// The secrets of the event, once it is parsed.
    secrets: Option<Secrets>,
    /// Whether reading the event is known to end in a trap.
    is_unreadable: bool,
    /// Whether there is to be a report object.
    keeps_report: bool,
    ledger: Ledger,
    state: State,
    /// The request to the archive that the state asks for.
    attempts: Attempts,
    /// The request for the report object that is sent while the event is being stored.
    early: Option<Early>,
    /// Whether that replaces the object that is stored.
    replaces: bool,
    /// What COS reports about the event. `None`: it is not stored, or must not be.
    event_stored: Option<EventStored>,
    /// Whether the report object of another delivery was read.
    is_resumed: bool,
    /// The event comes so late that the watch may have fetched its task.
    fetched: Option<Box<Fetched>>,
    /// Whether the report object was found to exist when it was to be stored first.
    report_exists: bool,
    /// Set once the event and its report object are in the archive. Nothing is dispatched before.
    archived: Option<Archived>,
    /// Why they are not.
    archive_error: Option<Error>,
    /// Whether the owner has a processing of their own.
    has_processor: bool,
    /// That processing; absent if there is none, or nothing to process.
    processing: Option<Processing>,
    /// The id of its lock on the notification.
    lock: Option<u32>,
    /// Whether another delivery of the instance holds an equal one.
    waits_for_lock: bool,
    dispatches: Vec<Dispatch>,
    /// The targets that it is not for.
    skipped: Vec<Skipped>,
}

/// The report object of the same task, should the watch have fetched it before the event came.
struct Fetched {
    key: String,
    /// Its receipts, once it is read.
    receipts: Vec<Earlier>,
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// The archive, or the owner's processing: what the state asks for.
    Archive,
    /// The report object, while the event is being stored.
    Early,
    /// The target with this index.
    Target(usize),
}

/// What all jobs of a delivery are made with.
pub(super) struct Beginning<'b> {
    pub(super) options: &'b Options,
    /// The event that parts are of.
    pub(super) event: &'b [u8],
    /// When the delivery began.
    pub(super) began: Millis,
    /// Whether its report object is looked for before its event is stored.
    pub(super) seeks: bool,
    /// Whether its report object is asked for while its event is being stored.
    pub(super) asks_early: bool,
    /// Whether the owner has a processing of their own.
    pub(super) has_processor: bool,
    pub(super) mode: Mode,
}

/// An event as it came, without the line end that is only stored behind it.
///
/// (Not a method: what a job changes meanwhile is borrowed beside the event.)
fn original_event<'e>(event: &'e [u8], line_end: &[u8]) -> &'e [u8] {
    event.strip_suffix(line_end).unwrap_or_default()
}

impl Job {
    pub(super) fn new(waiting: Waiting, beginning: &Beginning<'_>) -> Self {
        let Beginning { options, event, began, seeks, asks_early, has_processor, mode } = *beginning;
        let Waiting { deliverable, mut source, stored } = waiting;
        let is_archived = options.archive.is_some();
        let state = match (is_archived, &stored, &deliverable) {
            (false, ..) | (_, Some(_), _) => State::Interpret,
            (_, None, Deliverable::Notification(_)) if seeks => State::FindReport,
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
            awaits_interpretation: None,
            secrets: None,
            is_unreadable: mode == Mode::Quarantine,
            keeps_report: false,
            ledger: Ledger::new(),
            state,
            attempts: Attempts::default(),
            early: None,
            replaces: false,
            event_stored: None,
            is_resumed: false,
            fetched: None,
            report_exists: false,
            archived: if is_archived { None } else { Some(Archived::NotWanted) },
            archive_error: None,
            has_processor,
            processing: None,
            lock: None,
            waits_for_lock: false,
            dispatches: Vec::new(),
            skipped: Vec::new(),
        };
        job.begin(deliverable, Place::of(options, began));
        if asks_early && job.state == State::StoreEvent && job.awaits_interpretation.is_some() {
            job.early = Some(Early::default());
        }
        if let Some(stored) = stored {
            job.resume(*stored);
        }
        job
    }

    /// Takes what there is to deliver.
    fn begin(&mut self, deliverable: Deliverable, place: Place<'_>) {
        match deliverable {
            Deliverable::Notification(notification) => {
                (self.event_type, self.task_id) = (Some(notification.event_type), notification.task_id());
                (self.line_end, self.event_content_type) = (place.line_end(), place.content_type());
                self.event.extend_from_slice(self.line_end);
                self.keys = notification.keys(place);
                self.awaits_interpretation = Some(notification);
            }
            #[cfg(feature = "cls")]
            Deliverable::Batch(batch) => {
                (self.records, self.event_content_type) = (Some(batch.records), batch.content_type);
                self.event = batch.content;
                self.keys.event = batch.key;
            }
            Deliverable::Quarantined(quarantined) => {
                self.event_content_type = quarantined.content_type;
                self.keys = quarantined.keys;
                self.ledger.begin(quarantined.error_object);
                (self.keeps_report, self.unparsed) = (true, Some(quarantined.error));
            }
        }
    }

    /// Goes on from where it was left when its event was stored.
    fn resume(&mut self, stored: Stored) {
        self.event_stored = Some(stored.answer);
        for mut receipt in stored.receipts {
            receipt.key = Some(self.keys.event.clone());
            self.ledger.add(receipt);
        }
        self.ledger.set_before(stored.before);
        self.attempts = stored.attempts;
    }

    /// Whether its event is stored and nothing is to be done until others are.
    pub(super) fn is_to_wait(&self) -> bool {
        self.state == State::Interpret && self.event_stored.is_some() && self.awaits_interpretation.is_some()
    }

    /// What it is while it waits for others.
    pub(super) fn into_waiting(mut self) -> Option<Waiting> {
        let mut receipts = self.ledger.take_receipts();
        receipts.iter_mut().for_each(|receipt| receipt.key = None);
        let before = self.ledger.take_before();
        let stored = Stored { answer: self.event_stored?, receipts, attempts: self.attempts, before };
        self.source.put_back(self.event, self.line_end);
        let deliverable = Deliverable::Notification(self.awaits_interpretation?);
        Some(Waiting { deliverable, source: self.source, stored: Some(Box::new(stored)) })
    }

    /// Whether COS has neither stored the event nor refused it with its own reason. A clock that is wrong and credentials that
    /// are old are not such a reason.
    pub(super) fn awaits_first_answer(&self) -> bool {
        match self.state {
            State::FindReport => true,
            State::StoreEvent => !self.attempts.has_tried,
            _ => false,
        }
    }

    pub(super) fn has_ended(&self) -> bool {
        match self.state {
            _ if self.early.as_ref().is_some_and(Early::is_under_way) => false,
            State::Failed => true,
            // Polled before, it would not be idle with receipts to store.
            State::Idle => self.dispatches.iter().all(|dispatch| dispatch.status.is_some()),
            _ => false,
        }
    }

    /// Fails before anything is begun: there is no time left.
    pub(super) fn give_up_unbegun(&mut self) {
        let what = if self.event_stored.is_some() { NO_REPORT } else { NOT_STORED };
        self.archive_error = Some(because(what, &Attempts::default().out_of_time()));
        self.state = State::Failed;
    }

    /// The id of its lock on the notification, once it is locked.
    pub(super) const fn lock(&self) -> Option<u32> {
        self.lock
    }

    /// The body of a request under way. `None` if it is not a request of this notification.
    pub(super) fn body(&self, id: u32) -> Option<&[u8]> {
        Some(match (self.slot(id)?, self.state) {
            (Slot::Archive, State::StoreEvent) => &self.event,
            (Slot::Archive, State::StoreReport) => self.ledger.text(),
            (Slot::Archive, State::Process) => self.processing.as_ref().map_or(&[], Processing::call),
            (Slot::Archive, _) | (Slot::Early, _) => &[],
            (Slot::Target(index), _) => self.dispatches.get(index).map_or(&[], |dispatch| &dispatch.body),
        })
    }

    /// What a request under way is for.
    fn slot(&self, id: u32) -> Option<Slot> {
        let is = |attempts: &Attempts| attempts.in_flight == Some(id);
        if is(&self.attempts) {
            return Some(Slot::Archive);
        }
        if self.early.as_ref().is_some_and(|early| is(&early.attempts)) {
            return Some(Slot::Early);
        }
        self.dispatches.iter().position(|dispatch| is(&dispatch.attempts)).map(Slot::Target)
    }

    fn attempts(&mut self, slot: Slot) -> Option<&mut Attempts> {
        match slot {
            Slot::Archive => Some(&mut self.attempts),
            Slot::Early => self.early.as_mut().map(|early| &mut early.attempts),
            Slot::Target(index) => self.dispatches.get_mut(index).map(|dispatch| &mut dispatch.attempts),
        }
    }

    pub(super) fn line(&self, level: Level, msg: &str) -> Line {
        Line { level, msg: msg.into(), event_type: self.event_type, task_id: self.task_id.clone(), ..Line::default() }
    }
}
