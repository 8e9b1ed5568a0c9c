//! What is delivered: one to five notifications in an envelope, or more than twenty; some of them twice, signed again or spelled otherwise, and
//! beside them events that are not notifications or must not be trusted.

use std::fmt::Write;

use md5::{Digest, Md5};
use mps_webhook::ErrorCode;

use crate::random::Random;

/// The key that notifications over HTTP are signed with, where there is one.
pub const NOTIFY_KEY: &str = "secret-notify-key";
/// When signatures expire, s: long after every schedule, and long before.
const VALID: u64 = 1_900_000_000;
const EXPIRED: u64 = 1_600_000_000;
const MOST_PARTS: i64 = 5;
/// Of more things an event brings all.
const MANY: usize = 16;

/// A batch of two records, in Base64 alone.
const BATCH: &str = r#"{"clslogs":{"data":"eyJ0b3BpY19pZCI6InQiLCJ0b3BpY19uYW1lIjoibiIsInJlY29yZHMiOlt7ImNvbnRlbnQiOiJiIn0seyJ0aW1lc3RhbXAiOiIxNjk5OTk5OTk5MDAwMDAwIiwiY29udGVudCI6ImEifV19"}}"#;
/// What is stored of it.
pub const LINES: &[u8] = b"{\"content\":\"b\"}\n{\"timestamp\":\"1699999999000000\",\"content\":\"a\"}\n";

/// Values that are not notifications: as text, as JSON, and the error that refuses them.
const OTHERS: [(&str, &str, ErrorCode); 4] = [
    ("<html>502</html>", "\"<html>502</html>\"", ErrorCode::InvalidJson),
    ("5", "5", ErrorCode::NotANotification),
    (r#"{"id":"important"}"#, r#"{"id":"important"}"#, ErrorCode::NotANotification),
    (r#"{"EventType":"EditMediaTask"}"#, r#"{"EventType":"EditMediaTask"}"#, ErrorCode::NotANotification),
];

/// What there is to deliver in a schedule, each with its number among all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// The notification of a task that succeeded. It names a time.
    Success(usize),
    /// The notification of a task that failed. It names none.
    Failure(usize),
    Batch,
}

impl Thing {
    /// The task id, which is in keys and in messages; none is the beginning of another. A batch has none.
    pub fn task(self) -> Option<String> {
        match self {
            Thing::Success(n) => Some(format!("125-WorkflowTask-{n:02}")),
            Thing::Failure(n) => Some(format!("125-EditMedia-{n:02}")),
            Thing::Batch => None,
        }
    }

    fn text(self) -> String {
        match self {
            Thing::Success(n) => format!(
                r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"125-WorkflowTask-{n:02}","Status":"FINISH","ErrCode":0,"Message":"","MediaProcessResultSet":[{{"Type":"Transcode","TranscodeTask":{{"Status":"SUCCESS","ErrCode":0,"FinishTime":"2023-11-14T22:13:19Z","Output":{{"Path":"/转码/a.mp4","Duration":1.5,"OutputStorage":{{"Type":"COS","CosOutputStorage":{{"Bucket":"b-1","Region":"ap-tokyo"}}}}}}}}}}]}}}}"#
            ),
            Thing::Failure(n) => format!(
                r#"{{"EventType":"EditMediaTask","EditMediaTaskEvent":{{"TaskId":"125-EditMedia-{n:02}","Status":"FINISH","ErrCode":70000,"Message":"转码/secret? no","Score":1.5,"Output":null}}}}"#
            ),
            Thing::Batch => BATCH.into(),
        }
    }

    /// The same in one of many spellings.
    fn spell(self, random: &mut Random, signature: Signature) -> String {
        let mut text = self.text();
        if self == Thing::Batch {
            // A batch is told by its bytes.
            return text;
        }
        if let Some((timestamp, sign)) = signature.members(random) {
            let members = format!(r#""Timestamp":{timestamp},"Sign":"{sign}""#);
            match random.below(2) {
                0 => text.insert_str(1, &format!("{members},")),
                _ => text.insert_str(text.len() - 1, &format!(",{members}")),
            }
        }
        match random.below(6) {
            0 => text.replace("\":", "\" : ").replace(",\"", ",\n  \""),
            1 => text.replace("转码", r"\u8f6c\u7801").replace("/a.mp4", r"\/a.mp4"),
            2 => text.replace(":1.5", ":15E-1"),
            3 => text.replace("\"Status\"", r#""\u0053tatus""#),
            _ => text,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signature {
    Missing,
    Valid,
    Expired,
    OfAnotherKey,
}

impl Signature {
    fn members(self, random: &mut Random) -> Option<(u64, String)> {
        let (time, key) = match self {
            Signature::Missing => return None,
            Signature::Valid => (VALID, NOTIFY_KEY),
            Signature::Expired => (EXPIRED, NOTIFY_KEY),
            Signature::OfAnotherKey => (VALID, "another key"),
        };
        let timestamp = time + random.below(1_000_000);
        let sign = Md5::digest(format!("{timestamp}{key}")).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Some((timestamp, sign))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Envelope {
    Itself,
    Text,
    DeadLetter,
    List,
    Cmq,
    MessageList,
    Ckafka,
    Sqs,
    EventBridge,
    /// A web request with a list in it, or with one notification.
    Request,
    /// Events of EventBridge that hold a web request each.
    Requests,
}

const OF_ONE: &[Envelope] =
    &[Envelope::Itself, Envelope::Itself, Envelope::Itself, Envelope::Text, Envelope::DeadLetter];
const OF_SEVERAL: &[Envelope] = &[
    Envelope::List,
    Envelope::Cmq,
    Envelope::MessageList,
    Envelope::Ckafka,
    Envelope::Sqs,
    Envelope::EventBridge,
    Envelope::Request,
    Envelope::Request,
    Envelope::Requests,
];

impl Envelope {
    const fn is_http(self) -> bool {
        matches!(self, Envelope::Request | Envelope::Requests)
    }

    /// Whether what is inside is always a text.
    const fn holds_text(self) -> bool {
        matches!(self, Envelope::Text | Envelope::DeadLetter | Envelope::Sqs | Envelope::Requests)
    }

    /// The event around the parts, as JSON.
    fn around(self, parts: &[String], random: &mut Random) -> String {
        let first = parts.first().cloned().unwrap_or_default();
        let each = |before: &str, after: &str| {
            let parts: Vec<String> = parts.iter().map(|part| [before, part, after].concat()).collect();
            parts.join(",")
        };
        match self {
            Envelope::Itself | Envelope::Text => first,
            Envelope::DeadLetter => format!(r#"{{"Body":{{"ClientContext":{first}}}}}"#),
            Envelope::List => format!("[{}]", each("", "")),
            Envelope::Cmq => format!(r#"{{"Records":[{}]}}"#, each(r#"{"CMQ":{"msgBody":"#, "}}")),
            Envelope::MessageList => format!(r#"{{"msgInfoList":[{}]}}"#, each(r#"{"msgId":"1","msgBody":"#, "}")),
            Envelope::Ckafka => format!(r#"{{"Records":[{}]}}"#, each(r#"{"Ckafka":{"topic":"t","msgBody":"#, "}}")),
            Envelope::Sqs => {
                format!(r#"{{"Records":[{}]}}"#, each(r#"{"eventSource":"aws:sqs","messageId":"1","body":"#, "}"))
            }
            Envelope::EventBridge => {
                format!(r#"{{"EventList":[{}]}}"#, each(r#"{"specversion":"1.0","data":"#, "}"))
            }
            Envelope::Request => {
                let content = match parts {
                    [one] if random.percent(50) => one.clone(),
                    _ => format!("[{}]", each("", "")),
                };
                format!(r#"{{"httpMethod":"POST","requestContext":{{}},"body":{}}}"#, quoted(&content))
            }
            Envelope::Requests => {
                let request = r#"{"type":"connector:apigw","data":{"httpMethod":"POST","body":"#;
                format!(r#"{{"EventList":[{}]}}"#, each(request, "}}"))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// One event as the function gets it, and what has to become of it.
pub struct Incoming {
    pub bytes: Vec<u8>,
    pub over_http: bool,
    /// What is to be delivered, each once, by its number: the bytes as they came first.
    pub things: Vec<(usize, Vec<u8>)>,
    /// The first part that is not a notification, for which the whole event goes into quarantine.
    pub broken: Option<ErrorCode>,
    /// Why the first part is refused that came over HTTP and is not signed as it should be.
    pub refused: Option<ErrorCode>,
}

impl Incoming {
    /// An event with some of the things of a schedule, signed and spelled in one way or another.
    pub fn new(random: &mut Random, things: &[Thing], has_key: bool) -> Self {
        let count = if random.percent(45) { 1 } else { random.between(2, MOST_PARTS) };
        let parts: Vec<Option<usize>> = if things.len() > MANY {
            (0..things.len()).map(|which| (!random.percent(1)).then_some(which)).collect()
        } else {
            (0..count).map(|_| (!random.percent(8)).then(|| random.below(things.len() as u64) as usize)).collect()
        };
        let envelope =
            if parts.len() == 1 && random.percent(60) { random.pick(OF_ONE) } else { random.pick(OF_SEVERAL) };
        Self::of(random, *envelope, things, &parts, has_key)
    }

    /// An event with all these things that is to be believed.
    pub fn with_all(random: &mut Random, things: &[Thing], which: impl Iterator<Item = usize>) -> Self {
        let envelope = *random.pick(&[Envelope::List, Envelope::Cmq, Envelope::Sqs, Envelope::EventBridge]);
        let parts: Vec<Option<usize>> = which.map(Some).collect();
        Self::of(random, envelope, things, &parts, false)
    }

    fn of(random: &mut Random, envelope: Envelope, all: &[Thing], parts: &[Option<usize>], has_key: bool) -> Self {
        let over_http = envelope.is_http();
        let mut things: Vec<(usize, Vec<u8>)> = Vec::new();
        let (mut broken, mut refused) = (None, None);
        let mut texts = Vec::new();
        for part in parts {
            let is_text = envelope.holds_text() || (envelope != Envelope::Itself && random.percent(50));
            let Some(which) = *part else {
                let (text, json, code) = *random.pick(&OTHERS);
                match over_http && has_key {
                    // A value that is not a notification has no signature. Of one without its event that is all that is known.
                    true if json.contains("EventType") => refused = refused.or(Some(ErrorCode::Unverified)),
                    true => refused = refused.or(Some(code)),
                    false => broken = broken.or(Some(code)),
                }
                texts.push(match () {
                    () if envelope == Envelope::Itself => text.into(),
                    () if is_text => quoted(text),
                    () => json.into(),
                });
                continue;
            };
            let thing = all[which];
            let signature = match random.below(8) {
                0 => Signature::Expired,
                1 => Signature::OfAnotherKey,
                2 | 3 => Signature::Missing,
                _ => Signature::Valid,
            };
            let mut text = thing.spell(random, signature);
            if is_text && thing != Thing::Batch && random.percent(20) {
                text = format!("\u{feff}{text}\r\n");
            }
            if over_http && thing == Thing::Batch {
                // A web request brings no logs.
                let reason = if has_key { &mut refused } else { &mut broken };
                *reason = reason.or(Some(ErrorCode::NotANotification));
            } else if over_http && has_key && signature != Signature::Valid {
                refused = refused.or(Some(ErrorCode::Unverified));
            } else if things.iter().all(|(other, _)| *other != which) {
                things.push((which, text.clone().into_bytes()));
            }
            texts.push(if is_text { quoted(&text) } else { text });
        }
        let bytes = envelope.around(&texts, random).into_bytes();
        Incoming { bytes, over_http, things, broken, refused }
    }

    /// The bytes of a thing as they came, if it is to be delivered.
    pub fn bytes_of(&self, which: usize) -> Option<&[u8]> {
        self.things.iter().find(|(other, _)| *other == which).map(|(_, bytes)| bytes.as_slice())
    }
}
