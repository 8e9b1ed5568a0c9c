//! `ScheduleTask`: activities of an orchestration, each naming its kind in `ActivityType`.

use super::kinds::MEDIA_KINDS;
use super::path::Path;
use super::{media, storage, task};
use crate::json::Value;
use crate::report::Report;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    report.input = storage::input(body.get("InputInfo"));
    report.media = media::metadata(body.get("MetaData"));
    let path = path.member("ActivityResultSet");
    for (index, activity) in body.get("ActivityResultSet").elements().enumerate() {
        let results = activity.get("ActivityResItem");
        task::decode(activity, "ActivityType", results, MEDIA_KINDS, &path.element(index), report);
    }
}
