//! Only status 200 proves that COS has an object, or that what it answered is all of one.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]

use mps_webhook::delivery::Archived;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Invocation, Response};

const EVENT: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;

/// Delivers an event to a bucket that answers so, first of all to what is stored under keys of this end; and how many requests it
/// takes.
fn deliver(end: &str, statuses: &[u16]) -> (Archived, bool, usize) {
    let options = options_from_json(
        br#"{"env":{"COS_BUCKET":"b-1","COS_REGION":"ap-tokyo","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
    );
    let invocation = Invocation { request_id: None, deadline: 60_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(EVENT.to_vec(), options, invocation, 0);
    let (mut now, mut count, mut answers) = (0, 0, statuses.iter());
    loop {
        let poll = delivery.poll(now);
        if let Some(done) = poll.done {
            let event = done.events.first().expect("an event");
            return (event.archive, done.ok, count);
        }
        if poll.requests.is_empty() {
            now = poll.wait_until.expect("something to wait for");
        }
        for send in poll.requests {
            assert_eq!(send.request.method, "PUT");
            let is_meant = send.request.url.ends_with(end);
            count += usize::from(is_meant);
            let status = if is_meant { answers.next().copied().unwrap_or(200) } else { 200 };
            delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: b"" }, now);
        }
    }
}

#[test]
fn another_success_than_200_is_tried_again() {
    for end in [".event.json", ".report.json"] {
        for status in [201, 202, 204, 206, 299] {
            assert_eq!(deliver(end, &[status, status, 200]), (Archived::Stored, true, 3), "{end} {status}");
            let (archive, is_ok, count) = deliver(end, &[status; 100]);
            assert_eq!((archive, is_ok), (Archived::Failed, false), "{end} {status}");
            assert!((2..100).contains(&count), "{count}");
        }
        assert_eq!(deliver(end, &[200]), (Archived::Stored, true, 1));
    }
}
