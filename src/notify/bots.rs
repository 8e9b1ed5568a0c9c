//! What differs between the kinds of bots, one row a kind, and their requests.
//!
//! Sources: WeCom document 91770; DingTalk "custom robot"; Feishu "custom bot"; Slack "incoming webhooks"; the Standard
//! Webhooks specification 1.0.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::compose::{Composed, Tone, compose};
use super::markup::{self, Markup};
use super::target::{Kind, Target, webhook_key};
use crate::asserted::text_of;
use crate::http::Request;
use crate::json::{append_json, quote};
use crate::report::borrowed::Report;
use crate::report::{Outcome, Verdict};
use crate::sign::{hmac_sha256, sha256};
use crate::text::{base64, digits, find, hex, percent_encode};
use crate::time::{Millis, is_iso8601, iso8601};

/// One kind of bot or receiver.
pub(super) struct Bot {
    pub(super) body: Body,
    /// How long a message may be. `None`: what is for programs has no limit.
    #[cfg(feature = "api")]
    pub(super) limit: Option<Limit>,
    /// Where people find what they read in the body. `None`: nobody reads it.
    #[cfg(feature = "api")]
    pub(super) parts: Option<Parts>,
    pub(super) signature: Signature,
    /// How the body of an answer says whether the message was delivered. `None`: the status says it.
    pub(super) answer: Option<AnswerForm>,
}

/// How long the bot takes a message to be. (Messages stay below it by the limit of their [`Markup`].)
#[cfg(feature = "api")]
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub(super) most: u32,
    pub(super) unit: Unit,
    /// Whether it is the text that counts; otherwise the whole body does.
    pub(super) of_text: bool,
}

/// The members of the body that lead to the visible text. Of a list its first element counts. An empty path: the body has no such
/// member.
#[cfg(feature = "api")]
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) title: &'static [&'static str],
    pub(super) colour: &'static [&'static str],
    pub(super) text: &'static [&'static str],
}

/// What a bot counts.
#[cfg(feature = "api")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Characters.
    Characters,
}

/// What the body of a message holds.
pub(super) enum Body {
    /// A text for people in the markup, within the JSON that the parts make. The first brace is left out.
    Text(&'static Markup, &'static [Part]),
    /// The report as JSON, for programs.
    Report,
}

/// A part of the JSON of a message.
pub(super) enum Part {
    /// It stands as it is.
    Json(&'static str),
    /// The title, as a JSON string.
    Title,
    /// The text, as a JSON string.
    Text,
    /// The name of the colour for the outcome, as a JSON string.
    Colour,
}

/// How a request is signed with the secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signature {
    /// The kind has no secrets.
    None,
    /// In parameters of the URL, with milliseconds.
    Url,
    /// In members of the body, with seconds.
    Body,
    /// In headers, by the Standard Webhooks specification.
    Headers,
}

/// How the body of an answer says whether the message was delivered.
pub(super) struct AnswerForm {
    /// The whole body, if it is a text, that means success.
    pub(super) success_word: Option<&'static str>,
    /// The members that can hold the error code. The first that is there counts, and 0 is success.
    pub(super) codes: &'static [&'static str],
    /// The member that holds the error message.
    pub(super) message: &'static str,
    /// The errors after which the message is sent again.
    pub(super) retried: &'static [RetriedError],
}

/// An error that passes with time.
pub(super) struct RetriedError {
    pub(super) code: i64,
    /// What the error message has to contain. Empty: anything.
    pub(super) message: &'static str,
    /// How long to wait at least, ms.
    pub(super) wait: i64,
    /// Whether it says that there were too many messages.
    pub(super) is_rate: bool,
}

/// An error that passes with time, whatever its message.
const fn retried(code: i64) -> RetriedError {
    RetriedError { code, message: "", wait: 0, is_rate: false }
}

/// An error that says that there were too many messages.
const fn rate(code: i64, wait: i64) -> RetriedError {
    RetriedError { code, message: "", wait, is_rate: true }
}

/// WeCom counts the messages of a minute, and those that failed with them, ms.
const WECOM_MINUTE: i64 = 60_000;
/// DingTalk blocks a robot that was too fast for about this long, ms.
const DINGTALK_BLOCK: i64 = 600_000;
/// Feishu takes five messages a second, ms.
const FEISHU_SECOND: i64 = 1_000;

static WECOM: Bot = Bot {
    body: Body::Text(
        &markup::WECOM,
        &[Part::Json(r#""msgtype":"markdown","markdown":{"content":"#), Part::Text, Part::Json("}}")],
    ),
    // Document 91770: `content` of `markdown`.
    #[cfg(feature = "api")]
    limit: Some(Limit { most: 4096, unit: Unit::Bytes, of_text: true }),
    #[cfg(feature = "api")]
    parts: Some(Parts { title: &[], colour: &[], text: &["markdown", "content"] }),
    signature: Signature::None,
    answer: Some(AnswerForm {
        success_word: None,
        codes: &["errcode"],
        message: "errmsg",
        retried: &[retried(-1), retried(45033), rate(45009, WECOM_MINUTE)],
    }),
};

static DINGTALK: Bot = Bot {
    body: Body::Text(
        &markup::DINGTALK,
        &[
            Part::Json(r#""msgtype":"markdown","markdown":{"title":"#),
            Part::Title,
            Part::Json(r#","text":"#),
            Part::Text,
            Part::Json("}}"),
        ],
    ),
    // About that much, by reports of users; the document says nothing.
    #[cfg(feature = "api")]
    limit: Some(Limit { most: 20_000, unit: Unit::Bytes, of_text: false }),
    #[cfg(feature = "api")]
    parts: Some(Parts { title: &["markdown", "title"], colour: &[], text: &["markdown", "text"] }),
    signature: Signature::Url,
    answer: Some(AnswerForm {
        success_word: None,
        codes: &["errcode"],
        message: "errmsg",
        retried: &[rate(-1, DINGTALK_BLOCK), rate(130_101, DINGTALK_BLOCK), rate(302_033, DINGTALK_BLOCK)],
    }),
};

static FEISHU: Bot = Bot {
    body: Body::Text(
        &markup::FEISHU,
        &[
            Part::Json(r#""msg_type":"interactive","card":{"header":{"template":"#),
            Part::Colour,
            Part::Json(r#","title":{"tag":"plain_text","content":"#),
            Part::Title,
            Part::Json(r#"}},"elements":[{"tag":"div","text":{"tag":"lark_md","content":"#),
            Part::Text,
            Part::Json("}}]}}"),
        ],
    ),
    // 20 KB, by its document.
    #[cfg(feature = "api")]
    limit: Some(Limit { most: 20 * 1024, unit: Unit::Bytes, of_text: false }),
    #[cfg(feature = "api")]
    parts: Some(Parts {
        title: &["card", "header", "title", "content"],
        colour: &["card", "header", "template"],
        text: &["card", "elements", "text", "content"],
    }),
    signature: Signature::Body,
    answer: Some(AnswerForm {
        success_word: None,
        // An error can hold a `StatusCode` of 0 beside its `code`.
        codes: &["code", "StatusCode"],
        message: "msg",
        retried: &[
            rate(11232, FEISHU_SECOND),
            RetriedError { message: "too many request", ..rate(9499, FEISHU_SECOND) },
        ],
    }),
};

static SLACK: Bot = Bot {
    body: Body::Text(
        &markup::SLACK,
        // Verbatim: a text of the event that looks like a link or a channel must not become one.
        &[
            Part::Json(r#""text":"#),
            Part::Title,
            Part::Json(r#","blocks":[{"type":"section","text":{"type":"mrkdwn","verbatim":true,"text":"#),
            Part::Text,
            Part::Json("}}]}"),
        ],
    ),
    // The text of a section ("Block Kit": 3000 characters).
    #[cfg(feature = "api")]
    limit: Some(Limit { most: 3000, unit: Unit::Characters, of_text: true }),
    #[cfg(feature = "api")]
    parts: Some(Parts { title: &["text"], colour: &[], text: &["blocks", "text", "text"] }),
    signature: Signature::None,
    answer: Some(AnswerForm { success_word: Some("ok"), codes: &["errcode"], message: "errmsg", retried: &[] }),
};

static WEBHOOK: Bot = Bot {
    body: Body::Report,
    #[cfg(feature = "api")]
    limit: None,
    #[cfg(feature = "api")]
    parts: None,
    signature: Signature::Headers,
    answer: None,
};

impl Kind {
    /// The row of the kind.
    pub(super) const fn bot(self) -> &'static Bot {
        match self {
            Kind::WeCom => &WECOM,
            Kind::DingTalk => &DINGTALK,
            Kind::Feishu => &FEISHU,
            Kind::Slack => &SLACK,
            Kind::Webhook => &WEBHOOK,
        }
    }
}

/// The body of a message that waits to be sent, once or more often. It lacks its first brace. The members that depend on
/// the time of sending stand behind that brace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    members: Vec<u8>,
    /// What a digest shows of it. `None`: it is for programs, or a digest itself.
    pub(crate) summary: Option<Box<Summary>>,
}

/// What a digest shows of a message. The texts are in the markup of its bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    /// The verdict and the name of what was processed, or the owner's own title.
    pub(crate) title: String,
    /// Why the task failed. Empty: it did not, or does not say.
    pub(crate) reason: String,
    pub(crate) verdict: Verdict,
    /// Whether digests and quiet hours do not hold it back.
    pub(crate) is_urgent: bool,
    /// What it says of its source, if the target wants to know what recovers.
    pub(crate) source: Option<SourceState>,
}

/// How a task with a source ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceState {
    /// A digest of where the source is.
    pub(crate) digest: String,
    /// Whether the task failed, be it all or a part. If not, it succeeded.
    pub(crate) failed: bool,
}

/// How the task of a report ended, if it has a source and has ended.
#[inline(never)]
fn source_state(report: &Report<'_>) -> Option<SourceState> {
    let failed = match report.outcome {
        Outcome::Failure | Outcome::Partial => true,
        Outcome::Success => false,
        _ => return None,
    };
    let place = report.input.as_ref()?;
    let (folder, name) = super::place::parts(place);
    let text = [place.bucket.unwrap_or_default(), "\n", place.region.unwrap_or_default(), "\n", folder, name].concat();
    let digest = hex(sha256(text.as_bytes()).get(..16).unwrap_or_default());
    (!name.is_empty()).then_some(SourceState { digest, failed })
}

impl Message {
    /// The members that do not depend on the time, and the last brace.
    pub(crate) fn members(&self) -> &[u8] {
        &self.members
    }

    /// A message of these members and the last brace.
    #[cfg(feature = "api")]
    pub(crate) const fn of_members(members: Vec<u8>) -> Self {
        Message { members, summary: None }
    }
}

/// Writes the message of a report.
pub(crate) fn prepare_borrowed(target: &Target, report: &Report<'_>) -> Message {
    let (markup, parts) = match target.kind.bot().body {
        Body::Text(markup, parts) => (markup, parts),
        Body::Report => return Message { members: for_programs(report), summary: None },
    };
    let composed = compose(markup, target.language, target.template.as_deref(), report);
    let members = members_of(parts, &composed);
    let urgent = target.schedule.urgent;
    let summary = Summary {
        title: String::from_utf8(composed.title).unwrap_or_default(),
        reason: composed.reason,
        verdict: report.verdict(),
        is_urgent: (urgent.failures || urgent.block) && urgent.is(report),
        source: if target.schedule.recovered { source_state(report) } else { None },
    };
    Message { members, summary: Some(Box::new(summary)) }
}

/// The members of the body of a message, and the last brace.
fn members_of(parts: &[Part], message: &Composed) -> Vec<u8> {
    let colour = match message.tone {
        Tone::Good => "green",
        Tone::Doubtful => "orange",
        Tone::Bad => "red",
        Tone::Neutral => "grey",
        Tone::Unknown => "yellow",
    };
    let mut body = Vec::new();
    for part in parts {
        let text = match part {
            Part::Json(json) => {
                body.extend_from_slice(json.as_bytes());
                continue;
            }
            Part::Title => message.title.as_slice(),
            Part::Text => &message.text,
            Part::Colour => colour.as_bytes(),
        };
        quote(&mut body, text_of(text));
    }
    body
}

/// A message for people. `None`: the target is a program.
#[cfg(feature = "api")]
pub(super) fn message_of(target: &Target, composed: &Composed) -> Option<Message> {
    match target.kind.bot().body {
        Body::Text(_, parts) => Some(Message::of_members(members_of(parts, composed))),
        Body::Report => None,
    }
}

/// The body that programs get. It has the time of the event, if the event has it as `2024-02-29T23:59:59Z`.
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
    let mut request = Request {
        method: "POST",
        url: target.url.clone(),
        headers: Vec::with_capacity(4),
        timeout: 0,
        longest_response: None,
    };
    request.headers.push(("content-type", String::from("application/json; charset=utf-8")));
    let mut body = b"{".to_vec();
    let secret = target.secret.as_deref().unwrap_or_default();
    let seconds = digits(now.div_euclid(1000));
    let signature = target.kind.bot().signature;
    match signature {
        Signature::Url if !secret.is_empty() => {
            let stamp = digits(now);
            let line = [&stamp, "\n", secret].concat();
            let sign = base64(&hmac_sha256(secret.as_bytes(), &line));
            let url = &mut request.url;
            url.push_str(if find(url, "?").is_some() { "&timestamp=" } else { "?timestamp=" });
            url.push_str(&stamp);
            url.push_str("&sign=");
            percent_encode(url, &sign);
        }
        Signature::Body if !secret.is_empty() => {
            // The line is the key, and the message is empty.
            let line = [&seconds, "\n", secret].concat();
            let sign = base64(&hmac_sha256(line.as_bytes(), ""));
            body.extend_from_slice([TIMESTAMP, "\"", &seconds, "\",\"sign\":\"", &sign, "\","].concat().as_bytes());
        }
        Signature::Headers => {
            if !message.members.starts_with(TIMESTAMP.as_bytes()) {
                body.extend_from_slice([TIMESTAMP, "\"", &iso8601(now), "\","].concat().as_bytes());
            }
        }
        Signature::None | Signature::Url | Signature::Body => {}
    }
    body.extend_from_slice(&message.members);
    if signature == Signature::Headers {
        // The id is that of the message alone, so it stays the same however often the message is sent.
        let id = ["msg_", &hex(&sha256(&message.members))].concat();
        if !secret.is_empty() {
            let signed = [&id, ".", &seconds, ".", text_of(&body)].concat();
            let signature = base64(&hmac_sha256(&webhook_key(secret), &signed));
            request.headers.push(("webhook-signature", ["v1,", &signature].concat()));
        }
        request.headers.push(("webhook-id", id));
        request.headers.push(("webhook-timestamp", seconds));
    }
    (request, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_700_000_000_999;

    fn send(kind: Kind, secret: Option<&str>, message: &str) -> (Request, String) {
        let target = Target::new(kind, "https://bot.example/x", secret).unwrap();
        let (request, body) = request(&target, &Message { members: message.into(), summary: None }, NOW);
        (request, String::from_utf8(body).unwrap())
    }

    fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
        request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// The documents' formula, computed with OpenSSL.
    #[test]
    fn dingtalk_signs_in_the_url() {
        let target = |url| Target::new(Kind::DingTalk, url, Some("SECexample0000"));
        let message = Message { members: b"\"a\":1}".to_vec(), summary: None };
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
