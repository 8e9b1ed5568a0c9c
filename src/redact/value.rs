//! The value behind the name of a secret in a text: its start and end.
//!
//! A name is told from a word of a sentence by what is around it. What stands in quotes or brackets behind a name, or behind `=`, is
//! its value. Behind a colon, a blank, an arrow or a bar there may as well be words about it: "InvalidToken: it has expired" stays.

use crate::asserted::Asserted;

use super::Hide;
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

    pub(super) fn add(from: usize, to: usize) {
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
            [0xe2, 0x86, 0x92, ..] => Separator::Arrow,
            [b'|' | b'\t', ..] => Separator::Bar,
            [b' ', ..] if before() != b' ' => Separator::Blank,
            [b',', ..] => Separator::Comma,
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
}

impl<'t> Name<'t> {
    /// The name that ends before the separator at an index. Only blanks and its closing quote may be between them.
    pub(super) fn before(text: &'t [u8], at: usize, separator: Separator) -> Option<Self> {
        let byte = |at: usize| at.checked_sub(1).and_then(|at| text.get(at)).copied();
        let mut end = at;
        if separator == Separator::Arrow && byte(end) == Some(b'-') {
            end = end.minus(1);
        }
        if !matches!(separator, Separator::Blank | Separator::Comma) {
            let blanks = text.get(..end)?.iter().rev().take(MAX_BLANKS).take_while(|byte| byte.is_ascii_whitespace());
            end = end.minus(blanks.count());
        }
        let quote = match text.get(..end)? {
            // Of `names["name"]`.
            [.., quote @ (b'"' | b'\''), b']'] => {
                end = end.minus(2);
                Some(*quote)
            }
            [.., quote @ (b'"' | b'\'' | b'`')] => {
                end = end.minus(1);
                Some(*quote)
            }
            [.., 0xef, 0xbc, 0x82] | [.., 0xe2, 0x80, 0x9d | 0x99] | [.., 0xe3, 0x80, 0x8d | 0x8f] => {
                end = end.minus(3);
                Some(0)
            }
            _ => None,
        };
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
        let before_quote = start.checked_sub(1).map_or(b' ', |quote| byte(quote).unwrap_or(b' '));
        let letters = text.get(start..end)?;
        is_quoted.then_some(Name {
            letters,
            start,
            last_word,
            separator,
            behind: at.plus(Separator::length(text, at)),
            quote,
            before: byte(start).unwrap_or(b' '),
            before_quote,
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

/// Where the name begins that ends before an index. It consists of letters and digits, `-`, `_`, `.` and brackets.
fn name_start(text: &[u8], end: usize) -> usize {
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
pub(super) fn behind(text: &[u8], at: usize, separator: Separator, name: &Name<'_>) -> Option<(Hidden, usize)> {
    let start = behind_blanks(text, at, is_blank);
    match separator {
        Separator::Tag => return element(text, at, name),
        Separator::Comma => return listed(text, start, name),
        // What follows is another separator.
        Separator::Blank if Separator::at(text, start).is_some() => return None,
        _ => {}
    }
    let is_command = separator == Separator::Blank && name.is_option();
    // A list may have its values on lines of their own.
    let is_free = separator == Separator::Colon || text.get(..at).is_some_and(|before| before.ends_with(b"=>"));
    let quoted = if is_free { behind_blanks(text, at, u8::is_ascii_whitespace) } else { start };
    if (separator != Separator::Blank || is_command || names::is_exact(name.letters))
        && let Some((quote, first)) = opening_quote(text, quoted)
    {
        return Some((Hidden::Quoted(quote), first));
    }
    let letters = core::str::from_utf8(name.letters).unwrap_or_default();
    if matches!(separator, Separator::Colon | Separator::Equals)
        && let Some(first) = opening_bracket(text, quoted, letters)
    {
        return Some((Hidden::Nested, first));
    }
    if separator == Separator::Colon
        && let Some(block) = block(text, start, name)
    {
        return Some(block);
    }
    // Of an address or a path of names it is a part.
    if separator == Separator::Colon && matches!(name.before, b':' | b'/' | b'@') {
        return None;
    }
    let is_quoted = name.quote.is_some();
    let start = if is_quoted { quoted } else { start };
    let word = Word::at(text, start)?;
    // There are numbers of tokens, but not of keys.
    if word.letters.starts_with(b"{") || (word.is_number() && !names::is_credential(letters)) {
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
    name.quote?;
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
fn quote_end(text: &[u8], start: usize, quote: &[u8]) -> usize {
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
    let marks = rest.iter().take(MAX_BLANKS).take_while(|byte| is_mark(byte)).count();
    let (is_said, is_end) = (matches!(rest.first(), Some(b'|' | b'>')), rest.get(marks) == Some(&b'\n'));
    if !is_end || !(is_said || matches!(rest.first(), Some(b'\r' | b'\n'))) {
        return None;
    }
    let (indentation, is_first) = name.indentation(text);
    (is_said || is_first || names::is_exact(name.letters)).then(|| (Hidden::Block(indentation), at.plus(marks)))
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

    /// Whether it looks random, because it is long and has letters and digits.
    fn is_random(&self) -> bool {
        const LEAST: usize = 12;
        let has = |is: fn(&u8) -> bool| self.letters.iter().any(is);
        self.letters.len() >= LEAST
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic)
            && !self.letters.windows(3).any(|three| three == b"://")
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

/// Where the word ends that begins at an index, at most at `most`.
fn word_end(text: &[u8], start: usize, most: usize) -> usize {
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
    let starts = |at: usize, with: &[u8]| text.get(at..).is_some_and(|rest| rest.starts_with(with));
    let end = match kind {
        Hidden::Nested => return hide_nested(text, start, found),
        Hidden::Block(indentation) => return hide_block(text, start, indentation, found),
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
        Hidden::Parameter => end_at(&|at| matches!(text.get(at), Some(b'&' | b'#')) || is_end_of_url(text, at)),
        Hidden::Assigned => end_at(&|at| {
            matches!(text.get(at), Some(b'&' | b'#' | b',' | b';' | b')' | b'}')) || is_end_of_url(text, at)
        }),
    };
    found(start, end, Hide::Value, kind != Hidden::Parameter);
    end
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
