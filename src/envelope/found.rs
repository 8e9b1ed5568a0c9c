//! Describes what an event holds instead of a notification.

use alloc::string::String;

use crate::error::{Error, ErrorCode};
use crate::json::{Kind, Value};
use crate::text::list_of_names;

/// Says what the value is instead, so that the reader sees what triggers the function.
pub(super) fn not_wanted(what: &str, value: Value<'_>) -> Error {
    let found = match value.kind() {
        Kind::Null => "null".into(),
        Kind::True | Kind::False => "a boolean".into(),
        Kind::Number => "a number".into(),
        Kind::String => "a string".into(),
        Kind::Array => "an empty array".into(),
        Kind::Object if value.get("Type").text() == Some("Timer") => "what a timer trigger sends".into(),
        Kind::Object if value.get("cos").get("cosObject").is_object() => "what a COS trigger sends".into(),
        Kind::Object if value.get("clslogs").is_object() => {
            "a batch of CLS logs, which the template cls-to-cos is for".into()
        }
        Kind::Object => match value.members().count() {
            0 => "an empty object".into(),
            1 => ["an object with the member ", &names(value)].concat(),
            _ => ["an object with the members ", &names(value)].concat(),
        },
    };
    Error::new(ErrorCode::NotANotification, [what, ": the event is ", &found].concat())
}

fn names(object: Value<'_>) -> String {
    list_of_names(object.members().map(|(name, _)| name))
}
