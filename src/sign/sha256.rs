//! SHA-256 and HMAC-SHA-256, for the signatures of bots and webhooks and for ids.

use alloc::vec::Vec;

use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Digest256 = [u8; 32];

/// The SHA-256 digest of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Digest256 {
    Sha256::digest(bytes).into()
}

/// The length of a block of SHA-256, bytes.
const BLOCK: usize = 64;

/// HMAC-SHA-256 (RFC 2104).
///
/// Of hashes of whole texts: the generic one of the `hmac` crate keeps states of blocks, and is a KB more of module.
#[must_use]
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> Digest256 {
    let hashed;
    let key = if key.len() > BLOCK {
        hashed = sha256(key);
        &hashed
    } else {
        key
    };
    let inner = keyed(key, 0x36, message);
    keyed(key, 0x5c, &inner)
}

/// The digest of a message behind the block of a key that is combined with a byte.
fn keyed(key: &[u8], byte: u8, message: &[u8]) -> Digest256 {
    let mut keyed = Vec::with_capacity(BLOCK.saturating_add(message.len()));
    keyed.resize(BLOCK, byte);
    for (padded, byte) in keyed.iter_mut().zip(key) {
        *padded ^= byte;
    }
    keyed.extend_from_slice(message);
    sha256(&keyed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hex;

    /// RFC 4231, test cases 2 and 6: a short key, and one that is longer than a block.
    #[test]
    fn the_vectors_of_rfc_4231() {
        let short = hmac_sha256(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex(&short), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = hmac_sha256(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(hex(&long), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
