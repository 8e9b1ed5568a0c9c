//! An event as a program reads it: opened once, its notifications one after the other.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter::FusedIterator;
use core::slice;

#[cfg(feature = "api")]
use crate::cloud_event::CloudEvent;
use crate::envelope::{self, Enclosed};
use crate::error::{Error, ErrorCode};
use crate::json::Document;
#[cfg(feature = "api")]
use crate::json::to_json;
use crate::language::Language;
use crate::mps;
use crate::redact;
use crate::report::{Envelope, Own, Report, borrowed};
use crate::sign;
use crate::time::Millis;

/// An event that holds MPS notifications: itself one, or an envelope of one or several.
///
/// It knows where the notifications are. Each is read when its turn comes, so that no more than one of them, and one report, is
/// in memory as more than bytes. What an envelope holds packed or escaped is in memory unpacked as long as the event.
///
/// ```
/// use mps_webhook::{Event, Outcome};
///
/// let bytes = br#"[
///     {"EventType":"EditMediaTask","EditMediaTaskEvent":{"TaskId":"125-EditMedia-1","Status":"FINISH","ErrCode":0,"Message":"",
///         "Output":{"OutputStorage":{"Type":"COS","CosOutputStorage":{"Bucket":"b-125","Region":"ap-tokyo"}},"Path":"/clips/a.mp4"}}},
///     {"EventType":"EditMediaTask","EditMediaTaskEvent":{"TaskId":"125-EditMedia-2","Status":"FINISH","ErrCode":70000,
///         "Message":"internal error"}}
/// ]"#;
/// let mut outcomes = Vec::new();
/// for report in Event::from_slice(bytes)?.reports() {
///     let report = report?;
///     for output in report.tasks.iter().flat_map(|task| &task.outputs) {
///         assert_eq!(output.place.uri().as_deref(), Some("cos://b-125/clips/a.mp4"));
///     }
///     outcomes.push(report.outcome);
/// }
/// assert_eq!(outcomes, [Outcome::Success, Outcome::Failure]);
/// # Ok::<(), mps_webhook::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Event<'e> {
    parts: Vec<Result<Part<'e>, Error>>,
    is_over_http: bool,
}

/// A notification of an event.
#[derive(Debug, Clone)]
struct Part<'e> {
    envelope: borrowed::Envelope,
    bytes: Cow<'e, [u8]>,
    /// Where in the event it is.
    path: String,
}

impl<'e> Event<'e> {
    /// Opens the envelopes of an event, the bytes of a JSON text in UTF-8.
    ///
    /// An event that holds notifications and other things is valid: its iterators give an error in the place of each of
    /// the others. It takes time in proportion to the length of the event.
    ///
    /// # Errors
    /// If there is no notification in it, why the first thing in it is not one:
    /// [`InvalidJson`](crate::ErrorCode::InvalidJson), [`NotANotification`](crate::ErrorCode::NotANotification),
    /// [`InvalidEncoding`](crate::ErrorCode::InvalidEncoding) or [`TooLarge`](crate::ErrorCode::TooLarge).
    pub fn from_slice(bytes: &'e [u8]) -> Result<Self, Error> {
        let mut event = Event { parts: Vec::new(), is_over_http: false };
        let mut has_notification = false;
        event.is_over_http = envelope::open_all(bytes, &mut |enclosed| {
            let part = Part::of(&enclosed, bytes);
            has_notification |= part.is_ok();
            event.parts.push(part);
        });
        match event.parts.first() {
            Some(Err(error)) if !has_notification => Err(mps::advise_on_text(error.clone(), bytes)),
            _ => Ok(event),
        }
    }

    /// The reports of all notifications, in order, with explanations in the language [`Language::default`].
    ///
    /// In the place of what is not a notification there is the error that says why; see [`Event::from_slice`]. Nothing in a report
    /// or an error shows a secret of the event.
    #[must_use]
    pub fn reports(&self) -> Reports<'_> {
        self.reports_in(Language::default())
    }

    /// As [`Event::reports`], with the explanations of errors in `language`.
    #[must_use]
    pub fn reports_in(&self, language: Language) -> Reports<'_> {
        Reports { notifications: self.notifications(), language }
    }

    /// The notifications, in order, for callers that need more than their reports.
    #[must_use]
    pub fn notifications(&self) -> Notifications<'_> {
        Notifications { parts: self.parts.iter() }
    }

    /// Whether a web request is around any of it. Anybody can send one: [`Event::verify`] checks whether it is from MPS.
    #[must_use]
    pub fn is_over_http(&self) -> bool {
        self.is_over_http
    }

    /// Checks that every notification is signed with the task's `NotifyKey` and has not expired. `now` is the current
    /// time; see [`sign::notification`].
    ///
    /// # Errors
    /// [`Unverified`](crate::ErrorCode::Unverified) with the member that is missing or wrong;
    /// [`InvalidOptions`](crate::ErrorCode::InvalidOptions) if the key is empty or blank; and why a part of the event is not a
    /// notification.
    ///
    /// ```
    /// use mps_webhook::{ErrorCode, Event};
    ///
    /// let event = Event::from_slice(br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"},
    ///     "Timestamp":1700000600,"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#)?;
    /// let now = 1_700_000_000_000; // from your clock, ms since 1970
    /// assert_eq!(event.verify("mysecretkey", now), Ok(()));
    /// let error = event.verify("another", now).unwrap_err();
    /// assert_eq!((error.code(), error.path()), (ErrorCode::Unverified, Some("Sign")));
    /// # Ok::<(), mps_webhook::Error>(())
    /// ```
    pub fn verify(&self, notify_key: &str, now: Millis) -> Result<(), Error> {
        sign::notification::check_key(notify_key)?;
        self.notifications().try_for_each(|notification| notification?.verify(notify_key, now))
    }
}

impl<'e> Part<'e> {
    fn of(enclosed: &Enclosed<'_>, event: &'e [u8]) -> Result<Self, Error> {
        match &enclosed.content {
            Ok(_) => {
                Ok(Part { envelope: enclosed.envelope, bytes: part_of(event, &enclosed.bytes), path: enclosed.path() })
            }
            Err(error) => Err(redact::error(error.clone(), &enclosed.bytes)),
        }
    }
}

/// The bytes of a part. They are a copy only if they are not in the event itself.
fn part_of<'e>(event: &'e [u8], part: &[u8]) -> Cow<'e, [u8]> {
    let start = part.as_ptr().addr().wrapping_sub(event.as_ptr().addr());
    match start.checked_add(part.len()).and_then(|end| event.get(start..end)) {
        Some(found) if core::ptr::eq(found, part) => Cow::Borrowed(found),
        _ => Cow::Owned(part.to_vec()),
    }
}

/// One MPS notification in an event.
#[derive(Debug, Clone, Copy)]
pub struct Notification<'n>(&'n Part<'n>);

impl<'n> Notification<'n> {
    /// Its JSON text exactly as it came, without what was around it. It can hold secrets: see [`redact`](crate::redact()).
    #[must_use]
    pub fn as_bytes(&self) -> &'n [u8] {
        &self.0.bytes
    }

    /// The outermost envelope that it came in.
    #[must_use]
    pub fn envelope(&self) -> Envelope {
        self.0.envelope.as_str().into()
    }

    /// Where in the event it is: member names joined by dots, elements as `[n]`. An empty path means the event itself.
    #[must_use]
    pub fn path(&self) -> &'n str {
        &self.0.path
    }

    /// What it says, with the explanations of errors in `language`.
    ///
    /// # Errors
    /// None are expected: a part of an event that is not a notification is not a `Notification`.
    pub fn report(&self, language: Language) -> Result<Report, Error> {
        self.read(language, &mut |report| Report::own(report))
    }

    /// Checks that it is signed with the task's `NotifyKey` and has not expired. `now` is the current time; see
    /// [`sign::notification`].
    ///
    /// # Errors
    /// As [`Event::verify`].
    pub fn verify(&self, notify_key: &str, now: Millis) -> Result<(), Error> {
        sign::notification::check_key(notify_key)?;
        let document = Document::parse(&self.0.bytes)?;
        sign::notification::check(document.root(), notify_key, now).map_err(|error| error.inside(&self.0.path))
    }

    /// The report as a CloudEvent 1.0 in JSON (`application/cloudevents+json`). `now` stands for the time of a task that does not
    /// say when it ended.
    ///
    /// # Errors
    /// As [`Notification::report`].
    ///
    /// ```
    /// use mps_webhook::{Event, Language};
    ///
    /// let event = Event::from_slice(br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#)?;
    /// for notification in event.notifications() {
    ///     let json = notification?.cloud_event(Language::En, 1_700_000_000_000)?;
    ///     assert!(json.starts_with(br#"{"specversion":"1.0","id":"t/"#));
    /// }
    /// # Ok::<(), mps_webhook::Error>(())
    /// ```
    #[cfg(feature = "api")]
    pub fn cloud_event(&self, language: Language, now: Millis) -> Result<Vec<u8>, Error> {
        self.read(language, &mut |report| to_json(&CloudEvent { report: &report, event: &self.0.bytes, now }))
    }

    fn read<T>(&self, language: Language, use_it: &mut dyn FnMut(borrowed::Report<'_>) -> T) -> Result<T, Error> {
        let document = Document::parse(&self.0.bytes)?;
        let mut result = None;
        mps::parse(document.root(), self.0.envelope, language, &mut |report| {
            result = Some(report.map(&mut *use_it).map_err(|error| error.inside(&self.0.path)));
        });
        result.unwrap_or_else(|| Err(Error::new(ErrorCode::NotANotification, "not an MPS notification")))
    }
}

/// The notifications of an [`Event`]; see [`Event::notifications`].
#[derive(Debug, Clone)]
pub struct Notifications<'n> {
    parts: slice::Iter<'n, Result<Part<'n>, Error>>,
}

impl<'n> Iterator for Notifications<'n> {
    type Item = Result<Notification<'n>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.parts.next().map(|part| part.as_ref().map(Notification).map_err(Error::clone))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.parts.size_hint()
    }
}

impl ExactSizeIterator for Notifications<'_> {}
impl FusedIterator for Notifications<'_> {}

/// The reports of an [`Event`]; see [`Event::reports`].
#[derive(Debug, Clone)]
pub struct Reports<'n> {
    notifications: Notifications<'n>,
    language: Language,
}

impl Iterator for Reports<'_> {
    type Item = Result<Report, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.notifications.next()?.and_then(|notification| notification.report(self.language)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.notifications.size_hint()
    }
}

impl ExactSizeIterator for Reports<'_> {}
impl FusedIterator for Reports<'_> {}
