//! What a stored notification means, and what its targets are notified of.
//!
//! A delivery stores an event first and asks for this afterwards: whatever goes wrong here costs a report and no event. It is a
//! pure function of plain values, [`understand`]; it sends nothing, reads no clock and knows no credentials of COS.

mod select;

use alloc::vec::Vec;

use crate::error::Error;
use crate::json::{Document, to_json_of_about};
use crate::language::Language;
use crate::mps;
use crate::notify::{self, Message, Target};
use crate::redact::{self, Secrets};
use crate::report::Outcome;
use crate::report::borrowed::Envelope;

/// What is asked of a notification.
pub(crate) struct Question<'q> {
    /// The notification as it came.
    pub(crate) event: &'q [u8],
    /// How it came.
    pub(crate) envelope: Envelope,
    /// The language of explanations in the report.
    pub(crate) language: Language,
    /// What of the report is to be stored, as in [`Options::select`](crate::Options::select).
    pub(crate) select: Option<&'q str>,
    /// Who may want to be notified.
    pub(crate) targets: &'q [Target],
}

/// What is known of a notification once it is understood.
pub(crate) struct Understanding {
    /// How the task ended.
    pub(crate) outcome: Outcome,
    /// The secrets of the notification, which services may quote.
    pub(crate) secrets: Secrets,
    /// The report as JSON text.
    pub(crate) report: Vec<u8>,
    /// What was selected of it, as the text of an object without its end; empty: all of it.
    pub(crate) selected: Vec<u8>,
    /// For each target what it is notified of, if it wants to be.
    pub(crate) messages: Vec<Option<Message>>,
}

/// Understands a notification.
///
/// # Errors
/// It was identified before, so none are expected.
pub(crate) fn understand(question: &Question<'_>) -> Result<Understanding, Error> {
    let document = Document::parse(question.event)?;
    let secrets = Secrets::of(document.root());
    let sanitized = redact::sanitize_of(document.root(), &secrets);
    let sanitized = sanitized.as_deref().map(Document::parse).transpose()?;
    let notification = sanitized.as_ref().unwrap_or(&document).root();
    let report = mps::report(notification, question.envelope, question.language)?;
    let text = to_json_of_about(question.event.len(), &report);
    // Where a build selects nothing, there is nothing among the options either; the compiler does not know that.
    let fields = question.select.filter(|_| cfg!(feature = "select"));
    let message = |target: &Target| target.wants_borrowed(&report).then(|| notify::prepare_borrowed(target, &report));
    Ok(Understanding {
        outcome: report.outcome,
        secrets,
        selected: fields.map(|fields| select::select(fields, &text, notification)).unwrap_or_default(),
        messages: question.targets.iter().filter(|_| cfg!(feature = "notify")).map(message).collect(),
        report: text,
    })
}
