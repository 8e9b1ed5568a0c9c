//! Conditions on the content of a report, the option `where`: what they mean, what is wrong with one, and what is said of a target
//! that is left out.
//!
//! `tests/vectors/filters.json` has explanations in every language, `tests/vectors/options-where.json` documents with what the core
//! says of them (`tests/js/options-schema.test.ts` checks that the schema says the same). `UPDATE_VECTORS=1 cargo test --test
//! filters` writes both.

#![cfg(all(feature = "builder", feature = "serde"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::fs;

use mps_webhook::error::OptionProblem;
use mps_webhook::filter::Condition;
use mps_webhook::internals::options_from_json;
use mps_webhook::notify::{Filter, Kind, Outcomes, Target};
use mps_webhook::{Event, Language, Report};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};
use support::{fixture, fixtures};

const LANGUAGES: [Language; 4] = [Language::Zh, Language::En, Language::Ja, Language::Ko];

fn condition(json: &Value) -> Condition {
    Condition::from_json(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn target(filter: Filter) -> Target {
    Target::new(Kind::Slack, "https://hooks.slack.com/services/T/B/x", None).unwrap().filtered(filter)
}

fn reports(event: &[u8]) -> Vec<Report> {
    Event::from_slice(event).unwrap().reports().map(|report| report.unwrap()).collect()
}

/// The first report of a fixture.
fn report(name: &str) -> Report {
    reports(&fixture("events", name)).remove(0)
}

fn holds(json: &Value, report: &Report) -> bool {
    target(Filter::new(Outcomes::All).matching(condition(json))).wants(report)
}

/// A workflow with two reviews, of which one suggests to block, and two transcodes, of which one failed.
fn workflow() -> Report {
    let review = |kind: &str, member: &str, label: &str, suggestion: &str| {
        json!({ "Type": kind, member: { "Status": "SUCCESS", "Output": { "Confidence": 90, "Suggestion": suggestion, "SegmentSet": [
            { "Label": label, "Confidence": 90, "Suggestion": suggestion, "StartTimeOffset": 1, "EndTimeOffset": 2 }] } } })
    };
    let event = json!({ "EventType": "WorkflowTask", "SessionContext": "{\"user\":\"secret-user\"}", "WorkflowTaskEvent": {
        "TaskId": "t", "Status": "FINISH", "ErrCode": 0, "Message": "SUCCESS",
        "InputInfo": { "Type": "COS", "CosInputInfo": { "Bucket": "in-1250000000", "Region": "ap-guangzhou", "Object": "/vip/a/b.mp4" } },
        "MetaData": { "Size": 1_000_000, "Duration": 59.5 },
        "MediaProcessResultSet": [
            { "Type": "Transcode", "TranscodeTask": { "Status": "SUCCESS", "Output": { "Path": "/o.mp4" } } },
            { "Type": "AnimatedGraphics", "AnimatedGraphicTask": { "Status": "FAIL", "ErrCode": 70000, "ErrCodeExt": "InternalError.Unknown", "Message": "x" } },
        ],
        "AiContentReviewResultSet": [
            review("Porn", "PornTask", "sexy", "pass"),
            review("Terrorism", "TerrorismTask", "flag", "block"),
        ],
    } });
    reports(event.to_string().as_bytes()).remove(0)
}

#[test]
fn each_condition_is_about_what_its_name_says() {
    let report = workflow();
    for (json, expected) in [
        (json!({ "event_type": "WorkflowTask" }), true),
        (json!({ "event_type": "Workflow*" }), true),
        (json!({ "event_type": ["EditMediaTask", "WorkflowTask"] }), true),
        (json!({ "event_type": "workflowtask" }), false),
        (json!({ "outcome": "partial" }), true),
        (json!({ "outcome": ["success", "failure"] }), false),
        (json!({ "verdict": "partial" }), true),
        (json!({ "kind": "Transcode" }), true),
        (json!({ "kind": "Trans*" }), true),
        (json!({ "kind": "ImageSprites" }), false),
        (json!({ "family": "review" }), true),
        (json!({ "family": "edit" }), false),
        (json!({ "task_status": "failure" }), true),
        (json!({ "task_status": "waiting" }), false),
        (json!({ "code": 70000 }), true),
        (json!({ "code": "70000" }), true),
        (json!({ "code": 7e4 }), true),
        (json!({ "code": 7000 }), false),
        (json!({ "code": "InternalError.*" }), true),
        (json!({ "code": [1, "InternalError*"] }), true),
        (json!({ "bucket": "in-*" }), true),
        (json!({ "bucket": "out-*" }), false),
        (json!({ "key": "vip/*" }), true),
        (json!({ "key": "*.mp4" }), true),
        (json!({ "key": "/vip/*" }), true),
        (json!({ "key": "//vip/*" }), false),
        (json!({ "key": "VIP/*" }), false),
        (json!({ "size_bytes": { "min": 1_000_000 } }), true),
        (json!({ "size_bytes": { "max": 1_000_000 } }), true),
        (json!({ "size_bytes": { "min": 1_000_001 } }), false),
        (json!({ "duration_s": { "min": 59 } }), true),
        (json!({ "duration_s": { "min": 60 } }), false),
        (json!({ "duration_s": { "max": 59 } }), false),
        (json!({ "duration_s": { "min": 59, "max": 60 } }), true),
        (json!({ "session_context": "*\"secret-user\"*" }), true),
        (json!({ "session_context": "*other*" }), false),
        (json!({ "label": "flag" }), true),
        (json!({ "suggestion": "block" }), true),
        (json!({ "suggestion": "review" }), false),
    ] {
        assert_eq!(holds(&json, &report), expected, "{json}");
    }
}

#[test]
fn conditions_of_one_object_are_about_one_sub_task_and_one_finding() {
    let report = workflow();
    for (json, expected) in [
        // Both are there, but not of one sub-task.
        (json!({ "kind": "Transcode", "task_status": "failure" }), false),
        (json!({ "kind": "AnimatedGraphics", "task_status": "failure" }), true),
        (json!({ "kind": "Transcode", "code": 70000 }), false),
        (json!({ "label": "sexy", "suggestion": "block" }), false),
        (json!({ "label": "flag", "suggestion": "block" }), true),
        (json!({ "kind": "Porn", "suggestion": "block" }), false),
        (json!({ "kind": "Terrorism", "suggestion": "block" }), true),
        // What is inside an object about a sub-task is about it, too.
        (json!({ "kind": "Porn", "any": [{ "suggestion": "block" }, { "suggestion": "review" }] }), false),
        (json!({ "kind": "Porn", "not": { "suggestion": "block" } }), true),
        (json!({ "kind": "Terrorism", "not": { "suggestion": "block" } }), false),
        (json!({ "label": "flag", "not": { "suggestion": "block" } }), false),
        (json!({ "task_status": "failure", "not": { "code": "SourceFileError*" } }), true),
        // What stands in objects of its own may be of several.
        (json!({ "all": [{ "kind": "Transcode" }, { "task_status": "failure" }] }), true),
        (json!({ "all": [{ "label": "sexy" }, { "suggestion": "block" }] }), true),
        // "Every sub-task": there is none of any kind that is different.
        (json!({ "not": { "kind": "*", "not": { "family": ["media", "review"] } } }), true),
        (json!({ "not": { "kind": "*", "not": { "family": "media" } } }), false),
        (json!({ "not": { "task_status": "failure" } }), false),
    ] {
        assert_eq!(holds(&json, &report), expected, "{json}");
    }
}

#[test]
fn what_a_report_does_not_say_fulfils_no_condition() {
    let bare: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;
    let report = reports(bare).remove(0);
    for json in [
        json!({ "kind": "*" }),
        json!({ "family": "other" }),
        json!({ "task_status": "unknown" }),
        json!({ "code": "*" }),
        json!({ "bucket": "*" }),
        json!({ "key": "*" }),
        json!({ "size_bytes": { "min": 0 } }),
        json!({ "duration_s": { "max": 9_007_199_254_740_991_i64 } }),
        json!({ "session_context": "*" }),
        json!({ "label": "*" }),
        json!({ "suggestion": ["pass", "review", "block"] }),
    ] {
        assert!(!holds(&json, &report), "{json}");
        assert!(holds(&json!({ "not": json }), &report), "not {json}");
    }
}

#[test]
fn the_code_of_the_whole_task_counts_as_of_a_sub_task_without_a_kind() {
    let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": {
        "TaskId": "t", "Status": "FINISH", "ErrCode": 60000, "Message": "x",
        "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": { "Status": "FAIL", "ErrCode": 70000, "Message": "y" } }],
    } });
    let report = reports(event.to_string().as_bytes()).remove(0);
    let code = 60000;
    assert_eq!(report.code, Some(code));
    assert!(holds(&json!({ "code": code }), &report));
    assert!(holds(&json!({ "code": code, "not": { "kind": "*" } }), &report));
    assert!(!holds(&json!({ "code": 70000, "not": { "kind": "*" } }), &report));
    assert!(!holds(&json!({ "code": code, "any": [{ "label": "*" }, { "suggestion": "pass" }] }), &report));
    assert!(!holds(&json!({ "code": code, "kind": "*" }), &report));
    assert!(!holds(&json!({ "code": code, "task_status": "unknown" }), &report));
}

#[test]
fn several_source_files_are_each_looked_at() {
    let report = report("batch-task.json");
    let inputs = report.inputs.as_ref().expect("several inputs");
    // A file that is given by its URL has no key.
    assert_eq!(inputs.iter().map(|input| input.key.is_some()).collect::<Vec<_>>(), [false, true]);
    assert!(holds(&json!({ "key": "批量/*", "bucket": "batch-*" }), &report));
    assert!(!holds(&json!({ "key": "批量/*", "bucket": "other-*" }), &report));
}

#[test]
fn bots_are_not_notified_of_progress_unless_they_ask() {
    let target = |document: Value, env: Value| {
        let settings = json!({ "options": document, "env": env }).to_string();
        options_from_json(settings.as_bytes()).unwrap().notify.remove(0)
    };
    let bot = target(json!({ "notify": [{ "url": "key-1" }] }), json!({}));
    let by_variable = target(Value::Null, json!({ "WECOM_WEBHOOK_KEY": "key-1" }));
    let program = target(json!({ "notify": [{ "kind": "webhook", "url": "https://program.example/" }] }), json!({}));
    let all = target(json!({ "notify": [{ "url": "key-1", "on": "all" }] }), json!({}));
    let all_by_variable = target(json!({ "notify": [{ "url": "key-1" }] }), json!({ "NOTIFY_ON": "all" }));
    for (name, expected) in [
        ("workflow-processing.json", false),
        ("edit-media-processing.json", false),
        ("workflow-partial.json", true),
        ("workflow-failed-source.json", true),
        // The stream goes on, and that is its result so far.
        ("live-review.json", true),
        ("live-record.json", true),
        ("live-quality-control.json", true),
        ("live-eof.json", true),
    ] {
        let report = report(name);
        assert_eq!([&bot, &by_variable].map(|target| target.wants(&report)), [expected; 2], "{name}");
        assert_eq!([&program, &all, &all_by_variable].map(|target| target.wants(&report)), [true; 3], "{name}");
    }
}

/// The meaning of conditions once more, straight from the JSON of a report, and in no hurry.
mod naive {
    use serde_json::{Value, json};

    const OF_FILES: [&str; 2] = ["bucket", "key"];
    const OF_TASKS: [&str; 4] = ["kind", "family", "task_status", "code"];
    const OF_FINDINGS: [&str; 2] = ["label", "suggestion"];

    pub fn holds(condition: &Value, report: &Value, task: Option<&Value>, finding: Option<&Value>) -> bool {
        let condition = condition.as_object().unwrap();
        let names = |list: &[&str]| condition.keys().any(|name| list.contains(&name.as_str()));
        let files: Vec<Value> = match &report["inputs"] {
            Value::Array(inputs) => inputs.clone(),
            _ => vec![report["input"].clone()],
        };
        let files = if names(&OF_FILES) { files } else { vec![Value::Null] };
        let whole = json!({ "code": report["code"], "findings": [] });
        let mut tasks: Vec<Option<&Value>> = vec![task];
        if task.is_none() && (names(&OF_TASKS) || names(&OF_FINDINGS)) {
            tasks = report["tasks"].as_array().unwrap().iter().chain([&whole]).map(Some).collect();
        }
        for file in &files {
            for task in &tasks {
                let mut findings = vec![finding];
                if finding.is_none() && names(&OF_FINDINGS) {
                    findings = task.unwrap()["findings"].as_array().unwrap().iter().map(Some).collect();
                }
                for finding in findings {
                    let one = |(name, wanted): (&String, &Value)| match name.as_str() {
                        "all" => wanted.as_array().unwrap().iter().all(|it| holds(it, report, *task, finding)),
                        "any" => wanted.as_array().unwrap().iter().any(|it| holds(it, report, *task, finding)),
                        "not" => !holds(wanted, report, *task, finding),
                        name => texts(name, report, file, *task, finding).iter().any(|text| is_wanted(wanted, text)),
                    };
                    if condition.iter().all(one) {
                        return true;
                    }
                }
            }
        }
        false
    }

    fn texts(name: &str, report: &Value, file: &Value, task: Option<&Value>, finding: Option<&Value>) -> Vec<String> {
        let null = Value::Null;
        let (task, finding) = (task.unwrap_or(&null), finding.unwrap_or(&null));
        let named = |of: &Value, name: &str, other: &str| {
            if of[other].is_string() { of[other].clone() } else { of[name].clone() }
        };
        let values = match name {
            "event_type" => vec![named(report, "event_type", "event_name")],
            "size_bytes" => vec![report["media"]["size"].clone()],
            "duration_s" => vec![report["media"]["duration"].clone()],
            "outcome" | "verdict" | "session_context" => vec![report[name].clone()],
            "bucket" | "key" => vec![file[name].clone()],
            "kind" => vec![named(task, "kind", "name")],
            "family" => vec![task["family"].clone()],
            "task_status" => vec![task["status"].clone()],
            "code" => vec![task["code"].clone(), task["code_ext"].clone()],
            _ => vec![finding[name].clone()],
        };
        let text = |value: Value| match value {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        values.into_iter().filter_map(text).collect()
    }

    fn is_wanted(wanted: &Value, text: &str) -> bool {
        match wanted {
            Value::Array(any) => any.iter().any(|wanted| is_wanted(wanted, text)),
            Value::Object(bounds) => {
                let number: f64 = text.parse().unwrap();
                bounds.get("min").is_none_or(|min| number >= min.as_f64().unwrap())
                    && bounds.get("max").is_none_or(|max| number <= max.as_f64().unwrap())
            }
            Value::Number(number) => number.to_string() == text,
            wanted => is_like(wanted.as_str().unwrap().as_bytes(), text.as_bytes()),
        }
    }

    /// Whether a text is as a pattern says, by a table of all beginnings of both.
    fn is_like(pattern: &[u8], text: &[u8]) -> bool {
        let mut row: Vec<bool> = (0..=text.len()).map(|length| length == 0).collect();
        for byte in pattern {
            let mut next = vec![false; text.len() + 1];
            for length in 0..=text.len() {
                next[length] = match byte {
                    b'*' => row[length] || (length > 0 && next[length - 1]),
                    byte => length > 0 && row[length - 1] && text[length - 1] == *byte,
                };
            }
            row = next;
        }
        row[text.len()]
    }
}

/// The values that the reports have for each condition, and beginnings of them with a `*`.
fn vocabulary(reports: &[Value]) -> Vec<(&'static str, Vec<Value>)> {
    let mut found: Vec<(&'static str, Vec<Value>)> = Vec::new();
    let mut add = |name: &'static str, value: &Value| {
        if value.is_null() {
            return;
        }
        let Some((_, values)) = found.iter_mut().find(|(other, _)| *other == name) else {
            return found.push((name, vec![value.clone()]));
        };
        if !values.contains(value) && values.len() < 40 {
            values.push(value.clone());
        }
    };
    for report in reports {
        for name in ["outcome", "verdict", "session_context", "event_type"] {
            add(name, &report[name]);
        }
        add("event_type", &report["event_name"]);
        add("size_bytes", &report["media"]["size"]);
        add("duration_s", &report["media"]["duration"]);
        for file in report["inputs"].as_array().into_iter().flatten().chain([&report["input"]]) {
            add("bucket", &file["bucket"]);
            add("key", &file["key"]);
        }
        add("code", &report["code"]);
        for task in report["tasks"].as_array().unwrap() {
            for (name, member) in [
                ("kind", "kind"),
                ("kind", "name"),
                ("family", "family"),
                ("task_status", "status"),
                ("code", "code"),
                ("code", "code_ext"),
            ] {
                add(name, &task[member]);
            }
            for finding in task["findings"].as_array().unwrap() {
                add("label", &finding["label"]);
                add("suggestion", &finding["suggestion"]);
            }
        }
    }
    for (name, values) in &mut found {
        let is_pattern = !matches!(
            *name,
            "outcome" | "verdict" | "family" | "task_status" | "suggestion" | "size_bytes" | "duration_s"
        );
        // What begins or ends with white space is not allowed in options.
        values.retain(|value| value.as_str().is_none_or(|text| text.trim() == text && !text.is_empty()));
        if is_pattern {
            let begin =
                |value: &Value| value.as_str().map(|text| json!(text.chars().take(2).chain(['*']).collect::<String>()));
            let more: Vec<Value> = values.iter().filter_map(begin).collect();
            values.extend(more);
        }
        if matches!(*name, "size_bytes" | "duration_s") {
            let bound = |value: &Value| (value.as_f64().unwrap().floor() as u64).min((1 << 53) - 2);
            *values = values
                .iter()
                .flat_map(|value| {
                    [
                        json!({ "min": bound(value) }),
                        json!({ "max": bound(value) }),
                        json!({ "min": bound(value), "max": bound(value) + 1 }),
                    ]
                })
                .collect();
        }
    }
    found
}

fn conditions(vocabulary: Vec<(&'static str, Vec<Value>)>) -> impl Strategy<Value = Value> {
    let lists = |name: &str| !matches!(name, "size_bytes" | "duration_s");
    let member = prop::sample::select(vocabulary).prop_flat_map(move |(name, values)| {
        let value = prop::sample::select(values.clone());
        let list = prop::collection::vec(prop::sample::select(values), 1..3).prop_map(Value::from);
        let value = if lists(name) { prop_oneof![3 => value, 1 => list].boxed() } else { value.boxed() };
        value.prop_map(move |value| (name.to_owned(), value))
    });
    let members = prop::collection::vec(member, 1..3);
    let leaf = members.clone().prop_map(|members| Value::Object(members.into_iter().collect()));
    leaf.prop_recursive(4, 12, 3, move |inner| {
        let combined = prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|list| ("all", Value::from(list))),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|list| ("any", Value::from(list))),
            inner.prop_map(|inner| ("not", inner)),
        ];
        (prop::option::of(members.clone()), combined).prop_map(|(members, (name, value))| {
            let mut object: Map<String, Value> = members.into_iter().flatten().collect();
            object.insert(name.into(), value);
            Value::Object(object)
        })
    })
}

#[test]
fn conditions_mean_what_a_naive_reader_takes_them_for() {
    let mut all: Vec<Report> = fixtures("events").values().flat_map(|event| reports(event)).collect();
    all.push(workflow());
    let json: Vec<Value> = all.iter().map(|report| serde_json::to_value(report).unwrap()).collect();
    let mut config = ProptestConfig::with_cases(1500);
    config.rng_seed = RngSeed::Fixed(18);
    config.failure_persistence = None;
    let (mut yes, mut no) = (0, 0);
    let strategy = conditions(vocabulary(&json));
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let counts = std::cell::RefCell::new((&mut yes, &mut no));
    runner
        .run(&strategy, |condition| {
            for (report, json) in all.iter().zip(&json) {
                let expected = naive::holds(&condition, json, None, None);
                let target = target(Filter::new(Outcomes::All).matching(self::condition(&condition)));
                prop_assert_eq!(target.wants(report), expected, "{} {}", condition, json);
                let mut counts = counts.borrow_mut();
                if expected {
                    *counts.0 += 1
                } else {
                    *counts.1 += 1
                };
                // What is left out is explained in every language, in one line of bounded length.
                for language in LANGUAGES {
                    let reason = target.why_not(report, language);
                    prop_assert_eq!(reason.is_none(), expected);
                    let reason = reason.unwrap_or_else(|| "-".into());
                    prop_assert!(!reason.is_empty() && reason.len() <= 410 && !reason.contains('\n'), "{}", reason);
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(yes > 5000 && no > 5000, "{yes} {no}");
}

/// Events, and filters that leave them out.
fn left_out() -> Vec<(Value, Report)> {
    let (long, labels) = ("a".repeat(90), [1, 2, 3, 4, 5, 6, 7].map(|n| format!("label-{n}")));
    vec![
        (json!({ "on": "failure" }), report("edit-media-success.json")),
        (json!({ "on": "attention" }), report("edit-media-success.json")),
        (json!({ "on": "finished" }), report("workflow-processing.json")),
        (json!({ "on": "none" }), report("edit-media-success.json")),
        (json!({ "events": ["WorkflowTask", "ScheduleTask"] }), report("edit-media-success.json")),
        (json!({ "where": { "outcome": "failure" } }), report("edit-media-success.json")),
        (json!({ "where": { "outcome": ["failure", "partial"] } }), report("edit-media-success.json")),
        (json!({ "where": { "verdict": ["block", "review"], "outcome": "partial" } }), workflow()),
        (json!({ "where": { "key": "audio/*" } }), workflow()),
        (json!({ "where": { "bucket": "out-*", "key": "vip/*" } }), workflow()),
        (json!({ "where": { "key": "vip/*" } }), report("live-review.json")),
        (json!({ "where": { "key": "vip/*" } }), report("batch-task.json")),
        (json!({ "where": { "size_bytes": { "min": 10_000_000 } } }), workflow()),
        (json!({ "where": { "duration_s": { "min": 60, "max": 600 } } }), workflow()),
        (json!({ "where": { "session_context": "*vip*" } }), workflow()),
        (json!({ "where": { "session_context": "*vip*" } }), report("edit-media-success.json")),
        (json!({ "where": { "kind": "Transcode", "task_status": "failure" } }), workflow()),
        (json!({ "where": { "code": [60000, "SourceFileError.*"] } }), workflow()),
        (json!({ "where": { "kind": "Porn", "suggestion": ["review", "block"] } }), workflow()),
        (json!({ "where": { "kind": "Porn", "not": { "label": "sexy" } } }), workflow()),
        (json!({ "where": { "not": { "kind": "Transcode" } } }), workflow()),
        (json!({ "where": { "not": { "all": [{ "kind": "Transcode" }] } } }), workflow()),
        (json!({ "where": { "all": [{ "outcome": "partial" }, { "key": "*.mov" }] } }), workflow()),
        (json!({ "where": { "any": [{ "outcome": "failure" }, { "suggestion": "review" }] } }), workflow()),
        (json!({ "where": { "label": labels } }), workflow()),
        (json!({ "where": { "key": [long.clone(), long.clone(), long.clone(), long.clone(), long] } }), workflow()),
    ]
}

#[test]
fn who_is_left_out_is_told_why_in_four_languages() {
    let mut lines = Vec::new();
    for (entry, report) in left_out() {
        let mut entry = entry.as_object().unwrap().clone();
        entry.insert("url".into(), json!("key-1"));
        entry.entry("on").or_insert(json!("all"));
        let settings = json!({ "options": { "notify": [entry] } }).to_string();
        let options = options_from_json(settings.as_bytes()).unwrap().strict().unwrap();
        entry.remove("url");
        let mut line = json!({ "target": entry });
        for language in LANGUAGES {
            let reason = options.notify[0].why_not(&report, language).expect("a reason");
            assert!(!reason.contains("secret-user"), "{reason}");
            line[language.as_str()] = json!(reason);
        }
        lines.push(line);
    }
    compare("filters.json", &lines);
}

/// Compares with a file of vectors, one value a line, or writes it.
fn compare(name: &str, lines: &[Value]) {
    let path = format!("{}/tests/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var("UPDATE_VECTORS").is_ok_and(|update| update == "1") {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "UPDATE_VECTORS=1 writes it");
}

/// Conditions, and where and what the core says is wrong with them.
fn wrong() -> Vec<(Value, &'static str, &'static str)> {
    let deep = |levels: usize| (1..levels).fold(json!({ "outcome": "success" }), |inner, _| json!({ "not": inner }));
    vec![
        (json!({}), "", "must have at least one condition"),
        (json!({ "outcom": "failure" }), ".outcom", "is not a known condition; did you mean `outcome`"),
        (json!({ "Suggestion": "block" }), ".Suggestion", "is not a known condition; did you mean `suggestion`"),
        (json!({ "size": { "min": 1 } }), ".size", "is not a known condition; did you mean `size_bytes`"),
        (json!({ "duration": { "min": 1 } }), ".duration", "is not a known condition; did you mean `duration_s`"),
        (json!({ "status": "failure" }), ".status", "is not a known condition; did you mean `task_status`"),
        (json!({ "zzqqxx": "failure" }), ".zzqqxx", "is not a known condition"),
        (
            json!({ "a b": "failure" }),
            "",
            "has a condition that is not known; its name is not shown, as it may be a value in the wrong place",
        ),
        (
            json!({ "outcome": "failed" }),
            ".outcome",
            "must be `success`, `partial`, `failure`, `processing` or `unknown`",
        ),
        (
            json!({ "outcome": ["success", "done"] }),
            ".outcome[1]",
            "must be `success`, `partial`, `failure`, `processing` or `unknown`",
        ),
        (
            json!({ "outcome": "`, `" }),
            ".outcome",
            "must be `success`, `partial`, `failure`, `processing` or `unknown`",
        ),
        (json!({ "outcome": [] }), ".outcome", "must not be empty; leave it out"),
        (json!({ "outcome": null }), ".outcome", "must be a string"),
        (json!({ "outcome": {} }), ".outcome", "must be a string"),
        (json!({ "key": 5 }), ".key", "must be a string"),
        (json!({ "key": "" }), ".key", "must not be empty; leave it out, or set it to null"),
        (json!({ "key": " a" }), ".key", "must not begin or end with white space"),
        (json!({ "key": ["a", ["b"]] }), ".key[1]", "must be a string"),
        (json!({ "code": 1.5 }), ".code", "must be a string or a whole number"),
        (json!({ "code": [1e300] }), ".code[0]", "must be a string or a whole number"),
        (json!({ "code": true }), ".code", "must be a string"),
        (json!({ "size_bytes": 5 }), ".size_bytes", "must be an object with `min`, `max` or both"),
        (json!({ "size_bytes": {} }), ".size_bytes", "must have `min`, `max` or both"),
        (json!({ "size_bytes": { "min": -1 } }), ".size_bytes.min", "must be a whole number that is not below zero"),
        (json!({ "size_bytes": { "max": "5" } }), ".size_bytes.max", "must be a whole number that is not below zero"),
        (json!({ "duration_s": { "min": 0.5 } }), ".duration_s.min", "must be a whole number that is not below zero"),
        (json!({ "duration_s": { "least": 5 } }), ".duration_s.least", "is not a known bound"),
        (json!({ "all": {} }), ".all", "must be a list of objects"),
        (json!({ "any": [] }), ".any", "must not be empty; leave it out"),
        (json!({ "not": [] }), ".not", "must be an object"),
        (
            json!({ "any": [{ "key": "a" }, { "not": { "kye": "b" } }] }),
            ".any[1].not.kye",
            "is not a known condition; did you mean `key`",
        ),
        (json!({ "all": ["key"] }), ".all[0]", "must be an object"),
        (deep(9), ".not.not.not.not.not.not.not.not", "is inside too many others: conditions have at most 8 levels"),
    ]
}

#[test]
fn what_is_wrong_is_said_with_its_path() {
    for (json, path, reason) in wrong() {
        let error = Condition::from_json(json.to_string().as_bytes()).unwrap_err();
        let path = format!("where{path}");
        assert_eq!(
            (error.path(), error.message()),
            (Some(path.as_str()), format!("{path} {reason}").as_str()),
            "{json}"
        );
        for (list, mut entry) in [("notify", json!({ "url": "key-1" })), ("invoke", json!({ "function": "next" }))] {
            entry["where"] = json.clone();
            let settings = json!({ "options": { list: [entry] } }).to_string();
            let fault = options_from_json(settings.as_bytes()).unwrap().fault.expect("a fault");
            assert_eq!(fault.message(), format!("{list}[0].{path} {reason}"), "{json}");
        }
    }
    let error = |json: Value| Condition::from_json(json.to_string().as_bytes()).unwrap_err();
    let unknown = error(json!({ "lable": "x" }));
    assert!(matches!(unknown.option(), Some(OptionProblem::Unknown { meant: Some("label") })), "{unknown:?}");
    let not_allowed = error(json!({ "suggestion": "blocks" }));
    let Some(OptionProblem::NotAllowed { choices, value, .. }) = not_allowed.option() else {
        panic!("{not_allowed:?}")
    };
    assert_eq!((choices.as_slice(), value.as_deref()), (["pass", "review", "block"].as_slice(), Some("blocks")));
    let bounds = error(json!({ "size_bytes": { "min": 2, "max": 1 } }));
    assert_eq!(bounds.message(), "where.size_bytes must have a `min` that is not above its `max`");
}

/// What a schema of JSON cannot say: how deep conditions are.
#[test]
fn the_schema_gets_the_same_documents() {
    let right = left_out().into_iter().filter_map(|(entry, _)| entry.get("where").cloned());
    let right = right.map(|json| (json, true)).chain([(Value::Null, true), (json!({ "code": -5 }), true)]);
    let wrong = wrong().into_iter().filter(|(_, _, reason)| !reason.contains("levels")).map(|(json, ..)| (json, false));
    let mut lines = Vec::new();
    for (json, is_right) in right.chain(wrong) {
        for pointer in ["/notify/0/where", "/invoke/0/where"] {
            lines.push(json!({ "edits": [[pointer, json]], "right": is_right }));
        }
    }
    compare("options-where.json", &lines);
}

#[test]
fn spelling_does_not_make_conditions_different() {
    let one = Condition::from_json(br#"{"code":70000,"key":"a\u002f*"}"#).unwrap();
    let other = Condition::from_json(b"{ \"code\" : 7.0e4,\n \"key\" : \"a/*\" }").unwrap();
    assert_eq!(one, other);
    assert_ne!(one, condition(&json!({ "code": 70001, "key": "a/*" })));
}

#[test]
fn targets_of_one_address_with_different_conditions_have_names_of_their_own() {
    let notify = json!([
        { "url": "key-1", "where": { "suggestion": "block" } },
        { "url": "key-1", "where": { "suggestion": "review" } },
        { "url": "key-1", "where": { "key": "vip/*" } },
    ]);
    let settings = json!({ "options": { "notify": notify } }).to_string();
    let options = options_from_json(settings.as_bytes()).unwrap().strict().unwrap();
    let ids: Vec<String> = options.notify.iter().map(Target::id).collect();
    assert_ne!(ids[1], ids[2]);
    assert!(ids[1..].iter().all(|id| id.starts_with(&format!("{}-zh-finished-", ids[0]))), "{ids:?}");
    let same = json!({ "options": { "notify": [
        { "url": "key-1", "where": { "key": "vip/*" } }, { "url": "key-1", "where": { "key": "vip/\u{2a}" } }] } });
    let fault = options_from_json(same.to_string().as_bytes()).unwrap().fault.expect("a fault");
    assert_eq!(fault.path(), Some("notify[1].url"));
}
