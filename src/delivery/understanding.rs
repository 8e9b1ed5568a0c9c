//! What a stored notification means: its report, who is notified of it and which functions are invoked.
//!
//! The event is read again for this. It is in the archive by then, so whatever goes wrong here costs a report and no event.

use alloc::vec::Vec;

use super::handing::{self, Step};
use super::select;
use crate::error::Error;
use crate::json::{Document, to_json_of_about};
use crate::mps;
use crate::options::{Layout, Options};
use crate::redact::{self, Secrets};
use crate::report::Envelope;
use crate::report::Outcome;

/// What is known of a notification once it is understood.
pub(super) struct Understanding {
    pub(super) outcome: Outcome,
    /// The secrets of the notification, which services may quote.
    pub(super) secrets: Secrets,
    /// The report as JSON text.
    pub(super) record: Vec<u8>,
    /// What the owner selected of it, as the text of an object without its end; empty: all of it.
    pub(super) selected: Vec<u8>,
    /// Whether the report is stored.
    pub(super) keeps_record: bool,
    pub(super) steps: Vec<Step>,
}

impl Understanding {
    /// Understands a notification.
    ///
    /// # Errors
    /// It was identified before, so none are expected.
    pub(super) fn of(event: &[u8], envelope: Envelope, options: &Options) -> Result<Self, Error> {
        let document = Document::parse(event)?;
        let secrets = Secrets::of(document.root());
        let sanitized = redact::sanitize_of(document.root(), &secrets);
        let sanitized = sanitized.as_deref().map(Document::parse).transpose()?;
        let notification = sanitized.as_ref().unwrap_or(&document).root();
        let report = mps::report(notification, envelope, options.language)?;
        let record = to_json_of_about(event.len(), &report);
        // Where a build selects nothing, there is nothing among the options either; the compiler does not know that.
        let fields = options.select.as_ref().filter(|_| cfg!(feature = "select"));
        let steps = handing::plan(options, &report);
        let layout = options.archive.as_ref().map_or(Layout::Task, |archive| archive.layout);
        Ok(Understanding {
            outcome: report.outcome,
            secrets,
            selected: fields.map(|fields| select::select(fields, &record, notification)).unwrap_or_default(),
            // The old templates stored no reports, and whoever reads what they wrote expects none. Only receipts need one, and
            // what is asked for.
            keeps_record: layout == Layout::Task || !steps.is_empty() || fields.is_some(),
            record,
            steps,
        })
    }
}
