//! Opens the envelopes of an event, and makes an entry for each notification in it.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::Mode;
use super::deliverable::{Deliverable, Place, Quarantine};
use super::entry::{Entry, Source, Waiting};
use super::keys::Digest;
use super::timer::{self, Wanted};
use crate::envelope::{self, Enclosed, Trust};
use crate::error::{Error, ErrorCode};
use crate::options::Options;
use crate::redact;
use crate::text::digits;
use crate::time::Millis;

/// The most names and values of an event, or of a text in one, that is read before it is stored. They take 24 MB, of the 128 MB that a
/// function has by default.
const MAX_VALUES: usize = 2_000_000;

/// The most bytes of an event that is searched for secrets before it is stored, which takes fifty times its memory. What it is
/// not is said without names of the event instead.
const MAX_SEARCHED: usize = 1 << 20;

/// What opening an event depends on.
pub(super) struct Opening<'o> {
    pub(super) options: &'o Options,
    pub(super) mode: Mode,
    /// Whether the event is the body of a request over HTTP.
    pub(super) over_http: bool,
    /// Whether the watch fetched it.
    pub(super) reconciled: bool,
    /// The platform's id of the invocation.
    pub(super) request_id: Option<&'o str>,
    /// When the delivery began.
    pub(super) now: Millis,
}

/// What is in an event.
pub(super) struct Opened {
    pub(super) entries: Vec<Entry>,
    /// The event, if entries are parts of it.
    pub(super) event: Vec<u8>,
    /// Whether a request over HTTP brought the event.
    pub(super) over_http: bool,
    /// Whether that is a request without a body, as a health check sends it.
    pub(super) is_empty_request: bool,
    /// Of what was not signed as it should be: why, and how many there were. It is neither stored nor delivered.
    pub(super) refused: Option<(Error, u32)>,
    /// The round of the watch that the event of a timer asks for. Then nothing is stored.
    pub(super) watch: Option<Wanted>,
}

/// Whether a request over HTTP brought the event. Its sender waits for an answer and gets one even if the options are
/// invalid.
pub(super) fn is_over_http(event: &[u8], now: Millis) -> bool {
    let trust = Trust {
        key: None,
        over_http: false,
        now,
        most_values: MAX_VALUES,
        #[cfg(feature = "cls")]
        keeps_batches: true,
    };
    envelope::open(event, &trust, &mut |_| {}).over_http
}

impl Opening<'_> {
    /// Opens the envelopes, and makes an entry for every notification in them.
    ///
    /// Whatever is not parsed sends the whole event into quarantine, once, beside the notifications that are in it.
    pub(super) fn open(&self, event: Vec<u8>) -> Opened {
        let mut opened = Opened {
            entries: Vec::new(),
            event: Vec::new(),
            over_http: self.over_http,
            is_empty_request: false,
            refused: None,
            watch: None,
        };
        let broken = if self.mode == Mode::Quarantine {
            let error = Error::new(ErrorCode::Trapped, "reading the event ended in a trap");
            Some(Broken { error, count: 1, is_json: true })
        } else {
            self.collect(&event, &mut opened)
        };
        if let Some(mut broken) = broken {
            // Nobody but the platform sends an event that is not inside a web request.
            let timer = if self.mode == Mode::Full && !opened.over_http { timer::read(&event) } else { None };
            match timer {
                Some(Ok(wanted)) => {
                    opened.watch = Some(wanted);
                    return opened;
                }
                Some(Err(error)) => broken.error = error,
                None => {}
            }
            let deliverable = self.quarantined(&event, broken);
            let source = Source::Part(0..event.len());
            opened.entries.push(Entry::Waiting(Waiting { deliverable, source, stored: None }));
        }
        if let [Entry::Waiting(Waiting { source, .. })] = &mut *opened.entries
            && source.is_whole(&event)
        {
            // It is moved, not copied.
            *source = Source::Own(event);
        } else if opened.entries.iter().any(Entry::is_part) {
            opened.event = event;
        }
        opened
    }

    /// Collects the notifications. Returns what of the event is neither a notification nor a batch of logs.
    fn collect(&self, event: &[u8], opened: &mut Opened) -> Option<Broken> {
        let trust = Trust {
            key: self.options.notify_key.as_deref(),
            over_http: self.over_http,
            now: self.now,
            most_values: MAX_VALUES,
            #[cfg(feature = "cls")]
            keeps_batches: self.options.batches.is_some(),
        };
        let mut collected = Collected {
            options: self.options,
            now: self.now,
            reconciled: self.reconciled,
            event,
            entries: Vec::new(),
            digests: BTreeSet::new(),
            broken: None,
        };
        let envelopes = envelope::open(event, &trust, &mut |enclosed| collected.take(&enclosed));
        opened.over_http |= envelopes.over_http;
        opened.is_empty_request = envelopes.is_empty_request;
        opened.refused = envelopes.refused.map(|error| (error, envelopes.refused_count));
        opened.entries = collected.entries;
        let mut broken = collected.broken?;
        broken.count = broken.count.saturating_add(envelopes.errors_omitted);
        Some(broken)
    }

    fn quarantined(&self, event: &[u8], broken: Broken) -> Deliverable {
        let is_json = broken.is_json;
        let error = broken.describe();
        let found = Quarantine {
            is_json,
            error: match self.mode {
                // What made a core trap is not read again.
                Mode::Quarantine => error,
                _ if event.len() > MAX_SEARCHED => without_names(error),
                _ => redact::error(error, event),
            },
            request_id: self.request_id,
            now: self.now,
        };
        Deliverable::of_quarantined(event, found, Place::of(self.options, self.now))
    }
}

/// What is collected while envelopes are opened.
struct Collected<'c> {
    options: &'c Options,
    now: Millis,
    reconciled: bool,
    event: &'c [u8],
    entries: Vec<Entry>,
    /// The digests of the notifications so far. A notification that occurs twice is delivered once.
    digests: BTreeSet<Digest>,
    broken: Option<Broken>,
}

impl Collected<'_> {
    fn take(&mut self, enclosed: &Enclosed<'_>) {
        let deliverable = match Deliverable::of(enclosed, self.options, self.now, self.reconciled) {
            Ok(deliverable) => deliverable,
            Err(error) => {
                let error = if enclosed.content.is_ok() { enclosed.locate(error) } else { error };
                let is_json = !(enclosed.content.as_ref().is_err_and(|error| error.code() == ErrorCode::InvalidJson)
                    && is_same_place(&enclosed.bytes, self.event));
                let broken = self.broken.get_or_insert(Broken { error, count: 0, is_json });
                broken.count = broken.count.saturating_add(1);
                return;
            }
        };
        if deliverable.digest().is_some_and(|digest| !self.digests.insert(digest)) {
            return;
        }
        let source = match deliverable {
            Deliverable::Notification(_) => Source::of(&enclosed.bytes, self.event),
            // What is stored of it is there already.
            _ => Source::Own(Vec::new()),
        };
        self.entries.push(Entry::Waiting(Waiting { deliverable, source, stored: None }));
    }
}

/// What of an event is neither a notification nor a batch of logs.
struct Broken {
    /// What is wrong with the first such part.
    error: Error,
    count: u32,
    /// Whether the event as a whole is JSON.
    is_json: bool,
}

impl Broken {
    fn describe(self) -> Error {
        let message = counted(self.error.message(), self.count);
        self.error.with_message(message)
    }
}

/// A message about the first of so many things.
pub(super) fn counted(message: &str, count: u32) -> String {
    match count {
        0 | 1 => message.into(),
        _ => [message, " (and ", &digits(i64::from(count.saturating_sub(1))), " more in this event)"].concat(),
    }
}

/// An error without the names that it quotes from the event.
fn without_names(error: Error) -> Error {
    let parts = error.message().split('`').enumerate();
    let message = parts.map(|(index, part)| if index % 2 == 0 { part } else { "`…`" }).collect();
    error.without_path().with_message(message)
}

/// Whether two slices are the same bytes at the same place.
fn is_same_place(one: &[u8], other: &[u8]) -> bool {
    core::ptr::eq(one, other)
}
