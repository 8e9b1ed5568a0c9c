//! `EditMediaTask`: files cut and joined into one. The task is its own only sub-task.

use super::draft::Draft;
use super::inputs;
use super::kinds::EDIT;
use super::path::Path;
use super::task::{self, Called, Output};
use super::verdict::own_status;
use crate::json::Value;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    inputs(body.get("Input").get("FileInfoSet"), &path.member("Input").member("FileInfoSet"), draft);
    let called = Called::first_of(&EDIT);
    let status = own_status(body, path, draft);
    if task::add_own(called.task(status), body, path, draft).is_some() {
        let output = path.member("Output");
        let parts = task::collect(
            called,
            Output { value: body.get("Output"), storage: None, is_result: false },
            &output,
            draft,
        );
        task::warn_of_no_files(called, path, draft);
        task::count_parts(called, parts, &output, draft);
    }
}
