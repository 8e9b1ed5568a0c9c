//! Requests and responses as values. Sending is the caller's.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::json::{AsField, Field, Members, members};

/// A request that is ready to be sent as it is.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// `GET` or `PUT`.
    pub method: &'static str,
    /// The whole URL.
    pub url: String,
    /// The headers to set, names in lower case. `content-length` is the sender's.
    pub headers: Vec<(&'static str, String)>,
    /// How long to wait for the whole response, ms.
    pub timeout: u32,
}

impl Members for Request {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.method.show("method", visit);
        self.url.show("url", visit);
        visit("headers", Field::Object(&Headers(&self.headers)));
        self.timeout.show("timeout", visit);
    }
}
members!(object Request);

struct Headers<'r>(&'r [(&'static str, String)]);

impl Members for Headers<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        for (name, value) in self.0 {
            visit(name, value.as_field());
        }
    }
}

/// Headers carry signatures and tokens, so they are not shown.
impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What a service answered.
#[derive(Debug, Clone, Copy)]
pub struct Response<'r> {
    /// The HTTP status.
    pub status: u16,
    /// The headers; the case of their names does not matter.
    pub headers: &'r [(&'r str, &'r str)],
    /// The body, decoded.
    pub body: &'r [u8],
}

impl<'r> Response<'r> {
    /// The value of a header.
    #[must_use]
    #[inline(never)]
    pub fn header(&self, name: &str) -> Option<&'r str> {
        self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}
