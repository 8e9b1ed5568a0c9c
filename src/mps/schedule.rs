//! `ScheduleTask` and `LiveScheduleTask`: activities of an orchestration, each naming its kind in `ActivityType`.

use super::kinds::{FAMILIES, Family, Kind, OTHER};
use super::path::Path;
use super::task::{self, Called, Surroundings};
use crate::json::Value;
use crate::report::{Report, TaskStatus};

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    activities(body.get("ActivityResultSet"), "ActivityResItem", &path.member("ActivityResultSet"), report);
}

pub(super) fn decode_live<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    activities(body.get("LiveActivityResultSet"), "LiveActivityResItem", &path.member("LiveActivityResultSet"), report);
}

fn activities<'v>(set: Value<'v>, item: &str, path: &Path<'_>, report: &mut Report<'v>) {
    for (index, activity) in set.elements().enumerate() {
        let path = path.element(index);
        let results = activity.get(item);
        self::activity(activity.text_of("ActivityType"), results, &path, &path.member(item), report);
    }
}

fn activity<'v>(
    name: Option<&'v str>,
    results: Value<'v>,
    path: &Path<'_>,
    item_path: &Path<'_>,
    report: &mut Report<'v>,
) {
    let (called, family, (member, result)) = match find(name, results) {
        Some(Found { family, kind, result }) => (Called::known(family, kind), family, result),
        None => {
            let filled = task::filled(results);
            let name = name.unwrap_or(filled.0);
            (task::unknown(&OTHER, name, &path.member("ActivityType"), report), &OTHER, filled)
        }
    };
    read(called, family, result, &item_path.member(member), report);
}

/// An activity's results: its output itself, or, where that is a list, the sub-tasks in it.
fn read<'v>(called: Called<'v>, family: &'static Family, result: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    let first = report.tasks.len();
    let list = path.member("Output");
    for (index, item) in result.get("Output").elements().enumerate() {
        task::decode(item, family, Surroundings::of(result), &list.element(index), report);
    }
    let tasks = report.tasks.get(first..).unwrap_or_default();
    let is_told = tasks.iter().any(|task| task.status == TaskStatus::Failure);
    if tasks.is_empty() {
        task::read(called, result, Surroundings::none(result), path, report);
    } else if result.text_of("Status") == Some("FAIL") && !is_told {
        // It failed as a whole, which no sub-task says.
        task::state(called, result, Surroundings::none(result), path, report);
    }
}

/// What an activity is.
struct Found<'v> {
    family: &'static Family,
    kind: Kind,
    /// The member with the result, and that.
    result: (&'v str, Value<'v>),
}

/// By its name, or by the member that is filled where there is no name or none that is known.
fn find<'v>(name: Option<&str>, results: Value<'v>) -> Option<Found<'v>> {
    let mut by_name: Option<Found<'v>> = None;
    let mut by_member = None;
    for family in FAMILIES {
        let list = family.list();
        // The kinds of a family whose activities are lists are no activities.
        let kinds = if list.is_some() { OTHER.kinds() } else { family.kinds() };
        for kind in kinds.chain(list) {
            let result = kind.result(results);
            let found = Found { family, kind, result: result.unwrap_or((kind.name, results.absent())) };
            if name == Some(kind.name) {
                // Of two that are called the same the one that is there.
                if by_name.is_none() || result.is_some() {
                    by_name = Some(found);
                }
            } else if result.is_some() && by_member.is_none() {
                by_member = Some(found);
            }
        }
    }
    by_name.or(by_member)
}
