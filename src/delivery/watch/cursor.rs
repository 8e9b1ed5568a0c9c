//! The cursor of the watch: how far its rounds came, an object in the archive.

use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Document, members, to_json};
use crate::time::{Millis, from_iso8601, iso8601};

/// The key of the cursor behind the prefix. Its ending says to programs that read an archive that it is not an event.
pub(super) const KEY: &str = "watch/reconcile.cursor.json";

/// How far the rounds came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// Every task that finished before is in the archive, or was given up.
    pub(super) checked_until: Option<Millis>,
    /// The round that a round without time left off.
    pub(super) resume: Option<Resume>,
}

/// What the next round goes on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Resume {
    pub(super) since: Millis,
    pub(super) until: Millis,
    /// What the page is asked for with that is to be worked on again; absent: the first.
    pub(super) token: Option<String>,
    /// When the first task finished that a later round has to look at again.
    pub(super) held: Option<Millis>,
    pub(super) counts: Counts,
}

/// How many tasks there were, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) tasks: u32,
    pub(super) missing: u32,
    pub(super) fetched: u32,
    pub(super) gone: u32,
    pub(super) failed: u32,
    pub(super) pending: u32,
}
members!(Counts: tasks, missing, fetched, gone, failed, pending);

struct Stored<'c> {
    version: u32,
    at: String,
    checked_until: Option<String>,
    resume: Option<StoredResume<'c>>,
}
members!(Stored<'c>: version, at, checked_until, resume);

struct StoredResume<'c> {
    since: String,
    until: String,
    token: Option<&'c str>,
    held: Option<String>,
    counts: Counts,
}
members!(StoredResume<'c>: since, until, token, held, counts);

impl Cursor {
    /// Reads a cursor. An invalid one counts as absent: a round looks at more than it has to.
    pub(super) fn read(object: &[u8]) -> Self {
        let Ok(document) = Document::parse(object) else { return Cursor::default() };
        let root = document.root();
        if root.integer_of("version") != Some(1) {
            return Cursor::default();
        }
        let resume = root.get("resume");
        let time = |name: &str| resume.text_of(name).and_then(from_iso8601);
        let count = |name: &str| {
            let count = resume.get("counts").integer_of(name);
            count.and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
        };
        let resume = time("since").zip(time("until")).map(|(since, until)| Resume {
            since,
            until,
            token: resume.text_of("token").map(String::from),
            held: time("held"),
            counts: Counts {
                tasks: count("tasks"),
                missing: count("missing"),
                fetched: count("fetched"),
                gone: count("gone"),
                failed: count("failed"),
                pending: count("pending"),
            },
        });
        Cursor { checked_until: root.text_of("checked_until").and_then(from_iso8601), resume }
    }

    /// Its JSON text.
    pub(super) fn write(&self, now: Millis) -> Vec<u8> {
        let resume = self.resume.as_ref().map(|resume| StoredResume {
            since: iso8601(resume.since),
            until: iso8601(resume.until),
            token: resume.token.as_deref(),
            held: resume.held.map(iso8601),
            counts: resume.counts,
        });
        to_json(&Stored { version: 1, at: iso8601(now), checked_until: self.checked_until.map(iso8601), resume })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let counts = Counts { tasks: 7, missing: 3, fetched: 2, gone: 1, failed: 4, pending: 5 };
        let resume = Resume {
            since: 1_700_000_000_000,
            until: 1_700_000_060_000,
            token: Some("a\"b".into()),
            held: None,
            counts,
        };
        for cursor in [
            Cursor::default(),
            Cursor { checked_until: Some(1_700_000_000_000), resume: None },
            Cursor { checked_until: None, resume: Some(resume) },
        ] {
            assert_eq!(Cursor::read(&cursor.write(0)), cursor);
        }
    }

    #[test]
    fn what_is_not_a_cursor_is_as_if_there_were_none() {
        for object in
            ["", "[]", "{}", r#"{"version":2,"checked_until":"2024-01-01T00:00:00Z"}"#, r#"{"version":1,"resume":{}}"#]
        {
            assert_eq!(Cursor::read(object.as_bytes()), Cursor::default(), "{object}");
        }
    }
}
