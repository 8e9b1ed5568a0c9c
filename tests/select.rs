//! What is stored of a report when the owner selects some of it. The oracle of JSON Pointers is `serde_json`.

#![cfg(all(feature = "api", feature = "select"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use mps_webhook::delivery::{Archived, Line};
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Response, redact};
use serde_json::{Map, Value, json};
use support::fixtures;

const NOW: i64 = 1_700_000_000_000;
const EVENT: &[u8] = include_bytes!("fixtures/events/workflow-many-outputs.json");

/// What the bucket has, by the end of the keys.
type Objects = BTreeMap<String, Value>;

struct Delivered {
    done: Done,
    objects: Objects,
    log: Vec<Line>,
}

fn deliver(event: &[u8], options: &Value, env: &Value, processed: Option<&Value>) -> Delivered {
    deliver_again(event, options, env, processed, Objects::new())
}

fn deliver_again(event: &[u8], options: &Value, env: &Value, processed: Option<&Value>, objects: Objects) -> Delivered {
    let mut all =
        json!({ "COS_BUCKET": "b-125", "COS_REGION": "ap-tokyo", "COS_SECRET_ID": "i", "COS_SECRET_KEY": "k" });
    all.as_object_mut().expect("an object").extend(env.as_object().expect("an object").clone());
    let settings = json!({ "options": options, "env": all }).to_string();
    let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), options_from_json(settings.as_bytes()), invocation, NOW);
    if processed.is_some() {
        delivery.process_reports();
    }
    let (mut objects, mut log) = (objects, Vec::new());
    loop {
        let poll = delivery.poll(NOW);
        log.extend(poll.log);
        if let Some(done) = poll.done {
            return Delivered { done, objects, log };
        }
        for process in poll.process {
            let call: Value = serde_json::from_slice(delivery.body(process.id)).expect("JSON");
            assert_eq!(call["report"], report(event));
            let body = processed.map(Value::to_string).unwrap_or_default();
            delivery.on_response(
                process.id,
                &Response { status: 200, headers: &[("etag", "\"-\"")], body: body.as_bytes() },
                NOW,
            );
        }
        for send in poll.requests {
            let key: String = send.request.url.rsplit('/').next().expect("a key").into();
            let (mut status, mut answer) = (200, Vec::new());
            if send.request.method == "GET" {
                match objects.get(&key) {
                    Some(object) => answer = object.to_string().into_bytes(),
                    None => status = 404,
                }
            } else if let Entry::Vacant(place) = objects.entry(key) {
                place.insert(serde_json::from_slice(delivery.body(send.id)).expect("JSON"));
            } else {
                (status, answer) = (409, b"<Error><Code>FileAlreadyExists</Code></Error>".to_vec());
            }
            delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: &answer }, NOW);
        }
    }
}

/// The report object without its receipts, which there must be.
fn stored_report(delivered: &Delivered) -> Value {
    let (_, record) = delivered.objects.iter().find(|(key, _)| key.ends_with(".report.json")).expect("a report object");
    let mut record = record.clone();
    let receipts = record.as_object_mut().expect("an object").remove("receipts").expect("receipts");
    assert_eq!(receipts[0]["step"], "event");
    record
}

fn report(event: &[u8]) -> Value {
    let reports: Value = serde_json::from_slice(&mps_webhook::internals::parse_to_json(event)).expect("JSON");
    reports[0].clone()
}

/// What is stored of an event.
fn selected(event: &[u8], select: &Value) -> Value {
    let delivered = deliver(event, &json!({ "select": select }), &json!({}), None);
    assert!(delivered.done.ok, "{:?}", delivered.done.error);
    stored_report(&delivered)
}

/// Pointers to everything below a value.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| {
        let pointer = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        pointers(value, &pointer, found);
        found.push(pointer);
    };
    match value {
        Value::Array(elements) => {
            elements.iter().enumerate().for_each(|(index, value)| below(&index.to_string(), value));
        }
        Value::Object(members) => members.iter().for_each(|(name, value)| below(name, value)),
        _ => {}
    }
}

#[test]
fn every_pointer_leads_where_the_oracle_says() {
    for event in fixtures("events").into_values() {
        let mut whole = report(&event);
        // What is derived from an event has no secrets.
        whole["event"] = serde_json::from_slice(&redact(&event)).expect("JSON");
        let mut found = vec!["/nothing".into(), "/tasks/999/kind".into(), "/task_id/0".into(), "/tasks/x".into()];
        pointers(&whole, "", &mut found);
        let select: Map<String, Value> =
            found.iter().enumerate().map(|(index, pointer)| (index.to_string(), json!(pointer))).collect();
        let record = selected(&event, &Value::Object(select));
        assert_eq!(record.as_object().expect("an object").len(), found.len());
        for (index, pointer) in found.iter().enumerate() {
            assert_eq!(record[index.to_string()], *whole.pointer(pointer).unwrap_or(&Value::Null), "{pointer}");
        }
    }
}

#[test]
fn names_are_the_owners_and_wildcards_make_lists() {
    let record = selected(
        EVENT,
        &json!({
            "视频": "/input/uri",
            "files": "/tasks/*/outputs/*/key",
            "kinds": "/tasks/*/kind",
            "sizes": "/media/*",
            "none": "/tasks/*/no/*/such",
            "asked": "/event/WorkflowTaskEvent/TaskId",
        }),
    );
    let report = report(EVENT);
    let tasks = report["tasks"].as_array().expect("tasks");
    let outputs = tasks.iter().flat_map(|task| task["outputs"].as_array().expect("outputs"));
    let files: Vec<&Value> = outputs.map(|output| &output["key"]).collect();
    assert!(files.len() > tasks.len());
    assert_eq!(record["files"], json!(files));
    assert_eq!(record["kinds"], json!(tasks.iter().map(|task| &task["kind"]).collect::<Vec<_>>()));
    assert_eq!(record["none"], json!([]));
    assert_eq!((&record["视频"], &record["asked"]), (&report["input"]["uri"], &report["task_id"]));
    let media: Vec<&Value> = report["media"].as_object().expect("media").values().collect();
    assert_eq!(record["sizes"].as_array().expect("a list").len(), media.len());
}

#[test]
fn names_with_slashes_and_tildes_are_escaped() {
    let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","a/b~1*":7}}"#;
    assert_eq!(selected(event, &json!({ "x": "/event/WorkflowTaskEvent/a~1b~01*" })), json!({ "x": 7 }));
    assert_eq!(selected(event, &json!({ "x": "/event", "y": "/eventful" }))["y"], Value::Null);
}

#[test]
fn a_duplicate_changes_nothing_even_if_something_else_is_selected_by_then() {
    let first = deliver(EVENT, &json!({ "select": { "a": "/task_id" } }), &json!({}), None);
    let again =
        deliver_again(EVENT, &json!({ "select": { "b": "/outcome" } }), &json!({}), None, first.objects.clone());
    assert_eq!((again.done.ok, again.done.events[0].archive), (true, Archived::SeenBefore));
    assert_eq!(again.objects, first.objects);
}

#[test]
fn in_layout_classic_there_is_a_report_if_something_is_selected() {
    let options = json!({ "cos": { "layout": "classic" }, "select": { "a": "/outcome" } });
    let delivered = deliver(EVENT, &options, &json!({}), None);
    assert_eq!(stored_report(&delivered), json!({ "a": "success" }));
    assert_eq!(delivered.objects.len(), 2);
}

#[test]
fn what_is_no_notification_is_put_aside_with_its_whole_error() {
    let delivered = deliver(b"{}", &json!({ "select": { "a": "/outcome" } }), &json!({}), None);
    let (_, error) = delivered.objects.iter().find(|(key, _)| key.ends_with(".error.json")).expect("an error");
    assert_eq!(error["code"], "not_a_notification");
}

#[test]
fn a_processing_of_ones_own_and_a_selection_are_not_both_to_be_had() {
    let mine = json!({ "mine": true });
    let delivered = deliver(EVENT, &json!({ "select": { "a": "/task_id" } }), &json!({}), Some(&mine));
    // Nothing is lost for it.
    assert_eq!(stored_report(&delivered), mine);
    let error = delivered.done.error.as_ref().expect("an error");
    assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("select")));
    assert!(delivered.log.iter().any(|line| line.error.as_deref() == Some(error.message())));
}

#[test]
fn what_is_no_pointer_or_no_name_is_refused_and_all_of_the_report_stored() {
    for (options, path) in [
        (json!({ "select": { "a": "task_id" } }), "select.a"),
        (json!({ "select": { "a": "" } }), "select.a"),
        (json!({ "select": { "a": 5 } }), "select.a"),
        (json!({ "select": { "receipts": "/x" } }), "select.receipts"),
        (json!({ "select": ["/x"] }), "select"),
        (json!({ "select": "/x" }), "select"),
    ] {
        let delivered = deliver(EVENT, &options, &json!({}), None);
        let error = delivered.done.error.as_ref().expect("an error");
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some(path)), "{options}");
        assert_eq!(delivered.done.events[0].archive, Archived::Stored);
    }
}

#[test]
fn what_could_not_be_read_again_is_not_stored_instead_of_the_report() {
    let text = "x".repeat(8_000_000);
    let event =
        json!({"EventType": "WorkflowTask", "WorkflowTaskEvent": {"TaskId": "t", "Status": "FINISH", "Extra": text}});
    let select = json!({ "all": "/event", "again": "/event" });
    let record = selected(event.to_string().as_bytes(), &select);
    assert_eq!((&record["task_id"], record.get("all")), (&json!("t"), None));
}
