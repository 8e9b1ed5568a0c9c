//! Reads `ScheduleTask` and `LiveScheduleTask`: activities, which name their kind in `ActivityType`.

use super::draft::Draft;
use super::fields::reports_state;
use super::kinds::{FAMILIES, Family, Kind, OTHER};
use super::path::Path;
use super::problems;
use super::task::{self, Context, Holder, Inherited, SubTask};
use crate::json::Value;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    activities(body.get("ActivityResultSet"), "ActivityResItem", &path.member("ActivityResultSet"), draft);
}

pub(super) fn decode_live<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    activities(body.get("LiveActivityResultSet"), "LiveActivityResItem", &path.member("LiveActivityResultSet"), draft);
}

fn activities<'v>(set: Value<'v>, item: &str, path: &Path<'_>, draft: &mut Draft<'v>) {
    for (index, activity) in set.elements().enumerate() {
        self::activity(activity, item, &path.element(index), draft);
    }
}

/// Reads an activity; `item` is its member with the results.
fn activity<'v>(activity: Value<'v>, item: &str, path: &Path<'_>, draft: &mut Draft<'v>) {
    let (results, item_path) = (activity.get(item), path.member(item));
    let name = activity.text_of("ActivityType");
    let before = draft.tally;
    let (sub_task, (member, result)) = match find(name, results) {
        Some(Found { family, kind, result }) => {
            if let Some(name) = name.filter(|name| !kind.is_named(name) && is_known(name)) {
                draft.warn(&path.member("ActivityType"), &problems::OTHER_TYPE, name);
            }
            (SubTask::known(family, kind), result)
        }
        None => {
            let filled = task::filled(results);
            let name = name.unwrap_or(filled.0);
            (task::unknown(&OTHER, name, &path.member("ActivityType"), draft), filled)
        }
    };
    if result.is_null() && reports_state(results) {
        // Without a member of its own, what holds the result is the result.
        read(sub_task, results, &item_path, draft);
    } else {
        read(sub_task, result, &item_path.member(member), draft);
        let others = results.members().filter(|(other, result)| *other != member && reports_state(*result));
        for (other, result) in others {
            let path = item_path.member(other);
            let found = FAMILIES.into_iter().find_map(|family| {
                let kind = activity_kinds(family).find(|kind| kind.is_of(other))?;
                Some(SubTask::known(family, kind))
            });
            let sub_task = found.unwrap_or_else(|| task::unknown(&OTHER, other, &path, draft));
            read(sub_task, result, &path, draft);
        }
        task::own_state(Holder { sub_task, before }, results, &item_path, draft);
    }
    task::own_state(Holder { sub_task, before }, activity, path, draft);
}

/// Reads the results of an activity. They are its output, or the sub-tasks in the output if that is a list.
fn read<'v>(sub_task: SubTask<'_, 'v>, result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let before = draft.tally;
    let list = path.member("Output");
    let mut items = result.get("Output").elements().enumerate().peekable();
    if items.peek().is_some() {
        let context = Context { family: sub_task.family, inherited: &Inherited::of(result, path, draft) };
        for (index, item) in items {
            task::decode(item, context, &list.element(index), draft);
        }
    }
    if draft.tally.all() == before.all() {
        task::read(sub_task, result, path, draft);
    } else {
        task::own_state(Holder { sub_task, before }, result, path, draft);
    }
}

/// What an activity is.
struct Found<'v> {
    family: &'static Family,
    kind: &'static Kind,
    /// The member with the result, and that.
    result: (&'v str, Value<'v>),
}

/// The kinds of activities of a family. They are its own, or the one whose output is a list of them.
fn activity_kinds(family: &'static Family) -> impl Iterator<Item = &'static Kind> {
    let kinds = if family.list.is_some() { OTHER.kinds() } else { family.kinds() };
    kinds.chain(&family.list)
}

fn is_known(name: &str) -> bool {
    FAMILIES.iter().any(|family| activity_kinds(family).any(|kind| kind.is_named(name)))
}

/// Finds the kind of an activity by its name and its filled member. The name counts if its member is filled; else the
/// filled member counts; else the name alone.
fn find<'v>(name: Option<&str>, results: Value<'v>) -> Option<Found<'v>> {
    let mut by_name = None;
    let mut by_member = None;
    for family in FAMILIES {
        for kind in activity_kinds(family) {
            let is_named = name.is_some_and(|name| kind.is_named(name));
            match kind.result(results) {
                Some(result) => {
                    let found = Found { family, kind, result };
                    if is_named {
                        return Some(found);
                    }
                    by_member = by_member.or(Some(found));
                }
                None if is_named => {
                    by_name = by_name.or(Some(Found { family, kind, result: (kind.name, results.absent()) }));
                }
                None => {}
            }
        }
    }
    by_member.or(by_name)
}
