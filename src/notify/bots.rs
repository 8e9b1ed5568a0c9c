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
use crate::json::{quote, to_json_of_large};
use crate::report::Report;
use crate::sign::sha256::{hmac_sha256, sha256};
use crate::text::{base64, digits, find, hex, percent_encode};
use crate::time::{Millis, from_iso8601, iso8601};

/// A message that waits to be sent, as often as it takes: the body without its first brace, behind which the members
/// stand that depend on the time of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message(Vec<u8>);

/// Writes the message of a report.
#[must_use]
pub fn prepare(target: &Target, report: &Report<'_>) -> Message {
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

/// The body that programs get. It has the time of the event, if the event tells it.
fn for_programs(report: &Report<'_>) -> Vec<u8> {
    let mut body = Vec::new();
    if let Some(time) = report.finished_at.filter(|time| from_iso8601(time).is_some()) {
        body.extend_from_slice(TIMESTAMP.as_bytes());
        quote(&mut body, time);
        body.push(b',');
    }
    body.extend_from_slice(b"\"type\":");
    quote(&mut body, &["mps.", report.event_type.as_str()].concat());
    body.extend_from_slice(b",\"data\":");
    body.append(&mut to_json_of_large(report));
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
    let mut first = String::from("{");
    let seconds = digits(now.div_euclid(1000));
    let secret = target.secret.as_deref();
    match (target.kind, secret) {
        (Kind::DingTalk, Some(secret)) => {
            let millis = digits(now);
            let signed = [&millis, "\n", secret].concat();
            url.push(if find(&url, "?").is_some() { '&' } else { '?' });
            url.push_str("timestamp=");
            url.push_str(&millis);
            url.push_str("&sign=");
            percent_encode(&mut url, &base64(&hmac_sha256(secret.as_bytes(), signed.as_bytes())));
        }
        (Kind::Feishu, Some(secret)) => {
            // Here what is signed is the key, and the message is empty.
            let key = [&seconds, "\n", secret].concat();
            let sign = base64(&hmac_sha256(key.as_bytes(), b""));
            for part in [TIMESTAMP, "\"", &seconds, "\",\"sign\":\"", &sign, "\","] {
                first.push_str(part);
            }
        }
        (Kind::Webhook, _) if !message.0.starts_with(TIMESTAMP.as_bytes()) => {
            for part in [TIMESTAMP, "\"", &iso8601(now), "\","] {
                first.push_str(part);
            }
        }
        _ => {}
    }
    let mut body = first.into_bytes();
    body.extend_from_slice(&message.0);
    if target.kind == Kind::Webhook {
        // Of the message alone, so that a message has the same id however often it is sent.
        let digest = hex(&sha256(&message.0));
        let id = ["msg_", digest.get(..32).unwrap_or_default()].concat();
        if let Some(key) = secret.and_then(webhook_key) {
            let signed = hmac_sha256(&key, &[id.as_bytes(), b".", seconds.as_bytes(), b".", &body].concat());
            headers.push(("webhook-signature", ["v1,", &base64(&signed)].concat()));
        }
        headers.push(("webhook-id", id));
        headers.push(("webhook-timestamp", seconds));
    }
    (Request { method: "POST", url, headers, timeout: 0 }, body)
}
