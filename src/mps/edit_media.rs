//! `EditMediaTask`: files cut and joined into one. The task is its own only sub-task.

use alloc::vec::Vec;

use super::path::Path;
use super::{storage, task};
use crate::json::Value;
use crate::report::{Report, Task, TaskStatus};

pub(super) fn decode<'v>(body: Value<'v>, _path: &Path<'_>, report: &mut Report<'v>) {
    let mut inputs = Vec::new();
    for file in body.get("Input").get("FileInfoSet").elements() {
        inputs.extend(storage::input(file.get("InputInfo")));
    }
    report.input = inputs.first().copied();
    report.inputs = Some(inputs).filter(|inputs| inputs.len() > 1);

    let output = body.get("Output");
    let mut outputs = Vec::new();
    if let Some(path) = output.get("Path").text() {
        let place = storage::output(output.get("OutputStorage"), report.input, path);
        outputs.push(task::file(place, output.get("MetaData")));
    }
    report.tasks.push(Task {
        kind: "EditMedia",
        name: None,
        family: "edit",
        status: match (body.get("Status").text(), report.code) {
            (None | Some("FINISH"), None) => TaskStatus::Success,
            (None | Some("FINISH"), Some(_)) => TaskStatus::Failure,
            (Some("PROCESSING"), _) => TaskStatus::Processing,
            (Some("WAITING"), _) => TaskStatus::Waiting,
            (Some(_), _) => TaskStatus::Unknown,
        },
        code: report.code,
        code_ext: None,
        message: report.message,
        explanation: None,
        definition: None,
        progress: None,
        started_at: None,
        finished_at: None,
        outputs,
        findings: Vec::new(),
        findings_omitted: None,
    });
}
