//! One sub-task, of whatever kind: its state is the same everywhere, its files are where the kind's row says.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::kinds::{Kind, OTHER};
use super::path::Path;
use super::{error_code, media, said, storage};
use crate::json::Value;
use crate::report::{Output, Place, Report, Task, TaskStatus};
use crate::text::split_once;

/// Reads an item that names its kind in `type_member` and holds the result in the kind's own member.
pub(super) fn decode<'v>(
    item: Value<'v>,
    type_member: &str,
    results: Value<'v>,
    kinds: &'static [Kind],
    path: &Path<'_>,
    report: &mut Report<'v>,
) {
    let name = item.get(type_member).text();
    let known = kinds.iter().find(|kind| match name {
        Some(name) => kind.name == name,
        None => results.get(kind.member).is_object(),
    });
    let (kind, member, result) = match known {
        Some(kind) => (kind, kind.member, results.get(kind.member)),
        None => results
            .members()
            .find(|(_, value)| value.is_object())
            .map_or((&OTHER, "", results), |(member, value)| (&OTHER, member, value)),
    };
    let mut other = None;
    if known.is_none() {
        let name = name.unwrap_or(member);
        other = Some(name);
        report.warn(&path.member(type_member), "unknown_kind", "unknown kind of sub-task", name);
    }
    read(kind, other, result, &path.member(member), report);
}

/// Reads a result that no kind is known for.
pub(super) fn decode_unknown<'v>(name: &'v str, result: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    report.warn(path, "unknown_kind", "unknown kind of sub-task", name);
    read(&OTHER, Some(name), result, path, report);
}

/// Reads the result of a sub-task.
fn read<'v>(kind: &'static Kind, name: Option<&'v str>, result: Value<'v>, path: &Path<'_>, report: &mut Report<'v>) {
    if !result.is_object() {
        report.warn(path, "missing_result", "no result of", name.unwrap_or(kind.name));
    }
    let (input, output) = (result.get("Input"), result.get("Output"));
    let task = Task {
        kind: kind.name,
        name,
        family: kind.family,
        status: status(result, path, report),
        code: error_code(result),
        // Samples hold "", "SUCCESS" and nothing at all for "no error"; a running task says "SUCCESS" too.
        code_ext: result.get("ErrCodeExt").text_or_digits().filter(|code| *code != "SUCCESS" && *code != "0"),
        message: said(result),
        explanation: None,
        // Samples have 0 in the output where the input has the template's id.
        definition: definition(input).or_else(|| definition(output)),
        progress: result.get("Progress").integer(),
        started_at: time(result.get("BeginProcessTime")),
        finished_at: time(result.get("FinishTime")),
        outputs: outputs(kind, input, output, report.input),
        findings: Vec::new(),
        findings_omitted: None,
    };
    report.tasks.push(task);
}

/// The state, which `Status` alone tells: a running task has `ErrCode` 0 and `Message` `SUCCESS`.
fn status(result: Value<'_>, path: &Path<'_>, report: &mut Report<'_>) -> TaskStatus {
    match result.get("Status").text() {
        Some("SUCCESS") => TaskStatus::Success,
        Some("FAIL") => TaskStatus::Failure,
        Some("PROCESSING") => TaskStatus::Processing,
        Some("WAITING") => TaskStatus::Waiting,
        unknown => {
            let unknown = unknown.unwrap_or_default();
            report.warn(&path.member("Status"), "unknown_status", "unknown status", unknown);
            TaskStatus::Unknown
        }
    }
}

fn definition(value: Value<'_>) -> Option<i64> {
    value.get("Definition").integer().filter(|id| *id != 0)
}

/// A time in ISO 8601, unless it is the service's way to say "not yet": the year 0000.
fn time<'v>(value: Value<'v>) -> Option<&'v str> {
    value.text().filter(|time| time.as_bytes().get(4) == Some(&b'-') && !time.starts_with("0000"))
}

/// The files of an output, in the storage it names, else in the one the input asked for, else where the source lies.
fn outputs<'v>(kind: &Kind, input: Value<'v>, output: Value<'v>, source: Option<Place<'v>>) -> Vec<Output<'v>> {
    let own = output.get(kind.storage);
    let storage = if own.is_null() { input.get("OutputStorage") } else { own };
    let mut outputs = Vec::new();
    for pattern in kind.paths {
        let Some((list, member)) = split_once(pattern, "[]") else {
            if let Some(path) = output.get(pattern).text() {
                // What an output says of media is said of its file, if that is the only one.
                let described = if kind.paths.len() == 1 { output } else { output.absent() };
                outputs.push(file(storage::output(storage, source, path), described));
            }
            continue;
        };
        let elements = output.get(list).elements();
        outputs.reserve(elements.clone().count());
        for element in elements {
            let path = if member.is_empty() { element } else { element.get(member) };
            if let Some(path) = path.text() {
                outputs.push(Output {
                    place: storage::output(storage, source, path),
                    md5: None,
                    time_offset: element.get("TimeOffset").number(),
                    media: None,
                });
            }
        }
    }
    outputs
}

/// A file with what its output says of it.
pub(super) fn file<'v>(place: Place<'v>, described: Value<'v>) -> Output<'v> {
    Output {
        place,
        md5: described.get("Md5").text(),
        time_offset: None,
        media: media::metadata(described).map(Box::new),
    }
}
