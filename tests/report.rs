//! Reports as Rust programs read them: out of events, and out of archives.

#![cfg(feature = "serde")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::fs;
use std::path::Path;

use mps_webhook::internals::{options_from_json, to_json};
use mps_webhook::report::{EventType, Report};
use mps_webhook::{Delivery, Event, Invocation, Mode, Response};
use serde_json::Value;
use support::fixtures;

/// Reads a report and writes it again, by `serde` and as the crate does.
fn check(archived: &Value, name: &str) {
    let text = archived.to_string();
    let report: Report = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error} in {text}"));
    assert_eq!(&serde_json::from_slice::<Value>(&to_json(&report)).expect("JSON"), archived, "{name}");
    assert_eq!(&serde_json::to_value(&report).expect("JSON"), archived, "{name}, by serde");
}

fn vectors(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    serde_json::from_str(&fs::read_to_string(file).expect("the vectors")).expect("JSON")
}

#[test]
fn every_report_of_the_vectors_is_read_and_written_again() {
    let mut count = 0;
    for file in ["reports.json", "malformed.json"] {
        for (name, reports) in vectors(file).as_object().expect("an object") {
            for report in reports.as_array().expect("a list").iter().filter(|report| report.get("error").is_none()) {
                check(report, name);
                count += 1;
            }
        }
    }
    assert!(count > 60, "{count}");
}

/// Delivers an event to an archive that takes everything; gives what is stored beside the events.
fn archived(event: &[u8]) -> Vec<Value> {
    let options = options_from_json(
        br#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
    );
    let now = 1_700_000_000_000;
    let invocation = Invocation { request_id: None, deadline: now + 60_000, seed: 1, mode: Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), options, invocation, now);
    let mut stored = Vec::new();
    loop {
        let poll = delivery.poll(now);
        if poll.done.is_some() {
            return stored;
        }
        for send in poll.requests {
            let is_report = send.request.method == "PUT" && send.request.url.ends_with(".report.json");
            if is_report {
                stored.push(serde_json::from_slice(delivery.body(send.id)).expect("JSON"));
            }
            let status = if send.request.method == "PUT" { 200 } else { 404 };
            delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: b"" }, now);
        }
    }
}

#[test]
fn every_report_of_an_archive_is_read_and_written_again() {
    let mut count = 0;
    for (name, event) in fixtures("events").into_iter().chain(fixtures("envelopes")) {
        for report in archived(&event).iter().filter(|report| report.get("error").is_none()) {
            check(report, &name);
            let report: Report = serde_json::from_value(report.clone()).expect("a report");
            assert!(!report.receipts.is_empty(), "{name}");
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

/// `parse_to_json` writes reports that borrow from the event; those of an [`Event`] are owned.
#[test]
fn the_reports_of_an_event_are_those_of_the_json() {
    for folder in ["events", "envelopes", "malformed", "malformed-envelopes"] {
        for (name, bytes) in fixtures(folder) {
            let expected = support::parsed(&bytes);
            match Event::from_slice(&bytes) {
                Ok(event) => {
                    let shown = |result: Result<Report, mps_webhook::Error>| match result {
                        Ok(report) => serde_json::from_slice(&to_json(&report)).expect("JSON"),
                        Err(error) => serde_json::json!({ "error": error }),
                    };
                    assert_eq!(event.reports().map(shown).collect::<Vec<_>>(), expected, "{name}");
                    assert_eq!(event.reports().len(), expected.len());
                }
                Err(error) => assert_eq!(serde_json::json!({ "error": error }), expected[0], "{name}"),
            }
        }
    }
}

#[test]
fn an_event_gives_its_notifications_as_they_came() {
    let notification = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t", "Status":"FINISH"}}"#;
    let quoted = Value::from(notification).to_string();
    let bytes = format!(r#"[{notification},{quoted},{{"a":1}},{{"body":{quoted}}}]"#);
    let event = Event::from_slice(bytes.as_bytes()).expect("notifications");
    assert!(event.is_over_http());
    let found: Vec<_> = event.notifications().collect();
    let shown = |index: usize| {
        let notification = found[index].as_ref().expect("a notification");
        (notification.path(), notification.envelope().to_string(), notification.as_bytes())
    };
    assert_eq!(shown(0), ("[0]", "list".into(), notification.as_bytes()));
    assert_eq!(shown(1), ("[1]", "legacy_text".into(), notification.as_bytes()));
    assert_eq!(found[2].as_ref().expect_err("no notification").path(), Some("[2]"));
    assert_eq!(shown(3), ("[3].body", "list".into(), notification.as_bytes()));
    assert_eq!(found.len(), 4);
    // In place, not copied, where it is in the event itself.
    assert_eq!(shown(0).2.as_ptr(), bytes.as_bytes()[1..].as_ptr());
    let error = event.verify("key", 0).expect_err("not signed");
    assert_eq!((error.code().as_str(), error.path()), ("unverified", Some("[0].Sign")));
}

#[test]
fn an_event_without_a_notification_is_an_error() {
    for (bytes, code) in
        [("", "invalid_json"), ("{", "invalid_json"), ("{}", "not_a_notification"), ("[{},{}]", "not_a_notification")]
    {
        assert_eq!(Event::from_slice(bytes.as_bytes()).expect_err("none").code().as_str(), code, "{bytes}");
    }
}

#[test]
fn a_type_that_is_not_known_comes_under_its_own_name() {
    let event = br#"{"EventType":"LaterTask","LaterTaskEvent":{"TaskId":"t"}}"#;
    let event = Event::from_slice(event).expect("a notification");
    let report = event.reports().next().expect("one").expect("a report");
    assert_eq!(report.event_type, EventType::Other("LaterTask".into()));
}
