//! Renders the message about a report without sending it.

use alloc::string::String;
use alloc::vec::Vec;

use super::bots::prepare_borrowed;
use super::compose::compose;
use super::markup::{MARKDOWN, TEXT};
use super::target::{Kind, Target};
use crate::language::Language;
use crate::report::Lend;
use crate::report::borrowed::Report;

/// What a report is to be shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Lines without markup.
    Text,
    /// Markdown as CommonMark has it.
    Markdown,
    /// The body for a bot or webhook, without the signature of the time of sending.
    Message(Kind),
}

impl Format {
    /// `text`, `markdown` or the id of a [`Kind`]; `None` if it is another text.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "text" => Some(Format::Text),
            "markdown" => Some(Format::Markdown),
            id => Kind::from_id(id).map(Format::Message),
        }
    }
}

/// A report as a text for people or as the JSON text of a message.
///
/// ```
/// use mps_webhook::Language;
/// use mps_webhook::notify::{Format, render};
///
/// let event = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;
/// for report in mps_webhook::Event::from_slice(event)?.reports() {
///     let text = render(&report?, Format::Text, Language::En);
///     assert!(text.ends_with("t · WorkflowTask"), "{text}");
/// }
/// # Ok::<(), mps_webhook::Error>(())
/// ```
#[must_use]
pub fn render(report: &crate::Report, format: Format, language: Language) -> String {
    render_borrowed(&report.lend(), format, language)
}

/// As [`render`], of a report that borrows from its notification.
pub(crate) fn render_borrowed(report: &Report<'_>, format: Format, language: Language) -> String {
    let text = match format {
        Format::Text => compose(&TEXT, language, None, report).text,
        Format::Markdown => compose(&MARKDOWN, language, None, report).text,
        Format::Message(kind) => {
            [b"{".as_slice(), prepare_borrowed(&Target::nowhere(kind, language), report).members()].concat()
        }
    };
    String::from_utf8(trimmed(text)).unwrap_or_default()
}

/// Without line breaks at the end.
fn trimmed(mut text: Vec<u8>) -> Vec<u8> {
    while text.last() == Some(&b'\n') {
        text.pop();
    }
    text
}
