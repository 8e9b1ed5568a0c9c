//! No secret of an event comes out in anything that is derived from it, wherever it stands and however it is spelled. The
//! oracle undoes spellings by itself and looks for the secret.

#![cfg(all(feature = "api", feature = "cls", feature = "notify"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that fails is meant to panic"
)]
#![allow(unsafe_code, reason = "an allocator that counts is one")]

#[path = "support/notations.rs"]
mod notations;
#[path = "support/spelling.rs"]
mod spelling;
mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::BTreeSet;

use base64ct::{Base64, Base64Url, Encoding};
use mps_webhook::internals::{options_from_json, parse_to_cloud_events, parse_to_json, render_to_json};
use mps_webhook::notify::Format;
use mps_webhook::{Delivery, Invocation, Language, Mode, Response, redact};
use serde_json::{Value, json};
use spelling::{percent, shows, slashes, unicode};
use support::{base64, cls_event, fixtures, gzip, parsed_one};

const NOW: i64 = 1_700_000_000_000;
const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SIGN: &str = "cbc52006ef0d679e57a2900b865657bd";

/// The spellings of a secret, alone and on top of each other.
fn spellings(secret: &str) -> Vec<String> {
    let one = |text: &str| -> Vec<String> {
        let mut all = vec![percent(text, true, 1), percent(text, false, 2), percent(text, true, 7)];
        all.extend([unicode(text, 1), unicode(text, 5), slashes(text)]);
        for before in ["", "x:", "yz:", "id:"] {
            let bytes = [before, text, ":z"].concat();
            all.extend([Base64::encode_string(bytes.as_bytes()), Base64Url::encode_string(bytes.as_bytes())]);
        }
        all
    };
    let mut all = vec![secret.to_owned()];
    all.extend(one(secret));
    for spelled in one(secret) {
        all.extend(one(&spelled));
    }
    all
}

/// An event with a text in every place that a report, a message or a selection can show.
fn event(text: &str) -> Value {
    let url = format!("https://h.example/{text}/a?x={text}");
    json!({
        "EventType": "WorkflowTask", "SessionId": text, "SessionContext": text, "Sign": SIGN, "Timestamp": 1_700_000_600,
        text: text,
        "WorkflowTaskEvent": {
            "TaskId": text, "Status": "FINISH", "ErrCode": 60000, "Message": format!("denied: {text}."),
            "InputInfo": { "Type": "AWS-S3", "S3InputInfo": {
                "S3Bucket": text, "S3Region": text, "S3Object": format!("/{text}.mp4"), "S3SecretId": ID, "S3SecretKey": KEY } },
            "MetaData": { "Container": text, "VideoStreamSet": [{ "Codec": text }] },
            "MediaProcessResultSet": [
                { "Type": "Transcode", "TranscodeTask": { "Status": "FAIL", "ErrCode": 1, "ErrCodeExt": text, "Message": text,
                    "Output": { "Path": format!("/{text}"), "Url": url, "Md5": text, "OutputStorage": {
                        "Type": "COS", "CosOutputStorage": { "Bucket": text, "Region": "ap-tokyo" } } } } },
                { "Type": text, text: { "Status": text, "Output": { text: text, format!("{text}Path"): text } } } ],
            "AiContentReviewResultSet": [{ "Type": "Porn.Asr", "PornAsrTask": { "Status": "SUCCESS", "Output": {
                "Suggestion": "block", "Label": text, "SegmentSet": [{ "Text": text, "KeywordSet": [text] }] } } }] },
    })
}

const FORMATS: [&str; 7] = ["text", "markdown", "wecom", "dingtalk", "feishu", "slack", "webhook"];

/// Everything that is derived from an event, but the event itself.
fn derived(event: &Value) -> Vec<Vec<u8>> {
    let bytes = event.to_string().into_bytes();
    let mut all = vec![
        parse_to_json(&bytes),
        parse_to_cloud_events(&bytes, Language::En, NOW),
        redact(&bytes),
        redact(json!({ "body": event.to_string(), "other": base64(&bytes) }).to_string().as_bytes()),
    ];
    for format in FORMATS {
        let format = Format::from_id(format).expect("a format");
        for language in [Language::Zh, Language::En] {
            all.push(render_to_json(&bytes, format, language));
        }
    }
    all
}

fn assert_hidden(secret: &str, text: &[u8], what: &str) {
    assert!(!shows(text, secret.as_bytes(), 4), "{what}: {secret} comes out in {}", String::from_utf8_lossy(text));
}

#[test]
fn no_spelling_of_a_secret_comes_out_anywhere() {
    for secret in [ID, KEY, SIGN] {
        for spelled in spellings(secret) {
            for output in derived(&event(&spelled)) {
                assert_hidden(secret, &output, &spelled);
            }
        }
    }
}

/// What the message of a report shows of a text, in an event whose secret is [`KEY`].
fn shown_message(text: &str) -> String {
    let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH", "ErrCode": 1,
        "Message": text, "InputInfo": { "Type": "AWS-S3", "S3InputInfo": { "S3SecretKey": KEY } } } });
    let report: Value = serde_json::from_slice(&parse_to_json(event.to_string().as_bytes())).expect("JSON");
    report[0]["message"].as_str().expect("a message").to_owned()
}

/// Every spelling is found in every other one, and in two others.
#[test]
fn spellings_are_found_in_any_order() {
    type Spell = fn(&str) -> String;
    let kinds: [(&str, Spell); 10] = [
        ("percent", |text| text.bytes().map(|byte| format!("%{byte:02X}")).collect()),
        ("hexadecimal", |text| text.bytes().map(|byte| format!("\\x{byte:02x}")).collect()),
        ("shell", |text| {
            // (It would escape characters that are not seen, too, but then their order is not known.)
            let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '\0' | '\u{200b}');
            text.chars().map(|c| if is_word(c) { c.to_string() } else { format!("\\{c}") }).collect()
        }),
        ("entities", |text| text.chars().map(|c| format!("&#{};", u32::from(c))).collect()),
        ("mail", |text| text.bytes().map(|byte| format!("={byte:02X}")).collect()),
        ("only = of mail", |text| text.replace('=', "=3D")),
        ("full width", |text| {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).filter(|_| ('!'..='~').contains(&c));
            text.chars().map(|c| wide(c).unwrap_or(c)).collect()
        }),
        ("UTF-16", |text| text.chars().map(|c| format!("{c}\0")).collect()),
        ("no width", |text| text.chars().map(|c| format!("{c}\u{200b}")).collect()),
        ("Base64", |text| base64(text.as_bytes())),
    ];
    let assert_found = |spelled: &str, names: &[&str]| {
        let shown = shown_message(&format!("m {spelled} n"));
        let rest = shown.strip_prefix("m ").and_then(|shown| shown.strip_suffix(" n")).unwrap_or(&shown);
        // Nothing stays, except how Base64 fills up its last four letters, and a backslash before the first character.
        let is_found = rest.contains("***") && (rest.len() - 3) * 5 < spelled.len();
        assert!(is_found, "{names:?}: {spelled} is {shown}");
    };
    for (inner, spell) in &kinds {
        for (outer, spell_again) in &kinds {
            let twice = spell_again(&spell(KEY));
            assert_found(&twice, &[*inner, *outer]);
            for (last, spell_last) in &kinds {
                let names = [*inner, *outer, *last];
                let is_once = |name: &&&str| names.iter().filter(|other| other == name).count() < 2;
                if ["mail", "full width", "Base64"].iter().all(|name| is_once(&name)) {
                    assert_found(&spell_last(&twice), &names);
                }
            }
        }
    }
}

/// Base64 that is folded, whatever stands between its lines.
#[test]
fn folded_base64_is_found() {
    for before in ["", "a", "ab", "AKIDEXAMPLE1234:", "no secret, but so long that the fold is elsewhere: "] {
        let packed = base64(format!("{before}{KEY} and some more text that follows it").as_bytes());
        // All letters that stand for a whole byte of the secret.
        let secret = (before.len() * 4).div_ceil(3)..(before.len() + KEY.len()) * 4 / 3;
        for width in [16, 20, 64, 76] {
            for fold in [
                "\n",
                "\r\n",
                " ",
                "\t",
                "\n\t",
                "\n    ",
                "\\n",
                "\n> ",
                "\n>> ",
                "\n| ",
                "\" +\n\"",
                "' .\r\n    '",
                "\"\n  \"",
                "\\\n",
                "=\n",
                "\n// ",
                "\n# ",
                "\n * ",
                "\", \"",
                "<br>",
                "<br />\n",
                "&#10;",
                "%0A",
                "\" & _\n \"",
                "、",
            ] {
                let lines: Vec<_> =
                    packed.as_bytes().chunks(width).map(|line| str::from_utf8(line).expect("ASCII")).collect();
                let shown = shown_message(&format!("m {} n", lines.join(fold)));
                for (at, line) in lines.iter().enumerate() {
                    let start = at * width;
                    let first = secret.start.clamp(start, start + line.len()) - start;
                    let behind = secret.end.clamp(start + first, start + line.len()) - start;
                    let part = line.get(first..behind).expect("ASCII");
                    assert!(part.len() < 4 || !shown.contains(part), "{width} {fold:?}: {part} is in {shown}");
                }
            }
        }
    }
}

/// A word that is Base64 of a bracket makes no document of the words behind it.
#[test]
fn words_of_letters_of_base64_are_words() {
    for text in
        [format!("W3thL2IgImMi {KEY} JTI1"), format!("eyJh {KEY}"), format!("W3 {KEY} {{\"NotifyKey\":\"hush\"}}")]
    {
        let event = json!({ "S3SecretKey": KEY, "Message": text, "other": text }).to_string();
        let shown = String::from_utf8(redact(event.as_bytes())).expect("text");
        assert!(!shown.contains("wJalr") && !shown.contains("hush"), "{shown}");
    }
}

/// Layers of any kinds and in any number, beside others that take as many: what is too deep to be read is not shown either.
#[test]
fn no_layers_of_spellings_are_too_many() {
    let mut random = 77_u64;
    let mut below = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % bound
    };
    for round in 0..500 {
        let mut layered = |text: &str, layers: usize| {
            let mut text = text.to_owned();
            for _ in 0..layers {
                text = spelling::layer(&text, below(256), below(256));
                // Each layer may make it several times as long.
                if text.len() > 20_000 {
                    break;
                }
            }
            text
        };
        let (depth, others) = (1 + round % 9, round % 7);
        let secret = layered(&spelling::reading(KEY, round / 9), depth);
        let event = event(&format!("{} {secret} {}", layered("a/b \"c\"", others), layered("d/e", 7 - others)));
        for text in [parse_to_json(event.to_string().as_bytes()), redact(event.to_string().as_bytes())] {
            assert!(!shows(&text, KEY.as_bytes(), 10), "{secret} comes out in {}", String::from_utf8_lossy(&text));
        }
    }
}

#[test]
fn what_is_delivered_shows_no_secret() {
    let settings = json!({ "options": {
        "cos": { "bucket": "b-125", "region": "ap-tokyo", "secret_id": "id", "secret_key": "key" },
        "select": { "all": "/event", "sign": "/event/Sign", "id": "/event/WorkflowTaskEvent/InputInfo", "tasks": "/tasks" },
        "notify": [{ "kind": "webhook", "url": "https://hook.example/a" },
            { "kind": "wecom", "url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef" }] } });
    for secret in [ID, KEY, SIGN] {
        for spelled in [secret.to_owned(), percent(secret, false, 3), unicode(secret, 1), base64(secret.as_bytes())] {
            let mut event = event(&spelled);
            if secret == SIGN {
                // It is new whenever the notification is signed again, and keys stay.
                event["WorkflowTaskEvent"]["TaskId"] = json!("t");
            }
            let event = event.to_string().into_bytes();
            let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: Mode::Full };
            let mut delivery =
                Delivery::new(event.clone(), options_from_json(settings.to_string().as_bytes()), invocation, NOW);
            let mut kinds = BTreeSet::new();
            let mut now = NOW;
            loop {
                let poll = delivery.poll(now);
                now = poll.wait_until.unwrap_or(now).max(now + 1);
                for line in &poll.log {
                    assert_hidden(secret, format!("{line:?}").as_bytes(), "the log");
                }
                if let Some(done) = poll.done {
                    assert!(done.ok, "{done:?}");
                    assert_hidden(secret, format!("{done:?}").as_bytes(), "the result");
                    break;
                }
                for send in poll.requests {
                    assert_hidden(secret, format!("{:?}", send.request).as_bytes(), "a request");
                    let body = delivery.body(send.id).to_vec();
                    if !send.request.url.ends_with(".event.json") {
                        assert_hidden(secret, &body, &send.request.url);
                        kinds.insert(send.request.method);
                    } else if send.request.method == "PUT" {
                        assert_eq!(body, event, "the archived event is exact");
                    }
                    let is_wecom = send.request.url.contains("qyapi");
                    let body: &[u8] = if is_wecom { br#"{"errcode":0}"# } else { b"" };
                    let status = if send.request.method == "GET" { 404 } else { 200 };
                    delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body }, now);
                }
            }
            assert!(kinds.contains("POST") && kinds.contains("PUT"), "{kinds:?}");
        }
    }
}

/// What services, the network and the owner's own processing say can repeat what they were sent.
#[test]
fn what_others_say_shows_no_credentials() {
    const TOKEN: &str = "session/token+0123456789";
    const HOOK: &str = "0123456789abcdef/hook+key";
    const OF_EVENT: &str = "EVENTwJalrXUtnFEMIsecret/key+of-it";
    let settings = json!({
        "env": { "COS_BUCKET": "b-125", "COS_REGION": "ap-tokyo", "COS_SECRET_ID": ID, "COS_SECRET_KEY": KEY,
            "COS_SESSION_TOKEN": TOKEN, "SCF_FUNCTIONNAME": "own" },
        "options": { "invoke": [{ "function": "f" }], "scf": { "region": "ap-tokyo" },
            "notify": [{ "kind": "feishu", "url": format!("https://open.feishu.cn/hook?key={HOOK}") }] } });
    let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH",
        "InputInfo": { "S3SecretKey": OF_EVENT } } });
    let event = event.to_string().into_bytes();
    for secret in [ID, KEY, TOKEN, HOOK, OF_EVENT] {
        for spelled in [
            secret.to_owned(),
            percent(secret, false, 3),
            base64(secret.as_bytes()),
            base64(format!("x:{secret}").as_bytes()),
        ] {
            let cos = format!("<Error><Code>{spelled}</Code></Error>");
            let api = json!({ "Response": { "Error": { "Code": spelled }, "RequestId": spelled } }).to_string();
            let bot = json!({ "code": 1, "msg": format!("no {spelled}") }).to_string();
            for fault in 0..6 {
                let options = options_from_json(settings.to_string().as_bytes());
                let invocation = Invocation { request_id: None, deadline: NOW + 9_000, seed: 1, mode: Mode::Full };
                let mut delivery = Delivery::new(event.clone(), options, invocation, NOW);
                let (mut now, mut answered) = (NOW, 0);
                loop {
                    let poll = delivery.poll(now);
                    assert_hidden(secret, format!("{:?}", poll.log).as_bytes(), "the log");
                    if let Some(done) = poll.done {
                        assert_hidden(secret, format!("{done:?}").as_bytes(), "the result");
                        assert!(!done.ok && answered > usize::from(fault == 3), "{done:?}");
                        break;
                    }
                    answered += poll.requests.len();
                    now = poll.wait_until.unwrap_or(now).max(now + 1);
                    for send in poll.requests {
                        if secret != OF_EVENT {
                            assert_hidden(secret, delivery.body(send.id), "a body");
                        }
                        let headers = [("x-cos-request-id", spelled.as_str()), ("etag", spelled.as_str())];
                        let is_event = send.request.url.contains(".event.json");
                        let host = |part: &str| send.request.url.contains(part);
                        let (status, body) = match fault {
                            0 => (403, cos.as_str()),
                            1 => (503, cos.as_str()),
                            2 => {
                                delivery.on_error(send.id, &format!("connect {spelled} refused"), now);
                                continue;
                            }
                            4 if is_event => {
                                delivery.on_response(send.id, &Response { status: 200, headers: &[], body: b"" }, now);
                                continue;
                            }
                            4 => (403, cos.as_str()),
                            5 if !is_event => {
                                delivery.on_error(send.id, &format!("{}{spelled}", "-".repeat(180)), now);
                                continue;
                            }
                            _ if host("scf") => (200, api.as_str()),
                            _ if host("feishu") => (200, bot.as_str()),
                            _ => (200, ""),
                        };
                        delivery.on_response(
                            send.id,
                            &Response { status, headers: &headers, body: body.as_bytes() },
                            now,
                        );
                    }
                }
            }
        }
    }
}

/// No piece of a secret that is cut in two is known as one.
#[test]
fn nothing_is_cut_before_its_secrets_are_looked_for() {
    let piece = KEY.get(..4).expect("four letters");
    for before in 0..260 {
        let before = "x".repeat(before);
        let name = [&before, KEY].concat();
        for event in [
            json!({ "NotAnEvent": 1, "S3SecretKey": KEY, name.clone(): 1 }),
            json!({ "EventType": "WorkflowTask", "S3SecretKey": KEY, name.clone(): 1 }),
        ] {
            let refusal = parse_to_json(event.to_string().as_bytes());
            let error = serde_json::from_slice::<Value>(&refusal).expect("JSON")[0]["error"]["message"].to_string();
            assert!(error.len() > 20 && !error.contains(piece), "{error}");
        }
        let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": {
            "TaskId": "t", "Status": "FINISH", "InputInfo": { "S3SecretKey": KEY } } });
        let invocation = Invocation { request_id: None, deadline: NOW + 9_000, seed: 1, mode: Mode::Full };
        let mut delivery = Delivery::new(event.to_string().into_bytes(), options_from_json(b"{}"), invocation, NOW);
        delivery.process_reports();
        let mut poll = delivery.poll(NOW);
        let call = poll.process.pop().expect("a report to process");
        delivery.on_error(call.id, &name, NOW);
        let poll = delivery.poll(NOW);
        let said = format!("{:?} {:?}", poll.log, poll.done.expect("the end"));
        assert!(said.contains("was not processed") && !said.contains(piece), "{said}");
    }
}

/// A secret with what names of members and messages show in another way: in part it would not be known.
const ODD_KEY: &str = "wJal`rXUt*nFEMI\u{202e}_K7[MDENG]:/\u{a0}bPxRfi";

fn shows_a_part(text: &str, secret: &str) -> bool {
    // Any four letters of it in a row; the beginning and the end are what a cut leaves.
    let letters: Vec<char> = secret.chars().collect();
    letters.windows(4).any(|part| {
        let part: String = part.iter().collect();
        part.is_ascii() && text.contains(&part)
    })
}

#[test]
fn the_path_of_an_error_is_cut_when_it_has_no_secrets() {
    for secret in [KEY, ODD_KEY] {
        for before in (0..40).chain(340..430) {
            let name = [&"x".repeat(before), secret].concat();
            // The event is broken behind the name, and so is the text that an envelope holds.
            let broken = |name: &str| {
                let (key, name) = (Value::from(secret).to_string(), Value::from(name).to_string());
                format!("{{\"S3SecretKey\":{key},\"a\":{{{name}:!}}}}")
            };
            for event in [broken(&name), json!({ "data": broken(&name) }).to_string()] {
                let refusal = parse_to_json(event.as_bytes());
                let error = serde_json::from_slice::<Value>(&refusal).expect("JSON")[0]["error"].to_string();
                assert!(error.contains("invalid_json") && !shows_a_part(&error, secret), "{before}: {error}");
                let invocation = Invocation { request_id: None, deadline: NOW + 9_000, seed: 1, mode: Mode::Full };
                let options = options_from_json(br#"{"options":{"cos":{"bucket":"b-125","region":"ap-tokyo","secret_id":"id","secret_key":"key"}}}"#);
                let mut delivery = Delivery::new(event.into_bytes(), options, invocation, NOW);
                let mut poll = delivery.poll(NOW);
                let send = poll.requests.pop().expect("the event is quarantined");
                delivery.on_response(send.id, &Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" }, NOW);
                let poll = delivery.poll(NOW);
                let mut said = format!("{:?}", poll.log);
                for send in &poll.requests {
                    said.push_str(&String::from_utf8_lossy(delivery.body(send.id)));
                }
                assert!(!shows_a_part(&said, secret), "{before}: {said}");
            }
        }
    }
}

#[test]
fn names_in_refusals_are_shown_whole_or_not_at_all() {
    for secret in [KEY, ODD_KEY] {
        for before in 0..90 {
            let name = [&"x".repeat(before), secret].concat();
            for event in [
                json!({ "S3SecretKey": secret, "EventType": format!("{name}Complete") }),
                json!({ "S3SecretKey": secret, "event_type": name, "stream_id": "s" }),
                json!({ "S3SecretKey": secret, "callback_event": name, "app": "s" }),
                json!({ "S3SecretKey": secret, "EventName": name, "JobsDetail": {} }),
                json!({ "S3SecretKey": secret, "data": { "event": name, "trace_id": "t", "forbidden_status": 0 } }),
                json!({ "S3SecretKey": secret, name.clone(): 1 }),
                json!({ "S3SecretKey": secret, "EventType": "WorkflowTask", name.clone(): 1 }),
            ] {
                let refusal = String::from_utf8(parse_to_json(event.to_string().as_bytes())).expect("text");
                assert!(refusal.contains("not_a_notification") && !shows_a_part(&refusal, secret), "{refusal}");
            }
        }
    }
}

/// With a key nothing is searched that is not signed, so nothing of it is shown either.
#[test]
fn a_refusal_of_what_is_not_signed_names_nothing_of_it() {
    let settings = br#"{"env":{"COS_BUCKET":"b-125","COS_REGION":"ap-tokyo","COS_SECRET_ID":"id","COS_SECRET_KEY":"key","MPS_NOTIFY_KEY":"key"}}"#;
    let text = |json: Value| json.to_string();
    for body in [
        text(json!({ "S3SecretKey": KEY, KEY: 1 })),
        text(json!({ "EventType": "WorkflowTask", "S3SecretKey": KEY, KEY: 1 })),
        format!("{{\"S3SecretKey\":\"{KEY}\",\"{KEY}\":!}}"),
        text(json!([{ "S3SecretKey": KEY, KEY: 1 }])),
    ] {
        let event = json!({ "httpMethod": "POST", "body": body }).to_string();
        let invocation = Invocation { request_id: None, deadline: NOW + 9_000, seed: 1, mode: Mode::Full };
        let poll = Delivery::new(event.into_bytes(), options_from_json(settings), invocation, NOW).poll(NOW);
        let said = format!("{:?} {:?}", poll.log, poll.done.expect("the end"));
        assert!(said.contains("refused") && !shows_a_part(&said, KEY), "{said}");
    }
}

/// What a bot says is cut, and its markup shown by other letters, when it has no secrets any more: neither of the options nor of
/// the event.
#[test]
fn what_bots_say_is_cut_when_it_has_no_secrets() {
    let settings = json!({ "options": {
        "notify": [{ "kind": "feishu", "url": "https://open.feishu.cn/hook/0123456789abcdef-hook-key" }] } });
    for secret in [KEY, ODD_KEY, "0123456789abcdef-hook-key"] {
        let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH",
            "InputInfo": { "S3SecretKey": secret } } });
        for before in 0..200 {
            for after in [0, 40, 300] {
                let said = [&"-".repeat(before), secret, &"-".repeat(after)].concat();
                let answer = json!({ "code": 1, "msg": said }).to_string();
                let options = options_from_json(settings.to_string().as_bytes());
                let invocation = Invocation { request_id: None, deadline: NOW + 9_000, seed: 1, mode: Mode::Full };
                let mut delivery = Delivery::new(event.to_string().into_bytes(), options, invocation, NOW);
                let mut poll = delivery.poll(NOW);
                let send = poll.requests.pop().expect("the message");
                delivery.on_response(send.id, &Response { status: 200, headers: &[], body: answer.as_bytes() }, NOW);
                poll = delivery.poll(NOW);
                let said = format!("{:?} {:?}", poll.log, poll.done.expect("the end"));
                assert!(said.contains("feishu answered") && !shows_a_part(&said, secret), "{before}, {after}: {said}");
            }
        }
    }
}

/// All keys that a delivery of an event writes to.
fn keys(event: &Value) -> BTreeSet<String> {
    let settings = json!({ "options": { "cos": {
        "bucket": "b-125", "region": "ap-tokyo", "secret_id": "id", "secret_key": "key" } } });
    let invocation = Invocation { request_id: None, deadline: NOW + 60_000, seed: 1, mode: Mode::Full };
    let options = options_from_json(settings.to_string().as_bytes());
    let mut delivery = Delivery::new(event.to_string().into_bytes(), options, invocation, NOW);
    let mut keys = BTreeSet::new();
    loop {
        let poll = delivery.poll(NOW);
        if let Some(done) = poll.done {
            assert!(done.ok, "{done:?}");
            return keys;
        }
        for send in poll.requests {
            keys.insert(send.request.url);
            delivery.assume_done(send.id, NOW);
        }
    }
}

#[test]
fn keys_show_no_secret_in_the_task_and_are_the_same_however_it_is_signed() {
    let event = |task: &str, sign: &str| {
        json!({ "EventType": "WorkflowTask", "Sign": sign, "Timestamp": 1_700_000_600, "WorkflowTaskEvent": {
            "TaskId": task, "Status": "FINISH", "NotifyKey": "abcdefghijklmnopqrstuv0123" } })
    };
    for task in [
        "26-WorkflowTask-abcdefghijklmnopqrstuv0123",
        "26-WorkflowTask-hijklmnopqrstuv0",
        "x_abcdefghijklmnopqrstuv0123",
    ] {
        for key in keys(&event(task, SIGN)) {
            assert!(!key.contains("ijklmnop") && key.contains("%2A%2A%2A"), "{key}");
        }
    }
    let other = SIGN.replace('c', "d");
    for task in [format!("x:{SIGN}"), format!("26-WorkflowTask-{SIGN}"), SIGN.into(), "26-WorkflowTask-0f".into()] {
        assert_eq!(keys(&event(&task, SIGN)), keys(&event(&task, &other)));
    }
}

#[test]
fn errors_of_options_show_no_secret() {
    for settings in [
        json!({ "options": { "cos": { "secret_key": KEY, KEY: 1 } } }),
        json!({ "options": { KEY: 1 }, "env": { "COS_SECRET_KEY": KEY } }),
        json!({ "options": { "notify": [{ "kind": "webhook", "url": "https://h/", KEY: 1 }] }, "env": { "COS_SECRET_KEY": KEY } }),
        json!({ "env": { "COS_SECRET_KEY": KEY, "MPS_WEBHOOK_CONFIG": json!({ percent(KEY, false, 2): 1 }).to_string() } }),
        json!({ "env": { "MPS_WEBHOOK_CONFIG": json!({ "mps": { "notify_key": KEY, KEY: 1 } }).to_string() } }),
    ] {
        let shown = match options_from_json(settings.to_string().as_bytes()) {
            Ok(options) => format!("{:?}", options.fault.expect("a fault")),
            Err(error) => format!("{error:?}"),
        };
        assert_hidden(KEY, shown.as_bytes(), "an error");
    }
}

#[test]
fn all_secrets_are_known_however_many_there_are() {
    let secret = |index: usize| format!("secret+{index:05}/of+many");
    let storages: Vec<Value> = (0..5_000).map(|index| json!({ "S3SecretKey": secret(index) })).collect();
    let message: String = (0..5_000).map(|index| secret(index).replace('/', "%2f") + " ").collect();
    let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": {
        "TaskId": "t", "Status": "FINISH", "ErrCode": 1, "Message": message, "x": storages } });
    let event = event.to_string().into_bytes();
    let redacted: Value = serde_json::from_slice(&redact(&event)).expect("JSON");
    assert_eq!(redacted["WorkflowTaskEvent"]["Message"], "*** ".repeat(5_000));
    assert!(parsed_one(&event)["message"].as_str().expect("a message").starts_with("*** ***"));
    assert!(!String::from_utf8_lossy(&parse_to_json(&event)).contains("of+many"));
}

#[test]
fn what_a_refusal_quotes_is_redacted() {
    for event in [
        json!({ "EventType": "WorkflowTask", KEY: 1, "S3SecretKey": KEY }),
        json!({ "NotAnEvent": 1, KEY: 1, "S3SecretKey": KEY }),
        json!([{ "EventType": "WorkflowTask", KEY: 1, "S3SecretKey": KEY }]),
    ] {
        let bytes = event.to_string().into_bytes();
        assert!(parsed_one(&bytes)["error"].is_object());
        assert_hidden(KEY, &parse_to_json(&bytes), "a refusal");
        let cut = format!(r#"{{"S3SecretKey":"{KEY}","{KEY}":{{"a":"#);
        assert_hidden(KEY, &parse_to_json(cut.as_bytes()), "a refusal");
    }
}

#[test]
fn urls_of_events_are_opened_by_nobody_else() {
    let url = "HTTPS://me:hush@h.example/转码.mp4?txSecret=hush&txTime=1&Signature=hush#access_token=hush";
    let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH",
        "InputInfo": { "Type": "URL", "UrlInputInfo": { "Url": url } },
        "MediaProcessResultSet": [{ "Type": "Transcode", "TranscodeTask": { "Status": "SUCCESS", "Output": { "Path": url } } }] } });
    let report = parsed_one(event.to_string().as_bytes());
    let wanted = "HTTPS://h.example/转码.mp4?txSecret=***&txTime=1&Signature=***";
    assert_eq!(report["input"]["url"], wanted);
    assert_eq!(report["tasks"][0]["outputs"][0]["url"], wanted);
    for output in derived(&event) {
        assert!(!String::from_utf8_lossy(&output).contains("hush"));
    }
}

#[test]
fn no_fixture_shows_a_secret() {
    for folder in ["events", "envelopes"] {
        for (name, event) in fixtures(folder) {
            let redacted = redact(&event);
            assert!(!String::from_utf8_lossy(&redacted).contains("FAKE-"), "{name}");
            assert_eq!(redact(&redacted), redacted, "{name}");
            assert!(!String::from_utf8_lossy(&parse_to_json(&event)).contains("FAKE-"), "{name}");
        }
    }
    let packed = cls_event(&gzip(&event(KEY).to_string().into_bytes()));
    assert_hidden(KEY, &mps_webhook::cls::unpack(&redact(&packed)).expect("a batch"), "a batch");
}

struct Counting;

thread_local! {
    static ALLOCATED: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: everything is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.with(|allocated| allocated.set(allocated.get().wrapping_add(layout.size())));
        // SAFETY: the caller's promise is handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is handed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// All bytes that are asked for while an event is parsed, and those that it has itself.
fn cost(event: &Value) -> (usize, usize) {
    let event = event.to_string().into_bytes();
    let before = ALLOCATED.with(Cell::get);
    let results = parse_to_json(&event);
    assert!(results.starts_with(b"[{"));
    (ALLOCATED.with(Cell::get).wrapping_sub(before), event.len())
}

#[test]
fn the_cost_is_linear() {
    let workflow = |members: Value| {
        let mut event = json!({ "TaskId": "t", "Status": "FINISH", "ErrCode": 1 });
        event.as_object_mut().expect("an object").extend(members.as_object().expect("an object").clone());
        json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": event })
    };
    let many = |each: &dyn Fn(usize) -> String, n: usize| -> String { (0..n).map(each).collect() };
    let secrets =
        |n: usize| -> Vec<Value> { (0..n).map(|at| json!({ "S3SecretKey": format!("secret-{at:07}") })).collect() };
    let families: [(&str, &dyn Fn(usize) -> Value); 7] = [
        ("a message of one secret", &|n| {
            workflow(json!({ "S3SecretId": "12345678", "Message": "12345678".repeat(n * 16) }))
        }),
        ("a message of one letter", &|n| {
            workflow(json!({ "S3SecretId": "aaaaaaaaaaaaaaaab", "Message": "a".repeat(n * 64) }))
        }),
        ("many secrets", &|n| {
            workflow(json!({ "x": secrets(n), "Message": many(&|at| format!("secret-{at:07} "), n) }))
        }),
        ("secrets that begin alike", &|n| {
            let all: Vec<Value> = (0..n).map(|at| json!({ "S3SecretKey": format!("aaaaaaaa{at}") })).collect();
            workflow(json!({ "x": all, "Message": "a".repeat(n * 16) }))
        }),
        ("many URLs", &|n| workflow(json!({ "Message": "a://b:c@d?sign=e#token=f ".repeat(n) }))),
        ("one URL in another", &|n| workflow(json!({ "Message": "a://b?c=".repeat(n) }))),
        ("escapes", &|n| workflow(json!({ "S3SecretId": "12345678", "Message": "%25%5cu0031".repeat(n) }))),
    ];
    for (name, family) in families {
        let (half, _) = cost(&family(4_000));
        let (whole, length) = cost(&family(8_000));
        // Twice as much, and what vectors have in reserve.
        assert!(whole < half * 5 / 2 + 65_536, "{name}: {half} and {whole} bytes");
        assert!(whole < length * 80, "{name}: {whole} bytes for {length}");
    }
}

#[test]
fn a_document_in_a_text_is_redacted_as_a_document() {
    let event = json!({ "Key": "hex-of-a-key", "Path": "/a.mp4" });
    let invocation = json!({ "ClientContext": event.to_string(), "Body": json!([event]).to_string() });
    let shown = String::from_utf8(redact(invocation.to_string().as_bytes())).expect("text");
    assert!(!shown.contains("hex-of-a-key") && shown.matches("/a.mp4").count() == 2, "{shown}");
}

/// What a parameter of a URL signs with is hidden in the URL. It may be any word, so that elsewhere it stays.
#[test]
fn what_a_url_signs_with_is_hidden_in_urls_alone() {
    let event = json!({ "Url": "https://a.example/b?sign=transcode&t=1#access_token=player", "Message": "transcode of player" });
    let redacted = String::from_utf8(mps_webhook::redact(event.to_string().as_bytes())).expect("text");
    assert!(redacted.contains("transcode of player"), "{redacted}");
    assert!(!redacted.contains("sign=transcode") && !redacted.contains("access_token=player"), "{redacted}");
}

/// What may be read in two ways is hidden if it is a text; bytes that have something like escapes by chance are not.
#[test]
fn bytes_in_base64_stay_though_they_look_escaped() {
    for (bytes, stays) in [(&b"\x00\x01%5C\\n%5C\\n\x02 not a text"[..], true), (&b"see %5C\\n and %5C\\n"[..], false)]
    {
        let packed = support::base64(bytes);
        let event = json!({ "S3SecretKey": KEY, "Thumbnail": packed }).to_string();
        let shown = String::from_utf8(redact(event.as_bytes())).expect("text");
        assert_eq!(shown.contains(&packed), stays, "{shown}");
    }
}

#[test]
fn a_value_is_hidden_whatever_names_it_as_a_secret() {
    const SECRET: &str = "hUnter2passZQ9xyzabc";
    for text in [
        "<Error><AWSAccessKeyId>@</AWSAccessKeyId></Error>",
        "<SignatureProvided>@</SignatureProvided>",
        "<S3SecretKey>@</S3SecretKey>",
        r"{'S3SecretKey': u'@'}",
        r"{'S3SecretKey': b'@'}",
        "{S3SecretKey: `@`}",
        "S3SecretKey:=\"@\"",
        r"https:/\user:@@host/a",
        "see //user:@@host/a",
        "//user:@@host/a",
    ] {
        let text = text.replacen('@', SECRET, 1);
        let event = serde_json::json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": {
            "TaskId": "t", "Status": "FINISH", "ErrCode": 1, "Message": text } });
        let shown = String::from_utf8(mps_webhook::redact(event.to_string().as_bytes())).expect("a text");
        assert!(!shown.contains(SECRET), "{shown}");
    }
}

#[test]
fn a_secret_of_the_event_is_hidden_in_more_spellings() {
    const SECRET: &str = "Ab/Cd+Ef/Gh12345678xyz";
    let base64 = "UXVpdGUgYSBsb25nIHRleHQgYmVmb3JlOiBBYi9DZCtFZi9HaDEyMzQ1Njc4eHl6";
    let folded = |with: &str| {
        base64
            .as_bytes()
            .chunks(20)
            .map(|line| std::str::from_utf8(line).expect("letters"))
            .collect::<Vec<_>>()
            .join(with)
    };
    for text in [
        SECRET.replace('/', r"\u{2f}"),
        SECRET.replace('/', "%u002f"),
        folded("\r\n "),
        folded("\n  "),
        folded(" \n\t"),
    ] {
        let event = serde_json::json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": {
            "TaskId": "t", "Status": "FINISH", "ErrCode": 1, "Message": text }, "X": { "S3SecretKey": SECRET } });
        let shown = String::from_utf8(mps_webhook::redact(event.to_string().as_bytes())).expect("a text");
        let written = serde_json::to_string(&text).expect("a text");
        assert!(!shown.contains(written.trim_matches('"')), "{shown}");
    }
}

/// A text in a message, as a report shows it and as the event does without its secrets.
fn shown(text: &str) -> [String; 2] {
    let event = json!({ "EventType": "WorkflowTask", "WorkflowTaskEvent": { "TaskId": "t", "Status": "FINISH", "ErrCode": 1, "Message": text } });
    let shown: Value = serde_json::from_slice(&redact(event.to_string().as_bytes())).expect("JSON");
    let report: Value = serde_json::from_slice(&parse_to_json(event.to_string().as_bytes())).expect("JSON");
    [&report[0]["message"], &shown["WorkflowTaskEvent"]["Message"]]
        .map(|text| text.as_str().expect("a text").to_owned())
}

/// What formats, languages, shells and logs write a name and its value as. `~` is the value; where there is no other one, it may be
/// words.
const NAMED: &[&str] = &[
    // Pairs.
    r#"{"name":"S3SecretKey","value":"~"}"#,
    r#"{"Key": "S3SecretKey", "Value": "~"}"#,
    r#"[{"k":"S3SecretKey","v":"~"},{"k":"a","v":"b"}]"#,
    r#"{"id":"S3SecretKey","type":"string","val":"~"}"#,
    r#"{"value":"~","name":"S3SecretKey"}"#,
    r#"{\"name\":\"S3SecretKey\",\"value\":\"~\"}"#,
    r#"{"a":"{\"Value\":\"~\",\"Key\":\"S3SecretKey\"}"}"#,
    r#"[["S3SecretKey", "~"], ["a", "b"]]"#,
    r#"('S3SecretKey', '~')"#,
    r#"["Host","h","Authorization","Bearer ~"]"#,
    r#"["--s3-secret-key","~","--verbose"]"#,
    "- name: S3SecretKey\n  value: ~\n- name: b\n  value: c",
    "{Name:S3SecretKey Value:~}",
    "{Value:~ Name:S3SecretKey}",
    "?name=S3SecretKey&value=~",
    r#"<param name="S3SecretKey" value="~"/>"#,
    r#"<add value='~' key='S3SecretKey' />"#,
    "<Key>S3SecretKey</Key><Value>~</Value>",
    "<key>S3SecretKey</key>\n<string>~</string>",
    r#"<property name="S3SecretKey">~</property>"#,
    "Content-Disposition: form-data; name=\"S3SecretKey\"\r\n\r\n~\r\n--x",
    // Languages.
    "map[S3SecretKey:~ Other:b]",
    "{Type:AWS-S3 S3SecretKey:~ Other:b}",
    "&{S3SecretKey:~}",
    r#"S3Input{S3SecretKey:"~", Other:"b"}"#,
    r#"S3Input{S3SecretKey:(*string)(0xc000012345)("~")}"#,
    "map[S3SecretKey:[~ b] Other:c]",
    r#"map[string][]string{"S3SecretKey":[]string{"~"}}"#,
    r#"S3Input { s3_secret_key: Some("~"), other: None }"#,
    "S3Input(s3SecretKey=~, other=b)",
    "{S3SecretKey=[~], Host=[h]}",
    r#"{"S3SecretKey"=>"~"}"#,
    "{:s3_secret_key => '~'}",
    "array(1) {\n  [\"S3SecretKey\"]=>\n  string(4) \"~\"\n}",
    "[S3SecretKey] => ~\n",
    r#"os.environ["S3_SECRET_KEY"] = "~""#,
    "S3SecretKey := `~`",
    r#"S3SecretKey = """~""""#,
    "S3SecretKey = '''~'''",
    r#"SET password = 'it''s ~';"#,
    r#"{""S3SecretKey"":""~""}"#,
    "S3SecretKey -> ~",
    "S3SecretKey → ~",
    "S3SecretKey=u'~'",
    // Files.
    "S3SecretKey: ~\nother: b",
    "s3:\n  S3SecretKey: >-\n    ~\n    ~\n  other: b",
    "S3SecretKey: |\n  ~\nother: b",
    "S3SecretKey: |\n  ~\n\n  ~\nother: b",
    "S3SecretKey:\n  ~\nother: b",
    "S3SecretKey:\n  - ~\n  - ~\nother: b",
    "S3SecretKey: !!str \"~\"",
    "{S3SecretKey: ~, other: b}",
    "[s3]\nS3SecretKey=~\n",
    "[s3]\nS3SecretKey = ~ ; a comment",
    "S3SecretKey\t~\tother",
    "| S3SecretKey | ~ |\n",
    "<S3SecretKey>~</S3SecretKey>",
    "<ns:S3SecretKey type=\"string\">~</ns:S3SecretKey>",
    "<S3SecretKey><![CDATA[~]]></S3SecretKey>",
    // Shells.
    "tool --s3-secret-key ~ --verbose",
    "tool --s3-secret-key=~ --verbose",
    "tool --s3-secret-key '~' --verbose",
    "export S3_SECRET_KEY=~",
    "S3_SECRET_KEY='~' tool",
    "docker run -e S3_SECRET_KEY=~ image",
    r"S3\_SECRET\_KEY\=~",
    // Headers.
    "Authorization: Bearer ~\r\nHost: h",
    "authorization: Basic ~",
    "Authorization: TC3-HMAC-SHA256 Credential=~/2024-01-01/mps/tc3_request, SignedHeaders=host, Signature=~",
    "curl -H \"Authorization: TC3-HMAC-SHA256 Credential=~, Signature=~\" https://h/a",
    "Authorization: TC3-HMAC-SHA256 Credential=~/2024-01-01/mps/tc3_request",
    "X-Amz-Security-Token: ~",
    "x-cos-security-token:~",
    "headers: {x-cos-security-token: ~, host: h}",
    "Cookie: a=b; session=~",
    "Set-Cookie: sid=~; Path=/",
    "sent header Authorization: ~",
    "with Authorization=\"~\"",
    "origin replied 403 to Authorization: token ~",
    "request with Cookie: sid=~",
    "callback with Sign=~",
    "curl -H Authorization:~ http://h",
    "INFO Proxy-Authorization: Basic ~",
    // Punctuation of full width.
    "S3SecretKey＝~",
    "S3SecretKey：~",
    "＂S3SecretKey＂：＂~＂",
    "“S3SecretKey”：“~”",
    "S3SecretKey：「~」",
    "Ｓ３ＳｅｃｒｅｔＫｅｙ＝~",
    // Sentences.
    "the SecretId AKID0123456789~ is not found",
    "secret access key: ~",
];

#[test]
fn what_texts_name_as_a_secret_is_hidden_in_every_language() {
    for named in NAMED {
        for secret in ["hush-hush-1", "wJalrXUtnFEMI/K7MDENG"] {
            let text = named.replace('~', secret);
            for text in [
                text.clone(),
                format!("failed: {text}"),
                format!("{text}\nfailed"),
                text.replace("S3SecretKey", "NotifyKey"),
            ] {
                for shown in shown(&text) {
                    assert!(!shown.contains("hush") && !shown.contains("MDENG"), "{shown} of {text}");
                    assert!(shown.contains("***"), "{shown}");
                }
            }
        }
    }
}

#[test]
fn a_secret_is_hidden_in_every_notation() {
    for notation in notations::NAMED.iter().chain(notations::UNNAMED) {
        for secret in ["hush-Hush-01", "wJalrXUtnFEMIK7MDENG", "Zq7mNx4xLw2PvT9kRb3Yc8edJfHgA5s0"] {
            let text = notation.replace('~', secret);
            let beginning = secret.get(..8).expect("eight letters");
            let texts = [
                text.clone(),
                format!("failed:\n{text}"),
                format!("{text}\nfailed"),
                text.replace("S3SecretKey", "NotifyKey"),
                text.replace("S3SecretKey", "password"),
                text.replace("S3SecretKey", "db_passphrase"),
            ];
            for text in texts {
                let mut spelled = vec![text.clone(), percent(&text, false, 1)];
                if text.is_ascii() {
                    spelled.extend([unicode(&text, 1), unicode(&unicode(&text, 1), 1)]);
                }
                for text in spelled {
                    let [report, event] = shown(&text);
                    for shown in [report, event] {
                        assert!(!shown.contains(beginning) && shown.contains("***"), "{shown} of {text}");
                    }
                }
            }
        }
    }
}

/// What is around a secret says what went wrong.
#[test]
fn what_is_around_a_named_secret_stays() {
    for (text, wanted) in [
        ("map[S3SecretKey:hush Other:b]", "map[S3SecretKey:*** Other:b]"),
        ("{Name:S3SecretKey Value:hush} is wrong", "{Name:S3SecretKey Value:***} is wrong"),
        (
            r#"[{"name":"S3SecretKey","value":"hush"},{"name":"b","value":"c"}]"#,
            r#"[{"name":"S3SecretKey","value":"***"},{"name":"b","value":"c"}]"#,
        ),
        (
            r#"[{"name":"S3SecretKey"},{"name":"b","value":"c"}]"#,
            r#"[{"name":"S3SecretKey"},{"name":"b","value":"c"}]"#,
        ),
        (
            "- name: S3SecretKey\n  from: x\n- name: b\n  value: c",
            "- name: S3SecretKey\n  from: x\n- name: b\n  value: c",
        ),
        ("S3SecretKey: >-\n  hush\n  hush\nother: b", "S3SecretKey: >-\n  ***\n  ***\nother: b"),
        ("s3:\n  S3SecretKey: |\n    hush\n  other: b", "s3:\n  S3SecretKey: |\n    ***\n  other: b"),
        ("S3SecretKey: |\n  hush\n\n  rest\nb", "S3SecretKey: |\n  ***\n\n  ***\nb"),
        ("The following secret:\n  a\n", "The following secret:\n  a\n"),
        ("S3SecretKey＝１２３ a", "S3SecretKey＝*** a"),
        ("tool --s3-secret-key hush-1 --verbose", "tool --s3-secret-key *** --verbose"),
        ("SecretId: AKIDhush01, request id 5", "SecretId: ***, request id 5"),
        ("Authorization: Bearer hush-1 was refused", "Authorization: *** was refused"),
        ("<S3SecretKey a=\"b\">hush</S3SecretKey><c>d</c>", "<S3SecretKey a=\"b\">***</S3SecretKey><c>d</c>"),
        ("S3SecretKey：hush-1，请检查", "S3SecretKey：***，请检查"),
        (r#"S3SecretKey: Some("hush"), a: Some("b")"#, r#"S3SecretKey: Some("***"), a: Some("b")"#),
        ("id,S3SecretKey,to\n1,hush,b\n2,,c\n\n3,d,e", "id,S3SecretKey,to\n1,***,b\n2,,c\n\n3,d,e"),
        ("\"id\",\"S3SecretKey\"\n\"a, b\",\"hu\"\"sh\"", "\"id\",\"S3SecretKey\"\n\"a, b\",\"***\""),
        (
            "| S3SecretKey | Region |\n|---|---|\n| two words | x |\n| null | y |\nS3 is far",
            "| S3SecretKey | Region |\n|---|---|\n| *** | x |\n| null | y |\nS3 is far",
        ),
        (" id | Password \n----+----\n | hush\n 2 | a b", " id | Password \n----+----\n | ***\n 2 | ***"),
        (
            "| Name | Value |\n|---|---|\n| S3SecretKey | hush |\n| Region | x |",
            "| Name | Value |\n|---|---|\n| S3SecretKey | *** |\n| Region | x |",
        ),
        (
            "<th>S3SecretKey</th><th>a</th></tr><tr><td>hush</td><td>b</td>",
            "<th>S3SecretKey</th><th>a</th></tr><tr><td>***</td><td>b</td>",
        ),
        ("<td>S3SecretKey</td><td>hush</td><td>b</td>", "<td>S3SecretKey</td><td>***</td><td>b</td>"),
        ("id,S3SecretKey\n\"a,b\n1,hush", "id,S3SecretKey\n\"a,***\n1,***"),
        ("S3SecretKey: Hush2 = \"x\"", "S3SecretKey: *** = \"x\""),
        ("S3SecretKey: Hush=\"x\"", "S3SecretKey: ***\"x\""),
        ("<Secret><a>b</a><SecretKey><v>hush</v></SecretKey>", "<Secret><a>b</a><SecretKey><v>***</v></SecretKey>"),
        ("password=/hush b", "password=*** b"),
        ("S3SecretKey?: hushhush12345", "S3SecretKey?: ***"),
        ("let S3SecretKey: &str = \"hush\"; // a", "let S3SecretKey: &str = \"***\"; // a"),
        ("S3SecretKey: !!str hush\nb: c", "S3SecretKey: !!str ***\nb: c"),
        ("S3SecretKey: !hush hush-1\nb: c", "S3SecretKey: ***\nb: c"),
        ("<S3SecretKey>\n <a>hush</a>\n</S3SecretKey> <b>c</b>", "<S3SecretKey>\n <a>***</a>\n</S3SecretKey> <b>c</b>"),
        ("s:11:\"S3SecretKey\";s:4:\"hu\"sh\";s:1:\"b\";", "s:11:\"S3SecretKey\";s:4:\"***\";s:1:\"b\";"),
        ("S3SecretKey=<<EOF\n hush\n\n hush\nEOF\nb=c", "S3SecretKey=<<EOF\n ***\n\n ***\nEOF\nb=c"),
        ("curl -u me:hush -p 80 https://h", "curl -u me:*** -p 80 https://h"),
        ("mysql -u root -phush-1 db", "mysql -u root -p*** db"),
        (
            "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\nb",
            "-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----\nb",
        ),
        ("mailto:me:hush@h.example", "mailto:me:***@h.example"),
        ("see https://hooks.slack.com/services/T0/B0/hush?a=b, c", "see https://hooks.slack.com/services/***?a=b, c"),
        ("https://api.telegram.org/bot12:hush", "https://api.telegram.org/bot***"),
        ("it sent Bearer hush-hush-1, and failed", "it sent Bearer ***, and failed"),
        ("id AKID0123456789abcdef0123456789abcdef.", "id ***."),
        ("X-Service-Key: hush-hush-1\nX-Cache-Key: a/b", "X-Service-Key: ***\nX-Cache-Key: a/b"),
    ] {
        assert_eq!(shown(text)[0], wanted);
    }
}

/// In the event itself as in a text.
/// Shells name directories so; a password may look like one.
#[test]
fn only_the_members_of_shells_are_directories() {
    let event = json!({ "DB_PWD": ".hush-1", "db_pwd": "/hush-2", "PWD": "/a/folder", "OLDPWD": "~/another" });
    let shown: Value = serde_json::from_slice(&redact(event.to_string().as_bytes())).expect("JSON");
    assert_eq!(shown, json!({ "DB_PWD": "***", "db_pwd": "***", "PWD": "/a/folder", "OLDPWD": "~/another" }));
}

#[test]
fn members_that_name_a_secret_in_another_are_understood() {
    for (event, wanted) in [
        (json!({ "name": "S3SecretKey", "value": "hush" }), json!({ "name": "S3SecretKey", "value": "***" })),
        (json!({ "Value": 12, "Key": "S3SecretKey" }), json!({ "Value": "***", "Key": "***" })),
        (json!([["Authorization", "hush"], ["a", "b"]]), json!([["Authorization", "***"], ["a", "b"]])),
        (json!({ "Credentials": { "Region": "hush" } }), json!({ "Credentials": { "Region": "hush" } })),
        (json!({ "Credential": "hush", "PWD": "/hush" }), json!({ "Credential": "***", "PWD": "/hush" })),
        (json!({ "name": "Width", "value": "hush" }), json!({ "name": "Width", "value": "hush" })),
        (json!({ "a": "S3SecretKey", "b": "hush" }), json!({ "a": "S3SecretKey", "b": "hush" })),
        (json!(["S3SecretKey", "NotifyKey"]), json!(["S3SecretKey", "NotifyKey"])),
        (json!(["S3SecretKey", "hush", "b"]), json!(["S3SecretKey", "hush", "b"])),
        (json!(["Secret", "hush"]), json!(["Secret", "hush"])),
    ] {
        let shown: Value = serde_json::from_slice(&redact(event.to_string().as_bytes())).expect("JSON");
        assert_eq!(shown, wanted);
        let with = |text: &str| json!({ "m": event, "text": text }).to_string();
        let named = redact(with("a hush-hush-1 b").replace("\"hush\"", "\"hush-hush-1\"").as_bytes());
        let is_secret = event != wanted && event.to_string().contains("hush");
        assert_eq!(!String::from_utf8_lossy(&named).contains("a hush"), is_secret, "{event}");
    }
}

#[test]
fn texts_without_secrets_stay() {
    for text in [
        "InvalidToken: expired",
        r#"["The secret garden", "a film"] ("token", "a word")"#,
        "InvalidToken: The provided token is malformed or otherwise invalid.",
        "ExpiredToken: The provided token has expired, request id 0123-456",
        "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.",
        "AuthFailure.SecretIdNotFound: The SecretId is not found, please ensure that your SecretId is correct.",
        "AuthFailure.SignatureFailure: The provided credentials could not be validated.",
        "SignatureDoesNotMatch: the request signature we calculated does not match",
        "S3SecretKey: missing",
        "S3SecretKey is missing",
        "missing parameters: S3SecretKey, S3SecretId",
        r#"missing parameters: ["S3SecretKey", "S3SecretId", "S3Bucket"]"#,
        r#"{"Field":"S3SecretKey","Message":"missing"}"#,
        r#"{"name":"Width","value":"1920"}"#,
        r#"{"S3SecretKey":null,"Token":false}"#,
        "password: required",
        "use --s3-secret-key to set it",
        "Authorization: denied by policy",
        "Cookies and tokens: see the documentation",
        "Unexpected token < in JSON at position 12",
        "Unexpected token 'foo' at 12:30",
        "token 5 of 12: 13:45:01",
        "std::token::Token::new",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf",
        "qcs::cam::uin/100000000001:roleName/MPS_QcsRole",
        "the key: a/b/c.mp4, the sign: +",
        "下载失败：文件 a＝b 不存在，签名：无效",
        "https://h.example/a/b%20c.mp4?t=25&x=3D#t=3",
        "C:\\Users\\123\\secret\\new",
        "x -> y, a => b, <b>c</b> | d |",
        "a\tb\tc",
        "<Error><Code>InvalidSecretId</Code><Message>denied</Message></Error>",
        "map[a:b c:d]",
        "50% of &#50;",
        "zero\u{200b}width",
        // What looks like the notations of secrets.
        "if token: string == other",
        "S3SecretKey(\"a\" is missing",
        "S3SecretKey=<<EOF and\nmore words\nEOF",
        "S3SecretKey=<<\nwords",
        "see eyJs.md.txt or eyJ.a.b",
        "tar -u a\nmkdir -p folder-1",
        "docker run --user www-data:www-data image",
        "<table><tr><th>S3SecretKey</th></tr></table><table><tr><td>b</td></tr></table>",
        "<tr><td>S3SecretKey</td></tr><tr><td>b</td></tr>",
        "S3SecretKey:\nhushhush12345 and more",
        "id,name\n1,a-b-c-1\n2,d",
        "missing parameters: S3SecretKey, S3SecretId\nplease set them, then try again",
        "| token | meaning |\n|---|---|\n| InvalidToken | the token is wrong |",
        "| `S3SecretKey` | the key |\n| `S3Bucket` | the bucket |",
        "The password\nis wrong",
        "a password, a token\nand a secret, too",
        "secret  of  words\nof  a  table",
        "usage: tool <secret-key> <bucket> [options] and more",
        "Promise<Token> is a type of `Promise<T>`",
        "<Message>The secret</Message><Code>InvalidToken</Code>",
        "<td>token</td><td>meaning</td>",
        "token: string, and S3SecretKey: string",
        "S3SecretKey: !missing",
        "credentials = await provider(region)",
        "credential: the one of the role, credentials: [a, b]",
        "PWD=/var/user/folder-1",
        "{\"PWD\":\"/var/user/folder-1\"}",
        "Bearer authentication is required, Bearer token is missing, Basic auth failed",
        "a basic description of a bearer",
        "Basic QUJDREVGR0hJ",
        "docker run -p 8080:80 -u 1000:1000 image",
        "mkdir -p a/b; ssh -p 22 me@h.example",
        "tar -u a -p /folder -p ./b",
        "-----BEGIN CERTIFICATE-----\nMIIB0123456789\n-----END CERTIFICATE-----",
        "mailto:me@h.example, sip:100@h.example",
        "user:me@h.example wrote",
        "image:1.2@sha256:0123456789abcdef",
        "function f:2@default was invoked",
        "https://open.feishu.cn/document/client-docs/bot-v3",
        "https://hooks.slack.com/ and https://discord.com/channels/1",
        "https://slack.com/services/a",
        "eyJ is how a token begins, eyJhbGciOiJIUzI1NiJ9 is its header",
        "AKID is how an id begins: AKIDs",
        "X-Cache-Key: a/b-12345678",
        "x-cos-request-id: NjAyZDMxNTlfYzQ1NDA4MDlfMmI0OV8xMjM=",
        "s:4:\"name\";s:3:\"abc\";",
        "cat <<EOF\nwords\nEOF",
        "sign(\"+\"), token(\"a\"), secret(1)",
        "ＡＢＣ／１２３",
    ] {
        let [report, event] = shown(text);
        assert_eq!(event, text);
        assert!(!report.contains("***"), "{report}");
    }
}

/// Unicode's own list of what is not seen (Default_Ignorable_Code_Point), by a crate that is made from it.
#[test]
fn no_character_that_is_not_seen_hides_a_secret() {
    let hir = regex_syntax::parse(r"\p{Default_Ignorable_Code_Point}").expect("a class");
    let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) = hir.into_kind() else {
        panic!("it is a class")
    };
    let unseen: Vec<char> = class.ranges().iter().flat_map(|range| range.start()..=range.end()).collect();
    assert!(unseen.len() > 4_000 && unseen.contains(&'\u{34f}') && unseen.contains(&'\u{e0fff}'));
    let (first, rest) = KEY.split_at(9);
    for character in unseen.iter().copied().chain('\u{fff9}'..='\u{fffb}') {
        let spelled = format!("{first}{character}{rest}");
        let named = format!("Secret{character}Key: hush-hush");
        let units = character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
        let escaped = spelled.replace(character, &units);
        let texts = [spelled.clone(), percent(&spelled, false, 1), escaped, named];
        let event = json!({ "S3SecretKey": KEY, "Message": texts });
        let shown: Value = serde_json::from_slice(&redact(event.to_string().as_bytes())).expect("JSON");
        let last = format!("Secret{character}Key: ***");
        assert_eq!(shown["Message"], json!(["***", "***", "***", last]), "U+{:04X}", u32::from(character));
    }
    // What stands beside them is seen, and stays.
    for character in
        ['\u{34e}', '\u{350}', '\u{1161}', '\u{180a}', '\u{1810}', '\u{3165}', '\u{e1000}', '\u{1d172}', '\u{1d17b}']
    {
        let text = format!("{first}{character}{rest}");
        let event = json!({ "S3SecretKey": KEY, "Message": format!("{text} \u{34f}") });
        let shown: Value = serde_json::from_slice(&redact(event.to_string().as_bytes())).expect("JSON");
        assert!(shown["Message"].as_str().expect("a text").contains(character), "U+{:04X}", u32::from(character));
    }
}

/// Each spelling alone and on top of others: what is in it is found, and so is what it names.
#[test]
fn secrets_are_found_in_every_spelling() {
    let each = |text: &str, spell: &dyn Fn(u8) -> String| text.bytes().map(spell).collect::<String>();
    let octal = |text: &str| each(text, &|byte| format!("\\{byte:03o}"));
    let wide = |text: &str| -> String {
        let wide = |letter: char| char::from_u32(u32::from(letter) + 0xfee0).expect("a character");
        text.chars().map(|letter| if letter.is_ascii_graphic() { wide(letter) } else { letter }).collect()
    };
    type Spelling<'s> = (&'s str, &'s dyn Fn(&str) -> String);
    let spell: [Spelling<'_>; 16] = [
        ("octal", &octal),
        ("octal of shells", &|text| each(text, &|byte| format!("\\0{byte:03o}"))),
        ("decimal without semicolon", &|text| each(text, &|byte| format!("&#{byte}"))),
        ("hexadecimal without semicolon", &|text| each(text, &|byte| format!("&#x{byte:x}"))),
        ("some without semicolon", &|text| text.replace('/', "&#x2f").replace('+', "&#43")),
        ("references by name", &|text| text.replace('/', "&sol;").replace('+', "&plus;")),
        ("mail", &|text| each(text, &|byte| format!("={byte:02X}"))),
        ("some of a mail", &|text| text.replace('/', "=2F").replace('+', "=2b")),
        ("lines of a mail", &|text| text.chars().map(|letter| format!("{letter}=\r\n")).collect()),
        ("UTF-16", &|text| each(text, &|byte| format!("{}\0", char::from(byte)))),
        ("UTF-16 the other way", &|text| each(text, &|byte| format!("\0{}", char::from(byte)))),
        ("escaped UTF-16", &|text| each(text, &|byte| format!("\\x{byte:02x}\\x00"))),
        ("no width", &|text| each(text, &|byte| format!("{}\u{200b}", char::from(byte)))),
        ("full width", &wide),
        ("shell", &|text| text.replace('/', "\\/").replace('+', "\\+").replace('K', "\\\nK")),
        ("Python", &|text| text.replace('/', "\\U0000002f").replace('+', "\\x2b")),
    ];
    for (name, one) in spell {
        for (other_name, other) in spell {
            let both = [name, other_name].concat();
            // Mails are not in mails, and what is wide has no escapes.
            let count = |part: &str| both.matches(part).count();
            // Without a semicolon there are references to ASCII alone.
            let is_wide_reference = (count("width") > 0) && count("semicolon") > 0;
            if count("mail") + count("full") > 1 || count("full") + count("UTF-16") > 1 || is_wide_reference {
                continue;
            }
            if count("UTF-16") + count("width") > 1 || (count("UTF-16") > 0 && !one(KEY).is_ascii()) {
                continue;
            }
            for spelled in [one(KEY), other(&one(KEY))] {
                for text in [spelled.clone(), format!("denied ({spelled})"), format!("k={spelled}&b")] {
                    let event = json!({ "S3SecretKey": KEY, "Message": text });
                    let shown: Value = serde_json::from_slice(&redact(event.to_string().as_bytes())).expect("JSON");
                    let shown = shown["Message"].as_str().expect("a text");
                    assert!(
                        shown.len() < text.len() && shown.contains("***"),
                        "{name}, {other_name}: {shown:?} of {text:?}"
                    );
                    assert!(shown.replace("***", "").len() < 16, "{name}, {other_name}: {shown:?} of {text:?}");
                }
            }
        }
    }
}
