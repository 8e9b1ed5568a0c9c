//! The outbox: messages that a bot is not sent now, one small object of the archive for each.
//!
//! A message waits because the bot takes no more, or would get more than its pace allows, or because a digest or quiet hours hold it
//! back. Its receipt is in the report object of its event, so no retry of the event sends it or puts it there again. A later delivery
//! or the timer sends what waits ([`drain`]).

#[cfg(feature = "outbox")]
pub(super) mod drain;
mod memory;
#[cfg(feature = "outbox")]
mod survey;

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "outbox")]
use crate::json::Document;
use crate::json::{members, to_json};
use crate::notify::Summary;
#[cfg(feature = "outbox")]
use crate::report::Verdict;
use crate::sign::sha256;
use crate::text::{find, hex, is_made_of};
#[cfg(feature = "outbox")]
use crate::time::{Millis, from_iso8601};
pub use memory::Memory;

/// How the keys of messages end, and those of urgent ones. Programs that read an archive take neither for an event.
const MESSAGE: &str = ".outbox.json";
const URGENT: &str = ".urgent.outbox.json";

/// The longest name of a target that is part of a key, bytes.
const MAX_NAME: usize = 100;

/// The most bytes of an object that may be a message: twice what the longest message has, which is a JSON text in another one.
#[cfg(feature = "outbox")]
const MAX_OBJECT: u64 = 128 * 1024;

/// The folder of the messages for a target.
pub(super) fn folder(prefix: &str, target: &str) -> String {
    [prefix, "outbox/", &folder_name(target), "/"].concat()
}

/// The name of the folder of a target. It begins with that of the bot, as the name of every target does.
fn folder_name(target: &str) -> String {
    if is_made_of(target, "-_") && target.len() <= MAX_NAME {
        return target.into();
    }
    // Names of types of events are the owner's, and may be anything.
    let end = find(target, "-").map_or(0, |hyphen| hyphen.saturating_add(9));
    let digest = hex(sha256(target.as_bytes()).get(..16).unwrap_or_default());
    [target.get(..end).unwrap_or_default(), "-", &digest].concat()
}

/// The key of a message. It depends on the event alone, so that the same message has the same key whoever puts it there: `stored_at` is
/// when the event was stored, by its receipt, and `report_key` has its digest.
pub(super) fn key(folder: &str, stored_at: &str, report_key: &str, is_urgent: bool) -> String {
    let time: String = stored_at.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = report_key.rsplit('/').next().unwrap_or_default();
    let digest = name.strip_suffix(".report.json").unwrap_or(name);
    [folder, &time, "-", digest, if is_urgent { URGENT } else { MESSAGE }].concat()
}

/// When the event of a message was stored, and whether it is urgent, by its key. `None`: it is not the key of a message.
#[cfg(feature = "outbox")]
pub(super) fn time_of(key: &str) -> Option<(Millis, bool)> {
    let name = key.rsplit('/').next()?.strip_suffix(MESSAGE)?;
    let part = |from: usize, to: usize| name.get(from..to);
    let [year, month, day] = [part(0, 4)?, part(4, 6)?, part(6, 8)?];
    let [hour, minute, second] = [part(9, 11)?, part(11, 13)?, part(13, 15)?];
    let time = from_iso8601(&[year, "-", month, "-", day, "T", hour, ":", minute, ":", second, "Z"].concat())?;
    Some((time, key.ends_with(URGENT)))
}

/// A message that waits.
#[cfg(feature = "outbox")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Waiting {
    /// When its event was stored, ISO 8601 in UTC.
    pub(super) at: String,
    /// The key of the report object of its event.
    pub(super) report_key: String,
    pub(super) verdict: Verdict,
    pub(super) title: String,
    pub(super) reason: String,
    /// The members of the message and the last brace.
    pub(super) message: Vec<u8>,
    /// Where it is among messages whose events were stored in the same second.
    pub(super) order: i64,
}

/// The key of the object that says that a task with a source failed.
pub(super) fn failure_key(prefix: &str, target: &str, source: &str) -> String {
    [prefix, "failed/", &folder_name(target), "/", source, ".failed-source.json"].concat()
}

/// The object of a message. It has nothing of the address or the secret of the target.
struct Object<'o> {
    version: u32,
    target: &'o str,
    at: &'o str,
    report_key: &'o str,
    verdict: &'static str,
    title: &'o str,
    reason: &'o str,
    message: &'o str,
    order: i64,
}
members!(Object<'o>: version, target, at, report_key, verdict, title, reason, message, order);

/// What an object says beside its message: for which target, when its event was stored, the key of the report object, and where it is among
/// messages whose events were stored in the same second.
#[derive(Clone, Copy)]
pub(super) struct Label<'l> {
    pub(super) target: &'l str,
    pub(super) at: &'l str,
    pub(super) report_key: &'l str,
    pub(super) order: i64,
}

/// The JSON text of the object of a message.
pub(super) fn write(label: Label<'_>, (summary, message): (&Summary, &[u8])) -> Vec<u8> {
    let message = core::str::from_utf8(message).unwrap_or_default();
    let Summary { title, reason, verdict, .. } = summary;
    let Label { target, at, report_key, order } = label;
    to_json(&Object { version: 1, target, at, report_key, verdict: verdict.as_str(), title, reason, message, order })
}

/// Reads the object of a message. `None`: it is not one.
#[cfg(feature = "outbox")]
pub(super) fn read(object: &[u8]) -> Option<Waiting> {
    let document = Document::parse(object).ok()?;
    let root = document.root();
    let text = |name: &str| root.get(name).string().map(String::from);
    let message = text("message")?;
    // What is sent has to be JSON, whoever wrote the object.
    Document::parse(["{", &message].concat().as_bytes()).ok().filter(|body| body.root().is_object())?;
    Some(Waiting {
        at: text("at")?,
        report_key: text("report_key")?,
        verdict: Verdict::from_id(root.text_of("verdict")?)?,
        title: text("title")?,
        reason: text("reason")?,
        message: message.into_bytes(),
        order: root.integer_of("order").unwrap_or_default(),
    })
    .filter(|_| root.integer_of("version") == Some(1))
}

#[cfg(all(test, feature = "outbox"))]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_by_time_and_say_what_is_urgent() {
        let folder = folder("mps/", "wecom-1f3a09bc-en-failure");
        assert_eq!(folder, "mps/outbox/wecom-1f3a09bc-en-failure/");
        let report = "mps/WorkflowTask/t/0123abcd.report.json";
        let one = key(&folder, "2023-11-14T22:13:20Z", report, false);
        let other = key(&folder, "2023-11-14T22:13:21Z", report, true);
        assert_eq!(one, "mps/outbox/wecom-1f3a09bc-en-failure/20231114T221320Z-0123abcd.outbox.json");
        assert!(one < other);
        assert_eq!(time_of(&one), Some((1_700_000_000_000, false)));
        assert_eq!(time_of(&other), Some((1_700_000_001_000, true)));
        for key in
            ["", "mps/outbox/x/20231114T221300Z.outbox-claim.json", "mps/outbox/x/é.outbox.json", "x.outbox.json"]
        {
            assert_eq!(time_of(key), None, "{key}");
        }
        // Types of events are what the owner wrote.
        let odd = super::folder("", "wecom-1f3a09bc-zh-all-../../x");
        assert!(
            odd.starts_with("outbox/wecom-1f3a09bc-") && odd.len() == "outbox/wecom-1f3a09bc-/".len() + 32,
            "{odd}"
        );
    }

    #[test]
    fn an_object_is_read_as_it_was_written() {
        let summary = Summary {
            title: "❌ \"x\"".into(),
            reason: "y\n".into(),
            verdict: Verdict::Failure,
            is_urgent: true,
            source: None,
        };
        let members = br#""msgtype":"markdown","markdown":{"content":"a\n\"b\""}}"#;
        let (target, at, report_key) = ("wecom-1", "2023-11-14T22:13:20Z", "mps/t/1.report.json");
        let object = write(Label { target, at, report_key, order: 1_700_000_000_123_004 }, (&summary, members));
        let waiting = read(&object).unwrap();
        assert_eq!(waiting.order, 1_700_000_000_123_004);
        assert_eq!((waiting.title, waiting.reason, waiting.verdict), (summary.title, summary.reason, summary.verdict));
        assert_eq!((waiting.at.as_str(), waiting.message.as_slice()), ("2023-11-14T22:13:20Z", members.as_slice()));
        let text = core::str::from_utf8(&object).unwrap();
        for broken in [
            String::from("{}"),
            text.replace("\"version\":1", "\"version\":2"),
            text.replace("\"failure\"", "\"fine\""),
            text.replace("}}\"", "}\""),
            text.replace("\"at\"", "\"then\""),
        ] {
            assert_eq!(read(broken.as_bytes()), None, "{broken}");
        }
    }
}
