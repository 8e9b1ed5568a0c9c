//! What is answered to a request over HTTP that brought an event, whatever became of that.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Response};
use serde_json::{Value, json};

const NOW: i64 = 1_700_000_000_000;
const KEY: &str = "mysecretkey";

fn notification() -> Value {
    json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH" } })
}

/// The same, signed with [`KEY`].
fn signed() -> Value {
    let mut event = notification();
    event["Timestamp"] = json!(1_700_000_600);
    event["Sign"] = json!("cbc52006ef0d679e57a2900b865657bd");
    event
}

fn api_gateway(body: &str) -> Value {
    json!({ "requestContext": { "stage": "release" }, "httpMethod": "POST", "headers": {}, "body": body })
}

fn function_url(body: &str) -> Value {
    json!({ "httpMethod": "POST", "headers": {}, "path": "/", "queryString": {}, "body": body })
}

fn clb(payload: Value) -> Value {
    json!({ "headers": { "X-Method": "POST" }, "isBase64Encoded": "false", "payload": payload })
}

fn env() -> Value {
    json!({ "COS_BUCKET": "b-125", "COS_REGION": "ap-tokyo", "COS_SECRET_ID": "i", "COS_SECRET_KEY": "k" })
}

/// How a delivery ends whose requests COS all answers with this status.
fn run(mut delivery: Delivery, status: u16) -> Done {
    let mut now = NOW;
    for _ in 0..100 {
        let poll = delivery.poll(now);
        if let Some(done) = poll.done {
            return done;
        }
        for send in poll.requests {
            let body: &[u8] = if status == 200 { b"" } else { b"<Error><Code>AccessDenied</Code></Error>" };
            delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body }, now);
        }
        now = poll.wait_until.unwrap_or(now);
    }
    panic!("the machine does not end");
}

fn deliver(event: &Value, env: &Value, status: u16) -> Done {
    let options = options_from_json(json!({ "env": env }).to_string().as_bytes());
    let invocation = Invocation { request_id: None, deadline: NOW + 3_000, seed: 1, mode: mps_webhook::Mode::Full };
    run(Delivery::new(event.to_string().into_bytes(), options, invocation, NOW), status)
}

fn deliver_body(body: &[u8], env: &Value) -> Done {
    let options = options_from_json(json!({ "env": env }).to_string().as_bytes());
    let invocation = Invocation { request_id: None, deadline: NOW + 3_000, seed: 1, mode: mps_webhook::Mode::Full };
    run(Delivery::of_request(body.to_vec(), options, invocation, NOW), 200)
}

/// The status and the body of the answer.
fn answer(done: &Done) -> (u16, Value) {
    let reply = done.http.as_ref().expect("an answer");
    (reply.status, serde_json::from_str(&reply.body).expect("the body is JSON"))
}

#[test]
fn what_is_done_is_answered_with_200() {
    let text = notification().to_string();
    for event in [api_gateway(&text), function_url(&text), clb(notification())] {
        let done = deliver(&event, &env(), 200);
        assert_eq!((done.ok, answer(&done)), (true, (200, json!({ "ok": true }))), "{event}");
    }
}

#[test]
fn a_server_without_a_bucket_says_that_it_stores_nothing() {
    let without = json!({});
    let done = deliver(&api_gateway(&notification().to_string()), &without, 200);
    assert_eq!((done.ok, answer(&done)), (true, (200, json!({ "ok": true, "stored": false }))));
    let check = json!({ "httpMethod": "GET", "headers": {}, "path": "/" });
    assert_eq!(answer(&deliver(&check, &without, 200)), (200, json!({ "ok": true })));
}

#[test]
fn what_did_not_come_over_http_has_no_answer() {
    let text = notification().to_string();
    for event in [
        notification(),
        json!({ "Records": [{ "CMQ": { "msgBody": text } }] }),
        json!({ "Records": [{ "Ckafka": { "msgBody": text } }] }),
        json!({ "Type": "Timer" }),
        json!({}),
    ] {
        assert_eq!(deliver(&event, &env(), 200).http, None, "{event}");
    }
}

#[test]
fn what_is_no_notification_is_stored_and_said_to_be_wrong() {
    for (event, code) in [
        (api_gateway("<html>"), "invalid_json"),
        (api_gateway("{}"), "not_a_notification"),
        (function_url("[]"), "not_a_notification"),
        (json!({ "httpMethod": "POST", "body": "no Base64!", "isBase64Encoded": true }), "invalid_encoding"),
    ] {
        let done = deliver(&event, &env(), 200);
        let (status, body) = answer(&done);
        assert_eq!((status, &body["ok"], &body["code"]), (400, &json!(false), &json!(code)), "{event}");
        assert_eq!(body["message"], json!(done.error.as_ref().expect("an error").message()));
        assert!(done.events[0].event_key.as_ref().expect("a key").contains("unparsed/"), "{event}");
    }
}

#[test]
fn a_health_check_is_answered_with_200_and_stores_nothing() {
    for event in [
        json!({ "httpMethod": "GET", "headers": {}, "path": "/" }),
        json!({ "httpMethod": "POST", "headers": {}, "path": "/", "body": "" }),
        json!({ "httpMethod": "POST", "headers": {}, "path": "/", "body": null }),
    ] {
        let done = deliver(&event, &env(), 200);
        assert_eq!((done.ok, answer(&done)), (true, (200, json!({ "ok": true }))), "{event}");
        assert!(done.events.is_empty(), "{event}");
    }
}

#[test]
fn a_signature_that_is_refused_is_answered_with_403() {
    let mut env = env();
    env["MPS_NOTIFY_KEY"] = json!(KEY);
    let done = deliver(&api_gateway(&signed().to_string()), &env, 200);
    assert_eq!(answer(&done).0, 200);
    let done = deliver(&api_gateway(&notification().to_string()), &env, 200);
    let (status, body) = answer(&done);
    assert_eq!((status, &body["code"]), (403, &json!("unverified")));
    assert!(!body.to_string().contains(KEY), "{body}");
    assert_eq!(done.events[0].event_key, None);
}

#[test]
fn what_is_still_to_be_done_is_answered_with_500_and_no_word_of_what_is_inside() {
    let event = function_url(&notification().to_string());
    let refused = deliver(&event, &env(), 403);
    let late = deliver(&event, &env(), 503);
    let wrong = deliver(&event, &json!({ "COS_BUCKET": "B" }), 200);
    let mut half = env();
    half["INVOKE_FUNCTIONS"] = json!("no name");
    let half = deliver(&event, &half, 200);
    for (done, code) in
        [(refused, "not_delivered"), (late, "not_delivered"), (wrong, "invalid_options"), (half, "invalid_options")]
    {
        assert!(!done.ok);
        assert_eq!(answer(&done), (500, json!({ "ok": false, "code": code })));
    }
}

#[test]
fn of_several_notifications_what_has_to_come_again_counts() {
    let event = api_gateway(&json!([{}, notification()]).to_string());
    let (status, body) = answer(&deliver(&event, &env(), 403));
    assert_eq!((status, &body["code"]), (500, &json!("not_delivered")));
    assert_eq!(answer(&deliver(&event, &env(), 200)).0, 400);
}

#[test]
fn the_body_of_a_request_itself_is_checked_and_answered_as_well() {
    let mut env = env();
    assert_eq!(answer(&deliver_body(notification().to_string().as_bytes(), &env)).0, 200);
    assert_eq!(answer(&deliver_body(b"", &env)).0, 200);
    assert_eq!(answer(&deliver_body(b"{}", &env)).0, 400);
    env["MPS_NOTIFY_KEY"] = json!(KEY);
    assert_eq!(answer(&deliver_body(signed().to_string().as_bytes(), &env)).0, 200);
    let done = deliver_body(notification().to_string().as_bytes(), &env);
    assert_eq!(answer(&done).0, 403);
    assert_eq!(done.error.expect("an error").code(), ErrorCode::Unverified);
}

/// What EventBridge takes from an API gateway is a web request as well, and who sent it waits for an answer.
#[test]
fn an_event_of_a_gateways_connector_is_answered_and_another_is_not() {
    let event = |kind: &str, source: &str, data: &Value| json!({ "specversion": "1.0", "id": "1", "type": kind, "source": source, "data": data });
    for (kind, source, is_web) in [
        ("connector:apigw", "x.cloud.tencent", true),
        ("connector:x", "apigw.cloud.tencent", true),
        ("connector:x", "x.cloud.tencent", false),
    ] {
        let done = deliver(&event(kind, source, &notification()), &env(), 200);
        assert!(done.ok, "{kind} {source}: {:?}", done.error);
        assert_eq!(done.http.map(|reply| reply.status), is_web.then_some(200), "{kind} {source}");
        let mut keyed = env();
        keyed["MPS_NOTIFY_KEY"] = json!(KEY);
        let refused = deliver(&event(kind, source, &notification()), &keyed, 200);
        assert_eq!(refused.ok, !is_web, "{kind} {source}: {:?}", refused.error);
        assert!(deliver(&event(kind, source, &signed()), &keyed, 200).ok, "{kind} {source}");
    }
}
