//! What the answers of bots mean.
//!
//! Most bots answer 200 whatever happened, and say in the body what. Only what is known to pass is tried again: a bot
//! that is hammered gets blocked, and every try of a message counts.

use alloc::string::String;
use alloc::vec::Vec;

use super::plain;
use super::target::{Kind, Target};
use crate::http::Response;
use crate::json::{Document, Number};
use crate::redact::Secrets;
use crate::text::{digits, find, is_made_of};

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was delivered.
    Done {
        /// The service's id of the request, if it gives one.
        request_id: Option<String>,
    },
    /// It may work when tried again.
    TryAgain {
        /// What the service answered.
        reason: String,
        /// How long to wait before that at least, ms, if the service or its documents say so.
        after: Option<i64>,
    },
    /// It will not work however often it is tried.
    Refused {
        /// What the service answered.
        reason: String,
    },
}

impl Answer {
    /// Without the secrets of the options.
    pub(crate) fn cleaned(mut self, secrets: &Secrets) -> Self {
        match &mut self {
            Answer::TryAgain { reason: text, .. }
            | Answer::Refused { reason: text }
            | Answer::Done { request_id: Some(text) } => secrets.clean_text(text),
            Answer::Done { request_id: None } => {}
        }
        self
    }
}

/// WeCom counts the messages of a minute, and those that failed with them, ms.
const WECOM_MINUTE: i64 = 60_000;
/// DingTalk blocks a robot that was too fast for about this long, ms.
const DINGTALK_BLOCK: i64 = 600_000;
/// Feishu takes five messages a second, ms.
const FEISHU_SECOND: i64 = 1_000;

/// The most bytes of what a service says that are shown.
const SAID: usize = 160;

/// Reads the answer to a message by the table of errors of the bot's kind.
#[must_use]
pub fn read(target: &Target, response: &Response<'_>) -> Answer {
    read_cleaned(target, response, &|said| said.into())
}

/// As [`read`], with what the service says cleaned by `clean` before it is cut and shown for bots: after that, what is left of a secret is
/// not found.
pub(crate) fn read_cleaned(target: &Target, response: &Response<'_>, clean: &dyn Fn(&str) -> String) -> Answer {
    let (kind, status) = (target.kind, response.status);
    let ok = status / 100 == 2;
    let document = Document::parse(response.body);
    let mut code = None;
    let mut said = "";
    match (kind, &document) {
        (Kind::Webhook, _) => code = Some(0),
        // A word as text; longer is a page of something on the way.
        (Kind::Slack, _) if response.body.len() <= 64 => {
            said = core::str::from_utf8(response.body).unwrap_or_default();
            if said == "ok" {
                code = Some(0);
            }
        }
        (_, Ok(document)) if document.root().is_object() => {
            let root = document.root();
            let names = if kind == Kind::Feishu { ("code", "msg") } else { ("errcode", "errmsg") };
            let mut number = root.get(names.0);
            // An error of Feishu can hold a `StatusCode` of 0 beside its `code`.
            if kind == Kind::Feishu && number.is_null() {
                number = root.get("StatusCode");
            }
            code = Some(number.integer().unwrap_or(NO_CODE));
            said = root.get(names.1).text().unwrap_or_default();
        }
        _ => {}
    }
    if ok && code == Some(0) {
        let id = response.header("x-request-id").filter(|id| id.len() <= 64 && is_made_of(id, "-_."));
        return Answer::Done { request_id: id.map(String::from) };
    }

    let wait = match (kind, code) {
        (Kind::WeCom, Some(-1 | 45033)) => Some(0),
        (Kind::WeCom, Some(45009)) => Some(WECOM_MINUTE),
        (Kind::DingTalk, Some(-1 | 130_101 | 302_033)) => Some(DINGTALK_BLOCK),
        (Kind::Feishu, Some(11232)) => Some(FEISHU_SECOND),
        (Kind::Feishu, Some(9499)) if find(said, "too many request").is_some() => Some(FEISHU_SECOND),
        // A page of something on the way, such as a proxy.
        (_, None) if ok => Some(0),
        _ => matches!(status, 408 | 429 | 500..=599).then_some(0),
    };

    let mut shown = Vec::new();
    if let Some(code) = code.filter(|code| *code != 0 && *code != NO_CODE) {
        shown.push(b' ');
        shown.extend_from_slice(digits(code).as_bytes());
    }
    // Services and those on the way like to repeat what they were sent.
    if !said.is_empty() {
        let mut secrets = Secrets::default();
        target.add_secrets(&mut secrets);
        secrets.sort();
        shown.push(b' ');
        plain::push(&mut shown, &clean(&secrets.clean(said)), SAID, false, super::markup::SEPARATOR);
    }
    let shown = core::str::from_utf8(&shown).unwrap_or_default();
    let reason = [kind.id(), " answered ", &digits(i64::from(status)), shown].concat();
    let Some(wait) = wait else { return Answer::Refused { reason } };
    let asked = response.header("retry-after").and_then(|seconds| Number(seconds).as_i64()).unwrap_or_default();
    let after = asked.wrapping_mul(1000).max(wait);
    Answer::TryAgain { reason, after: if after > 0 { Some(after) } else { None } }
}

/// The code of an object that has none.
const NO_CODE: i64 = i64::MIN;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::notify::Filter;

    fn answer(kind: Kind, status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
        let url = "https://hooks.example/send?key=0123456789abcdef";
        let target = Target::new(kind, url, None, Language::Zh, Filter::default()).unwrap();
        read(&target, &Response { status, headers, body: body.as_bytes() })
    }

    fn is_done(kind: Kind, status: u16, body: &str) -> bool {
        matches!(answer(kind, status, &[], body), Answer::Done { .. })
    }

    fn is_refused(kind: Kind, status: u16, body: &str) -> bool {
        matches!(answer(kind, status, &[], body), Answer::Refused { .. })
    }

    fn wait(kind: Kind, status: u16, body: &str) -> Option<i64> {
        match answer(kind, status, &[], body) {
            Answer::TryAgain { after, .. } => Some(after.unwrap_or_default()),
            _ => None,
        }
    }

    #[test]
    fn wecom_by_errcode_alone() {
        assert!(is_done(Kind::WeCom, 200, r#"{"errcode":0,"errmsg":"ok"}"#));
        assert!(is_done(Kind::WeCom, 200, r#"{"errcode":0,"errmsg":"ok. Warning: wrong json format. "}"#));
        assert_eq!(wait(Kind::WeCom, 200, r#"{"errcode":-1,"errmsg":"system busy"}"#), Some(0));
        assert_eq!(wait(Kind::WeCom, 200, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#), Some(60_000));
        assert_eq!(wait(Kind::WeCom, 200, r#"{"errcode":45033,"errmsg":""}"#), Some(0));
        for code in [40001, 40008, 40033, 40035, 40058, 40063, 44004, 45002, 93000, 1] {
            assert!(is_refused(Kind::WeCom, 200, &std::format!(r#"{{"errcode":{code},"errmsg":"x"}}"#)), "{code}");
        }
        let refused = answer(Kind::WeCom, 200, &[], r#"{"errcode":93000,"errmsg":"invalid webhook url, hint: [1]"}"#);
        let reason = "wecom answered 200 93000 invalid webhook url, hint: ［1］".into();
        assert_eq!(refused, Answer::Refused { reason });
    }

    #[test]
    fn dingtalk_blocks_for_ten_minutes() {
        assert!(is_done(Kind::DingTalk, 200, r#"{"errcode":0,"errmsg":"ok"}"#));
        assert_eq!(wait(Kind::DingTalk, 200, r#"{"errcode":130101,"errmsg":"send too fast"}"#), Some(600_000));
        assert!(is_refused(Kind::DingTalk, 200, r#"{"errcode":310000,"errmsg":"sign not match"}"#));
    }

    #[test]
    fn feishu_by_code_before_status_code() {
        assert!(is_done(Kind::Feishu, 200, r#"{"code":0,"msg":"success","data":{}}"#));
        assert!(is_done(Kind::Feishu, 200, r#"{"StatusCode":0,"StatusMessage":"success"}"#));
        assert!(is_refused(Kind::Feishu, 200, r#"{"StatusCode":0,"code":19021,"msg":"sign match fail"}"#));
        assert_eq!(wait(Kind::Feishu, 200, r#"{"code":11232,"msg":"frequency limited"}"#), Some(1_000));
        assert_eq!(wait(Kind::Feishu, 200, r#"{"code":9499,"msg":"too many request"}"#), Some(1_000));
        assert!(is_refused(Kind::Feishu, 400, r#"{"code":9499,"msg":"Bad Request"}"#));
    }

    #[test]
    fn slack_by_status_and_text() {
        assert!(is_done(Kind::Slack, 200, "ok"));
        assert_eq!(
            answer(Kind::Slack, 429, &[("Retry-After", "30")], "rate_limited"),
            Answer::TryAgain { reason: "slack answered 429 rate_limited".into(), after: Some(30_000) }
        );
        assert_eq!(wait(Kind::Slack, 500, "rollup_error"), Some(0));
        for (status, body) in
            [(400, "invalid_payload"), (403, "action_prohibited"), (404, "no_service"), (410, "channel_is_archived")]
        {
            assert!(is_refused(Kind::Slack, status, body), "{body}");
        }
    }

    #[test]
    fn webhooks_by_status() {
        assert!(is_done(Kind::Webhook, 204, ""));
        assert!(is_refused(Kind::Webhook, 302, ""));
        assert!(is_refused(Kind::Webhook, 410, ""));
        assert_eq!(wait(Kind::Webhook, 503, ""), Some(0));
        assert_eq!(
            answer(Kind::Webhook, 200, &[("X-Request-Id", "a-1")], ""),
            Answer::Done { request_id: Some("a-1".into()) }
        );
    }

    #[test]
    fn pages_of_proxies_pass_and_logical_errors_stay() {
        for kind in [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack] {
            assert_eq!(wait(kind, 200, "<html>"), Some(0), "{kind:?}");
            assert_eq!(wait(kind, 502, "<html>"), Some(0), "{kind:?}");
            assert_eq!(wait(kind, 429, ""), Some(0), "{kind:?}");
            assert!(is_refused(kind, 404, "<html>"), "{kind:?}");
        }
        assert!(is_refused(Kind::WeCom, 200, "{}"));
        assert!(is_refused(Kind::Feishu, 200, r#"{"code":"x"}"#));
    }

    #[test]
    fn what_repeats_the_address_is_not_shown() {
        let body = r#"{"errcode":1,"errmsg":"no such key 0123456789abcdef"}"#;
        let reason = "wecom answered 200 1 no such key ＊＊＊".into();
        assert_eq!(answer(Kind::WeCom, 200, &[], body), Answer::Refused { reason });
        let body = r#"{"errcode":1,"errmsg":"https:\/\/hooks.example\/send?key=%30123456789abcdef"}"#;
        let reason = "wecom answered 200 1 https：//hooks.example/send?key=＊＊＊".into();
        assert_eq!(answer(Kind::WeCom, 200, &[], body), Answer::Refused { reason });
    }
}
