//! A message that is about no task: what a round of the watch found.

use super::target::Kind;
#[cfg(feature = "api")]
pub(crate) use of_rounds::{NONE_CAME, of_round};

/// Which rounds of the watch a target is notified of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Rounds {
    /// Of none.
    #[default]
    None,
    /// Of those that found events missing.
    Missing,
    /// Of all.
    All,
}

impl Rounds {
    /// The rounds of an id such as `missing`; `None` if there is no such id.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        match id {
            "none" => Some(Rounds::None),
            "missing" => Some(Rounds::Missing),
            "all" => Some(Rounds::All),
            _ => None,
        }
    }

    /// Whether rounds that found so many events missing are among them.
    #[cfg(feature = "api")]
    pub(crate) const fn has(self, missing: u32) -> bool {
        match self {
            Rounds::None => false,
            Rounds::Missing => missing > 0,
            Rounds::All => true,
        }
    }
}

/// Whether targets of a kind are people, who read messages of rounds.
pub(crate) const fn is_for_people(kind: Kind) -> bool {
    !matches!(kind, Kind::Webhook)
}

/// The message itself, which only programs with the watch send.
#[cfg(feature = "api")]
mod of_rounds {
    use alloc::string::String;

    use crate::language::Texts;
    use crate::notify::bots::{Body, Message, message_of};
    use crate::notify::compose::{Composed, Tone};
    use crate::notify::target::Target;
    use crate::notify::writer::Writer;

    /// The message of a round of the watch: a title, a sentence, and maybe another line. `None`: the target is a program.
    pub(crate) fn of_round(target: &Target, missing: u32, sentence: &str, line: Option<&Texts>) -> Option<Message> {
        let Body::Text(markup, _) = target.kind.bot().body else { return None };
        let mut to = Writer::new(markup, target.language);
        let (before, after) = if missing > 0 { (&MISSING_BEFORE, &MISSING_AFTER) } else { (&NOTHING, &NO_TEXT) };
        to.word(before);
        if missing > 0 {
            to.number(i64::from(missing));
        }
        to.word(after);
        let title = core::mem::take(&mut to.out);
        if !to.markup.titled {
            to.begin_line();
            to.raw(to.markup.bold);
            to.out.extend_from_slice(&title);
            to.raw(to.markup.bold);
            to.raw(to.markup.gap);
            to.end();
        }
        to.begin_line();
        to.raw(sentence);
        to.end();
        if let Some(line) = line {
            to.begin_line();
            to.raw(to.markup.gap);
            to.word(line);
            to.end();
        }
        let tone = if missing > 0 { Tone::Doubtful } else { Tone::Good };
        message_of(target, &Composed { title, text: to.out, tone, reason: String::new() })
    }

    static NO_TEXT: Texts = Texts { zh: "", en: "", ja: "", ko: "" };
    static MISSING_BEFORE: Texts = Texts {
        zh: "⚠️ 未送达的事件：",
        en: "⚠️ Events that had not arrived: ",
        ja: "⚠️ 届いていなかったイベント: ",
        ko: "⚠️ 도착하지 않은 이벤트: ",
    };
    static MISSING_AFTER: Texts = Texts { zh: " 个", en: "", ja: " 件", ko: "개" };
    static NOTHING: Texts = Texts {
        zh: "✅ 没有缺失的事件",
        en: "✅ No event is missing",
        ja: "✅ 未着のイベントはありません",
        ko: "✅ 빠진 이벤트가 없습니다",
    };

    /// Not one of the tasks of a round had arrived.
    pub(crate) static NONE_CAME: Texts = Texts {
        zh: "本轮的任务事件全部未送达：MPS 触发器是否开启，是否绑定到此函数而非其他函数？",
        en: "None of the tasks of this round had arrived: is the MPS trigger on, and bound to this function and to no other one?",
        ja: "この回のタスクのイベントは 1 件も届いていませんでした。MPS トリガーは有効で、他の関数ではなくこの関数に結び付いていますか？",
        ko: "이번 점검의 작업은 하나도 도착하지 않았습니다. MPS 트리거가 켜져 있고, 다른 함수가 아니라 이 함수에 연결되어 있나요?",
    };
}
