//! Finds the ends of values in JSON text and reads escapes, without making a document.
//!
//! Everything that walks through JSON text uses these functions, so that all agree on where a string ends. Text that is not JSON costs
//! nothing worse than a wrong end.

use super::read::plain_end;
use crate::asserted::Asserted;
use crate::text::hex_number;

/// Finds the first byte from `at` on that is not white space.
#[cfg(any(feature = "cls", test))]
pub(crate) fn token(text: &[u8], mut at: usize) -> usize {
    while matches!(text.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at = next(at);
    }
    at
}

/// Finds the end of the string whose inside begins at `at`. It is the index behind its closing quote.
pub(crate) fn string_end(text: &[u8], mut at: usize) -> usize {
    loop {
        at = plain_end(text, at);
        match text.get(at) {
            Some(b'\\') => at = next(next(at)),
            Some(b'"') => return next(at),
            // A control character, which is not valid JSON and no end.
            Some(_) => at = next(at),
            None => return text.len(),
        }
    }
}

/// Finds the end of the object or array that begins at `start`. It is the index behind its closing bracket.
pub(crate) fn nested_end(text: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_u32);
    while let Some(byte) = text.get(at) {
        at = next(at);
        match byte {
            b'"' => at = string_end(text, at),
            // Brackets that close nothing are not valid JSON.
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The index behind the byte at `at`.
fn next(at: usize) -> usize {
    at.plus(1)
}

/// What an escape with hexadecimal digits stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escaped {
    Character(char),
    /// A lone surrogate, which is not a character.
    LoneSurrogate(u16),
}

/// Reads the escape `\uXXXX` that `text` begins with, and its length.
///
/// A character beyond the first plane is a surrogate pair: two escapes, which are 12 bytes. `None`: there is no such escape.
pub(crate) fn unicode_escape(text: &[u8]) -> Option<(Escaped, usize)> {
    let first = unit(text)?;
    if let Some(character) = char::from_u32(u32::from(first)) {
        return Some((Escaped::Character(character), 6));
    }
    let pair = [first, text.get(6..).and_then(unit).unwrap_or_default()];
    match char::decode_utf16(pair).next() {
        Some(Ok(character)) => Some((Escaped::Character(character), 12)),
        _ => Some((Escaped::LoneSurrogate(first), 6)),
    }
}

fn unit(text: &[u8]) -> Option<u16> {
    let [b'\\', b'u', digits @ ..] = text else { return None };
    u16::try_from(hex_number(digits.get(..4)?)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_brackets_or_quotes_do() {
        for (text, value) in [
            (r#"{"b":"}\"{","c":[1,{}]},"x""#, r#"{"b":"}\"{","c":[1,{}]}"#),
            (r#"["]\\"] ,"#, r#"["]\\"]"#),
            // Not JSON: the end is that of the text.
            (r#"{"a":"#, r#"{"a":"#),
        ] {
            assert_eq!(text.get(..nested_end(text.as_bytes(), 0)), Some(value), "{text}");
        }
        for (text, value) in [(r#""a\\\"b" "#, r#""a\\\"b""#), ("\"\u{7f}\"", "\"\u{7f}\""), (r#""a\"#, r#""a\"#)] {
            assert_eq!(text.get(..string_end(text.as_bytes(), 1)), Some(value), "{text}");
        }
        assert_eq!(token(b"a \n\r\tb", 1), 5);
        assert_eq!(token(b"a  ", 1), 3);
    }

    #[test]
    fn escapes_are_characters_pairs_or_lone_surrogates() {
        for (text, read) in [
            (r"\u0041", Some((Escaped::Character('A'), 6))),
            (r"\u8f6c\u0041", Some((Escaped::Character('转'), 6))),
            (r"\ud83d\ude00", Some((Escaped::Character('😀'), 12))),
            (r"\ud83d\u0041", Some((Escaped::LoneSurrogate(0xd83d), 6))),
            (r"\ud83d\ud83d\ude00", Some((Escaped::LoneSurrogate(0xd83d), 6))),
            (r"\ude00\ud83d", Some((Escaped::LoneSurrogate(0xde00), 6))),
            (r"\ud83d", Some((Escaped::LoneSurrogate(0xd83d), 6))),
            (r"\ud83d\u12g4", Some((Escaped::LoneSurrogate(0xd83d), 6))),
            (r"\u12g4", None),
            (r"\u123", None),
            (r"\n", None),
            ("", None),
        ] {
            assert_eq!(unicode_escape(text.as_bytes()), read, "{text}");
        }
    }
}
