//! Identifies a notification: its type, its task and the place of its event.
//!
//! Storing a notification needs no more than that. Only the members of the notification and of its event are read, except by
//! [`event_time`], which layout `classic` needs and which reads all values.

use alloc::string::String;

use super::draft::Draft;
use super::fields::reports_state;
use super::foreign::foreign;
use super::kinds::IMAGES;
use super::path::Path;
use super::{batch, edit_media, live, schedule, watermark, workflow};
use crate::error::{Error, ErrorCode};
use crate::json::{Kind, Value};
use crate::report::borrowed::EventType;
use crate::text::{from_base64, list_of_names};
use crate::time::{Millis, from_iso8601};

/// A notification that was identified.
#[derive(Clone, Copy)]
pub(crate) struct Identity<'v> {
    /// `None` if this version does not know the type.
    event: Option<&'static Event>,
    /// The type as the notification names it. `None` if it names none, and the type follows from a member.
    pub(super) name: Option<&'v str>,
    pub(super) body: Body<'v>,
    /// The id of the task, if the notification has one.
    pub(crate) task_id: Option<&'v str>,
}

/// The member of a notification that holds the event.
#[derive(Clone, Copy)]
pub(super) struct Body<'v> {
    /// Its name; empty if the notification itself is the event.
    pub(super) member: &'v str,
    pub(super) value: Value<'v>,
}

type Decode = for<'v> fn(Value<'v>, &Path<'_>, &mut Draft<'v>);

/// An event type of the API.
struct Event {
    event_type: EventType,
    /// What may follow the type's name in the name of the event's member.
    suffixes: &'static [&'static str],
    /// Whether it is a result that a live stream sends while it goes on.
    is_live: bool,
    decode: Decode,
}

/// An event about a task. In answers of `DescribeTaskDetail` the member has the name of the type.
const fn of_task(event_type: EventType, decode: Decode) -> Event {
    Event { event_type, suffixes: &["Event", ""], is_live: false, decode }
}

/// A result of a live stream.
const fn of_stream(event_type: EventType, decode: Decode) -> Event {
    Event { event_type, suffixes: &["Info", ""], is_live: true, decode }
}

/// The event types that this version decodes. They are those of the API actions `ParseNotification` and
/// `ParseLiveStreamProcessNotification`, and those that only `DescribeTaskDetail` documents.
static EVENTS: &[Event] = &[
    of_task(EventType::WorkflowTask, workflow::decode),
    of_task(EventType::EditMediaTask, edit_media::decode),
    of_task(EventType::ScheduleTask, schedule::decode),
    // The last one is of answers of `DescribeBatchTaskDetail`.
    Event { suffixes: &["Event", "", "Result"], ..of_task(EventType::BatchTask, batch::decode) },
    Event { suffixes: &["Task", ""], ..of_task(EventType::ExtractBlindWatermark, watermark::decode) },
    of_task(EventType::LiveScheduleTask, schedule::decode_live),
    of_task(EventType::LiveStreamProcessTask, live::stream),
    of_stream(EventType::AiReviewResult, live::review),
    of_stream(EventType::AiRecognitionResult, live::recognition),
    of_stream(EventType::AiAnalysisResult, live::analysis),
    of_stream(EventType::AiQualityControlResult, live::quality),
    of_stream(EventType::AiSmartSubtitleResult, live::subtitle),
    of_stream(EventType::LiveRecordResult, live::record),
    of_stream(EventType::ProcessEof, live::end),
];

/// Whether events of a type are results that a live stream sends while it goes on. Each is complete, though the stream is not.
pub(crate) fn is_stream_result(event_type: EventType) -> bool {
    EVENTS.iter().any(|event| event.is_live && event.event_type == event_type)
}

/// Whether events of a type are about a live stream.
#[cfg(feature = "api")]
pub(super) fn is_about_stream(event_type: &str) -> bool {
    event_type.starts_with("Live")
        || EVENTS.iter().any(|event| event.is_live && event.event_type.as_str() == event_type)
}

impl Event {
    /// The member that holds the event, in notifications or in answers of `Describe…TaskDetail`. Of a repeated member the last one
    /// counts.
    fn body<'v>(&self, notification: Value<'v>) -> Option<Body<'v>> {
        let mut found = None;
        for (member, value) in notification.members() {
            if self.is_in(member) {
                found = match found {
                    // Of two names for the same, the first one.
                    Some(Body { member: other, value: body }) if other != member && Value::is_object(body) => found,
                    _ => Some(Body { member, value }),
                };
            }
        }
        found.filter(|body| body.value.is_object()).or_else(|| self.images(notification))
    }

    /// The answer of `DescribeImageTaskDetail`. It names the type of a workflow and has the results itself.
    fn images<'v>(&self, notification: Value<'v>) -> Option<Body<'v>> {
        let is_it = self.event_type == EventType::WorkflowTask && notification.get(IMAGES).kind() == Kind::Array;
        is_it.then_some(Body { member: "", value: notification })
    }

    fn is_in(&self, member: &str) -> bool {
        member.strip_prefix(self.event_type.as_str()).is_some_and(|rest| self.suffixes.contains(&rest))
    }
}

impl<'v> Identity<'v> {
    /// The type of the event.
    pub(crate) fn event_type(&self) -> EventType {
        self.event.map_or(EventType::Other, |event| event.event_type)
    }

    /// The name of a type that this version does not know.
    pub(super) fn unknown_name(&self) -> Option<&'v str> {
        if self.event.is_none() { self.name } else { None }
    }

    /// Whether it is one of many results that a live stream pushes.
    pub(super) fn is_live(&self) -> bool {
        self.event.is_some_and(|event| event.is_live)
    }

    /// The members of the notification that hold an unread event of another type. Those that are there and empty hold none.
    pub(super) fn other_events(&self, notification: Value<'v>) -> impl Iterator<Item = &'v str> + use<'v> {
        let own = self.body.member;
        let is_event = |member: &str, value: Value<'_>| {
            EVENTS.iter().any(|event| event.is_in(member) && (event.is_live || reports_state(value)))
                && value.members().next().is_some()
        };
        notification
            .members()
            .filter(move |(member, value)| *member != own && is_event(member, *value))
            .map(|(member, _)| member)
    }

    /// Reads the sub-tasks of the event at `path` into `draft`.
    pub(super) fn decode(&self, path: &Path<'_>, draft: &mut Draft<'v>) {
        let decode = self.event.map_or(workflow::decode as Decode, |event| event.decode);
        decode(self.body.value, path, draft);
        if !matches!(self.event_type(), EventType::WorkflowTask | EventType::BatchTask | EventType::Other) {
            workflow::decode_others(self.body.value, path, draft);
        }
    }
}

/// Whether a JSON value is a notification. It names its type, or holds an event of a known type.
pub(crate) fn is_notification(value: Value<'_>) -> bool {
    let is_event =
        |(member, value): (&str, Value<'_>)| value.is_object() && EVENTS.iter().any(|event| event.is_in(member));
    // Whether the event is the last of repeated members is asked of few.
    let has_event = || value.members().any(is_event) && EVENTS.iter().any(|event| event.body(value).is_some());
    value.is_object() && (type_name(value).is_some() || has_event())
}

/// Whether a text may be the JSON of a notification, as far as the names in it show. It may have escaped names. Linear in the text.
#[cfg(feature = "cls")]
pub(crate) fn may_be_notification(text: &str) -> bool {
    let text = text.as_bytes();
    let names = || TYPE_MEMBERS.into_iter().chain(EVENTS.iter().map(|event| event.event_type.as_str()));
    let mut rest = text;
    while let [byte, behind @ ..] = rest {
        rest = behind;
        let is_hint = match byte {
            b'\\' => rest.first() == Some(&b'u'),
            b'"' => matches!(rest, [b'A'..=b'Z', ..]) && names().any(|name| rest.starts_with(name.as_bytes())),
            _ => false,
        };
        if is_hint {
            return true;
        }
    }
    false
}

/// The members that name the type. Notifications of live streams name it in `NotificationType`, answers to queries in `TaskType`.
const TYPE_MEMBERS: [&str; 3] = ["EventType", "NotificationType", "TaskType"];

/// Whether a text names the type of an event as notifications do, though it may be no JSON, be cut, or be within an envelope, which
/// escapes quotes. It may be UTF-16, too. Linear in the text.
#[must_use]
pub fn names_event(text: &[u8]) -> bool {
    let [event, notification, _] = TYPE_MEMBERS;
    let quotes = text.iter().enumerate().filter(|(_, byte)| **byte == b'"');
    quotes
        .map(|(at, _)| text.get(at..).unwrap_or_default())
        .any(|rest| [event, notification].iter().any(|member| is_member(rest, member.as_bytes())))
}

/// What to do about a text that is neither JSON nor names an event: another text was passed or pasted.
const NO_EVENT: &str = "there is no event in it: give a notification, or an envelope that one came in";

/// An error about an event, with what to do if the event is a text without one.
#[inline(never)]
pub(crate) fn advise_on_text(error: Error, event: &[u8]) -> Error {
    let is_json = |bytes: &[u8]| matches!(bytes.trim_ascii_start(), [b'{' | b'[' | b'"' | 0x1f, ..]);
    let is_packed = || {
        let text = core::str::from_utf8(event).ok();
        text.and_then(from_base64).is_some_and(|bytes| is_json(&bytes))
    };
    if error.code() != ErrorCode::InvalidJson || is_json(event) || is_packed() || names_event(event) {
        return error;
    }
    error.with_help(Some(NO_EVENT))
}

/// Whether a text begins with the name of a member, in quotes and with a colon behind it.
fn is_member(text: &[u8], name: &[u8]) -> bool {
    /// The most bytes of a name, its quotes and what stands before the colon, in UTF-16.
    const LONGEST: usize = 80;
    let mut rest = text.iter().take(LONGEST).filter(|byte| **byte != 0).skip(1);
    name.iter().all(|letter| rest.next() == Some(letter))
        && rest.find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\\')) == Some(&b':')
}

/// The type that a notification names, with the member that names it.
fn type_name<'v>(notification: Value<'v>) -> Option<(&'static str, &'v str)> {
    TYPE_MEMBERS.iter().find_map(|member| Some((*member, notification.text_of(member)?)))
}

/// Identifies a notification.
///
/// # Errors
/// [`ErrorCode::NotANotification`] if it names a type and does not hold the event of that type.
pub(crate) fn identify<'v>(notification: Value<'v>) -> Result<Identity<'v>, Error> {
    let named = type_name(notification);
    let event = EVENTS.iter().find(|event| match named {
        Some((_, name)) => event.event_type.as_str() == name,
        None => event.body(notification).is_some(),
    });
    if event.is_none()
        && let Some(foreign) = foreign(notification)
    {
        return Err(foreign.refusal());
    }
    let name = named.map(|(_, name)| name);
    let body = match event {
        Some(event) => event.body(notification).ok_or_else(|| refusal(event, named, notification))?,
        None => unknown_body(notification, name.unwrap_or_default()),
    };
    let task_id = |value: Value<'v>| value.get("TaskId").text_or_digits();
    Ok(Identity { event, name, body, task_id: task_id(body.value).or_else(|| task_id(notification)) })
}

/// Why an object that names an event type is not an event. It says what the object holds instead.
fn refusal(event: &Event, named: Option<(&str, &str)>, notification: Value<'_>) -> Error {
    let (member, name) = named.unwrap_or_default();
    let mut message = String::from("not an MPS notification: ");
    message.push_str(member);
    message.push_str(" is `");
    message.push_str(name);
    let holder = notification.members().find(|(member, _)| event.is_in(member));
    if let Some((holder, value)) = holder {
        message.push_str("`, but `");
        message.push_str(holder);
        message.push_str("`, which holds the event of that type, is ");
        message.push_str(kind_of(value));
        message.push_str(", not an object");
    } else {
        message.push_str("`, but the event of that type is not there; the object has the members ");
        message.push_str(&list_of_names(notification.members().map(|(name, _)| name)));
    }
    Error::new(ErrorCode::NotANotification, message).at_path(holder.map_or(member, |(holder, _)| holder))
}

/// What a value is, as a part of a sentence.
pub(super) fn kind_of(value: Value<'_>) -> &'static str {
    match value.kind() {
        Kind::Null => "null",
        Kind::True | Kind::False => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}

/// The member that most likely holds an event of an unknown type. Its task id and state are reported.
fn unknown_body<'v>(notification: Value<'v>, name: &str) -> Body<'v> {
    let mut likely = Body { member: "", value: notification };
    for (member, value) in notification.members() {
        if value.is_object() && member.starts_with(name) {
            return Body { member, value };
        }
        if likely.member.is_empty() && !value.get("TaskId").is_null() {
            likely = Body { member, value };
        }
    }
    likely
}

/// The time of an event by its own members. It is when the last part of the task ended, else when the first one began.
///
/// All values are looked at; the nesting of documents is bounded, and so is the recursion.
pub(crate) fn event_time(notification: Value<'_>) -> Option<Millis> {
    let mut times = Times { first: None, last: None };
    times.collect(notification);
    times.last.or(times.first)
}

struct Times {
    first: Option<Millis>,
    last: Option<Millis>,
}

impl Times {
    fn collect(&mut self, value: Value<'_>) {
        for element in value.elements() {
            self.collect(element);
        }
        for (name, member) in value.members() {
            match (name, member.text()) {
                ("FinishTime", Some(time)) => self.last = self.last.max(from_iso8601(time)),
                ("BeginProcessTime", Some(time)) => {
                    let time = from_iso8601(time);
                    self.first = self.first.map_or(time, |first| Some(time.map_or(first, |time| first.min(time))));
                }
                (_, None) => self.collect(member),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::names_event;

    #[test]
    fn a_damaged_text_that_names_an_event_is_told_from_others() {
        let wide = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
        for text in [
            r#"{"EventType":"WorkflowTask","#,
            r#"x {"NotificationType" : 1"#,
            r#"{\"EventType\":\"Workflow"#,
            r#"{\\\"EventType\\\":"#,
        ] {
            assert!(names_event(text.as_bytes()) && names_event(&wide(text)), "{text}");
        }
        for text in ["", "\"", "EventType: x", r#"["EventType"]"#, r#"{"eventType":1}"#, r#"{"EventTypes":1}"#] {
            assert!(!names_event(text.as_bytes()) && !names_event(&wide(text)), "{text}");
        }
    }
}
