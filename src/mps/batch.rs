//! Reads `BatchTask`: several files at once, with one output each.
//!
//! A notification has neither an id nor a state for the task. An answer of `DescribeBatchTaskDetail` has both beside the event.

use super::draft::Draft;
use super::fields::{looks_like_results, reports_state};
use super::kinds::{OTHER, SUBTITLE};
use super::path::Path;
use super::task::{self, Holder, Output, SubTask};
use super::{inputs, media, workflow};
use crate::json::Value;

pub(super) fn decode<'v>(body: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    inputs(body.get("InputInfos"), &path.member("InputInfos"), draft);
    draft.report.media = body.get("Metadatas").elements().next().and_then(media::metadata);
    for (name, value) in body.members() {
        let path = path.member(name);
        let is_batch = |value: Value<'v>| !value.get("Outputs").is_null();
        if name.ends_with("TaskResult") && value.is_object() && (is_batch(value) || reports_state(value)) {
            result(name, value, &path, draft);
        } else if value.elements().any(is_batch) {
            for (index, value) in value.elements().enumerate() {
                result(name, value, &path.element(index), draft);
            }
        } else if looks_like_results(value) {
            workflow::results(name, value, &path, draft);
        } else if !matches!(name, "InputInfos" | "Metadatas") {
            workflow::failure_within(name, value, &path, draft);
        }
    }
}

/// Reads a result with the outputs of several files. Other tasks have their results in the same place.
fn result<'v>(name: &'v str, value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let before = draft.tally;
    let family = if Some(name) == SUBTITLE.set { &SUBTITLE } else { &OTHER };
    let outputs = path.member("Outputs");
    let storage = task::storage(value.get("Input").get("OutputStorage"), &path.member("Input"), draft);
    let sub_task = |output: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>| {
        let kind = family.kinds().find(|kind| kind.result(output).is_some()).or(family.list.as_ref());
        match kind {
            Some(kind) => SubTask::known(family, kind),
            None => task::unknown(family, name, path, draft),
        }
    };
    let read = |output: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>| {
        let sub_task = sub_task(output, path, draft);
        if task::state(sub_task, output, path, draft) {
            let parts = task::collect(sub_task, Output { value: output, storage, is_result: true }, path, draft);
            task::warn_of_contradictions(sub_task, path, draft);
            task::count_parts(sub_task, parts, path, draft);
        }
    };
    let given = value.get("Outputs");
    for (index, output) in given.elements().enumerate() {
        read(output, &outputs.element(index), draft);
    }
    // One may stand there without its list.
    if given.is_object() {
        read(given, &outputs, draft);
    }
    if reports_state(value) {
        let sub_task = sub_task(value, path, draft);
        task::own_state(Holder { sub_task, before }, value, path, draft);
    }
}
