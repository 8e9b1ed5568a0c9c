//! A processing of the owner's own among the steps of a delivery: cut off anywhere, by a kill or another delivery of the same
//! event, its result is stored once and nothing is left out.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use std::collections::BTreeMap;

use mps_webhook::delivery::StepStatus;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Response};
use serde_json::{Value, json};

const START: i64 = 1_700_000_000_000;
const EVENT: &[u8] = include_bytes!("fixtures/events/workflow-partial.json");
const ENV: &str = r#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"i","COS_SECRET_KEY":"k",
    "WECOM_WEBHOOK_URL":"http://127.0.0.1/bot"}}"#;

/// How long a service takes to answer, ms.
const ANSWER_TIME: i64 = 60;

/// A bucket, a bot and a processing.
#[derive(Default)]
struct World {
    objects: BTreeMap<String, Vec<u8>>,
    notified: usize,
    processed: usize,
    /// Whether the processing fails.
    is_broken: bool,
    /// What it returns instead of some members of the report.
    result: Option<Vec<u8>>,
    /// Whether the processing runs until its time is over.
    never_ends: bool,
    /// What another delivery stores while the processing is under way.
    meanwhile: BTreeMap<String, Vec<u8>>,
}

impl World {
    fn serve(&mut self, method: &str, url: &str, keeps: bool, body: &[u8]) -> (u16, Vec<u8>) {
        let error = |code: &str| format!("<Error><Code>{code}</Code></Error>").into_bytes();
        if url.starts_with("http://127.0.0.1") {
            self.notified += 1;
            return (200, br#"{"errcode":0,"errmsg":"ok"}"#.to_vec());
        }
        match (method, self.objects.get(url)) {
            ("GET", Some(object)) => (200, object.clone()),
            ("GET", None) => (404, error("NoSuchKey")),
            (_, Some(_)) if keeps => (409, error("FileAlreadyExists")),
            _ => {
                self.objects.insert(url.into(), body.to_vec());
                (200, Vec::new())
            }
        }
    }

    fn process(&mut self, call: &[u8]) -> Result<Vec<u8>, &'static str> {
        self.processed += 1;
        self.objects.append(&mut self.meanwhile);
        let call: Value = serde_json::from_slice(call).expect("JSON");
        assert_eq!(call["event"], serde_json::from_slice::<Value>(EVENT).expect("JSON"));
        if self.is_broken {
            return Err("Error: no database");
        }
        if let Some(result) = &self.result {
            return Ok(result.clone());
        }
        Ok(json!({"outcome": call["report"]["outcome"], "mine": true}).to_string().into_bytes())
    }

    /// One invocation; `None` if it is killed: after so many requests and calls, the last of which takes effect.
    fn deliver(&mut self, killed_after: usize, time: i64) -> Option<Done> {
        let invocation =
            Invocation { request_id: None, deadline: START + time, seed: 1, mode: mps_webhook::Mode::Full };
        let mut delivery = Delivery::new(EVENT.to_vec(), options_from_json(ENV.as_bytes()), invocation, START);
        delivery.process_reports();
        let (mut now, mut count) = (START, 0);
        for _ in 0..100 {
            let poll = delivery.poll(now);
            if let Some(done) = poll.done {
                return Some(done);
            }
            assert!(poll.requests.len() + poll.process.len() > 0, "nothing to do");
            for process in poll.process {
                assert!(process.timeout.is_some_and(|timeout| i64::from(timeout) < time));
                let result = self.process(delivery.body(process.id));
                if self.never_ends {
                    now += i64::from(process.timeout.unwrap_or_default());
                }
                count += 1;
                if count > killed_after {
                    return None;
                }
                match result {
                    Ok(body) => {
                        let response = Response { status: 200, headers: &[("etag", "\"-\"")], body: &body };
                        delivery.on_response(process.id, &response, now);
                    }
                    Err(reason) => delivery.on_error(process.id, reason, now),
                }
            }
            for send in poll.requests {
                let body = delivery.body(send.id).to_vec();
                let keeps = send.request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite");
                let (status, answer) = self.serve(send.request.method, &send.request.url, keeps, &body);
                count += 1;
                if count > killed_after {
                    return None;
                }
                now += ANSWER_TIME;
                delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: &answer }, now);
            }
        }
        panic!("the machine does not end");
    }

    fn done(&mut self) -> Done {
        self.deliver(usize::MAX, 3_000).expect("not killed")
    }

    /// The report without its receipts, and the steps these are of.
    fn report(&self) -> (Value, Vec<String>) {
        let text = self.objects.iter().find(|(key, _)| key.ends_with(".report.json")).expect("a report").1;
        let mut report: Value = serde_json::from_slice(text).expect("JSON");
        let receipts = report.as_object_mut().expect("an object").remove("receipts").expect("receipts");
        let steps =
            receipts.as_array().expect("a list").iter().map(|receipt| receipt["step"].as_str().expect("a step"));
        (report, steps.map(String::from).collect())
    }
}

fn mine() -> Value {
    json!({"outcome": "partial", "mine": true})
}

#[test]
fn wherever_it_is_killed_the_next_delivery_does_what_is_missing() {
    // Event, report looked for, call, report stored, notified, receipts stored.
    for killed_after in 0..6 {
        let mut world = World::default();
        assert!(world.deliver(killed_after, 3_000).is_none());
        assert!(world.done().ok);
        let (report, mut steps) = world.report();
        steps.sort();
        assert_eq!((report, steps.join(" ")), (mine(), "event notify process".into()), "killed after {killed_after}");
        // What was done and not written down is done again.
        let repeats = |step| usize::from(killed_after == step);
        assert_eq!(world.processed, 1 + repeats(2), "killed after {killed_after}");
        assert_eq!(world.notified, 1 + repeats(4), "killed after {killed_after}");
        let before = world.objects.clone();
        let again = world.done();
        assert_eq!(again.events[0].processed, Some(StepStatus::SeenBefore));
        assert_eq!(before, world.objects);
    }
}

#[test]
fn while_it_fails_the_report_is_stored_and_targets_notified_and_then_replaced() {
    let mut world = World { is_broken: true, ..World::default() };
    for _ in 0..3 {
        let done = world.done();
        let error = done.error.expect("an error");
        assert_eq!(error.code(), ErrorCode::ProcessFailed);
        assert!(error.message().contains("no database"), "{error}");
        assert_eq!(done.events[0].processed, Some(StepStatus::Failed));
        let (report, steps) = world.report();
        assert_eq!(report["event_type"], "WorkflowTask");
        assert_eq!(steps, ["event", "notify"]);
        assert_eq!(world.notified, 1);
    }
    world.is_broken = false;
    assert!(world.done().ok);
    assert_eq!(world.report(), (mine(), vec!["event".into(), "notify".into(), "process".into()]));
    assert_eq!((world.notified, world.processed), (1, 4));
}

#[test]
fn one_that_never_ends_leaves_time_for_all_else_however_short_the_limit() {
    for limit in [1_000, 1_500, 2_000, 3_000, 5_000, 8_000, 60_000, 900_000] {
        let mut world = World { is_broken: true, never_ends: true, ..World::default() };
        let done = world.deliver(usize::MAX, limit).expect("not killed");
        assert_eq!(done.error.expect("an error").code(), ErrorCode::ProcessFailed, "{limit}");
        let (report, steps) = world.report();
        assert_eq!(report["event_type"], "WorkflowTask");
        assert_eq!(steps, ["event", "notify"], "{limit}");
    }
}

#[test]
fn a_report_that_another_delivery_stored_meanwhile_keeps_its_receipts() {
    // The other did everything: this one does nothing more, and overwrites nothing.
    let mut other = World::default();
    assert!(other.done().ok);
    let mut world = World { meanwhile: other.objects.clone(), ..World::default() };
    assert_eq!(world.done().events[0].processed, Some(StepStatus::SeenBefore));
    assert_eq!((world.processed, world.notified), (1, 0));
    assert_eq!(world.objects, other.objects);

    // The processing of the other failed: the result of this one takes the place of the report, behind its receipts.
    let mut other = World { is_broken: true, ..World::default() };
    assert!(!other.done().ok);
    let mut world = World { meanwhile: other.objects, ..World::default() };
    assert!(world.done().ok);
    assert_eq!(world.notified, 0);
    assert_eq!(world.report(), (mine(), vec!["event".into(), "notify".into(), "process".into()]));
}

#[test]
fn a_result_that_could_not_be_read_again_fails_and_the_report_stays() {
    let mut world = World { result: Some(json!("x".repeat(15_000_000)).to_string().into_bytes()), ..World::default() };
    let done = world.deliver(usize::MAX, 60_000).expect("it ends");
    let error = done.error.expect("it failed");
    assert_eq!(error.code(), ErrorCode::ProcessFailed);
    assert_eq!(error.message(), "the report was not processed: what it returned has 15000002 bytes, more than 15 MB");
    assert_eq!(world.notified, 1);
    assert!(world.objects.values().all(|object| object.len() < 1_000_000), "the report is stored");
}
