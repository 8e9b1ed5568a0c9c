//! The signature of API 3.0 requests, `TC3-HMAC-SHA256` (API document "Signature v3", 213/30654).

use alloc::string::String;

use super::{hmac_sha256, sha256};
use crate::text::{digits, hex};
use crate::time::{Millis, iso8601};

/// The part of a request that is signed: a `POST` to `/` without query.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal, and the document signs no more")]
pub struct Signed<'r> {
    /// The service's name, such as `scf`.
    pub service: &'r str,
    /// The `host` header.
    pub host: &'r str,
    /// The `content-type` header, byte for byte.
    pub content_type: &'r str,
    /// The body.
    pub body: &'r [u8],
    /// The time in the header `x-tc-timestamp`. The day of the scope is its day in UTC.
    pub time: Millis,
}

/// The value of the `Authorization` header.
#[must_use]
pub fn authorization(secret_id: &str, secret_key: &str, request: Signed<'_>) -> String {
    let body = hex(&sha256(request.body));
    let canonical =
        ["POST\n/\n\ncontent-type:", request.content_type, "\nhost:", request.host, "\n\ncontent-type;host\n", &body]
            .concat();
    let instant = iso8601(request.time);
    let date = instant.get(..10).unwrap_or_default();
    let scope = [date, "/", request.service, "/tc3_request"].concat();
    let timestamp = digits(request.time.div_euclid(1000));
    let hashed = hex(&sha256(canonical.as_bytes()));
    let string_to_sign = ["TC3-HMAC-SHA256\n", &timestamp, "\n", &scope, "\n", &hashed].concat();

    // Unlike COS, each key is the bytes of the signature before it, not their hexadecimal text.
    let mut key = hmac_sha256(["TC3", secret_key].concat().as_bytes(), date);
    for part in [request.service, "tc3_request", string_to_sign.as_str()] {
        key = hmac_sha256(&key, part);
    }
    ["TC3-HMAC-SHA256 Credential=", secret_id, "/", &scope, ", SignedHeaders=content-type;host, Signature=", &hex(&key)]
        .concat()
}
