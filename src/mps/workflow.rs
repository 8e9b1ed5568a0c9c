//! Reads `WorkflowTask`: sets of sub-tasks, whose items name their kind in `Type`.

use super::draft::Draft;
use super::fields::{failed_within, has_state, looks_like_results};
use super::kinds::{FAMILIES, IMAGES, OTHER};
use super::path::Path;
use super::task::{self, Context, Inherited, SubTask};
use crate::json::Value;

/// Reads every member that holds results of sub-tasks, known to this version or not. The models name sets `…ResultSet`
/// and single results `…TaskResult`; others are known by the states in them.
pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    for (name, value) in body.members() {
        if name.ends_with("ResultSet") || name.ends_with("TaskResult") || looks_like_results(value) {
            results(name, value, &path.member(name), draft);
        } else {
            failure_within(name, value, &path.member(name), draft);
        }
    }
}

/// Adds the first failure that is anywhere in the member `name`, in which no result is known. A kind of sub-task that nobody knows may
/// have its state at any depth, and a failure is not passed over.
pub(super) fn failure_within<'v>(name: &'v str, value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    if let Some(failed) = failed_within(value) {
        let sub_task = task::unknown(&OTHER, name, path, draft);
        task::state(sub_task, failed, path, draft);
    }
}

/// Members that other types of events read themselves, though their content may have a state.
const READ: [&str; 5] = ["ActivityResultSet", "LiveActivityResultSet", "ResultSet", "Input", "Output"];

/// Reads the members of an event of another type that look like results. The models of that type have none.
pub(super) fn decode_others<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    for (name, value) in body.members() {
        if READ.contains(&name) {
            continue;
        }
        if looks_like_results(value) {
            results(name, value, &path.member(name), draft);
        } else {
            failure_within(name, value, &path.member(name), draft);
        }
    }
}

/// Reads the results in the member `name` of an event. They are one result or a list.
pub(super) fn results<'v>(name: &'v str, value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let family = FAMILIES.into_iter().find(|family| family.set == Some(name));
    let single = |result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>| match family {
        Some(family) => task::read(SubTask::first_of(family), result, path, draft),
        None => task::decode_unknown(name, result, path, draft),
    };
    // Results that stand in a set of their own have no kind to name.
    let is_single = |item: Value<'v>| name == IMAGES || (family.is_none() && has_state(item));
    if value.is_object() && (name.ends_with("TaskResult") || is_single(value)) {
        return single(value, path, draft);
    }
    // A set of one may stand there without its list.
    let lone = Some(value).filter(|value| value.members().next().is_some());
    let items = value.elements().map(Some).enumerate().map(|(index, item)| (Some(index), item));
    for (index, item) in items.chain([(None, lone)]) {
        let Some(item) = item else { continue };
        let path = index.map_or(*path, |index| path.element(index));
        if is_single(item) {
            single(item, &path, draft);
        } else {
            let context = Context { family: family.unwrap_or(&OTHER), inherited: &Inherited::NONE };
            task::decode(item, context, &path, draft);
        }
    }
}
