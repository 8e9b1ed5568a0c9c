//! The options, one row an option: names, default and the possible values. The rule for all of them is in
//! [`Settings`](super::settings::Settings), and `schema/options.schema.json` says the same to editors.

use alloc::string::String;

use super::{Level, targets};
use crate::asserted::Asserted;
use crate::language::Language;
use crate::notify::schedule::{Pace, Quiet};
use crate::notify::{Kind, Outcomes, Target};
use crate::text::{is_made_of, percent_encode_path, split_once};

/// An option.
pub(super) struct Row {
    /// Where it is in the document, `cos.bucket`; of an entry of a list `notify[].url`. Empty: it is a variable alone.
    pub(super) path: &'static str,
    /// Its variable. Empty: it has none.
    pub(super) variable: &'static str,
    /// What it is in the document. (A variable is a text.)
    pub(super) shape: Shape,
    /// Its value where it is not set. Empty: none, or one that depends on other options.
    pub(super) default: &'static str,
    /// The texts that it can be. Empty: others too.
    pub(super) names: &'static [&'static str],
    /// Whether it can be this text, or hold it.
    pub(super) is_valid: fn(&str) -> bool,
    /// The message of the error about an invalid text. It never shows the text.
    pub(super) must: &'static str,
    /// Whether it protects against strangers. Then an empty variable is wrong, because it looks as if it were set.
    pub(super) guards: bool,
    /// Whether its variable is a secret, which nothing shows.
    pub(super) is_secret: bool,
    /// Why it has no effect if nothing reads it.
    pub(super) unused: &'static str,
}

impl Row {
    /// Whether it can be this text, or hold it.
    pub(super) fn allows(&self, text: &str) -> bool {
        (self.names.is_empty() || self.names.contains(&text)) && (self.is_valid)(text)
    }
}

/// What an option is in the document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// An object of texts.
    TextMembers,
    /// A list of objects, each with options of its own.
    Entries,
    /// An object of conditions.
    Condition,
}

const TEXT: Row = Row {
    path: "",
    variable: "",
    shape: Shape::Text,
    default: "",
    names: &[],
    is_valid: is_any,
    must: "must be a string",
    guards: false,
    is_secret: false,
    unused: "nothing uses it",
};

const OF_COS: Row = Row { unused: "no bucket is set", ..TEXT };

const CREDENTIAL: Row = Row {
    is_valid: is_printable,
    must: "must be printable ASCII without spaces or line breaks",
    is_secret: true,
    ..OF_COS
};

const BASE_URL: Row = Row {
    is_valid: is_base_url,
    must: "must be a base URL, such as `http://127.0.0.1:9000`, without user, query, fragment, `.` or `..`; \
           ports are 1 to 65535",
    ..TEXT
};

const LANGUAGE: Row = Row {
    names: &[Language::Zh.as_str(), Language::En.as_str(), Language::Ja.as_str(), Language::Ko.as_str()],
    must: "must be `zh`, `en`, `ja` or `ko`",
    ..TEXT
};

const OUTCOMES: Row = Row {
    names: &[
        Outcomes::All.as_str(),
        Outcomes::Finished.as_str(),
        Outcomes::Attention.as_str(),
        Outcomes::Failure.as_str(),
        Outcomes::None.as_str(),
    ],
    must: "must be `all`, `finished`, `attention`, `failure` or `none`",
    ..TEXT
};

const WECOM: Row = Row {
    is_valid: |text| Target::new(Kind::WeCom, text, None).is_ok(),
    must: "must be the key of a WeCom bot, or its https:// URL without user or fragment",
    unused: "`notify` in the document, or WECOM_WEBHOOK_URL, takes its place",
    ..TEXT
};

const FUNCTION_NAME: &str = "must be a function's name, such as `name`, `name:qualifier` or `name@namespace`";

pub(super) static BUCKET: Row = Row {
    path: "cos.bucket",
    variable: "COS_BUCKET",
    is_valid: is_bucket,
    must: "must be the bucket's full name with the APPID, such as `results-1250000000`, in lower case",
    ..OF_COS
};
pub(super) static REGION: Row = Row {
    path: "cos.region",
    variable: "COS_REGION",
    is_valid: is_region,
    must: "must be a region's id, such as `ap-guangzhou`",
    unused: "it is used only with COS_BUCKET and without COS_ENDPOINT",
    ..OF_COS
};
pub(super) static PREFIX: Row = Row {
    path: "cos.prefix",
    variable: "COS_PREFIX",
    default: "mps/",
    is_valid: is_prefix,
    must: "must have at most 300 bytes when percent-encoded, no empty, `.` or `..` segments, no control characters, \
           and no backslash at its beginning",
    ..OF_COS
};
pub(super) static LAYOUT: Row = Row {
    path: "cos.layout",
    variable: "COS_LAYOUT",
    default: "task",
    names: &["task", "classic"],
    must: "must be `task` or `classic`",
    ..OF_COS
};
pub(super) static ENDPOINT: Row =
    Row { path: "cos.endpoint", variable: "COS_ENDPOINT", unused: OF_COS.unused, ..BASE_URL };
pub(super) static SECRET_ID: Row = Row {
    path: "cos.secret_id",
    variable: "COS_SECRET_ID",
    unused: "no bucket is set, and functions are invoked with the role's credentials",
    ..CREDENTIAL
};
pub(super) static SECRET_KEY: Row =
    Row { path: "cos.secret_key", variable: "COS_SECRET_KEY", unused: SECRET_ID.unused, ..CREDENTIAL };
pub(super) static SESSION_TOKEN: Row = Row {
    path: "cos.session_token",
    variable: "COS_SESSION_TOKEN",
    unused: "it goes with secret_id and secret_key, which are not used",
    ..CREDENTIAL
};
pub(super) static CLS_FORMAT: Row = Row {
    path: "cls.format",
    variable: "CLS_FORMAT",
    default: "classic",
    names: &["classic", "ndjson"],
    must: "must be `classic` or `ndjson`",
    ..TEXT
};
pub(super) static CLS_COMPRESSION: Row = Row {
    path: "cls.compression",
    variable: "CLS_COMPRESSION",
    default: "none",
    names: &["none", "gzip"],
    must: "must be `none` or `gzip`",
    unused: "batches of logs are stored only with CLS_FORMAT (cls.format), or by the template cls-to-cos",
    ..TEXT
};
pub(super) static NOTIFY_KEY: Row =
    Row { path: "mps.notify_key", variable: "MPS_NOTIFY_KEY", guards: true, is_secret: true, ..TEXT };
pub(super) static MPS_ENDPOINT: Row = Row { path: "mps.endpoint", variable: "MPS_ENDPOINT", ..BASE_URL };
pub(super) static SELECT: Row = Row {
    path: "select",
    shape: Shape::TextMembers,
    is_valid: |text| text.starts_with('/'),
    must: "must be a JSON Pointer into the report, such as `/task_id`; `receipts` are always there",
    ..TEXT
};
pub(super) static NOTIFY: Row = Row { path: "notify", shape: Shape::Entries, ..TEXT };
pub(super) static WECOM_URL: Row = Row { variable: "WECOM_WEBHOOK_URL", ..WECOM };
pub(super) static WECOM_KEY: Row = Row { variable: "WECOM_WEBHOOK_KEY", is_secret: true, ..WECOM };
pub(super) static NOTIFY_ON: Row = Row {
    variable: "NOTIFY_ON",
    unused: "no notification target is set, or each says itself what it is notified of",
    ..OUTCOMES
};
pub(super) static INVOKE: Row = Row { path: "invoke", shape: Shape::Entries, ..TEXT };
pub(super) static FUNCTIONS: Row = Row {
    variable: "INVOKE_FUNCTIONS",
    is_valid: targets::are_functions,
    must: FUNCTION_NAME,
    unused: "`invoke` in the document takes its place",
    ..TEXT
};
pub(super) static SCF_ENDPOINT: Row = Row {
    path: "scf.endpoint",
    variable: "SCF_ENDPOINT",
    default: "https://scf.tencentcloudapi.com",
    unused: "no function is invoked",
    ..BASE_URL
};
pub(super) static SCF_REGION: Row = Row {
    path: "scf.region",
    is_valid: is_region,
    must: "must be the functions' region, such as `ap-guangzhou`",
    unused: "no function is invoked",
    ..TEXT
};
pub(super) static LANG: Row = Row { path: "lang", variable: "NOTIFY_LANG", default: "zh", ..LANGUAGE };
pub(super) static LOG_LEVEL: Row = Row {
    path: "log_level",
    variable: "LOG_LEVEL",
    default: "info",
    names: &[Level::Debug.as_str(), Level::Info.as_str(), Level::Warn.as_str(), Level::Error.as_str()],
    must: "must be `debug`, `info`, `warn` or `error`",
    ..TEXT
};

/// The options that a document or the environment sets once.
pub(super) static OPTIONS: [&Row; 23] = [
    &BUCKET,
    &REGION,
    &PREFIX,
    &LAYOUT,
    &ENDPOINT,
    &SECRET_ID,
    &SECRET_KEY,
    &SESSION_TOKEN,
    &NOTIFY_KEY,
    &MPS_ENDPOINT,
    &CLS_FORMAT,
    &CLS_COMPRESSION,
    &LANG,
    &LOG_LEVEL,
    &SELECT,
    &NOTIFY,
    &WECOM_URL,
    &WECOM_KEY,
    &NOTIFY_ON,
    &INVOKE,
    &FUNCTIONS,
    &SCF_ENDPOINT,
    &SCF_REGION,
];

pub(super) static KIND: Row = Row {
    path: "notify[].kind",
    names: &[
        Kind::WeCom.as_str(),
        Kind::DingTalk.as_str(),
        Kind::Feishu.as_str(),
        Kind::Slack.as_str(),
        Kind::Webhook.as_str(),
    ],
    must: "must be `wecom`, `dingtalk`, `feishu`, `slack` or `webhook`",
    ..TEXT
};
/// What it may be depends on the kind; [`Target::new`] knows it. So does that of the secret.
pub(super) static URL: Row = Row { path: "notify[].url", ..TEXT };
pub(super) static SECRET: Row = Row { path: "notify[].secret", ..TEXT };
pub(super) static ON: Row = Row { path: "notify[].on", ..OUTCOMES };
pub(super) static EVENTS: Row = Row { path: "notify[].events", shape: Shape::Texts, ..TEXT };
pub(super) static NOTIFY_WHERE: Row = Row { path: "notify[].where", shape: Shape::Condition, ..TEXT };
pub(super) static TITLE: Row = Row { path: "notify[].title", ..TEXT };
pub(super) static LINES: Row = Row { path: "notify[].lines", shape: Shape::Texts, ..TEXT };
pub(super) static PACE: Row = Row {
    path: "notify[].pace",
    is_valid: |text| text == "none" || Pace::read(text).is_some(),
    must: "must be such as `20/min`, `1/s` or `500/h`, or `none`",
    ..TEXT
};
pub(super) static DIGEST: Row = Row {
    path: "notify[].digest",
    default: "when-busy",
    names: &["never", "when-busy", "hourly", "daily"],
    must: "must be `never`, `when-busy`, `hourly` or `daily`",
    ..TEXT
};
pub(super) static QUIET: Row = Row {
    path: "notify[].quiet",
    is_valid: |text| Quiet::read(text).is_some(),
    must: "must be two different times and the offset from UTC, such as `22:00-08:00 +08:00`",
    ..TEXT
};
pub(super) static URGENT: Row = Row {
    path: "notify[].urgent",
    shape: Shape::Texts,
    names: &["failure", "block"],
    must: "must be `failure` or `block`",
    ..TEXT
};
pub(super) static RECOVERED: Row =
    Row { path: "notify[].recovered", default: "off", names: &["off", "day"], must: "must be `off` or `day`", ..TEXT };
pub(super) static ROUNDS: Row = Row {
    path: "notify[].watch",
    default: "none",
    names: &["none", "missing", "all"],
    must: "must be `none`, `missing` or `all`",
    ..TEXT
};
pub(super) static TARGET_LANG: Row = Row { path: "notify[].lang", ..LANGUAGE };

/// The options of an entry of `notify`.
pub(super) static OF_NOTIFY: [&Row; 15] = [
    &KIND,
    &URL,
    &SECRET,
    &ON,
    &EVENTS,
    &NOTIFY_WHERE,
    &TITLE,
    &LINES,
    &PACE,
    &DIGEST,
    &QUIET,
    &URGENT,
    &RECOVERED,
    &ROUNDS,
    &TARGET_LANG,
];

pub(super) static FUNCTION: Row =
    Row { path: "invoke[].function", is_valid: targets::is_function, must: FUNCTION_NAME, ..TEXT };
pub(super) static QUALIFIER: Row = Row {
    path: "invoke[].qualifier",
    default: "$DEFAULT",
    is_valid: targets::is_qualifier,
    must: "must be a version or an alias, at most 64 letters, digits, `-`, `_` and `$`",
    ..TEXT
};
pub(super) static NAMESPACE: Row = Row {
    path: "invoke[].namespace",
    default: "default",
    is_valid: targets::is_function,
    must: "must be at most 64 letters, digits, `-` and `_`",
    ..TEXT
};

pub(super) static INVOKE_WHERE: Row = Row { path: "invoke[].where", shape: Shape::Condition, ..TEXT };

/// The options of an entry of `invoke`.
pub(super) static OF_INVOKE: [&Row; 4] = [&FUNCTION, &QUALIFIER, &NAMESPACE, &INVOKE_WHERE];

fn is_any(_text: &str) -> bool {
    true
}

/// Whether a text is made of printable ASCII without spaces alone.
pub(super) fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether a text has only lower-case letters, digits and hyphens. Names of buckets and regions are made of these.
pub(super) fn is_region(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_bucket(text: &str) -> bool {
    let appid = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let name = text.len().minus(appid);
    let has_appid = appid > 0 && name > 1 && text.as_bytes().get(name.minus(1)) == Some(&b'-');
    has_appid && is_region(text)
}

/// Removes the slash at the beginning of a prefix. It would be part of the key in the bucket, which nobody intends.
pub(super) fn without_first_slash(prefix: &str) -> &str {
    prefix.strip_prefix('/').unwrap_or(prefix)
}

fn is_prefix(text: &str) -> bool {
    /// The most bytes of a prefix, percent-encoded. Keys end in at most 290 bytes of event type, task or topic id, time
    /// and digest; COS allows 850 in all.
    const MAX_PREFIX: usize = 300;
    let text = without_first_slash(text);
    let mut encoded = String::new();
    percent_encode_path(&mut encoded, text);
    let mut segments = text.as_bytes().split(|byte| *byte == b'/').rev();
    // A prefix may end in a slash, and mostly does: no segment follows that slash.
    let last = segments.next().unwrap_or_default();
    encoded.len() <= MAX_PREFIX
        && !matches!(last, b"." | b"..")
        && !segments.any(|segment| matches!(segment, b"" | b"." | b".."))
        && !text.starts_with('\\')
        && !text.bytes().any(|byte| byte.is_ascii_control())
}

/// Whether it is a URL without user, query and fragment that clients send unchanged. Clients remove `.` and `..` on the
/// way, and the signature would cover another path.
fn is_base_url(text: &str) -> bool {
    let (scheme, rest) = split_once(text, "://").unwrap_or_default();
    let (authority, path) = split_once(rest, "/").unwrap_or((rest, ""));
    let is_name =
        |host: &str| host.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) && is_made_of(host, "-._");
    let is_address = |host: &str| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
    };
    let (is_host, port) = match authority.strip_prefix('[') {
        Some(rest) => split_once(rest, "]").map_or((false, ""), |(host, port)| (is_address(host), port)),
        None => {
            let (host, _) = split_once(authority, ":").unwrap_or((authority, ""));
            (is_name(host), authority.get(host.len()..).unwrap_or_default())
        }
    };
    let is_port = port.is_empty()
        || port
            .strip_prefix(':')
            .filter(|port| matches!(port.len(), 1..=5) && port.bytes().all(|byte| byte.is_ascii_digit()))
            .is_some_and(|port| matches!(port.parse::<u16>(), Ok(1..)));
    let mut segments = path.strip_suffix('/').unwrap_or(path).split('/');
    let is_path =
        path.is_empty() || segments.all(|segment| !matches!(segment, "" | "." | "..") && is_made_of(segment, "-._:[]"));
    matches!(scheme, "http" | "https") && is_host && is_port && is_path
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::filter::{ROWS, Values};
    use crate::notify::notice::Rounds;
    use crate::notify::schedule::Digest;

    /// The names in a message: it has each in backticks.
    fn names_in(must: &str) -> Vec<&str> {
        must.split('`').skip(1).step_by(2).collect()
    }

    #[test]
    fn an_error_about_a_list_of_names_names_all_of_them() {
        let options = OPTIONS.iter().chain(&OF_NOTIFY).chain(&OF_INVOKE).map(|row| (row.names, row.must));
        let conditions = ROWS.iter().filter_map(|row| match row.values {
            Values::Names(values) => Some((values.names, values.must)),
            _ => None,
        });
        for (names, must) in options.chain(conditions) {
            let is_list = must.starts_with("must be `") && must.contains(" or `");
            assert_eq!(is_list, !names.is_empty(), "{must}");
            if is_list {
                assert_eq!(names_in(must), names, "{must}");
            }
        }
    }

    #[test]
    fn every_name_of_an_option_is_one_of_its_type() {
        assert!(KIND.names.iter().all(|id| Kind::from_id(id).is_some()));
        assert!(NOTIFY_ON.names.iter().all(|id| Outcomes::from_id(id).is_some()));
        assert!(ROUNDS.names.iter().all(|id| Rounds::from_id(id).is_some()));
        assert!(DIGEST.names.iter().all(|id| Digest::from_id(id).is_some()));
        assert!(LANG.names.iter().all(|id| Language::from_id(id).is_some()));
    }
}
