//! Which members the JSON of reports has, for pointers into it.

use super::{AudioStream, Finding, Media, Output, Place, Report, Task, VideoStream, Warning};

/// What stands at a place of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Report,
    Place,
    Media,
    Video,
    Audio,
    Task,
    Output,
    Finding,
    Warning,
    /// A text, a number or a truth value.
    Value,
}

/// What the JSON of a place has beside its members.
const ADDRESSES: &[&str] = &["uri", "url"];

impl Shape {
    /// The names of its members in JSON; a value has none. Receipts are not among them, because only archives have them.
    pub(crate) fn members(self) -> impl Iterator<Item = &'static str> + Clone {
        let (lists, left_out): ([&'static [&'static str]; 4], &'static [&'static str]) = match self {
            Shape::Report => ([Report::MEMBERS, &["verdict"], &[], &[]], &["receipts"]),
            Shape::Place => ([Place::MEMBERS, ADDRESSES, &[], &[]], &["given_url"]),
            Shape::Media => ([Media::MEMBERS, &[], &[], &[]], &[]),
            Shape::Video => ([VideoStream::MEMBERS, &[], &[], &[]], &[]),
            Shape::Audio => ([AudioStream::MEMBERS, &[], &[], &[]], &[]),
            Shape::Task => ([Task::MEMBERS, &[], &[], &[]], &[]),
            // The members of its place and of its media stand among its own.
            Shape::Output => {
                ([Output::MEMBERS, Place::MEMBERS, ADDRESSES, Media::MEMBERS], &["place", "media", "given_url"])
            }
            Shape::Finding => ([Finding::MEMBERS, &["type", "attention"], &[], &[]], &["kind"]),
            Shape::Warning => ([Warning::MEMBERS, &[], &[], &[]], &[]),
            Shape::Value => ([&[]; 4], &[]),
        };
        lists.into_iter().flatten().copied().filter(move |name| !left_out.contains(name))
    }

    /// What stands at a member, and whether it is a list of such. `None` if there is no such member.
    pub(crate) fn member(self, name: &str) -> Option<(Shape, bool)> {
        if !self.members().any(|known| known == name) {
            return None;
        }
        Some(match (self, name) {
            (Shape::Report, "input") => (Shape::Place, false),
            (Shape::Report, "inputs") => (Shape::Place, true),
            (Shape::Report, "media") => (Shape::Media, false),
            (Shape::Report, "tasks") => (Shape::Task, true),
            (Shape::Report, "warnings") => (Shape::Warning, true),
            (Shape::Task, "outputs") => (Shape::Output, true),
            (Shape::Task, "findings") => (Shape::Finding, true),
            (Shape::Media | Shape::Output, "video") => (Shape::Video, true),
            (Shape::Media | Shape::Output, "audio") => (Shape::Audio, true),
            (Shape::Finding, "keywords") => (Shape::Value, true),
            _ => (Shape::Value, false),
        })
    }
}
