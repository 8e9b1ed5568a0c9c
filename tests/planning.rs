//! A plan: the delivery takes it that all it asks for is done, and asks for the same as when it is.

#![cfg(all(feature = "api", feature = "invoke", feature = "notify"))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test that fails is meant to panic")]

use mps_webhook::delivery::{Archived, StepStatus};
use mps_webhook::internals::{holds_back, options_from_json};
use mps_webhook::{Delivery, Done, Invocation, Response};

const NOW: i64 = 1_700_000_000_000;
const EVENT: &[u8] = include_bytes!("fixtures/events/workflow-partial.json");
const SETTINGS: &str = r#"{"options":{"cos":{"bucket":"b-125","region":"ap-tokyo"},
    "notify":[{"kind":"slack","url":"https://hooks.slack.com/services/T/B/x"}],
    "invoke":[{"function":"f"}]},
    "env":{"TENCENTCLOUD_REGION":"ap-tokyo","COS_SECRET_ID":"id","COS_SECRET_KEY":"key"}}"#;

/// The requests of a delivery and how it ended; `answer` gives back what came of a request.
fn run(process: bool, answer: &dyn Fn(&mut Delivery, u32, &str, &str)) -> (Vec<(String, Vec<u8>)>, Done) {
    let invocation = Invocation { request_id: None, deadline: i64::MAX, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(EVENT.to_vec(), options_from_json(SETTINGS.as_bytes()), invocation, NOW);
    if process {
        delivery.process_reports();
    }
    let mut requests = Vec::new();
    for _ in 0..100 {
        let poll = delivery.poll(NOW);
        if let Some(done) = poll.done {
            return (requests, done);
        }
        assert!(!poll.requests.is_empty() || !poll.process.is_empty(), "nothing to do");
        for call in poll.process {
            answer(&mut delivery, call.id, "CALL", "");
        }
        for send in poll.requests {
            let name = [send.request.method, " ", &send.request.url].concat();
            requests.push((name, delivery.body(send.id).to_vec()));
            answer(&mut delivery, send.id, send.request.method, &send.request.url);
        }
    }
    panic!("the plan does not end");
}

/// A service that has nothing and takes everything.
fn serve(delivery: &mut Delivery, id: u32, method: &str, url: &str) {
    let (status, body): (u16, &[u8]) = match method {
        "GET" => (404, b"<Error><Code>NoSuchKey</Code></Error>"),
        "POST" if url.contains("slack") => (200, b"ok"),
        "POST" => (200, br#"{"Response":{"RequestId":"r"}}"#),
        _ => (200, b""),
    };
    delivery.on_response(id, &Response { status, headers: &[("etag", "\"-\"")], body }, NOW);
}

#[test]
fn what_is_planned_is_what_is_sent() {
    for process in [false, true] {
        let (planned, plan) = run(process, &|delivery, id, _, _| delivery.assume_done(id, NOW));
        let (sent, done) = run(process, &serve);
        assert!(plan.ok && done.ok, "{plan:?} {done:?}");
        assert_eq!(plan.events[0].archive, Archived::Stored);
        let dispatched = plan.events[0].dispatched.as_deref().expect("two targets");
        assert!(dispatched.len() == 2 && dispatched.iter().all(|to| to.status == StepStatus::Done));
        let names = |requests: &[(String, Vec<u8>)]| requests.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&planned), names(&sent));
        // The receipts differ, of which a plan has only what it knows.
        for ((name, planned), (_, sent)) in planned.iter().zip(&sent) {
            assert!(planned == sent || name.ends_with(".report.json"), "{name}");
        }
    }
}

#[test]
fn messages_wait_for_a_time_where_there_is_an_outbox() {
    let of = |settings: String| holds_back(&options_from_json(settings.as_bytes()).expect("options"));
    let with = |member: &str| SETTINGS.replace(r#"B/x""#, &[r#"B/x","#, member].concat());
    assert!(!of(SETTINGS.to_owned()));
    for (member, waits) in [
        (r#""digest":"hourly""#, true),
        (r#""digest":"daily""#, true),
        (r#""digest":"when-busy""#, false),
        (r#""digest":"never""#, false),
        (r#""quiet":"22:00-08:00 +08:00""#, true),
    ] {
        assert_eq!(of(with(member)), waits, "{member}");
        // Without a bucket there is nowhere to wait.
        let without = with(member).replace(r#""cos":{"bucket":"b-125","region":"ap-tokyo"},"#, "");
        assert!(!of(without), "{member}");
    }
}
