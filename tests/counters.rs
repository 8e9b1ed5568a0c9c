//! What a few usual events cost, counted: `benches/counters/allocations.txt` holds the numbers, so that a change of them
//! shows in the diff of what caused it. `npm run counters` writes it anew.

#![cfg(all(feature = "cls", feature = "invoke", feature = "notify"))]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails is meant to panic")]
#![allow(clippy::arithmetic_side_effects, reason = "a test that fails is meant to panic")]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod support;

#[path = "support/allocator.rs"]
mod allocator;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use allocator::OF_THREAD;
use mps_webhook::internals::{options_from_json, parse_to_json};
use mps_webhook::{Delivery, Invocation, Mode, Response};
use support::{cls_event, fixture, gzip};

/// How often a piece of work asks for memory, and for how many bytes in sum.
fn cost_of<T>(work: impl FnOnce() -> T) -> (usize, usize) {
    let (times, bytes) = OF_THREAD.get();
    let result = work();
    let (times_after, bytes_after) = OF_THREAD.get();
    drop(result);
    (times_after - times, bytes_after - bytes)
}

/// An invocation from its event to its result. Every request succeeds at once; nothing was stored before.
fn deliver(event: Vec<u8>, settings: &str) {
    let options = options_from_json(settings.as_bytes());
    let invocation = Invocation { request_id: Some("req-1"), deadline: 3_000, seed: 1, mode: Mode::Full };
    let mut delivery = Delivery::new(event, options, invocation, 0);
    for _ in 0..100 {
        let poll = delivery.poll(0);
        if let Some(done) = poll.done {
            assert!(done.ok, "{:?}", done.error);
            return;
        }
        for send in poll.requests {
            let status = if send.request.method == "GET" { 404 } else { 200 };
            let body: &[u8] = if send.request.url.contains("weixin") { br#"{"errcode":0,"errmsg":"ok"}"# } else { b"" };
            let response = Response { status, headers: &[("x-cos-request-id", "NWU=")], body };
            delivery.on_response(send.id, &response, 0);
        }
    }
    panic!("the delivery does not end");
}

const EVENTS: [&str; 5] = [
    "edit-media-success.json",
    "schedule-partial.json",
    "workflow-ai-review.json",
    "workflow-many-outputs.json",
    "workflow-s3-secrets.json",
];

const COS: &str = r#""COS_BUCKET":"b-1250000000","COS_REGION":"ap-tokyo","COS_SECRET_ID":"id","COS_SECRET_KEY":"key""#;

/// A line for each piece of work.
fn counted() -> String {
    let mut lines = String::from("# allocations and allocated bytes; made by `npm run counters`\n");
    let mut add = |what: &str, (times, bytes): (usize, usize)| {
        writeln!(lines, "{what:<50} {times:>8} {bytes:>10}").expect("memory is writable");
    };
    for name in EVENTS {
        let event = fixture("events", name);
        add(&format!("report of {name}"), cost_of(|| parse_to_json(&event)));
    }
    let store = format!(r#"{{"env":{{{COS}}}}}"#);
    let bot = format!(r#"{{"env":{{{COS},"WECOM_WEBHOOK_KEY":"693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"}}}}"#);
    let logs = format!(r#"{{"template":"cls-to-cos","env":{{{COS}}}}}"#);
    for name in EVENTS {
        let event = fixture("events", name);
        add(&format!("store {name}"), cost_of(|| deliver(event, &store)));
    }
    let event = fixture("events", "workflow-many-outputs.json");
    add("store, and notify a bot", cost_of(|| deliver(event, &bot)));
    let record = r#"{"timestamp":"1740816000000000","content":"{\"msg\":\"took 12 ms\"}"}"#;
    let records = vec![record; 1_000].join(",");
    let batch = format!(r#"{{"topic_id":"t","topic_name":"n","records":[{records}]}}"#);
    let event = cls_event(&gzip(batch.as_bytes()));
    add("store a batch of 1,000 logs", cost_of(|| deliver(event, &logs)));
    lines
}

#[test]
fn allocations_are_those_of_the_file() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counters/allocations.txt");
    let counted = counted();
    if std::env::var_os("UPDATE_COUNTERS").is_some() {
        fs::write(&file, &counted).expect("the file can be written");
    }
    let stored = fs::read_to_string(&file).expect("the counters");
    assert_eq!(counted, stored, "npm run counters writes the new numbers; commit them with what changed them");
}
