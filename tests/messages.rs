//! What people get to read. `tests/vectors/messages/` holds the message of every fixture in every language for every bot,
//! and what webhooks get besides the report. After a wanted change: `UPDATE_VECTORS=1 cargo test --test messages`, and
//! read the difference.

#![cfg(all(feature = "api", feature = "notify"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails is meant to panic"
)]

mod support;

use std::fs;
use std::path::Path;

use mps_webhook::notify::{self, Kind, Target};
use mps_webhook::{Event, Language, Report};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Value, json};
use support::{fixture, fixtures};

const LANGUAGES: [(&str, Language); 4] =
    [("zh", Language::Zh), ("en", Language::En), ("ja", Language::Ja), ("ko", Language::Ko)];

/// The sample events by their names without `.json`, and those of [`ASKED_FOR`].
fn events() -> Vec<(String, Vec<u8>)> {
    let mut events: Vec<(String, Vec<u8>)> =
        fixtures("events").into_iter().map(|(name, event)| (name.replace(".json", ""), event)).collect();
    events.extend(ASKED_FOR.map(|(name, event)| (name.into(), event.into())));
    events.sort();
    events
}

/// The types of events that only `DescribeTaskDetail` tells of, in the shape of its answers.
const ASKED_FOR: [(&str, &str); 3] = [
    (
        "asked-live-schedule",
        r#"{"Response":{"TaskType":"LiveScheduleTask","Status":"FINISH","LiveScheduleTask":{
            "TaskId":"2600013377-LiveScheduleTask-10aa1a2b3c4d5e6f708192a3b4c5d6e7t0","Status":"FINISH","ErrCode":0,"Message":"",
            "Url":"http://live.example.com/l/晚会.flv?txSecret=hush","LiveActivityResultSet":[
            {"ActivityType":"LiveRecord","LiveActivityResItem":{"LiveRecordTask":{"Status":"SUCCESS","ErrCode":0,
                "Output":{"FileList":[{"Url":"http://b-125.cos.ap-seoul.myqcloud.com/r/1.mp4"}]}}}},
            {"ActivityType":"AiQualityControl","LiveActivityResItem":{"LiveQualityControlTask":{"Status":"FAIL",
                "ErrCodeExt":"InternalError","ErrCode":70000,"Message":"internal error"}}}]}}}"#,
    ),
    (
        "asked-live-stream-ended",
        r#"{"Response":{"TaskType":"LiveStreamProcessTask","Status":"FINISH","LiveStreamProcessTask":{
            "TaskId":"2600013377-procedure-live-20aa1a2b3c4d5e6f708192a3b4c5d6e7t0","Status":"FINISH","ErrCode":0,"Message":"SUCCESS",
            "Url":"rtmp://live.example.com/l/1"}}}"#,
    ),
    (
        "asked-live-stream-failed",
        r#"{"Response":{"TaskType":"LiveStreamProcessTask","Status":"FINISH","LiveStreamProcessTask":{
            "TaskId":"2600013377-procedure-live-30aa1a2b3c4d5e6f708192a3b4c5d6e7t0","Status":"FINISH","ErrCode":4002,
            "Message":"data timeout","Url":"rtmp://live.example.com/l/1"}}}"#,
    ),
];

fn target(kind: Kind, language: Language) -> Target {
    Target::new(kind, "https://bot.example/send?key=k", None).expect("a target").in_language(language)
}

/// The body of the message of an event.
fn body(kind: Kind, language: Language, event: &[u8]) -> Value {
    let event = Event::from_slice(event).expect("a notification");
    let report = event.reports().last().expect("a notification");
    send(&target(kind, language), &report.expect("a report"))
}

fn send(target: &Target, report: &Report) -> Value {
    let (_, body) = notify::request(target, &notify::prepare(target, report), 1_735_689_600_000);
    serde_json::from_slice(&body).expect("the body is JSON")
}

fn check(file: &str, computed: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/messages").join(file);
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        fs::write(&path, computed).expect("the vectors can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    for (computed, stored) in computed.lines().zip(stored.lines()) {
        assert_eq!(computed, stored, "{file}");
    }
    assert_eq!(computed.len(), stored.len(), "{file} has lines more or less");
}

/// What a bot shows: a title where it has one, then the text; and all that is sent but for these.
fn shown(kind: Kind, body: &mut Value) -> (String, String) {
    let mut take = |path: &str| {
        let text = body.pointer_mut(path).expect(path).take();
        text.as_str().expect("a text").to_owned()
    };
    match kind {
        Kind::WeCom => (String::new(), take("/markdown/content")),
        Kind::DingTalk => (take("/markdown/title"), take("/markdown/text")),
        Kind::Feishu => {
            let (colour, title) = (take("/card/header/template"), take("/card/header/title/content"));
            (format!("{colour}: {title}"), take("/card/elements/0/text/content"))
        }
        _ => (take("/text"), take("/blocks/0/text/text")),
    }
}

#[test]
fn messages_are_those_of_the_vectors() {
    for (kind, frame) in [
        (Kind::WeCom, json!({ "msgtype": "markdown", "markdown": { "content": null } })),
        (Kind::DingTalk, json!({ "msgtype": "markdown", "markdown": { "title": null, "text": null } })),
        (
            Kind::Feishu,
            json!({ "msg_type": "interactive", "card": {
                "header": { "template": null, "title": { "tag": "plain_text", "content": null } },
                "elements": [{ "tag": "div", "text": { "tag": "lark_md", "content": null } }] } }),
        ),
        (
            Kind::Slack,
            json!({ "text": null, "blocks": [
                { "type": "section", "text": { "type": "mrkdwn", "verbatim": true, "text": null } }] }),
        ),
    ] {
        for (id, language) in LANGUAGES {
            let mut file = String::new();
            for (name, event) in events() {
                let mut body = body(kind, language, &event);
                let (title, text) = shown(kind, &mut body);
                assert_eq!(body, frame, "{name}");
                let separator = if title.is_empty() { "" } else { " | " };
                file.push_str(&format!("<!-- {name}{separator}{title} -->\n{text}\n\n"));
            }
            check(&format!("{}.{id}.md", kind.as_str()), &file);
        }
    }
}

/// Programs read the report as it is stored, whatever language people are told in.
#[test]
fn webhooks_get_the_report_in_no_language_of_their_own() {
    let mut file = String::new();
    for (name, event) in events() {
        let sent = body(Kind::Webhook, Language::Zh, &event);
        for (_, language) in LANGUAGES {
            assert_eq!(body(Kind::Webhook, language, &event), sent, "{name}");
        }
        let mut sent = sent;
        assert_eq!(sent["data"].take(), report(&event), "{name}");
        file.push_str(&format!("{name} {sent}\n"));
    }
    check("webhook.txt", &file);
}

fn report(event: &[u8]) -> Value {
    let reports: Value = serde_json::from_slice(&mps_webhook::internals::parse_to_json(event)).expect("JSON");
    reports[0].clone()
}

/// A text of several lines keeps them apart; where it keeps them as lines, none of them can be taken for one of ours.
#[test]
fn texts_of_several_lines() {
    use notify::{Format, render};

    let event = fixture("events", "workflow-text-of-lines.json");
    let shown = |format| {
        let event = Event::from_slice(&event).expect("a notification");
        let mut reports = event.reports();
        render(&reports.next().expect("a notification").expect("a report"), format, Language::En)
    };
    let text = shown(Format::Text);
    assert!(
        text.contains(
            "  Description: 讲座 ↵ 摘要 · 第一段。\n    │ 第二段。\n    │ - 要点 一\n    │ ＞ ✅ 任务：x · a ↵ b · 99%\n"
        ),
        "{text}"
    );
    assert!(text.contains("first line\n    │ second line · InternalError"), "{text}");
    let markdown = shown(Format::Markdown);
    assert!(markdown.contains("第一段。\\\n  │ 第二段。\\\n  │ - 要点 一\\\n"), "{markdown}");
    for (format, item) in [(Format::Text, "  "), (Format::Markdown, "- ")] {
        for line in shown(format).lines().skip(1).filter(|line| line.starts_with(item) && !line.contains("│")) {
            let words = ["Source", "Cover", "Description", "Comprehension", "Task"];
            assert!(words.iter().any(|word| line.trim_start_matches(item).starts_with(word)), "{line}");
        }
    }
    for kind in [Kind::WeCom, Kind::DingTalk, Kind::Feishu, Kind::Slack] {
        let text = body(kind, Language::En, &event).to_string();
        assert!(text.contains("第一段。 ↵ 第二段。 ↵ - 要点 一"), "{text}");
    }
    // In the report the text is as it came.
    let report = report(&event);
    assert_eq!(report["tasks"][0]["findings"][0]["text"], "第一段。\n\n第二段。\r\n- 要点\t一\r\n> ✅ 任务：x");
}

/// What a hostile event would put into its texts.
const HOSTILE: [&str; 12] = [
    "</font><font color=\"info\">ok</font>",
    "[click](https://evil.example/)",
    "<https://evil.example|click>",
    "<@all> @all <!channel> <at id=all></at>",
    "\n> \u{2705} forged line\r\n\u{2028}# heading",
    "**bold** _a_ ~b~ `c`",
    "\\",
    "&lt;b&gt; &amp;",
    "\u{202e}gpj.exe\u{2066}\u{200f}",
    "\u{0}\u{7}\u{1b}[31m\u{9b}",
    "**",
    "](",
];

/// A text that may stand in the place of any of an event.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(&HOSTILE[..]).prop_map(String::from),
        proptest::collection::vec(proptest::sample::select(&HOSTILE[..]), 1..40).prop_map(|parts| parts.concat()),
        any::<String>(),
        "[<>&*_@\\[\\]\u{65e5}]{0,900}",
    ]
}

/// Puts other texts in the place of some, but not of what decides how the event is read.
fn replace(value: &mut Value, name: &str, texts: &[String], next: &mut usize) {
    match value {
        Value::String(text)
            if !matches!(name, "EventType" | "NotificationType" | "Type" | "ActivityType" | "Status") =>
        {
            *next += 1;
            if let Some(other) = texts.get(*next % (texts.len() + 1)) {
                text.clone_from(other);
            }
        }
        Value::Array(elements) => {
            elements.iter_mut().for_each(|element| replace(element, name, texts, next));
            // Longer than any message can be.
            if name.ends_with("Set") && elements.len() > 1 {
                let more = elements.clone();
                (0..texts.len()).for_each(|_| elements.extend(more.iter().cloned()));
            }
        }
        Value::Object(members) => members.iter_mut().for_each(|(name, value)| replace(value, name, texts, next)),
        _ => {}
    }
}

/// The lines of a message with the markup of ours taken away; what is left of markup is the event's.
fn without_markup(kind: Kind, text: &str) -> String {
    let mut text = text.to_owned();
    if kind == Kind::WeCom {
        let fonts = ["info", "comment", "warning"].map(|colour| format!("<font color=\"{colour}\">"));
        let opened: usize = fonts.iter().map(|font| text.matches(font.as_str()).count()).sum();
        assert_eq!(opened, text.matches("</font>").count(), "{text}");
        for line in text.lines() {
            let opens = line.matches("<font").count();
            assert!(opens == line.matches("</font>").count(), "a colour goes beyond its line: {line}");
        }
        for font in fonts {
            text = text.replace(&font, "");
        }
        text = text.replace("</font>", "");
    }
    if kind == Kind::Slack {
        for entity in ["&amp;", "&lt;", "&gt;"] {
            text = text.replace(entity, "");
        }
    }
    let (item, bold) = match kind {
        Kind::WeCom => ("> ", "**"),
        Kind::Slack => ("> ", "*"),
        Kind::DingTalk => ("- ", "**"),
        _ => ("\u{2022} ", "**"),
    };
    let mut plain = String::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(line) = line.strip_prefix(item) {
            plain.push_str(line);
        } else if !line.is_empty() {
            assert_eq!(line.matches(bold).count(), 2, "line {number}: {line}");
            plain.push_str(&line.replacen(bold, "", 2));
        }
        plain.push('\n');
    }
    plain
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        rng_seed: RngSeed::Fixed(20_240_603),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_of_an_event_forges_anything_or_makes_a_message_too_long(
        texts in proptest::collection::vec(text(), 1..8),
        seed in 0_usize..64,
        language in proptest::sample::select(&LANGUAGES[..]),
    ) {
        for (name, event) in events() {
            let mut event: Value = serde_json::from_slice(&event).expect("a fixture is JSON");
            replace(&mut event, "", &texts, &mut seed.clone());
            let event = serde_json::to_vec(&event).expect("JSON");
            let mut bodies = Vec::new();
            for report in Event::from_slice(&event).expect("a notification").reports() {
                let report = report.expect("a report");
                for (kind, path, limit) in [
                    (Kind::WeCom, "/markdown/content", 4096),
                    (Kind::DingTalk, "/markdown/text", 6000),
                    (Kind::Feishu, "/card/elements/0/text/content", 6000),
                    (Kind::Slack, "/blocks/0/text/text", 3000),
                ] {
                    bodies.push((kind, send(&target(kind, language.1), &report), path, limit));
                }
            }
            prop_assert!(!bodies.is_empty());
            for (kind, body, path, limit) in bodies {
                let content = body.pointer(path).and_then(Value::as_str).expect("content");
                prop_assert!(content.len() <= limit, "{name}: {} bytes for {kind:?}", content.len());
                let last = content.lines().last().unwrap_or_default();
                prop_assert!(last.contains(words_for_task(language.0)), "{name}: ends in {last}");
                let plain = without_markup(kind, content);
                let forged = ["<", ">", "[", "]", "`", "*", "~", "@", "\\", "&", "://"];
                for forged in forged {
                    prop_assert!(!plain.contains(forged), "{name}: {forged} in {plain} for {kind:?}");
                }
                let hidden = |char: char| char.is_control() && char != '\n'
                    || matches!(char, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                prop_assert!(!plain.contains(hidden), "{name}: hidden characters in {plain:?}");
            }
        }
    }
}

fn words_for_task(language: &str) -> &'static str {
    match language {
        "zh" => "任务",
        "en" => "Task",
        "ja" => "タスク",
        _ => "작업",
    }
}
