//! The delivery machine against a model of COS that loses, refuses, delays and forgets: whatever happens, an event whose
//! delivery ends well is in the archive, byte for byte, with its record beside it, and nothing of it twice.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use std::collections::BTreeMap;

use mps_webhook::{Archived, Delivery, Done, ErrorCode, Invocation, Request, Response, options_from_json};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const START: i64 = 1_700_000_000_000;
const LIMIT: i64 = 3_000;
const EVENT: &[u8] = include_bytes!("fixtures/events/workflow-partial.json");
const ENV: &str = r#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"AKIDsecret",
    "COS_SECRET_KEY":"sk-secret","COS_SESSION_TOKEN":"tok-secret"}}"#;

/// What the model of COS does to one request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Fine,
    /// Answered with this status and code, nothing done.
    Refused(u16, &'static str),
    /// Done, but the answer is lost.
    AnswerLost,
    /// Not done, no answer.
    Lost,
    /// The function is killed before the request is sent.
    KilledBefore,
    /// The function is killed after it was done.
    KilledAfter,
}

/// A bucket: objects by URL path, and how often each was written.
#[derive(Default)]
struct Cos {
    objects: BTreeMap<String, Vec<u8>>,
    writes: BTreeMap<String, usize>,
    /// As a bucket that has or had versioning, which ignores `x-cos-forbid-overwrite`.
    ignores_forbid_overwrite: bool,
}

impl Cos {
    /// Status and body.
    fn serve(&mut self, request: &Request, body: &[u8]) -> (u16, Vec<u8>) {
        let key = request.url.strip_prefix("http://cos/b-125/").expect("a key of the bucket").to_string();
        let header = |name: &str| request.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| value);
        let error = |code: &str| format!("<Error><Code>{code}</Code></Error>").into_bytes();
        match request.method {
            "GET" => match self.objects.get(&key) {
                Some(object) => (200, object.clone()),
                None => (404, error("NoSuchKey")),
            },
            "PUT" => {
                let keeps = header("x-cos-forbid-overwrite").is_some() && !self.ignores_forbid_overwrite;
                if keeps && self.objects.contains_key(&key) {
                    return (409, error("FileAlreadyExists"));
                }
                self.objects.insert(key.clone(), body.to_vec());
                *self.writes.entry(key).or_default() += 1;
                (200, Vec::new())
            }
            method => panic!("{method} is not asked for"),
        }
    }
}

/// One invocation; `None` if it was killed.
fn invoke(cos: &mut Cos, event: &[u8], seed: u64, fates: &mut dyn Iterator<Item = Fate>) -> Option<(Done, i64)> {
    let mut now = START;
    let invocation = Invocation { request_id: Some("req-1"), deadline: now + LIMIT, seed, quarantine: false };
    let mut delivery = Delivery::new(event.to_vec(), options_from_json(ENV.as_bytes()), invocation, now);
    for _ in 0..1_000 {
        let poll = delivery.poll(now);
        for line in &poll.log {
            let line = serde_json::to_string(line).expect("JSON");
            assert!(!line.contains("secret") && !line.contains("q-signature"), "{line}");
        }
        if let Some(done) = poll.done {
            assert!(poll.requests.is_empty());
            return Some((done, now - START));
        }
        assert!(!poll.requests.is_empty() || poll.wait_until.is_some(), "nothing to do and nothing to wait for");
        for send in &poll.requests {
            let body = delivery.body(send.id).to_vec();
            assert!(now + i64::from(send.request.timeout) <= START + LIMIT, "a try outlives the invocation");
            now += 7;
            let (status, answer) = match fates.next().unwrap_or(Fate::Fine) {
                Fate::Fine => cos.serve(&send.request, &body),
                Fate::Refused(status, code) => (status, format!("<Error><Code>{code}</Code></Error>").into_bytes()),
                Fate::AnswerLost => {
                    cos.serve(&send.request, &body);
                    now += i64::from(send.request.timeout);
                    delivery.on_error(send.id, "timed out", now);
                    continue;
                }
                Fate::Lost => {
                    delivery.on_error(send.id, "socket hang up", now);
                    continue;
                }
                Fate::KilledBefore => return None,
                Fate::KilledAfter => {
                    cos.serve(&send.request, &body);
                    return None;
                }
            };
            let headers = [("x-cos-request-id", "NWU="), ("etag", "\"d41d\"")];
            delivery.on_response(send.id, &Response { status, headers: &headers, body: &answer }, now);
        }
        if let Some(until) = poll.wait_until.filter(|_| poll.requests.is_empty()) {
            assert!(until > now && until <= START + LIMIT, "a wait outlives the invocation");
            now = until;
        }
    }
    panic!("the machine does not end");
}

fn archived(cos: &Cos) -> (&Vec<u8>, serde_json::Value) {
    assert_eq!(cos.objects.len(), 2, "{:?}", cos.objects.keys());
    let find = |suffix: &str| cos.objects.iter().find(|(key, _)| key.ends_with(suffix)).expect(suffix).1;
    let record = serde_json::from_slice(find(".report.json")).expect("the record is JSON");
    (find(".event.json"), record)
}

#[test]
fn stores_the_event_as_it_came_and_its_report_with_the_receipt() {
    let mut cos = Cos::default();
    let (done, _) = invoke(&mut cos, EVENT, 1, &mut std::iter::empty()).expect("not killed");
    assert!(done.ok);
    assert_eq!(done.events[0].archive, Archived::Stored);
    let (event, record) = archived(&cos);
    assert_eq!(event, EVENT);
    assert_eq!(record["outcome"], "partial");
    assert_eq!(record["receipts"][0]["tries"], 1);
    assert_eq!(record["receipts"][0]["request_id"], "NWU=");
    assert_eq!(record["receipts"][0]["at"], "2023-11-14T22:13:20Z");
}

#[test]
fn a_duplicate_writes_nothing() {
    let mut cos = Cos::default();
    invoke(&mut cos, EVENT, 1, &mut std::iter::empty());
    let before = cos.objects.clone();
    let (done, _) = invoke(&mut cos, EVENT, 2, &mut std::iter::empty()).expect("not killed");
    assert_eq!((done.ok, done.events[0].archive), (true, Archived::SeenBefore));
    assert_eq!(cos.objects, before);
    assert!(cos.writes.values().all(|writes| *writes == 1));
}

#[test]
fn what_a_crash_left_out_is_stored_by_the_retry() {
    let mut cos = Cos::default();
    assert!(invoke(&mut cos, EVENT, 1, &mut [Fate::KilledAfter].into_iter()).is_none());
    assert_eq!(cos.objects.len(), 1);
    let (done, _) = invoke(&mut cos, EVENT, 2, &mut std::iter::empty()).expect("not killed");
    assert_eq!((done.ok, done.events[0].archive), (true, Archived::Stored));
    let (_, record) = archived(&cos);
    assert_eq!(record["receipts"][0]["seen_before"], true);
}

#[test]
fn a_refusal_that_stays_is_not_tried_again() {
    let mut cos = Cos::default();
    let mut asked = 0;
    let mut fates = std::iter::repeat_with(|| {
        asked += 1;
        Fate::Refused(403, "AccessDenied")
    });
    let (done, _) = invoke(&mut cos, EVENT, 1, &mut fates).expect("not killed");
    let error = done.error.expect("an error");
    assert_eq!(error.code(), ErrorCode::NotDelivered);
    assert_eq!(error.message(), "the event is not stored: COS answered 403 AccessDenied, request NWU=");
    assert_eq!(asked, 1);
}

#[test]
fn an_event_that_is_none_is_put_aside_with_the_reason() {
    let mut cos = Cos::default();
    let (done, _) = invoke(&mut cos, b"<html>502</html>", 1, &mut std::iter::empty()).expect("not killed");
    let error = done.error.expect("an error");
    assert_eq!((done.ok, error.code(), error.offset()), (false, ErrorCode::InvalidJson, Some(0)));
    let keys: Vec<&str> = cos.objects.keys().map(String::as_str).collect();
    let [record, event] = keys[..] else { panic!("{keys:?}") };
    assert!(event.starts_with("mps/unparsed/") && event.ends_with(".event.txt"), "{event}");
    let record: serde_json::Value = serde_json::from_slice(&cos.objects[record]).expect("JSON");
    assert_eq!((&record["code"], &record["request_id"]), (&"invalid_json".into(), &"req-1".into()));
    assert_eq!(cos.objects[event], b"<html>502</html>");
}

#[test]
fn wrong_options_end_the_delivery_with_their_error() {
    let invocation = Invocation { request_id: None, deadline: START, seed: 0, quarantine: false };
    let options = options_from_json(br#"{"env":{"COS_BUCKET":"UPPER-1"}}"#);
    let done = Delivery::new(EVENT.to_vec(), options, invocation, START).poll(START).done.expect("done at once");
    assert_eq!(done.error.expect("an error").path(), Some("COS_BUCKET"));
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Fine),
        2 => Just(Fate::AnswerLost),
        2 => Just(Fate::Lost),
        1 => Just(Fate::KilledBefore),
        1 => Just(Fate::KilledAfter),
        1 => Just(Fate::Refused(503, "SlowDown")),
        1 => Just(Fate::Refused(500, "InternalError")),
        1 => Just(Fate::Refused(409, "PathConflict")),
        1 => Just(Fate::Refused(400, "RequestTimeout")),
        1 => Just(Fate::Refused(403, "AccessDenied")),
        1 => Just(Fate::Refused(404, "NoSuchBucket")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, rng_seed: RngSeed::Fixed(8_9_4), failure_persistence: None, ..ProptestConfig::default() })]

    /// As SCF does it: up to three executions of the event, and then a duplicate of it.
    #[test]
    fn nothing_is_lost_and_nothing_is_there_twice(
        fates in prop::collection::vec(fate(), 0..16),
        seed in any::<u64>(),
        versioned in any::<bool>(),
    ) {
        let mut cos = Cos { ignores_forbid_overwrite: versioned, ..Cos::default() };
        let mut fates = fates.into_iter();
        let mut delivered = false;
        for execution in 0..3 {
            if let Some((done, took)) = invoke(&mut cos, EVENT, seed ^ execution, &mut fates) {
                prop_assert!(took <= LIMIT);
                prop_assert_eq!(done.ok, done.error.is_none());
                if done.ok {
                    delivered = true;
                    break;
                }
            }
        }
        if delivered {
            let (event, record) = archived(&cos);
            prop_assert_eq!(event.as_slice(), EVENT);
            prop_assert_eq!(record["receipts"].as_array().map(Vec::len), Some(1));
        }
        let (done, _) = invoke(&mut cos, EVENT, seed, &mut std::iter::empty()).expect("not killed");
        prop_assert!(done.ok);
        prop_assert_eq!(archived(&cos).0.as_slice(), EVENT);
        if !versioned {
            let (event, writes) = cos.writes.iter().find(|(key, _)| key.ends_with(".event.json")).expect("the event");
            prop_assert_eq!(*writes, 1, "{} was written again", event);
        }
    }
}
