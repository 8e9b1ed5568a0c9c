//! Passwords before an `@` without the slashes of a URL: `mailto:user:password@host`, `user:password@tcp(host:3306)/name`.

use crate::asserted::Asserted;

/// The most bytes before the `@`, and of the host behind it.
const MAX_USER: usize = 128;

/// Schemes of addresses that have a user and no slashes.
const SCHEMES: [&[u8]; 6] = [b"mailto", b"sip", b"sips", b"smtp", b"ftp", b"ssh"];

/// Where the password begins before the `@` at an index.
#[inline(never)]
pub(super) fn password(text: &[u8], at: usize) -> Option<usize> {
    let before = text.get(at.saturating_sub(MAX_USER)..at)?;
    let is_end = |byte: &u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b',' | b'/' | b'=' | b'(')
    };
    let length = before.iter().rev().take_while(|byte| !is_end(byte)).count();
    let word = before.get(before.len().minus(length)..)?;
    let mut parts = word.splitn(2, |byte| *byte == b':');
    let (user, mut password) = (parts.next()?, parts.next()?);
    let is_address = SCHEMES.iter().any(|scheme| user.eq_ignore_ascii_case(scheme));
    if is_address {
        password = password.splitn(2, |byte| *byte == b':').nth(1)?;
    }
    let is_user = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'%' | b'+' | 0x80..);
    let is_pair = !user.is_empty() && user.iter().all(is_user) && !password.is_empty();
    let is_password = is_pair && (is_address || is_host(text, at.plus(1)));
    is_password.then(|| at.minus(password.len()))
}

/// Whether what begins at an index is a host with a port, a path or a protocol, which the host of a mail address has not.
fn is_host(text: &[u8], start: usize) -> bool {
    let rest = text.get(start..).unwrap_or_default();
    let is_of_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let length = rest.iter().take(MAX_USER).take_while(|byte| is_of_host(byte)).count();
    // Images have a digest there.
    let is_digest = rest.starts_with(b"sha256:") || rest.starts_with(b"sha512:");
    match rest.get(length..) {
        Some([b':', next, ..]) => length > 0 && next.is_ascii_digit() && !is_digest,
        Some([b'/' | b'(', ..]) => length > 0,
        _ => false,
    }
}
