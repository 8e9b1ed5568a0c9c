//! Models of the services: COS, the API of SCF and group bots, as their documents describe them, errors included.

use std::collections::BTreeMap;

use md5::{Digest, Md5};
use mps_webhook::Request;

use crate::random::Random;

/// What a service does to a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fate {
    Fine,
    /// Answered with an error, nothing done: status, code, message.
    Refused(u16, &'static str, &'static str),
    /// Throttled: come back in so many seconds.
    Throttled(u32),
    /// A proxy's web page instead of the service's answer, nothing done.
    Page(u16),
    /// Done, but no answer comes.
    AnswerLost,
    /// Done, but the connection breaks during the answer.
    ResetAfter,
    /// The connection breaks before anything is done.
    ResetBefore,
    /// Done, but only after so many ms.
    Slow(i64),
    /// Done, but the answer says something else about the bytes.
    WrongEtag,
    /// A read whose bytes were damaged on the way.
    Damaged,
}

/// What comes back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// COS §"Error codes": what passes and what stays.
const COS_ERRORS: &[(u16, &str, &str)] = &[
    (400, "BadDigest", ""),
    (400, "BadRequest", ""),
    (400, "EntityTooLarge", ""),
    (400, "ExpiredToken", ""),
    (400, "IncompleteBody", ""),
    (400, "InvalidArgument", ""),
    (400, "InvalidDigest", ""),
    (400, "KeyTooLong", ""),
    (400, "RequestTimeout", ""),
    (400, "UserNetworkTooSlow", ""),
    (402, "PaymentRequired", ""),
    (403, "AccessDenied", ""),
    (403, "AccessDenied", "Request has expired"),
    (403, "InvalidAccessKeyId", ""),
    (403, "RequestTimeTooSkewed", ""),
    (403, "SignatureDoesNotMatch", ""),
    (404, "NoSuchBucket", ""),
    (405, "MethodNotAllowed", ""),
    (409, "ObjectLocked", ""),
    (409, "PathConflict", ""),
    (409, "UploadConflict", ""),
    (411, "MissingContentLength", ""),
    (412, "PreconditionFailed", ""),
    (416, "InvalidRange", ""),
    (451, "UnavailableForLegalReasons", ""),
    (500, "InternalError", ""),
    (501, "NotImplemented", ""),
    (503, "KmsFreqControl", ""),
    (503, "ServiceUnavailable", ""),
    (503, "SlowDown", ""),
];

const API_ERRORS: &[&str] = &[
    "InternalError",
    "InternalError.SystemError",
    "RequestLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
    "ResourceUnavailable",
    "ResourceInsufficient",
    "AuthFailure.SignatureExpire",
    "AuthFailure.TokenFailure",
    "AuthFailure.SignatureFailure",
    "UnauthorizedOperation",
    "InvalidParameterValue.ClientContext",
    "ResourceNotFound.Function",
    "FailedOperation.FunctionStatusError",
    "FailedOperation.InsufficientBalance",
    "LimitExceeded",
];

const BOT_ERRORS: &[&str] =
    &["-1", "40001", "40008", "40033", "40035", "40058", "44004", "45002", "45009", "45033", "93000"];

impl Fate {
    /// Something that goes wrong with a request to COS.
    pub fn of_cos(random: &mut Random, method: &str) -> Fate {
        match random.below(12) {
            0..=3 => {
                let (status, code, message) = *random.pick(COS_ERRORS);
                Fate::Refused(status, code, message)
            }
            4 => Fate::Throttled(random.below(4) as u32),
            5 => Fate::Page(*random.pick(&[500, 502, 503, 504, 403])),
            6 => Fate::AnswerLost,
            7 => Fate::ResetAfter,
            8 | 9 => Fate::ResetBefore,
            10 => Fate::Slow(random.between(200, 20_000)),
            _ if method == "GET" => Fate::Damaged,
            _ => Fate::WrongEtag,
        }
    }

    /// Something that goes wrong with a request to a bot or to the API.
    pub fn of_target(random: &mut Random, is_bot: bool) -> Fate {
        match random.below(9) {
            0..=3 if is_bot => Fate::Refused(200, random.pick::<&str>(BOT_ERRORS), ""),
            0..=3 => Fate::Refused(200, random.pick::<&str>(API_ERRORS), ""),
            4 => Fate::Page(*random.pick(&[200, 500, 502, 503])),
            5 => Fate::AnswerLost,
            6 => Fate::ResetAfter,
            7 => Fate::ResetBefore,
            _ => Fate::Slow(random.between(200, 20_000)),
        }
    }
}

/// How a bucket takes `x-cos-forbid-overwrite`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// As asked.
    Plain,
    /// It keeps versions, ignores the header and sends `x-cos-version-id`.
    Versioned,
    /// Its versioning is suspended: it ignores the header and says nothing.
    Suspended,
}

/// A bucket: objects by key, and how often each was written.
pub struct Cos {
    pub kind: Bucket,
    /// Whether ETags are those of SSE-KMS, which are not MD5.
    pub encrypts: bool,
    pub objects: BTreeMap<String, Vec<u8>>,
    pub writes: BTreeMap<String, u32>,
}

/// Seconds by a service's clock, as HTTP has them. (The model lives in one hour of one day.)
pub fn http_date(now: i64) -> String {
    let second = now.div_euclid(1000).rem_euclid(86_400);
    let day = now.div_euclid(86_400_000) - 19_675; // since 14 November 2023
    format!("Tue, {:02} Nov 2023 {:02}:{:02}:{:02} GMT", 14 + day, second / 3600, second / 60 % 60, second % 60)
}

pub fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| value.as_str())
}

fn cos_error(status: u16, code: &str, message: &str, now: i64) -> Reply {
    let body = ["<Error><Code>", code, "</Code><Message>", message, "</Message></Error>"].concat().into_bytes();
    Reply { status, headers: vec![("x-cos-request-id", "NWU=".into()), ("date", http_date(now))], body }
}

pub fn page(status: u16) -> Reply {
    Reply { status, headers: Vec::new(), body: b"<html>Bad Gateway</html>".to_vec() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Cos {
    /// Why COS does not let the request in, by its clock and the token that is valid.
    pub fn refusal(request: &Request, token: &str, now: i64) -> Option<Reply> {
        let authorization = header(request, "authorization").unwrap_or_default();
        let times = authorization.split('&').find_map(|pair| pair.strip_prefix("q-sign-time=")).unwrap_or_default();
        let (start, end) = times.split_once(';').unwrap_or_default();
        let (start, end) = (start.parse().unwrap_or(0), end.parse().unwrap_or(0));
        if header(request, "x-cos-security-token") != Some(token) {
            return Some(cos_error(400, "ExpiredToken", "", now));
        }
        let seconds = now.div_euclid(1000);
        if seconds > end {
            return Some(cos_error(403, "AccessDenied", "Request has expired", now));
        }
        (seconds < start).then(|| cos_error(403, "RequestTimeTooSkewed", "", now))
    }

    /// Whether an object that is there already stays.
    pub fn keeps(&self, request: &Request) -> bool {
        header(request, "x-cos-forbid-overwrite") == Some("true") && self.kind == Bucket::Plain
    }

    /// Does what is asked.
    pub fn serve(&mut self, request: &Request, key: &str, body: &[u8], now: i64) -> Reply {
        let mut headers = vec![("x-cos-request-id", "NWU=".into()), ("date", http_date(now))];
        let etag = |bytes: &[u8]| {
            if self.encrypts {
                "\"kms-etag-that-is-no-md5\"".into()
            } else {
                ["\"", &hex(&Md5::digest(bytes)), "\""].concat()
            }
        };
        if request.method == "GET" {
            let Some(object) = self.objects.get(key) else { return cos_error(404, "NoSuchKey", "", now) };
            headers.push(("etag", etag(object)));
            return Reply { status: 200, headers, body: object.clone() };
        }
        assert_eq!(request.method, "PUT");
        if self.keeps(request) && self.objects.contains_key(key) {
            return cos_error(409, "FileAlreadyExists", "", now);
        }
        headers.push(("etag", etag(body)));
        if self.kind == Bucket::Versioned {
            headers.push(("x-cos-version-id", "MTg0".into()));
        }
        self.objects.insert(key.into(), body.to_vec());
        *self.writes.entry(key.into()).or_default() += 1;
        Reply { status: 200, headers, body: Vec::new() }
    }

    /// What a fate other than doing it answers.
    pub fn refuse(fate: Fate, now: i64) -> Option<Reply> {
        match fate {
            Fate::Refused(status, code, message) => Some(cos_error(status, code, message, now)),
            Fate::Throttled(seconds) => {
                let mut reply = cos_error(503, "SlowDown", "", now);
                reply.headers.push(("retry-after", seconds.to_string()));
                Some(reply)
            }
            Fate::Page(status) => Some(page(status)),
            _ => None,
        }
    }
}

/// A bot's answer.
pub fn bot(code: &str) -> Reply {
    Reply { status: 200, headers: Vec::new(), body: format!(r#"{{"errcode":{code},"errmsg":"m"}}"#).into_bytes() }
}

/// An answer of the API: an error, or without one the id of the invocation.
pub fn api(error: Option<&str>, now: i64) -> Reply {
    let content = match error {
        Some(code) => format!(r#""Error":{{"Code":"{code}","Message":"m"}}"#),
        None => r#""Result":{"FunctionRequestId":"f-1"}"#.into(),
    };
    let body = format!(r#"{{"Response":{{{content},"RequestId":"r-1"}}}}"#).into_bytes();
    Reply { status: 200, headers: vec![("date", http_date(now))], body }
}

/// Why the API does not let the request in.
pub fn api_refusal(request: &Request, token: &str, now: i64) -> Option<Reply> {
    let timestamp: i64 = header(request, "x-tc-timestamp").and_then(|text| text.parse().ok()).unwrap_or(0);
    if header(request, "x-tc-token") != Some(token) {
        return Some(api(Some("AuthFailure.TokenFailure"), now));
    }
    ((timestamp - now.div_euclid(1000)).abs() > 300).then(|| api(Some("AuthFailure.SignatureExpire"), now))
}
