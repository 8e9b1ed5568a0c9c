//! Interprets a stored notification: its report, and the messages that its targets are notified with.
//!
//! A delivery stores an event first and interprets it afterwards: whatever goes wrong here costs a report and no event. It is a pure
//! function of plain values, [`interpret`]; it sends nothing, reads no clock and knows no credentials of COS.

mod select;

use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::json::{Document, to_json_of_about};
use crate::language::Language;
use crate::mps;
use crate::notify::{self, Message, Target};
use crate::redact::{self, Secrets};
use crate::report::Outcome;
use crate::report::borrowed::{Envelope, Report};
use crate::scf::Function;
use crate::time::{Millis, from_iso8601};

/// A notification, and what to make of it.
pub(crate) struct Input<'i> {
    /// The notification as it came.
    pub(crate) event: &'i [u8],
    /// How it came.
    pub(crate) envelope: Envelope,
    /// Whether the watch fetched it.
    pub(crate) reconciled: bool,
    /// The language of explanations in the report.
    pub(crate) language: Language,
    /// What of the report is to be stored, as in [`Options::select`](crate::Options::select).
    pub(crate) select: Option<&'i str>,
    /// The notification targets; each has its own filter.
    pub(crate) targets: &'i [Target],
    /// The functions to invoke; each may have a condition.
    pub(crate) functions: &'i [Function],
    /// The language of what is said of targets that are left out.
    pub(crate) reasons_in: Language,
}

/// What a notification means.
pub(crate) struct Interpretation {
    /// How the task ended.
    pub(crate) outcome: Outcome,
    /// When the task ended, if the notification says so.
    pub(crate) finished_at: Option<Millis>,
    /// The secrets of the notification, which services may quote.
    pub(crate) secrets: Secrets,
    /// The report as JSON text.
    pub(crate) report: Vec<u8>,
    /// The selected parts as the text of an object without its end. If it is empty, all of it is selected.
    pub(crate) selected: Vec<u8>,
    /// For each target its message, or why its filter leaves the report out.
    pub(crate) messages: Vec<Result<Message, String>>,
    /// For each function why its condition leaves the report out. `None`: it is invoked.
    pub(crate) objections: Vec<Option<String>>,
}

/// Interprets a notification.
///
/// # Errors
/// It was identified before, so none are expected.
pub(crate) fn interpret(input: &Input<'_>) -> Result<Interpretation, Error> {
    let document = Document::parse(input.event)?;
    let (sanitized, secrets) = redact::sanitize(document.root());
    let notification = sanitized.as_ref().unwrap_or(&document).root();
    let mut report = mps::report(notification, input.envelope, input.language)?;
    report.reconciled = input.reconciled.then_some(true);
    let text = to_json_of_about(input.event.len(), &report);
    // Where a build selects nothing, there is nothing among the options either; the compiler does not know that.
    let fields = input.select.filter(|_| cfg!(feature = "select"));
    let (mut messages, mut objections) = (Vec::new(), Vec::new());
    if !input.targets.is_empty() || !input.functions.is_empty() {
        (messages, objections) = addressed(input, &report);
    }
    Ok(Interpretation {
        outcome: report.outcome,
        finished_at: report.finished_at.and_then(from_iso8601),
        secrets,
        selected: fields.map(|fields| select::select(fields, &text, notification)).unwrap_or_default(),
        messages,
        objections,
        report: text,
    })
}

/// For each target its message, or why it gets none; for each function why it is not invoked, if it is not.
#[inline(never)]
fn addressed(input: &Input<'_>, report: &Report<'_>) -> (Vec<Result<Message, String>>, Vec<Option<String>>) {
    let message = |target: &Target| match target.objection(report, input.reasons_in) {
        None => Ok(notify::prepare_borrowed(target, report)),
        Some(reason) => Err(reason),
    };
    let objection = |function: &Function| function.condition.as_ref()?.objection(report, input.reasons_in);
    (
        input.targets.iter().filter(|_| cfg!(feature = "notify")).map(message).collect(),
        input.functions.iter().filter(|_| cfg!(feature = "invoke")).map(objection).collect(),
    )
}
