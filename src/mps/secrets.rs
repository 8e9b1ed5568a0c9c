//! Keeps the credentials that a notification carries out of the report: an error message may quote them.
//!
//! They are in `InputInfo` and in every `OutputStorage`, wherever those are, as `S3SecretId` and `S3SecretKey`. The report has
//! neither member; what is left is [`Report::message`] and [`Task::message`](crate::report::Task::message).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::json::Value;
use crate::report::Report;
use crate::text::{percent_encode, split_once};

/// What stands in the place of a secret.
const REDACTED: &str = "***";

/// The least bytes of a secret: AWS has at least 16, and what is shorter may be part of any word.
const LEAST: usize = 8;

/// The most different ones that are looked for, so that no event takes more time than its length allows.
const MOST: usize = 16;

/// Takes them out of the messages.
pub(super) fn redact<'v>(report: &mut Report<'v>, notification: Value<'v>) {
    let mut secrets = None;
    clean(&mut report.message, &mut secrets, notification);
    for task in &mut report.tasks {
        clean(&mut task.message, &mut secrets, notification);
    }
}

/// The nesting of documents is bounded, and so is this.
fn collect<'v>(value: Value<'v>, secrets: &mut Vec<&'v str>) {
    for element in value.elements() {
        collect(element, secrets);
    }
    for (name, member) in value.members() {
        collect(member, secrets);
        if let ("S3SecretId" | "S3SecretKey", Some(text)) = (name, member.text())
            && text.len() >= LEAST
            && secrets.len() < MOST
            && !secrets.contains(&text)
        {
            secrets.push(text);
        }
    }
}

/// Secrets are looked for as soon as there is a message: most events have none, and are not walked through once more.
#[inline(never)]
fn clean<'v>(message: &mut Option<Cow<'v, str>>, secrets: &mut Option<Vec<&'v str>>, notification: Value<'v>) {
    let Some(message) = message else { return };
    if secrets.is_none() {
        let mut found = Vec::new();
        collect(notification, &mut found);
        *secrets = Some(found);
    }
    for secret in secrets.iter().flatten() {
        // And as it stands in a URL.
        let mut encoded = String::new();
        percent_encode(&mut encoded, secret);
        for secret in [secret, encoded.as_str()] {
            while let Some((before, after)) = split_once(message, secret) {
                *message = Cow::Owned([before, REDACTED, after].concat());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse, parse_to_json};

    /// An event whose own message and that of its sub-task are these.
    fn event(id: &str, key: &str, message: &str, of_task: &str) -> String {
        let event = serde_json::json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": {
            "TaskId": "t", "Status": "FINISH", "ErrCode": 60000, "Message": message,
            "InputInfo": { "Type": "AWS-S3", "S3InputInfo": { "S3Bucket": "b", "S3Object": "/a.mp4", "S3SecretId": id } },
            "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": {
                "Status": "FAIL", "ErrCode": 60000, "Message": of_task,
                "Input": { "OutputStorage": { "Type": "AWS-S3", "S3OutputStorage": { "S3SecretKey": key } } } } }] } });
        std::string::ToString::to_string(&event)
    }

    fn messages(event: &str) -> [Option<String>; 2] {
        let mut found = [None, None];
        parse(event.as_bytes(), &mut |report| {
            let report = report.unwrap();
            found = [report.message, report.tasks[0].message.clone()].map(|it| it.map(Cow::into_owned));
        });
        found
    }

    #[test]
    fn what_messages_quote_is_taken_out_wherever_it_is_from() {
        let (id, key) = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        let event = event(
            id,
            key,
            "the key AKIAIOSFODNN7EXAMPLE is not valid: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "GET /?k=wJalrXUtnFEMI%2FK7MDENG%2BbPxRfiCYEXAMPLEKEY&i=AKIAIOSFODNN7EXAMPLE&j=AKIAIOSFODNN7EXAMPLE",
        );
        let [of_event, of_task] = messages(&event);
        assert_eq!(of_event.as_deref(), Some("the key *** is not valid: ***"));
        assert_eq!(of_task.as_deref(), Some("GET /?k=***&i=***&j=***"));
        let json = String::from_utf8(parse_to_json(event.as_bytes())).unwrap();
        assert!(!json.contains("EXAMPLE") && json.contains("the key *** is not valid"), "{json}");
    }

    #[test]
    fn what_is_no_secret_stays() {
        for (id, message) in [("", "denied"), ("denied", "denied"), ("AKIAIOSFODNN7EXAMPLE", "转码失败 AKIAIOSFODNN7")]
        {
            assert_eq!(messages(&event(id, id, message, message)), [Some(message.into()), Some(message.into())]);
        }
        // One that would be found in what stands in its place is no endless search.
        assert_eq!(messages(&event("********", "x", "a ******** b", "c"))[0].as_deref(), Some("a *** b"));
    }
}
