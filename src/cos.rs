//! COS: the requests that store and read objects, and what the responses mean. Sources: COS documents 436/7749, 436/7753,
//! 436/7730.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use md5::{Digest, Md5};

use crate::error::{Error, ErrorCode};
use crate::http::{Request, Response, RetryAction, is_plain};
use crate::redact::Secrets;
use crate::sign::Credentials;
use crate::sign::cos::{Signed, Validity, authorization};
use crate::text::{base64, digits, find, hex, percent_encode_path, split_once};
use crate::time::Millis;

pub(crate) mod errors;
#[cfg(feature = "api")]
mod listing;
use errors::{ErrorBody, Meaning};
#[cfg(feature = "outbox")]
pub(crate) use listing::{FolderPage, list_folders, read_folders};
#[cfg(feature = "api")]
pub(crate) use listing::{Listing, Object, ObjectPage, Page, list, read_objects, read_page};

/// How long a signature is valid, s. Long enough for the longest upload, short enough to be worthless when leaked.
const SIGNATURE_SECONDS: i64 = 900;

/// How far the service's clock may be behind ours, in s. If it is further behind, it finds the signature not yet valid.
const CLOCK_TOLERANCE_SECONDS: i64 = 60;

/// A bucket and the address at which it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// `https://host`, or the base URL of an endpoint other than the bucket's own. It has no slash at the end.
    origin: String,
    /// What stands before the key in the path: `/`, or `/bucket/` at another endpoint.
    root: String,
}

impl Bucket {
    /// A bucket at its own host, `https://<bucket>.cos.<region>.myqcloud.com`.
    #[must_use]
    pub fn in_region(name: &str, region: &str) -> Self {
        Bucket::at_host(name, region, ".myqcloud.com")
    }

    /// The bucket at its other host, for when the first one cannot be reached. COS gives it the host
    /// `https://<bucket>.cos.<region>.tencentcos.cn`.
    #[must_use]
    pub fn in_region_by_other_host(name: &str, region: &str) -> Self {
        Bucket::at_host(name, region, ".tencentcos.cn")
    }

    #[inline(never)]
    fn at_host(name: &str, region: &str, domain: &str) -> Self {
        Bucket { origin: ["https://", name, ".cos.", region, domain].concat(), root: "/".into() }
    }

    /// A bucket at another endpoint, such as an emulator or a gateway. The bucket is the first segment of the path.
    #[must_use]
    pub fn at_endpoint(name: &str, endpoint: &str) -> Self {
        Bucket { origin: without_slash(endpoint).into(), root: ["/", name, "/"].concat() }
    }

    fn host(&self) -> &str {
        let authority = split_once(&self.origin, "://").map_or(self.origin.as_str(), |(_, rest)| rest);
        split_once(authority, "/").map_or(authority, |(host, _)| host)
    }

    /// The path of the endpoint's URL. It is signed with the rest of the path.
    fn base_path(&self) -> &str {
        let authority = split_once(&self.origin, "://").map_or(self.origin.as_str(), |(_, rest)| rest);
        find(authority, "/").and_then(|slash| authority.get(slash..)).unwrap_or_default()
    }
}

/// An object to store.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Upload<'u> {
    /// The key.
    pub key: &'u str,
    /// The content.
    pub body: &'u [u8],
    /// Its media type.
    pub content_type: &'static str,
    /// Whether an object that is already there must stay as it is. COS ignores this on buckets that have or had
    /// versioning, so nothing may depend on it alone.
    pub keep_existing: bool,
}

/// The request that stores an object (PUT Object).
///
/// # Errors
/// As [`check_key`].
pub(crate) fn put(
    bucket: &Bucket,
    upload: Upload<'_>,
    credentials: &Credentials,
    now: Millis,
) -> Result<Request, Error> {
    check_key(upload.key)?;
    let mut headers: Vec<(&'static str, String)> = Vec::with_capacity(7);
    headers.push(("content-md5", base64(&Md5::digest(upload.body))));
    headers.push(("content-type", upload.content_type.into()));
    if upload.keep_existing {
        headers.push(("x-cos-forbid-overwrite", "true".into()));
    }
    let request = Unsigned { method: "PUT", key: upload.key, query: &[], headers };
    Ok(signed(request, bucket, credentials, now))
}

/// The request that reads an object (GET Object).
///
/// # Errors
/// As [`check_key`].
pub(crate) fn get(bucket: &Bucket, key: &str, credentials: &Credentials, now: Millis) -> Result<Request, Error> {
    check_key(key)?;
    Ok(signed(Unsigned { method: "GET", key, query: &[], headers: Vec::with_capacity(4) }, bucket, credentials, now))
}

/// The request that deletes an object (DELETE Object).
///
/// # Errors
/// As [`check_key`].
#[cfg(feature = "api")]
pub(crate) fn delete(bucket: &Bucket, key: &str, credentials: &Credentials, now: Millis) -> Result<Request, Error> {
    check_key(key)?;
    Ok(signed(Unsigned { method: "DELETE", key, query: &[], headers: Vec::with_capacity(4) }, bucket, credentials, now))
}

/// Checks that a key can be part of a URL. HTTP clients remove `.` and `..` from a path before they send it, also when they
/// are percent-encoded (WHATWG URL, path state), so that the request would be for another object. A key without
/// characters would be the bucket itself. COS has no keys that begin with a slash (COS document 436/13324).
///
/// # Errors
/// [`ErrorCode::InvalidOptions`] with `key` in [`Error::path`].
pub(crate) fn check_key(key: &str) -> Result<(), Error> {
    let is_rootless = matches!(key.as_bytes(), [] | [b'/', ..]);
    if is_rootless || key.as_bytes().split(|byte| *byte == b'/').any(|segment| matches!(segment, b"." | b"..")) {
        let reason = "the key of an object must not be empty, begin with a slash, or have `.` or `..` as a segment: \
                      no URL leads to it";
        return Err(Error::new(ErrorCode::InvalidOptions, reason).at_path("key"));
    }
    Ok(())
}

/// A request to a bucket before it is signed.
struct Unsigned<'u> {
    method: &'static str,
    /// The key of the object. Empty: the request is about the bucket itself.
    key: &'u str,
    query: &'u [(&'u str, &'u str)],
    headers: Vec<(&'static str, String)>,
}

fn signed(request: Unsigned<'_>, bucket: &Bucket, credentials: &Credentials, now: Millis) -> Request {
    let Unsigned { method, key, query, mut headers } = request;
    headers.push(("host", bucket.host().into()));
    if let Some(token) = &credentials.session_token {
        headers.push(("x-cos-security-token", token.clone()));
    }
    // The clock is the caller's, and may be anything.
    let start = now.div_euclid(1000).saturating_sub(CLOCK_TOLERANCE_SECONDS);
    let validity = Validity { start, end: start.saturating_add(SIGNATURE_SECONDS) };
    let path = [&bucket.root, key].concat();
    let signed_path = [bucket.base_path(), &path].concat();
    let pairs: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let request = Signed { method, path: &signed_path, query, headers: &pairs };
    let authorization = authorization(&credentials.secret_id, &credentials.secret_key, request, validity);
    headers.push(("authorization", authorization));
    let mut url = bucket.origin.clone();
    percent_encode_path(&mut url, &path);
    Request { method, url, headers, timeout: 0, longest_response: None }
}

/// What COS answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Answer {
    /// Done. With the object's ETag without its quotes, and the id of the request, if the response has them.
    Done {
        /// Of a simple upload the MD5 of the object, hexadecimal.
        etag: Option<String>,
        /// For questions to the service's support.
        request_id: Option<String>,
        /// Whether the bucket keeps versions, and so ignores [`Upload::keep_existing`].
        versioned: bool,
    },
    /// The object exists already, and was to be kept.
    Exists,
    /// No object has this key.
    NotFound,
    /// It may work when tried again.
    TryAgain(Refusal, RetryAction),
    /// It will not work however often it is tried.
    Refused(Refusal),
}

impl Answer {
    /// Without the secrets of the options.
    pub(crate) fn cleaned(mut self, secrets: &Secrets) -> Self {
        let (first, second) = match &mut self {
            Answer::Done { etag, request_id, .. } => (etag.as_mut(), request_id.as_mut()),
            Answer::TryAgain(Refusal { code, request_id, .. }, _)
            | Answer::Refused(Refusal { code, request_id, .. }) => (Some(code), request_id.as_mut()),
            Answer::Exists | Answer::NotFound => (None, None),
        };
        for text in [first, second].into_iter().flatten() {
            secrets.clean_text(text);
        }
        self
    }
}

/// Whether an ETag contradicts the bytes it should be of. Only 32 hexadecimal digits are an MD5: objects encrypted with
/// SSE-KMS and those uploaded in parts have other ETags.
#[must_use]
pub(crate) fn contradicts(etag: &str, bytes: &[u8]) -> bool {
    let is_md5 = etag.len() == 32 && etag.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_md5 && !hex(&Md5::digest(bytes)).eq_ignore_ascii_case(etag)
}

/// What the service gave as reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The error code, such as `NoSuchBucket`; empty if the body has none.
    pub code: String,
    /// The id of the request, for questions to the service's support.
    pub request_id: Option<String>,
    /// What a person can do about it, if that is known.
    pub help: Option<&'static str>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.describe())
    }
}

impl Refusal {
    /// The reason in words: status, code, request id.
    #[must_use]
    pub(crate) fn describe(&self) -> String {
        let status = digits(i64::from(self.status));
        let mut text = ["COS answered ", status.as_str()].concat();
        if self.code.is_empty() {
            // The status alone does not say what is wrong.
            text.push_str(match (self.status, &self.request_id) {
                (200, Some(_)) => " with an error document",
                (200 | 404, None) => " without x-cos-request-id, so it is not of COS",
                (201..=299, _) => ", which is not 200",
                _ => "",
            });
        }
        for (separator, part) in [(" ", Some(self.code.as_str())), (", request ", self.request_id.as_deref())] {
            if let Some(part) = part.filter(|part| !part.is_empty()) {
                text.push_str(separator);
                text.push_str(part);
            }
        }
        text
    }
}

/// Reads the response to [`put`] or [`get`] by the [table of errors](errors). Only status 200 says that an object was stored, or
/// that the body is all of it: 206 is a part, and 201, 202 and 204 come from something before COS.
#[must_use]
pub(crate) fn read(response: &Response<'_>) -> Answer {
    let request_id = response.header("x-cos-request-id").filter(|id| is_plain(id)).map(String::from);
    if response.status == 200 && is_of_cos(response) && !is_error_document(response.body) {
        let etag = response.header("etag").map(unquoted).filter(|etag| is_plain(etag));
        let versioned = response.header("x-cos-version-id").is_some();
        return Answer::Done { etag: etag.map(String::from), request_id, versioned };
    }
    let body = ErrorBody::of(response);
    let help = errors::help(response.status, body);
    let refusal = Refusal { status: response.status, code: body.code.into(), request_id, help };
    match errors::meaning_of(response, body) {
        Meaning::Exists => Answer::Exists,
        Meaning::NotFound => Answer::NotFound,
        Meaning::Retry(action) => Answer::TryAgain(refusal, action),
        Meaning::Final => Answer::Refused(refusal),
    }
}

/// Whether a response comes from an object store. COS has an `ETag` and an `x-cos-request-id` in every successful one. The page
/// of a proxy, or of a web server at the endpoint, has neither, and has stored nothing.
pub(crate) fn is_of_cos(response: &Response<'_>) -> bool {
    let is_there = |name| response.header(name).is_some_and(|value| !unquoted(value).is_empty());
    is_there("etag") || is_there("x-cos-request-id")
}

/// Whether a body is an error document. Object stores send one with status 200 when a request fails after its status is sent.
fn is_error_document(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    let root = match body.strip_prefix(b"<?") {
        Some(rest) => rest.iter().position(|byte| *byte == b'>').and_then(|end| rest.get(end..)).unwrap_or_default(),
        None => body,
    };
    root.strip_prefix(b">").unwrap_or(root).trim_ascii_start().starts_with(b"<Error>")
}

/// Whether the response comes from something in front of COS. Its other host may not have that in front.
#[must_use]
pub(crate) fn is_not_of_cos(response: &Response<'_>) -> bool {
    response.status >= 500 && response.header("x-cos-request-id").is_none()
}

fn without_slash(url: &str) -> &str {
    url.strip_suffix("/").unwrap_or(url)
}

/// An ETag without its quotes and without a prefix. Proxies that compress content add the prefix.
fn unquoted(etag: &str) -> &str {
    let etag = etag.strip_prefix("W/").unwrap_or(etag);
    etag.strip_prefix("\"").and_then(|etag| etag.strip_suffix("\"")).unwrap_or(etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        read(&Response { status, headers: &[("X-Cos-Request-Id", "NWU=")], body: body.as_bytes() })
    }

    #[test]
    fn reads_the_etag_without_quotes() {
        let response = Response { status: 200, headers: &[("ETag", "\"0cc1\"")], body: b"" };
        assert_eq!(read(&response), Answer::Done { etag: Some("0cc1".into()), request_id: None, versioned: false });
    }

    #[test]
    fn tells_errors_that_pass_from_errors_that_stay() {
        assert_eq!(answer(409, "<Error><Code>FileAlreadyExists</Code></Error>"), Answer::Exists);
        assert_eq!(answer(404, ""), Answer::NotFound);
        let of_proxy = Response { status: 404, headers: &[], body: b"<html>404</html>" };
        assert!(matches!(read(&of_proxy), Answer::TryAgain(_, RetryAction::Wait)));
        assert!(matches!(answer(404, "<Error><Code>NoSuchBucket</Code></Error>"), Answer::Refused(_)));
        let action = |status: u16, code: &str, message: &str| {
            let body = ["<Error><Code>", code, "</Code><Message>", message, "</Message></Error>"].concat();
            match answer(status, &body) {
                Answer::TryAgain(_, action) => Some(action),
                _ => None,
            }
        };
        assert_eq!(action(503, "SlowDown", ""), Some(RetryAction::Wait));
        assert_eq!(action(500, "", ""), Some(RetryAction::Wait));
        assert_eq!(action(400, "RequestTimeout", ""), Some(RetryAction::Wait));
        assert_eq!(action(400, "BadDigest", ""), Some(RetryAction::Once));
        assert_eq!(action(400, "ExpiredToken", ""), Some(RetryAction::Credentials));
        assert_eq!(action(403, "AccessDenied", "ExpiredToken: the token is too old"), Some(RetryAction::Credentials));
        assert_eq!(action(403, "RequestTimeTooSkewed", ""), Some(RetryAction::Clock));
        assert_eq!(action(403, "AccessDenied", "Request has expired"), Some(RetryAction::Clock));
        assert_eq!(action(403, "SignatureDoesNotMatch", "Request has expired"), None);
        assert_eq!(action(402, "PaymentRequired", ""), None);
        assert_eq!(action(451, "UnavailableForLegalReasons", ""), None);
        assert!(matches!(answer(501, "<Error><Code>NotImplemented</Code></Error>"), Answer::Refused(_)));
        let Answer::Refused(refusal) = answer(403, "<Error><Code>AccessDenied</Code></Error>") else {
            panic!("403 stays");
        };
        assert_eq!(refusal.describe(), "COS answered 403 AccessDenied, request NWU=");
        #[cfg(feature = "api")]
        {
            assert!(refusal.help.unwrap().contains("cos:PutObject"));
            let help = |status, code: &str| match answer(status, &["<Error><Code>", code, "</Code></Error>"].concat()) {
                Answer::Refused(refusal) => refusal.help,
                other => panic!("{other:?}"),
            };
            assert!(help(404, "NoSuchBucket").unwrap().contains("COS_BUCKET"));
            assert_eq!(help(451, "UnavailableForLegalReasons"), None);
        }
        for (status, headers, body, reason) in [
            (200, [("a", "b")], "", "COS answered 200 without x-cos-request-id, so it is not of COS"),
            (200, [("x-cos-request-id", "i")], "<Error>", "COS answered 200 with an error document, request i"),
            (404, [("a", "b")], "<html>", "COS answered 404 without x-cos-request-id, so it is not of COS"),
            (204, [("x-cos-request-id", "i")], "", "COS answered 204, which is not 200, request i"),
            (206, [("etag", "\"e\"")], "a", "COS answered 206, which is not 200"),
        ] {
            let Answer::TryAgain(refusal, _) = read(&Response { status, headers: &headers, body: body.as_bytes() })
            else {
                panic!("{status} is not a success");
            };
            assert_eq!(refusal.describe(), reason);
        }
    }

    #[test]
    fn a_code_with_markup_or_line_breaks_is_not_passed_on() {
        let Answer::Refused(refusal) = answer(403, "<Code>a\nb\"c</Code>") else { panic!("403 stays") };
        assert_eq!(refusal.code, "");
    }

    #[test]
    fn only_an_md5_can_contradict() {
        assert!(!contradicts("d41d8cd98f00b204e9800998ecf8427e", b""));
        assert!(!contradicts("D41D8CD98F00B204E9800998ECF8427E", b""));
        assert!(contradicts("d41d8cd98f00b204e9800998ecf8427f", b""));
        assert!(!contradicts("d41d8cd98f00b204e9800998ecf8427f-2", b""));
        assert!(!contradicts("encrypted-with-a-key-of-the-owner", b""));
    }

    #[test]
    fn the_base_path_of_an_endpoint_is_signed() {
        let bucket = Bucket::at_endpoint("b-125", "http://127.0.0.1:9000/cos/");
        assert_eq!((bucket.host(), bucket.base_path()), ("127.0.0.1:9000", "/cos"));
        let credentials = Credentials { secret_id: "i".into(), secret_key: "k".into(), session_token: None };
        assert_eq!(get(&bucket, "a b", &credentials, 0).unwrap().url, "http://127.0.0.1:9000/cos/b-125/a%20b");
    }

    #[test]
    fn what_clients_would_make_another_object_of_is_refused() {
        let bucket = Bucket::in_region("b-125", "ap-tokyo");
        let credentials = Credentials { secret_id: "i".into(), secret_key: "k".into(), session_token: None };
        for key in ["", "/", "/a", "//a", ".", "..", "a/..", "../a", "a/../b", "a/./b", "./a", "a/."] {
            let upload = Upload { key, body: b"", content_type: "text/plain", keep_existing: false };
            for request in [
                get(&bucket, key, &credentials, 0),
                put(&bucket, upload, &credentials, 0),
                #[cfg(feature = "api")]
                delete(&bucket, key, &credentials, 0),
            ] {
                let error = request.unwrap_err();
                assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("key")), "{key}");
            }
        }
        // Only whole segments are removed; what is a percent sign in the key is one after decoding, too.
        for (key, path) in
            [("a/..b", "a/..b"), ("a../b.", "a../b."), ("...", "..."), ("%2e%2e/a", "%252e%252e/a"), ("a//b", "a//b")]
        {
            let url = get(&bucket, key, &credentials, 0).unwrap().url;
            assert_eq!(url, ["https://b-125.cos.ap-tokyo.myqcloud.com/", path].concat());
        }
    }

    #[test]
    fn an_error_document_with_status_200_is_retried() {
        for body in [
            "<Error><Code>InternalError</Code></Error>",
            "<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>SlowDown</Code></Error>",
            " <Error>",
        ] {
            assert!(matches!(answer(200, body), Answer::TryAgain(_, RetryAction::Wait)), "{body}");
        }
        for body in ["{\"a\":\"<Error><Code>\"}", "<ListBucketResult><Name>Error</Name></ListBucketResult>", "<?xml"] {
            assert!(matches!(answer(200, body), Answer::Done { .. }), "{body}");
        }
        let without_etag = Response { status: 200, headers: &[("ETag", "\"\"")], body: b"" };
        assert!(matches!(read(&without_etag), Answer::TryAgain(_, RetryAction::Wait)));
    }

    #[test]
    fn only_200_says_that_an_object_was_stored_or_read() {
        assert!(matches!(answer(200, ""), Answer::Done { .. }));
        for status in [201, 202, 203, 204, 205, 206, 207, 226, 299] {
            assert!(matches!(answer(status, ""), Answer::TryAgain(_, RetryAction::Wait)), "{status}");
        }
        for status in [100, 199, 300, 304] {
            assert!(matches!(answer(status, ""), Answer::Refused(_)), "{status}");
        }
    }
}
