//! Encodes and searches texts: numbers, percent, hexadecimal and Base64 encoding.
//!
//! None of it uses `core::fmt` and `core::str::pattern`, which would cost the module 10 KB.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use base64ct::{Base64, Encoding};

use crate::asserted::Asserted;

/// The decimal digits of a number. (Not `to_string`: formatting machinery costs the module bytes.)
pub(crate) fn digits(number: i64) -> String {
    let mut text = [b'-'; 20];
    let mut rest = number.unsigned_abs();
    let mut first = text.len();
    for (at, digit) in text.iter_mut().enumerate().rev() {
        if rest == 0 && first < 20 {
            break;
        }
        *digit = b'0' | (rest % 10) as u8;
        rest /= 10;
        first = at;
    }
    // Nineteen digits are the most, so that there is a place for the sign.
    first = first.minus(usize::from(number < 0));
    String::from(text.get(first..).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default())
}

/// The beginning of a text, at most `most` bytes of it, cut between two characters.
pub(crate) fn shortened(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.minus(1);
    }
    text.get(..end).unwrap_or_default()
}

/// The end of a text, at most `most` bytes of it, cut between two characters.
pub(crate) fn ending(text: &str, most: usize) -> &str {
    // A text shorter than that is returned whole.
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start = start.plus(1);
    }
    text.get(start..).unwrap_or_default()
}

/// What stands before and after the first `separator`.
pub(crate) fn split_once<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, separator)?;
    Some((text.get(..at)?, text.get(at.plus(separator.len())..)?))
}

/// The byte offset of the first `part`.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let (text, [first, rest @ ..]) = (text.as_bytes(), part.as_bytes()) else { return None };
    let mut at = 0_usize;
    while let Some(byte) = text.get(at) {
        at = at.plus(1);
        if byte == first && (rest.is_empty() || text.get(at..).is_some_and(|text| text.starts_with(rest))) {
            return at.checked_sub(1);
        }
    }
    None
}

/// Whether a text has only ASCII letters, ASCII digits and the characters in `others`.
pub(crate) fn is_made_of(text: &str, others: &str) -> bool {
    // (Not `contains`: its search is 300 bytes.)
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.bytes().any(|other| other == byte))
}

/// The most names that [`list_of_names`] shows, and the most characters of one that is shown.
const MAX_NAMES: usize = 8;
const MAX_NAME: usize = 64;

/// Names from outside as a part of a sentence: "`a`, `b` and 3 more". Each is as [`shown_name`] has it.
pub(crate) fn list_of_names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut list = String::new();
    let mut count = 0_usize;
    for name in names {
        count = count.plus(1);
        if count > MAX_NAMES {
            continue;
        }
        list.push_str(if count == 1 { "`" } else { ", `" });
        list.push_str(shown_name(name));
        list.push('`');
    }
    if count > MAX_NAMES {
        list.push_str(" and ");
        list.push_str(&digits(i64::try_from(count.minus(MAX_NAMES)).unwrap_or(i64::MAX)));
        list.push_str(" more");
    }
    list
}

/// A name from outside as a message quotes it. It is unchanged, or `…` if it is long, or has a character that is invisible or
/// changes how the rest is seen. It is never changed in part: secrets are looked for later, and what is left of one is not found.
pub(crate) fn shown_name(name: &str) -> &str {
    let is_shown = name.chars().nth(MAX_NAME).is_none() && name.chars().all(is_seen);
    if is_shown { name } else { "…" }
}

/// A text from outside, of so many characters at most. What is not seen, or changes how the rest is seen, becomes `?`.
pub(crate) fn shown(text: &str, most: usize) -> String {
    let mut shown: String =
        text.chars().take(most).map(|character| if is_seen(character) { character } else { '?' }).collect();
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// Whether a character shows as itself. Controls, marks of direction for terminals and pages, and the backtick do not.
const fn is_seen(character: char) -> bool {
    !matches!(
        character,
        '\0'..='\u{1f}' | '`' | '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

const UPPER: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Appends `text` with every byte percent-encoded but letters, digits and `-_.~` (RFC 3986, capital digits).
///
/// JavaScript's `encodeURIComponent` leaves `!'()*` as they are, which COS does not.
pub(crate) fn percent_encode(out: &mut String, text: &str) {
    encode(out, text, false);
}

/// Appends an object key as the path of a URL: as [`percent_encode`], but `/` stays.
pub(crate) fn percent_encode_path(out: &mut String, key: &str) {
    encode(out, key, true);
}

fn encode(out: &mut String, text: &str, keep_slash: bool) {
    let bytes = text.as_bytes();
    let (mut plain, mut at) = (0_usize, 0_usize);
    while let Some(byte) = bytes.get(at) {
        let is_plain =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') || (keep_slash && *byte == b'/');
        if !is_plain {
            // What is plain is ASCII, so it begins and ends between two characters.
            out.push_str(text.get(plain..at).unwrap_or_default());
            plain = at.plus(1);
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
        at = at.plus(1);
    }
    out.push_str(text.get(plain..).unwrap_or_default());
}

fn digit(value: u8) -> char {
    UPPER.get(usize::from(value)).copied().unwrap_or('0')
}

/// The number that at most eight hexadecimal digits stand for. `None` if there is anything else among them.
pub(crate) fn hex_number(digits: &[u8]) -> Option<u32> {
    debug_assert!(digits.len() <= 8, "the number has 32 bits");
    digits.iter().try_fold(0, |number, digit| Some((number << 4) | char::from(*digit).to_digit(16)?))
}

/// The byte that the beginning of a text stands for, if that is percent-encoded: `%2F`.
pub(crate) fn percent_decode(text: &[u8]) -> Option<u8> {
    let [b'%', digits @ ..] = text else { return None };
    u8::try_from(hex_number(digits.get(..2)?)?).ok()
}

/// A text percent-decoded. The bytes need not be text, and a percent sign that encodes nothing stays.
pub(crate) fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, behind @ ..] = rest {
        let encoded = percent_decode(rest);
        bytes.push(encoded.unwrap_or(*first));
        rest = if encoded.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    bytes
}

/// The bytes in hexadecimal, lower case.
#[must_use]
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        text.push(digit(byte >> 4).to_ascii_lowercase());
        text.push(digit(byte & 15).to_ascii_lowercase());
    }
    text
}

/// The bytes in Base64 with padding (RFC 4648).
#[must_use]
pub(crate) fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Decodes a text in Base64. Blanks and line breaks do not matter, and padding may be missing.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let text = if text.bytes().any(is_blank) {
        Cow::Owned(text.bytes().filter(|byte| !is_blank(*byte)).collect())
    } else {
        Cow::Borrowed(text.as_bytes())
    };
    let letters = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(&text);
    STANDARD_NO_PAD.decode(letters).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_the_key_of_the_documents() {
        let mut path = String::from("/");
        percent_encode_path(&mut path, "回调 备份/a+b&c=d!'()*~%41.json");
        assert_eq!(path, "/%E5%9B%9E%E8%B0%83%20%E5%A4%87%E4%BB%BD/a%2Bb%26c%3Dd%21%27%28%29%2A~%2541.json");
    }

    #[test]
    fn percent_decodes_what_is_encoded() {
        assert_eq!(percent_decoded(b"%E6%B3%84%E9%9C%B2%20(1).mp4"), "泄露 (1).mp4".as_bytes());
        assert_eq!(percent_decoded(b"100%.mp4"), b"100%.mp4");
        assert_eq!(percent_decoded(b"%fF%zz%"), b"\xff%zz%");
    }

    #[test]
    fn hexadecimal_and_base64() {
        assert_eq!(hex(&[0x00, 0xab, 0xff]), "00abff");
        assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
    }

    #[test]
    fn base64_is_read_with_blanks_and_without_padding() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("YQ==", b"a"),
            ("YQ", b"a"),
            ("YW I=", b"ab"),
            (" YWJj\r\n", b"abc"),
            ("Y\nW\tJ jZA = =", b"abcd"),
        ] {
            assert_eq!(from_base64(text).as_deref(), Some(bytes), "{text}");
        }
        for bad in ["A", "AAAAA", "AA=A", "AB==", "A-_A", "AAAA====", "AAAA\0", "转码=="] {
            assert_eq!(from_base64(bad), None, "{bad}");
        }
    }

    #[test]
    fn shortened_between_characters() {
        for (most, cut) in [(0, ""), (2, ""), (3, "转"), (5, "转"), (6, "转码"), (7, "转码")] {
            assert_eq!(shortened("转码", most), cut);
        }
    }

    #[test]
    fn digits_of_every_sign() {
        assert_eq!(digits(0), "0");
        assert_eq!(digits(-40), "-40");
        assert_eq!(digits(i64::MIN), "-9223372036854775808");
    }

    #[test]
    fn splits_at_the_first_separator() {
        assert_eq!(split_once("a://b://c", "://"), Some(("a", "b://c")));
        assert_eq!(split_once("转[]码", "[]"), Some(("转", "码")));
        assert_eq!(split_once("abc", "://"), None);
    }
}
