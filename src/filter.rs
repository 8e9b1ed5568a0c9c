//! Conditions on the content of a report, which an owner sets for a target: the option `where`.
//!
//! A [`Condition`] is an object of JSON. Its members have to hold all; a list of values means any of them. Each member is about
//! one of four things: the event, a source file, a sub-task or a finding. Of the last three there may be several in a report,
//! so an object asks whether there is one for which all its members hold. `all`, `any` and `not` combine objects; inside an
//! object about a sub-task or a finding, they are about that one, too.
//!
//! What a report does not say fulfils no condition. So a condition on it is false, and `not` of it is true.

// The work is linear: each object is evaluated at most once for each sub-task and each finding, and each text is read once by each
// pattern.

mod explain;
pub(crate) mod glob;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

pub(crate) use explain::{has, is_not, one_of};
pub(crate) use glob::matches;

use crate::asserted::text_of;
use crate::json::{Document, Kind, Number, Value, canonical};
use crate::language::Language;
use crate::report::borrowed::{Family, Finding, Place, Report, Task};
use crate::report::{Outcome, Suggestion, TaskStatus, Verdict};
use crate::text::digits;

/// The most levels of conditions inside `all`, `any` and `not`, the outermost counted.
pub(crate) const MAX_DEPTH: u32 = 8;

/// A condition on what is in a report: the option `where` of a target.
///
/// [`Condition::from_json`] reads and checks one; `docs/configuration.md` has all conditions and what they mean.
///
/// ```
/// use mps_webhook::filter::Condition;
/// use mps_webhook::notify::{Filter, Kind, Outcomes, Target};
///
/// let blocks = Condition::from_json(br#"{ "suggestion": "block", "key": "vip/*" }"#)?;
/// let group = Target::new(Kind::Slack, "https://hooks.slack.com/services/T/B/x", None)?
///     .filtered(Filter::new(Outcomes::All).matching(blocks));
///
/// let error = Condition::from_json(br#"{ "sugestion": "block" }"#).unwrap_err();
/// assert_eq!(error.message(), "where.sugestion is not a known condition; did you mean `suggestion`");
/// # Ok::<(), mps_webhook::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The JSON text in one spelling, which is valid.
    json: String,
}

/// What a condition is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Event,
    File,
    Task,
    Finding,
}

/// What the values of a condition are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// One of these names, or a list of them.
    Names(Names),
    /// A text in which `*` stands for any characters, or a list of such texts.
    Patterns,
    /// The same for keys. A slash at the beginning does not count: notifications and consoles write one, reports do not.
    Keys,
    /// The same as [`Values::Patterns`], or a whole number.
    Codes,
    /// An object with `min`, `max` or both, whole numbers that are within the bounds themselves.
    Bounds,
}

/// The values of a condition that is about a list of names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) names: &'static [&'static str],
    /// The end of an error about another one. It has each name in backticks.
    pub(crate) must: &'static str,
}

const fn names(names: &'static [&'static str], must: &'static str) -> Values {
    Values::Names(Names { names, must })
}

/// A condition of the document.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) about: About,
    pub(crate) values: Values,
    /// Whether explanations show the event's own text. That which the submitter passed through is nobody else's.
    shows_text: bool,
}

const fn row(name: &'static str, about: About, values: Values) -> Row {
    Row { name, about, values, shows_text: true }
}

/// The conditions that there are.
pub(crate) static ROWS: [Row; 14] = [
    row("event_type", About::Event, Values::Patterns),
    row(
        "outcome",
        About::Event,
        names(Outcome::NAMES, "must be `success`, `partial`, `failure`, `processing` or `unknown`"),
    ),
    row(
        "verdict",
        About::Event,
        names(
            Verdict::NAMES,
            "must be `failure`, `partial`, `block`, `defect`, `review`, `quality_warning`, `contradiction`, `processing`, \
             `unknown` or `success`",
        ),
    ),
    Row { shows_text: false, ..row("session_context", About::Event, Values::Patterns) },
    row("size_bytes", About::Event, Values::Bounds),
    row("duration_s", About::Event, Values::Bounds),
    row("bucket", About::File, Values::Patterns),
    row("key", About::File, Values::Keys),
    row("kind", About::Task, Values::Patterns),
    row(
        "family",
        About::Task,
        names(
            Family::NAMES,
            "must be `media`, `edit`, `review`, `analysis`, `recognition`, `quality`, `subtitle`, `erase`, `dubbing`, \
             `watermark`, `image`, `record`, `rule`, `live` or `other`",
        ),
    ),
    row(
        "task_status",
        About::Task,
        names(TaskStatus::NAMES, "must be `waiting`, `processing`, `success`, `failure` or `unknown`"),
    ),
    row("code", About::Task, Values::Codes),
    row("label", About::Finding, Values::Patterns),
    row("suggestion", About::Finding, names(Suggestion::NAMES, "must be `pass`, `review` or `block`")),
];

/// What combines conditions.
pub(crate) const COMBINATORS: [&str; 3] = ["all", "any", "not"];

/// The condition of a name.
pub(crate) fn row_of(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

impl Condition {
    /// The condition that a checked object of JSON is.
    pub(crate) fn of_checked(object: Value<'_>) -> Self {
        let mut json = Vec::new();
        // In one spelling, so that conditions are equal if they are written with other spaces.
        canonical(object.source().as_bytes(), &[], &mut |piece| json.extend_from_slice(piece));
        Condition { json: text_of(&json).into() }
    }

    /// The JSON text, in one spelling.
    pub(crate) fn json(&self) -> &str {
        &self.json
    }

    /// Why a report does not fulfil it, in one sentence; `None` if it does.
    #[inline(never)]
    pub(crate) fn objection(&self, report: &Report<'_>, language: Language) -> Option<String> {
        let document = Document::parse(self.json.as_bytes()).ok()?;
        let scope = Scope { report, task: None, finding: None };
        if holds(document.root(), scope) { None } else { Some(explain::why_not(document.root(), report, language)) }
    }
}

/// What an object is about.
#[derive(Clone, Copy)]
struct Scope<'s, 'r> {
    report: &'s Report<'r>,
    /// The sub-task, or the whole task, that an object around it is about.
    task: Option<Subject<'s, 'r>>,
    /// The finding of that sub-task.
    finding: Option<&'s Finding<'r>>,
}

/// What single conditions are about.
#[derive(Clone, Copy)]
enum Subject<'s, 'r> {
    Event(&'s Report<'r>),
    File(&'s Place<'r>),
    Task(&'s Task<'r>),
    /// The whole task. It counts as a sub-task that has a code at most.
    WholeTask(&'s Report<'r>),
    Finding(&'s Finding<'r>),
}

impl<'s> Subject<'s, '_> {
    const fn about(self) -> About {
        match self {
            Subject::Event(_) => About::Event,
            Subject::File(_) => About::File,
            Subject::Task(_) | Subject::WholeTask(_) => About::Task,
            Subject::Finding(_) => About::Finding,
        }
    }

    /// What it says of a condition's name. An error has two names, its number and its text.
    fn texts(self, name: &str) -> [Option<Cow<'s, str>>; 2] {
        let code = |code: Option<i64>| code.map(|code| Cow::Owned(digits(code)));
        let text = match (self, name) {
            (Subject::Event(report), "event_type") => Some(report.event_name.unwrap_or(report.event_type.as_str())),
            (Subject::Event(report), "outcome") => Some(report.outcome.as_str()),
            (Subject::Event(report), "verdict") => Some(report.verdict().as_str()),
            (Subject::Event(report), "session_context") => report.session_context,
            (Subject::Event(report), "size_bytes") => {
                return [code(report.media.as_ref().and_then(|media| media.size)), None];
            }
            (Subject::Event(report), "duration_s") => {
                report.media.as_ref().and_then(|media| media.duration).map(|duration| duration.as_str())
            }
            (Subject::File(place), "bucket") => place.bucket,
            (Subject::File(place), "key") => place.key,
            (Subject::Task(task), "kind") => Some(task.name.unwrap_or(task.kind)),
            (Subject::Task(task), "family") => Some(task.family),
            (Subject::Task(task), "task_status") => Some(task.status.as_str()),
            (Subject::Task(task), "code") => return [code(task.code), task.code_ext.map(Cow::Borrowed)],
            (Subject::WholeTask(report), "code") => return [code(report.code), None],
            (Subject::Finding(finding), "label") => finding.label,
            (Subject::Finding(finding), "suggestion") => finding.suggestion,
            _ => None,
        };
        [text.map(Cow::Borrowed), None]
    }
}

/// Whether an object holds.
fn holds(object: Value<'_>, scope: Scope<'_, '_>) -> bool {
    let report = scope.report;
    fits(object, Subject::Event(report))
        && (!has_any(object, About::File) || files(report).any(|file| fits(object, Subject::File(file))))
        && if scope.task.is_none() && names_task(object) {
            holds_of_some_task(object, report)
        } else {
            holds_of_task(object, scope)
        }
}

/// Whether an object is about a sub-task, or a finding of one.
fn names_task(object: Value<'_>) -> bool {
    has_any(object, About::Task) || has_any(object, About::Finding)
}

/// Whether there is a sub-task for which an object holds. The whole task counts as one.
fn holds_of_some_task(object: Value<'_>, report: &Report<'_>) -> bool {
    let tasks = report.tasks.iter().map(Subject::Task).chain([Subject::WholeTask(report)]);
    tasks.into_iter().any(|task| holds_of_task(object, Scope { report, task: Some(task), finding: None }))
}

/// Whether the conditions on a sub-task and a finding hold, and what is combined with them.
fn holds_of_task(object: Value<'_>, scope: Scope<'_, '_>) -> bool {
    let Some(task) = scope.task else { return holds_combined(object, scope) };
    if !fits(object, task) {
        return false;
    }
    let holds_of = |finding| {
        let scope = Scope { finding: Some(finding), ..scope };
        fits(object, Subject::Finding(finding)) && holds_combined(object, scope)
    };
    match (scope.finding, task) {
        (Some(finding), _) => holds_of(finding),
        (None, _) if !has_any(object, About::Finding) => holds_combined(object, scope),
        (None, Subject::Task(task)) => task.findings.iter().any(holds_of),
        (None, _) => false,
    }
}

/// Whether `all`, `any` and `not` of an object hold.
fn holds_combined(object: Value<'_>, scope: Scope<'_, '_>) -> bool {
    let (any, not) = (object.get("any"), object.get("not"));
    object.get("all").elements().all(|inner| holds(inner, scope))
        && (any.is_null() || any.elements().any(|inner| holds(inner, scope)))
        && (not.is_null() || !holds(not, scope))
}

/// Whether all conditions of an object that are about the subject hold for it.
fn fits(object: Value<'_>, subject: Subject<'_, '_>) -> bool {
    object.members().all(|(name, wanted)| match row_of(name) {
        Some(row) if row.about == subject.about() => is_wanted(row, wanted, &subject.texts(name)),
        _ => true,
    })
}

/// Whether an object has conditions about this.
fn has_any(object: Value<'_>, about: About) -> bool {
    object.members().any(|(name, _)| row_of(name).is_some_and(|row| row.about == about))
}

/// Whether one of the texts is what is wanted.
fn is_wanted(row: &Row, wanted: Value<'_>, texts: &[Option<Cow<'_, str>>]) -> bool {
    texts.iter().flatten().any(|text| {
        if row.values == Values::Bounds {
            return is_within(wanted, text);
        }
        if wanted.kind() == Kind::Array {
            return wanted.elements().any(|wanted| is_value(row, wanted, text));
        }
        is_value(row, wanted, text)
    })
}

fn is_value(row: &Row, wanted: Value<'_>, text: &str) -> bool {
    if wanted.kind() == Kind::Number {
        return wanted.integer().is_some_and(|number| digits(number) == text);
    }
    let wanted = wanted.string().unwrap_or_default();
    match row.values {
        Values::Names(_) => wanted == text,
        Values::Keys => {
            let without_slash = wanted.strip_prefix('/');
            glob::matches(wanted, text) || without_slash.is_some_and(|pattern| glob::matches(pattern, text))
        }
        _ => glob::matches(wanted, text),
    }
}

/// Whether a number is within bounds, which belong to the range themselves.
fn is_within(bounds: Value<'_>, number: &str) -> bool {
    let Some((below, above)) = Number::parse(number).and_then(|number| number.neighbours()) else { return false };
    bounds.integer_of("min").is_none_or(|min| below >= min) && bounds.integer_of("max").is_none_or(|max| above <= max)
}

/// The files that were processed.
fn files<'s, 'r>(report: &'s Report<'r>) -> impl Iterator<Item = &'s Place<'r>> {
    // The first of several is the input, too.
    let input = if report.inputs.is_none() { report.input.as_ref() } else { None };
    input.into_iter().chain(report.inputs.iter().flatten())
}

#[cfg(test)]
mod tests {
    use std::format;
    use std::string::String;
    use std::vec::Vec;

    use super::*;
    use crate::event::Event;
    use crate::json::visits;
    use crate::report::Lend;

    /// A workflow with so many reviews, each with two findings.
    fn reviews(count: usize) -> String {
        let review = r#"{"Type":"Porn","PornTask":{"Status":"SUCCESS","Output":{"Suggestion":"pass","Confidence":1,
            "SegmentSet":[{"Label":"a","Suggestion":"pass"}]}}}"#;
        let reviews = std::vec![review; count].join(",");
        format!(
            r#"{{"EventType":"WorkflowTask","WorkflowTaskEvent":{{"TaskId":"t","Status":"FINISH","AiContentReviewResultSet":[{reviews}]}}}}"#
        )
    }

    /// How many values of a condition are looked at, for a report that does not fulfil it.
    fn cost(condition: &str, reviews_in_report: usize) -> u64 {
        let event = reviews(reviews_in_report);
        let event = Event::from_slice(event.as_bytes()).unwrap();
        let reports: Vec<crate::Report> = event.reports().map(|report| report.unwrap()).collect();
        assert_eq!(reports[0].tasks.len(), reviews_in_report);
        let condition = Condition::from_json(condition.as_bytes()).unwrap();
        let report = reports[0].lend();
        visits::of(|| assert!(condition.objection(&report, Language::En).is_some()))
    }

    /// Conditions that look at everything: the last one fails at the end only, and levels are as deep as they may be.
    fn expensive(width: usize) -> Vec<String> {
        let list = |inner: &str| std::vec![inner; width].join(",");
        let nested = |wrap: &dyn Fn(&str) -> String| {
            (0..6).fold(String::from(r#"{"suggestion":"block"}"#), |inner, _| wrap(&inner))
        };
        [
            format!(r#"{{"any":[{}]}}"#, list(r#"{"kind":"Porn","suggestion":"block"}"#)),
            format!(r#"{{"any":[{}]}}"#, list(r#"{"kind":"*","any":[{"label":"b"},{"not":{"kind":"Porn"}}]}"#)),
            format!(r#"{{"kind":"Porn","any":[{}]}}"#, list(r#"{"suggestion":"pass","label":"b"}"#)),
            format!(r#"{{"label":[{}]}}"#, list("\"b*\"")),
            format!(r#"{{"any":[{}]}}"#, list(&nested(&|inner| format!(r#"{{"kind":"*","all":[{inner}]}}"#)))),
            format!(r#"{{"any":[{}]}}"#, list(&nested(&|inner| format!(r#"{{"label":"*","any":[{inner},{inner}]}}"#)))),
        ]
        .into()
    }

    #[test]
    fn twice_the_sub_tasks_or_the_conditions_take_twice_the_work() {
        for (one, two) in expensive(20).iter().zip(expensive(40)) {
            let counts = [cost(one, 50), cost(one, 100), cost(&two, 50)];
            let [small, more_tasks, more_conditions] = counts;
            assert!(more_tasks <= 2 * small + 1000, "{one}: {counts:?}");
            assert!(more_conditions <= 2 * small + 1000, "{one}: {counts:?}");
        }
    }
}
