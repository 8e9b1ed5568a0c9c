//! What of a report is stored, for whoever wants less than all of it and writes no code.

use super::targets::ABSENT;
use super::{Options, Source, invalid};
use crate::error::Error;
use crate::json::Value;

/// Reads what is selected: an object of names and JSON Pointers.
pub(super) fn read(options: &mut Options, document: Value<'_>, _source: &Source<'_>) -> Result<(), Error> {
    let fields = document.get("select");
    if fields.is_null() {
        return Ok(());
    }
    if !cfg!(feature = "select") {
        return Err(invalid("select", ABSENT));
    }
    if !fields.is_object() {
        return Err(invalid("select", "must be an object of names and JSON Pointers"));
    }
    for (name, pointer) in fields.members() {
        let is_pointer = pointer.text().is_some_and(|text| text.as_bytes().first() == Some(&b'/'));
        if !is_pointer || name == "receipts" {
            let reason = "must be a JSON Pointer into the report, such as `/task_id`; `receipts` are always there";
            return Err(invalid(&["select.", name].concat(), reason));
        }
    }
    if fields.members().next().is_some() {
        options.select = Some(fields.source().into());
    }
    Ok(())
}
