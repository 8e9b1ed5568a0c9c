//! The path of a value in a notification. It costs nothing until a warning shows it.

use alloc::string::String;

use crate::text::{digits, shortened};

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

    /// Appends the path while the text is at most about twice `most` bytes. Names come from outside.
    pub(super) fn write(&self, text: &mut String, most: usize) {
        match self {
            Path::Root => {}
            Path::Member(parent, name) => {
                parent.write(text, most);
                if text.len() <= most {
                    if !text.is_empty() && !name.is_empty() {
                        text.push('.');
                    }
                    text.push_str(shortened(name, most));
                }
            }
            Path::Element(parent, index) => {
                parent.write(text, most);
                if text.len() <= most {
                    text.push('[');
                    text.push_str(&digits(i64::try_from(*index).unwrap_or(i64::MAX)));
                    text.push(']');
                }
            }
        }
    }
}
