//! What is stored of an event, known before the event is parsed.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::keys::{self, Digest, Keys};
use super::sanitize::printable;
use crate::envelope::Enclosed;
use crate::error::Error;
use crate::json::{AsField, Field, Members, Value, to_json};
use crate::mps;
use crate::options::{Layout, Options};
use crate::redact::Secrets;
use crate::report::borrowed::Envelope;
use crate::text::hex;
use crate::time::{Millis, iso8601};

const TEXT: &str = "text/plain; charset=utf-8";

/// One thing to store and to deliver. An event may bring tens of thousands, so it holds only what it needs before its job
/// begins; the keys and all else are made then.
pub(super) enum Deliverable {
    /// It is parsed once it is stored.
    Notification(Notification),
    /// A batch of logs.
    #[cfg(feature = "cls")]
    Batch(Box<Batch>),
    /// An event that goes into quarantine.
    Quarantined(Box<Quarantined>),
}

/// What is known of a notification before it is parsed.
pub(super) struct Notification {
    /// The type of the event, as reports name it.
    pub(super) event_type: &'static str,
    /// The task, as keys show it.
    task_id: Option<Box<str>>,
    /// The envelope that it came in.
    pub(super) envelope: Envelope,
    /// Whether the watch fetched it.
    pub(super) reconciled: bool,
    pub(super) digest: Digest,
    /// In layout `classic`: the time that the event names.
    time: Option<Millis>,
}

#[cfg(feature = "cls")]
pub(super) struct Batch {
    pub(super) records: u32,
    pub(super) key: String,
    pub(super) content_type: &'static str,
    /// What is stored, instead of the event.
    pub(super) content: Vec<u8>,
    pub(super) digest: Digest,
}

pub(super) struct Quarantined {
    pub(super) error: Error,
    /// The JSON text of the error object.
    pub(super) error_object: Vec<u8>,
    pub(super) keys: Keys,
    pub(super) content_type: &'static str,
}

/// Where things are stored.
#[derive(Clone, Copy)]
pub(super) struct Place<'o> {
    prefix: &'o str,
    layout: Layout,
    /// When the delivery began.
    began: Millis,
}

impl<'o> Place<'o> {
    /// What is stored behind an event as it came.
    pub(super) const fn line_end(self) -> &'static [u8] {
        if self.is_classic() { b"\r\n" } else { b"" }
    }

    pub(super) const fn content_type(self) -> &'static str {
        if self.is_classic() { TEXT } else { "application/json" }
    }

    const fn is_classic(self) -> bool {
        matches!(self.layout, Layout::Classic)
    }

    pub(super) fn of(options: &'o Options, began: Millis) -> Self {
        match &options.archive {
            Some(archive) => Place { prefix: &archive.prefix, layout: archive.layout, began },
            None => Place { prefix: "", layout: Layout::Task, began },
        }
    }
}

impl Deliverable {
    /// What is stored of a notification or a batch of logs.
    ///
    /// # Errors
    /// Why it can be neither; then the whole event belongs into quarantine.
    pub(super) fn of(enclosed: &Enclosed<'_>, options: &Options, now: Millis, reconciled: bool) -> Result<Self, Error> {
        let place = Place::of(options, now);
        let value = enclosed.content.clone()?;
        #[cfg(feature = "cls")]
        if let Some(batches) = options.batches.filter(|_| enclosed.is_batch) {
            return Self::of_batch(value, &enclosed.bytes, batches, place);
        }
        let mut deliverable = Self::of_notification(value, &enclosed.bytes, enclosed.envelope, place)?;
        if cfg!(feature = "api")
            && reconciled
            && let Deliverable::Notification(notification) = &mut deliverable
        {
            notification.reconcile();
        }
        Ok(deliverable)
    }

    fn of_notification(
        notification: Value<'_>,
        bytes: &[u8],
        envelope: Envelope,
        place: Place<'_>,
    ) -> Result<Self, Error> {
        let identity = mps::identify(notification)?;
        Ok(Deliverable::Notification(Notification {
            event_type: identity.event_type().as_str(),
            task_id: identity.task_id.map(|id| Box::from(&*shown_task_id(id, notification))),
            envelope,
            reconciled: false,
            digest: keys::digest_of_notification(bytes),
            time: if place.is_classic() { mps::event_time(notification) } else { None },
        }))
    }

    /// What identifies it: two of the same digest are the same.
    pub(super) const fn digest(&self) -> Option<Digest> {
        match self {
            Deliverable::Notification(notification) => Some(notification.digest),
            #[cfg(feature = "cls")]
            Deliverable::Batch(batch) => Some(batch.digest),
            Deliverable::Quarantined(_) => None,
        }
    }

    /// What CLS packed, as a text of its own.
    #[cfg(feature = "cls")]
    #[inline(never)]
    fn of_batch(
        event: Value<'_>,
        bytes: &[u8],
        batches: crate::options::Batches,
        place: Place<'_>,
    ) -> Result<Self, Error> {
        use crate::options::BatchFormat;

        let batch = super::batch::write(event, batches)?;
        let topic = shown_topic(batch.topic.as_deref().unwrap_or_default());
        let (extension, content_type) = match batches.format {
            BatchFormat::Classic => (".txt", TEXT),
            BatchFormat::Ndjson => (".ndjson", "application/x-ndjson"),
        };
        let packed = if batches.gzip { ".gz" } else { "" };
        let digest = keys::digest(bytes);
        let shown = hex(&digest);
        let key = match place.layout {
            Layout::Task => [place.prefix, &topic, "/", &shown, extension, packed].concat(),
            Layout::Classic => {
                keys::by_hour(place.prefix, batch.last, place.began, &[&topic, "-", &shown, extension, packed].concat())
            }
        };
        Ok(Deliverable::Batch(Box::new(Batch {
            records: batch.records,
            key,
            content_type: if batches.gzip { "application/gzip" } else { content_type },
            content: batch.text,
            digest,
        })))
    }

    /// A whole event that is not parsed, or not all of it.
    #[inline(never)]
    pub(super) fn of_quarantined(event: &[u8], found: Quarantine<'_>, place: Place<'_>) -> Self {
        let Quarantine { error, is_json, .. } = &found;
        Deliverable::Quarantined(Box::new(Quarantined {
            keys: keys::of_unparsed(place.prefix, event, *is_json),
            content_type: if *is_json { "application/json" } else { "text/plain" },
            error_object: to_json(&found),
            error: error.clone(),
        }))
    }
}

/// The keys of the event that the watch fetches of a finished task, in layout `task`.
#[cfg(feature = "api")]
pub(super) fn reconciled_keys(prefix: &str, identity: &mps::Identity<'_>, notification: Value<'_>) -> Keys {
    let task_id = identity.task_id.map(|id| shown_task_id(id, notification)).unwrap_or_default();
    let event_type = identity.event_type().as_str();
    keys::of_notification(prefix, event_type, Some(&task_id), &keys::reconciled_name(event_type, &task_id))
}

impl Notification {
    /// The watch fetched it, so that the task alone identifies it.
    #[inline(never)]
    fn reconcile(&mut self) {
        self.digest = keys::digest_of_reconciled(self.event_type, self.task_id.as_deref().unwrap_or_default());
        (self.envelope, self.reconciled) = (Envelope::ApiResponse, true);
    }

    /// The key of the report object of the same task, should the watch have fetched it. `None` if there is no task.
    pub(super) fn fetched_report(&self, prefix: &str) -> Option<String> {
        let task_id = self.task_id.as_deref()?;
        let name = keys::reconciled_name(self.event_type, task_id);
        Some(keys::of_notification(prefix, self.event_type, Some(task_id), &name).report)
    }

    /// The keys of the event and of its report object.
    pub(super) fn keys(&self, place: Place<'_>) -> Keys {
        let digest = hex(&self.digest);
        let mut keys = keys::of_notification(place.prefix, self.event_type, self.task_id.as_deref(), &digest);
        if place.is_classic() {
            keys.event = keys::by_hour(place.prefix, self.time, place.began, &[&digest, ".txt"].concat());
        }
        keys
    }

    /// The task, fit for the log.
    pub(super) fn task_id(&self) -> Option<String> {
        self.task_id.as_deref().map(printable)
    }
}

/// The id of a topic as a segment of a key.
///
/// An id as CLS makes it is a UUID. Any other text may hold a secret, in whatever spelling, and what it is compared with is a batch of
/// megabytes: its digest stands in its place. A text of fewer than eight characters, letters, digits and `-`, is shown, as short values are elsewhere.
#[cfg(feature = "cls")]
#[inline(never)]
fn shown_topic(id: &str) -> String {
    const PARTS: [usize; 5] = [8, 4, 4, 4, 12];
    let is_hexadecimal = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_uuid = id.split('-').map(str::len).eq(PARTS) && id.split('-').all(is_hexadecimal);
    let is_short = id.len() < 8 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_uuid || is_short { keys::segment(id) } else { hex(&keys::digest(id.as_bytes())) }
}

/// The task id as keys and the log show it. Secrets of the notification in it are hidden.
///
/// An id as MPS makes it, `<digits>-<letters>-<hexadecimal digits, t and *>`, is shown as it is; only for any other the
/// notification is searched before it is stored. The signature is not such a secret: it is new whenever the notification is
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

/// The error object of a quarantined event, without the receipts. It has the error, the invocation that met it, and the
/// time.
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
