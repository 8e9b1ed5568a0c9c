//! One sub-task, of whatever kind: its state is the same everywhere, and so is how files and findings are named.

use alloc::vec::Vec;

use super::draft::Draft;
use super::fields::{self, says_state};
use super::harvest::{Harvest, Parts};
use super::kinds::{Family, Kind, OTHER};
use super::path::Path;
use super::storage::{self, Lies};
use super::verdict::Tally;
use crate::json::{Kind as JsonKind, Value};
use crate::report::TaskStatus;
use crate::report::borrowed::Task;

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
    let before = draft.tally;
    let (called, (member, result)) = match (found, by_name) {
        (Some((kind, result)), _) => {
            if let Some(name) = name.filter(|name| by_name.is_some() && *name != kind.name) {
                draft.warn(&path.member("Type"), "contradiction", OF_ANOTHER_TYPE, name);
            }
            (Called::known(family, kind), result)
        }
        // Without a member of its own, an item with a state is the result.
        (None, Some(kind)) if says_state(item) => return read(Called::known(family, kind), item, around, path, draft),
        (None, Some(kind)) => (Called::known(family, kind), (kind.name, item.absent())),
        (None, None) => {
            let filled = filled(item);
            let called = unknown(family, name.unwrap_or(filled.0), &path.member("Type"), draft);
            if says_state(item) && !says_state(filled.1) {
                return read(called, item, around, path, draft);
            }
            (called, filled)
        }
    };
    read(called, result, around, &path.member(member), draft);
    read_others(family, item, member, around, path, draft);
    own_state(called, item, before, path, draft);
}

/// Reads the members of an item that say how something ended, beside the one that was read: members of other kinds are null or empty.
pub(super) fn read_others<'v>(
    family: &'static Family,
    item: Value<'v>,
    member: &str,
    around: Surroundings<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    for (other, result) in item.members().filter(|(other, result)| *other != member && says_state(*result)) {
        let path = path.member(other);
        let called = match family.kinds().find(|kind| kind.is_of(other)) {
            Some(kind) => Called::known(family, kind),
            None => unknown(family, other, &path, draft),
        };
        read(called, result, around, &path, draft);
    }
}

/// Reads the state of what holds sub-tasks; `before` is the count before these. If it says something that none of them says, as
/// that it failed as a whole, it is one more sub-task.
pub(super) fn own_state<'v>(
    called: Called<'v>,
    container: Value<'v>,
    before: Tally<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    if !says_state(container) {
        return;
    }
    let is_said = match container.text_of("Status") {
        Some("FAIL") => draft.tally.failed > before.failed,
        Some("PROCESSING" | "WAITING") => draft.tally.unfinished > before.unfinished,
        Some("SUCCESS") => {
            let found = [
                fields::error_name(container).map(|(member, _)| member),
                fields::error_code(container, path, draft).map(|_| "ErrCode"),
                fields::message(container, path, draft).map(|_| "Message"),
            ];
            warn_of_members(&found, path, draft);
            true
        }
        _ => false,
    };
    if !is_said {
        state(called, container, Surroundings::NONE, path, draft);
    }
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
        let output = path.member("Output");
        let parts = harvest(called, result.get("Output"), asked_for.or(around.storage), false, &output, draft);
        warn_of_contradictions(called, path, draft);
        count_parts(called, parts, &output, draft);
    }
    // Results inside of results have no kind of their own.
    for (member, inner) in result.members().filter(|(member, _)| !matches!(*member, "Input" | "Output")) {
        let path = path.member(member);
        for inner in core::iter::once(inner).chain(inner.elements()).filter(|inner| says_state(*inner)) {
            state(unknown(&OTHER, member, &path, draft), inner, Surroundings::NONE, &path, draft);
        }
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
    let task = Task {
        code: fields::error_code(result, path, draft),
        code_ext: fields::error_name_of(result, path, draft),
        message: fields::message(result, path, draft),
        // Samples have 0 in the output where the input has the template's id.
        definition: definition(result.get("Input")).or_else(|| definition(result.get("Output"))),
        progress: result.integer_of("Progress"),
        started_at: time(result.get("BeginProcessTime")).or(around.started_at),
        finished_at: time(result.get("FinishTime")).or(around.finished_at),
        ..called.task(status(result, path, draft))
    };
    draft.add(task).is_some()
}

/// Adds to the last sub-task what it made and found. `storage` is where files lie that do not say where; `is_result`: `output` is
/// the result itself, which has members of its state, too.
pub(super) fn harvest<'v>(
    called: Called<'v>,
    output: Value<'v>,
    storage: Option<Lies<'v>>,
    is_result: bool,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) -> Parts<'v> {
    let source = draft.report.input;
    let Some((task, room)) = draft.last() else { return Parts::default() };
    let finds = called.finds;
    let mut harvest = Harvest { finds, source, task, room, problem: None, parts: Parts::default(), is_result };
    harvest.read(output, storage.unwrap_or(Lies::BesideSource));
    let Harvest { parts, problem, .. } = harvest;
    if let Some(problem) = problem {
        draft.warn(path, problem.code, problem.what, problem.value);
    }
    parts
}

/// Counts parts of what the last sub-task made that failed or go on, though it succeeded, as one more sub-task of each sort.
pub(super) fn count_parts<'v>(called: Called<'v>, parts: Parts<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    if draft.last().is_none_or(|(task, _)| task.status != TaskStatus::Success) {
        return;
    }
    let states = [(parts.failed, TaskStatus::Failure), (parts.unfinished, TaskStatus::Processing)];
    for (state, status) in states {
        if let Some(state) = state {
            draft.warn(path, "contradiction", "the state is SUCCESS, but that of a part of the output is", state);
            draft.add(called.task(status));
        }
    }
    if let Some(state) = parts.unknown {
        draft.warn(path, "unknown_status", "unknown status of a part of the output", state);
    }
}

/// Adds a task that is its own only sub-task: its code and its message are those of the event.
pub(super) fn add_own<'d, 'v>(
    called: Called<'v>,
    status: TaskStatus,
    body: Value<'v>,
    path: &Path<'_>,
    draft: &'d mut Draft<'v>,
) -> Option<&'d mut Task<'v>> {
    let code_ext = fields::error_name_of(body, path, draft);
    let (code, message) = (draft.report.code, draft.report.message.clone());
    draft.add(Task { code, code_ext, message, ..called.task(status) })
}

/// Warns of what cannot be right about the last sub-task. Its state counts all the same.
pub(super) fn warn_of_contradictions(called: Called<'_>, path: &Path<'_>, draft: &mut Draft<'_>) {
    warn_of_no_files(called, path, draft);
    let Some(task) = draft.report.tasks.last().filter(|task| task.status == TaskStatus::Success) else { return };
    // They are in the report; a warning that quoted them would be one more text that can hold a secret.
    let found =
        [task.code_ext.map(|_| "ErrCodeExt"), task.code.map(|_| "ErrCode"), task.message.as_ref().map(|_| "Message")];
    warn_of_members(&found, path, draft);
}

fn warn_of_members(members: &[Option<&'static str>], path: &Path<'_>, draft: &mut Draft<'_>) {
    for member in members.iter().flatten() {
        draft.warn(&path.member(member), "contradiction", "the state is SUCCESS, beside it stands", member);
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
    let status = result.get("Status");
    match status.text() {
        Some("SUCCESS") => TaskStatus::Success,
        Some("FAIL") => TaskStatus::Failure,
        Some("PROCESSING") => TaskStatus::Processing,
        Some("WAITING") => TaskStatus::Waiting,
        _ => {
            draft.warn(&path.member("Status"), "unknown_status", "unknown status", fields::shown(status));
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
