//! The cursor of the watch: how far its rounds came, an object in the archive.

use alloc::string::String;
use alloc::vec::Vec;

use super::summary::WatchSummary;
use crate::delivery::keys;
use crate::json::{Document, members, to_json};
use crate::text::hex;
use crate::time::{Millis, from_iso8601, iso8601};

/// The key of the cursor behind the prefix. Its ending says to programs that read an archive that it is not an event.
pub(crate) const KEY: &str = "watch/reconcile.cursor.json";

/// How far the rounds came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// When it was stored.
    pub(crate) at: Option<Millis>,
    /// Every task that finished before is in the archive, or was given up.
    pub(crate) checked_until: Option<Millis>,
    /// The round that a round without time left off.
    pub(crate) resume: Option<Resume>,
    /// How the round ended that stored it.
    pub(crate) last: Option<WatchSummary>,
    /// When the latest task finished whose event came by itself, as far as the rounds saw.
    pub(crate) newest_event: Option<Millis>,
}

/// What the next round goes on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Resume {
    pub(crate) since: Millis,
    pub(crate) until: Millis,
    /// What the page is asked for with that is to be worked on again; absent: the first.
    pub(crate) token: Option<String>,
    /// When the first task finished that a later round has to look at again.
    pub(crate) held: Option<Millis>,
    pub(crate) counts: Counts,
    pub(crate) trail: CycleCheck,
}

/// Notices a cycle among the pages of a range, over many rounds. It finds pages that lead back to earlier ones, whatever their number, by
/// one token that it keeps for twice as many pages each time (Brent's algorithm).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CycleCheck {
    /// The digest of the token that is kept; empty before the first page.
    pub(crate) mark: String,
    /// How many pages came after it.
    pub(crate) pages: u32,
    /// After how many pages another token is kept.
    pub(crate) limit: u32,
}
members!(CycleCheck: mark, pages, limit);

impl CycleCheck {
    /// Goes on to the page of a token. `true`: it leads back.
    pub(crate) fn leads_back(&mut self, token: &str) -> bool {
        let digest = hex(&keys::digest(token.as_bytes()));
        if digest == self.mark {
            return true;
        }
        self.pages = self.pages.saturating_add(1);
        if self.pages >= self.limit {
            *self = CycleCheck { mark: digest, pages: 0, limit: self.limit.saturating_mul(2).max(1) };
        }
        false
    }
}

/// How many tasks there were, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) tasks: u32,
    pub(crate) missing: u32,
    pub(crate) fetched: u32,
    pub(crate) gone: u32,
    pub(crate) failed: u32,
    pub(crate) pending: u32,
}
members!(Counts: tasks, missing, fetched, gone, failed, pending);

struct Stored<'c> {
    version: u32,
    at: String,
    checked_until: Option<String>,
    resume: Option<StoredResume<'c>>,
    last: Option<WatchSummary>,
    newest_event: Option<String>,
}
members!(Stored<'c>: version, at, checked_until, resume, last, newest_event);

struct StoredResume<'c> {
    since: String,
    until: String,
    token: Option<&'c str>,
    held: Option<String>,
    counts: Counts,
    trail: CycleCheck,
}
members!(StoredResume<'c>: since, until, token, held, counts, trail);

impl Cursor {
    /// Reads a cursor. An invalid one counts as absent: a round looks at more than it has to.
    pub(crate) fn read(object: &[u8]) -> Self {
        let Ok(document) = Document::parse(object) else { return Cursor::default() };
        let root = document.root();
        if root.integer_of("version") != Some(1) {
            return Cursor::default();
        }
        let resume = root.get("resume");
        let time = |name: &str| resume.text_of(name).and_then(from_iso8601);
        let number = |of: &str, name: &str| {
            let number = resume.get(of).integer_of(name);
            number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
        };
        let count = |name: &str| number("counts", name);
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
            trail: CycleCheck {
                mark: resume.get("trail").text_of("mark").unwrap_or_default().into(),
                pages: number("trail", "pages"),
                limit: number("trail", "limit"),
            },
        });
        let time = |name: &str| root.text_of(name).and_then(from_iso8601);
        Cursor {
            at: time("at"),
            checked_until: time("checked_until"),
            resume,
            last: Some(root.get("last")).filter(|last| last.is_object()).map(WatchSummary::from_json),
            newest_event: time("newest_event"),
        }
    }

    /// Its JSON text.
    pub(crate) fn write(&self, now: Millis) -> Vec<u8> {
        let resume = self.resume.as_ref().map(|resume| StoredResume {
            since: iso8601(resume.since),
            until: iso8601(resume.until),
            token: resume.token.as_deref(),
            held: resume.held.map(iso8601),
            counts: resume.counts,
            trail: resume.trail.clone(),
        });
        to_json(&Stored {
            version: 1,
            at: iso8601(now),
            checked_until: self.checked_until.map(iso8601),
            resume,
            last: self.last.clone(),
            newest_event: self.newest_event.map(iso8601),
        })
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
            trail: CycleCheck { mark: "5f2d".into(), pages: 3, limit: 4 },
        };
        let at = 1_700_000_120_000;
        let last = WatchSummary { since: "a".into(), complete: true, tasks: 7, missing: 3, ..WatchSummary::default() };
        for cursor in [
            Cursor::default(),
            Cursor { checked_until: Some(1_700_000_000_000), ..Cursor::default() },
            Cursor { resume: Some(resume), ..Cursor::default() },
            Cursor { last: Some(last), newest_event: Some(1_700_000_000_000), ..Cursor::default() },
        ] {
            assert_eq!(Cursor::read(&cursor.write(at)), Cursor { at: Some(at), ..cursor });
        }
    }

    #[test]
    fn pages_that_lead_back_are_noticed_wherever_the_way_is_left_and_gone_on_with() {
        for (before, around) in [(0, 1), (0, 2), (1, 2), (3, 7), (100, 1_000), (1_000, 3)] {
            let token =
                |page: u32| std::format!("{}", if page < before { page } else { before + (page - before) % around });
            let (since, until) = (1_700_000_000_000, 1_700_000_060_000);
            let mut resume = Resume { since, until, ..Resume::default() };
            let back = (0..).find(|page| {
                let leads_back = resume.trail.leads_back(&token(*page));
                let cursor = Cursor { resume: Some(resume.clone()), ..Cursor::default() };
                resume = Cursor::read(&cursor.write(3)).resume.unwrap();
                leads_back
            });
            assert!(
                (before + around..=4 * (before + around) + 4).contains(&back.unwrap()),
                "{before} {around}: {back:?}"
            );
        }
        let mut trail = CycleCheck::default();
        assert!(!(0..100_000).any(|page| trail.leads_back(&std::format!("{page}"))));
    }

    #[test]
    fn what_is_not_a_cursor_is_as_if_there_were_none() {
        for object in [
            "",
            "[]",
            "{}",
            r#"{"version":2,"checked_until":"2024-01-01T00:00:00Z"}"#,
            r#"{"version":1,"resume":{},"last":[]}"#,
        ] {
            assert_eq!(Cursor::read(object.as_bytes()), Cursor::default(), "{object}");
        }
    }
}
