//! Requests the report object without waiting for the event to be stored.
//!
//! Where a target is to be notified or a processing runs, the report object is read before it is stored, because it shows what
//! an earlier delivery has done. Asked for at the same time as the event is stored, that costs no time. An answer that another
//! delivery makes wrong meanwhile does no harm: the report object is stored only if there is none.

use alloc::vec::Vec;

use super::Job;
use super::archiving::Input;
use crate::cos;
use crate::delivery::Context;
use crate::delivery::retry::{Attempts, RetryCause};
use crate::http::{Response, RetryAction};

/// The request, and what came of it.
#[derive(Default)]
pub(super) struct Early {
    pub(super) attempts: Attempts,
    answer: Option<Answer>,
    /// Whether the answer is not needed any more.
    is_obsolete: bool,
}

enum Answer {
    Missing,
    Object(Vec<u8>),
}

impl Early {
    pub(super) const fn is_under_way(&self) -> bool {
        self.attempts.in_flight.is_some()
    }

    /// Whether it is to be sent. It is sent once; should it fail, it is sent again when its answer is needed.
    pub(super) const fn is_to_be_sent(&self) -> bool {
        self.attempts.tries == 0
    }

    /// There is no report, but an error object at another key.
    pub(super) fn drop_answer(&mut self) {
        (self.answer, self.is_obsolete) = (None, true);
    }

    pub(super) fn on_missing(&mut self) {
        self.answer = Some(Answer::Missing);
    }
}

impl Job {
    pub(super) fn on_early_response(&mut self, response: &Response<'_>, context: &mut Context<'_>) {
        let Some(early) = &mut self.early else { return };
        if cos::is_not_of_cos(response) {
            context.shared.leave_host(&early.attempts);
        }
        match cos::read(response).cleaned(&context.options.secrets()) {
            cos::Answer::Done { etag, .. }
                if !etag.as_deref().is_some_and(|etag| cos::contradicts(etag, response.body)) =>
            {
                early.answer = Some(Answer::Object(response.body.to_vec()));
            }
            cos::Answer::NotFound => early.on_missing(),
            cos::Answer::TryAgain(refusal, action) => {
                let reason = self.without_secrets(&refusal.describe());
                self.retry_early(RetryCause::new(reason, action).with_times_of(response, context.now), context);
            }
            // It is asked for again when it is needed.
            _ => {}
        }
    }

    pub(super) fn on_early_error(&mut self, context: &mut Context<'_>) {
        if let Some(early) = &self.early {
            context.shared.leave_host(&early.attempts);
        }
        self.retry_early(RetryCause::new("no answer from COS".into(), RetryAction::Wait), context);
    }

    /// What COS asks for holds for the next request, too. If there is no time for that, it fails by itself.
    fn retry_early(&mut self, cause: RetryCause, context: &mut Context<'_>) {
        if let Some(early) = &mut self.early {
            let _ = context.shared.try_again(&mut early.attempts, cause, context.now);
        }
    }

    /// Continues with the request, or gives its result, because the answer is needed now.
    pub(super) fn take_early(&mut self) -> Option<Input> {
        let early = self.early.take_if(|early| !early.is_obsolete)?;
        self.attempts = early.attempts;
        Some(match early.answer? {
            Answer::Missing => Input::NotFound,
            Answer::Object(object) if self.ledger.resume(&object) => Input::Report,
            Answer::Object(_) => Input::NotReport,
        })
    }

    /// Whether the request is to be sent now.
    pub(super) fn wants_early(&self) -> bool {
        self.state == super::State::StoreEvent && self.early.as_ref().is_some_and(Early::is_to_be_sent)
    }
}
