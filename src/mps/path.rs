//! Where in a notification the decoder is, at no cost until something has to be warned of.

use alloc::string::String;

use crate::report::{Report, Warning};
use crate::text::digits;

/// A place in a JSON document, linked to the place it is in.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Member(&'p Path<'p>, &'p str),
    Element(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(super) const fn member(&'p self, name: &'p str) -> Path<'p> {
        Path::Member(self, name)
    }

    pub(super) const fn element(&'p self, index: usize) -> Path<'p> {
        Path::Element(self, index)
    }

    fn write(&self, text: &mut String) {
        match self {
            Path::Root => {}
            Path::Member(parent, name) => {
                parent.write(text);
                if !text.is_empty() && !name.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Path::Element(parent, index) => {
                parent.write(text);
                text.push('[');
                text.push_str(&digits(i64::try_from(*index).unwrap_or(i64::MAX)));
                text.push(']');
            }
        }
    }
}

/// The most warnings of one notification.
const MAX_WARNINGS: usize = 100;

impl Report<'_> {
    /// Warns of `what` at `path`; `value` is what was found there.
    pub(super) fn warn(&mut self, path: &Path<'_>, code: &'static str, what: &str, value: &str) {
        // Who reads the first hundred knows what the rest is like.
        if self.warnings.len() >= MAX_WARNINGS {
            return;
        }
        let mut place = String::new();
        path.write(&mut place);
        self.warnings.push(Warning { code, path: place, message: [what, " `", value, "`"].concat() });
    }
}
