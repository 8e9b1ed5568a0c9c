//! How batches of logs are stored.

use super::settings::Settings;
use super::{Options, table};
use crate::error::Error;
use crate::json::Value;

/// How batches of logs, as the trigger of CLS hands them over, are stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Batches {
    /// What their text looks like.
    pub format: BatchFormat,
    /// Whether it is packed with gzip.
    pub gzip: bool,
}

/// What the text of a batch looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchFormat {
    /// The format of the old template. All of the batch is one JSON text, indented by four spaces, with members sorted.
    #[default]
    Classic,
    /// A line of JSON for each record, as it came.
    Ndjson,
}

/// Whether the owner sets the format of batches, and thereby asks to store them.
pub(super) fn are_wanted(settings: &Settings<'_>) -> bool {
    settings.is_set(&table::CLS_FORMAT)
}

/// Reads how batches are to be stored, where they are.
#[cfg(feature = "cls")]
pub(super) fn read(options: &mut Options, settings: &Settings<'_>, _env: Value<'_>) -> Result<(), Error> {
    let Some(batches) = &mut options.batches else { return Ok(()) };
    if settings.text_or_default(&table::CLS_FORMAT)? == "ndjson" {
        batches.format = BatchFormat::Ndjson;
    }
    batches.gzip = settings.text_or_default(&table::CLS_COMPRESSION)? == "gzip";
    Ok(())
}

/// Without the feature there are no batches, and to ask for them is a mistake.
#[cfg(not(feature = "cls"))]
pub(super) fn read(options: &mut Options, settings: &Settings<'_>, _env: Value<'_>) -> Result<(), Error> {
    if options.batches.take().is_none() {
        return Ok(());
    }
    settings.raw(&table::CLS_FORMAT);
    let reason = "is set, but this build reads no batches of logs: deploy the template cls-to-cos";
    Err(settings.reject(&table::CLS_FORMAT, reason))
}
