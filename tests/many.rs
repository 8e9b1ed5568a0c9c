//! Many notifications in one event: what they cost is counted in bytes, requests and polls, at n and 2n; and a delivery that
//! is always cut off gets to its end all the same, in so many tries.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

#[path = "support/allocator.rs"]
mod allocator;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Mutex;
use std::sync::atomic::Ordering::SeqCst;

use allocator::{ALLOCATED, HELD, PEAK};
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Done, ErrorCode, Invocation, Mode, Response};
use serde_json::json;

/// The allocator counts for all threads.
static ALONE: Mutex<()> = Mutex::new(());

const START: i64 = 1_700_000_000_000;
/// How long an answer takes, ms.
const LATENCY: i64 = 20;

const STORED_ONLY: &str = r#""cos":{"bucket":"b-1","endpoint":"http://cos"}"#;
const WITH_BOT: &str =
    r#""cos":{"bucket":"b-1","endpoint":"http://cos"},"notify":[{"kind":"wecom","url":"https://bot/send?key=k"}]"#;
const NO_BUCKET: &str = "";

fn notification(index: usize) -> String {
    format!(
        r#"{{"EventType":"EditMediaTask","EditMediaTaskEvent":{{"TaskId":"125-EditMedia-{index:08}","Status":"FINISH","ErrCode":0,"Message":"","Output":null}}}}"#
    )
}

fn list(count: usize) -> Vec<u8> {
    format!("[{}]", (0..count).map(notification).collect::<Vec<_>>().join(",")).into_bytes()
}

/// Notifications that are texts in the event, each escaped.
fn kafka(count: usize) -> Vec<u8> {
    let records: Vec<_> = (0..count).map(|index| json!({"Ckafka": {"msgBody": notification(index)}})).collect();
    json!({ "Records": records }).to_string().into_bytes()
}

#[derive(Default, Clone, Copy, Debug, PartialEq)]
enum Bucket {
    #[default]
    Plain,
    /// It says that it keeps versions, and keeps nothing from being overwritten.
    Versioned,
    /// It does not say so.
    Suspended,
}

/// The archive and the bot.
#[derive(Default)]
struct Services {
    objects: BTreeMap<String, Vec<u8>>,
    bucket: Bucket,
    notified: BTreeMap<Vec<u8>, u32>,
    /// What is done instead of answering.
    refuses: Option<fn(&str, &str) -> bool>,
}

impl Services {
    fn stored(&self, end: &str) -> usize {
        self.objects.keys().filter(|key| key.ends_with(end)).count()
    }

    fn serve(&mut self, method: &str, url: &str, keeps: bool, body: &[u8]) -> (u16, Vec<u8>) {
        if self.refuses.is_some_and(|refuses| refuses(method, url)) {
            return (503, b"<Error><Code>SlowDown</Code></Error>".to_vec());
        }
        match method {
            "POST" => {
                *self.notified.entry(body.to_vec()).or_default() += 1;
                (200, br#"{"errcode":0}"#.to_vec())
            }
            "GET" => self.objects.get(url).map_or_else(
                || (404, b"<Error><Code>NoSuchKey</Code></Error>".to_vec()),
                |object| (200, object.clone()),
            ),
            _ if keeps && self.bucket == Bucket::Plain && self.objects.contains_key(url) => {
                (409, b"<Error><Code>FileAlreadyExists</Code></Error>".to_vec())
            }
            _ => {
                self.objects.insert(url.into(), body.to_vec());
                (200, Vec::new())
            }
        }
    }
}

/// What one invocation did.
#[derive(Default, Debug)]
struct Try {
    requests: usize,
    polls: usize,
    lines: usize,
    /// The most lines that came at once.
    lines_at_once: usize,
    done: Option<Done>,
}

struct Limits {
    /// When it begins.
    start: i64,
    /// After so many answers the platform ends it.
    requests: usize,
    /// How long it may take, ms.
    time: i64,
}

const NO_LIMITS: Limits = Limits { start: START, requests: usize::MAX, time: i64::MAX - START };

/// A minute, ms.
const MINUTE: i64 = 60_000;

/// Delivers an event once. Each request is answered [`LATENCY`] after it is sent.
fn deliver(event: &[u8], options: &str, seed: u64, limits: &Limits, services: &mut Services) -> Try {
    let settings = format!(r#"{{"options":{{{options}}},"env":{{"COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}}}"#);
    let options = options_from_json(settings.as_bytes());
    let mut now = limits.start;
    let deadline = limits.start.saturating_add(limits.time);
    let invocation = Invocation { request_id: None, deadline, seed, mode: Mode::Full };
    let mut delivery = Delivery::new(event.to_vec(), options, invocation, now);
    let mut one = Try::default();
    let mut underway: VecDeque<(i64, u32, u16, Vec<u8>)> = VecDeque::new();
    let count = str::from_utf8(event).expect("UTF-8").matches("TaskId").count();
    // What was sent to the archive, or is known to be there.
    let mut safe = BTreeSet::new();
    loop {
        let poll = delivery.poll(now);
        one.polls += 1;
        one.lines += poll.log.len();
        one.lines_at_once = one.lines_at_once.max(poll.log.len());
        for send in &poll.requests {
            let body = delivery.body(send.id).to_vec();
            let (method, url) = (send.request.method, send.request.url.as_str());
            let keeps = send.request.headers.iter().any(|(name, _)| *name == "x-cos-forbid-overwrite");
            let is_event = url.ends_with(".event.json");
            let (status, answer) = services.serve(method, url, keeps, &body);
            if is_event || method == "GET" && status == 200 {
                safe.insert(
                    url.rsplit_once('/').map(|(_, name)| name.split('.').next().unwrap_or_default().to_owned()),
                );
            } else if method != "GET" && url.contains("//cos") {
                assert!(safe.len() >= count, "a report before every event: {} of {count}", safe.len());
            }
            underway.push_back((now + LATENCY, send.id, status, answer));
        }
        assert!(underway.len() <= 8, "{} requests under way", underway.len());
        if poll.done.is_some() {
            one.done = poll.done;
            return one;
        }
        match underway.front() {
            Some((at, ..)) if poll.wait_until.is_none_or(|until| *at <= until) => {
                if one.requests == limits.requests {
                    return one;
                }
                one.requests += 1;
                let (at, id, status, body) = underway.pop_front().expect("the front");
                now = now.max(at);
                let headers = [("x-cos-request-id", "r"), ("x-cos-version-id", "v")];
                let headers = headers.get(..1 + usize::from(services.bucket == Bucket::Versioned)).expect("headers");
                delivery.on_response(id, &Response { status, headers, body: &body }, now);
            }
            _ => now = poll.wait_until.expect("something to wait for"),
        }
    }
}

/// What a delivery costs: bytes allocated in sum, bytes held at once beyond the event, requests, polls, and lines at once.
fn cost(event: &[u8], options: &str) -> [usize; 5] {
    let mut services = Services::default();
    let (allocated, held) = (ALLOCATED.load(SeqCst), HELD.load(SeqCst));
    PEAK.store(held, SeqCst);
    let one = deliver(event, options, 1, &NO_LIMITS, &mut services);
    assert!(one.done.is_some_and(|done| done.ok));
    let kept: usize = services.objects.iter().map(|(key, object)| key.len() + object.len()).sum();
    let peak = PEAK.load(SeqCst) - held;
    [
        ALLOCATED.load(SeqCst) - allocated,
        peak.saturating_sub(event.len() + kept),
        one.requests,
        one.polls,
        one.lines_at_once,
    ]
}

#[test]
fn twice_as_many_notifications_are_twice_the_work() {
    let _alone = ALONE.lock();
    for (family, make) in [("list", list as fn(usize) -> Vec<u8>), ("CKafka", kafka)] {
        for options in [STORED_ONLY, WITH_BOT, NO_BUCKET] {
            let [one, two] = [1_500, 3_000].map(|count| cost(&make(count), options));
            for (what, (one, two)) in
                ["bytes allocated", "bytes held", "requests", "polls"].iter().zip(one.iter().zip(&two))
            {
                assert!(*two <= one * 21 / 10 + 10, "{family}, {options}: {one} {what}, and {two} for twice as many");
            }
            assert!(two[4] <= 1_000, "{family}, {options}: {} lines at once", two[4]);
        }
    }
}

#[test]
fn what_waits_is_small() {
    let _alone = ALONE.lock();
    let count = 10_000;
    let event = list(count);
    let settings = format!(r#"{{"options":{{{WITH_BOT}}},"env":{{"COS_SECRET_ID":"i","COS_SECRET_KEY":"k"}}}}"#);
    let options = options_from_json(settings.as_bytes());
    let invocation = Invocation { request_id: None, deadline: START + 10_000, seed: 1, mode: Mode::Full };
    let before = HELD.load(SeqCst);
    let delivery = Delivery::new(event.clone(), options, invocation, START);
    let each = (HELD.load(SeqCst) - before - event.len()) / count;
    assert!(each < 320, "{each} bytes for each notification that waits");
    drop(delivery);
}

/// How many invocations it takes until one ends well, if each is cut off after so many answers, and the next comes so many
/// minutes later.
fn tries(count: usize, options: &str, requests: usize, bucket: Bucket, minutes: i64) -> usize {
    let event = kafka(count);
    let mut services = Services { bucket, ..Services::default() };
    for nth in 1..200 {
        let limits = Limits { start: START + nth * minutes * MINUTE, requests, ..NO_LIMITS };
        let one = deliver(&event, options, nth.unsigned_abs() * 7_919, &limits, &mut services);
        if let Some(done) = one.done {
            assert!(done.ok);
            assert_eq!(services.stored(".event.json"), count);
            assert_eq!(services.stored(".report.json"), count);
            return usize::try_from(nth).unwrap();
        }
    }
    panic!("{bucket:?}, {options}: {count} notifications do not come to an end with {requests} requests a try");
}

#[test]
fn every_try_gets_further_until_all_is_done() {
    let _alone = ALONE.lock();
    for count in [200_usize, 400] {
        let ways = [(STORED_ONLY, 2), (WITH_BOT, 4)];
        let buckets = [Bucket::Plain, Bucket::Versioned, Bucket::Suspended];
        for ((options, each), bucket) in ways.into_iter().flat_map(|way| buckets.map(|bucket| (way, bucket))) {
            for minutes in 1..4 {
                // A try has one request for each notification, and so many beside: with `each` it finishes another, and it
                // wastes no more than a fixed number: at the beginning, where records end, and where the former was cut off.
                let beside = count / 4;
                let most = (count * each).div_ceil(beside - 35) + 2;
                let needed = tries(count, options, count + beside, bucket, minutes);
                assert!(needed <= most, "{count}, {options}, {bucket:?}, {minutes} minutes: {needed} tries");
            }
        }
    }
}

#[test]
fn all_events_are_stored_in_the_end_though_no_try_can_send_them_all() {
    let _alone = ALONE.lock();
    let (count, requests) = (400, 100);
    let event = list(count);
    for minutes in 1..10 {
        let mut services = Services::default();
        let mut needed = 0;
        while services.stored(".event.json") < count {
            needed += 1;
            let stored = services.stored(".event.json");
            assert!(needed < 40, "{minutes} minutes apart: {stored} events after {needed} tries");
            let limits = Limits { start: START + needed * minutes * MINUTE, requests, ..NO_LIMITS };
            deliver(&event, STORED_ONLY, 1, &limits, &mut services);
        }
        assert_eq!(services.stored(".report.json"), 0);
    }
}

#[test]
fn what_there_is_no_time_for_is_given_up_in_one_line() {
    let _alone = ALONE.lock();
    let count = 5_000;
    let limits = Limits { time: 2_000, ..NO_LIMITS };
    let one = deliver(&list(count), WITH_BOT, 5, &limits, &mut Services::default());
    let done = one.done.expect("it ends before the platform ends it");
    assert_eq!(done.error.as_ref().map(mps_webhook::Error::code), Some(ErrorCode::OutOfTime));
    assert_eq!((done.events.len(), done.events_omitted), (1_000, Some(4_000)));
    assert!(one.lines < one.requests * 3 + 10, "{} lines for {} requests", one.lines, one.requests);
}

#[test]
fn a_service_that_refuses_everything_is_not_asked_for_all_of_it() {
    let _alone = ALONE.lock();
    let mut services = Services { refuses: Some(|_, _| true), ..Services::default() };
    let limits = Limits { time: 5_000, ..NO_LIMITS };
    let before = HELD.load(SeqCst);
    PEAK.store(before, SeqCst);
    let event = list(10_000);
    let one = deliver(&event, STORED_ONLY, 5, &limits, &mut services);
    assert!(!one.done.expect("an end").ok);
    let peak = PEAK.load(SeqCst) - before;
    assert!(peak < 8 * event.len(), "{peak} bytes for an event of {}", event.len());
}
