//! The digest of messages that wait, and what is said of one that waited long.

use alloc::string::String;
use alloc::vec::Vec;

use super::bots::{Body, Message, message_of};
use super::compose::{Composed, Tone};
use super::shown;
use super::target::Target;
use super::words;
use super::writer::{BETWEEN, Writer};
use crate::language::Texts;
use crate::report::Verdict;

/// The most bytes of a key that are shown.
const KEY: usize = 240;
/// The most bytes of a time that are shown.
const TIME: usize = 24;

/// A message that waits, as a digest shows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting<'w> {
    pub(crate) verdict: Verdict,
    /// Its title, in the markup of the bot.
    pub(crate) title: &'w str,
    /// Why the task failed, in the markup of the bot.
    pub(crate) reason: &'w str,
    /// The key of its report object.
    pub(crate) key: &'w str,
}

/// The digest of the first messages that wait, as many as the bot takes in one, and their number. `late_since`: they wait since then,
/// which is long. `None`: the target is a program, or there is not even room for the line of the first.
pub(crate) fn compose(target: &Target, waiting: &[Waiting<'_>], late_since: Option<&str>) -> Option<(Message, usize)> {
    let Body::Text(markup, _) = target.kind.bot().body else { return None };
    let mut number = waiting.len();
    loop {
        let shown = waiting.get(..number).unwrap_or_default();
        let mut to = Writer::new(markup, target.language);
        let title = title(&mut to, shown);
        let fitting = text(&mut to, &title, shown, late_since);
        if fitting == 0 {
            return None;
        }
        if fitting >= number {
            let composed = Composed { title, text: to.out, tone: tone(shown), reason: String::new() };
            return message_of(target, &composed).map(|message| (message, number));
        }
        // What does not fit is in the next digest, so that every message is named once.
        number = fitting;
    }
}

/// The order of verdicts in a digest; the worst comes first.
const VERDICTS: [(Verdict, &Texts, Tone); 10] = [
    (Verdict::Failure, &words::FAILURE, Tone::Bad),
    (Verdict::Partial, &words::PARTIAL, Tone::Doubtful),
    (Verdict::Block, &words::BLOCK, Tone::Bad),
    (Verdict::Defect, &words::DEFECT, Tone::Doubtful),
    (Verdict::Review, &words::REVIEW, Tone::Doubtful),
    (Verdict::QualityWarning, &words::QUALITY_WARNING, Tone::Doubtful),
    (Verdict::Contradiction, &words::CONTRADICTION, Tone::Doubtful),
    (Verdict::Unknown, &words::UNKNOWN, Tone::Unknown),
    (Verdict::Processing, &words::PROCESSING, Tone::Neutral),
    (Verdict::Success, &words::SUCCESS, Tone::Good),
];

/// Their number, and how many there are of each verdict.
fn title(to: &mut Writer, shown: &[Waiting<'_>]) -> Vec<u8> {
    to.number(shown.len() as i64);
    to.word(&words::RESULTS);
    for (verdict, word, _) in VERDICTS {
        let count = shown.iter().filter(|waiting| waiting.verdict == verdict).count();
        if count > 0 {
            to.raw(BETWEEN);
            to.word(word);
            to.raw(" ");
            to.number(count as i64);
        }
    }
    core::mem::take(&mut to.out)
}

fn tone(shown: &[Waiting<'_>]) -> Tone {
    let is_there = |verdict: Verdict| shown.iter().any(|waiting| waiting.verdict == verdict);
    let worst = VERDICTS.into_iter().find(|(verdict, ..)| is_there(*verdict));
    worst.map_or(Tone::Neutral, |(.., tone)| tone)
}

/// Writes the text, and says how many messages it names.
fn text(to: &mut Writer, title: &[u8], shown: &[Waiting<'_>], late_since: Option<&str>) -> usize {
    if !to.markup.titled {
        to.begin_line();
        to.raw(to.markup.bold);
        to.out.extend_from_slice(title);
        to.raw(to.markup.bold);
        to.raw(to.markup.gap);
        to.end();
    }
    if let Some(since) = late_since {
        to.begin(&words::LATE);
        to.event_text_part(Some(since), TIME);
        to.end();
    }
    let has_failed = |waiting: &&Waiting<'_>| matches!(waiting.verdict, Verdict::Failure | Verdict::Partial);
    let failed = section(to, &words::FAILED, shown.iter().filter(has_failed));
    let others = section(to, &words::OTHERS, shown.iter().filter(|waiting| !has_failed(waiting)));
    failed.saturating_add(others)
}

/// Writes a section, and says how many lines of it there was room for.
fn section<'w>(to: &mut Writer, word: &Texts, lines: impl Iterator<Item = &'w Waiting<'w>> + Clone) -> usize {
    let count = lines.clone().count();
    if count == 0 {
        return 0;
    }
    to.begin_line();
    if !to.out.is_empty() && !to.out.ends_with(b"\n\n") {
        to.raw("\n");
    }
    to.raw(to.markup.bold);
    to.word(word);
    to.raw(" (");
    to.number(count as i64);
    to.raw(")");
    to.raw(to.markup.bold);
    to.raw(to.markup.gap);
    let mut has_room = to.end();
    let mut written: usize = 0;
    for waiting in lines {
        has_room = has_room && line(to, waiting);
        if !has_room {
            break;
        }
        written = written.saturating_add(1);
    }
    written
}

/// Writes the line of a message. `false`: there is no room for it.
fn line(to: &mut Writer, waiting: &Waiting<'_>) -> bool {
    to.begin_item();
    to.raw(waiting.title);
    if !waiting.reason.is_empty() {
        to.part();
        to.colour("warning");
        to.raw(waiting.reason);
        to.end_colour();
    }
    if !waiting.key.is_empty() {
        to.raw(BETWEEN);
        to.event_text(waiting.key, KEY);
    }
    to.end()
}

/// What the title begins with of a success after a failure.
pub(crate) const RECOVERED: &str = "♻️ ";

/// What a line says that is added to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Addition<'t> {
    /// The message waits since then, which is long.
    Late(&'t str),
    /// A task with the same file failed then.
    Recovered(&'t str),
}

/// A message with a line more at its beginning. `None`: it would be too long, or is not one of the bot.
pub(crate) fn with_line(target: &Target, message: &Message, addition: Addition<'_>) -> Option<Message> {
    let Body::Text(markup, _) = target.kind.bot().body else { return None };
    let body = [b"{", message.members()].concat();
    let shown = shown::shown_message(&target.id(), &body)?;
    let mut to = Writer::new(markup, target.language);
    let (word, time) = match addition {
        Addition::Late(since) => (&words::LATE, since),
        Addition::Recovered(at) => (&words::RECOVERED, at),
    };
    to.begin_line();
    to.word(word);
    to.event_text_part(Some(time), TIME);
    to.raw(to.markup.gap);
    to.raw("\n");
    to.out.extend_from_slice(shown.text.as_bytes());
    if to.out.len() > markup.limit {
        return None;
    }
    let tone = match shown.colour.as_deref() {
        Some("green") => Tone::Good,
        Some("orange") => Tone::Doubtful,
        Some("red") => Tone::Bad,
        Some("yellow") => Tone::Unknown,
        _ => Tone::Neutral,
    };
    let title = shown.title.unwrap_or_default().into_bytes();
    let mut made = message_of(target, &Composed { title, text: to.out, tone, reason: String::new() })?;
    made.summary.clone_from(&message.summary);
    Some(made)
}
