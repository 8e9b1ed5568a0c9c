//! Reading: one pass over the bytes, no recursion beyond a limit, and for every error the byte and the path.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Document, ESCAPED, Kind, Node, Number};
use crate::error::{Error, ErrorCode};
use crate::text::digits;

/// How deep objects and arrays may be nested. Notifications are nested 12 deep.
const MAX_DEPTH: u32 = 128;

const BYTE_ORDER_MARK: char = '\u{feff}';

pub(super) fn parse(bytes: &[u8]) -> Result<Document<'_>, Error> {
    read(bytes, true)
}

/// Whether it is one JSON text, without keeping anything of it in memory.
///
/// # Errors
/// As [`Document::parse`].
#[cfg(feature = "cls")]
pub(crate) fn check(bytes: &[u8]) -> Result<(), Error> {
    // What is wrong is named by its path, and that takes the names: it is read once more.
    read(bytes, false).map(|_| ()).or_else(|_| read(bytes, true).map(|_| ()))
}

fn read(bytes: &[u8], keep: bool) -> Result<Document<'_>, Error> {
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(invalid("a byte that is not UTF-8").at_offset(error.valid_up_to())),
    };
    let mut reader = Reader::new(text);
    reader.keep = keep;
    // Offsets are kept in 32 bits.
    if u32::try_from(text.len()).is_err() {
        return Err(invalid("more than 4 GB"));
    }
    // Notifications have a value for every dozen bytes.
    if keep {
        reader.document.nodes.reserve(text.len() / 12);
    }
    if text.starts_with(BYTE_ORDER_MARK) {
        reader.at = BYTE_ORDER_MARK.len_utf8();
    }
    if reader.value().is_some() {
        if reader.next_token().is_none() {
            return Ok(reader.document);
        }
        reader.reason = "something behind the end of the JSON";
    }
    let error = invalid(reader.reason).at_offset(reader.at);
    Err(if reader.path.is_empty() { error } else { error.at_path(reader.path()) })
}

/// The number that is all of `text`, if it is one.
pub(super) fn number(text: &str) -> Option<Number<'_>> {
    let mut reader = Reader::new(text);
    reader.number()?;
    (reader.at == text.len()).then_some(Number(text))
}

fn invalid(reason: &str) -> Error {
    Error::new(ErrorCode::InvalidJson, ["not valid JSON: ", reason].concat())
}

/// Where reading has come to. A method that answers `None` leaves in `at` and `reason` where and why it stopped.
struct Reader<'a> {
    document: Document<'a>,
    /// Whether the document is kept, or only checked.
    keep: bool,
    at: usize,
    depth: u32,
    reason: &'static str,
    /// The place of an error, the innermost step first.
    path: Vec<Step>,
}

/// A step into a document.
enum Step {
    /// The member that has its name in this node.
    Member(u32),
    /// An element of an array.
    Element(i64),
}

impl<'a> Reader<'a> {
    const fn new(text: &'a str) -> Self {
        let document = Document { text, nodes: Vec::new(), unescaped: Vec::new() };
        Reader { document, keep: true, at: 0, depth: 0, reason: "", path: Vec::new() }
    }

    /// Member names joined by dots, elements as `[n]`.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.path.iter().rev() {
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

    /// The index that the next node will have.
    fn next_index(&self) -> u32 {
        // There are fewer nodes than bytes.
        u32::try_from(self.document.nodes.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        if !self.keep {
            return;
        }
        // Both are at most the length of the text.
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.document.nodes.push(Node { kind, start: narrow(start), end: narrow(end) });
    }

    fn fail<T>(&mut self, reason: &'static str) -> Option<T> {
        self.reason = if self.at < self.document.text.len() { reason } else { "the text ends too early" };
        None
    }

    fn peek(&self) -> Option<u8> {
        self.document.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// The next byte that is no white space.
    fn next_token(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.step();
        }
    }

    /// Steps over `wanted` if it comes next.
    fn takes(&mut self, wanted: u8) -> bool {
        let comes = self.next_token() == Some(wanted);
        if comes {
            self.step();
        }
        comes
    }

    fn value(&mut self) -> Option<()> {
        match self.next_token() {
            Some(b'{') => self.nested(Kind::Object, Self::members),
            Some(b'[') => self.nested(Kind::Array, Self::elements),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Kind::True),
            Some(b'f') => self.word("false", Kind::False),
            Some(b'n') => self.word("null", Kind::Null),
            _ => self.fail("a value must stand here"),
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

    fn nested(&mut self, kind: Kind, read: fn(&mut Self) -> Option<()>) -> Option<()> {
        if self.depth >= MAX_DEPTH {
            return self.fail("nesting beyond 128 levels");
        }
        self.depth = self.depth.saturating_add(1);
        let index = self.document.nodes.len();
        self.push(kind, self.at, 0);
        self.step();
        read(self)?;
        let end = self.next_index();
        if let Some(node) = self.document.nodes.get_mut(index) {
            node.end = end;
        }
        self.depth = self.depth.saturating_sub(1);
        Some(())
    }

    fn members(&mut self) -> Option<()> {
        if self.takes(b'}') {
            return Some(());
        }
        loop {
            if self.next_token() != Some(b'"') {
                return self.fail("the name of a member must stand here");
            }
            let name = self.next_index();
            self.string()?;
            let value = if self.takes(b':') { self.value() } else { self.fail("a colon must stand here") };
            if value.is_none() {
                self.path.push(Step::Member(name));
                return None;
            }
            if self.takes(b'}') {
                return Some(());
            }
            if !self.takes(b',') {
                return self.fail("a comma or the object's end must stand here");
            }
        }
    }

    fn elements(&mut self) -> Option<()> {
        if self.takes(b']') {
            return Some(());
        }
        let mut index = 0_i64;
        loop {
            if self.value().is_none() {
                self.path.push(Step::Element(index));
                return None;
            }
            index = index.saturating_add(1);
            if self.takes(b']') {
                return Some(());
            }
            if !self.takes(b',') {
                return self.fail("a comma or the array's end must stand here");
            }
        }
    }

    /// A number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    fn number(&mut self) -> Option<()> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step();
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        self.push(Kind::Number, start, self.at);
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fail("a digit must stand here");
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.step();
        }
        Some(())
    }

    /// A string, from its opening quote on.
    fn string(&mut self) -> Option<()> {
        self.step();
        let start = self.at;
        let plain = self.plain();
        if self.peek() == Some(b'"') {
            self.push(Kind::String, start, self.at);
            self.step();
            return Some(());
        }
        let mut unescaped = String::from(plain);
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.step();
                    self.push(Kind::String, ESCAPED as usize, self.document.unescaped.len());
                    if self.keep {
                        self.document.unescaped.push(unescaped);
                    }
                    return Some(());
                }
                Some(b'\\') => {
                    self.step();
                    unescaped.push(self.escape()?);
                }
                _ => return self.fail("a control character must be escaped"),
            }
            unescaped.push_str(self.plain());
        }
    }

    /// What comes next of a string and stands for itself.
    fn plain(&mut self) -> &'a str {
        let text = self.document.text;
        let rest = text.as_bytes().get(self.at..).unwrap_or_default();
        let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
        let length = rest.iter().position(special).unwrap_or(rest.len());
        let start = self.at;
        self.at = start.saturating_add(length);
        text.get(start..self.at).unwrap_or_default()
    }

    /// What an escape stands for, from behind its backslash on.
    fn escape(&mut self) -> Option<char> {
        let character = match self.peek() {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => {
                self.step();
                return self.unicode();
            }
            _ => return self.fail("no escape of JSON"),
        };
        self.step();
        Some(character)
    }

    /// The character of an escape with hexadecimal digits; for one beyond the first plane there are two.
    fn unicode(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if let 0xd800..0xdc00 = first {
            let second_at = self.at;
            let follows = self.document.text.as_bytes().get(second_at..).unwrap_or_default().starts_with(b"\\u");
            if follows {
                self.at = second_at.saturating_add(2);
                let second = self.four_digits()?;
                if let 0xdc00..0xe000 = second {
                    let high = (first & 0x3ff) << 10;
                    return char::from_u32((high | (second & 0x3ff)).saturating_add(0x10000));
                }
                self.at = second_at;
            }
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|byte| char::from(byte).to_digit(16)) else {
                return self.fail("four hexadecimal digits must stand here");
            };
            value = (value << 4) | digit;
            self.step();
        }
        Some(value)
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
        assert_eq!(check(good), Ok(()));
        for cut in 0..good.len() - 1 {
            assert_eq!(check(&good[..cut]), parse(&good[..cut]).map(|_| ()), "{cut}");
        }
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
