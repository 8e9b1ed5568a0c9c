//! Every way a notification travels: what `tests/fixtures/carriers/expected.json` says comes out, in its order.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails is meant to panic")]

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::{expected, fixtures, parsed};

#[test]
fn every_carrier_gives_its_notifications() {
    let expected: BTreeMap<String, Vec<Value>> = expected("carriers");
    let cases = fixtures("carriers");
    assert_eq!(cases.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (name, event) in cases {
        let given: Vec<Value> = parsed(&event).iter().map(essence).collect();
        if given != expected[&name] {
            wrong.push(format!("{name}\n  gives {given:?}\n  not   {:?}", expected[&name]));
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
