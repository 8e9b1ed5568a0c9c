//! Warns of options that are valid and look like mistakes: what they ask for matches nothing that this version knows.
//!
//! They are not errors, because MPS adds event types and kinds at any time. Secrets can be in the wrong place, so no value is shown.

use alloc::string::String;
use alloc::vec::Vec;

use super::OptionWarning;
use super::settings::{Settings, is_shown, nearest_of};
use super::table::{self, Row};
use crate::filter::{COMBINATORS, matches};
use crate::json::{Kind, Value};
use crate::mps::known_kinds;
use crate::notify::{Kind as BotKind, Target};
use crate::report::EventType;
use crate::report::members::Shape;
use crate::text::digits;

/// The most warnings of this kind. A document can hold any number of mistakes.
const MAX_WARNINGS: usize = 20;

/// The warnings of the options so far.
pub(super) struct Lints<'w>(pub(super) &'w mut Vec<OptionWarning>);

impl Lints<'_> {
    /// Warns of names of event types that no event has. `path` is that of the list.
    #[inline(never)]
    pub(super) fn event_types(&mut self, list: Value<'_>, path: &str) {
        for (index, element) in list.elements().enumerate() {
            let name = element.text().unwrap_or_default();
            // Names are compared as they are: an asterisk stands for itself.
            if !EventType::NAMES.contains(&name) {
                self.unmatched(&element_path(path, index), OF_EVENT_TYPES, nearest_of(name, EventType::NAMES));
            }
        }
    }

    /// Warns of patterns in conditions that no event type, or no kind of sub-task, matches.
    #[inline(never)]
    pub(super) fn condition(&mut self, object: Value<'_>, path: &str) {
        for (name, value) in object.members() {
            let path = join(&[path, ".", name]);
            match name {
                "event_type" => self.patterns(value, &path, Known { what: OF_EVENT_TYPES, names: EventType::NAMES }),
                "kind" => self.patterns(value, &path, Known { what: OF_KINDS, names: &known_kinds() }),
                _ if !COMBINATORS.contains(&name) => {}
                _ if value.kind() == Kind::Array => {
                    for (index, inner) in value.elements().enumerate() {
                        self.condition(inner, &element_path(&path, index));
                    }
                }
                _ => self.condition(value, &path),
            }
        }
    }

    /// Warns of patterns that match none of the names.
    #[inline(never)]
    fn patterns(&mut self, value: Value<'_>, path: &str, known: Known<'_>) {
        if value.kind() == Kind::Array {
            for (index, pattern) in value.elements().enumerate() {
                self.patterns(pattern, &element_path(path, index), known);
            }
            return;
        }
        let pattern = value.text().unwrap_or_default();
        if !known.names.iter().any(|name| matches(pattern, name)) {
            self.unmatched(path, known.what, nearest_of(pattern, known.names));
        }
    }

    /// Warns of pointers that lead to nothing which reports have.
    #[inline(never)]
    pub(super) fn pointers(&mut self, fields: Value<'_>, path: &str) {
        for (name, pointer) in fields.members() {
            if let Err(meant) = follow(pointer.text().unwrap_or_default()) {
                let path = if is_shown(name) { join(&[path, ".", name]) } else { path.into() };
                self.unmatched(&path, "leads to nothing that a report has", meant.as_deref());
            }
        }
    }

    /// Warns of the URL of a bot whose host is not one of its kind. `kind_path`: the option that would decide the kind, if it is not
    /// set.
    #[inline(never)]
    pub(super) fn bot(&mut self, name: &str, target: &Target, kind_path: Option<&str>) {
        let kind = target.kind;
        let message = match (BotKind::of_url(&target.url), kind_path) {
            (Some(of_host), _) => {
                join(&[name, " is a URL of `", of_host.as_str(), "`, but its kind is `", kind.as_str(), "`"])
            }
            (None, Some(kind_path)) => join(&[
                name,
                " has a host that this version does not know, so it counts as a WeCom bot: set ",
                kind_path,
            ]),
            _ => return,
        };
        self.push(name, message);
    }

    /// Warns of options of a target that need the outbox of an archive, where there is no archive. Those that ask for no outbox
    /// have nothing to be warned of.
    #[inline(never)]
    pub(super) fn without_archive(&mut self, entry: &Settings<'_>) {
        let rows: [(&'static Row, &str); 5] = [
            (&table::PACE, "none"),
            (&table::DIGEST, "never"),
            (&table::QUIET, ""),
            (&table::URGENT, ""),
            (&table::RECOVERED, table::RECOVERED.default),
        ];
        for (row, off) in rows {
            if entry.is_set(row) && entry.value(row).and_then(Value::text) != Some(off) {
                let name = entry.name(row);
                let message = join(&[&name, " is set and has no effect: without a bucket there is no outbox"]);
                self.push(&name, message);
            }
        }
    }

    #[inline(never)]
    fn unmatched(&mut self, path: &str, what: &str, meant: Option<&str>) {
        let mut message = join(&[path, " ", what]);
        if let Some(meant) = meant {
            message = join(&[&message, "; did you mean `", meant, "`"]);
        }
        self.push(path, message);
    }

    #[inline(never)]
    fn push(&mut self, path: &str, message: String) {
        if self.0.len() < MAX_WARNINGS {
            self.0.push(OptionWarning { path: path.into(), message });
        }
    }
}

/// The parts as one text. (Each `concat` by itself is code of its own.)
#[inline(never)]
fn join(parts: &[&str]) -> String {
    parts.concat()
}

/// The names that a pattern is meant to match.
#[derive(Clone, Copy)]
struct Known<'k> {
    /// What is said of a pattern that matches none of them.
    what: &'k str,
    names: &'k [&'static str],
}

const OF_EVENT_TYPES: &str = "matches no event type that this version knows";
const OF_KINDS: &str = "matches no kind of sub-task that this version knows";

#[inline(never)]
fn element_path(list: &str, index: usize) -> String {
    // Elements are in memory, so their number fits.
    join(&[list, "[", &digits(index as i64), "]"])
}

/// Follows a JSON Pointer into reports. What is below `/event` may be anything.
///
/// # Errors
/// The beginning of the pointer that seems to be meant, if it leads to nothing.
fn follow(pointer: &str) -> Result<(), Option<String>> {
    let (mut shape, mut is_list) = (Shape::Report, false);
    let mut followed = String::new();
    for token in pointer.split('/').skip(1) {
        if followed.is_empty() && token == "event" {
            return Ok(());
        }
        let beside = |name: &str| Some(join(&[&followed, "/", name]));
        if is_list {
            if token != "*" && (token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_digit())) {
                let is_of_element = shape.member(token).is_some();
                return Err(if is_of_element { beside(&join(&["*/", token])) } else { beside("*") });
            }
            is_list = false;
        } else if token == "*" && shape != Shape::Value {
            // The members of an object have different shapes.
            return Ok(());
        } else {
            let Some(found) = shape.member(token) else {
                return Err(nearest_of(token, shape.members()).and_then(beside));
            };
            (shape, is_list) = found;
        }
        followed = join(&[&followed, "/", token]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;
    use crate::options::Options;

    /// The messages about a document.
    fn warnings(document: &str) -> Vec<String> {
        let options = Options::from_json(document.as_bytes()).unwrap();
        assert_eq!(options.fault, None, "{document}");
        options.warnings.into_iter().map(|warning| warning.message).collect()
    }

    #[test]
    fn a_filter_that_nothing_known_matches_is_warned_of() {
        let bot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k";
        let notify = |rest: &str| warnings(&[r#"{"notify":[{"url":""#, bot, r#"","#, rest, "}]}"].concat());
        for (rest, expected) in [
            (
                r#""events":["WorkflowTask","workflowtask"]"#,
                "notify[0].events[1] matches no event type that this version knows; did you mean `WorkflowTask`",
            ),
            (r#""events":["Workflow*"]"#, "notify[0].events[0] matches no event type that this version knows"),
            (
                r#""where":{"event_type":"EditMediaTsk"}"#,
                "notify[0].where.event_type matches no event type that this version knows; did you mean `EditMediaTask`",
            ),
            (
                r#""where":{"any":[{"outcome":"failure"},{"not":{"kind":["Transcode","Transcodes"]}}]}"#,
                "notify[0].where.any[1].not.kind[1] matches no kind of sub-task that this version knows; did you mean `Transcode`",
            ),
            (
                r#""where":{"kind":"Snapp*"}"#,
                "notify[0].where.kind matches no kind of sub-task that this version knows",
            ),
        ] {
            assert_eq!(notify(rest), [expected]);
        }
        for rest in [
            r#""events":["WorkflowTask","AiReviewResult"]"#,
            r#""where":{"event_type":["Ai*Result","*"],"kind":["Porn.*","AIAnalysis","EditMedia","ProcessEof","*Snapshot*"]}"#,
            r#""where":{"label":"anything","code":7,"all":[{"key":"a"}]}"#,
        ] {
            assert_eq!(notify(rest), Vec::<String>::new(), "{rest}");
        }
    }

    #[test]
    fn a_function_and_a_selection_are_warned_of_too() {
        let found = warnings(r#"{"select":{"files":"/tasks/outputs/*/uri","a b":"/taskid"}}"#);
        assert_eq!(
            found,
            [
                "select.files leads to nothing that a report has; did you mean `/tasks/*/outputs`",
                "select leads to nothing that a report has; did you mean `/task_id`"
            ]
        );
        let document = r#"{"cos":{"secret_id":"i","secret_key":"k"},"scf":{"region":"ap-tokyo"},"invoke":[{"function":"f","where":{"kind":"Cuver"}}]}"#;
        assert_eq!(
            warnings(document),
            ["invoke[0].where.kind matches no kind of sub-task that this version knows; did you mean `Cover`"]
        );
    }

    #[test]
    fn the_host_of_a_bot_decides_its_kind_and_an_unknown_host_is_warned_of() {
        let of = |entry: &str| {
            let options = Options::from_json([r#"{"notify":["#, entry, "]}"].concat().as_bytes()).unwrap();
            let messages: Vec<String> = options.warnings.into_iter().map(|warning| warning.message).collect();
            (options.notify.first().map(|target| target.kind), messages.join("\n"))
        };
        assert_eq!(of(r#"{"url":"https://hooks.slack.com/services/T/B/x"}"#), (Some(BotKind::Slack), "".into()));
        let with_secret = r#"{"url":"https://oapi.dingtalk.com/robot/send?access_token=x","secret":"SECx"}"#;
        assert_eq!(of(with_secret), (Some(BotKind::DingTalk), "".into()));
        assert_eq!(of(r#"{"url":"693a91f6-7aaa"}"#), (Some(BotKind::WeCom), "".into()));
        assert_eq!(of(r#"{"kind":"webhook","url":"https://a.example/x"}"#), (Some(BotKind::Webhook), "".into()));
        assert_eq!(
            of(r#"{"url":"https://a.example/x"}"#),
            (
                Some(BotKind::WeCom),
                "notify[0].url has a host that this version does not know, so it counts as a WeCom bot: set notify[0].kind"
                    .into()
            )
        );
        assert_eq!(
            of(r#"{"kind":"slack","url":"https://open.feishu.cn/open-apis/bot/v2/hook/x"}"#),
            (Some(BotKind::Slack), "notify[0].url is a URL of `feishu`, but its kind is `slack`".into())
        );
        let env = Document::parse(br#"{"WECOM_WEBHOOK_URL":"https://oapi.dingtalk.com/robot/send?access_token=x"}"#);
        let nothing = Document::parse(b"null").unwrap();
        let options = Options::resolve(nothing.root(), env.unwrap().root()).unwrap();
        let found: Vec<String> = options.warnings.into_iter().map(|warning| warning.message).collect();
        assert_eq!(found, ["WECOM_WEBHOOK_URL is a URL of `dingtalk`, but its kind is `wecom`"]);
    }

    #[test]
    fn a_document_full_of_mistakes_has_a_few_warnings() {
        let mistakes = std::vec![r#""x""#; 1000].join(",");
        let document = [r#"{"notify":[{"url":"k","events":["#, &mistakes, "]}]}"].concat();
        assert_eq!(warnings(&document).len(), MAX_WARNINGS);
    }

    #[test]
    fn pointers_are_followed_as_far_as_reports_go() {
        for pointer in [
            "/task_id",
            "/tasks",
            "/tasks/0/outputs/*/uri",
            "/tasks/*/outputs/*/video/0/codec",
            "/tasks/*/findings/*/keywords/0",
            "/media/*",
            "/input/*",
            "/event",
            "/event/WorkflowTaskEvent/TaskId",
        ] {
            assert_eq!(follow(pointer), Ok(()), "{pointer}");
        }
        for (pointer, meant) in [
            ("/taskid", Some("/task_id")),
            ("/tasks/outputs/*/uri", Some("/tasks/*/outputs")),
            ("/tasks/first", Some("/tasks/*")),
            ("/tasks/*/output", Some("/tasks/*/outputs")),
            ("/tasks/-1", Some("/tasks/*")),
            ("/TaskId/x", Some("/task_id")),
            ("/task_id/x", None),
            ("/task_id/*", None),
            ("/receipts/0/at", None),
            ("/", None),
            ("/events/0", None),
        ] {
            assert_eq!(follow(pointer), Err(meant.map(String::from)), "{pointer}");
        }
    }
}
