//! What people get to read. `tests/vectors/messages/` holds the message of every fixture in every language for WeCom, and
//! one of every outcome for the other bots. After a wanted change: `UPDATE_VECTORS=1 cargo test --test messages`, and
//! read the difference.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails is meant to panic")]

use std::fs;
use std::path::{Path, PathBuf};

use mps_webhook::notify::{self, Filter, Kind, Target};
use mps_webhook::{Language, Report};
use serde_json::Value;

const LANGUAGES: [(&str, Language); 4] =
    [("zh", Language::Zh), ("en", Language::En), ("ja", Language::Ja), ("ko", Language::Ko)];

/// A fixture of every outcome, and one with findings.
const OUTCOMES: [&str; 5] =
    ["schedule-success", "schedule-partial", "edit-media-failed", "workflow-processing", "workflow-many-outputs"];

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut fixtures: Vec<(String, Vec<u8>)> = fs::read_dir(folder("fixtures/events"))
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_stem().expect("a name").to_string_lossy().into(), fs::read(&path).expect("a fixture")))
        .collect();
    fixtures.sort();
    fixtures
}

fn target(kind: Kind, language: Language) -> Target {
    Target::new(kind, "https://bot.example/send?key=k", None, language, Filter::default()).expect("a target")
}

/// The body of the message of an event.
fn body(kind: Kind, language: Language, event: &[u8]) -> Value {
    let mut body = None;
    mps_webhook::parse(event, &mut |report| body = Some(send(&target(kind, language), &report.expect("a report"))));
    body.expect("a notification")
}

fn send(target: &Target, report: &Report<'_>) -> Value {
    let (_, body) = notify::request(target, &notify::prepare(target, report), 1_735_689_600_000);
    serde_json::from_slice(&body).expect("the body is JSON")
}

fn check(file: &str, computed: &str) {
    let path = folder("vectors/messages").join(file);
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        fs::write(&path, computed).expect("the vectors can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    for (computed, stored) in computed.lines().zip(stored.lines()) {
        assert_eq!(computed, stored, "{file}");
    }
    assert_eq!(computed.len(), stored.len(), "{file} has lines more or less");
}

#[test]
fn wecom_messages_are_those_of_the_vectors() {
    for (id, language) in LANGUAGES {
        let mut file = String::new();
        for (name, event) in fixtures() {
            let body = body(Kind::WeCom, language, &event);
            let content = body["markdown"]["content"].as_str().expect("content");
            file.push_str(&format!("<!-- {name} -->\n{content}\n\n"));
        }
        check(&format!("wecom.{id}.md"), &file);
    }
}

#[test]
fn messages_of_the_other_bots_are_those_of_the_vectors() {
    for kind in [Kind::DingTalk, Kind::Feishu, Kind::Slack, Kind::Webhook] {
        let mut file = String::new();
        for (name, event) in fixtures().into_iter().filter(|(name, _)| OUTCOMES.contains(&name.as_str())) {
            let mut body = body(kind, Language::En, &event);
            if kind == Kind::Webhook {
                assert_eq!(body["data"].take(), report(&event), "{name}");
            }
            file.push_str(&format!("{name}\n{}\n\n", serde_json::to_string_pretty(&body).expect("JSON")));
        }
        check(&format!("{}.txt", kind.id()), &file);
    }
}

fn report(event: &[u8]) -> Value {
    let reports: Value = serde_json::from_slice(&mps_webhook::parse_to_json(event)).expect("JSON");
    reports[0].clone()
}
