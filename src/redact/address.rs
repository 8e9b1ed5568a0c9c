//! Finds what is secret in a text by what stands around it: user-information, parameters and fragments of URLs, and values
//! behind the name of a secret.

use super::Hide;
use super::names::{self, Holds};

/// The most bytes of a name, and of white space beside it.
const MAX_NAME: usize = 64;

/// A secret that the text itself names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// Of a parameter of a URL.
    Parameter,
    /// Of `name=value` elsewhere.
    Assigned,
    /// Of `"name": "value"`, in such quotes.
    Quoted(u8),
}

/// Calls `found` with the beginning and the end of every part of `text` that is to be hidden or to go, and whether it is the
/// value of a secret's name, which other texts may repeat.
///
/// One pass: a byte is looked at once, and a bounded number of bytes before each `=` and `:`.
pub(super) fn search(text: &[u8], found: &mut dyn FnMut(usize, usize, Hide, bool)) {
    let mut url = Url::default();
    let mut value: Option<(Value, usize)> = None;
    let mut at = 0;
    loop {
        let byte = text.get(at).copied();
        if let Some((kind, start)) = value {
            if !ends(kind, text, at) {
                // A quoted character does not end what it is in.
                let is_escape = byte == Some(b'\\') && matches!(kind, Value::Quoted(_));
                at = at.saturating_add(if is_escape { 2 } else { 1 }).min(text.len());
                continue;
            }
            found(start, at, Hide::Value, kind != Value::Parameter);
            value = None;
        }
        let Some(byte) = byte else { break };
        if is_end_of_url(text, at) {
            url.end(at, found);
        } else {
            url.take(text, at, byte, found);
        }
        match byte {
            b'=' => {
                let name = name_before(text, at);
                let is_parameter = matches!(before(text, at, name.len()), Some(b'?' | b'&' | b'#' | b';'));
                if is_parameter && names::is_secret_parameter(name) {
                    url.has_secret = true;
                    value = Some((Value::Parameter, at.saturating_add(1)));
                } else if is_secret(name) {
                    value = Some((Value::Assigned, at.saturating_add(1)));
                }
            }
            b':' => value = quoted_value(text, at),
            _ => {}
        }
        if matches!(value, Some((Value::Quoted(_), _))) {
            url.end(at, found);
        }
        at = value.map_or(at.saturating_add(1), |(_, start)| start);
    }
    url.end(text.len(), found);
}

fn is_secret(name: &[u8]) -> bool {
    core::str::from_utf8(name).is_ok_and(|name| names::member(name) == Holds::Secret)
}

/// Whether a value ends before the byte at an index.
fn ends(kind: Value, text: &[u8], at: usize) -> bool {
    let Some(byte) = text.get(at) else { return true };
    match kind {
        Value::Quoted(quote) => *byte == quote,
        Value::Parameter => matches!(byte, b'&' | b'#') || is_end_of_url(text, at),
        Value::Assigned => matches!(byte, b'&' | b'#' | b',' | b';' | b')' | b'}') || is_end_of_url(text, at),
    }
}

/// The URL that the search is in, as far as it matters.
#[derive(Default)]
struct Url {
    /// The beginning of the authority, as long as the search is in it.
    authority: Option<usize>,
    /// The last `@` in it.
    at_sign: Option<usize>,
    fragment: Option<usize>,
    /// Whether the fragment has a secret.
    has_secret: bool,
}

impl Url {
    fn take(&mut self, text: &[u8], at: usize, byte: u8, found: &mut dyn FnMut(usize, usize, Hide, bool)) {
        if self.authority.is_some_and(|start| at >= start) {
            match byte {
                b'@' => self.at_sign = Some(at),
                b'/' | b'?' | b'#' | b'\\' => self.end_authority(found),
                _ => {}
            }
        }
        if byte == b'#' && self.fragment.is_none() {
            self.fragment = Some(at);
            self.has_secret = false;
        }
        if byte == b':' && text.get(at..at.saturating_add(3)) == Some(b"://") {
            self.end_authority(found);
            self.authority = Some(at.saturating_add(3));
        }
    }

    fn end_authority(&mut self, found: &mut dyn FnMut(usize, usize, Hide, bool)) {
        if let (Some(start), Some(at)) = (self.authority.take(), self.at_sign.take()) {
            found(start, at.saturating_add(1), Hide::Removed, false);
        }
    }

    fn end(&mut self, at: usize, found: &mut dyn FnMut(usize, usize, Hide, bool)) {
        self.end_authority(found);
        if let Some(start) = self.fragment.take().filter(|_| self.has_secret) {
            found(start, at, Hide::Removed, false);
        }
    }
}

/// Whether a URL cannot go on with the byte at an index: white space, quotes, and the punctuation of Chinese and Japanese.
fn is_end_of_url(text: &[u8], at: usize) -> bool {
    let next = || text.get(at.saturating_add(1)).copied().unwrap_or(b'"');
    match text.get(at) {
        Some(0..=b' ' | b'"' | b'<' | b'>' | b'`' | 0x7f) => true,
        // An escaped quote.
        Some(b'\\') => matches!(next(), b'"' | b'\\'),
        Some(0xe3) => next() == 0x80,
        Some(0xef) => matches!(next(), 0xbc | 0xbd),
        _ => false,
    }
}

/// The name that ends before an index.
fn name_before(text: &[u8], end: usize) -> &[u8] {
    let before = text.get(end.saturating_sub(MAX_NAME)..end).unwrap_or_default();
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = before.iter().rev().take_while(is_part).count();
    before.get(before.len().saturating_sub(length)..).unwrap_or_default()
}

/// The byte before the `length` bytes before an index.
fn before(text: &[u8], end: usize, length: usize) -> Option<u8> {
    text.get(end.checked_sub(length)?.checked_sub(1)?).copied()
}

fn blanks<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    bytes.take(MAX_NAME).take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The value of a secret around the colon at an index: `"name": "value"`.
fn quoted_value(text: &[u8], colon: usize) -> Option<(Value, usize)> {
    let behind = colon.saturating_add(1);
    let start = behind.saturating_add(blanks(text.get(behind..)?.iter()));
    let quote = *text.get(start).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let end = colon.saturating_sub(blanks(text.get(..colon)?.iter().rev()));
    let closing = end.checked_sub(1).filter(|at| text.get(*at) == Some(&quote))?;
    let name = name_before(text, closing);
    if before(text, closing, name.len()) == Some(quote) && is_secret(name) {
        Some((Value::Quoted(quote), start.saturating_add(1)))
    } else {
        None
    }
}
