//! The owner's own title and lines of messages: text with fields of the report in braces.
//!
//! A field is a value, escaped as everywhere, or a section of the usual message. There is no logic in it, but one rule: a line whose
//! fields are all absent is left out. The owner's text is written as it is, so it may hold the bot's markup, and its mentions.

use alloc::string::String;
use alloc::vec::Vec;

/// The title and the lines of a target's messages, instead of the usual ones.
///
/// ```
/// use mps_webhook::notify::{Kind, Target, Template};
///
/// let template = Template::new(Some("{verdict}: {name}"), &["Order {session_context}", "{failures}"])?;
/// let bot = Target::new(Kind::Slack, "https://hooks.slack.com/services/T/B/x", None)?.with_template(template);
///
/// let error = Template::new(Some("{verdikt}"), &[]).unwrap_err();
/// assert_eq!(error.message(), "title has no field {verdikt}; did you mean {verdict}");
/// # Ok::<(), mps_webhook::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// `None`: the usual title.
    pub(crate) title: Option<String>,
    /// Empty: the usual lines.
    pub(crate) lines: Vec<String>,
}

/// What a field stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Verdict,
    Name,
    Bucket,
    Key,
    Region,
    Size,
    Duration,
    TaskId,
    EventType,
    Outcome,
    Code,
    Message,
    Explanation,
    SessionId,
    SessionContext,
    FinishedAt,
    Took,
    // Sections of the usual message, which stand alone in a line.
    Facts,
    Failures,
    Findings,
    Outputs,
}

impl Field {
    /// Whether it is a section of the usual message, which has several lines.
    pub(crate) const fn is_section(self) -> bool {
        matches!(self, Field::Facts | Field::Failures | Field::Findings | Field::Outputs)
    }
}

/// The fields by their names.
pub(crate) static FIELDS: [(&str, Field); 21] = [
    ("verdict", Field::Verdict),
    ("name", Field::Name),
    ("bucket", Field::Bucket),
    ("key", Field::Key),
    ("region", Field::Region),
    ("size", Field::Size),
    ("duration", Field::Duration),
    ("task_id", Field::TaskId),
    ("event_type", Field::EventType),
    ("outcome", Field::Outcome),
    ("code", Field::Code),
    ("message", Field::Message),
    ("explanation", Field::Explanation),
    ("session_id", Field::SessionId),
    ("session_context", Field::SessionContext),
    ("finished_at", Field::FinishedAt),
    ("took", Field::Took),
    ("facts", Field::Facts),
    ("failures", Field::Failures),
    ("findings", Field::Findings),
    ("outputs", Field::Outputs),
];

/// A part of a template's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'t> {
    /// Text of the owner.
    Text(&'t str),
    /// A field.
    Field(Field),
    /// A name in braces that is not a field, without the blanks around it.
    Unknown(&'t str),
    /// A brace that has no other one.
    Brace,
}

/// The parts of a text. `{{` and `}}` are braces, and blanks around the name of a field do not count.
pub(crate) struct Parts<'t>(pub(crate) &'t str);

impl<'t> Iterator for Parts<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        let text = self.0;
        let is_brace = |byte: &u8| matches!(byte, b'{' | b'}');
        let (part, length) = match text.as_bytes() {
            [] => return None,
            [b'{', b'{', ..] | [b'}', b'}', ..] => (Part::Text(text.get(..1)?), 2),
            [b'{', rest @ ..] => match rest.iter().position(is_brace) {
                Some(end) if rest.get(end) == Some(&b'}') => {
                    let name = text.get(1..end.saturating_add(1))?.trim_matches(' ');
                    let field = FIELDS.iter().find(|(other, _)| *other == name);
                    (field.map_or(Part::Unknown(name), |(_, field)| Part::Field(*field)), end.saturating_add(2))
                }
                _ => (Part::Brace, text.len()),
            },
            [b'}', ..] => (Part::Brace, text.len()),
            bytes => {
                let end = bytes.iter().position(is_brace).unwrap_or(bytes.len());
                (Part::Text(text.get(..end)?), end)
            }
        };
        self.0 = text.get(length..).unwrap_or_default();
        Some(part)
    }
}
