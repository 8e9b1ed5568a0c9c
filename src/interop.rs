//! Conversion of requests and responses to and from the crate [`http`](https://docs.rs/http). Clients such as hyper and reqwest
//! take and give its types.

use alloc::vec::Vec;

use crate::delivery::Delivery;
#[cfg(feature = "api")]
use crate::delivery::Reading;
use crate::http::{Request, Response};
use crate::time::Millis;

impl Request {
    /// The request as one of the crate `http`, with its body. The body is that of [`Delivery::body`], in the type that the client
    /// takes.
    ///
    /// It does not have [`Request::timeout`]; the sender keeps it.
    ///
    /// # Errors
    /// None are expected: options with which there is no request are refused before.
    pub fn to_http<B>(&self, body: B) -> Result<::http::Request<B>, ::http::Error> {
        let mut request = ::http::Request::builder().method(self.method).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        request.body(body)
    }
}

impl Delivery {
    /// As [`Delivery::on_response`], with a response of the crate `http` whose body is complete.
    pub fn on_http_response<B: AsRef<[u8]>>(&mut self, id: u32, response: &::http::Response<B>, now: Millis) {
        let headers = texts(response.headers());
        let (status, body) = (response.status().as_u16(), response.body().as_ref());
        self.on_response(id, &Response { status, headers: &headers, body }, now);
    }
}

#[cfg(feature = "api")]
impl Reading {
    /// As [`Reading::on_response`], with a response of the crate `http` whose body is complete.
    pub fn on_http_response<B: AsRef<[u8]>>(&mut self, response: &::http::Response<B>, now: Millis) {
        let headers = texts(response.headers());
        let (status, body) = (response.status().as_u16(), response.body().as_ref());
        self.on_response(&Response { status, headers: &headers, body }, now);
    }
}

/// The headers that are texts. Those of the services that matter are.
fn texts(headers: &::http::HeaderMap) -> Vec<(&str, &str)> {
    headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect()
}
