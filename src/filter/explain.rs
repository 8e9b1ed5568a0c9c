//! Says why a report does not fulfil a condition, in one sentence.
//!
//! Names and values stand as in the options, so that people find them there. A text of the event is shown in part, and without
//! what is invisible.

use alloc::string::String;

use super::{
    About, Row, Scope, Subject, Values, files, fits, has_any, holds, holds_of_some_task, is_wanted, names_task, row_of,
};
use crate::json::{Kind, Value};
use crate::language::{Language, Texts};
use crate::report::borrowed::Report;
use crate::text::{digits, shortened, shown};

/// The most bytes of an explanation. A longer one ends in `…`.
const MAX_LENGTH: usize = 400;

/// The most characters of one value.
const MAX_VALUE: usize = 80;

/// The most values of a list.
const MAX_VALUES: usize = 5;

// "{field} is {actual}, not {wanted}".
static IS: Texts = Texts { zh: " 是 ", en: " is ", ja: " は ", ko: " 값은 " };
static NOT: Texts = Texts { zh: "，不是 ", en: ", not ", ja: " で、", ko: "이고, 조건은 " };
static END_OF_NOT: Texts = Texts { zh: "", en: "", ja: " ではありません", ko: "입니다" };
// "{field} is not {wanted}", where the event's text is not shown.
static IS_NOT: Texts = Texts { zh: " 不是 ", en: " is not ", ja: " は ", ko: " 값의 조건은 " };
// "there is no {field}".
static NO: Texts = Texts { zh: "没有 ", en: "there is no ", ja: "", ko: "" };
static END_OF_NO: Texts = Texts { zh: "", en: "", ja: " がありません", ko: " 항목이 없습니다" };
// "{field} is {value}".
static END_OF_IS: Texts = Texts { zh: "", en: "", ja: " です", ko: "입니다" };
static NO_FILE: Texts = Texts {
    zh: "没有符合条件的源文件：",
    en: "no source file has ",
    ja: "該当する元ファイルがありません: ",
    ko: "해당하는 원본 파일이 없습니다: ",
};
static NO_TASK: Texts = Texts {
    zh: "没有符合条件的子任务：",
    en: "no sub-task has ",
    ja: "該当するサブタスクがありません: ",
    ko: "해당하는 하위 작업이 없습니다: ",
};
static NO_FINDING: Texts = Texts {
    zh: "没有符合条件的检出结果：",
    en: "no finding has ",
    ja: "該当する検出結果がありません: ",
    ko: "해당하는 검출 결과가 없습니다: ",
};
static EXCLUDED: Texts =
    Texts { zh: "被 not 排除：", en: "excluded by not: ", ja: "not で除外: ", ko: "not으로 제외됨: " };
static OR: Texts = Texts { zh: " 或 ", en: " or ", ja: " または ", ko: " 또는 " };
/// Stands between the reasons of alternatives.
const BETWEEN: &str = "; ";

/// The sentence "{field} is {actual}, not {wanted}".
pub(crate) fn is_not(field: &str, actual: &str, wanted: &str, language: Language) -> String {
    let actual = shown(actual, MAX_VALUE);
    [field, IS.text(language), &actual, NOT.text(language), wanted, END_OF_NOT.text(language)].concat()
}

/// The sentence "{field} is {value}".
pub(crate) fn has(field: &str, value: &str, language: Language) -> String {
    [field, IS.text(language), value, END_OF_IS.text(language)].concat()
}

/// The first values of a list, as alternatives.
pub(crate) fn one_of<T: AsRef<str>>(list: impl Iterator<Item = T>, language: Language) -> String {
    let mut text = String::new();
    for (index, value) in list.enumerate() {
        text.push_str(if index == 0 { "" } else { OR.text(language) });
        if index == MAX_VALUES {
            text.push('…');
            break;
        }
        text.push_str(value.as_ref());
    }
    text
}

/// Why an object does not hold for a report.
#[inline(never)]
pub(super) fn why_not(object: Value<'_>, report: &Report<'_>, language: Language) -> String {
    let mut explanation = Explanation { text: String::new(), language };
    explanation.why_not(object, report);
    let mut text = explanation.text;
    if text.len() > MAX_LENGTH {
        text.truncate(shortened(&text, MAX_LENGTH).len());
        text.push('…');
    }
    text
}

struct Explanation {
    text: String,
    language: Language,
}

impl Explanation {
    fn why_not(&mut self, object: Value<'_>, report: &Report<'_>) {
        if self.is_full() {
            return;
        }
        if !fits(object, Subject::Event(report)) {
            return self.first_difference(object, Subject::Event(report));
        }
        if has_any(object, About::File) && !files(report).any(|file| fits(object, Subject::File(file))) {
            let mut files = files(report);
            return match (files.next(), files.next()) {
                (Some(file), None) => self.first_difference(object, Subject::File(file)),
                _ => self.nothing_with(&NO_FILE, object, &|about| about == Some(About::File)),
            };
        }
        if names_task(object) && !holds_of_some_task(object, report) {
            let word = if has_any(object, About::Finding) { &NO_FINDING } else { &NO_TASK };
            return self.nothing_with(word, object, &|about| !matches!(about, Some(About::Event | About::File)));
        }
        self.combined(object, report);
    }

    /// Of `all`, `any` and `not`, what does not hold.
    fn combined(&mut self, object: Value<'_>, report: &Report<'_>) {
        let is_false = |inner: &Value<'_>| !holds(*inner, Scope { report, task: None, finding: None });
        if let Some(inner) = object.get("all").elements().find(is_false) {
            return self.why_not(inner, report);
        }
        let any = object.get("any");
        if any.elements().next().is_some() && any.elements().all(|inner| is_false(&inner)) {
            let mut is_first = true;
            for inner in any.elements() {
                self.text.push_str(if is_first { "" } else { BETWEEN });
                is_first = false;
                self.why_not(inner, report);
            }
            return;
        }
        self.nothing_with(&EXCLUDED, object.get("not"), &|_| true);
    }

    /// Of the conditions about a subject, the first that does not hold.
    fn first_difference(&mut self, object: Value<'_>, subject: Subject<'_, '_>) {
        for (name, wanted) in object.members() {
            let Some(row) = row_of(name).filter(|row| row.about == subject.about()) else { continue };
            let texts = subject.texts(name);
            if is_wanted(row, wanted, &texts) {
                continue;
            }
            let values = self.values(row, wanted);
            let language = self.language;
            let sentence = match texts.iter().flatten().next() {
                Some(text) if row.shows_text => is_not(name, text, &values, language),
                Some(_) => [name, IS_NOT.text(language), &values, END_OF_NOT.text(language)].concat(),
                None => [NO.text(language), name, END_OF_NO.text(language)].concat(),
            };
            self.text.push_str(&sentence);
            return;
        }
    }

    /// A word of the options, and conditions of an object.
    fn nothing_with(&mut self, word: &Texts, object: Value<'_>, is_meant: &dyn Fn(Option<About>) -> bool) {
        self.text.push_str(word.text(self.language));
        let mut is_first = true;
        for (name, wanted) in object.members() {
            let row = row_of(name);
            if self.is_full() || !is_meant(row.map(|row| row.about)) {
                continue;
            }
            self.text.push_str(if is_first { "" } else { ", " });
            is_first = false;
            self.text.push_str(name);
            self.text.push(' ');
            let values = match row {
                Some(row) => self.values(row, wanted),
                None => shown(wanted.source(), MAX_VALUE),
            };
            self.text.push_str(&values);
        }
    }

    /// The values that a condition asks for.
    fn values(&self, row: &Row, wanted: Value<'_>) -> String {
        if row.values == Values::Bounds {
            let bound = |name, sign: &str| match wanted.integer_of(name) {
                Some(bound) => [sign, &digits(bound)].concat(),
                None => String::new(),
            };
            let (min, max) = (bound("min", "≥ "), bound("max", "≤ "));
            let between = if min.is_empty() || max.is_empty() { "" } else { ", " };
            return [&min, between, &max].concat();
        }
        if wanted.kind() != Kind::Array {
            return value(wanted);
        }
        one_of(wanted.elements().map(value), self.language)
    }

    const fn is_full(&self) -> bool {
        self.text.len() > MAX_LENGTH
    }
}

fn value(wanted: Value<'_>) -> String {
    match wanted.kind() {
        Kind::Number => digits(wanted.integer().unwrap_or_default()),
        _ => shown(wanted.string().unwrap_or_default(), MAX_VALUE),
    }
}
