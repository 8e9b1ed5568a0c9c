//! What this repository's other programs share with the crate. They are the binding to JavaScript (`wasm/`), the tests, the fuzz
//! targets and the benchmarks.
//!
//! It is not part of the API: it has no documentation at docs.rs, and any version may change it. All of it stands here, so that
//! everything else that is `pub` is for programs.
//!
//! - **JSON in, JSON out.** JavaScript passes options as a text and takes reports, actions and errors as texts; a text crosses the
//!   border of WebAssembly in one piece. Rust programs have [`Event`](crate::Event), typed options and `serde`.
//! - **The JSON reader**, which tests compare with `serde_json`.

use alloc::vec::Vec;

use crate::asserted::text_of;
use crate::envelope;
use crate::error::Error;
use crate::language::Language;
use crate::time::Millis;
use crate::{json, sign};

pub use crate::json::{Document, Kind, ToJson, Value, to_json};
#[cfg(feature = "api")]
pub use crate::mps::names::{KindName, kind_names};
pub use crate::mps::names_event;
#[cfg(feature = "api")]
pub use crate::mps::next_steps::{NextSteps, next_steps};
#[cfg(feature = "api")]
pub use crate::notify::shown::{ShownMessage, shown_message};
pub use crate::options::host::{options_from_json, options_of};
#[cfg(feature = "api")]
pub use crate::options::mps_api::mps_api_of;
#[cfg(feature = "api")]
pub use crate::scf::errors::{Advice, advice};
pub use crate::scf::{Action, request as api_request};

/// Gives `receive` the report of every notification in an event, in order. For a part that is not a notification it
/// gives the error.
pub fn for_each_report(event: &[u8], language: Language, receive: &mut dyn FnMut(Result<&dyn ToJson, Error>)) {
    crate::for_each_report(event, language, &mut |report| match report {
        Ok(report) => receive(Ok(&report)),
        Err(error) => receive(Err(error)),
    });
}

/// Whether there is a notification in an event. It costs a part of what the reports cost.
#[must_use]
pub fn holds_notification(event: &[u8]) -> bool {
    let mut holds = false;
    envelope::open_all(event, &mut |enclosed| holds |= enclosed.content.is_ok());
    holds
}

/// Whether messages wait for a time, as those of digests and in quiet hours do: a timer trigger has to send them.
#[cfg(feature = "api")]
#[must_use]
pub fn holds_back(options: &crate::Options) -> bool {
    options.archive.is_some() && options.notify.iter().any(|target| target.schedule.holds_back())
}

/// The reports of an event as JSON text. It is an array with a report, or `{"error": …}`, for each notification.
#[must_use]
pub fn parse_to_json(event: &[u8]) -> Vec<u8> {
    parse_to_json_in(event, Language::default())
}

/// As [`parse_to_json`], with the explanations of errors in `language`.
#[must_use]
pub fn parse_to_json_in(event: &[u8], language: Language) -> Vec<u8> {
    let mut json = Array::default();
    crate::for_each_report(event, language, &mut |report| match report {
        Ok(report) => json.push(&report),
        Err(error) => json.push(&Refused { error }),
    });
    json.into_bytes()
}

/// As [`parse_to_json_in`], in parts, so that the reports of a batch of logs are never in memory as a whole. Each part is an array of
/// its own, and has as many reports as make it some hundred thousand bytes long.
pub fn parse_in_parts(event: &[u8], language: Language, receive: &mut dyn FnMut(&str)) {
    const PART: usize = 1 << 17;
    let mut json = Array::default();
    crate::for_each_report(event, language, &mut |report| {
        match report {
            Ok(report) => json.push(&report),
            Err(error) => json.push(&Refused { error }),
        }
        if json.0.len() >= PART {
            json.hand_over(receive);
        }
    });
    if !json.0.is_empty() {
        json.hand_over(receive);
    }
}

/// As [`parse_to_json_in`], with each report as a CloudEvent 1.0: an array is what `application/cloudevents-batch+json`
/// is. `now` stands for the time of those that do not say when they ended.
#[cfg(feature = "api")]
#[must_use]
pub fn parse_to_cloud_events(event: &[u8], language: Language, now: Millis) -> Vec<u8> {
    let mut json = Array::default();
    envelope::open_all(event, &mut |enclosed| {
        crate::parse(&enclosed, language, &mut |report| match report {
            Ok(report) => {
                json.push(&crate::cloud_event::CloudEvent { report: &report, event: &enclosed.bytes, now });
            }
            Err(error) => json.push(&Refused { error: crate::mps::advise_on_text(error, event) }),
        });
    });
    json.into_bytes()
}

/// As [`parse_to_json_in`], but with the message, `{"text": …}`, instead of each report. See
/// [`notify::render`](crate::notify::render).
#[cfg(all(feature = "api", feature = "notify"))]
#[must_use]
pub fn render_to_json(event: &[u8], format: crate::notify::Format, language: Language) -> Vec<u8> {
    let mut json = Array::default();
    crate::for_each_report(event, language, &mut |report| match report {
        Ok(report) => json.push(&Rendered { text: crate::notify::render_borrowed(&report, format, language) }),
        Err(error) => json.push(&Refused { error }),
    });
    json.into_bytes()
}

/// The names of kinds of sub-tasks for people as JSON text: an array of [`KindName`].
#[cfg(feature = "api")]
#[must_use]
pub fn kind_names_to_json(language: Language) -> Vec<u8> {
    let mut json = Array::default();
    for name in kind_names(language) {
        json.push(&name);
    }
    json.into_bytes()
}

/// How far back a round of the watch looks and how long events may be on their way, as a person says it: the JSON text of
/// `{back, grace}` in ms, or `{error}`. `wanted` is `{since, grace}`, or `{message}` with what a timer trigger sends; then there is no
/// `grace`.
#[cfg(feature = "api")]
#[must_use]
pub fn watch_times_to_json(wanted: Value<'_>, now: Millis) -> Vec<u8> {
    if let Some(message) = wanted.text_of("message") {
        return match crate::delivery::back_in_message(message) {
            Some(back) => to_json(&Back { back }),
            None => to_json(&Refused {
                error: Error::new(
                    crate::ErrorCode::InvalidOptions,
                    "the message does not ask for a round of the watch",
                )
                .at_path("message"),
            }),
        };
    }
    let text = |name: &str| wanted.text_of(name).unwrap_or_default();
    match crate::delivery::watch_times(text("since"), text("grace"), now) {
        Ok(times) => to_json(&times),
        Err(error) => to_json(&Refused { error }),
    }
}

/// What a round of the watch says to its owner in one sentence. `summary` is that of
/// [`WatchSummary`](crate::delivery::WatchSummary).
#[cfg(feature = "api")]
#[must_use]
pub fn watch_sentence(summary: Value<'_>, language: Language) -> alloc::string::String {
    crate::delivery::WatchSummary::from_json(summary).sentence(language)
}

/// As [`Event::verify`](crate::Event::verify), without a list of the notifications.
///
/// # Errors
/// As [`Event::verify`](crate::Event::verify).
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

    /// Hands over what there is, and begins again in the same memory.
    fn hand_over(&mut self, receive: &mut dyn FnMut(&str)) {
        self.0.push(b']');
        receive(text_of(&self.0));
        self.0.clear();
    }

    fn into_bytes(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'[');
        }
        self.0.push(b']');
        self.0
    }
}

/// How far back a round of the watch looks, ms.
#[cfg(feature = "api")]
struct Back {
    back: i64,
}
#[cfg(feature = "api")]
json::members!(Back: back);

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
