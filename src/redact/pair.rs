//! Names and values that are values themselves. An example is `{"name": "S3SecretKey", "value": "…"}`, in either order and in any
//! language.

use crate::asserted::Asserted;

use super::Hide;
use super::markup::{self, Markup};
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
    /// As [`Pairs::element`], of the tag that the search is at the end of.
    tag: Option<usize>,
    markup: Markup<'t>,
    /// If the last cell of the row of a table of HTML is the name of a secret: whether that is hardly a word of prose.
    cell_name: Option<bool>,
}

impl<'t> Pairs<'t> {
    /// Takes note of the byte at an index.
    pub(super) fn take(&mut self, text: &'t [u8], at: usize, found: &mut Found<'_>) {
        match text.get(at) {
            Some(byte @ (b'{' | b'}')) => {
                (self.is_enclosed, self.names_secret, self.value) = (*byte == b'{', None, None);
            }
            Some(b'<') => {
                (self.is_enclosed, self.value, self.element) = (true, None, Some(at.plus(1)));
                if text.get(at..).is_some_and(|rest| rest.starts_with(b"<tr")) {
                    self.cell_name = None;
                }
                self.markup.begin(text, at, found);
            }
            Some(b'>') => {
                self.value = None;
                self.markup.end(text, at);
            }
            _ => {}
        }
    }

    /// The secret behind the `>` at an index. It ends the start tag of an element with a secret's name and attributes, or of a cell beside
    /// or below such a name.
    #[inline(never)]
    pub(super) fn element_behind(&mut self, text: &'t [u8], at: usize) -> Option<(Hidden, usize)> {
        self.tag = self.element.take();
        let start = self.tag?;
        let name = markup::name(text, start);
        let has_attributes = start.plus(name.len()) < at && text.get(at.minus(1)) != Some(&b'/');
        let is_value = match name {
            [b't' | b'T', b'd' | b'D' | b'h' | b'H'] | [b'd' | b'D', b't' | b'T' | b'd' | b'D'] => {
                self.is_value_of_cell(text, name, at.plus(1))
            }
            _ => has_attributes && is_secret(name),
        };
        is_value.then(|| {
            self.markup.open(name);
            value::element_at(text, at.plus(1))
        })
    }

    /// Whether the cell that begins at an index has the value of a secret. Its name is in the cell before, or in the head of the column.
    fn is_value_of_cell(&mut self, text: &[u8], element: &[u8], at: usize) -> bool {
        let is_head = matches!(element, [_, b'h' | b'H']);
        let name = secret_name(text, at, Separator::Tag).map(names::is_exact);
        let before = core::mem::replace(&mut self.cell_name, name).or_else(|| self.markup.name_above());
        if let Some(is_exact) = name.filter(|_| is_head) {
            self.markup.head(is_exact);
        }
        let is_secret = before.is_some_and(|is_exact| is_exact || value::is_random(value::word_at(text, at)));
        name.is_none() && !is_head && is_secret
    }

    /// Takes note of the element that a secret names: the element itself, or an attribute of it.
    pub(super) fn open(&mut self, name: &Name<'t>) {
        match self.tag {
            Some(tag) if !name.is_opening() => self.markup.open(markup::name(name.text, tag)),
            _ => self.markup.open(name.letters),
        }
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
            let is_of_element = self.element.is_some_and(|start| is_secret(markup::name(text, start)));
            if is_of_element || self.names_secret.take().is_some() {
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
    secret_name(text, at, separator).is_some()
}

/// The name of a secret that is the value at an index.
fn secret_name(text: &[u8], at: usize, separator: Separator) -> Option<&[u8]> {
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
    rest.get(..length).filter(|name| is_end && is_secret(name))
}
