//! Notifications of live streams (output of the API action `ParseLiveStreamProcessNotification`). They report findings
//! and recordings while a stream goes on, and its end.

use super::draft::Draft;
use super::fields;
use super::kinds::{ANALYSIS, Family, Kind, LIVE, LIVE_SUBTITLES, QUALITY, RECOGNITION, RECORD, REVIEW, SUBTITLE};
use super::path::Path;
use super::problems;
use super::task::{self, Output, SubTask};
use super::verdict::own_status;
use crate::json::{Kind as JsonKind, Value};
use crate::report::{Status, TaskStatus};

pub(super) fn review<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    items(&REVIEW, info, path, draft);
}

pub(super) fn recognition<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    items(&RECOGNITION, info, path, draft);
}

pub(super) fn analysis<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    items(&ANALYSIS, info, path, draft);
}

pub(super) fn quality<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    found(SubTask::first_of(&QUALITY), info, path, draft);
}

pub(super) fn subtitle<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    found(SubTask::known(&SUBTITLE, &LIVE_SUBTITLES), info, path, draft);
}

/// `RecordOver` is 1 with the last notification, which has all files. The end alone is not a success: the files are.
pub(super) fn record<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let sub_task = SubTask::first_of(&RECORD);
    found(sub_task, info, path, draft);
    task::warn_of_no_files(sub_task, path, draft);
    if draft.last().is_some_and(|(task, _)| task.outputs.is_empty()) {
        draft.change_status(TaskStatus::Unknown);
    }
    if fields::integer(info, "RecordOver", path, draft) == Some(1) {
        draft.report.status = Status::Finished;
    }
}

/// Reads the end of the processing of a stream. `ErrCode` says how it ended, and 0 is "no error" (API text of
/// `LiveStreamProcessErrorInfo.ErrCode`).
pub(super) fn end<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let status = match info.integer_of("ErrCode") {
        Some(0) => TaskStatus::Success,
        Some(_) => TaskStatus::Failure,
        None => {
            // A value that is not an integer was warned of.
            if info.get("ErrCode").is_null() {
                draft.warn(&path.member("ErrCode"), &problems::STREAM_ENDED_WITHOUT_CODE, "ErrCode");
            }
            TaskStatus::Unknown
        }
    };
    task::add_own(SubTask::first_of(&LIVE).task(status), info, path, draft);
    draft.report.status = Status::Finished;
}

/// Reads the task of a stream as a whole. Only its state is known, and it has no sub-tasks to report.
pub(super) fn stream<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let status = own_status(body, path, draft);
    draft.tally.note(status, None, None);
}

/// Reads a set of results. Each names its kind in `Type` and holds the result in a member of its own.
///
/// Items have the members of the other kinds, too: null, empty, or filled. Each that holds something is a result, that of the kind
/// in `Type` the first. If none does, it was looked for something and nothing was found.
fn items<'v>(family: &'static Family, info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let path = path.member("ResultSet");
    for (index, item) in info.get("ResultSet").elements().enumerate() {
        let path = path.element(index);
        let name = item.text_of("Type").map(str::trim_ascii);
        let by_name = family.kinds().find(|kind| name.is_some_and(|name| kind.is_named(name)));
        let mut add = |kind: Option<&'static Kind>, (member, value): (&'v str, Value<'v>)| {
            let kind = kind.or_else(|| family.kinds().find(|kind| kind.is_of(member))).or(by_name);
            let sub_task = match kind {
                Some(kind) => SubTask::known(family, kind),
                None => task::unknown(family, name.unwrap_or(member), &path.member("Type"), draft),
            };
            found(sub_task, value, &path.member(member), draft);
        };
        let own = by_name.and_then(|kind| kind.result(item));
        let own_filled = own.filter(|(_, value)| holds_something(*value));
        let is_another = |member: &str| own_filled.is_none_or(|(own, _)| own != member);
        let others = item.members().filter(|(member, value)| is_another(member) && holds_something(*value));
        let mut filled = own_filled.into_iter().chain(others).peekable();
        if filled.peek().is_none() {
            add(by_name, own.unwrap_or_else(|| task::filled(item)));
        }
        filled.for_each(|member| add(None, member));
    }
}

/// Whether a value is a list or an object with anything in it.
fn holds_something(value: Value<'_>) -> bool {
    value.elements().next().is_some() || value.members().next().is_some()
}

/// What was found: that it was sent is the success of the sub-task.
fn found<'v>(sub_task: SubTask<'_, 'v>, value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let is_there = matches!(value.kind(), JsonKind::Array | JsonKind::Object);
    if !is_there {
        draft.warn(path, &problems::MISSING_RESULT, sub_task.shown());
    }
    let status = if is_there { TaskStatus::Success } else { TaskStatus::Unknown };
    let output = Output { value, storage: None, is_result: value.is_object() };
    if draft.add(sub_task.task(status)).is_none() {
        draft.read_omitted(|draft| _ = task::collect(sub_task, output, path, draft));
    } else {
        let parts = task::collect(sub_task, output, path, draft);
        if let Some(state) = parts.failed.or(parts.unfinished).or(parts.unknown) {
            draft.warn(path, &problems::UNKNOWN_STATUS_OF_RESULT, state);
        }
    }
}
