//! What a page does not do: checks of a configuration, requests to the API, readings of the archive and rounds of the watch.

use alloc::string::String;
use alloc::vec::Vec;

use mps_webhook::internals::{Document, Kind, options_from_json};
use mps_webhook::{Error, Response};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{in_language, make_room, millis, refused, text, texts};

/// Whether there is a notification in an event. See [`mps_webhook::internals::holds_notification`].
#[wasm_bindgen(js_name = holdsNotification)]
#[must_use]
pub fn holds_notification(event: &[u8]) -> bool {
    make_room(event.len());
    mps_webhook::internals::holds_notification(event)
}

/// What the options alone show, and the requests that find out the rest. It is JSON of [`Setup`](mps_webhook::probe::Setup).
/// `settings` is the JSON of `{template, options, env, http}`; `http`: the function is called over HTTP, too.
#[wasm_bindgen]
#[must_use]
pub fn probe(settings: &[u8], now: f64) -> String {
    let document = Document::parse(settings);
    let over_http = document.is_ok_and(|settings| settings.root().get("http").kind() == Kind::True);
    text(&mps_webhook::probe::Setup::new(mps_webhook::internals::options_from_json(settings), over_http, millis(now)))
}

/// What the response to a probe means: the JSON of an array of [`Diagnosis`](mps_webhook::probe::Diagnosis). `probe` is the
/// JSON of a [`Subject`](mps_webhook::probe::Subject); `headers` is the JSON of an object of strings.
#[wasm_bindgen]
#[must_use]
pub fn diagnose(probe: &[u8], status: u16, headers: &[u8], body: &[u8], now: f64) -> String {
    use mps_webhook::probe::{ProbeStep, Subject};
    let probe = match Document::parse(probe) {
        Ok(probe) => probe,
        Err(error) => return refused(&error),
    };
    let field = |name: &str| probe.root().get(name).text().unwrap_or_default();
    let headers = Document::parse(headers);
    let headers = texts(&headers);
    let response = Response { status, headers: &headers, body };
    let found = ProbeStep::from_id(field("step")).map(|step| {
        let subject = Subject::new(step, field("target"), probe.root().get("bucket").text());
        subject.diagnose(&response, millis(now))
    });
    let found: Vec<String> = found.iter().flatten().map(|diagnosis| text(diagnosis)).collect();
    ["[", &found.join(","), "]"].concat()
}

/// What to do about an error code of API 3.0: the JSON of [`Advice`](mps_webhook::internals::Advice).
#[wasm_bindgen(js_name = apiErrorAdvice)]
#[must_use]
pub fn api_error_advice(code: &[u8]) -> String {
    text(&mps_webhook::internals::advice(core::str::from_utf8(code).unwrap_or_default()))
}

/// The signed request that asks for an action of API 3.0, as JSON text. `call` is the JSON of
/// `{origin, region, service, action, version, secret_id, secret_key, session_token}`, all of them texts and only the last
/// one optional; `body` is the action's parameters.
#[wasm_bindgen(js_name = apiRequest)]
#[must_use]
pub fn api_request(call: &[u8], body: &[u8], now: f64) -> String {
    let call = match Document::parse(call) {
        Ok(call) => call,
        Err(error) => return refused(&error),
    };
    let field = |name: &str| call.root().get(name).text().unwrap_or_default();
    let credentials = mps_webhook::sign::Credentials {
        secret_id: field("secret_id").into(),
        secret_key: field("secret_key").into(),
        session_token: call.root().get("session_token").text().map(String::from),
    };
    let api = mps_webhook::options::Api::new(field("origin"), field("region"), credentials);
    let action =
        mps_webhook::internals::Action { service: field("service"), name: field("action"), version: field("version") };
    text(&mps_webhook::internals::api_request(&api, action, body, millis(now)))
}

/// How far back a round of the watch looks and how long events may be on their way, as JSON text. `wanted` is the JSON of
/// `{since, grace}`, or of `{message}`; see [`mps_webhook::internals::watch_times_to_json`].
#[wasm_bindgen(js_name = watchTimes)]
#[must_use]
pub fn watch_times(wanted: &[u8], now: f64) -> String {
    let json = Document::parse(wanted)
        .map(|wanted| mps_webhook::internals::watch_times_to_json(wanted.root(), millis(now)))
        .unwrap_or_default();
    String::from_utf8(json).unwrap_or_default()
}

/// What a round of the watch says to its owner, in one sentence. `summary` is the JSON of a
/// [`WatchSummary`](mps_webhook::delivery::WatchSummary), `language` the id of one.
#[wasm_bindgen(js_name = watchSentence)]
#[must_use]
pub fn watch_sentence(summary: &[u8], language: &[u8]) -> String {
    Document::parse(summary)
        .map(|summary| mps_webhook::internals::watch_sentence(summary.root(), in_language(language)))
        .unwrap_or_default()
}

/// A reading of the archive; see the struct of the same name. Times are milliseconds since 1970.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Reading(mps_webhook::delivery::Reading);

#[wasm_bindgen]
impl Reading {
    /// `settings` as for a [`Delivery`]; `wanted` is JSON of `{object}` or `{prefix, after}`. `object` is a key.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(settings: &[u8], wanted: &[u8], deadline: f64, seed: f64) -> Self {
        let wanted = Document::parse(wanted);
        let text = |name: &str| {
            let value = wanted.as_ref().ok().and_then(|wanted| wanted.root().get(name).text());
            String::from(value.unwrap_or_default())
        };
        let key = text("object");
        let wanted = if key.is_empty() {
            mps_webhook::delivery::ReadRequest::Keys { prefix: text("prefix"), after: text("after") }
        } else {
            mps_webhook::delivery::ReadRequest::Object { key }
        };
        let options = options_from_json(settings);
        Reading(mps_webhook::delivery::Reading::new(options, wanted, millis(deadline), millis(seed).unsigned_abs()))
    }

    /// What to do now, or what was read, as JSON text.
    pub fn poll(&mut self, now: f64) -> String {
        text(&self.0.poll(millis(now)))
    }

    /// Takes a response; `headers` is the JSON of an object of strings.
    #[wasm_bindgen(js_name = onResponse)]
    pub fn on_response(&mut self, status: u16, headers: &[u8], body: &[u8], now: f64) {
        let headers = Document::parse(headers);
        let headers = texts(&headers);
        self.0.on_response(&Response { status, headers: &headers, body }, millis(now));
    }

    /// Takes the news that no response came; `reason` is text in UTF-8.
    #[wasm_bindgen(js_name = onError)]
    pub fn on_error(&mut self, reason: &[u8], now: f64) {
        self.0.on_error(core::str::from_utf8(reason).unwrap_or("unknown"), millis(now));
    }
}

/// A round of the watch; see the struct of the same name. Times are milliseconds since 1970.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Watch(mps_webhook::delivery::Watch);

#[wasm_bindgen]
impl Watch {
    /// `settings` as for a [`Delivery`], with `watch`: the JSON of `{back, grace, delivers, has_cursor}`, times in ms. Without `grace` it
    /// is the default.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(settings: &[u8], deadline: f64, seed: f64, now: f64) -> Self {
        let settings = Document::parse(settings);
        let settings = settings.as_ref().map(Document::root).map_err(Error::clone);
        let options = settings.clone().and_then(mps_webhook::internals::options_of);
        let api = settings.clone().and_then(mps_webhook::internals::mps_api_of);
        let wanted = settings.as_ref().ok().map(|settings| settings.get("watch"));
        let number = |name: &str| wanted.and_then(|wanted| wanted.integer_of(name));
        let is_set = |name: &str| wanted.is_some_and(|wanted| wanted.get(name).kind() == Kind::True);
        let request = mps_webhook::delivery::WatchRequest {
            back: number("back").unwrap_or_default(),
            grace: number("grace").unwrap_or(mps_webhook::delivery::GRACE),
            delivers: is_set("delivers"),
            has_cursor: is_set("has_cursor"),
            deadline: millis(deadline),
            seed: millis(seed).unsigned_abs(),
        };
        Watch(mps_webhook::delivery::Watch::new(options, api, request, millis(now)))
    }

    /// What to do now, as JSON text.
    pub fn poll(&mut self, now: f64) -> String {
        text(&self.0.poll(millis(now)))
    }

    /// The body of a request.
    #[must_use]
    pub fn body(&self, id: u32) -> Vec<u8> {
        self.0.body(id).to_vec()
    }

    /// An event to deliver.
    #[must_use]
    pub fn event(&self, id: u32) -> Vec<u8> {
        self.0.event(id).to_vec()
    }

    /// Takes a response; `headers` is the JSON of an object of strings.
    #[wasm_bindgen(js_name = onResponse)]
    pub fn on_response(&mut self, id: u32, status: u16, headers: &[u8], body: &[u8], now: f64) {
        let headers = Document::parse(headers);
        let headers = texts(&headers);
        self.0.on_response(id, &Response { status, headers: &headers, body }, millis(now));
    }

    /// Takes the news that no response came; `reason` is text in UTF-8.
    #[wasm_bindgen(js_name = onError)]
    pub fn on_error(&mut self, id: u32, reason: &[u8], now: f64) {
        self.0.on_error(id, core::str::from_utf8(reason).unwrap_or("unknown"), millis(now));
    }

    /// Takes how a delivery ended: the JSON of its [`Done`](mps_webhook::Done), or of `{error: {message}}`.
    #[wasm_bindgen(js_name = onDelivered)]
    pub fn on_delivered(&mut self, id: u32, done: &[u8], now: f64) {
        self.0.on_delivered_json(id, done, millis(now));
    }
}
