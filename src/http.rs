//! Requests and responses as values. Sending is the caller's.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::json::{AsField, Field, Members, members};
use crate::time::{Millis, decimal, from_http_date};

/// A request that is ready to be sent as it is.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// `GET`, `PUT`, `POST` or `DELETE`.
    pub method: &'static str,
    /// The whole URL.
    pub url: String,
    /// The headers to set, names in lower case. `content-length` is the sender's.
    pub headers: Vec<(&'static str, String)>,
    /// How long to wait for the whole response, ms.
    pub timeout: u32,
    /// The most bytes of the response. `None`: the limit of the sender.
    pub longest_response: Option<u32>,
}

impl Members for Request {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.method.show("method", visit);
        self.url.show("url", visit);
        visit("headers", Field::Object(&Headers(&self.headers)));
        self.timeout.show("timeout", visit);
        self.longest_response.show("longest_response", visit);
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
#[expect(clippy::exhaustive_structs, reason = "programs write it as a literal, and HTTP has no more")]
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

    /// What the service's clock shows, by its `Date`.
    #[must_use]
    pub fn date(&self) -> Option<Millis> {
        self.header("date").and_then(from_http_date)
    }

    /// How long the service asks clients to wait, in ms. It is its `Retry-After`, in seconds or as a date (RFC 9110,
    /// 10.2.3).
    #[must_use]
    pub fn retry_after(&self, now: Millis) -> Option<i64> {
        let text = self.header("retry-after")?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(decimal(text.as_bytes()).saturating_mul(1000));
        }
        let until = from_http_date(text)?;
        Some(until.saturating_sub(self.date().unwrap_or(now)).max(0))
    }
}

/// What to do before a refused request is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RetryAction {
    /// Wait.
    Wait,
    /// Do nothing, but send it only once more. Its bytes may have been damaged on the way.
    Once,
    /// Sign it with the clock of the service.
    Clock,
    /// Sign it with fresh credentials.
    Credentials,
}

/// Whether log lines, headers and receipts may hold a word from outside unchanged.
pub(crate) fn is_plain(word: &str) -> bool {
    word.len() <= 128 && word.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_seconds_and_as_a_date() {
        let after = |value: &str, date: &str| {
            Response { status: 503, headers: &[("Retry-After", value), ("Date", date)], body: b"" }
                .retry_after(1_700_000_000_000)
        };
        assert_eq!(after("7", ""), Some(7_000));
        assert_eq!(after("Tue, 14 Nov 2023 22:13:25 GMT", ""), Some(5_000));
        // By the service's own clock, if it shows it.
        assert_eq!(after("Tue, 14 Nov 2023 22:13:25 GMT", "Tue, 14 Nov 2023 22:13:24 GMT"), Some(1_000));
        assert_eq!(after("Tue, 14 Nov 2023 22:00:00 GMT", ""), Some(0));
        assert_eq!(after("-1", ""), None);
        assert_eq!(after("soon", ""), None);
    }
}
