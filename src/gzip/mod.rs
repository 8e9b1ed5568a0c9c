//! Gzip (RFC 1952, RFC 1951): what batches of logs come in, and what they are stored in.

mod inflate;
mod pack;
mod unpack;

pub(crate) use pack::pack;
pub(crate) use unpack::{MAX_INFLATED, unpack};
