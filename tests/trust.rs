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

use mps_webhook::{ErrorCode, verify};
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
    for seed in 0..4_000 {
        let bytes = bytes(seed);
        let way = seed as usize % SIGNATURES;
        let nested = nest(&notification(way), 6, &mut Choices(&bytes));
        let verified = verify(nested.event.as_bytes(), KEY, NOW);
        assert!(way == 0 || verified.is_err(), "{way}: {:?}", nested.names);
    }
}
