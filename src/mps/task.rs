//! One sub-task, of whatever kind: its state is the same everywhere, and so is how files and findings are named.

use alloc::vec::Vec;

use super::draft::Draft;
use super::harvest::Harvest;
use super::kinds::{Family, Kind, OTHER};
use super::path::Path;
use super::storage::{self, Lies};
use super::{error_code, said};
use crate::json::{Kind as JsonKind, Value};
use crate::report::{Task, TaskStatus};

/// What a sub-task takes over from the activity it is part of.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'v> {
    /// Where files lie that do not say where.
    storage: Option<Lies<'v>>,
    started_at: Option<&'v str>,
    finished_at: Option<&'v str>,
}

impl<'v> Surroundings<'v> {
    pub(super) const NONE: Self = Surroundings { storage: None, started_at: None, finished_at: None };

    /// What an activity hands down to the sub-tasks in its output.
    pub(super) fn of(activity: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Self {
        Surroundings {
            storage: storage(activity.get("Input").get("OutputStorage"), &path.member("Input"), draft),
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
    /// Whether a success of it makes at least one file.
    pub(super) makes_files: bool,
}

impl<'v> Called<'v> {
    pub(super) const fn of(family: &'static str, kind: &'static str, finds: &'static str) -> Self {
        Called { family, kind, name: None, finds, makes_files: false }
    }

    pub(super) const fn known(family: &Family, kind: Kind) -> Self {
        Called { makes_files: kind.makes_files, ..Called::of(family.name, kind.name, kind.finds) }
    }

    /// A sub-task of which nothing is known but what it is and how it ended.
    pub(super) const fn task(self, status: TaskStatus) -> Task<'v> {
        Task {
            kind: self.kind,
            name: self.name,
            family: self.family,
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
            outputs_omitted: None,
            findings: Vec::new(),
            findings_omitted: None,
        }
    }
}

/// What is said of a member that is filled though `Type` names another kind.
pub(super) const OF_ANOTHER_TYPE: &str = "the result is not of the type";

/// Reads an item that names its kind in `Type` and holds the result in the kind's own member.
///
/// The member counts more than `Type`, which may be missing, new or spelled otherwise: `VRemake` with a `VideoRemakeTask` is a
/// `VideoRemake`.
pub(super) fn decode<'v>(
    item: Value<'v>,
    family: &'static Family,
    around: Surroundings<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    let name = item.text_of("Type");
    let with_result = |kind: Kind| kind.result(item).map(|result| (kind, result));
    let by_name = family.kinds().find(|kind| name == Some(kind.name));
    let found = by_name.and_then(with_result).or_else(|| family.kinds().find_map(with_result));
    let (called, (member, result)) = match (found, by_name) {
        (Some((kind, result)), _) => {
            if let Some(name) = name.filter(|name| by_name.is_some() && *name != kind.name) {
                draft.warn(&path.member("Type"), "contradiction", OF_ANOTHER_TYPE, name);
            }
            (Called::known(family, kind), result)
        }
        (None, Some(kind)) => (Called::known(family, kind), (kind.name, item.absent())),
        (None, None) => {
            let filled = filled(item);
            (unknown(family, name.unwrap_or(filled.0), &path.member("Type"), draft), filled)
        }
    };
    read(called, result, around, &path.member(member), draft);
}

/// The member of an item that is filled: the first that has a state; else the first that is an object or a list.
pub(super) fn filled<'v>(item: Value<'v>) -> (&'v str, Value<'v>) {
    let mut first = None;
    for (member, value) in item.members() {
        if !value.get("Status").is_null() {
            return (member, value);
        }
        if first.is_none() && matches!(value.kind(), JsonKind::Object | JsonKind::Array) {
            first = Some((member, value));
        }
    }
    first.unwrap_or(("", item.absent()))
}

/// Warns of a kind that no word names.
pub(super) fn unknown<'v>(family: &Family, name: &'v str, path: &Path<'_>, draft: &mut Draft<'v>) -> Called<'v> {
    draft.warn(path, "unknown_kind", "unknown kind of sub-task", name);
    Called { name: Some(name), ..Called::of(family.name, "other", "other") }
}

/// Reads the result of a sub-task that no kind is known for.
pub(super) fn decode_unknown<'v>(name: &'v str, result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let called = unknown(&OTHER, name, path, draft);
    read(called, result, Surroundings::NONE, path, draft);
}

/// Reads the result of a sub-task.
pub(super) fn read<'v>(
    called: Called<'v>,
    result: Value<'v>,
    around: Surroundings<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    if state(called, result, around, path, draft) {
        let asked_for = storage(result.get("Input").get("OutputStorage"), &path.member("Input"), draft);
        harvest(called, result.get("Output"), asked_for.or(around.storage), &path.member("Output"), draft);
        warn_of_contradictions(called, path, draft);
    }
}

/// Where the files lie of what has this storage. What is wrong about it is warned of.
pub(super) fn storage<'v>(value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<Lies<'v>> {
    let (storage, problem) = storage::output_storage(value);
    if let Some(problem) = problem {
        draft.warn(&path.member("OutputStorage"), problem.code, problem.what, problem.value);
    }
    storage
}

/// Reads what a result says of its sub-task, but for what it made and found. `false`: the report has as many sub-tasks as it
/// can have, so this one is only counted.
pub(super) fn state<'v>(
    called: Called<'v>,
    result: Value<'v>,
    around: Surroundings<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) -> bool {
    if !result.is_object() {
        draft.warn(path, "missing_result", "no result of", called.name.unwrap_or(called.kind));
    }
    // Samples hold "", "SUCCESS" and nothing at all for "no error"; a running task says "SUCCESS" too. Of tasks on pictures
    // the member has another name.
    let code_ext = result.get("ErrCodeExt").text_or_digits().or_else(|| result.text_of("ErrMsg"));
    let task = Task {
        code: error_code(result),
        code_ext: code_ext.filter(|code| !code.eq_ignore_ascii_case("SUCCESS") && *code != "0"),
        message: said(result),
        // Samples have 0 in the output where the input has the template's id.
        definition: definition(result.get("Input")).or_else(|| definition(result.get("Output"))),
        progress: result.integer_of("Progress"),
        started_at: time(result.get("BeginProcessTime")).or(around.started_at),
        finished_at: time(result.get("FinishTime")).or(around.finished_at),
        ..called.task(status(result, path, draft))
    };
    draft.add(task).is_some()
}

/// Adds to the last sub-task what it made and found. `storage` is where files lie that do not say where.
pub(super) fn harvest<'v>(
    called: Called<'v>,
    output: Value<'v>,
    storage: Option<Lies<'v>>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    let source = draft.report.input;
    let Some((task, room)) = draft.last() else { return };
    let mut harvest = Harvest { finds: called.finds, source, task, room, problem: None };
    harvest.read(output, storage.unwrap_or(Lies::BesideSource));
    if let Some(problem) = harvest.problem {
        draft.warn(path, problem.code, problem.what, problem.value);
    }
}

/// Warns of what cannot be right about the last sub-task. Its state counts all the same.
pub(super) fn warn_of_contradictions(called: Called<'_>, path: &Path<'_>, draft: &mut Draft<'_>) {
    warn_of_no_files(called, path, draft);
    let Some(task) = draft.report.tasks.last().filter(|task| task.status == TaskStatus::Success) else { return };
    // They are in the report; a warning that quoted them would be one more text that can hold a secret.
    let found = [
        (task.code_ext.is_some(), "ErrCodeExt"),
        (task.code.is_some(), "ErrCode"),
        (task.message.is_some(), "Message"),
    ];
    for (is_there, member) in found {
        if is_there {
            draft.warn(&path.member(member), "contradiction", "the state is SUCCESS, beside it stands", member);
        }
    }
}

/// Warns if the last sub-task succeeded and made no file, though its kind makes files.
pub(super) fn warn_of_no_files(called: Called<'_>, path: &Path<'_>, draft: &mut Draft<'_>) {
    let is_without = |task: &Task<'_>| task.outputs.is_empty() && task.outputs_omitted.is_none();
    let succeeded = draft.last().is_some_and(|(task, _)| task.status == TaskStatus::Success && is_without(task));
    if called.makes_files && succeeded {
        draft.warn(
            &path.member("Output"),
            "contradiction",
            "the state is SUCCESS, but there is no file of",
            called.kind,
        );
    }
}

/// The state, which `Status` alone tells: a running task has `ErrCode` 0 and `Message` `SUCCESS`.
pub(super) fn status(result: Value<'_>, path: &Path<'_>, draft: &mut Draft<'_>) -> TaskStatus {
    match result.text_of("Status") {
        Some("SUCCESS") => TaskStatus::Success,
        Some("FAIL") => TaskStatus::Failure,
        Some("PROCESSING") => TaskStatus::Processing,
        Some("WAITING") => TaskStatus::Waiting,
        unknown => {
            let unknown = unknown.unwrap_or_default();
            draft.warn(&path.member("Status"), "unknown_status", "unknown status", unknown);
            TaskStatus::Unknown
        }
    }
}

fn definition(value: Value<'_>) -> Option<i64> {
    value.integer_of("Definition").filter(|id| *id != 0)
}

/// A time in ISO 8601, unless it is the service's way to say "not yet": the year 0000.
pub(super) fn time<'v>(value: Value<'v>) -> Option<&'v str> {
    value.text().filter(|time| time.as_bytes().get(4) == Some(&b'-') && !time.starts_with("0000"))
}
