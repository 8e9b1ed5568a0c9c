//! The core of `mps-webhook` for JavaScript: a WebAssembly module with allocator and panic handler. Natively there is
//! nothing in it.
//!
//! Bytes go in, JSON text comes out: text is copied in one piece by every JavaScript engine, old ones too,
//! and numbers cross as doubles, which they all have.

#![cfg(target_arch = "wasm32")]
#![cfg_attr(not(feature = "objects"), no_std)]
#![allow(unsafe_code, reason = "what wasm-bindgen generates is unsafe code")]

extern crate alloc;

#[cfg(feature = "operations")]
mod operations;

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::UnsafeCell;

use mps_webhook::delivery::Memory;
use mps_webhook::internals::{Document, Kind, ToJson, options_from_json, to_json};
use mps_webhook::{Error, Invocation, Language, Mode, Response};
use wasm_bindgen::prelude::wasm_bindgen;

/// The allocator of the module. Without the standard library it brings its own, which is a tenth of the size of the
/// standard one.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Ends the instance with a trap. The core denies panics by lint; should memory run out all the same, hosts answer with
/// a new instance.
#[cfg(not(feature = "objects"))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// The reports of an event as JSON text. It is an array with a report, or `{"error": …}`, for each notification.
/// `language` is the id of one, such as `en`.
#[wasm_bindgen]
#[must_use]
pub fn parse(event: &[u8], language: &[u8]) -> String {
    make_room(event.len());
    String::from_utf8(mps_webhook::internals::parse_to_json_in(event, in_language(language))).unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    /// An array of JavaScript, or whatever takes texts as one does. It must not throw.
    #[derive(Debug)]
    pub type Texts;

    /// Takes a text.
    #[wasm_bindgen(method)]
    pub fn push(this: &Texts, text: &str);

    /// A `Uint8Array` of JavaScript.
    #[derive(Debug)]
    pub type Bytes;

    /// Takes bytes into its beginning.
    #[wasm_bindgen(method)]
    pub fn set(this: &Bytes, bytes: &[u8]);
}

/// As [`parse`], but in parts, each of them an array: the reports of a batch of logs are never in memory as a whole.
#[wasm_bindgen(js_name = parseInParts)]
pub fn parse_in_parts(event: &[u8], language: &[u8], parts: &Texts) {
    make_room(event.len());
    mps_webhook::internals::parse_in_parts(event, in_language(language), &mut |part| parts.push(part));
}

/// As [`parse`], but with every report as a CloudEvent.
#[wasm_bindgen(js_name = toCloudEvents)]
#[must_use]
pub fn to_cloud_events(event: &[u8], language: &[u8], now: f64) -> String {
    make_room(event.len());
    String::from_utf8(mps_webhook::internals::parse_to_cloud_events(event, in_language(language), millis(now)))
        .unwrap_or_default()
}

/// As [`parse`], but with `{"text": …}` in the place of every report. `format` is the id of one. Empty if it is unknown.
/// Empty if it is unknown.
#[wasm_bindgen]
#[must_use]
pub fn render(event: &[u8], format: &[u8], language: &[u8]) -> String {
    make_room(event.len());
    let format = core::str::from_utf8(format).ok().and_then(mps_webhook::notify::Format::from_id);
    let json = format.map(|format| mps_webhook::internals::render_to_json(event, format, in_language(language)));
    String::from_utf8(json.unwrap_or_default()).unwrap_or_default()
}

/// An event without its secrets, as text: what may be shown to others. See [`mps_webhook::redact`].
#[wasm_bindgen]
#[must_use]
pub fn redact(event: &[u8]) -> String {
    make_room(event.len());
    String::from_utf8(mps_webhook::redact(event)).unwrap_or_default()
}

/// Checks the signatures of an event: an empty text, or `{"error": …}`.
#[wasm_bindgen]
#[must_use]
pub fn verify(event: &[u8], notify_key: &[u8], now: f64) -> String {
    match mps_webhook::internals::verify(event, core::str::from_utf8(notify_key).unwrap_or_default(), millis(now)) {
        Ok(()) => String::new(),
        Err(error) => refused(&error),
    }
}

/// A message as people see it, and its share of the bot's limit. It is JSON of
/// [`ShownMessage`](mps_webhook::internals::ShownMessage). `target` is the id of the notification target, `body` the request.
/// Empty if it is not a message for people.
#[wasm_bindgen(js_name = shownMessage)]
#[must_use]
pub fn shown_message(target: &[u8], body: &[u8]) -> String {
    let target = core::str::from_utf8(target).unwrap_or_default();
    mps_webhook::internals::shown_message(target, body).map(|shown| text(&shown)).unwrap_or_default()
}

/// Whether messages wait for a time, which a timer trigger has to watch; `settings` as for a delivery. Options that are refused hold
/// nothing back.
#[wasm_bindgen(js_name = holdsBack)]
#[must_use]
pub fn holds_back(settings: &[u8]) -> bool {
    options_from_json(settings).is_ok_and(|options| mps_webhook::internals::holds_back(&options))
}

/// Whether a text names the type of an event as notifications do, though it may be damaged. See
/// [`mps_webhook::internals::names_event`].
#[wasm_bindgen(js_name = namesEvent)]
#[must_use]
pub fn names_event(text: &[u8]) -> bool {
    mps_webhook::internals::names_event(text)
}

/// What people call kinds of sub-tasks: the JSON of an array of [`KindName`](mps_webhook::internals::KindName).
#[wasm_bindgen(js_name = kindNames)]
#[must_use]
pub fn kind_names(language: &[u8]) -> String {
    String::from_utf8(mps_webhook::internals::kind_names_to_json(in_language(language))).unwrap_or_default()
}

/// What a person can do next about a task: the JSON of [`NextSteps`](mps_webhook::internals::NextSteps). `task` is the JSON of
/// what its report says: `{code_ext, code, event_type, task_id, family, region, bucket, key, verdict, failures}`, all of them optional.
#[wasm_bindgen(js_name = nextSteps)]
#[must_use]
pub fn next_steps(task: &[u8], language: &[u8]) -> String {
    Document::parse(task)
        .map(|task| text(&mps_webhook::internals::next_steps(task.root(), in_language(language))))
        .unwrap_or_default()
}

/// As [`parse`], but as an array of objects. JavaScript reads it faster as text, which the package has.
#[cfg(feature = "objects")]
#[wasm_bindgen(js_name = parseToObjects)]
#[must_use]
pub fn parse_to_objects(event: &[u8], language: &[u8]) -> js_sys::Array {
    use serde::{Serialize, Serializer};
    let objects = js_sys::Array::new();
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    mps_webhook::internals::for_each_report(event, in_language(language), &mut |report| {
        let object = match report {
            Ok(report) => report.serialize(&serializer),
            Err(error) => serializer.collect_map([("error", &error as &dyn ToJson)]),
        };
        objects.push(&object.unwrap_or(wasm_bindgen::JsValue::NULL));
    });
    objects
}

fn in_language(id: &[u8]) -> Language {
    core::str::from_utf8(id).ok().and_then(Language::from_id).unwrap_or_default()
}

/// What this instance remembers of its bots from one delivery to the next.
struct Remembered(UnsafeCell<Memory>);

// SAFETY: the module has one thread.
unsafe impl Sync for Remembered {}

static REMEMBERED: Remembered = Remembered(UnsafeCell::new(Memory::new()));

/// A delivery; see the module of the same name. Times are milliseconds since 1970.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Delivery {
    delivery: mps_webhook::Delivery,
    /// Whether it knows what earlier ones of this instance have learned of the bots.
    remembers: bool,
}

#[wasm_bindgen]
impl Delivery {
    /// Takes an event; `settings` is the JSON of `{template, options, env, lang, request_id, mode, process, http, reconciled, remembers}`. `mode`:
    /// the id of a [`Mode`](mps_webhook::Mode). `http`: the event is the body of a request over HTTP. `reconciled`: whether the watch
    /// fetched it; every delivery of a round says so, and no other. `remembers`: deliveries of this instance count the messages to a bot
    /// together; not for a dry run.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(event: Vec<u8>, settings: &[u8], deadline: f64, seed: f64, now: f64) -> Self {
        make_room(event.len());
        let settings = Document::parse(settings);
        let settings = settings.as_ref().map(Document::root);
        let options = settings.map_err(Error::clone).and_then(mps_webhook::internals::options_of);
        let is_set = |name: &str| settings.as_ref().is_ok_and(|settings| settings.get(name).kind() == Kind::True);
        let invocation = Invocation {
            request_id: settings.as_ref().ok().and_then(|settings| settings.get("request_id").text()),
            deadline: millis(deadline),
            seed: millis(seed).unsigned_abs(),
            mode: settings
                .as_ref()
                .ok()
                .and_then(|settings| settings.get("mode").text())
                .and_then(Mode::from_id)
                .unwrap_or_default(),
        };
        let start = if is_set("http") {
            mps_webhook::Delivery::of_request
        } else if is_set("reconciled") {
            mps_webhook::Delivery::of_reconciled
        } else {
            mps_webhook::Delivery::new
        };
        let mut delivery = start(event, options, invocation, millis(now));
        if settings.as_ref().is_ok_and(|settings| settings.get("reconciled").kind() != Kind::Null) {
            delivery.leave_messages();
        }
        if is_set("process") {
            delivery.process_reports();
        }
        Delivery { delivery, remembers: is_set("remembers") }
    }

    /// Calls the delivery with what this instance remembers.
    fn with_memory<R>(&mut self, call: impl FnOnce(&mut mps_webhook::Delivery) -> R) -> R {
        if !self.remembers {
            return call(&mut self.delivery);
        }
        // SAFETY: the module has one thread, and a call of a delivery calls no other.
        let memory = unsafe { &mut *REMEMBERED.0.get() };
        self.delivery.exchange_memory(memory);
        let result = call(&mut self.delivery);
        self.delivery.exchange_memory(memory);
        result
    }

    /// What to do now, as JSON text.
    pub fn poll(&mut self, now: f64) -> String {
        let actions = self.with_memory(|delivery| delivery.poll(millis(now)));
        text(&actions)
    }

    /// Copies the bytes from `start` to `end` of the body of a request into `target`, which has as many. A batch of logs may be so long
    /// that there is no room for another copy of it.
    pub fn body(&self, id: u32, start: u32, end: u32, target: &Bytes) {
        target.set(self.delivery.body(id).get(start as usize..end as usize).unwrap_or_default());
    }

    /// How many bytes the body of a request has.
    #[wasm_bindgen(js_name = bodyLength)]
    #[must_use]
    pub fn body_length(&self, id: u32) -> u32 {
        u32::try_from(self.delivery.body(id).len()).unwrap_or(u32::MAX)
    }

    /// Takes a response; `headers` is the JSON of an object of strings.
    #[wasm_bindgen(js_name = onResponse)]
    pub fn on_response(&mut self, id: u32, status: u16, headers: &[u8], body: &[u8], now: f64) {
        let headers = Document::parse(headers);
        let headers = texts(&headers);
        let response = Response { status, headers: &headers, body };
        self.with_memory(|delivery| delivery.on_response(id, &response, millis(now)));
    }

    /// Takes the answer to `refresh_credentials`: `settings` as for the constructor, as they are now.
    #[wasm_bindgen(js_name = onCredentials)]
    pub fn on_credentials(&mut self, settings: &[u8]) {
        self.delivery.on_credentials(options_from_json(settings));
    }

    /// Takes it that what was asked for is done, without its being done.
    #[wasm_bindgen(js_name = assumeDone)]
    pub fn assume_done(&mut self, id: u32, now: f64) {
        self.delivery.assume_done(id, millis(now));
    }

    /// Takes the news that no response came; `reason` is text in UTF-8.
    #[wasm_bindgen(js_name = onError)]
    pub fn on_error(&mut self, id: u32, reason: &[u8], now: f64) {
        let reason = core::str::from_utf8(reason).unwrap_or("unknown");
        self.with_memory(|delivery| delivery.on_error(id, reason, millis(now)));
    }
}

/// Lets the memory grow once for an event. Left to itself it grows by 64 KB at a time, and old engines copy all of it
/// every time.
fn make_room(event: usize) {
    const FOR_MOST: usize = 0x30000;
    core::hint::black_box(Vec::<u8>::with_capacity(event.saturating_mul(6).max(FOR_MOST)));
}

/// A number of JavaScript as a time. A number out of range is the end of time.
#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates")]
fn millis(number: f64) -> i64 {
    number as i64
}

/// The members of an object that are texts, such as headers. Text that is not JSON has none.
fn texts<'d>(document: &'d Result<Document<'d>, mps_webhook::Error>) -> Vec<(&'d str, &'d str)> {
    let members = document.as_ref().map(|document| document.root().members());
    members.into_iter().flatten().filter_map(|(name, value)| Some((name, value.text()?))).collect()
}

fn text(value: &dyn ToJson) -> String {
    String::from_utf8(to_json(value)).unwrap_or_default()
}

/// What stands in the place of a value that there is none of: `{"error": …}`.
fn refused(error: &Error) -> String {
    ["{\"error\":", &text(error), "}"].concat()
}
