//! `WorkflowTask`: sets of sub-tasks, each item naming its kind in `Type`.

use super::kinds::{FAMILIES, OTHER};
use super::path::Path;
use super::task::{self, Called, Surroundings};
use crate::json::Value;
use crate::report::Report;

/// Reads every member that holds results of sub-tasks, whether this version knows it or not: the models name
/// sets `…ResultSet` and single results `…TaskResult`.
pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    for (name, value) in body.members() {
        if !name.ends_with("ResultSet") && !name.ends_with("TaskResult") {
            continue;
        }
        let family = FAMILIES.iter().find(|family| family.set == name);
        let path = path.member(name);
        if value.is_object() && name.ends_with("TaskResult") {
            match family.and_then(|family| Some((family, family.kinds().next()?))) {
                Some((family, kind)) => {
                    task::read(Called::known(family, kind), value, Surroundings::none(value), &path, report);
                }
                None => task::decode_unknown(name, value, &path, report),
            }
        }
        for (index, item) in value.elements().enumerate() {
            task::decode(item, family.unwrap_or(&OTHER), Surroundings::none(item), &path.element(index), report);
        }
    }
}
