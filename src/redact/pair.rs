//! Names and values that are values themselves. An example is `{"name": "S3SecretKey", "value": "…"}`, in either order and in any
//! language.

use crate::asserted::Asserted;

use super::Hide;
use super::names;
use super::value::{self, Found, Hidden, Name, Separator, is_secret};

/// The most bytes of a secret's name that is searched as a value.
const MAX_NAME: usize = 64;

/// What the object that the search is in says.
#[derive(Default)]
pub(super) struct Pairs<'t> {
    /// Whether it is an object in braces, or an element. Then the value may be before the name.
    is_enclosed: bool,
    /// The member whose value is a secret's name.
    names_secret: Option<&'t [u8]>,
    /// Where the value begins that the next secret's name may name.
    value: Option<usize>,
    /// How far the values go that were named behind them.
    hidden: usize,
    /// Where the name of the element begins whose attributes the search is in.
    element: Option<usize>,
}

impl<'t> Pairs<'t> {
    /// Takes note of the byte at an index.
    pub(super) fn take(&mut self, text: &[u8], at: usize) {
        match text.get(at) {
            Some(byte @ (b'{' | b'}')) => {
                (self.is_enclosed, self.names_secret, self.value) = (*byte == b'{', None, None);
            }
            Some(b'<') => (self.is_enclosed, self.value, self.element) = (true, None, Some(at.plus(1))),
            Some(b'>') => self.value = None,
            _ => {}
        }
    }

    /// Whether the `>` at an index ends a start tag with a secret's name. The tag must have attributes.
    pub(super) fn is_secret_element(&mut self, text: &[u8], at: usize) -> bool {
        let Some(start) = self.element.take() else { return false };
        let name = text.get(start..at).unwrap_or_default();
        let length = name.iter().take(MAX_NAME).take_while(|byte| !byte.is_ascii_whitespace()).count();
        length < name.len() && !name.ends_with(b"/") && name.get(..length).is_some_and(is_secret)
    }

    /// The value behind the empty line at an index. The line must begin a part of a form with a secret's name.
    pub(super) fn body_behind(&mut self, text: &[u8], at: usize) -> Option<(Hidden, usize)> {
        let length = match text.get(at..)? {
            [b'\n', b'\n', ..] => 2,
            [b'\n', b'\r', b'\n', ..] => 3,
            _ => return None,
        };
        self.names_secret.take().filter(|name| name.eq_ignore_ascii_case(b"name"))?;
        Some((Hidden::Line(None), at.plus(length)))
    }

    /// The value that another member names as a secret. It is behind a name that is not a secret's.
    pub(super) fn value_behind(
        &mut self,
        text: &'t [u8],
        name: &Name<'t>,
        found: &mut Found<'_>,
    ) -> Option<(Hidden, usize)> {
        let (at, separator) = (name.behind, name.separator);
        let is_member = match separator {
            Separator::Colon | Separator::Equals => true,
            Separator::Tag => name.is_opening(),
            _ => false,
        };
        if !is_member {
            return None;
        }
        if names::is_value(name.letters) {
            if self.names_secret.take().is_some() {
                return value::certain(text, at, separator);
            }
            self.value = Some(at).filter(|_| self.is_enclosed);
        } else if names_secret(text, at, separator) {
            self.names_secret = Some(name.letters);
            let value = self.value.take().filter(|start| *start >= self.hidden);
            if let Some((start, end)) = value.and_then(|at| value::range(text, at)) {
                self.hidden = end;
                found(start, end, Hide::Value, true);
            }
        } else if self.names_secret == Some(name.letters) {
            self.names_secret = None;
        }
        None
    }
}

/// Whether the value at an index is the name of a secret and nothing else.
fn names_secret(text: &[u8], at: usize, separator: Separator) -> bool {
    let start = if separator == Separator::Tag { at } else { value::behind_blanks(text, at, u8::is_ascii_whitespace) };
    let quote = text.get(start).copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    let start = start.plus(usize::from(quote.is_some()));
    let rest = text.get(start..).unwrap_or_default();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = rest.iter().take(MAX_NAME).take_while(|byte| is_letter(byte)).count();
    let is_end = match (quote, rest.get(length).copied()) {
        (Some(quote), next) => next == Some(quote),
        (None, next) => matches!(next.unwrap_or(b' '), 0..=b' ' | b',' | b';' | b'}' | b']' | b')' | b'<' | b'&'),
    };
    is_end && rest.get(..length).is_some_and(is_secret)
}
