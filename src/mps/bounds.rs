//! Bounds of texts and numbers in a report. A few long ones cannot fill the memory, and readers of JSON take each number.

use alloc::borrow::Cow;

use super::size;
use crate::asserted::Asserted;
use crate::json::Number;
use crate::report::borrowed::{Media, Output, Place, Report, Seconds, Task};
use crate::report::{MAX_CONTEXT, MAX_DIGITS, MAX_KEY, MAX_MESSAGE, MAX_NAME};
use crate::text::shortened;

/// How much of a report was cut or left out.
#[derive(Default)]
pub(super) struct Bounded {
    pub(super) texts: i64,
    pub(super) numbers: i64,
    /// The bytes of the texts and numbers that may be long.
    bytes: usize,
}

/// Cuts long texts, and omits those that a cut would change in meaning. Then it omits what the report as a whole has no room for.
pub(super) fn bound(report: &mut Report<'_>) -> Bounded {
    let mut bounded = Bounded::default();
    let to = &mut bounded;
    to.cut(&mut report.event_name, MAX_NAME);
    to.cut_message(&mut report.message, MAX_MESSAGE);
    to.cut(&mut report.session_id, MAX_NAME);
    to.cut(&mut report.session_context, MAX_CONTEXT);
    for time in [&mut report.created_at, &mut report.started_at, &mut report.finished_at] {
        to.cut(time, MAX_NAME);
    }
    if let Some(input) = &mut report.input {
        to.place(input);
    }
    for input in report.inputs.iter_mut().flatten() {
        to.place(input);
    }
    if let Some(media) = &mut report.media {
        to.media(media);
    }
    for task in &mut report.tasks {
        to.state(task, MAX_NAME, MAX_MESSAGE);
        for output in &mut task.outputs {
            to.output(output);
        }
        for finding in &mut task.findings {
            for text in [&mut finding.label, &mut finding.name, &mut finding.suggestion, &mut finding.severity] {
                to.cut(text, MAX_NAME);
            }
            for keyword in &mut finding.keywords {
                to.shorten(keyword, MAX_NAME);
            }
            for text in [&finding.text, &finding.translation].into_iter().flatten() {
                to.bytes = to.bytes.plus(text.len());
            }
            to.number(&mut finding.score);
            to.number(&mut finding.confidence);
            to.seconds(&mut finding.start);
            to.seconds(&mut finding.end);
        }
    }
    if size::may_be_too_large(report, bounded.bytes) {
        size::fit(report, &mut bounded);
    }
    bounded
}

impl Bounded {
    fn shorten(&mut self, text: &mut &str, most: usize) {
        if text.len() > most {
            self.texts = self.texts.plus(1);
            *text = shortened(text, most);
        }
        self.bytes = self.bytes.plus(text.len());
    }

    /// Cuts the texts of a sub-task, but not those of its outputs and findings.
    pub(super) fn state(&mut self, task: &mut Task<'_>, most: usize, most_of_message: usize) {
        for text in [&mut task.name, &mut task.code_ext, &mut task.started_at, &mut task.finished_at] {
            self.cut(text, most);
        }
        self.cut_message(&mut task.message, most_of_message);
    }

    fn cut(&mut self, text: &mut Option<&str>, most: usize) {
        if let Some(text) = text {
            self.shorten(text, most);
        }
    }

    fn cut_message(&mut self, message: &mut Option<Cow<'_, str>>, most: usize) {
        let Some(text) = message else { return };
        if text.len() > most {
            self.texts = self.texts.plus(1);
            *text = Cow::Owned([shortened(text, most), "…"].concat());
        }
        self.bytes = self.bytes.plus(text.len());
    }

    /// Leaves out what names something, if it is too long to be a name.
    fn leave_out(&mut self, name: &mut Option<&str>, most: usize) {
        if name.is_some_and(|name| name.len() > most) {
            self.texts = self.texts.plus(1);
            *name = None;
        }
        self.bytes = self.bytes.plus(name.map_or(0, str::len));
    }

    fn place(&mut self, place: &mut Place<'_>) {
        self.leave_out(&mut place.bucket, MAX_NAME);
        self.leave_out(&mut place.region, MAX_NAME);
        self.leave_out(&mut place.file_id, MAX_NAME);
        self.leave_out(&mut place.key, MAX_KEY);
        self.leave_out(&mut place.given_url, MAX_KEY);
    }

    fn output(&mut self, output: &mut Output<'_>) {
        self.place(&mut output.place);
        self.shorten(&mut output.member, MAX_NAME);
        for text in [&mut output.language, &mut output.expires_at, &mut output.md5] {
            self.cut(text, MAX_NAME);
        }
        self.number(&mut output.time_offset);
        if let Some(media) = &mut output.media {
            self.media(media);
        }
    }

    fn media(&mut self, media: &mut Media<'_>) {
        self.number(&mut media.duration);
        self.cut(&mut media.container, MAX_NAME);
        for stream in &mut media.video {
            self.cut(&mut stream.codec, MAX_NAME);
            self.number(&mut stream.fps);
        }
        for stream in &mut media.audio {
            self.cut(&mut stream.codec, MAX_NAME);
        }
    }

    fn number(&mut self, number: &mut Option<Number<'_>>) {
        if number.is_some_and(|number| !is_fit(number)) {
            self.numbers = self.numbers.plus(1);
            *number = None;
        }
        self.bytes = self.bytes.plus(number.map_or(0, |number| number.as_str().len()));
    }

    fn seconds(&mut self, seconds: &mut Option<Seconds<'_>>) {
        if seconds.as_ref().is_some_and(|seconds| !is_fit(Number(seconds.as_str()))) {
            self.numbers = self.numbers.plus(1);
            *seconds = None;
        }
        self.bytes = self.bytes.plus(seconds.as_ref().map_or(0, |seconds| seconds.as_str().len()));
    }
}

fn is_fit(number: Number<'_>) -> bool {
    number.as_str().len() <= MAX_DIGITS && number.is_finite()
}
