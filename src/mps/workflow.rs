//! `WorkflowTask`: sets of sub-tasks, each item naming its kind in `Type`.

use super::kinds::MEDIA_KINDS;
use super::path::Path;
use super::task;
use crate::json::Value;
use crate::report::Report;

/// Reads every member that holds results of sub-tasks, whether this version knows it or not: the models name
/// sets `…ResultSet` and single results `…TaskResult`.
pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    for (name, value) in body.members() {
        if !name.ends_with("ResultSet") && !name.ends_with("TaskResult") {
            continue;
        }
        let kinds = if name == "MediaProcessResultSet" { MEDIA_KINDS } else { &[] };
        let path = path.member(name);
        if value.is_object() && name.ends_with("TaskResult") {
            task::decode_unknown(name, value, &path, report);
        }
        for (index, item) in value.elements().enumerate() {
            task::decode(item, "Type", item, kinds, &path.element(index), report);
        }
    }
}
