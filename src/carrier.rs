//! How a notification travels, and how to get it out of its wrapping.
//!
//! What carries it is told from the bytes alone, by the members that each wrapping has. Wrappings can be nested (a queue's
//! message that came through a web request); the outermost one is what is reported.

#[cfg(feature = "cls")]
pub mod cls;
#[cfg(feature = "cls")]
mod gzip;
#[cfg(feature = "cls")]
mod inflate;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::error::{Error, ErrorCode};
use crate::json::{AsField, Document, Field, Kind, Value};
use crate::mps;
use crate::text::from_base64;
#[cfg(feature = "cls")]
pub(crate) use gzip::crc32;

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
    /// The answer of an API action, such as `DescribeTaskDetail`.
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
            Carrier::EventBridge => "event_bridge",
            Carrier::DeadLetter => "dead_letter",
            Carrier::Cls => "cls",
            Carrier::LegacyText => "legacy_text",
            Carrier::List => "list",
            Carrier::ApiResponse => "api_response",
        }
    }

    /// Whether anybody on the internet can send it: it came through a web address.
    #[must_use]
    pub const fn is_http(self) -> bool {
        matches!(self, Carrier::ApiGateway | Carrier::FunctionUrl | Carrier::Clb)
    }
}

impl AsField for Carrier {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self.as_str())
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
    /// Whether it is a batch of logs, still packed, instead of a notification.
    #[cfg(feature = "cls")]
    pub is_batch: bool,
}

impl<'p> Parcel<'p> {
    fn new(carrier: Carrier, bytes: &'p [u8], content: Result<Value<'p>, Error>) -> Self {
        Parcel {
            carrier,
            bytes: Cow::Borrowed(bytes),
            content,
            #[cfg(feature = "cls")]
            is_batch: false,
        }
    }
}

/// How many wrappings may be inside one another. In reality there are at most three.
const MAX_DEPTH: u32 = 8;

/// Where in a wrapping the notification is, as JSON or as its text.
struct Wrapping {
    /// The member, or the one inside another.
    member: &'static str,
    inner: &'static str,
    carrier: Carrier,
}

const fn wrapping(member: &'static str, inner: &'static str, carrier: Carrier) -> Wrapping {
    Wrapping { member, inner, carrier }
}

/// Every wrapping but those that hold lists and CLS; the first that fits counts.
static WRAPPINGS: &[Wrapping] = &[
    wrapping("CMQ", "msgBody", Carrier::Cmq),
    wrapping("Ckafka", "msgBody", Carrier::Ckafka),
    // What a queue hands out, and a topic sends.
    wrapping("msgBody", "", Carrier::Cmq),
    wrapping("data", "", Carrier::EventBridge),
    wrapping("body", "", Carrier::FunctionUrl),
    wrapping("payload", "", Carrier::Clb),
    wrapping("Body", "ClientContext", Carrier::DeadLetter),
    wrapping("Response", "", Carrier::ApiResponse),
];

/// Hands every notification inside `event` to `receive`, in order. Nothing is dropped: what cannot be
/// understood is handed over too, with the reason in [`Parcel::content`].
pub fn unwrap(event: &[u8], receive: &mut dyn FnMut(Parcel<'_>)) {
    Opener {
        receive,
        #[cfg(feature = "cls")]
        opens_batches: true,
    }
    .bytes(event, At { carrier: None, depth: 0 });
}

/// As [`unwrap`], but hands over batches of logs as they are, packed.
#[cfg(feature = "cls")]
pub fn unwrap_but_batches(event: &[u8], receive: &mut dyn FnMut(Parcel<'_>)) {
    Opener { receive, opens_batches: false }.bytes(event, At { carrier: None, depth: 0 });
}

/// Hands over `event` unread, as something that cannot be understood.
pub fn leave_closed(event: &[u8], receive: &mut dyn FnMut(Parcel<'_>)) {
    let error = Error::new(ErrorCode::Trapped, "reading the event ended in a trap");
    receive(Parcel::new(Carrier::MpsTrigger, event, Err(error)));
}

/// Where in the wrappings something is.
#[derive(Clone, Copy)]
struct At {
    /// The outermost wrapping; `None` outside of any.
    carrier: Option<Carrier>,
    depth: u32,
}

impl At {
    fn within(self, carrier: Carrier) -> Self {
        At { carrier: self.carrier.or(Some(carrier)), depth: self.depth.saturating_add(1) }
    }
}

struct Opener<'r> {
    receive: &'r mut dyn FnMut(Parcel<'_>),
    #[cfg(feature = "cls")]
    opens_batches: bool,
}

impl Opener<'_> {
    fn hand_over(&mut self, bytes: &[u8], content: Result<Value<'_>, Error>, at: At) {
        let carrier = at.carrier.unwrap_or(Carrier::MpsTrigger);
        (self.receive)(Parcel::new(carrier, bytes, content));
    }

    fn not_a_notification(&self, value: Value<'_>) -> Error {
        #[cfg(feature = "cls")]
        if !self.opens_batches {
            return not_wanted("neither a batch of CLS logs nor an MPS notification", value);
        }
        not_wanted("not an MPS notification", value)
    }

    /// Bytes that should be JSON.
    fn bytes(&mut self, bytes: &[u8], at: At) {
        match Document::parse(bytes) {
            Ok(document) => self.value(document.root(), bytes, at),
            Err(error) => match unescaped(bytes).filter(|_| at.carrier.is_some()) {
                Some(text) => self.bytes(&text, at.within(Carrier::LegacyText)),
                None => self.hand_over(bytes, Err(error), at),
            },
        }
    }

    /// A value inside a wrapping: the JSON itself, or its text.
    fn content(&mut self, value: Value<'_>, at: At) {
        match value.string() {
            Some(text) => self.bytes(text.as_bytes(), at),
            None => self.value(value, value.source().as_bytes(), at),
        }
    }

    /// `value` is what `bytes` are the text of.
    fn value(&mut self, value: Value<'_>, bytes: &[u8], at: At) {
        match value.kind() {
            _ if at.depth > MAX_DEPTH => {
                let error = Error::new(ErrorCode::NotANotification, "not an MPS notification: too many wrappings");
                self.hand_over(bytes, Err(error), at);
            }
            Kind::Object if mps::is_notification(value) => self.hand_over(bytes, Ok(value), at),
            Kind::Object => self.object(value, bytes, at),
            Kind::String => self.content(value, at.within(Carrier::LegacyText)),
            Kind::Array if value.elements().next().is_some() => {
                for element in value.elements() {
                    let is_text = element.kind() == Kind::String;
                    self.content(element, at.within(if is_text { Carrier::LegacyText } else { Carrier::List }));
                }
            }
            _ => self.hand_over(bytes, Err(self.not_a_notification(value)), at),
        }
    }

    fn object(&mut self, object: Value<'_>, bytes: &[u8], at: At) {
        let mut is_list = false;
        for (list, carrier) in [("Records", None), ("EventList", Some(Carrier::EventBridge))] {
            for element in object.get(list).elements() {
                is_list = true;
                self.content(element, At { carrier: at.carrier.or(carrier), depth: at.depth.saturating_add(1) });
            }
        }
        if is_list {
            return;
        }
        #[cfg(feature = "cls")]
        if object.get("clslogs").is_object() {
            let at = at.within(Carrier::Cls);
            if self.opens_batches {
                return self.logs(object, bytes, at);
            }
            let carrier = at.carrier.unwrap_or(Carrier::Cls);
            return (self.receive)(Parcel { is_batch: true, ..Parcel::new(carrier, bytes, Ok(object)) });
        }
        let content = |wrapping: &Wrapping| {
            let outer = object.get(wrapping.member);
            if wrapping.inner.is_empty() { outer } else { outer.get(wrapping.inner) }
        };
        match WRAPPINGS.iter().find(|wrapping| !content(wrapping).is_null()) {
            None => {
                // A web request without a body waits for an answer as any other.
                let at = if object.get("httpMethod").is_null() { at } else { at.within(web(object)) };
                self.hand_over(bytes, Err(self.not_a_notification(object)), at);
            }
            Some(wrapping) if wrapping.member == "body" => {
                self.web(content(wrapping), is_base64(object), at.within(web(object)));
            }
            Some(wrapping) => self.content(content(wrapping), at.within(wrapping.carrier)),
        }
    }

    /// The body of a web request.
    fn web(&mut self, body: Value<'_>, is_base64: bool, at: At) {
        if !is_base64 {
            return self.content(body, at);
        }
        let text = body.string().unwrap_or_default();
        let damaged = || Error::new(ErrorCode::InvalidEncoding, "the body is said to be Base64, but is not");
        let unpacked = from_base64(text).ok_or_else(damaged);
        #[cfg(feature = "cls")]
        let unpacked = unpacked.and_then(gzip::unpack);
        match unpacked {
            Ok(bytes) => self.bytes(&bytes, at),
            Err(error) => self.hand_over(text.as_bytes(), Err(error.at_path("body")), at),
        }
    }

    /// A batch of logs: the records that hold a notification. The others are logs and stay in CLS, so they are neither
    /// notifications nor errors, unless there is nothing else.
    #[cfg(feature = "cls")]
    fn logs(&mut self, event: Value<'_>, bytes: &[u8], at: At) {
        let text = match cls::unpack_value(event) {
            Ok(text) => text,
            Err(error) => return self.hand_over(bytes, Err(error), at),
        };
        let mut any = false;
        let read = cls::records(&text, &mut |record| {
            let Ok(content) = Document::parse(record.content.as_bytes()) else { return };
            if mps::is_notification(content.root()) {
                any = true;
                self.hand_over(record.content.as_bytes(), Ok(content.root()), at);
            }
        });
        let error = match read {
            Err(error) => error,
            Ok(()) if any => return,
            Ok(()) => Error::new(
                ErrorCode::NotANotification,
                "not an MPS notification: a batch of CLS logs, none of which holds a notification",
            ),
        };
        self.hand_over(bytes, Err(error), at);
    }
}

/// What a web request came through: only API Gateway tells of its context.
fn web(request: Value<'_>) -> Carrier {
    if request.get("requestContext").is_object() { Carrier::ApiGateway } else { Carrier::FunctionUrl }
}

/// API Gateway says it as `true`, a load balancer as `"true"`.
fn is_base64(event: Value<'_>) -> bool {
    let flag = event.get("isBase64Encoded");
    flag.kind() == Kind::True || flag.text() == Some("true")
}

/// A text that came with its quotes and backslashes escaped once more, as it looked to the old templates: read as the
/// inside of a JSON string.
fn unescaped(text: &[u8]) -> Option<Vec<u8>> {
    if !text.trim_ascii_start().starts_with(b"{\\") {
        return None;
    }
    let quoted = [b"\"", text, b"\""].concat();
    let document = Document::parse(&quoted).ok()?;
    document.root().text().map(|text| text.as_bytes().to_vec())
}

/// Says what the value is instead, so that the reader sees what triggers the function.
fn not_wanted(what: &str, value: Value<'_>) -> Error {
    let found = match value.kind() {
        Kind::Null => "null",
        Kind::True | Kind::False => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an empty array",
        Kind::Object if value.get("Type").text() == Some("Timer") => "what a timer trigger sends",
        Kind::Object if value.get("cos").is_object() => "what a COS trigger sends",
        Kind::Object if value.get("clslogs").is_object() => "a batch of CLS logs, which the template cls-to-cos is for",
        Kind::Object if !value.get("httpMethod").is_null() => "a web request without a body",
        Kind::Object => "an object without EventType",
    };
    Error::new(ErrorCode::NotANotification, [what, ": the event is ", found].concat())
}
