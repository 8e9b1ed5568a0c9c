//! What a few usual events cost, counted: `benches/counters/allocations.txt` and `requests.txt` hold the numbers, so that a
//! change of them shows in the diff of what caused it. `npm run counters` writes them anew.

#![cfg(all(feature = "cls", feature = "invoke", feature = "notify"))]
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails is meant to panic")]
#![allow(clippy::arithmetic_side_effects, reason = "a test that fails is meant to panic")]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod support;

#[path = "support/allocator.rs"]
mod allocator;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use allocator::OF_THREAD;
use mps_webhook::delivery::Transmit;
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

/// Gives a request of a delivery a status and a body.
type Answer<'a> = dyn FnMut(&Delivery, &Transmit) -> (u16, Vec<u8>) + 'a;

/// An invocation from its event to its result, with `answer` for each request that it sends: a status and a body.
/// Gives the number of round trips; requests that are sent together take one.
fn run(event: Vec<u8>, settings: &str, answer: &mut Answer<'_>) -> usize {
    let options = options_from_json(settings.as_bytes());
    let invocation = Invocation { request_id: Some("req-1"), deadline: 60_000, seed: 1, mode: Mode::Full };
    let mut delivery = Delivery::new(event, options, invocation, 0);
    let mut round_trips = 0;
    for _ in 0..1_000 {
        let poll = delivery.poll(0);
        if let Some(done) = poll.done {
            assert!(done.ok, "{:?}", done.error);
            return round_trips;
        }
        round_trips += usize::from(!poll.requests.is_empty());
        for send in poll.requests {
            let (status, body) = answer(&delivery, &send);
            let response = Response { status, headers: &[("x-cos-request-id", "NWU=")], body: &body };
            delivery.on_response(send.id, &response, 0);
        }
    }
    panic!("the delivery does not end");
}

/// What a bot or the API of SCF answers.
fn accepted(url: &str) -> Vec<u8> {
    let body: &[u8] = if url.contains("weixin") {
        br#"{"errcode":0,"errmsg":"ok"}"#
    } else if url.contains(".cos.") {
        b""
    } else {
        br#"{"Response":{"Result":{"InvokeResult":0},"RequestId":"r"}}"#
    };
    body.to_vec()
}

/// An invocation whose requests succeed at once; nothing was stored before.
fn deliver(event: Vec<u8>, settings: &str) {
    run(event, settings, &mut |_, send| {
        let status = if send.request.method == "GET" { 404 } else { 200 };
        (status, accepted(&send.request.url))
    });
}

/// A bucket that keeps what is stored, so that an event can be delivered again.
#[derive(Default)]
struct Bucket {
    /// By the paths of their URLs.
    objects: BTreeMap<String, Vec<u8>>,
}

impl Bucket {
    fn answer(&mut self, delivery: &Delivery, send: &Transmit) -> (u16, Vec<u8>) {
        let request = &send.request;
        let path = request.url.split('?').next().unwrap_or_default().to_string();
        let forbids = request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite");
        match request.method {
            "GET" => self.objects.get(&path).map_or((404, Vec::new()), |object| (200, object.clone())),
            "PUT" if forbids && self.objects.contains_key(&path) => {
                (409, b"<Error><Code>FileAlreadyExists</Code></Error>".to_vec())
            }
            "PUT" => {
                self.objects.insert(path, delivery.body(send.id).to_vec());
                (200, Vec::new())
            }
            _ => (200, accepted(&request.url)),
        }
    }
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

/// Requests and round trips of a delivery, and of the same event delivered again, for each way to run the function.
fn requests() -> String {
    let bot = r#""WECOM_WEBHOOK_KEY":"693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa""#;
    let failures = format!(r#"{bot},"NOTIFY_ON":"failure""#);
    let with_bot = |option: &str| {
        let url = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa";
        format!(r#"{{"env":{{{COS}}},"options":{{"notify":[{{"url":"{url}",{option}}}]}}}}"#)
    };
    let ways = [
        ("store", format!(r#"{{"env":{{{COS}}}}}"#)),
        ("bot, no bucket", format!(r#"{{"env":{{{bot}}}}}"#)),
        ("store and bot", format!(r#"{{"env":{{{COS},{bot}}}}}"#)),
        ("store and bot of failures, for a success", format!(r#"{{"env":{{{COS},{failures}}}}}"#)),
        ("store, bot and function", format!(r#"{{"env":{{{COS},{bot},"INVOKE_FUNCTIONS":"next"}}}}"#)),
        ("store and bot, hourly digest", with_bot(r#""digest":"hourly""#)),
        ("store and bot, recovered", with_bot(r#""recovered":"day""#)),
        ("store in layout classic", format!(r#"{{"env":{{{COS},"COS_LAYOUT":"classic"}}}}"#)),
    ];
    let mut lines =
        String::from("# requests and round trips, of an event and of the same one again; made by `npm run counters`\n");
    let mut add = |what: &str, event: &[u8], settings: &str| {
        let mut bucket = Bucket::default();
        write!(lines, "{what:<42}").expect("memory is writable");
        for _ in 0..2 {
            let mut requests = 0;
            let round_trips = run(event.to_vec(), settings, &mut |delivery, send| {
                requests += 1;
                bucket.answer(delivery, send)
            });
            write!(lines, " {requests:>6} {round_trips:>6}").expect("memory is writable");
        }
        lines.push('\n');
    };
    let event = fixture("events", "workflow-many-outputs.json");
    for (way, settings) in &ways {
        add(way, &event, settings);
    }
    let list =
        (0..20).map(|task| String::from_utf8_lossy(&event).replace("WorkflowTask-", &format!("WorkflowTask-{task}-")));
    let list = format!("[{}]", list.collect::<Vec<_>>().join(","));
    for (way, settings) in ways.iter().filter(|(way, _)| ["store", "store and bot"].contains(way)) {
        add(&format!("{way}, a list of 20"), list.as_bytes(), settings);
    }
    lines
}

/// Compares with a file of counters, or writes it.
fn assert_counted(file: &str, counted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/counters").join(file);
    if std::env::var_os("UPDATE_COUNTERS").is_some() {
        fs::write(&file, counted).expect("the file can be written");
    }
    let stored = fs::read_to_string(&file).expect("the counters");
    assert_eq!(counted, stored, "npm run counters writes the new numbers; commit them with what changed them");
}

#[test]
fn allocations_are_those_of_the_file() {
    assert_counted("allocations.txt", &counted());
}

#[test]
fn requests_are_those_of_the_file() {
    assert_counted("requests.txt", &requests());
}
