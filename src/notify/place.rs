//! Where a file lies, in parts that people know.

use alloc::vec::Vec;

use crate::report::Place;

/// The folder of an object with the slash at its end, or the host of a URL without who logs in there; and the name of the
/// file, of a URL without the query, which may hold a signature. Both may be empty.
pub(super) fn parts<'p>(place: &Place<'p>) -> (&'p str, &'p str) {
    let text = place.given_url.or(place.key).unwrap_or_default();
    let is_url = place.given_url.is_some();
    // The two slashes before the host and the one behind it.
    let mut slashes = if is_url { 0_u8 } else { 3 };
    let (mut host, mut host_end, mut name, mut end) = (0, None, 0, text.len());
    for (at, byte) in text.bytes().enumerate() {
        let behind = at.saturating_add(1);
        match byte {
            b'/' => {
                match slashes {
                    0 | 1 => host = behind,
                    2 => host_end = Some(at),
                    _ => {}
                }
                slashes = slashes.saturating_add(1).min(3);
                name = behind;
            }
            b'@' if slashes == 2 => host = behind,
            b'?' | b'#' if is_url => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    if is_url {
        let host_end = host_end.unwrap_or(end);
        let name = if slashes == 3 { name } else { end };
        (text.get(host..host_end).unwrap_or_default(), text.get(name..end).unwrap_or_default())
    } else {
        text.split_at_checked(name).unwrap_or_default()
    }
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
        let (host, name) = url("https://user:pass@cdn.example.net/v/%E6%B3%84%E9%9C%B2%20(1).mp4?sign=a/secret#t");
        assert_eq!((host, decoded(name)), ("cdn.example.net", "泄露 (1).mp4".into()));
    }

    #[test]
    fn of_odd_urls() {
        assert_eq!(url("https://h?x=/secret"), ("h", ""));
        assert_eq!(url("https://h"), ("h", ""));
        assert_eq!(url("nonsense"), ("nonsense", ""));
        assert_eq!(decoded("100%.mp4"), b"100%.mp4");
        assert_eq!(decoded("%fF%zz%"), b"\xff%zz%");
    }
}
