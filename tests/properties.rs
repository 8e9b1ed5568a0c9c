//! What must hold for every event and every way it travels: the wrapping changes nothing but the name of the envelope, a
//! broken neighbour changes nothing at all, and a cut is a report or an error.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::io::Read;

use flate2::read::GzDecoder;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};
use support::{base64, cls_event, fixtures, gzip, parsed, parsed_one};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(8_9_4), failure_persistence: None, ..ProptestConfig::default() }
}

/// The sample events as texts; their white space is part of what is wrapped.
fn events() -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    fixtures("events").into_iter().map(|(name, bytes)| (name, text(bytes))).collect()
}

fn event() -> impl Strategy<Value = (String, String)> {
    select(events())
}

/// How a notification is wrapped.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wrapping {
    ApiGateway,
    ApiGatewayBase64,
    FunctionUrl,
    Clb,
    CmqTopic,
    CmqPull,
    CmqPush,
    Ckafka,
    EventBridgeTdmq,
    EventBridgeKafka,
    EventBridgeApigw,
    EventBridgeData,
    EventBridgeList,
    DeadLetter,
    Cls,
    ClsPlain,
    LegacyText,
    LegacyTextEscaped,
    Text,
    List,
}

use Wrapping::*;

const WRAPPINGS: [(Wrapping, &str); 20] = [
    (ApiGateway, "api_gateway"),
    (ApiGatewayBase64, "api_gateway"),
    (FunctionUrl, "function_url"),
    (Clb, "clb"),
    (CmqTopic, "cmq"),
    (CmqPull, "cmq"),
    (CmqPush, "cmq"),
    (Ckafka, "ckafka"),
    (EventBridgeTdmq, "event_bridge"),
    (EventBridgeKafka, "event_bridge"),
    (EventBridgeApigw, "event_bridge"),
    (EventBridgeData, "event_bridge"),
    (EventBridgeList, "event_bridge"),
    (DeadLetter, "dead_letter"),
    (Cls, "cls"),
    (ClsPlain, "cls"),
    (LegacyText, "legacy_text"),
    (LegacyTextEscaped, "legacy_text"),
    (Text, "legacy_text"),
    (List, "list"),
];

/// JSON whose value at the place of `null` is a text: put together by hand, so that the text of an event stands in it
/// as it is.
fn embed(frame: &Value, json: &str) -> Vec<u8> {
    frame.to_string().replacen("null", json, 1).into_bytes()
}

fn wrap(text: &str, how: Wrapping) -> Vec<u8> {
    let bridge = |data: Value| {
        json!({ "specversion": "1.0", "id": "1", "type": "connector:x", "source": "x.cloud.tencent", "subjuect": "s",
            "time": "1740816000000", "region": "ap-guangzhou", "datacontenttype": "application/json", "data": data })
    };
    let gateway = |body: &str, base64: bool| {
        json!({ "requestContext": { "serviceId": "s", "httpMethod": "POST", "identity": {}, "stage": "release" },
            "headers": { "Content-Type": "application/json" }, "body": body, "pathParameters": {},
            "queryStringParameters": {}, "headerParameters": {}, "stageVariables": {}, "path": "/mps",
            "queryString": { "a": ["1", "2"], "b": true }, "httpMethod": "POST", "isBase64Encoded": base64 })
    };
    let logs = |content: &str| json!({ "topic_id": "t", "topic_name": "日志", "records": [{ "timestamp": "1740816000000000", "content": content }] });
    let value = match how {
        ApiGateway => gateway(text, false),
        ApiGatewayBase64 => gateway(&base64(text.as_bytes()), true),
        FunctionUrl => json!({ "body": text, "headers": {}, "httpMethod": "POST", "path": "/", "queryString": {} }),
        Clb => {
            let headers = json!({ "X-Vip": "10.0.0.1", "X-Vport": "80", "X-Uri": "/", "X-Method": "POST" });
            return embed(&json!({ "headers": headers, "isBase64Encoded": "false", "payload": null }), text);
        }
        CmqTopic => {
            json!({ "Records": [{ "CMQ": { "type": "topic", "topicOwner": 1, "topicName": "t", "msgId": "1",
                "msgBody": text, "msgTag": "a, b" } }] })
        }
        CmqPull => json!({ "code": 0, "message": "", "requestId": "1", "msgBody": text, "msgId": "1",
            "receiptHandle": "1", "dequeueCount": 1 }),
        CmqPush => json!({ "TopicOwner": 1, "topicName": "t", "subscriptionName": "s", "msgId": "1", "msgBody": text,
            "publishTime": 1_740_816_000 }),
        Ckafka => {
            json!({ "Records": [{ "Ckafka": { "topic": "t", "Partition": 1, "offset": 1, "msgKey": "None",
                "msgBody": text } }] })
        }
        EventBridgeTdmq => bridge(json!({ "topic": "persistent://1/n/t", "msgId": "1", "msgBody": text })),
        EventBridgeKafka => bridge(json!({ "topic": "t", "Partition": 0, "msgKey": "None", "msgBody": text })),
        EventBridgeApigw => bridge(json!({ "headers": {}, "body": text, "path": "/", "httpMethod": "POST" })),
        EventBridgeData => return embed(&bridge(Value::Null), text),
        EventBridgeList => json!({ "EventList": [bridge(json!({ "msgBody": text }))] }),
        DeadLetter => json!({ "RequestId": "r", "ErrorCode": 433, "ErrorMessage": "late",
            "Body": { "FunctionName": "f", "ClientContext": text } }),
        Cls => return cls_event(&gzip(logs(text).to_string().as_bytes())),
        ClsPlain => return cls_event(logs(text).to_string().as_bytes()),
        LegacyText => json!([ascii(text)]),
        LegacyTextEscaped => json!([ascii(text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")]),
        Text => json!(text),
        List => return format!("[{text}]").into_bytes(),
    };
    serde_json::to_vec(&value).expect("JSON")
}

/// Everything beyond ASCII as `\uXXXX`, as Python 2.7 writes it.
fn ascii(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// A result without the name of its envelope.
fn without_envelope(mut result: Value) -> Value {
    if let Some(report) = result.as_object_mut() {
        report.remove("envelope");
    }
    result
}

/// A result whose lists are sorted: their order is that of the notification's members.
fn in_any_order(mut result: Value) -> Value {
    let sort = |list: &mut Value| {
        if let Some(list) = list.as_array_mut() {
            list.sort_by_key(Value::to_string);
        }
    };
    for task in result["tasks"].as_array_mut().into_iter().flatten() {
        sort(&mut task["findings"]);
        for output in task["outputs"].as_array_mut().into_iter().flatten() {
            // Of a file that two members name it is the first one.
            output.as_object_mut().map(|output| output.remove("member"));
        }
        sort(&mut task["outputs"]);
    }
    // A warning names the same sub-task, wherever that stands.
    let tasks = result["tasks"].clone();
    for warning in result["warnings"].as_array_mut().into_iter().flatten() {
        let about = warning["task"].as_u64().and_then(|index| usize::try_from(index).ok());
        if let Some(task) = about.and_then(|index| tasks.get(index)) {
            warning["task"] = task.clone();
        }
    }
    sort(&mut result["tasks"]);
    sort(&mut result["warnings"]);
    result
}

/// All wrappings of all events: few enough to leave nothing to chance.
#[test]
fn a_wrapping_changes_nothing_but_the_name_of_the_envelope() {
    let mut wrong = Vec::new();
    for (name, text) in events() {
        let bare = parsed_one(text.as_bytes());
        assert_eq!(bare["envelope"], "mps_trigger", "{name}");
        for (how, envelope) in WRAPPINGS {
            let results = parsed(&wrap(&text, how));
            let same = results.len() == 1
                && results[0]["envelope"] == envelope
                && without_envelope(results[0].clone()) == without_envelope(bare.clone());
            if !same {
                wrong.push(format!("{name} in {how:?}: {:.200}", json!(results).to_string()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, such as\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

/// What is handed over in the place of a message that is fine.
fn broken(text: &str, how: usize) -> String {
    let cut = |at: usize| (0..=at.min(text.len())).rev().find_map(|at| text.get(..at)).unwrap_or_default();
    match how % 6 {
        0 => cut(text.len() / 2).into(),
        1 => String::new(),
        2 => "<html>502</html>".into(),
        3 => r#"{"hello":"world"}"#.into(),
        4 => r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":null}"#.into(),
        _ => "{}".into(),
    }
}

/// Several messages in one event, and the envelope's name.
fn batch(messages: &[String], how: usize) -> (Vec<u8>, &'static str) {
    let (event, envelope) = match how % 4 {
        0 => (
            json!({ "Records": messages.iter().map(|m| json!({ "CMQ": { "msgBody": m } })).collect::<Vec<_>>() }),
            "cmq",
        ),
        1 => {
            let record =
                |message| json!({ "Ckafka": { "topic": "t", "partition": 0, "msgKey": "None", "msgBody": message } });
            (json!({ "Records": messages.iter().map(record).collect::<Vec<_>>() }), "ckafka")
        }
        2 => {
            let event = |message| {
                json!({ "specversion": "1.0", "id": "1", "type": "connector:tdmq", "source": "tdmq.cloud.tencent",
                    "data": { "msgBody": message } })
            };
            (json!({ "EventList": messages.iter().map(event).collect::<Vec<_>>() }), "event_bridge")
        }
        _ => (json!(messages), "legacy_text"),
    };
    (serde_json::to_vec(&event).expect("JSON"), envelope)
}

/// Whether an event may be written anew: what is unknown is looked for among all members, and numbers of odd forms would
/// get another form.
fn is_plain(name: &str) -> bool {
    !name.contains("unknown") && !name.contains("odd")
}

/// Where the order of an object's members, and of nothing else, is another.
fn reordered(value: &Value, keys: &mut dyn FnMut() -> u32) -> String {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(u32, String)> = members
                .iter()
                .map(|(name, value)| (keys(), format!("{}:{}", json!(name), reordered(value, keys))))
                .collect();
            members.sort();
            format!("{{{}}}", members.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(","))
        }
        Value::Array(elements) => {
            let elements: Vec<String> = elements.iter().map(|element| reordered(element, keys)).collect();
            format!("[{}]", elements.join(","))
        }
        other => other.to_string(),
    }
}

/// With a random choice of the event's own members written twice: first with another value, then as they are. Of objects
/// and arrays that is `null`. (Deeper inside members are looked for in more ways than by one name.)
fn repeated(value: &Value, depth: u32, chance: &mut dyn FnMut() -> u32) -> String {
    let Some(members) = value.as_object().filter(|_| depth < 2) else { return value.to_string() };
    let mut texts = Vec::new();
    for (name, value) in members {
        if chance().is_multiple_of(4) {
            let decoys = ["null", "0", "\"FAIL\"", "{}", "[]", "[{\"Type\":\"Transcode\"}]"];
            let is_plain = !value.is_object() && !value.is_array() && !value.is_null();
            let decoy = if is_plain { decoys[chance() as usize % decoys.len()] } else { "null" };
            texts.push(format!("{}:{decoy}", json!(name)));
        }
        texts.push(format!("{}:{}", json!(name), repeated(value, depth + 1, chance)));
    }
    format!("{{{}}}", texts.join(","))
}

/// The same for the same seed.
fn xorshift(seed: u32) -> impl FnMut() -> u32 {
    let mut state = seed | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    }
}

/// The kinds of values a JSON text may hold, so that values are more than what events have.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "[a-z转é\"\\\\/\u{7f}😀]{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map("[A-Za-z]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_broken_message_changes_nothing_about_its_neighbours(
        good in prop::collection::vec(event(), 1..5),
        at in any::<prop::sample::Index>(),
        damage in 0_usize..6,
        how in 0_usize..4,
    ) {
        let bare: Vec<Value> = good.iter().map(|(_, text)| without_envelope(parsed_one(text.as_bytes()))).collect();
        let mut messages: Vec<String> = good.iter().map(|(_, text)| text.clone()).collect();
        let at = at.index(messages.len() + 1);
        messages.insert(at, broken(&good[0].1, damage));
        let (event, envelope) = batch(&messages, how);
        let mut results = parsed(&event);
        prop_assert_eq!(results.len(), messages.len(), "{} in {}", damage, envelope);
        let odd = results.remove(at);
        prop_assert!(odd.get("error").is_some(), "{odd}");
        for (result, bare) in results.into_iter().zip(bare) {
            prop_assert_eq!(&result["envelope"], envelope);
            prop_assert_eq!(without_envelope(result), bare);
        }
    }

    #[test]
    fn the_order_of_members_changes_nothing((name, text) in event(), seed in any::<u32>(), wrapping in select(&WRAPPINGS[..])) {
        prop_assume!(is_plain(&name));
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let mut keys = xorshift(seed);
        let changed = reordered(&value, &mut keys);
        prop_assert_eq!(in_any_order(parsed_one(changed.as_bytes())), in_any_order(parsed_one(text.as_bytes())));
        let wrapped: Value = serde_json::from_slice(&wrap(&text, wrapping.0)).expect("JSON");
        let result = parsed_one(reordered(&wrapped, &mut keys).as_bytes());
        prop_assert_eq!(&result["envelope"], wrapping.1);
    }

    #[test]
    fn of_repeated_members_the_last_counts((name, text) in event(), seed in any::<u32>()) {
        prop_assume!(is_plain(&name));
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let changed = repeated(&value, 0, &mut xorshift(seed));
        prop_assert_eq!(in_any_order(parsed_one(changed.as_bytes())), in_any_order(parsed_one(text.as_bytes())));
    }

    #[test]
    fn members_nobody_knows_change_nothing((name, text) in event(), extra in any_json(), seed in any::<u32>()) {
        prop_assume!(is_plain(&name));
        let mut value: Value = serde_json::from_str(&text).expect("JSON");
        value["XUnknown"] = extra.clone();
        if let Some(task) = value.get_mut("WorkflowTaskEvent").filter(|task| task.is_object()) {
            task["XUnknown"] = extra;
        }
        let changed = reordered(&value, &mut xorshift(seed));
        let expected = parsed_one(text.as_bytes());
        prop_assume!(expected["event_type"] != "other");
        prop_assert_eq!(in_any_order(parsed_one(changed.as_bytes())), in_any_order(expected));
    }

    #[test]
    fn any_value_in_the_place_of_a_message_is_a_report_or_an_error(value in any_json(), wrapping in select(&WRAPPINGS[..])) {
        for text in [value.to_string(), json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": value }).to_string()] {
            let results = parsed(&wrap(&text, wrapping.0));
            prop_assert!(!results.is_empty());
            for result in results {
                prop_assert!(result.get("error").is_some() || result["task_id"].is_string() || !result["warnings"].as_array().expect("warnings").is_empty());
            }
        }
    }
}

/// Every cut, not some: an event that was cut off is what happens most.
#[test]
fn an_event_cut_at_any_byte_is_an_error_that_says_where() {
    let (_, text) = events().into_iter().find(|(name, _)| name == "extract-blind-watermark.json").expect("an event");
    for (how, _) in WRAPPINGS {
        let whole = wrap(&text, how);
        for length in 0..whole.len() {
            let result = parsed_one(&whole[..length]);
            let error = &result["error"];
            assert_eq!(error["code"], "invalid_json", "{how:?} cut at {length}: {result}");
            assert!(error["offset"].as_u64().is_some_and(|offset| offset <= length as u64), "{how:?}: {error}");
        }
    }
    // What is cut inside of a wrapping that is whole.
    let text = text.trim_end();
    for (how, _) in WRAPPINGS.into_iter().filter(|(how, _)| !matches!(how, Clb | EventBridgeData | List)) {
        for length in (0..text.len()).filter(|length| text.is_char_boundary(*length)) {
            let results = parsed(&wrap(text.get(..length).expect("a boundary"), how));
            assert!(results.iter().all(|result| result.get("error").is_some()), "{how:?} cut at {length}");
        }
    }
}

#[test]
fn a_gzip_cut_at_any_byte_is_an_error() {
    let (_, text) = events().into_iter().find(|(name, _)| name == "extract-blind-watermark.json").expect("an event");
    let log = json!({ "topic_id": "t", "records": [{ "timestamp": "1", "content": text }] }).to_string();
    let zip = gzip(log.as_bytes());
    for length in 0..zip.len() {
        assert!(parsed_one(&cls_event(&zip[..length])).get("error").is_some(), "cut at {length}");
    }
    for at in 0..zip.len() {
        let mut damaged = zip.clone();
        damaged[at] ^= 0x10;
        let mut theirs = Vec::new();
        let is_harmless =
            GzDecoder::new(damaged.as_slice()).read_to_end(&mut theirs).is_ok() && theirs == log.as_bytes();
        let ours = parsed_one(&cls_event(&damaged));
        // What another reader has no objection to we may still refuse.
        assert!(is_harmless || ours.get("error").is_some(), "a wrong byte at {at} is not noticed");
    }
}
