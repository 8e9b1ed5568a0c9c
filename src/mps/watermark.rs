//! `ExtractBlindWatermark`: the search for a blind watermark. The task is its own only sub-task.

use super::own_status;
use super::path::Path;
use super::task::{self, Called};
use crate::json::{Kind, Value};
use crate::report::{Finding, Report, TaskStatus};

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    let called = Called { family: "watermark", kind: "ExtractBlindWatermark", name: None, finds: "" };
    let status = own_status(body, path, report);
    let (code, message) = (report.code, report.message.clone());
    let task = task::add(called, status, report);
    (task.code, task.message) = (code, message);
    let label = match body.get("IsDetected").kind() {
        Kind::True => Some("detected"),
        Kind::False if status == TaskStatus::Success => Some("not_detected"),
        _ => None,
    };
    if label.is_some() {
        task.findings.push(Finding {
            kind: "watermark",
            label,
            name: body.text_of("Type"),
            text: body.text_of("Result").map(Into::into),
            ..Finding::default()
        });
    }
}
