//! What work an event and options cost: twice as much input, twice as much work, and no more. Work is counted in bytes that are
//! allocated, in sum, so that no clock and no machine has a say in it.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod support;

#[path = "support/allocator.rs"]
mod allocator;

use std::sync::atomic::Ordering::SeqCst;

use allocator::{ALLOCATED, HELD, PEAK};
use mps_webhook::Invocation;
use mps_webhook::internals::{options_from_json, parse_to_json};
use serde_json::{Value, json};
use support::cls_event;

/// What something costs: the bytes that are allocated in sum, and those that are held at once.
fn cost(work: &dyn Fn()) -> (usize, usize) {
    let (allocated, held) = (ALLOCATED.load(SeqCst), HELD.load(SeqCst));
    PEAK.store(held, SeqCst);
    work();
    (ALLOCATED.load(SeqCst) - allocated, PEAK.load(SeqCst) - held)
}

/// Inputs of one form, by how many of something they have.
type Family = (&'static str, fn(usize) -> Vec<u8>);

fn repeated(part: &dyn Fn(usize) -> String, count: usize) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(",")
}

/// A workflow with these members in its event.
fn workflow(members: &str) -> Vec<u8> {
    format!(r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t","Status":"FINISH",{members}}}}}"#)
        .into_bytes()
}

fn results(part: &dyn Fn(usize) -> String, count: usize) -> Vec<u8> {
    workflow(&format!(r#""MediaProcessResultSet":[{}]"#, repeated(part, count)))
}

/// A text in a text in a text: a notification as the body of a message in a list, escaped once more at each level.
fn nested(event: &[u8], depth: usize) -> Vec<u8> {
    let mut text = String::from_utf8(event.to_vec()).expect("UTF-8");
    for _ in 0..depth {
        text = json!({ "Records": [{ "CMQ": { "msgBody": text } }] }).to_string();
    }
    text.into_bytes()
}

const EVENTS: [Family; 28] = [
    ("members", |n| workflow(&repeated(&|at| format!(r#""m{at}":{at}"#), n))),
    ("members of one name", |n| workflow(&repeated(&|_| r#""Status":"FINISH""#.into(), n))),
    ("members of a sub-task", |n| {
        let members = repeated(&|at| format!(r#""m{at}":{at}"#), n);
        results(&|_| format!(r#"{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS",{members}}}}}"#), 1)
    }),
    ("sub-tasks that are empty", |n| results(&|_| "{}".into(), n)),
    ("sub-tasks that are null", |n| results(&|_| "null".into(), n)),
    ("sub-tasks", |n| {
        let part = r#"{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","ErrCode":0,"Output":{"Path":"/a/b.mp4","Size":5}}}"#;
        results(&|_| part.into(), n)
    }),
    ("sub-tasks of unknown kinds", |n| results(&|at| format!(r#"{{"Type":"K{at}","K{at}Task":{{"Status":"X"}}}}"#), n)),
    ("sub-tasks that failed", |n| {
        results(
            &|at| format!(r#"{{"Type":"Transcode","TranscodeTask":{{"Status":"FAIL","ErrCode":{at},"Message":"m"}}}}"#),
            n,
        )
    }),
    ("outputs", |n| {
        let list = repeated(&|at| format!(r#""/snapshot/{at}.jpg""#), n);
        let output = format!(r#"{{"Storage":{{"Type":"COS"}},"PicUrlSet":[{list}],"ImagePathSet":[{list}]}}"#);
        results(
            &|_| {
                format!(
                    r#"{{"Type":"SnapshotByTimeOffset","SnapshotByTimeOffsetTask":{{"Status":"SUCCESS","Output":{output}}}}}"#
                )
            },
            1,
        )
    }),
    ("findings", |n| {
        let segment = r#"{"StartTimeOffset":1,"EndTimeOffset":2,"Confidence":99,"Suggestion":"block","Label":"x"}"#;
        let segments = repeated(&|_| segment.into(), n);
        let output = format!(r#"{{"Confidence":99,"Suggestion":"block","SegmentSet":[{segments}]}}"#);
        workflow(&format!(
            r#""AiContentReviewResultSet":[{{"Type":"Porn","PornTask":{{"Status":"SUCCESS","Output":{output}}}}}]"#
        ))
    }),
    ("file ids", |n| {
        results(
            &|at| {
                format!(
                    r#"{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS","Output":{{"FileId":"{at}","Path":"/a"}}}}}}"#
                )
            },
            n,
        )
    }),
    ("file ids of one output", |n| {
        let ids = repeated(&|at| format!(r#""f{at}FileId":"{at}""#), n);
        results(&|_| format!(r#"{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS","Output":{{{ids}}}}}}}"#), 1)
    }),
    ("paths of one output", |n| {
        let paths = repeated(&|at| format!(r#""f{at}Path":"/{at}.mp4""#), n);
        results(
            &|_| format!(r#"{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS","Output":{{{paths}}}}}}}"#),
            1,
        )
    }),
    ("warnings", |n| results(&|at| format!(r#"{{"Type":"Transcode","TranscodeTask":{{"Status":{at}}}}}"#), n)),
    ("secrets", |n| {
        let secret = |at| {
            format!(
                r#"{{"Type":"AWS-S3","S3InputInfo":{{"S3Bucket":"b","S3Region":"r","S3Object":"o","S3SecretId":"AKIA{at:012}","S3SecretKey":"secret{at:026}"}}}}"#
            )
        };
        workflow(&format!(r#""Message":"m","InputInfo":{},"More":[{}]"#, secret(0), repeated(&secret, n)))
    }),
    ("escapes of escapes in a secret", |n| {
        let secret = format!("AKIA%{}41", "25".repeat(n));
        let input = format!(r#"{{"Type":"AWS-S3","S3InputInfo":{{"S3Bucket":"b","S3SecretId":"{secret}"}}}}"#);
        workflow(&format!(r#""ErrCode":1,"Message":"m","InputInfo":{input}"#))
    }),
    ("a secret that a message repeats", |n| {
        let secret = r#"{"Type":"AWS-S3","S3InputInfo":{"S3Bucket":"b","S3Region":"r","S3Object":"o","S3SecretId":"AKIAEXAMPLE00000","S3SecretKey":"secretEXAMPLE"}}"#;
        workflow(&format!(r#""ErrCode":1,"Message":"{}","InputInfo":{secret}"#, "AKIAEXAMPLE00000".repeat(n)))
    }),
    ("escapes", |n| workflow(&format!(r#""ErrCode":1,"Message":"{}""#, r"\u8bc4\n\t\ud83d\ude00\\".repeat(n)))),
    ("texts with escapes", |n| workflow(&repeated(&|at| format!(r#""m\n{at}":"\u8bc4{at}""#), n))),
    ("lone surrogates", |n| workflow(&format!(r#""ErrCode":1,"Message":"{}""#, r"\ud83d".repeat(n)))),
    ("a long task id", |n| {
        format!(
            r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"{}","Status":"FINISH"}}}}"#,
            "t".repeat(n * 20)
        )
        .into_bytes()
    }),
    ("numbers", |n| workflow(&format!(r#""m":[{}]"#, repeated(&|at| format!("1.{at:07}e5"), n)))),
    ("notifications in a list", |n| {
        let event = String::from_utf8(workflow(r#""ErrCode":0"#)).expect("UTF-8");
        format!("[{}]", repeated(&|_| event.clone(), n)).into_bytes()
    }),
    ("what is none in a list", |n| format!("[{}]", repeated(&|at| at.to_string(), n)).into_bytes()),
    ("messages of a queue", |n| {
        let event = String::from_utf8(workflow(r#""ErrCode":0"#)).expect("UTF-8");
        let message = json!({ "CMQ": { "type": "topic", "msgBody": event } }).to_string();
        format!(r#"{{"Records":[{}]}}"#, repeated(&|_| message.clone(), n)).into_bytes()
    }),
    ("texts in texts", |n| nested(&workflow(&repeated(&|at| format!(r#""m{at}":{at}"#), n)), 3)),
    ("records of a batch of logs", |n| {
        let event = String::from_utf8(workflow(r#""ErrCode":0"#)).expect("UTF-8");
        let record =
            json!({ "timestamp": "1740816000000000", "content": json!({ "msg": event }).to_string() }).to_string();
        let batch = format!(r#"{{"topic_id":"t","topic_name":"n","records":[{}]}}"#, repeated(&|_| record.clone(), n));
        // (Packed, its length would say little.)
        cls_event(batch.as_bytes())
    }),
    LISTS_OF_RECORDS,
];

const LISTS_OF_RECORDS: Family = ("lists of records in a batch of logs", |n| {
    cls_event(format!("{{{}}}", repeated(&|_| r#""records":[{"timestamp":"1740816000000000"}]"#.into(), n)).as_bytes())
});

fn in_document(document: &Value) -> Vec<u8> {
    json!({ "options": document, "env": {} }).to_string().into_bytes()
}

fn many(count: usize, entry: &dyn Fn(usize) -> Value) -> Value {
    (0..count).map(entry).collect()
}

const OPTIONS: [Family; 12] = [
    ("unknown names", |n| in_document(&(0..n).map(|at| (format!("name{at}"), json!(1))).collect())),
    ("unknown names that are like others", |n| {
        let cos: Value = (0..n).map(|at| (format!("bucket{}", at % 90), json!(1))).collect();
        let text = cos.to_string();
        let members = vec![text.trim_matches(['{', '}']); n / 90 + 1].join(",");
        format!(r#"{{"options":{{"cos":{{{members}}}}}}}"#).into_bytes()
    }),
    ("repeated names", |n| {
        format!(r#"{{"options":{{"cos":{{{}}}}}}}"#, repeated(&|_| r#""region":"ap-tokyo""#.into(), n)).into_bytes()
    }),
    ("a long name", |n| in_document(&json!({ "cos": { "b".repeat(n * 10): 1 } }))),
    ("a long value", |n| {
        in_document(&json!({ "cos": { "bucket": "b".repeat(n * 10), "prefix": "a/".repeat(n * 5) } }))
    }),
    ("notification targets", |n| {
        in_document(&json!({ "notify": many(n, &|at| json!({ "url": format!("key-{at}") })) }))
    }),
    ("notification targets that are the same", |n| {
        in_document(&json!({ "notify": many(n, &|_| json!({ "url": "key" })) }))
    }),
    ("functions", |n| in_document(&json!({ "invoke": many(n, &|at| json!({ "function": format!("f{at}") })) }))),
    ("functions in the variable", |n| {
        json!({ "env": { "INVOKE_FUNCTIONS": repeated(&|at| format!("f{at}"), n) } }).to_string().into_bytes()
    }),
    ("types of events", |n| {
        in_document(&json!({ "notify": [{ "url": "key", "events": many(n, &|at| json!(format!("Event{at}"))) }] }))
    }),
    ("selected members", |n| {
        let select: Value = (0..n).map(|at| (format!("m{at}"), json!("/task_id"))).collect();
        in_document(&json!({ "select": select }))
    }),
    ("variables of others", |n| {
        let env: Value = (0..n).map(|at| (format!("OTHER_{at}"), json!("x"))).collect();
        json!({ "env": env }).to_string().into_bytes()
    }),
];

fn parse(event: &[u8]) {
    assert!(parse_to_json(event).starts_with(b"[{"));
}

fn read_options(settings: &[u8]) {
    drop(options_from_json(settings));
}

fn deliver(event: &[u8]) {
    let options = options_from_json(
        br#"{"env":{"COS_BUCKET":"b-1","COS_REGION":"ap-tokyo","COS_SECRET_ID":"i","COS_SECRET_KEY":"k","WECOM_WEBHOOK_KEY":"k",
            "INVOKE_FUNCTIONS":"f"}}"#,
    );
    let invocation = Invocation { request_id: None, deadline: 60_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = mps_webhook::Delivery::new(event.to_vec(), options, invocation, 0);
    delivery.poll(0);
}

fn store_batch(event: &[u8], format: &str) {
    let settings = format!(
        r#"{{"template":"cls-to-cos","env":{{"COS_BUCKET":"b-1","COS_REGION":"ap-tokyo","COS_SECRET_ID":"i","COS_SECRET_KEY":"k",
            "CLS_FORMAT":"{format}"}}}}"#
    );
    let options = options_from_json(settings.as_bytes());
    let invocation = Invocation { request_id: None, deadline: 60_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = mps_webhook::Delivery::new(event.to_vec(), options, invocation, 0);
    let url = delivery.poll(0).requests.remove(0).request.url;
    assert!(url.contains("/cls/"), "{url}");
}

fn store_as_classic(event: &[u8]) {
    store_batch(event, "classic");
}

fn store_as_lines(event: &[u8]) {
    store_batch(event, "ndjson");
}

/// What of twice the input costs more than twice the work, and how much more.
fn more_than_linear(families: &[Family], work: fn(&[u8])) -> Vec<String> {
    /// So large, in bytes, that what is allocated once does not count, and that no list has the room it begins with; and several
    /// sizes, because lists double what they hold as they grow, so that one size may be just before such a step, and its double
    /// just behind the next one.
    const SIZES: [usize; 4] = [250_000, 297_000, 354_000, 420_000];
    const MOST: f64 = 2.2;
    let mut found = Vec::new();
    for (name, family) in families {
        let each = family(1_000).len();
        let total = |factor: usize| {
            SIZES.iter().fold([0; 3], |[length, allocated, held], size| {
                let input = family(size * 1_000 / each * factor);
                let (sum, peak) = cost(&|| work(&input));
                [length + input.len(), allocated + sum, held + peak]
            })
        };
        let (once, twice) = (total(1), total(2));
        let mut grows = once.iter().zip(twice).map(|(once, twice)| twice as f64 / *once as f64);
        // A little more than two where numbers get longer.
        let input = grows.next().expect("a length");
        assert!((1.8..2.3).contains(&input), "{name}: the input grows by {input}");
        for (what, grows) in ["allocated", "held"].into_iter().zip(grows) {
            if grows > MOST * input.max(2.0) / 2.0 {
                found.push(format!("{name}: {what} bytes grow by {grows:.2}"));
            }
        }
    }
    found
}

/// One test, so that no other allocates beside it.
#[test]
fn twice_the_input_is_twice_the_work() {
    let mut found = more_than_linear(&EVENTS, parse);
    found.extend(more_than_linear(&EVENTS, deliver).into_iter().map(|text| format!("delivering {text}")));
    found.extend(more_than_linear(&OPTIONS, read_options));
    for store in [store_as_classic, store_as_lines] {
        found.extend(more_than_linear(&[LISTS_OF_RECORDS], store).into_iter().map(|text| format!("storing {text}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
