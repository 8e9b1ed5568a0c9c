//! `BatchTask`: several files at once, with one output each. It has neither an id nor a state of its own.

use super::draft::Draft;
use super::kinds::{Family, OTHER};
use super::path::Path;
use super::task::{self, Called, Surroundings};
use super::{inputs, media};
use crate::json::Value;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    inputs(body.get("InputInfos"), &path.member("InputInfos"), draft);
    draft.report.media = body.get("Metadatas").elements().next().and_then(media::metadata);
    let subtitles = Family::named("subtitle");
    for (name, value) in body.members().filter(|(name, value)| name.ends_with("TaskResult") && value.is_object()) {
        let path = path.member(name);
        let outputs = path.member("Outputs");
        let storage = task::storage(value.get("Input").get("OutputStorage"), &path.member("Input"), draft);
        for (index, output) in value.get("Outputs").elements().enumerate() {
            let path = outputs.element(index);
            // The outputs stand where other tasks have their results.
            let kind = subtitles.kinds().find(|kind| kind.result(output).is_some()).or(subtitles.list);
            let called = match kind.filter(|_| name == subtitles.set) {
                Some(kind) => Called::known(subtitles, kind),
                None => task::unknown(&OTHER, name, &path, draft),
            };
            if task::state(called, output, Surroundings::NONE, &path, draft) {
                task::harvest(called, output, storage, &path, draft);
                task::warn_of_contradictions(called, &path, draft);
            }
        }
    }
}
