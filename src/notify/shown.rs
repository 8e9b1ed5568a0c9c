//! A message as people see it, and its share of the bot's limit. It is for dry runs.

use super::bots::{Limit, Parts, Unit};
use super::target::Kind;
use alloc::string::String;

use crate::json::{AsField, Document, Field, Value, members};

/// A message as a bot shows it, with its real and its counted length.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShownMessage {
    /// The bot.
    pub bot: Kind,
    /// The title, where the bot has one.
    pub title: Option<String>,
    /// The name of the title's colour, where the bot has one.
    pub colour: Option<String>,
    /// The text, in the markup of the bot.
    pub text: String,
    /// The length of what the bot counts: the whole body, or the text in it.
    pub length: u32,
    /// The most that the bot takes.
    pub limit: u32,
    /// What it counts.
    pub unit: Unit,
}
members!(ShownMessage: bot, title, colour, text, length, limit, unit);

impl AsField for Kind {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

impl AsField for Unit {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            Unit::Bytes => "bytes",
            Unit::Characters => "characters",
        })
    }
}

/// Reads `body`, the request to the target of this [`id`](super::Target::id). `None` if the target is not a bot but a program, or the
/// body is not one of its messages.
#[must_use]
pub fn shown_message(target: &str, body: &[u8]) -> Option<ShownMessage> {
    let bot = Kind::from_id(target.split('-').next()?)?;
    let Limit { most, unit, of_text } = bot.bot().limit?;
    let Parts { title, colour, text } = bot.bot().parts?;
    let document = Document::parse(body).ok()?;
    let member = |path: &[&str]| at(document.root(), path).map(String::from);
    let text = member(text)?;
    let counted = if of_text { &text } else { core::str::from_utf8(body).ok()? };
    let length = match unit {
        Unit::Bytes => counted.len(),
        Unit::Characters => counted.chars().count(),
    };
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    Some(ShownMessage { bot, title: member(title), colour: member(colour), text, length, limit: most, unit })
}

/// The text at a path of members; of a list its first element counts.
fn at<'d>(root: Value<'d>, path: &[&str]) -> Option<&'d str> {
    let step = |value: Value<'d>, name: &&str| {
        let value = value.get(name);
        value.elements().next().unwrap_or(value)
    };
    path.iter().fold(root, step).string()
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::notify::target::Target;
    use crate::notify::{prepare_borrowed, request};
    use crate::{Language, for_each_report};

    /// An event with more failures than a message has lines.
    fn long_event() -> Vec<u8> {
        let task = r#"{"Type":"Transcode","TranscodeTask":{"Status":"FAIL","ErrCode":60000,"Message":"转码失败 \"引号\" ","ErrCodeExt":"x"}}"#;
        let tasks = [task; 200].join(",");
        [r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","MediaProcessResultSet":["#, &tasks, "]}}"]
            .concat()
            .into_bytes()
    }

    #[test]
    fn no_message_is_longer_than_its_bot_takes() {
        for kind in [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack] {
            let target = Target::new(kind, "https://bot.example/x", None).unwrap();
            for_each_report(&long_event(), Language::Zh, &mut |report| {
                let message = prepare_borrowed(&target, &report.unwrap());
                let (_, body) = request(&target, &message, 1_700_000_000_000);
                let shown = shown_message(&target.id(), &body).unwrap();
                assert_eq!(shown.bot, kind);
                assert!(shown.text.contains("转码失败") && shown.title.is_none_or(|title| title.contains("处理失败")));
                assert!(0 < shown.length && shown.length <= shown.limit, "{} of {}", shown.length, shown.limit);
            });
        }
    }

    #[test]
    fn what_counts_is_the_text_or_the_whole_body() {
        let of = |target: &str, body: &str| {
            shown_message(target, body.as_bytes())
                .map(|it| (it.length, it.limit, it.unit, it.title, it.colour, it.text))
        };
        let text = |text: &str| Some(String::from(text));
        let body = r#"{"markdown":{"content":"转a\n"}}"#;
        assert_eq!(of("wecom-1f3a09bc", body), Some((5, 4096, Unit::Bytes, None, None, "转a\n".into())));
        let body = r#"{"text":"T","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"转a\n"}}]}"#;
        assert_eq!(
            of("slack-1f3a09bc-en-all", body),
            Some((3, 3000, Unit::Characters, text("T"), None, "转a\n".into()))
        );
        let body = r#"{"markdown":{"title":"T","text":"转"}}"#;
        assert_eq!(of("dingtalk-1f3a09bc", body), Some((39, 20_000, Unit::Bytes, text("T"), None, "转".into())));
        let body =
            r#"{"card":{"header":{"template":"red","title":{"content":"T"}},"elements":[{"text":{"content":"a"}}]}}"#;
        assert_eq!(of("feishu-1f3a09bc", body), Some((100, 20_480, Unit::Bytes, text("T"), text("red"), "a".into())));
        for (target, body) in [
            ("webhook-1f3a09bc", body),
            ("f:$DEFAULT@default", body),
            ("", body),
            ("wecom-1f3a09bc", "{}"),
            ("wecom-1f3a09bc", "{"),
        ] {
            assert_eq!(of(target, body), None, "{target} {body}");
        }
    }
}
