//! What is stored of an event, known before the event is understood: which object at which key.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::keys::{self, Keys};
use super::pace::printable;
use crate::carrier::{Carrier, Parcel};
use crate::error::Error;
use crate::json::{AsField, Field, Members, Value, to_json};
use crate::mps;
use crate::options::{Layout, Options};
use crate::redact::Secrets;
use crate::time::{Millis, iso8601};

const TEXT: &str = "text/plain; charset=utf-8";

/// One thing to store and to deliver: a notification, a batch of logs, or an event that goes into quarantine.
pub(super) struct Subject {
    pub(super) kind: SubjectKind,
    pub(super) keys: Keys,
    pub(super) content_type: &'static str,
    /// What is stored instead of the event; `None`: the event as it came.
    pub(super) content: Option<Vec<u8>>,
    /// What is stored behind the event as it came.
    pub(super) line_end: &'static [u8],
}

/// What an event is.
pub(super) enum SubjectKind {
    /// It is understood once it is stored.
    Notification {
        /// The type of the event, as reports name it.
        event_type: &'static str,
        /// The task, fit for the log.
        task_id: Option<String>,
        /// The envelope that it came in.
        carrier: Carrier,
    },
    /// A batch of so many logs.
    #[cfg(feature = "cls")]
    Batch { records: u32 },
    /// It goes into quarantine, with the text of the error object.
    Quarantined { error: Error, record: Vec<u8> },
}

/// Where things are stored.
#[derive(Clone, Copy)]
pub(super) struct Place<'o> {
    prefix: &'o str,
    layout: Layout,
}

impl<'o> Place<'o> {
    pub(super) fn of(options: &'o Options) -> Self {
        match &options.archive {
            Some(archive) => Place { prefix: &archive.prefix, layout: archive.layout },
            None => Place { prefix: "", layout: Layout::Task },
        }
    }
}

impl Subject {
    /// What is stored of a notification or a batch of logs.
    ///
    /// # Errors
    /// Why it can be neither; then the whole event belongs into quarantine.
    pub(super) fn of(parcel: &Parcel<'_>, options: &Options, now: Millis) -> Result<Self, Error> {
        let place = Place::of(options);
        let value = parcel.content.clone()?;
        #[cfg(feature = "cls")]
        if let Some(batches) = options.batches.filter(|_| parcel.is_batch) {
            return Self::of_batch(value, &parcel.bytes, batches, place, now);
        }
        Self::of_notification(value, &parcel.bytes, parcel.carrier, place, now)
    }

    fn of_notification(
        notification: Value<'_>,
        bytes: &[u8],
        carrier: Carrier,
        place: Place<'_>,
        now: Millis,
    ) -> Result<Self, Error> {
        let identity = mps::identify(notification)?;
        let event_type = identity.event_type().as_str();
        let digest = keys::digest_of_notification(bytes);
        let task_id = identity.task_id.map(|id| shown_task_id(id, notification));
        let mut keys = keys::of_notification(place.prefix, event_type, task_id.as_deref(), &digest);
        let is_classic = place.layout == Layout::Classic;
        if is_classic {
            let own = mps::event_time(notification);
            keys.event = keys::by_hour(place.prefix, own, now, &[&digest, ".txt"].concat());
        }
        Ok(Subject {
            kind: SubjectKind::Notification { event_type, task_id: task_id.as_deref().map(printable), carrier },
            keys,
            content_type: if is_classic { TEXT } else { "application/json" },
            content: None,
            line_end: if is_classic { b"\r\n" } else { b"" },
        })
    }

    /// What CLS packed, as a text of its own.
    #[cfg(feature = "cls")]
    fn of_batch(
        event: Value<'_>,
        bytes: &[u8],
        batches: crate::options::Batches,
        place: Place<'_>,
        now: Millis,
    ) -> Result<Self, Error> {
        use crate::options::Format;

        let text = crate::carrier::cls::unpack_value(event)?;
        let batch = super::batch::write(text, batches)?;
        let topic = keys::segment(batch.topic.as_deref().unwrap_or_default());
        let (extension, content_type) = match batches.format {
            Format::Classic => (".txt", TEXT),
            Format::Ndjson => (".ndjson", "application/x-ndjson"),
        };
        let packed = if batches.gzip { ".gz" } else { "" };
        let digest = keys::digest(bytes);
        let event = match place.layout {
            Layout::Task => [place.prefix, &topic, "/", &digest, extension, packed].concat(),
            Layout::Classic => {
                keys::by_hour(place.prefix, batch.last, now, &[&topic, "-", &digest, extension, packed].concat())
            }
        };
        Ok(Subject {
            kind: SubjectKind::Batch { records: batch.records },
            keys: Keys { event, record: String::new() },
            content_type: if batches.gzip { "application/gzip" } else { content_type },
            content: Some(batch.text),
            line_end: b"",
        })
    }

    /// A whole event that is not understood, or not all of it.
    pub(super) fn of_quarantined(event: &[u8], found: Quarantine<'_>, place: Place<'_>) -> Self {
        let Quarantine { error, is_json, .. } = &found;
        Subject {
            keys: keys::of_unparsed(place.prefix, event, *is_json),
            content_type: if *is_json { "application/json" } else { "text/plain" },
            content: None,
            line_end: b"",
            kind: SubjectKind::Quarantined { record: to_json(&found), error: error.clone() },
        }
    }
}

/// The task id as keys and the log show it: without a secret of the notification, should one be in it.
///
/// An id as MPS makes it, `<digits>-<letters>-<hexadecimal digits, t and *>`, is shown as it is; only for any other the
/// notification is searched before it is stored. The signature is no such secret: it is new whenever the notification is
/// signed again, and the key must not be.
fn shown_task_id<'v>(id: &'v str, notification: Value<'v>) -> Cow<'v, str> {
    let mut parts = id.splitn(3, '-');
    let mut is = |holds: fn(u8) -> bool| parts.next().is_some_and(|part| part.bytes().all(holds));
    let is_usual = is(|byte| byte.is_ascii_digit())
        && is(|byte| byte.is_ascii_alphabetic())
        && is(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b't' | b'*'));
    if is_usual {
        return Cow::Borrowed(id);
    }
    Secrets::of_all_but(notification, &keys::SIGNATURE).clean(id)
}

/// The error object of a quarantined event, but for the receipts: the error, and which invocation met it when.
pub(super) struct Quarantine<'q> {
    pub(super) error: Error,
    /// Whether the event is JSON.
    pub(super) is_json: bool,
    pub(super) request_id: Option<&'q str>,
    pub(super) now: Millis,
}

impl Members for Quarantine<'_> {
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        self.error.members(visit);
        self.request_id.show("request_id", visit);
        iso8601(self.now).show("at", visit);
    }
}
