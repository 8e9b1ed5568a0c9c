//! Finds secrets in a text by the characters around them. They are user-information, parameters and fragments of URLs,
//! and values behind the name of a secret.

use crate::asserted::Asserted;

use super::Hide;
use super::pair::Pairs;
use super::value::{self, Found, Hidden, Name, Separator, is_end_of_url};

/// Calls `found` with every part of `text` that is to be hidden or to go.
///
/// One pass: a byte is looked at once, once more as a part of the name or of the blanks before a separator, and once as a
/// part of the word behind it.
pub(super) fn search(text: &[u8], found: &mut Found<'_>) {
    let mut url = Url::default();
    let mut pairs = Pairs::default();
    let mut at = 0_usize;
    while let Some(byte) = text.get(at) {
        let mark = MARKS.get(usize::from(*byte)).copied().unwrap_or(0);
        // Of most bytes that is all.
        if mark == 0 {
            at = at.plus(1);
            continue;
        }
        if mark & END != 0 && is_end_of_url(text, at) {
            url.end(at, found);
        } else if mark & URL != 0 {
            url.take(text, at, found);
        }
        if mark & SEPARATOR == 0 {
            at = at.plus(1);
            continue;
        }
        pairs.take(text, at);
        let Some((kind, start)) = value_behind(text, at, &mut pairs, found) else {
            at = at.plus(1);
            continue;
        };
        match kind {
            Hidden::Parameter => url.has_secret = true,
            Hidden::Assigned => {}
            _ => url.end(at, found),
        }
        at = value::hide(kind, text, start, found);
    }
    url.end(text.len(), found);
}

/// The roles of each byte, one bit for each. A byte is a part of a URL that matters, the end of one, or it separates a name from
/// its value or one object from the next.
static MARKS: [u8; 256] = marks();

const URL: u8 = 1;
const END: u8 = 1 << 1;
const SEPARATOR: u8 = 1 << 2;

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn marks() -> [u8; 256] {
    let mut marks = [0; 256];
    let mut byte = 0;
    while byte < marks.len() {
        marks[byte] = match byte as u8 {
            b'/' | b'?' | b'#' | b'@' => URL,
            b'\\' => URL | END,
            b':' => URL | SEPARATOR,
            b'<' | b'>' | b' ' | b'\t' | b'\n' => END | SEPARATOR,
            0..=b' ' | b'"' | b'`' | 0x7f => END,
            b'=' | b'|' | b',' | b'{' | b'}' => SEPARATOR,
            // What arrows and the punctuation of Chinese and Japanese begin with.
            0xe2 | 0xef => END | SEPARATOR,
            0xe3 => END,
            _ => 0,
        };
        byte += 1;
    }
    marks
}

/// The kind and start of a secret's value behind the byte at an index. The byte must separate the value from its name.
fn value_behind<'t>(
    text: &'t [u8],
    at: usize,
    pairs: &mut Pairs<'t>,
    found: &mut Found<'_>,
) -> Option<(Hidden, usize)> {
    let Some(separator) = Separator::at(text, at) else { return pairs.body_behind(text, at) };
    let behind = at.plus(Separator::length(text, at));
    if separator == Separator::Tag && pairs.is_secret_element(text, at) {
        return Some(value::element_at(text, behind));
    }
    let name = Name::before(text, at, separator)?;
    if name.is_secret_parameter(text, at) {
        return Some(value::parameter(text, at));
    }
    if name.is_secret() {
        return value::behind(text, behind, separator, &name);
    }
    pairs.value_behind(text, &name, found)
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
    fn take(&mut self, text: &[u8], at: usize, found: &mut Found<'_>) {
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

    fn end_authority(&mut self, found: &mut Found<'_>) {
        if let (Some(start), Some(at)) = (self.authority.take(), self.at_sign.take()) {
            found(start, at.plus(1), Hide::Removed, false);
        }
    }

    fn end(&mut self, at: usize, found: &mut Found<'_>) {
        self.end_authority(found);
        if let Some(start) = self.fragment.take().filter(|_| self.has_secret) {
            found(start, at, Hide::Removed, false);
        }
    }
}
