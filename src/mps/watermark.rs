//! Reads `ExtractBlindWatermark`: the search for a blind watermark. The task is its only sub-task.

use super::draft::Draft;
use super::kinds::WATERMARK;
use super::path::Path;
use super::task::{self, SubTask};
use super::verdict::own_status;
use crate::json::{Kind, Value};
use crate::report::TaskStatus;
use crate::report::borrowed::{Finding, FindingType};

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let status = own_status(body, path, draft);
    let own = SubTask::first_of(&WATERMARK).task(status);
    let Some(task) = task::add_own(own, body, path, draft) else { return };
    let label = match body.get("IsDetected").kind() {
        Kind::True => Some("detected"),
        Kind::False if status == TaskStatus::Success => Some("not_detected"),
        _ => None,
    };
    if label.is_some() {
        task.findings.push(Finding {
            kind: FindingType::Watermark.as_str(),
            label,
            name: body.text_of("Type"),
            text: body.text_of("Result").map(super::collect::finding_text),
            ..Finding::default()
        });
    }
}
