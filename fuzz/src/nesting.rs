//! Envelopes around a notification, nested as some choices say, and whether a web request is among them.

use std::io::Write;

use base64ct::{Base64, Encoding};
use flate2::Compression;
use flate2::write::GzEncoder;
use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, Invocation, Mode, Response};

/// The key that the notifications of [`notification`] are signed with, or not.
pub const KEY: &str = "the key";

/// When it is, ms since 1970.
pub const NOW: i64 = 1_700_000_000_000;

/// The task of every notification here.
pub const TASK_ID: &str = "2600011633-WorkflowTask-trust";

/// `md5("1700000600" + KEY)`.
const SIGN: &str = "2e253189c024c72fbdc0f68ba4d34004";

/// Choices, made of bytes; there is always one more, the first.
pub struct Choices<'b>(pub &'b [u8]);

impl Choices<'_> {
    fn below(&mut self, bound: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % bound
    }

    fn of<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }
}

/// Ways to sign a notification, of which the first alone is right.
pub const SIGNATURES: usize = 9;

/// A notification as JSON, signed in one of [`SIGNATURES`] ways.
pub fn notification(way: usize) -> String {
    let signature = match way {
        0 => format!(r#","Timestamp":1700000600,"Sign":"{SIGN}""#),
        1 => String::new(),
        // md5("1700000600"), and of another key.
        2 => r#","Timestamp":1700000600,"Sign":"5ebd8362121e0bc17b5f2c6bd90dc0b2""#.into(),
        3 => r#","Timestamp":1700000600,"Sign":"cbc52006ef0d679e57a2900b865657bd""#.into(),
        // Of another time; of none.
        4 => format!(r#","Timestamp":1700000601,"Sign":"{SIGN}""#),
        5 => format!(r#","Sign":"{SIGN}""#),
        // The right one, and another one behind it: of repeated members the last one counts.
        6 => format!(r#","Timestamp":1700000600,"Sign":"{SIGN}","Sign":"{}""#, "0".repeat(32)),
        7 => format!(r#","Sign":"{SIGN}","Timestamp":1700000600,"Timestamp":1900000600"#),
        // Where it does not count.
        _ => format!(r#","WorkflowTask":{{"Timestamp":1700000600,"Sign":"{SIGN}"}}"#),
    };
    format!(
        r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"{TASK_ID}","Status":"FINISH"}}{signature}}}"#
    )
}

/// What came of nesting.
pub struct Nested {
    /// The event.
    pub event: String,
    /// The envelopes, from the innermost on.
    pub names: Vec<&'static str>,
    /// Whether a web request is among them.
    pub over_http: bool,
}

/// One way to put JSON into an envelope: its name, whether it is a web request, and how.
type Envelope = (&'static str, bool, fn(&str, &mut Choices<'_>) -> String);

const ENVELOPES: &[Envelope] = &[
    ("api gateway", true, |inner, choices| {
        let body = body(inner, choices);
        format!(r#"{{"requestContext":{{"stage":"release"}},"headers":{{}},"httpMethod":"POST",{body}}}"#)
    }),
    ("function url", true, |inner, choices| {
        format!(r#"{{"headers":{{}},{},"httpMethod":"POST"}}"#, body(inner, choices))
    }),
    ("function url 2.0", true, |inner, choices| {
        let shape = choices.of(&[
            r#""requestContext":{"http":{"method":"POST"}}"#,
            r#""rawPath":"/""#,
            r#""version":"2.0","headers":{}"#,
        ]);
        format!("{{{shape},{}}}", body(inner, choices))
    }),
    ("body", true, |inner, choices| format!("{{{}}}", body(inner, choices))),
    ("clb", true, |inner, choices| {
        let payload = inline_or_text(inner, choices);
        format!(r#"{{"headers":{{"X-Vip":"10.0.0.1"}},"payload":{payload},"isBase64Encoded":"false"}}"#)
    }),
    ("web request, and more beside its body", true, |inner, choices| {
        let beside =
            choices.of(&["payload", "data", "Response", "Content", "Records", "msgInfoList", "EventList", "Body"]);
        let (method, inner) = (choices.of(&["httpMethod", "rawPath"]), inline_or_text(inner, choices));
        let value = match beside {
            "Records" | "msgInfoList" | "EventList" => format!("[{inner}]"),
            "Body" => format!(r#"{{"ClientContext":{inner}}}"#),
            _ => inner.clone(),
        };
        let body = choices.of(&[r#""body":"","#, r#""body":{},"#, ""]);
        format!(r#"{{"{method}":"POST",{body}"{beside}":{value}}}"#)
    }),
    ("event bridge, api gateway", true, |inner, choices| {
        let body = body(inner, choices);
        format!(
            r#"{{"specversion":"1.0","type":"connector:apigw","data":{{"headers":{{}},{body},"httpMethod":"POST"}}}}"#
        )
    }),
    ("event bridge, api gateway, changed", true, |inner, choices| {
        let data = inline_or_text(inner, choices);
        let origin = choices.of(&[r#""type":"connector:apigw""#, r#""source":"apigw.cloud.tencent""#]);
        format!(r#"{{{origin},"data":{data}}}"#)
    }),
    ("event bridge, api gateway, merged", true, |inner, choices| {
        let origin = choices.of(&[r#""type":"connector:apigw""#, r#""source":"apigw.cloud.tencent""#]);
        match inner.strip_prefix('{').filter(|members| members.starts_with(r#""EventType":"W"#)) {
            Some(members) => format!("{{{origin},{members}"),
            None => format!(r#"{{{origin},"data":{inner}}}"#),
        }
    }),
    ("event bridge", false, |inner, choices| {
        format!(r#"{{"specversion":"1.0","data":{}}}"#, inline_or_text(inner, choices))
    }),
    ("event bridge, queue", false, |inner, _| {
        format!(r#"{{"type":"connector:tdmq","data":{{"topic":"t","msgBody":{}}}}}"#, text(inner))
    }),
    ("event list", false, |inner, choices| {
        let inner = inline_or_text(inner, choices);
        format!(r#"{{"EventList":[{}]}}"#, several(&inner, choices))
    }),
    ("records", false, |inner, choices| {
        let member = choices.of(&["CMQ", "Ckafka"]);
        let record = format!(r#"{{"{member}":{{"msgBody":{}}}}}"#, inline_or_text(inner, choices));
        format!(r#"{{"Records":[{}]}}"#, several(&record, choices))
    }),
    ("records of the event itself", false, |inner, choices| {
        let inner = inline_or_text(inner, choices);
        format!(r#"{{"Records":[{}]}}"#, several(&inner, choices))
    }),
    ("sqs", false, |inner, choices| {
        let record = format!(r#"{{"messageId":"m","body":{},"eventSource":"aws:sqs"}}"#, text(inner));
        format!(r#"{{"Records":[{}]}}"#, several(&record, choices))
    }),
    ("sqs, received", false, |inner, choices| {
        let message = format!(r#"{{"MessageId":"m","Body":{}}}"#, text(inner));
        let messages = several(&message, choices);
        match choices.below(2) {
            0 => format!(r#"{{"Messages":[{messages}]}}"#),
            _ => format!(r#"{{"ReceiveMessageResponse":{{"ReceiveMessageResult":{{"messages":[{messages}]}}}}}}"#),
        }
    }),
    ("cmq, received", false, |inner, choices| {
        let message = format!(r#"{{"msgBody":{},"msgId":"1"}}"#, text(inner));
        match choices.below(2) {
            0 => message,
            _ => format!(r#"{{"msgInfoList":[{}]}}"#, several(&message, choices)),
        }
    }),
    ("topic", false, |inner, _| format!(r#"{{"TopicOwner":1,"topicName":"t","msgBody":{}}}"#, text(inner))),
    ("dead letter", false, |inner, choices| {
        format!(r#"{{"ErrorCode":433,"Body":{{"ClientContext":{}}}}}"#, inline_or_text(inner, choices))
    }),
    ("response", false, |inner, _| format!(r#"{{"Response":{inner}}}"#)),
    ("content", false, |inner, _| format!(r#"{{"Content":{}}}"#, text(inner))),
    ("list", false, |inner, choices| format!("[{}]", several(inner, choices))),
    ("list of texts", false, |inner, choices| format!("[{}]", several(&text(inner), choices))),
    ("text", false, |inner, _| text(inner)),
    ("escaped text", false, |inner, _| {
        // As the old templates took it, it is an object.
        let escaped = text(&if inner.starts_with('{') { inner.into() } else { format!(r#"{{"data":{inner}}}"#) });
        format!("[{}]", text(&escaped[1..escaped.len() - 1]))
    }),
    ("cls", false, |inner, choices| {
        let batch = format!(r#"{{"topic_id":"t","records":[{{"timestamp":1,"content":{}}}]}}"#, text(inner));
        format!(r#"{{"clslogs":{{"data":"{}"}}}}"#, packed(&batch, choices))
    }),
];

/// Members that mean nothing where they are, or would mean something else elsewhere.
const DECOYS: [&str; 8] = [
    r#""Sign":"2e253189c024c72fbdc0f68ba4d34004","Timestamp":1700000600,"#,
    r#""Records":[],"EventList":[],"#,
    r#""data":null,"msgBody":null,"#,
    r#""body":null,"payload":null,"#,
    r#""EventType":"","TaskType":null,"#,
    r#""isBase64Encoded":false,"#,
    r#""body":"{}","body":null,"#,
    r#""clslogs":null,"Response":null,"#,
];

/// Puts a notification into as many envelopes as the choices say, at most `most`.
pub fn nest(notification: &str, most: usize, choices: &mut Choices<'_>) -> Nested {
    let mut nested = Nested { event: notification.into(), names: Vec::new(), over_http: false };
    for _ in 0..choices.below(most + 1) {
        let (name, is_web, wrap) = ENVELOPES[choices.below(ENVELOPES.len())];
        nested.event = wrap(&nested.event, choices);
        nested.names.push(name);
        nested.over_http |= is_web;
        // Merged with the notification they would sign it.
        if choices.below(4) == 1 && nested.event.starts_with('{') && !name.ends_with("merged") {
            nested.event.insert_str(1, choices.of(&DECOYS));
        }
    }
    nested
}

/// A text as a JSON string.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn inline_or_text(inner: &str, choices: &mut Choices<'_>) -> String {
    if choices.below(2) == 0 { text(inner) } else { inner.into() }
}

fn several(element: &str, choices: &mut Choices<'_>) -> String {
    vec![element; 1 + choices.below(3)].join(",")
}

/// The members of a web request that are its body.
fn body(inner: &str, choices: &mut Choices<'_>) -> String {
    match choices.below(4) {
        0 => format!(r#""body":{},"isBase64Encoded":false"#, text(inner)),
        1 => format!(r#""body":{inner}"#),
        _ => {
            let flag = choices.of(&["true", "\"true\"", "\"True\"", "1"]);
            format!(r#""isBase64Encoded":{flag},"body":"{}""#, packed(inner, choices))
        }
    }
}

fn packed(inner: &str, choices: &mut Choices<'_>) -> String {
    let bytes = match choices.below(2) {
        0 => inner.as_bytes().to_vec(),
        _ => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(inner.as_bytes()).and_then(|()| encoder.finish()).expect("memory is writable")
        }
    };
    Base64::encode_string(&bytes)
}

/// What a delivery with a bucket and [`KEY`] does with an event: the keys of the objects that it stores, and whether it ends
/// well. `is_body`: the event is the body of a web request itself.
pub fn deliver(event: &str, is_body: bool) -> (Vec<String>, bool) {
    let settings = format!(
        r#"{{"env":{{"COS_BUCKET":"b-1","COS_ENDPOINT":"http://c","COS_SECRET_ID":"i","COS_SECRET_KEY":"k",
        "COS_LAYOUT":"task","WECOM_WEBHOOK_KEY":"693a91f6-7a0c-4bc4-97a0-0ec2f1fa5aaa","MPS_NOTIFY_KEY":"{KEY}"}}}}"#
    );
    let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: Mode::Full };
    let options = options_from_json(settings.as_bytes());
    let begin = if is_body { Delivery::of_request } else { Delivery::new };
    let mut delivery = begin(event.as_bytes().to_vec(), options, invocation, NOW);
    let (mut keys, mut now) = (Vec::new(), NOW);
    for _ in 0..10_000 {
        let poll = delivery.poll(now);
        if let Some(done) = poll.done {
            return (keys, done.ok);
        }
        now = poll.wait_until.unwrap_or(now).max(now + 1);
        for send in poll.requests {
            keys.push(send.request.url.strip_prefix("http://c/b-1/").unwrap_or("a bot").into());
            // Nothing is there yet.
            let status = if send.request.method == "GET" { 404 } else { 200 };
            let body = if send.request.url.starts_with("http://c/") { "" } else { r#"{"errcode":0}"# };
            delivery.on_response(
                send.id,
                &Response { status, headers: &[("etag", "\"-\"")], body: body.as_bytes() },
                now,
            );
        }
    }
    panic!("the delivery does not end");
}

/// No notification that a web request is around counts unless it is signed, whatever the envelopes are.
///
/// # Panics
/// If one does.
pub fn check_trust(way: usize, is_body: bool, choices: &mut Choices<'_>) -> bool {
    let nested = nest(&notification(way), 6, choices);
    let (keys, ok) = deliver(&nested.event, is_body);
    let stored = keys.iter().any(|key| !key.starts_with("mps/unparsed/"));
    if way > 0 && (nested.over_http || is_body) {
        assert!(!stored && !ok, "forged in way {way}, but taken out of {:?}: {keys:?}\n{}", nested.names, nested.event);
    }
    stored
}
