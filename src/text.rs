//! Texts as the services want them: numbers, percent, hexadecimal and Base64 encoding, and searching, all without
//! the machinery of `core::fmt` and `core::str::pattern`, which would cost the module 10 KB.

use alloc::string::String;
use alloc::vec::Vec;

use base64ct::{Base64, Encoding};

/// The decimal digits of a number. (Not `to_string`: formatting machinery costs the module bytes.)
pub(crate) fn digits(number: i64) -> String {
    let mut reversed = Vec::with_capacity(20);
    let mut rest = number.unsigned_abs();
    loop {
        reversed.push(b'0' | (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        reversed.push(b'-');
    }
    reversed.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// What stands before and after the first `separator`.
pub(crate) fn split_once<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, separator)?;
    Some((text.get(..at)?, text.get(at.saturating_add(separator.len())..)?))
}

/// The byte offset of the first `part`.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// Whether a text holds nothing but letters and digits of ASCII and some other characters of it.
pub(crate) fn is_made_of(text: &str, others: &str) -> bool {
    // (Not `contains`: its search is 300 bytes.)
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.bytes().any(|other| other == byte))
}

const UPPER: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Appends `text` with every byte percent-encoded but letters, digits and `-_.~` (RFC 3986, capital digits).
///
/// JavaScript's `encodeURIComponent` leaves `!'()*` as they are, which COS does not.
pub fn percent_encode(out: &mut String, text: &str) {
    encode(out, text, false);
}

/// Appends an object key as the path of a URL: as [`percent_encode`], but `/` stays.
pub fn percent_encode_path(out: &mut String, key: &str) {
    encode(out, key, true);
}

fn encode(out: &mut String, text: &str, keep_slash: bool) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') || (keep_slash && byte == b'/') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(digit(byte >> 4));
            out.push(digit(byte & 15));
        }
    }
}

fn digit(value: u8) -> char {
    UPPER.get(usize::from(value)).copied().unwrap_or('0')
}

/// The bytes in hexadecimal, lower case.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        text.push(digit(byte >> 4).to_ascii_lowercase());
        text.push(digit(byte & 15).to_ascii_lowercase());
    }
    text
}

/// The bytes in Base64 with padding (RFC 4648).
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// The bytes of a text in Base64, with padding or without; `None` if it is none.
pub(crate) fn base64_decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut buffer = 0_u32;
    let mut bits = 0_u32;
    let text = text.strip_suffix("=").unwrap_or(text);
    for byte in text.strip_suffix("=").unwrap_or(text).bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a' - 26),
            b'0'..=b'9' => byte.wrapping_add(52 - b'0'),
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits = bits.wrapping_add(6);
        if bits >= 8 {
            bits = bits.wrapping_sub(8);
            bytes.push((buffer >> bits) as u8);
        }
    }
    Some(bytes)
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
    fn hexadecimal_and_base64() {
        assert_eq!(hex(&[0x00, 0xab, 0xff]), "00abff");
        assert_eq!(base64(b"any carnal pleas"), "YW55IGNhcm5hbCBwbGVhcw==");
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=bytes.len() {
            assert_eq!(base64_decode(&base64(&bytes[..length])).as_deref(), Some(&bytes[..length]));
        }
        assert_eq!(base64_decode("YW 5"), None);
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
