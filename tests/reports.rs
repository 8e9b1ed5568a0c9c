//! What becomes of every fixture, on every platform the same: `tests/vectors/` holds the reports and errors, which the
//! tests of the shells compare with too. After a wanted change: `UPDATE_VECTORS=1 cargo test --test reports`, and read
//! the difference.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mps_webhook::internals::parse_to_json;
use serde_json::{Value, json};
use support::{expected, fixture, fixtures};

fn check_vectors(folder: &str, file: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    let computed: BTreeMap<String, Value> = fixtures(folder)
        .into_iter()
        .map(|(name, event)| (name, serde_json::from_slice(&parse_to_json(&event)).expect("the core writes JSON")))
        .collect();
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&computed).expect("JSON");
        fs::write(&file, text + "\n").expect("the vectors can be written");
    }
    let stored: BTreeMap<String, Value> =
        serde_json::from_str(&fs::read_to_string(&file).expect("the vectors")).expect("JSON");
    for (name, computed) in &computed {
        assert_eq!(Some(computed), stored.get(name), "{name}");
    }
    assert_eq!(computed.len(), stored.len(), "there are vectors of fixtures that are gone");
}

#[test]
fn events_give_the_reports_of_the_vectors() {
    check_vectors("events", "reports.json");
}

#[test]
fn malformed_events_give_the_reports_and_errors_of_the_vectors() {
    check_vectors("malformed", "malformed.json");
}

#[test]
fn malformed_events_are_judged_as_expected() {
    let expected: BTreeMap<String, String> = expected("malformed");
    let files = fixtures("malformed");
    assert_eq!(files.len(), expected.len());
    for (name, bytes) in files {
        let parsed: Value = serde_json::from_slice(&parse_to_json(&bytes)).expect("the core writes JSON");
        let error = parsed.pointer("/0/error");
        match expected.get(&name).map(String::as_str) {
            Some("report") => assert_eq!(error, None, "{name}"),
            Some("error") => assert!(error.is_some(), "{name} gives a report"),
            _ => {}
        }
        if let Some(error) = error.filter(|error| error["code"] == "invalid_json") {
            let offset = error["offset"].as_u64().expect("an error of syntax has an offset");
            assert!(offset <= bytes.len() as u64, "{name}");
        }
    }
}

#[test]
fn no_report_holds_a_credential_of_the_storage() {
    for (name, event) in fixtures("events") {
        let json = String::from_utf8(parse_to_json(&event)).expect("text");
        assert!(!json.contains("FAKE-"), "{name} shows {}", &json[json.find("FAKE-").unwrap_or(0)..]);
    }
}

/// `AiAnalysisTaskHeadTailOutput` gives presentation times; only what the types call a score is one.
#[test]
fn what_is_a_score_and_what_a_moment_is_as_the_types_say() {
    let finding = |file: &str, label: &str| {
        let reports: Value =
            serde_json::from_slice(&parse_to_json(&fixture("events", file))).expect("the core writes JSON");
        let list =
            |value: &Value, pointer| value.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
        let tasks = list(&reports, "/0/tasks");
        let mut findings = tasks.iter().flat_map(|task| list(task, "/findings"));
        findings.find(|it| it.get("label").is_some_and(|it| it == label)).expect("a finding with this label")
    };
    for (label, moment) in [("HeadTimeOffset", 31.04), ("TailTimeOffset", 2705.5)] {
        let found = finding("workflow-ai-analysis.json", label);
        assert_eq!(found, serde_json::json!({ "type": "segment", "label": label, "start": moment }));
    }
    let found = finding("workflow-quality-control.json", "QualityEvaluationScore");
    assert!(found.get("score").is_some_and(Value::is_number) && found.get("start").is_none(), "{found}");
}

/// The report of a notification.
fn report(event: &Value) -> Value {
    let reports: Value =
        serde_json::from_slice(&parse_to_json(event.to_string().as_bytes())).expect("the core writes JSON");
    reports.pointer("/0").cloned().expect("a report or an error")
}

fn workflow(members: Value) -> Value {
    let mut event = json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 0 });
    for (name, value) in members.as_object().expect("members") {
        event[name] = value.clone();
    }
    json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": event })
}

/// The table of docs/events.md: what a task is, by what its sub-tasks are.
#[test]
fn the_outcome_follows_from_the_states_of_the_sub_tasks() {
    const S: &str = "SUCCESS";
    const F: &str = "FAIL";
    const U: &str = "NOBODY KNOWS";
    const P: &str = "PROCESSING";
    for (states, outcome, with_error) in [
        (&[][..], "unknown", "failure"),
        (&[S], "success", "partial"),
        (&[S, S], "success", "partial"),
        (&[F], "failure", "failure"),
        (&[U], "unknown", "failure"),
        (&[S, F], "partial", "partial"),
        (&[S, U], "unknown", "partial"),
        (&[F, U], "failure", "failure"),
        (&[S, F, U], "partial", "partial"),
        (&[P], "processing", "processing"),
        (&["WAITING"], "processing", "processing"),
        (&[S, P], "processing", "processing"),
        (&[F, P, U], "processing", "processing"),
    ] {
        let tasks: Vec<Value> =
            states.iter().map(|state| json!({ "Type": "Porn", "PornTask": { "Status": state } })).collect();
        for (code, outcome) in [(json!(0), outcome), (Value::Null, outcome), (json!(60000), with_error)] {
            let event = workflow(json!({ "ErrCode": code, "AiContentReviewResultSet": tasks }));
            assert_eq!(report(&event)["outcome"], outcome, "{states:?} with ErrCode {code}");
        }
        // Whatever the sub-tasks say: while the task goes on, it is not over.
        let event = workflow(json!({ "Status": "PROCESSING", "AiContentReviewResultSet": tasks }));
        assert_eq!(report(&event)["outcome"], "processing", "{states:?}");
    }
    // In any order, and in any sets.
    let (erased, failed) = (json!({ "Status": S }), json!([{ "Type": "Tag", "TagTask": { "Status": F } }]));
    let event = workflow(json!({ "SmartEraseTaskResult": erased, "AiAnalysisResultSet": failed }));
    assert_eq!(report(&event)["outcome"], "partial");
}

/// Of each type of event, what is evidence of a success and what is not.
/// The answer of `DescribeBatchTaskDetail` has the state, the times and the id of the task beside the event.
#[test]
fn a_batch_that_was_asked_for_has_its_state_beside_the_event() {
    let answer = |status: &str, results: Value| {
        let report = report(&json!({"Response": {
            "TaskType": "BatchTask", "Status": status, "TaskId": "t-1", "CreateTime": "2025-03-02T08:00:01Z",
            "BatchTaskResult": {"InputInfos": [], "Metadatas": null, "SmartSubtitlesTaskResult": results},
        }}));
        ["event_type", "task_id", "status", "outcome", "created_at"]
            .map(|member| report[member].as_str().unwrap_or("-").to_string())
            .join(" ")
    };
    let ended =
        json!({"Outputs": [{"Status": "SUCCESS", "TransTextTask": {"SegmentSet": [], "SubtitlePath": "/a.vtt"}}]});
    assert_eq!(answer("FINISH", ended), "BatchTask t-1 finished success 2025-03-02T08:00:01Z");
    assert_eq!(answer("PROCESSING", Value::Null), "BatchTask t-1 processing processing 2025-03-02T08:00:01Z");
    assert_eq!(answer("WAITING", Value::Null), "BatchTask t-1 processing processing 2025-03-02T08:00:01Z");
}

#[test]
fn a_success_needs_evidence() {
    let own = |event_type: &str, member: &str, body: Value| {
        let mut event = json!({ "EventType": event_type });
        event[member] = body;
        event
    };
    let file = json!({ "Path": "/a.mp4" });
    for (event, outcome) in [
        // Of edits, watermarks and live streams, ErrCode 0 of what has ended is documented as success.
        (
            own("EditMediaTask", "EditMediaTaskEvent", json!({ "Status": "FINISH", "ErrCode": 0, "Output": file })),
            "success",
        ),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({ "Status": "FINISH", "ErrCode": "0" })), "success"),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({ "Status": "FINISH", "Output": file })), "unknown"),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({ "ErrCode": 0, "Output": file })), "unknown"),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({ "ErrCode": 1 })), "failure"),
        (
            own("EditMediaTask", "EditMediaTaskEvent", json!({ "Status": "FINISH", "ErrCode": 1, "Output": file })),
            "failure",
        ),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({ "Status": "PROCESSING", "ErrCode": 0 })), "processing"),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({ "Status": "FAIL", "ErrCode": 0 })), "failure"),
        (own("EditMediaTask", "EditMediaTaskEvent", json!({})), "unknown"),
        (
            own("ExtractBlindWatermark", "ExtractBlindWatermarkTask", json!({ "Status": "FINISH", "ErrCode": 0 })),
            "success",
        ),
        (own("ExtractBlindWatermark", "ExtractBlindWatermarkTask", json!({ "Status": "FINISH" })), "unknown"),
        (
            own("ExtractBlindWatermark", "ExtractBlindWatermarkTask", json!({ "Status": "WAITING", "ErrCode": 0 })),
            "processing",
        ),
        (own("LiveStreamProcessTask", "LiveStreamProcessTask", json!({ "Status": "FINISH", "ErrCode": 0 })), "success"),
        (own("LiveStreamProcessTask", "LiveStreamProcessTask", json!({ "Status": "FINISH" })), "unknown"),
        (
            own("LiveStreamProcessTask", "LiveStreamProcessTask", json!({ "Status": "FINISH", "ErrCode": 4002 })),
            "failure",
        ),
        // Of workflows and orchestrations it only says that the source is not at fault.
        (workflow(json!({})), "unknown"),
        (workflow(json!({ "MediaProcessResultSet": [] })), "unknown"),
        (workflow(json!({ "Status": "FAIL" })), "failure"),
        (workflow(json!({ "Status": "SUCCESS" })), "unknown"),
        (own("ScheduleTask", "ScheduleTaskEvent", json!({ "Status": "FINISH", "ErrCode": 0 })), "unknown"),
        (own("BatchTask", "BatchTaskEvent", json!({})), "unknown"),
        // Of types that nobody documents, only the words that mean the same everywhere.
        (json!({ "EventType": "hello" }), "unknown"),
        (own("NewTask", "NewTaskEvent", json!({ "Status": "FAIL" })), "failure"),
        (own("NewTask", "NewTaskEvent", json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 0 })), "unknown"),
        (own("NewTask", "NewTaskEvent", json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 5 })), "failure"),
        (own("NewTask", "NewTaskEvent", json!({ "TaskId": "t", "Status": "SUCCESS" })), "success"),
        (own("NewTask", "NewTaskEvent", json!({ "TaskId": "t", "Status": "PROCESSING" })), "processing"),
        (
            own("NewTask", "NewTaskEvent", json!({ "NewResultSet": [{ "NewTask": { "Status": "SUCCESS" } }] })),
            "success",
        ),
        (own("NewTask", "NewTaskEvent", json!({ "NewResultSet": [{ "NewTask": { "Status": "OK" } }] })), "unknown"),
        // Of live streams, that it has ended without an error, and files.
        (json!({ "NotificationType": "ProcessEof", "ProcessEofInfo": { "ErrCode": 0 } }), "success"),
        (json!({ "NotificationType": "ProcessEof", "ProcessEofInfo": {} }), "unknown"),
        (json!({ "NotificationType": "ProcessEof", "ProcessEofInfo": { "ErrCode": 4002 } }), "failure"),
        (
            json!({ "NotificationType": "LiveRecordResult", "LiveRecordResultInfo": { "RecordOver": 1, "FileResults": [{ "Url": "https://a/b" }] } }),
            "success",
        ),
        (
            json!({ "NotificationType": "LiveRecordResult", "LiveRecordResultInfo": { "RecordOver": 1, "FileResults": null } }),
            "unknown",
        ),
    ] {
        assert_eq!(report(&event)["outcome"], outcome, "{event}");
    }
}

#[test]
fn what_contradicts_itself_is_warned_of_and_the_state_counts() {
    let of = |result: Value| {
        workflow(json!({ "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": result }] }))
    };
    let output = json!({ "Path": "/a.mp4" });
    for (event, members) in [
        (of(json!({ "Status": "SUCCESS", "Output": output })), &[][..]),
        (
            of(
                json!({ "Status": "SUCCESS", "ErrCodeExt": "SUCCESS", "ErrCode": 0, "Message": "Success", "Output": output }),
            ),
            &[],
        ),
        (of(json!({ "Status": "SUCCESS", "Output": null })), &["Output"]),
        (of(json!({ "Status": "SUCCESS", "Output": { "Path": "" } })), &["Output"]),
        (of(json!({ "Status": "SUCCESS", "ErrCodeExt": "InternalError", "Output": output })), &["ErrCodeExt"]),
        (of(json!({ "Status": "SUCCESS", "ErrCode": 70000, "Output": output })), &["ErrCode"]),
        (of(json!({ "Status": "SUCCESS", "Message": "half of it", "Output": output })), &["Message"]),
        (
            of(json!({ "Status": "SUCCESS", "ErrCodeExt": "x", "ErrCode": 1, "Message": "m" })),
            &["Output", "ErrCodeExt", "ErrCode", "Message"],
        ),
        // What finds something needs no file.
        (workflow(json!({ "AiAnalysisResultSet": [{ "Type": "Tag", "TagTask": { "Status": "SUCCESS" } }] })), &[]),
        (workflow(json!({ "SmartEraseTaskResult": { "Status": "SUCCESS", "Output": {} } })), &["Output"]),
    ] {
        let report = report(&event);
        assert_eq!(report["outcome"], "success", "{event}");
        let warnings = report["warnings"].as_array().expect("warnings");
        let said: Vec<&str> = warnings
            .iter()
            .map(|it| it["path"].as_str().expect("a path").rsplit('.').next().expect("a member"))
            .collect();
        assert_eq!(said, members, "{event}");
        assert!(warnings.iter().all(|warning| warning["code"] == "contradiction"), "{warnings:?}");
    }
    // What failed or runs may say why.
    for state in ["FAIL", "PROCESSING"] {
        let event =
            of(json!({ "Status": state, "ErrCodeExt": "InternalError", "ErrCode": 1, "Message": "m", "Output": null }));
        assert_eq!(
            report(&event)["warnings"].as_array().map(Vec::len),
            Some(usize::from(state == "PROCESSING")),
            "{state}"
        );
    }
    let message =
        report(&workflow(json!({ "Message": "odd", "AiAnalysisResultSet": [{ "TagTask": { "Status": "SUCCESS" } }] })));
    assert_eq!(
        (&message["message"], &message["warnings"][0]["path"]),
        (&json!("odd"), &json!("WorkflowTaskEvent.Message"))
    );
}

#[test]
fn where_a_file_lies_is_told_by_the_structure_that_is_there() {
    let cos = json!({ "Bucket": "c-1", "Region": "ap-tokyo", "Object": "/a.mp4" });
    let s3 = json!({ "S3Bucket": "s", "S3Region": "r", "S3Object": "a.mp4" });
    let (cos_uri, s3_uri, url) = ("cos://c-1/a.mp4", "s3://s/a.mp4", "https://h/a.mp4");
    let no = Value::Null;
    for (input, uri, code) in [
        (json!({ "Type": "COS", "CosInputInfo": cos, "S3InputInfo": s3 }), Some(cos_uri), None),
        (json!({ "Type": "aws-s3", "CosInputInfo": cos, "S3InputInfo": s3 }), Some(s3_uri), None),
        (json!({ "Type": "cos", "CosInputInfo": cos }), Some(cos_uri), None),
        (json!({ "Type": null, "CosInputInfo": cos }), Some(cos_uri), None),
        (json!({ "Type": "", "S3InputInfo": s3 }), Some(s3_uri), None),
        (json!({ "CosInputInfo": no, "S3InputInfo": s3 }), Some(s3_uri), None),
        (json!({ "Type": "Url", "UrlInputInfo": { "Url": url } }), Some(url), None),
        (json!({ "UrlInputInfo": { "Url": url } }), Some(url), None),
        (json!({ "Type": "vod", "VODInputInfo": { "FileId": "7" } }), Some("vod://7"), None),
        (json!({ "Type": "URL", "UrlInputInfo": no, "CosInputInfo": cos }), Some(cos_uri), Some("contradiction")),
        (json!({ "Type": "OSS", "CosInputInfo": cos }), Some(cos_uri), Some("contradiction")),
        (json!({ "Type": "OSS", "OssInputInfo": cos }), None, Some("unknown_storage")),
        (
            json!({ "Type": "COS", "CosInputInfo": { "Bucket": "c-1", "Region": "", "Object": "" } }),
            None,
            Some("missing_input"),
        ),
        (json!({ "Type": "COS" }), None, Some("missing_input")),
        (json!({}), None, Some("missing_input")),
        (json!("/a.mp4"), None, Some("missing_input")),
        (no.clone(), None, None),
    ] {
        let report = report(&workflow(json!({ "InputInfo": input })));
        assert_eq!(report.pointer("/input/uri").and_then(Value::as_str), uri, "{input}");
        assert_eq!(report.pointer("/warnings/0/code").and_then(Value::as_str), code, "{input}");
    }
}

#[test]
fn of_a_repeated_member_the_last_one_counts_everywhere() {
    for (event, pointer, value) in [
        (
            r#"{"EventType":"x","EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t"}}"#,
            "/event_type",
            json!("WorkflowTask"),
        ),
        (
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"a"},"WorkflowTaskEvent":{"TaskId":"b"}}"#,
            "/task_id",
            json!("b"),
        ),
        (
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"SmartEraseTaskResult":{"Status":"SUCCESS"},"SmartEraseTaskResult":{"Status":"FAIL"}}}"#,
            "/outcome",
            json!("failure"),
        ),
        (
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"MediaProcessResultSet":[{"TranscodeTask":{"Status":"FAIL"},"TranscodeTask":{"Status":"SUCCESS"}}]}}"#,
            "/outcome",
            json!("success"),
        ),
        (
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"SmartEraseTaskResult":{"Status":"SUCCESS","Output":{"Path":"/a","Path":"/b"}}}}"#,
            "/tasks/0/outputs/0/key",
            json!("b"),
        ),
        (
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"SmartEraseTaskResult":{"Status":"SUCCESS","Output":{"Path":"/a","\u0050ath":"/b"}}}}"#,
            "/tasks/0/outputs",
            json!(1),
        ),
    ] {
        let reports: Value = serde_json::from_slice(&parse_to_json(event.as_bytes())).expect("JSON");
        let found = reports.pointer(&["/0", pointer].concat()).expect(event);
        let found = found.as_array().map_or_else(|| found.clone(), |list| json!(list.len()));
        assert_eq!(found, value, "{event}");
    }
}

#[test]
fn numbers_are_kept_as_they_came_unless_they_overflow() {
    let zeros = "0".repeat(400);
    let tiny = format!("0.{zeros}1");
    let text = |duration: &str| {
        let event = format!(
            r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t","MetaData":{{"Duration":{duration},"Size":1}}}}}}"#
        );
        String::from_utf8(parse_to_json(event.as_bytes())).expect("text")
    };
    for kept in ["1e-400", "1E+00001", "-0", "0.10", "1e308", tiny.as_str(), &format!("1{}", &zeros[..300])] {
        let report = text(kept);
        assert!(report.contains(&format!(r#""duration":{kept},"#)) && report.contains(r#""warnings":[]"#), "{report}");
    }
    for beyond in ["1e400", "-1e309", &format!("1{zeros}"), &format!("1.{}", "1".repeat(3000))] {
        let report = text(beyond);
        assert!(!report.contains("duration") && report.contains("number_overflow"), "{report}");
    }
}

#[test]
fn texts_have_bounds_and_what_is_cut_is_counted() {
    let long = "\u{8f6c}".repeat(100_000);
    let task =
        json!({ "Status": "FAIL", "Message": long, "ErrCodeExt": long, "Output": { "Path": long, "Language": long } });
    let event = workflow(json!({
        "Message": long, "InputInfo": { "Type": "COS", "CosInputInfo": { "Bucket": long, "Region": long, "Object": long } },
        "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": task }], (long.clone() + "ResultSet"): [{}],
    }));
    let mut event = event;
    event["SessionContext"] = json!(long);
    let report = report(&event);
    let length = |pointer: &str| report.pointer(pointer).and_then(Value::as_str).map(str::len);
    assert_eq!((length("/message"), length("/tasks/0/message")), (Some(4095 + 3), Some(4095 + 3)));
    assert_eq!((length("/tasks/0/code_ext"), length("/session_context")), (Some(510), Some(65_535)));
    // The beginning of a key is another key.
    assert_eq!((length("/input/key"), length("/input/bucket"), length("/tasks/0/outputs/0/key")), (None, None, None));
    let size = report.to_string().len();
    assert!(size < 100_000, "{size}");
    let said = report["warnings"]
        .as_array()
        .expect("warnings")
        .iter()
        .find(|it| it["code"] == "too_long")
        .expect("it is said");
    assert!(said["message"].as_str().is_some_and(|text| text.starts_with("texts are too long")), "{said}");
}

fn event(event_type: &str, member: &str, body: &Value) -> Value {
    let mut event = json!({ "EventType": event_type });
    event[member] = body.clone();
    event
}

/// The codes and the paths of the warnings, and whether one of them names something.
fn warned(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let warnings = report["warnings"].as_array().expect("warnings");
    warnings.iter().map(|it| (text(&it["code"]), text(&it["path"]))).collect()
}

const SUCCESS: &str = r#"{"Status":"SUCCESS","Output":{"Path":"/a.mp4"}}"#;

fn success() -> Value {
    serde_json::from_str(SUCCESS).expect("JSON")
}

fn transcoded(item: &Value) -> Value {
    workflow(json!({ "MediaProcessResultSet": [item] }))
}

/// A failure counts wherever in an event the API, or a version of it that nobody knows yet, says it.
#[test]
fn no_failure_hides_beside_a_success() {
    let fail = json!({ "Status": "FAIL", "ErrCodeExt": "InternalError" });
    let batch = |result: Value| event("BatchTask", "BatchTaskEvent", &json!({ "SmartSubtitlesTaskResult": result }));
    let good = json!({ "Status": "SUCCESS", "TransTextTask": { "SubtitlePath": "/a.vtt" } });
    let schedule = |activity: Value| {
        let body = json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 0, "ActivityResultSet": [activity] });
        event("ScheduleTask", "ScheduleTaskEvent", &body)
    };
    let tags = json!([{ "Type": "Tag", "TagTask": { "Status": "SUCCESS" } }]);
    let analysis = |state: Value| {
        let mut result = json!({ "Output": tags });
        for (name, value) in state.as_object().expect("members") {
            result[name] = value.clone();
        }
        schedule(json!({ "ActivityType": "AIAnalysis", "ActivityResItem": { "AnalysisTask": result } }))
    };
    let with = |other: Value| {
        let mut members = json!({ "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": success() }] });
        for (name, value) in other.as_object().expect("members") {
            members[name] = value.clone();
        }
        workflow(members)
    };
    let edit = |other: Value| {
        let mut body = json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 0, "Output": { "Path": "/a.mp4" } });
        for (name, value) in other.as_object().expect("members") {
            body[name] = value.clone();
        }
        event("EditMediaTask", "EditMediaTaskEvent", &body)
    };
    for (event, outcome) in [
        // Of a batch: the result as a whole, a part of it, and forms that other types of events have.
        (batch(json!({ "Outputs": [good] })), "success"),
        (batch(json!({ "Status": "FAIL", "Outputs": [good] })), "partial"),
        (batch(json!({ "Status": "FAIL", "Outputs": [] })), "failure"),
        (batch(json!({ "Status": "FAIL" })), "failure"),
        (batch(json!({ "ErrCodeExt": "InternalError" })), "unknown"),
        (batch(json!({ "Status": "PROCESSING", "Outputs": [good] })), "processing"),
        (batch(json!({ "Outputs": good })), "success"),
        (batch(json!({ "Outputs": fail })), "failure"),
        (batch(json!({ "Outputs": [good, fail] })), "partial"),
        (batch(json!({ "Outputs": [{ "Status": "SUCCESS", "TransTextTask": fail }] })), "partial"),
        (batch(json!([{ "Outputs": [good] }, { "Status": "FAIL", "Outputs": [] }])), "partial"),
        (batch(json!([{ "Type": "TransTextRecognition", "TransTextTask": fail }])), "failure"),
        (event("BatchTask", "BatchTaskEvent", &json!({ "Status": "FAIL" })), "failure"),
        (
            event(
                "BatchTask",
                "BatchTaskEvent",
                &json!({ "SmartSubtitlesTaskResult": { "Outputs": [good] }, "NewResult": fail }),
            ),
            "partial",
        ),
        // Under names that nobody knows.
        (with(json!({ "SomethingNewResult": fail })), "partial"),
        (with(json!({ "SomethingNewResult": [fail] })), "partial"),
        (with(json!({ "SomethingNew": [{ "Type": "New", "NewTask": fail }] })), "partial"),
        (with(json!({ "SomethingNew": { "NewTask": fail } })), "partial"),
        (with(json!({ "SomethingNew": { "ErrCode": 70000 } })), "unknown"),
        (with(json!({ "SomethingNew": { "ErrCodeExt": "InternalError" } })), "unknown"),
        (with(json!({ "SomethingNewResult": { "Status": "PROCESSING" } })), "processing"),
        (with(json!({ "SomethingNewResult": success() })), "success"),
        (with(json!({ "SmartEraseTaskResult": [fail] })), "partial"),
        // A part without a state of its own is not a result.
        (
            with(json!({ "SomethingNew": { "Path": "/b.mp4", "Size": 5 }, "InputInfo": null, "ExtInfo": "{}" })),
            "success",
        ),
        (edit(json!({})), "success"),
        (edit(json!({ "NewResult": fail })), "partial"),
        (edit(json!({ "AiAnalysisResultSet": [{ "Type": "Tag", "TagTask": fail }] })), "partial"),
        (
            event(
                "ExtractBlindWatermark",
                "ExtractBlindWatermarkTask",
                &json!({ "Status": "FINISH", "ErrCode": 0, "NewResult": fail }),
            ),
            "partial",
        ),
        (event("New", "NewEvent", &json!({ "TaskId": "t", "Status": "SUCCESS", "Part": fail })), "partial"),
        // In the place of the result, beside it, and inside it.
        (transcoded(&json!({ "Type": "Transcode", "Status": "FAIL" })), "failure"),
        (transcoded(&json!({ "Type": "Transcode", "Status": "FAIL", "TranscodeTask": success() })), "partial"),
        (
            transcoded(&json!({ "Type": "Transcode", "TranscodeTask": success(), "SampleSnapshotTask": fail })),
            "partial",
        ),
        (transcoded(&json!({ "Type": "New", "ATask": success(), "BTask": fail })), "partial"),
        (transcoded(&json!({ "Type": "New", "Status": "FAIL", "Output": { "Path": "/a" } })), "failure"),
        (transcoded(&json!({ "Type": "New", "Status": "FAIL", "NewTask": success() })), "partial"),
        (
            transcoded(
                &json!({ "Type": "Transcode", "TranscodeTask": { "Status": "SUCCESS", "Output": { "Path": "/a" }, "Parts": [fail] } }),
            ),
            "partial",
        ),
        (
            transcoded(
                &json!({ "Type": "Transcode", "TranscodeTask": { "Status": "SUCCESS", "Output": { "Path": "/a" }, "Part": fail } }),
            ),
            "partial",
        ),
        (
            transcoded(
                &json!({ "Type": "Transcode", "TranscodeTask": success(), "SampleSnapshotTask": { "Status": "", "ErrCode": 0 } }),
            ),
            "success",
        ),
        // Of activities: the list as a whole, and what is around it.
        (analysis(json!({ "Status": "SUCCESS" })), "success"),
        (analysis(json!({ "Status": "FAIL" })), "partial"),
        (analysis(json!({ "Status": "PROCESSING" })), "processing"),
        (analysis(json!({ "Status": "NOBODY KNOWS" })), "unknown"),
        (
            schedule(json!({ "ActivityType": "Transcode", "ActivityResItem": { "TranscodeTask": success() } })),
            "success",
        ),
        (
            schedule(
                json!({ "ActivityType": "Transcode", "ActivityResItem": { "TranscodeTask": success(), "SampleSnapshotTask": fail } }),
            ),
            "partial",
        ),
        (schedule(json!({ "ActivityType": "Transcode", "ActivityResItem": fail })), "failure"),
        (
            schedule(
                json!({ "ActivityType": "Transcode", "Status": "FAIL", "ActivityResItem": { "TranscodeTask": success() } }),
            ),
            "partial",
        ),
        // Subtitles of several languages have a state each: `SubtitleTransResultItem.Status` is Success or Error.
        (subtitles(&["Success", "Success"]), "success"),
        (subtitles(&["Success", "Error"]), "partial"),
        (subtitles(&["Success", "FAIL"]), "partial"),
        (subtitles(&["PROCESSING"]), "processing"),
        (subtitles(&["Success", ""]), "success"),
    ] {
        let report = report(&event);
        assert_eq!(report["outcome"], outcome, "{event} gives {report}");
        if outcome == "success" && !event.to_string().contains("SomethingNewResult") {
            assert!(warned(&report).is_empty(), "{event} gives {report}");
        }
    }
    // Both warnings are about the sub-task that says it succeeded, not about those that its parts are.
    let mixed = report(&subtitles(&["FAIL", "PROCESSING"]));
    let about: Vec<&Value> = mixed["warnings"].as_array().expect("warnings").iter().map(|it| &it["task"]).collect();
    assert_eq!(about.get(..2), Some(&[&json!(0), &json!(0)][..]), "{mixed}");
    // A value that does not mean a failure is warned of, and the state counts.
    let report = report(&subtitles(&["Success", "Halb"]));
    assert_eq!((&report["outcome"], &report["warnings"][0]["code"]), (&json!("success"), &json!("unknown_status")));
}

/// A translation into several languages, with the state of each.
fn subtitles(states: &[&str]) -> Value {
    let results: Vec<Value> = states.iter().map(|state| json!({ "Status": state, "Path": "/a.srt" })).collect();
    let result = json!({ "Status": "SUCCESS", "Output": { "SubtitleResults": results } });
    workflow(json!({ "SmartSubtitlesTaskResult": [{ "Type": "PureSubtitleTrans", "PureSubtitleTransTask": result }] }))
}

/// `ErrCode` is an integer, or the text of one. All else is neither success nor passed over.
#[test]
fn what_is_no_integer_is_no_code_and_warned_of() {
    let odd =
        [json!(0.4), json!(9_223_372_036_854_775_808_u64), json!("abc"), json!(""), json!({}), json!([0]), json!(true)];
    let edit = |code: &Value| {
        event(
            "EditMediaTask",
            "EditMediaTaskEvent",
            &json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": code, "Output": { "Path": "/a" } }),
        )
    };
    let watermark = |code: &Value| {
        event(
            "ExtractBlindWatermark",
            "ExtractBlindWatermarkTask",
            &json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": code }),
        )
    };
    let stream = |code: &Value| {
        event(
            "LiveStreamProcessTask",
            "LiveStreamProcessTask",
            &json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": code }),
        )
    };
    let end = |code: &Value| json!({ "NotificationType": "ProcessEof", "TaskId": "t", "ProcessEofInfo": { "ErrCode": code } });
    let whole = |code: &Value| {
        workflow(
            json!({ "ErrCode": code, "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": success() }] }),
        )
    };
    let events: [&dyn Fn(&Value) -> Value; 5] = [&edit, &watermark, &stream, &end, &whole];
    for event in events {
        for code in &odd {
            let report = report(&event(code));
            assert_eq!(report["outcome"], "unknown", "{report}");
            let warnings = warned(&report);
            assert!(
                matches!(&warnings[..], [(code, path)] if code == "invalid_value" && path.ends_with(".ErrCode")),
                "{report}"
            );
            assert_eq!(report.get("code"), None, "{report}");
        }
        for (code, failed) in
            [(json!(70000), true), (json!("70000"), true), (json!(7.0e4), true), (json!("0"), false), (json!(0), false)]
        {
            let report = report(&event(&code));
            let outcome = report["outcome"].as_str().expect("an outcome");
            assert_eq!(outcome != "success", failed, "{report}");
            assert!(!failed || matches!(outcome, "failure" | "partial"), "{report}");
            assert_eq!(report.get("code"), failed.then_some(&json!(70000)), "{report}");
            assert!(warned(&report).is_empty(), "{report}");
        }
    }
    // Of a sub-task the state counts.
    for code in &odd {
        let result = json!({ "Status": "SUCCESS", "ErrCode": code, "Output": { "Path": "/a.mp4" } });
        let report = report(&transcoded(&json!({ "Type": "Transcode", "TranscodeTask": result })));
        assert_eq!((&report["outcome"], warned(&report).len()), (&json!("success"), 1), "{report}");
    }
    // Texts are texts, and numbers their digits.
    let result = json!({ "Status": 5, "ErrCodeExt": {}, "Message": [1] });
    let report = report(&transcoded(&json!({ "Type": "Transcode", "TranscodeTask": result })));
    let codes: Vec<String> = warned(&report).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["invalid_value", "invalid_value", "unknown_status"], "{report}");
    let result = json!({ "Status": "FAIL", "ErrCodeExt": 302, "Message": 404 });
    let report = self::report(&transcoded(&json!({ "Type": "Transcode", "TranscodeTask": result })));
    assert_eq!((&report["tasks"][0]["code_ext"], &report["tasks"][0]["message"]), (&json!("302"), &json!("404")));
}

#[test]
fn words_of_the_api_count_in_any_case() {
    let task = |kind: &str, status: &str| {
        report(&transcoded(
            &json!({ "Type": kind, "TranscodeTask": { "Status": status, "Output": { "Path": "/a.mp4" } } }),
        ))
    };
    for (status, outcome) in [
        ("success", "success"),
        (" Success ", "success"),
        ("Fail", "failure"),
        ("failed", "failure"),
        ("Processing", "processing"),
        ("halb", "unknown"),
    ] {
        let report = task("transcode", status);
        assert_eq!(report["outcome"], outcome, "{status}: {report}");
        assert_eq!(report["tasks"][0]["kind"], "Transcode");
        let is_known = outcome != "unknown" && outcome != "processing";
        assert_eq!(warned(&report).is_empty(), is_known, "{status}: {report}");
    }
    let finished = json!({ "EventType": "EditMediaTask",
        "EditMediaTaskEvent": { "TaskId": "t", "Status": "Finish", "ErrCode": 0, "Output": { "Path": "/a.mp4" } } });
    assert_eq!(report(&finished)["verdict"], "success");
}

#[test]
fn a_review_or_defect_in_unknown_words_is_not_passed_over() {
    let review = |suggestion: &str| {
        report(&json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH",
            "AiContentReviewResultSet": [{ "Type": "Porn", "PornTask": { "Status": "SUCCESS", "Output": { "Suggestion": suggestion } } }] } }))
    };
    let quality = |severity: &str| {
        report(&json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH",
            "AiQualityControlTaskResult": { "Status": "SUCCESS", "Output": { "QualityControlResultSet": [
                { "Type": "Blur", "QualityControlItems": [{ "StartTimeOffset": 1, "SeverityLevel": severity }] }] } } } }))
    };
    for (report, verdict, word) in [
        (review("BLOCK"), "block", "block"),
        (review("Review"), "review", "review"),
        (review("Pass"), "success", "pass"),
        (quality("fatal"), "defect", "Fatal"),
        (quality("WARNING"), "quality_warning", "Warning"),
        (quality("info"), "success", "Info"),
    ] {
        let finding = &report["tasks"][0]["findings"][0];
        assert_eq!(report["verdict"], verdict, "{report}");
        assert!([&finding["suggestion"], &finding["severity"]].contains(&&json!(word)), "{report}");
        assert!(warned(&report).is_empty(), "{report}");
    }
    for (report, verdict, message) in [
        (review("reject"), "review", "unknown suggestion of a review `reject`"),
        (quality("Critical"), "quality_warning", "unknown severity of a defect `Critical`"),
    ] {
        assert_eq!(report["verdict"], verdict, "{report}");
        assert_eq!(warned(&report).len(), 1, "{report}");
        assert_eq!(report["warnings"][0]["message"], message);
    }
}

#[test]
fn the_verdict_is_that_of_all_findings_sub_tasks_and_warnings() {
    let many = |count: usize, item: Value| vec![item; count];
    let with = |mut items: Vec<Value>, last: Value| {
        items.push(last);
        items
    };
    let porn = |suggestion: &str| {
        let segment = json!({ "StartTimeOffset": 1, "Suggestion": suggestion });
        json!({ "Type": "Porn", "PornTask": { "Status": "SUCCESS", "Output": { "SegmentSet": [segment] } } })
    };
    let quality = |severities: Vec<Value>| {
        let items: Vec<Value> = severities.iter().map(|it| json!({ "Type": "Blur", "SeverityLevel": it })).collect();
        let result = json!({ "Status": "SUCCESS", "Output": { "ContainerDiagnoseResultSet": items } });
        workflow(json!({ "AiQualityControlTaskResult": result }))
    };
    let segments = |suggestions: Vec<Value>| {
        let segments: Vec<Value> =
            suggestions.iter().map(|it| json!({ "StartTimeOffset": 1, "Suggestion": it })).collect();
        let result = json!({ "Status": "SUCCESS", "Output": { "SegmentSet": segments } });
        json!({ "Type": "Porn", "PornTask": result })
    };
    let reviews = |items: Vec<Value>| workflow(json!({ "AiContentReviewResultSet": items }));
    let live = |items: Vec<Value>| json!({ "NotificationType": "AiReviewResult", "TaskId": "t", "AiReviewResultInfo": { "ResultSet": items } });
    let image = |suggestion: &str| json!({ "Type": "ImagePorn", "ImagePornResultSet": [{ "StartPtsTime": 1, "Suggestion": suggestion }] });
    let unknown = json!({ "Type": "New", "NewTask": { "Status": "SUCCESS" } });
    let contradicting = json!({ "Type": "Transcode", "TranscodeTask": { "Status": "SUCCESS", "ErrCode": 7, "Output": { "Path": "/a" } } });
    let full = segments(many(100, json!("pass")));
    for (event, verdict) in [
        (quality(with(many(100, json!("Info")), json!("Fatal"))), "defect"),
        (quality(with(many(150, json!("Warning")), json!("Error"))), "defect"),
        (quality(with(many(100, json!("Info")), json!("Warning"))), "quality_warning"),
        (reviews(vec![segments(with(many(300, json!("pass")), json!("block")))]), "block"),
        (reviews(vec![segments(with(many(100, json!("review")), json!("block")))]), "block"),
        (reviews(with(many(1_000, porn("pass")), porn("block"))), "block"),
        (reviews(with(many(120, full), porn("block"))), "block"),
        (live(with(many(1_000, image("pass")), image("review"))), "review"),
        (workflow(json!({ "MediaProcessResultSet": with(many(150, unknown), contradicting) })), "contradiction"),
    ] {
        let report = report(&event);
        assert_eq!(report["verdict"], verdict);
        let tasks = report["tasks"].as_array().expect("tasks");
        assert!(tasks.len() <= 1_000 && report["warnings"].as_array().expect("warnings").len() <= 101);
        assert!(tasks.iter().all(|task| task["findings"].as_array().expect("findings").len() <= 100));
    }
}

#[test]
fn what_is_not_known_is_not_a_success() {
    let transcoded =
        json!({ "Type": "Transcode", "TranscodeTask": { "Status": "SUCCESS", "Output": { "Path": "/a" } } });
    for status in [json!("CANCELLED"), json!(3), json!({})] {
        let body = json!({ "TaskId": "t", "Status": status, "MediaProcessResultSet": [transcoded] });
        let report = report(&event("WorkflowTask", "WorkflowTaskEvent", &body));
        assert_eq!((&report["outcome"], warned(&report).len()), (&json!("unknown"), 1), "{report}");
    }
    for suggestion in [json!(["block"]), json!(1), json!(true)] {
        let output = json!({ "Suggestion": suggestion, "Label": "x" });
        let item = json!({ "Type": "Porn", "PornTask": { "Status": "SUCCESS", "Output": output } });
        let report = report(&workflow(json!({ "AiContentReviewResultSet": [item] })));
        assert_eq!((&report["verdict"], warned(&report).len()), (&json!("review"), 1), "{report}");
    }
}

/// Every type of event warns of a success beside which an error stands.
#[test]
fn contradictions_are_warned_of_in_every_type_of_event() {
    let finish = |members: Value| {
        let mut body = json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 0 });
        for (name, value) in members.as_object().expect("members") {
            body[name] = value.clone();
        }
        body
    };
    let edit = |members: Value| event("EditMediaTask", "EditMediaTaskEvent", &finish(members));
    let file = json!({ "Path": "/a.mp4" });
    let types: [(&str, &dyn Fn(Value) -> Value); 7] = [
        ("EditMediaTaskEvent", &|other| {
            let mut event = edit(other);
            event["EditMediaTaskEvent"]["Output"] = file.clone();
            event
        }),
        ("ExtractBlindWatermarkTask", &|other| {
            event("ExtractBlindWatermark", "ExtractBlindWatermarkTask", &finish(other))
        }),
        ("LiveStreamProcessTask", &|other| event("LiveStreamProcessTask", "LiveStreamProcessTask", &finish(other))),
        ("ProcessEofInfo", &|mut other| {
            other["ErrCode"] = json!(0);
            json!({ "NotificationType": "ProcessEof", "TaskId": "t", "ProcessEofInfo": other })
        }),
        ("LiveRecordResultInfo", &|mut other| {
            other["RecordOver"] = json!(1);
            other["FileResults"] = json!([{ "Url": "https://a/b" }]);
            json!({ "NotificationType": "LiveRecordResult", "TaskId": "t", "LiveRecordResultInfo": other })
        }),
        ("WorkflowTaskEvent", &|mut other| {
            other["MediaProcessResultSet"] = json!([{ "Type": "Transcode", "TranscodeTask": success() }]);
            workflow(other)
        }),
        ("ScheduleTaskEvent", &|mut other| {
            other["ActivityResultSet"] =
                json!([{ "ActivityType": "Transcode", "ActivityResItem": { "TranscodeTask": success() } }]);
            event("ScheduleTask", "ScheduleTaskEvent", &finish(other))
        }),
    ];
    for (member, event) in types {
        let clean = report(&event(json!({ "ErrCodeExt": "", "Message": "SUCCESS" })));
        assert_eq!((&clean["outcome"], warned(&clean).len()), (&json!("success"), 0), "{clean}");
        for name in ["ErrCodeExt", "ErrMsg", "Message"] {
            let mut other = json!({});
            other[name] = json!("InternalError");
            let report = report(&event(other));
            let wanted = ("contradiction".to_owned(), format!("{member}.{name}"));
            assert_eq!((&report["outcome"], warned(&report)), (&json!("success"), vec![wanted]), "{report}");
        }
    }
    // What is its own only sub-task shows the code.
    let shown = report(&event(
        "ExtractBlindWatermark",
        "ExtractBlindWatermarkTask",
        &finish(json!({ "ErrCodeExt": "InternalError" })),
    ));
    assert_eq!(shown["tasks"][0]["code_ext"], "InternalError", "{shown}");
    // Without a file there is nothing that succeeded in making one.
    let without = report(&edit(json!({})));
    assert_eq!(warned(&without), [("contradiction".to_owned(), "EditMediaTaskEvent.Output".to_owned())]);
    // Where nothing says how it ended, an error beside that is not passed over either.
    let nothing = report(&workflow(json!({ "ErrCodeExt": "InternalError" })));
    assert_eq!(warned(&nothing), [("contradiction".to_owned(), "WorkflowTaskEvent.ErrCodeExt".to_owned())]);
    // The list of an activity.
    let tags = json!([{ "Type": "Tag", "TagTask": { "Status": "SUCCESS" } }]);
    let analysis =
        json!({ "Status": "SUCCESS", "ErrCodeExt": "InternalError", "ErrCode": 70000, "Message": "m", "Output": tags });
    let activity = json!({ "ActivityType": "AIAnalysis", "ActivityResItem": { "AnalysisTask": analysis } });
    let report =
        report(&event("ScheduleTask", "ScheduleTaskEvent", &finish(json!({ "ActivityResultSet": [activity] }))));
    assert_eq!((&report["outcome"], warned(&report).len()), (&json!("success"), 3), "{report}");
}

#[test]
fn an_event_of_another_type_in_the_same_notification_is_warned_of() {
    let mut both = transcoded(&json!({ "Type": "Transcode", "TranscodeTask": success() }));
    both["EditMediaTaskEvent"] = json!({ "TaskId": "u", "Status": "FINISH", "ErrCode": 5 });
    both["ScheduleTaskEvent"] = Value::Null;
    both["ExtractBlindWatermarkTask"] = json!({ "TaskId": "", "Status": "", "ErrCode": 0 });
    assert_eq!(warned(&report(&both)), [("contradiction".to_owned(), "EditMediaTaskEvent".to_owned())]);
}

/// An error code without any state leaves no success, wherever it stands beside one.
#[test]
fn an_error_code_without_a_state_leaves_no_success() {
    let outcome = |others: Value| {
        let mut item = json!({ "Type": "Transcode", "TranscodeTask": success() });
        for (name, value) in others.as_object().expect("members") {
            item[name] = value.clone();
        }
        let event = workflow(json!({ "MediaProcessResultSet": [item] }));
        let reports: Value = serde_json::from_slice(&parse_to_json(event.to_string().as_bytes())).expect("JSON");
        reports[0]["outcome"].clone()
    };
    assert_eq!(outcome(json!({})), "success");
    assert_eq!(outcome(json!({ "ErrCode": 0 })), "success");
    for beside in [
        json!({ "ErrCode": 30 }),
        json!({ "SnapshotTask": { "ErrCode": 30 } }),
        json!({ "NewTask": { "ErrCode": "30" } }),
        json!({ "SnapshotTask": { "ErrCodeExt": "InternalError" } }),
    ] {
        assert_eq!(outcome(beside.clone()), "unknown", "{beside}");
    }
}
