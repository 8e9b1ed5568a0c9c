//! Tencent Cloud MPS notifications: understood, planned and delivered, without I/O.
//!
//! ```text
//! event bytes ─▶ envelope ─▶ notification ─▶ report ─▶ delivery ─▶ requests ─▶ responses ─┐
//!                open        decode          normalise  plan, sign      ▲                   │
//!                                                       retry, ledger   └───────────────────┘
//! ```
//!
//! Whatever the core needs from outside (the bytes, the options, the time, a seed) is an argument; whatever
//! it wants from outside is a value: "send this request", "wait until then", "done". It is `no_std`, knows no
//! clock, and a release build does not panic on any input, so it runs the same natively, in an SCF function on Node.js 8.9 and in a browser.
//!
//! ```
//! let event = br#"{"EventType":"EditMediaTask","EditMediaTaskEvent":{"TaskId":"125-EditMedia-1","Status":"FINISH",
//!     "ErrCode":0,"Message":"","Output":{"OutputStorage":{"Type":"COS",
//!     "CosOutputStorage":{"Bucket":"b-125","Region":"ap-tokyo"}},"Path":"/clips/a.mp4"}}}"#;
//!
//! for report in mps_webhook::Event::from_slice(event)?.reports() {
//!     let report = report?;
//!     assert_eq!(report.outcome, mps_webhook::Outcome::Success);
//!     assert_eq!(report.tasks[0].outputs[0].place.uri().as_deref(), Some("cos://b-125/clips/a.mp4"));
//! }
//! # Ok::<(), mps_webhook::Error>(())
//! ```
//!
//! Delivering is a loop around [`Delivery`]: it says what to send, the caller sends it. What it has to be told and when is in its
//! documentation.
//!
//! ```
//! use mps_webhook::{Delivery, Invocation, Mode, Options, Response, sign::Credentials};
//!
//! let credentials = Credentials { secret_id: "id".into(), secret_key: "key".into(), session_token: None };
//! let options = Options::builder().bucket("b-1250000000", "ap-tokyo").credentials(credentials).build();
//! let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#.to_vec();
//! let mut now = 1_700_000_000_000; // from your clock, ms since 1970
//! let invocation = Invocation { request_id: None, deadline: now + 3_000, seed: 1, mode: Mode::Full };
//! let mut delivery = Delivery::new(event, options, invocation, now);
//!
//! let done = loop {
//!     let actions = delivery.poll(now);
//!     if let Some(done) = actions.done {
//!         break done;
//!     }
//!     for transmit in actions.requests {
//!         assert!(transmit.request.url.starts_with("https://b-1250000000.cos.ap-tokyo.myqcloud.com/mps/WorkflowTask/t/"));
//!         let _body = delivery.body(transmit.id);
//!         // Send it with any HTTP client; here the answer is made up.
//!         now += 20;
//!         delivery.on_response(transmit.id, &Response { status: 200, headers: &[("etag", "\"-\"")], body: b"" }, now);
//!     }
//! };
//! assert!(done.ok);
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `api` | yes | what programs use beside a delivery: CloudEvents, messages as texts, [`redact`](redact()), [`probe`](mod@probe), [`delivery::Reading`] |
//! | `builder` | yes | [`options::Builder`], [`Options::from_env`], [`Error::option`] |
//! | `cls` | yes | batches of logs, and what is packed with gzip |
//! | `invoke` | yes | invoking functions |
//! | `notify` | yes | notifying bots and webhooks |
//! | `select` | yes | storing parts of a report instead of all of it |
//! | `serde` | yes | [`Report`] and all in it read and written by `serde`; what else the crate gives written by it |
//! | `serde_json` | no | JSON [`Value`]s become values of `serde_json` |
//! | `http` | no | requests and responses of the crate `http`: `Request::to_http`, `Delivery::on_http_response`; needs the standard library |
//!
//! The crate is `no_std` with `alloc`, has no allocator and no panic handler of its own, and compiles with Rust 1.88 and later.

// What a plain event does not need stands in functions of its own, marked `#[inline(never)]`: old Node.js compiles a function of
// WebAssembly when it is called for the first time, and optimizes all of it.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unwrap_used,
        reason = "a test that fails is meant to panic"
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

/// The page of the documentation on Rust and the README of the crate, so that their examples are run.
#[cfg(doctest)]
#[doc = include_str!("../docs/runtimes/rust.md")]
#[doc = include_str!("../docs/README.crates.md")]
struct Documentation;

mod asserted;
#[cfg(feature = "api")]
mod cloud_event;
pub mod cos;
pub mod delivery;
mod envelope;
pub mod error;
pub mod event;
#[cfg(feature = "cls")]
mod gzip;
mod handle;
mod http;
#[cfg(feature = "http")]
mod interop;
mod json;
mod language;
mod mps;
pub mod notify;
pub mod options;
#[cfg(feature = "api")]
pub mod probe;
mod redact;
pub mod report;
pub mod scf;
pub mod sign;
mod text;
mod time;

use alloc::vec::Vec;

pub use delivery::{Delivery, Done, Invocation, Mode, options_from_json};
use envelope::Enclosed;
#[cfg(feature = "cls")]
pub use envelope::cls;
pub use error::{Error, ErrorCode};
pub use event::{Event, Notification};
pub use http::{Request, Response, RetryAction};
pub use json::{Document, Elements, Kind, Number, ObjectMembers, ToJson, Value, to_json};
pub use language::Language;
pub use options::{Level, Options};
#[cfg(feature = "api")]
pub use probe::{Findings, Probe, probe};
#[cfg(feature = "api")]
pub use redact::redact;
use report::borrowed;
pub use report::{Outcome, Report};
pub use time::Millis;

/// Gives `receive` the report of every notification in an event, in order; for what is not a notification, why.
fn for_each_report(event: &[u8], language: Language, receive: &mut dyn FnMut(Result<borrowed::Report<'_>, Error>)) {
    envelope::open_all(event, &mut |enclosed| understand(&enclosed, language, receive));
}

/// Gives `receive` the report of what came out of an envelope, or why it has none; neither shows a secret.
fn understand(
    enclosed: &Enclosed<'_>,
    language: Language,
    receive: &mut dyn FnMut(Result<borrowed::Report<'_>, Error>),
) {
    match &enclosed.content {
        Ok(notification) => mps::understand(*notification, enclosed.envelope, language, &mut |report| {
            receive(report.map_err(|error| enclosed.locate(error)));
        }),
        Err(error) => receive(Err(redact::error(error.clone(), &enclosed.bytes))),
    }
}

/// The reports of an event as JSON text: an array with a report, or `{"error": …}`, for each notification.
///
/// For hosts of other languages; Rust programs have [`Event::reports`].
#[must_use]
pub fn parse_to_json(event: &[u8]) -> Vec<u8> {
    parse_to_json_in(event, Language::default())
}

/// As [`parse_to_json`], with the explanations of errors in `language`.
#[must_use]
pub fn parse_to_json_in(event: &[u8], language: Language) -> Vec<u8> {
    let mut json = Array::default();
    for_each_report(event, language, &mut |report| match report {
        Ok(report) => json.push(&report),
        Err(error) => json.push(&Refused { error }),
    });
    json.into_bytes()
}

/// As [`parse_to_json_in`], with each report as a CloudEvent 1.0: an array is what `application/cloudevents-batch+json`
/// is. `now` stands for the time of those that do not say when they ended.
///
/// ```
/// let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH",
///     "SmartEraseTaskResult":{"Status":"FAIL","ErrCodeExt":"InternalError"}}}"#;
/// let events = mps_webhook::parse_to_cloud_events(event, mps_webhook::Language::En, 1_700_000_000_000);
/// let events: serde_json::Value = serde_json::from_slice(&events)?;
/// assert_eq!(events[0]["type"], "com.tencent.cloud.mps.WorkflowTask");
/// assert_eq!(events[0]["time"], "2023-11-14T22:13:20Z");
/// assert_eq!(events[0]["data"]["outcome"], "failure");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "api")]
#[must_use]
pub fn parse_to_cloud_events(event: &[u8], language: Language, now: Millis) -> Vec<u8> {
    let mut json = Array::default();
    envelope::open_all(event, &mut |enclosed| {
        understand(&enclosed, language, &mut |report| match report {
            Ok(report) => json.push(&cloud_event::CloudEvent { report: &report, event: &enclosed.bytes, now }),
            Err(error) => json.push(&Refused { error }),
        });
    });
    json.into_bytes()
}

/// As [`parse_to_json_in`], but with what people are told, `{"text": …}`, in the place of each report: see
/// [`notify::render`].
#[cfg(all(feature = "api", feature = "notify"))]
#[must_use]
pub fn render_to_json(event: &[u8], format: notify::Format, language: Language) -> Vec<u8> {
    let mut json = Array::default();
    for_each_report(event, language, &mut |report| match report {
        Ok(report) => json.push(&Rendered { text: notify::render_borrowed(&report, format, language) }),
        Err(error) => json.push(&Refused { error }),
    });
    json.into_bytes()
}

/// Checks that every notification in an event was signed with the task's `NotifyKey` and has not expired; see
/// [`sign::notification`].
///
/// # Errors
/// [`ErrorCode::Unverified`] with the member that is missing or wrong; [`ErrorCode::InvalidOptions`] if the key is empty
/// or blank; and as [`Event::from_slice`].
///
/// ```
/// let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"},
///     "Timestamp":1700000600,"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#;
/// let now = 1_700_000_000_000;
/// assert_eq!(mps_webhook::verify(event, "mysecretkey", now), Ok(()));
/// let error = mps_webhook::verify(event, "another", now).unwrap_err();
/// assert_eq!((error.code(), error.path()), (mps_webhook::ErrorCode::Unverified, Some("Sign")));
/// ```
pub fn verify(event: &[u8], notify_key: &str, now: Millis) -> Result<(), Error> {
    sign::notification::check_key(notify_key)?;
    let mut verified = Ok(());
    envelope::open_all(event, &mut |enclosed| {
        if verified.is_ok() {
            verified = enclosed.content.clone().and_then(|value| {
                sign::notification::check(value, notify_key, now).map_err(|error| enclosed.locate(error))
            });
        }
    });
    verified
}

/// A JSON array of objects that come one after the other.
#[derive(Default)]
struct Array(Vec<u8>);

impl Array {
    fn push(&mut self, object: &dyn json::Members) {
        self.0.push(if self.0.is_empty() { b'[' } else { b',' });
        json::append_json(&mut self.0, object);
    }

    fn into_bytes(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'[');
        }
        self.0.push(b']');
        self.0
    }
}

/// What stands in the place of a report.
struct Refused {
    error: Error,
}
json::members!(Refused: error);

/// What a report is shown as.
#[cfg(all(feature = "api", feature = "notify"))]
struct Rendered {
    text: alloc::string::String,
}
#[cfg(all(feature = "api", feature = "notify"))]
json::members!(Rendered: text);

/// For the binding to JavaScript, which makes objects of reports without a copy of their texts.
#[doc(hidden)]
pub mod binding {
    use super::{Error, Language, ToJson, for_each_report};

    pub use crate::delivery::options_of;

    /// Gives `receive` the report of every notification in an event, in order, or why it has none.
    pub fn for_each(event: &[u8], language: Language, receive: &mut dyn FnMut(Result<&dyn ToJson, Error>)) {
        for_each_report(event, language, &mut |report| match report {
            Ok(report) => receive(Ok(&report)),
            Err(error) => receive(Err(error)),
        });
    }
}
