//! MPS notifications, as the API models of version 2019-06-12 name them, into [`Report`]s.

mod edit_media;
mod kinds;
mod media;
mod path;
mod schedule;
mod storage;
mod task;
mod verdict;
mod workflow;

use alloc::vec::Vec;

use crate::carrier::Carrier;
use crate::error::{Error, ErrorCode};
use crate::json::Value;
use crate::report::{EventType, Outcome, Report, Status};
use path::Path;

/// An event type of the API with the member of the notification that holds the event.
struct Event {
    event_type: EventType,
    member: &'static str,
    decode: Decode,
}

type Decode = for<'v> fn(Value<'v>, &Path<'_>, &mut Report<'v>);

/// The event types this version decodes (output of the API action `ParseNotification`).
static EVENTS: &[Event] = &[
    Event { event_type: EventType::WorkflowTask, member: "WorkflowTaskEvent", decode: workflow::decode },
    Event { event_type: EventType::EditMediaTask, member: "EditMediaTaskEvent", decode: edit_media::decode },
    Event { event_type: EventType::ScheduleTask, member: "ScheduleTaskEvent", decode: schedule::decode },
];

/// Whether a JSON value is a notification: it names its type, or holds an event of a known type.
pub(crate) fn is_notification(value: Value<'_>) -> bool {
    type_name(value).is_some() || EVENTS.iter().any(|event| value.get(event.member).is_object())
}

/// The type a notification names. Those of live streams name it in `NotificationType`.
fn type_name<'v>(notification: Value<'v>) -> Option<&'v str> {
    notification.get("EventType").text().or_else(|| notification.get("NotificationType").text())
}

/// Makes the report of one notification.
///
/// Unknown types, kinds, states and members are no errors: they are reported as they are and warned of.
///
/// # Errors
/// [`ErrorCode::NotANotification`] if the event that `EventType` names is not there.
pub(crate) fn decode<'v>(notification: Value<'v>, carrier: Carrier) -> Result<Report<'v>, Error> {
    let name = type_name(notification);
    let event = EVENTS.iter().find(|event| match name {
        Some(name) => event.event_type.as_str() == name,
        None => notification.get(event.member).is_object(),
    });
    let mut report = blank(carrier);
    report.session_id = notification.get("SessionId").text();
    report.session_context = notification.get("SessionContext").text();

    let (body, member, decode) = match event {
        Some(event) => {
            report.event_type = event.event_type;
            if name.is_none() {
                report.warn(
                    &Path::Root,
                    "missing_event_type",
                    "EventType is missing, the type was told from",
                    event.member,
                );
            }
            (notification.get(event.member), event.member, event.decode)
        }
        None => {
            let name = name.unwrap_or_default();
            report.event_name = Some(name);
            report.warn(&Path::Root.member("EventType"), "unknown_event_type", "unknown event type", name);
            let (member, body) = unknown_event(notification, name);
            (body, member, workflow::decode as Decode)
        }
    };
    if !body.is_object() {
        let message = ["the event `", member, "` that EventType names is not an object"].concat();
        return Err(Error::new(ErrorCode::NotANotification, message).at_path(member));
    }

    let path = Path::Root.member(member);
    let task_id = |value: Value<'v>| value.get("TaskId").text_or_digits();
    report.task_id = task_id(body).or_else(|| task_id(notification));
    if report.task_id.is_none() {
        report.warn(&path, "missing_task_id", "no task id in", member);
    }
    report.code = error_code(body);
    report.message = said(body);
    report.input = storage::input(body.get("InputInfo"));
    report.media = media::metadata(body.get("MetaData"));
    decode(body, &path, &mut report);
    verdict::conclude(&mut report, body.get("Status").text(), &path);
    Ok(report)
}

/// The member that most likely holds an event of an unknown type, so that its task id and state are reported.
fn unknown_event<'v>(notification: Value<'v>, name: &str) -> (&'v str, Value<'v>) {
    let mut likely = ("", notification);
    for (member, value) in notification.members() {
        if value.is_object() && member.starts_with(name) {
            return (member, value);
        }
        if likely.0.is_empty() && !value.get("TaskId").is_null() {
            likely = (member, value);
        }
    }
    likely
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

/// `ErrCode`, where it says that there was an error.
fn error_code(result: Value<'_>) -> Option<i64> {
    result.get("ErrCode").integer().filter(|code| *code != 0)
}

/// `Message`, where it says something: samples hold both `""` and `SUCCESS` for "nothing to say".
fn said<'v>(result: Value<'v>) -> Option<&'v str> {
    result.get("Message").text().filter(|text| *text != "SUCCESS")
}
