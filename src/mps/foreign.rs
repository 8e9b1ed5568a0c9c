//! Notifications of other Tencent Cloud services. They arrive at the same URLs and queues by mistake.
//!
//! They have states and members of their own, so a report of them would claim what they do not say. They are refused by
//! name instead.
//!
//! Sources: VOD, `EventContent` of API version 2018-07-17 (document 266/33948), and its callbacks of 2017 (266/7829); CI, callbacks of jobs
//! and workflows (460/84951) and of content moderation (460/62993); CSS, event notifications (267/32744) and pull
//! events (267/47026).

use alloc::string::String;

use crate::error::{Error, ErrorCode};
use crate::json::{Kind, Value};
use crate::text::shown_name;

/// A notification of another service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foreign<'v> {
    service: Service,
    /// The member that shows what it is.
    member: &'static str,
    /// What it is called in that member.
    name: &'v str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    Vod,
    Ci,
    Css,
}

impl Service {
    /// What it is called, and where its notifications are set up.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Service::Vod => ("VOD (云点播)", "in the VOD console under callback settings"),
            Service::Ci => ("CI (数据万象)", "in the callback URL of the CI job, queue or workflow"),
            Service::Css => ("CSS (云直播)", "in the callback template of the push domain"),
        }
    }
}

/// The types of VOD's events that do not end in `Complete`. Most of VOD's do, and no type of MPS does.
const VOD_EVENTS: [&str; 5] =
    ["NewFileUpload", "ProcedureStateChanged", "FileDeleted", "RemoveWatermark", "MediaCastStatusChanged"];

/// The members that hold an event of VOD, of a notification without a type.
const VOD_MEMBERS: [&str; 5] =
    ["FileUploadEvent", "ProcedureStateChangeEvent", "FileDeleteEvent", "PullCompleteEvent", "EditMediaCompleteEvent"];

/// Members of CSS that say which stream an event is of.
const CSS_STREAM: [&str; 6] = ["stream_id", "channel_id", "streamid", "stream_name", "appname", "app"];

/// What a JSON object is, if it is a notification of another service.
pub(crate) fn foreign<'v>(value: Value<'v>) -> Option<Foreign<'v>> {
    let vod = |member, name| Foreign { service: Service::Vod, member, name };
    // The callbacks of 2017 spell the member with a small letter.
    for member in ["EventType", "eventType"] {
        if let Some(name) = value.text_of(member)
            && (name.ends_with("Complete") || VOD_EVENTS.contains(&name))
        {
            return Some(vod(member, name));
        }
    }
    if value.get("EventType").is_null()
        && let Some(member) = VOD_MEMBERS.into_iter().find(|member| value.get(member).is_object())
    {
        return Some(vod(member, member));
    }
    let ci = |member, name| Some(Foreign { service: Service::Ci, member, name });
    if !value.get("JobsDetail").is_null() || !value.get("WorkflowExecution").is_null() {
        return ci("EventName", value.text_of("EventName").unwrap_or("JobsDetail"));
    }
    let data = value.get("data");
    if data.text_of("trace_id").is_some() && !data.get("forbidden_status").is_null() {
        return ci("data.event", data.text_of("event").unwrap_or("content moderation"));
    }
    let css = |member, name| Some(Foreign { service: Service::Css, member, name });
    if CSS_STREAM.iter().any(|member| !value.get(member).is_null()) {
        if let Some(name) = value.get("event_type").text_or_digits() {
            return css("event_type", name);
        }
        if let Some(name) = value.text_of("callback_event") {
            return css("callback_event", name);
        }
    }
    // A screenshot that was reviewed.
    if value.get("streamId").kind() == Kind::String && !value.get("screenshotTime").is_null() {
        return css("streamId", "content moderation");
    }
    None
}

impl Foreign<'_> {
    /// The refusal: what it is, and what to do.
    pub(crate) fn refusal(&self) -> Error {
        let (service, place) = self.service.words();
        let mut message = String::from("not an MPS notification but one of ");
        message.push_str(service);
        message.push_str(", `");
        message.push_str(shown_name(self.name));
        message.push_str("`; change the URL or queue of that service, ");
        message.push_str(place);
        message.push_str(", so that it does not lead here");
        Error::new(ErrorCode::NotANotification, message).at_path(self.member)
    }
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::*;
    use crate::json::Document;

    fn refused(json: &str) -> Option<(String, String)> {
        let document = Document::parse(json.as_bytes()).unwrap();
        let error = foreign(document.root())?.refusal();
        Some((error.message().to_string(), error.path().unwrap_or_default().to_string()))
    }

    #[test]
    fn notifications_of_other_services_are_refused_by_name() {
        for (json, service, name, path) in [
            (r#"{"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5"}}"#, "VOD", "NewFileUpload", "EventType"),
            (
                r#"{"EventType":"ProcedureStateChanged","ProcedureStateChangeEvent":{"Status":"FINISH"}}"#,
                "VOD",
                "ProcedureStateChanged",
                "EventType",
            ),
            (r#"{"EventType":"FileDeleted","FileDeleteEvent":{}}"#, "VOD", "FileDeleted", "EventType"),
            (r#"{"EventType":"PullComplete","PullCompleteEvent":{}}"#, "VOD", "PullComplete", "EventType"),
            (
                r#"{"EventType":"EditMediaComplete","EditMediaCompleteEvent":{}}"#,
                "VOD",
                "EditMediaComplete",
                "EventType",
            ),
            (r#"{"EventType":"ComposeMediaComplete"}"#, "VOD", "ComposeMediaComplete", "EventType"),
            (r#"{"EventType":"WechatPublishComplete"}"#, "VOD", "WechatPublishComplete", "EventType"),
            (r#"{"EventType":"ProcessMediaByMPSComplete"}"#, "VOD", "ProcessMediaByMPSComplete", "EventType"),
            (r#"{"version":"4.0","eventType":"TranscodeComplete","data":{}}"#, "VOD", "TranscodeComplete", "eventType"),
            (r#"{"FileUploadEvent":{"FileId":"5"}}"#, "VOD", "FileUploadEvent", "FileUploadEvent"),
            (r#"{"EventName":"TaskFinish","JobsDetail":{"State":"Success"}}"#, "CI", "TaskFinish", "EventName"),
            (r#"{"EventName":"WorkflowFinish","WorkflowExecution":{}}"#, "CI", "WorkflowFinish", "EventName"),
            (
                r#"{"code":0,"message":"success","data":{"event":"ReviewVideo","trace_id":"a","forbidden_status":0}}"#,
                "CI",
                "ReviewVideo",
                "data.event",
            ),
            (r#"{"app":"live","appid":1,"event_type":1,"stream_id":"s","sign":"x","t":1}"#, "CSS", "1", "event_type"),
            (r#"{"event_type":"100","channel_id":"c"}"#, "CSS", "100", "event_type"),
            (r#"{"callback_event":"TaskExit","appname":"live"}"#, "CSS", "TaskExit", "callback_event"),
            (r#"{"streamId":"s","screenshotTime":1,"type":[1]}"#, "CSS", "content moderation", "streamId"),
        ] {
            let (message, at) = refused(json).unwrap_or_else(|| panic!("{json} is not refused"));
            assert!(message.contains(service) && message.contains(&["`", name, "`"].concat()), "{message}");
            assert!(message.contains("so that it does not lead here"), "{message}");
            assert_eq!(at, path, "{json}");
        }
    }

    #[test]
    fn what_may_be_of_mps_is_not_refused() {
        for json in [
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t"}}"#,
            r#"{"EventType":"EditMediaTask","EditMediaTaskEvent":{}}"#,
            r#"{"EventType":"NewTask","NewTaskEvent":{"Status":"FAIL"}}"#,
            r#"{"NotificationType":"LiveRecordResult","LiveRecordResultInfo":{}}"#,
            r#"{"EventType":"hello"}"#,
            r#"{"event_type":1}"#,
            r#"{"stream_id":"s"}"#,
            r#"{"data":{"trace_id":"a"}}"#,
            r#"{"EventName":"x"}"#,
            "[]",
            "null",
        ] {
            assert_eq!(refused(json), None, "{json}");
        }
    }

    #[test]
    fn a_name_that_is_long_or_hides_something_is_left_out() {
        for name in ["转".repeat(100_000).as_str(), "a\\n", "a`b", "\u{202e}"] {
            let (message, _) = refused(&["{\"EventType\":\"", name, "Complete\"}"].concat()).unwrap();
            assert!(message.contains("`…`"), "{message}");
        }
    }
}
