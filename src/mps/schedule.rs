//! `ScheduleTask`: activities of an orchestration, each naming its kind in `ActivityType`.

use super::kinds::MEDIA_KINDS;
use super::path::Path;
use super::task;
use crate::json::Value;
use crate::report::Report;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    let path = path.member("ActivityResultSet");
    for (index, activity) in body.get("ActivityResultSet").elements().enumerate() {
        let results = activity.get("ActivityResItem");
        task::decode(activity, "ActivityType", results, MEDIA_KINDS, &path.element(index), report);
    }
}
