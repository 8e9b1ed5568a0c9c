//! The forms that envelopes have, one row each, and how each of them is opened.

#[cfg(feature = "cls")]
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "cls")]
use super::cls;
use super::found::not_wanted;
use super::place::Place;
use super::{Enclosed, Opened, Trust};
use crate::asserted::Asserted;
use crate::error::{Error, ErrorCode};
#[cfg(feature = "cls")]
use crate::gzip;
use crate::json::{Document, Kind, Value, may_have_more_than};
use crate::mps;
use crate::report::borrowed::Envelope;
use crate::sign::notification;
use crate::text::from_base64;

/// How many envelopes may be inside one another. In reality there are at most three.
const MAX_DEPTH: u32 = 8;

/// How many may be inside a web request. Each text in a text is as long as the one around it, and all are in memory.
const MAX_DEPTH_OVER_HTTP: u32 = 4;

/// The most parts of an event that are passed on though they are not notifications. The rest is counted.
const MAX_ERRORS: u32 = 100;

/// The most times that the body of a web request may grow when unpacked. A notification is packed ten times as small, and a
/// fraction of a megabyte long. The second constant bounds the bytes.
#[cfg(feature = "cls")]
const MAX_BODY_RATIO: usize = 16;
#[cfg(feature = "cls")]
const MAX_UNPACKED_BODY: usize = 1 << 20;

/// How many bytes all bodies of web requests in an event may have, unpacked.
#[cfg(feature = "cls")]
const MAX_UNPACKED_IN_ALL: usize = 4 << 20;

/// An envelope that holds one notification, as JSON or as text.
struct Form {
    /// The member, or the one inside another.
    member: &'static str,
    inner: &'static str,
    envelope: Envelope,
    /// Whether it is taken from a web request. Messages of queues are not.
    over_http: bool,
}

const fn form(member: &'static str, inner: &'static str, envelope: Envelope, over_http: bool) -> Form {
    Form { member, inner, envelope, over_http }
}

/// The envelopes that hold one notification; the first that fits counts. Web requests, messages of SQS and CLS are not
/// among them.
static FORMS: &[Form] = &[
    form("CMQ", "msgBody", Envelope::Cmq, false),
    form("Ckafka", "msgBody", Envelope::Ckafka, false),
    // What a queue hands out, and a topic sends.
    form("msgBody", "", Envelope::Cmq, false),
    form("data", "", Envelope::EventBridge, true),
    form("Body", "ClientContext", Envelope::DeadLetter, false),
    form("Response", "", Envelope::ApiResponse, true),
    form("Content", "", Envelope::ApiResponse, true),
];

/// An envelope that holds several.
struct List {
    /// The member that is an array.
    member: &'static str,
    /// `None`: the elements have their own.
    envelope: Option<Envelope>,
    over_http: bool,
}

static LISTS: &[List] = &[
    List { member: "Records", envelope: None, over_http: false },
    // What BatchReceiveMessage of CMQ answers, and ReceiveMessage of SQS.
    List { member: "msgInfoList", envelope: Some(Envelope::Cmq), over_http: false },
    List { member: "Messages", envelope: Some(Envelope::Sqs), over_http: false },
    List { member: "EventList", envelope: Some(Envelope::EventBridge), over_http: true },
];

/// Where the older protocol of SQS has its messages.
const SQS_ANSWER: [&str; 2] = ["ReceiveMessageResponse", "ReceiveMessageResult"];
const SQS_MESSAGES: &str = "messages";

/// The error of an envelope that is not taken from a web request.
const NOT_OVER_HTTP: &str = "not an MPS notification: messages of queues, batches of CLS logs and dead letters are not taken from a web request";

/// The error of an object that is several envelopes with one unknown form.
const NOT_ALL: &str = "not an MPS notification: of several envelopes in one object, not all have a known form";

/// What was found in an object, which can be several envelopes at once.
#[derive(Default)]
struct Found {
    /// Whether any was opened.
    any: bool,
    /// Whether there is one that a web request must not bring.
    is_closed: bool,
    /// Whether there is one in an unknown form.
    is_odd: bool,
}

impl Found {
    fn add(&mut self, other: Found) {
        self.any |= other.any;
        self.is_closed |= other.is_closed;
        self.is_odd |= other.is_odd;
    }
}

/// Passes every trusted notification in `event` to `receive`, in order.
///
/// What is not a notification is passed too, with the reason in [`Enclosed::content`]: the first hundred parts, except those from a web
/// request while there is a key.
pub(crate) fn open(event: &[u8], trust: &Trust<'_>, receive: &mut dyn FnMut(Enclosed<'_>)) -> Opened {
    let mut opener = Opener {
        receive,
        trust,
        opened: Opened::default(),
        any: false,
        is_empty: false,
        errors: 0,
        #[cfg(feature = "cls")]
        may_unpack: event.len().saturating_mul(MAX_BODY_RATIO).min(MAX_UNPACKED_IN_ALL),
    };
    opener.opened.over_http = trust.over_http;
    let at = At { envelope: None, depth: 0, most: MAX_DEPTH, over_http: false, place: Place::ROOT };
    let at = if trust.over_http { at.over_http() } else { at };
    if trust.over_http && event.trim_ascii().is_empty() {
        opener.is_empty = true;
    } else {
        opener.bytes(event, at);
    }
    Opened { is_empty_request: opener.is_empty && !opener.any, ..opener.opened }
}

/// Where in the envelopes something is.
#[derive(Clone, Copy)]
struct At<'a> {
    /// The outermost envelope; `None` outside of any.
    envelope: Option<Envelope>,
    depth: u32,
    /// How deep it may go.
    most: u32,
    /// Whether there is a web request around it.
    over_http: bool,
    place: Place<'a>,
}

impl<'a> At<'a> {
    /// One envelope deeper.
    fn within(self, envelope: Envelope) -> Self {
        At { envelope: self.envelope.or(Some(envelope)), depth: self.depth.plus(1), ..self }
    }

    /// Inside a web request.
    fn over_http(self) -> Self {
        if self.over_http {
            return self;
        }
        let most = self.most.min(self.depth.plus(MAX_DEPTH_OVER_HTTP));
        At { over_http: true, most, ..self }
    }

    const fn at(&self, place: Place<'a>) -> Self {
        At { place, ..*self }
    }
}

struct Opener<'r> {
    receive: &'r mut dyn FnMut(Enclosed<'_>),
    trust: &'r Trust<'r>,
    opened: Opened,
    /// Whether anything was passed on or refused.
    any: bool,
    /// Whether there is a web request without a body.
    is_empty: bool,
    /// How much there is that is not a notification.
    errors: u32,
    /// How many more bytes of bodies of web requests may be unpacked. Such bodies may be nested.
    #[cfg(feature = "cls")]
    may_unpack: usize,
}

impl Opener<'_> {
    /// Passes a notification on, if it is trusted.
    fn hand_over(&mut self, bytes: &[u8], notification: Value<'_>, at: &At<'_>) {
        let at = &self.at_event(notification, at);
        if at.over_http
            && let Some(key) = self.trust.key
            && let Err(error) = notification::check(notification, key, self.trust.now)
        {
            return self.refuse(at, || error);
        }
        match mps::identify(notification) {
            Ok(_) => self.receive(bytes, Ok(notification), at),
            Err(error) => self.hand_over_error(bytes, at, || error),
        }
    }

    /// Opens an event of EventBridge, which names what connected it. From an API gateway it is a web request, whatever a
    /// rule made of it. So is a notification among the members of one.
    fn at_event<'a>(&mut self, event: Value<'_>, at: &At<'a>) -> At<'a> {
        let at = if is_of_gateway(event) || has_request(event) { at.over_http() } else { *at };
        self.opened.over_http |= at.over_http;
        at
    }

    /// Passes on a value that is not a notification. It does not do so for a web request while there is a key.
    fn reject(&mut self, bytes: &[u8], at: &At<'_>, error: impl FnOnce() -> Error) {
        if self.refuses(at) {
            // Its path has names that were not searched for secrets.
            self.refuse(at, || error().without_path());
        } else {
            self.hand_over_error(bytes, at, error);
        }
    }

    fn hand_over_error(&mut self, bytes: &[u8], at: &At<'_>, error: impl FnOnce() -> Error) {
        self.any = true;
        self.errors = self.errors.plus(1);
        if self.errors <= MAX_ERRORS {
            self.receive(bytes, Err(at.place.locate(error())), at);
        } else {
            self.opened.errors_omitted = self.opened.errors_omitted.plus(1);
        }
    }

    /// Counts what is not trusted, and keeps the first reason.
    fn refuse(&mut self, at: &At<'_>, error: impl FnOnce() -> Error) {
        self.any = true;
        self.opened.refused_count = self.opened.refused_count.plus(1);
        if self.opened.refused.is_none() {
            self.opened.refused = Some(at.place.locate(error()));
        }
    }

    fn receive(&mut self, bytes: &[u8], content: Result<Value<'_>, Error>, at: &At<'_>) {
        self.any = true;
        let envelope = at.envelope.unwrap_or(Envelope::MpsTrigger);
        (self.receive)(Enclosed { place: at.place, ..Enclosed::new(envelope, bytes, content) });
    }

    /// Whether only signed notifications count there.
    const fn refuses(&self, at: &At<'_>) -> bool {
        at.over_http && self.trust.key.is_some()
    }

    /// Rejects a value that is not a notification, with what it is instead.
    #[inline(never)]
    fn reject_value(&mut self, bytes: &[u8], value: Value<'_>, at: &At<'_>) {
        if let Some(foreign) = mps::foreign(value) {
            return self.reject(bytes, at, || foreign.refusal());
        }
        if self.refuses(at) {
            // Its members are not named: they were not searched for secrets.
            return self.refuse(at, || Error::new(ErrorCode::NotANotification, "not an MPS notification"));
        }
        #[cfg(feature = "cls")]
        if self.trust.keeps_batches {
            let what = "neither a batch of CLS logs nor an MPS notification";
            return self.reject(bytes, at, || not_wanted(what, value));
        }
        self.reject(bytes, at, || not_wanted("not an MPS notification", value));
    }

    /// Bytes that should be JSON.
    fn bytes(&mut self, bytes: &[u8], at: At<'_>) {
        if at.depth > at.most {
            return self.reject(bytes, &at, too_deep);
        }
        if may_have_more_than(self.trust.most_values, bytes) {
            return self.reject(bytes, &at, || {
                Error::new(ErrorCode::TooLarge, "the JSON has more values than a function has memory for")
            });
        }
        match Document::parse(bytes) {
            Ok(document) => self.value(document.root(), bytes, &at),
            Err(error) => match unescaped(bytes).filter(|_| at.envelope.is_some()) {
                Some(text) => {
                    let outer = str::from_utf8(bytes).unwrap_or_default();
                    let place = at.place.escaped_text(outer);
                    self.bytes(&text, at.within(Envelope::LegacyText).at(place));
                }
                None => self.reject(bytes, &at, || error),
            },
        }
    }

    /// A value inside an envelope: the JSON itself, or its text.
    fn content(&mut self, value: Value<'_>, at: &At<'_>) {
        match value.inner_json() {
            Some(text) => self.bytes(text.as_bytes(), at.at(at.place.text(value))),
            None => self.value(value, value.source().as_bytes(), at),
        }
    }

    /// `value` is what `bytes` are the text of.
    fn value(&mut self, value: Value<'_>, bytes: &[u8], at: &At<'_>) {
        match value.kind() {
            _ if at.depth > at.most => self.reject(bytes, at, too_deep),
            Kind::Object if mps::is_notification(value) => self.hand_over(bytes, value, at),
            Kind::Object => self.object(value, bytes, at),
            Kind::String => self.content(value, &at.within(Envelope::LegacyText)),
            Kind::Array if value.elements().next().is_some() => {
                for (index, element) in value.elements().enumerate() {
                    let is_text = element.kind() == Kind::String;
                    let within = at.within(if is_text { Envelope::LegacyText } else { Envelope::List });
                    self.content(element, &within.at(at.place.element(index)));
                }
            }
            _ => self.reject_value(bytes, value, at),
        }
    }

    #[inline(never)]
    fn object(&mut self, object: Value<'_>, bytes: &[u8], at: &At<'_>) {
        // Most values that are not a notification are not an envelope either, and there can be a million of them.
        if !object.members().any(|(name, _)| is_of_envelope(name)) {
            return self.reject_value(bytes, object, at);
        }
        let web = web_envelope(object);
        let around = at;
        let at = &match web {
            Some(_) => at.over_http(),
            None => self.at_event(object, at),
        };
        // An object that is several envelopes at once is opened as each of them: what one of them holds is not in the others.
        let mut found = Found::default();
        // What has the method of a web request has the body of one.
        let sqs = sqs_body(object).filter(|member| web.is_none() || *member != "body");
        let body = ["body", "payload"].into_iter().find(|name| sqs != Some(*name) && !object.get(name).is_null());
        if let Some(envelope) = web.or_else(|| body.map(|_| Envelope::FunctionUrl)) {
            let within = if web.is_some() { around } else { at };
            found.any |= self.web(object, sqs, &within.within(envelope).over_http());
        }
        found.add(self.lists(object, at));
        found.add(self.batch_of_logs(object, bytes, at));
        found.add(self.sqs(object, sqs, at));
        found.add(self.forms(object, sqs, at));
        let error = |message| move || Error::new(ErrorCode::NotANotification, message);
        if found.is_closed {
            self.reject(bytes, at, error(NOT_OVER_HTTP));
        } else if found.is_odd && (found.any || web.is_some()) {
            self.reject(bytes, at, error(NOT_ALL));
        } else if !found.any && web.is_some() {
            self.is_empty = true;
        } else if !found.any {
            self.reject_value(bytes, object, at);
        }
    }

    /// Opens the members of an object that are lists of notifications.
    fn lists(&mut self, object: Value<'_>, at: &At<'_>) -> Found {
        let mut found = Found::default();
        for list in LISTS {
            let value = object.get(list.member);
            let place = at.place.member(list.member);
            match value.kind() {
                Kind::Null => {}
                Kind::Array if value.elements().next().is_none() => {}
                _ if at.over_http && !list.over_http => found.is_closed = true,
                Kind::Array => found.any |= self.list(value, list.envelope, &at.at(place)),
                _ => found.is_odd = true,
            }
        }
        found
    }

    /// Opens the batch of logs in an object, if there is one.
    fn batch_of_logs(&mut self, object: Value<'_>, bytes: &[u8], at: &At<'_>) -> Found {
        let mut found = Found::default();
        if !object.get("clslogs").is_null() {
            match self.logs(object, bytes, at) {
                Some(()) => found.any = true,
                None if at.over_http => found.is_closed = true,
                None => found.is_odd = true,
            }
        }
        found
    }

    /// Opens a message of SQS, or an answer with messages. The body of a message is in the member `body`.
    fn sqs(&mut self, object: Value<'_>, body: Option<&'static str>, at: &At<'_>) -> Found {
        let mut found = Found::default();
        match body {
            Some(_) if at.over_http => found.is_closed = true,
            Some(member) => {
                let place = at.place.member(member);
                self.content(object.get(member), &at.within(Envelope::Sqs).at(place));
                found.any = true;
            }
            None => {}
        }
        let [answer, result] = SQS_ANSWER;
        if !object.get(answer).is_null() {
            let (outer, messages) = (at.place.member(answer), object.get(answer).get(result).get(SQS_MESSAGES));
            let result = outer.member(result);
            if at.over_http {
                found.is_closed = true;
            } else if self.list(messages, Some(Envelope::Sqs), &at.at(result.member(SQS_MESSAGES))) {
                found.any = true;
            } else {
                found.is_odd |= messages.kind() != Kind::Array;
            }
        }
        found
    }

    /// Opens the envelopes with one notification that an object is. `sqs` is the member that is the body of a message of SQS.
    fn forms(&mut self, object: Value<'_>, sqs: Option<&str>, at: &At<'_>) -> Found {
        let mut found = Found::default();
        for form in FORMS {
            let content = content(object, form);
            if content.is_null() {
                found.is_odd |= !object.get(form.member).is_null() && sqs != Some(form.member);
            } else if at.over_http && !form.over_http && !form.is_topic(object) {
                found.is_closed = true;
            } else {
                let outer = at.place.member(form.member);
                let place = outer.member(form.inner);
                self.content(content, &at.within(form.envelope).at(place));
                found.any = true;
            }
        }
        found
    }

    /// Opens a batch of logs, unless it is something else or in a web request.
    #[cfg(feature = "cls")]
    fn logs(&mut self, object: Value<'_>, bytes: &[u8], at: &At<'_>) -> Option<()> {
        (object.get("clslogs").is_object() && !at.over_http)
            .then(|| self.batch(object, bytes, &at.within(Envelope::Cls)))
    }

    #[cfg(not(feature = "cls"))]
    fn logs(&mut self, _object: Value<'_>, _bytes: &[u8], _at: &At<'_>) -> Option<()> {
        None
    }

    /// Opens each element of `list`, if there are any. `at` is the place of the list.
    fn list(&mut self, list: Value<'_>, envelope: Option<Envelope>, at: &At<'_>) -> bool {
        let envelope = at.envelope.or(envelope);
        let depth = at.depth.plus(1);
        for (index, element) in list.elements().enumerate() {
            self.content(element, &At { envelope, depth, place: at.place.element(index), ..*at });
        }
        list.elements().next().is_some()
    }

    /// A web request: its body, or its payload, or what it has of both. Whether there is any; `sqs` is the member that is neither.
    fn web(&mut self, request: Value<'_>, sqs: Option<&str>, at: &At<'_>) -> bool {
        self.opened.over_http = true;
        let mut any = false;
        for member in ["body", "payload"] {
            let body = request.get(member);
            let is_empty = match body.kind() {
                Kind::Null => true,
                Kind::String => body.string().is_some_and(|text| text.trim_ascii().is_empty()),
                Kind::Object => member == "payload" && body.members().next().is_none(),
                _ => false,
            };
            if !is_empty && sqs != Some(member) {
                let place = at.place.member(member);
                self.body(request, body, At { place, ..*at });
                any = true;
            }
        }
        any
    }

    /// The body of a web request.
    fn body(&mut self, request: Value<'_>, body: Value<'_>, at: At<'_>) {
        let Some(text) = body.string().filter(|_| is_base64(request)) else { return self.content(body, &at) };
        let at = at.at(at.place.packed(body));
        let damaged = || Error::new(ErrorCode::InvalidEncoding, "the body is said to be Base64, but is not");
        let unpacked = from_base64(text).ok_or_else(damaged);
        #[cfg(feature = "cls")]
        let unpacked = unpacked.and_then(|bytes| {
            let limit = bytes.len().saturating_mul(MAX_BODY_RATIO).min(MAX_UNPACKED_BODY).min(self.may_unpack);
            let unpacked = gzip::unpack(bytes, limit)?;
            self.may_unpack = self.may_unpack.minus(unpacked.len());
            Ok(unpacked)
        });
        match unpacked {
            Ok(bytes) if bytes.trim_ascii().is_empty() => self.is_empty = true,
            Ok(bytes) => self.bytes(&bytes, at),
            Err(error) => self.reject(text.as_bytes(), &at, || error),
        }
    }

    /// A batch of logs: the records that hold a notification. The others are logs and stay in CLS, so they are neither
    /// notifications nor errors, unless there is nothing else.
    #[cfg(feature = "cls")]
    fn batch(&mut self, event: Value<'_>, bytes: &[u8], at: &At<'_>) {
        let logs = at.place.member("clslogs");
        let data = logs.member("data");
        let place = data.packed(cls::data(event));
        if self.trust.keeps_batches {
            self.any = true;
            let enclosed = Enclosed::new(at.envelope.unwrap_or(Envelope::Cls), bytes, Ok(event));
            return (self.receive)(Enclosed { is_batch: true, place, ..enclosed });
        }
        // Nothing is believed before the end of the batch: until then only texts that may be notifications are kept.
        let mut kept: Vec<(usize, String)> = Vec::new();
        let mut count = 0_usize;
        let read = cls::read(event, false, &mut |part| match part {
            cls::Part::Records { .. } | cls::Part::Member { is_records: true, .. } => {
                kept.clear();
                count = 0;
            }
            cls::Part::Member { .. } => {}
            cls::Part::Record { source, .. } => {
                // What a text shows it shows escaped, too: most records are passed over without being read.
                if mps::may_be_notification(source)
                    && let Some(content) = cls::text_in_record(source, "content")
                    && mps::may_be_notification(&content)
                {
                    kept.push((count, content));
                }
                count = count.plus(1);
            }
        });
        let mut any = false;
        let records = place.member("records");
        let read = read.map(|()| {
            for (index, content) in kept {
                let Ok(document) = Document::parse(content.as_bytes()) else { continue };
                if mps::is_notification(document.root()) {
                    any = true;
                    let element = records.element(index);
                    let at = at.at(element.member("content"));
                    self.hand_over(content.as_bytes(), document.root(), &at);
                }
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
        self.reject(bytes, &at.at(place), || error);
    }
}

impl Form {
    /// Whether an object is a message that a topic of CMQ posts to a URL.
    fn is_topic(&self, object: Value<'_>) -> bool {
        self.member == "msgBody" && ["topicName", "TopicOwner"].iter().any(|name| !object.get(name).is_null())
    }
}

/// Whether a member may be one of an envelope.
fn is_of_envelope(name: &str) -> bool {
    /// Of those that are in no table.
    const OTHERS: [&str; 8] =
        ["body", "payload", "httpMethod", "requestContext", "rawPath", "version", "clslogs", SQS_ANSWER[0]];
    OTHERS.contains(&name)
        || FORMS.iter().any(|form| form.member == name)
        || LISTS.iter().any(|list| list.member == name)
}

fn too_deep() -> Error {
    Error::new(ErrorCode::NotANotification, "not an MPS notification: too many envelopes inside one another")
}

/// Whether an event of EventBridge came through an API gateway.
fn is_of_gateway(event: Value<'_>) -> bool {
    event.text_of("type") == Some("connector:apigw") || event.text_of("source") == Some("apigw.cloud.tencent")
}

/// Whether an object has members that only a web request has.
fn has_request(object: Value<'_>) -> bool {
    !object.get("httpMethod").is_null()
        || object.get("requestContext").is_object()
        || object.get("rawPath").string().is_some()
}

/// What an envelope holds.
fn content<'v>(object: Value<'v>, form: &Form) -> Value<'v> {
    let outer = object.get(form.member);
    if form.inner.is_empty() { outer } else { outer.get(form.inner) }
}

/// The envelope of a web request, if an object is one. Its method shows it, or what its gateway adds, or that there is a body and
/// nothing else that could hold one.
fn web_envelope(object: Value<'_>) -> Option<Envelope> {
    let context = object.get("requestContext");
    let is_url = context.get("http").is_object()
        || object.get("rawPath").string().is_some()
        || (object.text_of("version") == Some("2.0") && object.get("headers").is_object());
    if is_url {
        return Some(Envelope::FunctionUrl);
    }
    if context.is_object() {
        return Some(Envelope::ApiGateway);
    }
    if !object.get("httpMethod").is_null() {
        return Some(Envelope::FunctionUrl);
    }
    let has = |name: &str| object.members().any(|(member, _)| member == name);
    let is_clb = has("payload") && (object.get("headers").is_object() || !object.get("payload").is_null());
    let is_other = FORMS.iter().any(|form| !content(object, form).is_null())
        || LISTS.iter().any(|list| object.get(list.member).elements().next().is_some())
        || ["clslogs", SQS_ANSWER[0]].iter().any(|name| object.get(name).is_object());
    if sqs_body(object).is_some() || is_other {
        None
    } else if !object.get("body").is_null() {
        Some(Envelope::FunctionUrl)
    } else if is_clb {
        Some(Envelope::Clb)
    } else {
        None
    }
}

/// The member that holds the notification, if an object is a message of SQS. Lambda and `ReceiveMessage` name it differently.
fn sqs_body(object: Value<'_>) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().any(|name| !object.get(name).is_null());
    if object.get("body").string().is_some()
        && (object.text_of("eventSource") == Some("aws:sqs") || has(&["receiptHandle", "messageId"]))
    {
        return Some("body");
    }
    let is_message = object.get("Body").string().is_some() && has(&["MessageId", "ReceiptHandle", "MD5OfBody"]);
    is_message.then_some("Body")
}

/// API Gateway says it as `true`, a load balancer as `"true"`.
fn is_base64(event: Value<'_>) -> bool {
    let flag = event.get("isBase64Encoded");
    flag.kind() == Kind::True
        || flag.text_or_digits().is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1")
}

/// Reads a text whose quotes and backslashes were escaped once more. The old templates received such texts. It is read
/// as the inside of a JSON string.
fn unescaped(text: &[u8]) -> Option<Vec<u8>> {
    if !text.trim_ascii_start().starts_with(b"{\\") {
        return None;
    }
    let quoted = [b"\"", text, b"\""].concat();
    let document = Document::parse(&quoted).ok()?;
    document.root().inner_json().map(|text| text.as_bytes().to_vec())
}
