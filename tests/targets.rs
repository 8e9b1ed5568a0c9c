//! Who is notified, in which language, and of what, as the options say it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use mps_webhook::delivery::StepStatus;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Invocation, Language, Options, Response};
use serde_json::{Value, json};

const NOW: i64 = 1_700_000_000_000;
const FAILED: &[u8] = include_bytes!("fixtures/events/edit-media-failed.json");
const TO_BE_BLOCKED: &[u8] = include_bytes!("fixtures/events/workflow-ai-review.json");
const SUCCEEDED: &[u8] = include_bytes!("fixtures/events/edit-media-success.json");

fn options(document: &Value, env: &Value) -> Options {
    let settings = json!({ "options": document, "env": env }).to_string();
    options_from_json(settings.as_bytes()).expect("options")
}

/// The path and the words of what is wrong.
fn fault(document: &Value, env: &Value) -> (String, String) {
    let fault = options(document, env).fault.expect("a fault");
    (fault.path().expect("a path").into(), fault.message().into())
}

/// What is sent to whom, and how they are called, of an event that nothing is stored of.
fn notified(document: &Value, env: &Value, event: &[u8]) -> Vec<(String, String)> {
    let invocation = Invocation { request_id: None, deadline: NOW + 3_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), Ok(options(document, env)), invocation, NOW);
    let mut messages = Vec::new();
    loop {
        let poll = delivery.poll(NOW);
        if let Some(done) = poll.done {
            assert!(done.ok, "{:?}", done.error);
            let dispatched = done.events[0].dispatched.iter().flatten();
            let targets: Vec<String> = dispatched
                .inspect(|dispatched| assert_eq!(dispatched.status, StepStatus::Done))
                .map(|dispatched| dispatched.target.clone())
                .collect();
            assert_eq!(targets.len(), messages.len());
            return targets.into_iter().zip(messages).collect();
        }
        for send in poll.requests {
            let body = String::from_utf8(delivery.body(send.id).to_vec()).expect("UTF-8");
            messages.push(body);
            delivery.on_response(
                send.id,
                &Response { status: 200, headers: &[("etag", "\"-\"")], body: br#"{"errcode":0}"# },
                NOW,
            );
        }
    }
}

#[test]
fn the_language_of_all_is_in_the_document_or_the_variable() {
    let bots = json!([{ "url": "a" }, { "url": "b", "lang": "ko" }]);
    let none = json!({});
    let variable = json!({ "NOTIFY_LANG": "ja" });
    for (document, env, all) in [
        (json!({ "notify": bots }), &none, Language::Zh),
        (json!({ "notify": bots }), &variable, Language::Ja),
        (json!({ "notify": bots, "lang": "en" }), &none, Language::En),
        (json!({ "notify": bots, "lang": "en" }), &variable, Language::En),
        (json!({ "notify": bots, "lang": null }), &variable, Language::Ja),
    ] {
        let options = options(&document, env);
        assert_eq!(options.language, all, "{document}");
        let languages: Vec<Language> = options.notify.iter().map(|target| target.language).collect();
        assert_eq!(languages, [all, Language::Ko], "{document}");
    }
    let whole = json!({ "MPS_WEBHOOK_CONFIG": r#"{"lang":"en"}"# });
    assert_eq!(options(&Value::Null, &whole).language, Language::En);
    assert_eq!(fault(&json!({ "lang": "fr" }), &none).0, "lang");
    assert_eq!(fault(&none, &json!({ "NOTIFY_LANG": "fr" })).0, "NOTIFY_LANG");
}

#[test]
fn one_bot_can_be_notified_in_two_languages_and_keeps_its_name() {
    let env = json!({});
    let alone = notified(&json!({ "notify": [{ "url": "key-1" }] }), &env, FAILED);
    let both = json!({ "notify": [{ "url": "key-1" }, { "url": "key-1", "lang": "en" }] });
    let both = notified(&both, &env, FAILED);
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], alone[0]);
    assert_eq!(both[1].0, format!("{}-en-all", alone[0].0));
    assert!(both[0].1.contains("处理失败") && both[1].1.contains("Failed"), "{both:?}");
}

#[test]
fn one_bot_can_be_notified_of_different_events() {
    let document = json!({ "lang": "en", "notify": [
        { "url": "key-1", "on": "failure" },
        { "url": "key-1", "events": ["EditMediaTask"] },
    ] });
    let env = json!({});
    let names = |event| notified(&document, &env, event).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    let (failed, succeeded) = (names(FAILED), names(SUCCEEDED));
    assert_eq!(failed.len(), 2);
    assert_eq!(succeeded, [format!("{}-en-all-EditMediaTask", failed[0])]);
    assert!(names(TO_BE_BLOCKED).is_empty());
}

#[test]
fn a_bot_that_would_be_notified_the_same_twice_is_refused() {
    let (env, bot) = (json!({}), json!({ "url": "key-1", "on": "failure" }));
    for other in [json!({ "url": "key-1", "on": "failure" }), json!({ "url": "key-1", "on": "failure", "lang": "zh" })]
    {
        let (path, message) = fault(&json!({ "notify": [bot, other] }), &env);
        assert_eq!(path, "notify[1].url");
        assert!(message.contains("twice") && !message.contains("key-1"), "{message}");
    }
}

#[test]
fn attention_is_asked_for_what_failed_what_is_unknown_and_what_is_to_be_blocked() {
    let document = json!({ "notify": [{ "url": "key-1" }] });
    // Who hears of failures alone takes silence for success, and that an unknown outcome is not.
    let unknown: &[u8] =
        br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH","ErrCode":0}}"#;
    for (on, counts) in
        [("all", [1, 1, 1, 1]), ("attention", [1, 1, 1, 0]), ("failure", [1, 1, 0, 0]), ("none", [0, 0, 0, 0])]
    {
        let env = json!({ "NOTIFY_ON": on });
        let notified = [FAILED, unknown, TO_BE_BLOCKED, SUCCEEDED].map(|event| notified(&document, &env, event).len());
        assert_eq!(notified, counts, "{on}");
    }
    assert_eq!(fault(&document, &json!({ "NOTIFY_ON": "review" })).0, "NOTIFY_ON");
}
