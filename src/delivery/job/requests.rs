//! The requests of a job. They go to the archive, as its state asks, and to its targets.

use alloc::string::String;

use super::archiving::{Input, State};
use super::{Job, Slot, original_event};
use crate::cos::{self, Upload};
use crate::delivery::actions::{Process, Transmit};
use crate::delivery::dispatch::{Dispatch, StoredEvent};
use crate::delivery::done::Archived;
use crate::delivery::processing::{self};
use crate::delivery::retry::{NextAttempt, SHORTEST_ATTEMPT, message_timeout};
use crate::delivery::{Context, Round};
use crate::error::{Error, ErrorCode};
use crate::http::Request;
use crate::options::{Archive, Options};
use crate::time::Millis;

impl Job {
    /// Adds what is to be sent now, and until when to wait.
    pub(in crate::delivery) fn poll(&mut self, context: &mut Context<'_>, round: &mut Round<'_>) {
        // There is nothing to parse in a batch of logs.
        if self.state == State::Interpret && (round.may_interpret || self.records.is_some()) && round.free > 0 {
            self.interpret(context);
        }
        if self.waits_for_lock {
            self.wait_for_lock(context, round.actions);
        }
        self.poll_slot(Slot::Archive, context, round);
        if self.wants_early() {
            self.lock_early(context);
        }
        self.poll_slot(Slot::Early, context, round);
        // If it is too late to process, the report is still to be stored.
        self.poll_slot(Slot::Archive, context, round);
        for index in 0..self.dispatches.len() {
            if self.dispatches.get(index).is_some_and(Dispatch::is_to_send) {
                self.hold_back(index, round.free > 0, context);
            }
            self.poll_slot(Slot::Target(index), context, round);
        }
    }

    pub(super) fn poll_slot(&mut self, slot: Slot, context: &mut Context<'_>, round: &mut Round<'_>) {
        if slot == Slot::Archive && self.state == State::Idle && self.owes_receipts() {
            self.take(Input::ReceiptsAdded, context);
        }
        if let Err(error) = self.send_if_due(slot, context, round) {
            self.give_up(slot, error, context);
        }
    }

    /// Sends the request of a slot, if there is one to be sent now.
    ///
    /// # Errors
    /// Why it is never sent: there is no time left, for instance.
    pub(super) fn send_if_due(
        &mut self,
        slot: Slot,
        context: &mut Context<'_>,
        round: &mut Round<'_>,
    ) -> Result<(), Error> {
        let Context { options, now, .. } = *context;
        let (is_wanted, is_signed) = match slot {
            Slot::Archive => {
                let is_wanted =
                    !self.waits_for_lock && !matches!(self.state, State::Interpret | State::Idle | State::Failed);
                (is_wanted, self.state != State::Process)
            }
            Slot::Early => (self.wants_early(), true),
            Slot::Target(index) => match self.dispatches.get(index) {
                Some(dispatch) => (dispatch.status.is_none() && self.archived.is_some(), dispatch.is_signed()),
                None => return Ok(()),
            },
        };
        // No target is notified while there is no time to store its receipt.
        let reserve = if matches!(slot, Slot::Target(_)) { SHORTEST_ATTEMPT } else { 0 };
        let deadline = context.shared.deadline.saturating_sub(reserve);
        let is_processing = slot == Slot::Archive && self.state == State::Process;
        let Some(attempts) = self.attempts(slot).filter(|attempts| is_wanted && attempts.in_flight.is_none()) else {
            return Ok(());
        };
        match attempts.next_attempt(now, deadline) {
            NextAttempt::Never => return Err(attempts.out_of_time()),
            NextAttempt::At(until) => round.actions.wait(until),
            // The host is to bring credentials first; the delivery ends even if it does not.
            NextAttempt::Now(_) if context.shared.wants_credentials && is_signed => {
                round.actions.wait(context.shared.deadline);
            }
            NextAttempt::Now(_) if context.shared.unchanged && attempts.wants_credentials => {
                return Err(attempts.refused());
            }
            NextAttempt::Now(_) if round.free == 0 => {}
            NextAttempt::Now(_) if is_processing => {
                round.free = round.free.saturating_sub(1);
                let timeout = processing::timeout(now, context.shared.deadline);
                round.actions.process.push(Process { id: context.shared.start(attempts, now), timeout });
                if let Some(processing) = &mut self.processing {
                    processing.begin(&self.event);
                }
            }
            NextAttempt::Now(timeout) => {
                let service_time = context.shared.service_time(now);
                let mut request = match slot {
                    Slot::Archive => self.request_to_archive(options, context.shared.other_host, service_time)?,
                    Slot::Early => self.request_for_report(options, context.shared.other_host, service_time)?,
                    Slot::Target(index) => {
                        self.request_to_target(index, options, (context.shared.other_host, service_time))?
                    }
                };
                let is_message =
                    matches!(slot, Slot::Target(index) if self.dispatches.get(index).is_some_and(Dispatch::is_message));
                let longer = if is_message { message_timeout(now, deadline) } else { None };
                request.timeout = longer.unwrap_or(timeout);
                round.free = round.free.saturating_sub(1);
                let (step, target) = self.purpose(slot);
                if let Some(attempts) = self.attempts(slot) {
                    let id = context.shared.start(attempts, now);
                    round.actions.requests.push(Transmit { id, step, target, request });
                }
            }
        }
        Ok(())
    }

    /// What a request is for: the step, and the target if it has one.
    pub(super) fn purpose(&self, slot: Slot) -> (&'static str, Option<String>) {
        match slot {
            Slot::Archive if self.state == State::StoreEvent => ("event", None),
            Slot::Archive | Slot::Early => ("report", None),
            Slot::Target(index) => match self.dispatches.get(index) {
                Some(dispatch) if dispatch.detour.is_some() => ("outbox", Some(dispatch.target.clone())),
                Some(dispatch) => (dispatch.step(), Some(dispatch.target.clone())),
                None => ("", None),
            },
        }
    }

    /// The request to the archive that the state asks for.
    pub(super) fn request_to_archive(
        &mut self,
        options: &Options,
        other_host: bool,
        now: Millis,
    ) -> Result<Request, Error> {
        let archive = archive_of(options)?;
        let upload = match self.state {
            State::FindFetched => {
                let key = self.fetched.as_ref().map_or("", |fetched| &fetched.key);
                return cos::get(archive.bucket_at(other_host), key, &archive.credentials, now);
            }
            State::FindReport | State::ReadReport => return self.request_for_report(options, other_host, now),
            State::StoreEvent => Upload {
                key: &self.keys.event,
                body: &self.event,
                content_type: self.event_content_type,
                keep_existing: !self.replaces,
            },
            _ => {
                self.ledger.write();
                Upload {
                    key: &self.keys.report,
                    body: self.ledger.text(),
                    content_type: "application/json",
                    // Another delivery of the same event may have notified targets meanwhile.
                    keep_existing: !self.replaces && self.archived.is_none() && self.does_more(),
                }
            }
        };
        cos::put(archive.bucket_at(other_host), upload, &archive.credentials, now)
    }

    fn request_for_report(&self, options: &Options, other_host: bool, now: Millis) -> Result<Request, Error> {
        let archive = archive_of(options)?;
        cos::get(archive.bucket_at(other_host), &self.keys.report, &archive.credentials, now)
    }

    pub(super) fn request_to_target(
        &mut self,
        index: usize,
        options: &Options,
        (other_host, now): (bool, Millis),
    ) -> Result<Request, Error> {
        if let Some(request) = self.request_to_outbox(index, (options.archive.as_deref(), other_host), now) {
            return request;
        }
        let event = StoredEvent { bytes: original_event(&self.event, self.line_end), key: &self.keys.event };
        match self.dispatches.get_mut(index) {
            Some(dispatch) => dispatch.request(options, &event, now),
            None => Err(Error::new(ErrorCode::NotDelivered, "there is no such target")),
        }
    }

    /// Whether receipts came that the stored report object does not have.
    pub(super) fn owes_receipts(&self) -> bool {
        self.keeps_report && self.archived != Some(Archived::NotWanted) && self.ledger.is_behind()
    }

    /// Whether something is done beside storing, which a duplicate must not repeat.
    pub(super) fn does_more(&self) -> bool {
        self.processing.is_some() || !self.dispatches.is_empty()
    }
}

/// The archive of the options.
///
/// # Errors
/// [`ErrorCode::NotDelivered`] if no bucket is set.
fn archive_of(options: &Options) -> Result<&Archive, Error> {
    options.archive.as_deref().ok_or_else(|| Error::new(ErrorCode::NotDelivered, "no bucket is set"))
}
