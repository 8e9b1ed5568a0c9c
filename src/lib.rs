//! Tencent Cloud MPS notifications: parsed, planned and delivered, without I/O.
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
//! Delivering is a loop around [`Delivery`]: it returns what to send, and the caller sends it. Which method to call when is in its
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
//! | `api` | yes | what programs use beside a delivery: CloudEvents, messages as texts, [`redact`](redact()), [`probe`], [`delivery::Reading`] |
//! | `builder` | yes | [`options::Builder`], [`Options::from_env`], [`Error::option`] |
//! | `cls` | yes | batches of logs, and what is packed with gzip |
//! | `invoke` | yes | invoking functions |
//! | `notify` | yes | notifying bots and webhooks |
//! | `outbox` | yes | sending what waits in the outbox; without it, messages for bots wait there until a program with it runs |
//! | `select` | yes | storing parts of a report instead of all of it |
//! | `serde` | yes | [`Report`] and all in it read and written by `serde`; what else the crate gives written by it |
//! | `http` | no | requests and responses of the crate `http`: `Request::to_http`, `Delivery::on_http_response`; needs the standard library |
//!
//! # Names
//!
//! What most programs need is at the root; each module has all of its subject. Everything that can grow is `non_exhaustive`: every enum
//! but [`Mode`], of which a host has to know all, and every struct that programs do not write as a literal.
//!
//! The crate is `no_std` with `alloc`, has no allocator and no panic handler of its own, and compiles with Rust 1.88 and later.

// What a plain event does not need stands in functions of its own, marked `#[inline(never)]`: old Node.js compiles a function of
// WebAssembly when it is called for the first time, and optimizes all of it.

#![no_std]
#![forbid(unsafe_code)]
// What is `pub` is for programs, and can grow unless a reason is given.
#![deny(unreachable_pub, clippy::exhaustive_enums, clippy::exhaustive_structs)]
#![deny(clippy::too_many_arguments, clippy::too_many_lines)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::too_many_lines,
        clippy::unwrap_used,
        reason = "a test that fails is meant to panic"
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

/// The documentation page on Rust and the README, whose examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/runtimes/rust.md")]
#[doc = include_str!("../docs/README.crates.md")]
struct Documentation;

mod asserted;
#[cfg(feature = "api")]
mod cloud_event;
mod cos;
pub mod delivery;
mod envelope;
pub mod error;
pub mod event;
pub mod filter;
#[cfg(feature = "cls")]
mod gzip;
mod http;
#[doc(hidden)]
pub mod internals;
#[cfg(feature = "http")]
mod interop;
mod interpret;
mod json;
mod language;
mod mps;
pub mod notify;
pub mod options;
#[cfg(feature = "api")]
pub mod probe;
mod redact;
pub mod report;
mod scf;
pub mod sign;
mod text;
mod time;

pub use delivery::{Delivery, Done, Invocation, Mode};
use envelope::Enclosed;
#[cfg(feature = "cls")]
pub use envelope::cls;
pub use error::{Error, ErrorCode};
pub use event::{Event, Notification};
pub use http::{Request, Response};
pub use language::Language;
pub use options::Options;
#[cfg(feature = "api")]
pub use redact::redact;
use report::borrowed;
pub use report::{Outcome, Report};
pub use time::Millis;

/// Gives `receive` the report of every notification in an event, in order. For a part that is not a notification it
/// gives the error.
fn for_each_report(event: &[u8], language: Language, receive: &mut dyn FnMut(Result<borrowed::Report<'_>, Error>)) {
    envelope::open_all(event, &mut |enclosed| {
        parse(&enclosed, language, &mut |report| {
            receive(report.map_err(|error| mps::advise_on_text(error, event)));
        });
    });
}

/// Gives `receive` the report of the content of an envelope, or the error. Neither shows a secret.
fn parse(enclosed: &Enclosed<'_>, language: Language, receive: &mut dyn FnMut(Result<borrowed::Report<'_>, Error>)) {
    match &enclosed.content {
        Ok(notification) => mps::parse(*notification, enclosed.envelope, language, &mut |report| {
            receive(report.map_err(|error| enclosed.locate(error)));
        }),
        Err(error) => receive(Err(redact::error(error.clone(), &enclosed.bytes))),
    }
}
