//! A text without its escapes or its Base64, with the origin of every byte.

use alloc::vec::Vec;

use super::search::LEAST;
use crate::asserted::Asserted;
use crate::json::{Escaped, unicode_escape};
use crate::text::{hex_number, percent_decode};

/// Bytes that were made from those of another view, or the text itself.
pub(super) struct View<'v> {
    pub(super) bytes: &'v [u8],
    origin: Origin<'v>,
}

/// Where the bytes of a view come from.
#[derive(Clone, Copy)]
enum Origin<'v> {
    /// They are the text.
    Text,
    /// Most stand in the parent as they are.
    Copied(&'v View<'v>, &'v [Jump]),
    /// Four of the parent's are three here; the first one is at this index.
    Base64(&'v View<'v>, usize),
}

/// From this index on, a byte is as far behind the parent's byte as its index is behind this one.
#[derive(Clone, Copy)]
pub(super) struct Jump {
    index: u32,
    parent: u32,
}

impl<'v> View<'v> {
    pub(super) const fn of(bytes: &'v [u8]) -> Self {
        View { bytes, origin: Origin::Text }
    }

    pub(super) const fn copied(parent: &'v View<'v>, copy: &'v Copy) -> Self {
        View { bytes: copy.bytes.as_slice(), origin: Origin::Copied(parent, copy.jumps.as_slice()) }
    }

    pub(super) const fn base64(parent: &'v View<'v>, first: usize, bytes: &'v [u8]) -> Self {
        View { bytes, origin: Origin::Base64(parent, first) }
    }

    /// The range of the text that the bytes from `start` to before `end` are from.
    pub(super) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let (mut view, mut start, mut end) = (self, start, end);
        loop {
            (view, start, end) = match view.origin {
                Origin::Text => return (start, end),
                Origin::Copied(parent, jumps) => {
                    let first = to_parent(jumps, start);
                    // A character with several bytes is from one escape: all of it.
                    let last = to_parent(jumps, end.saturating_sub(1));
                    let mut behind = to_parent(jumps, end);
                    let mut next = end;
                    while behind <= last && next < view.bytes.len() {
                        next = next.plus(1);
                        behind = to_parent(jumps, next);
                    }
                    (parent, first, behind)
                }
                Origin::Base64(parent, first) => {
                    let first = |index: usize| first.plus(index).plus(index / 3);
                    let behind = first(end).plus(usize::from(end % 3 != 0));
                    (parent, first(start), behind)
                }
            };
        }
    }

    /// Whether the bytes of a range stand in the parent as they are, so that they were looked at there.
    pub(super) fn is_unchanged(&self, start: usize, end: usize) -> bool {
        match self.origin {
            Origin::Copied(_, jumps) => {
                // An escape at the end of the range shows only in where the byte behind it comes from.
                let before = jumps.partition_point(|jump| jump.index as usize <= start);
                jumps.get(before).is_none_or(|jump| jump.index as usize > end)
            }
            Origin::Text | Origin::Base64(..) => false,
        }
    }
}

fn to_parent(jumps: &[Jump], index: usize) -> usize {
    let behind = jumps.partition_point(|jump| jump.index as usize <= index);
    let last = behind.checked_sub(1).and_then(|last| jumps.get(last)).copied().unwrap_or(Jump { index: 0, parent: 0 });
    (last.parent as usize).plus(index.minus(last.index as usize))
}

/// The bytes of a view, mostly as they are in another.
#[derive(Default)]
pub(super) struct Copy {
    bytes: Vec<u8>,
    jumps: Vec<Jump>,
    /// Which of [`ESCAPES`] were undone, a bit each.
    undone: u8,
    /// Whether it would be another text, and stay one, if one kind of escapes had been undone before another: `%5C\n` is a line break if
    /// `%5C` is undone first, and else a backslash and a line break.
    pub(super) is_ambiguous: bool,
}

impl Copy {
    /// The kinds of escapes that were undone, if these are several.
    pub(super) fn several(&self) -> impl Iterator<Item = Escapes> + use<> {
        let undone = if self.undone.count_ones() > 1 { self.undone } else { 0 };
        let kinds = ESCAPES.iter().enumerate();
        kinds.filter(move |(kind, _)| undone >> kind & 1 == 1).map(|(_, (first, _))| Escapes::Of(*first))
    }

    /// Appends a byte that is made from the parent's byte at `from` on.
    fn push(&mut self, byte: u8, from: usize) {
        self.jump(from);
        self.bytes.push(byte);
    }

    fn jump(&mut self, from: usize) {
        if to_parent(self.jumps.last().map_or(&[], core::slice::from_ref), self.bytes.len()) != from {
            // Texts are shorter than 4 GB.
            self.jumps.push(Jump { index: self.bytes.len() as u32, parent: from as u32 });
        }
    }
}

/// A reader of one kind of escapes: what stands at the beginning of some bytes, and how many bytes it is written as.
type Escape = fn(&[u8]) -> Option<(Character, usize)>;

/// The kinds of escapes with the byte that each begins with: of URLs (`%2F`), of JSON and JavaScript (`\/`, `\u002f`, `\x2f`), of
/// HTML and XML (`&#47;`, `&amp;`).
const ESCAPES: [(u8, Escape); 3] = [(b'%', percent), (b'\\', backslash), (b'&', entity)];

/// Which escapes are undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Those of all kinds.
    All,
    /// Those of one kind, by the byte that they begin with.
    Of(u8),
}

/// The view with its escapes undone once. `None` if it has none.
pub(super) fn unescape(bytes: &[u8], escapes: Escapes) -> Option<Copy> {
    let escape_of = |byte: u8| {
        let is_undone = escapes == Escapes::All || escapes == Escapes::Of(byte);
        let found = ESCAPES.iter().enumerate().find(|(_, (first, _))| *first == byte && is_undone);
        found.map(|(kind, (_, escape))| (1 << kind, *escape))
    };
    let mut copy = Copy::default();
    let mut at = 0;
    let mut copied = 0;
    // Whether the escape before, if nothing is between, was one with a backslash, and whether it stands for one.
    let (mut was_backslash, mut was_for_backslash) = (false, false);
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let found = escape_of(*byte).and_then(|(kind, escape)| Some((kind, escape(rest)?)));
        let Some((kind, (character, length))) = found else {
            at = at.plus(1);
            continue;
        };
        copy.undone |= kind;
        let is_backslash = *byte == b'\\';
        let is_for_backslash = matches!(character, Character::Byte(b'\\') | Character::Char('\\'));
        if at == copied && was_for_backslash && is_backslash != was_backslash && (is_backslash || is_for_backslash) {
            copy.is_ambiguous = true;
        }
        (was_backslash, was_for_backslash) = (is_backslash, is_for_backslash);
        copy_plain(&mut copy, bytes, copied, at);
        match character {
            Character::Byte(byte) => copy.push(byte, at),
            Character::Char(character) => {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    copy.push(byte, at);
                }
            }
        }
        at = at.plus(length);
        copied = at;
    }
    if copied == 0 {
        return None;
    }
    copy_plain(&mut copy, bytes, copied, bytes.len());
    copy.jump(bytes.len());
    Some(copy)
}

fn copy_plain(copy: &mut Copy, bytes: &[u8], from: usize, to: usize) {
    if from < to {
        copy.jump(from);
        copy.bytes.extend_from_slice(bytes.get(from..to).unwrap_or_default());
    }
}

enum Character {
    Byte(u8),
    Char(char),
}

/// The escape that begins with `%`, and its length.
fn percent(rest: &[u8]) -> Option<(Character, usize)> {
    if rest.get(1) == Some(&b'u') {
        // As old JavaScript escapes what is beyond a byte.
        let code = hex_number(rest.get(2..6)?)?;
        return Some((Character::Char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)), 6));
    }
    percent_decode(rest).map(|byte| (Character::Byte(byte), 3))
}

/// The escape that begins with a backslash, and its length.
fn backslash(rest: &[u8]) -> Option<(Character, usize)> {
    let byte = |byte| Some((Character::Byte(byte), 2));
    match rest.get(1)? {
        same @ (b'"' | b'\'' | b'\\' | b'/') => byte(*same),
        b'n' => byte(b'\n'),
        b't' => byte(b'\t'),
        b'r' => byte(b'\r'),
        b'b' => byte(8),
        b'f' => byte(12),
        b'x' => {
            let byte = u8::try_from(hex_number(rest.get(2..4)?)?).ok()?;
            Some((Character::Byte(byte), 4))
        }
        b'u' if rest.get(2) == Some(&b'{') => {
            let end = rest.iter().take(10).position(|byte| *byte == b'}')?;
            let code = hex_number(rest.get(3..end)?)?;
            Some((Character::Char(char::from_u32(code)?), end.plus(1)))
        }
        b'u' => match unicode_escape(rest)? {
            (Escaped::Character(character), length) => Some((Character::Char(character), length)),
            (Escaped::LoneSurrogate(_), length) => Some((Character::Char(char::REPLACEMENT_CHARACTER), length)),
        },
        _ => None,
    }
}

/// The character reference that begins with `&`, and its length.
fn entity(rest: &[u8]) -> Option<(Character, usize)> {
    const LONGEST: usize = 10;
    const NAMED: [(&[u8], u8); 5] = [(b"amp", b'&'), (b"lt", b'<'), (b"gt", b'>'), (b"quot", b'"'), (b"apos", b'\'')];
    let end = rest.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let name = rest.get(1..end)?;
    let length = end.plus(1);
    if let Some((_, byte)) = NAMED.iter().find(|(named, _)| *named == name) {
        return Some((Character::Byte(*byte), length));
    }
    let number = name.strip_prefix(b"#")?;
    let (digits, radix) = match number {
        [b'x' | b'X', digits @ ..] => (digits, 16),
        digits => (digits, 10),
    };
    if digits.is_empty() {
        return None;
    }
    let code = digits.iter().try_fold(0_u32, |value, digit| {
        Some(value.saturating_mul(radix).saturating_add(char::from(*digit).to_digit(radix)?))
    })?;
    Some((Character::Char(char::from_u32(code)?), length))
}

/// Calls `found` with the beginning and the end of every range that can be Base64 with a secret in it: letters of its two
/// alphabets, with line breaks between them or not.
pub(super) fn each_base64(bytes: &[u8], found: &mut dyn FnMut(usize, usize, bool)) {
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let mut is_broken = false;
        loop {
            while bytes.get(at).is_some_and(|byte| six(*byte).is_some()) {
                at = at.plus(1);
            }
            let next = at.plus(line_break(bytes.get(at..).unwrap_or_default()));
            if at == start || next == at || bytes.get(next).is_none_or(|byte| six(*byte).is_none()) {
                break;
            }
            is_broken = true;
            at = next;
        }
        // Three bytes are four letters.
        if at.minus(start).saturating_mul(3) / 4 >= LEAST {
            found(start, at, is_broken);
        }
        at = at.max(start.plus(1));
    }
}

/// How many bytes a break between two lines of Base64 has, with the blanks beside it; none, if there is none.
fn line_break(bytes: &[u8]) -> usize {
    const LONGEST: usize = 16;
    let blanks = bytes.iter().take(LONGEST).take_while(|byte| matches!(byte, b'\r' | b'\n' | b' ' | b'\t')).count();
    let is_break = bytes.get(..blanks).is_some_and(|blanks| blanks.iter().any(|byte| matches!(byte, b'\r' | b'\n')));
    if is_break { blanks } else { 0 }
}

/// A range without its line breaks.
pub(super) fn unbroken(bytes: &[u8], start: usize, end: usize) -> Copy {
    let mut copy = Copy::default();
    for (index, byte) in bytes.get(start..end).unwrap_or_default().iter().enumerate() {
        if !matches!(byte, b'\r' | b'\n' | b' ' | b'\t') {
            copy.push(*byte, start.plus(index));
        }
    }
    copy.jump(end);
    copy
}

/// Letters of Base64 as bytes; what is left over at the end and is no byte is left out.
pub(super) fn from_base64(letters: &[u8], bytes: &mut Vec<u8>) {
    bytes.clear();
    for four in letters.chunks(4) {
        let mut bits = four.iter().fold(0_u32, |bits, letter| (bits << 6) | u32::from(six(*letter).unwrap_or(0)));
        let count = four.len().minus(1);
        bits <<= 8_usize.plus(6_usize.saturating_mul(4_usize.minus(four.len()))) as u32;
        bytes.extend_from_slice(bits.to_be_bytes().get(..count).unwrap_or_default());
    }
}

/// What a letter of Base64 stands for, in the standard alphabet or that for URLs (RFC 4648).
#[inline]
fn six(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter.minus(b'A'),
        b'a'..=b'z' => letter.minus(b'a').plus(26),
        b'0'..=b'9' => letter.minus(b'0').plus(52),
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}
