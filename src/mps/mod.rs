//! MPS notifications, as the API models of version 2019-06-12 name them, into [`Report`]s.

mod batch;
mod edit_media;
mod explain;
mod harvest;
mod kinds;
mod live;
mod media;
mod path;
mod schedule;
mod secrets;
mod storage;
mod task;
mod verdict;
mod watermark;
mod workflow;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::carrier::Carrier;
use crate::error::{Error, ErrorCode};
use crate::json::Value;
use crate::language::Language;
use crate::report::{EventType, Outcome, Report, Status, TaskStatus};
use path::Path;

/// An event type of the API with what the name of the member that holds the event has behind that of the type.
struct Event(EventType, &'static str, Decode);

type Decode = for<'v> fn(Value<'v>, &Path<'_>, &mut Report<'v>);

/// Of what live streams push while they go on.
const LIVE: &str = "Info";

/// The event types this version decodes: those of the API actions `ParseNotification` and
/// `ParseLiveStreamProcessNotification`, and those that only `DescribeTaskDetail` documents.
static EVENTS: &[Event] = &[
    Event(EventType::WorkflowTask, "Event", workflow::decode),
    Event(EventType::EditMediaTask, "Event", edit_media::decode),
    Event(EventType::ScheduleTask, "Event", schedule::decode),
    Event(EventType::BatchTask, "Event", batch::decode),
    Event(EventType::ExtractBlindWatermark, "Task", watermark::decode),
    Event(EventType::LiveScheduleTask, "Event", schedule::decode_live),
    Event(EventType::LiveStreamProcessTask, "Event", live::stream),
    Event(EventType::AiReviewResult, LIVE, live::review),
    Event(EventType::AiRecognitionResult, LIVE, live::recognition),
    Event(EventType::AiAnalysisResult, LIVE, live::analysis),
    Event(EventType::AiQualityControlResult, LIVE, live::quality),
    Event(EventType::AiSmartSubtitleResult, LIVE, live::subtitle),
    Event(EventType::LiveRecordResult, LIVE, live::record),
    Event(EventType::ProcessEof, LIVE, live::end),
];

impl Event {
    /// The event with the name of the member that holds it: in notifications, or, under the type's name alone, in
    /// answers of `DescribeTaskDetail`.
    fn body<'v>(&self, notification: Value<'v>) -> Option<(&'v str, Value<'v>)> {
        notification.members().find(|(member, value)| value.is_object() && self.is_in(member))
    }

    fn is_in(&self, member: &str) -> bool {
        member.strip_prefix(self.0.as_str()).is_some_and(|rest| rest.is_empty() || rest == self.1)
    }
}

/// Whether a JSON value is a notification: it names its type, or holds an event of a known type.
pub(crate) fn is_notification(value: Value<'_>) -> bool {
    let is_event =
        |(member, value): (&str, Value<'_>)| value.is_object() && EVENTS.iter().any(|event| event.is_in(member));
    value.is_object() && (type_name(value).is_some() || value.members().any(is_event))
}

/// The type a notification names. Those of live streams name it in `NotificationType`, answers to queries in `TaskType`.
fn type_name<'v>(notification: Value<'v>) -> Option<&'v str> {
    let named = |member: &str| notification.text_of(member);
    named("EventType").or_else(|| named("NotificationType")).or_else(|| named("TaskType"))
}

/// Makes the report of one notification, with explanations in `language`.
///
/// Unknown types, kinds, states and members are no errors: they are reported as they are and warned of.
///
/// # Errors
/// [`ErrorCode::NotANotification`] if the event that `EventType` names is not there.
pub(crate) fn decode<'v>(notification: Value<'v>, carrier: Carrier, language: Language) -> Result<Report<'v>, Error> {
    let name = type_name(notification);
    let event = EVENTS.iter().find(|event| match name {
        Some(name) => event.0.as_str() == name,
        None => event.body(notification).is_some(),
    });
    let mut report = blank(carrier);
    report.session_id = notification.text_of("SessionId");
    report.session_context = notification.text_of("SessionContext");

    let (member, body) = match event {
        Some(event) => {
            report.event_type = event.0;
            let Some(body) = event.body(notification) else {
                let member = [event.0.as_str(), event.1].concat();
                let message = ["the event `", &member, "` that EventType names is not an object"].concat();
                return Err(Error::new(ErrorCode::NotANotification, message).at_path(member));
            };
            if name.is_none() {
                report.warn(&Path::Root, "missing_event_type", "EventType is missing, the type was told from", body.0);
            }
            body
        }
        None => {
            let name = name.unwrap_or_default();
            report.event_name = Some(name);
            report.warn(&Path::Root.member("EventType"), "unknown_event_type", "unknown event type", name);
            unknown_event(notification, name)
        }
    };

    let path = Path::Root.member(member);
    let task_id = |value: Value<'v>| value.get("TaskId").text_or_digits();
    report.task_id = task_id(body).or_else(|| task_id(notification));
    if report.task_id.is_none() && report.event_type != EventType::BatchTask {
        report.warn(&path, "missing_task_id", "no task id in", member);
    }
    report.code = error_code(body);
    report.message = said(body);
    report.input = storage::input(body.get("InputInfo"));
    report.media = media::metadata(body.get("MetaData"));
    // Of a live stream more is to come, unless the notification says that it has ended.
    let decode = event.map_or(workflow::decode as Decode, |event| event.2);
    if event.is_some_and(|event| event.1 == LIVE) {
        report.status = Status::Processing;
        decode(body, &path, &mut report);
        verdict::conclude_live(&mut report);
    } else {
        decode(body, &path, &mut report);
        verdict::conclude(&mut report, body.text_of("Status"), &path);
    }
    secrets::redact(&mut report, notification);
    explain::explain(&mut report, language);
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
