//! How the delivery of one notification ended: for the log, and for the host.

use alloc::boxed::Box;
use alloc::string::String;

use super::Job;
use super::archiving::State;
use crate::delivery::actions::Line;
use crate::delivery::dispatch::Dispatch;
use crate::delivery::done::{Archived, Delivered, Skipped, StepStatus};
use crate::delivery::entry::Ended;
use crate::error::Error;
use crate::options::Level;
use crate::text::digits;

/// The most targets that the log says of why they are left out.
const MAX_SKIPPED: usize = 10;

impl Job {
    /// The rest of the job at its end. It has what the host gets, if it `is_shown`.
    pub(in crate::delivery) fn into_ended(self, is_shown: bool) -> Ended {
        Ended {
            delivered: is_shown.then(|| Box::new(self.delivered())),
            failure: self.failure().cloned().map(Box::new),
            unparsed: self.unparsed.map(Box::new),
        }
    }

    /// What happened, in one sentence.
    pub(in crate::delivery) fn last_line(&self) -> Line {
        let level = if self.error().is_some() { Level::Error } else { Level::Info };
        let mut line = self.line(level, &self.sentence());
        if self.archived != Some(Archived::NotWanted) {
            let is_event = !self.keeps_report || (self.state == State::Failed && self.ledger.is_empty());
            line.key = Some(if is_event { &self.keys.event } else { &self.keys.report }.clone());
            if !self.ledger.is_complete() && line.level == Level::Info {
                line.level = Level::Warn;
            }
        }
        line.error = self.error().map(|error| error.message().into());
        line
    }

    pub(super) fn sentence(&self) -> String {
        let mut sentence = match (self.outcome, self.records) {
            (Some(outcome), _) => ["task ended: ", outcome.as_str()].concat(),
            (None, Some(records)) => ["batch of logs: ", &digits(i64::from(records))].concat(),
            (None, None) if self.unparsed.is_some() && self.event_type.is_some() => "not parsed".into(),
            (None, None) if self.event_type.is_some() => "notification".into(),
            (None, None) => "not a notification".into(),
        };
        sentence.push_str(match self.archived {
            Some(Archived::Stored) => "; stored",
            Some(Archived::SeenBefore) if !self.is_repetition() => "; stored before",
            Some(Archived::SeenBefore) => "; seen before, nothing to do",
            Some(Archived::NotWanted) => "; not stored: no bucket is set",
            _ => "; not stored",
        });
        if let Some(processing) = self.processing.as_ref().filter(|_| !self.is_repetition()) {
            sentence.push_str(processing.describe());
        }
        if self.archived.is_some() {
            for dispatch in &self.dispatches {
                sentence.push_str("; ");
                sentence.push_str(&dispatch.describe());
            }
            if !self.is_repetition() {
                self.describe_skipped(&mut sentence);
            }
        }
        sentence
    }

    /// Says of the first targets that are left out why.
    #[inline(never)]
    fn describe_skipped(&self, sentence: &mut String) {
        for Skipped { target, reason, .. } in self.skipped.iter().take(MAX_SKIPPED) {
            sentence.push_str(&["; not sent to ", target, ": ", reason].concat());
        }
        if let Some(more @ 1..) = self.skipped.len().checked_sub(MAX_SKIPPED) {
            sentence.push_str(&["; not sent to ", &digits(more as i64), " more"].concat());
        }
    }

    /// Whether all was done before.
    pub(super) fn is_repetition(&self) -> bool {
        let before = Some(StepStatus::SeenBefore);
        self.archived == Some(Archived::SeenBefore)
            && self.processing.as_ref().is_none_or(|processing| processing.status == before)
            && self.dispatches.iter().all(|dispatch| dispatch.status == before)
    }

    /// What was asked for and not done.
    pub(super) fn failure(&self) -> Option<&Error> {
        let processing = self.processing.as_ref().and_then(|processing| processing.error.as_ref());
        let dispatched = || self.dispatches.iter().find_map(|dispatch| dispatch.error.as_ref());
        self.archive_error.as_ref().or(processing).or_else(dispatched)
    }

    pub(super) fn error(&self) -> Option<&Error> {
        self.failure().or(self.unparsed.as_ref())
    }

    pub(super) fn delivered(&self) -> Delivered {
        let archive = self.archived.unwrap_or(Archived::Failed);
        let stored = matches!(archive, Archived::Stored | Archived::SeenBefore);
        Delivered {
            event_type: self.event_type,
            task_id: self.task_id.clone(),
            outcome: self.outcome,
            records: self.records,
            archive,
            event_key: stored.then(|| self.keys.event.clone()),
            report_key: (stored && self.keeps_report).then(|| self.keys.report.clone()),
            processed: self.processing.as_ref().map(|processing| processing.status.unwrap_or(StepStatus::Failed)),
            dispatched: (!self.dispatches.is_empty())
                .then(|| self.dispatches.iter().map(Dispatch::dispatched).collect()),
            skipped: (!self.skipped.is_empty()).then(|| self.skipped.clone()),
            error: self.error().cloned(),
        }
    }
}
