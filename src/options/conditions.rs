//! Checks conditions, the option `where` of a target. [`filter`](crate::filter) says what they mean.

use alloc::vec::Vec;

use super::settings::{check_string, empty, nearest_of, not_one_of, wrong_type};
use super::{invalid, unknown};
use crate::asserted::Asserted;
use crate::error::Error;
use crate::filter::{COMBINATORS, Condition, MAX_DEPTH, Names, ROWS, Values, row_of};
use crate::json::{Document, Kind, Value};
use crate::text::digits;

/// The largest whole number that all readers of JSON take.
const MAX_NUMBER: i64 = (1 << 53) - 1;

impl Condition {
    /// Reads a condition, the JSON text of an object as the option `where` has it.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOptions`](crate::ErrorCode::InvalidOptions) with the path in [`Error::path`]: `where.any[1].outcome`;
    /// [`ErrorCode::InvalidJson`](crate::ErrorCode::InvalidJson) if it is not JSON.
    pub fn from_json(json: &[u8]) -> Result<Self, Error> {
        let document = Document::parse(json)?;
        check(document.root(), "where", MAX_DEPTH)?;
        Ok(Condition::of_checked(document.root()))
    }
}

/// Checks an object of conditions, with as many levels at most. `path` is how errors name it.
pub(super) fn check(object: Value<'_>, path: &str, levels: u32) -> Result<(), Error> {
    if !object.is_object() {
        return Err(wrong_type(path, "must be an object"));
    }
    let Some(levels) = levels.checked_sub(1) else {
        return Err(invalid(path, "is inside too many others: conditions have at most 8 levels"));
    };
    if object.members().next().is_none() {
        return Err(empty(path, "must have at least one condition"));
    }
    object.members().try_for_each(|(name, value)| {
        let inner = [path, ".", name].concat();
        match (name, row_of(name)) {
            ("not", _) => check(value, &inner, levels),
            ("all" | "any", _) => {
                each(value, &inner, "must be a list of objects", &|value, path| check(value, path, levels))
            }
            (_, Some(row)) if row.values == Values::Bounds => check_bounds(value, &inner),
            (_, Some(row)) => {
                let check = |value: Value<'_>, path: &str| check_value(value, row.values, path);
                if value.kind() == Kind::Array { each(value, &inner, "", &check) } else { check(value, &inner) }
            }
            (_, None) => Err(unknown(name, path, "condition", nearest(name))),
        }
    })
}

/// Checks the elements of a list that has at least one.
fn each(
    list: Value<'_>,
    path: &str,
    must: &'static str,
    check: &dyn Fn(Value<'_>, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    if list.kind() != Kind::Array {
        return Err(wrong_type(path, must));
    }
    if list.elements().next().is_none() {
        return Err(empty(path, "must not be empty; leave it out"));
    }
    let mut index = 0_i64;
    list.elements().try_for_each(|element| {
        let path = [path, "[", &digits(index), "]"].concat();
        index = index.plus(1);
        check(element, &path)
    })
}

/// Checks one value of a condition.
fn check_value(value: Value<'_>, values: Values, path: &str) -> Result<(), Error> {
    if values == Values::Codes && value.kind() == Kind::Number {
        let is_code = value.integer().is_some_and(|code| code.unsigned_abs() <= MAX_NUMBER.unsigned_abs());
        return if is_code { Ok(()) } else { Err(wrong_type(path, "must be a string or a whole number")) };
    }
    let text = check_string(value, path)?;
    match values {
        Values::Names(Names { names, must }) if !names.contains(&text) => Err(not_one_of(path, names, must, text)),
        _ => Ok(()),
    }
}

/// Checks an object of bounds.
fn check_bounds(bounds: Value<'_>, path: &str) -> Result<(), Error> {
    if !bounds.is_object() {
        return Err(wrong_type(path, "must be an object with `min`, `max` or both"));
    }
    if bounds.members().next().is_none() {
        return Err(empty(path, "must have `min`, `max` or both"));
    }
    bounds.members().try_for_each(|(name, value)| {
        let inner = [path, ".", name].concat();
        if !matches!(name, "min" | "max") {
            return Err(unknown(name, path, "bound", None));
        }
        let is_number = value.kind() == Kind::Number;
        match value.integer().filter(|_| is_number) {
            Some(0..=MAX_NUMBER) => Ok(()),
            _ => Err(wrong_type(&inner, "must be a whole number that is not below zero")),
        }
    })?;
    match (bounds.integer_of("min"), bounds.integer_of("max")) {
        (Some(min), Some(max)) if min > max => Err(invalid(path, "must have a `min` that is not above its `max`")),
        _ => Ok(()),
    }
}

/// The condition that a name seems to mean: it differs by at most two changes.
fn nearest(name: &str) -> Option<&'static str> {
    let known: Vec<&'static str> = ROWS.iter().map(|row| row.name).chain(COMBINATORS).collect();
    nearest_of(name, &known).or_else(|| ALSO_CALLED.iter().find(|(other, _)| *other == name).map(|(_, known)| *known))
}

/// Other names that people give to conditions: those of reports, and those without the unit.
static ALSO_CALLED: [(&str, &str); 6] = [
    ("size", "size_bytes"),
    ("duration", "duration_s"),
    ("duration_ms", "duration_s"),
    ("status", "task_status"),
    ("type", "event_type"),
    ("code_ext", "code"),
];
