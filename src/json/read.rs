//! Reads JSON in one pass, without recursion. Every error has its byte and its path.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

#[cfg(feature = "cls")]
use super::Value;
use super::scan::{Escaped, string_end, unicode_escape};
use super::{ABSENT, Document, Kind, Node, Number};
use crate::asserted::Asserted;
use crate::error::{Error, ErrorCode};
use crate::text::digits;

/// How deep objects and arrays may be nested. Notifications are nested 12 deep.
const MAX_DEPTH: u32 = 128;

const BYTE_ORDER_MARK: char = '\u{feff}';

pub(super) fn parse(bytes: &[u8]) -> Result<Document<'_>, Error> {
    let mut reader = Reader::new(bytes)?;
    // Notifications have a value for every dozen bytes. Of a long text the values are counted first: a list that grows by
    // doubling has its memory twice while it moves.
    reader.document.nodes.reserve_exact(if bytes.len() <= COUNTED { bytes.len() / 12 } else { most_nodes(bytes) });
    reader.all()?;
    Ok(reader.document)
}

/// The bytes of a text beyond which its values are counted before it is read.
const COUNTED: usize = 1 << 17;

/// Whether a JSON text may have more than `most` names and values. It is not read for that, so it may be longer than the memory allows.
pub(crate) fn may_have_more_than(most: usize, bytes: &[u8]) -> bool {
    // Each takes at least two bytes.
    bytes.len() / 2 >= most && most_nodes(bytes) > most
}

/// The most nodes that a JSON text has. A text that is not JSON counts at most as a JSON text of that length.
fn most_nodes(bytes: &[u8]) -> usize {
    // Behind each of these bytes stands a name or a value, unless an object or array is empty.
    let (mut count, mut at) = (1_usize, 0_usize);
    let mut opened = false;
    while let Some(byte) = bytes.get(at) {
        at = at.plus(1);
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            b'"' => at = string_end(bytes, at),
            b'[' | b'{' | b',' | b':' => count = count.plus(1),
            b']' | b'}' if opened => count = count.minus(1),
            _ => {}
        }
        opened = matches!(byte, b'[' | b'{');
    }
    // A value and the byte that divides it from the next one are two bytes.
    count.min((bytes.len() / 2).plus(1))
}

/// Checks that it is one JSON text, in no more memory than its depth takes. `wanted` is the name of a member of an
/// object that the text is: the answer is where its value begins; of repeated names the last one.
///
/// # Errors
/// As [`Document::parse`].
#[cfg(feature = "cls")]
pub(crate) fn check(bytes: &[u8], wanted: &str) -> Result<Option<usize>, Error> {
    let mut reader = Reader::new(bytes)?;
    reader.shedding = Some(Shedding { wanted, found: None });
    reader.all()?;
    Ok(reader.shedding.and_then(|shedding| shedding.found))
}

/// Reads the elements of an array one at a time. No more than one of them is in memory as a document.
#[cfg(feature = "cls")]
pub(crate) struct EachElement<'t> {
    cursor: Cursor<'t>,
    has_next: bool,
}

#[cfg(feature = "cls")]
impl<'t> EachElement<'t> {
    /// `text` is valid JSON from the array's beginning on. A value that is not an array has no elements.
    pub(crate) fn of(text: &'t str) -> Self {
        let mut cursor = Cursor::of(text);
        let has_next = cursor.takes(b'[') && cursor.token() != Some(b']');
        EachElement { cursor, has_next }
    }

    pub(crate) fn next(&mut self) -> Option<Value<'_>> {
        let cursor = &mut self.cursor;
        if !self.has_next || !cursor.read_value(1, true) {
            self.has_next = false;
            return None;
        }
        self.has_next = cursor.takes(b',');
        Some(cursor.value())
    }
}

/// Reads JSON text from its beginning on, a value or a token at a time. What comes behind may be missing.
#[cfg(feature = "cls")]
pub(crate) struct Cursor<'t> {
    reader: Reader<'t>,
}

#[cfg(feature = "cls")]
impl<'t> Cursor<'t> {
    /// At the beginning of `text`.
    pub(crate) const fn of(text: &'t str) -> Self {
        Cursor { reader: Reader::of(text) }
    }

    /// How many bytes were read.
    pub(crate) const fn at(&self) -> usize {
        self.reader.at
    }

    /// Whether the text ends here.
    pub(crate) fn is_at_end(&self) -> bool {
        self.reader.at >= self.reader.document.text.len()
    }

    /// The next byte that is not white space; `None` at the end of the text.
    pub(crate) fn token(&mut self) -> Option<u8> {
        self.reader.next_token()
    }

    /// Steps over `wanted` if it comes next.
    pub(crate) fn takes(&mut self, wanted: u8) -> bool {
        self.reader.takes(wanted)
    }

    /// Steps over so many bytes.
    pub(crate) fn skip(&mut self, count: usize) {
        self.reader.at = self.reader.at.plus(count);
    }

    /// Reads one value and all that is in it. It is inside `depth` objects and arrays. `keeps`: it is to be looked at, and not only
    /// checked. `false`: there is none; if the text ends here, it may be cut off.
    pub(crate) fn read_value(&mut self, depth: u32, keeps: bool) -> bool {
        let reader = &mut self.reader;
        (reader.depth, reader.has_blanks) = (depth, false);
        reader.document.nodes.clear();
        reader.document.unescaped.clear();
        reader.document.base = reader.at as u32;
        reader.shedding = if keeps { None } else { Some(Shedding { wanted: "", found: None }) };
        reader.value().is_some()
    }

    /// Whether there was white space in the value that was read last.
    pub(crate) const fn has_blanks(&self) -> bool {
        self.reader.has_blanks
    }

    /// The value that was read last.
    pub(crate) fn value(&self) -> Value<'_> {
        self.reader.document.root()
    }
}

/// The number that is all of `text`, if it is one.
pub(super) fn number(text: &str) -> Option<Number<'_>> {
    (number_end(text.as_bytes(), 0) == Ok(text.len())).then_some(Number(text))
}

/// Where the number `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?` ends that begins at `at`, or where a digit is missing.
fn number_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    if bytes.get(at) == Some(&b'-') {
        at = at.plus(1);
    }
    at = if bytes.get(at) == Some(&b'0') { at.plus(1) } else { digits_end(bytes, at)? };
    if bytes.get(at) == Some(&b'.') {
        at = digits_end(bytes, at.plus(1))?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at = at.plus(1);
        if matches!(bytes.get(at), Some(b'+' | b'-')) {
            at = at.plus(1);
        }
        at = digits_end(bytes, at)?;
    }
    Ok(at)
}

/// Where the digits end that begin at `at`.
fn digits_end(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let mut end = at;
    while let Some(b'0'..=b'9') = bytes.get(end) {
        end = end.plus(1);
    }
    if end == at { Err(at) } else { Ok(end) }
}

/// The first byte from `at` on that may not be a plain character. Such bytes are a quote, a backslash and a control
/// character, DEL among them.
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // Eight at a time: whether any of the bytes is below another by the carry that subtracting takes from it.
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        let [quote, backslash, delete] = [b'"', b'\\', 0x7f].map(|byte| eight ^ ONES.wrapping_mul(u64::from(byte)));
        let special = (eight.wrapping_sub(ONES << 5) & !eight)
            | (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (delete.wrapping_sub(ONES) & !delete);
        let special = special & (ONES << 7);
        if special != 0 {
            // The lowest one is right; those above it may be wrong.
            return at.plus((special.trailing_zeros() / 8) as usize);
        }
        at = at.plus(8);
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x7f)) {
        at = at.plus(1);
    }
    at
}

fn invalid(reason: &str) -> Error {
    Error::new(ErrorCode::InvalidJson, ["not valid JSON: ", reason].concat())
}

/// Where reading has come to. A method that answers `None` leaves in `at` and `reason` where and why it stopped.
struct Reader<'a> {
    /// The document. An open object or array has the index of the one around it in its `end`.
    document: Document<'a>,
    at: usize,
    /// The index of the innermost object or array that is open; [`ABSENT`]: none is.
    open: u32,
    depth: u32,
    /// Whether a value must follow. Then the name of a member or the place of an element is known.
    awaits_value: bool,
    reason: &'static str,
    /// Whether there was white space.
    #[cfg(feature = "cls")]
    has_blanks: bool,
    /// If it is there, values are forgotten as soon as they are read.
    #[cfg(feature = "cls")]
    shedding: Option<Shedding<'a>>,
}

/// What is still known of what was forgotten. (Besides, of an array how many elements it had: that is in its `start`.)
#[cfg(feature = "cls")]
struct Shedding<'a> {
    wanted: &'a str,
    found: Option<usize>,
}

/// A step into a document.
enum Step {
    /// The member that has its name in this node.
    Member(u32),
    /// An element of an array.
    Element(i64),
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let text = match core::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(invalid("a byte that is not UTF-8").at_offset(error.valid_up_to())),
        };
        // Offsets are kept in 32 bits.
        if u32::try_from(text.len()).is_err() {
            return Err(invalid("more than 4 GB"));
        }
        Ok(Reader::of(text))
    }

    const fn of(text: &'a str) -> Self {
        let document = Document { text, nodes: Vec::new(), unescaped: String::new(), base: 0, is_rewritten: false };
        Reader {
            document,
            at: 0,
            open: ABSENT,
            depth: 0,
            awaits_value: false,
            reason: "",
            #[cfg(feature = "cls")]
            has_blanks: false,
            #[cfg(feature = "cls")]
            shedding: None,
        }
    }

    /// Reads all of the text.
    fn all(&mut self) -> Result<(), Error> {
        if self.document.text.starts_with(BYTE_ORDER_MARK) {
            self.at = BYTE_ORDER_MARK.len_utf8();
        }
        if self.value().is_some() {
            if self.next_token().is_none() {
                return Ok(());
            }
            self.reason = "something behind the end of the JSON";
        }
        let error = invalid(self.reason).at_offset(self.at);
        let path = self.path();
        Err(if path.is_empty() { error } else { error.at_path(path) })
    }

    /// Where it stopped: member names joined by dots, elements as `[n]`.
    fn path(&self) -> String {
        // The innermost first.
        let mut steps = Vec::new();
        let mut inside = self.open;
        let mut value = if self.awaits_value { Some(self.next_index()) } else { None };
        while let Some(around) = self.document.node(inside) {
            match value {
                Some(value) if around.kind == Kind::Object => steps.push(Step::Member(value.minus(1))),
                Some(value) => steps.push(Step::Element(self.elements_before(inside, value))),
                None => {}
            }
            value = Some(inside);
            inside = around.end;
        }
        let mut path = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(self.document.node(*name).map_or("", |node| self.document.text(node)));
                }
                Step::Element(index) => path.push_str(&["[", &digits(*index), "]"].concat()),
            }
        }
        path
    }

    /// How many elements an array has before the one at an index.
    fn elements_before(&self, array: u32, index: u32) -> i64 {
        if self.sheds() {
            return self.document.node(array).map_or(0, |node| i64::from(node.start));
        }
        let (mut count, mut at) = (0_i64, array.plus(1));
        while at < index {
            at = self.document.behind(at);
            count = count.plus(1);
        }
        count
    }

    /// The index that the next node will have.
    fn next_index(&self) -> u32 {
        // There are fewer nodes than bytes.
        self.document.nodes.len() as u32
    }

    #[inline]
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        // Both are at most the length of the text.
        self.push_node(kind, false, start as u32..end as u32);
    }

    /// Adds a string with escapes, or a name with some.
    fn push_unescaped(&mut self, start: u32, end: u32) {
        self.push_node(Kind::String, true, start..end);
    }

    #[inline(always)]
    fn push_node(&mut self, kind: Kind, is_escaped: bool, Range { start, end }: Range<u32>) {
        let is_name = kind == Kind::String && !self.awaits_value;
        self.document.nodes.push(Node { kind, is_escaped, is_name, is_repeated: false, start, end });
    }

    fn fail<T>(&mut self, reason: &'static str) -> Option<T> {
        self.reason = if self.at < self.document.text.len() { reason } else { "the text ends too early" };
        None
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.document.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn step(&mut self) {
        // At most one byte behind the end.
        self.at = self.at.plus(1);
    }

    /// The next byte that is not white space.
    #[inline]
    fn next_token(&mut self) -> Option<u8> {
        match self.peek() {
            Some(b' ' | b'\n' | b'\r' | b'\t') => self.token_behind_blanks(),
            token => token,
        }
    }

    #[inline(never)]
    fn token_behind_blanks(&mut self) -> Option<u8> {
        #[cfg(feature = "cls")]
        {
            self.has_blanks = true;
        }
        let bytes = self.document.text.as_bytes();
        let mut at = self.at;
        let token = loop {
            match bytes.get(at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => at = at.plus(1),
                other => break other.copied(),
            }
        };
        self.at = at;
        token
    }

    /// Steps over `wanted` if it comes next.
    fn takes(&mut self, wanted: u8) -> bool {
        let comes = self.next_token() == Some(wanted);
        if comes {
            self.step();
        }
        comes
    }

    /// One value with all that is inside it.
    fn value(&mut self) -> Option<()> {
        loop {
            self.awaits_value = true;
            let token = self.next_token();
            #[cfg(feature = "cls")]
            if self.depth == 1 {
                self.look_for_wanted();
            }
            match token {
                Some(b'"') => self.string()?,
                Some(b'{') => {
                    self.begin(Kind::Object)?;
                    if self.next_token() != Some(b'}') {
                        self.name()?;
                        continue;
                    }
                    self.end();
                }
                Some(b'[') => {
                    self.begin(Kind::Array)?;
                    if self.next_token() != Some(b']') {
                        continue;
                    }
                    self.end();
                }
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b't') => self.word("true", Kind::True)?,
                Some(b'f') => self.word("false", Kind::False)?,
                Some(b'n') => self.word("null", Kind::Null)?,
                _ => return self.fail("a value must stand here"),
            }
            loop {
                self.awaits_value = false;
                #[cfg(feature = "cls")]
                self.shed();
                let Some(open) = self.document.node(self.open) else { return Some(()) };
                let is_object = open.kind == Kind::Object;
                match self.next_token() {
                    Some(b',') => {
                        self.step();
                        if is_object {
                            self.name()?;
                        }
                        break;
                    }
                    Some(b'}') if is_object => self.end(),
                    Some(b']') if !is_object => self.end(),
                    _ if is_object => return self.fail("a comma or the object's end must stand here"),
                    _ => return self.fail("a comma or the array's end must stand here"),
                }
            }
        }
    }

    fn word(&mut self, word: &str, kind: Kind) -> Option<()> {
        for byte in word.bytes() {
            if self.peek() != Some(byte) {
                return self.fail("a value must stand here");
            }
            self.step();
        }
        self.push(kind, 0, 0);
        Some(())
    }

    /// Begins an object or array.
    fn begin(&mut self, kind: Kind) -> Option<()> {
        if self.depth >= MAX_DEPTH {
            return self.fail("nesting beyond 128 levels");
        }
        self.depth = self.depth.plus(1);
        let index = self.next_index();
        let start = if self.sheds() { 0 } else { self.at };
        self.push(kind, start, self.open as usize);
        self.open = index;
        self.step();
        Some(())
    }

    /// Ends the object or array that is open.
    fn end(&mut self) {
        self.step();
        self.depth = self.depth.minus(1);
        let end = self.next_index();
        if let Some(node) = self.document.nodes.get_mut(self.open as usize) {
            let (index, kind) = (self.open, node.kind);
            self.open = core::mem::replace(&mut node.end, end);
            if kind == Kind::Object && !self.sheds() {
                self.document.hide_repeated(index, end);
            }
        }
    }

    /// Whether values are forgotten. (Without batches of logs the compiler then knows that they never are.)
    #[inline(always)]
    const fn sheds(&self) -> bool {
        #[cfg(feature = "cls")]
        return self.shedding.is_some();
        #[cfg(not(feature = "cls"))]
        false
    }

    /// Notes where the value of a member begins, if it is the wanted one.
    #[cfg(feature = "cls")]
    fn look_for_wanted(&mut self) {
        let (Some(shedding), Some(name)) = (&mut self.shedding, self.document.nodes.get(1)) else { return };
        if self.document.is_text(name, shedding.wanted.as_bytes()) {
            shedding.found = Some(self.at);
        }
    }

    /// Forgets the value that was read last, and its name.
    #[cfg(feature = "cls")]
    fn shed(&mut self) {
        if !self.sheds() {
            return;
        }
        let Document { nodes, unescaped, .. } = &mut self.document;
        let first = (self.open as usize).plus(1);
        // Behind what is open there are at most the name and the value.
        for node in nodes.iter().skip(first).filter(|node| node.is_escaped).take(1) {
            unescaped.truncate(node.start as usize);
        }
        if let Some(around) = nodes.get_mut(self.open as usize) {
            around.start = around.start.plus(1);
            nodes.truncate(first);
        }
    }

    /// The name of a member, and the colon.
    fn name(&mut self) -> Option<()> {
        self.awaits_value = false;
        if self.next_token() != Some(b'"') {
            return self.fail("the name of a member must stand here");
        }
        self.string()?;
        self.awaits_value = true;
        if self.takes(b':') { Some(()) } else { self.fail("a colon must stand here") }
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        match number_end(self.document.text.as_bytes(), start) {
            Ok(end) => {
                self.at = end;
                self.push(Kind::Number, start, end);
                Some(())
            }
            Err(at) => {
                self.at = at;
                self.fail("a digit must stand here")
            }
        }
    }

    /// A string, from its opening quote on.
    fn string(&mut self) -> Option<()> {
        let text = self.document.text;
        let start = self.at.plus(1);
        self.at = plain_end(text.as_bytes(), start);
        if self.peek() == Some(b'"') {
            self.push(Kind::String, start, self.at);
            self.step();
            return Some(());
        }
        let first = self.begin_unescaped(start);
        // Of what is not kept the text is not needed, but for the names on the way to an error.
        let is_kept = !self.sheds() || !self.awaits_value;
        let mut plain = start;
        loop {
            let byte = self.peek();
            if byte == Some(0x7f) {
                self.step();
            } else {
                if is_kept {
                    self.document.unescaped.push_str(text.get(plain..self.at).unwrap_or_default());
                }
                match byte {
                    Some(b'"') => break,
                    Some(b'\\') => self.step(),
                    _ => return self.fail("a control character must be escaped"),
                }
                plain = self.at;
                let escape = match self.peek() {
                    // It stands for itself, so what is plain goes on with it.
                    Some(b'"' | b'\\' | b'/') => "",
                    Some(b'n') => "\n",
                    Some(b't') => "\t",
                    Some(b'r') => "\r",
                    Some(b'b') => "\u{8}",
                    Some(b'f') => "\u{c}",
                    Some(b'u') => {
                        let character = self.unicode()?;
                        if is_kept {
                            self.document.unescaped.push(character);
                        }
                        plain = self.at;
                        self.at = plain_end(text.as_bytes(), self.at);
                        continue;
                    }
                    _ => return self.fail("no escape of JSON"),
                };
                self.step();
                if !escape.is_empty() {
                    if is_kept {
                        self.document.unescaped.push_str(escape);
                    }
                    plain = self.at;
                }
            }
            self.at = plain_end(text.as_bytes(), self.at);
        }
        // What an escape stands for is shorter than the escape, so this is at most the length of the text, too.
        let end = self.document.base.plus(self.document.unescaped.len() as u32);
        self.push_unescaped(first, end);
        self.step();
        Some(())
    }

    /// Where the unescaped text of the string at `start` begins. It is at the same place, unless it is forgotten soon.
    fn begin_unescaped(&mut self, start: usize) -> u32 {
        const BLANKS: &str = "                                                                ";
        let sheds = self.sheds();
        let Document { unescaped, base, .. } = &mut self.document;
        if sheds {
            return unescaped.len() as u32;
        }
        let mut gap = start.minus(*base as usize).minus(unescaped.len());
        while gap > 0 {
            let blanks = BLANKS.get(..gap).unwrap_or(BLANKS);
            unescaped.push_str(blanks);
            gap = gap.minus(blanks.len());
        }
        start as u32
    }

    /// The character of an escape with hexadecimal digits, whose `u` comes next.
    fn unicode(&mut self) -> Option<char> {
        let text = self.document.text.as_bytes();
        let escape = self.at.minus(1);
        if let Some((escaped, length)) = unicode_escape(text.get(escape..).unwrap_or_default()) {
            self.at = escape.plus(length);
            return Some(match escaped {
                Escaped::Character(character) => character,
                Escaped::LoneSurrogate(_) => char::REPLACEMENT_CHARACTER,
            });
        }
        self.step();
        while self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
            self.step();
        }
        self.fail("four hexadecimal digits must stand here")
    }
}

/// Appends the inside of a JSON string, with the backslash of every lone surrogate escaped. The string ends at its
/// quote. The text then has the escape, not the surrogate.
pub(super) fn keep_lone_surrogates(escaped: &[u8], out: &mut Vec<u8>) {
    let mut at = 0_usize;
    while let Some(byte) = escaped.get(at).filter(|byte| **byte != b'"') {
        let length = match unicode_escape(escaped.get(at..).unwrap_or_default()) {
            Some((Escaped::Character(_), length)) => length,
            Some((Escaped::LoneSurrogate(_), length)) => {
                out.push(b'\\');
                length
            }
            None if *byte == b'\\' => 2,
            None => 1,
        };
        let end = at.plus(length);
        out.extend_from_slice(escaped.get(at..end).unwrap_or_default());
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &[u8]) -> (usize, String) {
        let error = parse(text).unwrap_err();
        (error.offset().unwrap(), error.path().unwrap_or_default().into())
    }

    #[test]
    fn errors_name_the_byte_and_the_path() {
        assert_eq!(place(b"{\"a\":1,}"), (7, String::new()));
        assert_eq!(place(b"{\n  \"a\": tru\n}"), (12, "a".into()));
        assert_eq!(place(b""), (0, String::new()));
        assert_eq!(place(b"\xef\xbb\xbf{]"), (4, String::new()));
        assert_eq!(place(b"{} {}"), (3, String::new()));
        assert_eq!(place(br#"{"a":{"b":[0,{"c":01}]}}"#), (19, "a.b[1]".into()));
        assert_eq!(place(br#"{"a":[1,2,-]}"#), (11, "a[2]".into()));
        assert_eq!(place(b"{\"a\":\"\xff\"}"), (6, String::new()));
        assert_eq!(place(b"{\"a\":\"x\ny\"}"), (7, "a".into()));
        assert_eq!(place(br#"{"a" 1}"#), (5, "a".into()));
        let error = parse(b"[1, 2").unwrap_err();
        assert_eq!(error.message(), "not valid JSON: the text ends too early");
    }

    #[cfg(feature = "cls")]
    #[test]
    fn a_check_finds_what_reading_finds() {
        let good = br#" {"a":[1,"\u8f6c\n",{"b":null}],"c":{}} "#;
        assert_eq!(check(good, "c"), Ok(good.windows(2).position(|two| two == b"{}")));
        for cut in 0..good.len() - 1 {
            assert_eq!(check(&good[..cut], "").map(|_| ()), parse(&good[..cut]).map(|_| ()), "{cut}");
        }
    }

    #[cfg(feature = "cls")]
    #[test]
    fn a_value_that_is_only_checked_takes_no_memory() {
        for escapes in [r"\u8f6c", r"\ud83d", r"\n", "\\\""] {
            let record = ["{\"a\":\"", &escapes.repeat(10_000), "\"}"].concat();
            let mut cursor = Cursor::of(&record);
            assert!(cursor.read_value(0, false));
            assert!(cursor.reader.document.unescaped.capacity() < 1000, "{escapes}");
        }
    }

    #[test]
    fn the_nodes_of_a_long_text_are_counted_exactly() {
        for part in [
            "1,",
            "[],",
            "{} ,",
            "[ ],",
            "{\"a\":1},",
            r#""a,b:[{\"\\","#,
            "[{}, [] ,{\"a\":[1,2]}],",
            "\"\u{7f}\",",
            r#"{"\u0022":""},"#,
        ] {
            let text = ["[", &part.repeat(100), "null]"].concat();
            let document = parse(text.as_bytes()).unwrap();
            assert_eq!(most_nodes(text.as_bytes()), document.nodes.len(), "{part}");
        }
        for broken in ["", ",,,,,,,,", "[[[[[[[", "{{{{:::", "\"", "\"\\"] {
            assert!(most_nodes(broken.as_bytes()) <= broken.len() / 2 + 1, "{broken}");
        }
        let text = ["[", &"1,".repeat(COUNTED), "1]"].concat();
        let document = parse(text.as_bytes()).unwrap();
        assert_eq!(document.nodes.len(), COUNTED + 2);
        assert_eq!(document.nodes.capacity(), COUNTED + 2);
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| [alloc::vec![b'['; depth], alloc::vec![b']'; depth]].concat();
        assert!(parse(&nested(128)).is_ok());
        assert_eq!(place(&nested(129)).0, 128);
        assert!(parse(&[b'['; 1_000_000]).is_err());
    }

    #[test]
    fn escapes_and_half_pairs() {
        let text = |json: &str| String::from(parse(json.as_bytes()).unwrap().root().string().unwrap());
        assert_eq!(text(r#""\"\\\/\b\f\n\r\t\u8f6c""#), "\"\\/\u{8}\u{c}\n\r\t转");
        assert_eq!(text(r#""a\ud83d\ude00b""#), "a😀b");
        assert_eq!(text(r#""\ud83d""#), "\u{fffd}");
        assert_eq!(text(r#""\ud83d\u0041""#), "\u{fffd}A");
        assert_eq!(text(r#""\ude00\ud83d\ude00""#), "\u{fffd}😀");
        for bad in [r#""\x""#, r#""\u12g4""#, r#""\ud83d\u""#, "\"\u{1}\"", r#"""#] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        for good in ["0", "-0", "10", "11.261677742004395", "1E400", "1e+5", "123456789012345678901234567890"] {
            assert_eq!(parse(good.as_bytes()).unwrap().root().number(), Some(Number(good)));
        }
        for bad in ["01", "+1", "1.", ".5", "1e", "--1", "0x10", "NaN", "1_000"] {
            assert!(parse(bad.as_bytes()).is_err(), "{bad}");
            assert_eq!(number(bad), None);
        }
    }
}
