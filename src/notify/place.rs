//! Where a file lies, in parts that people know.

use alloc::vec::Vec;

use crate::report::borrowed::Place;

/// The folder of a file with the slash at its end, and its name; of a URL without the query, which may hold a signature.
pub(super) fn parts<'p>(place: &Place<'p>) -> (&'p str, &'p str) {
    let text = place.given_url.or(place.key).unwrap_or_default();
    let mut name = 0;
    let mut end = text.len();
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'/' {
            name = at.wrapping_add(1);
        } else if matches!(byte, b'?' | b'#') && place.given_url.is_some() {
            end = at;
            break;
        }
    }
    (text.get(..name).unwrap_or_default(), text.get(name..end).unwrap_or_default())
}

/// Percent-decoded; that need not be text.
pub(super) fn decoded(name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let mut byte = *first;
        if let (b'%', [high, low, behind @ ..]) = (byte, rest)
            && high.is_ascii_hexdigit()
            && low.is_ascii_hexdigit()
        {
            byte = (digit(*high) << 4) | digit(*low);
            rest = behind;
        }
        bytes.push(byte);
    }
    bytes
}

/// The value of a hexadecimal digit.
const fn digit(byte: u8) -> u8 {
    (byte & 15).wrapping_add(if byte > b'9' { 9 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(url: &str) -> (&str, &str) {
        parts(&Place { given_url: Some(url), ..Place::default() })
    }

    #[test]
    fn of_an_object() {
        let key = |key| parts(&Place { key: Some(key), bucket: Some("b-1"), ..Place::default() });
        assert_eq!(key("a/b/c?.mp4"), ("a/b/", "c?.mp4"));
        assert_eq!(key("c.mp4"), ("", "c.mp4"));
        assert_eq!(key("a/"), ("a/", ""));
    }

    #[test]
    fn of_a_url_without_what_is_secret_in_it() {
        let (_, name) = url("https://user:pass@cdn.example.net/v/%E6%B3%84%E9%9C%B2%20(1).mp4?sign=a/secret#t");
        assert_eq!(decoded(name), "泄露 (1).mp4".as_bytes());
        assert_eq!(url("https://h/?x=/secret").1, "");
        assert_eq!(url("nonsense").1, "nonsense");
    }

    #[test]
    fn what_is_not_encoded_stays() {
        assert_eq!(decoded("100%.mp4"), b"100%.mp4");
        assert_eq!(decoded("%fF%zz%"), b"\xff%zz%");
    }
}
