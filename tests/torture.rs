//! Malformed and hostile events, of the notifications themselves and of what they travel in: each gives a report or an
//! error that says where, and leaves nothing behind.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::collections::BTreeMap;
use std::io::Read;

use base64ct::{Base64, Encoding};
use flate2::read::MultiGzDecoder;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, ErrorCode, Invocation, Response};
use serde_json::Value;
use support::{cls_event, expected, fixtures, gzip, gzip_bomb, parsed, parsed_one};

const GOOD: &[u8] = include_bytes!("fixtures/events/workflow-many-outputs.json");
const FOLDERS: [&str; 2] = ["malformed", "malformed-envelopes"];

/// How long a text the error may point into: the event, or what the base64 in it decodes to.
fn longest_text(event: &[u8]) -> usize {
    let inner = serde_json::from_slice::<Value>(event)
        .ok()
        .and_then(|event| Base64::decode_vec(event.pointer("/clslogs/data")?.as_str()?).ok())
        .map_or(0, |data| {
            let mut text = Vec::new();
            // What cannot be inflated to its end may still be pointed into.
            let _ = MultiGzDecoder::new(data.as_slice()).take(16 << 20).read_to_end(&mut text);
            text.len().max(data.len())
        });
    event.len().max(inner)
}

#[test]
fn every_case_gives_what_is_expected_and_a_good_event_is_read_the_same_after_it() {
    let good = parsed(GOOD);
    let mut wrong = Vec::new();
    for folder in FOLDERS {
        let expected: BTreeMap<String, String> = expected(folder);
        let cases = fixtures(folder);
        assert_eq!(cases.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{folder}");
        for (name, event) in &cases {
            let results = parsed(event);
            assert!(!results.is_empty(), "{name}");
            let given = if results[0].get("error").is_some() { "error" } else { "report" };
            if expected[name] != "any" && expected[name] != given {
                wrong.push(format!("{folder}/{name}: {}", results[0]));
            }
            for error in results.iter().filter_map(|result| result.get("error")) {
                check_error(name, error, longest_text(event));
            }
            assert_eq!(parsed(GOOD), good, "after {name}");
        }
    }
    assert!(wrong.is_empty(), "not as expected:\n{}", wrong.join("\n"));
}

fn check_error(name: &str, error: &Value, longest: usize) {
    let text = |member: &str| error[member].as_str().unwrap_or_default();
    assert!(text("code").len() > 3 && text("message").len() > 10 && text("help").len() > 10, "{name}: {error}");
    match error["offset"].as_u64() {
        Some(offset) => assert!(offset <= longest as u64, "{name}: {error}"),
        None => assert_ne!(text("code"), "invalid_json", "{name}: an error of syntax has an offset"),
    }
}

#[test]
fn every_case_is_the_same_when_it_comes_again() {
    for folder in FOLDERS {
        for (name, event) in fixtures(folder) {
            assert_eq!(
                mps_webhook::internals::parse_to_json(&event),
                mps_webhook::internals::parse_to_json(&event),
                "{name}"
            );
        }
    }
}

/// Delivers with a COS to which everything is fine; gives whether it ended well.
fn delivered(event: &[u8]) -> bool {
    let options = options_from_json(
        br#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
    );
    let mut now = 1_700_000_000_000;
    let invocation = Invocation { request_id: None, deadline: now + 900_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), options, invocation, now);
    for _ in 0..100_000 {
        let poll = delivery.poll(now);
        if let Some(done) = poll.done {
            return done.ok;
        }
        now = poll.wait_until.unwrap_or(now).max(now + 1);
        for send in poll.requests {
            assert!(send.request.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", send.request.url);
            let path = send.request.url.strip_prefix("http://cos/b-125/").expect("a key");
            assert!(path.starts_with("mps/"), "{path}");
            assert!(path.split('/').all(|segment| !matches!(segment, "" | "." | "..")), "{path}");
            delivery.on_response(send.id, &Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" }, now);
        }
    }
    panic!("the delivery does not end");
}

#[test]
fn every_case_can_be_delivered_and_an_error_alone_never_ends_well() {
    for folder in FOLDERS {
        for (name, event) in fixtures(folder) {
            let ok = delivered(&event);
            let is_health_check =
                |error: &Value| error["message"].as_str().is_some_and(|it| it.ends_with("without a body"));
            let is_error = |result: &Value| result.get("error").is_some_and(|error| !is_health_check(error));
            if parsed(&event).iter().all(is_error) {
                assert!(!ok, "{name} holds nothing but errors, and its delivery ended well");
            }
        }
    }
}

#[test]
fn options_take_any_text() {
    for (_, text) in FOLDERS.into_iter().flat_map(fixtures) {
        let quoted = serde_json::to_string(&String::from_utf8_lossy(&text)).expect("JSON");
        // As the settings, as the options and as a variable that holds options.
        for settings in [
            text.clone(),
            [br#"{"options":"#.as_slice(), &text, b"}"].concat(),
            format!(r#"{{"env":{{"MPS_WEBHOOK_CONFIG":{quoted}}}}}"#).into_bytes(),
        ] {
            if let Err(error) = options_from_json(&settings) {
                assert!(matches!(error.code(), ErrorCode::InvalidOptions | ErrorCode::InvalidJson), "{error}");
            }
        }
    }
}

#[test]
fn a_gzip_bomb_is_refused() {
    for byte in [b' ', b'[', 0] {
        let event = cls_event(&gzip_bomb(byte, 128));
        assert!(event.len() < 180_000, "a bomb that is larger than an event of CLS can be");
        let error = parsed_one(&event);
        assert!(error.get("error").is_some(), "{error}");
    }
    // In a notification's own members, and in a record, it is text like any other.
    let event = format!(r#"{{"EventType":"New","data":"{}"}}"#, support::base64(&gzip_bomb(b' ', 16)));
    assert_eq!(parsed_one(event.as_bytes())["event_name"], "New");
}

#[test]
fn a_bomb_of_bombs_is_refused() {
    let mut event = cls_event(&gzip_bomb(b' ', 100));
    for _ in 0..12 {
        let record = serde_json::to_string(&String::from_utf8_lossy(&event)).expect("JSON");
        let log = format!(r#"{{"topic_id":"t","topic_name":"n","records":[{{"timestamp":"1","content":{record}}}]}}"#);
        event = cls_event(&gzip(log.as_bytes()));
    }
    assert!(parsed_one(&event).get("error").is_some());
}

#[test]
fn amounts_are_no_problem() {
    let one = std::str::from_utf8(GOOD).expect("text");
    let list = format!("[{}]", vec![one; 200].join(","));
    assert!(parsed(list.as_bytes()).iter().all(|result| !result["task_id"].is_null() || !result["error"].is_null()));
    for unit in [r#"{"Records":[{"CMQ":{"msgBody":""#, "[", r#"{"a":"#, r#"{"EventList":["#, "\"\\\"", "\\\\"] {
        let text = unit.repeat(200_000 / unit.len());
        assert!(parsed_one(text.as_bytes()).get("error").is_some(), "{unit}");
        let quoted = serde_json::to_string(&[&text]).expect("JSON");
        assert!(parsed_one(quoted.as_bytes()).get("error").is_some(), "{unit} as text");
    }
}
