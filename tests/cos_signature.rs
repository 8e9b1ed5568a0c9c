//! The COS signer beside the official SDK: every vector is what cos-nodejs-sdk-v5 or the COS documentation says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use mps_webhook::sign::cos::{Signed, Validity, authorization};
use serde_json::Value;

#[test]
fn signs_as_the_official_sdk_does() {
    let file = include_str!("vectors/cos-signature.json");
    let file: Value = serde_json::from_str(file).expect("the vectors are JSON");
    let vectors = file["vectors"].as_array().expect("there are vectors");
    assert!(vectors.len() > 400, "only {} vectors", vectors.len());
    for vector in vectors {
        let text = |name: &str| vector[name].as_str().expect("a text");
        let pairs = |name: &str| -> Vec<(&str, &str)> {
            let pairs = vector[name].as_array().expect("pairs");
            pairs.iter().map(|pair| (pair[0].as_str().expect("a name"), pair[1].as_str().expect("a value"))).collect()
        };
        let (start, end) = text("key_time").split_once(';').expect("two times");
        let validity = Validity { start: start.parse().expect("a time"), end: end.parse().expect("a time") };
        let (query, headers) = (pairs("query"), pairs("headers"));
        let request = Signed { method: text("method"), path: text("path"), query: &query, headers: &headers };
        let signed = authorization(text("secret_id"), text("secret_key"), request, validity);
        assert_eq!(signed, text("authorization"), "{} {:?}", text("method"), text("path"));
    }
}
