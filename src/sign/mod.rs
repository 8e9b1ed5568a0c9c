//! Signatures of the services, computed from values alone: the time is an argument.

pub mod cos;
pub mod notification;
pub mod tc3;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use hmac_sha1_compact::{HMAC as HmacSha1, Hash as Sha1};
use sha2::{Digest, Sha256};

use crate::redact::Secrets;

/// The credentials that sign requests. They are a permanent key pair, or a temporary one with its session token.
#[derive(Clone, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal, and key pairs have no more")]
pub struct Credentials {
    /// Names the key pair.
    pub secret_id: String,
    /// Signs. Never leaves the core.
    pub secret_key: String,
    /// Goes with temporary key pairs, such as those of a function's execution role.
    pub session_token: Option<String>,
}

impl Credentials {
    /// Adds them to what texts must not show.
    pub(crate) fn add_to(&self, secrets: &mut Secrets) {
        for text in [Some(&self.secret_id), Some(&self.secret_key), self.session_token.as_ref()].into_iter().flatten() {
            secrets.add(text);
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials { .. }")
    }
}

/// The SHA-256 of bytes.
#[inline(never)]
pub(crate) fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn sha1(bytes: &[u8]) -> Vec<u8> {
    Sha1::hash(bytes).to_vec()
}

/// The HMAC-SHA1 of a message (RFC 2104).
fn hmac_sha1(key: &[u8], message: &str) -> Vec<u8> {
    HmacSha1::mac(message.as_bytes(), key).to_vec()
}

/// The HMAC-SHA256 of a message (RFC 2104).
#[inline(never)]
pub(crate) fn hmac_sha256(key: &[u8], message: &str) -> Vec<u8> {
    // A key may have any length. Should that change, the service refuses the signature.
    let mac = Hmac::<Sha256>::new_from_slice(key);
    mac.map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hex;

    /// RFC 4231, test cases 2 and 6. One has a short key, the other one that is longer than a block.
    #[test]
    fn the_vectors_of_rfc_4231() {
        let short = hmac_sha256(b"Jefe", "what do ya want for nothing?");
        assert_eq!(hex(&short), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = hmac_sha256(&[0xaa; 131], "Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(hex(&long), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
