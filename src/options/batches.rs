//! How batches of logs are stored.

use super::{Options, Source, invalid};
use crate::error::Error;
use crate::json::Value;

/// How batches of logs, as the trigger of CLS hands them over, are stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Batches {
    /// What their text looks like.
    pub format: Format,
    /// Whether it is packed with gzip.
    pub gzip: bool,
}

/// What the text of a batch looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// As the old template wrote it: all of the batch as one JSON text, indented by four spaces, members sorted.
    #[default]
    Classic,
    /// A line of JSON for each record, as it came.
    Ndjson,
}

#[cfg(feature = "cls")]
pub(super) const FORMAT: (&str, &str, &str) = ("format", "cls.format", "CLS_FORMAT");
#[cfg(feature = "cls")]
pub(super) const COMPRESSION: (&str, &str, &str) = ("compression", "cls.compression", "CLS_COMPRESSION");

/// Whether the owner says how batches are to be stored, and with that, that they are.
pub(super) fn are_wanted(document: Value<'_>, env: Value<'_>) -> bool {
    !document.get("cls").is_null() || env.get("CLS_FORMAT").text().is_some()
}

/// Reads how batches are to be stored, where they are.
#[cfg(feature = "cls")]
pub(super) fn read(options: &mut Options, document: Value<'_>, source: &Source<'_>) -> Result<(), Error> {
    let Some(batches) = &mut options.batches else { return Ok(()) };
    let fields = document.get("cls");
    super::only_known(fields, "cls", &[FORMAT.0, COMPRESSION.0])?;
    let setting = |(field, path, variable): (&str, &'static str, &'static str)| match fields.get(field) {
        value if value.is_null() => source.variable(variable).map(|setting| (setting.text, variable)),
        value => Some((value.text().unwrap_or_default(), path)),
    };
    match setting(FORMAT) {
        None | Some(("classic", _)) => {}
        Some(("ndjson", _)) => batches.format = Format::Ndjson,
        Some((_, name)) => return Err(invalid(name, "must be `classic` or `ndjson`")),
    }
    match setting(COMPRESSION) {
        None | Some(("none", _)) => {}
        Some(("gzip", _)) => batches.gzip = true,
        Some((_, name)) => return Err(invalid(name, "must be `none` or `gzip`")),
    }
    Ok(())
}

/// Without the feature there are no batches, and to ask for them is a mistake.
#[cfg(not(feature = "cls"))]
pub(super) fn read(options: &mut Options, document: Value<'_>, _source: &Source<'_>) -> Result<(), Error> {
    if options.batches.take().is_none() {
        return Ok(());
    }
    let name = if document.get("cls").is_null() { "CLS_FORMAT" } else { "cls" };
    Err(invalid(name, "is set, but this build reads no batches of logs: deploy the template cls-to-cos"))
}
