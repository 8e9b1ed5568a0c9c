//! Finds secrets in a text by the characters around them. They are user-information, parameters and fragments of URLs,
//! and values behind the name of a secret.

use crate::asserted::Asserted;

use super::command::Command;
use super::pair::Pairs;
use super::table::Table;
use super::value::{self, Found, Hidden, Name, Separator, is_end_of_url};
use super::{Hide, assignment, token_formats, userinfo, webhook};

/// Calls `found` with every part of `text` that is to be hidden or to go. `has_lines` says whether it may have several lines.
///
/// One pass: a byte is looked at once, once more as a part of the name or of the blanks before a separator, once as a part of
/// the word behind it, and twice as a part of a row of a table.
pub(super) fn search(text: &[u8], has_lines: bool, found: &mut Found<'_>) {
    let mut search = Search {
        text,
        url: Url::default(),
        pairs: Pairs::default(),
        table: Table::default(),
        command: Command::default(),
    };
    if has_lines {
        search.table.line(text, 0, found);
    }
    let mut at = match search.word(0) {
        Some((kind, start)) => value::hide(kind, text, start, found),
        None => 0,
    };
    while let Some(byte) = text.get(at) {
        let mark = marks_of(*byte);
        // Of most bytes that is all.
        if mark & !START == 0 {
            at = at.plus(1);
            continue;
        }
        match search.value(at, mark, found) {
            Some((kind, start)) => at = value::hide(kind, text, start, found),
            None => at = at.plus(1),
        }
    }
    search.url.end(text.len(), found);
}

/// What the search is in.
struct Search<'t> {
    text: &'t [u8],
    url: Url,
    pairs: Pairs<'t>,
    table: Table,
    command: Command,
}

impl Search<'_> {
    /// The kind and start of a secret that the byte at an index begins or separates from its name.
    fn value(&mut self, at: usize, mark: u8, found: &mut Found<'_>) -> Option<(Hidden, usize)> {
        let text = self.text;
        if mark & END != 0 && is_end_of_url(text, at) {
            self.url.end(at, found);
        } else if mark & URL != 0 {
            self.url.take(text, at, found);
            match text.get(at) {
                Some(b'/') => {
                    if let Some(start) = webhook::secret(text, at) {
                        return Some((Hidden::Path, start));
                    }
                }
                Some(b'@') if self.url.authority.is_none() => {
                    if let Some(start) = userinfo::password(text, at) {
                        found(start, at, Hide::Value, false);
                    }
                }
                _ => {}
            }
        }
        if mark & SEPARATOR != 0 {
            if text.get(at) == Some(&b'\n') {
                self.command.end_line();
                self.table.line(text, at.plus(1), found);
            }
            self.pairs.take(text, at, found);
            if let Some((kind, start)) = self.value_behind(at, found) {
                match kind {
                    Hidden::Parameter => self.url.has_secret = true,
                    Hidden::Assigned => {}
                    _ => self.url.end(at, found),
                }
                return Some((kind, start));
            }
        }
        let next = at.plus(if mark & LONG != 0 { 3 } else { 1 });
        let may_begin = text.get(next).is_some_and(|byte| marks_of(*byte) & START != 0);
        if may_begin { self.word(next) } else { None }
    }

    /// The secret that the word at an index is or begins.
    fn word(&mut self, at: usize) -> Option<(Hidden, usize)> {
        let text = self.text;
        match text.get(at..)? {
            [b'-', b'-' | b'u' | b'p', ..] => self.command.password(text, at).or_else(|| token_formats::at(text, at)),
            [b'B' | b'b', b'e' | b'E' | b'a' | b'A', ..] => token_formats::at(text, at),
            word if token_formats::may_begin(word) => token_formats::at(text, at),
            _ => None,
        }
    }

    /// The kind and start of a secret's value behind the byte at an index. The byte must separate the value from its name.
    fn value_behind(&mut self, at: usize, found: &mut Found<'_>) -> Option<(Hidden, usize)> {
        let text = self.text;
        let Some(separator) = Separator::at(text, at) else { return self.pairs.body_behind(text, at) };
        let behind = at.plus(Separator::length(text, at));
        if separator == Separator::Tag
            && let Some(value) = self.pairs.element_behind(text, at)
        {
            return Some(value);
        }
        // The names of the columns of a table have no values beside them.
        if matches!(separator, Separator::Bar | Separator::Comma) && self.table.is_name(text, behind) {
            return None;
        }
        let name = Name::before(text, at, separator)?;
        if name.is_secret_parameter(text, at) {
            return Some(value::parameter(text, at));
        }
        if name.is_secret() {
            if separator == Separator::Tag {
                self.pairs.open(&name);
            }
            return value::behind(text, behind, separator, &name);
        }
        if separator == Separator::Colon
            && let Some(value) = assignment::serialized(text, name.start, behind)
        {
            return Some(value);
        }
        self.pairs.value_behind(text, &name, found)
    }
}

/// The roles of each byte, one bit for each. A byte is a part of a URL that matters, the end of one, or it separates a name from
/// its value or one object from the next. Or a word may begin behind it.
static MARKS: [u8; 256] = marks();

const URL: u8 = 1;
const END: u8 = 1 << 1;
const SEPARATOR: u8 = 1 << 2;
/// A word may begin behind it, and it has no other role.
const BEFORE: u8 = 1 << 3;
/// Its character has three bytes.
const LONG: u8 = 1 << 4;
/// A word may begin with it that is a secret or has one behind it.
const START: u8 = 1 << 5;

#[inline]
fn marks_of(byte: u8) -> u8 {
    MARKS.get(usize::from(byte)).copied().unwrap_or(0)
}

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
            b'=' | b'|' | b',' | b'{' | b'}' | b'(' => SEPARATOR,
            b'\'' | b'[' | b';' => BEFORE,
            b'A' | b'L' | b'B' | b'b' | b'e' | b'g' | b'x' | b'-' => START,
            // What arrows and the punctuation of Chinese and Japanese begin with.
            0xe2 | 0xef => END | SEPARATOR | LONG,
            0xe3 => END | LONG,
            _ => 0,
        };
        byte += 1;
    }
    marks
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
