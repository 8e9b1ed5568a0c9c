//! Notifications of live streams (output of the API action `ParseLiveStreamProcessNotification`): what was found in a
//! stream, or recorded of it, while it goes on; and that it has ended.

use super::kinds::Family;
use super::path::Path;
use super::task::{self, Called};
use crate::json::Value;
use crate::report::{Report, Status, TaskStatus};

pub(super) fn review<'v>(info: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    items("review", info, path, report);
}

pub(super) fn recognition<'v>(info: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    items("recognition", info, path, report);
}

pub(super) fn analysis<'v>(info: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    items("analysis", info, path, report);
}

pub(super) fn quality<'v>(info: Value<'v>, _path: &Path<'_>, report: &mut Report<'v>) {
    found(Called { family: "quality", kind: "AiQualityControl", name: None, finds: "quality" }, info, report);
}

pub(super) fn subtitle<'v>(info: Value<'v>, _path: &Path<'_>, report: &mut Report<'v>) {
    found(Called { family: "subtitle", kind: "SmartSubtitles", name: None, finds: "text" }, info, report);
}

/// `RecordOver` is 1 with the last notification, which has all files.
pub(super) fn record<'v>(info: Value<'v>, _path: &Path<'_>, report: &mut Report<'v>) {
    found(Called { family: "record", kind: "LiveRecord", name: None, finds: "" }, info, report);
    if info.integer_of("RecordOver") == Some(1) {
        report.status = Status::Finished;
    }
}

/// The processing of the stream has ended; `ErrCode` says how.
pub(super) fn end<'v>(_info: Value<'v>, _path: &Path<'_>, report: &mut Report<'v>) {
    let called = Called { family: "live", kind: "ProcessEof", name: None, finds: "" };
    let status = if report.code.is_some() { TaskStatus::Failure } else { TaskStatus::Success };
    let (code, message) = (report.code, report.message.clone());
    let task = task::add(called, status, report);
    (task.code, task.message) = (code, message);
    report.status = Status::Finished;
}

/// The task of a stream as a whole, of which only its state is known.
pub(super) fn stream<'v>(_body: Value<'v>, _path: &Path<'_>, _report: &mut Report<'v>) {}

/// A set of results, each naming its kind in `Type` and holding it in a member of its own.
fn items<'v>(family: &str, info: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    let family = Family::named(family);
    let path = path.member("ResultSet");
    for (index, item) in info.get("ResultSet").elements().enumerate() {
        let path = path.element(index);
        let (member, value) = task::filled(item);
        let name = item.text_of("Type").map(str::trim_ascii);
        let kind = family.kinds().find(|kind| match name {
            Some(name) => kind.name == name,
            None => kind.is_of(member),
        });
        let called = match kind {
            Some(kind) => Called::known(family, kind),
            None => task::unknown(family, name.unwrap_or(member), &path.member("Type"), report),
        };
        found(called, value, report);
    }
}

fn found<'v>(called: Called<'v>, value: Value<'v>, report: &mut Report<'v>) {
    let source = report.input;
    let task = task::add(called, TaskStatus::Success, report);
    task::harvest(task, called.finds, source, value, value.absent());
}
