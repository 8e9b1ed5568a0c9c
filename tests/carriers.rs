//! Every way a notification travels: what `tests/fixtures/carriers/expected.json` says comes out, in its order.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails is meant to panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mps_webhook::parse_to_json;
use serde_json::{Value, json};

#[test]
fn every_carrier_gives_its_notifications() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/carriers");
    let expected: BTreeMap<String, Vec<Value>> =
        serde_json::from_str(&fs::read_to_string(folder.join("expected.json")).expect("expected.json")).expect("JSON");
    let files = fs::read_dir(&folder).expect("the folder of the fixtures").count();
    assert_eq!(files, expected.len() + 2, "there are files of which nothing is expected");
    let mut wrong = Vec::new();
    for (name, expected) in expected {
        let event = fs::read(folder.join(&name)).expect("a fixture");
        let parsed: Vec<Value> = serde_json::from_slice(&parse_to_json(&event)).expect("the core writes JSON");
        let given: Vec<Value> = parsed.iter().map(essence).collect();
        if given != expected {
            wrong.push(format!("{name}\n  gives {given:?}\n  not   {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn essence(result: &Value) -> Value {
    match result.pointer("/error/code") {
        Some(code) => json!({ "error": code }),
        None => {
            json!({ "carrier": result["carrier"], "event_type": result["event_type"], "task_id": result["task_id"] })
        }
    }
}
