//! Opens the envelopes of notifications, and decides which of them are trusted.
//!
//! An envelope is known by its members alone. Envelopes can be nested, for example a web request in an event of EventBridge; reports
//! name the outermost one.
//!
//! Anybody on the internet can send a web request. So nothing in a web request is trusted before its signature is checked, at any
//! depth, and until then nothing is computed from it but what finds the signature.

#[cfg(feature = "cls")]
pub mod cls;
mod forms;
mod found;
mod place;

use alloc::borrow::Cow;
use alloc::string::String;

use crate::error::{Error, ErrorCode};
use crate::json::Value;
use crate::report::borrowed::Envelope;
use crate::text::digits;
use crate::time::Millis;
pub(crate) use forms::open;
use place::Place;

/// Which notifications are trusted, and what is opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trust<'k> {
    /// The key that signs notifications in web requests. `None`: everything is trusted.
    pub(crate) key: Option<&'k str>,
    /// Whether the event itself is the body of a web request.
    pub(crate) over_http: bool,
    /// The current time.
    pub(crate) now: Millis,
    /// How many names and values a JSON text may have to be read.
    pub(crate) most_values: usize,
    /// Whether batches of CLS logs are left as they are, packed.
    #[cfg(feature = "cls")]
    pub(crate) keeps_batches: bool,
}

impl Trust<'_> {
    /// Everything is trusted and opened.
    pub(crate) const EVERYTHING: Trust<'static> = Trust {
        key: None,
        over_http: false,
        now: 0,
        most_values: usize::MAX,
        #[cfg(feature = "cls")]
        keeps_batches: false,
    };
}

/// What an event holds besides notifications.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// Whether anything is inside a web request.
    pub(crate) over_http: bool,
    /// Why the first part of a web request without a valid signature was refused.
    pub(crate) refused: Option<Error>,
    /// How many were refused.
    pub(crate) refused_count: u32,
    /// How many values that are not a notification were omitted, because there are too many.
    pub(crate) errors_omitted: u32,
    /// Whether the event is only a web request without a body. Health checks send them.
    pub(crate) is_empty_request: bool,
}

/// One notification, taken out of its envelope.
#[derive(Debug)]
pub(crate) struct Enclosed<'p> {
    /// The outermost envelope.
    pub(crate) envelope: Envelope,
    /// The notification exactly as it came.
    pub(crate) bytes: Cow<'p, [u8]>,
    /// The notification's JSON, or why these bytes are not a notification.
    pub(crate) content: Result<Value<'p>, Error>,
    /// Whether it is a batch of logs, still packed, instead of a notification.
    #[cfg(feature = "cls")]
    pub(crate) is_batch: bool,
    place: Place<'p>,
}

impl<'p> Enclosed<'p> {
    fn new(envelope: Envelope, bytes: &'p [u8], content: Result<Value<'p>, Error>) -> Self {
        Enclosed {
            envelope,
            bytes: Cow::Borrowed(bytes),
            content,
            #[cfg(feature = "cls")]
            is_batch: false,
            place: Place::ROOT,
        }
    }

    /// An error in the notification, as one in the whole event.
    pub(crate) fn locate(&self, error: Error) -> Error {
        self.place.locate(error)
    }

    /// Where in the event the notification is; empty: it is the event itself.
    pub(crate) fn path(&self) -> String {
        self.place.path()
    }
}

/// Passes every notification in an event to `receive`, in order, and trusts all of them. Returns whether there is a web request
/// around anything.
///
/// Nothing is dropped silently: what is not a notification is passed too, with the reason in [`Enclosed::content`], and at the end how
/// much more of it there is.
pub(crate) fn open_all(event: &[u8], receive: &mut dyn FnMut(Enclosed<'_>)) -> bool {
    let opened = open(event, &Trust::EVERYTHING, receive);
    let mut reject = |message: &str| {
        let error = Error::new(ErrorCode::NotANotification, ["not an MPS notification: ", message].concat());
        receive(Enclosed::new(Envelope::MpsTrigger, event, Err(error)));
    };
    if opened.is_empty_request {
        reject("the event is a web request without a body");
    }
    if opened.errors_omitted > 0 {
        reject(&[&digits(i64::from(opened.errors_omitted)), " more parts of the event"].concat());
    }
    opened.over_http
}
