//! Every way a notification travels: what `tests/fixtures/envelopes/expected.json` says comes out, in its order.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::{expected, fixtures, parsed};

/// A notification without an envelope.
const NOTE: &str = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;

#[test]
fn every_envelope_gives_its_notifications() {
    let expected: BTreeMap<String, Vec<Value>> = expected("envelopes");
    let cases = fixtures("envelopes");
    assert_eq!(cases.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (name, event) in cases {
        let given: Vec<Value> = parsed(&event).iter().map(essence).collect();
        if given != expected[&name] {
            wrong.push(format!("{name}\n  gives {given:?}\n  not   {:?}", expected[&name]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn essence(result: &Value) -> Value {
    match result.pointer("/error/code") {
        Some(code) => json!({ "error": code }),
        None => {
            json!({ "envelope": result["envelope"], "event_type": result["event_type"], "task_id": result["task_id"] })
        }
    }
}

/// A text as a JSON string, as JavaScript writes it, or with everything escaped that is not ASCII.
fn quoted(text: &str, ascii: bool) -> String {
    let quoted = Value::from(text).to_string();
    if !ascii {
        return quoted;
    }
    let mut units = [0; 2];
    let escape = |character: char, units: &mut [u16; 2]| -> String {
        character.encode_utf16(units).iter().map(|unit| format!("\\u{unit:04X}")).collect()
    };
    quoted.chars().map(|it| if it.is_ascii() { it.to_string() } else { escape(it, &mut units) }).collect()
}

/// In a notification that is not JSON, a `!` stands where it ceases to be. It is escaped nowhere, so its place in the event
/// is known without undoing any escape.
#[test]
fn an_error_inside_an_envelope_has_its_place_in_the_event_and_in_the_text() {
    let broken = "{\"EventType\":\"WorkflowTask\",\"WorkflowTaskEvent\":{\"Message\":\"转码 \\\"ü😀\\u8f6c\\ud83d\\n\\\\\",\"TaskId\":!}}";
    let inner_offset = broken.find('!').expect("the mark");
    for ascii in [false, true] {
        let quoted = |text: &str| quoted(text, ascii);
        let body = format!(r#"{{"headers":{{"a":"é\n"}},"httpMethod":"POST","body":{}}}"#, quoted(broken));
        let kafka = format!(
            r#"{{"Records":[{{"Ckafka":{{"msgBody":"{{}}"}}}},{{"Ckafka":{{"msgBody":{}}}}}]}}"#,
            quoted(&body)
        );
        let escaped = quoted(broken);
        let events = [
            (body.clone(), "body"),
            (format!(r#"{{"EventList":[{{}},{{"data":{body}}}]}}"#), "EventList[1].data.body"),
            (kafka.clone(), "Records[1].Ckafka.msgBody.body"),
            (
                format!(r#"{{"ErrorCode":1,"Body":{{"ClientContext":{}}}}}"#, quoted(&kafka)),
                "Body.ClientContext.Records[1].Ckafka.msgBody.body",
            ),
            (format!("\u{feff}[null,{}]", quoted(&quoted(broken))), "[1]"),
            (format!("[{}]", quoted(escaped.trim_matches('"'))), "[0]"),
            (format!(r#"{{"Messages":[{{"MessageId":"m","Body":{}}}]}}"#, quoted(broken)), "Messages[0].Body"),
            (format!(r#"{{"Content":{}}}"#, quoted(broken)), "Content"),
        ];
        for (event, path) in events {
            let error = parsed(event.as_bytes()).pop().expect("a result")["error"].clone();
            let path = format!("{path}.WorkflowTaskEvent.TaskId");
            let expected = json!({ "offset": event.find('!'), "inner_offset": inner_offset, "path": path });
            let given =
                json!({ "offset": error["offset"], "inner_offset": error["inner_offset"], "path": error["path"] });
            assert_eq!(given, expected, "{event}");
        }
    }
    let outermost = &parsed(broken.as_bytes())[0]["error"];
    assert_eq!((&outermost["offset"], &outermost["inner_offset"]), (&json!(inner_offset), &Value::Null));
}

/// Whatever escape a text has: of a letter, of half a pair, of half a pair before another escape. A lone surrogate stays an
/// escape in the text, in whose JSON it means the same.
#[test]
fn every_escape_before_an_error_counts_as_the_bytes_that_it_stands_for() {
    let text = r#"{"EventType":"WorkflowTask","Message":"x@A/ä转😀","TaskId":!}"#;
    for (escapes, inner) in [
        (&[("@", r"\ud83d")][..], r"x\ud83dA/ä转😀"),
        (&[("@", r"\ud83d"), ("A", r"\u0041")], r"x\ud83dA/ä转😀"),
        (&[("@", r"\ud83d"), ("A", r"\u00e4"), ("ä", r"\u00E4")], r"x\ud83dä/ä转😀"),
        (&[("@", r"\udc00"), ("A", r"\u0041")], r"x\udc00A/ä转😀"),
        (&[("x", r"\u0078"), ("/", r"\/")], "x@A/ä转😀"),
        (&[("😀", r"\uD83D\uDE00")], "x@A/ä转😀"),
        (&[("转", r"\u8f6c"), ("x", r"\u007f")], "\u{7f}@A/ä转😀"),
    ] {
        let (body, rest) =
            quoted(text, false).split_once("x@A/ä转😀").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("the text");
        let spelled = escapes.iter().fold("x@A/ä转😀".to_owned(), |spelled, (from, to)| spelled.replace(from, to));
        let event = format!(r#"{{"httpMethod":"POST","body":{body}{spelled}{rest}}}"#);
        let error = &parsed(event.as_bytes())[0]["error"];
        assert_eq!(error["offset"], json!(event.find('!')), "{event}");
        assert_eq!(error["inner_offset"], json!(text.replace("x@A/ä转😀", inner).find('!')), "{event}");
    }
}

/// What was packed has no place in the event, but what holds it has.
#[test]
fn an_error_in_what_was_packed_has_the_place_of_the_string() {
    let broken = br#"{"EventType":!}"#;
    for bytes in [broken.to_vec(), support::gzip(broken)] {
        let event = format!(r#"{{"isBase64Encoded":true,"httpMethod":"POST","body":"{}"}}"#, support::base64(&bytes));
        let error = &parsed(event.as_bytes())[0]["error"];
        let start = event.find(r#""body":""#).expect("the body") + r#""body":""#.len();
        assert_eq!((&error["offset"], &error["inner_offset"]), (&json!(start), &json!(13)));
        assert_eq!(error["path"], "body.EventType");
    }
}

#[test]
fn what_is_not_a_notification_is_named_by_its_members() {
    let message = |event: &str| parsed(event.as_bytes())[0]["error"]["message"].as_str().expect("a message").to_owned();
    for (event, found) in [
        ("{}", "an empty object"),
        (r#"{"a":1}"#, "an object with the member `a`"),
        (r#"{"a":1,"b\u202e\n`":2}"#, "an object with the members `a`, `…`"),
        ("[[]]", "an empty array"),
        ("[7]", "a number"),
        (r#"{"ReceiveMessageResponse":{}}"#, "an object with the member `ReceiveMessageResponse`"),
    ] {
        assert_eq!(message(event), format!("not an MPS notification: the event is {found}"), "{event}");
    }
    let many: Vec<String> = (0..1000).map(|index| format!(r#""{}":0"#, index.to_string().repeat(100))).collect();
    let message = message(&format!("{{{}}}", many.join(",")));
    assert!(message.ends_with("and 992 more") && message.len() < 600, "{message}");
    let long = format!(r#"{{"EventType":"x","{}\u001b":[!]}}"#, "n".repeat(100_000));
    let escape = r#"{"a\u001b[2J":!}"#;
    for (event, most) in [(long.as_str(), 410), (escape, 7)] {
        let error = &parsed(event.as_bytes())[0]["error"];
        let path = error["path"].as_str().expect("a path");
        assert!(path.len() < most && !path.contains('\u{1b}'), "{path}");
    }
}

#[test]
fn of_many_errors_the_first_hundred_are_told_and_the_rest_is_counted() {
    for element in ["null", "{}", "7", r#""x""#, "[]", r#"{"EventType":"WorkflowTask"}"#, r#"{"Records":[{}]}"#] {
        let event = format!("[{}]", vec![element; 20_000].join(","));
        let results = parsed(event.as_bytes());
        assert_eq!(results.len(), 101, "{element}");
        let last = &results[100]["error"];
        assert_eq!(last["message"], "not an MPS notification: 19900 more parts of the event", "{element}");
        assert_eq!(results[99]["error"]["path"].as_str().map(|path| path.starts_with("[99]")), Some(true), "{element}");
    }
    let good = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;
    let event = format!("[{}{good}]", "null,".repeat(20_000));
    let results = parsed(event.as_bytes());
    assert_eq!(results.iter().filter(|result| result["task_id"] == "t").count(), 1, "what is good is never left out");
}

/// Of repeated members the last one counts, as for `JSON.parse`, so that no reader sees another event than this one.
#[test]
fn of_repeated_members_the_last_one_counts_everywhere() {
    let note = |task: &str| {
        format!(r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"{task}","Status":"FINISH"}}}}"#)
    };
    let (first, last) = (note("first"), note("last"));
    let (first_text, last_text) = (quoted(&first, false), quoted(&last, false));
    for event in [
        format!(r#"{{"httpMethod":"POST","body":{first_text},"body":{last_text}}}"#),
        format!(r#"{{"data":{first},"data":{last}}}"#),
        format!(
            r#"{{"Records":[{{"CMQ":{{"msgBody":{first}}}}}],"Records":[{{"CMQ":{{"msgBody":1}},"CMQ":{{"msgBody":{last}}}}}]}}"#
        ),
        format!(r#"{{"EventType":"x","WorkflowTaskEvent":{{"TaskId":"first"}},{}"#, &last[1..]),
        format!(r#"{{"clslogs":{{"data":"x"}},"clslogs":null,"Response":{last}}}"#),
    ] {
        let results = parsed(event.as_bytes());
        let ids: Vec<&Value> = results.iter().map(|result| &result["task_id"]).collect();
        assert_eq!(ids, ["last"], "{event}");
    }
    let gone = r#"{"WorkflowTaskEvent":{"TaskId":"t"},"WorkflowTaskEvent":null}"#;
    let results = parsed(gone.as_bytes());
    assert_eq!(results[0]["error"]["code"], "not_a_notification", "{results:?}");
}

/// Nothing real is nested so deep, and each level is in memory while what is inside it is read.
#[test]
fn so_many_envelopes_may_be_inside_one_another() {
    let nested = |levels: usize, innermost: &str| {
        (0..levels).fold(innermost.to_owned(), |inner, level| match level % 2 {
            0 => format!("[{inner}]"),
            _ => format!(r#"{{"Response":{}}}"#, quoted(&inner, false)),
        })
    };
    let request = |body: &str| format!(r#"{{"httpMethod":"POST","body":{body}}}"#);
    let is_opened = |event: &str| parsed(event.as_bytes())[0]["task_id"] == "t";
    assert!(is_opened(&nested(8, NOTE)));
    assert!(!is_opened(&nested(9, NOTE)));
    assert!(is_opened(&request(&nested(4, NOTE))));
    assert!(!is_opened(&request(&nested(5, NOTE))));
    // Nor do lists of messages count less than others.
    let records = |levels: usize| {
        (0..levels).fold(NOTE.to_owned(), |inner, _| format!(r#"{{"Records":[{}]}}"#, quoted(&inner, false)))
    };
    assert!(is_opened(&records(8)));
    assert!(!is_opened(&records(9)));
    // It makes no difference whether the innermost one holds an object or a text.
    let text = format!(r#"{{"Response":{}}}"#, quoted(NOTE, false));
    assert!(is_opened(&nested(7, &text)));
    assert!(!is_opened(&nested(8, &text)));
    assert!(is_opened(&request(&nested(3, &text))));
    assert!(!is_opened(&request(&nested(4, &text))));
    // A web request inside of others has what is left of eight.
    assert!(is_opened(&nested(3, &request(&nested(4, NOTE)))));
    assert!(!is_opened(&nested(5, &request(&nested(4, NOTE)))));
}

#[test]
fn a_web_request_brings_no_messages_of_queues_no_logs_and_no_dead_letters() {
    let text = quoted(NOTE, false);
    let data = support::base64(format!(r#"{{"records":[{{"timestamp":1,"content":{text}}}]}}"#).as_bytes());
    let closed = [
        format!(r#"{{"CMQ":{{"msgBody":{text}}}}}"#),
        format!(r#"{{"Ckafka":{{"msgBody":{text}}}}}"#),
        format!(r#"{{"msgBody":{text},"msgId":"1"}}"#),
        format!(r#"{{"Records":[{NOTE}]}}"#),
        format!(r#"{{"Messages":[{NOTE}]}}"#),
        format!(r#"{{"msgInfoList":[{NOTE}]}}"#),
        format!(r#"{{"ReceiveMessageResponse":{{"ReceiveMessageResult":{{"messages":[{NOTE}]}}}}}}"#),
        format!(r#"{{"Records":[{{"messageId":"m","body":{text},"eventSource":"aws:sqs"}}]}}"#),
        format!(r#"{{"messageId":"m","receiptHandle":"h","body":{text}}}"#),
        format!(r#"{{"MessageId":"m","Body":{text}}}"#),
        format!(r#"{{"Messages":[{{"MessageId":"m","Body":{text}}}]}}"#),
        format!(
            r#"{{"ReceiveMessageResponse":{{"ReceiveMessageResult":{{"messages":[{{"MessageId":"m","Body":{text}}}]}}}}}}"#
        ),
        format!(r#"{{"msgInfoList":[{{"msgBody":{text}}}]}}"#),
        format!(r#"{{"Body":{{"ClientContext":{text}}}}}"#),
        format!(r#"{{"clslogs":{{"data":"{data}"}}}}"#),
    ];
    let opened = [
        NOTE.to_owned(),
        text.clone(),
        format!("[{NOTE},{text}]"),
        format!(r#"{{"topicName":"n","msgBody":{text}}}"#),
        format!(r#"{{"TopicOwner":1,"msgBody":{text}}}"#),
        format!(r#"{{"data":{NOTE}}}"#),
        format!(r#"{{"EventList":[{{"data":{text}}}]}}"#),
        format!(r#"{{"Response":{NOTE}}}"#),
        format!(r#"{{"Content":{text}}}"#),
        format!(r#"{{"body":{text}}}"#),
        format!(r#"{{"payload":{NOTE}}}"#),
    ];
    let request = |body: &str| format!(r#"{{"httpMethod":"POST","body":{}}}"#, quoted(body, false));
    let is_opened = |event: &str| parsed(event.as_bytes()).iter().all(|result| result["task_id"] == "t");
    for body in &closed {
        assert!(is_opened(body), "by itself {body} is opened");
        for event in [
            request(body),
            request(&format!(r#"{{"data":{body}}}"#)),
            format!(r#"{{"type":"connector:apigw","data":{body}}}"#),
        ] {
            let error = &parsed(event.as_bytes())[0]["error"];
            let message = error["message"].as_str().unwrap_or_default();
            assert!(message.ends_with("are not taken from a web request"), "{event}: {error}");
        }
    }
    for body in &opened {
        assert!(is_opened(body) && is_opened(&request(body)), "{body}");
    }
}

/// The notifications of a long batch of logs, read in parts, and their reports in parts.
#[cfg(feature = "cls")]
#[test]
fn the_reports_of_a_long_batch_come_in_parts() {
    let content = |index: usize| match index % 40 {
        7 => NOTE.replace("\"t\"", &format!("\"t-{index}\"")),
        // Names may be escaped.
        8 => NOTE.replace("EventType", "\\u0045ventType"),
        9 => "转😀".repeat(1_000),
        10 => "{\"EventType\":".into(),
        _ => format!("{{\"msg\":\"took {index} ms\"}}"),
    };
    let records: Vec<Value> =
        (0..20_000).map(|index| json!({ "timestamp": "1740816000000000", "content": content(index) })).collect();
    let batch = json!({ "topic_id": "t", "records": records }).to_string();
    let event = support::cls_event(&support::gzip(batch.as_bytes()));
    let whole = parsed(&event);
    assert_eq!(whole.len(), 1_000);
    assert_eq!((&whole[0]["task_id"], &whole[999]["task_id"]), (&json!("t-7"), &json!("t")));
    let mut parts: Vec<Vec<Value>> = Vec::new();
    mps_webhook::internals::parse_in_parts(&event, mps_webhook::Language::default(), &mut |part| {
        assert!(part.len() < 200_000, "{} bytes", part.len());
        parts.push(serde_json::from_str(part).expect("an array"));
    });
    assert!(parts.len() > 1);
    assert_eq!(parts.concat(), whole);
    // Nothing of a batch counts that is cut off at its end.
    let cut = support::cls_event(&support::gzip(&batch.as_bytes()[..batch.len() - 1]));
    let errors = parsed(&cut);
    assert_eq!((errors.len(), &errors[0]["error"]["code"]), (1, &json!("invalid_json")));
    assert_eq!(errors[0]["error"]["inner_offset"], json!(batch.len() - 1));
}

/// An envelope as members of an object, whether it is a web request, and whether a web request may bring it.
type Envelope = (Vec<(&'static str, Value)>, bool, bool);

fn envelopes(task: &str) -> Vec<Envelope> {
    let note = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": task, "Status": "FINISH" } });
    let text = note.to_string();
    let batch = json!({ "records": [{ "timestamp": 1, "content": text }] }).to_string();
    vec![
        (vec![("httpMethod", json!("POST")), ("body", json!(text))], true, true),
        // Beside others it is not sure that this is one; its payload is taken as one all the same.
        (vec![("headers", json!({})), ("payload", note.clone())], false, true),
        (vec![("requestContext", json!({})), ("body", note.clone())], true, true),
        (vec![("data", note.clone())], false, true),
        (vec![("Response", note.clone())], false, true),
        (vec![("Content", json!(text))], false, true),
        (vec![("EventList", json!([{ "data": note }]))], false, true),
        (vec![("Records", json!([{ "Ckafka": { "msgBody": text } }]))], false, false),
        (vec![("msgInfoList", json!([{ "msgBody": text }]))], false, false),
        (vec![("Messages", json!([{ "MessageId": "m", "Body": text }]))], false, false),
        (vec![("ReceiveMessageResponse", json!({ "ReceiveMessageResult": { "messages": [note] } }))], false, false),
        (vec![("clslogs", json!({ "data": support::base64(batch.as_bytes()) }))], false, false),
        (vec![("CMQ", json!({ "msgBody": text }))], false, false),
        (vec![("Ckafka", json!({ "msgBody": text }))], false, false),
        (vec![("msgBody", json!(text))], false, false),
        (vec![("MessageId", json!("m")), ("Body", json!(text))], false, false),
        (vec![("Body", json!({ "ClientContext": text }))], false, false),
    ]
}

#[test]
fn of_two_envelopes_in_one_object_both_are_opened_or_an_error_says_so() {
    let mut both = 0;
    for (first, first_is_web, first_is_open) in envelopes("t-1") {
        for (second, second_is_web, second_is_open) in envelopes("t-2") {
            let mut event = serde_json::Map::new();
            event.extend(first.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            // One member cannot be two.
            if second.iter().any(|(name, _)| event.contains_key(*name)) {
                continue;
            }
            event.extend(second.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            let event = Value::from(event);
            let results = parsed(event.to_string().as_bytes());
            let has = |task: &str| results.iter().any(|result| result["task_id"] == task);
            let is_refused = results.iter().any(|result| result.get("error").is_some());
            let may_be_closed = (first_is_web && !second_is_open) || (second_is_web && !first_is_open);
            assert_eq!(is_refused, may_be_closed, "{event}: {results:?}");
            assert!(is_refused || (has("t-1") && has("t-2") && results.len() == 2), "{event}: {results:?}");
            assert!(has("t-1") || has("t-2"), "{event}: {results:?}");
            both += usize::from(!is_refused);
        }
    }
    assert!(both > 150, "{both}");
}

#[test]
fn an_envelope_of_an_unknown_form_beside_another_is_an_error() {
    let note = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH" } });
    for (name, value) in [
        ("Records", json!("text")),
        ("Records", json!({ "CMQ": { "msgBody": note } })),
        ("EventList", json!(5)),
        ("clslogs", json!("text")),
        ("ReceiveMessageResponse", json!({ "messages": [note] })),
        ("CMQ", json!({ "body": note })),
        ("Ckafka", json!("text")),
        ("Body", json!("text")),
    ] {
        let mut event = json!({ "data": note });
        event[name] = value;
        let results = parsed(event.to_string().as_bytes());
        assert_eq!(results[0]["task_id"], "t", "{event}");
        let message = results[1].pointer("/error/message").and_then(Value::as_str).unwrap_or_default();
        assert!(message.ends_with("not all have a known form"), "{event}: {results:?}");
    }
    // What is there and empty is nothing.
    let event =
        json!({ "data": note, "Records": [], "msgInfoList": null, "payload": null, "CMQ": null, "clslogs": null });
    assert_eq!(parsed(event.to_string().as_bytes()).len(), 1);
}

#[test]
fn a_web_request_without_a_body_is_known_by_each_of_its_forms() {
    let requests = [
        r#"{"httpMethod":"GET"}"#,
        r#"{"httpMethod":"POST","body":""}"#,
        r#"{"httpMethod":"POST","body":" \t\r\n"}"#,
        r#"{"httpMethod":"POST","body":null}"#,
        r#"{"httpMethod":"POST","body":"","isBase64Encoded":true}"#,
        r#"{"httpMethod":"POST","body":"ICA=","isBase64Encoded":"true"}"#,
        r#"{"requestContext":{"stage":"release"}}"#,
        r#"{"requestContext":{"http":{"method":"GET"}}}"#,
        r#"{"rawPath":"/"}"#,
        r#"{"version":"2.0","headers":{}}"#,
        r#"{"headers":{"X-Method":"GET"},"payload":""}"#,
        r#"{"headers":{"X-Method":"GET"},"payload":null}"#,
        r#"{"headers":{"X-Method":"GET"},"payload":{}}"#,
        r#"{"type":"connector:apigw","data":{"httpMethod":"GET","body":""}}"#,
    ];
    for request in requests {
        let error = &parsed(request.as_bytes())[0]["error"];
        let message = "not an MPS notification: the event is a web request without a body";
        assert_eq!(error["message"], message, "{request}");
        // Beside others it is nothing at all.
        let results = parsed(format!("[{request},{NOTE}]").as_bytes());
        assert_eq!((results.len(), &results[0]["task_id"]), (1, &json!("t")), "{request}");
    }
    for other in [
        r#"{"httpMethod":"POST","body":{}}"#,
        r#"{"version":"2.0"}"#,
        r#"{"headers":{}}"#,
        r#"{"payload":null}"#,
        "",
        " ",
    ] {
        let error = &parsed(other.as_bytes())[0]["error"];
        assert!(!error["message"].as_str().unwrap_or_default().ends_with("without a body"), "{other}: {error}");
    }
}

#[test]
fn what_has_no_envelope_is_read_as_it_is_and_a_function_url_is_known_by_its_context() {
    // The old templates had such texts in a list.
    let event = r#"{\"EventType\":\"WorkflowTask\",\"WorkflowTaskEvent\":{\"TaskId\":\"t\"}}"#;
    let error = &parsed(event.as_bytes())[0]["error"];
    assert_eq!((&error["code"], &error["offset"]), (&json!("invalid_json"), &json!(1)));
    for (context, envelope) in
        [(r#"{"http":{"method":"POST"}}"#, "function_url"), (r#"{"stage":"release"}"#, "api_gateway")]
    {
        let event = format!(r#"{{"requestContext":{context},"body":{NOTE}}}"#);
        assert_eq!(parsed(event.as_bytes())[0]["envelope"], envelope, "{event}");
    }
}

/// What is refused of a notification for itself has its place in the whole event, too.
#[test]
fn a_refusal_of_what_an_envelope_holds_has_its_place_in_the_event() {
    let notification = r#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t"},"Sign":"x","Timestamp":1}"#;
    let body = serde_json::Value::from(notification).to_string();
    for (event, path) in [
        (notification.to_owned(), "Sign"),
        (format!(r#"{{"httpMethod":"POST","body":{body}}}"#), "body.Sign"),
        (format!("[{notification},{notification}]"), "[0].Sign"),
        (format!(r#"{{"Records":[{{"CMQ":{{"msgBody":{body}}}}}]}}"#), "Records[0].CMQ.msgBody.Sign"),
    ] {
        let error = mps_webhook::internals::verify(event.as_bytes(), "key", 0).expect_err("not signed");
        assert_eq!(error.path(), Some(path), "{event}");
    }
}

/// Gateways say in several ways whether a body is Base64.
#[test]
fn a_body_is_base64_if_the_gateway_says_so() {
    let (plain, packed) = (quoted(NOTE, false), quoted(&support::base64(NOTE.as_bytes()), false));
    for (flag, body) in [
        ("true", &packed),
        (r#""true""#, &packed),
        (r#""TRUE""#, &packed),
        (r#""1""#, &packed),
        ("1", &packed),
        ("false", &plain),
        (r#""false""#, &plain),
        (r#""0""#, &plain),
        ("0", &plain),
        ("null", &plain),
    ] {
        let event = format!(r#"{{"httpMethod":"POST","body":{body},"isBase64Encoded":{flag}}}"#);
        assert_eq!(parsed(event.as_bytes())[0]["task_id"], "t", "{event}");
    }
}

/// A load balancer's request has a `payload`, be it empty; headers alone are not a web request.
#[test]
fn headers_alone_are_no_web_request() {
    let message =
        |event: &str| parsed(event.as_bytes())[0]["error"]["message"].as_str().map(String::from).expect(event);
    for event in [r#"{"headers":{"a":"b"},"id":1}"#, r#"{"headers":{},"pay":null}"#] {
        assert!(!message(event).contains("web request"), "{event}: {}", message(event));
    }
    assert!(message(r#"{"headers":{"a":"b"},"payload":null}"#).contains("web request without a body"));
}

/// A list of messages has the name of its queue, whatever its elements are.
#[test]
fn what_is_in_a_list_of_messages_came_by_its_queue() {
    for (list, envelope) in [("Messages", "sqs"), ("msgInfoList", "cmq")] {
        for element in [NOTE.to_owned(), quoted(NOTE, false)] {
            let event = format!(r#"{{"{list}":[{element}]}}"#);
            assert_eq!(parsed(event.as_bytes())[0]["envelope"], envelope, "{event}");
        }
    }
}

/// What a web request has of other envelopes without anything in them makes no error.
#[test]
fn a_body_is_opened_whatever_else_a_web_request_has_of_a_message() {
    let body = quoted(NOTE, false);
    for (event, envelope) in [
        (format!(r#"{{"body":{body}}}"#), "function_url"),
        (format!(r#"{{"payload":{body}}}"#), "clb"),
        (format!(r#"{{"httpMethod":"POST","body":{body},"messageId":"m"}}"#), "function_url"),
        (format!(r#"{{"httpMethod":"POST","body":{body},"eventSource":"aws:sqs"}}"#), "function_url"),
        (
            format!(r#"{{"httpMethod":"POST","body":{body},"Records":[],"Messages":[],"msgInfoList":[]}}"#),
            "function_url",
        ),
        (format!(r#"{{"messageId":"m","receiptHandle":"h","body":{body}}}"#), "sqs"),
    ] {
        let reports = parsed(event.as_bytes());
        let opened: Vec<_> = reports.iter().map(|report| (&report["task_id"], &report["envelope"])).collect();
        assert_eq!(opened, [(&json!("t"), &json!(envelope))], "{event}");
    }
    let with_message = format!(r#"{{"httpMethod":"POST","body":{body},"MessageId":"m","Body":{body}}}"#);
    let reports = parsed(with_message.as_bytes());
    assert_eq!(reports.iter().filter(|report| report["error"].is_object()).count(), 1, "{reports:?}");
    assert_eq!(reports.iter().filter(|report| report["task_id"] == "t").count(), 1, "{reports:?}");
}
