//! How much memory an event may take: a hostile one must not take all that the smallest SCF function has.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails is meant to panic")]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

mod support;

#[path = "support/allocator.rs"]
mod allocator;

use std::sync::atomic::Ordering::SeqCst;

use allocator::{HELD, PEAK};
use mps_webhook::internals::{options_from_json, parse_to_json};
use mps_webhook::{Delivery, Invocation};
use support::{cls_event, fixtures, gzip, gzip_bomb};

/// The most memory that was held at once while an event was parsed.
fn peak_of(event: &[u8]) -> usize {
    let before = HELD.load(SeqCst);
    PEAK.store(before, SeqCst);
    let results = parse_to_json(event);
    assert!(results.starts_with(b"[{"));
    PEAK.load(SeqCst).saturating_sub(before)
}

/// The most memory that was held at once from a batch of logs to the request that stores it in a folder.
fn peak_of_batch(event: &[u8], format: &str, folder: &str) -> usize {
    let settings = format!(
        r#"{{"template":"cls-to-cos","env":{{"COS_BUCKET":"b-1","COS_ENDPOINT":"http://c","COS_SECRET_ID":"i","COS_SECRET_KEY":"k",
        {format}}}}}"#
    );
    let options = options_from_json(settings.as_bytes());
    let invocation = Invocation { request_id: None, deadline: 10_000, seed: 1, mode: mps_webhook::Mode::Full };
    let event = event.to_vec();
    let before = HELD.load(SeqCst);
    PEAK.store(before, SeqCst);
    let mut delivery = Delivery::new(event, options, invocation, 0);
    let send = delivery.poll(0).requests.remove(0);
    let peak = PEAK.load(SeqCst).saturating_sub(before);
    let url = send.request.url;
    assert!(url.contains(folder), "{url}");
    peak
}

const TRANSCODE_OF: &str = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","Output":{"ImagePathSet":["#;
const TRANSCODE_WITH: &str = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS","Output":{"Path":"/a","AudioStreamSet":["#;
const QUALITY_OF: &str = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"AiQualityControlTaskResult":{"Status":"SUCCESS","Output":{"QualityControlResultSet":["#;
const KEYWORDS_OF: &str = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"AiQualityControlTaskResult":{"Status":"SUCCESS","Output":{"QualityControlResultSet":[{"Score":1,"a":["#;

/// One test, so that no other allocates beside it.
#[test]
fn memory_stays_within_bounds() {
    const MB: usize = 1 << 20;
    // The smallest function has 128 MB, of which Node.js takes 50.
    for millions in [16, 64, 256] {
        let peak = peak_of(&cls_event(&gzip_bomb(b' ', millions)));
        assert!(peak < 72 * MB, "a bomb of {millions} million spaces takes {peak} bytes");
    }
    let records = format!(r#"{{"topic_id":"t","topic_name":"n","records":[{}0]}}"#, "0,".repeat(4 * MB));
    let peak = peak_of(&cls_event(&gzip(records.as_bytes())));
    assert!(peak < 128 * MB, "four million records of nothing take {peak} bytes");

    let record =
        format!(r#"{{"timestamp":"1740816000000000","content":"{{\"msg\":\"{}\"}}"}}"#, "took 12 ms ".repeat(90));
    let records = vec![record; 10_000].join(",");
    let batch = format!(r#"{{"topic_id":"t","topic_name":"n","records":[{records}]}}"#);
    let event = cls_event(&gzip(batch.as_bytes()));
    for (format, most) in [
        // In tenths of the batch: what is stored of it, and little else.
        (r#""CLS_FORMAT":"ndjson""#, 11),
        (r#""CLS_FORMAT":"ndjson","CLS_COMPRESSION":"gzip""#, 14),
        (r#""CLS_FORMAT":"classic""#, 12),
        (r#""CLS_FORMAT":"classic","CLS_COMPRESSION":"gzip""#, 15),
    ] {
        let peak = peak_of_batch(&event, format, "cls/2025-03-01-16/");
        assert!(peak < batch.len() / 10 * most, "{format} takes {peak} bytes for {}", batch.len());
    }

    // What a batch is made of does not matter: no text of it makes what is stored, or what is read of it, many times as long.
    let numbers = ["[", &"0,".repeat(MB / 2), "0]"].concat();
    let nested = ["[".repeat(100), "0,".repeat(MB / 2), "0".into(), "]".repeat(100)].concat();
    let texts = ["[", &r#""\n","#.repeat(MB / 4), "0]"].concat();
    let objects = ["[", &r#"{"b":{},"a":[]},"#.repeat(MB / 16), "0]"].concat();
    let timed = |content: &str| format!(r#"{{"timestamp":"1740816000000000","content":{content}}}"#);
    let listed = |records: &str| format!(r#"{{"topic_id":"t","topic_name":"n","records":[{records}]}}"#);
    for (name, batch) in [
        ("numbers", listed(&timed(&numbers))),
        ("nested", listed(&timed(&nested))),
        ("texts", listed(&timed(&texts))),
        ("objects", listed(&timed(&objects))),
        ("one text", listed(&timed(&format!("\"{}\"", "\\n".repeat(2 * MB))))),
        ("numbers in a text", listed(&timed(&format!("\"{numbers}\"")))),
        ("short records", listed(&["[[[]]],".repeat(MB / 4), timed("0")].concat())),
        ("a member", format!(r#"{{"x":{numbers},"records":[{}]}}"#, timed("0"))),
        ("members", format!(r#"{{{}"records":[{}]}}"#, "\"\":0,".repeat(MB / 8).as_str(), timed("0"))),
    ] {
        let event = cls_event(&gzip(batch.as_bytes()));
        for format in [r#""CLS_FORMAT":"ndjson""#, r#""CLS_FORMAT":"classic""#] {
            // Twice for what is stored, or for a record that grows while it is read, and once more while that moves.
            let is_refused = name == "members" && format.contains("classic");
            let folder = if is_refused { "cls/unparsed/" } else { "cls/2025-03-01-16/" };
            let peak = peak_of_batch(&event, format, folder);
            assert!(peak < batch.len() * 4 + 2 * MB, "{name}, {format}: {peak} bytes for {}", batch.len());
        }
        let peak = peak_of(&event);
        assert!(peak < batch.len() * 3 + MB, "{name}: {peak} bytes to read {}", batch.len());
    }

    // To find no notification in it takes no more than a part of it.
    let peak = peak_of(&event);
    assert!(peak < batch.len() / 10, "a batch of {} takes {peak} bytes to read", batch.len());

    // A synchronous event may have 6 MB. What is read of it takes a bounded multiple of that, and its report is small.
    for (family, part, before, behind) in [
        ("numbers", "1,", r#"{"EventType":"x","a":["#, "1]}"),
        ("lists", "[],", r#"{"EventType":"x","a":["#, "1]}"),
        ("escapes", "\"\\n\",", r#"{"EventType":"x","a":["#, "1]}"),
        ("escapes in one text", "\\u0001", r#"{"EventType":"x","a":""#, "\"}"),
        ("commas", ",", r#"{"EventType":"x","a":["#, "1]}"),
        ("repeated members", "\"a\":1,", r#"{"EventType":"x","#, r#""a":1}"#),
        ("tasks", "{},", r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"MediaProcessResultSet":["#, "{}]}}"),
        (
            "tasks that are numbers",
            "1,",
            r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"MediaProcessResultSet":["#,
            "1]}}",
        ),
        ("files", "\"a\",\"b\",", TRANSCODE_OF, r#""c"]}}}]}}"#),
        ("streams", "{},", TRANSCODE_WITH, r#"{}]}}}]}}"#),
        ("findings", r#"{"Type":"a","Score":1},"#, QUALITY_OF, r#"{}]}}}}"#),
        ("keywords", "\"a\",", KEYWORDS_OF, r#""a"]}]}}}}"#),
        (
            "inputs",
            r#"{"Type":"URL","UrlInputInfo":{"Url":"u"}},"#,
            r#"{"EventType":"BatchTask","BatchTaskEvent":{"InputInfos":["#,
            "1]}}",
        ),
    ] {
        let event = [before, &part.repeat(6 * MB / part.len()), behind].concat();
        let peak = peak_of(event.as_bytes());
        assert!(peak < 6 * event.len() + 2 * MB, "{family}: {peak} bytes for {}", event.len());
        let report = parse_to_json(event.as_bytes()).len();
        assert!(report < MB, "{family}: a report of {report} bytes");
    }
    let members: Vec<String> = (0..MB / 2).map(|i| format!("\"{i}\":1")).collect();
    let event = format!(r#"{{"EventType":"x",{}}}"#, members.join(","));
    let peak = peak_of(event.as_bytes());
    assert!(peak < 9 * event.len(), "members: {peak} bytes for {}", event.len());

    for folder in ["events", "envelopes", "malformed", "malformed-envelopes"] {
        for (name, event) in fixtures(folder) {
            if name.contains("bomb") {
                continue;
            }
            let held = HELD.load(SeqCst);
            let peak = peak_of(&event);
            assert_eq!(HELD.load(SeqCst), held, "{name} leaves memory behind");
            // A small event may be all one list of empty sub-tasks, each of which is a task in the report.
            let most = 64 * 1024 + event.len() * if folder.starts_with("malformed") { 400 } else { 30 };
            // A gzip is believed what it says of its size, up to the bound.
            let most = if name.starts_with("gzip") { 40 * MB } else { most };
            assert!(peak < most, "{name}, {} bytes, takes {peak}", event.len());
        }
    }
}
