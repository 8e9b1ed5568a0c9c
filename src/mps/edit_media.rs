//! Reads `EditMediaTask`: files cut and joined into one. The task is its only sub-task.

use super::draft::Draft;
use super::inputs;
use super::kinds::EDIT;
use super::path::Path;
use super::task::{self, Output, SubTask};
use super::verdict::own_status;
use crate::json::Value;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    inputs(body.get("Input").get("FileInfoSet"), &path.member("Input").member("FileInfoSet"), draft);
    let sub_task = SubTask::first_of(&EDIT);
    let status = own_status(body, path, draft);
    if task::add_own(sub_task.task(status), body, path, draft).is_some() {
        let output = path.member("Output");
        let parts = task::collect(
            sub_task,
            Output { value: body.get("Output"), storage: None, is_result: false },
            &output,
            draft,
        );
        task::warn_of_no_files(sub_task, path, draft);
        task::count_parts(sub_task, parts, &output, draft);
    }
}
