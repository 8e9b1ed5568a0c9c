//! How a round of the watch ended.

use alloc::string::String;

use crate::error::Error;
use crate::json::{AsField, Field, members};
use crate::text::digits;

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
    /// What the round says to its owner, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let number = |count: u32| digits(i64::from(count));
        let archived = self.tasks.saturating_sub(self.gone).saturating_sub(self.failed).saturating_sub(self.pending);
        let mut text = if archived == self.tasks {
            ["all ", &number(self.tasks), " tasks"].concat()
        } else {
            [&number(archived), " of ", &number(self.tasks), " tasks"].concat()
        };
        for part in [" finished since ", &self.since, " are archived"] {
            text.push_str(part);
        }
        for (count, of_one, of_many) in [
            (self.fetched, " had not arrived and was fetched", " had not arrived and were fetched"),
            (
                self.gone,
                " had not arrived, and the service does not know it any more",
                " had not arrived, and the service does not know them any more",
            ),
            (self.failed, " could not be delivered", " could not be delivered"),
            (self.pending, " is left to a later round", " are left to a later round"),
        ] {
            if count > 0 {
                text.push_str("; ");
                text.push_str(&number(count));
                text.push_str(if count == 1 { of_one } else { of_many });
            }
        }
        if !self.complete {
            text.push_str("; time ran out, and the next round goes on");
        }
        text
    }
}

/// A task of which it is known what became of it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SettledTask {
    /// The task.
    pub task_id: String,
    /// Its type, as the service lists it.
    pub task_type: String,
    /// When it finished, ISO 8601 in UTC.
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
