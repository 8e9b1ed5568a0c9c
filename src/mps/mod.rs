//! MPS notifications, as the API models of version 2019-06-12 name them, into [`Report`]s.

mod batch;
mod edit_media;
mod explain;
mod foreign;
mod harvest;
mod identity;
mod kinds;
mod live;
mod media;
mod path;
mod schedule;
mod storage;
mod task;
mod verdict;
mod watermark;
mod workflow;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::carrier::Carrier;
use crate::error::Error;
use crate::json::{Document, Value};
use crate::language::Language;
use crate::redact;
use crate::report::{EventType, Outcome, Report, Status, TaskStatus};
pub(crate) use foreign::foreign;
use identity::Body;
pub(crate) use identity::{Identity, event_time, identify, is_notification};
use path::Path;

/// Gives `receive` the report of a notification without its secrets (see [`redact`](crate::redact)), or why it is none: what
/// [`identify`] answers.
pub(crate) fn understand(
    notification: Value<'_>,
    carrier: Carrier,
    language: Language,
    receive: &mut dyn FnMut(Result<Report<'_>, Error>),
) {
    match redact::sanitize(notification) {
        None => receive(report(notification, carrier, language)),
        Some(text) => match Document::parse(&text) {
            Ok(document) => receive(report(document.root(), carrier, language)),
            Err(error) => receive(Err(error)),
        },
    }
}

/// Identifies a notification that has no secrets, and makes its report.
///
/// # Errors
/// As [`identify`].
pub(crate) fn report<'v>(notification: Value<'v>, carrier: Carrier, language: Language) -> Result<Report<'v>, Error> {
    Ok(decode(notification, &identify(notification)?, carrier, language))
}

/// Makes the report of a notification that has no secrets, with explanations in `language`.
///
/// Unknown types, kinds, states and members are no errors: they are reported as they are and warned of.
pub(crate) fn decode<'v>(
    notification: Value<'v>,
    identity: &Identity<'v>,
    carrier: Carrier,
    language: Language,
) -> Report<'v> {
    let mut report = blank(carrier);
    report.session_id = notification.text_of("SessionId");
    report.session_context = notification.text_of("SessionContext");
    report.event_type = identity.event_type();
    report.event_name = identity.unknown_name();
    let Body { member, value: body } = identity.body;
    if let Some(name) = report.event_name {
        report.warn(&Path::Root.member("EventType"), "unknown_event_type", "unknown event type", name);
    } else if identity.name.is_none() {
        report.warn(&Path::Root, "missing_event_type", "EventType is missing, the type was told from", member);
    }

    let path = Path::Root.member(member);
    report.task_id = identity.task_id;
    if report.task_id.is_none() && report.event_type != EventType::BatchTask {
        report.warn(&path, "missing_task_id", "no task id in", member);
    }
    report.code = error_code(body);
    report.message = said(body);
    report.input = storage::input(body.get("InputInfo"));
    report.media = media::metadata(body.get("MetaData"));
    if identity.is_live() {
        // Of a live stream more is to come, unless the notification says that it has ended.
        report.status = Status::Processing;
        identity.decode(&path, &mut report);
        verdict::conclude_live(&mut report);
    } else {
        identity.decode(&path, &mut report);
        verdict::conclude(&mut report, body.text_of("Status"), &path);
    }
    explain::explain(&mut report, language);
    report
}

fn blank<'v>(carrier: Carrier) -> Report<'v> {
    Report {
        event_type: EventType::Other,
        event_name: None,
        carrier,
        task_id: None,
        status: Status::Finished,
        outcome: Outcome::Success,
        code: None,
        message: None,
        explanation: None,
        input: None,
        inputs: None,
        media: None,
        tasks: Vec::new(),
        session_id: None,
        session_context: None,
        started_at: None,
        finished_at: None,
        warnings: Vec::new(),
    }
}

/// Sets what was processed, where that were several files.
fn inputs<'v>(files: Value<'v>, report: &mut Report<'v>) {
    let mut inputs = Vec::new();
    for file in files.elements() {
        let info = file.get("InputInfo");
        inputs.extend(storage::input(if info.is_object() { info } else { file }));
    }
    report.input = inputs.first().copied();
    report.inputs = Some(inputs).filter(|inputs| inputs.len() > 1);
}

/// The state of a task that is its own only sub-task. That it has ended says nothing of its success.
fn own_status(body: Value<'_>, path: &Path<'_>, report: &mut Report<'_>) -> TaskStatus {
    match (body.text_of("Status"), report.code) {
        (None | Some("FINISH"), None) => TaskStatus::Success,
        (None | Some("FINISH"), Some(_)) => TaskStatus::Failure,
        _ => task::status(body, path, report),
    }
}

/// `ErrCode`, where it says that there was an error.
fn error_code(result: Value<'_>) -> Option<i64> {
    result.integer_of("ErrCode").filter(|code| *code != 0)
}

/// `Message`, where it says something: samples hold both `""` and `SUCCESS` for "nothing to say".
fn said<'v>(result: Value<'v>) -> Option<Cow<'v, str>> {
    result.text_of("Message").filter(|text| *text != "SUCCESS").map(Cow::Borrowed)
}
