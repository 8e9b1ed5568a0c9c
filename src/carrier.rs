//! How a notification travels, and how to get it out of its wrapping.

use alloc::borrow::Cow;

use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Document, Field, Kind, Value};
use crate::mps;

/// How a notification came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Carrier {
    /// The notification itself, as the MPS trigger of SCF hands it over (SCF document 583/50833).
    MpsTrigger,
}

impl AsField for Carrier {
    fn as_field(&self) -> Field<'_> {
        Field::Text(match self {
            Carrier::MpsTrigger => "mps_trigger",
        })
    }
}

/// One notification, taken out of what carried it.
#[derive(Debug)]
pub struct Parcel<'p> {
    /// How it came.
    pub carrier: Carrier,
    /// The notification exactly as it came.
    pub bytes: Cow<'p, [u8]>,
    /// The notification's JSON, or why these bytes are no notification.
    pub content: Result<Value<'p>, Error>,
}

/// Hands every notification inside `event` to `receive`, in order. Nothing is dropped: what cannot be
/// understood is handed over too, with the reason in [`Parcel::content`].
pub fn unwrap(event: &[u8], receive: &mut dyn FnMut(Parcel<'_>)) {
    let document = Document::parse(event);
    let content = document.as_ref().map_err(Clone::clone).and_then(|document| {
        let value = document.root();
        if mps::is_notification(value) { Ok(value) } else { Err(not_a_notification(value)) }
    });
    receive(Parcel { carrier: Carrier::MpsTrigger, bytes: Cow::Borrowed(event), content });
}

/// Hands over `event` unread, as something that cannot be understood.
pub fn leave_closed(event: &[u8], receive: &mut dyn FnMut(Parcel<'_>)) {
    let error = Error::new(ErrorCode::Trapped, "reading the event ended in a trap");
    receive(Parcel { carrier: Carrier::MpsTrigger, bytes: Cow::Borrowed(event), content: Err(error) });
}

/// Says what the value is instead, so that the reader sees what triggers the function.
fn not_a_notification(value: Value<'_>) -> Error {
    let found = match value.kind() {
        Kind::Null => "null",
        Kind::True | Kind::False => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object without EventType",
    };
    Error::new(ErrorCode::NotANotification, ["not an MPS notification: the event is ", found].concat())
}
