//! What stands where a notification should be, in words.

use alloc::string::String;

use crate::error::{Error, ErrorCode};
use crate::json::{Kind, Value};
use crate::text::digits;

/// The most members that are named.
const MAX_NAMES: usize = 8;

/// The most of a name that is shown, characters.
const MAX_NAME: usize = 40;

/// Says what the value is instead, so that the reader sees what triggers the function.
pub(super) fn not_wanted(what: &str, value: Value<'_>) -> Error {
    let found = match value.kind() {
        Kind::Null => "null".into(),
        Kind::True | Kind::False => "a boolean".into(),
        Kind::Number => "a number".into(),
        Kind::String => "a string".into(),
        Kind::Array => "an empty array".into(),
        Kind::Object if value.get("Type").text() == Some("Timer") => "what a timer trigger sends".into(),
        Kind::Object if value.get("cos").is_object() => "what a COS trigger sends".into(),
        Kind::Object if value.get("clslogs").is_object() => {
            "a batch of CLS logs, which the template cls-to-cos is for".into()
        }
        Kind::Object => members(value),
    };
    Error::new(ErrorCode::NotANotification, [what, ": the event is ", &found].concat())
}

/// An object by the names of its members, of bounded length and without what controls a terminal.
pub(crate) fn members(object: Value<'_>) -> String {
    let count = object.members().count();
    let mut text = String::from(match count {
        0 => return "an empty object".into(),
        1 => "an object with the member ",
        _ => "an object with the members ",
    });
    for (index, (name, _)) in object.members().take(MAX_NAMES).enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push('`');
        for (index, character) in name.chars().enumerate() {
            if index == MAX_NAME {
                text.push('…');
                break;
            }
            let is_hidden = matches!(character, '`' | '\0'..'\u{20}' | '\u{7f}'..'\u{a1}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
            text.push(if is_hidden { '?' } else { character });
        }
        text.push('`');
    }
    if let Some(more @ 1..) = count.checked_sub(MAX_NAMES) {
        text.push_str(" and ");
        text.push_str(&digits(i64::try_from(more).unwrap_or(i64::MAX)));
        text.push_str(" more");
    }
    text
}
