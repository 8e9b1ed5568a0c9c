//! What is said of a report, most important first, in the bot's markup and within its limit.
//!
//! The line of the outcome and that of the task id are always there. Between them stand facts, then what failed, what
//! was found and what was made, as much of each as fits; what does not is counted. Every line begins with a word of
//! ours, and every text of the event is made harmless by [`plain`](super::plain).

use alloc::vec::Vec;

use super::markup::Markup;
use super::place;
use super::words::{self, Word};
use super::writer::{BETWEEN, Writer};
use crate::language::Language;
use crate::report::borrowed::{Finding, Media, Place, Report, Task};
use crate::report::{Outcome, TaskStatus};
use crate::text::digits;
use crate::time::seconds_between;

/// The most lines of one section: who wants to see more opens the report.
const MOST_LINES: i64 = 10;
/// The most lines with what one sub-task found that nobody has to act on, such as tags.
const MOST_OF_A_TASK: i64 = 3;
/// The most bytes shown of a message, of a name, and of a value.
const MESSAGE: usize = 240;
const NAME: usize = 160;
const VALUE: usize = 48;
/// What a section may count on, whatever stands before it: its header, and the line that counts what was left out.
const ROOM_OF_A_SECTION: usize = 200;
/// More than the line takes that counts what was left out.
const ROOM_FOR_REST: usize = 48;

/// A message before it is put into the bot's JSON.
pub(super) struct Composed {
    /// The outcome and what was processed, without markup.
    pub(super) title: Vec<u8>,
    /// All of it in the bot's markup; where the bot shows the title by itself, without that.
    pub(super) text: Vec<u8>,
    /// What the title should look like.
    pub(super) tone: Tone,
}

/// How good the news is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Doubtful,
    Bad,
    Neutral,
    /// The notification does not say it.
    Unknown,
}

pub(super) fn compose(markup: &'static Markup, language: Language, report: &Report<'_>) -> Composed {
    let mut to = Writer::new(markup, language);
    let event = report.event_name.unwrap_or(report.event_type.as_str());

    let suggested = strongest_suggestion(report);
    let (outcome, tone) = match report.outcome {
        Outcome::Success if suggested < PASS => (words::SUCCESS, Tone::Doubtful),
        Outcome::Success => (words::SUCCESS, Tone::Good),
        Outcome::Partial => (words::PARTIAL, Tone::Doubtful),
        Outcome::Failure => (words::FAILURE, Tone::Bad),
        Outcome::Processing if suggested < PASS => (words::PROCESSING, Tone::Doubtful),
        Outcome::Processing => (words::PROCESSING, Tone::Neutral),
        Outcome::Unknown => (words::UNKNOWN, Tone::Unknown),
    };
    to.word(outcome);
    if suggested < PASS {
        to.raw(BETWEEN);
        to.word(words::SUGGESTION.plus(suggested));
    }
    let state = to.out.len();
    to.raw(BETWEEN);
    let before_name = to.out.len();
    if let Some(place) = &report.input {
        file_name(&mut to, place);
    }
    if to.out.len() == before_name {
        to.given(event, NAME);
    }
    let inputs = report.inputs.as_ref().map_or(0, Vec::len);
    more(&mut to, inputs.saturating_add(report.inputs_omitted.map_or(0, |more| more as usize)));
    let title = core::mem::take(&mut to.out);

    to.begin_item();
    to.colour("comment");
    to.word(words::TASK);
    to.given_part(report.task_id, NAME);
    to.given_part(Some(event), VALUE);
    to.end_colour();
    let last = core::mem::take(&mut to.out);
    to.limit = markup.limit.saturating_sub(last.len()).saturating_sub(ROOM_OF_A_SECTION * 3 + 1);

    if !markup.titled {
        to.begin_line();
        let mut bold = 0;
        if markup.colours {
            to.colour(match tone {
                Tone::Good => "info",
                Tone::Neutral => "comment",
                Tone::Doubtful | Tone::Bad | Tone::Unknown => "warning",
            });
            to.out.extend_from_slice(title.get(..state).unwrap_or_default());
            to.end_colour();
            to.raw(" ");
            bold = before_name;
        }
        to.raw(markup.bold);
        to.out.extend_from_slice(title.get(bold..).unwrap_or_default());
        to.raw(markup.bold);
        to.raw(markup.gap);
        to.end();
    }
    facts(&mut to, report);
    let sections = to.out.len();
    failures(&mut to, report);
    findings(&mut to, report);
    outputs(&mut to, report);
    if to.out.len() > sections {
        // Or the task would seem to be of the last section.
        to.raw("\n");
    }
    to.out.extend_from_slice(&last);
    Composed { title, text: to.out, tone }
}

/// Where the source lies and what it holds, why the task failed, how far it is and how long it took.
fn facts(to: &mut Writer, report: &Report<'_>) {
    to.begin(words::SOURCE);
    if let Some(input) = &report.input {
        place(to, input, true);
    }
    if let Some(content) = &report.media {
        media(to, content);
    }
    to.end_parts();

    // What failed says itself why, and a success has no reason.
    if report.outcome != Outcome::Success && !report.tasks.iter().any(|task| task.status == TaskStatus::Failure) {
        to.begin(words::REASON);
        error(to, report.explanation_in(to.language()), report.message.as_deref(), None, report.code);
        to.end_parts();
    }
    if report.outcome == Outcome::Success {
        // A success has nothing to say; if it does, somebody should read it.
        to.begin(words::NOTE);
        to.lines_part(report.message.as_deref(), MESSAGE);
        to.end_parts();
    }

    if report.outcome == Outcome::Processing && report.tasks_omitted.is_none() {
        let mut done = 0_i64;
        for task in &report.tasks {
            if matches!(task.status, TaskStatus::Success | TaskStatus::Failure) {
                done = done.wrapping_add(1);
            }
        }
        // Of a live stream that goes on, what is told of is always done.
        if done < count(report.tasks.len()) {
            to.begin(words::DONE);
            to.part();
            to.number(done);
            to.raw("/");
            to.number(count(report.tasks.len()));
            to.end();
        }
    }

    if let (Some(start), Some(end)) = (report.started_at, report.finished_at)
        && let Some(seconds @ 0..) = seconds_between(start, end)
    {
        to.begin(words::TOOK);
        to.part();
        to.span(seconds);
        to.end();
    }
}

/// A section that is being written.
struct Section {
    /// How many more of its lines may be shown.
    room: i64,
    /// How many of its lines are not shown so far.
    rest: i64,
}

impl Section {
    /// Begins a section of so many lines with its header, which says where its files lie if that is one place.
    fn begin(to: &mut Writer, word: Word, lines: i64, at: Option<&Place<'_>>) -> Self {
        to.limit = to.limit.wrapping_add(ROOM_OF_A_SECTION - ROOM_FOR_REST);
        if lines == 0 {
            return Section { room: 0, rest: 0 };
        }
        to.begin_line();
        // An empty line, or the header would belong to the quotation or list before it.
        if !to.out.is_empty() && !to.out.ends_with(b"\n\n") {
            to.raw("\n");
        }
        to.raw(to.markup.bold);
        to.word(word);
        to.raw(" (");
        to.number(lines);
        to.raw(")");
        to.raw(to.markup.bold);
        if let Some(at) = at {
            place(to, at, false);
        }
        to.raw(to.markup.gap);
        if to.end() { Section { room: MOST_LINES, rest: lines } } else { Section { room: 0, rest: 0 } }
    }

    /// Ends a line, which is shown if there is room.
    fn end_line(&mut self, to: &mut Writer) {
        if self.room == 0 {
            to.take_back();
        } else if to.end() {
            self.room = self.room.wrapping_sub(1);
            self.rest = self.rest.wrapping_sub(1);
        }
    }

    /// Says how many lines were left out.
    fn end(&self, to: &mut Writer) {
        to.limit = to.limit.wrapping_add(ROOM_FOR_REST);
        if self.rest > 0 {
            to.begin(words::AND);
            to.number(self.rest);
            to.word(words::MORE);
            to.end();
        }
    }
}

/// The sub-tasks that failed, and why.
fn failures(to: &mut Writer, report: &Report<'_>) {
    let mut failed = 0;
    for task in &report.tasks {
        if task.status == TaskStatus::Failure {
            failed = count_up(failed);
        }
    }
    let mut section = Section::begin(to, words::FAILED, failed, None);
    for task in &report.tasks {
        if task.status == TaskStatus::Failure {
            if section.room == 0 {
                break;
            }
            begin_task(to, task);
            error(to, task.explanation_in(to.language()), task.message.as_deref(), task.code_ext, task.code);
            section.end_line(to);
        }
    }
    section.end(to);
}

/// What was found, first what somebody has to look at.
fn findings(to: &mut Writer, report: &Report<'_>) {
    let mut found = 0_i64;
    for task in &report.tasks {
        found = found.wrapping_add(count(task.findings.len())).wrapping_add(task.findings_omitted.unwrap_or_default());
    }
    let mut section = Section::begin(to, words::FOUND, found, None);
    for rank in [BLOCK, REVIEW, NOTHING, PASS] {
        for task in &report.tasks {
            let mut room = if rank < PASS { MOST_LINES } else { MOST_OF_A_TASK };
            for finding in &task.findings {
                let suggested = suggested(finding);
                let severe = suggested == NOTHING && finding.severity.is_some();
                if rank == if severe { REVIEW } else { suggested } && room > 0 && section.room > 0 {
                    room = room.wrapping_sub(1);
                    begin_task(to, task);
                    self::finding(to, finding);
                    section.end_line(to);
                }
            }
        }
    }
    section.end(to);
}

/// The files that were made, a line for each sub-task.
fn outputs(to: &mut Writer, report: &Report<'_>) {
    let mut made = 0;
    let mut at: Option<&Place<'_>> = None;
    let mut in_one_place = true;
    for task in &report.tasks {
        for output in &task.outputs {
            let first = at.get_or_insert(&output.place);
            in_one_place &= first.bucket == output.place.bucket;
        }
        if !task.outputs.is_empty() {
            made = count_up(made);
        }
    }
    let mut section = Section::begin(to, words::OUTPUT, made, at.filter(|_| in_one_place));
    for task in &report.tasks {
        let Some(output) = task.outputs.first() else { continue };
        if section.room == 0 {
            break;
        }
        begin_task(to, task);
        to.part();
        match output.place.key {
            Some(key) => to.given(key, NAME),
            None => file_name(to, &output.place),
        }
        more(to, task.outputs.len().saturating_add(task.outputs_omitted.map_or(0, |more| more as usize)));
        if let Some(content) = &output.media {
            media(to, content);
        }
        section.end_line(to);
    }
    section.end(to);
}

/// What a review suggests, as the place of its word among [`words::SUGGESTION`].
type Suggestion = usize;
const BLOCK: Suggestion = 0;
const REVIEW: Suggestion = 1;
const PASS: Suggestion = 2;
const NOTHING: Suggestion = 3;

fn suggested(finding: &Finding<'_>) -> Suggestion {
    match finding.suggestion {
        Some("block") => BLOCK,
        Some("review") => REVIEW,
        Some("pass") => PASS,
        _ => NOTHING,
    }
}

fn strongest_suggestion(report: &Report<'_>) -> Suggestion {
    let mut strongest = NOTHING;
    for task in &report.tasks {
        for finding in &task.findings {
            strongest = strongest.min(suggested(finding));
        }
    }
    strongest
}

/// Begins a line about a sub-task.
fn begin_task(to: &mut Writer, task: &Task<'_>) {
    to.begin_item();
    let (word, is_said) = words::kind(task.kind, task.family);
    to.word(word);
    if is_said {
        to.raw(" ");
        to.given(task.name.unwrap_or(task.kind), VALUE);
    }
    if let Some(definition) = task.definition {
        // Without the sign, snapshots of the template 10 would be ten snapshots.
        to.raw(" #");
        to.number(definition);
    }
}

fn finding(to: &mut Writer, finding: &Finding<'_>) {
    let suggested = suggested(finding);
    if suggested < NOTHING {
        to.part();
        to.colour(if suggested < PASS { "warning" } else { "info" });
        to.word(words::SUGGESTION.plus(suggested));
        to.end_colour();
    }
    to.given_part(finding.severity, VALUE);
    to.given_part(finding.label, VALUE);
    to.given_part(finding.name, VALUE);
    to.lines_part(finding.text.as_deref(), NAME);
    to.lines_part(finding.translation.as_deref(), NAME);
    for keyword in finding.keywords.iter().take(5) {
        to.given_part(Some(keyword), VALUE);
    }
    if let Some(score) = finding.score {
        to.given_part(Some(score.as_str()), VALUE);
    }
    if let Some(confidence) = finding.confidence.and_then(|confidence| whole(confidence.as_str())) {
        to.part();
        to.number(confidence);
        to.raw("%");
    }
    if let Some(start) = finding.start.as_ref().and_then(|start| whole(start.as_str())) {
        to.part();
        to.clock(start);
        if let Some(end) = finding.end.as_ref().and_then(|end| whole(end.as_str()))
            && end > start
        {
            to.raw("–");
            to.clock(end);
        }
    }
}

/// Where an object lies: its bucket, with the folder or without, and the region.
fn place(to: &mut Writer, place: &Place<'_>, with_folder: bool) {
    if let Some(bucket) = place.bucket {
        to.part();
        to.given(bucket, VALUE);
        if with_folder {
            to.raw("/");
            to.given(place::parts(place).0, NAME);
        }
    }
    to.given_part(place.region, VALUE);
}

/// The name of a file; of a URL it is decoded.
fn file_name(to: &mut Writer, place: &Place<'_>) {
    let (_, name) = place::parts(place);
    let decoded;
    let mut shown = name;
    if place.given_url.is_some() {
        decoded = place::decoded(name);
        shown = core::str::from_utf8(&decoded).unwrap_or(name);
    }
    to.given(shown, NAME);
}

/// How large, long, wide and high a file is.
fn media(to: &mut Writer, media: &Media<'_>) {
    if let Some(size @ 1..) = media.size {
        to.part();
        to.size(size);
    }
    if let Some(seconds @ 1..) = media.duration.and_then(|duration| whole(duration.as_str())) {
        to.part();
        to.clock(seconds);
    }
    if let (Some(width @ 1..), Some(height @ 1..)) = (media.width, media.height) {
        to.part();
        to.number(width);
        to.raw("×");
        to.number(height);
    }
}

/// What an error means, says and is called.
fn error(to: &mut Writer, explanation: Option<&str>, message: Option<&str>, name: Option<&str>, code: Option<i64>) {
    if let Some(explanation) = explanation {
        to.part();
        to.colour("warning");
        to.raw(explanation);
        to.end_colour();
    }
    to.lines_part(message, MESSAGE);
    let code = code.map(digits);
    // Some errors are called as they are numbered.
    if name != code.as_deref() {
        to.given_part(name, VALUE);
    }
    to.given_part(code.as_deref(), VALUE);
}

/// How many there are besides the one that is shown.
fn more(to: &mut Writer, all: usize) {
    if all > 1 {
        to.raw(" (+");
        to.number(count(all.wrapping_sub(1)));
        to.raw(")");
    }
}

/// The whole part of a number that is not below zero and written without exponent.
fn whole(number: &str) -> Option<i64> {
    let mut whole = 0_i64;
    for byte in number.bytes() {
        match byte {
            // Nothing lasts longer than a million years.
            b'0'..=b'9' if whole < 1 << 45 => whole = whole.wrapping_mul(10).wrapping_add(i64::from(byte & 15)),
            b'.' => break,
            _ => return None,
        }
    }
    Some(whole)
}

/// (Not `try_from`, and sums wrap: nothing here comes near the bounds, and each check is 50 bytes.)
const fn count(number: usize) -> i64 {
    number as i64
}

const fn count_up(number: i64) -> i64 {
    number.wrapping_add(1)
}

#[cfg(test)]
mod tests {
    use std::string::String;
    use std::vec;

    use super::*;
    use crate::notify::markup::WECOM;
    use crate::report::borrowed::Seconds;

    const EVENT: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t-1","Status":"FINISH",
        "MediaProcessResultSet":[{"Type":"Transcode","TranscodeTask":{"Status":"SUCCESS"}}]}}"#;

    /// The message of an event whose only sub-task was made to be something else.
    fn written(change: impl Fn(&mut Report<'_>)) -> String {
        let mut text = String::new();
        crate::for_each_report(EVENT, Language::default(), &mut |report| {
            let mut report = report.unwrap();
            change(&mut report);
            text = String::from_utf8(compose(&WECOM, Language::En, &report).text).unwrap();
        });
        text
    }

    fn suggest(suggestion: &'static str, label: &'static str) -> Finding<'static> {
        Finding { kind: "review", suggestion: Some(suggestion), label: Some(label), ..Finding::default() }
    }

    #[test]
    fn what_has_to_be_looked_at_comes_first_and_is_in_the_headline() {
        let text = written(|report| {
            report.tasks[0].kind = "Porn";
            report.tasks[0].family = "review";
            let found = |offset: &str| Some(Seconds(String::from(offset).into()));
            let severe = Finding { severity: Some("Error"), label: Some("Blur"), ..Finding::default() };
            let blocked = Finding {
                start: found("61.5"),
                end: found("64"),
                confidence: Some(crate::json::Number("99.25")),
                keywords: vec!["one", "two"],
                ..suggest("block", "Porn")
            };
            report.tasks[0].findings = vec![suggest("pass", "Sexy"), severe, suggest("review", "Vulgar"), blocked];
        });
        assert_eq!(
            text,
            "<font color=\"warning\">✅ Succeeded · 🚫 to be blocked</font> **WorkflowTask**\n\
             \n\
             **Found (4)**\n\
             > Review Porn: <font color=\"warning\">🚫 to be blocked</font> · Porn · one · two · 99% · 1:01–1:04\n\
             > Review Porn: Error · Blur\n\
             > Review Porn: <font color=\"warning\">🔍 to be reviewed</font> · Vulgar\n\
             > Review Porn: <font color=\"info\">passed</font> · Sexy\n\
             \n\
             > <font color=\"comment\">Task: t-1 · WorkflowTask</font>"
        );
    }

    #[test]
    fn of_many_findings_a_few_are_shown_and_all_are_counted() {
        let text = written(|report| {
            report.tasks[0].kind = "AsrFullTextRecognition";
            report.tasks[0].family = "subtitle";
            report.tasks[0].findings =
                vec![Finding { kind: "text", text: Some("hello".into()), ..Finding::default() }; 100];
            report.tasks[0].findings_omitted = Some(900);
        });
        assert_eq!(text.matches("> Subtitles AsrFullTextRecognition: hello\n").count(), 3);
        assert!(text.contains("**Found (1000)**\n") && text.contains("> … and 997 more\n"), "{text}");
    }

    #[test]
    fn failures_say_what_they_mean_and_what_to_do() {
        let text = written(|report| {
            report.outcome = Outcome::Failure;
            report.tasks[0].status = TaskStatus::Failure;
            report.tasks[0].code_ext = Some("InternalError");
            report.tasks[0].code = Some(70000);
        });
        let line = "> Transcoding: <font color=\"warning\">a fault of the service; try again, then contact Tencent Cloud</font> · InternalError · 70000\n";
        assert!(text.contains(line), "{text}");
    }

    #[test]
    fn whole_seconds() {
        assert_eq!(whole("2007.6600341796875"), Some(2007));
        assert_eq!(whole("12"), Some(12));
        assert_eq!(whole("15e5"), None);
        assert_eq!(whole("-1"), None);
        assert_eq!(whole("99999999999999999999"), None);
    }
}
