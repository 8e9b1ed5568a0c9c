//! What holds for every input, and how inputs are changed so that they stay interesting.

pub mod mutate;
pub mod nesting;
#[path = "../../tests/support/notations.rs"]
mod notations;
#[path = "../../tests/support/oracle.rs"]
mod oracle;
#[path = "../../tests/support/spelling.rs"]
mod spelling;

pub use oracle::{compare, same};

use std::io::{Read, Write};

use base64ct::{Base64, Encoding};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use mps_webhook::internals::{Document, options_from_json, parse_to_cloud_events, parse_to_json, render_to_json};
use mps_webhook::probe::Setup;
use mps_webhook::{Delivery, Invocation, Language, Request, Response, cls, notify, redact};
use serde_json::Value;

/// An event, whatever it is, gives results that a reader of JSON that is not ours can read, and the same ones when it
/// comes again.
pub fn check_event(event: &[u8]) {
    let json = parse_to_json(event);
    assert_eq!(json, parse_to_json(event), "the same event gives another result");
    let results: Vec<Value> = serde_json::from_slice(&json).expect("the results are JSON");
    assert!(!results.is_empty(), "an event that gives no result is lost");
    for result in &results {
        match result.get("error") {
            Some(error) => check_error(error, event),
            None => check_report(result),
        }
    }
}

fn check_error(error: &Value, event: &[u8]) {
    assert!(error["message"].is_string() && error["help"].is_string());
    match error["offset"].as_u64() {
        Some(offset) => assert!(offset <= event.len() as u64, "beyond the text"),
        None => assert_ne!(error["code"], "invalid_json", "an error of syntax has an offset"),
    }
}

fn check_report(report: &Value) {
    let is = |member: &str, words: &[&str]| words.contains(&report[member].as_str().unwrap_or_default());
    assert!(is("status", &["processing", "finished"]));
    assert!(is("outcome", &["success", "partial", "failure", "processing", "unknown"]));
    // A finished task may have a sub-task that is not: then the outcome waits for it.
    assert!(!is("status", &["processing"]) || is("outcome", &["processing"]));
    assert!(report["envelope"].is_string() && report["event_type"].is_string());
    for task in report["tasks"].as_array().expect("tasks") {
        assert!(task["kind"].is_string() && task["status"].is_string());
        for output in task["outputs"].as_array().expect("outputs") {
            let key = output["key"].as_str().unwrap_or("x");
            assert!(!key.is_empty() && !key.starts_with('/'), "{key}");
        }
    }
    assert!(report["warnings"].is_array());
}

/// What a CLS event carries comes out as another reader of gzip has it, or as it went in.
pub fn check_unpacking(bytes: &[u8], zip: bool) {
    let ours = cls::unpack(&cls_event(bytes, zip));
    let flags = bytes.get(3).copied().unwrap_or_default();
    if zip || !bytes.starts_with(&[0x1f, 0x8b]) {
        assert!(bytes.is_empty() || ours.is_ok_and(|ours| ours == bytes), "what went in does not come out");
    } else if flags & 0xe2 == 0 {
        // (Checksums of the header and flags that nobody knows are a matter of taste.)
        let mut theirs = Vec::new();
        let mut decoder = GzDecoder::new(bytes);
        let read = decoder.by_ref().take(33 << 20).read_to_end(&mut theirs);
        let is_whole = read.is_ok() && decoder.into_inner().is_empty() && theirs.len() <= 32 << 20;
        assert_eq!(ours.is_ok(), is_whole, "one takes what the other refuses");
        assert!(ours.is_err() || ours == Ok(theirs), "one reads what the other does not");
    }
}

/// A CLS event that carries these bytes; with `zip` as the text that is to be compressed, otherwise as they are.
#[must_use]
pub fn cls_event(bytes: &[u8], zip: bool) -> Vec<u8> {
    let data = if zip {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory is writable")
    } else {
        bytes.to_vec()
    };
    format!(r#"{{"clslogs":{{"data":"{}"}}}}"#, Base64::encode_string(&data)).into_bytes()
}

/// A notification whose type the first byte chooses and whose event the rest is, as far as it is JSON.
#[must_use]
pub fn notification(bytes: &[u8]) -> Vec<u8> {
    const TYPES: [(&str, &str, &str); 13] = [
        ("EventType", "WorkflowTask", "WorkflowTaskEvent"),
        ("EventType", "ScheduleTask", "ScheduleTaskEvent"),
        ("EventType", "EditMediaTask", "EditMediaTaskEvent"),
        ("EventType", "BatchTask", "BatchTaskEvent"),
        ("EventType", "ExtractBlindWatermark", "ExtractBlindWatermarkTask"),
        ("EventType", "LiveScheduleTask", "LiveScheduleTaskEvent"),
        ("NotificationType", "AiReviewResult", "AiReviewResultInfo"),
        ("NotificationType", "AiRecognitionResult", "AiRecognitionResultInfo"),
        ("NotificationType", "AiAnalysisResult", "AiAnalysisResultInfo"),
        ("NotificationType", "AiQualityControlResult", "AiQualityControlResultInfo"),
        ("NotificationType", "AiSmartSubtitleResult", "AiSmartSubtitleResultInfo"),
        ("NotificationType", "LiveRecordResult", "LiveRecordResultInfo"),
        ("NotificationType", "ProcessEof", "ProcessEofInfo"),
    ];
    let (first, body) = bytes.split_first().unwrap_or((&0, b"{}"));
    let (name, value, member) = TYPES[usize::from(*first) % TYPES.len()];
    let mut event = format!(r#"{{"{name}":"{value}","{member}":"#).into_bytes();
    event.extend_from_slice(body);
    event.extend_from_slice(br#","SessionId":"s"}"#);
    event
}

/// A secret in any spelling, anywhere in an event, does not come out of anything that is derived from it. The first bytes
/// choose the spelling and the place, the rest is the event.
pub fn check_redaction(bytes: &[u8]) {
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let Some((choices, rest)) = bytes.split_first_chunk() else { return };
    let [place, part, depth, layers @ ..]: [u8; 11] = *choices;
    let mut spelled = spelling::reading(SECRET, usize::from(depth / 9));
    // What is deeper than is read must not come out either.
    for layer in layers.into_iter().take(usize::from(depth) % 9) {
        if spelled.len() < 20_000 {
            spelled = spelling::layer(&spelled, usize::from(layer), usize::from(layer / 10));
        }
    }
    let Ok(mut event) = serde_json::from_slice::<Value>(&notification(rest)) else { return };
    plant(&mut event, &spelled, usize::from(place), usize::from(part));
    event["S3SecretKey"] = Value::from(SECRET);
    let event = event.to_string().into_bytes();
    let mut derived = vec![parse_to_json(&event), parse_to_cloud_events(&event, Language::En, 0), redact(&event)];
    for format in ["text", "markdown", "wecom", "slack", "webhook"] {
        let format = notify::Format::from_id(format).expect("a format");
        derived.push(render_to_json(&event, format, Language::En));
    }
    for text in derived {
        let text_shown = String::from_utf8_lossy(&text);
        assert!(!spelling::shows(&text, SECRET.as_bytes(), 10), "{spelled} comes out in {text_shown}");
    }
}

/// A secret that only its notation gives away, escaped in layers, does not come out of anything that is derived from an event with it.
/// The first bytes choose the notation, the secret and the layers, the rest is the event.
pub fn check_notation(bytes: &[u8]) {
    const SECRETS: [&str; 4] =
        ["hush-Hush-01", "wJalrXUtnFEMIK7MDENG", "Zq7mNx4xLw2PvT9kRb3Yc8edJfHgA5s0", "a1_B2-c3_D4-e5_F6-g7"];
    let Some((choices, rest)) = bytes.split_first_chunk() else { return };
    let [notation, secret, depth, layers @ ..]: [u8; 9] = *choices;
    let secret = SECRETS[usize::from(secret) % SECRETS.len()];
    let notations = [notations::NAMED, notations::UNNAMED].concat();
    let text = notations[usize::from(notation) % notations.len()].replace('~', secret);
    let mut spelled = text.clone();
    for layer in layers.into_iter().take(usize::from(depth) % 5) {
        // Names in Base64 are not looked for, and these references to characters take a digit behind them for their own.
        let kind = usize::from(layer) % 9;
        if spelled.len() < 20_000 && spelled.is_ascii() {
            spelled = spelling::layer(&spelled, kind, usize::from(layer / 9));
        }
    }
    let Ok(mut event) = serde_json::from_slice::<Value>(&notification(rest)) else { return };
    // In an event with secrets, what can be read in two ways is hidden as a whole.
    event["Sign"] = Value::from("cbc52006ef0d679e57a2900b865657bd");
    event["Notation"] = Value::from(spelled.clone());
    for (_, member) in event.as_object_mut().expect("an object") {
        if let Some(member) = member.as_object_mut() {
            member.insert("Message".to_owned(), Value::from(spelled.clone()));
        }
    }
    let event = event.to_string().into_bytes();
    for shown in [parse_to_json(&event), redact(&event)] {
        let text_shown = String::from_utf8_lossy(&shown);
        assert!(!spelling::shows(&shown, secret.as_bytes(), 8), "{spelled} of {text} comes out in {text_shown}");
    }
}

/// Puts a text into the string or the name that is at some place, between its two parts.
fn plant(value: &mut Value, text: &str, mut place: usize, part: usize) -> Option<usize> {
    let within = |old: &str| {
        let at = old.char_indices().nth(part % (old.chars().count() + 1)).map_or(old.len(), |(at, _)| at);
        let (before, after) = old.split_at(at);
        format!("{before} {text} {after}")
    };
    match value {
        Value::String(old) if place == 0 => *old = within(old),
        Value::Array(elements) => {
            for element in elements {
                place = plant(element, text, place, part)?;
            }
            return Some(place);
        }
        Value::Object(members) => {
            if place == 0 {
                members.insert(text.to_owned(), Value::from(text));
                return None;
            }
            place -= 1;
            for (_, member) in members {
                place = plant(member, text, place, part)?;
            }
            return Some(place);
        }
        Value::String(_) => return Some(place - 1),
        _ => return Some(place),
    }
    None
}

/// Settings, whatever they are, give options or an error, and options only requests that can be sent.
pub fn check_options(settings: &[u8]) {
    let options = options_from_json(settings);
    assert_eq!(options, options_from_json(settings), "the same settings give other options");
    if let Err(error) = &options {
        assert!(!error.message().is_empty());
    }
    let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#.to_vec();
    let mut now = 1_700_000_000_000;
    let invocation = Invocation { request_id: None, deadline: now + 60_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(event, options, invocation, now);
    for _ in 0..1_000 {
        let poll = delivery.poll(now);
        if poll.done.is_some() {
            return;
        }
        now = poll.wait_until.unwrap_or(now).max(now + 1);
        for send in poll.requests {
            check_request(&send.request);
            delivery.on_response(send.id, &Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" }, now);
        }
    }
    panic!("the delivery does not end");
}

/// Settings, whatever they are, can be looked at: either they give no options, or every request that asks about them can be
/// sent, and those to the API have parameters that a reader of JSON that is not ours understands.
pub fn check_probe(settings: &[u8]) {
    const NOW: i64 = 1_700_000_000_000;
    let options = options_from_json(settings);
    let error = options.as_ref().err().cloned();
    let setup = Setup::new(options, true, NOW);
    assert_eq!(setup.error, error, "another error than the options have");
    assert!(error.is_none() || setup.probes.is_empty(), "options that are none are asked about");
    assert!(setup.bots.iter().all(|bot| !bot.id.is_empty()));
    for probe in &setup.probes {
        check_request(&probe.request);
        assert!(!probe.subject.target.is_empty());
        let is_for_bucket = match probe.subject.step.as_str() {
            "read" | "delete" => probe.body.is_empty(),
            "write" => !probe.body.is_empty(),
            _ => false,
        };
        if is_for_bucket {
            assert!(setup.bucket.is_some(), "no bucket is known");
            continue;
        }
        assert_eq!((probe.subject.step.as_str(), probe.request.method), ("function", "POST"));
        let body: Value = serde_json::from_str(&probe.body).expect("the parameters are JSON");
        let of = |name: &str| body[name].as_str().expect("a parameter").to_owned();
        let id = format!("{}:{}@{}", of("FunctionName"), of("Qualifier"), of("Namespace"));
        assert_eq!(id, probe.subject.target, "another function is asked about");
    }
}

/// Every client can send a request: its address and headers are printable ASCII.
fn check_request(request: &Request) {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    assert!(request.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", request.url);
    assert!(request.headers.iter().all(|(name, value)| is_plain(name) && is_plain(value)));
}

/// Whether bytes are JSON to the core, for the mutator to know what it has.
#[must_use]
pub fn is_json(bytes: &[u8]) -> bool {
    Document::parse(bytes).is_ok()
}
