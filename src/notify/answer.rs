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
use crate::text::{digits, find};

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
    let ok = (200..300).contains(&response.status);
    let document = Document::parse(response.body).ok();
    let root = document.as_ref().map(Document::root).filter(|root| root.is_object());
    let member = |names: [&'static str; 2]| {
        let root = root?;
        names.into_iter().map(|name| root.get(name)).find(|value| !value.is_null())
    };
    // An error of Feishu can hold a `StatusCode` of 0 beside its `code`.
    let (code, said) = match target.kind {
        Kind::WeCom | Kind::DingTalk => (member(["errcode", "errcode"]), member(["errmsg", "errmsg"])),
        Kind::Feishu => (member(["code", "StatusCode"]), member(["msg", "StatusMessage"])),
        Kind::Slack | Kind::Webhook => (None, None),
    };
    let code = code.and_then(|code| code.integer());
    let said = match target.kind {
        Kind::Slack => core::str::from_utf8(response.body).unwrap_or_default().trim_ascii(),
        _ => said.and_then(|said| said.text()).unwrap_or_default(),
    };
    let done = match target.kind {
        Kind::Slack => said == "ok",
        Kind::Webhook => true,
        _ => code == Some(0),
    };
    if ok && done {
        let names = ["x-request-id", "x-tt-logid", "x-slack-req-id"];
        let id = names.iter().find_map(|name| response.header(name)).filter(|id| is_plain(id));
        return Answer::Done { request_id: id.map(String::from) };
    }

    let mut reason = [target.kind.id(), " answered ", &digits(i64::from(response.status))].concat();
    if let Some(code) = code {
        reason.push(' ');
        reason.push_str(&digits(code));
    }
    let shown = match target.kind {
        Kind::Slack => is_plain(said),
        // Services and those on the way like to repeat what they were sent.
        _ => {
            !said.is_empty() && !tells(said, &target.url) && !tells(said, target.secret.as_deref().unwrap_or_default())
        }
    };
    if shown {
        let mut shown = Vec::new();
        plain::push(&mut shown, said, SAID, false);
        reason.push(' ');
        reason.push_str(core::str::from_utf8(&shown).unwrap_or_default());
    }

    let wait = match (target.kind, code) {
        (Kind::WeCom, Some(-1 | 45033)) => Some(0),
        (Kind::WeCom, Some(45009)) => Some(WECOM_MINUTE),
        (Kind::DingTalk, Some(-1 | 130_101 | 302_033)) => Some(DINGTALK_BLOCK),
        (Kind::Feishu, Some(11232)) => Some(FEISHU_SECOND),
        (Kind::Feishu, Some(9499)) if find(said, "too many request").is_some() => Some(FEISHU_SECOND),
        // A page of something on the way, such as a proxy.
        (_, None) if ok && root.is_none() => Some(0),
        _ => matches!(response.status, 408 | 429 | 500..=599).then_some(0),
    };
    match wait {
        Some(wait) => {
            let asked = response
                .header("retry-after")
                .and_then(|seconds| Number(seconds).as_i64())
                .map(|seconds| seconds.saturating_mul(1000));
            let after = asked.unwrap_or_default().max(wait);
            Answer::TryAgain { reason, after: Some(after).filter(|after| *after > 0) }
        }
        None => Answer::Refused { reason },
    }
}

/// Whether a text holds the end of a secret, which is what makes it one.
fn tells(text: &str, secret: &str) -> bool {
    let end = secret.get(secret.len().saturating_sub(12)..).unwrap_or_default();
    !end.is_empty() && find(text, end).is_some()
}

/// Whether a word from outside may go into log lines and receipts as it is.
fn is_plain(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 64
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

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
        assert_eq!(answer(Kind::WeCom, 200, &[], body), Answer::Refused { reason: "wecom answered 200 1".into() });
    }
}
