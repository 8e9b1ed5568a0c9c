//! Messages for people: which groups are to be told, what a message says, and what the bot's answer means.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::http::{Request, Response};
use crate::json::{Document, members, to_json};
use crate::report::{Outcome, Report};
use crate::sign::sha256;
use crate::text::{digits, hex, split_once};
use crate::time::Millis;

/// Which reports are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Every one.
    All,
    /// Those of tasks that did not succeed altogether.
    Failure,
    /// None.
    None,
}

/// A group to tell.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// Where its bot is reached. Whoever knows it can write to the group.
    pub url: String,
    /// What it is told.
    pub filter: Filter,
}

/// The URL is a secret.
impl fmt::Debug for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.id())
    }
}

impl Target {
    /// Whether it is to be told of this.
    #[must_use]
    pub fn wants(&self, report: &Report<'_>) -> bool {
        match self.filter {
            Filter::All => true,
            Filter::Failure => matches!(report.outcome, Outcome::Failure | Outcome::Partial),
            Filter::None => false,
        }
    }

    /// Its name in receipts and log lines: the same for the same URL, which cannot be told from it.
    #[must_use]
    pub fn id(&self) -> String {
        ["wecom-", &hex(sha256(self.url.as_bytes()).get(..4).unwrap_or_default())].concat()
    }
}

/// A message, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message(Vec<u8>);

struct Markdown {
    content: String,
}
members!(Markdown: content);

struct Body {
    msgtype: &'static str,
    markdown: Markdown,
}
members!(Body: msgtype, markdown);

/// What a target is told of a report.
#[must_use]
pub fn prepare(_target: &Target, report: &Report<'_>) -> Message {
    let safe = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.');
    let task_id: String = report.task_id.unwrap_or_default().chars().filter(safe).take(200).collect();
    let content = [report.event_type.as_str(), " ", &task_id, ": ", report.outcome.as_str()].concat();
    Message(to_json(&Body { msgtype: "markdown", markdown: Markdown { content } }))
}

/// The request that tells a target, and its body.
#[must_use]
pub fn request(target: &Target, message: &Message, _now: Millis) -> (Request, Vec<u8>) {
    let authority = split_once(&target.url, "://").map_or("", |(_, rest)| rest);
    let host = split_once(authority, "/").map_or(authority, |(host, _)| host);
    let headers = [("content-type", "application/json; charset=utf-8".into()), ("host", host.into())].into();
    (Request { method: "POST", url: target.url.clone(), headers, timeout: 0 }, message.0.clone())
}

/// What a bot answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// The group was told.
    Done {
        /// For questions to the service's support.
        request_id: Option<String>,
    },
    /// It may work when tried again.
    TryAgain {
        /// Why it did not.
        reason: String,
        /// Not before so many ms.
        after: Option<i64>,
    },
    /// It will not work however often it is tried.
    Refused {
        /// Why not.
        reason: String,
    },
}

/// Reads the response to [`request`] (WeCom document 91770 and its error codes).
#[must_use]
pub fn read(_target: &Target, response: &Response<'_>) -> Answer {
    let document = Document::parse(response.body);
    let code = document.as_ref().ok().and_then(|document| document.root().get("errcode").integer());
    let Some(code) = code.filter(|_| response.status == 200) else {
        let reason = ["the bot answered ", &digits(i64::from(response.status))].concat();
        return if matches!(response.status, 200 | 408 | 429 | 500..) {
            Answer::TryAgain { reason, after: response.retry_after(0) }
        } else {
            Answer::Refused { reason }
        };
    };
    let reason = ["the bot answered errcode ", &digits(code)].concat();
    match code {
        0 => Answer::Done { request_id: None },
        -1 | 45033 => Answer::TryAgain { reason, after: None },
        45009 => Answer::TryAgain { reason, after: Some(60_000) },
        _ => Answer::Refused { reason },
    }
}
