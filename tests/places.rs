//! The address of a file: only what is surely the address of this object is one.

use mps_webhook::report::Place;

const PLACE: Place<'_> = Place {
    storage: "cos",
    bucket: Some("b-1250000000"),
    region: Some("ap-tokyo"),
    key: Some("a/b c.mp4"),
    given_url: None,
    file_id: None,
};

#[test]
fn an_object_has_its_address_at_the_host_of_its_bucket() {
    let url = |place: Place<'_>| place.url();
    assert_eq!(url(PLACE).as_deref(), Some("https://b-1250000000.cos.ap-tokyo.myqcloud.com/a/b%20c.mp4"));
    let s3 = Place { storage: "s3", region: Some("eu-west-1"), ..PLACE };
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
            assert_eq!(Place { storage, region: Some(name), ..PLACE }.url(), None, "region {name:?}");
            assert_eq!(Place { storage, bucket: Some(name), ..PLACE }.url(), None, "bucket {name:?}");
        }
        assert_eq!(Place { storage, region: None, ..PLACE }.url(), None);
        assert_eq!(Place { storage, bucket: None, ..PLACE }.url(), None);
    }
}

#[test]
fn a_key_that_clients_make_another_one_of_has_no_address() {
    for key in ["..", ".", "a/../b", "../b", "a/.", "./a"] {
        assert_eq!(Place { key: Some(key), ..PLACE }.url(), None, "{key}");
    }
    for key in ["...", "a/..b", "a../b", ".a"] {
        assert!(Place { key: Some(key), ..PLACE }.url().is_some(), "{key}");
    }
}
