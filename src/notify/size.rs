//! How much of the room that a bot gives a message takes, for dry runs.

use super::bots::{Limit, Unit};
use super::target::Kind;
use crate::json::{AsField, Document, Field, Value, members};

/// How long a message is, and how long the bot takes it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Size {
    /// The bot.
    pub bot: Kind,
    /// The length of what the bot counts: the whole body, or the text in it.
    pub length: u32,
    /// The most that the bot takes.
    pub limit: u32,
    /// What it counts.
    pub unit: Unit,
}
members!(Size: bot, length, limit, unit);

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

/// Measures `body`, the request to the target of this [`id`](super::Target::id). `None` if the target is no bot but a program, or the
/// body is none of its messages.
#[must_use]
pub fn message_size(target: &str, body: &[u8]) -> Option<Size> {
    let bot = Kind::from_id(target.split('-').next()?)?;
    let Limit { most, unit, counted } = bot.bot().limit?;
    let document = Document::parse(body).ok()?;
    let text = match counted {
        None => core::str::from_utf8(body).ok()?,
        Some(path) => at(document.root(), path)?,
    };
    let length = match unit {
        Unit::Bytes => text.len(),
        Unit::Characters => text.chars().count(),
    };
    Some(Size { bot, length: u32::try_from(length).unwrap_or(u32::MAX), limit: most, unit })
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

    /// An event with more to tell than any bot takes.
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
                let size = message_size(&target.id(), &body).unwrap();
                assert_eq!(size.bot, kind);
                assert!(0 < size.length && size.length <= size.limit, "{size:?}");
            });
        }
    }

    #[test]
    fn what_counts_is_the_text_or_the_whole_body() {
        let of =
            |target: &str, body: &str| message_size(target, body.as_bytes()).map(|it| (it.length, it.limit, it.unit));
        let wecom = r#"{"msgtype":"markdown","markdown":{"content":"转a\n"}}"#;
        assert_eq!(of("wecom-1f3a09bc", wecom), Some((5, 4096, Unit::Bytes)));
        let slack = r#"{"text":"title","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"转a\n"}}]}"#;
        assert_eq!(of("slack-1f3a09bc-en-all", slack), Some((3, 3000, Unit::Characters)));
        let whole = r#"{"a":"转"}"#;
        assert_eq!(of("dingtalk-1f3a09bc", whole), Some((11, 20_000, Unit::Bytes)));
        assert_eq!(of("feishu-1f3a09bc", whole), Some((11, 20_480, Unit::Bytes)));
        for (target, body) in [
            ("webhook-1f3a09bc", whole),
            ("f:$DEFAULT@default", whole),
            ("", whole),
            ("wecom-1f3a09bc", "{}"),
            ("wecom-1f3a09bc", "{"),
        ] {
            assert_eq!(of(target, body), None, "{target} {body}");
        }
    }
}
