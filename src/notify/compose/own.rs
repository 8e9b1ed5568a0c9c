//! Writes the title and the lines that an owner has set.

use alloc::string::String;

use super::super::template::{Field, Part, Parts, Template};
use super::super::writer::Writer;
use super::{
    Composed, MESSAGE, NAME, ROOM_OF_A_SECTION, Title, VALUE, event_name, facts, failures, findings, headline,
    last_line, name, outputs, reason, state, whole,
};
use crate::asserted::text_of;
use crate::report::TaskStatus;
use crate::report::borrowed::{Report, Task};
use crate::text::{digits, shortened};
use crate::time::seconds_between;

/// The most bytes of a title.
const MAX_TITLE: usize = 600;

/// Replaces the title by that of the owner. It stays if that says nothing.
#[inline(never)]
pub(super) fn title(to: &mut Writer, template: &Template, report: &Report<'_>, title: &mut Title) {
    let Some(own) = &template.title else { return };
    let says_something = text(to, own, report);
    let mut text = core::mem::take(&mut to.out);
    if !says_something {
        return;
    }
    if text.len() > MAX_TITLE {
        let shown = shortened(text_of(&text), MAX_TITLE).len();
        text.truncate(shown);
        text.extend_from_slice("…".as_bytes());
    }
    *title = Title { text, tone: title.tone, state_end: 0, name_start: 0 };
}

/// Writes a message whose lines are the owner's.
#[inline(never)]
pub(super) fn compose(mut to: Writer, title: Title, lines: &[String], report: &Report<'_>) -> Composed {
    let sections = lines.iter().filter_map(|line| section(line)).count();
    // Each section has its room, whatever stands before it; it asks for it when it begins.
    let reserved = sections.saturating_mul(ROOM_OF_A_SECTION).saturating_add(lines.len());
    to.limit = to.markup.limit.saturating_sub(reserved);
    if !to.markup.titled {
        headline(&mut to, &title);
    }
    let mut is_behind_section = false;
    for line in lines {
        let start = to.out.len();
        match section(line) {
            Some(Field::Facts) => {
                to.add_to_limit(ROOM_OF_A_SECTION);
                facts(&mut to, report);
            }
            Some(Field::Failures) => failures(&mut to, report),
            Some(Field::Findings) => findings(&mut to, report),
            Some(_) => outputs(&mut to, report),
            None => own_line(&mut to, line, is_behind_section, report),
        }
        if to.out.len() > start {
            is_behind_section = section(line).is_some_and(|field| field != Field::Facts);
        }
    }
    if to.out.is_empty() {
        // Bots refuse an empty text.
        to.out = last_line(&mut to, report);
    }
    let text = core::mem::take(&mut to.out);
    Composed { title: title.text, text, tone: title.tone, reason: reason(&mut to, report) }
}

/// Writes a line, unless its fields are all absent. Behind a section an empty line comes first, or it would be one of its lines.
fn own_line(to: &mut Writer, line: &str, is_behind_section: bool, report: &Report<'_>) {
    to.begin_line();
    if is_behind_section {
        to.raw("\n");
    }
    to.raw(to.markup.item);
    if text(to, line, report) {
        to.end();
    } else {
        to.take_back();
    }
}

/// The section that a line is.
fn section(line: &str) -> Option<Field> {
    match Parts(line).next() {
        Some(Part::Field(field)) if field.is_section() => Some(field),
        _ => None,
    }
}

/// Writes a text. `false` if it has fields, and none of them is there.
fn text(to: &mut Writer, text: &str, report: &Report<'_>) -> bool {
    let (mut has_fields, mut is_any_there) = (false, false);
    for part in Parts(text) {
        match part {
            Part::Text(text) => to.raw(text),
            Part::Field(wanted) => {
                has_fields = true;
                let start = to.out.len();
                field(to, wanted, report);
                is_any_there |= to.out.len() > start;
            }
            // Both were refused.
            Part::Unknown(_) | Part::Brace => {}
        }
    }
    is_any_there || !has_fields
}

/// Writes the value of a field, if there is one.
fn field(to: &mut Writer, field: Field, report: &Report<'_>) {
    let input = report.input.as_ref();
    let failed = || report.tasks.iter().find(|task| task.status == TaskStatus::Failure);
    let media = report.media.as_ref();
    let (shown, most) = match field {
        Field::Verdict => {
            state(to, report);
            return;
        }
        Field::Name => return name(to, report),
        Field::Size => {
            if let Some(size @ 1..) = media.and_then(|media| media.size) {
                to.size(size);
            }
            return;
        }
        Field::Duration => {
            let seconds = media.and_then(|media| media.duration).and_then(|duration| whole(duration.as_str()));
            if let Some(seconds @ 1..) = seconds {
                to.clock(seconds);
            }
            return;
        }
        Field::Took => {
            if let (Some(start), Some(end)) = (report.started_at, report.finished_at)
                && let Some(seconds @ 0..) = seconds_between(start, end)
            {
                to.span(seconds);
            }
            return;
        }
        Field::Code => {
            let of_task = |task: &Task<'_>| task.code_ext.map(String::from).or(task.code.map(digits));
            let code = report.code.map(digits).or_else(|| failed().and_then(of_task));
            return to.event_text(&code.unwrap_or_default(), VALUE);
        }
        Field::Explanation => {
            let of_task = || failed().and_then(|task| task.explanation_in(to.language()));
            let explanation = report.explanation_in(to.language()).or_else(of_task);
            return to.raw(explanation.unwrap_or_default());
        }
        Field::Message => {
            let message = report.message.as_deref().or_else(|| failed().and_then(|task| task.message.as_deref()));
            return to.event_text(message.unwrap_or_default(), MESSAGE);
        }
        Field::Bucket => (input.and_then(|input| input.bucket), VALUE),
        Field::Key => (input.and_then(|input| input.key), NAME),
        Field::Region => (input.and_then(|input| input.region), VALUE),
        Field::TaskId => (report.task_id, NAME),
        Field::EventType => (Some(event_name(report)), VALUE),
        Field::Outcome => (Some(report.outcome.as_str()), VALUE),
        Field::SessionId => (report.session_id, VALUE),
        Field::SessionContext => (report.session_context, NAME),
        Field::FinishedAt => (report.finished_at, VALUE),
        Field::Facts | Field::Failures | Field::Findings | Field::Outputs => (None, 0),
    };
    to.event_text(shown.unwrap_or_default(), most);
}
