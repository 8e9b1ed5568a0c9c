//! `WorkflowTask`: sets of sub-tasks, each item naming its kind in `Type`.

use super::draft::Draft;
use super::kinds::{FAMILIES, IMAGES, OTHER};
use super::path::Path;
use super::task::{self, Called, Surroundings};
use crate::json::Value;

/// Reads every member that holds results of sub-tasks, whether this version knows it or not: the models name
/// sets `…ResultSet` and single results `…TaskResult`.
pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    for (name, value) in body.members() {
        if !name.ends_with("ResultSet") && !name.ends_with("TaskResult") {
            continue;
        }
        let family = FAMILIES.iter().find(|family| family.set == name);
        let path = path.member(name);
        let single = |result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>| match family
            .and_then(|family| Some(Called::known(family, family.kinds().next()?)))
        {
            Some(called) => task::read(called, result, Surroundings::NONE, path, draft),
            None => task::decode_unknown(name, result, path, draft),
        };
        if value.is_object() && name.ends_with("TaskResult") {
            single(value, &path, draft);
        }
        // A set of one may stand there without its list.
        let lone = Some(value).filter(|value| value.members().next().is_some() && name.ends_with("ResultSet"));
        let items = value.elements().map(Some).enumerate().map(|(index, item)| (Some(index), item));
        for (index, item) in items.chain([(None, lone)]) {
            let Some(item) = item else { continue };
            let path = index.map_or(path, |index| path.element(index));
            // Results that stand in a set of their own have no kind to name.
            if name == IMAGES || (family.is_none() && item.text_of("Status").is_some()) {
                single(item, &path, draft);
            } else {
                task::decode(item, family.unwrap_or(&OTHER), Surroundings::NONE, &path, draft);
            }
        }
    }
}
