//! Applies the effects of the transitions in [`archiving`](super::archiving), and parses the event.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use super::archiving::{Effect, Facts, Input, State, because, transition};
use super::{Fetched, Job, Slot, original_event};
use crate::delivery::actions::Line;
use crate::delivery::deliverable::Notification;
use crate::delivery::dispatch::{self, Dispatch};
use crate::delivery::done::{Archived, StepStatus};
use crate::delivery::entry::EventStored;
use crate::delivery::keys;
use crate::delivery::ledger::Receipt;
use crate::delivery::processing::{MAX_REPORT, Processing};
use crate::delivery::retry::RetryCause;
use crate::delivery::timer::LATE;
use crate::delivery::{Context, Mode};
use crate::error::{Error, ErrorCode};
use crate::interpret::{self, Interpretation};
use crate::json::to_json;
use crate::options::{Layout, Level, Options};
use crate::report::Outcome;
use crate::time::{Millis, iso8601};

impl Job {
    /// Parses the event, if there is anything to parse, and goes on from there.
    #[inline(never)]
    pub(super) fn interpret(&mut self, context: &mut Context<'_>) {
        if let Some(notification) = self.awaits_interpretation.take() {
            let Notification { envelope, reconciled, .. } = notification;
            let event = original_event(&self.event, self.line_end);
            let options = context.options;
            let interpreted = match context.mode {
                Mode::Full => interpret::interpret(&interpret::Input {
                    event,
                    envelope,
                    reconciled,
                    language: options.language,
                    select: options.select.as_deref(),
                    targets: &options.notify,
                    functions: &options.invoke,
                    reasons_in: options.reasons_in,
                }),
                Mode::Store | Mode::Quarantine => Err(Error::new(
                    ErrorCode::Trapped,
                    "the event is stored, but has no report: understanding it ended in a trap",
                )),
            };
            match interpreted {
                Ok(interpretation) => {
                    let finished_at = interpretation.finished_at;
                    context.log.extend(self.adopt(interpretation, options));
                    if cfg!(feature = "api") && !self.dispatches.is_empty() {
                        self.expect_fetched(&notification, finished_at, context);
                    }
                }
                Err(error) => {
                    self.keys.report = keys::of_error(&self.keys.report);
                    if let Some(early) = &mut self.early {
                        early.drop_answer();
                    }
                    self.ledger.begin(to_json(&error));
                    self.keeps_report = true;
                    let mut line = self.line(Level::Error, "the event is stored, but not parsed");
                    line.error = Some(error.message().into());
                    context.log.push(line);
                    self.unparsed = Some(error);
                }
            }
        }
        self.take(Input::Understood, context);
    }

    /// Assumes that the watch may have fetched the task before the event came, if the event comes late. An event that does not say when its
    /// task ended is not late: looking would cost a request each time.
    #[inline(never)]
    fn expect_fetched(&mut self, notification: &Notification, finished_at: Option<Millis>, context: &Context<'_>) {
        let Some(archive) = &context.options.archive else { return };
        let earliest = context.shared.service_time(context.now).saturating_sub(LATE);
        let is_late = finished_at.is_some_and(|finished| finished < earliest);
        if is_late && !notification.reconciled && self.outcome != Some(Outcome::Processing) {
            let key = notification.fetched_report(&archive.prefix);
            self.fetched = key.map(|key| Box::new(Fetched { key, receipts: Vec::new() }));
        }
    }

    /// Takes over what the notification means, and gives what is to be logged about it.
    #[inline(never)]
    pub(super) fn adopt(&mut self, interpretation: Interpretation, options: &Options) -> Option<Line> {
        self.outcome = Some(interpretation.outcome);
        self.secrets = Some(interpretation.secrets);
        self.ledger.begin(interpretation.report);
        let Interpretation { messages, objections, .. } = interpretation;
        if !messages.is_empty() || !objections.is_empty() {
            (self.dispatches, self.skipped) = dispatch::plan(options, messages, objections);
        }
        let layout = options.archive.as_ref().map_or(Layout::Task, |archive| archive.layout);
        // The old templates stored no reports, and programs that read their output expect none. Only receipts need one, and
        // what is asked for.
        self.keeps_report = layout == Layout::Task || !self.dispatches.is_empty() || options.select.is_some();
        if self.has_processor {
            self.processing = Some(Processing::new(self.ledger.report()));
            self.keeps_report = true;
        } else if cfg!(feature = "select") && !interpretation.selected.is_empty() {
            if interpretation.selected.len() > MAX_REPORT {
                return Some(
                    self.line(Level::Warn, "what `select` takes has more than 15 MB, so the whole report is stored"),
                );
            }
            self.ledger.replace(interpretation.selected);
        }
        None
    }

    /// Takes what happened in the archive: applies the effects, and goes to the next state.
    pub(super) fn take(&mut self, input: Input, context: &mut Context<'_>) {
        let mut next_input = Some(input);
        while let Some(input) = next_input.take() {
            let (effects, next) = transition(self.state, input, &self.facts());
            for effect in effects {
                if let Err(error) = self.apply(effect, context) {
                    next_input = Some(Input::GaveUp(error));
                }
            }
            self.go_to(next);
            if self.state == State::ReadReport && next_input.is_none() && self.locks(context) {
                next_input = self.take_early();
            }
        }
        self.free_event();
    }

    pub(super) fn facts(&self) -> Facts {
        Facts {
            event_stored: self.event_stored,
            is_archived: self.archived.is_some(),
            keeps_report: self.keeps_report,
            report_exists: self.report_exists,
            is_done_before: self.is_done_before(),
            does_more: self.does_more(),
            is_to_process: self.is_to_process(),
            lacks_processing: self.processing.is_some() && !self.ledger.has("process", ""),
            is_late: self.fetched.is_some() && !self.has_notified_all(),
            is_resumed: self.is_resumed,
        }
    }

    /// Whether the owner's own processing is still to be done.
    pub(super) fn is_to_process(&self) -> bool {
        self.processing.as_ref().is_some_and(|processing| processing.status.is_none())
    }

    /// Whether the report object has every receipt, so that nothing is left to do. It was read before the event was stored.
    pub(super) fn is_done_before(&self) -> bool {
        self.unparsed.is_none()
            && self.ledger.has("event", "")
            && (self.processing.is_none() || self.ledger.has("process", ""))
            && self.has_notified_all()
    }

    /// Whether the report object has the receipt of every target.
    fn has_notified_all(&self) -> bool {
        self.dispatches.iter().all(|dispatch| self.ledger.has(dispatch.step(), &dispatch.target))
    }

    /// Applies an effect.
    ///
    /// # Errors
    /// Why the request is not sent again, if that was the effect.
    pub(super) fn apply(&mut self, effect: Effect, context: &mut Context<'_>) -> Result<(), Error> {
        match effect {
            Effect::Log(level, msg) => self.log(Slot::Archive, self.line(level, msg), context),
            Effect::EventStored { existed, versioned } => {
                let tries = self.attempts.tries;
                if (existed && tries <= 1) || versioned {
                    context.shared.on_repetition();
                }
                self.event_stored = Some(EventStored { existed, versioned, tries });
            }
            Effect::AddEventReceipt { etag, request_id } => {
                self.add_event_receipt(Receipt { etag, request_id, ..Receipt::of("event") }, context);
            }
            Effect::AddEarlierEventReceipt => self.add_earlier_event_receipt(context),
            Effect::ResumeFromReceipts => {
                self.is_resumed = true;
                if self.ledger.has("event", "") {
                    self.ledger.drop_receipts();
                } else {
                    self.add_earlier_event_receipt(context);
                }
                self.skip_what_has_receipts();
            }
            Effect::SkipWhatWasFetched => self.skip_what_was_fetched(context),
            Effect::SkipWhatHasReceipts => self.skip_what_has_receipts(),
            Effect::DropReceipts => self.ledger.drop_receipts(),
            Effect::ExpectReports => context.shared.expect_reports(),
            Effect::ExpectNoReport(cause) => {
                context.shared.expect_no_report();
                if let Some(cause) = cause {
                    // The clock, the credentials and the rest that COS asks for hold for later requests; this one is not repeated.
                    let _ = context.shared.try_again(&mut self.attempts, cause, context.now);
                }
            }
            Effect::ReportExists => self.report_exists = true,
            Effect::Archived { seen_before } => {
                self.archived = Some(if seen_before { Archived::SeenBefore } else { Archived::Stored });
            }
            Effect::ReceiptsSaved => self.ledger.on_saved(),
            Effect::AbandonReceipts(error) => {
                self.log(Slot::Archive, self.giving_up(Level::Warn, &error), context);
                self.ledger.on_abandoned();
            }
            Effect::EndProcessing(result) => self.end_processing(result, context),
            Effect::Retry(cause) => return self.plan_retry(Slot::Archive, cause, context),
            Effect::Replace(cause) => {
                self.replaces = true;
                return self.plan_retry(Slot::Archive, cause, context);
            }
            Effect::Fail(error) => {
                self.log(Slot::Archive, self.giving_up(Level::Error, &error), context);
                self.archive_error = Some(error);
            }
        }
        Ok(())
    }

    /// Begins the next request, if the state is another one.
    pub(super) fn go_to(&mut self, next: State) {
        if next == self.state {
            return;
        }
        self.state = next;
        self.replaces = false;
        if next == State::StoreEvent {
            // It is stored at once, whatever the request for its report object met.
            self.attempts.put_off();
        } else {
            self.attempts.begin_next();
        }
    }

    /// Does not do again what has a receipt of an earlier delivery.
    pub(super) fn skip_what_has_receipts(&mut self) {
        for dispatch in &mut self.dispatches {
            if let Some(earlier) = self.ledger.earlier(dispatch.step(), &dispatch.target) {
                dispatch.skip(earlier);
            }
        }
        if let Some(processing) = &mut self.processing {
            let seen_before = self.ledger.has("process", "");
            processing.status = if seen_before { Some(StepStatus::SeenBefore) } else { None };
            // It failed here, but the report object is another delivery's, which has done it or leaves it to be done anew.
            processing.error = None;
        }
    }

    /// Does not notify a target again that was notified of the task when the watch fetched it.
    #[inline(never)]
    fn skip_what_was_fetched(&mut self, context: &Context<'_>) {
        let fetched = self.fetched.as_mut().map(|fetched| mem::take(&mut fetched.receipts)).unwrap_or_default();
        let mut receipts = Vec::new();
        for dispatch in self.dispatches.iter_mut().filter(|dispatch| dispatch.status.is_none()) {
            if let Some(earlier) = fetched.iter().find(|earlier| earlier.is_of(dispatch.step(), &dispatch.target)) {
                dispatch.skip(earlier);
                let target = Some(dispatch.target.clone());
                receipts.push(Receipt { target, seen_before: true, ..Receipt::of(dispatch.step()) });
            }
        }
        for receipt in receipts {
            self.add_receipt(Slot::Archive, receipt, context);
        }
    }

    #[inline(never)]
    pub(super) fn end_processing(&mut self, mut result: Result<Option<Vec<u8>>, Error>, context: &mut Context<'_>) {
        match &mut result {
            Ok(report) => {
                if let Some(report) = report.take() {
                    self.ledger.replace(report);
                }
                self.add_receipt(Slot::Archive, Receipt::of("process"), context);
                self.log(Slot::Archive, self.line(Level::Info, "report processed"), context);
            }
            Err(error) => self.log(Slot::Archive, self.giving_up(Level::Error, error), context),
        }
        if let Some(processing) = &mut self.processing {
            processing.end(result.err());
        }
    }

    pub(super) fn on_dispatched(&mut self, index: usize, request_id: Option<String>, context: &mut Context<'_>) {
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        dispatch.status = Some(StepStatus::Done);
        dispatch.body = Vec::new();
        let (receipt, msg) = (Receipt::of(dispatch.step()), dispatch.describe());
        let receipt = Receipt { target: Some(dispatch.target.clone()), request_id, ..receipt };
        self.add_receipt(Slot::Target(index), receipt, context);
        self.log(Slot::Target(index), self.line(Level::Info, &msg), context);
        self.free_event();
    }

    pub(super) fn add_earlier_event_receipt(&mut self, context: &Context<'_>) {
        if self.ledger.is_empty() {
            self.add_event_receipt(Receipt { seen_before: true, ..Receipt::of("event") }, context);
        }
    }

    pub(super) fn add_event_receipt(&mut self, mut receipt: Receipt, context: &Context<'_>) {
        receipt.key = Some(self.keys.event.clone());
        self.add_receipt(Slot::Archive, receipt, context);
    }

    pub(super) fn add_receipt(&mut self, slot: Slot, mut receipt: Receipt, context: &Context<'_>) {
        receipt.at = iso8601(context.shared.service_time(context.now));
        receipt.tries = self.attempts(slot).map_or(0, |attempts| attempts.tries);
        self.ledger.add(receipt);
    }

    /// Frees the event as soon as nobody needs its bytes.
    pub(super) fn free_event(&mut self) {
        let is_stored_or_parsed =
            matches!(self.state, State::FindReport | State::StoreEvent | State::Interpret | State::Process);
        // Until the report object is stored, that of another delivery may leave the processing to be done again.
        let may_process = self.is_to_process() || (self.processing.is_some() && self.archived.is_none());
        if !is_stored_or_parsed && !may_process && !self.dispatches.iter().any(Dispatch::needs_event) {
            self.event = Vec::new();
        }
    }

    pub(super) fn retry(&mut self, slot: Slot, cause: RetryCause, context: &mut Context<'_>) {
        if let Err(error) = self.plan_retry(slot, cause, context) {
            self.give_up(slot, error, context);
        }
    }

    /// Plans to send a request again.
    ///
    /// # Errors
    /// Why it is not sent again.
    pub(super) fn plan_retry(&mut self, slot: Slot, cause: RetryCause, context: &mut Context<'_>) -> Result<(), Error> {
        let Some(attempts) = self.attempts(slot) else { return Ok(()) };
        context.shared.try_again(attempts, cause, context.now)?;
        let error = Some(attempts.reason.clone());
        self.log(slot, Line { error, ..self.line(Level::Warn, "trying again") }, context);
        Ok(())
    }

    /// It is not done in this invocation.
    pub(super) fn give_up(&mut self, slot: Slot, error: Error, context: &mut Context<'_>) {
        let index = match slot {
            Slot::Archive => return self.take(Input::GaveUp(error), context),
            // It is asked for again when it is needed.
            Slot::Early => return,
            Slot::Target(index) => index,
        };
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        let error = because(&dispatch.error_prefix(), &error);
        dispatch.fail(error.clone());
        self.log(slot, self.giving_up(Level::Error, &error), context);
        self.free_event();
    }

    /// Logs what became of a request.
    #[inline(never)]
    pub(super) fn log(&mut self, slot: Slot, line: Line, context: &mut Context<'_>) {
        let (target, key) = match slot {
            Slot::Target(index) => (self.dispatches.get(index).map(|dispatch| dispatch.target.clone()), None),
            Slot::Archive if self.state == State::StoreEvent => (None, Some(self.keys.event.clone())),
            Slot::Archive | Slot::Early => (None, Some(self.keys.report.clone())),
        };
        let attempts = self.attempts(slot);
        let tries = attempts.as_ref().map(|attempts| attempts.tries);
        let ms = attempts.map(|attempts| attempts.took(context.now));
        context.log.push(Line { target, key, tries, ms, ..line });
    }

    pub(super) fn giving_up(&self, level: Level, error: &Error) -> Line {
        Line { error: Some(error.message().into()), ..self.line(level, "giving up") }
    }
}
