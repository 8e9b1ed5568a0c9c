//! Reads the result of one sub-task. All kinds have the same members for states, files and findings.

use alloc::vec::Vec;

use super::collect::{Collector, Parts};
use super::draft::Draft;
use super::fields::{self, State, reports_state};
use super::kinds::{Family, Kind, OTHER, OTHER_KIND};
use super::path::Path;
use super::problems::{self, Flaw};
use super::storage::{self, Location};
use super::verdict::Tally;
use crate::json::{Kind as JsonKind, Value};
use crate::report::TaskStatus;
use crate::report::borrowed::Task;

/// What a sub-task inherits from the activity that it is part of.
#[derive(Clone, Copy)]
pub(super) struct Inherited<'v> {
    /// The storage of files without one of their own.
    storage: Option<Location<'v>>,
    started_at: Option<&'v str>,
    finished_at: Option<&'v str>,
}

impl<'v> Inherited<'v> {
    pub(super) const NONE: Self = Inherited { storage: None, started_at: None, finished_at: None };

    /// What the sub-tasks in the output of an activity inherit.
    pub(super) fn of(activity: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Self {
        Inherited {
            storage: storage(activity.get("Input").get("OutputStorage"), &path.member("Input"), draft),
            started_at: time(activity.get("BeginProcessTime")),
            finished_at: time(activity.get("FinishTime")),
        }
    }
}

/// What a sub-task is, before its result is read.
#[derive(Clone, Copy)]
pub(super) struct SubTask<'a, 'v> {
    pub(super) family: &'static Family,
    pub(super) kind: &'static Kind,
    /// Its name in the notification, if the kind is not known.
    name: Option<&'v str>,
    /// What it inherits from the activity that it is part of.
    inherited: &'a Inherited<'v>,
}

impl<'a, 'v> SubTask<'a, 'v> {
    pub(super) const fn known(family: &'static Family, kind: &'static Kind) -> Self {
        SubTask { family, kind, name: None, inherited: &Inherited::NONE }
    }

    /// The first kind of a family, or its only one.
    pub(super) const fn first_of(family: &'static Family) -> Self {
        let kind = match family.kinds.first() {
            Some(kind) => kind,
            None => &OTHER_KIND,
        };
        SubTask::known(family, kind)
    }

    /// The same as a part of an activity.
    const fn within(self, inherited: &'a Inherited<'v>) -> Self {
        SubTask { inherited, ..self }
    }

    /// The name in the notification of an unknown kind, or that of the kind.
    pub(super) fn shown(self) -> &'v str {
        self.name.unwrap_or(self.kind.name)
    }

    /// A sub-task with a state, before anything else of it is read.
    pub(super) const fn task(self, status: TaskStatus) -> Task<'v> {
        Task {
            kind: self.kind.name,
            name: self.name,
            family: self.family.name.as_str(),
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

/// What an item belongs to that holds the result of a sub-task.
#[derive(Clone, Copy)]
pub(super) struct Context<'a, 'v> {
    pub(super) family: &'static Family,
    pub(super) inherited: &'a Inherited<'v>,
}

/// What holds sub-tasks, and may have a state of its own.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a, 'v> {
    pub(super) sub_task: SubTask<'a, 'v>,
    /// The count before its sub-tasks were read.
    pub(super) before: Tally<'v>,
}

/// Where the files and findings of a sub-task are.
#[derive(Clone, Copy)]
pub(super) struct Output<'v> {
    pub(super) value: Value<'v>,
    /// The storage of files without one of their own. `None`: that of the source.
    pub(super) storage: Option<Location<'v>>,
    /// Whether it is the result itself, which also has the members of its state.
    pub(super) is_result: bool,
}

/// Reads an item that names its kind in `Type`. It holds the result in the kind's own member.
///
/// The member counts more than `Type`, which may be missing, new or spelled otherwise: `VRemake` with a `VideoRemakeTask` is a
/// `VideoRemake`.
pub(super) fn decode<'v>(
    item: Value<'v>,
    Context { family, inherited }: Context<'_, 'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    let name = item.text_of("Type");
    let with_result = |kind: &'static Kind| kind.result(item).map(|result| (kind, result));
    let by_name = family.kinds().find(|kind| name.is_some_and(|name| kind.is_named(name)));
    let found = by_name.and_then(with_result).or_else(|| family.kinds().find_map(with_result));
    let before = draft.tally;
    let (sub_task, (member, result)) = match (found, by_name) {
        (Some((kind, result)), _) => {
            if let Some(name) = name.filter(|name| by_name.is_some() && !kind.is_named(name)) {
                draft.warn(&path.member("Type"), &problems::OTHER_TYPE, name);
            }
            (SubTask::known(family, kind), result)
        }
        // Without a member of its own, an item with a state is the result.
        (None, Some(kind)) if reports_state(item) => {
            return read(SubTask::known(family, kind).within(inherited), item, path, draft);
        }
        (None, Some(kind)) => (SubTask::known(family, kind), (kind.name, item.absent())),
        (None, None) => {
            let filled = filled(item);
            let sub_task = unknown(family, name.unwrap_or(filled.0), &path.member("Type"), draft);
            if reports_state(item) && !reports_state(filled.1) {
                return read(sub_task.within(inherited), item, path, draft);
            }
            (sub_task, filled)
        }
    };
    read(sub_task.within(inherited), result, &path.member(member), draft);
    let others = item.members().filter(|(other, _)| *other != member);
    read_others(others, Context { family, inherited }, path, draft);
    own_state(Holder { sub_task, before }, item, path, draft);
}

/// Reads the other members of an item that have a state. Members of other kinds are null or empty.
fn read_others<'v>(
    others: impl Iterator<Item = (&'v str, Value<'v>)>,
    Context { family, inherited }: Context<'_, 'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    for (other, result) in others.filter(|(_, result)| reports_state(*result)) {
        let path = path.member(other);
        let sub_task = match family.kinds().find(|kind| kind.is_of(other)) {
            Some(kind) => SubTask::known(family, kind),
            None => unknown(family, other, &path, draft),
        };
        read(sub_task.within(inherited), result, &path, draft);
    }
}

/// Reads the state of what holds sub-tasks. If none of them has that state, as when it failed as a whole, it is one more sub-task.
pub(super) fn own_state<'v>(
    Holder { sub_task, before }: Holder<'_, 'v>,
    container: Value<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) {
    if !reports_state(container) {
        return;
    }
    let is_said = match fields::state(container) {
        Some(State::Failed) => draft.tally.failed > before.failed,
        Some(State::Processing | State::Waiting) => draft.tally.unfinished > before.unfinished,
        Some(State::Succeeded) => {
            let found = [
                fields::error_name(container).map(|(member, _)| member),
                fields::error_code(container, path, draft).map(|_| "ErrCode"),
                fields::message(container, path, draft).map(|_| "Message"),
            ];
            // They are those of what holds several sub-tasks.
            for member in found.iter().flatten() {
                draft.warn(&path.member(member), &problems::ERROR_BESIDE_SUCCESS, member);
            }
            true
        }
        Some(State::Finished) | None => false,
    };
    if !is_said {
        state(sub_task, container, path, draft);
    }
}

/// The filled member of an item. It is the first that has a state; else the first that is an object or a list.
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

/// Warns of an unknown kind.
pub(super) fn unknown<'v>(
    family: &'static Family,
    name: &'v str,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) -> SubTask<'v, 'v> {
    draft.warn(path, &problems::UNKNOWN_KIND, name);
    SubTask { name: Some(name), ..SubTask::known(family, &OTHER_KIND) }
}

/// Reads the result of a sub-task that no kind is known for.
pub(super) fn decode_unknown<'v>(name: &'v str, result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let sub_task = unknown(&OTHER, name, path, draft);
    read(sub_task, result, path, draft);
}

/// Reads the result of a sub-task.
pub(super) fn read<'v>(sub_task: SubTask<'_, 'v>, result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let output = path.member("Output");
    let value = result.get("Output");
    if state(sub_task, result, path, draft) {
        let asked_for = storage(result.get("Input").get("OutputStorage"), &path.member("Input"), draft);
        let storage = asked_for.or(sub_task.inherited.storage);
        let parts = collect(sub_task, Output { value, storage, is_result: false }, &output, draft);
        warn_of_contradictions(sub_task, path, draft);
        count_parts(sub_task, parts, &output, draft);
    } else if sub_task.kind.finding_type.is_some() {
        let storage = sub_task.inherited.storage;
        draft.read_omitted(|draft| _ = collect(sub_task, Output { value, storage, is_result: false }, &output, draft));
    }
    // Results inside of results have no kind of their own.
    for (member, inner) in result.members().filter(|(member, _)| !matches!(*member, "Input" | "Output")) {
        let path = path.member(member);
        for inner in core::iter::once(inner).chain(inner.elements()).filter(|inner| reports_state(*inner)) {
            state(unknown(&OTHER, member, &path, draft), inner, &path, draft);
        }
    }
}

/// Reads a storage (`TaskOutputStorage`), and warns of what is wrong about it.
pub(super) fn storage<'v>(value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<Location<'v>> {
    let (storage, flaw) = storage::output_storage(value);
    if let Some(Flaw { problem, value }) = flaw {
        draft.warn(&path.member("OutputStorage"), problem, value);
    }
    storage
}

/// Adds a sub-task with the state of its result, without files and findings.
///
/// `false`: the report has as many sub-tasks as it can have, so this one is only counted.
pub(super) fn state<'v>(sub_task: SubTask<'_, 'v>, result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> bool {
    if !result.is_object() {
        draft.warn(path, &problems::MISSING_RESULT, sub_task.shown());
    }
    let task = Task {
        code: fields::error_code(result, path, draft),
        code_ext: fields::error_name_of(result, path, draft),
        message: fields::message(result, path, draft),
        // Samples have 0 in the output where the input has the template's id.
        definition: definition(result.get("Input")).or_else(|| definition(result.get("Output"))),
        progress: result.integer_of("Progress"),
        started_at: time(result.get("BeginProcessTime")).or(sub_task.inherited.started_at),
        finished_at: time(result.get("FinishTime")).or(sub_task.inherited.finished_at),
        ..sub_task.task(status(result, path, draft))
    };
    draft.add(task).is_some()
}

/// Adds files and findings to the last sub-task.
pub(super) fn collect<'v>(
    sub_task: SubTask<'_, 'v>,
    output: Output<'v>,
    path: &Path<'_>,
    draft: &mut Draft<'v>,
) -> Parts<'v> {
    let source = draft.report.input;
    let Some((task, room)) = draft.last() else { return Parts::default() };
    let mut collector = Collector {
        finding_type: sub_task.kind.finding_type,
        source,
        task,
        room,
        flaw: None,
        parts: Parts::default(),
        is_result: output.is_result,
    };
    collector.read(output.value, output.storage.unwrap_or(Location::BesideSource));
    let Collector { parts, flaw, .. } = collector;
    if let Some(Flaw { problem, value }) = flaw {
        draft.warn(path, problem, value);
    }
    parts
}

/// Counts the parts of a successful output that failed or go on. Each sort counts as one more sub-task.
pub(super) fn count_parts<'v>(sub_task: SubTask<'_, 'v>, parts: Parts<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    if draft.last().is_none_or(|(task, _)| task.status != TaskStatus::Success) {
        return;
    }
    let states = [(parts.failed, TaskStatus::Failure), (parts.unfinished, TaskStatus::Processing)];
    let found = || states.into_iter().filter_map(|(state, status)| Some((state?, status)));
    for (state, _) in found() {
        draft.warn_of_last(path, &problems::PART_BESIDE_SUCCESS, state);
    }
    for (_, status) in found() {
        draft.add(sub_task.task(status));
    }
    if let Some(state) = parts.unknown {
        draft.warn(path, &problems::UNKNOWN_STATUS_OF_OUTPUT, state);
    }
}

/// Adds a task that is its own only sub-task. Its code and its message are those of the event.
pub(super) fn add_own<'d, 'v>(
    task: Task<'v>,
    body: Value<'v>,
    path: &Path<'_>,
    draft: &'d mut Draft<'v>,
) -> Option<&'d mut Task<'v>> {
    let code_ext = fields::error_name_of(body, path, draft);
    let (code, message) = (draft.report.code, draft.report.message.clone());
    draft.add(Task { code, code_ext, message, ..task })
}

/// Warns of contradictions in the last sub-task. Its state counts all the same.
pub(super) fn warn_of_contradictions(sub_task: SubTask<'_, '_>, path: &Path<'_>, draft: &mut Draft<'_>) {
    warn_of_no_files(sub_task, path, draft);
    let Some(task) = draft.report.tasks.last().filter(|task| task.status == TaskStatus::Success) else { return };
    // They are in the report; a warning that quoted them would be one more text that can hold a secret.
    let found =
        [task.code_ext.map(|_| "ErrCodeExt"), task.code.map(|_| "ErrCode"), task.message.as_ref().map(|_| "Message")];
    for member in found.iter().flatten() {
        draft.warn_of_last(&path.member(member), &problems::ERROR_BESIDE_SUCCESS, member);
    }
}

/// Warns if the last sub-task succeeded and made no file, though its kind makes files.
pub(super) fn warn_of_no_files(sub_task: SubTask<'_, '_>, path: &Path<'_>, draft: &mut Draft<'_>) {
    let is_without = |task: &Task<'_>| task.outputs.is_empty() && task.outputs_omitted.is_none();
    let succeeded = draft.last().is_some_and(|(task, _)| task.status == TaskStatus::Success && is_without(task));
    if sub_task.kind.makes_files && succeeded {
        draft.warn_of_last(&path.member("Output"), &problems::SUCCESS_WITHOUT_FILE, sub_task.kind.name);
    }
}

/// The state, which `Status` alone has: a running task has `ErrCode` 0 and `Message` `SUCCESS`.
pub(super) fn status(result: Value<'_>, path: &Path<'_>, draft: &mut Draft<'_>) -> TaskStatus {
    match fields::state(result) {
        Some(State::Succeeded) => TaskStatus::Success,
        Some(State::Failed) => TaskStatus::Failure,
        Some(State::Processing) => TaskStatus::Processing,
        Some(State::Waiting) => TaskStatus::Waiting,
        Some(State::Finished) | None => {
            draft.warn(&path.member("Status"), &problems::UNKNOWN_STATUS, fields::shown(result.get("Status")));
            TaskStatus::Unknown
        }
    }
}

fn definition(value: Value<'_>) -> Option<i64> {
    value.integer_of("Definition").filter(|id| *id != 0)
}

/// A time in ISO 8601. The service writes the year 0000 for "not yet", which is not a time.
pub(super) fn time<'v>(value: Value<'v>) -> Option<&'v str> {
    value.text().filter(|time| time.as_bytes().get(4) == Some(&b'-') && !time.starts_with("0000"))
}
