//! What of a report is stored, for whoever wants less than all of it and writes no code.

use alloc::string::String;

use super::targets::ABSENT;
use super::{Options, Source, invalid};
use crate::error::Error;
use crate::json::{Kind, Value};
use crate::text::split_once;

const VARIABLE: &str = "REPORT_SELECT";

/// A member of what is stored, and where its value is taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Selected {
    /// The member's name.
    pub name: String,
    /// A JSON Pointer (RFC 6901) into the report, or below `/event` into the notification. A token `*` stands for every
    /// element or member.
    pub pointer: String,
}

/// Reads what is selected: an object of names and pointers, or a variable like `task=/task_id,/outcome`, where a pointer
/// without a name is called by its last token.
pub(super) fn read(options: &mut Options, document: Value<'_>, source: &Source<'_>) -> Result<(), Error> {
    let (fields, variable) = (document.get("select"), source.variable(VARIABLE));
    if !cfg!(feature = "select") {
        let name = if fields.is_null() { variable.map(|setting| setting.name) } else { Some("select") };
        return name.map_or(Ok(()), |name| Err(invalid(name, ABSENT)));
    }
    match (fields.kind(), variable) {
        (Kind::Object, _) => {
            for (name, pointer) in fields.members() {
                add(options, &["select.", name].concat(), name, pointer.text().unwrap_or_default())?;
            }
        }
        (Kind::Null, Some(setting)) => {
            let mut rest = Some(setting.text);
            while let Some(text) = rest {
                let (field, more) = split_once(text, ",").map_or((text, None), |(field, more)| (field, Some(more)));
                rest = more;
                let field = field.trim_ascii();
                let last = field.bytes().rposition(|byte| byte == b'/').map_or(0, |slash| slash.saturating_add(1));
                let (name, pointer) = split_once(field, "=").unwrap_or((field.get(last..).unwrap_or_default(), field));
                add(options, VARIABLE, name, pointer)?;
            }
        }
        (Kind::Null, None) => {}
        _ => return Err(invalid("select", "must be an object of names and JSON Pointers")),
    }
    Ok(())
}

fn add(options: &mut Options, path: &str, name: &str, pointer: &str) -> Result<(), Error> {
    let mut rest = pointer;
    let mut is_pointer = rest.as_bytes().first() == Some(&b'/');
    while let Some((_, escape)) = split_once(rest, "~") {
        is_pointer &= matches!(escape.as_bytes().first(), Some(b'0' | b'1'));
        rest = escape;
    }
    if !is_pointer {
        return Err(invalid(path, "must be a JSON Pointer into the report, such as `/task_id` or `/tasks/*/outputs`"));
    }
    if matches!(name, "" | "*" | "receipts") || options.select.iter().any(|other| other.name == name) {
        return Err(invalid(path, "needs a name of its own, which cannot be `receipts` or `*`"));
    }
    options.select.push(Selected { name: name.into(), pointer: pointer.into() });
    Ok(())
}
