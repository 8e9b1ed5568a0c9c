//! Decides how a task ended, from its own state and the states of its sub-tasks.
//!
//! `FINISH` means that a task has ended, not that it succeeded. Of workflows and orchestrations the API says of `ErrCode`: "not 0
//! if the source is at fault; if it is 0, use those of the sub-tasks". So 0 is not evidence there, and only the sub-tasks'
//! `SUCCESS` is. Of edits, watermarks and live streams, which are their own only sub-task, it says "0: success": see
//! [`own_status`].

use super::draft::Draft;
use super::fields::{self, State};
use super::path::Path;
use super::problems;
use super::task;
use crate::asserted::Asserted;
use crate::json::Value;
use crate::report::borrowed::EventType;
use crate::report::{Outcome, Status, TaskStatus};
use crate::time::from_iso8601;

/// How many sub-tasks are in which state, those too that the report only counts.
#[derive(Clone, Copy)]
pub(super) struct Tally<'v> {
    pub(super) unfinished: i64,
    succeeded: i64,
    pub(super) failed: i64,
    unknown: i64,
    /// When the first one began, and when the last one ended.
    first: Option<&'v str>,
    last: Option<&'v str>,
}

impl<'v> Tally<'v> {
    pub(super) const NOTHING: Self =
        Tally { unfinished: 0, succeeded: 0, failed: 0, unknown: 0, first: None, last: None };

    /// Counts a sub-task.
    pub(super) fn note(&mut self, status: TaskStatus, started_at: Option<&'v str>, finished_at: Option<&'v str>) {
        let count = self.of(status);
        *count = count.plus(1);
        let instant = |time: Option<&str>| time.and_then(from_iso8601);
        // What is not a time is neither the first nor the last, unless there is no other.
        let is_first = match (instant(self.first), instant(started_at)) {
            (Some(first), Some(time)) => time < first,
            (None, Some(_)) => true,
            _ => self.first.is_none(),
        };
        if is_first {
            self.first = started_at.or(self.first);
        }
        let is_last = match (instant(self.last), instant(finished_at)) {
            (Some(last), Some(time)) => time > last,
            (None, Some(_)) => true,
            _ => self.last.is_none(),
        };
        if is_last {
            self.last = finished_at.or(self.last);
        }
    }

    /// Takes back that a sub-task was counted.
    pub(super) fn forget(&mut self, status: TaskStatus) {
        let count = self.of(status);
        *count = count.minus(1);
    }

    fn of(&mut self, status: TaskStatus) -> &mut i64 {
        match status {
            TaskStatus::Waiting | TaskStatus::Processing => &mut self.unfinished,
            TaskStatus::Success => &mut self.succeeded,
            TaskStatus::Failure => &mut self.failed,
            TaskStatus::Unknown => &mut self.unknown,
        }
    }

    /// How many there are.
    pub(super) fn all(&self) -> i64 {
        self.unfinished.plus(self.succeeded).plus(self.failed).plus(self.unknown)
    }

    /// How a task ended that has these sub-tasks; `has_failed`: it failed as a whole.
    const fn outcome(&self, has_failed: bool) -> Outcome {
        match (has_failed || self.failed > 0, self.succeeded > 0, self.unknown > 0) {
            _ if self.unfinished > 0 => Outcome::Processing,
            (true, true, _) => Outcome::Partial,
            (true, false, _) => Outcome::Failure,
            (false, true, false) => Outcome::Success,
            (false, _, _) => Outcome::Unknown,
        }
    }
}

/// Sets the state, the outcome and the times of a report whose sub-tasks were read.
///
/// `body` is the event at `path`, in `notification`. Answers of `DescribeTaskDetail` have the times beside the event.
pub(super) fn conclude<'v>(draft: &mut Draft<'v>, body: Value<'v>, notification: Value<'v>, path: &Path<'_>) {
    let is_unfinished = draft.tally.unfinished > 0;
    // A value that is not a code can stand for a failure as well as for success.
    if fields::has_invalid_code(body) {
        draft.tally.note(TaskStatus::Unknown, None, None);
    }
    let mut given = body.get("Status");
    // The state of a batch is beside its event, in answers of `DescribeBatchTaskDetail` alone.
    if given.is_null() && draft.report.event_type == EventType::BatchTask {
        given = notification.get("Status");
    }
    let state = given.text().and_then(fields::state_of);
    let mut has_failed = draft.report.code.is_some();
    draft.report.status = match state {
        Some(State::Finished) => Status::Finished,
        Some(State::Processing | State::Waiting) => Status::Processing,
        other => {
            // Types that nobody documents may have the states of sub-tasks.
            let is_known = draft.report.event_type != EventType::Other;
            match other {
                Some(State::Failed) => has_failed = true,
                Some(State::Succeeded) if !is_known => draft.tally.note(TaskStatus::Success, None, None),
                _ => {}
            }
            let is_undocumented = is_known || other.is_none();
            if !fields::shown(given).is_empty() && is_undocumented {
                draft.warn(&path.member("Status"), &problems::UNKNOWN_STATUS, fields::shown(given));
                // It may stand for a failure as well as for success.
                if other.is_none() {
                    draft.tally.note(TaskStatus::Unknown, None, None);
                }
            }
            if is_unfinished { Status::Processing } else { Status::Finished }
        }
    };
    let is_finished = draft.report.status == Status::Finished;
    if is_finished && is_unfinished {
        draft.warn(&path.member("Status"), &problems::UNFINISHED_SUB_TASK, given.text().unwrap_or_default());
    }
    draft.report.outcome = if is_finished { draft.tally.outcome(has_failed) } else { Outcome::Processing };
    warn_of_contradictions(draft, body, path);

    let own = |name: &str| task::time(body.get(name)).or_else(|| task::time(notification.get(name)));
    draft.report.created_at = own("CreateTime");
    draft.report.started_at = own("BeginProcessTime").or(draft.tally.first);
    draft.report.finished_at = own("FinishTime").or(draft.tally.last).filter(|_| is_finished);
}

/// Sets the outcome of a notification of a live stream. It is whether the stream goes on, and if not, how it ended. The models
/// have no state there.
pub(super) fn conclude_live<'v>(draft: &mut Draft<'v>, body: Value<'v>, path: &Path<'_>) {
    if fields::has_invalid_code(body) {
        draft.tally.note(TaskStatus::Unknown, None, None);
    }
    let state = fields::shown(body.get("Status"));
    if !state.is_empty() {
        draft.warn(&path.member("Status"), &problems::UNKNOWN_STATUS, state);
    }
    let has_failed = draft.report.code.is_some() || fields::state_of(state) == Some(State::Failed);
    draft.report.outcome = match draft.report.status {
        Status::Processing => Outcome::Processing,
        Status::Finished => draft.tally.outcome(has_failed),
    };
    warn_of_contradictions(draft, body, path);
}

/// Warns of members that contradict a success or a missing state.
fn warn_of_contradictions<'v>(draft: &mut Draft<'v>, body: Value<'v>, path: &Path<'_>) {
    let (succeeded, failed) = match draft.report.outcome {
        Outcome::Success => (true, false),
        Outcome::Unknown => (false, false),
        _ => (false, true),
    };
    if succeeded && draft.report.message.is_some() {
        draft.warn(&path.member("Message"), &problems::ERROR_BESIDE_TASK_SUCCESS, "Message");
    }
    if let Some((member, _)) = fields::error_name(body).filter(|_| !failed) {
        let problem = if succeeded { &problems::ERROR_BESIDE_TASK_SUCCESS } else { &problems::ERROR_BESIDE_NO_CODE };
        draft.warn(&path.member(member), problem, member);
    }
}

/// The state of a task that is its own only sub-task. `FINISH` with a present `ErrCode` of 0 is its success (API text of
/// `EditMediaTask.ErrCode`, `ExtractBlindWatermarkTask.ErrCode` and `LiveStreamProcessTask.ErrCode`). A task that runs has 0,
/// too, so without a state 0 says nothing.
pub(super) fn own_status(body: Value<'_>, path: &Path<'_>, draft: &mut Draft<'_>) -> TaskStatus {
    let has_ended = fields::state(body) == Some(State::Finished);
    match (body.text_of("Status"), body.integer_of("ErrCode")) {
        (Some(_), Some(0)) if has_ended => TaskStatus::Success,
        (status, Some(code)) if code != 0 && (has_ended || status.is_none()) => TaskStatus::Failure,
        (Some(_), _) if has_ended => {
            // A value that is not an integer was warned of.
            if !fields::has_invalid_code(body) {
                draft.warn(&path.member("ErrCode"), &problems::FINISHED_WITHOUT_CODE, "FINISH");
            }
            TaskStatus::Unknown
        }
        (None, _) => {
            draft.warn(&path.member("Status"), &problems::NO_STATUS, "Status");
            TaskStatus::Unknown
        }
        _ => task::status(body, path, draft),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_time_are_instants() {
        let times = |times: &[Option<&'static str>]| {
            let mut tally = Tally::NOTHING;
            for time in times {
                tally.note(TaskStatus::Success, *time, *time);
            }
            (tally.first, tally.last)
        };
        let (early, late, no_time) = (Some("2024-03-01T07:00:00+08:00"), Some("2024-02-29T23:30:00Z"), Some("9999-xx"));
        assert_eq!(times(&[late, None, early]), (early, late));
        assert_eq!(times(&[early, late]), (early, late));
        assert_eq!(times(&[no_time, late]), (late, late));
        assert_eq!(times(&[late, no_time]), (late, late));
        assert_eq!(times(&[None, no_time]), (no_time, no_time));
        assert_eq!(times(&[None]), (None, None));
    }
}
