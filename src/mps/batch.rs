//! `BatchTask`: several files at once, with one output each. It has neither an id nor a state of its own.

use super::kinds::{Family, OTHER};
use super::path::Path;
use super::task::{self, Called, Surroundings};
use super::{inputs, media};
use crate::json::Value;
use crate::report::Report;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    inputs(body.get("InputInfos"), report);
    report.media = body.get("Metadatas").elements().next().and_then(media::metadata);
    let subtitles = Family::named("subtitle");
    for (name, value) in body.members().filter(|(name, value)| name.ends_with("TaskResult") && value.is_object()) {
        let path = path.member(name);
        for (index, output) in value.get("Outputs").elements().enumerate() {
            let path = path.element(index);
            // The outputs stand where other tasks have their results.
            let kind = subtitles.kinds().find(|kind| kind.result(output).is_some()).or_else(|| subtitles.list());
            let called = match kind.filter(|_| name == subtitles.set) {
                Some(kind) => Called::known(subtitles, kind),
                None => task::unknown(&OTHER, name, &path, report),
            };
            let source = report.input;
            let task = task::state(called, output, Surroundings::none(output), &path, report);
            task::harvest(task, called.finds, source, output, value.get("Input").get("OutputStorage"));
        }
    }
}
