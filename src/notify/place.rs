//! Where a file lies, in parts that people know: its name, its folder, its host.

use alloc::vec::Vec;

use crate::report::Place;
use crate::text::split_once;

/// The name of a file without its folder; of a URL without the query, which may hold a signature. It may be empty.
pub(super) fn name<'p>(place: &Place<'p>) -> &'p str {
    let path = path(place);
    path.get(behind_last(path, b'/')..).unwrap_or_default()
}

/// The folder of an object with the slash at its end; empty for a URL and at the root.
pub(super) fn folder<'p>(place: &Place<'p>) -> &'p str {
    if place.given_url.is_some() {
        return "";
    }
    let path = path(place);
    path.get(..behind_last(path, b'/')).unwrap_or_default()
}

/// The host of a URL, without who logs in there.
pub(super) fn host<'p>(place: &Place<'p>) -> Option<&'p str> {
    let authority = authority_and_path(place.given_url?).0;
    authority.get(behind_last(authority, b'@')..)
}

fn path<'p>(place: &Place<'p>) -> &'p str {
    place.given_url.map_or(place.key.unwrap_or_default(), |url| authority_and_path(url).1)
}

/// The index behind the last such byte.
fn behind_last(text: &str, byte: u8) -> usize {
    text.bytes().rposition(|other| other == byte).map_or(0, |at| at.saturating_add(1))
}

fn authority_and_path(url: &str) -> (&str, &str) {
    let rest = split_once(url, "://").map_or(url, |(_, rest)| rest);
    let end = rest.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or_default();
    split_once(rest, "/").unwrap_or((rest, ""))
}

/// Percent-decoded; that need not be text.
pub(super) fn decoded(name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let mut byte = *first;
        if let (b'%', [high, low, behind @ ..]) = (byte, rest) {
            if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() {
                byte = (digit(*high) << 4) | digit(*low);
                rest = behind;
            }
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

    fn url(url: &str) -> Place<'_> {
        Place { given_url: Some(url), ..Place::default() }
    }

    #[test]
    fn of_an_object() {
        let place = Place { key: Some("a/b/c.mp4"), bucket: Some("b-1"), ..Place::default() };
        assert_eq!((name(&place), folder(&place), host(&place)), ("c.mp4", "a/b/", None));
        let place = Place { key: Some("c.mp4"), ..Place::default() };
        assert_eq!((name(&place), folder(&place)), ("c.mp4", ""));
    }

    #[test]
    fn of_a_url_without_what_is_secret_in_it() {
        let place = url("https://user:pass@cdn.example.net/v/%E6%B3%84%E9%9C%B2%20(1).mp4?sign=secret#t");
        assert_eq!(decoded(name(&place)), "泄露 (1).mp4".as_bytes());
        assert_eq!((folder(&place), host(&place)), ("", Some("cdn.example.net")));
    }

    #[test]
    fn of_odd_urls() {
        assert_eq!(decoded(name(&url("https://h/100%.mp4"))), b"100%.mp4");
        assert_eq!(decoded(name(&url("https://h/%fF%zz%"))), b"\xff%zz%");
        assert_eq!(name(&url("https://h?x=/secret")), "");
        assert_eq!(host(&url("nonsense")), Some("nonsense"));
    }
}
