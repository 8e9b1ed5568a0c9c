//! Reads which parts of a report are stored, instead of all of it.

use super::lints::Lints;
use super::settings::Settings;
use super::targets::ABSENT;
use super::{Options, table};
use crate::error::Error;
use crate::json::Value;

/// Takes what is selected: an object of names and JSON Pointers.
pub(super) fn read(options: &mut Options, settings: &Settings<'_>, _env: Value<'_>) -> Result<(), Error> {
    let Some(fields) = settings.value(&table::SELECT) else { return Ok(()) };
    if !cfg!(feature = "select") {
        return Err(settings.reject(&table::SELECT, ABSENT));
    }
    if settings.error_of(&table::SELECT).is_none() && fields.members().next().is_some() {
        options.select = Some(fields.source().into());
        Lints(&mut options.warnings).pointers(fields, table::SELECT.path);
    }
    Ok(())
}
