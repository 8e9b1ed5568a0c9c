//! The value behind the name of a secret in a text: its start and end.
//!
//! A name is told from a word of a sentence by what is around it. What stands in quotes or brackets behind a name, or behind `=`, is
//! its value. Behind a colon, a blank, an arrow or a bar there may as well be words about it: "InvalidToken: it has expired" stays.

use crate::asserted::Asserted;

use super::Hide;
use super::assignment;
use super::names::{self, Holds};

/// The most blanks beside the mark between a name and its value.
const MAX_BLANKS: usize = 64;

/// The most bytes of a type before the quote of a value. Examples are `Some("…")` and `string(4) "…"`.
const MAX_TYPE: usize = 32;

/// The most bytes of a word that are looked at to tell what it is.
const MAX_WORD: usize = 128;

/// The most bytes of the second text of a list of two.
const MAX_LISTED: usize = 256;

/// How many words before an unquoted name may be a part of it. An example is "secret access key: …".
const MAX_WORDS: usize = 2;

/// How many bytes are looked at beside those that are read one after the other.
#[cfg(test)]
pub(super) mod looked_at {
    use core::cell::Cell;

    std::thread_local! {
        static BYTES: Cell<usize> = const { Cell::new(0) };
    }

    pub(in crate::redact) fn add(from: usize, to: usize) {
        BYTES.with(|bytes| bytes.set(bytes.get() + to.saturating_sub(from)));
    }

    pub(in crate::redact) fn take() -> usize {
        BYTES.with(Cell::take)
    }
}

/// Receives the start and the end of a part of a text, and its replacement. It also receives whether the part is the
/// value of a secret's name, which other texts may repeat.
pub(super) type Found<'f> = dyn FnMut(usize, usize, Hide, bool) + 'f;

/// A value that is hidden, by how it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// The parameter of a URL.
    Parameter,
    /// Of `name=value` elsewhere.
    Assigned,
    /// It ends with this quote.
    Quoted(&'static [u8]),
    /// Of `<name>value</name>`.
    Element,
    /// Of `<name><![CDATA[value]]></name>`.
    Data,
    /// A word, without the punctuation that ends a sentence.
    Word,
    /// Two words: a scheme of authentication, and its credentials.
    Credentials,
    /// The rest of the line, or what is before this quote.
    Line(Option<u8>),
    /// All texts, numbers and words within one bracket.
    Nested,
    /// The lines that are indented by more than this.
    Block(usize),
    /// The lines before the one that has the word at this range alone.
    Heredoc(usize, usize),
    /// A text of PHP's `serialize`.
    Serialized,
    /// The rest of the path of a URL.
    Path,
    /// What is before this index.
    Range(usize),
}

/// What stands between a name and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// `:`, `:=` or the colon of Chinese.
    Colon,
    /// `=`, `==`, `=>` or `=` of full width.
    Equals,
    /// `->` or an arrow.
    Arrow,
    /// The `>` of `<name>`.
    Tag,
    /// A blank, as on a command line.
    Blank,
    /// A bar or a tabulator, as in tables.
    Bar,
    /// The comma of a list.
    Comma,
    /// The bracket behind the name of a function.
    Call,
}

impl Separator {
    /// The separator that begins at an index.
    pub(super) fn at(text: &[u8], at: usize) -> Option<Self> {
        let before = || at.checked_sub(1).and_then(|before| text.get(before)).copied().unwrap_or(b' ');
        Some(match text.get(at..)? {
            [b'=', ..] | [0xef, 0xbc, 0x9d, ..] => Separator::Equals,
            // (Of paths in programs.)
            [b':', b':', ..] => return None,
            [b':', ..] if before() == b':' => return None,
            [b':', ..] | [0xef, 0xbc, 0x9a, ..] => Separator::Colon,
            [b'>', ..] => match before() {
                b'-' => Separator::Arrow,
                b'=' => return None,
                _ => Separator::Tag,
            },
            [0xe2, 0x86 | 0x87, 0x92, ..] => Separator::Arrow,
            [b'|' | b'\t', ..] => Separator::Bar,
            [b' ', ..] if before() != b' ' => Separator::Blank,
            [b',', ..] => Separator::Comma,
            [b'(', ..] | [b'{', b'"' | b'\'', ..] => Separator::Call,
            _ => return None,
        })
    }

    /// How many bytes the one at an index has.
    pub(super) fn length(text: &[u8], at: usize) -> usize {
        match text.get(at..).unwrap_or_default() {
            [b'=', b'=' | b'>', ..] | [b':', b'=', ..] => 2,
            [byte, ..] if byte.is_ascii() => 1,
            _ => 3,
        }
    }
}

/// A name before a separator.
pub(super) struct Name<'t> {
    /// The text that it is in.
    pub(super) text: &'t [u8],
    pub(super) letters: &'t [u8],
    pub(super) start: usize,
    /// Where its last word begins.
    last_word: usize,
    /// What is behind it, and where that ends.
    pub(super) separator: Separator,
    pub(super) behind: usize,
    /// The quote behind it; 0: one that is not of ASCII.
    pub(super) quote: Option<u8>,
    /// The byte before it, and before its quote.
    before: u8,
    before_quote: u8,
    /// Whether a mark is behind it that says that it may be missing: `name?: type`.
    is_optional: bool,
}

impl<'t> Name<'t> {
    /// The name that ends before the separator at an index. Only blanks and its closing quote may be between them.
    pub(super) fn before(text: &'t [u8], at: usize, separator: Separator) -> Option<Self> {
        let byte = |at: usize| at.checked_sub(1).and_then(|at| text.get(at)).copied();
        let mut end = at;
        if separator == Separator::Arrow && byte(end) == Some(b'-') {
            end = end.minus(1);
        }
        if !matches!(separator, Separator::Blank | Separator::Comma | Separator::Call) {
            let blanks = text.get(..end)?.iter().rev().take(MAX_BLANKS).take_while(|byte| byte.is_ascii_whitespace());
            end = end.minus(blanks.count());
        }
        let marked = before_mark(text, end, separator);
        let is_optional = marked.is_some() && separator == Separator::Colon;
        let (mut end, quote) = before_quote(text, marked.unwrap_or(end))?;
        // The quotes of tables are written twice.
        if quote == Some(b'"') && byte(end) == Some(b'"') {
            end = end.minus(1);
        }
        let mut start = name_start(text, end);
        if start == end {
            return None;
        }
        let (before, last_word) = (byte(start).unwrap_or(b' '), start);
        // A text that opens with another quote, or without one, is not a name in quotes.
        let is_quoted = quote.is_none_or(|quote| quote == 0 || quote == before);
        if quote.is_none() && matches!(separator, Separator::Colon | Separator::Equals) {
            for _ in 0..MAX_WORDS {
                let word = byte(start).filter(|byte| *byte == b' ').map_or(start, |_| name_start(text, start.minus(1)));
                // What stands behind another name is its value.
                let is_word = byte(word).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b','));
                if word.plus(1) >= start || !is_word {
                    break;
                }
                start = word;
            }
        }
        // Words of a sentence may be before a name that is one word: "sent with Authorization: …".
        if start < last_word
            && !text.get(start..end).is_some_and(is_secret)
            && text.get(last_word..end).is_some_and(is_secret)
        {
            start = last_word;
        }
        let before_quote = start.checked_sub(1).map_or(b' ', |quote| byte(quote).unwrap_or(b' '));
        let letters = text.get(start..end)?;
        is_quoted.then_some(Name {
            text,
            letters,
            start,
            last_word,
            separator,
            behind: at.plus(Separator::length(text, at)),
            quote,
            before: byte(start).unwrap_or(b' '),
            before_quote,
            is_optional,
        })
    }

    /// Whether a parameter of a URL has this name, which signs or authenticates.
    pub(super) fn is_secret_parameter(&self, text: &[u8], at: usize) -> bool {
        // The name of a parameter has no blank in it and none behind it.
        let is_parameter = self.start.plus(self.letters.len()) == at && text.get(at) == Some(&b'=');
        is_parameter && matches!(self.before, b'?' | b'&' | b'#' | b';') && self.is_any(names::is_secret_parameter)
    }

    pub(super) fn is_secret(&self) -> bool {
        self.is_any(is_secret)
    }

    /// Whether this holds of it, or of what is in brackets in it.
    fn is_any(&self, holds: fn(&[u8]) -> bool) -> bool {
        self.letters.split(|byte| matches!(byte, b'[' | b']')).any(holds)
    }

    /// Whether it is what an element begins with, maybe behind the name of its space.
    pub(super) fn is_opening(&self) -> bool {
        matches!(self.before, b'<' | b':')
    }

    /// Whether it is an option of a command line.
    fn is_option(&self) -> bool {
        self.letters.starts_with(b"-") && !matches!(self.before, b'?' | b'&')
    }

    /// The indentation of its line, and whether only a list mark is before it.
    fn indentation(&self, text: &[u8]) -> (usize, bool) {
        let before = text.get(..self.last_word).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let is_first = line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'"' | b'\''));
        (line.iter().take_while(|byte| is_blank(byte)).count(), is_first)
    }
}

/// Where a name ends that is before a mark: of a member that may be missing, `name?: type`, or of an assignment, `name ?= value`,
/// `name += value`.
fn before_mark(text: &[u8], end: usize, separator: Separator) -> Option<usize> {
    let mark = end.checked_sub(1)?;
    let is_mark = matches!(
        (text.get(mark)?, separator),
        (b'?', Separator::Colon | Separator::Equals) | (b'!', Separator::Colon) | (b'+', Separator::Equals)
    );
    let blanks =
        || text.get(..mark).unwrap_or_default().iter().rev().take(MAX_BLANKS).take_while(|byte| is_blank(byte));
    is_mark.then(|| mark.minus(blanks().count()))
}

/// Where a name ends that is before a closing quote, and the quote, if there is one; 0: one that is not of ASCII.
fn before_quote(text: &[u8], end: usize) -> Option<(usize, Option<u8>)> {
    Some(match text.get(..end)? {
        // Of `names["name"]`.
        [.., quote @ (b'"' | b'\''), b']'] => (end.minus(2), Some(*quote)),
        [.., quote @ (b'"' | b'\'' | b'`')] => (end.minus(1), Some(*quote)),
        [.., 0xef, 0xbc, 0x82] | [.., 0xe2, 0x80, 0x9d | 0x99] | [.., 0xe3, 0x80, 0x8d | 0x8f] => {
            (end.minus(3), Some(0))
        }
        _ => (end, None),
    })
}

/// Where the name begins that ends before an index. It consists of letters and digits, `-`, `_`, `.` and brackets.
pub(super) fn name_start(text: &[u8], end: usize) -> usize {
    let mut start = end;
    while let Some(byte) = start.checked_sub(1).and_then(|at| text.get(at)) {
        let length = match byte {
            b'-' | b'_' | b'.' | b'[' | b']' => 1,
            byte if byte.is_ascii_alphanumeric() => 1,
            0x80.. => {
                let of = |length: usize| {
                    let letter = text.get(start.checked_sub(length)?..start)?;
                    (names::letter(letter).0.is_some()).then_some(length)
                };
                of(3).or_else(|| of(2)).unwrap_or(0)
            }
            _ => 0,
        };
        if length == 0 {
            break;
        }
        start = start.minus(length);
    }
    #[cfg(test)]
    looked_at::add(start, end);
    start
}

pub(super) fn is_secret(name: &[u8]) -> bool {
    core::str::from_utf8(name).is_ok_and(|name| names::member(name) == Holds::Secret)
}

/// How many bytes from an index on are blanks, at most [`MAX_BLANKS`].
pub(super) fn behind_blanks(text: &[u8], from: usize, is_blank: fn(&u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from.plus(rest.iter().take(MAX_BLANKS).take_while(|byte| is_blank(byte)).count())
}

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The value of a URL parameter with a secret's name. It is behind the `=` at an index.
pub(super) fn parameter(text: &[u8], at: usize) -> (Hidden, usize) {
    let start = at.plus(1);
    if let Some((quote, first)) = opening_quote(text, start) {
        // Behind an empty parameter, the quote rather closes what the URL is in.
        let next = text.get(first).copied().unwrap_or(b' ');
        let is_closing = next.is_ascii_whitespace()
            || matches!(next, b',' | b'}' | b']' | b')' | b'>' | b'/' | b'\\' | b'"' | b'\'');
        if !is_closing {
            return (Hidden::Quoted(quote), first);
        }
    }
    (Hidden::Parameter, start)
}

/// The value behind a separator that ends before an index. A word about the value is not one.
#[inline(never)]
pub(super) fn behind(text: &[u8], at: usize, separator: Separator, name: &Name<'_>) -> Option<(Hidden, usize)> {
    match separator {
        Separator::Tag => return element(text, at, name),
        Separator::Comma => return listed(text, behind_blanks(text, at, is_blank), name),
        Separator::Call => return assignment::argument(text, at, name),
        _ => {}
    }
    if matches!(separator, Separator::Colon | Separator::Blank)
        && name.quote.is_none()
        && let Some(assigned) = assignment::value_behind_type(text, at, separator)
        && let Some(value) = directly_behind(text, assigned, Separator::Equals, name)
    {
        return Some(value);
    }
    let (behind, is_certain) = match separator {
        Separator::Colon | Separator::Equals => assignment::behind_properties(text, at, separator),
        _ => (at, true),
    };
    match directly_behind(text, behind, separator, name) {
        // The word before the value may be a part of it.
        Some((Hidden::Word, first)) if !is_certain => {
            let end = word_end(text, first, text.len());
            Some((Hidden::Range(end), behind_blanks(text, at, is_blank)))
        }
        None if behind > at => directly_behind(text, at, separator, name),
        value => value,
    }
}

/// As [`behind`], of a value that directly follows.
fn directly_behind(text: &[u8], at: usize, separator: Separator, name: &Name<'_>) -> Option<(Hidden, usize)> {
    let start = behind_blanks(text, at, is_blank);
    if separator == Separator::Blank {
        // What follows is another separator.
        if Separator::at(text, start).is_some_and(|next| next != Separator::Call) {
            return None;
        }
        if let Some(value) = assignment::value_behind_verb(text, start, name) {
            return Some(value);
        }
    }
    if names::is_of_credentials(name.letters) {
        return opaque(text, start);
    }
    let is_command = separator == Separator::Blank && name.is_option();
    let quoted = if is_free(text, at, separator) { behind_blanks(text, at, u8::is_ascii_whitespace) } else { start };
    if (separator != Separator::Blank || is_command || names::is_exact(name.letters))
        && let Some((quote, first)) = opening_quote(text, quoted)
    {
        let is_directory = names::is_directory(name.letters, text.get(first..).unwrap_or_default());
        return (!is_directory).then_some((Hidden::Quoted(quote), first));
    }
    if matches!(separator, Separator::Colon | Separator::Equals) {
        if let Some(heredoc) = assignment::heredoc(text, start) {
            return Some(heredoc);
        }
        if let Some(first) = opening_bracket(text, quoted, core::str::from_utf8(name.letters).unwrap_or_default()) {
            return Some((Hidden::Nested, first));
        }
    }
    if separator == Separator::Colon
        && let Some(block) = block(text, start, name)
    {
        return Some(block);
    }
    word_behind(text, at, separator, name)
}

/// Whether a value may be on another line than its name.
fn is_free(text: &[u8], at: usize, separator: Separator) -> bool {
    separator == Separator::Colon || text.get(..at).is_some_and(|before| before.ends_with(b"=>"))
}

/// As [`behind`], of a word without quotes that directly follows.
fn word_behind(text: &[u8], at: usize, separator: Separator, name: &Name<'_>) -> Option<(Hidden, usize)> {
    // Of an address or a path of names it is a part.
    let is_part = match name.before {
        b'/' => !name.before_quote.is_ascii_whitespace() || !names::is_exact(name.letters),
        before => matches!(before, b':' | b'@'),
    };
    if separator == Separator::Colon && is_part {
        return None;
    }
    // A list may have its values on lines of their own.
    let is_free = name.quote.is_some() && is_free(text, at, separator);
    let start = behind_blanks(text, at, if is_free { u8::is_ascii_whitespace } else { is_blank });
    let word = Word::at(text, start)?;
    // There are numbers of tokens, but not of keys.
    if separator == Separator::Colon && (assignment::is_type(word.letters) || (name.is_optional && !word.is_random())) {
        return None;
    }
    let letters = core::str::from_utf8(name.letters).unwrap_or_default();
    let is_count = word.is_number() && !names::is_credential(letters);
    if is_count || word.letters.starts_with(b"{") || names::is_directory(name.letters, word.letters) {
        return None;
    }
    if separator == Separator::Equals {
        return Some(word.credentials(text, name).unwrap_or((Hidden::Assigned, start)));
    }
    if word.is_state() || !word.letters.first().is_some_and(u8::is_ascii) {
        return None;
    }
    if names::is_header(name.letters)
        && let Some(value) = word.credentials(text, name)
    {
        return Some(value);
    }
    let is_command = name.is_option();
    let is_hidden = match separator {
        // As in `map[name:value]`.
        Separator::Colon if start == at => true,
        Separator::Blank if !is_command => names::is_exact(name.letters) && word.is_random(),
        _ => !word.is_about(text, name),
    };
    is_hidden.then_some((Hidden::Word, start))
}

/// The value behind `<name>` or `<… name="name">`.
fn element(text: &[u8], at: usize, name: &Name<'_>) -> Option<(Hidden, usize)> {
    let is_element =
        name.quote.is_none_or(|_| name.before_quote == b'=') && (name.quote.is_some() || name.is_opening());
    is_element.then(|| element_at(text, at))
}

/// The text of an element behind its `>`.
pub(super) fn element_at(text: &[u8], at: usize) -> (Hidden, usize) {
    const DATA: &[u8] = b"<![CDATA[";
    let data = behind_blanks(text, at, u8::is_ascii_whitespace);
    match text.get(data..).is_some_and(|rest| rest.starts_with(DATA)) {
        true => (Hidden::Data, data.plus(DATA.len())),
        false => (Hidden::Element, at),
    }
}

/// The value behind a name in a list of two. In a longer list it is behind an option or the name of a header.
fn listed(text: &[u8], at: usize, name: &Name<'_>) -> Option<(Hidden, usize)> {
    if name.quote.is_none() {
        let is_pair = text.get(at.minus(1)) == Some(&b',') && names::is_exact(name.letters);
        return Word::at(text, at).filter(|word| is_pair && word.is_random()).map(|_| (Hidden::Word, at));
    }
    let at = behind_blanks(text, at, u8::is_ascii_whitespace);
    let (quote, first) = opening_quote(text, at)?;
    let most = text.get(..first.saturating_add(MAX_LISTED)).unwrap_or(text);
    let end = quote_end(most, first, quote);
    let value = text.get(first..end)?;
    if names::is_header(name.letters) || name.is_option() {
        return (!value.starts_with(b"-")).then_some((Hidden::Quoted(quote), first));
    }
    let next = text.get(behind_blanks(text, end.plus(quote.len()), u8::is_ascii_whitespace));
    let is_pair = matches!(name.before_quote, b'[' | b'(') && matches!(next, Some(b']' | b')'));
    (is_pair && names::is_exact(name.letters) && !is_secret(value)).then_some((Hidden::Quoted(quote), first))
}

/// The closing quotes by the opening ones.
const QUOTES: [(&[u8], &[u8]); 12] = [
    (b"\"\"\"", b"\"\"\""),
    (b"'''", b"'''"),
    (b"\"", b"\""),
    (b"'", b"'"),
    (b"`", b"`"),
    // Of full width, and those of books.
    (b"\xef\xbc\x82", b"\xef\xbc\x82"),
    (b"\xef\xbc\x87", b"\xef\xbc\x87"),
    (b"\xe2\x80\x9c", b"\xe2\x80\x9d"),
    (b"\xe2\x80\x98", b"\xe2\x80\x99"),
    (b"\xe3\x80\x8c", b"\xe3\x80\x8d"),
    (b"\xe3\x80\x8e", b"\xe3\x80\x8f"),
    (b"\xc2\xab", b"\xc2\xbb"),
];

/// The quote that closes the text at an index, and where the text begins. The type of the text may be before its quote, as in
/// `Some("…")`, `string(4) "…"`, `(string) "…"`, `!!str "…"`, `b'…'`.
fn opening_quote(text: &[u8], at: usize) -> Option<(&'static [u8], usize)> {
    if let Some(found) = quote_at(text, at) {
        return Some(found);
    }
    let at = if text.get(at..)?.starts_with(b"new ") { at.plus(4) } else { at };
    let rest = text.get(at..)?;
    let (mut is_type, mut before) = (false, b' ');
    for (length, byte) in rest.iter().take(MAX_TYPE).enumerate() {
        match byte {
            b'"' | b'\'' | b'`' => {
                let is_short = length <= 2 && rest.get(..length)?.iter().all(u8::is_ascii_alphabetic);
                return quote_at(text, at.plus(length)).filter(|_| is_type || is_short);
            }
            b'(' | b'!' | b'&' | b'@' | b'*' => is_type = true,
            // Words of a sentence have blanks between them.
            b' ' if is_type && (before == b')' || rest.first() == Some(&b'!')) => {}
            b')' | b'.' | b'_' | b'=' | b'[' | b']' => {}
            // Of paths in programs.
            b':' if before == b':' || rest.get(length.plus(1)) == Some(&b':') => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => return None,
        }
        before = *byte;
    }
    None
}

fn quote_at(text: &[u8], at: usize) -> Option<(&'static [u8], usize)> {
    let rest = text.get(at..)?;
    // The quotes of tables are written twice, and so are those of a text with nothing in it.
    if let [b'"', b'"', byte, ..] = rest
        && !matches!(byte, b'"' | b',' | b'}' | b']' | b')' | b';' | b'>' | b'&' | b'\\' | 0..=b' ')
    {
        return Some((b"\"\"", at.plus(2)));
    }
    let (open, close) = QUOTES.iter().find(|(open, _)| rest.starts_with(open))?;
    Some((*close, at.plus(open.len())))
}

/// The index of the quote that closes a text, or the end. The text begins at an index.
pub(super) fn quote_end(text: &[u8], start: usize, quote: &[u8]) -> usize {
    let mut at = start;
    while let Some(byte) = text.get(at) {
        if Some(byte) == quote.first() && text.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
            // In some languages two quotes stand for one.
            let is_double = quote.len() == 1 && at > start && text.get(at.plus(1)) == Some(byte);
            if !is_double {
                break;
            }
            at = at.plus(1);
        }
        // A quoted character does not end what it is in.
        at = at.plus(if *byte == b'\\' { 2 } else { 1 });
    }
    #[cfg(test)]
    looked_at::add(start, at);
    at.min(text.len())
}

/// The content of the bracket that opens a value. Before it there may be the type of a list of Go.
fn opening_bracket(text: &[u8], at: usize, name: &str) -> Option<usize> {
    let rest = text.get(at..)?;
    let of_type =
        ["map[", "&[", "&{", "[]string{", "[]interface {}{"].iter().find(|open| rest.starts_with(open.as_bytes()));
    let length = match (of_type, rest.first()) {
        (Some(open), _) => open.len(),
        (None, Some(b'[')) => 1,
        (None, Some(b'{')) if !names::is_queue(name) => 1,
        _ => return None,
    };
    Some(at.plus(length))
}

/// The lines of a block of YAML behind a colon. Where no mark says that there is one, the name is the first on its
/// line, or no word of a sentence.
fn block(text: &[u8], at: usize, name: &Name<'_>) -> Option<(Hidden, usize)> {
    let rest = text.get(at..)?;
    let is_mark = |byte: &u8| matches!(byte, b'|' | b'>' | b'+' | b'-' | b'0'..=b'9' | b' ' | b'\r');
    let mut marks = rest.iter().take(MAX_BLANKS).take_while(|byte| is_mark(byte)).count();
    if rest.get(marks) == Some(&b'#') {
        // A comment ends the line.
        marks = rest.iter().take(MAX_LISTED).position(|byte| *byte == b'\n')?;
    }
    let (is_said, is_end) = (matches!(rest.first(), Some(b'|' | b'>')), rest.get(marks) == Some(&b'\n'));
    if !is_end || !(is_said || matches!(rest.first(), Some(b'\r' | b'\n' | b'#'))) {
        return None;
    }
    let (indentation, is_first) = name.indentation(text);
    let is_block = is_said || is_first || names::is_exact(name.letters);
    let line = at.plus(marks);
    next_line(text, line.plus(1), name).or_else(|| is_block.then_some((Hidden::Block(indentation), line)))
}

/// The word that is alone on the line at an index, which is not indented, if it looks random.
fn next_line(text: &[u8], start: usize, name: &Name<'_>) -> Option<(Hidden, usize)> {
    let word = Word::at(text, start)?;
    let is_alone = matches!(text.get(word.end), None | Some(b'\r' | b'\n'));
    (is_alone && names::is_exact(name.letters) && word.is_random()).then_some((Hidden::Word, start))
}

/// A word behind a name, without the punctuation that ends a sentence. It is the beginning of a long one.
struct Word<'t> {
    letters: &'t [u8],
    start: usize,
    end: usize,
}

impl<'t> Word<'t> {
    fn at(text: &'t [u8], start: usize) -> Option<Self> {
        let end = word_end(text, start, start.saturating_add(MAX_WORD).min(text.len()));
        let letters = text.get(start..end).filter(|letters| !letters.is_empty())?;
        Some(Word { letters, start, end })
    }

    fn is_number(&self) -> bool {
        self.letters.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
    }

    /// Whether it is not a value but describes one: `null`, "missing".
    fn is_state(&self) -> bool {
        names::is_state(self.letters)
    }

    /// Whether it looks like a word of a sentence. Its letters are small, or the first one or few are capitals.
    fn is_of_sentence(&self) -> bool {
        let [first, rest @ ..] = self.letters else { return true };
        let is_small =
            first.is_ascii_alphabetic() && rest.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'\'');
        is_small || (self.letters.len() <= 5 && self.letters.iter().all(u8::is_ascii_uppercase))
    }

    fn is_random(&self) -> bool {
        is_random(self.letters)
    }

    /// Whether it is of words about a value, and no value.
    fn is_about(&self, text: &[u8], name: &Name<'_>) -> bool {
        if self.letters.starts_with(b"-") || is_secret(self.letters) {
            return true;
        }
        if name.is_option() || names::is_exact(name.letters) {
            // A word alone is a value.
            return self.is_of_sentence() && has_more_words(text, self.end);
        }
        !self.is_random()
    }

    /// If it is a scheme of authentication: its credentials with it.
    fn credentials(&self, text: &[u8], name: &Name<'_>) -> Option<(Hidden, usize)> {
        let next = behind_blanks(text, self.end, is_blank);
        if names::is_cookie(name.letters) || (next > self.end && names::has_parameters(self.letters)) {
            let quote = Some(name.before).filter(|byte| matches!(byte, b'"' | b'\''));
            return Some((Hidden::Line(quote), self.start));
        }
        if next == self.end || !names::is_scheme(self.letters) {
            return None;
        }
        let token = Word::at(text, next)?;
        let is_sentence = token.is_of_sentence() && has_more_words(text, token.end);
        (!is_sentence).then_some((Hidden::Credentials, self.start))
    }
}

/// Whether a word looks random, because it is long and has letters and digits.
pub(super) fn is_random(word: &[u8]) -> bool {
    const LEAST: usize = 12;
    word.len() >= LEAST && has_letters_and_digits(word)
}

/// Whether a word is hardly one of a language.
pub(super) fn is_opaque(word: &[u8]) -> bool {
    const LEAST: usize = 8;
    word.len() >= LEAST && has_letters_and_digits(word)
}

fn has_letters_and_digits(word: &[u8]) -> bool {
    let has = |is: fn(&u8) -> bool| word.iter().any(is);
    has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic) && !word.windows(3).any(|three| three == b"://")
}

/// The text in quotes or the word at an index, if it is hardly one of a language.
fn opaque(text: &[u8], at: usize) -> Option<(Hidden, usize)> {
    let value = match quote_at(text, at) {
        Some((quote, first)) => (Hidden::Quoted(quote), first),
        None => (Hidden::Assigned, at),
    };
    let word = Word::at(text, value.1)?;
    is_opaque(word.letters).then_some(value)
}

/// The word at an index, or the beginning of a long one.
pub(super) fn word_at(text: &[u8], at: usize) -> &[u8] {
    Word::at(text, behind_blanks(text, at, u8::is_ascii_whitespace)).map_or(&[], |word| word.letters)
}

/// Whether a text in quotes begins at an index, maybe behind its type.
pub(super) fn is_quoted(text: &[u8], at: usize) -> bool {
    opening_quote(text, at).is_some()
}

/// The text in quotes at an index, or a word that looks random.
pub(super) fn quoted_or_random(text: &[u8], at: usize) -> Option<(Hidden, usize)> {
    if let Some((quote, first)) = quote_at(text, at) {
        return Some((Hidden::Quoted(quote), first));
    }
    Word::at(text, at).filter(Word::is_random).map(|_| (Hidden::Word, at))
}

/// Where a text in quotes or a word ends, with its quote.
pub(super) fn end((kind, start): (Hidden, usize), text: &[u8]) -> usize {
    match kind {
        Hidden::Quoted(quote) => quote_end(text, start, quote).plus(quote.len()),
        _ => word_end(text, start, text.len()),
    }
}

/// Where the word ends that begins at an index, at most at `most`.
pub(super) fn word_end(text: &[u8], start: usize, most: usize) -> usize {
    let mut end = start;
    while end < most && !is_end_of_word(text, end) {
        end = end.plus(1);
    }
    #[cfg(test)]
    looked_at::add(start, end);
    while end > start && matches!(text.get(end.minus(1)), Some(b'.' | b':' | b'!' | b'?')) {
        end = end.minus(1);
    }
    end
}

/// Whether a word cannot go on with the byte at an index.
fn is_end_of_word(text: &[u8], at: usize) -> bool {
    matches!(text.get(at), Some(b'&' | b'#' | b',' | b';' | b')' | b'}' | b']')) || is_end_of_url(text, at)
}

/// Whether the byte at an index ends a URL. Such bytes are white space, quotes, and the punctuation of Chinese and Japanese.
pub(super) fn is_end_of_url(text: &[u8], at: usize) -> bool {
    let next = || text.get(at.plus(1)).copied().unwrap_or(b'"');
    match text.get(at) {
        Some(0..=b' ' | b'"' | b'<' | b'>' | b'`' | 0x7f) => true,
        // An escaped quote.
        Some(b'\\') => matches!(next(), b'"' | b'\\'),
        Some(0xe3) => next() == 0x80,
        Some(0xef) => matches!(next(), 0xbc | 0xbd) && names::letter(text.get(at..).unwrap_or_default()).0.is_none(),
        _ => false,
    }
}

/// Whether a sentence goes on behind an index.
fn has_more_words(text: &[u8], at: usize) -> bool {
    let end = behind_blanks(text, at, |byte| matches!(byte, b'.' | b':' | b'!' | b'?' | b','));
    let next = behind_blanks(text, end, is_blank);
    next > end && text.get(next).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80)
}

/// The value at an index, which is a secret whatever it looks like.
pub(super) fn certain(text: &[u8], at: usize, separator: Separator) -> Option<(Hidden, usize)> {
    if separator == Separator::Tag {
        return Some(element_at(text, at));
    }
    let start = behind_blanks(text, at, u8::is_ascii_whitespace);
    if let Some((quote, first)) = opening_quote(text, start) {
        return Some((Hidden::Quoted(quote), first));
    }
    if let Some(first) = opening_bracket(text, start, "") {
        return Some((Hidden::Nested, first));
    }
    Word::at(text, start).filter(|word| !word.is_state()).map(|_| (Hidden::Word, start))
}

/// Where the text or the word at an index begins and ends.
pub(super) fn range(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let start = behind_blanks(text, at, u8::is_ascii_whitespace);
    match opening_quote(text, start) {
        Some((quote, first)) => Some((first, quote_end(text, first, quote))),
        None => {
            Word::at(text, start).filter(|word| !word.is_state()).map(|_| (start, word_end(text, start, text.len())))
        }
    }
}

/// The index behind a value that begins at an index. `found` receives the ranges of it to hide.
pub(super) fn hide(kind: Hidden, text: &[u8], start: usize, found: &mut Found<'_>) -> usize {
    let end_at = |is_end: &dyn Fn(usize) -> bool| {
        let mut at = start;
        while at < text.len() && !is_end(at) {
            at = at.plus(1);
        }
        at
    };
    #[cfg(test)]
    let looked_at = |end: usize| looked_at::add(start, end);
    let starts = |at: usize, with: &[u8]| text.get(at..).is_some_and(|rest| rest.starts_with(with));
    let end = match kind {
        Hidden::Nested => return hide_nested(text, start, found),
        Hidden::Block(indentation) => return hide_block(text, start, indentation, found),
        Hidden::Heredoc(first, end) => return hide_heredoc(text, start, (first, end), found),
        Hidden::Range(end) => end,
        Hidden::Quoted(quote) => quote_end(text, start, quote),
        Hidden::Word => word_end(text, start, text.len()),
        Hidden::Credentials => {
            let scheme = word_end(text, start, text.len());
            let token = behind_blanks(text, scheme, is_blank);
            word_end(text, token, text.len())
        }
        Hidden::Element => end_at(&|at| starts(at, b"<")),
        Hidden::Data => end_at(&|at| starts(at, b"]]>")),
        Hidden::Line(quote) => end_at(&|at| {
            let byte = text.get(at).copied();
            matches!(byte, Some(b'\n' | b'\r'))
                || (quote.is_some() && byte == quote)
                || starts(at, b"\\r")
                || starts(at, b"\\n")
        }),
        Hidden::Serialized => end_at(&|at| starts(at, b"\";")),
        Hidden::Path => {
            end_at(&|at| matches!(text.get(at), Some(b'?' | b'#' | b',' | b')' | b']')) || is_end_of_url(text, at))
        }
        Hidden::Parameter => end_at(&|at| matches!(text.get(at), Some(b'&' | b'#')) || is_end_of_url(text, at)),
        Hidden::Assigned => end_at(&|at| {
            matches!(text.get(at), Some(b'&' | b'#' | b',' | b';' | b')' | b'}')) || is_end_of_url(text, at)
        }),
    };
    #[cfg(test)]
    looked_at(end);
    if kind == Hidden::Element && !is_content(text, start, end) {
        return start;
    }
    found(start, end, Hide::Value, kind != Hidden::Parameter);
    end
}

/// Whether a range behind `<name>` is the text of an element, and not what follows a word in such brackets: a type or a placeholder.
fn is_content(text: &[u8], start: usize, end: usize) -> bool {
    let content = text.get(start..end).unwrap_or_default().trim_ascii();
    let is_ended = matches!(text.get(end.plus(1)), Some(b'/' | b'!' | b'?'));
    !content.is_empty() && (is_ended || !content.iter().any(u8::is_ascii_whitespace))
}

/// As [`hide`], for the lines of a heredoc. They end before the line that is the word at a range alone.
fn hide_heredoc(text: &[u8], start: usize, (first, end): (usize, usize), found: &mut Found<'_>) -> usize {
    let word = text.get(first..end).unwrap_or_default();
    let mut at = start;
    while let Some(rest) = text.get(at.plus(1)..).filter(|rest| !rest.is_empty()) {
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        let content = line.trim_ascii();
        if content.strip_prefix(word).is_some_and(|rest| rest.iter().all(|byte| matches!(byte, b';' | b')' | b','))) {
            break;
        }
        let content_start = at.plus(1).plus(line.len().minus(line.trim_ascii_start().len()));
        if !content.is_empty() {
            found(content_start, content_start.plus(content.len()), Hide::Value, true);
        }
        at = at.plus(1).plus(length);
    }
    at
}

/// As [`hide`], of all texts, numbers and words within the bracket that is open. Names stay.
fn hide_nested(text: &[u8], start: usize, found: &mut Found<'_>) -> usize {
    let mut at = start;
    let mut depth = 1_usize;
    while let Some(byte) = text.get(at) {
        let (first, end, next) = match byte {
            b'[' | b'{' | b']' | b'}' => {
                depth = if matches!(byte, b'[' | b'{') { depth.plus(1) } else { depth.minus(1) };
                at = at.plus(1);
                if depth == 0 {
                    break;
                }
                continue;
            }
            b'"' | b'\'' | b'`' => {
                let (quote, first) = quote_at(text, at).unwrap_or((b"\"", at.plus(1)));
                let end = quote_end(text, first, quote);
                (first, end, end.plus(quote.len()).min(text.len()))
            }
            byte if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'/') => {
                let mut end = at;
                while end < text.len()
                    && !is_end_of_word(text, end)
                    && !matches!(text.get(end), Some(b':' | b'[' | b'{'))
                {
                    end = end.plus(1);
                }
                (at, end, end)
            }
            _ => {
                at = at.plus(1);
                continue;
            }
        };
        let behind = behind_blanks(text, next, u8::is_ascii_whitespace);
        let is_name = matches!(text.get(behind), Some(b':'));
        let value = text.get(first..end).unwrap_or_default();
        let is_state = byte.is_ascii_alphabetic() && names::is_state(value);
        if !is_name && !is_state {
            found(first, end, Hide::Value, true);
        }
        at = next.max(at.plus(1));
    }
    at
}

/// As [`hide`], for lines that are indented by more than `indentation`. They include the break before them.
fn hide_block(text: &[u8], start: usize, indentation: usize, found: &mut Found<'_>) -> usize {
    let mut at = start;
    while let Some(line) = text.get(at.plus(1)..) {
        let blanks = line.iter().take_while(|byte| is_blank(byte)).count();
        let length = line.iter().position(|byte| *byte == b'\n').unwrap_or(line.len());
        let is_empty = line.get(blanks..length).is_none_or(<[u8]>::is_empty);
        if length == 0 && at.plus(1) >= text.len() || (!is_empty && blanks <= indentation) {
            break;
        }
        let first = at.plus(1);
        if !is_empty {
            found(first.plus(blanks), first.plus(length), Hide::Value, true);
        }
        at = first.plus(length);
    }
    at
}
