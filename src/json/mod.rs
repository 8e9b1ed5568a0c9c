//! JSON as it comes from outside and goes out again: read once, borrowed from the input, numbers kept digit for digit.
//!
//! Why not `serde_json` here: on Node.js 8.9 the size of the module is the time to start, and its reader and writer
//! with the conversion of floating-point numbers are 17 KB of it, where these are 5. They keep what it does not:
//! numbers exactly as they were written, the JSON path of an error, and texts with half a surrogate pair. `serde_json`
//! is the oracle they are tested against, and `serde` how other programs take our types (see [`serialize`]).

mod read;
mod serialize;
mod write;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::text::digits;
pub(crate) use write::{AsField, Field, Members, members, to_json, to_json_of_large};

/// A JSON value that borrows its texts from the input wherever they hold no escape.
///
/// Accessors answer "absent" for a member that is missing, `null` or of the wrong type: what a task reports must not
/// be lost because one field has an unexpected form.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number<'a>),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object, its members in the order of the text; of repeated names the last one counts.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// A number exactly as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(pub(crate) &'a str);

impl<'a> Number<'a> {
    /// The digits as they were written.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.0
    }

    /// The nearest double, infinite beyond the range of doubles.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The whole number, also if it is written with zeros behind a decimal point; `None` if it is none of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let mut value = 0_i64;
        let mut bytes = self.0.bytes();
        let negative = self.0.starts_with('-');
        if negative {
            bytes.next();
        }
        while let Some(byte) = bytes.next() {
            match byte {
                b'0'..=b'9' => {
                    // Summed up below zero, where one more number fits.
                    value = value.checked_mul(10)?.checked_sub(i64::from(byte & 15))?;
                }
                b'.' => return if bytes.all(|byte| byte == b'0') { signed(value, negative) } else { None },
                _ => return None,
            }
        }
        signed(value, negative)
    }
}

fn signed(value: i64, negative: bool) -> Option<i64> {
    if negative { Some(value) } else { value.checked_neg() }
}

/// The value of every absent member.
static NULL: Value<'static> = Value::Null;

impl<'a> Value<'a> {
    /// Reads one JSON text (RFC 8259), with or without a byte order mark before it. Half a surrogate pair, which
    /// JavaScript can write but Unicode does not have, becomes U+FFFD.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidJson`](crate::ErrorCode::InvalidJson) with the byte offset and the path of what cannot stand
    /// where it stands. Nesting beyond 128 levels counts as invalid, so that no input can exhaust the stack.
    pub fn parse(text: &'a [u8]) -> Result<Self, Error> {
        read::parse(text)
    }

    /// The member `name` of an object; `Null` if there is none or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value<'a> {
        for (member, value) in self.members().iter().rev() {
            if member == name {
                return value;
            }
        }
        &NULL
    }

    /// The members of an object in the order of the text; none if this is no object.
    #[must_use]
    pub fn members(&self) -> &[(Cow<'a, str>, Value<'a>)] {
        match self {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of an array; none if this is no array.
    #[must_use]
    pub fn elements(&self) -> &[Value<'a>] {
        match self {
            Value::Array(elements) => elements,
            _ => &[],
        }
    }

    /// Whether this is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Value::Object(_))
    }

    /// Whether this is `null`, which the services use for "absent".
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text of a string that is not empty: the services use `""` for "absent" too.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::String(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// The text of a non-empty string or the digits of a number, for codes and ids that come as either.
    #[must_use]
    pub fn text_or_digits(&self) -> Option<&str> {
        match self {
            Value::Number(number) => Some(number.0),
            other => other.text(),
        }
    }

    /// A whole number, also from a string that holds one.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        self.number()?.as_i64()
    }

    /// A number, also from a string that holds one.
    #[must_use]
    pub fn number(&self) -> Option<Number<'_>> {
        match self {
            Value::Number(number) => Some(*number),
            Value::String(text) => read::number(text),
            _ => None,
        }
    }
}

/// Where in a document: member names joined by dots, elements as `[n]`. Built from the inside out.
pub(crate) fn path_of(segments: &[Segment<'_>]) -> String {
    let mut path = String::new();
    for segment in segments.iter().rev() {
        match segment {
            Segment::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Segment::Element(index) => {
                path.push('[');
                path.push_str(&digits(i64::try_from(*index).unwrap_or(i64::MAX)));
                path.push(']');
            }
        }
    }
    path
}

/// A step into a document.
pub(crate) enum Segment<'a> {
    /// A member of an object.
    Member(Cow<'a, str>),
    /// An element of an array.
    Element(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_members_whatever_their_type() {
        let value = Value::parse(br#"{"a":"x","b":null,"c":"12","d":1.50,"e":"","f":7}"#).unwrap();
        assert_eq!(value.get("a").text(), Some("x"));
        assert_eq!(value.get("b").text(), None);
        assert_eq!(value.get("missing").get("deeper").integer(), None);
        assert_eq!(value.get("c").integer(), Some(12));
        assert_eq!(value.get("d").number().map(|number| number.0), Some("1.50"));
        assert_eq!(value.get("e").text(), None);
        assert_eq!(value.get("f").text_or_digits(), Some("7"));
        assert_eq!(value.get("a").number(), None);
    }

    #[test]
    fn whole_numbers_of_every_form() {
        let integer = |text: &str| Number(text).as_i64();
        assert_eq!(integer("1080.0"), Some(1080));
        assert_eq!(integer("-0"), Some(0));
        assert_eq!(integer("9223372036854775807"), Some(i64::MAX));
        assert_eq!(integer("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(integer("9223372036854775808"), None);
        assert_eq!(integer("1.5"), None);
        assert_eq!(integer("1e3"), None);
    }

    #[test]
    fn the_last_of_repeated_names_counts() {
        let value = Value::parse(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(value.get("a").integer(), Some(2));
    }
}
