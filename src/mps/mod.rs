//! Makes [`Report`]s of MPS notifications, by the API models of version 2019-06-12.

mod batch;
mod bounds;
mod collect;
#[cfg(test)]
mod costs;
mod draft;
mod edit_media;
mod explain;
mod fields;
mod foreign;
mod identity;
mod kinds;
mod live;
mod media;
pub(crate) mod names;
#[cfg(feature = "api")]
pub(crate) mod next_steps;
mod path;
mod problems;
mod schedule;
mod size;
mod storage;
mod task;
#[cfg(feature = "api")]
mod todo;
mod verdict;
mod watermark;
mod workflow;

use alloc::vec::Vec;

use crate::error::Error;
use crate::json::Value;
use crate::language::Language;
use crate::redact;
use crate::report::borrowed::Envelope;
use crate::report::borrowed::{EventType, Place, Report};
use crate::report::{MAX_INPUTS, Outcome, SCHEMA_VERSION, Status};
use draft::{Draft, count_one};
pub(crate) use foreign::foreign;
use identity::Body;
#[cfg(feature = "cls")]
pub(crate) use identity::may_be_notification;
pub use identity::names_event;
pub(crate) use identity::{Identity, advise_on_text, event_time, identify, is_notification, is_stream_result};
pub(crate) use kinds::known_kinds;
use path::Path;
use problems::Flaw;

/// Gives `receive` the report of a notification, or the error. The report has no secrets (see [`redact`](crate::redact)). The
/// error says why [`identify`] refuses it.
pub(crate) fn parse(
    notification: Value<'_>,
    envelope: Envelope,
    language: Language,
    receive: &mut dyn FnMut(Result<Report<'_>, Error>),
) {
    match redact::sanitize(notification).0 {
        None => receive(report(notification, envelope, language)),
        Some(document) => receive(report(document.root(), envelope, language)),
    }
}

/// Identifies a notification that has no secrets, and makes its report.
///
/// # Errors
/// As [`identify`].
pub(crate) fn report<'v>(notification: Value<'v>, envelope: Envelope, language: Language) -> Result<Report<'v>, Error> {
    Ok(decode(notification, &identify(notification)?, envelope, language))
}

/// Makes the report of a notification that has no secrets, with explanations in `language`.
///
/// Unknown types, kinds, states and members are not errors: they are reported as they are, with a warning.
pub(crate) fn decode<'v>(
    notification: Value<'v>,
    identity: &Identity<'v>,
    envelope: Envelope,
    language: Language,
) -> Report<'v> {
    let mut report = blank(envelope);
    report.session_id = notification.text_of("SessionId");
    report.session_context = notification.text_of("SessionContext");
    report.event_type = identity.event_type();
    report.event_name = identity.unknown_name();
    report.task_id = identity.task_id;
    let Body { member, value: body } = identity.body;
    let path = Path::Root.member(member);
    report.media = media::metadata(body.get("MetaData"));

    let mut draft = Draft::new(report);
    draft.report.code = fields::error_code(body, &path, &mut draft);
    draft.report.message = fields::message(body, &path, &mut draft);
    if let Some(name) = draft.report.event_name {
        draft.warn(&Path::Root.member("EventType"), &problems::UNKNOWN_EVENT_TYPE, name);
    } else if identity.name.is_none() {
        draft.warn(&Path::Root, &problems::MISSING_EVENT_TYPE, member);
    }
    for other in identity.other_events(notification) {
        draft.warn(&Path::Root.member(other), &problems::OTHER_EVENT, other);
    }
    // Batches have none, and neither have answers to queries for tasks on pictures, which are workflows without a member.
    let has_none = match draft.report.event_type {
        EventType::BatchTask => true,
        EventType::WorkflowTask => member.is_empty(),
        _ => false,
    };
    if draft.report.task_id.is_none() && !has_none {
        draft.warn(&path, &problems::MISSING_TASK_ID, member);
    }
    draft.report.input = input(body.get("InputInfo"), &path.member("InputInfo"), &mut draft);
    if identity.is_live() {
        // Of a live stream more is to come, unless the notification says that it has ended.
        draft.report.status = Status::Processing;
        identity.decode(&path, &mut draft);
        verdict::conclude_live(&mut draft, body, &path);
    } else {
        identity.decode(&path, &mut draft);
        verdict::conclude(&mut draft, body, notification, &path);
    }
    let mut report = draft.finish(&path);
    explain::explain(&mut report, language);
    report
}

fn blank<'v>(envelope: Envelope) -> Report<'v> {
    Report {
        schema_version: SCHEMA_VERSION,
        event_type: EventType::Other,
        event_name: None,
        envelope: envelope.as_str(),
        reconciled: None,
        task_id: None,
        status: Status::Finished,
        outcome: Outcome::Unknown,
        code: None,
        message: None,
        explanation: None,
        input: None,
        inputs: None,
        inputs_omitted: None,
        media: None,
        tasks: Vec::new(),
        tasks_omitted: None,
        session_id: None,
        session_context: None,
        created_at: None,
        started_at: None,
        finished_at: None,
        warnings: Vec::new(),
    }
}

/// Sets what was processed, where that were several files. Each of `files` is an input, or an object that holds one.
fn inputs<'v>(files: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) {
    let mut inputs = Vec::new();
    for (index, file) in files.elements().enumerate() {
        let path = path.element(index);
        let info = file.get("InputInfo");
        let place =
            if info.is_object() { input(info, &path.member("InputInfo"), draft) } else { input(file, &path, draft) };
        if inputs.len() < MAX_INPUTS {
            inputs.extend(place);
        } else if place.is_some() {
            count_one(&mut draft.report.inputs_omitted);
        }
    }
    draft.report.input = inputs.first().copied();
    draft.report.inputs = Some(inputs).filter(|inputs| inputs.len() > 1);
}

/// The place of an input. What is wrong about it is warned of.
fn input<'v>(info: Value<'v>, path: &Path<'_>, draft: &mut Draft<'v>) -> Option<Place<'v>> {
    let (place, flaw) = storage::input(info);
    if let Some(Flaw { problem, value }) = flaw {
        draft.warn(path, problem, value);
    }
    place
}
