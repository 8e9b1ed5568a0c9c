//! What people get to read of several messages at once. `tests/vectors/digests.json` has the digests of every kind of bot in every
//! language. After a wanted change: `UPDATE_VECTORS=1 cargo test --all-features --test digests`, and read the difference.

#![cfg(all(feature = "api", feature = "notify"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mps_webhook::internals::{options_from_json, shown_message};
use mps_webhook::{Delivery, Invocation, Mode, Response};
use serde_json::{Value, json};
use support::fixture;

const START: i64 = 1_700_000_000_000;
const HOUR: i64 = 3_600_000;
const TIMER: &[u8] = br#"{"Type":"Timer","TriggerName":"t","Time":"2024-01-01T00:00:00Z","Message":"watch"}"#;

/// Events of each kind of outcome.
const EVENTS: [&str; 8] = [
    "workflow-many-outputs",
    "edit-media-failed",
    "workflow-ai-review",
    "schedule-success",
    "edit-media-success",
    "workflow-failed-source",
    "workflow-partial",
    "workflow-quality-control",
];

/// A bot and an archive.
struct World {
    settings: Value,
    objects: BTreeMap<String, Vec<u8>>,
    /// What the bot was sent.
    sent: Vec<(String, Vec<u8>)>,
}

impl World {
    fn new(target: &Value) -> Self {
        let env =
            json!({ "COS_BUCKET": "b-125", "COS_ENDPOINT": "http://cos", "COS_SECRET_ID": "i", "COS_SECRET_KEY": "k" });
        let settings = json!({ "options": { "notify": [target] }, "env": env });
        World { settings, objects: BTreeMap::new(), sent: Vec::new() }
    }

    fn deliver(&mut self, event: &[u8], now: i64) {
        let options = options_from_json(self.settings.to_string().as_bytes());
        let invocation = Invocation { request_id: None, deadline: now + 60_000, seed: 1, mode: Mode::Full };
        let mut delivery = Delivery::new(event.to_vec(), options, invocation, now);
        let mut now = now;
        loop {
            let actions = delivery.poll(now);
            if let Some(done) = actions.done {
                assert!(done.ok, "{:?}", done.error);
                return;
            }
            if actions.requests.is_empty() {
                now = actions.wait_until.expect("a time to wait for");
            }
            for send in actions.requests {
                let body = delivery.body(send.id).to_vec();
                let (status, answer) = self.serve(&send.target, &send.request.url, send.request.method, body);
                let response = Response { status, headers: &[("x-cos-request-id", "-")], body: &answer };
                delivery.on_response(send.id, &response, now);
            }
        }
    }

    fn serve(&mut self, target: &Option<String>, url: &str, method: &str, body: Vec<u8>) -> (u16, Vec<u8>) {
        let Some(path) = url.strip_prefix("http://cos/b-125/") else {
            self.sent.push((target.clone().expect("a target"), body));
            let is_slack = url.contains("slack");
            return (200, if is_slack { b"ok".to_vec() } else { br#"{"errcode":0,"code":0}"#.to_vec() });
        };
        if path.starts_with('?') {
            let waiting = self.objects.keys().filter(|key| key.contains("outbox/"));
            let contents: String = waiting.map(|key| format!("<Contents><Key>{key}</Key></Contents>")).collect();
            return (200, format!("<ListBucketResult>{contents}</ListBucketResult>").into_bytes());
        }
        match method {
            "GET" => self.objects.get(path).map_or((404, Vec::new()), |object| (200, object.clone())),
            "DELETE" => (if self.objects.remove(path).is_some() { 204 } else { 404 }, Vec::new()),
            _ => {
                self.objects.insert(path.into(), body);
                (200, Vec::new())
            }
        }
    }
}

fn bot(kind: &str, lang: &str) -> Value {
    let url = match kind {
        "slack" => "https://hooks.slack.com/services/T/B/x",
        _ => "https://bot.example/send?key=k",
    };
    json!({ "kind": kind, "url": url, "lang": lang, "digest": "hourly" })
}

/// The digests of the events, as many as it takes.
fn digests(kind: &str, lang: &str, copies: usize, later: i64) -> Vec<(String, Vec<u8>)> {
    let mut world = World::new(&bot(kind, lang));
    for copy in 0..copies {
        for (index, name) in EVENTS.iter().enumerate() {
            let event = String::from_utf8(fixture("events", &format!("{name}.json"))).expect("UTF-8");
            // Another task each time.
            let event = event
                .replace("\"TaskId\":\"", &format!("\"TaskId\":\"{copy}-"))
                .replace("\"TaskId\": \"", &format!("\"TaskId\": \"{copy}-"));
            world.deliver(event.as_bytes(), START + (copy * EVENTS.len() + index) as i64 * 1_000);
        }
    }
    assert!(world.sent.is_empty());
    for minute in 0..20 {
        world.deliver(TIMER, START + later + minute * 61_000);
    }
    assert!(world.objects.keys().all(|key| !key.contains("outbox/")), "all are sent");
    world.sent
}

const KINDS: [&str; 4] = ["wecom", "dingtalk", "feishu", "slack"];
const LANGUAGES: [&str; 4] = ["zh", "en", "ja", "ko"];

#[test]
fn digests_are_as_stored() {
    let mut all = json!({});
    for kind in KINDS {
        for lang in LANGUAGES {
            let bodies: Vec<Value> = digests(kind, lang, 1, HOUR)
                .into_iter()
                .map(|(_, body)| serde_json::from_slice(&body).expect("JSON"))
                .collect();
            all[kind][lang] = bodies.into();
        }
    }
    let (_, late) = digests("wecom", "en", 1, 25 * HOUR).remove(0);
    all["late"] = serde_json::from_slice(&late).expect("JSON");
    let computed = serde_json::to_string_pretty(&all).expect("JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/digests.json");
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        fs::write(&path, &computed).expect("the vectors can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    for (computed, stored) in computed.lines().zip(stored.lines()) {
        assert_eq!(computed, stored);
    }
    assert_eq!(computed.len(), stored.len());
}

#[test]
fn digests_are_within_the_limit_and_name_every_event_once() {
    for kind in KINDS {
        let sent = digests(kind, "zh", 25, HOUR);
        assert!(sent.len() > 1, "{kind}");
        let mut named: BTreeMap<String, u32> = BTreeMap::new();
        for (target, body) in &sent {
            let shown = shown_message(target, body).expect("a message for people");
            assert!(
                shown.length <= shown.limit && !shown.text.is_empty(),
                "{kind}: {} of {}",
                shown.length,
                shown.limit
            );
            for key in shown.text.split("mps/").skip(1) {
                *named.entry(key.split(".report").next().expect("a key").into()).or_default() += 1;
            }
        }
        assert_eq!(named.len(), 25 * EVENTS.len(), "{kind}");
        assert!(named.values().all(|times| *times == 1), "{kind}: {named:?}");
    }
}

/// A webhook receives every report, so it has no digest.
#[test]
fn programs_have_no_digest() {
    for (name, value) in [
        ("digest", json!("hourly")),
        ("pace", json!("1/s")),
        ("quiet", json!("22:00-08:00 +08:00")),
        ("urgent", json!(["block"])),
    ] {
        let mut target = json!({ "kind": "webhook", "url": "https://hook.example/" });
        target[name] = value;
        let options = options_from_json(World::new(&target).settings.to_string().as_bytes()).expect("an archive");
        let fault = options.fault.expect("a fault");
        assert_eq!(fault.path(), Some(format!("notify[0].{name}").as_str()));
        assert!(fault.message().contains("is for bots"), "{}", fault.message());
    }
}
