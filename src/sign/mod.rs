//! Signatures of the services, computed from values alone: the time is an argument.

pub mod cos;
pub mod tc3;

use alloc::string::String;
use core::fmt;

/// What requests are signed with: a permanent key pair, or a temporary one with its session token.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Names the key pair.
    pub secret_id: String,
    /// Signs. Never leaves the core.
    pub secret_key: String,
    /// Goes with temporary key pairs, such as those of a function's execution role.
    pub session_token: Option<String>,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credentials { .. }")
    }
}
