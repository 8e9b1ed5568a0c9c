//! Messages for people, and the requests that send them to group bots and webhooks.
//!
//! [`prepare`] makes the message of a report. [`request`] adds what depends on the time of sending, such as a signature. [`read`] reads
//! the answer by the table of errors of the bot.
//!
//! ```
//! use mps_webhook::Language;
//! use mps_webhook::notify::{self, Kind, Target};
//!
//! let bot = Target::new(Kind::WeCom, "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa", None)?.in_language(Language::En);
//! let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;
//! for report in mps_webhook::Event::from_slice(event)?.reports() {
//!     let report = report?;
//!     if bot.wants(&report) {
//!         let message = notify::prepare(&bot, &report);
//!         let (request, body) = notify::request(&bot, &message, 1_700_000_000_000);
//!         assert!(request.url.starts_with("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="));
//!         assert!(body.starts_with(br#"{"msgtype":"markdown","markdown":{"content":"#));
//!     }
//! }
//! # Ok::<(), mps_webhook::Error>(())
//! ```

mod answer;
mod bots;
mod compose;
#[cfg(feature = "outbox")]
pub(crate) mod digest;
mod escape;
mod hosts;
mod markup;
pub(crate) mod notice;
mod place;
#[cfg(feature = "api")]
mod render;
pub(crate) mod schedule;
#[cfg(feature = "api")]
pub(crate) mod shown;
mod target;
pub(crate) mod template;
mod words;
mod writer;

pub(crate) use answer::read_cleaned;
pub use answer::{Answer, read};
pub use bots::{Message, request};
pub(crate) use bots::{SourceState, Summary, prepare_borrowed};
#[cfg(all(feature = "api", feature = "notify"))]
pub(crate) use render::render_borrowed;
#[cfg(feature = "api")]
pub use render::{Format, render};
pub use target::{Filter, Kind, Outcomes, Target};
pub use template::Template;

use crate::report::{Lend, Report};

/// Writes the message of a report.
#[must_use]
pub fn prepare(target: &Target, report: &Report) -> Message {
    prepare_borrowed(target, &report.lend())
}
