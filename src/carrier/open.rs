//! Opens envelopes.

use alloc::vec::Vec;

#[cfg(feature = "cls")]
use super::cls;
use super::found::not_wanted;
#[cfg(feature = "cls")]
use super::gzip;
use super::place::Place;
use super::{Carrier, Opened, Parcel, Trust};
use crate::error::{Error, ErrorCode};
use crate::json::{Document, Kind, Value};
use crate::mps;
use crate::sign::notification;
use crate::text::{digits, from_base64};

/// How many envelopes may be inside one another. In reality there are at most three.
const MAX_DEPTH: u32 = 8;

/// How much of an event is handed over that is not a notification. Who sees the first hundred knows what the rest is like.
const MAX_ERRORS: u32 = 100;

/// How many times its size the packed body of a web request may have: a notification is packed ten times as small.
#[cfg(feature = "cls")]
const MAX_BODY_RATIO: usize = 16;

/// What holds the notification, as JSON or as its text.
struct Envelope {
    /// The member, or the one inside another.
    member: &'static str,
    inner: &'static str,
    carrier: Carrier,
    /// Whether a web request may bring it. What queues hand out comes from queues alone.
    over_http: bool,
}

const fn envelope(member: &'static str, inner: &'static str, carrier: Carrier, over_http: bool) -> Envelope {
    Envelope { member, inner, carrier, over_http }
}

/// The envelopes that hold one notification, but for web requests, messages of SQS and CLS; the first that fits counts.
static ENVELOPES: &[Envelope] = &[
    envelope("CMQ", "msgBody", Carrier::Cmq, false),
    envelope("Ckafka", "msgBody", Carrier::Ckafka, false),
    // What a queue hands out, and a topic sends.
    envelope("msgBody", "", Carrier::Cmq, false),
    envelope("data", "", Carrier::EventBridge, true),
    envelope("Body", "ClientContext", Carrier::DeadLetter, false),
    envelope("Response", "", Carrier::ApiResponse, true),
    envelope("Content", "", Carrier::ApiResponse, true),
];

/// The envelopes that hold several. Without a carrier the elements tell theirs.
static LISTS: &[(&str, Option<Carrier>)] = &[
    ("Records", None),
    // What BatchReceiveMessage of CMQ answers, and ReceiveMessage of SQS.
    ("msgInfoList", Some(Carrier::Cmq)),
    ("Messages", Some(Carrier::Sqs)),
    ("EventList", Some(Carrier::EventBridge)),
];

/// Hands every notification in `event` to `receive` that is believed, in order. What is not a notification is handed over
/// too, with the reason in [`Parcel::content`], unless a web request brought it while there is a key.
pub(crate) fn open(event: &[u8], trust: &Trust<'_>, receive: &mut dyn FnMut(Parcel<'_>)) -> Opened {
    let mut opener = Opener { receive, trust, opened: Opened::default(), any: false, is_empty: false, errors: 0 };
    opener.opened.over_http = trust.over_http;
    let at = At { carrier: None, depth: 0, over_http: trust.over_http, place: Place::ROOT };
    if trust.over_http && event.trim_ascii().is_empty() {
        opener.is_empty = true;
    } else {
        opener.bytes(event, at);
    }
    opener.count_errors(event);
    Opened { is_empty_request: opener.is_empty && !opener.any, ..opener.opened }
}

/// Where in the envelopes something is.
#[derive(Clone, Copy)]
struct At<'a> {
    /// The outermost envelope; `None` outside of any.
    carrier: Option<Carrier>,
    depth: u32,
    /// Whether there is a web request around it.
    over_http: bool,
    place: Place<'a>,
}

impl<'a> At<'a> {
    fn within(self, carrier: Carrier) -> Self {
        At { carrier: self.carrier.or(Some(carrier)), depth: self.depth.saturating_add(1), ..self }
    }

    const fn at(&self, place: Place<'a>) -> Self {
        At { place, ..*self }
    }
}

struct Opener<'r> {
    receive: &'r mut dyn FnMut(Parcel<'_>),
    trust: &'r Trust<'r>,
    opened: Opened,
    /// Whether anything was handed over or refused.
    any: bool,
    /// Whether there is a web request without a body.
    is_empty: bool,
    /// How much there is that is not a notification.
    errors: u32,
}

impl Opener<'_> {
    fn hand_over(&mut self, bytes: &[u8], content: Result<Value<'_>, Error>, at: &At<'_>) {
        self.any = true;
        if at.over_http
            && let Some(key) = self.trust.key
        {
            let checked = content.clone().and_then(|content| notification::check(content, key, self.trust.now));
            if let Err(error) = checked {
                self.opened.refused_count = self.opened.refused_count.saturating_add(1);
                if self.opened.refused.is_none() {
                    self.opened.refused = Some(at.place.locate(error));
                }
                return;
            }
        }
        let content = match content {
            Ok(content) => Ok(content),
            Err(error) => {
                self.errors = self.errors.saturating_add(1);
                if self.errors > MAX_ERRORS {
                    return;
                }
                Err(at.place.locate(error))
            }
        };
        let carrier = at.carrier.unwrap_or(Carrier::MpsTrigger);
        (self.receive)(Parcel { place: at.place, ..Parcel::new(carrier, bytes, content) });
    }

    /// Hands over how much more there is that is not a notification.
    fn count_errors(&mut self, event: &[u8]) {
        let Some(more @ 1..) = self.errors.checked_sub(MAX_ERRORS) else { return };
        let message = ["not MPS notifications: ", &digits(i64::from(more)), " more parts of the event"].concat();
        let error = Error::new(ErrorCode::NotANotification, message);
        let parcel = Parcel::new(Carrier::MpsTrigger, event, Err(error));
        (self.receive)(parcel);
    }

    fn not_a_notification(&self, value: Value<'_>) -> Error {
        #[cfg(feature = "cls")]
        if self.trust.keeps_batches {
            return not_wanted("neither a batch of CLS logs nor an MPS notification", value);
        }
        not_wanted("not an MPS notification", value)
    }

    /// Bytes that should be JSON.
    fn bytes(&mut self, bytes: &[u8], at: At<'_>) {
        match Document::parse(bytes) {
            Ok(document) => self.value(document.root(), bytes, &at),
            Err(error) => match unescaped(bytes).filter(|_| at.carrier.is_some() && at.depth < MAX_DEPTH) {
                Some(text) => {
                    let outer = str::from_utf8(bytes).unwrap_or_default();
                    let place = at.place.escaped_text(outer);
                    self.bytes(&text, at.within(Carrier::LegacyText).at(place));
                }
                None => self.hand_over(bytes, Err(error), &at),
            },
        }
    }

    /// A value inside an envelope: the JSON itself, or its text.
    fn content(&mut self, value: Value<'_>, at: &At<'_>) {
        match value.string() {
            Some(text) => self.bytes(text.as_bytes(), at.at(at.place.text(value))),
            None => self.value(value, source(value), at),
        }
    }

    /// `value` is what `bytes` are the text of.
    fn value(&mut self, value: Value<'_>, bytes: &[u8], at: &At<'_>) {
        match value.kind() {
            _ if at.depth > MAX_DEPTH => {
                let error = Error::new(ErrorCode::NotANotification, "not an MPS notification: too many envelopes");
                self.hand_over(bytes, Err(error), at);
            }
            Kind::Object if mps::is_notification(value) => self.hand_over(bytes, Ok(value), at),
            Kind::Object => self.object(value, bytes, at),
            Kind::String => self.content(value, &at.within(Carrier::LegacyText)),
            Kind::Array if value.elements().next().is_some() => {
                for (index, element) in value.elements().enumerate() {
                    let is_text = element.kind() == Kind::String;
                    let within = at.within(if is_text { Carrier::LegacyText } else { Carrier::List });
                    self.content(element, &within.at(at.place.element(index)));
                }
            }
            _ => self.hand_over(bytes, Err(self.not_a_notification(value)), at),
        }
    }

    fn object(&mut self, object: Value<'_>, bytes: &[u8], at: &At<'_>) {
        if let Some(carrier) = web_carrier(object) {
            return self.web(object, carrier, at);
        }
        let mut is_list = false;
        for (list, carrier) in LISTS {
            let elements = object.get(list).elements();
            // A web request brings no messages of queues.
            if at.over_http && *list != "EventList" {
                continue;
            }
            let list = at.place.member(list);
            for (index, element) in elements.enumerate() {
                is_list = true;
                let carrier = at.carrier.or(*carrier);
                let depth = at.depth.saturating_add(1);
                self.content(element, &At { carrier, depth, place: list.element(index), ..*at });
            }
        }
        if is_list {
            return;
        }
        #[cfg(feature = "cls")]
        if object.get("clslogs").is_object() && !at.over_http {
            let at = at.within(Carrier::Cls);
            if !self.trust.keeps_batches {
                return self.logs(object, bytes, &at);
            }
            self.any = true;
            let carrier = at.carrier.unwrap_or(Carrier::Cls);
            let parcel = Parcel::new(carrier, bytes, Ok(object));
            return (self.receive)(Parcel { is_batch: true, place: at.place, ..parcel });
        }
        let is_sqs_message = is_sqs_message(object);
        let found = ENVELOPES.iter().find(|envelope| {
            let fits = !content(object, envelope).is_null();
            let is_topic = envelope.member == "msgBody" && is_topic(object);
            fits && (envelope.over_http || is_topic || !at.over_http)
        });
        if let Some(member) = is_sqs_message.filter(|_| !at.over_http) {
            let place = at.place.member(member);
            return self.content(object.get(member), &at.within(Carrier::Sqs).at(place));
        }
        match found {
            Some(envelope) => {
                let outer = at.place.member(envelope.member);
                let place = outer.member(envelope.inner);
                // EventBridge names what connected it: an API gateway is a web request, whatever a rule made of it.
                let over_http = at.over_http || object.text_of("type") == Some("connector:apigw");
                self.opened.over_http |= over_http;
                let within = At { over_http, place, ..at.within(envelope.carrier) };
                self.content(content(object, envelope), &within);
            }
            None => self.hand_over(bytes, Err(self.not_a_notification(object)), at),
        }
    }

    /// A web request.
    fn web(&mut self, request: Value<'_>, carrier: Carrier, at: &At<'_>) {
        self.opened.over_http = true;
        let (member, body) = match request.get("body") {
            body if body.is_null() && !request.get("payload").is_null() => ("payload", request.get("payload")),
            body => ("body", body),
        };
        let place = at.place.member(member);
        let at = At { over_http: true, place, ..at.within(carrier) };
        let is_empty = match body.kind() {
            Kind::Null => true,
            Kind::String => body.string().is_some_and(|text| text.trim_ascii().is_empty()),
            Kind::Object => member == "payload" && body.members().next().is_none(),
            _ => false,
        };
        if is_empty {
            self.is_empty = true;
            return;
        }
        let Some(text) = body.string().filter(|_| is_base64(request)) else { return self.content(body, &at) };
        let at = At { place: at.place.packed(body), ..at };
        let damaged = || Error::new(ErrorCode::InvalidEncoding, "the body is said to be Base64, but is not");
        let unpacked = from_base64(text).ok_or_else(damaged);
        #[cfg(feature = "cls")]
        let unpacked = unpacked.and_then(|bytes| {
            let limit = bytes.len().saturating_mul(MAX_BODY_RATIO);
            gzip::unpack(bytes, limit)
        });
        match unpacked {
            Ok(bytes) if bytes.trim_ascii().is_empty() => self.is_empty = true,
            Ok(bytes) => self.bytes(&bytes, at),
            Err(error) => self.hand_over(text.as_bytes(), Err(error), &at),
        }
    }

    /// A batch of logs: the records that hold a notification. The others are logs and stay in CLS, so they are neither
    /// notifications nor errors, unless there is nothing else.
    #[cfg(feature = "cls")]
    fn logs(&mut self, event: Value<'_>, bytes: &[u8], at: &At<'_>) {
        let text = match cls::unpack_value(event) {
            Ok(text) => text,
            Err(error) => return self.hand_over(bytes, Err(error), at),
        };
        let data = at.place.member("clslogs");
        let data = data.member("data");
        let at = &at.at(data.packed(event.get("clslogs").get("data")));
        let (mut any, mut index) = (false, 0_usize);
        let records = at.place.member("records");
        let read = cls::records(&text, &mut |record| {
            let place = records.element(index);
            index = index.saturating_add(1);
            let Ok(content) = Document::parse(record.content.as_bytes()) else { return };
            if mps::is_notification(content.root()) {
                any = true;
                let place = place.member("content");
                self.hand_over(record.content.as_bytes(), Ok(content.root()), &at.at(place));
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

/// What an envelope holds.
fn content<'v>(object: Value<'v>, envelope: &Envelope) -> Value<'v> {
    let outer = object.get(envelope.member);
    if envelope.inner.is_empty() { outer } else { outer.get(envelope.inner) }
}

/// What a web request came through, if an object is one: its method tells, what its gateway adds, or that there is a body
/// and nothing else that could hold one.
fn web_carrier(object: Value<'_>) -> Option<Carrier> {
    let context = object.get("requestContext");
    let is_url = context.get("http").is_object()
        || object.get("rawPath").string().is_some()
        || (object.text_of("version") == Some("2.0") && object.get("headers").is_object());
    if is_url {
        return Some(Carrier::FunctionUrl);
    }
    if context.is_object() {
        return Some(Carrier::ApiGateway);
    }
    if !object.get("httpMethod").is_null() {
        return Some(Carrier::FunctionUrl);
    }
    let has = |name: &str| object.members().any(|(member, _)| member == name);
    let is_clb = has("payload") && (object.get("headers").is_object() || !object.get("payload").is_null());
    let is_other = ENVELOPES.iter().any(|envelope| !content(object, envelope).is_null());
    if is_sqs_message(object).is_some() || is_other {
        None
    } else if !object.get("body").is_null() {
        Some(Carrier::FunctionUrl)
    } else if is_clb {
        Some(Carrier::Clb)
    } else {
        None
    }
}

/// The member that holds the notification, if an object is a message of SQS.
fn is_sqs_message(object: Value<'_>) -> Option<&'static str> {
    let has = |name: &str| !object.get(name).is_null();
    if object.get("body").string().is_some()
        && (object.text_of("eventSource") == Some("aws:sqs") || has("receiptHandle") || has("messageId"))
    {
        return Some("body");
    }
    (object.get("Body").string().is_some() && (has("MessageId") || has("ReceiptHandle"))).then_some("Body")
}

/// Whether an object is what a topic of CMQ posts to a web address.
fn is_topic(object: Value<'_>) -> bool {
    ["topicName", "TopicOwner"].iter().any(|name| !object.get(name).is_null())
}

/// API Gateway says it as `true`, a load balancer as `"true"`.
fn is_base64(event: Value<'_>) -> bool {
    let flag = event.get("isBase64Encoded");
    flag.kind() == Kind::True
        || flag.text_or_digits().is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1")
}

/// The JSON text of a value that is not a string.
fn source(value: Value<'_>) -> &[u8] {
    match value.kind() {
        Kind::Null => b"null",
        Kind::True => b"true",
        Kind::False => b"false",
        Kind::Number => value.text_or_digits().unwrap_or_default().as_bytes(),
        _ => value.source().as_bytes(),
    }
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
