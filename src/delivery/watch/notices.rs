//! The messages about a round, to the targets that want them. They are sent one after the other when all else is done.

use alloc::vec::Vec;

use super::{Line, State, Watch, WatchActions};
use crate::delivery::actions::Transmit;
use crate::delivery::retry::{NextAttempt, RetryCause};
use crate::http::{Response, RetryAction};
use crate::notify::notice::{self, NONE_CAME};
use crate::notify::{self, Answer, Message};
use crate::options::Level;
use crate::time::Millis;

/// A message that is still to be sent.
pub(super) struct Notice {
    /// The index of its target in the options.
    target: usize,
    message: Message,
}

impl Watch {
    /// Begins to send the messages about a round that has ended.
    pub(super) fn begin_notices(&mut self, now: Millis) {
        if self.are_notices_made || !self.request.delivers || !self.request.has_cursor {
            return;
        }
        self.are_notices_made = true;
        self.notices = self.made_notices(self.shared.service_time(now));
        if !self.notices.is_empty() {
            self.shared.deadline = self.request.deadline;
            self.attempts.begin_next();
            self.state = State::Notify;
        }
    }

    /// The messages about the round. Targets are notified of missing events at any hour, because the function needs a person. In the quiet hours of a
    /// target it is not notified that nothing was missing.
    fn made_notices(&self, now: Millis) -> Vec<Notice> {
        let summary = self.summary();
        let missing = summary.newly_missing;
        let line = (missing > 0 && summary.missing == summary.tasks).then_some(&NONE_CAME);
        let targets = self.options.as_ref().map(|options| options.notify.as_slice()).unwrap_or_default();
        let notice = |(index, target): (usize, &notify::Target)| {
            let is_calm = self.error.is_none() && !target.schedule.is_quiet(now);
            let is_wanted = target.rounds.has(missing) && (missing > 0 || is_calm);
            let message = || notice::of_round(target, missing, &summary.sentence(target.language), line);
            is_wanted.then(message).flatten().map(|message| Notice { target: index, message })
        };
        // The last one is sent first.
        targets.iter().enumerate().rev().filter_map(notice).collect()
    }

    /// Sends the next message, if it is due.
    pub(super) fn send_notice(&mut self, now: Millis, actions: &mut WatchActions) {
        while self.attempts.in_flight.is_none() {
            let Some(notice) = self.notices.last() else {
                self.state = State::Ended;
                return;
            };
            let target = self.options.as_ref().ok().and_then(|options| options.notify.get(notice.target));
            let Some(target) = target else {
                self.notices.pop();
                continue;
            };
            match self.attempts.next_attempt(now, self.shared.deadline) {
                NextAttempt::Never => {
                    let error = self.attempts.out_of_time();
                    self.end_notice(Err(error.message()));
                }
                NextAttempt::At(until) => return actions.wait(until),
                NextAttempt::Now(timeout) => {
                    let (mut request, body) = notify::request(target, &notice.message, now);
                    let target = Some(target.id());
                    request.timeout = timeout;
                    self.body = body;
                    let id = self.shared.start(&mut self.attempts, now);
                    actions.requests.push(Transmit { id, step: "notify", target, request });
                }
            }
        }
    }

    pub(super) fn on_notice_response(&mut self, response: &Response<'_>, now: Millis) {
        let Ok(options) = &self.options else { return };
        let Some(target) = self.notices.last().and_then(|notice| options.notify.get(notice.target)) else { return };
        let secrets = options.secrets();
        let answer = notify::read_cleaned(target, response, &|text| secrets.clean(text).into_owned()).cleaned(&secrets);
        match answer {
            Answer::Done { .. } => self.end_notice(Ok(())),
            Answer::Refused { reason } => self.end_notice(Err(&reason)),
            Answer::TryAgain { reason, after } | Answer::Limited { reason, after } => {
                self.retry_notice(RetryCause { after, ..RetryCause::new(reason, RetryAction::Wait) }, now);
            }
        }
    }

    pub(super) fn retry_notice(&mut self, cause: RetryCause, now: Millis) {
        if let Err(error) = self.shared.try_again(&mut self.attempts, cause, now) {
            self.end_notice(Err(error.message()));
        }
    }

    /// Goes on with the next message.
    fn end_notice(&mut self, result: Result<(), &str>) {
        let Some(notice) = self.notices.pop() else { return };
        let target =
            self.options.as_ref().ok().and_then(|options| options.notify.get(notice.target)).map(notify::Target::id);
        let line = match result {
            Ok(()) => Line { msg: "notified of the round".into(), ..Line::default() },
            Err(reason) => {
                let msg = "not notified of the round".into();
                Line { level: Level::Warn, msg, error: Some(reason.into()), ..Line::default() }
            }
        };
        self.log.push(Line { target, ..line });
        self.attempts.begin_next();
    }
}
