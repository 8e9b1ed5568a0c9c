//! The keys under which events are stored. They depend on the event alone, so that the same event always has the same
//! keys.

use alloc::string::String;

use sha2::{Digest as _, Sha256};

use crate::json::{Number, canonical};
use crate::sign::sha256;
use crate::text::{digits, hex};
use crate::time::{Millis, shanghai};

/// The two objects an event becomes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// The event exactly as it came.
    pub(crate) event: String,
    /// The report object: the report with the receipts, or the error object in its place.
    pub(crate) report: String,
}

/// Bytes of the digest in a key. They are 128 bits of SHA-256, so that nobody can make an event with the key of another.
const DIGEST_BYTES: usize = 16;

/// The digest in a key: the first half of a SHA-256.
pub(crate) type Digest = [u8; DIGEST_BYTES];

/// The most of a task id in a key, bytes percent-encoded. Task ids are about 60; a longer text is not an id, and the digest
/// distinguishes the events. (With the longest prefix, of 300, a key stays below the 850 that COS allows.)
const MAX_TASK_ID: usize = 200;

/// The keys of a notification: `<prefix><event_type>/<task_id>/<digest>.…`.
#[must_use]
pub(crate) fn of_notification(prefix: &str, event_type: &str, task_id: Option<&str>, digest: &str) -> Keys {
    let task_id = task_id.unwrap_or_default();
    // However a number is spelled, it is the same task.
    let task_id = match Number::parse(task_id).and_then(|number| number.as_i64()) {
        Some(number) => segment(&digits(number)),
        None => segment(task_id),
    };
    let base = [prefix, event_type, "/", &task_id, "/", digest].concat();
    Keys { event: [&base, ".event.json"].concat(), report: [&base, ".report.json"].concat() }
}

/// The key of the error object of an event that was stored but not parsed. It takes the place of the report object at
/// `report`.
#[must_use]
pub(crate) fn of_error(report: &str) -> String {
    [report.strip_suffix(".report.json").unwrap_or(report), ".error.json"].concat()
}

/// The key of an event in layout `classic`, by the hour in Asia/Shanghai. It is
/// `<prefix>YYYY-MM-DD-HH/YYYY-MM-DD-HH-MM-SS-…`, and then `rest`, which distinguishes it from others.
///
/// `own` is the time that the event itself names, so that the same event has the same key whenever it comes. Without one
/// the hour of `now` has to do, in which it has the same key at least.
#[must_use]
pub(crate) fn by_hour(prefix: &str, own: Option<Millis>, now: Millis, rest: &str) -> String {
    const HOUR: Millis = 3_600_000;
    let time = shanghai(own.unwrap_or_else(|| now.saturating_sub(now.rem_euclid(HOUR))));
    [prefix, time.get(..13).unwrap_or_default(), "/", &time, rest].concat()
}

/// The keys of what could not be parsed: `<prefix>unparsed/<digest>.…`.
#[must_use]
pub(crate) fn of_unparsed(prefix: &str, event: &[u8], is_json: bool) -> Keys {
    let base = [prefix, "unparsed/", &hex(&digest(event))].concat();
    let extension = if is_json { ".event.json" } else { ".event.txt" };
    Keys { event: [&base, extension].concat(), report: [&base, ".error.json"].concat() }
}

/// The members of a notification that its digest leaves out. They are new whenever it is signed again.
pub(super) const SIGNATURE: [&str; 2] = ["Sign", "Timestamp"];

/// The digest that identifies a notification, however it is signed, spaced and spelled. The bytes are its JSON text.
///
/// The order of members counts, and every digit of a number does.
pub(crate) fn digest_of_notification(notification: &[u8]) -> Digest {
    let mut hash = Sha256::new();
    canonical(notification, &SIGNATURE, &mut |piece| hash.update(piece));
    first_half(&hash.finalize())
}

/// The digest of the event that the watch fetches of a finished task. The service answers other bytes whenever it is asked, so the
/// task alone identifies it.
#[inline(never)]
pub(super) fn digest_of_reconciled(event_type: &str, task_id: &str) -> Digest {
    digest(["reconciled\n", event_type, "\n", task_id].concat().as_bytes())
}

/// As [`digest_of_reconciled`], as it stands in keys.
pub(super) fn reconciled_name(event_type: &str, task_id: &str) -> String {
    hex(&digest_of_reconciled(event_type, task_id))
}

/// The digest of bytes.
pub(super) fn digest(event: &[u8]) -> Digest {
    first_half(&sha256(event))
}

fn first_half(hash: &[u8]) -> Digest {
    hash.first_chunk().copied().unwrap_or_default()
}

/// A text from outside as one segment of a key. Characters that a file system, a shell or COS could misread become `_`.
#[must_use]
pub(crate) fn segment(text: &str) -> String {
    let safe = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    let mut segment = String::new();
    let mut left = MAX_TASK_ID;
    for character in text.chars() {
        let (character, length) = match character {
            '*' => ('*', 3),
            _ if safe(character) => (character, 1),
            _ => ('_', 1),
        };
        let Some(rest) = left.checked_sub(length) else { break };
        left = rest;
        segment.push(character);
    }
    if segment.bytes().all(|byte| byte == b'.') { "no-task-id".into() } else { segment }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_cannot_leave_their_folder() {
        assert_eq!(segment("../../etc/passwd"), ".._.._etc_passwd");
        assert_eq!(segment(".."), "no-task-id");
        assert_eq!(segment(""), "no-task-id");
        assert_eq!(segment("a\u{1b}[2J\n转"), "a__2J__");
        assert_eq!(segment("2600011633-WorkflowTask-3b6c*tt7"), "2600011633-WorkflowTask-3b6c*tt7");
        assert_eq!(segment(&"x".repeat(900)).len(), 200);
        assert_eq!(segment(&"*".repeat(900)).len(), 66);
    }

    #[test]
    fn hours_are_those_of_shanghai_and_last_until_they_end() {
        let now = 1_709_222_399_000; // 2024-02-29T15:59:59Z
        let key = |own, now| by_hour("a/", own, now, "x.txt");
        assert_eq!(key(Some(now), 0), "a/2024-02-29-23/2024-02-29-23-59-59-x.txt");
        assert_eq!(key(Some(now + 1000), 0), "a/2024-03-01-00/2024-03-01-00-00-00-x.txt");
        assert_eq!(key(None, now), "a/2024-02-29-23/2024-02-29-23-00-00-x.txt");
        assert_eq!(key(None, now - 3_599_000), key(None, now));
        assert_eq!(key(None, now + 1000), "a/2024-03-01-00/2024-03-01-00-00-00-x.txt");
    }

    #[test]
    fn keys_depend_on_the_bytes_alone() {
        let keys = of_unparsed("mps/", b"{}", true);
        assert_eq!(keys.event, "mps/unparsed/44136fa355b3678a1146ad16f7e8649e.event.json");
        assert_eq!(keys.report, "mps/unparsed/44136fa355b3678a1146ad16f7e8649e.error.json");
        assert_eq!(of_unparsed("", b"<html>", false).event.get(41..), Some(".event.txt"));
    }
}
