//! Reads the members with the state of a result, whatever their JSON type is.
//!
//! The models have an integer `ErrCode` and texts `Status`, `ErrCodeExt`, `ErrMsg` and `Message`. A text that holds an integer is
//! that integer, and a number where a text should be is its digits. Anything else is ignored, with a warning.

use alloc::borrow::Cow;

use super::draft::Draft;
use super::identity::kind_of;
use super::path::Path;
use super::problems;
use crate::json::{Kind, Value};

/// An integer, or `None`. Warns of a value that is not an integer.
pub(super) fn integer<'v>(of: Value<'v>, name: &'static str, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<i64> {
    let value = of.get(name);
    let integer = value.integer();
    if integer.is_none() && !value.is_null() {
        draft.warn(&path.member(name), &problems::NOT_AN_INTEGER, shown(value));
    }
    integer
}

/// `ErrCode`, where it says that there was an error. Warns of a value that is not an integer.
pub(super) fn error_code<'v>(result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<i64> {
    integer(result, "ErrCode", path, draft).filter(|code| *code != 0)
}

/// Whether `ErrCode` is present but not an integer.
pub(super) fn has_invalid_code(result: Value<'_>) -> bool {
    let code = result.get("ErrCode");
    !code.is_null() && code.integer().is_none()
}

/// Where an error may be named: of tasks on pictures the member has another name.
const ERROR_NAMES: [&str; 2] = ["ErrCodeExt", "ErrMsg"];

/// The name of an error, with the member that has it.
pub(super) fn error_name<'v>(result: Value<'v>) -> Option<(&'static str, &'v str)> {
    ERROR_NAMES.into_iter().find_map(|name| Some((name, result.get(name).text_or_digits().filter(|it| is_error(it))?)))
}

/// As [`error_name`], with a warning of a value that is not a text.
pub(super) fn error_name_of<'v>(result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<&'v str> {
    for name in ERROR_NAMES {
        warn_of_no_text(result.get(name), &path.member(name), draft);
    }
    error_name(result).map(|(_, text)| text)
}

/// Whether an error name means an error. Samples hold "", "SUCCESS" and nothing at all for "no error"; a running task
/// says "SUCCESS" too.
pub(super) fn is_error(name: &str) -> bool {
    let name = name.trim_ascii();
    !name.is_empty() && name != "0" && !name.eq_ignore_ascii_case("SUCCESS")
}

/// `Message`, where it says something: samples hold both `""` and `SUCCESS` for "nothing to say". Warns of a value that is not a text.
pub(super) fn message<'v>(result: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<Cow<'v, str>> {
    let value = result.get("Message");
    warn_of_no_text(value, &path.member("Message"), draft);
    value.text_or_digits().filter(|text| is_error(text)).map(Cow::Borrowed)
}

fn warn_of_no_text<'v>(value: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    if !value.is_null() && value.string().is_none() && value.text_or_digits().is_none() {
        draft.warn(path, &problems::NOT_A_TEXT, kind_of(value));
    }
}

/// A state of a task, of a sub-task or of a part of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It has ended, nobody says how.
    Finished,
    Succeeded,
    Failed,
    Processing,
    Waiting,
}

/// The words for states. The API documents one for each; the outputs of some kinds have others, and other cases.
static STATES: &[(&str, State)] = &[
    ("FINISH", State::Finished),
    ("SUCCESS", State::Succeeded),
    ("FAIL", State::Failed),
    ("FAILED", State::Failed),
    ("FAILURE", State::Failed),
    ("ERROR", State::Failed),
    ("PROCESSING", State::Processing),
    ("WAITING", State::Waiting),
];

/// The state that a word is, in whatever case.
pub(super) fn state_of(word: &str) -> Option<State> {
    let word = word.trim_ascii();
    STATES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, state)| *state)
}

/// The state in `Status`, if it is a known one.
pub(super) fn state(result: Value<'_>) -> Option<State> {
    result.text_of("Status").and_then(state_of)
}

/// A value as a warning quotes it; empty if there is none.
pub(super) fn shown<'v>(value: Value<'v>) -> &'v str {
    match value.text_or_digits() {
        Some(text) => text,
        None if value.is_null() || value.string().is_some() => "",
        None => kind_of(value),
    }
}

/// Whether an object says how it ended, or that it goes on. Those that are there and empty, as members of other kinds are, do not.
pub(super) fn reports_state(result: Value<'_>) -> bool {
    result.members().any(|(name, value)| match name {
        "Status" => !value.is_null() && value.string() != Some(""),
        "ErrCode" => !value.is_null() && value.integer() != Some(0),
        _ if ERROR_NAMES.contains(&name) => value.text_or_digits().is_some_and(is_error),
        _ => false,
    })
}

/// Whether an object has a member of those that say how it ended.
pub(super) fn has_state(result: Value<'_>) -> bool {
    result.members().any(|(name, value)| matches!(name, "Status" | "ErrCode" | "ErrCodeExt") && !value.is_null())
}

/// Whether a value looks like the results of sub-tasks. It is an object with a member of a state, one that holds such an object,
/// or a list with either.
pub(super) fn looks_like_results(value: Value<'_>) -> bool {
    let is_item = |value: Value<'_>| has_state(value) || value.members().any(|(_, member)| has_state(member));
    is_item(value) || value.elements().any(is_item)
}

/// The first object in a value that says that it failed. The nesting of documents is bounded, and so is this.
pub(super) fn failed_within(value: Value<'_>) -> Option<Value<'_>> {
    let has_failed = |(name, member): (&str, Value<'_>)| match name {
        "Status" => member.text().and_then(state_of) == Some(State::Failed),
        "ErrCode" => member.integer().is_some_and(|code| code != 0),
        _ => false,
    };
    if value.members().any(has_failed) {
        return Some(value);
    }
    let inside = |value: Value<'_>| matches!(value.kind(), Kind::Array | Kind::Object);
    let mut members = value.members().map(|(_, member)| member).chain(value.elements()).filter(|value| inside(*value));
    members.find_map(failed_within)
}
