//! Options as hosts of other languages pass them.

use super::Options;
use crate::error::Error;
use crate::json::{Document, Value};
use crate::language::Language;

/// Reads the options of an invocation from `{"template": …, "options": …, "env": …, "lang": …}`. These are the name of a template,
/// the document, the environment variables and the language of what is said of targets that are left out. Each can be absent.
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
    let mut options = Options::resolve_for(settings.get("template"), settings.get("options"), settings.get("env"))?;
    if let Some(language) = settings.text_of("lang").and_then(Language::from_id) {
        options.reasons_in = language;
    }
    Ok(options)
}
