//! Writes a message line by line, within the bot's limit.
//!
//! All lines go into one buffer, and a line that does not fit is removed again: separate buffers for lines took several times as much
//! code.

use alloc::vec::Vec;

use super::escape::{self, Escaping};
use super::markup::{Markup, SEPARATOR};
use super::words;
use crate::asserted::Asserted;
use crate::language::{Language, Texts};
use crate::text::digits;

/// Stands between the parts of a line.
pub(super) const BETWEEN: &str = " · ";

/// What is written so far, and how to go on.
pub(super) struct Writer {
    pub(super) out: Vec<u8>,
    pub(super) markup: &'static Markup,
    language: Language,
    /// The most bytes there may be behind a line that is kept.
    pub(super) limit: usize,
    /// Where the line begins that is being written.
    line: usize,
    /// What stands before the next part.
    separator: &'static str,
}

impl Writer {
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    pub(super) const fn new(markup: &'static Markup, language: Language) -> Self {
        Writer { out: Vec::new(), markup, language, limit: markup.limit, line: 0, separator: "" }
    }

    /// Begins a line that is about a word.
    pub(super) fn begin(&mut self, word: &Texts) {
        self.begin_item();
        self.word(word);
    }

    /// Begins a line of a section.
    pub(super) fn begin_item(&mut self) {
        self.begin_line();
        self.raw(self.markup.item);
    }

    /// Begins a line; of its parts the first is set off by a colon.
    pub(super) fn begin_line(&mut self) {
        self.line = self.out.len();
        self.separator = words::COLON.text(self.language);
    }

    /// Whether the line has parts.
    pub(super) fn has_parts(&self) -> bool {
        self.separator == BETWEEN
    }

    /// Lets the message be longer, at most as long as the markup allows.
    pub(super) fn add_to_limit(&mut self, bytes: usize) {
        self.limit = self.limit.plus(bytes);
        debug_assert!(self.limit <= self.markup.limit, "longer than the bot takes");
    }

    /// Ends the line, and says whether there was room for it.
    pub(super) fn end(&mut self) -> bool {
        self.raw("\n");
        let fits = self.out.len() <= self.limit;
        if !fits {
            self.take_back();
        }
        fits
    }

    /// Forgets the line.
    pub(super) fn take_back(&mut self) {
        self.out.truncate(self.line);
    }

    /// Ends the line if it has parts, else forgets it.
    pub(super) fn end_parts(&mut self) {
        if self.has_parts() {
            self.end();
        } else {
            self.take_back();
        }
    }

    /// Begins a part, set off from what is before.
    pub(super) fn part(&mut self) {
        self.raw(self.separator);
        self.separator = BETWEEN;
    }

    /// Markup, or a text of ours. (Inlined, as the compiler would, at its fifty calls it is 2 KB.)
    #[inline(never)]
    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(super) fn word(&mut self, word: &Texts) {
        self.raw(word.text(self.language));
    }

    pub(super) fn number(&mut self, number: i64) {
        self.raw(&digits(number));
    }

    /// A text from the event, of which at most `most` bytes are shown.
    pub(super) fn event_text(&mut self, text: &str, most: usize) {
        self.escaped(text, most, SEPARATOR);
    }

    /// Writes a text from the event, if any, as a part of its own. The text may have several lines.
    pub(super) fn lines_part(&mut self, text: Option<&str>, most: usize) {
        if let Some(text) = text {
            self.part();
            self.escaped(text, most, self.markup.lines);
        }
    }

    fn escaped(&mut self, text: &str, most: usize, line_break: &'static str) {
        escape::push(&mut self.out, text, Escaping { most, entities: self.markup.entities, line_break });
    }

    /// The same as a part of its own, if there is one.
    pub(super) fn event_text_part(&mut self, text: Option<&str>, most: usize) {
        if let Some(text) = text {
            self.part();
            self.event_text(text, most);
        }
    }

    /// Begins text in a colour, where the bot has colours.
    pub(super) fn colour(&mut self, colour: &str) {
        if self.markup.colours {
            self.raw("<font color=\"");
            self.raw(colour);
            self.raw("\">");
        }
    }

    pub(super) fn end_colour(&mut self) {
        if self.markup.colours {
            self.raw("</font>");
        }
    }

    /// A number of bytes, rounded, in steps of 1024 as consoles show it: `30.6 MB`.
    pub(super) fn size(&mut self, bytes: i64) {
        let bytes = bytes.max(0).unsigned_abs();
        let mut units = b"KMGTPE".iter();
        let mut unit = None;
        // A unit has `1 << shift` bytes.
        let mut shift = 0_u32;
        while rounded(bytes, shift) >= 1024 {
            unit = units.next();
            shift = shift.plus(10);
        }
        // The rest is below `1 << 60`, so its tenths fit.
        let rest = bytes & !(u64::MAX << shift);
        let tenths = (bytes >> shift).saturating_mul(10).saturating_add(rounded(rest.saturating_mul(10), shift));
        if unit.is_some() && tenths < 1000 {
            self.number((tenths / 10).cast_signed());
            self.raw(".");
            self.number((tenths % 10).cast_signed());
        } else {
            self.number(rounded(bytes, shift).cast_signed());
        }
        self.raw(" ");
        if let Some(unit) = unit {
            self.out.push(*unit);
        }
        self.raw("B");
    }

    /// How long something took: `1 h 2 min 3 s`.
    pub(super) fn span(&mut self, seconds: i64) {
        if seconds >= 3600 {
            self.number(seconds / 3600);
            self.word(&words::HOURS);
        }
        if seconds >= 60 {
            self.number(seconds / 60 % 60);
            self.word(&words::MINUTES);
        }
        self.number(seconds % 60);
        self.word(&words::SECONDS);
    }

    /// A time in the media, or its length, as players show it: `1:02:03` or `0:12`.
    pub(super) fn clock(&mut self, seconds: i64) {
        if seconds >= 3600 {
            self.number(seconds / 3600);
            self.raw(if seconds / 60 % 60 < 10 { ":0" } else { ":" });
        }
        self.number(seconds / 60 % 60);
        self.raw(if seconds % 60 < 10 { ":0" } else { ":" });
        self.number(seconds % 60);
    }
}

/// A number divided by `1 << shift`, rounded half up.
fn rounded(number: u64, shift: u32) -> u64 {
    let half = if shift == 0 { 0 } else { 1_u64 << shift.minus(1) };
    number.saturating_add(half) >> shift
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::markup::WECOM;

    fn written(write: impl Fn(&mut Writer)) -> std::string::String {
        let mut writer = Writer::new(&WECOM, Language::En);
        write(&mut writer);
        std::string::String::from_utf8(writer.out).unwrap()
    }

    #[test]
    fn sizes_as_people_read_them() {
        for (bytes, shown) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.0 KB"),
            (1_048_063, "1023 KB"),
            (1_048_064, "1.0 MB"),
            (48_213_377, "46.0 MB"),
            (104_805_171, "99.9 MB"),
            (104_805_172, "100 MB"),
            (32_125_593, "30.6 MB"),
            (176_250_212, "168 MB"),
            (4_831_838_208, "4.5 GB"),
            (i64::MAX, "8.0 EB"),
        ] {
            assert_eq!(written(|writer| writer.size(bytes)), shown);
        }
    }

    #[test]
    fn times_as_players_show_them() {
        for (seconds, shown) in [(0, "0:00"), (75, "1:15"), (600, "10:00"), (3600, "1:00:00"), (7325, "2:02:05")] {
            assert_eq!(written(|writer| writer.clock(seconds)), shown);
        }
    }

    #[test]
    fn times_that_something_took() {
        for (seconds, shown) in [(0, "0 s"), (75, "1 min 15 s"), (3600, "1 h 0 min 0 s"), (316_984, "88 h 3 min 4 s")] {
            assert_eq!(written(|writer| writer.span(seconds)), shown);
        }
    }

    #[test]
    fn a_line_that_does_not_fit_is_taken_back() {
        let text = written(|writer| {
            writer.limit = 20;
            writer.begin(&words::TASK);
            writer.event_text_part(Some("abc"), 9);
            assert!(writer.end());
            writer.begin(&words::TASK);
            writer.event_text_part(Some("abcd"), 9);
            assert!(!writer.end());
            writer.begin(&words::TASK);
            writer.end_parts();
        });
        assert_eq!(text, "> Task: abc\n");
    }
}
