//! What is asked of the archive before the message of a target is sent: whether it has to wait in the outbox instead, and whether its
//! source failed before.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Job, Slot};
use crate::cos::{self, Upload};
use crate::delivery::Context;
use crate::delivery::dispatch::{Detour, Step};
use crate::delivery::done::{Archived, StepStatus};
use crate::delivery::ledger::Receipt;
use crate::delivery::outbox;
use crate::delivery::retry::{self, Attempts, NextAttempt, RetryCause, SHORTEST_ATTEMPT};
use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response};
#[cfg(feature = "outbox")]
use crate::json::Document;
use crate::json::{members, to_json};
use crate::options::{Archive, Level, Options};
use crate::text::digits;
#[cfg(feature = "outbox")]
use crate::time::from_iso8601;
use crate::time::{Millis, iso8601};

/// The longest time that a message waits within the delivery until the bot may get it, ms.
const LONGEST_WAIT: i64 = 5_000;

/// The object that says that a task with a source failed.
struct Failure<'f> {
    version: u32,
    at: &'f str,
    report_key: &'f str,
}
members!(Failure<'f>: version, at, report_key);

/// What the owner can do if messages cannot be queued.
const ALLOW: &str = "allow the role cos:GetBucket on the bucket, and cos:DeleteObject on `outbox/` under the prefix: messages that a bot does \
                     not take at once wait there";

/// How long a bot is left alone that takes no more messages and does not say for how long, ms.
const BLOCKED: i64 = 60_000;

impl Job {
    /// Finds out whether the message of a target, which is to be sent now, has to wait. `free`: whether a request may be sent.
    #[inline(never)]
    pub(super) fn hold_back(&mut self, index: usize, free: bool, context: &mut Context<'_>) {
        let (now, is_resumed) = (context.now, self.is_resumed);
        if !free || self.archived.is_none() || !self.has_outbox() {
            return;
        }
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        let Some((target, is_urgent)) = dispatch.waiting_message(context.options) else { return };
        let deadline = context.shared.deadline.saturating_sub(SHORTEST_ATTEMPT);
        if !matches!(dispatch.attempts.next_attempt(now, deadline), NextAttempt::Now(_)) {
            return;
        }
        if is_resumed && !dispatch.has_looked {
            // The delivery before may have put it there and broken off before its receipt was stored.
            dispatch.has_looked = true;
            return self.begin_queueing(index, (Step::Look, String::new()), context);
        }
        if !core::mem::replace(&mut dispatch.has_recalled, true) && self.ask_of_source(index, context.options) {
            return;
        }
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        let address = target.kind.address_in(&dispatch.target);
        let time = context.shared.service_time(now);
        if !context.shared.memory.is_usable() {
            // What the bot does not take now is tried again by the platform, as without an outbox. Nothing is held back that nobody sends.
            return;
        }
        if let Some(hold) = target.schedule.hold(time).filter(|_| !is_urgent) {
            context.shared.memory.waits(&dispatch.target, now.saturating_add(hold.until.saturating_sub(time)));
            let reason = [hold.reason, ", until ", &iso8601(hold.until)].concat();
            return self.begin_queueing(index, (Step::Put, reason), context);
        }
        if !is_urgent && deadline.saturating_sub(now) > SHORTEST_ATTEMPT.saturating_mul(6) {
            // What waits longer is sent first, and together with this one.
            if context.shared.memory.is_waited_for(&dispatch.target, now) {
                return self.begin_queueing(index, (Step::Put, "others wait".into()), context);
            }
        }
        let pace = target.schedule.pace;
        let slot = context.shared.memory.next_slot(address, pace, now);
        if slot <= now {
            return context.shared.memory.on_sent(address, pace, now);
        }
        let wait = if context.shared.leaves_messages { 0 } else { LONGEST_WAIT };
        let longest = dispatch.waits_since.unwrap_or(now).saturating_add(wait);
        if slot <= longest && retry::timeout(slot, deadline).is_some() {
            dispatch.waits_since.get_or_insert(now);
            return dispatch.attempts.wait_until(slot);
        }
        context.shared.memory.waits(&dispatch.target, now);
        let seconds = digits(slot.saturating_sub(now).saturating_add(999) / 1_000);
        let reason = ["the bot takes the next message in ", &seconds, " s"].concat();
        self.begin_queueing(index, (Step::Put, reason), context);
    }

    /// Whether messages can wait: their receipts have a place.
    fn has_outbox(&self) -> bool {
        cfg!(all(feature = "api", feature = "notify"))
            && self.keeps_report
            && self.archived != Some(Archived::NotWanted)
    }

    #[inline(never)]
    fn begin_queueing(&mut self, index: usize, (step, reason): (Step, String), context: &Context<'_>) {
        let options = context.options;
        let Some(archive) = &options.archive else { return };
        let stored_at = String::from(self.ledger.event_stored_at());
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        let is_urgent = dispatch.waiting_message(options).is_some_and(|(_, is_urgent)| is_urgent);
        let folder = outbox::folder(&archive.prefix, &dispatch.target);
        let key = outbox::key(&folder, &stored_at, &self.keys.report, is_urgent);
        dispatch.attempts = Attempts::default();
        dispatch.detour = Some(Box::new(Detour { step, key, reason, stored_at, order: context.shared.order() }));
    }

    /// Remembers that the task of a message failed, or asks whether one with the same source did. `false`: the target does not care.
    fn ask_of_source(&mut self, index: usize, options: &Options) -> bool {
        let (Some(archive), Some(dispatch)) = (&options.archive, self.dispatches.get_mut(index)) else { return false };
        let Some(source) = dispatch.source() else { return false };
        let step = if source.failed { Step::Record } else { Step::Recall };
        let key = outbox::failure_key(&archive.prefix, &dispatch.target, &source.digest);
        let (reason, stored_at) = (String::new(), String::new());
        dispatch.detour = Some(Box::new(Detour { step, key, reason, stored_at, order: 0 }));
        true
    }

    /// The bot takes no more messages for now. The message waits in the outbox, if there is one.
    #[inline(never)]
    pub(super) fn on_limited(&mut self, index: usize, mut cause: RetryCause, context: &mut Context<'_>) {
        let target = self.dispatches.get(index).and_then(|dispatch| dispatch.waiting_message(context.options));
        if let (Some((target, _)), Some(dispatch)) = (target, self.dispatches.get(index)) {
            let address = target.kind.address_in(&dispatch.target);
            context.shared.memory.block(address, cause.after.unwrap_or(BLOCKED), context.now);
            if self.has_outbox() && context.shared.memory.is_usable() {
                context.shared.memory.waits(&dispatch.target, context.now);
                return self.begin_queueing(index, (Step::Put, cause.reason), context);
            }
        }
        let obstacle = context.shared.memory.obstacle().filter(|_| self.has_outbox());
        let Some(obstacle) = obstacle else { return self.retry(Slot::Target(index), cause, context) };
        cause.reason.push_str("; ");
        cause.reason.push_str(obstacle);
        if let Err(error) = self.plan_retry(Slot::Target(index), cause, context) {
            // More time would help less than the permission.
            let error = Error::new(ErrorCode::NotDelivered, error.message()).with_help(Some(ALLOW));
            self.give_up(Slot::Target(index), error, context);
        }
    }

    /// The request that looks for a message in the outbox, or puts it there. `None`: the message is sent.
    ///
    /// # Errors
    /// There is no bucket, or the key cannot be part of a URL.
    #[inline(never)]
    pub(super) fn request_to_outbox(
        &mut self,
        index: usize,
        (archive, other_host): (Option<&Archive>, bool),
        now: Millis,
    ) -> Option<Result<Request, Error>> {
        let report_key = &self.keys.report;
        let dispatch = self.dispatches.get_mut(index)?;
        let detour = dispatch.detour.as_ref()?;
        let Some(archive) = archive else {
            return Some(Err(Error::new(ErrorCode::NotDelivered, "no bucket is set")));
        };
        let bucket = archive.bucket_at(other_host);
        let (key, credentials) = (&detour.key, &archive.credentials);
        dispatch.body = match detour.step {
            Step::Put => dispatch.outbox_object(report_key),
            Step::Record => to_json(&Failure { version: 1, at: &iso8601(now), report_key }),
            _ => Vec::new(),
        };
        Some(match detour.step {
            Step::Look | Step::Recall => cos::get(bucket, key, credentials, now),
            #[cfg(feature = "outbox")]
            Step::Forget => cos::delete(bucket, key, credentials, now),
            Step::Put | Step::Record => {
                let keep_existing = detour.step == Step::Put;
                let upload = Upload { key, body: &dispatch.body, content_type: "application/json", keep_existing };
                cos::put(bucket, upload, credentials, now)
            }
        })
    }

    /// Takes the answer of COS about a message in the outbox.
    #[inline(never)]
    pub(super) fn on_outbox_response(&mut self, index: usize, response: &Response<'_>, context: &mut Context<'_>) {
        let slot = Slot::Target(index);
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        let Some(step) = dispatch.detour.as_ref().map(|detour| detour.step) else { return };
        if step.is_optional() {
            return self.on_source_response(index, response, context);
        }
        let is_look = step == Step::Look;
        if cos::is_not_of_cos(response) {
            context.shared.leave_host(&dispatch.attempts);
        }
        match cos::read(response).cleaned(&context.options.secrets()) {
            cos::Answer::Done { .. } => self.on_queued(index, context),
            cos::Answer::Exists if !is_look => self.on_queued(index, context),
            cos::Answer::NotFound if is_look => self.end_detour(index),
            cos::Answer::TryAgain(refusal, action) => {
                let cause = RetryCause::new(self.without_secrets(&refusal.describe()), action);
                self.retry(slot, cause.with_times_of(response, context.now), context);
            }
            cos::Answer::Refused(refusal) => {
                let reason = self.without_secrets(&refusal.describe());
                self.give_up(slot, Error::new(ErrorCode::NotDelivered, reason), context);
            }
            cos::Answer::Exists | cos::Answer::NotFound => {
                let error = Error::new(ErrorCode::NotDelivered, "COS answered out of place");
                self.give_up(slot, error, context);
            }
        }
    }

    /// Assumes that a request to the outbox succeeded. `false`: the target has none under way.
    #[cfg(feature = "api")]
    pub(super) fn assume_queued(&mut self, index: usize, context: &mut Context<'_>) -> bool {
        let detour = self.dispatches.get(index).and_then(|dispatch| dispatch.detour.as_ref());
        match detour.map(|detour| detour.step) {
            None => return false,
            Some(Step::Put) => self.on_queued(index, context),
            Some(_) => self.end_detour(index),
        }
        true
    }

    /// Takes the answer of COS about the source of a message. The message is sent whatever it is.
    #[inline(never)]
    fn on_source_response(&mut self, index: usize, response: &Response<'_>, context: &Context<'_>) {
        let detour = self.dispatches.get(index).and_then(|dispatch| dispatch.detour.as_ref());
        let is_recall = detour.is_some_and(|detour| detour.step == Step::Recall);
        #[cfg(feature = "outbox")]
        if is_recall && matches!(cos::read(response), cos::Answer::Done { .. }) {
            const DAY: Millis = 24 * 3_600_000;
            let failure = Document::parse(response.body).ok();
            let at = failure.as_ref().and_then(|failure| failure.root().text_of("at"));
            let now = context.shared.service_time(context.now);
            let age = at.and_then(from_iso8601).map(|at| now.saturating_sub(at));
            if let (Some(at), Some(0..DAY), Some(dispatch)) = (at, age, self.dispatches.get_mut(index)) {
                dispatch.say_recovered(context.options, at);
            }
            if let Some(detour) = self.dispatches.get_mut(index).and_then(|dispatch| dispatch.detour.as_mut()) {
                detour.step = Step::Forget;
                return;
            }
        }
        #[cfg(not(feature = "outbox"))]
        let _ = (is_recall, response, context);
        self.end_detour(index);
    }

    /// Nothing is to be asked of the archive any more: the message is sent, or waits.
    pub(super) fn end_detour(&mut self, index: usize) {
        if let Some(dispatch) = self.dispatches.get_mut(index) {
            dispatch.detour = None;
            dispatch.attempts = Attempts::default();
        }
    }

    /// The message waits.
    fn on_queued(&mut self, index: usize, context: &mut Context<'_>) {
        let Some(dispatch) = self.dispatches.get_mut(index) else { return };
        let Some(detour) = dispatch.detour.take() else { return };
        if detour.step == Step::Look && dispatch.waiting_message(context.options).is_some() {
            context.shared.memory.waits(&dispatch.target, context.now);
        }
        dispatch.status = Some(StepStatus::Queued);
        dispatch.body = Vec::new();
        let (target, key) = (Some(dispatch.target.clone()), Some(detour.key));
        let mut msg = dispatch.describe();
        if !detour.reason.is_empty() {
            msg.push_str(": ");
            msg.push_str(&detour.reason);
            dispatch.waits_for = Some(detour.reason);
        }
        let receipt = Receipt { target, key, ..Receipt::of(dispatch.step()) };
        self.add_receipt(Slot::Target(index), receipt, context);
        self.log(Slot::Target(index), self.line(Level::Info, &msg), context);
        self.free_event();
    }
}
