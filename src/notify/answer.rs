//! Reads the answers of bots.
//!
//! Most bots answer 200 to everything, and the body says whether the message was delivered. A message is sent again only after an
//! error that is known to pass: bots block a sender that sends too often, and every attempt counts.

use alloc::string::String;
use alloc::vec::Vec;

use super::bots::AnswerForm;
use super::escape::{self, Escaping};
use super::markup::SEPARATOR;
use super::target::Target;
use crate::asserted::text_of;
use crate::http::Response;
use crate::json::{Document, Number, Value};
use crate::redact::Secrets;
use crate::text::{digits, find, is_made_of};

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
        /// How long to wait before the next attempt at least, in ms. `None` unless the service or its documents say so.
        after: Option<i64>,
    },
    /// The bot takes no more messages for now.
    Limited {
        /// What the service answered.
        reason: String,
        /// How long to wait before the next attempt at least, in ms. `None` unless the service or its documents say so.
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
            | Answer::Limited { reason: text, .. }
            | Answer::Refused { reason: text }
            | Answer::Done { request_id: Some(text) } => secrets.clean_text(text),
            Answer::Done { request_id: None } => {}
        }
        self
    }
}

/// The most bytes of what a service says that are shown.
const SHOWN: usize = 160;

/// Reads the answer to a message by the table of errors of the bot's kind.
#[must_use]
pub fn read(target: &Target, response: &Response<'_>) -> Answer {
    read_cleaned(target, response, &|text| text.into())
}

/// As [`read`]. `clean` removes secrets from the message of the service before it is cut: the rest of a cut secret is not found.
pub(crate) fn read_cleaned(target: &Target, response: &Response<'_>, clean: &dyn Fn(&str) -> String) -> Answer {
    let (kind, status) = (target.kind, response.status);
    let ok = status / 100 == 2;
    let document = Document::parse(response.body);
    let Given { code, message } = match &kind.bot().answer {
        Some(form) => given(form, response.body, document.as_ref().ok()),
        None => Given { code: Code::Number(0), message: "" },
    };
    if ok && code == Code::Number(0) {
        let id = response.header("x-request-id").filter(|id| id.len() <= 64 && is_made_of(id, "-_."));
        return Answer::Done { request_id: id.map(String::from) };
    }
    let retried = match (&kind.bot().answer, code) {
        (Some(form), Code::Number(code)) => form
            .retried
            .iter()
            .find(|error| error.code == code && (error.message.is_empty() || find(message, error.message).is_some())),
        _ => None,
    };
    let wait = match retried {
        Some(error) => Some(error.wait),
        // A page of something on the way, such as a proxy.
        None if ok && code == Code::NotTheService => Some(0),
        None => matches!(status, 408 | 429 | 500..=599).then_some(0),
    };

    let mut shown = Vec::new();
    if let Code::Number(code @ (..=-1 | 1..)) = code {
        shown.push(b' ');
        shown.extend_from_slice(digits(code).as_bytes());
    }
    // Services and those on the way like to repeat what they were sent.
    if !message.is_empty() {
        let mut secrets = Secrets::default();
        target.add_secrets(&mut secrets);
        secrets.sort();
        shown.push(b' ');
        let escaping = Escaping { most: SHOWN, entities: false, line_break: SEPARATOR };
        escape::push(&mut shown, &clean(&secrets.clean(message)), escaping);
    }
    let mut reason = [kind.as_str(), " answered ", &digits(i64::from(status)), text_of(&shown)].concat();
    if ok && shown.is_empty() {
        // The status alone says that all is well.
        let form = kind.bot().answer.as_ref();
        let expected = form.and_then(|form| form.success_word.or(form.codes.first().copied())).unwrap_or_default();
        reason.push_str(" without `");
        reason.push_str(expected);
        reason.push('`');
    }
    let Some(wait) = wait else { return Answer::Refused { reason } };
    let asked = response.header("retry-after").and_then(|seconds| Number(seconds).as_i64()).unwrap_or_default();
    // What is longer than time itself is as long as it gets.
    let after = asked.saturating_mul(1000).max(wait);
    let after = if after > 0 { Some(after) } else { None };
    match retried {
        Some(error) if error.is_rate => Answer::Limited { reason, after },
        None if status == 429 => Answer::Limited { reason, after },
        _ => Answer::TryAgain { reason, after },
    }
}

/// The code in the body of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    /// 0 is success.
    Number(i64),
    /// The service answered, but without a code that is a number.
    Missing,
    /// The body is not of the form of the service.
    NotTheService,
}

/// What the body of an answer says.
struct Given<'b> {
    code: Code,
    message: &'b str,
}

fn given<'b>(form: &AnswerForm, body: &'b [u8], document: Option<&'b Document<'b>>) -> Given<'b> {
    if let Some(success) = form.success_word
        && body.len() <= LONGEST_WORD
    {
        let message = core::str::from_utf8(body).unwrap_or_default();
        return Given { code: if message == success { Code::Number(0) } else { Code::NotTheService }, message };
    }
    let Some(root) = document.map(Document::root).filter(|root| root.is_object()) else {
        return Given { code: Code::NotTheService, message: "" };
    };
    let code = form.codes.iter().map(|member| root.get(member)).find(|code| !code.is_null());
    Given {
        code: code.and_then(Value::integer).map_or(Code::Missing, Code::Number),
        message: root.get(form.message).text().unwrap_or_default(),
    }
}

/// The most bytes of a single word. A longer body is, for example, the error page of a proxy.
const LONGEST_WORD: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Kind;

    fn answer(kind: Kind, status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
        let url = "https://hooks.example/send?key=0123456789abcdef";
        let target = Target::new(kind, url, None).unwrap();
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
            Answer::TryAgain { after, .. } | Answer::Limited { after, .. } => Some(after.unwrap_or_default()),
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
            Answer::Limited { reason: "slack answered 429 rate_limited".into(), after: Some(30_000) }
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
    fn a_limit_of_messages_is_not_a_fault() {
        let is_limited = |kind, status, body: &str| matches!(answer(kind, status, &[], body), Answer::Limited { .. });
        assert!(is_limited(Kind::WeCom, 200, r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#));
        assert!(is_limited(Kind::DingTalk, 200, r#"{"errcode":130101,"errmsg":"send too fast"}"#));
        assert!(is_limited(Kind::Feishu, 200, r#"{"code":11232,"msg":"frequency limited"}"#));
        assert!(is_limited(Kind::Slack, 429, "rate_limited"));
        for body in [r#"{"errcode":-1,"errmsg":"busy"}"#, r#"{"errcode":45033}"#, "<html>"] {
            assert!(!is_limited(Kind::WeCom, 200, body), "{body}");
        }
        assert!(!is_limited(Kind::Slack, 503, ""));
    }

    #[test]
    fn pages_of_proxies_pass_and_logical_errors_stay() {
        for kind in [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack] {
            assert_eq!(wait(kind, 200, "<html>"), Some(0), "{kind:?}");
            assert_eq!(wait(kind, 502, "<html>"), Some(0), "{kind:?}");
            assert_eq!(wait(kind, 429, ""), Some(0), "{kind:?}");
            assert!(is_refused(kind, 404, "<html>"), "{kind:?}");
        }
        for (kind, body, reason) in [
            (Kind::WeCom, "{}", "wecom answered 200 without `errcode`"),
            (Kind::WeCom, r#"{"errcode":"x"}"#, "wecom answered 200 without `errcode`"),
            (Kind::Feishu, r#"{"code":"x"}"#, "feishu answered 200 without `code`"),
        ] {
            assert_eq!(answer(kind, 200, &[], body), Answer::Refused { reason: reason.into() });
        }
        for (kind, reason) in
            [(Kind::WeCom, "wecom answered 204 without `errcode`"), (Kind::Slack, "slack answered 204 without `ok`")]
        {
            assert_eq!(answer(kind, 204, &[], ""), Answer::TryAgain { reason: reason.into(), after: None });
        }
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
