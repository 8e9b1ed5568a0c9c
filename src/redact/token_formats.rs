//! Secrets that their shape alone gives away, whatever names them or not: keys with a prefix that only keys of a service have, web
//! tokens, private keys in PEM, and credentials behind `Bearer` or `Basic`.

use crate::asserted::Asserted;

use super::value::{self, Hidden};

/// What a key begins with, and how many bytes it has.
struct Prefix {
    bytes: &'static [u8],
    /// The least bytes of the key with its prefix.
    least: usize,
    /// The most bytes; what is longer is another word.
    most: usize,
}

const fn prefix(bytes: &'static [u8], least: usize, most: usize) -> Prefix {
    Prefix { bytes, least, most }
}

/// The prefixes that the services document, each with the lengths that their keys have.
static PREFIXES: [Prefix; 17] = [
    // Tencent Cloud: <https://cloud.tencent.com/document/product/598/40488>; temporary ones are longer.
    prefix(b"AKID", 32, 256),
    // AWS: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>.
    prefix(b"AKIA", 20, 20),
    prefix(b"ASIA", 20, 20),
    // Alibaba Cloud.
    prefix(b"LTAI", 16, 32),
    // Google.
    prefix(b"AIza", 39, 39),
    // GitHub: <https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github>.
    prefix(b"ghp_", 36, 256),
    prefix(b"gho_", 36, 256),
    prefix(b"ghu_", 36, 256),
    prefix(b"ghs_", 36, 256),
    prefix(b"ghr_", 36, 256),
    prefix(b"github_pat_", 40, 256),
    // GitLab.
    prefix(b"glpat-", 20, 256),
    // Slack: <https://docs.slack.dev/authentication/tokens>.
    prefix(b"xoxb-", 20, 256),
    prefix(b"xoxp-", 20, 256),
    prefix(b"xoxa-", 20, 256),
    prefix(b"xoxs-", 20, 256),
    prefix(b"xapp-", 20, 256),
];

/// Whether a word has the first letters of one of these keys or tokens.
#[inline]
pub(super) const fn may_begin(word: &[u8]) -> bool {
    matches!(
        word,
        [b'A', b'K' | b'S' | b'I', ..]
            | [b'L', b'T', ..]
            | [b'g', b'h' | b'i' | b'l', ..]
            | [b'x', b'o' | b'a', ..]
            | [b'e', b'y', ..]
    )
}

/// The secret that begins with the word at an index.
#[inline(never)]
pub(super) fn at(text: &[u8], at: usize) -> Option<(Hidden, usize)> {
    let word = text.get(at..)?;
    match word.first()? {
        b'A' | b'L' | b'g' | b'x' => key(word).map(|length| (Hidden::Range(at.plus(length)), at)),
        b'e' => web_token(word).map(|length| (Hidden::Range(at.plus(length)), at)),
        b'B' | b'b' => credentials(text, at),
        b'-' => private_key(text, at),
        _ => None,
    }
}

/// The length of a key with a known prefix.
fn key(word: &[u8]) -> Option<usize> {
    let prefix = PREFIXES.iter().find(|prefix| word.starts_with(prefix.bytes))?;
    let length = word.iter().take(prefix.most.plus(1)).take_while(|byte| is_key_letter(byte)).count();
    (prefix.least..=prefix.most).contains(&length).then_some(length)
}

fn is_key_letter(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// `{"` in Base64, which the header of a web token begins with (RFC 7515).
const WEB_TOKEN: &[u8] = b"eyJ";

/// The length of a JSON Web Token: three parts of Base64, of which the last may be empty, or five (RFC 7516).
fn web_token(word: &[u8]) -> Option<usize> {
    const LEAST: usize = 10;
    if !word.starts_with(WEB_TOKEN) {
        return None;
    }
    let length = word.iter().take_while(|byte| is_key_letter(byte) || **byte == b'.').count();
    #[cfg(test)]
    value::looked_at::add(0, length);
    let mut parts = word.get(..length)?.split(|byte| *byte == b'.');
    let are_long = parts.next()?.len() >= LEAST && parts.next()?.len() >= LEAST;
    // A full stop may end the sentence.
    let is_token = are_long && parts.next().is_some_and(|signature| !signature.is_empty());
    let length = length.minus(word.get(..length)?.iter().rev().take_while(|byte| **byte == b'.').count());
    is_token.then_some(length)
}

/// The credentials behind the word `Bearer` or `Basic` at an index, if they look like some.
fn credentials(text: &[u8], at: usize) -> Option<(Hidden, usize)> {
    let rest = text.get(at..)?;
    let begins = |scheme: &[u8]| rest.get(..scheme.len()).is_some_and(|word| word.eq_ignore_ascii_case(scheme));
    let (is_basic, length) = match () {
        () if begins(b"bearer ") => (false, 7),
        () if begins(b"basic ") => (true, 6),
        () => return None,
    };
    let start = value::behind_blanks(text, at.plus(length), |byte| *byte == b' ');
    let end = value::word_end(text, start, text.len());
    let word = text.get(start..end)?;
    let is_secret = if is_basic { is_user_and_password(word) } else { value::is_opaque(word) };
    is_secret.then_some((Hidden::Range(end), start))
}

/// Whether a word is Base64 of `user:password` (RFC 7617).
fn is_user_and_password(word: &[u8]) -> bool {
    let text = core::str::from_utf8(word).ok().and_then(crate::text::from_base64);
    text.is_some_and(|text| text.contains(&b':') && core::str::from_utf8(&text).is_ok())
}

/// The content of a private key in PEM that begins at an index (RFC 7468). One that is cut goes to the end of the text.
fn private_key(text: &[u8], at: usize) -> Option<(Hidden, usize)> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    const END: &[u8] = b"-----END";
    const DASHES: &[u8] = b"-----";
    const LONGEST_LABEL: usize = 64;
    let rest = text.get(at..)?.strip_prefix(BEGIN)?;
    let label = rest.get(..LONGEST_LABEL).unwrap_or(rest);
    let length = label.windows(DASHES.len()).position(|window| window == DASHES)?;
    let is_private = label.get(..length)?.windows(11).any(|window| window == b"PRIVATE KEY");
    if !is_private {
        return None;
    }
    let first = at.plus(BEGIN.len()).plus(length).plus(DASHES.len());
    let content = text.get(first..)?;
    let length = content.windows(END.len()).position(|window| window == END).unwrap_or(content.len());
    #[cfg(test)]
    value::looked_at::add(0, length);
    let content = content.get(..length)?;
    let start = first.plus(length).minus(content.trim_ascii_start().len());
    Some((Hidden::Range(first.plus(content.trim_ascii_end().len())), start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::hints;

    #[test]
    fn every_prefix_has_a_hint() {
        for prefix in PREFIXES.iter().map(|prefix| prefix.bytes).chain([WEB_TOKEN, b"Bearer", b"BASIC", b"PRIVATE KEY"])
        {
            assert!(hints::has_any(prefix), "{prefix:?}");
        }
    }
}
