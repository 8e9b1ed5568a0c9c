//! Reads and checks the values of the options, by the one rule of [`super`].

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use super::table::{Row, Shape};
use super::{OptionWarning, conditions, invalid, missing, unknown};
use crate::asserted::Asserted;
use crate::error::Error;
#[cfg(feature = "builder")]
use crate::error::OptionProblem;
use crate::filter::MAX_DEPTH;
use crate::json::{Kind, Value};
use crate::text::{digits, find};

/// The longest name that errors show. A longer one may be a secret in the wrong place.
pub(super) const LONGEST_NAME: usize = 30;

/// What sets an option.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Nobody,
    Document,
    Variable,
}

/// An option and its value.
struct Slot<'v> {
    row: &'static Row,
    source: Source,
    /// The value in the document, if that sets it.
    value: Value<'v>,
    /// The text it is set to.
    text: Option<&'v str>,
    /// The error of the value, or of a name that seems to mean this option.
    error: Option<Error>,
    /// Whether both the document and the variable set it. The document wins.
    is_overridden: bool,
    /// Whether it was read. What is never read has no effect.
    is_read: Cell<bool>,
}

/// The options that a document and the environment set. It can also hold the options of one entry of a list. All of them
/// are checked.
pub(super) struct Settings<'v> {
    slots: Vec<Slot<'v>>,
    /// The path of the entry, `notify[3]`. It is empty outside the lists.
    entry: String,
    /// What is wrong with a value that does not count.
    fault: Option<Error>,
}

impl<'v> Settings<'v> {
    /// Reads and checks all `rows`.
    pub(super) fn new(rows: &[&'static Row], document: Value<'v>, env: Value<'v>) -> Self {
        let mut settings = Self::of(rows, document, String::new());
        for slot in &mut settings.slots {
            if let Err(error) = slot.take_variable(env.get(slot.row.variable)) {
                if slot.source == Source::Document {
                    // It decides nothing.
                    settings.fault.get_or_insert(error);
                } else {
                    slot.error.get_or_insert(error);
                }
            }
        }
        settings
    }

    /// Reads and checks an entry of a list: `path` is `notify[3]`.
    pub(super) fn of_entry(rows: &[&'static Row], value: Value<'v>, path: String) -> Self {
        Self::of(rows, value, path)
    }

    fn of(rows: &[&'static Row], document: Value<'v>, entry: String) -> Self {
        let slot = |row: &&'static Row| Slot {
            row,
            source: Source::Nobody,
            value: document.absent(),
            text: None,
            error: None,
            is_overridden: false,
            is_read: Cell::new(false),
        };
        let mut settings = Settings { slots: rows.iter().map(slot).collect(), entry, fault: None };
        // The names of an entry's options begin with that of the list: `notify[].`.
        let at = rows.first().and_then(|row| find(row.path, "[].")).map_or(0, |end| end.plus(3));
        let at = rows.first().and_then(|row| row.path.get(..at)).unwrap_or_default();
        let path = if settings.entry.is_empty() { "options".into() } else { settings.entry.clone() };
        settings.read_object(document, at, &path);
        settings
    }

    /// Reads an object of the document. `at` is what the paths of its options begin with in the table, `cos.`; `path` is
    /// how errors name it.
    fn read_object(&mut self, object: Value<'v>, at: &'static str, path: &str) {
        match object.kind() {
            Kind::Null => return,
            Kind::Object => {}
            _ => return self.blame(at, &wrong_type(path, "must be an object")),
        }
        for (name, value) in object.members() {
            let mut found = None;
            // (A path is not a name.)
            let is_name = !name.is_empty() && find(name, ".").is_none();
            for (index, slot) in self.slots.iter().enumerate().filter(|_| is_name) {
                let Some(rest) = slot.row.path.strip_prefix(at).and_then(|rest| rest.strip_prefix(name)) else {
                    continue;
                };
                if rest.is_empty() || rest.starts_with('.') {
                    found = Some((index, slot.row.path, rest));
                    break;
                }
            }
            match found {
                Some((index, _, "")) => self.take_value(index, value),
                Some((_, row, rest)) => {
                    let below = row.len().minus(rest.len()).plus(1);
                    self.read_object(value, row.get(..below).unwrap_or_default(), name);
                }
                None => self.refuse_name(name, at, path),
            }
        }
    }

    fn take_value(&mut self, index: usize, value: Value<'v>) {
        let Some(slot) = self.slots.get_mut(index) else { return };
        slot.source = if value.is_null() { Source::Nobody } else { Source::Document };
        slot.value = value;
        slot.text = value.string();
        let path = path_of(slot.row, &self.entry);
        if let Err(error) = check_value(slot.row, value, &path) {
            slot.error.get_or_insert(error);
        }
    }

    /// Refuses a name that the document must not have. The option that it seems to mean is wrong, for its value is not the one that
    /// the owner meant.
    fn refuse_name(&mut self, name: &str, at: &'static str, path: &str) {
        let meant = self.nearest(name, at);
        let shown = meant.map(|meant| meant.strip_prefix(at).unwrap_or(meant));
        let error = unknown(name, path, "option", shown);
        #[cfg(feature = "builder")]
        let error = error.with_option(OptionProblem::Unknown { meant });
        match meant {
            Some(meant) => self.blame(meant, &error),
            None if at.is_empty() => {
                self.fault.get_or_insert(error);
            }
            None => self.blame(at, &error),
        }
    }

    /// Marks as wrong every option whose path begins with `at`. An empty `at` means all options.
    fn blame(&mut self, at: &str, error: &Error) {
        for slot in &mut self.slots {
            let is_meant = at.is_empty()
                || slot
                    .row
                    .path
                    .strip_prefix(at)
                    .is_some_and(|rest| rest.is_empty() || at.ends_with('.') || rest.starts_with('.'));
            if is_meant && slot.error.is_none() {
                slot.error = Some(error.clone());
            }
        }
    }

    /// The path of the option, or object of options, that a name seems to mean. It is one beside the name that differs by at most
    /// two changes, or one elsewhere that has this name or variable. The case of letters does not matter.
    fn nearest(&self, name: &str, at: &str) -> Option<&'static str> {
        if name.is_empty() || name.len() > LONGEST_NAME {
            return None;
        }
        let paths = || self.slots.iter().map(|slot| slot.row).filter(|row| !row.path.is_empty());
        for changes in 0..=2 {
            for row in paths() {
                let Some(rest) = row.path.strip_prefix(at) else { continue };
                let known = rest.get(..rest.find('.').unwrap_or(rest.len())).unwrap_or_default();
                let is_as_long = known.len().abs_diff(name.len()) <= changes && known.len() > changes;
                if is_as_long && is_within(name.as_bytes(), known.as_bytes(), changes) {
                    return row.path.get(..at.len().plus(known.len()));
                }
            }
        }
        let is_called = |row: &&'static Row| {
            let own = row.path.rfind('.').map_or(row.path, |dot| row.path.get(dot.plus(1)..).unwrap_or_default());
            [own, row.path, row.variable].iter().any(|called| called.eq_ignore_ascii_case(name))
        };
        paths().find(is_called).map(|row| row.path)
    }

    fn slot(&self, row: &'static Row) -> Option<&Slot<'v>> {
        self.slots.iter().find(|slot| core::ptr::eq(slot.row, row))
    }

    /// The text an option is set to. From here on it counts as used.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn text(&self, row: &'static Row) -> Result<Option<&'v str>, Error> {
        let Some(slot) = self.slot(row) else { return Ok(None) };
        slot.is_read.set(true);
        slot.error.clone().map_or(Ok(slot.text), Err)
    }

    /// As [`Settings::text`], or the option's default.
    pub(super) fn text_or_default(&self, row: &'static Row) -> Result<&'v str, Error> {
        Ok(self.text(row)?.unwrap_or(row.default))
    }

    /// As [`Settings::text`], right or wrong.
    pub(super) fn raw(&self, row: &'static Row) -> Option<&'v str> {
        let slot = self.slot(row)?;
        slot.is_read.set(true);
        slot.text
    }

    /// The value in the document, valid or not. `None` if the document does not set it. From here on it counts as used.
    pub(super) fn value(&self, row: &'static Row) -> Option<Value<'v>> {
        let slot = self.slot(row)?;
        slot.is_read.set(true);
        (slot.source == Source::Document).then_some(slot.value)
    }

    /// Whether an option is set, right or wrong.
    pub(super) fn is_set(&self, row: &'static Row) -> bool {
        self.slot(row).is_some_and(|slot| slot.source != Source::Nobody)
    }

    /// What is wrong with an option, if anything is.
    pub(super) fn error_of(&self, row: &'static Row) -> Option<Error> {
        self.slot(row)?.error.clone()
    }

    /// The name of an option in messages. It is the variable if that sets the option, else the path.
    pub(super) fn name(&self, row: &'static Row) -> String {
        match self.slot(row) {
            Some(slot) if slot.source == Source::Variable || row.path.is_empty() => row.variable.into(),
            _ => path_of(row, &self.entry),
        }
    }

    /// The error that says why an option cannot be what it is set to.
    pub(super) fn reject(&self, row: &'static Row, reason: &str) -> Error {
        invalid(&self.name(row), reason)
    }

    /// The error that says that an option is needed.
    pub(super) fn missing(&self, row: &'static Row, reason: &str) -> Error {
        missing(&self.name(row), reason)
    }

    /// The first thing that is wrong.
    pub(super) fn first_error(&self) -> Option<Error> {
        self.slots.iter().find_map(|slot| slot.error.clone()).or_else(|| self.fault.clone())
    }

    /// A warning for each option that is set, right, and has no effect.
    pub(super) fn warnings(&self) -> Vec<OptionWarning> {
        let mut warnings = Vec::new();
        for slot in &self.slots {
            let Row { path, variable, unused, .. } = slot.row;
            if slot.is_overridden {
                let reason = ["`", path, "` in the document takes its place"].concat();
                warnings.push(OptionWarning::without_effect(variable, &reason));
            }
            if slot.source != Source::Nobody && !slot.is_read.get() && slot.error.is_none() {
                warnings.push(OptionWarning::without_effect(&self.name(slot.row), unused));
            }
        }
        warnings
    }
}

impl<'v> Slot<'v> {
    fn take_variable(&mut self, value: Value<'v>) -> Result<(), Error> {
        let name = self.row.variable;
        if name.is_empty() || value.is_null() {
            return Ok(());
        }
        let Some(text) = value.string() else { return Err(wrong_type(name, "must be a string")) };
        let text = trimmed(text);
        if text.is_empty() {
            if !self.row.guards {
                return Ok(());
            }
            return Err(empty(name, "must not be empty: it looks as if it were set; set it or remove it"));
        }
        if self.source == Source::Document {
            self.is_overridden = true;
        } else {
            self.source = Source::Variable;
            self.text = Some(text);
        }
        if self.row.allows(text) { Ok(()) } else { Err(not_allowed(name, self.row, text)) }
    }
}

/// The path of an option in a document. An option of an entry has the entry's index in it.
fn path_of(row: &Row, entry: &str) -> String {
    match find(row.path, "[].") {
        Some(end) => [entry, row.path.get(end.plus(2)..).unwrap_or_default()].concat(),
        None => row.path.into(),
    }
}

/// Checks a value of the document; `null` counts as absent.
fn check_value(row: &Row, value: Value<'_>, path: &str) -> Result<(), Error> {
    let (shape, must) = match row.shape {
        Shape::Text => (Kind::String, "must be a string"),
        Shape::TextMembers => (Kind::Object, "must be an object of strings"),
        Shape::Texts => (Kind::Array, "must be a list of strings"),
        Shape::Entries => (Kind::Array, "must be a list of objects"),
        Shape::Condition => (Kind::Object, "must be an object"),
    };
    if value.is_null() {
        return Ok(());
    }
    if value.kind() != shape {
        return Err(wrong_type(path, must));
    }
    match row.shape {
        Shape::Text => check_text(row, value, path),
        Shape::Entries => Ok(()),
        Shape::Condition => conditions::check(value, path, MAX_DEPTH),
        Shape::Texts => {
            value.elements().enumerate().try_for_each(|(index, element)| {
                // Elements are in memory, so their number fits.
                let path = [path, "[", &digits(index as i64), "]"].concat();
                check_text(row, element, &path)
            })
        }
        Shape::TextMembers => value.members().try_for_each(|(name, value)| {
            // The report's own member of this name is always stored.
            let path = if is_shown(name) { [path, ".", name].concat() } else { path.into() };
            if name == "receipts" { Err(not_allowed(&path, row, "")) } else { check_text(row, value, &path) }
        }),
    }
}

/// Checks that a value is a text which an option can be or hold.
fn check_text(row: &Row, value: Value<'_>, path: &str) -> Result<(), Error> {
    let text = check_string(value, path)?;
    if row.allows(text) { Ok(()) } else { Err(not_allowed(path, row, text)) }
}

/// Checks that a value is a text, not empty, and without white space around it.
pub(super) fn check_string<'v>(value: Value<'v>, path: &str) -> Result<&'v str, Error> {
    Err(match value.string() {
        None => wrong_type(path, "must be a string"),
        Some("") => empty(path, "must not be empty; leave it out, or set it to null"),
        Some(text) if trimmed(text).len() != text.len() => invalid(path, "must not begin or end with white space"),
        Some(text) => return Ok(text),
    })
}

/// A value of another type of JSON than it has to be.
pub(super) fn wrong_type(name: &str, must: &'static str) -> Error {
    let error = invalid(name, must);
    #[cfg(feature = "builder")]
    let error = error.with_option(OptionProblem::WrongType { expected: must.strip_prefix("must be ").unwrap_or(must) });
    error
}

pub(super) fn empty(name: &str, must: &str) -> Error {
    let error = invalid(name, must);
    #[cfg(feature = "builder")]
    let error = error.with_option(OptionProblem::Empty);
    error
}

/// A text that an option cannot be.
fn not_allowed(name: &str, row: &Row, text: &str) -> Error {
    not_one_of(name, row.names, row.must, text)
}

/// A text that an option cannot be. `names` is what it can be, if that is a list; `must` says it in words.
#[cfg_attr(not(feature = "builder"), expect(unused_variables, reason = "names and text are for programs"))]
pub(super) fn not_one_of(name: &str, names: &'static [&'static str], must: &'static str, text: &str) -> Error {
    let error = invalid(name, must);
    #[cfg(feature = "builder")]
    let error = {
        let value = (!names.is_empty() && is_shown(text)).then(|| text.into());
        error.with_option(OptionProblem::NotAllowed { allowed: must, choices: names.into(), value })
    };
    error
}

/// Whether a name may be shown. A name that is too long or has unusual characters may be a misplaced secret.
pub(super) fn is_shown(name: &str) -> bool {
    name.len() <= LONGEST_NAME && is_like_a_name(name)
}

/// A text without the white space around it, visible or invisible.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}'))
}

pub(super) fn is_like_a_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

/// The one of the names that differs from a name by at most two changes, and least.
#[inline(never)]
pub(super) fn nearest_of(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let is_near = |known: &&'static str, changes: usize| {
        known.len() > changes
            && known.len().abs_diff(name.len()) <= changes
            && is_within(name.as_bytes(), known.as_bytes(), changes)
    };
    let is_short = (1..=LONGEST_NAME).contains(&name.len());
    (0..=2).filter(|_| is_short).find_map(|changes| known.iter().find(|known| is_near(known, changes))).copied()
}

/// Whether at most `changes` edits of bytes turn one text into the other. An edit inserts, removes or replaces a byte. (Both are short.)
fn is_within(one: &[u8], other: &[u8], changes: usize) -> bool {
    let (Some((first, one_rest)), Some((second, other_rest))) = (one.split_first(), other.split_first()) else {
        return one.len().max(other.len()) <= changes;
    };
    if first.eq_ignore_ascii_case(second) {
        return is_within(one_rest, other_rest, changes);
    }
    changes.checked_sub(1).is_some_and(|left| {
        is_within(one_rest, other_rest, left) || is_within(one_rest, other, left) || is_within(one, other_rest, left)
    })
}
