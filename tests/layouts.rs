//! What the archive looks like in layout `classic`, and how batches of logs are stored: a bucket that grants everything,
//! and deliveries one after the other.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::collections::BTreeMap;
use std::io::Read;

use mps_webhook::delivery::{Archived, Line};
use mps_webhook::internals::options_from_json;
use mps_webhook::options::Level;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Response};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use support::{base64, cls_event, fixtures, gzip, gzip_bomb};

/// 2023-11-14T22:13:20Z, which is 06:13 of the next day in Shanghai.
const NOW: i64 = 1_700_000_000_000;
const HOUR: i64 = 3_600_000;

struct World {
    settings: Value,
    objects: BTreeMap<String, (Vec<u8>, String)>,
    /// Methods and keys.
    requests: Vec<(String, String)>,
    lines: Vec<Line>,
    /// How often a bot was notified.
    notified: usize,
}

impl World {
    fn new(template: &str, env: Value) -> Self {
        let mut all =
            json!({"COS_BUCKET": "b-125", "COS_ENDPOINT": "http://cos", "COS_SECRET_ID": "i", "COS_SECRET_KEY": "k"});
        all.as_object_mut().unwrap().extend(env.as_object().unwrap().clone());
        let settings = json!({"template": template, "env": all});
        World { settings, objects: BTreeMap::new(), requests: Vec::new(), lines: Vec::new(), notified: 0 }
    }

    fn deliver(&mut self, event: &[u8], mut now: i64) -> Done {
        let options = options_from_json(self.settings.to_string().as_bytes());
        let invocation =
            Invocation { request_id: Some("r-1"), deadline: now + 60_000, seed: 1, mode: mps_webhook::Mode::Full };
        let mut delivery = Delivery::new(event.to_vec(), options, invocation, now);
        self.lines.clear();
        loop {
            let poll = delivery.poll(now);
            self.lines.extend(poll.log);
            if let Some(done) = poll.done {
                return done;
            }
            for send in poll.requests {
                now += 5;
                let body = delivery.body(send.id).to_vec();
                let (status, answer) = self.serve(send.request, body);
                delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: &answer }, now);
            }
        }
    }

    fn serve(&mut self, request: mps_webhook::Request, body: Vec<u8>) -> (u16, Vec<u8>) {
        let header = |name: &str| request.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| value);
        let Some(key) = request.url.strip_prefix("http://cos/b-125/") else {
            self.notified += 1;
            return (200, br#"{"errcode":0}"#.to_vec());
        };
        self.requests.push((request.method.into(), key.into()));
        match (request.method, self.objects.get(key)) {
            ("GET", Some((object, _))) => (200, object.clone()),
            ("GET", None) => (404, b"<Code>NoSuchKey</Code>".to_vec()),
            ("PUT", Some(_)) if header("x-cos-forbid-overwrite").is_some() => {
                (409, b"<Code>FileAlreadyExists</Code>".to_vec())
            }
            _ => {
                self.objects.insert(key.into(), (body, header("content-type").expect("a type").clone()));
                (200, Vec::new())
            }
        }
    }

    fn keys(&self) -> Vec<&str> {
        self.objects.keys().map(String::as_str).collect()
    }

    fn only(&self) -> (&str, &[u8], &str) {
        assert_eq!(self.objects.len(), 1, "{:?}", self.keys());
        let (key, (bytes, content_type)) = self.objects.iter().next().unwrap();
        (key, bytes, content_type)
    }

    fn last_line(&self) -> &Line {
        self.lines.last().expect("a line")
    }
}

/// Of an event of [`notification`], whose canonical text has nothing but its white space less.
fn digest(event: &[u8]) -> String {
    let canonical = String::from_utf8_lossy(event).replace("\n        ", "");
    Sha256::digest(canonical).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn notification(finished: &str) -> Vec<u8> {
    format!(
        r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t-1","Status":"FINISH","ErrCode":0,"MediaProcessResultSet":
        [{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS","ErrCode":0,"FinishTime":"{finished}","Message":"转码\n\"","Output":null}}}}]}}}}"#
    )
    .into_bytes()
}

#[test]
fn a_notification_lies_in_the_hour_in_which_its_task_ended_in_shanghai() {
    let mut world = World::new("mps-to-cos", json!({}));
    let event = notification("2024-02-29T16:00:05Z");
    let done = world.deliver(&event, NOW);
    assert!(done.ok);
    let (key, bytes, content_type) = world.only();
    assert_eq!(key, format!("mps/2024-03-01-00/2024-03-01-00-00-05-{}.txt", digest(&event)));
    assert_eq!(bytes, [&event[..], b"\r\n"].concat());
    assert_eq!(content_type, "text/plain; charset=utf-8");
    assert_eq!((done.events[0].event_key.as_deref(), &done.events[0].report_key), (Some(key), &None));
    assert_eq!(world.last_line().key.as_deref(), Some(key));
    assert_eq!(world.last_line().msg, "task ended: success; stored");
    assert_eq!(world.requests.len(), 1, "a report object that nobody asked for");
}

#[test]
fn a_retry_hours_later_finds_what_is_stored() {
    let mut world = World::new("mps-to-cos", json!({}));
    let event = notification("2024-02-29T16:00:05Z");
    world.deliver(&event, NOW);
    let done = world.deliver(&event, NOW + 6 * HOUR);
    assert_eq!((done.ok, done.events[0].archive), (true, Archived::SeenBefore));
    assert_eq!(world.last_line().msg, "task ended: success; seen before, nothing to do");
    world.only();
}

/// A notification that names no time: the hour of the invocation has to do.
#[test]
fn without_a_time_of_its_own_an_event_is_stored_once_an_hour_at_most() {
    const EVENT: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;
    let mut world = World::new("mps-to-cos", json!({}));
    world.deliver(EVENT, NOW);
    let name = format!("mps/2023-11-15-06/2023-11-15-06-00-00-{}.txt", digest(EVENT));
    assert_eq!(world.only().0, name);
    assert_eq!(world.deliver(EVENT, NOW + 46 * 60_000).events[0].archive, Archived::SeenBefore);
    assert_eq!(world.deliver(EVENT, NOW + 47 * 60_000).events[0].archive, Archived::Stored);
    assert_eq!(world.keys(), [name, format!("mps/2023-11-15-07/2023-11-15-07-00-00-{}.txt", digest(EVENT))]);
}

#[test]
fn every_sample_has_a_key_of_its_own_in_every_layout() {
    let samples = fixtures("events");
    for (template, of_each) in [("mps-webhook", 2), ("mps-to-cos", 1)] {
        let mut world = World::new(template, json!({"COS_PREFIX": "/"}));
        for event in samples.values() {
            assert!(world.deliver(event, NOW).ok);
        }
        assert_eq!(world.objects.len(), samples.len() * of_each, "{template}");
        for key in world.keys() {
            assert!(!key.contains([':', '\\', ' ']), "{key}");
            let folder: Vec<bool> = key.split('/').next().unwrap().bytes().map(|byte| byte == b'-').collect();
            let is_hour = folder == "0000-00-00-00".bytes().map(|byte| byte == b'-').collect::<Vec<_>>();
            assert_eq!(is_hour && key.ends_with(".txt"), template == "mps-to-cos", "{key}");
        }
    }
}

#[test]
fn receipts_lie_where_layout_task_has_them_and_survive_a_change_of_layout_and_of_the_hour() {
    const EVENT: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;
    let mut world = World::new("mps-webhook", json!({"COS_LAYOUT": "classic", "WECOM_WEBHOOK_KEY": "abc"}));
    assert!(world.deliver(EVENT, NOW).ok);
    let report = format!("mps/WorkflowTask/t/{}.report.json", digest(EVENT));
    assert_eq!(world.keys(), [&format!("mps/2023-11-15-06/2023-11-15-06-00-00-{}.txt", digest(EVENT)), &report]);
    assert_eq!(world.notified, 1);
    for (layout, later) in [("classic", 0), ("classic", HOUR), ("task", 2 * HOUR)] {
        world.settings["env"]["COS_LAYOUT"] = json!(layout);
        assert!(world.deliver(EVENT, NOW + later).ok);
        assert_eq!(world.notified, 1, "notified again in layout {layout}");
    }
}

#[test]
fn the_layout_and_the_prefix_that_are_set_win_over_those_of_the_template() {
    let event = notification("2024-02-29T16:00:05Z");
    let mut world = World::new("mps-to-cos", json!({"COS_LAYOUT": "task", "COS_PREFIX": "x/"}));
    world.deliver(&event, NOW);
    let base = format!("x/WorkflowTask/t-1/{}", digest(&event));
    assert_eq!(world.keys(), [format!("{base}.event.json"), format!("{base}.report.json")]);
    let mut world = World::new("mps-to-cos", json!({"MPS_WEBHOOK_CONFIG": r#"{"cos":{"layout":"task"}}"#}));
    world.deliver(&event, NOW);
    assert_eq!(world.objects.len(), 2);
    let mut world = World::new("mps-to-cos", json!({"COS_LAYOUT": "hourly"}));
    let error = world.deliver(&event, NOW).error.expect("an error");
    assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("COS_LAYOUT")));
}

#[test]
fn what_a_template_does_not_do_is_said_after_storing() {
    let event = notification("2024-02-29T16:00:05Z");
    for (env, name) in [
        (json!({"WECOM_WEBHOOK_KEY": "k"}), "WECOM_WEBHOOK_KEY"),
        (json!({"WECOM_WEBHOOK_URL": "https://x/y"}), "WECOM_WEBHOOK_URL"),
        (json!({"INVOKE_FUNCTIONS": "f"}), "INVOKE_FUNCTIONS"),
        (json!({"MPS_WEBHOOK_CONFIG": r#"{"notify":[{"kind":"wecom","url":"https://x/y"}]}"#}), "notify"),
        (json!({"MPS_WEBHOOK_CONFIG": r#"{"invoke":[{"function":"f"}]}"#}), "invoke"),
    ] {
        let mut world = World::new("mps-to-cos", env);
        let done = world.deliver(&event, NOW);
        let error = done.error.expect("an error");
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some(name)));
        assert!(error.message().contains("deploy mps-webhook"), "{}", error.message());
        let said = world.lines.iter().filter(|line| line.level == Level::Error && line.error.is_some());
        assert_eq!(said.count(), 1);
        assert_eq!(world.notified, 0);
        assert!(world.keys().iter().any(|key| key.ends_with(".txt")), "it is not stored");
    }
    let done = World::new("no-such", json!({})).deliver(&event, NOW);
    assert_eq!(done.error.expect("an error").path(), Some("template"));
}

const TOPIC: &str = "5f2d1b7e-0000-4000-8000-000000000000";

fn batch(records: &Value) -> Value {
    json!({"topic_id": TOPIC, "topic_name": "日志主题", "records": records})
}

fn logs() -> Value {
    batch(&json!([
        {"timestamp": "1740816000000000", "content": "GET /index.html 200"},
        {"timestamp": 1_740_816_000_000_001_i64, "content": "{\"level\":\"INFO\",\"msg\":\"二 \\\"quoted\\\"\\n\"}"},
        {"timestamp": "1740816059999999", "content": "last\r\nof all", "more": {"b": [], "a": [1, {}, null, true, -2.5e3]}},
    ]))
}

/// What Python's `json.dumps(…, indent=4, sort_keys=True, ensure_ascii=False)` makes of it.
fn indented(value: &Value) -> Vec<u8> {
    let mut text = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(b"    ");
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, formatter)).expect("JSON");
    text.extend_from_slice(b"\r\n");
    text
}

#[test]
fn a_batch_of_logs_is_stored_as_the_old_template_meant_to() {
    let mut world = World::new("cls-to-cos", json!({}));
    let event = cls_event(&gzip(logs().to_string().as_bytes()));
    let done = world.deliver(&event, NOW);
    assert!(done.ok, "{:?}", done.error);
    let (key, bytes, content_type) = world.only();
    // The time of the last record, 2025-03-01T08:00:59Z.
    assert_eq!(key, format!("cls/2025-03-01-16/2025-03-01-16-00-59-{TOPIC}-{}.txt", digest(&event)));
    let expected = String::from_utf8(indented(&logs())).unwrap().replace("-2500.0", "-2.5e3");
    let stored = String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(stored.replace("-2500.0", "-2.5e3"), expected);
    assert_eq!(content_type, "text/plain; charset=utf-8");
    assert_eq!((done.events[0].records, done.events[0].archive), (Some(3), Archived::Stored));
    assert_eq!(world.last_line().msg, "batch of logs: 3; stored");
    assert_eq!(world.requests.len(), 1);
    // Again, hours later.
    assert_eq!(world.deliver(&event, NOW + 6 * HOUR).events[0].archive, Archived::SeenBefore);
    world.only();
}

#[test]
fn a_batch_of_logs_is_stored_as_lines() {
    // Spread over lines, as no service does.
    let text = String::from_utf8(indented(&logs())).unwrap();
    let event = cls_event(&gzip(text.as_bytes()));
    for env in [json!({"CLS_FORMAT": "ndjson"}), json!({"MPS_WEBHOOK_CONFIG": r#"{"cls":{"format":"ndjson"}}"#})] {
        let mut world = World::new("cls-to-cos", env);
        assert!(world.deliver(&event, NOW).ok);
        let (key, bytes, content_type) = world.only();
        assert_eq!(key, format!("cls/2025-03-01-16/2025-03-01-16-00-59-{TOPIC}-{}.ndjson", digest(&event)));
        assert_eq!(content_type, "application/x-ndjson");
        let lines: Vec<Value> = std::str::from_utf8(bytes)
            .unwrap()
            .split_terminator('\n')
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(json!(lines), logs()["records"]);
        assert!(bytes.ends_with(b"}\n"));
    }
}

#[test]
fn in_layout_task_batches_lie_by_topic() {
    let event = cls_event(&gzip(logs().to_string().as_bytes()));
    let mut world =
        World::new("cls-to-cos", json!({"COS_LAYOUT": "task", "CLS_FORMAT": "ndjson", "COS_PREFIX": "logs/"}));
    world.deliver(&event, NOW);
    assert_eq!(world.only().0, format!("logs/{TOPIC}/{}.ndjson", digest(&event)));
}

#[test]
fn an_empty_batch_and_one_of_anything_are_stored() {
    for (records, lines) in [
        (json!([]), ""),
        (json!(["text", 5, null, [], {}]), "\"text\"\n5\nnull\n[]\n{}\n"),
        (json!([{"content": "no time"}]), "{\"content\":\"no time\"}\n"),
        (json!([{"timestamp": "soon"}]), "{\"timestamp\":\"soon\"}\n"),
        (json!([[[1, 2], [3]], "a,b]}"]), "[[1,2],[3]]\n\"a,b]}\"\n"),
    ] {
        let event = cls_event(&gzip(batch(&records).to_string().as_bytes()));
        for (format, text) in [("classic", indented(&batch(&records))), ("ndjson", lines.into())] {
            let mut world = World::new("cls-to-cos", json!({"CLS_FORMAT": format}));
            let done = world.deliver(&event, NOW);
            assert!(done.ok, "{:?}", done.error);
            let (key, bytes, _) = world.only();
            assert!(key.starts_with("cls/2023-11-15-06/2023-11-15-06-00-00-"), "{key}");
            assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&text));
        }
    }
}

/// A batch is unpacked and read in parts of some hundred thousand bytes, which end anywhere.
#[test]
fn a_long_batch_is_stored_as_it_is() {
    let text = |index: usize| match index % 500 {
        // Longer than a part, and not only of characters of one byte.
        250 => "转码é😀\"".repeat(60_000),
        rest => "\\转😀x".repeat(rest % 17),
    };
    let record =
        |index: usize| json!({"timestamp": format!("{}", 1_740_816_000_000_000 + index), "content": text(index)});
    let mut batch = batch(&(0..4_000).map(record).collect());
    batch["zone"] = json!([1, "a"]);
    let event = cls_event(&gzip(batch.to_string().as_bytes()));
    let mut world = World::new("cls-to-cos", json!({}));
    assert!(world.deliver(&event, NOW).ok);
    assert!(world.only().1 == indented(&batch));
    let mut world = World::new("cls-to-cos", json!({"CLS_FORMAT": "ndjson"}));
    assert!(world.deliver(&event, NOW).ok);
    let lines = batch["records"].as_array().unwrap().iter().map(|record| format!("{record}\n"));
    assert!(world.only().1 == lines.collect::<String>().as_bytes());
}

/// Indented, a list of numbers is six times as long, and a list in a hundred lists two hundred times.
#[test]
fn what_indenting_would_blow_up_is_stored_as_it_came() {
    let usual = json!({"timestamp": "1740816000000000", "content": "a"});
    let numbers = json!(vec![0; 400_000]);
    let nested = (0..100).fold(json!(vec![0; 5_000]), |inner, _| json!([inner]));
    let lists = json!((0..30_000).map(|_| json!([[[[[[[[]]]]]]]])).collect::<Vec<Value>>());
    for (name, blown_up) in [("numbers", numbers), ("nested", nested), ("lists", lists)] {
        for is_member in [false, true] {
            let mut batch = batch(&json!([usual, {"timestamp": "1740816000000001", "content": blown_up}, usual]));
            if is_member {
                batch = batch_with(&usual, &blown_up);
            }
            let text = batch.to_string();
            let mut world = World::new("cls-to-cos", json!({}));
            let done = world.deliver(&cls_event(&gzip(text.as_bytes())), NOW);
            assert!(done.ok, "{name}: {:?}", done.error);
            let stored = String::from_utf8(world.only().1.to_vec()).unwrap();
            assert!(serde_json::from_str::<Value>(&stored).unwrap() == batch, "{name}");
            assert!(stored.len() < 2 * text.len() + (1 << 20), "{name}: {} of {}", stored.len(), text.len());
            assert!(stored.contains(&blown_up.to_string()), "{name}");
            // Whatever has room for it is indented.
            let lines = "\n        {\n            \"content\": \"a\",\n            \"timestamp\": \"1740816000000000\"\n        }";
            assert_eq!(stored.matches(lines).count(), if is_member { 1 } else { 2 }, "{name}");
        }
    }
}

fn batch_with(record: &Value, member: &Value) -> Value {
    json!({"topic_id": TOPIC, "records": [record], "x": member})
}

/// So many short records that none is long: together they are.
#[test]
fn many_records_that_indenting_blows_up_have_no_lines_of_their_own() {
    let records: Vec<Value> = vec![json!([[[[]]]]); 200_000];
    let batch = batch(&json!(records));
    let mut world = World::new("cls-to-cos", json!({}));
    assert!(world.deliver(&cls_event(&gzip(batch.to_string().as_bytes())), NOW).ok);
    let stored = String::from_utf8(world.only().1.to_vec()).unwrap();
    assert!(serde_json::from_str::<Value>(&stored).unwrap() == batch);
    assert!(stored.len() < 2 * batch.to_string().len() + (1 << 20), "{}", stored.len());
}

#[test]
fn a_batch_of_very_many_members_is_stored_as_it_was_received() {
    let members: String = (0..1_000).map(|n| format!("\"{n}\":0,")).collect();
    let event = cls_event(&gzip(format!("{{{members}\"records\":[]}}").as_bytes()));
    let mut world = World::new("cls-to-cos", json!({}));
    let done = world.deliver(&event, NOW);
    assert_eq!(done.error.expect("an error").code(), ErrorCode::NotANotification);
    assert_eq!(world.objects[&format!("cls/unparsed/{}.event.json", digest(&event))].0, event);
}

/// The id of a topic is any text to us, but CLS makes them all alike.
#[test]
fn a_topic_id_that_is_none_is_not_in_the_key() {
    for (id, shown) in [
        (TOPIC, Some(TOPIC)),
        ("t-1", Some("t-1")),
        ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", None),
        ("hunter2hunter2", None),
        ("0123456789abcdef0123456789abcdef", None),
        ("5f2d1b7e-0000-4000-8000-00000000000g", None),
        ("sk=abc", None),
        ("../../x", None),
    ] {
        let batch = json!({"topic_id": id, "records": [{"content": "{\"S3SecretKey\":\"hunter2hunter2\"}"}]});
        for layout in ["task", "classic"] {
            let mut world = World::new("cls-to-cos", json!({"COS_LAYOUT": layout}));
            assert!(world.deliver(&cls_event(&gzip(batch.to_string().as_bytes())), NOW).ok);
            let key = world.only().0;
            assert_eq!(key.contains(id), shown.is_some(), "{key}");
            let name = shown.map_or_else(|| digest(id.as_bytes()), String::from);
            assert!(key.contains(&name), "{key}");
            assert!(world.lines.iter().all(|line| shown.is_some() || !format!("{line:?}").contains(id)), "{id}");
        }
    }
}

/// `JSON.parse` takes the last of repeated members, too.
#[test]
fn the_last_list_of_records_counts() {
    let first = r#""records":[{"content":"first"}]"#;
    let last = r#""records":[ 1, {"a": 2} ]"#;
    let stored = |text: &str, format: &str| {
        let mut world = World::new("cls-to-cos", json!({"CLS_FORMAT": format}));
        let done = world.deliver(&cls_event(&gzip(text.as_bytes())), NOW);
        done.ok.then(|| (done.events[0].records, String::from_utf8(world.only().1.to_vec()).unwrap()))
    };
    let text = format!("\u{feff}{{{first},\"topic_id\":\"t\",{last}}}");
    assert_eq!(stored(&text, "ndjson"), Some((Some(2), "1\n{\"a\":2}\n".into())));
    let (count, classic) = stored(&text, "classic").unwrap();
    assert_eq!(count, Some(2));
    assert_eq!(serde_json::from_str::<Value>(&classic).unwrap(), json!({"topic_id": "t", "records": [1, {"a": 2}]}));
    assert!(!classic.contains("first"), "{classic}");
    let (_, swapped) = stored(&format!("{{\"records\":5,\"z\":1,{first},\"\\u0072ecords\":[]}}"), "classic").unwrap();
    assert_eq!(swapped.matches("ecords").count(), 1, "{swapped}");
    assert_eq!(serde_json::from_str::<Value>(&swapped).unwrap(), json!({"records": [], "z": 1}));
    for no_list in [r#""records":5"#, r#""records":null"#, r#""records":{"a":[]}"#] {
        assert_eq!(stored(&format!("{{{first},{no_list}}}"), "ndjson"), None, "{no_list}");
    }
}

#[test]
fn a_malformed_batch_is_put_aside_with_the_reason() {
    let of_json = |text: &str| cls_event(&gzip(text.as_bytes()));
    let mut damaged = gzip(logs().to_string().as_bytes());
    let checksum = damaged.len() - 8;
    damaged[checksum] ^= 1;
    for (event, code) in [
        (br#"{"clslogs":{"data":"H4sI*"}}"#.to_vec(), ErrorCode::InvalidEncoding),
        (br#"{"clslogs":{}}"#.to_vec(), ErrorCode::NotANotification),
        (br#"{"clslogs":{"data":5}}"#.to_vec(), ErrorCode::NotANotification),
        (cls_event(&damaged), ErrorCode::InvalidEncoding),
        (cls_event(&gzip_bomb(b' ', 64)), ErrorCode::TooLarge),
        (of_json("{\"records\":[{]}"), ErrorCode::InvalidJson),
        (of_json("[]"), ErrorCode::NotANotification),
        (of_json("{\"topic_id\":\"t\"}"), ErrorCode::NotANotification),
        (of_json("{\"records\":{}}"), ErrorCode::NotANotification),
        (cls_event(b"\x1f\x8b"), ErrorCode::InvalidEncoding),
        (br#"{"Type":"Timer"}"#.to_vec(), ErrorCode::NotANotification),
    ] {
        let mut world = World::new("cls-to-cos", json!({}));
        let done = world.deliver(&event, NOW);
        assert_eq!(done.error.expect("an error").code(), code, "{}", String::from_utf8_lossy(&event));
        let base = format!("cls/unparsed/{}", digest(&event));
        assert_eq!(world.keys(), [format!("{base}.error.json"), format!("{base}.event.json")]);
        assert_eq!(world.objects[&format!("{base}.event.json")].0, event);
        let record: Value = serde_json::from_slice(&world.objects[&format!("{base}.error.json")].0).unwrap();
        assert_eq!(record["code"], code.as_str());
    }
}

/// An error in a batch names its place in the whole event, whatever is around the batch.
#[test]
fn an_error_in_a_batch_says_where_in_the_event_it_is() {
    let broken = String::from_utf8(cls_event(&gzip(b"{\"records\":[{]}"))).unwrap();
    for (batch, path) in [
        (r#"{"clslogs":{"data":"H4sI*"}}"#, "clslogs.data"),
        (r#"{"clslogs":{}}"#, "clslogs.data"),
        (broken.as_str(), "clslogs.data.records[0]"),
    ] {
        for (event, place) in [
            (batch.into(), ""),
            (format!("[{batch}]"), "[0]."),
            (json!({"Response": batch}).to_string(), "Response."),
            (json!({"data": [serde_json::from_str::<Value>(batch).unwrap()]}).to_string(), "data[0]."),
        ] {
            // Batches are stored as they are by one template, and opened by the other.
            for template in ["cls-to-cos", "mps-to-cos"] {
                let error = World::new(template, json!({})).deliver(event.as_bytes(), NOW).error.expect("an error");
                assert_eq!(error.path(), Some(&*[place, path].concat()), "{template}: {event}");
                // The bytes of the batch are not in the event, so the offset is that of its packed text.
                if let Some(offset) = error.offset() {
                    assert!(event.get(offset..).is_some_and(|rest| rest.starts_with("H4sI")), "{template}: {event}");
                    assert_eq!(error.inner_offset(), Some(13), "{template}: {event}");
                }
            }
        }
    }
}

#[test]
fn what_is_no_batch_either_is_said_to_be_neither() {
    let done = World::new("cls-to-cos", json!({})).deliver(br#"{"Type":"Timer"}"#, NOW);
    let message = "neither a batch of CLS logs nor an MPS notification: the event is what a timer trigger sends";
    assert_eq!(done.error.expect("an error").message(), message);
}

/// Dead letters and the like wrap batches as they wrap notifications.
#[test]
fn batches_in_wrappings_are_stored_one_by_one() {
    let [first, second] = ["1", "2"].map(|topic| {
        let text = json!({"topic_id": topic, "records": [{"content": topic}]}).to_string();
        json!({"clslogs": {"data": base64(&gzip(text.as_bytes()))}})
    });
    let dead = json!({"RequestId": "r", "Body": {"ClientContext": second.to_string()}});
    let mut world = World::new("cls-to-cos", json!({"COS_LAYOUT": "task", "CLS_FORMAT": "ndjson"}));
    let done = world.deliver(json!([first, dead]).to_string().as_bytes(), NOW);
    assert!(done.ok && done.events.len() == 2);
    let bodies: Vec<&[u8]> = world.objects.values().map(|(bytes, _)| &bytes[..]).collect();
    assert_eq!(bodies, [&b"{\"content\":\"1\"}\n"[..], b"{\"content\":\"2\"}\n"]);
}

/// Where nobody asked for batches, they carry notifications.
#[test]
fn other_templates_look_for_notifications_in_batches() {
    let event = fixtures("envelopes")["cls.json"].clone();
    let mut world = World::new("mps-webhook", json!({}));
    let done = world.deliver(&event, NOW);
    assert!(done.events.iter().all(|event| event.event_type.is_some() && event.records.is_none()));
    let mut world = World::new("mps-webhook", json!({"CLS_FORMAT": "ndjson"}));
    let done = world.deliver(&event, NOW);
    assert!(done.events.len() == 1 && done.events[0].records.is_some());
    assert!(world.only().0.starts_with("cls/5f2d1b7e-"));
}

#[test]
fn what_is_wrong_in_the_format_is_said_after_storing() {
    let event = cls_event(&gzip(logs().to_string().as_bytes()));
    for (env, name) in [
        (json!({"CLS_FORMAT": "xml"}), "CLS_FORMAT"),
        (json!({"CLS_COMPRESSION": "zip"}), "CLS_COMPRESSION"),
        (json!({"MPS_WEBHOOK_CONFIG": r#"{"cls":{"format":5}}"#}), "cls.format"),
        (json!({"MPS_WEBHOOK_CONFIG": r#"{"cls":{"formt":"ndjson"}}"#}), "cls.formt"),
        (json!({"MPS_WEBHOOK_CONFIG": r#"{"cls":"ndjson"}"#}), "cls"),
    ] {
        let mut world = World::new("cls-to-cos", env);
        let error = world.deliver(&event, NOW).error.expect("an error");
        assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some(name)));
        assert_eq!(world.only().1, indented(&logs()), "the batch is lost");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~转é😀\\\\\"\n\t,\\]}{\\[:]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-c\"\\\\]{0,3}", inner, 0..6).prop_map(|map| json!(map)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, rng_seed: RngSeed::Fixed(8_9_4), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the records are, with `serde_json` as the oracle.
    #[test]
    fn any_records_come_out_as_they_are(records in prop::collection::vec(any_json(), 0..6), more in any_json(), pretty: bool) {
        let mut batch = batch(&json!(records));
        batch["additional"] = more;
        let text = if pretty { String::from_utf8(indented(&batch)).unwrap() } else { batch.to_string() };
        let event = cls_event(&gzip(text.as_bytes()));
        let mut world = World::new("cls-to-cos", json!({}));
        prop_assert!(world.deliver(&event, NOW).ok);
        let expected = String::from_utf8(indented(&batch)).unwrap();
        prop_assert_eq!(String::from_utf8(world.only().1.to_vec()).unwrap(), expected);

        let mut world = World::new("cls-to-cos", json!({"CLS_FORMAT": "ndjson", "CLS_COMPRESSION": "gzip"}));
        prop_assert!(world.deliver(&event, NOW).ok);
        let mut lines = String::new();
        flate2::read::GzDecoder::new(world.only().1).read_to_string(&mut lines).expect("gzip");
        let lines: Vec<Value> = lines.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(lines, records);
    }
}
