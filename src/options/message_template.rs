//! Checks the title and the lines that an owner gives the messages of a target.

use alloc::string::String;
use alloc::vec::Vec;

use super::invalid;
use super::settings::{LONGEST_NAME, is_like_a_name, nearest_of};
use crate::error::Error;
use crate::notify::template::{FIELDS, Part, Parts, Template};
use crate::text::digits;

/// The most bytes of a title or line, the most fields in it, and the most lines.
const MAX_TEXT: usize = 300;
const MAX_FIELDS: usize = 8;
const MAX_LINES: usize = 20;

impl Template {
    /// A template. `None` or no lines: the usual ones.
    ///
    /// `docs/configuration.md` has all fields.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOptions`](crate::ErrorCode::InvalidOptions) with `title` or `lines[n]` in [`Error::path`].
    pub fn new(title: Option<&str>, lines: &[&str]) -> Result<Self, Error> {
        if let Some(title) = title {
            check(title, false).map_err(|reason| invalid("title", &reason))?;
        }
        let lines = check_lines(lines.iter().copied(), "lines")?;
        Ok(Template { title: title.map(String::from), lines })
    }
}

/// Checks lines, and returns them. `path` is how errors name the list.
pub(super) fn check_lines<'t>(lines: impl Iterator<Item = &'t str>, path: &str) -> Result<Vec<String>, Error> {
    let mut checked = Vec::new();
    for line in lines {
        let path = [path, "[", &digits(checked.len() as i64), "]"].concat();
        if checked.len() == MAX_LINES {
            return Err(invalid(&path, "is one too many: messages have at most 20 lines of their own"));
        }
        check(line, true).map_err(|reason| invalid(&path, &reason))?;
        let section = section_of(line);
        if section.is_some() && checked.iter().any(|other: &String| section_of(other) == section) {
            return Err(invalid(&path, "is there twice"));
        }
        checked.push(line.into());
    }
    Ok(checked)
}

/// The section that a line is.
fn section_of(line: &str) -> Option<Part<'_>> {
    Parts(line).find(|part| matches!(part, Part::Field(field) if field.is_section()))
}

/// Checks a text, and says what is wrong with it.
pub(super) fn check(text: &str, is_line: bool) -> Result<(), String> {
    if text.len() > MAX_TEXT || text.bytes().any(|byte| byte.is_ascii_control()) {
        return Err("must have at most 300 bytes and no line breaks".into());
    }
    let mut fields = 0_usize;
    for part in Parts(text) {
        match part {
            Part::Text(_) => {}
            Part::Brace => return Err("has a brace that stands alone: write {field}, or {{ and }} for braces".into()),
            Part::Unknown(name) => return Err(unknown(name)),
            Part::Field(field) if field.is_section() && !(is_line && Parts(text).nth(1).is_none()) => {
                return Err("has a section that has to be a line of its own".into());
            }
            Part::Field(_) => fields = fields.saturating_add(1),
        }
    }
    if fields > MAX_FIELDS { Err("must have at most 8 fields".into()) } else { Ok(()) }
}

fn unknown(name: &str) -> String {
    if name.len() > LONGEST_NAME || !is_like_a_name(name) {
        return "has a field that is not known".into();
    }
    let known: Vec<&'static str> = FIELDS.iter().map(|(field, _)| *field).collect();
    match nearest_of(name, &known) {
        Some(meant) => ["has no field {", name, "}; did you mean {", meant, "}"].concat(),
        None => ["has no field {", name, "}"].concat(),
    }
}
