//! How a round of the watch ended.

use alloc::string::String;

use crate::error::Error;
use crate::json::{AsField, Field, Kind, Value, members};
use crate::language::{Language, Texts};
use crate::text::{digits, split_once};

/// How a round of the watch ended.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct WatchDone {
    /// Whether everything that the round found missing is delivered, or the service does not know it any more.
    pub ok: bool,
    /// The first thing that went wrong.
    pub error: Option<Error>,
    /// What the round looked at.
    pub summary: WatchSummary,
}
members!(WatchDone: ok, error, summary);

/// How many finished tasks a round looked at, and what became of them. A round that goes on with another one counts those of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WatchSummary {
    /// From when on tasks finished, ISO 8601 in UTC.
    pub since: String,
    /// Until when they finished. Events of later tasks may still be on their way.
    pub until: String,
    /// Whether all of them were looked at. If not, time ran out, and the next round goes on.
    pub complete: bool,
    /// How many tasks finished in this time, as far as the round came.
    pub tasks: u32,
    /// How many of them were not in the archive with a report.
    pub missing: u32,
    /// How many of these are delivered now.
    pub fetched: u32,
    /// How many of these the service does not know any more.
    pub gone: u32,
    /// How many of these could not be delivered in this round.
    pub failed: u32,
    /// How many are left to a later round: they are being delivered elsewhere, MPS has not finished them, or time ran out.
    pub pending: u32,
    /// How many missing tasks this invocation found; `missing` also counts those of the rounds that it goes on with. The log has the
    /// same number.
    pub newly_missing: u32,
}
members!(WatchSummary: since, until, complete, tasks, missing, fetched, gone, failed, pending, newly_missing);

impl WatchSummary {
    /// What the round says to its owner, in one sentence without its full stop: `all 1,284 tasks finished since … are archived; 3 had
    /// not arrived and were fetched`.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let said = |words: &Texts, count: u32| self.filled(words.text(language), count);
        let archived = self.tasks.saturating_sub(self.gone).saturating_sub(self.failed).saturating_sub(self.pending);
        let mut text = match self.tasks {
            0 => said(&NONE, 0),
            1 if archived == 1 => said(&ONLY, 1),
            all if archived == all => said(&ALL, all),
            _ => said(&SOME, archived),
        };
        for (count, of_one, of_many) in [
            (self.fetched, &FETCHED_ONE, &FETCHED),
            (self.gone, &GONE_ONE, &GONE),
            (self.failed, &FAILED, &FAILED),
            (self.pending, &PENDING_ONE, &PENDING),
        ] {
            if count > 0 {
                text.push_str(BETWEEN.text(language));
                text.push_str(&said(if count == 1 { of_one } else { of_many }, count));
            }
        }
        if !self.complete {
            text.push_str(BETWEEN.text(language));
            text.push_str(INCOMPLETE.text(language));
        }
        text
    }

    /// A text with its places filled: `{count}`, `{tasks}` and `{since}`.
    fn filled(&self, mut text: &str, count: u32) -> String {
        let mut filled = String::new();
        while let Some((before, rest)) = split_once(text, "{") {
            let (name, after) = split_once(rest, "}").unwrap_or_default();
            filled.push_str(before);
            match name {
                "since" => filled.push_str(&self.since),
                "tasks" => filled.push_str(&grouped(self.tasks)),
                _ => filled.push_str(&grouped(count)),
            }
            text = after;
        }
        filled.push_str(text);
        filled
    }

    /// Reads a summary in its JSON.
    #[must_use]
    pub fn from_json(summary: Value<'_>) -> Self {
        let count = |name: &str| {
            let count = summary.integer_of(name);
            count.and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
        };
        let time = |name: &str| String::from(summary.text_of(name).unwrap_or_default());
        WatchSummary {
            since: time("since"),
            until: time("until"),
            complete: summary.get("complete").kind() == Kind::True,
            tasks: count("tasks"),
            missing: count("missing"),
            fetched: count("fetched"),
            gone: count("gone"),
            failed: count("failed"),
            pending: count("pending"),
            newly_missing: count("newly_missing"),
        }
    }
}

/// A number with its thousands set apart.
fn grouped(number: u32) -> String {
    let digits = digits(i64::from(number));
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).checked_rem(3) == Some(0) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

static BETWEEN: Texts = Texts { zh: "；", en: "; ", ja: "。", ko: ". " };
static NONE: Texts = Texts {
    zh: "自 {since} 以来没有任务结束",
    en: "no task finished since {since}",
    ja: "{since} 以降に終了したタスクはありません",
    ko: "{since} 이후 끝난 작업이 없습니다",
};
static ONLY: Texts = Texts {
    zh: "自 {since} 以来结束的 1 个任务已归档",
    en: "the only task finished since {since} is archived",
    ja: "{since} 以降に終了した 1 件のタスクは保存済みです",
    ko: "{since} 이후 끝난 작업 1개가 보관되어 있습니다",
};
static ALL: Texts = Texts {
    zh: "自 {since} 以来结束的 {count} 个任务均已归档",
    en: "all {count} tasks finished since {since} are archived",
    ja: "{since} 以降に終了した {count} 件のタスクはすべて保存済みです",
    ko: "{since} 이후 끝난 작업 {count}개가 모두 보관되어 있습니다",
};
static SOME: Texts = Texts {
    zh: "自 {since} 以来结束的 {tasks} 个任务中，{count} 个已归档",
    en: "{count} of {tasks} tasks finished since {since} are archived",
    ja: "{since} 以降に終了した {tasks} 件のタスクのうち {count} 件が保存済みです",
    ko: "{since} 이후 끝난 작업 {tasks}개 중 {count}개가 보관되어 있습니다",
};
static FETCHED_ONE: Texts = Texts { en: "{count} had not arrived and was fetched", ..FETCHED };
static FETCHED: Texts = Texts {
    zh: "{count} 个未曾送达，现已补取",
    en: "{count} had not arrived and were fetched",
    ja: "{count} 件は届いていなかったため取得しました",
    ko: "{count}개는 도착하지 않아 가져왔습니다",
};
static GONE_ONE: Texts = Texts { en: "{count} had not arrived, and the service does not know it any more", ..GONE };
static GONE: Texts = Texts {
    zh: "{count} 个未曾送达，服务端已查询不到",
    en: "{count} had not arrived, and the service does not know them any more",
    ja: "{count} 件は届いておらず、サービスにも残っていません",
    ko: "{count}개는 도착하지 않았고 서비스에도 남아 있지 않습니다",
};
static FAILED: Texts = Texts {
    zh: "{count} 个未能投递",
    en: "{count} could not be delivered",
    ja: "{count} 件は配信できませんでした",
    ko: "{count}개는 전달하지 못했습니다",
};
static PENDING_ONE: Texts = Texts { en: "{count} is left to a later round", ..PENDING };
static PENDING: Texts = Texts {
    zh: "{count} 个留待下一轮",
    en: "{count} are left to a later round",
    ja: "{count} 件は次回に回します",
    ko: "{count}개는 다음 차례로 미룹니다",
};
static INCOMPLETE: Texts = Texts {
    zh: "时间用尽，由下一轮继续",
    en: "time ran out, and the next round goes on",
    ja: "時間が足りず、続きは次回に行います",
    ko: "시간이 부족하여 다음 차례에 이어집니다",
};

/// A task of which it is known what became of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SettledTask {
    /// The task.
    pub task_id: String,
    /// Its type, as the service lists it.
    pub task_type: String,
    /// When it finished, ISO 8601 in UTC. If the service does not say: when it began, else the end of the range.
    pub finished_at: String,
    /// What became of it.
    pub status: SettledStatus,
    /// Why it could not be delivered.
    pub error: Option<Error>,
}
members!(SettledTask: task_id, task_type, finished_at, status, error);

/// What became of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettledStatus {
    /// It is in the archive.
    Archived,
    /// It is not, and was not to be delivered.
    Missing,
    /// It was not, and is delivered now.
    Fetched,
    /// It is not, and the service does not know it any more.
    Gone,
    /// It is left to a later round: it is being delivered elsewhere, MPS has not finished it, or time ran out.
    Pending,
    /// It is not, and could not be delivered.
    Failed,
}

impl SettledStatus {
    /// The text in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            SettledStatus::Archived => "archived",
            SettledStatus::Missing => "missing",
            SettledStatus::Fetched => "fetched",
            SettledStatus::Gone => "gone",
            SettledStatus::Pending => "pending",
            SettledStatus::Failed => "failed",
        }
    }
}

impl AsField for SettledStatus {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    #[test]
    fn the_sentence_answers_the_question_of_the_owner() {
        let of = |tasks, fetched, gone, failed, pending, complete| {
            let since = "2024-06-01T08:00:00Z".into();
            WatchSummary { since, tasks, fetched, gone, failed, pending, complete, ..WatchSummary::default() }
        };
        for (summary, expected) in [
            (of(0, 0, 0, 0, 0, true), "no task finished since 2024-06-01T08:00:00Z"),
            (of(1, 0, 0, 0, 0, true), "the only task finished since 2024-06-01T08:00:00Z is archived"),
            (
                of(1_284, 3, 0, 0, 0, true),
                "all 1,284 tasks finished since 2024-06-01T08:00:00Z are archived; 3 had not arrived and were fetched",
            ),
            (
                of(1_000_000, 1, 1, 1, 1, false),
                "999,997 of 1,000,000 tasks finished since 2024-06-01T08:00:00Z are archived; 1 had not arrived and was fetched; 1 had \
                 not arrived, and the service does not know it any more; 1 could not be delivered; 1 is left to a later round; time ran \
                 out, and the next round goes on",
            ),
        ] {
            assert_eq!(summary.sentence(Language::En), expected);
        }
        let summary = of(12, 2, 0, 0, 0, true);
        assert_eq!(
            summary.sentence(Language::Zh),
            "自 2024-06-01T08:00:00Z 以来结束的 12 个任务均已归档；2 个未曾送达，现已补取"
        );
        assert_eq!(
            summary.sentence(Language::Ja),
            "2024-06-01T08:00:00Z 以降に終了した 12 件のタスクはすべて保存済みです。2 件は届いていなかったため取得しました"
        );
        assert_eq!(
            summary.sentence(Language::Ko),
            "2024-06-01T08:00:00Z 이후 끝난 작업 12개가 모두 보관되어 있습니다. 2개는 도착하지 않아 가져왔습니다"
        );
    }

    #[test]
    fn a_summary_is_read_as_it_was_written() {
        let summary = WatchSummary {
            since: "a".into(),
            until: "b".into(),
            complete: true,
            tasks: 1,
            missing: 2,
            fetched: 3,
            gone: 4,
            failed: 5,
            pending: 6,
            newly_missing: 7,
        };
        let json = crate::json::to_json(&summary);
        assert_eq!(WatchSummary::from_json(Document::parse(&json).unwrap().root()), summary);
    }
}
