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
    assert_eq!(both[1].0, format!("{}-en-finished", alone[0].0));
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
    assert_eq!(succeeded, [format!("{}-en-finished-EditMediaTask", failed[0])]);
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

/// How the delivery of an event ends, and the messages of its log.
fn delivered(document: &Value, env: &Value, event: &[u8]) -> (Value, Vec<String>) {
    let invocation = Invocation { request_id: None, deadline: NOW + 3_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), Ok(options(document, env)), invocation, NOW);
    let mut log = Vec::new();
    loop {
        let poll = delivery.poll(NOW);
        log.extend(poll.log.into_iter().map(|line| line.msg));
        for send in poll.requests {
            let body: &[u8] =
                if send.step == "invoke" { br#"{"Response":{"RequestId":"r"}}"# } else { br#"{"errcode":0}"# };
            let response = Response { status: 200, headers: &[("etag", "\"-\"")], body };
            delivery.on_response(send.id, &response, NOW);
        }
        if let Some(done) = poll.done {
            assert!(done.ok, "{:?}", done.error);
            let done = serde_json::from_slice(&mps_webhook::internals::to_json(&done)).expect("JSON");
            return (done, log);
        }
    }
}

#[test]
fn each_target_has_its_own_condition_and_who_is_left_out_is_told_why() {
    let env = json!({ "TENCENTCLOUD_REGION": "r", "TENCENTCLOUD_SECRETID": "i", "TENCENTCLOUD_SECRETKEY": "k" });
    let document = json!({
        "notify": [
            { "url": "ops", "on": "failure" },
            { "url": "review", "where": { "suggestion": "block" } },
            { "kind": "webhook", "url": "https://program.example/", "where": { "event_type": "EditMediaTask" } },
        ],
        "invoke": [{ "function": "next" }, { "function": "vip", "where": { "key": "vip/*" } }],
    });
    let (done, log) = delivered(&document, &env, TO_BE_BLOCKED);
    let event = &done["events"][0];
    let names = |list: &Value| -> Vec<String> {
        list.as_array().expect("a list").iter().map(|it| it["target"].as_str().expect("a name").to_owned()).collect()
    };
    let dispatched = names(&event["dispatched"]);
    assert_eq!(dispatched.len(), 2, "{event}");
    assert!(dispatched[0].starts_with("wecom-") && dispatched[1] == "next:$DEFAULT@default", "{event}");
    let skipped = event["skipped"].as_array().expect("a list");
    let reasons: Vec<(&str, &str)> =
        skipped.iter().map(|it| (it["step"].as_str().unwrap_or(""), it["reason"].as_str().unwrap_or(""))).collect();
    assert_eq!(
        reasons,
        [
            ("notify", "outcome is success, not failure"),
            ("notify", "event_type is WorkflowTask, not EditMediaTask"),
            ("invoke", "key is 投稿/街头.mp4, not vip/*"),
        ]
    );
    let skipped = names(&event["skipped"]);
    let last = log.last().expect("a line");
    for (name, (_, reason)) in skipped.iter().zip(&reasons) {
        assert!(last.contains(&format!("; not sent to {name}: {reason}")), "{last}");
    }
    assert_eq!(log.iter().filter(|line| line.contains("not sent to")).count(), 1, "{log:?}");
    // Who has no filter that leaves it out is not named.
    let (done, log) = delivered(&json!({ "notify": [{ "url": "ops" }] }), &env, FAILED);
    assert!(done["events"][0].get("skipped").is_none() && !log.concat().contains("not sent"), "{done} {log:?}");
}

#[test]
fn of_many_targets_that_are_left_out_the_log_names_ten() {
    let notify: Vec<Value> = (0..50).map(|n| json!({ "url": format!("key-{n}"), "on": "failure" })).collect();
    let (done, log) = delivered(&json!({ "notify": notify }), &json!({}), SUCCEEDED);
    assert_eq!(done["events"][0]["skipped"].as_array().map(Vec::len), Some(50));
    let last = log.last().expect("a line");
    assert_eq!(last.matches("; not sent to wecom-").count(), 10);
    assert!(last.ends_with("; not sent to 40 more"), "{last}");
}

#[test]
fn a_function_with_a_condition_is_named_once() {
    let env = json!({ "TENCENTCLOUD_REGION": "r", "TENCENTCLOUD_SECRETID": "i", "TENCENTCLOUD_SECRETKEY": "k" });
    let document = json!({ "invoke": [{ "function": "a", "where": { "key": "x/*" } }, { "function": "a", "where": { "key": "y/*" } }] });
    assert_eq!(fault(&document, &env).0, "invoke[1].function");
}

/// How often a bot gets the message, if it answers after so many ms and the platform delivers the event three times, each with ten
/// seconds. `None`: the message is accepted, but the answer never comes.
fn messages_to_a_bot(answers_after: Option<i64>) -> usize {
    let mut messages = 0;
    for _ in 0..3 {
        let deadline = NOW + 10_000;
        let invocation = Invocation { request_id: None, deadline, seed: 1, mode: mps_webhook::Mode::Full };
        let options = options(&json!({ "notify": [{ "url": "key-1", "on": "all" }] }), &json!({}));
        let mut delivery = Delivery::new(FAILED.to_vec(), Ok(options), invocation, NOW);
        let mut now = NOW;
        let done = loop {
            let actions = delivery.poll(now);
            if let Some(done) = actions.done {
                break done;
            }
            for sent in &actions.requests {
                messages += 1;
                let timeout = i64::from(sent.request.timeout);
                match answers_after.filter(|after| *after <= timeout) {
                    Some(after) => {
                        now += after;
                        let response = Response { status: 200, headers: &[], body: br#"{"errcode":0,"errmsg":"ok"}"# };
                        delivery.on_response(sent.id, &response, now);
                    }
                    None => {
                        now += timeout;
                        delivery.on_error(sent.id, "timed out", now);
                    }
                }
                assert!(now < deadline);
            }
            if actions.requests.is_empty() {
                now = actions.wait_until.expect("something to wait for");
            }
        };
        if done.error.is_none() {
            break;
        }
    }
    messages
}

#[test]
fn a_slow_bot_gets_a_message_once_an_invocation_at_most() {
    assert_eq!(messages_to_a_bot(Some(100)), 1);
    assert_eq!(messages_to_a_bot(Some(6_000)), 1);
    assert_eq!(messages_to_a_bot(Some(8_500)), 1);
    assert_eq!(messages_to_a_bot(None), 3);
}
