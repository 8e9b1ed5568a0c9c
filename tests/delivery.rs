//! What the delivery machine does, step by step, against a small model of COS, a bot and the SCF API. Whatever else can
//! happen is in the simulation (`tests/simulation`).

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test that fails is meant to panic"
)]

use std::collections::BTreeMap;

use mps_webhook::delivery::{Archived, Line, StepStatus, Transmit};
use mps_webhook::internals::options_from_json;
use mps_webhook::options::Level;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Request, Response};

const START: i64 = 1_700_000_000_000;
const LIMIT: i64 = 3_000;
const EVENT: &[u8] = include_bytes!("fixtures/events/workflow-partial.json");
const ENV: &str = r#"{"env":{"COS_BUCKET":"b-125","COS_ENDPOINT":"http://cos","COS_SECRET_ID":"AKIDsecret",
    "COS_SECRET_KEY":"sk-secret","COS_SESSION_TOKEN":"tok-secret"}}"#;

/// What the model of COS does to one request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Fine,
    /// Answered with this status and code, nothing done.
    Refused(u16, &'static str),
    /// The function is killed after it was done.
    KilledAfter,
}

/// A bucket: objects by URL path, and how often each was written.
#[derive(Default)]
struct Cos {
    objects: BTreeMap<String, Vec<u8>>,
    writes: BTreeMap<String, usize>,
    /// As a bucket that has or had versioning, which ignores `x-cos-forbid-overwrite`.
    ignores_forbid_overwrite: bool,
}

impl Cos {
    /// Status and body.
    fn serve(&mut self, request: &Request, body: &[u8]) -> (u16, Vec<u8>) {
        let key = request.url.strip_prefix("http://cos/b-125/").expect("a key of the bucket").to_string();
        let header = |name: &str| request.headers.iter().find(|(header, _)| *header == name).map(|(_, value)| value);
        let error = |code: &str| format!("<Error><Code>{code}</Code></Error>").into_bytes();
        match request.method {
            "GET" => match self.objects.get(&key) {
                Some(object) => (200, object.clone()),
                None => (404, error("NoSuchKey")),
            },
            "PUT" => {
                let keeps = header("x-cos-forbid-overwrite").is_some() && !self.ignores_forbid_overwrite;
                if keeps && self.objects.contains_key(&key) {
                    return (409, error("FileAlreadyExists"));
                }
                self.objects.insert(key.clone(), body.to_vec());
                *self.writes.entry(key).or_default() += 1;
                (200, Vec::new())
            }
            method => panic!("{method} is not asked for"),
        }
    }
}

/// One invocation; `None` if it was killed.
fn invoke(cos: &mut Cos, event: &[u8], seed: u64, fates: &mut dyn Iterator<Item = Fate>) -> Option<(Done, i64)> {
    let mut now = START;
    let invocation =
        Invocation { request_id: Some("req-1"), deadline: now + LIMIT, seed, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), options_from_json(ENV.as_bytes()), invocation, now);
    for _ in 0..1_000 {
        let poll = delivery.poll(now);
        for line in &poll.log {
            let line = String::from_utf8(mps_webhook::internals::to_json(line)).expect("JSON");
            assert!(!line.contains("secret") && !line.contains("q-signature"), "{line}");
        }
        if let Some(done) = poll.done {
            assert!(poll.requests.is_empty());
            return Some((done, now - START));
        }
        assert!(!poll.requests.is_empty() || poll.wait_until.is_some(), "nothing to do and nothing to wait for");
        for send in &poll.requests {
            let body = delivery.body(send.id).to_vec();
            assert!(now + i64::from(send.request.timeout) <= START + LIMIT, "a try outlives the invocation");
            now += 7;
            let (status, answer) = match fates.next().unwrap_or(Fate::Fine) {
                Fate::Fine => cos.serve(&send.request, &body),
                Fate::Refused(status, code) => (status, format!("<Error><Code>{code}</Code></Error>").into_bytes()),
                Fate::KilledAfter => {
                    cos.serve(&send.request, &body);
                    return None;
                }
            };
            let headers = [("x-cos-request-id", "NWU="), ("etag", "\"no-md5\"")];
            delivery.on_response(send.id, &Response { status, headers: &headers, body: &answer }, now);
        }
        if let Some(until) = poll.wait_until.filter(|_| poll.requests.is_empty()) {
            assert!(until > now && until <= START + LIMIT, "a wait outlives the invocation");
            now = until;
        }
    }
    panic!("the machine does not end");
}

fn archived(cos: &Cos) -> (&Vec<u8>, serde_json::Value) {
    assert_eq!(cos.objects.len(), 2, "{:?}", cos.objects.keys());
    let find = |suffix: &str| cos.objects.iter().find(|(key, _)| key.ends_with(suffix)).expect(suffix).1;
    let report = serde_json::from_slice(find(".report.json")).expect("the report is JSON");
    (find(".event.json"), report)
}

#[test]
fn stores_the_event_as_it_came_and_its_report_with_the_receipt() {
    let mut cos = Cos::default();
    let (done, _) = invoke(&mut cos, EVENT, 1, &mut std::iter::empty()).expect("not killed");
    assert!(done.ok);
    assert_eq!(done.events[0].archive, Archived::Stored);
    let (event, report) = archived(&cos);
    assert_eq!(event, EVENT);
    assert_eq!(report["outcome"], "partial");
    assert_eq!(report["receipts"][0]["tries"], 1);
    assert_eq!(report["receipts"][0]["request_id"], "NWU=");
    assert_eq!(report["receipts"][0]["at"], "2023-11-14T22:13:20Z");
}

#[test]
fn a_duplicate_writes_nothing() {
    let mut cos = Cos::default();
    invoke(&mut cos, EVENT, 1, &mut std::iter::empty());
    let before = cos.objects.clone();
    let (done, _) = invoke(&mut cos, EVENT, 2, &mut std::iter::empty()).expect("not killed");
    assert_eq!((done.ok, done.events[0].archive), (true, Archived::SeenBefore));
    assert_eq!(cos.objects, before);
    assert!(cos.writes.values().all(|writes| *writes == 1));
}

#[test]
fn what_a_crash_left_out_is_stored_by_the_retry() {
    let mut cos = Cos::default();
    assert!(invoke(&mut cos, EVENT, 1, &mut [Fate::KilledAfter].into_iter()).is_none());
    assert_eq!(cos.objects.len(), 1);
    let (done, _) = invoke(&mut cos, EVENT, 2, &mut std::iter::empty()).expect("not killed");
    assert_eq!((done.ok, done.events[0].archive), (true, Archived::Stored));
    let (_, report) = archived(&cos);
    assert_eq!(report["receipts"][0]["seen_before"], true);
}

#[test]
fn a_refusal_that_stays_is_not_tried_again() {
    let mut cos = Cos::default();
    let mut asked = 0;
    let mut fates = std::iter::repeat_with(|| {
        asked += 1;
        Fate::Refused(403, "AccessDenied")
    });
    let (done, _) = invoke(&mut cos, EVENT, 1, &mut fates).expect("not killed");
    let error = done.error.expect("an error");
    assert_eq!(error.code(), ErrorCode::NotDelivered);
    assert_eq!(error.message(), "the event is not stored: COS answered 403 AccessDenied, request NWU=");
    assert_eq!(asked, 1);
}

#[test]
fn an_event_that_is_none_is_put_aside_with_the_reason() {
    let mut cos = Cos::default();
    let (done, _) = invoke(&mut cos, b"<html>502</html>", 1, &mut std::iter::empty()).expect("not killed");
    let error = done.error.expect("an error");
    assert_eq!((done.ok, error.code(), error.offset()), (false, ErrorCode::InvalidJson, Some(0)));
    let keys: Vec<&str> = cos.objects.keys().map(String::as_str).collect();
    let [report, event] = keys[..] else { panic!("{keys:?}") };
    assert!(event.starts_with("mps/unparsed/") && event.ends_with(".event.txt"), "{event}");
    let report: serde_json::Value = serde_json::from_slice(&cos.objects[report]).expect("JSON");
    assert_eq!((&report["code"], &report["request_id"]), (&"invalid_json".into(), &"req-1".into()));
    assert_eq!(cos.objects[event], b"<html>502</html>");
}

#[test]
fn wrong_options_end_the_delivery_with_their_error() {
    let invocation = Invocation { request_id: None, deadline: START, seed: 0, mode: mps_webhook::Mode::Full };
    let options = options_from_json(br#"{"env":{"COS_BUCKET":"UPPER-1"}}"#);
    let done = Delivery::new(EVENT.to_vec(), options, invocation, START).poll(START).done.expect("done at once");
    assert_eq!(done.error.expect("an error").path(), Some("COS_BUCKET"));
}

const ALL: &str = r#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","TENCENTCLOUD_SECRETID":"AKIDsecret",
    "TENCENTCLOUD_SECRETKEY":"sk-secret","TENCENTCLOUD_SESSIONTOKEN":"tok-secret","WECOM_WEBHOOK_KEY":"key-secret",
    "INVOKE_FUNCTIONS":"next","SCF_FUNCTIONNAME":"self","LOG_LEVEL":"debug"}}"#;

/// A delivery whose requests are answered one by one.
struct Walk {
    delivery: Delivery,
    now: i64,
    waiting: Vec<Transmit>,
    lines: Vec<Line>,
    done: Option<Done>,
    wait_until: Option<i64>,
    wants_credentials: bool,
}

impl Walk {
    fn begin(settings: &str, event: &[u8], limit: i64) -> Self {
        let invocation =
            Invocation { request_id: Some("req-1"), deadline: START + limit, seed: 1, mode: mps_webhook::Mode::Full };
        let options = options_from_json(settings.as_bytes());
        let delivery = Delivery::new(event.to_vec(), options, invocation, START);
        let mut walk = Walk {
            delivery,
            now: START,
            waiting: Vec::new(),
            lines: Vec::new(),
            done: None,
            wait_until: None,
            wants_credentials: false,
        };
        walk.poll();
        walk
    }

    fn poll(&mut self) {
        let poll = self.delivery.poll(self.now);
        self.waiting.extend(poll.requests);
        self.lines.extend(poll.log);
        self.wait_until = poll.wait_until;
        self.wants_credentials = poll.refresh_credentials;
        self.done = poll.done.or(self.done.take());
    }

    /// The request that is to go to this place; waits for it if it is to be waited for.
    fn next(&mut self, part: &str) -> (Transmit, Vec<u8>) {
        let is_there = |walk: &Self| walk.waiting.iter().any(|send| send.request.url.contains(part));
        if !is_there(self) {
            self.now = self.wait_until.unwrap_or_else(|| panic!("nothing is waited for: {:?}", self.lines));
            self.poll();
        }
        let found = self.waiting.iter().position(|send| send.request.url.contains(part));
        let index = found.unwrap_or_else(|| panic!("no request to {part}, but {:?}", self.waiting));
        let send = self.waiting.remove(index);
        let body = self.delivery.body(send.id).to_vec();
        (send, body)
    }

    fn answer(&mut self, part: &str, status: u16, headers: &[(&str, &str)], body: &str) -> (Request, Vec<u8>) {
        let (send, sent) = self.next(part);
        self.now += 5;
        // COS names the bytes that it took or gives, and each request.
        let headers = match status {
            200 if headers.is_empty() => &[("etag", "\"-\"")],
            404 if headers.is_empty() => &[("x-cos-request-id", "-")],
            _ => headers,
        };
        self.delivery.on_response(send.id, &Response { status, headers, body: body.as_bytes() }, self.now);
        self.poll();
        (send.request, sent)
    }

    fn archive(&mut self) {
        self.answer(".event.json", 200, &[("x-cos-request-id", "id-1")], "");
        self.answer(".report.json", 404, &[], "");
        self.answer(".report.json", 200, &[], "");
    }

    fn done(&self) -> &Done {
        self.done.as_ref().unwrap_or_else(|| panic!("not done, but waits for {:?}", self.waiting))
    }
}

const NOTIFIED: &str = r#"{"errcode":0}"#;
const INVOKED: &str = r#"{"Response":{"Result":{"FunctionRequestId":"f-1"},"RequestId":"r-1"}}"#;

fn receipts(report: &[u8]) -> Vec<serde_json::Value> {
    let report: serde_json::Value = serde_json::from_slice(report).expect("JSON");
    report["receipts"].as_array().cloned().unwrap_or_default()
}

#[test]
fn the_archive_comes_first_and_every_answer_becomes_a_receipt() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.archive();
    // Both at once, and the first answer is written down without waiting for the second.
    assert_eq!(walk.waiting.len(), 2);
    let (notified, _) = walk.answer("qyapi.weixin.qq.com", 200, &[], NOTIFIED);
    assert_eq!(notified.method, "POST");
    let (invoked, body) = walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    assert!(invoked.headers.contains(&("x-tc-region", "ap-tokyo".into())));
    let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(body["ClientContext"].as_str().map(str::as_bytes), Some(EVENT));
    let (_, first) = walk.answer(".report.json", 200, &[], "");
    assert_eq!(receipts(&first).len(), 2);
    let (_, second) = walk.answer(".report.json", 200, &[], "");
    let text = |receipt: &serde_json::Value, name: &str| receipt[name].as_str().unwrap_or("none").to_string();
    let found: Vec<_> = receipts(&second)
        .iter()
        .map(|receipt| [text(receipt, "step"), text(receipt, "target"), text(receipt, "request_id")].join(" "))
        .collect();
    let id = walk.done().events[0].dispatched.as_ref().expect("handed on")[0].target.clone();
    assert!(id.starts_with("wecom-") && !id.contains("secret"));
    assert_eq!(found, ["event none id-1", &format!("notify {id} none"), "invoke next:$DEFAULT@default f-1"]);
    assert!(walk.done().ok);
    let last = walk.lines.last().expect("a line");
    assert!(last.msg.starts_with("task ended: partial; stored; notified wecom-"), "{}", last.msg);
    assert!(last.msg.ends_with("; invoked next:$DEFAULT@default"), "{}", last.msg);
    assert!(
        walk.lines
            .iter()
            .filter(|line| line.level == Level::Info && line.key.is_some())
            .all(|line| line.tries == Some(1) || line.ms.is_none())
    );
}

#[test]
fn a_function_is_invoked_only_if_the_answer_proves_it() {
    for (answer, tries) in [
        (r#"{"Response":{}}"#, 5),
        (r#"{"Response":{"Error":null}}"#, 5),
        (r#"{"Response":{"Result":{"InvokeResult":0}}}"#, 5),
        (r#"{"Response":{"Result":{"InvokeResult":-1,"ErrMsg":"boom"},"RequestId":"r-1"}}"#, 1),
        (r#"{"Response":{"Result":{"ErrMsg":"boom"},"RequestId":"r-1"}}"#, 1),
    ] {
        let mut walk = Walk::begin(ALL, EVENT, LIMIT);
        walk.archive();
        walk.answer("qyapi.weixin.qq.com", 200, &[], NOTIFIED);
        walk.answer(".report.json", 200, &[], "");
        for _ in 0..tries {
            walk.answer("scf.tencentcloudapi.com", 200, &[], answer);
        }
        let done = walk.done();
        let error = done.error.as_ref().expect("an error");
        assert!(!done.ok && error.message().contains("next:$DEFAULT@default was not invoked: "), "{answer}: {error:?}");
    }
}

#[test]
fn a_report_that_another_delivery_stored_meanwhile_is_kept() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.answer(".event.json", 200, &[], "");
    walk.answer(".report.json", 404, &[], "");
    let (request, report) = walk.answer(".report.json", 409, &[], "<Error><Code>FileAlreadyExists</Code></Error>");
    assert!(request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite"));
    // By now the other one has invoked the function.
    let receipt = r#",{"step":"invoke","target":"next:$DEFAULT@default"}]}"#;
    let report = String::from_utf8(report).expect("UTF-8");
    let report = report.strip_suffix("]}").expect("the receipts come last").to_string() + receipt;
    walk.answer(".report.json", 200, &[], &report);
    // It has not notified the bot, unless the message waits in the outbox.
    assert_eq!(walk.waiting.len(), 1);
    walk.answer("/outbox/wecom-", 404, &[], "");
    assert_eq!(walk.waiting.len(), 1);
    assert!(walk.waiting[0].request.url.contains("qyapi"));
}

#[test]
fn a_retry_does_what_the_record_has_no_receipt_of() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.archive();
    walk.answer("qyapi", 200, &[], NOTIFIED);
    let (_, report) = walk.answer(".report.json", 200, &[], "");
    // It is killed here. The report is read on a bucket that says nothing of its versions, too.
    for (status, body) in [(409, "<Error><Code>FileAlreadyExists</Code></Error>"), (200, "")] {
        let mut walk = Walk::begin(ALL, EVENT, LIMIT);
        walk.answer(".event.json", status, &[], body);
        // As an editor might have left it.
        let report = String::from_utf8(report.clone()).expect("UTF-8");
        let pretty = report.strip_suffix("]}").expect("the receipts come last").to_string() + "\n  ]\n}\n";
        walk.answer(".report.json", 200, &[], &pretty);
        assert_eq!(walk.waiting.len(), 1);
        walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
        let (_, report) = walk.answer(".report.json", 200, &[], "");
        assert_eq!(receipts(&report).len(), 3);
        let event = &walk.done().events[0];
        assert_eq!(event.archive, Archived::SeenBefore);
        let dispatched = event.dispatched.as_ref().expect("handed on");
        assert_eq!([dispatched[0].status, dispatched[1].status], [StepStatus::SeenBefore, StepStatus::Done]);
    }
}

#[test]
fn what_is_not_a_report_object_keeps_targets_from_being_notified_twice() {
    for body in ["<html>", "{}", r#"{"receipts":[],"a":1}"#, r#"{"receipts":{}}"#] {
        let mut walk = Walk::begin(ALL, EVENT, LIMIT);
        walk.answer(".event.json", 200, &[], "");
        walk.answer(".report.json", 200, &[], body);
        walk.answer(".report.json", 200, &[], body);
        let error = walk.done().error.as_ref().expect("an error");
        assert!(error.message().contains("remove it"), "{}", error.message());
    }
}

#[test]
fn a_bot_that_refuses_for_good_fails_the_invocation_but_not_the_archive() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.archive();
    walk.answer("qyapi", 200, &[], r#"{"errcode":93000,"errmsg":"invalid webhook url key-secret"}"#);
    walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    walk.answer(".report.json", 200, &[], "");
    let done = walk.done();
    assert_eq!((done.ok, done.events[0].archive), (false, Archived::Stored));
    let message = done.error.as_ref().expect("an error").message();
    assert!(
        message.contains("was not notified") && message.contains("93000") && !message.contains("secret"),
        "{message}"
    );
}

/// A bot without a bucket.
const BOT: &str = r#"{"env":{"WECOM_WEBHOOK_KEY":"key-secret","LOG_LEVEL":"debug"}}"#;

#[test]
fn a_rate_limit_is_waited_for_without_a_bucket_if_there_is_time() {
    for (limit, waits) in [(LIMIT, false), (120_000, true)] {
        let mut walk = Walk::begin(BOT, EVENT, limit);
        walk.answer("qyapi", 200, &[], r#"{"errcode":45009}"#);
        if waits {
            assert!(walk.wait_until.is_some_and(|until| until >= walk.now + 60_000));
            walk.answer("qyapi", 200, &[], NOTIFIED);
            assert!(walk.done().ok);
        } else {
            assert_eq!(walk.done().error.as_ref().map(|error| error.code()), Some(ErrorCode::OutOfTime));
        }
    }
}

#[test]
fn a_message_that_a_bot_takes_later_waits_in_the_archive() {
    let mut walk = Walk::begin(ALL, EVENT, 120_000);
    walk.archive();
    walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    walk.answer(".report.json", 200, &[], "");
    walk.answer("qyapi", 200, &[], r#"{"errcode":45009}"#);
    let (put, message) = walk.answer("/outbox/wecom-", 200, &[], "");
    assert!(put.headers.iter().any(|(name, value)| *name == "x-cos-forbid-overwrite" && value == "true"));
    assert!(!String::from_utf8_lossy(&message).contains("secret") && !put.url.contains("secret"));
    let (_, report) = walk.answer(".report.json", 200, &[], "");
    let receipt = receipts(&report).pop().expect("a receipt");
    let key = receipt["key"].as_str().expect("a key");
    assert!(receipt["step"] == "notify" && put.url.ends_with(key), "{receipt}");
    let done = walk.done();
    let status = done.events[0].dispatched.as_ref().expect("targets")[0].status;
    assert_eq!((done.ok, status), (true, StepStatus::Queued));
}

#[test]
fn the_report_object_is_asked_for_while_the_event_is_stored_if_a_target_always_gets_it() {
    let asked = |walk: &Walk| {
        let of = |send: &Transmit| (send.request.method, send.step);
        walk.waiting.iter().map(of).collect::<Vec<_>>()
    };
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    assert_eq!(asked(&walk), [("PUT", "event"), ("GET", "report")]);
    // Answered before the event is stored, it is not asked for again.
    walk.answer(".report.json", 404, &[], "");
    assert_eq!(asked(&walk), [("PUT", "event")]);
    walk.answer(".event.json", 200, &[], "");
    assert_eq!(asked(&walk), [("PUT", "report")]);
    // One that fails is asked for again when its answer is needed.
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.answer(".report.json", 500, &[("x-cos-request-id", "i")], "");
    assert_eq!(asked(&walk), [("PUT", "event")]);
    walk.answer(".event.json", 200, &[], "");
    walk.answer(".report.json", 404, &[], "");
    assert_eq!(asked(&walk), [("PUT", "report")]);
    // Whether a target gets it depends on the event here: it is not asked for before that is known.
    let some = ALL
        .replacen("{\"env\":{", "{\"env\":{\"NOTIFY_ON\":\"failure\",", 1)
        .replace("\"INVOKE_FUNCTIONS\"", "\"UNUSED\"");
    assert_eq!(asked(&Walk::begin(&some, EVENT, LIMIT)), [("PUT", "event")]);
}

#[test]
fn secrets_of_the_settings_are_hidden_also_if_they_are_not_used() {
    // The role's key is not used: the owner's takes its place.
    let own = ALL
        .replace("{\"env\":{", "{\"env\":{\"COS_SECRET_ID\":\"own-id\",\"COS_SECRET_KEY\":\"own-key-0123456789\",")
        .replace("\"INVOKE_FUNCTIONS\":\"next\",", "")
        .replace("\"sk-secret\"", "\"role-key-0123456789\"");
    let mut walk = Walk::begin(&own, EVENT, LIMIT);
    walk.answer(".report.json", 404, &[], "");
    walk.answer(".event.json", 403, &[], "<Error><Code>role-key-0123456789</Code></Error>");
    let message = walk.done().error.as_ref().expect("an error").message().to_string();
    assert!(message.contains("403") && !message.contains("role-key"), "{message}");
}

#[test]
fn of_a_url_in_the_place_of_a_key_only_its_key_is_hidden() {
    let url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=key-secret";
    let mut walk = Walk::begin(&ALL.replace("\"key-secret\"", &format!("\"{url}\"")), EVENT, LIMIT);
    walk.archive();
    let (send, _) = walk.next("qyapi.weixin.qq.com");
    assert_eq!(send.request.url, url);
    walk.delivery.on_error(send.id, "getaddrinfo ENOTFOUND qyapi.weixin.qq.com for key-secret", walk.now);
    walk.poll();
    let line = walk.lines.iter().find_map(|line| line.error.as_deref()).expect("a line with the reason");
    assert_eq!(line, "no answer: getaddrinfo ENOTFOUND qyapi.weixin.qq.com for ***");
}

#[test]
fn a_retry_after_is_kept() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.answer(".event.json", 503, &[("Retry-After", "2"), ("x-cos-request-id", "i")], "");
    assert_eq!(walk.wait_until, Some(START + 5 + 2_000));
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.answer(".report.json", 404, &[], "");
    walk.answer(".event.json", 503, &[("Retry-After", "60"), ("x-cos-request-id", "i")], "");
    assert_eq!(walk.done().error.as_ref().map(|error| error.code()), Some(ErrorCode::OutOfTime));
    // No function may run so long that a longer time limit helps; the message of a bot waits in the outbox.
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.archive();
    walk.answer("qyapi.weixin.qq.com", 429, &[("Retry-After", "901")], "");
    walk.answer("/outbox/wecom-", 200, &[], "");
    walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    walk.answer(".report.json", 200, &[], "");
    walk.answer(".report.json", 200, &[], "");
    assert!(walk.done().ok, "{:?}", walk.done());
    for seconds in ["901", "99999999999999999999"] {
        let mut walk = Walk::begin(BOT, EVENT, LIMIT);
        walk.answer("qyapi.weixin.qq.com", 429, &[("Retry-After", seconds)], "");
        let error = walk.done().error.as_ref().expect("an error");
        let is_said = error.message().contains("wecom answered 429; the next attempt is possible in 9");
        assert!(error.code() == ErrorCode::NotDelivered && is_said, "{error:?}");
    }
}

#[test]
fn answers_that_look_well_say_what_they_lack() {
    for (status, body, reason) in [
        (200, "<html>", "COS answered 200 without x-cos-request-id, so it is not of COS"),
        (204, "", "COS answered 204, which is not 200"),
    ] {
        let mut walk = Walk::begin(ALL, EVENT, LIMIT);
        walk.answer(".report.json", 404, &[], "");
        for _ in 0..5 {
            let (send, _) = walk.next(".event.json");
            walk.delivery.on_response(send.id, &Response { status, headers: &[], body: body.as_bytes() }, walk.now);
            walk.poll();
        }
        let error = walk.done().error.as_ref().expect("an error");
        assert_eq!(error.message(), ["the event is not stored: ", reason].concat());
    }
}

#[test]
fn a_host_that_cannot_be_reached_is_left_for_the_other_one() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    let (send, _) = walk.next("b-125.cos.ap-tokyo.myqcloud.com");
    walk.delivery.on_error(send.id, "getaddrinfo ENOTFOUND", walk.now);
    walk.poll();
    walk.answer("b-125.cos.ap-tokyo.tencentcos.cn", 502, &[], "<html>");
    // An answer of COS itself is not a reason to leave.
    walk.answer("b-125.cos.ap-tokyo.myqcloud.com", 503, &[("x-cos-request-id", "i")], "");
    walk.answer("b-125.cos.ap-tokyo.myqcloud.com", 200, &[], "");
}

#[test]
fn a_wrong_clock_is_corrected_by_the_service_s() {
    let date = [("Date", "Tue, 14 Nov 2023 22:33:20 GMT"), ("x-cos-request-id", "i")];
    let signed_at = |request: &Request| {
        let header = request.headers.iter().find(|(name, _)| *name == "authorization").expect("signed").1.clone();
        header
            .split("q-sign-time=")
            .nth(1)
            .and_then(|rest| rest.split(';').next()?.parse::<i64>().ok())
            .expect("a time")
    };
    for body in ["<Code>RequestTimeTooSkewed</Code>", "<Code>AccessDenied</Code><Message>Request has expired</Message>"]
    {
        let mut walk = Walk::begin(ALL, EVENT, LIMIT);
        let (first, _) = walk.answer(".event.json", 403, &date, body);
        let (second, _) = walk.answer(".event.json", 200, &[], "");
        assert_eq!(signed_at(&second) - signed_at(&first), 1_200);
    }
}

#[test]
fn credentials_that_have_expired_are_asked_for_once() {
    let expired = "<Error><Code>ExpiredToken</Code></Error>";
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.answer(".report.json", 400, &[], expired);
    walk.answer(".event.json", 400, &[], expired);
    assert!(walk.wants_credentials && walk.waiting.is_empty());
    walk.delivery.on_credentials(options_from_json(ALL.replace("tok-secret", "fresh").as_bytes()));
    walk.poll();
    let (request, _) = walk.answer(".event.json", 400, &[], expired);
    assert!(request.headers.contains(&("x-cos-security-token", "fresh".into())));
    assert!(!walk.wants_credentials);
    assert!(walk.done().error.as_ref().is_some_and(|error| error.message().contains("ExpiredToken")));
}

#[test]
fn credentials_that_are_still_the_same_are_not_tried_again() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.answer(".report.json", 404, &[], "");
    walk.answer(".event.json", 400, &[], "<Error><Code>ExpiredToken</Code></Error>");
    walk.delivery.on_credentials(options_from_json(ALL.as_bytes()));
    walk.poll();
    assert!(walk.waiting.is_empty());
    assert_eq!(walk.done().error.as_ref().map(|error| error.code()), Some(ErrorCode::NotDelivered));
}

#[test]
fn an_etag_that_is_not_that_of_the_bytes_is_not_believed() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    let etag = [("ETag", "\"00000000000000000000000000000000\"")];
    let (request, _) = walk.answer(".event.json", 200, &etag, "");
    assert!(request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite"));
    // What is stored is not what was sent: it has to be replaced.
    let (request, _) = walk.answer(".event.json", 200, &[("ETag", "\"anything-else\"")], "");
    assert!(!request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite"));
    let (_, _) = walk.answer(".report.json", 404, &[], "");
}

#[test]
fn what_is_too_large_to_hand_over_is_referred_to() {
    let padding = "x".repeat(140_000);
    let event = format!(
        r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t","Status":"FINISH","Message":"{padding}"}}}}"#
    );
    let mut walk = Walk::begin(ALL, event.as_bytes(), LIMIT);
    walk.archive();
    let (_, body) = walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    let context: serde_json::Value = serde_json::from_str(body["ClientContext"].as_str().expect("text")).expect("JSON");
    assert_eq!((&context["bucket"], &context["region"]), (&"b-125".into(), &"ap-tokyo".into()));
    assert!(
        context["key"]
            .as_str()
            .is_some_and(|key| key.starts_with("mps/WorkflowTask/t/") && key.ends_with(".event.json"))
    );
}

#[test]
fn without_a_bucket_targets_are_notified() {
    let settings = ALL.replace(r#""COS_BUCKET":"b-125","#, "");
    let mut walk = Walk::begin(&settings, EVENT, LIMIT);
    assert!(walk.lines.iter().any(|line| line.msg.contains("a retry repeats")));
    walk.answer("qyapi", 200, &[], NOTIFIED);
    walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    assert_eq!((walk.done().ok, walk.done().events[0].archive), (true, Archived::NotWanted));
}

#[test]
fn what_is_wrong_beside_the_archive_does_not_keep_the_event_from_being_stored() {
    let settings = ALL.replace(r#""INVOKE_FUNCTIONS":"next""#, r#""INVOKE_FUNCTIONS":"next,self""#);
    let mut walk = Walk::begin(&settings, EVENT, LIMIT);
    walk.archive();
    walk.answer("qyapi", 200, &[], NOTIFIED);
    walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    walk.answer(".report.json", 200, &[], "");
    walk.answer(".report.json", 200, &[], "");
    let done = walk.done();
    let error = done.error.as_ref().expect("an error");
    assert_eq!((error.code(), error.path()), (ErrorCode::InvalidOptions, Some("INVOKE_FUNCTIONS")));
    assert_eq!(done.events[0].archive, Archived::Stored);
}

#[test]
fn nothing_of_an_event_or_an_error_can_forge_a_line_or_show_a_secret() {
    let event = "{\"EventType\":\"WorkflowTask\",\"WorkflowTaskEvent\":{\"TaskId\":\"../\\n\\u001b[2J\u{9b}\u{202e}x//\\\"\",\"Status\":\"FINISH\"}}";
    let mut walk = Walk::begin(ALL, event.as_bytes(), LIMIT);
    let (send, _) = walk.next(".event.json");
    walk.delivery.on_error(send.id, "Invalid URL: https://h/send?key=key-secret\n{\"level\":\"info\"}", walk.now);
    walk.poll();
    let (request, _) = walk.answer(".event.json", 403, &[("x-cos-request-id", "a\"b")], "<Code>x\ny</Code>");
    assert!(
        request.url.ends_with(".event.json") && request.url.contains("/mps/WorkflowTask/..____2J"),
        "{}",
        request.url
    );
    for line in &walk.lines {
        let text = String::from_utf8(mps_webhook::internals::to_json(line)).expect("JSON");
        assert!(!text.contains("secret") && !text.contains("signature"), "{text}");
        let seen = [Some(line.msg.as_str()), line.task_id.as_deref(), line.key.as_deref(), line.error.as_deref()];
        assert!(seen.into_iter().flatten().all(|text| !text.chars().any(char::is_control)), "{line:?}");
    }
}

#[test]
fn receipts_that_cannot_be_stored_are_given_up_and_the_delivery_ends() {
    let mut walk = Walk::begin(ALL, EVENT, LIMIT);
    walk.archive();
    let denied = "<Error><Code>AccessDenied</Code></Error>";
    walk.answer("qyapi", 200, &[], NOTIFIED);
    let (_, first) = walk.answer(".report.json", 403, &[("x-cos-request-id", "i")], denied);
    assert_eq!(receipts(&first).len(), 2);
    assert!(walk.waiting.iter().all(|send| !send.request.url.contains(".report.json")), "{:?}", walk.waiting);
    // The next receipt is a reason to try once more, with all of them.
    walk.answer("scf.tencentcloudapi.com", 200, &[], INVOKED);
    let (_, second) = walk.answer(".report.json", 403, &[("x-cos-request-id", "i")], denied);
    assert_eq!(receipts(&second).len(), 3);
    assert!(walk.done().ok && walk.waiting.is_empty(), "{:?}", walk.waiting);
    assert!(walk.lines.iter().any(|line| line.level == Level::Warn && line.msg == "giving up"));
}

/// `printf %s 1700000600mysecretkey | md5sum`
const SIGNED: &str = r#"{"EventType":"EditMediaTask","EditMediaTaskEvent":{"TaskId":"t","Status":"FINISH","ErrCode":0},
    "Timestamp":1700000600,"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#;

#[test]
fn this_clock_may_be_a_minute_ahead_of_a_signature() {
    let settings = ENV.replacen('{', r#"{"options":{"mps":{"notify_key":"mysecretkey"}},"#, 1);
    let request = serde_json::json!({ "httpMethod": "POST", "requestContext": {}, "body": SIGNED }).to_string();
    for (seconds, is_believed) in [(1_700_000_600, true), (1_700_000_660, true), (1_700_000_661, false)] {
        let now = seconds * 1000 + 999;
        let invocation = Invocation { request_id: None, deadline: now + LIMIT, seed: 1, mode: mps_webhook::Mode::Full };
        let options = options_from_json(settings.as_bytes());
        let poll = Delivery::new(request.clone().into_bytes(), options, invocation, now).poll(now);
        assert_eq!((poll.requests.len(), poll.done.is_none()), (usize::from(is_believed), is_believed), "{seconds}");
    }
}

#[test]
fn so_many_envelopes_are_opened_and_no_more() {
    let inside = |depth: usize| ["[".repeat(depth), SIGNED.into(), "]".repeat(depth)].concat();
    for (depth, place) in [(8, "/mps/EditMediaTask/t/"), (9, "/mps/unparsed/"), (60, "/mps/unparsed/")] {
        let mut walk = Walk::begin(ALL, inside(depth).as_bytes(), LIMIT);
        let (send, body) = walk.next(".event.json");
        assert!(send.request.url.contains(place), "{depth} envelopes: {}", send.request.url);
        assert_eq!(body == inside(depth).as_bytes(), place.contains("unparsed"));
    }
}

#[test]
fn a_bucket_with_versions_keeps_the_receipts_of_a_duplicate() {
    // Such a bucket stores the event again, whatever it was asked, and nothing but the report tells a duplicate.
    let mut walk = Walk::begin(ENV, EVENT, LIMIT);
    walk.answer(".event.json", 200, &[("etag", "\"-\""), ("x-cos-version-id", "MTg0")], "");
    let (send, _) = walk.next(".report.json");
    assert_eq!(send.request.method, "GET", "the report is overwritten without being read");
    let report = br#"{"outcome":"partial","receipts":[{"step":"event"},{"step":"notify","target":"wecom-1a2b3c4d"}]}"#;
    walk.delivery.on_response(
        send.id,
        &Response { status: 200, headers: &[("etag", "\"-\"")], body: report },
        walk.now,
    );
    walk.poll();
    assert_eq!(walk.done().events[0].archive, Archived::SeenBefore);
    assert!(walk.waiting.is_empty());
}

#[test]
fn no_more_than_eight_requests_are_under_way() {
    let list: Vec<serde_json::Value> = (0..20)
        .map(|task| {
            serde_json::json!({ "EventType": "EditMediaTask",
            "EditMediaTaskEvent": { "TaskId": format!("t{task}"), "Status": "FINISH", "ErrCode": 0 } })
        })
        .collect();
    let mut walk = Walk::begin(ALL, serde_json::json!(list).to_string().as_bytes(), 60_000);
    let mut answered = 0;
    while walk.done.is_none() {
        let under_way = walk.waiting.len();
        assert!(under_way <= 8, "{under_way} requests are under way");
        assert!(under_way == 8 || answered > 12, "{under_way} requests are under way, with so much to do");
        let url = walk.waiting.first().expect("a request").request.url.clone();
        let is_read = walk.waiting.first().is_some_and(|send| send.request.method == "GET");
        let body = if url.contains("qyapi") { NOTIFIED } else { INVOKED };
        walk.answer(&url, if is_read { 404 } else { 200 }, &[], body);
        answered += 1;
    }
    assert!(walk.done().ok);
    // For each the event, the report read and written, two targets, and one or two times the receipts; and one report is looked for.
    assert!((121..=141).contains(&answered), "{answered}");
}

/// Hosts choose the mode by its name.
#[test]
fn modes_have_names() {
    use mps_webhook::Mode;

    assert_eq!(Mode::from_id("full"), Some(Mode::Full));
    assert_eq!(Mode::from_id("store"), Some(Mode::Store));
    assert_eq!(Mode::from_id("quarantine"), Some(Mode::Quarantine));
    for other in ["", "Full", "trapped"] {
        assert_eq!(Mode::from_id(other), None, "{other}");
    }
}
