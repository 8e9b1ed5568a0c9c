//! Splits the place of a file into folder and name.

use crate::asserted::Asserted;
use crate::report::borrowed::Place;

/// Splits the place of a file into its folder and its name. The folder ends in a slash. A URL loses its query, which may
/// hold a signature.
pub(super) fn parts<'p>(place: &Place<'p>) -> (&'p str, &'p str) {
    let text = place.given_url.or(place.key).unwrap_or_default();
    let end = place.given_url.and_then(|url| url.bytes().position(|byte| matches!(byte, b'?' | b'#')));
    let path = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let name = path.bytes().rev().take_while(|byte| *byte != b'/').count();
    path.split_at_checked(path.len().minus(name)).unwrap_or_default()
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
        assert_eq!(name, "%E6%B3%84%E9%9C%B2%20(1).mp4");
        assert_eq!(url("https://h/?x=/secret").1, "");
        assert_eq!(url("nonsense").1, "nonsense");
    }
}
