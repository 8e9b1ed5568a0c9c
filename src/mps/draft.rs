//! The report while its notification is read, within its bounds.
//!
//! A report has bounded memory, whatever the event holds: everything that can be many has a limit, and what is beyond the limit is
//! only counted. The outcome is that of all sub-tasks, including those that are only counted.

use alloc::string::String;

use super::path::Path;
use super::problems::Problem;
use super::verdict::Tally;
use crate::asserted::Asserted;
use crate::report::borrowed::{Report, Task, Warning, WarningCode};
use crate::report::{MAX_ALL_FINDINGS, MAX_ALL_OUTPUTS, MAX_TASKS, MAX_WARNINGS, TaskStatus};
use crate::text::{digits, shortened};

/// A report that is being made.
pub(super) struct Draft<'v> {
    pub(super) report: Report<'v>,
    pub(super) tally: Tally<'v>,
    pub(super) room: Room,
    /// How many warnings there were besides those in the report.
    warnings_omitted: i64,
    /// The sub-task that came last and has no place in the report.
    omitted: Option<Task<'v>>,
    /// Behind this index, somebody should look at all sub-tasks of the report.
    replaceable: usize,
}

/// How much more of all sub-tasks together the report takes.
pub(super) struct Room {
    pub(super) outputs: usize,
    pub(super) findings: usize,
    /// How many keywords were left out.
    pub(super) keywords_omitted: i64,
}

/// The most bytes of a text of the event in a warning. The second constant bounds the path.
const QUOTED: usize = 200;
const PATH: usize = 500;

impl<'v> Draft<'v> {
    pub(super) const fn new(report: Report<'v>) -> Self {
        Draft {
            report,
            tally: Tally::NOTHING,
            room: Room { outputs: MAX_ALL_OUTPUTS, findings: MAX_ALL_FINDINGS, keywords_omitted: 0 },
            warnings_omitted: 0,
            omitted: None,
            replaceable: MAX_TASKS,
        }
    }

    /// Adds a sub-task, or counts it if there are too many. Then it returns `None`.
    pub(super) fn add(&mut self, task: Task<'v>) -> Option<&mut Task<'v>> {
        self.tally.note(task.status, task.started_at, task.finished_at);
        if self.report.tasks.len() < MAX_TASKS {
            self.report.tasks.push(task);
            return self.report.tasks.last_mut();
        }
        count_one(&mut self.report.tasks_omitted);
        self.omitted = Some(task);
        None
    }

    /// Reads the findings of a sub-task that has no place in the report with `read`, which adds them to the last one. If somebody should look
    /// at them, it takes the place of one that just succeeded: the verdict on a report is that of all findings.
    pub(super) fn read_omitted(&mut self, read: impl FnOnce(&mut Self)) {
        let Some(task) = self.omitted.take() else { return };
        self.report.tasks.push(task);
        read(self);
        let is_harmless = |task: &Task<'_>| task.findings.iter().all(|finding| finding.attention().is_none());
        let Some(task) = self.report.tasks.pop().filter(|task| !is_harmless(task)) else { return };
        let tasks = &mut self.report.tasks;
        let before = tasks.get(..self.replaceable).unwrap_or_default();
        let place = before.iter().rposition(|task| task.status == TaskStatus::Success && is_harmless(task));
        self.replaceable = place.unwrap_or(0);
        if let Some((place, replaced)) = place.and_then(|place| Some((place, tasks.get_mut(place)?))) {
            *replaced = task;
            let place = i64::try_from(place).ok();
            for warning in self.report.warnings.iter_mut().filter(|warning| warning.task == place) {
                warning.task = None;
            }
        }
    }

    /// The last sub-task, with the room that is left for what it made and found.
    pub(super) fn last(&mut self) -> Option<(&mut Task<'v>, &mut Room)> {
        Some((self.report.tasks.last_mut()?, &mut self.room))
    }

    /// The state of the last sub-task, if it turns out only from what it made.
    pub(super) fn change_status(&mut self, status: TaskStatus) {
        if let Some(task) = self.report.tasks.last_mut() {
            self.tally.forget(task.status);
            task.status = status;
            self.tally.note(status, None, None);
        }
    }

    /// Warns of a problem of the last sub-task; see [`warn`](Self::warn).
    pub(super) fn warn_of_last(&mut self, path: &Path<'_>, problem: &'static Problem, value: &str) {
        let before = self.report.warnings.len();
        self.warn(path, problem, value);
        if let Some(warning) = self.report.warnings.get_mut(before) {
            warning.task = self.report.tasks.len().checked_sub(1).and_then(|index| i64::try_from(index).ok());
        }
    }

    /// Warns of a problem at `path`; `value` is what was found there.
    pub(super) fn warn(&mut self, path: &Path<'_>, problem: &'static Problem, value: &str) {
        // Who reads the first hundred knows what the rest is like.
        if self.report.warnings.len() >= MAX_WARNINGS {
            self.warnings_omitted = self.warnings_omitted.plus(1);
            // The verdict on a report is that of all contradictions.
            let contradiction = WarningCode::Contradiction.as_str();
            let is_first = problem.code.as_str() == contradiction
                && self.report.warnings.iter().all(|warning| warning.code != contradiction);
            if !is_first {
                return;
            }
            self.report.warnings.pop();
        }
        let mut place = String::new();
        path.write(&mut place, PATH);
        let value = [shortened(value, QUOTED), if value.len() > QUOTED { "…" } else { "" }].concat();
        self.report.warnings.push(Warning {
            code: problem.code.as_str(),
            path: place,
            message: [problem.message, " `", &value, "`"].concat(),
            task: None,
        });
    }

    /// The report, with what was left out counted in its warnings. `path` is where the event is.
    pub(super) fn finish(self, path: &Path<'_>) -> Report<'v> {
        let Draft { mut report, room, warnings_omitted, .. } = self;
        let mut place = String::new();
        path.write(&mut place, PATH);
        let warn = |report: &mut Report<'v>, code: WarningCode, message| {
            report.warnings.push(Warning { code: code.as_str(), path: place.clone(), message, task: None });
        };
        let bounded = super::bounds::bound(&mut report);
        if bounded.numbers > 0 {
            let message =
                ["numbers beyond those that JSON readers take are left out: ", &digits(bounded.numbers)].concat();
            warn(&mut report, WarningCode::NumberOverflow, message);
        }
        if bounded.texts > 0 {
            let message = ["texts are too long, so they are cut or left out: ", &digits(bounded.texts)].concat();
            warn(&mut report, WarningCode::TooLong, message);
        }
        let sum = |of: &dyn Fn(&Task<'v>) -> i64| report.tasks.iter().map(of).fold(0, i64::plus);
        let outputs = sum(&|task| task.outputs_omitted.unwrap_or(0));
        let streams = sum(&|task| {
            let of =
                |output: &crate::report::borrowed::Output<'_>| output.media.as_ref().and_then(|it| it.streams_omitted);
            task.outputs.iter().filter_map(of).fold(0, i64::plus)
        })
        .plus(report.media.as_ref().and_then(|media| media.streams_omitted).unwrap_or(0));
        let mut message = String::new();
        for (what, count) in [
            ("tasks ", report.tasks_omitted.unwrap_or(0)),
            ("outputs ", outputs),
            ("inputs ", report.inputs_omitted.unwrap_or(0)),
            ("streams ", streams),
            ("keywords ", room.keywords_omitted),
        ] {
            if count > 0 {
                message.push_str(if message.is_empty() { "too many, so they are only counted: " } else { ", " });
                message.push_str(what);
                message.push_str(&digits(count));
            }
        }
        if !message.is_empty() {
            warn(&mut report, WarningCode::Omitted, message);
        }
        if warnings_omitted > 0 {
            warn(&mut report, WarningCode::MoreWarnings, ["more warnings: ", &digits(warnings_omitted)].concat());
        }
        report
    }
}

/// Counts one more that is left out.
pub(super) fn count_one(count: &mut Option<i64>) {
    *count = Some(count.unwrap_or(0).plus(1));
}
