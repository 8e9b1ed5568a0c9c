//! The request of each kind of bot.
//!
//! Sources: WeCom document 91770; DingTalk "custom robot"; Feishu "custom bot"; Slack "incoming webhooks"; the Standard
//! Webhooks specification 1.0.

use alloc::string::String;
use alloc::vec::Vec;

use super::compose::{Tone, compose};
use super::markup::{DINGTALK, FEISHU, SLACK, WECOM};
use super::target::{Kind, Target, webhook_key};
use crate::http::Request;
use crate::json::{append_json, quote};
use crate::report::borrowed::Report;
use crate::sign::{hmac, sha256};
use crate::text::{base64, digits, find, hex, percent_encode};
use crate::time::{Millis, is_iso8601, iso8601};

/// A message that waits to be sent, as often as it takes: the body without its first brace, behind which the members
/// stand that depend on the time of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message(Vec<u8>);

#[cfg(feature = "api")]
impl Message {
    /// The members that do not depend on the time, and the last brace.
    pub(super) fn members(&self) -> &[u8] {
        &self.0
    }
}

/// Writes the message of a report.
pub(crate) fn prepare_borrowed(target: &Target, report: &Report<'_>) -> Message {
    // Where `$` is comes the title, where `%` is the text, where `#` is the colour.
    let (markup, form) = match target.kind {
        Kind::WeCom => (&WECOM, r#""msgtype":"markdown","markdown":{"content":%}}"#),
        Kind::DingTalk => (&DINGTALK, r#""msgtype":"markdown","markdown":{"title":$,"text":%}}"#),
        Kind::Feishu => (
            &FEISHU,
            r#""msg_type":"interactive","card":{"header":{"template":#,"title":{"tag":"plain_text","content":$}},"elements":[{"tag":"div","text":{"tag":"lark_md","content":%}}]}}"#,
        ),
        // Verbatim: what looks like a link or a channel in a text of the event must not become one.
        Kind::Slack => {
            (&SLACK, r#""text":$,"blocks":[{"type":"section","text":{"type":"mrkdwn","verbatim":true,"text":%}}]}"#)
        }
        Kind::Webhook => return Message(for_programs(report)),
    };
    let message = compose(markup, target.language, report);
    let colour = match message.tone {
        Tone::Good => "green",
        Tone::Doubtful => "orange",
        Tone::Bad => "red",
        Tone::Neutral => "grey",
        Tone::Unknown => "yellow",
    };
    let mut body = Vec::new();
    for byte in form.bytes() {
        let text = match byte {
            b'$' => message.title.as_slice(),
            b'%' => &message.text,
            b'#' => colour.as_bytes(),
            byte => {
                body.push(byte);
                continue;
            }
        };
        quote(&mut body, core::str::from_utf8(text).unwrap_or_default());
    }
    Message(body)
}

/// The body that programs get. It has the time of the event, if the event tells it as `2024-02-29T23:59:59Z`.
fn for_programs(report: &Report<'_>) -> Vec<u8> {
    let mut body = Vec::new();
    if let Some(time) = report.finished_at.filter(|time| is_iso8601(time)) {
        body.extend_from_slice(TIMESTAMP.as_bytes());
        quote(&mut body, time);
        body.push(b',');
    }
    body.extend_from_slice(b"\"type\":");
    quote(&mut body, &["mps.", report.event_type.as_str()].concat());
    body.extend_from_slice(b",\"data\":");
    append_json(&mut body, report);
    body.push(b'}');
    body
}

const TIMESTAMP: &str = "\"timestamp\":";

/// The request that sends a message now, and its body. How long it may take is the sender's to set.
#[must_use]
pub fn request(target: &Target, message: &Message, now: Millis) -> (Request, Vec<u8>) {
    let mut url = target.url.clone();
    let mut headers = Vec::with_capacity(4);
    headers.push(("content-type", String::from("application/json; charset=utf-8")));
    let mut body = b"{".to_vec();
    let secret = target.secret.as_deref().unwrap_or_default();
    let stamp = digits(if target.kind == Kind::DingTalk { now } else { now.div_euclid(1000) });
    if target.kind == Kind::Webhook {
        if !message.0.starts_with(TIMESTAMP.as_bytes()) {
            body.extend_from_slice([TIMESTAMP, "\"", &iso8601(now), "\","].concat().as_bytes());
        }
        body.extend_from_slice(&message.0);
        // Of the message alone, so that a message has the same id however often it is sent.
        let id = ["msg_", &hex(&sha256(&message.0))].concat();
        if !secret.is_empty() {
            let signed = [&id, ".", &stamp, ".", core::str::from_utf8(&body).unwrap_or_default()].concat();
            let signature = base64(&hmac(sha256, &webhook_key(secret), &signed));
            headers.push(("webhook-signature", ["v1,", &signature].concat()));
        }
        headers.push(("webhook-id", id));
        headers.push(("webhook-timestamp", stamp));
    } else {
        if !secret.is_empty() {
            let line = [&stamp, "\n", secret].concat();
            // For Feishu what is signed is the key, and the message is empty.
            let (key, signed) =
                if target.kind == Kind::DingTalk { (secret, line.as_str()) } else { (line.as_str(), "") };
            let sign = base64(&hmac(sha256, key.as_bytes(), signed));
            if target.kind == Kind::DingTalk {
                let separator = if find(&url, "?").is_some() { "&timestamp=" } else { "?timestamp=" };
                url = [&url, separator, &stamp, "&sign="].concat();
                percent_encode(&mut url, &sign);
            } else {
                let members = [TIMESTAMP, "\"", &stamp, "\",\"sign\":\"", &sign, "\","].concat();
                body.extend_from_slice(members.as_bytes());
            }
        }
        body.extend_from_slice(&message.0);
    }
    (Request { method: "POST", url, headers, timeout: 0 }, body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::notify::Filter;

    const NOW: Millis = 1_700_000_000_999;

    fn send(kind: Kind, secret: Option<&str>, message: &str) -> (Request, String) {
        let target = Target::new(kind, "https://bot.example/x", secret, Language::Zh, Filter::default()).unwrap();
        let (request, body) = request(&target, &Message(message.into()), NOW);
        (request, String::from_utf8(body).unwrap())
    }

    fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
        request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// The documents' formula, computed with OpenSSL.
    #[test]
    fn dingtalk_signs_in_the_url() {
        let target = |url| Target::new(Kind::DingTalk, url, Some("SECexample0000"), Language::Zh, Filter::default());
        let message = Message(b"\"a\":1}".to_vec());
        let at = |url| request(&target(url).unwrap(), &message, 1_700_000_000_000).0.url;
        let signed = "timestamp=1700000000000&sign=4wudL1vHN0ZIMkIT6Cl%2F8c4X9JkrSAavCj3vZvsxZoM%3D";
        assert_eq!(
            at("https://oapi.dingtalk.com/robot/send?access_token=t"),
            ["https://oapi.dingtalk.com/robot/send?access_token=t&", signed].concat()
        );
        assert_eq!(at("https://bot.example/x"), ["https://bot.example/x?", signed].concat());
        assert_eq!(send(Kind::DingTalk, None, "}").0.url, "https://bot.example/x");
    }

    /// The documents' formula, computed with OpenSSL.
    #[test]
    fn feishu_signs_in_the_body() {
        let (request, body) = send(Kind::Feishu, Some("SECexample0000"), "\"a\":1}");
        let sign = "vleFu5rAuWm6sNvQdW0ocqU8fcQL0e5jg9JeqvtrejU=";
        assert_eq!(body, ["{\"timestamp\":\"1700000000\",\"sign\":\"", sign, "\",\"a\":1}"].concat());
        assert_eq!((request.url.as_str(), request.headers.len()), ("https://bot.example/x", 1));
        assert_eq!(send(Kind::Feishu, None, "\"a\":1}").1, "{\"a\":1}");
    }

    /// Computed with the npm package `standardwebhooks` 1.0.0.
    #[test]
    fn webhooks_are_signed_by_the_specification() {
        let secret = Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let with_time = "\"timestamp\":\"2024-06-03T11:40:05Z\",\"type\":\"mps.WorkflowTask\",\"data\":{}}";
        let (request, body) = send(Kind::Webhook, secret, with_time);
        assert_eq!(body, ["{", with_time].concat());
        assert_eq!(
            header(&request, "webhook-id"),
            Some("msg_633a4c22818f06c614cea0bad2aac1ff1ce5a93815a54e0fc16d6a3fbff0e12a")
        );
        assert_eq!(header(&request, "webhook-timestamp"), Some("1700000000"));
        assert_eq!(header(&request, "webhook-signature"), Some("v1,ihIMj6CCUOjjTYDBO/5oMmtnw/whaJtAoMi91ipcBOI="));

        let (request, body) = send(Kind::Webhook, secret, "\"type\":\"mps.WorkflowTask\",\"data\":{}}");
        assert!(body.starts_with("{\"timestamp\":\"2023-11-14T22:13:20Z\",\"type\""));
        assert_eq!(header(&request, "webhook-signature"), Some("v1,H37EttLGvvjLz0+FCFxy2IAwY9K72d+P321v36W3qsY="));
        assert_eq!(header(&send(Kind::Webhook, None, "}").0, "webhook-signature"), None);
    }

    #[test]
    fn requests_are_posts_of_json() {
        for kind in [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack, Kind::Webhook] {
            let (request, _) = send(kind, None, "}");
            assert_eq!(request.method, "POST");
            assert_eq!(header(&request, "content-type"), Some("application/json; charset=utf-8"));
        }
    }
}
