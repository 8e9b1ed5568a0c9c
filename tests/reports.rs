//! What becomes of every fixture, on every platform the same: `tests/vectors/` holds the reports and errors, which the
//! tests of the shells compare with too. After a wanted change: `UPDATE_VECTORS=1 cargo test --test reports`, and read
//! the difference.

#![allow(clippy::expect_used, clippy::panic, clippy::string_slice, reason = "a test that fails is meant to panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mps_webhook::parse_to_json;
use serde_json::Value;

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder of the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !matches!(name(path).as_str(), "README.md" | "expected.json"))
        .collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

fn check_vectors(folder: &str, file: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(file);
    let computed: BTreeMap<String, Value> = fixtures(folder)
        .iter()
        .map(|path| {
            let json = parse_to_json(&fs::read(path).expect("a fixture"));
            (name(path), serde_json::from_slice(&json).expect("the core writes JSON"))
        })
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/malformed");
    let expected: BTreeMap<String, String> =
        serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).expect("expected.json")).expect("JSON");
    let files = fixtures("malformed");
    assert_eq!(files.len(), expected.len());
    for path in files {
        let bytes = fs::read(&path).expect("a fixture");
        let parsed: Value = serde_json::from_slice(&parse_to_json(&bytes)).expect("the core writes JSON");
        let error = parsed.pointer("/0/error");
        let name = name(&path);
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
    for path in fixtures("events") {
        let json = String::from_utf8(parse_to_json(&fs::read(&path).expect("a fixture"))).expect("text");
        assert!(!json.contains("FAKE-"), "{} shows {}", name(&path), &json[json.find("FAKE-").unwrap_or(0)..]);
    }
}

/// `AiAnalysisTaskHeadTailOutput` gives presentation times; only what the types call a score is one.
#[test]
fn what_is_a_score_and_what_a_moment_is_as_the_types_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/events");
    let finding = |file: &str, label: &str| {
        let bytes = fs::read(folder.join(file)).expect("a fixture");
        let reports: Value = serde_json::from_slice(&parse_to_json(&bytes)).expect("the core writes JSON");
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
