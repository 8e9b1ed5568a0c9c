//! What an event is, and what of it is stored where.

use alloc::string::String;
use alloc::vec::Vec;

use super::handing::{self, Step};
use super::keys::{self, Keys};
use super::pace::printable;
use super::select;
use crate::carrier::Parcel;
use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Field, Members, to_json, to_json_of_about};
use crate::mps;
use crate::options::{Layout, Options};
use crate::report::Outcome;
use crate::time::{Millis, from_iso8601, iso8601};

/// What is known of an event before anything is sent.
pub(super) struct Contents {
    pub(super) event_type: Option<&'static str>,
    /// The task, fit for the log.
    pub(super) task_id: Option<String>,
    pub(super) outcome: Option<Outcome>,
    /// Of a batch of logs: how many it has.
    pub(super) records: Option<u32>,
    /// Why it is not a notification.
    pub(super) unparsed: Option<Error>,
    pub(super) keys: Keys,
    pub(super) content_type: &'static str,
    /// What is stored in the place of the event; `None`: the event as it came.
    pub(super) content: Option<Vec<u8>>,
    /// What is stored behind the event as it came.
    pub(super) line_end: &'static [u8],
    /// The record without receipts; empty of what can have none.
    pub(super) record: Vec<u8>,
    /// What the owner selected of it, as the text of an object without its end; empty: all of it.
    pub(super) selected: Vec<u8>,
    /// Whether the record is stored.
    pub(super) keeps_record: bool,
    pub(super) steps: Vec<Step>,
}

const TEXT: &str = "text/plain; charset=utf-8";

/// Nothing is known yet.
const UNKNOWN: Contents = Contents {
    event_type: None,
    task_id: None,
    outcome: None,
    records: None,
    unparsed: None,
    keys: Keys { event: String::new(), record: String::new() },
    content_type: "application/json",
    content: None,
    line_end: b"",
    record: Vec::new(),
    selected: Vec::new(),
    keeps_record: false,
    steps: Vec::new(),
};

impl Contents {
    pub(super) fn of(parcel: &Parcel<'_>, options: &Options, request_id: Option<&str>, now: Millis) -> Self {
        let (prefix, layout) = match &options.archive {
            Some(archive) => (archive.prefix.as_str(), archive.layout),
            None => ("", Layout::Task),
        };
        #[cfg(feature = "cls")]
        let understood = match options.batches.filter(|_| parcel.is_batch) {
            Some(batches) => Self::of_batch(parcel, batches, prefix, layout, now),
            None => Self::of_notification(parcel, options, prefix, layout, now),
        };
        #[cfg(not(feature = "cls"))]
        let understood = Self::of_notification(parcel, options, prefix, layout, now);
        understood.unwrap_or_else(|error| Self::of_unparsed(error, parcel, prefix, request_id, now))
    }

    fn of_notification(
        parcel: &Parcel<'_>,
        options: &Options,
        prefix: &str,
        layout: Layout,
        now: Millis,
    ) -> Result<Self, Error> {
        let event = parcel.content.clone()?;
        let report = mps::report(event, parcel.carrier, options.language)?;
        let mut contents = Contents {
            event_type: Some(report.event_type.as_str()),
            task_id: report.task_id.map(printable),
            outcome: Some(report.outcome),
            keys: keys::of_report(prefix, &report, &parcel.bytes),
            record: to_json_of_about(parcel.bytes.len(), &report),
            steps: handing::plan(options, &report),
            ..UNKNOWN
        };
        if layout == Layout::Classic {
            let own = report.finished_at.or(report.started_at).and_then(from_iso8601);
            let rest = [&keys::digest(&parcel.bytes), ".txt"].concat();
            contents.keys.event = keys::by_hour(prefix, own, now, &rest);
            contents.content_type = TEXT;
            contents.line_end = b"\r\n";
        }
        // The old templates had no records, and whoever reads what they wrote expects none. Only receipts need one, and
        // what is asked for.
        contents.keeps_record = layout == Layout::Task || !contents.steps.is_empty() || options.select.is_some();
        // Where a build selects nothing, there is nothing among the options either; the compiler does not know that.
        if let Some(fields) = options.select.as_ref().filter(|_| cfg!(feature = "select")) {
            contents.selected = select::select(fields, &contents.record, event);
        }
        Ok(contents)
    }

    /// A batch of logs: what CLS packed, as a text of its own.
    #[cfg(feature = "cls")]
    fn of_batch(
        parcel: &Parcel<'_>,
        batches: crate::options::Batches,
        prefix: &str,
        layout: Layout,
        now: Millis,
    ) -> Result<Self, Error> {
        use crate::options::Format;

        let text = crate::carrier::cls::unpack_value(parcel.content.clone()?)?;
        let batch = super::batch::write(text, batches)?;
        let topic = keys::segment(batch.topic.as_deref().unwrap_or_default());
        let (extension, content_type) = match batches.format {
            Format::Classic => (".txt", TEXT),
            Format::Ndjson => (".ndjson", "application/x-ndjson"),
        };
        let packed = if batches.gzip { ".gz" } else { "" };
        let digest = keys::digest(&parcel.bytes);
        let event = match layout {
            Layout::Task => [prefix, &topic, "/", &digest, extension, packed].concat(),
            Layout::Classic => {
                keys::by_hour(prefix, batch.last, now, &[&topic, "-", &digest, extension, packed].concat())
            }
        };
        Ok(Contents {
            records: Some(batch.records),
            keys: Keys { event, record: String::new() },
            content_type: if batches.gzip { "application/gzip" } else { content_type },
            content: Some(batch.text),
            ..UNKNOWN
        })
    }

    fn of_unparsed(error: Error, parcel: &Parcel<'_>, prefix: &str, request_id: Option<&str>, now: Millis) -> Self {
        // Of a batch it is what was packed that is no JSON.
        #[cfg(feature = "cls")]
        let is_json = parcel.is_batch || error.code() != ErrorCode::InvalidJson;
        #[cfg(not(feature = "cls"))]
        let is_json = error.code() != ErrorCode::InvalidJson;
        Contents {
            keys: keys::of_unparsed(prefix, &parcel.bytes, is_json),
            content_type: if is_json { "application/json" } else { "text/plain" },
            record: to_json(&Unparsed { error: &error, request_id, at: iso8601(now) }),
            keeps_record: true,
            unparsed: Some(error),
            ..UNKNOWN
        }
    }
}

/// The record of what is no notification, but for the receipts: the error, and which invocation met it when.
struct Unparsed<'e> {
    error: &'e Error,
    request_id: Option<&'e str>,
    at: String,
}

impl Members for Unparsed<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.error.members(visit);
        self.request_id.show("request_id", visit);
        self.at.show("at", visit);
    }
}
