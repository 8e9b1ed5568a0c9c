//! The address of a file: only what is surely the address of this object is one.

#![cfg(feature = "serde")]
#![allow(clippy::expect_used, reason = "a test that fails is meant to panic")]

use mps_webhook::report::Place;
use serde_json::{Value, json};

/// A place, with these members instead of its own.
fn place(members: Value) -> Place {
    let mut place = json!({ "storage": "cos", "bucket": "b-1250000000", "region": "ap-tokyo", "key": "a/b c.mp4" });
    if let (Value::Object(place), Value::Object(members)) = (&mut place, members) {
        place.extend(members);
    }
    serde_json::from_value(place).expect("a place")
}

#[test]
fn an_object_has_its_address_at_the_host_of_its_bucket() {
    let url = |members| place(members).url();
    assert_eq!(url(json!({})).as_deref(), Some("https://b-1250000000.cos.ap-tokyo.myqcloud.com/a/b%20c.mp4"));
    let s3 = json!({ "storage": "s3", "region": "eu-west-1" });
    assert_eq!(url(s3).as_deref(), Some("https://b-1250000000.s3.eu-west-1.amazonaws.com/a/b%20c.mp4"));
}

#[test]
fn what_is_no_part_of_a_host_makes_no_address() {
    let names = [
        "",
        " ",
        ".",
        "a.b",
        "evil.example/",
        "evil.example/?",
        "a@b",
        "a:80",
        "a#",
        "a\\b",
        "地域",
        "a\n",
        "a%2e",
        "a_b",
    ];
    for storage in ["cos", "s3"] {
        for name in names {
            assert_eq!(place(json!({ "storage": storage, "region": name })).url(), None, "region {name:?}");
            assert_eq!(place(json!({ "storage": storage, "bucket": name })).url(), None, "bucket {name:?}");
        }
        assert_eq!(place(json!({ "storage": storage, "region": null })).url(), None);
        assert_eq!(place(json!({ "storage": storage, "bucket": null })).url(), None);
    }
}

#[test]
fn a_key_that_clients_make_another_one_of_has_no_address() {
    for key in ["..", ".", "a/../b", "../b", "a/.", "./a"] {
        assert_eq!(place(json!({ "key": key })).url(), None, "{key}");
    }
    for key in ["...", "a/..b", "a../b", ".a"] {
        assert!(place(json!({ "key": key })).url().is_some(), "{key}");
    }
}

/// What the notification gives as a URL is the address; what an object has as its address is computed.
#[test]
fn the_address_that_a_report_shows_is_the_one_of_its_place() {
    let url = "https://example.com/a.mp4";
    let given = place(json!({ "storage": "url", "bucket": null, "key": null, "uri": url, "url": url }));
    assert_eq!((given.given_url.as_deref(), given.url().as_deref()), (Some(url), Some(url)));
    let object = place(json!({ "uri": "cos://b-1250000000/a/b c.mp4", "url": url }));
    assert_eq!(object.given_url, None);
}
