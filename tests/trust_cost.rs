//! What a stranger's web request costs before it is refused: work that grows with its size and no faster, and memory of a
//! few times its size.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test that fails is meant to panic"
)]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod support;

#[path = "support/allocator.rs"]
mod allocator;

use std::sync::Mutex;
use std::sync::atomic::Ordering::SeqCst;

use allocator::{ALLOCATED, HELD, PEAK};
use mps_webhook::delivery::Actions;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Invocation, Mode};
use serde_json::Value;
use support::{base64, gzip, gzip_bomb};

/// Bytes allocated in all, and held at once, until a delivery with a key has refused an event.
fn cost_of(event: &[u8]) -> (usize, usize) {
    let options = options_from_json(
        br#"{"env":{"COS_BUCKET":"b-1","COS_ENDPOINT":"http://c","COS_SECRET_ID":"i","COS_SECRET_KEY":"k",
        "MPS_NOTIFY_KEY":"key"}}"#,
    );
    let invocation = Invocation { request_id: None, deadline: 60_000, seed: 1, mode: Mode::Full };
    let event = event.to_vec();
    let (allocated, held) = (ALLOCATED.load(SeqCst), HELD.load(SeqCst));
    PEAK.store(held, SeqCst);
    let mut delivery = Delivery::new(event, options, invocation, 0);
    let Actions { requests, log, done, .. } = delivery.poll(0);
    let cost = (ALLOCATED.load(SeqCst) - allocated, PEAK.load(SeqCst).saturating_sub(held));
    let done = done.expect("a refusal needs nothing else");
    assert!(requests.is_empty() && !done.ok);
    assert!(log.len() < 6, "{} lines of log", log.len());
    cost
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn request(body: &str) -> String {
    format!(r#"{{"httpMethod":"POST","body":{}}}"#, quoted(body))
}

fn packed(bytes: &[u8]) -> String {
    format!(r#"{{"httpMethod":"POST","isBase64Encoded":true,"body":"{}"}}"#, base64(bytes))
}

fn nested_text(text: &str, levels: usize) -> String {
    (0..levels).fold(text.into(), |text: String, _| quoted(&text))
}

type Family = (&'static str, fn(usize) -> String);

/// Each makes an event of about so many bytes.
const FAMILIES: &[Family] = &[
    ("notifications", |size| request(&format!("[{}]", vec![NOTE; size / NOTE.len()].join(",")))),
    ("texts of notifications", |size| request(&format!("[{}]", vec![quoted(NOTE); size / NOTE.len()].join(",")))),
    ("nulls", |size| request(&format!("[{}]", vec!["null"; size / 5].join(",")))),
    ("empty objects", |size| request(&format!("[{}]", vec!["{}"; size / 3].join(",")))),
    ("numbers", |size| request(&format!("[[{}]]", vec!["1"; size / 2].join(",")))),
    ("members", |size| {
        let members: Vec<String> = (0..size / 12).map(|index| format!(r#""m{index}":0"#)).collect();
        request(&format!("{{{}}}", members.join(",")))
    }),
    ("members of a notification", |size| {
        let members: Vec<String> = (0..size / 12).map(|index| format!(r#""m{index}":0"#)).collect();
        request(&format!(r#"{{"EventType":"x",{}}}"#, members.join(",")))
    }),
    ("a long name", |size| request(&format!(r#"{{"{}":1}}"#, "n".repeat(size)))),
    ("a broken end", |size| request(&format!(r#"{{"{}":[{}!"#, "n".repeat(size / 2), "1,".repeat(size / 4)))),
    ("lists in lists", |size| request(&format!("[{}]", vec!["[[[[[[[]]]]]]]"; size / 15].join(",")))),
    ("event lists in event lists", |size| {
        let one = r#"{"EventList":[{"EventList":[{"EventList":[{"EventList":[{}]}]}]}]}"#;
        request(&format!(r#"{{"EventList":[{}]}}"#, vec![one; size / one.len()].join(",")))
    }),
    ("web requests in web requests", |size| {
        let one = r#"{"body":{"body":{"body":{"body":{"httpMethod":"GET","body":[1]}}}}}"#;
        request(&format!("[{}]", vec![one; size / one.len()].join(",")))
    }),
    ("escapes", |size| request(&format!(r#"["{}"]"#, "\\n".repeat(size / 3)))),
    ("short escapes", |size| request(&format!("[{}]", vec![r#""\n""#; size / 6].join(",")))),
    ("text in text", |size| request(&nested_text(&format!("[{}]", "1,".repeat(size / 2)), 6))),
    ("escapes of escapes", |size| request(&format!(r#"["{{{}"]"#, "\\\\".repeat(size / 5)))),
    ("escaped escapes", |size| request(&quoted(&format!("{{\\{}", "u005c".repeat(size / 5))))),
    ("backslashes", |size| request(&format!(r#"["{{{}x"]"#, "\\\\".repeat(size / 4)))),
    ("gzip", |size| packed(&gzip_bomb(b' ', (size / 1000).max(1)))),
    ("gzip of numbers", |size| packed(&gzip("1,".repeat(size * 8).as_bytes()))),
    // As small as what is unpacked can be packed.
    ("gzip that is unpacked", |size| {
        let mut random = 1_u32;
        let mut digit = |at: usize| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if at.is_multiple_of(11) { char::from(b'0' + (random >> 24) as u8 % 9) } else { '1' }
        };
        let text: String = (0..size).flat_map(|at| [digit(at), ',']).collect();
        let bytes = gzip(format!("[{text}1]").as_bytes());
        packed(&bytes)
    }),
    ("gzip in clslogs", |size| {
        let data = base64(&gzip_bomb(b' ', (size / 1000).max(1)));
        request(&format!(r#"{{"clslogs":{{"data":"{data}"}}}}"#))
    }),
    ("records", |size| {
        let record = r#"{"CMQ":{"msgBody":"{\"EventType\":\"x\"}"}}"#;
        request(&format!(r#"{{"Records":[{}]}}"#, vec![record; size / record.len()].join(",")))
    }),
    ("records of web requests", |size| {
        let record = format!(r#"{{"CMQ":{{"msgBody":{}}}}}"#, quoted(&request(NOTE)));
        format!(r#"{{"Records":[{}]}}"#, vec![record.as_str(); size / record.len()].join(","))
    }),
    ("timestamps", |size| {
        request(&format!(r#"{{"EventType":"x","Sign":"{0}","Timestamp":{0}}}"#, "1".repeat(size / 2)))
    }),
];

const NOTE: &str = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;

/// One test at a time: the counts are of all threads.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn what_is_refused_costs_in_proportion_to_its_size() {
    let _alone = ALONE.lock();
    for (name, make) in FAMILIES {
        let (small, large) = (make(100_000), make(200_000));
        let (once, peak) = cost_of(small.as_bytes());
        let (twice, twice_peak) = cost_of(large.as_bytes());
        assert!(twice < once / 100 * 215 + 10_000, "{name}: {once} bytes, and {twice} for twice as much");
        // What is unpacked is bounded: to 16 times its size, and a megabyte.
        let most = |event: &str| 24 * if *name == "gzip that is unpacked" { 12 * event.len() } else { event.len() };
        assert!(peak < most(&small) && twice_peak < most(&large), "{name}: {peak} and {twice_peak} bytes held");
    }
}

/// What was 329 MB once.
#[test]
fn two_kilobytes_never_take_a_megabyte() {
    let _alone = ALONE.lock();
    for size in [1_000, 1_500, 2_000] {
        for (name, make) in FAMILIES {
            let event = make(size);
            if event.len() <= 2_048 {
                let (_, peak) = cost_of(event.as_bytes());
                assert!(peak < 400_000, "{name}: {} bytes take {peak}", event.len());
            }
        }
    }
    // No more than a megabyte is unpacked, however large the body is.
    let (_, make) = FAMILIES.iter().find(|(name, _)| *name == "gzip that is unpacked").expect("the family");
    let event = make(4_000_000);
    let (_, peak) = cost_of(event.as_bytes());
    assert!(peak < 3 * event.len(), "{} bytes take {peak}", event.len());
}

/// What packed data says of its own size is believed only as far as packing can go.
#[test]
fn a_lie_about_the_size_of_packed_data_costs_nothing() {
    let _alone = ALONE.lock();
    let mut packed = gzip(b"{}");
    let size = packed.len() - 4;
    packed.splice(size.., (32_u32 << 20).to_le_bytes());
    let event = format!(r#"{{"clslogs":{{"data":"{}"}}}}"#, base64(&packed));
    let held = HELD.load(SeqCst);
    PEAK.store(held, SeqCst);
    let result = mps_webhook::internals::parse_to_json(event.as_bytes());
    let peak = PEAK.load(SeqCst).saturating_sub(held);
    assert!(String::from_utf8_lossy(&result).contains("invalid_encoding") && peak < 100_000, "{peak} bytes held");
}
