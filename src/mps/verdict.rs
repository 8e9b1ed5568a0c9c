//! How a task ended, from its own state and that of all its sub-tasks.

use super::path::Path;
use crate::report::{Outcome, Report, Status, TaskStatus};

/// Sets the state, the outcome and the times of a report whose sub-tasks are read.
///
/// `FINISH` means that the task has ended, not that it succeeded: that only the sub-tasks tell. The
/// task's own code is set for errors of the source, which then failed all sub-tasks.
pub(super) fn conclude<'v>(report: &mut Report<'v>, status: Option<&str>, path: &Path<'_>) {
    let (mut unfinished, mut succeeded, mut failed, mut unknown) = (false, false, false, false);
    // ISO 8601 in UTC sorts as text.
    let (mut first, mut last): (Option<&'v str>, Option<&'v str>) = (None, None);
    for task in &report.tasks {
        match task.status {
            TaskStatus::Waiting | TaskStatus::Processing => unfinished = true,
            TaskStatus::Success => succeeded = true,
            TaskStatus::Failure => failed = true,
            TaskStatus::Unknown => unknown = true,
        }
        first = match (first, task.started_at) {
            (Some(first), Some(time)) => Some(first.min(time)),
            (first, time) => first.or(time),
        };
        last = last.max(task.finished_at);
    }

    let path = path.member("Status");
    report.status = match status {
        Some("FINISH") => Status::Finished,
        Some("PROCESSING" | "WAITING") => Status::Processing,
        other => {
            if let Some(other) = other {
                report.warn(&path, "unknown_status", "unknown status", other);
            }
            if unfinished { Status::Processing } else { Status::Finished }
        }
    };
    if report.status == Status::Finished && unfinished {
        report.warn(&path, "contradiction", "a sub-task is not finished, but the task is", "FINISH");
    }
    report.outcome = if report.status == Status::Processing || unfinished {
        Outcome::Processing
    } else if failed || report.code.is_some() {
        if succeeded { Outcome::Partial } else { Outcome::Failure }
    } else if unknown {
        Outcome::Partial
    } else {
        Outcome::Success
    };
    report.started_at = first;
    report.finished_at = if report.status == Status::Finished { last } else { None };
}

/// Sets the outcome of what a live stream pushed: whether it goes on, and if not, how it ended.
pub(super) fn conclude_live(report: &mut Report<'_>) {
    report.outcome = match (report.status, report.code) {
        (Status::Processing, _) => Outcome::Processing,
        (Status::Finished, None) => Outcome::Success,
        (Status::Finished, Some(_)) => Outcome::Failure,
    };
}
