//! The signature of COS requests, `q-sign-algorithm=sha1` (COS document 436/7778).

use alloc::string::String;
use alloc::vec::Vec;

use super::{hmac_sha1, sha1};
use crate::text::{digits, hex, percent_encode};

/// The part of a request that is signed.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal, and the document signs no more")]
pub struct Signed<'r> {
    /// The method; its case does not matter.
    pub method: &'r str,
    /// The path of the URL as it was before percent-encoding, beginning with `/`. (Signing the encoded path is
    /// the commonest way to get `SignatureDoesNotMatch`.)
    pub path: &'r str,
    /// The query parameters, not yet encoded.
    pub query: &'r [(&'r str, &'r str)],
    /// The headers to sign, `host` among them.
    pub headers: &'r [(&'r str, &'r str)],
}

/// From when to when a signature is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal, and a range has no more")]
pub struct Validity {
    /// The first second, Unix time.
    pub start: i64,
    /// The last second, Unix time.
    pub end: i64,
}

/// The value of the `Authorization` header.
#[must_use]
pub fn authorization(secret_id: &str, secret_key: &str, request: Signed<'_>, validity: Validity) -> String {
    let key_time = [digits(validity.start).as_str(), ";", &digits(validity.end)].concat();
    let (parameter_names, parameters) = canonical(request.query);
    let (header_names, headers) = canonical(request.headers);

    let method = request.method.to_ascii_lowercase();
    let http_string = [&method, "\n", request.path, "\n", &parameters, "\n", &headers, "\n"].concat();
    let hashed = hex(&sha1(http_string.as_bytes()));
    let string_to_sign = ["sha1\n", &key_time, "\n", &hashed, "\n"].concat();
    // The second key is the hexadecimal text of the first signature, not its bytes.
    let sign_key = hex(&hmac_sha1(secret_key.as_bytes(), &key_time));
    let signature = hex(&hmac_sha1(sign_key.as_bytes(), &string_to_sign));

    [
        "q-sign-algorithm=sha1&q-ak=",
        secret_id,
        "&q-sign-time=",
        &key_time,
        "&q-key-time=",
        &key_time,
        "&q-header-list=",
        &header_names,
        "&q-url-param-list=",
        &parameter_names,
        "&q-signature=",
        &signature,
    ]
    .concat()
}

/// The names joined by `;` and the pairs joined by `&`. Both are encoded and sorted by name.
fn canonical(pairs: &[(&str, &str)]) -> (String, String) {
    // Sorted by insertion: a request has a handful of pairs, and the library's sort is 5 KB of module.
    let mut encoded: Vec<(String, String)> = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        let mut encoded_name = String::new();
        percent_encode(&mut encoded_name, name);
        encoded_name.make_ascii_lowercase();
        let mut pair = encoded_name.clone();
        pair.push('=');
        percent_encode(&mut pair, value);
        let at = encoded.iter().position(|(other, _)| *other > encoded_name).unwrap_or(encoded.len());
        encoded.insert(at, (encoded_name, pair));
    }
    let mut names = String::new();
    let mut joined = String::new();
    for (name, pair) in &encoded {
        if !names.is_empty() {
            names.push(';');
            joined.push('&');
        }
        names.push_str(name);
        joined.push_str(pair);
    }
    (names, joined)
}
