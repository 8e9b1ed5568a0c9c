//! The responses to requests. Each is an input for the archive, or the result of a target.

use alloc::string::String;

use super::archiving::{Input, State};
use super::{Job, Slot};
use crate::cos::{self};
use crate::delivery::Context;
use crate::delivery::dispatch::Answer;
use crate::delivery::ledger;
use crate::delivery::processing::{self};
use crate::delivery::retry::RetryCause;
use crate::delivery::sanitize::{printable, sanitized_reason};
use crate::error::{Error, ErrorCode};
use crate::http::{Response, RetryAction};
use crate::redact::{self, Secrets};
use crate::text::digits;
use crate::time::Millis;

impl Job {
    /// Takes the response to a request.
    pub(in crate::delivery) fn on_response(&mut self, id: u32, response: &Response<'_>, context: &mut Context<'_>) {
        let Some(slot) = self.slot(id) else { return };
        let Some(attempts) = self.attempts(slot) else { return };
        attempts.in_flight = None;
        match slot {
            Slot::Archive if self.state == State::Process => {
                let input = processing::to_report(response.body).map_or_else(Input::Refused, Input::Processed);
                self.take(input, context);
            }
            Slot::Archive => {
                if cos::is_not_of_cos(response) {
                    context.shared.leave_host(&self.attempts);
                }
                let answer = cos::read(response).cleaned(&context.options.secrets());
                let input = self.input_of(answer, response, context.now);
                self.take(input, context);
            }
            Slot::Early => self.on_early_response(response, context),
            Slot::Target(index) => self.on_target_response(index, response, context),
        }
    }

    /// Assumes that a request succeeded.
    #[cfg(feature = "api")]
    pub(in crate::delivery) fn assume_done(&mut self, id: u32, context: &mut Context<'_>) {
        let Some(slot) = self.slot(id) else { return };
        let Some(attempts) = self.attempts(slot) else { return };
        attempts.in_flight = None;
        match (slot, self.state) {
            (Slot::Archive, State::Process) => self.take(Input::Processed(None), context),
            // A report object that is read is one of an earlier delivery, and there was none.
            (Slot::Archive, State::FindReport | State::ReadReport | State::FindFetched) => {
                self.take(Input::NotFound, context)
            }
            (Slot::Archive, _) => {
                self.take(Input::Stored { etag: Some("-".into()), request_id: None, versioned: false }, context);
            }
            (Slot::Early, _) => {
                if let Some(early) = &mut self.early {
                    early.on_missing();
                }
            }
            (Slot::Target(index), _) => {
                if !self.assume_queued(index, context) {
                    self.on_dispatched(index, None, context);
                }
            }
        }
    }

    /// Records that a request got no response.
    pub(in crate::delivery) fn on_error(&mut self, id: u32, reason: &str, context: &mut Context<'_>) {
        let Some(slot) = self.slot(id) else { return };
        let Some(attempts) = self.attempts(slot) else { return };
        attempts.in_flight = None;
        if slot == Slot::Archive && self.state == State::Process {
            // Cleaned before it is cut: half a secret is not found.
            let error = redact::error(Error::new(ErrorCode::ProcessFailed, reason), &self.event);
            self.take(Input::Refused(error.with_texts(&|text| *text = printable(text))), context);
            return;
        }
        if slot == Slot::Early {
            return self.on_early_error(context);
        }
        let reason = sanitized_reason(&self.without_secrets(reason));
        let detour = match slot {
            Slot::Target(index) => self.dispatches.get(index).and_then(|dispatch| dispatch.detour.as_ref()),
            Slot::Archive | Slot::Early => None,
        };
        let step = detour.map(|detour| detour.step);
        if step.is_some()
            && let Some(attempts) = self.attempts(slot)
        {
            context.shared.leave_host(attempts);
        }
        if let (Slot::Target(index), Some(step)) = (slot, step)
            && step.is_optional()
        {
            return self.end_detour(index);
        }
        let is_of_cos = step.is_some() || slot == Slot::Archive;
        let from = if is_of_cos { "no answer from COS: " } else { "no answer: " };
        let cause = RetryCause::new([from, &reason].concat(), RetryAction::Wait);
        if let Slot::Target(index) = slot
            && let Some(dispatch) = self.dispatches.get(index).filter(|dispatch| dispatch.is_message())
            && !dispatch.attempts.may_repeat_message(context.now, context.shared.deadline)
        {
            return self.give_up(slot, Error::new(ErrorCode::OutOfTime, cause.reason), context);
        }
        match slot {
            Slot::Archive => {
                context.shared.leave_host(&self.attempts);
                self.take(Input::Retry(cause), context);
            }
            Slot::Early | Slot::Target(_) => self.retry(slot, cause, context),
        }
    }

    /// What an answer of COS is as an input.
    pub(super) fn input_of(&mut self, answer: cos::Answer, response: &Response<'_>, now: Millis) -> Input {
        let is_read = matches!(self.state, State::FindReport | State::ReadReport | State::FindFetched);
        let differs = |etag: &Option<String>, bytes| etag.as_deref().is_some_and(|etag| cos::contradicts(etag, bytes));
        match answer {
            cos::Answer::Done { etag, .. } if is_read => {
                if differs(&etag, response.body) {
                    return Input::ReadOther;
                }
                let is_report = match self.state {
                    State::FindReport => self.ledger.read_receipts(response.body),
                    State::FindFetched => {
                        let receipts = ledger::receipts_in(response.body);
                        let is_report = receipts.is_some();
                        if let (Some(fetched), Some(receipts)) = (&mut self.fetched, receipts) {
                            fetched.receipts = receipts;
                        }
                        is_report
                    }
                    _ => self.ledger.resume(response.body),
                };
                if is_report { Input::Report } else { Input::NotReport }
            }
            cos::Answer::Done { etag, request_id, versioned } => {
                let sent = if self.state == State::StoreEvent { &self.event } else { self.ledger.text() };
                if differs(&etag, sent) {
                    return Input::StoredOther;
                }
                Input::Stored { etag, request_id, versioned }
            }
            cos::Answer::Exists if !is_read => Input::Exists,
            cos::Answer::NotFound if is_read => Input::NotFound,
            cos::Answer::TryAgain(refusal, action) => {
                let cause = RetryCause::new(self.without_secrets(&refusal.describe()), action);
                Input::Retry(cause.with_times_of(response, now))
            }
            cos::Answer::Refused(refusal) => {
                let reason = self.without_secrets(&refusal.describe());
                Input::Refused(Error::new(ErrorCode::NotDelivered, reason).with_help(refusal.help))
            }
            cos::Answer::Exists | cos::Answer::NotFound => {
                let reason = ["COS answered ", &digits(i64::from(response.status)), " out of place"].concat();
                Input::Refused(Error::new(ErrorCode::NotDelivered, reason))
            }
        }
    }

    pub(super) fn on_target_response(&mut self, index: usize, response: &Response<'_>, context: &mut Context<'_>) {
        let Some(dispatch) = self.dispatches.get(index) else { return };
        if dispatch.detour.is_some() {
            return self.on_outbox_response(index, response, context);
        }
        let slot = Slot::Target(index);
        match dispatch.read(context.options, response, &|text| self.without_secrets(text)) {
            Answer::Done(request_id) => self.on_dispatched(index, request_id, context),
            Answer::Retry(mut cause) => {
                cause.reason = self.without_secrets(&cause.reason);
                self.retry(slot, cause.with_times_of(response, context.now), context);
            }
            Answer::Limited(mut cause) => {
                cause.reason = self.without_secrets(&cause.reason);
                self.on_limited(index, cause.with_times_of(response, context.now), context);
            }
            Answer::Refused(reason) => {
                let error = Error::new(ErrorCode::NotDelivered, self.without_secrets(&reason));
                self.give_up(slot, error, context);
            }
        }
    }

    /// A text of a service, without the secrets of the event. It may quote what it was sent.
    ///
    /// The event is read for them unless it is parsed, so this is for what goes wrong only.
    pub(super) fn without_secrets(&self, text: &str) -> String {
        match &self.secrets {
            Some(secrets) => secrets.clean(text).into_owned(),
            // Then the event is stored, and the reason is not shown.
            None if self.state == State::FindReport => text.into(),
            None if self.is_unreadable || self.event.is_empty() => text.into(),
            None => Secrets::in_bytes(&self.event).clean(text).into_owned(),
        }
    }
}
