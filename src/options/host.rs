//! Options as hosts of other languages pass them.

use super::Options;
use crate::error::Error;
use crate::json::{Document, Value};

/// Reads the options of an invocation from `{"template": …, "options": …, "env": …}`. These are the name of a template, the
/// document and the environment variables. Each can be absent.
///
/// # Errors
/// As [`Options::from_json`], and if there is no such template.
pub fn options_from_json(settings: &[u8]) -> Result<Options, Error> {
    options_of(Document::parse(settings)?.root())
}

/// As [`options_from_json`], of JSON that is read already.
///
/// # Errors
/// As [`options_from_json`].
pub fn options_of(settings: Value<'_>) -> Result<Options, Error> {
    Options::resolve_for(settings.get("template"), settings.get("options"), settings.get("env"))
}
