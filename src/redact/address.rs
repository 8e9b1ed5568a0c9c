//! Finds secrets in a text by what is around them: user-information, parameters and fragments of URLs, and values
//! behind the name of a secret.

use crate::asserted::Asserted;

use super::Hide;
use super::names::{self, Holds};

/// The most blanks beside the sign between a name and its value.
const MAX_BLANKS: usize = 64;

/// A secret that the text itself names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    /// Of a parameter of a URL.
    Parameter,
    /// Of `name=value` elsewhere.
    Assigned,
    /// Of `"name": "value"` or `name="value"`, in such quotes.
    Quoted(u8),
    /// Of `<name>value</name>`.
    Element,
    /// Of `"name": 12`.
    Bare,
    /// Of `"name": [...]` or `"name": {...}`: all texts and numbers within so many brackets.
    Nested(usize),
}

/// Calls `found` with the beginning and the end of every part of `text` that is to be hidden or to go, and whether it is the
/// value of a secret's name, which other texts may repeat.
///
/// One pass: a byte is looked at once, as is a name, and a bounded number of blanks beside each `=` and `:`.
pub(super) fn search(text: &[u8], found: &mut dyn FnMut(usize, usize, Hide, bool)) {
    let mut url = Url::default();
    let mut value: Option<(Value, usize)> = None;
    let mut name = Name::default();
    let mut at = 0;
    loop {
        let byte = text.get(at).copied();
        if let Some((Value::Nested(depth), _)) = value {
            (value, at) = nested(text, at, depth, found);
            continue;
        }
        if let Some((kind, start)) = value {
            if !ends(kind, text, at) {
                // A quoted character does not end what it is in.
                let is_escape = byte == Some(b'\\') && matches!(kind, Value::Quoted(_));
                at = at.plus(if is_escape { 2 } else { 1 }).min(text.len());
                continue;
            }
            found(start, at, Hide::Value, kind != Value::Parameter);
            value = None;
        }
        let Some(byte) = byte else { break };
        if is_end_of_url(text, at) {
            url.end(at, found);
        } else {
            url.take(text, at, found);
        }
        match byte {
            b'=' => value = assigned(text, at, name, &mut url),
            b':' => value = member(text, at, name),
            b'>' => value = element(text, at, name),
            _ => name.take(text, at),
        }
        if value.is_some_and(|(kind, _)| !matches!(kind, Value::Parameter | Value::Assigned)) {
            url.end(at, found);
        }
        at = value.map_or(at.plus(1), |(_, start)| start);
    }
    url.end(text.len(), found);
}

/// The last name that was read: where it begins and where it ends.
#[derive(Clone, Copy, Default)]
struct Name {
    start: usize,
    end: usize,
}

impl Name {
    fn take(&mut self, text: &[u8], at: usize) {
        let length = match text.get(at) {
            Some(b'-' | b'_' | b'.' | b'[' | b']') => 1,
            _ => match names::letter(text.get(at..).unwrap_or_default()) {
                (Some(_), length) => length,
                (None, _) => return,
            },
        };
        if at > self.end {
            self.start = at;
        }
        self.end = self.end.max(at.plus(length));
    }

    /// The name with nothing but blanks and its closing quote between it and the byte at an index, and that quote.
    fn before(self, text: &[u8], at: usize) -> Option<(&[u8], Option<u8>)> {
        let name = text.get(self.start..self.end).filter(|name| !name.is_empty())?;
        let between = text.get(self.end..at).filter(|between| between.len() <= MAX_BLANKS)?;
        let (quote, between) = match between {
            [quote @ (b'"' | b'\''), rest @ ..] => (Some(*quote), rest),
            rest => (None, rest),
        };
        // What opens with another quote, or with none, is no name in quotes.
        let opening = self.start.checked_sub(1).and_then(|before| text.get(before)).copied();
        let is_name = between.iter().all(u8::is_ascii_whitespace) && (quote.is_none() || opening == quote);
        is_name.then_some((name, quote))
    }
}

/// What follows the blanks from an index on.
fn behind_blanks(text: &[u8], from: usize, is_blank: fn(&u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from.plus(rest.iter().take(MAX_BLANKS).take_while(|byte| is_blank(byte)).count())
}

/// The value of a secret behind the `=` at an index: `name=value`, `name = "value"`, `?name[]=value`.
fn assigned(text: &[u8], at: usize, name: Name, url: &mut Url) -> Option<(Value, usize)> {
    let (letters, _) = name.before(text, at)?;
    let is_any = |is_secret: fn(&[u8]) -> bool| letters.split(|byte| matches!(byte, b'[' | b']')).any(is_secret);
    let before = name.start.checked_sub(1).and_then(|before| text.get(before));
    let is_parameter =
        name.end == at && matches!(before, Some(b'?' | b'&' | b'#' | b';')) && is_any(names::is_secret_parameter);
    let is_named = is_any(is_secret);
    if !is_parameter && !is_named {
        return None;
    }
    let mut start = at.plus(1);
    // Of `==` and `=>`.
    if !is_parameter && matches!(text.get(start), Some(b'=' | b'>')) {
        start = start.plus(1);
    }
    let value = behind_blanks(text, start, |byte| matches!(byte, b' ' | b'\t'));
    if let Some((quote, first)) = opening_quote(text, value).filter(|_| is_named || value == start) {
        // Behind an empty parameter, the quote rather closes what the URL is in.
        let is_closing = || {
            let next = text.get(first).copied().unwrap_or(b' ');
            next.is_ascii_whitespace() || matches!(next, b',' | b'}' | b']' | b')' | b'>' | b'/' | b'\\' | b'"' | b'\'')
        };
        if !is_parameter || !is_closing() {
            return Some((Value::Quoted(quote), first));
        }
    }
    if is_parameter {
        url.has_secret = true;
        return Some((Value::Parameter, start));
    }
    Some((Value::Assigned, value))
}

/// The value of a secret behind the `>` at an index: `<name>value</name>`.
fn element(text: &[u8], at: usize, name: Name) -> Option<(Value, usize)> {
    let (letters, _) = name.before(text, at).filter(|(letters, _)| is_secret(letters))?;
    let opening = name.start.checked_sub(1).and_then(|before| text.get(before));
    (opening == Some(&b'<') && !letters.is_empty()).then_some((Value::Element, at.plus(1)))
}

/// The quote that opens a text at an index, and where the text begins; the texts of Python may have a letter before it.
fn opening_quote(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let quote = |at: usize| {
        text.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`')).map(|quote| (quote, at.plus(1)))
    };
    match text.get(at)? {
        b'u' | b'b' | b'r' => quote(at.plus(1)),
        _ => quote(at),
    }
}

/// The value of a secret behind the colon at an index: `"name": "value"`, `name: "value"`, `"name": 12`, `"name": ["value"]`.
fn member(text: &[u8], at: usize, name: Name) -> Option<(Value, usize)> {
    let (letters, quote) = name.before(text, at).filter(|(letters, _)| is_secret(letters))?;
    // Of `:=`.
    let colon = if text.get(at.plus(1)) == Some(&b'=') { at.plus(1) } else { at };
    let start = behind_blanks(text, colon.plus(1), u8::is_ascii_whitespace);
    let letters = core::str::from_utf8(letters).unwrap_or_default();
    let behind = start.plus(1);
    if let Some((quote, first)) = opening_quote(text, start) {
        return Some((Value::Quoted(quote), first));
    }
    match text.get(start)? {
        _ if quote.is_none() => None,
        b'-' | b'0'..=b'9' if names::is_credential(letters) => Some((Value::Bare, start)),
        b'[' => Some((Value::Nested(1), behind)),
        b'{' if !names::is_queue(letters) => Some((Value::Nested(1), behind)),
        _ => None,
    }
}

/// Takes the text, the number or the other byte at an index within so many brackets: what the search is in behind it, and
/// where that is.
fn nested(
    text: &[u8],
    at: usize,
    depth: usize,
    found: &mut dyn FnMut(usize, usize, Hide, bool),
) -> (Option<(Value, usize)>, usize) {
    let mut next = at.plus(1);
    let depth = match text.get(at) {
        None => return (None, at),
        Some(b'[' | b'{') => depth.plus(1),
        Some(b']' | b'}') => depth.minus(1),
        Some(quote @ (b'"' | b'\'')) => {
            let end = |end: usize| ends(Value::Quoted(*quote), text, end);
            while !end(next) {
                next = next.plus(if text.get(next) == Some(&b'\\') { 2 } else { 1 }).min(text.len());
            }
            let behind = behind_blanks(text, next.plus(1), u8::is_ascii_whitespace);
            // Names stay.
            if text.get(behind) != Some(&b':') {
                found(at.plus(1), next, Hide::Value, true);
            }
            next = next.plus(1).min(text.len());
            depth
        }
        Some(b'-' | b'0'..=b'9') => {
            while !ends(Value::Bare, text, next) {
                next = next.plus(1);
            }
            found(at, next, Hide::Value, true);
            depth
        }
        Some(_) => depth,
    };
    ((depth > 0).then_some((Value::Nested(depth), next)), next)
}

fn is_secret(name: &[u8]) -> bool {
    core::str::from_utf8(name).is_ok_and(|name| names::member(name) == Holds::Secret)
}

/// Whether a value ends before the byte at an index.
fn ends(kind: Value, text: &[u8], at: usize) -> bool {
    let Some(byte) = text.get(at) else { return true };
    match kind {
        Value::Quoted(quote) => *byte == quote,
        Value::Element => *byte == b'<',
        Value::Bare => !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_')),
        // It ends with its brackets.
        Value::Nested(_) => false,
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
    fn take(&mut self, text: &[u8], at: usize, found: &mut dyn FnMut(usize, usize, Hide, bool)) {
        let Some(byte) = text.get(at).copied() else { return };
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
        // Browsers take a backslash for a slash, and a URL may begin with its authority.
        let is_slash = |at: usize| matches!(text.get(at), Some(b'/' | b'\\'));
        let begins = || at.checked_sub(1).is_none_or(|before| is_end_of_url(text, before));
        if byte == b':' && is_slash(at.plus(1)) && is_slash(at.plus(2)) {
            self.end_authority(found);
            self.authority = Some(at.plus(3));
        } else if byte == b'/' && is_slash(at.plus(1)) && begins() {
            self.end_authority(found);
            self.authority = Some(at.plus(2));
        }
    }

    fn end_authority(&mut self, found: &mut dyn FnMut(usize, usize, Hide, bool)) {
        if let (Some(start), Some(at)) = (self.authority.take(), self.at_sign.take()) {
            found(start, at.plus(1), Hide::Removed, false);
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
    let next = || text.get(at.plus(1)).copied().unwrap_or(b'"');
    match text.get(at) {
        Some(0..=b' ' | b'"' | b'<' | b'>' | b'`' | 0x7f) => true,
        // An escaped quote.
        Some(b'\\') => matches!(next(), b'"' | b'\\'),
        Some(0xe3) => next() == 0x80,
        Some(0xef) => matches!(next(), 0xbc | 0xbd),
        _ => false,
    }
}
