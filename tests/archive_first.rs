//! What comes first: every event of a delivery is in the archive before any of them is understood, under a key that tells
//! the notification and not its spelling, and whole if it is not a notification.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use std::collections::BTreeMap;

use mps_webhook::delivery::Transmit;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Mode, Response};
use serde_json::{Value, json};

const NOW: i64 = 1_700_000_000_000;

/// A bucket without versions, and a bot.
#[derive(Default)]
struct World {
    objects: BTreeMap<String, Vec<u8>>,
    /// How often the bot was notified.
    notified: usize,
    /// What was sent, in order: the method and the kind of object, or `bot`.
    sent: Vec<&'static str>,
}

impl World {
    fn serve(&mut self, send: &Transmit, body: &[u8]) -> (u16, Vec<u8>) {
        let Some(key) = send.request.url.strip_prefix("http://cos/b-125/") else {
            self.sent.push("bot");
            self.notified += 1;
            return (200, br#"{"errcode":0}"#.to_vec());
        };
        let is_event = key.contains(".event.");
        if send.request.method == "GET" {
            self.sent.push("GET report");
            return self.objects.get(key).map_or((404, Vec::new()), |object| (200, object.clone()));
        }
        self.sent.push(if is_event { "PUT event" } else { "PUT report" });
        let keeps = send.request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite");
        if keeps && self.objects.contains_key(key) {
            return (409, b"<Error><Code>FileAlreadyExists</Code></Error>".to_vec());
        }
        self.objects.insert(key.into(), body.to_vec());
        (200, Vec::new())
    }

    fn deliver(&mut self, event: &[u8], mode: Mode) -> Done {
        let options = options_from_json(
            br#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"i","COS_SECRET_KEY":"k",
                "WECOM_WEBHOOK_KEY":"key"}}"#,
        );
        let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode };
        let mut delivery = Delivery::new(event.to_vec(), options, invocation, NOW);
        let mut now = NOW;
        loop {
            let poll = delivery.poll(now);
            if let Some(done) = poll.done {
                return done;
            }
            now = poll.wait_until.unwrap_or(now).max(now + 1);
            for send in poll.requests {
                let body = delivery.body(send.id).to_vec();
                let (status, answer) = self.serve(&send, &body);
                delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: &answer }, now);
            }
        }
    }

    fn keys(&self, part: &str) -> Vec<&str> {
        self.objects.keys().map(String::as_str).filter(|key| key.contains(part)).collect()
    }
}

fn notification(task: &str) -> Value {
    json!({ "EventType": "EditMediaTask", "EditMediaTaskEvent": {
        "TaskId": task, "Status": "FINISH", "ErrCode": 70000, "Message": "转码/失败",
        "Output": { "Path": "/a.mp4", "Score": 1.5 } } })
}

fn deliver(world: &mut World, event: &str) -> Done {
    world.deliver(event.as_bytes(), Mode::Full)
}

#[test]
fn every_event_is_stored_before_the_first_is_understood() {
    let list: Vec<Value> = (0..20).map(|n| notification(&format!("t-{n}"))).collect();
    let mut world = World::default();
    assert!(deliver(&mut world, &json!(list).to_string()).ok);
    // Of so many, one report object is looked for: an earlier invocation may have done some of it.
    let sought = world.sent.remove(8);
    let first = world.sent.iter().position(|sent| *sent != "PUT event");
    assert_eq!((sought, first), ("GET report", Some(20)), "{:?}", world.sent);
    assert_eq!((world.keys(".report.json").len(), world.notified), (20, 20));
}

#[test]
fn what_cannot_be_understood_is_stored_all_the_same_and_said_to_be_so() {
    let event = notification("t-1").to_string();
    let mut world = World::default();
    let done = world.deliver(event.as_bytes(), Mode::Store);
    assert_eq!(done.error.expect("an error").code(), ErrorCode::Trapped);
    let [error, stored] = world.keys("mps/EditMediaTask/t-1/")[..] else { panic!("{:?}", world.objects.keys()) };
    assert_eq!(world.objects[stored], event.as_bytes());
    let error: Value = serde_json::from_slice(&world.objects[error]).expect("JSON");
    assert_eq!((&error["code"], error["receipts"].as_array().map(Vec::len)), (&json!("trapped"), Some(1)));
    assert_eq!(world.notified, 0);

    // Once it can be understood, the same event gets what it lacks.
    assert!(deliver(&mut world, &event).ok);
    assert_eq!((world.keys(".event.json").len(), world.keys(".report.json").len(), world.notified), (1, 1, 1));
}

#[test]
fn what_cannot_even_be_identified_is_stored_unread() {
    let event = notification("t-1").to_string();
    let mut world = World::default();
    let done = world.deliver(event.as_bytes(), Mode::Quarantine);
    assert_eq!(done.error.expect("an error").code(), ErrorCode::Trapped);
    let [_, stored] = world.keys("mps/unparsed/")[..] else { panic!("{:?}", world.objects.keys()) };
    assert_eq!(world.objects[stored], event.as_bytes());
}

/// The same notification in other words.
fn spellings() -> Vec<String> {
    let event = notification("t-1");
    let compact = event.to_string();
    let signed = |timestamp: Value, sign: &str| {
        let mut signed = event.clone();
        (signed["Timestamp"], signed["Sign"]) = (timestamp, json!(sign));
        signed.to_string()
    };
    vec![
        compact.clone(),
        serde_json::to_string_pretty(&event).expect("JSON"),
        signed(json!(1_700_000_600), "cbc52006ef0d679e57a2900b865657bd"),
        signed(json!("1700009999"), "0"),
        compact.replace("转码/失败", r"\u8f6c\u7801\/\u5931\u8D25"),
        compact.replace("70000", "7.0000e4").replace("1.5", "15E-1"),
        format!("\u{feff}{compact}\r\n"),
        json!({ "Records": [{ "CMQ": { "msgBody": compact } }] }).to_string(),
        json!({ "httpMethod": "POST", "requestContext": {}, "body": compact }).to_string(),
        json!([event]).to_string(),
        json!(compact).to_string(),
    ]
}

#[test]
fn a_notification_is_the_same_however_it_is_signed_spelled_and_enveloped() {
    let mut world = World::default();
    for (index, event) in spellings().iter().enumerate() {
        let done = deliver(&mut world, event);
        assert!(done.ok, "{event}: {:?}", done.error);
        assert_eq!((world.objects.len(), world.notified), (2, 1), "the spelling {index} counts as another: {event}");
    }
}

#[test]
fn what_comes_twice_in_one_delivery_is_delivered_once() {
    let spellings: Vec<Value> = spellings().iter().map(|event| json!({ "CMQ": { "msgBody": event } })).collect();
    let mut world = World::default();
    let done = deliver(&mut world, &json!({ "Records": spellings }).to_string());
    assert!(done.ok, "{:?}", done.error);
    assert_eq!((done.events.len(), world.objects.len(), world.notified), (1, 2, 1));
}

#[test]
fn different_notifications_stay_different() {
    let event = notification("t-1").to_string();
    let others = [
        event.replace("转码", r"\ud83d"),
        event.replace("转码", r"\ud83e"),
        event.replace("转码", "\u{fffd}"),
        event.replace("70000", "70001"),
        event.replace("70000", "9007199254740993"),
        event.replace("70000", "9007199254740992"),
        event.replace("1.5", "\"1.5\""),
    ];
    let mut world = World::default();
    for (index, other) in others.iter().enumerate() {
        assert!(deliver(&mut world, other).ok);
        assert_eq!(world.keys(".event.json").len(), index + 1, "{other}");
    }
    // The lone surrogates of the first two as characters of the text in an envelope, where JavaScript leaves them.
    let before = world.keys(".event.json").len();
    for surrogate in [r"\ud83d", r"\ud83e"] {
        let body = serde_json::to_string(&event.replace("转码", "@")).expect("JSON").replace('@', surrogate);
        assert!(deliver(&mut world, &format!(r#"{{"Records":[{{"CMQ":{{"msgBody":{body}}}}}]}}"#)).ok);
    }
    assert_eq!(world.keys(".event.json").len(), before, "they are the first two");
}

#[test]
fn what_is_no_notification_goes_into_quarantine_whole() {
    let mut world = World::default();
    let events = [
        "[5]",
        r#"{"data":12345,"id":"important"}"#,
        r#"{"data":12345,"id":"other"}"#,
        r#"{"Response":7}"#,
        r#"{"Records":[{"CMQ":{"msgBody":"<html>"},"id":"important"}]}"#,
        "{ \"x\": 1 }",
    ];
    for event in events {
        assert!(!deliver(&mut world, event).ok);
        let stored = world.objects.iter().filter(|(key, _)| key.contains("/unparsed/") && key.ends_with(".event.json"));
        assert!(stored.clone().any(|(_, object)| object == event.as_bytes()), "{event} is not stored as it came");
    }
    assert_eq!(world.keys(".event.json").len(), events.len());
}

#[test]
fn what_is_beside_a_notification_goes_into_quarantine_with_all_of_the_event() {
    let mut world = World::default();
    let event = json!([5, notification("t-1"), "<html>", notification("t-2")]).to_string();
    let done = deliver(&mut world, &event);
    assert_eq!(done.error.expect("an error").code(), ErrorCode::NotANotification);
    assert_eq!((world.keys("EditMediaTask").len(), world.notified), (4, 2));
    let [error, stored] = world.keys("unparsed")[..] else { panic!("{:?}", world.objects.keys()) };
    assert_eq!(world.objects[stored], event.as_bytes());
    let error: Value = serde_json::from_slice(&world.objects[error]).expect("JSON");
    assert!(
        error["message"].as_str().is_some_and(|message| message.ends_with("(and 1 more in this event)")),
        "{error}"
    );
}

#[test]
fn a_task_id_that_quotes_a_secret_shows_it_nowhere() {
    let secret = "wJalrXUtnFEMIxK7MDENGxbPxRfiCYEXAMPLEKEY";
    for id in [secret.into(), format!("125-EditMedia-{secret}"), format!("125-EditMedia-a:{secret}")] {
        let mut event = notification(&id);
        event["EditMediaTaskEvent"]["Output"]["OutputStorage"] =
            json!({ "S3OutputStorage": { "S3SecretKey": secret } });
        let mut world = World::default();
        let done = deliver(&mut world, &event.to_string());
        assert!(done.ok);
        assert!(!String::from_utf8(mps_webhook::internals::to_json(&done)).expect("JSON").contains(secret), "{done:?}");
        assert!(world.objects.keys().all(|key| !key.contains(secret)), "{:?}", world.objects.keys());
    }
}

/// The requests that a delivery sends at first, and the delivery.
fn begin(event: &str) -> (Delivery, Vec<Transmit>) {
    let options = options_from_json(
        br#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
    );
    let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: Mode::Full };
    let mut delivery = Delivery::new(event.as_bytes().to_vec(), options, invocation, NOW);
    let requests = delivery.poll(NOW).requests;
    (delivery, requests)
}

#[test]
fn nothing_is_understood_as_long_as_an_event_is_not_answered() {
    let event = json!([notification("t-1"), notification("t-2")]).to_string();
    let denied: &[u8] = b"<Error><Code>AccessDenied</Code></Error>";
    for (status, body) in [(200, b"".as_slice()), (403, denied)] {
        let (mut delivery, sent) = begin(&event);
        let [first, second] = &sent[..] else { panic!("{sent:?}") };
        delivery.on_response(first.id, &Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" }, NOW + 5);
        let poll = delivery.poll(NOW + 5);
        assert!(poll.requests.is_empty() && poll.wait_until.is_none(), "{poll:?}");
        // What COS refuses keeps nothing else waiting.
        delivery.on_response(second.id, &Response { status, headers: &[("x-cos-request-id", "i")], body }, NOW + 9);
        let next = delivery.poll(NOW + 9).requests;
        assert!(next.iter().any(|send| send.request.url.contains("/t-1/")), "{next:?}");
        assert_eq!(next.len(), if status == 200 { 2 } else { 1 });
    }
}

#[test]
fn an_event_that_cos_refuses_for_now_is_sent_again_while_another_is_not_answered() {
    let event = json!([notification("t-1"), notification("t-2"), notification("t-3")]).to_string();
    for busy in 0..3 {
        let (mut delivery, sent) = begin(&event);
        let response = Response { status: 503, headers: &[("x-cos-request-id", "i")], body: b"" };
        delivery.on_response(sent[busy].id, &response, NOW + 5);
        let poll = delivery.poll(NOW + 5);
        let again_at = poll.wait_until.unwrap_or(NOW + 5);
        let again = if poll.requests.is_empty() { delivery.poll(again_at).requests } else { poll.requests };
        assert!(again_at <= NOW + 205, "it waits until {again_at}");
        assert_eq!(again.iter().map(|send| &send.request.url).collect::<Vec<_>>(), [&sent[busy].request.url]);
    }
}

#[test]
fn a_report_stays_when_the_event_cannot_be_understood_any_more() {
    let event = notification("t-1").to_string();
    let mut world = World::default();
    assert!(deliver(&mut world, &event).ok);
    let [report] = world.keys(".report.json")[..] else { panic!("{:?}", world.objects.keys()) };
    let (report, content) = (report.to_string(), world.objects[report].clone());
    assert!(!world.deliver(event.as_bytes(), Mode::Store).ok);
    assert_eq!(world.objects[&report], content);
    assert_eq!((world.keys(".error.json").len(), world.notified), (1, 1));
    // Neither is it told again afterwards.
    assert!(deliver(&mut world, &event).ok);
    assert_eq!((&world.objects[&report], world.notified), (&content, 1));
}

#[test]
fn what_is_refused_for_a_wrong_clock_is_sent_again_before_anything_is_understood() {
    let event = json!([notification("t-1"), notification("t-2")]).to_string();
    let (mut delivery, sent) = begin(&event);
    let stored = Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" };
    let date = [("date", "Tue, 14 Nov 2023 22:33:20 GMT"), ("x-cos-request-id", "i")];
    let skewed = Response { status: 403, headers: &date, body: b"<Error><Code>RequestTimeTooSkewed</Code></Error>" };
    delivery.on_response(sent[0].id, &stored, NOW + 5);
    assert!(delivery.poll(NOW + 5).requests.is_empty());
    delivery.on_response(sent[1].id, &skewed, NOW + 9);
    let again = delivery.poll(NOW + 9).requests;
    assert_eq!(again.iter().map(|send| &send.request.url).collect::<Vec<_>>(), [&sent[1].request.url]);
    delivery.on_response(again[0].id, &stored, NOW + 14);
    assert_eq!(delivery.poll(NOW + 14).requests.len(), 2);
}

#[test]
fn an_event_that_is_given_up_keeps_the_others_no_longer_waiting() {
    let event = json!([notification("t-1"), notification("t-2")]).to_string();
    let (mut delivery, sent) = begin(&event);
    delivery.on_response(sent[0].id, &Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" }, NOW + 5);
    let expired = Response {
        status: 400,
        headers: &[("x-cos-request-id", "i")],
        body: b"<Error><Code>ExpiredToken</Code></Error>",
    };
    delivery.poll(NOW + 5);
    delivery.on_response(sent[1].id, &expired, NOW + 9);
    assert!(delivery.poll(NOW + 9).refresh_credentials);
    // The platform has no others, so the second event is given up.
    let same =
        br#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#;
    delivery.on_credentials(options_from_json(same));
    let next = delivery.poll(NOW + 9).requests;
    assert!(next.len() == 1 && next[0].request.url.contains("/t-1/"), "{next:?}");
}

#[test]
fn a_number_of_a_task_is_the_same_however_it_is_spelled() {
    let mut world = World::default();
    for spelling in ["100", "1e2", "100.0"] {
        let event = notification("@").to_string().replace("\"@\"", spelling);
        assert!(deliver(&mut world, &event).ok);
    }
    assert_eq!((world.keys("EditMediaTask/100/").len(), world.objects.len(), world.notified), (2, 2, 1));
}

#[test]
fn what_stands_beside_an_empty_body_is_not_lost() {
    let notification = notification("t-1").to_string();
    for one in [
        json!({ "headers": {}, "payload": notification, "body": "" }),
        json!({ "requestContext": {}, "data": notification }),
    ] {
        let mut world = World::default();
        assert!(deliver(&mut world, &one.to_string()).ok, "{one}");
        assert_eq!(world.keys("EditMediaTask").len(), 2, "{one}");
    }
    let record = json!([{ "CMQ": { "msgBody": notification } }]);
    for event in [
        json!({ "httpMethod": "POST", "Records": record, "body": "" }),
        json!({ "httpMethod": "POST", "Records": record }),
        json!({ "httpMethod": "POST", "body": null, "msgInfoList": [{ "msgBody": notification }] }),
    ] {
        let event = event.to_string();
        let mut world = World::default();
        assert!(!deliver(&mut world, &event).ok, "{event}");
        assert!(world.objects.values().any(|object| object == event.as_bytes()), "{event} is lost");
    }
}

/// Of an object that is two envelopes, each gives what it holds; what must not be opened leaves the whole event in quarantine, beside
/// what was opened.
#[test]
fn what_two_envelopes_in_one_object_hold_is_stored() {
    let text = |task: &str| notification(task).to_string();
    let sqs = json!([{ "messageId": "m", "body": text("t-1"), "eventSource": "aws:sqs" }]);
    for (event, is_whole) in [
        (json!({ "Records": sqs, "msgInfoList": [{ "msgBody": text("t-2") }] }), false),
        (json!({ "Records": sqs, "msgBody": text("t-2") }), false),
        (json!({ "CMQ": { "msgBody": text("t-1") }, "Ckafka": { "msgBody": text("t-2") } }), false),
        (json!({ "httpMethod": "POST", "body": text("t-1"), "payload": text("t-2") }), false),
        (json!({ "httpMethod": "POST", "body": text("t-1"), "data": text("t-2") }), false),
        (json!({ "body": text("t-1"), "data": text("t-2") }), false),
        (
            json!({ "httpMethod": "POST", "body": text("t-1"), "Records": [{ "CMQ": { "msgBody": text("t-2") } }] }),
            true,
        ),
        (json!({ "httpMethod": "POST", "body": text("t-1"), "msgInfoList": [{ "msgBody": text("t-2") }] }), true),
        (json!({ "data": text("t-1"), "Records": { "CMQ": { "msgBody": text("t-2") } } }), true),
        (json!({ "data": text("t-1"), "CMQ": text("t-2") }), true),
    ] {
        let event = event.to_string();
        let mut world = World::default();
        assert_eq!(deliver(&mut world, &event).ok, !is_whole, "{event}");
        assert_eq!(world.keys("EditMediaTask/t-1/").len(), 2, "{event}");
        assert_eq!(world.keys("EditMediaTask/t-2/").len(), if is_whole { 0 } else { 2 }, "{event}");
        assert_eq!(world.objects.values().any(|object| object == event.as_bytes()), is_whole, "{event}");
    }
}

#[test]
fn a_page_is_no_evidence_that_anything_is_stored() {
    let event = notification("t-1").to_string();
    for body in [&b""[..], b"<html>sign in</html>", b"<Error><Code>InternalError</Code></Error>"] {
        let options = options_from_json(
            br#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}"#,
        );
        let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: Mode::Full };
        let mut delivery = Delivery::new(event.clone().into_bytes(), options, invocation, NOW);
        let mut now = NOW;
        let done = loop {
            let poll = delivery.poll(now);
            if let Some(done) = poll.done {
                break done;
            }
            now = poll.wait_until.unwrap_or(now).max(now + 1);
            for send in poll.requests {
                let headers = [("content-type", "text/html")];
                delivery.on_response(send.id, &Response { status: 200, headers: &headers, body }, now);
            }
        };
        assert_eq!(done.error.expect("an error").code(), ErrorCode::NotDelivered);
    }
}
