//! The JSON reader beside `serde_json`: the same texts are JSON to both, and hold the same.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

#[path = "support/oracle.rs"]
mod oracle;

use oracle::compare;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, rng_seed: RngSeed::Fixed(8_9_4), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_whatever_serde_json_writes(value in json()) {
        compare(serde_json::to_string(&value).expect("JSON").as_bytes());
        compare(serde_json::to_string_pretty(&value).expect("JSON").as_bytes());
    }

    #[test]
    fn agrees_on_texts_that_look_like_json(text in r#"[\[\]{}:,"\\ \n0-9a-fnultrseE.+\-]{0,24}"#) {
        compare(text.as_bytes());
    }

    #[test]
    fn agrees_on_strings(text in r#""([a-z转\\"/]|\\[bfnrtu"\\/]|\\u[0-9a-fA-F]{4}|\\ud8[0-9a-f]{2}\\ud[c-f][0-9a-f]{2}){0,8}""#) {
        compare(text.as_bytes());
    }

    #[test]
    fn agrees_on_numbers(text in r"-?[0-9]{0,20}(\.[0-9]{0,20})?([eE][+-]?[0-9]{0,3})?") {
        compare(text.as_bytes());
    }

    #[test]
    fn agrees_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        compare(&bytes);
    }

    #[test]
    fn agrees_on_damaged_events(at in 0_usize..4096, byte in any::<u8>(), cut in any::<bool>()) {
        let mut event = include_bytes!("fixtures/events/workflow-many-outputs.json").to_vec();
        let at = at % event.len();
        if cut {
            event.truncate(at);
        } else {
            event[at] = byte;
        }
        compare(&event);
    }
}
