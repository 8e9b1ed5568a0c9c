//! Whom the delivery believes: with a key, what a web request brought counts only if it is signed, wherever the web request
//! is; and nothing is computed from it before.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    missing_docs,
    reason = "a test that fails is meant to panic"
)]

#[path = "../fuzz/src/nesting.rs"]
mod nesting;

use base64ct::Encoding;
use mps_webhook::delivery::{Actions, Line};
use mps_webhook::internals::{options_from_json, verify};
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Mode};
use nesting::{Choices, KEY, NOW, SIGNATURES, check_trust, deliver, nest, notification};

/// Bytes, the same ones for the same seed.
fn bytes(seed: u64) -> Vec<u8> {
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 24) as u8
    };
    (0..64).map(|_| next()).collect()
}

#[test]
fn no_nesting_gets_a_forged_web_request_accepted() {
    for seed in 0..20_000 {
        let bytes = bytes(seed);
        check_trust(1 + seed as usize % (SIGNATURES - 1), seed % 5 == 0, &mut Choices(&bytes));
    }
}

/// Otherwise the test above would hold of a delivery that takes nothing.
#[test]
fn what_is_signed_or_came_by_no_web_request_is_taken() {
    let (mut signed, mut others) = (0, 0);
    for seed in 0..4_000 {
        let bytes = bytes(seed);
        let nested = nest(&notification(0), 6, &mut Choices(&bytes));
        if nested.over_http {
            signed += usize::from(deliver(&nested.event, false).1);
            continue;
        }
        let few = nest(&notification(1), 3, &mut Choices(&bytes));
        // Of logs only those are opened that hold the notification itself.
        let is_log = few.names.iter().skip(1).any(|name| *name == "cls");
        if !few.over_http && !is_log {
            let (keys, ok) = deliver(&few.event, false);
            assert!(
                ok && keys.iter().any(|key| key.contains(nesting::TASK_ID)),
                "{:?}: {keys:?} {}",
                few.names,
                few.event
            );
            others += 1;
        }
    }
    assert!(signed > 500 && others > 500, "{signed} signed ones and {others} others were taken");
}

#[test]
fn one_that_is_signed_does_not_vouch_for_the_next() {
    let event = format!("[{},{},{}]", notification(1), notification(0), notification(2));
    let request = format!(r#"{{"httpMethod":"POST","body":{event}}}"#);
    let (keys, ok) = deliver(&request, false);
    assert!(!ok, "what was refused must not look as if all were well");
    assert_eq!(keys.iter().filter(|key| key.ends_with(".event.json")).count(), 1, "{keys:?}");
}

#[test]
fn a_notification_among_the_members_of_a_web_request_has_to_be_signed() {
    let members = [r#""httpMethod":"POST""#, r#""requestContext":{"httpMethod":"POST"}"#, r#""rawPath":"/""#];
    for member in members {
        let beside = |way| notification(way).replacen('{', &format!("{{{member},"), 1);
        let (keys, ok) = deliver(&beside(1), false);
        assert!(!ok && keys.is_empty(), "{member}: {keys:?}");
        let (keys, ok) = deliver(&format!(r#"{{"Records":[{{"CMQ":{{"msgBody":{}}}}}]}}"#, beside(1)), false);
        assert!(!ok && keys.is_empty(), "{member}: {keys:?}");
        let (keys, ok) = deliver(&beside(0), false);
        assert!(ok && !keys.is_empty(), "{member}: {keys:?}");
    }
}

#[test]
fn a_key_that_is_empty_verifies_nothing() {
    let signed = notification(2);
    for key in ["", " ", "\t\r\n"] {
        let error = verify(signed.as_bytes(), key, NOW).expect_err("an empty key");
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("notify_key")));
    }
    assert_eq!(verify(notification(0).as_bytes(), KEY, NOW), Ok(()));
}

/// As in [`nesting::notification`], but as `verify` sees it.
#[test]
fn verify_looks_into_every_envelope() {
    let mut verified_ones = 0;
    for seed in 0..4_000 {
        let bytes = bytes(seed);
        let way = seed as usize % SIGNATURES;
        let nested = nest(&notification(way), 6, &mut Choices(&bytes));
        let verified = verify(nested.event.as_bytes(), KEY, NOW);
        assert!(way == 0 || verified.is_err(), "{way}: {:?}", nested.names);
        verified_ones += usize::from(verified.is_ok());
    }
    // That nothing else is taken means something only if what is signed is.
    assert!(verified_ones > 100, "{verified_ones} signed ones are verified");
}

/// What comes of an event right away, with a bucket and the key.
fn refusal_of(event: &str) -> (Done, Vec<Line>) {
    let settings = format!(
        r#"{{"env":{{"COS_BUCKET":"b-1","COS_ENDPOINT":"http://c","COS_SECRET_ID":"i","COS_SECRET_KEY":"k","MPS_NOTIFY_KEY":"{KEY}"}}}}"#
    );
    let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: Mode::Full };
    let options = options_from_json(settings.as_bytes());
    let Actions { requests, done, log, .. } =
        Delivery::new(event.as_bytes().to_vec(), options, invocation, NOW).poll(NOW);
    assert!(requests.is_empty(), "{event}");
    (done.expect("there is nothing to do"), log)
}

#[test]
fn what_a_web_request_brings_that_is_no_notification_is_not_even_quarantined() {
    for body in ["x", "{}", "[]", "null", "7", r#"{"a":1}"#, r#"{"Records":[{"cos":{}}]}"#, "[[[[[[[[[1]]]]]]]]]"] {
        let event = format!(r#"{{"httpMethod":"POST","body":{}}}"#, serde_json::Value::from(body));
        let (done, _) = refusal_of(&event);
        assert!(!done.ok && done.error.is_some(), "{body}");
    }
    let event = r#"{"httpMethod":"POST","isBase64Encoded":true,"body":"!"}"#;
    assert!(!refusal_of(event).0.ok);
}

#[test]
fn one_refusal_says_why_the_first_was_refused_and_how_many_there_were() {
    let (unsigned, other, expired) = (notification(1), notification(3), notification(7));
    for (list, path) in [
        (format!("[{unsigned},{other},{expired}]"), "body[0].Sign"),
        (format!("[{expired},{unsigned},null]"), "body[0].Sign"),
        (format!("[null,{unsigned},{other}]"), "body[0]"),
    ] {
        let (done, log) = refusal_of(&format!(r#"{{"httpMethod":"POST","body":{list}}}"#));
        assert_eq!(done.error.as_ref().and_then(|error| error.path()), Some(path), "{list}");
        let told: Vec<&Line> = log.iter().filter(|line| line.msg.contains("refused")).collect();
        assert_eq!(told.len(), 1, "{log:?}");
        let error = told[0].error.as_deref().unwrap_or_default();
        assert!(error.ends_with("(and 2 more in this event)"), "{error}");
    }
}

/// A record of a log is not an envelope: what it quotes is text, and must not keep the batch out of the archive either.
#[test]
fn a_web_request_that_a_log_quotes_is_never_taken_for_a_notification() {
    let record = |content: &str| format!(r#"{{"timestamp":"1","content":{}}}"#, serde_json::Value::from(content));
    let batch = |records: &[String]| {
        let batch = format!(r#"{{"topic_id":"t","records":[{}]}}"#, records.join(","));
        let data = base64ct::Base64::encode_string(batch.as_bytes());
        format!(r#"{{"clslogs":{{"data":"{data}"}}}}"#)
    };
    for way in [0, 1, 3] {
        let note = notification(way);
        let text = serde_json::Value::from(&*note);
        for quoted in [
            format!(r#"{{"httpMethod":"POST","body":{text}}}"#),
            format!(r#"{{"httpMethod":"POST","body":{note}}}"#),
            format!(r#"{{"requestContext":{{}},"headers":{{}},"payload":{text}}}"#),
            format!(r#"[{note}]"#),
            format!(r#"{{"Records":[{{"CMQ":{{"msgBody":{text}}}}}]}}"#),
        ] {
            let (keys, ok) = deliver(&batch(&[record(&quoted), record("GET / 200")]), false);
            assert!(!ok && keys.len() == 2, "{quoted}: {keys:?}");
            assert!(keys.iter().all(|key| key.starts_with("mps/unparsed/")), "{quoted}: {keys:?}");
            // A notification beside it is delivered, and is the only one.
            let (keys, ok) = deliver(&batch(&[record(&quoted), record(&notification(1))]), false);
            let events = keys.iter().filter(|key| key.ends_with(".event.json")).count();
            assert!(ok && events == 1 && !keys.iter().any(|key| key.contains("unparsed")), "{quoted}: {keys:?}");
        }
    }
}

/// What stands beside the body of a web request is in it as well: it counts only if it is signed itself.
#[test]
fn what_stands_beside_a_body_needs_a_signature_of_its_own() {
    let (signed, forged) = (notification(0), notification(1));
    let text = |json: &str| serde_json::Value::from(json).to_string();
    for beside in [
        format!(r#""payload":{forged}"#),
        format!(r#""payload":{}"#, text(&forged)),
        format!(r#""data":{forged}"#),
        format!(r#""Content":{}"#, text(&forged)),
        format!(r#""Response":{forged}"#),
        format!(r#""EventList":[{forged}]"#),
        format!(r#""Records":[{forged}]"#),
        format!(r#""Records":[{{"CMQ":{{"msgBody":{}}}}}]"#, text(&forged)),
        format!(r#""msgInfoList":[{forged}]"#),
        format!(r#""topicName":"t","msgBody":{}"#, text(&forged)),
        format!(r#""Body":{{"ClientContext":{}}}"#, text(&forged)),
    ] {
        for body in [String::new(), format!(r#","body":{signed}"#), format!(r#","body":{}"#, text(&forged))] {
            let event = format!(r#"{{"httpMethod":"POST",{beside}{body}}}"#);
            let (keys, ok) = deliver(&event, false);
            let events = keys.iter().filter(|key| key.ends_with(".event.json")).count();
            assert!(!ok && events == usize::from(body.contains(&signed)), "{event}: {keys:?}");
            assert!(!keys.iter().any(|key| key.contains("unparsed")), "{event}: {keys:?}");
        }
    }
    // A body beside a message of a queue is that of a web request, and the message is not part of it.
    for body in [&signed, &forged] {
        let event = format!(r#"{{"msgBody":{},"body":{body}}}"#, text(&notification(1)));
        let (keys, ok) = deliver(&event, false);
        assert!(keys.iter().any(|key| key.ends_with(".event.json")), "{keys:?}");
        assert_eq!(ok, body == &signed, "{event}: {keys:?}");
    }
}
