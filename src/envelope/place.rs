//! The place of a value in an event. It costs nothing until an error names it.

use alloc::string::String;

use crate::asserted::Asserted;
use crate::error::Error;
use crate::json::{Escaped, Value, unicode_escape};
use crate::text::digits;

/// A place in an event, linked to the place it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    outer: Option<&'p Place<'p>>,
    step: Step<'p>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'p> {
    None,
    Member(&'static str),
    Element(usize),
    /// Into a text. It has the inner JSON, escaped, and its offset in the outer text.
    Text(&'p str, usize),
    /// Into what was packed into a text that begins here in the text around it.
    Packed(usize),
}

impl<'p> Place<'p> {
    pub(super) const ROOT: Place<'static> = Place { outer: None, step: Step::None };

    pub(super) const fn member(&'p self, name: &'static str) -> Place<'p> {
        Place { outer: Some(self), step: if name.is_empty() { Step::None } else { Step::Member(name) } }
    }

    pub(super) const fn element(&'p self, index: usize) -> Place<'p> {
        Place { outer: Some(self), step: Step::Element(index) }
    }

    /// Into the text that a string is.
    pub(super) fn text(&'p self, string: Value<'p>) -> Place<'p> {
        let (escaped, start) = string.escaped();
        Place { outer: Some(self), step: Step::Text(escaped, start) }
    }

    /// Into a text that came with its quotes and backslashes escaped once more.
    pub(super) const fn escaped_text(&'p self, text: &'p str) -> Place<'p> {
        Place { outer: Some(self), step: Step::Text(text, 0) }
    }

    /// Into what a string holds packed.
    pub(super) fn packed(&'p self, string: Value<'_>) -> Place<'p> {
        Place { outer: Some(self), step: Step::Packed(string.escaped().1) }
    }

    /// An error in the innermost text, as one in the whole event. Its path has the names of the text as they are, however long.
    pub(super) fn locate(&self, error: Error) -> Error {
        let (inner, mut offset, mut is_inside) = (error.offset(), error.offset(), false);
        let mut place = Some(self);
        while let Some(Place { outer, step }) = place {
            match step {
                Step::Text(escaped, start) => {
                    is_inside = true;
                    offset = offset.map(|offset| start.plus(escaped_offset(escaped, offset)));
                }
                Step::Packed(start) => {
                    is_inside = true;
                    offset = offset.map(|_| *start);
                }
                _ => {}
            }
            place = *outer;
        }
        let error = error.inside(&self.path());
        match (offset, inner) {
            (Some(offset), Some(inner)) if is_inside => error.at_offset(offset).at_inner_offset(inner),
            _ => error,
        }
    }

    /// Member names joined by dots, elements as `[n]`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        self.write(&mut path);
        path
    }

    fn write(&self, path: &mut String) {
        if let Some(outer) = self.outer {
            outer.write(path);
        }
        match self.step {
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Element(index) => {
                path.push('[');
                path.push_str(&digits(i64::try_from(index).unwrap_or(i64::MAX)));
                path.push(']');
            }
            _ => {}
        }
    }
}

/// Where in a JSON string the byte of its text is that has this offset. `escaped` begins behind the opening quote.
fn escaped_offset(escaped: &str, offset: usize) -> usize {
    let bytes = escaped.as_bytes();
    let (mut at, mut text) = (0_usize, 0_usize);
    while text < offset {
        let (length, stands_for) = match (bytes.get(at), bytes.get(at.plus(1))) {
            (None | Some(b'"'), _) => break,
            (Some(b'\\'), Some(b'u')) => match unicode_escape(bytes.get(at..).unwrap_or_default()) {
                Some((Escaped::Character(character), length)) => (length, character.len_utf8()),
                // A lone surrogate stays its escape: see `Value::inner_json`.
                Some((Escaped::LoneSurrogate(_), length)) => (length, length),
                None => (2, 1),
            },
            (Some(b'\\'), _) => (2, 1),
            _ => (1, 1),
        };
        text = text.plus(stands_for);
        // Inside of what an escape stands for: the escape itself.
        if text > offset {
            break;
        }
        at = at.plus(length);
    }
    at.min(bytes.len())
}
