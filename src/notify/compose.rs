//! Composes the message about a report, in the bot's markup and within its limit.
//!
//! [`own`] writes the title and the lines that an owner has set instead.
//!
//! The line with the outcome and the line with the task id are always there. Between them stand facts, then the failures, the
//! findings and the files, as many of each as fit; the rest is counted. Every line begins with a word of ours, and every text of
//! the event goes through [`escape`](super::escape).

mod own;

use alloc::string::String;
use alloc::vec::Vec;

use super::markup::Markup;
use super::place;
use super::template::Template;
use super::words;
use super::writer::{BETWEEN, Writer};
use crate::asserted::Asserted;
use crate::language::{Language, Texts};
use crate::mps::names::label_of;
use crate::report::borrowed::{Finding, Media, Place, Report, Suggestion, Task};
use crate::report::{Attention, Outcome, TaskStatus, Verdict};
use crate::text::{digits, percent_decoded};
use crate::time::seconds_between;

/// The most lines of one section: who wants to see more opens the report.
const MOST_LINES: usize = 10;
/// The most lines for findings of one sub-task that need no action, such as tags.
const MOST_OF_A_TASK: usize = 3;
/// The most bytes shown of a message, of a name, and of a value.
const MESSAGE: usize = 240;
const NAME: usize = 160;
const VALUE: usize = 48;
/// The room that every section gets, whatever stands before it. They hold its header and the line that counts omitted
/// lines.
const ROOM_OF_A_SECTION: usize = 200;
/// More than the line takes that counts what was left out.
const ROOM_FOR_REST: usize = 48;

/// A message before it is put into the bot's JSON.
pub(super) struct Composed {
    /// The outcome and what was processed, without markup.
    pub(super) title: Vec<u8>,
    /// The whole message in the bot's markup. Where the bot shows the title by itself, the title is not in it.
    pub(super) text: Vec<u8>,
    /// What the title should look like.
    pub(super) tone: Tone,
    /// Why the task failed, for a digest. Empty: it did not, or does not say.
    pub(super) reason: String,
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

pub(super) fn compose(
    markup: &'static Markup,
    language: Language,
    template: Option<&Template>,
    report: &Report<'_>,
) -> Composed {
    let mut to = Writer::new(markup, language);
    let mut title = title(&mut to, report);
    if let Some(template) = template {
        own::title(&mut to, template, report, &mut title);
        if !template.lines.is_empty() {
            return own::compose(to, title, &template.lines, report);
        }
    }
    let last = last_line(&mut to, report);
    // A markup with less room than that gets the first and the last line alone.
    to.limit = markup.limit.saturating_sub(last.len()).saturating_sub(ROOM_OF_A_SECTION * 3 + 1);
    if !markup.titled {
        headline(&mut to, &title);
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
    let text = core::mem::take(&mut to.out);
    let reason = if title.tone == Tone::Good { String::new() } else { reason(&mut to, report) };
    Composed { title: title.text, text, tone: title.tone, reason }
}

/// Why the task failed, as a digest shows it: the explanation, or the message, of the first thing that failed.
#[inline(never)]
fn reason(to: &mut Writer, report: &Report<'_>) -> String {
    if !matches!(report.outcome, Outcome::Failure | Outcome::Partial) {
        return String::new();
    }
    let failed = report.tasks.iter().find(|task| task.status == TaskStatus::Failure);
    let explanation = failed.and_then(|task| task.explanation_in(to.language()));
    match explanation.or_else(|| report.explanation_in(to.language())) {
        Some(explanation) => to.raw(explanation),
        None => {
            let message = failed.and_then(|task| task.message.as_deref()).or(report.message.as_deref());
            to.event_text(message.unwrap_or_default(), NAME);
        }
    }
    String::from_utf8(core::mem::take(&mut to.out)).unwrap_or_default()
}

/// The title of a message, without markup.
struct Title {
    text: Vec<u8>,
    tone: Tone,
    /// Where the state ends.
    state_end: usize,
    /// Where the name begins of what was processed.
    name_start: usize,
}

fn title(to: &mut Writer, report: &Report<'_>) -> Title {
    let tone = state(to, report);
    let state_end = to.out.len();
    to.raw(BETWEEN);
    let name_start = to.out.len();
    name(to, report);
    Title { text: core::mem::take(&mut to.out), tone, state_end, name_start }
}

/// Writes the verdict, and what goes with it.
fn state(to: &mut Writer, report: &Report<'_>) -> Tone {
    let verdict = report.verdict();
    let (word, tone) = match verdict {
        Verdict::Failure => (&words::FAILURE, Tone::Bad),
        Verdict::Partial => (&words::PARTIAL, Tone::Doubtful),
        Verdict::Block => (&words::BLOCK, Tone::Bad),
        Verdict::Defect => (&words::DEFECT, Tone::Doubtful),
        Verdict::Review => (&words::REVIEW, Tone::Doubtful),
        Verdict::QualityWarning => (&words::QUALITY_WARNING, Tone::Doubtful),
        Verdict::Contradiction => (&words::CONTRADICTION, Tone::Doubtful),
        Verdict::Processing => (&words::PROCESSING, Tone::Neutral),
        Verdict::Unknown => (&words::UNKNOWN, Tone::Unknown),
        Verdict::Success => (&words::SUCCESS, Tone::Good),
    };
    to.word(word);
    if let Some(beside) = beside(verdict, report) {
        to.raw(BETWEEN);
        to.word(beside);
    }
    tone
}

/// Writes what was processed: the name of the file or, without one, the type of the event.
fn name(to: &mut Writer, report: &Report<'_>) {
    let start = to.out.len();
    if let Some(place) = &report.input {
        file_name(to, place);
    }
    if to.out.len() == start {
        to.event_text(event_name(report), NAME);
    }
    more(to, report.inputs.as_ref().map_or(0, Vec::len), report.inputs_omitted);
}

/// The text after the verdict. It is the findings of a task that failed, or the outcome of a task with findings.
fn beside(verdict: Verdict, report: &Report<'_>) -> Option<&'static Texts> {
    match verdict {
        Verdict::Failure | Verdict::Partial => {
            let urgent = report.tasks.iter().flat_map(|task| &task.findings).filter_map(Finding::attention).min();
            urgent.map(|attention| match attention {
                Attention::Block => &words::BLOCK,
                Attention::Defect => &words::DEFECT,
                Attention::Review => &words::REVIEW,
            })
        }
        Verdict::Processing | Verdict::Unknown | Verdict::Success => None,
        _ => Some(match report.outcome {
            Outcome::Processing => &words::PROCESSING,
            Outcome::Success => &words::DONE,
            _ => &words::UNKNOWN,
        }),
    }
}

/// The title as the first line.
fn headline(to: &mut Writer, title: &Title) {
    to.begin_line();
    let mut bold = 0;
    // A title of the owner's has no state.
    if to.markup.colours && title.state_end > 0 {
        to.colour(match title.tone {
            Tone::Good => "info",
            Tone::Neutral => "comment",
            Tone::Doubtful | Tone::Bad | Tone::Unknown => "warning",
        });
        to.out.extend_from_slice(title.text.get(..title.state_end).unwrap_or_default());
        to.end_colour();
        to.raw(" ");
        bold = title.name_start;
    }
    to.raw(to.markup.bold);
    to.out.extend_from_slice(title.text.get(bold..).unwrap_or_default());
    to.raw(to.markup.bold);
    to.raw(to.markup.gap);
    to.end();
}

/// The line with the task id.
fn last_line(to: &mut Writer, report: &Report<'_>) -> Vec<u8> {
    to.begin_item();
    to.colour("comment");
    to.word(&words::TASK);
    to.event_text_part(report.task_id, NAME);
    to.event_text_part(Some(event_name(report)), VALUE);
    to.end_colour();
    core::mem::take(&mut to.out)
}

fn event_name<'r>(report: &'r Report<'_>) -> &'r str {
    report.event_name.unwrap_or(report.event_type.as_str())
}

/// Writes the source, its media, the cause of a failure, the progress and the duration.
fn facts(to: &mut Writer, report: &Report<'_>) {
    to.begin(&words::SOURCE);
    if let Some(input) = &report.input {
        place(to, input, true);
    }
    if let Some(content) = &report.media {
        media(to, content);
    }
    to.end_parts();

    // What failed says itself why, and a success has no reason.
    if report.outcome != Outcome::Success && !report.tasks.iter().any(|task| task.status == TaskStatus::Failure) {
        to.begin(&words::REASON);
        error(
            to,
            Problem {
                explanation: report.explanation_in(to.language()),
                message: report.message.as_deref(),
                name: None,
                code: report.code,
            },
        );
        to.end_parts();
    }
    if report.outcome == Outcome::Success {
        // A success has nothing to say; if it does, somebody should read it.
        to.begin(&words::NOTE);
        to.lines_part(report.message.as_deref(), MESSAGE);
        to.end_parts();
    }

    if report.outcome == Outcome::Processing && report.tasks_omitted.is_none() {
        let has_ended = |task: &&Task<'_>| matches!(task.status, TaskStatus::Success | TaskStatus::Failure);
        let done = report.tasks.iter().filter(has_ended).count();
        // The results of a live stream are always done, though the stream goes on.
        if done < report.tasks.len() {
            to.begin(&words::DONE);
            to.part();
            to.number(count(done));
            to.raw("/");
            to.number(count(report.tasks.len()));
            to.end();
        }
    }

    if let (Some(start), Some(end)) = (report.started_at, report.finished_at)
        && let Some(seconds @ 0..) = seconds_between(start, end)
    {
        to.begin(&words::TOOK);
        to.part();
        to.span(seconds);
        to.end();
    }
}

/// A section that is being written.
struct Section {
    /// How many more of its lines may be shown.
    room: usize,
    /// How many of its lines are not shown so far.
    rest: i64,
}

impl Section {
    /// Begins a section of so many lines with its header. The header shows the folder if all files are in one.
    fn begin(to: &mut Writer, word: &Texts, lines: i64, at: Option<&Place<'_>>) -> Self {
        to.add_to_limit(ROOM_OF_A_SECTION - ROOM_FOR_REST);
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
        match self.room.checked_sub(1) {
            None => to.take_back(),
            Some(room) if to.end() => {
                self.room = room;
                debug_assert!(self.rest > 0, "more lines than were counted");
                self.rest = self.rest.minus(1);
            }
            Some(_) => {}
        }
    }

    /// Says how many lines were left out.
    fn end(&self, to: &mut Writer) {
        to.add_to_limit(ROOM_FOR_REST);
        if self.rest > 0 {
            to.begin(&words::AND);
            to.number(self.rest);
            to.word(&words::MORE);
            to.end();
        }
    }
}

/// The sub-tasks that failed, and why.
fn failures(to: &mut Writer, report: &Report<'_>) {
    let failed = || report.tasks.iter().filter(|task| task.status == TaskStatus::Failure);
    let mut section = Section::begin(to, &words::FAILED, count(failed().count()), None);
    for task in failed() {
        if section.room == 0 {
            break;
        }
        begin_task(to, task);
        error(
            to,
            Problem {
                explanation: task.explanation_in(to.language()),
                message: task.message.as_deref(),
                name: task.code_ext,
                code: task.code,
            },
        );
        section.end_line(to);
    }
    section.end(to);
}

/// What was found, first what somebody has to look at.
fn findings(to: &mut Writer, report: &Report<'_>) {
    let of_task = |task: &Task<'_>| count(task.findings.len()).plus(task.findings_omitted.unwrap_or(0));
    let found = report.tasks.iter().map(of_task).fold(0, i64::plus);
    let mut section = Section::begin(to, &words::FOUND, found, None);
    for group in GROUPS {
        let room = if matches!(group, Group::Other | Group::Passed) { MOST_OF_A_TASK } else { MOST_LINES };
        for task in &report.tasks {
            for finding in task.findings.iter().filter(|finding| Group::of(finding) == group).take(room) {
                if section.room == 0 {
                    break;
                }
                begin_task(to, task);
                self::finding(to, finding);
                section.end_line(to);
            }
        }
    }
    section.end(to);
}

/// The files that were made, a line for each sub-task.
fn outputs(to: &mut Writer, report: &Report<'_>) {
    let first = report.tasks.iter().find_map(|task| task.outputs.first()).map(|output| &output.place);
    let is_first_bucket =
        |first: &Place<'_>, task: &Task<'_>| task.outputs.iter().all(|output| output.place.bucket == first.bucket);
    let at = first.filter(|first| report.tasks.iter().all(|task| is_first_bucket(first, task)));
    let made = report.tasks.iter().filter(|task| !task.outputs.is_empty()).count();
    let mut section = Section::begin(to, &words::OUTPUT, count(made), at);
    for task in &report.tasks {
        let Some(output) = task.outputs.first() else { continue };
        if section.room == 0 {
            break;
        }
        begin_task(to, task);
        to.part();
        match output.place.key {
            Some(key) => to.event_text(key, NAME),
            None => file_name(to, &output.place),
        }
        more(to, task.outputs.len(), task.outputs_omitted);
        if let Some(content) = &output.media {
            media(to, content);
        }
        section.end_line(to);
    }
    section.end(to);
}

/// Findings that stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// Somebody should look at them.
    Attention(Attention),
    /// Defects of other severities.
    Minor,
    Other,
    /// A review has nothing against the media. Where room is scarce, they go first.
    Passed,
}

/// The groups in the order of messages.
const GROUPS: [Group; 6] = [
    Group::Attention(Attention::Block),
    Group::Attention(Attention::Defect),
    Group::Attention(Attention::Review),
    Group::Minor,
    Group::Other,
    Group::Passed,
];

impl Group {
    fn of(finding: &Finding<'_>) -> Self {
        match finding.attention() {
            Some(attention) => Group::Attention(attention),
            None if finding.severity.is_some() => Group::Minor,
            None if suggestion(finding) == Some(Suggestion::Pass) => Group::Passed,
            None => Group::Other,
        }
    }
}

fn suggestion(finding: &Finding<'_>) -> Option<Suggestion> {
    finding.suggestion.and_then(Suggestion::from_id)
}

/// Begins a line about a sub-task.
fn begin_task(to: &mut Writer, task: &Task<'_>) {
    to.begin_item();
    let label = label_of(task.kind, task.family);
    to.word(&label.words);
    if label.with_name {
        to.raw(" ");
        to.event_text(task.name.unwrap_or(task.kind), VALUE);
    }
    if let Some(definition) = task.definition {
        // Without the sign, snapshots of the template 10 would be ten snapshots.
        to.raw(" #");
        to.number(definition);
    }
}

fn finding(to: &mut Writer, finding: &Finding<'_>) {
    if let Some(suggestion) = suggestion(finding) {
        to.part();
        to.colour(if suggestion == Suggestion::Pass { "info" } else { "warning" });
        to.word(match suggestion {
            Suggestion::Block => &words::BLOCK,
            Suggestion::Review => &words::REVIEW,
            Suggestion::Pass => &words::PASS,
        });
        to.end_colour();
    } else {
        to.event_text_part(finding.suggestion, VALUE);
    }
    to.event_text_part(finding.severity, VALUE);
    to.event_text_part(finding.label, VALUE);
    to.event_text_part(finding.name, VALUE);
    to.lines_part(finding.text.as_deref(), NAME);
    to.lines_part(finding.translation.as_deref(), NAME);
    for keyword in finding.keywords.iter().take(5) {
        to.event_text_part(Some(keyword), VALUE);
    }
    if let Some(score) = finding.score {
        to.event_text_part(Some(score.as_str()), VALUE);
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
        to.event_text(bucket, VALUE);
        if with_folder {
            to.raw("/");
            to.event_text(place::parts(place).0, NAME);
        }
    }
    to.event_text_part(place.region, VALUE);
}

/// The name of a file; of a URL it is decoded.
fn file_name(to: &mut Writer, place: &Place<'_>) {
    let (_, name) = place::parts(place);
    let decoded;
    let mut shown = name;
    if place.given_url.is_some() {
        decoded = percent_decoded(name.as_bytes());
        shown = core::str::from_utf8(&decoded).unwrap_or(name);
    }
    to.event_text(shown, NAME);
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

/// Why a task failed.
struct Problem<'r> {
    explanation: Option<&'static str>,
    message: Option<&'r str>,
    name: Option<&'r str>,
    code: Option<i64>,
}

fn error(to: &mut Writer, Problem { explanation, message, name, code }: Problem<'_>) {
    if let Some(explanation) = explanation {
        to.part();
        to.colour("warning");
        to.raw(explanation);
        to.end_colour();
    }
    to.lines_part(message, MESSAGE);
    let code = code.map(digits);
    // The name of some errors is their number.
    if name != code.as_deref() {
        to.event_text_part(name, VALUE);
    }
    to.event_text_part(code.as_deref(), VALUE);
}

/// How many further items there are. It counts those in the report and those that the report omits.
fn more(to: &mut Writer, in_report: usize, omitted: Option<i64>) {
    let more = count(in_report).saturating_add(omitted.unwrap_or(0)).saturating_sub(1);
    if more > 0 {
        to.raw(" (+");
        to.number(more);
        to.raw(")");
    }
}

/// The whole part of a number that is not below zero and written without exponent.
fn whole(number: &str) -> Option<i64> {
    let mut whole = 0_i64;
    for byte in number.bytes() {
        match byte {
            // Nothing lasts longer than a million years.
            // No time and no percentage that makes sense is longer.
            b'0'..=b'9' if whole < 1 << 45 => whole = whole.checked_mul(10)?.checked_add(i64::from(byte & 15))?,
            b'.' => break,
            _ => return None,
        }
    }
    Some(whole)
}

/// A number of things in memory, which fits always.
const fn count(number: usize) -> i64 {
    number as i64
}

#[cfg(test)]
mod tests {
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
            text = String::from_utf8(compose(&WECOM, Language::En, None, &report).text).unwrap();
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
            "<font color=\"warning\">🚫 block suggested · Done</font> **WorkflowTask**\n\
             \n\
             **Found (4)**\n\
             > Porn review, pictures: <font color=\"warning\">🚫 block suggested</font> · Porn · one · two · 99% · 1:01–1:04\n\
             > Porn review, pictures: Error · Blur\n\
             > Porn review, pictures: <font color=\"warning\">🔍 review suggested</font> · Vulgar\n\
             > Porn review, pictures: <font color=\"info\">passed</font> · Sexy\n\
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
        assert_eq!(text.matches(": hello\n").count(), 3);
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
