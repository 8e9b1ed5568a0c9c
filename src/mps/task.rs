//! One sub-task, of whatever kind: its state is the same everywhere, and so is how files and findings are named.

use alloc::vec::Vec;

use super::harvest::Harvest;
use super::kinds::{Family, Kind, OTHER};
use super::path::Path;
use super::{error_code, said, storage};
use crate::json::{Kind as JsonKind, Value};
use crate::report::{Place, Report, Task, TaskStatus};

/// What a sub-task takes over from the activity it is part of.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'v> {
    /// Where files lie that do not say where.
    pub(super) storage: Value<'v>,
    pub(super) started_at: Option<&'v str>,
    pub(super) finished_at: Option<&'v str>,
}

impl<'v> Surroundings<'v> {
    pub(super) fn none(value: Value<'v>) -> Self {
        Surroundings { storage: value.absent(), started_at: None, finished_at: None }
    }

    /// What an activity hands down to the sub-tasks in its output.
    pub(super) fn of(activity: Value<'v>) -> Self {
        Surroundings {
            storage: activity.get("Input").get("OutputStorage"),
            started_at: time(activity.get("BeginProcessTime")),
            finished_at: time(activity.get("FinishTime")),
        }
    }
}

/// What a sub-task is called.
#[derive(Clone, Copy)]
pub(super) struct Called<'v> {
    pub(super) family: &'static str,
    pub(super) kind: &'static str,
    /// Its name in the notification, if that is no known one.
    pub(super) name: Option<&'v str>,
    pub(super) finds: &'static str,
}

impl Called<'_> {
    pub(super) const fn known(family: &Family, kind: Kind) -> Self {
        Called { family: family.name, kind: kind.name, name: None, finds: kind.finds }
    }

    pub(super) const fn unknown<'v>(family: &Family, name: &'v str) -> Called<'v> {
        Called { family: family.name, kind: "other", name: Some(name), finds: "other" }
    }
}

/// Reads an item that names its kind in `Type` and holds the result in the kind's own member.
pub(super) fn decode<'v>(
    item: Value<'v>,
    family: &'static Family,
    around: Surroundings<'v>,
    path: &Path<'_>,
    report: &mut Report<'v>,
) {
    let name = item.text_of("Type");
    let known = family.kinds().find(|kind| match name {
        Some(name) => kind.name == name,
        None => kind.result(item).is_some(),
    });
    let (called, (member, result)) = match known {
        Some(kind) => (Called::known(family, kind), kind.result(item).unwrap_or((kind.name, item.absent()))),
        None => {
            let filled = filled(item);
            (unknown(family, name.unwrap_or(filled.0), &path.member("Type"), report), filled)
        }
    };
    read(called, result, around, &path.member(member), report);
}

/// The member of an item that is filled: the first one that is an object or a list.
pub(super) fn filled<'v>(item: Value<'v>) -> (&'v str, Value<'v>) {
    let is_filled = |value: Value<'_>| matches!(value.kind(), JsonKind::Object | JsonKind::Array);
    item.members().find(|(_, value)| is_filled(*value)).unwrap_or(("", item.absent()))
}

/// Warns of a kind that no word names.
pub(super) fn unknown<'v>(family: &Family, name: &'v str, path: &Path<'_>, report: &mut Report<'v>) -> Called<'v> {
    report.warn(path, "unknown_kind", "unknown kind of sub-task", name);
    Called::unknown(family, name)
}

/// Reads the result of a sub-task that no kind is known for.
pub(super) fn decode_unknown<'v>(name: &'v str, result: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    let called = unknown(&OTHER, name, path, report);
    read(called, result, Surroundings::none(result), path, report);
}

/// Reads the result of a sub-task.
pub(super) fn read<'v>(
    called: Called<'v>,
    result: Value<'v>,
    around: Surroundings<'v>,
    path: &Path<'_>,
    report: &mut Report<'v>,
) {
    let asked_for = result.get("Input").get("OutputStorage");
    let storage = if storage::is_somewhere(asked_for) { asked_for } else { around.storage };
    let source = report.input;
    let task = state(called, result, around, path, report);
    harvest(task, called.finds, source, result.get("Output"), storage);
}

/// Reads what a result says of its sub-task, but for what it made and found.
pub(super) fn state<'r, 'v>(
    called: Called<'v>,
    result: Value<'v>,
    around: Surroundings<'v>,
    path: &Path<'_>,
    report: &'r mut Report<'v>,
) -> &'r mut Task<'v> {
    if !result.is_object() {
        report.warn(path, "missing_result", "no result of", called.name.unwrap_or(called.kind));
    }
    let status = status(result, path, report);
    let task = add(called, status, report);
    task.code = error_code(result);
    // Samples hold "", "SUCCESS" and nothing at all for "no error"; a running task says "SUCCESS" too.
    task.code_ext = result.get("ErrCodeExt").text_or_digits().filter(|code| *code != "SUCCESS" && *code != "0");
    task.message = said(result);
    // Samples have 0 in the output where the input has the template's id.
    task.definition = definition(result.get("Input")).or_else(|| definition(result.get("Output")));
    task.progress = result.integer_of("Progress");
    task.started_at = time(result.get("BeginProcessTime")).or(around.started_at);
    task.finished_at = time(result.get("FinishTime")).or(around.finished_at);
    task
}

/// Adds a sub-task of which nothing is known but what it is and how it ended.
pub(super) fn add<'r, 'v>(called: Called<'v>, status: TaskStatus, report: &'r mut Report<'v>) -> &'r mut Task<'v> {
    report.tasks.push_mut(Task {
        kind: called.kind,
        name: called.name,
        family: called.family,
        status,
        code: None,
        code_ext: None,
        message: None,
        explanation: None,
        definition: None,
        progress: None,
        started_at: None,
        finished_at: None,
        outputs: Vec::new(),
        findings: Vec::new(),
        findings_omitted: None,
    })
}

/// Adds to a sub-task what it made and found.
pub(super) fn harvest<'v>(
    task: &mut Task<'v>,
    finds: &'static str,
    source: Option<Place<'v>>,
    output: Value<'v>,
    storage: Value<'v>,
) {
    Harvest { finds, source, task }.read(output, storage);
}

/// The state, which `Status` alone tells: a running task has `ErrCode` 0 and `Message` `SUCCESS`.
pub(super) fn status(result: Value<'_>, path: &Path<'_>, report: &mut Report<'_>) -> TaskStatus {
    match result.text_of("Status") {
        Some("SUCCESS") => TaskStatus::Success,
        Some("FAIL") => TaskStatus::Failure,
        Some("PROCESSING") => TaskStatus::Processing,
        Some("WAITING") => TaskStatus::Waiting,
        unknown => {
            let unknown = unknown.unwrap_or_default();
            report.warn(&path.member("Status"), "unknown_status", "unknown status", unknown);
            TaskStatus::Unknown
        }
    }
}

fn definition(value: Value<'_>) -> Option<i64> {
    value.integer_of("Definition").filter(|id| *id != 0)
}

/// A time in ISO 8601, unless it is the service's way to say "not yet": the year 0000.
fn time<'v>(value: Value<'v>) -> Option<&'v str> {
    value.text().filter(|time| time.as_bytes().get(4) == Some(&b'-') && !time.starts_with("0000"))
}
