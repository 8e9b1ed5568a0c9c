//! Options that a program puts together, and what errors say of options.

#![cfg(all(feature = "builder", feature = "invoke", feature = "notify", feature = "select"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails is meant to panic")]

use mps_webhook::Language;
use mps_webhook::error::{Error, ErrorCode, OptionProblem};
use mps_webhook::filter::Condition;
use mps_webhook::internals::options_from_json;
use mps_webhook::notify::{Kind, Target};
use mps_webhook::options::{Batches, Builder, Layout, Level, Options};
use mps_webhook::sign::Credentials;
use serde_json::json;

fn credentials() -> Credentials {
    Credentials { secret_id: "id".into(), secret_key: "key".into(), session_token: Some("token".into()) }
}

fn bot(url: &str) -> Target {
    Target::new(Kind::Slack, url, None).expect("a target").in_language(Language::En)
}

#[test]
fn the_builder_makes_the_options_of_the_document() {
    let built = Options::builder()
        .bucket("first-1250000000", "ap-seoul")
        .bucket("b-1250000000", "ap-tokyo")
        .prefix("media/")
        .layout(Layout::Classic)
        .endpoint("http://127.0.0.1:9000")
        .credentials(credentials())
        .notify_key("a \"key\"")
        .mps_endpoint("http://127.0.0.1:9001")
        .batches(Batches::default())
        .language(Language::Ja)
        .log_level(Level::Warn)
        .select("id", "/task_id")
        .invoke("encode:2@media")
        .invoke("publish")
        .invoke_matching("vip", &Condition::from_json(br#"{ "key": "vip/*" }"#).expect("a condition"))
        .scf_region("ap-seoul")
        .scf_endpoint("http://127.0.0.1:9002")
        .notify(bot("https://hooks.example/a"))
        .build();
    let document = json!({
        "cos": { "bucket": "b-1250000000", "region": "ap-tokyo", "prefix": "media/", "layout": "classic",
            "endpoint": "http://127.0.0.1:9000", "secret_id": "id", "secret_key": "key", "session_token": "token" },
        "mps": { "notify_key": "a \"key\"", "endpoint": "http://127.0.0.1:9001" },
        "cls": { "format": "classic", "compression": "none" },
        "scf": { "region": "ap-seoul", "endpoint": "http://127.0.0.1:9002" },
        "lang": "ja",
        "log_level": "warn",
        "select": { "id": "/task_id" },
        "invoke": [{ "function": "encode", "qualifier": "2", "namespace": "media" }, { "function": "publish" },
            { "function": "vip", "where": { "key": "vip/*" } }],
        "notify": [{ "kind": "slack", "url": "https://hooks.example/a", "lang": "en" }],
    });
    let read = Options::from_json(document.to_string().as_bytes()).and_then(Options::strict);
    assert_eq!(built, read);
    assert!(built.is_ok_and(|options| options.fault.is_none()));
}

#[test]
fn nothing_set_is_the_default_of_everything() {
    assert_eq!(Options::builder().build(), Options::from_json(b"{}"));
    assert_eq!(Options::builder().build(), Options::from_env([("", ""); 0]));
}

#[test]
fn the_environment_of_a_program_is_that_of_a_function() {
    let variables = [
        ("COS_BUCKET", "b-1250000000"),
        ("COS_REGION", " ap-tokyo\n"),
        ("COS_SECRET_ID", "id"),
        ("COS_SECRET_KEY", "key"),
        ("NOTIFY_LANG", ""),
        ("PATH", "/bin:\"\\"),
    ];
    let env: serde_json::Map<_, _> = variables.iter().map(|(name, value)| ((*name).into(), json!(value))).collect();
    let settings = json!({ "env": env }).to_string();
    assert_eq!(Options::from_env(variables), options_from_json(settings.as_bytes()));
}

fn refused(builder: Builder) -> Error {
    builder.build().expect_err("refused")
}

#[test]
fn the_builder_refuses_what_the_document_may_not_say() {
    let with_bucket = || Options::builder().bucket("b-1250000000", "ap-tokyo");
    for (builder, code, path) in [
        (with_bucket(), ErrorCode::MissingCredentials, None),
        (with_bucket().prefix("a//b").credentials(credentials()), ErrorCode::InvalidOptions, Some("cos.prefix")),
        (Options::builder().notify_key(" "), ErrorCode::InvalidOptions, Some("mps.notify_key")),
        (Options::builder().select("id", "task_id"), ErrorCode::InvalidOptions, Some("select.id")),
        (Options::builder().invoke("a b"), ErrorCode::InvalidOptions, Some("invoke[0].function")),
        (Options::builder().invoke("a:b:c"), ErrorCode::InvalidOptions, Some("invoke[0].qualifier")),
        (
            Options::builder().notify(bot("https://hooks.example/a")).notify(bot("https://hooks.example/a")),
            ErrorCode::InvalidOptions,
            Some("notify"),
        ),
    ] {
        let error = refused(builder);
        assert_eq!((error.code(), error.path()), (code, path), "{error}");
    }
}

#[test]
fn a_builder_shows_no_secret() {
    let shown = format!(
        "{:?}",
        Options::builder().credentials(credentials()).notify_key("hush").notify(bot("https://h.example/hush"))
    );
    for secret in ["\"id\"", "\"key\"", "token\"]", "hush"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// The error of a document.
fn error(document: &serde_json::Value) -> Error {
    Options::from_json(document.to_string().as_bytes()).and_then(Options::strict).expect_err("refused")
}

#[test]
fn an_error_says_what_is_wrong_with_an_option() {
    for (document, path, problem) in [
        (json!({ "cos": { "buckt": "b-1" } }), "cos.buckt", unknown("cos.bucket")),
        (json!({ "nothing_like_it": 1 }), "options.nothing_like_it", unknown("")),
        (json!({ "lang": 1 }), "lang", wrong_type("a string")),
        (json!({ "notify": {} }), "notify", wrong_type("a list of objects")),
        (
            json!({ "notify": [{ "url": "https://a.example", "kind": "webhook", "events": [1] }] }),
            "notify[0].events[0]",
            wrong_type("a string"),
        ),
        (json!({ "cos": [] }), "cos", wrong_type("an object")),
        (json!({ "lang": "" }), "lang", "Empty".into()),
        (json!({ "notify": [{}] }), "notify[0].url", "Missing".into()),
        (json!({ "invoke": [{}] }), "invoke[0].function", "Missing".into()),
        (json!({ "cos": { "bucket": "b-125", "secret_id": "i", "secret_key": "k" } }), "COS_REGION", "Missing".into()),
    ] {
        let error = error(&document);
        assert_eq!(error.path(), Some(path));
        assert_eq!(error.option().map(|problem| format!("{problem:?}")).as_deref(), Some(problem.as_str()), "{error}");
    }
}

fn unknown(meant: &str) -> String {
    format!("Unknown {{ meant: {:?} }}", Some(meant).filter(|meant| !meant.is_empty()))
}

fn wrong_type(expected: &str) -> String {
    format!("WrongType {{ expected: {expected:?} }}")
}

#[test]
fn an_error_says_what_an_option_can_be_and_shows_its_value_only_if_it_is_one_of_a_list() {
    let not_allowed = |document| match error(&document).option().cloned() {
        Some(OptionProblem::NotAllowed { allowed, choices, value, .. }) => (allowed, choices, value),
        other => panic!("{other:?}"),
    };
    let (allowed, choices, value) = not_allowed(json!({ "lang": "fr" }));
    assert_eq!(allowed, "must be `zh`, `en`, `ja` or `ko`");
    assert_eq!((choices.as_slice(), value.as_deref()), (&["zh", "en", "ja", "ko"][..], Some("fr")));
    let (_, choices, value) = not_allowed(json!({ "cos": { "layout": "tasks" } }));
    assert_eq!((choices.as_slice(), value.as_deref()), (&["task", "classic"][..], Some("tasks")));
    // What may be a secret in the wrong place.
    for secret in ["hush hush", "693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa", "密钥"] {
        assert_eq!(not_allowed(json!({ "lang": secret })).2, None);
    }
    let secret = json!({ "lang": "hush-hush", "cos": { "secret_id": "i", "secret_key": "hush-hush" } });
    assert_eq!(not_allowed(secret).2.as_deref(), Some("***"));
    // Of what is not one of a list, nothing.
    let (allowed, choices, value) = not_allowed(json!({ "mps": { "endpoint": "hush" } }));
    assert!(allowed.starts_with("must be a base URL"));
    assert_eq!((choices.len(), value), (0, None));
}
