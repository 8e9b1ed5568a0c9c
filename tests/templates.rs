//! The title and the lines that an owner gives messages, in the format of every bot.
//!
//! `tests/vectors/templates.json` has what people get to read: `UPDATE_VECTORS=1 cargo test --test templates` writes it.

#![cfg(all(feature = "api", feature = "notify"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::fs;

use mps_webhook::internals::{options_from_json, shown_message};
use mps_webhook::notify::{self, Kind, Target, Template};
use mps_webhook::{Event, Language, Report};
use serde_json::{Value, json};
use support::{fixture, fixtures};

const BOTS: [Kind; 4] = [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack];

/// All fields, one a line, and all sections.
const EVERYTHING: [&str; 20] = [
    "{verdict}",
    "{name} ({size}, {duration})",
    "{bucket} {region}",
    "{key}",
    "{task_id}",
    "{event_type} {outcome}",
    "{code}",
    "{message}",
    "{explanation}",
    "{session_id}",
    "Order: {session_context}",
    "{finished_at}",
    "{took}",
    "Braces: {{ and }}",
    "Without a field",
    "{facts}",
    "{failures}",
    "{findings}",
    "{outputs}",
    "last",
];

fn reports(event: &[u8]) -> Vec<Report> {
    Event::from_slice(event).unwrap().reports().map(|report| report.unwrap()).collect()
}

fn target(kind: Kind, title: Option<&str>, lines: &[&str]) -> Target {
    let template = Template::new(title, lines).unwrap_or_else(|error| panic!("{error}"));
    Target::new(kind, "https://bot.example/x", None).unwrap().in_language(Language::En).with_template(template)
}

/// What people read of a message: the title, if the bot shows one, and the text; how long it is, and may be.
fn read(target: &Target, report: &Report) -> (String, String, u32, u32) {
    let message = notify::prepare(target, report);
    let (_, body) = notify::request(target, &message, 1_700_000_000_000);
    serde_json::from_slice::<Value>(&body).expect("JSON");
    let shown = shown_message(&target.id(), &body).expect("a message for people");
    let shown: Value = serde_json::from_slice(&mps_webhook::internals::to_json(&shown)).unwrap();
    let text = |name: &str| shown[name].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| u32::try_from(shown[name].as_u64().unwrap()).unwrap();
    (text("title"), text("text"), number("length"), number("limit"))
}

#[test]
fn owners_choose_title_and_lines_for_every_bot() {
    let mut vectors = serde_json::Map::new();
    for name in ["workflow-partial.json", "workflow-ai-review.json", "live-eof.json"] {
        let report = reports(&fixture("events", name)).remove(0);
        for kind in BOTS {
            let (title, text, ..) = read(&target(kind, Some("Job {task_id}: {verdict}"), &EVERYTHING), &report);
            vectors.insert(
                format!("{name} {}", kind.as_str()),
                json!({ "title": title, "text": text.lines().collect::<Vec<_>>() }),
            );
        }
    }
    let text = format!("{}\n", serde_json::to_string_pretty(&vectors).unwrap());
    let path = format!("{}/tests/vectors/templates.json", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("UPDATE_VECTORS").is_ok_and(|update| update == "1") {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "UPDATE_VECTORS=1 writes it");
}

#[test]
fn a_line_whose_fields_are_all_absent_is_left_out() {
    let report =
        reports(br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#).remove(0);
    let lines = ["Order {session_context}", "{session_context} of {task_id}", "fixed", "{failures}", "{outputs}"];
    let (_, text, ..) = read(&target(Kind::WeCom, Some("{session_context}"), &lines), &report);
    // A title that says nothing is the usual one.
    let expected = "<font color=\"warning\">❔ Result unknown</font> **WorkflowTask**\n>  of t\n> fixed\n";
    assert_eq!(text, expected);
    // No bot takes an empty text.
    let (_, text, ..) = read(&target(Kind::Feishu, None, &["{session_context}"]), &report);
    assert_eq!(text, "• Task: t · WorkflowTask");
    let (_, text, ..) = read(&target(Kind::WeCom, Some("Task *{task_id}*"), &[]), &report);
    assert!(text.starts_with("**Task *t***\n") && text.ends_with("Task: t · WorkflowTask</font>"), "{text}");
}

/// Events whose texts try to be markup, and are as long as they can be.
fn hostile() -> Vec<Report> {
    let evil = "<@all>[x](https://e.example)**b**`c`&amp;\n> forged\u{202e}".repeat(40);
    let event = json!({ "EventType": "WorkflowTask", "SessionContext": evil, "SessionId": evil, "WorkflowTaskEvent": {
        "TaskId": evil, "Status": "FINISH", "ErrCode": 60000, "Message": evil,
        "InputInfo": { "Type": "COS", "CosInputInfo": { "Bucket": evil, "Region": evil, "Object": evil } },
        "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": { "Status": "FAIL", "ErrCode": 70000, "ErrCodeExt": evil, "Message": evil } }],
    } });
    let mut all = reports(event.to_string().as_bytes());
    all.extend(fixtures("events").values().flat_map(|event| reports(event)));
    all
}

#[test]
fn no_text_of_an_event_is_markup_and_no_message_is_too_long() {
    let long =
        format!("{}{}", "{session_context}{message}{key}{task_id}{bucket}{region}{session_id}{code}", "转".repeat(70));
    let wide = [long.as_str(); 16];
    let mut lines: Vec<&str> = wide.to_vec();
    lines.extend(["{failures}", "{findings}", "{outputs}", "{facts}"]);
    for report in hostile() {
        for kind in BOTS {
            for (title, lines) in [(long.as_str(), lines.as_slice()), ("{verdict} {name}", &EVERYTHING)] {
                let (title, text, length, limit) = read(&target(kind, Some(title), lines), &report);
                assert!(length <= limit, "{kind:?}: {length} of {limit}");
                assert!(title.len() <= 610, "{title}");
                let shown = format!("{title}\n{text}");
                for markup in ["<@all>", "](https://", "<!here>", "\n> forged", "\u{202e}"] {
                    assert!(!shown.contains(markup), "{kind:?} {markup}: {shown}");
                }
            }
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_its_path() {
    let cases = [
        (json!({ "title": "{verdcit}" }), "title has no field {verdcit}; did you mean {verdict}"),
        (json!({ "title": "{Name}" }), "title has no field {Name}; did you mean {name}"),
        (json!({ "title": "{zzqqxx}" }), "title has no field {zzqqxx}"),
        (json!({ "title": "{not a name}" }), "title has a field that is not known"),
        (json!({ "title": "{name" }), "title has a brace that stands alone: write {field}, or {{ and }} for braces"),
        (json!({ "title": "name}" }), "title has a brace that stands alone: write {field}, or {{ and }} for braces"),
        (json!({ "title": "{failures}" }), "title has a section that has to be a line of its own"),
        (json!({ "title": "a\nb" }), "title must have at most 300 bytes and no line breaks"),
        (json!({ "title": "x".repeat(301) }), "title must have at most 300 bytes and no line breaks"),
        (json!({ "title": "{name}".repeat(9) }), "title must have at most 8 fields"),
        (json!({ "title": 5 }), "title must be a string"),
        (json!({ "lines": ["a", "{verdikt}"] }), "lines[1] has no field {verdikt}; did you mean {verdict}"),
        (json!({ "lines": ["a", "see {failures}"] }), "lines[1] has a section that has to be a line of its own"),
        (json!({ "lines": ["{failures}", "{failures}"] }), "lines[1] is there twice"),
        (json!({ "lines": vec!["a"; 21] }), "lines[20] is one too many: messages have at most 20 lines of their own"),
        (json!({ "lines": "a" }), "lines must be a list of strings"),
        (json!({ "kind": "webhook", "title": "a" }), "title is not for webhooks, which receive the report"),
        (json!({ "kind": "webhook", "lines": ["a"] }), "lines is not for webhooks, which receive the report"),
    ];
    for (mut entry, expected) in cases {
        entry["url"] = json!("https://bot.example/x");
        let settings = json!({ "options": { "notify": [entry] } }).to_string();
        let fault = options_from_json(settings.as_bytes()).unwrap().fault.expect("a fault");
        assert_eq!(fault.message(), format!("notify[0].{expected}"));
        assert!(fault.message().starts_with(fault.path().unwrap()), "{fault}");
    }
    assert_eq!(Template::new(None, &["{nmae}"]).unwrap_err().path(), Some("lines[0]"));
}
