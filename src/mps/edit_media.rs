//! `EditMediaTask`: files cut and joined into one. The task is its own only sub-task.

use super::path::Path;
use super::task::{self, Called};
use super::{inputs, own_status};
use crate::json::Value;
use crate::report::Report;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    inputs(body.get("Input").get("FileInfoSet"), report);
    let called = Called { family: "edit", kind: "EditMedia", name: None, finds: "" };
    let status = own_status(body, path, report);
    let (code, message, source) = (report.code, report.message.clone(), report.input);
    let task = task::add(called, status, report);
    (task.code, task.message) = (code, message);
    task::harvest(task, "", source, body.get("Output"), body.absent());
}
