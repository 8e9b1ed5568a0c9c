//! The envelopes that notifications arrive in: opening them, and whom to believe.
//!
//! What an envelope is, the bytes alone tell, by the members that it has. Envelopes can be nested (a web request that an
//! event of EventBridge holds); the outermost one is reported.
//!
//! Anybody on the internet can send a web request. Whatever a web request holds, at any depth, is therefore not believed
//! before its signature is checked, and nothing is computed from it before but what finds the signature.

#[cfg(feature = "cls")]
pub mod cls;
mod found;
#[cfg(feature = "cls")]
mod gzip;
#[cfg(feature = "cls")]
mod inflate;
mod open;
mod place;

use alloc::borrow::Cow;

use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Field, Value};
use crate::text::digits;
use crate::time::Millis;
#[cfg(feature = "cls")]
pub(crate) use gzip::crc32;
#[cfg(all(feature = "api", feature = "cls"))]
pub(crate) use gzip::unpack as unpack_gzip;
pub(crate) use open::open;
use place::Place;

/// How a notification came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Carrier {
    /// The notification itself: what the MPS trigger of SCF hands over (SCF document 583/50833), and the body of a
    /// callback over HTTP.
    MpsTrigger,
    /// A callback over HTTP through API Gateway (SCF document 583/12513).
    ApiGateway,
    /// A callback over HTTP through a function URL.
    FunctionUrl,
    /// A callback over HTTP through a load balancer.
    Clb,
    /// A message of a queue or topic of CMQ or TDMQ-CMQ: the trigger's records, or what a queue or topic hands over itself.
    Cmq,
    /// A message of CKafka.
    Ckafka,
    /// A message of AWS SQS: the records of a Lambda event, or what `ReceiveMessage` answers.
    Sqs,
    /// An event of EventBridge, single or in a list.
    EventBridge,
    /// What SCF puts into a dead-letter queue.
    DeadLetter,
    /// A record of a log topic of CLS.
    Cls,
    /// The notification's JSON as a text inside JSON, as the old templates expected it.
    LegacyText,
    /// An element of a list.
    List,
    /// What an API action is asked or answers, such as `DescribeTaskDetail` or `ParseNotification`.
    ApiResponse,
}

impl Carrier {
    /// The name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Carrier::MpsTrigger => "mps_trigger",
            Carrier::ApiGateway => "api_gateway",
            Carrier::FunctionUrl => "function_url",
            Carrier::Clb => "clb",
            Carrier::Cmq => "cmq",
            Carrier::Ckafka => "ckafka",
            Carrier::Sqs => "sqs",
            Carrier::EventBridge => "event_bridge",
            Carrier::DeadLetter => "dead_letter",
            Carrier::Cls => "cls",
            Carrier::LegacyText => "legacy_text",
            Carrier::List => "list",
            Carrier::ApiResponse => "api_response",
        }
    }
}

impl AsField for Carrier {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
    }
}

/// Whom to believe, and what to open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trust<'k> {
    /// The key that notifications in web requests have to be signed with; `None`: everything is believed.
    pub(crate) key: Option<&'k str>,
    /// Whether the event itself is the body of a web request.
    pub(crate) over_http: bool,
    /// When it is.
    pub(crate) now: Millis,
    /// Whether batches of CLS logs are left as they are, packed.
    #[cfg(feature = "cls")]
    pub(crate) keeps_batches: bool,
}

impl Trust<'_> {
    /// Everything is believed and opened.
    pub(crate) const EVERYTHING: Trust<'static> = Trust {
        key: None,
        over_http: false,
        now: 0,
        #[cfg(feature = "cls")]
        keeps_batches: false,
    };
}

/// What opening an event found besides notifications.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// Whether there is a web request around anything.
    pub(crate) over_http: bool,
    /// Why the first part of a web request was refused that is not signed with the key.
    pub(crate) refused: Option<Error>,
    /// How many were refused.
    pub(crate) refused_count: u32,
    /// How much is not a notification, and was not handed over because there is too much of it.
    pub(crate) errors_omitted: u32,
    /// Whether the event is a web request without a body, as health checks send them, and nothing else.
    pub(crate) is_empty_request: bool,
}

/// One notification, taken out of its envelope.
#[derive(Debug)]
pub(crate) struct Parcel<'p> {
    /// The outermost envelope.
    pub(crate) carrier: Carrier,
    /// The notification exactly as it came.
    pub(crate) bytes: Cow<'p, [u8]>,
    /// The notification's JSON, or why these bytes are not a notification.
    pub(crate) content: Result<Value<'p>, Error>,
    /// Whether it is a batch of logs, still packed, instead of a notification.
    #[cfg(feature = "cls")]
    pub(crate) is_batch: bool,
    place: Place<'p>,
}

impl<'p> Parcel<'p> {
    fn new(carrier: Carrier, bytes: &'p [u8], content: Result<Value<'p>, Error>) -> Self {
        Parcel {
            carrier,
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
}

/// Hands every notification in an event to `receive`, in order, and believes all of them. Nothing is dropped silently: what is
/// not a notification is handed over too, with the reason in [`Parcel::content`], and last how much more of it there is.
pub(crate) fn open_all(event: &[u8], receive: &mut dyn FnMut(Parcel<'_>)) {
    let opened = open(event, &Trust::EVERYTHING, receive);
    let mut reject = |message: &str| {
        let error = Error::new(ErrorCode::NotANotification, ["not an MPS notification: ", message].concat());
        receive(Parcel::new(Carrier::MpsTrigger, event, Err(error)));
    };
    if opened.is_empty_request {
        reject("the event is a web request without a body");
    }
    if opened.errors_omitted > 0 {
        reject(&[&digits(i64::from(opened.errors_omitted)), " more parts of the event"].concat());
    }
}
