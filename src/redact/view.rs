//! A text without its escapes or its Base64, with the origin of every byte.

use alloc::vec::Vec;

use super::hints;
use super::packed::LEAST_LINE;
use super::search::LEAST;
use super::token_formats;
use crate::asserted::Asserted;
use crate::json::{Escaped, unicode_escape};
use crate::text::{hex_number, percent_decode};

/// Bytes that were made from those of another view, or the text itself.
pub(super) struct View<'v> {
    pub(super) bytes: &'v [u8],
    origin: Origin<'v>,
    kinds: Kinds,
}

/// What there is in a text: bits as in [`KINDS`], and [`SHELL`].
pub(super) type Kinds = u16;

/// Where the bytes of a view come from.
#[derive(Clone, Copy)]
enum Origin<'v> {
    /// They are the text.
    Text,
    /// Most stand in the parent as they are.
    Copied(&'v View<'v>, &'v [Jump]),
    /// All stand in the parent as they are, with others between them.
    Unfolded(&'v View<'v>, &'v [Jump]),
    /// Four of the parent's are three here; the first one is at this index.
    Base64(&'v View<'v>, usize),
}

/// The index where the distance to the parent's bytes changes. From it on, a byte is as far behind the parent's byte as
/// its index is behind this one.
#[derive(Clone, Copy)]
pub(super) struct Jump {
    index: u32,
    parent: u32,
}

impl<'v> View<'v> {
    pub(super) fn of(bytes: &'v [u8]) -> Self {
        Self::new(bytes, Origin::Text)
    }

    /// A text of which it is known what there is in it.
    pub(super) const fn known(bytes: &'v [u8], kinds: Kinds) -> Self {
        View { bytes, origin: Origin::Text, kinds }
    }

    pub(super) const fn kinds(&self) -> Kinds {
        self.kinds
    }

    pub(super) fn copied(parent: &'v View<'v>, copy: &'v Buffer) -> Self {
        Self::new(&copy.bytes, Origin::Copied(parent, &copy.jumps))
    }

    pub(super) fn unfolded(parent: &'v View<'v>, copy: &'v Buffer) -> Self {
        Self::new(&copy.bytes, Origin::Unfolded(parent, &copy.jumps))
    }

    pub(super) fn base64(parent: &'v View<'v>, first: usize, bytes: &'v [u8]) -> Self {
        Self::new(bytes, Origin::Base64(parent, first))
    }

    fn new(bytes: &'v [u8], origin: Origin<'v>) -> Self {
        let kinds = bytes.iter().fold(0, |kinds, byte| kinds | kinds_of(*byte));
        let kinds = if token_formats::may_begin(bytes) { kinds | MARK } else { kinds };
        // Of most texts that is all.
        View { bytes, origin, kinds: if kinds == 0 { 0 } else { kinds_in(bytes, kinds) } }
    }

    /// Whether it has no escape and nothing that separates a name from its value. Then it names no secrets. Of most texts, that
    /// is all that is found out.
    pub(super) fn is_plain(&self) -> bool {
        self.kinds == 0
    }

    /// Whether it may have a name with its value, or a URL with a secret.
    pub(super) fn has_marks(&self) -> bool {
        self.kinds & u16::from(MARK) != 0
    }

    /// Whether it has escapes of mails or shells, or characters of full width.
    pub(super) fn may_be_otherwise(&self) -> bool {
        self.kinds & (u16::from(Escapes::MAIL.0 | Escapes::WIDE.0) | SHELL) != 0
    }

    /// Whether it has several lines.
    pub(super) fn has_lines(&self) -> bool {
        self.kinds & u16::from(LINE) != 0
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
                Origin::Unfolded(parent, jumps) => {
                    (parent, to_parent(jumps, start), to_parent(jumps, end.saturating_sub(1)).plus(1))
                }
                Origin::Base64(parent, first) => {
                    let first = |index: usize| first.plus(index).plus(index / 3);
                    let behind = first(end).plus(usize::from(end % 3 != 0));
                    (parent, first(start), behind)
                }
            };
        }
    }

    /// Whether the parent holds the bytes of a range unchanged. They were searched there.
    pub(super) fn is_unchanged(&self, start: usize, end: usize) -> bool {
        match self.origin {
            Origin::Copied(_, jumps) => {
                // An escape at the end of the range shows only in where the byte behind it comes from.
                let before = jumps.partition_point(|jump| jump.index as usize <= start);
                jumps.get(before).is_none_or(|jump| jump.index as usize > end)
            }
            Origin::Text | Origin::Unfolded(..) | Origin::Base64(..) => false,
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
pub(super) struct Buffer {
    bytes: Vec<u8>,
    jumps: Vec<Jump>,
    /// Which kinds of escapes were undone that stand for a character, a bit each.
    undone: u8,
    /// Whether another order of undoing escapes gives another text that stays one. For example, `%5C\n` is a line break if `%5C`
    /// is undone first, and else a backslash and a line break.
    pub(super) is_ambiguous: bool,
}

impl Buffer {
    /// Whether something was undone that stands for a character, and not only left out.
    pub(super) fn has_undone(&self) -> bool {
        self.undone != 0
    }

    /// The kinds of escapes that were undone, if these are several.
    pub(super) fn several(&self) -> impl Iterator<Item = Escapes> + use<> {
        let undone = if self.undone.count_ones() > 1 { self.undone } else { 0 };
        (0..u8::BITS).map(|kind| Escapes(1 << kind)).filter(move |escapes| undone & escapes.0 != 0)
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

/// A reader of one kind of escapes. It returns the character at an index, and the length of its escape in bytes.
type Escape = fn(&[u8], usize) -> Option<(Character, usize)>;

/// Which escapes are undone: a bit for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Escapes(u8);

impl Escapes {
    /// The escapes of URLs, JSON, programs, shells, HTML and XML. Of URLs it is `%2F`, of JSON, programs and shells `\/`,
    /// `\u002f`, `\x2f`, `\057`, of HTML and XML `&#47;`, `&amp;`.
    pub(super) const ALL: Self = Escapes(0b111);
    /// Of mails (`=2F`). As the next ones, these would make another text of one that is not so written.
    pub(super) const MAIL: Self = Escapes(1 << 3);
    /// Letters of full width, which are written as those of ASCII.
    pub(super) const WIDE: Self = Escapes(1 << 4);
    /// All of these at once, and what a shell escapes before one of these (`\%2F`).
    pub(super) const EVERY: Self = Escapes(0b11111);
    /// Characters that are not seen, which are left out. That goes before all escapes.
    const UNSEEN: Self = Escapes(1 << 5);
}

/// The readers of escapes, by kind.
const ESCAPES: [Escape; 6] = [percent, backslash, entity, quoted_printable, wide, unseen];

/// The kinds of escapes that begin with each byte, a bit each. One bit says whether it is one of [`MARKS`].
static KINDS: [u8; 256] = kinds();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    kinds[b'%' as usize] = 1;
    kinds[b'\\' as usize] = BACKSLASH;
    kinds[b'&' as usize] = 1 << 2;
    kinds[b'=' as usize] = Escapes::MAIL.0;
    kinds[0xe3] = Escapes::WIDE.0;
    kinds[0xef] = Escapes::WIDE.0;
    let mut at = 0;
    while at < UNSEEN_FIRST.len() {
        kinds[UNSEEN_FIRST[at] as usize] |= Escapes::UNSEEN.0;
        at += 1;
    }
    let mut at = 0;
    while at < MARKS.len() {
        kinds[MARKS[at] as usize] |= MARK;
        at += 1;
    }
    kinds[b'\n' as usize] |= LINE;
    kinds
}

/// The bit of the escapes that begin with a backslash.
const BACKSLASH: u8 = 1 << 1;

/// The bits of all kinds of escapes.
const ESCAPED: u8 = (1 << ESCAPES.len()) - 1;

/// The bit of bytes that separate a name from its value. Bytes of all URLs with a secret have it too.
const MARK: u8 = 1 << 6;

const MARKS: &[u8] = b"\t\n (,:=>@|\xe2\xef";

/// The bit of the end of a line.
const LINE: u8 = 1 << 7;

/// What the characters begin with that are not seen, as [`unseen`] reads them.
const UNSEEN_FIRST: [u8; 10] = [0, 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf0, 0xf3];

#[inline]
fn kinds_of(byte: u8) -> u8 {
    KINDS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The bit of a backslash that [`before_escape`] reads.
const SHELL: u16 = 1 << 8;

/// What there is in a text, of the kinds that its bytes give reason to look for.
fn kinds_in(bytes: &[u8], possible: u8) -> u16 {
    let mut found = u16::from(possible & LINE);
    if possible & ESCAPED != 0 {
        for (at, byte) in bytes.iter().enumerate() {
            if kinds_of(*byte) & ESCAPED != 0 {
                found |= kinds_at(bytes, at);
            }
        }
    }
    if possible & MARK != 0 && hints::has_any(bytes) {
        found |= u16::from(MARK);
    }
    found
}

/// The kinds of the escape that begins at an index, if one does.
fn kinds_at(bytes: &[u8], at: usize) -> u16 {
    let if_some = |escape: Option<(Character, usize)>, kinds: u8| if escape.is_some() { u16::from(kinds) } else { 0 };
    match from(bytes, at) {
        [b'%', ..] => if_some(percent(bytes, at), 1),
        [b'&', ..] => if_some(entity(bytes, at), 1 << 2),
        [b'=', ..] => if_some(quoted_printable(bytes, at), Escapes::MAIL.0),
        [b'\\', ..] => {
            if_some(backslash(bytes, at), BACKSLASH) | if before_escape(bytes, at).is_some() { SHELL } else { 0 }
        }
        // Most punctuation and kana of Chinese and Japanese, and emoji: none of them stands for another character.
        [0xe3, 0x81..=0x84 | 0x86.., ..] | [0xf0, 0x9f, ..] => 0,
        _ => if_some(wide(bytes, at), Escapes::WIDE.0) | if_some(unseen(bytes, at), Escapes::UNSEEN.0),
    }
}

/// The view with its escapes undone once, or without invisible characters. `None` if it has none of these.
pub(super) fn unescape(view: &View<'_>, escapes: Escapes) -> Option<Buffer> {
    let is_seen_first = escapes == Escapes::ALL || escapes == Escapes::EVERY;
    let seen = if is_seen_first { undo(view, Escapes::UNSEEN) } else { None };
    seen.or_else(|| undo(view, escapes))
}

fn undo(view: &View<'_>, escapes: Escapes) -> Option<Buffer> {
    let is_any = view.kinds & u16::from(escapes.0) != 0 || (escapes == Escapes::EVERY && view.kinds & SHELL != 0);
    if !is_any {
        return None;
    }
    let bytes = view.bytes;
    let mut copy = Buffer::default();
    let mut at = 0;
    let mut copied = 0;
    // Whether the escape before, if nothing is between, was one with a backslash, and whether it stands for one.
    let (mut was_backslash, mut was_for_backslash) = (false, false);
    while let Some(byte) = bytes.get(at) {
        let kind = kinds_of(*byte) & escapes.0;
        // Of most bytes that is all.
        if kind == 0 {
            at = at.plus(1);
            continue;
        }
        let escape = ESCAPES.get(kind.trailing_zeros() as usize);
        let escape = escape.and_then(|escape| escape(bytes, at));
        let escape = escape.or_else(|| if escapes == Escapes::EVERY { before_escape(bytes, at) } else { None });
        let Some((character, length)) = escape else {
            at = at.plus(1);
            continue;
        };
        if !matches!(character, Character::Nothing) {
            copy.undone |= kind;
        }
        let is_backslash = *byte == b'\\';
        let is_for_backslash = matches!(character, Character::Byte(b'\\') | Character::Char('\\'));
        if at == copied && was_for_backslash && is_backslash != was_backslash && (is_backslash || is_for_backslash) {
            copy.is_ambiguous = true;
        }
        (was_backslash, was_for_backslash) = (is_backslash, is_for_backslash);
        copy_plain(&mut copy, bytes, copied, at);
        match character {
            Character::Nothing => {}
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

fn copy_plain(copy: &mut Buffer, bytes: &[u8], from: usize, to: usize) {
    if from < to {
        copy.jump(from);
        copy.bytes.extend_from_slice(bytes.get(from..to).unwrap_or_default());
    }
}

enum Character {
    Nothing,
    Byte(u8),
    Char(char),
}

fn from(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

/// The escape that begins with `%`, and its length.
fn percent(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    let rest = from(bytes, at);
    if rest.get(1) == Some(&b'u') {
        // As old JavaScript escapes what is beyond a byte.
        let code = hex_number(rest.get(2..6)?)?;
        return Some((Character::Char(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)), 6));
    }
    percent_decode(rest).map(|byte| (Character::Byte(byte), 3))
}

/// The escape that begins with a backslash, and its length.
fn backslash(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    let rest = from(bytes, at);
    let byte = |byte| Some((Character::Byte(byte), 2));
    match rest.get(1)? {
        b'n' => byte(b'\n'),
        b't' => byte(b'\t'),
        b'r' => byte(b'\r'),
        b'b' => byte(8),
        b'f' => byte(12),
        b'0'..=b'7' => octal(rest),
        b'x' | b'u' if rest.get(2) == Some(&b'{') => {
            let end = rest.iter().take(10).position(|byte| *byte == b'}')?;
            let code = hex_number(rest.get(3..end)?)?;
            Some((Character::Char(char::from_u32(code)?), end.plus(1)))
        }
        b'x' => {
            let byte = u8::try_from(hex_number(rest.get(2..4)?)?).ok()?;
            Some((Character::Byte(byte), 4))
        }
        b'u' => match unicode_escape(rest)? {
            (Escaped::Character(character), length) => Some((Character::Char(character), length)),
            (Escaped::LoneSurrogate(_), length) => Some((Character::Char(char::REPLACEMENT_CHARACTER), length)),
        },
        b'U' => Some((Character::Char(char::from_u32(hex_number(rest.get(2..10)?)?)?), 10)),
        // A line that goes on in the next one.
        b'\n' => Some((Character::Nothing, 2)),
        b'\r' if rest.get(2) == Some(&b'\n') => Some((Character::Nothing, 3)),
        // What is behind it may itself be escaped.
        b'%' | b'&' => None,
        same if same.is_ascii_punctuation() || *same == b' ' => byte(*same),
        _ => None,
    }
}

/// The backslash of a shell before another escape, as in `\%2F`, or before a character that is not of ASCII. [`backslash`] leaves it: it
/// may be that of `\%6e`, where only the letter is escaped as in URLs.
fn before_escape(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    match from(bytes, at) {
        [b'\\', rest @ ..] if matches!(rest, [b'%' | b'&' | 0x80.., ..]) => {
            let first = rest.get(..rest.len().min(4)).unwrap_or_default();
            let character = first.utf8_chunks().next()?.valid().chars().next()?;
            Some((Character::Char(character), character.len_utf8().plus(1)))
        }
        _ => None,
    }
}

/// Whether a view has a backslash as [`before_escape`] reads it.
pub(super) fn escapes_escapes(view: &View<'_>) -> bool {
    view.kinds & SHELL != 0
}

/// The escape of octal digits, as C has it (`\057`) and shells (`\0057`). Of fewer digits only the zero counts, if no digit can
/// follow that is itself escaped.
fn octal(rest: &[u8]) -> Option<(Character, usize)> {
    let value = |digits: &[u8]| {
        let is_octal = digits.iter().all(|digit| matches!(digit, b'0'..=b'7'));
        let value = digits.iter().fold(0_u32, |value, digit| (value << 3) | u32::from(digit & 7));
        u8::try_from(value).ok().filter(|_| is_octal)
    };
    let shell = rest.get(2..5).filter(|_| rest.get(1) == Some(&b'0')).and_then(value);
    if let Some(byte) = shell {
        return Some((Character::Byte(byte), 5));
    }
    if let Some(byte) = rest.get(1..4).and_then(value) {
        return Some((Character::Byte(byte), 4));
    }
    let is_zero = rest.get(1) == Some(&b'0') && !matches!(rest.get(2), Some(b'0'..=b'9' | b'%' | b'&' | b'\\'));
    is_zero.then_some((Character::Byte(0), 2))
}

/// The character reference that begins with `&`, and its length. Browsers read some without their semicolon, too.
fn entity(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    let rest = from(bytes, at);
    if let [b'&', b'#', digits @ ..] = rest {
        return numeric_entity(digits);
    }
    let (name, byte) = ENTITIES.iter().find(|(name, _)| rest.get(1..).is_some_and(|rest| rest.starts_with(name)))?;
    let length = name.len().plus(1);
    match rest.get(length) {
        Some(b';') => Some((Character::Byte(*byte), length.plus(1))),
        // What follows may be a semicolon that is itself escaped.
        Some(b'%' | b'\\') => None,
        _ => UNENDED.contains(name).then_some((Character::Byte(*byte), length)),
    }
}

/// The references by name to characters of ASCII, and to the non-breaking blank.
const ENTITIES: [(&[u8], u8); 40] = [
    (b"amp", b'&'),
    (b"AMP", b'&'),
    (b"lt", b'<'),
    (b"LT", b'<'),
    (b"gt", b'>'),
    (b"GT", b'>'),
    (b"quot", b'"'),
    (b"QUOT", b'"'),
    (b"apos", b'\''),
    (b"sol", b'/'),
    (b"bsol", b'\\'),
    (b"equals", b'='),
    (b"colon", b':'),
    (b"semi", b';'),
    (b"plus", b'+'),
    (b"lowbar", b'_'),
    (b"num", b'#'),
    (b"percnt", b'%'),
    (b"commat", b'@'),
    (b"period", b'.'),
    (b"comma", b','),
    (b"dollar", b'$'),
    (b"excl", b'!'),
    (b"quest", b'?'),
    (b"ast", b'*'),
    (b"grave", b'`'),
    (b"Hat", b'^'),
    (b"vert", b'|'),
    (b"verbar", b'|'),
    (b"lpar", b'('),
    (b"rpar", b')'),
    (b"lsqb", b'['),
    (b"lbrack", b'['),
    (b"rsqb", b']'),
    (b"rbrack", b']'),
    (b"lcub", b'{'),
    (b"lbrace", b'{'),
    (b"rcub", b'}'),
    (b"rbrace", b'}'),
    (b"nbsp", b' '),
];

/// Those that browsers read without their semicolon, too.
const UNENDED: [&[u8]; 9] = [b"amp", b"AMP", b"lt", b"LT", b"gt", b"GT", b"quot", b"QUOT", b"nbsp"];

/// The character of a reference by number, and the length of the reference. Its digits and semicolon follow. Without a semicolon
/// it is one of ASCII: what follows can be a digit, too.
fn numeric_entity(rest: &[u8]) -> Option<(Character, usize)> {
    const LONGEST: usize = 12;
    let (rest, radix, before) = match rest {
        [b'x' | b'X', rest @ ..] => (rest, 16, 3_usize),
        rest => (rest, 10, 2),
    };
    let (mut code, mut short) = (0_u32, None);
    for (length, byte) in rest.iter().enumerate().take(LONGEST) {
        let Some(digit) = char::from(*byte).to_digit(radix) else {
            if *byte == b';' && length > 0 {
                return Some((Character::Char(char::from_u32(code)?), before.plus(length).plus(1)));
            }
            break;
        };
        code = code.saturating_mul(radix).saturating_add(digit);
        if matches!(code, 0 | 9 | 10 | 13 | 0x20..0x7f) {
            short = Some((code as u8, before.plus(length).plus(1)));
        }
    }
    // What follows may be a digit that is itself escaped.
    let behind = rest.get(short.map_or(0, |(_, length)| length).saturating_sub(before));
    short.filter(|_| !matches!(behind, Some(b'%' | b'\\'))).map(|(byte, length)| (Character::Byte(byte), length))
}

/// An invisible character. It has the property Default_Ignorable_Code_Point (Unicode 17, DerivedCoreProperties.txt), which covers
/// those of no width, those that change the direction of a text, fillers, selectors of variants and tags; or it is an interlinear
/// annotation, or a zero of UTF-16.
fn unseen(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    let length = match from(bytes, at) {
        [0, ..] => 1,
        // U+00AD, U+034F, U+061C.
        [0xc2, 0xad, ..] | [0xcd, 0x8f, ..] | [0xd8, 0x9c, ..] => 2,
        // U+115F and U+1160, U+17B4 and U+17B5, U+180B to U+180F.
        [0xe1, 0x85, 0x9f..=0xa0, ..] | [0xe1, 0x9e, 0xb4..=0xb5, ..] | [0xe1, 0xa0, 0x8b..=0x8f, ..] => 3,
        // U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F, U+3164.
        [0xe2, 0x80, 0x8b..=0x8f | 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa0..=0xaf, ..] | [0xe3, 0x85, 0xa4, ..] => 3,
        // U+FE00 to U+FE0F, U+FEFF, U+FFA0, U+FFF0 to U+FFFB.
        [0xef, 0xb8, 0x80..=0x8f, ..] | [0xef, 0xbb, 0xbf, ..] | [0xef, 0xbe, 0xa0, ..] => 3,
        [0xef, 0xbf, 0xb0..=0xbb, ..] => 3,
        // U+1BCA0 to U+1BCA3, U+1D173 to U+1D17A.
        [0xf0, 0x9b, 0xb2, 0xa0..=0xa3, ..] | [0xf0, 0x9d, 0x85, 0xb3..=0xba, ..] => 4,
        // U+E0000 to U+E0FFF.
        [0xf3, 0xa0, 0x80..=0xbf, 0x80..=0xbf, ..] => 4,
        _ => return None,
    };
    Some((Character::Nothing, length))
}

/// The escape of a mail that begins with `=`, and its length. It is of a byte or of a line that continues.
fn quoted_printable(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    match from(bytes, at) {
        [_, b'\n', ..] => Some((Character::Nothing, 2)),
        [_, b'\r', b'\n', ..] => Some((Character::Nothing, 3)),
        // (Small letters are not of the standard; they are taken where they are not like the beginning of a value.)
        [_, first @ b'0'..=b'7', last, ..]
        | [_, first @ (b'8' | b'9' | b'A'..=b'F'), last @ (b'0'..=b'9' | b'A'..=b'F'), ..] => {
            let byte = u8::try_from(hex_number(&[*first, *last])?).ok()?;
            Some((Character::Byte(byte), 3))
        }
        _ => None,
    }
}

/// The character of ASCII that one of full width stands for.
fn wide(bytes: &[u8], at: usize) -> Option<(Character, usize)> {
    let byte = match from(bytes, at) {
        [0xe3, 0x80, 0x80, ..] => b' ',
        [0xef, 0xbc, byte @ 0x81..=0xbf, ..] => byte.minus(0x81).plus(b'!'),
        [0xef, 0xbd, byte @ 0x80..=0x9e, ..] => byte.minus(0x80).plus(b'`'),
        _ => return None,
    };
    Some((Character::Byte(byte), 3))
}

/// What is between the lines of Base64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// It is one line.
    One,
    /// Line breaks.
    Broken,
    /// Anything.
    Folded,
}

/// Calls `found` with the start and end of each range of possible Base64. A secret may be in it; it has letters of the two
/// alphabets, on one line or several. Ranges with only line breaks between their lines come first, and what they
/// are part of if anything else is between lines: that may be no fold, and text behind the Base64.
pub(super) fn each_base64(bytes: &[u8], found: &mut dyn FnMut(usize, usize, Lines)) {
    let mut at = 0;
    // Where the lines begin that have anything between them.
    let mut whole = None;
    while at < bytes.len() {
        let start = at;
        let mut line = start;
        at = letters_end(bytes, start);
        if at == start {
            at = at.plus(1);
            continue;
        }
        let mut next = at.plus(fold(bytes, at));
        while next > at && is_line_break(bytes.get(at..next).unwrap_or_default()) {
            line = next;
            at = letters_end(bytes, line);
            next = at.plus(fold(bytes, at));
        }
        let mut found = |start: usize, lines| {
            // Three bytes are four letters.
            if at.minus(start).saturating_mul(3) / 4 >= LEAST {
                found(start, at, lines);
            }
        };
        found(start, if line > start { Lines::Broken } else { Lines::One });
        // Words have blanks between them, too.
        let goes_on = next > at && at.minus(line) >= LEAST_LINE;
        if let Some(whole) = whole.filter(|_| !goes_on) {
            found(whole, Lines::Folded);
        }
        whole = if goes_on { whole.or(Some(start)) } else { None };
        at = next;
    }
}

/// Where the letters of Base64 end that begin at an index.
fn letters_end(bytes: &[u8], start: usize) -> usize {
    let letters = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| six(**byte) != NO_LETTER);
    start.plus(letters.count())
}

/// Whether bytes are a line break, with the blanks beside it.
fn is_line_break(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n' | b' ' | b'\t'))
        && bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n'))
}

/// The number of bytes between two lines of Base64, from the end of the first one on. `0` if no line follows.
///
/// These are any bytes that are not letters: a line break, a quoted mail's `>`, the end and the beginning of a string in a program.
/// `+`, `/`, `-` and `_` are among them if none of their letters follows, as in `" +` and `// `; and so is a tag such as `<br>`.
fn fold(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 16;
    let bytes = bytes.get(at..).unwrap_or_default();
    let bytes = bytes.get(..bytes.len().min(LONGEST.plus(1))).unwrap_or_default();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let rest = bytes.get(length..).unwrap_or_default();
        let is_mark = |byte: &&u8| matches!(byte, b'+' | b'/' | b'-' | b'_');
        let part = match byte {
            b'<' => rest.iter().position(|byte| *byte == b'>').unwrap_or(0).plus(1),
            b'+' | b'/' | b'-' | b'_' => {
                let marks = rest.iter().take_while(is_mark).count();
                match rest.get(marks) {
                    Some(behind) if six(*behind) == NO_LETTER => marks,
                    _ => return length,
                }
            }
            letter if six(*letter) != NO_LETTER => return length,
            _ => 1,
        };
        length = length.plus(part);
    }
    0
}

/// A range of [`each_base64`] without what folds it.
pub(super) fn unfolded(bytes: &[u8], start: usize, end: usize) -> Buffer {
    let mut copy = Buffer::default();
    let mut at = start;
    while at < end {
        let line = letters_end(bytes, at).min(end);
        copy_plain(&mut copy, bytes, at, line);
        at = line.plus(fold(bytes, line).max(1));
    }
    copy.jump(end);
    copy
}

/// How many bytes there is room for behind those that Base64 stands for.
const SPARE: usize = 24;

/// Decodes letters of Base64 to bytes. A rest at the end that is less than a byte is left out.
pub(super) fn from_base64(letters: &[u8], bytes: &mut Vec<u8>) {
    bytes.clear();
    bytes.reserve((letters.len() / 4).saturating_mul(3).saturating_add(SPARE));
    let bits = |four: [u8; 4]| four.iter().fold(0_u32, |bits, letter| (bits << 6) | u32::from(six(*letter) & 63));
    let (fours, rest) = letters.as_chunks();
    for four in fours {
        let [_, three @ ..] = bits(*four).to_be_bytes();
        bytes.extend_from_slice(&three);
    }
    // The rest is no byte, one or two bytes.
    let mut four = [b'A'; 4];
    for (place, letter) in four.iter_mut().zip(rest) {
        *place = *letter;
    }
    let [_, three @ ..] = bits(four).to_be_bytes();
    bytes.extend_from_slice(three.get(..rest.len().saturating_sub(1)).unwrap_or_default());
}

/// The value of each byte as a letter of Base64. Both the standard alphabet and that for URLs count (RFC 4648); [`NO_LETTER`]: it
/// is not a letter of Base64.
const SIXES: [u8; 256] = sixes();

pub(super) const NO_LETTER: u8 = 0xff;

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn sixes() -> [u8; 256] {
    let mut sixes = [NO_LETTER; 256];
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut six = 0;
    while six < letters.len() {
        sixes[letters[six] as usize] = six as u8;
        six += 1;
    }
    sixes[b'-' as usize] = 62;
    sixes[b'_' as usize] = 63;
    sixes
}

#[expect(clippy::indexing_slicing, reason = "there is one for every byte")]
#[inline]
pub(super) const fn six(letter: u8) -> u8 {
    SIXES[letter as usize]
}
