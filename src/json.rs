//! JSON as it comes from outside: parsed once, borrowed from the input, read without trusting any type.
//!
//! Notifications, options and service answers all go through [`Value`], so the parser is in the
//! WebAssembly once. Accessors answer "absent" for a member that is missing, `null` or of the wrong
//! type: what a task reports must not be lost because one field has an unexpected form.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::{Error, ErrorCode};
use crate::text::{digits, hex};

/// A JSON value that borrows its strings from the text wherever they hold no escape.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction or exponent that fits 64 bits.
    Integer(i64),
    /// Any other number, as the nearest double.
    Float(f64),
    /// A string.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object, its members in the order of the text; of repeated names the last one counts.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// The value of every absent member.
static NULL: Value<'static> = Value::Null;

impl<'a> Value<'a> {
    /// Parses one JSON text (RFC 8259), with or without a byte order mark before it.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidJson`] with the byte offset of the first byte that cannot stand where it
    /// stands. Nesting deeper than 127 levels and numbers beyond the range of a double count as
    /// invalid, so that no input can exhaust the stack.
    pub fn parse(text: &'a [u8]) -> Result<Self, Error> {
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
        let json = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        Value::deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value)).map_err(|error| {
            let skipped = text.len().saturating_sub(json.len());
            let at = if error.is_eof() { json.len() } else { offset_of(json, error.line(), error.column()) };
            let message = ["not valid JSON: ", &describe(json.get(at))].concat();
            Error::new(ErrorCode::InvalidJson, message).at_offset(at.saturating_add(skipped))
        })
    }

    /// The member `name` of an object; `Null` if there is none or this is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value<'a> {
        self.members().iter().rfind(|(member, _)| member == name).map_or(&NULL, |(_, value)| value)
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

    /// The text of a non-empty string or the digits of an integer, for codes and ids that come as either.
    #[must_use]
    pub fn text_or_digits(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Integer(number) => Some(Cow::Owned(digits(*number))),
            other => other.text().map(Cow::Borrowed),
        }
    }

    /// A whole number, also from a string of digits.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match self.as_number()? {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// A number, also from a string that holds one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self.as_number()? {
            #[expect(clippy::cast_precision_loss, reason = "a JSON number is a double to every reader")]
            Value::Integer(number) => Some(number as f64),
            Value::Float(number) => Some(number),
            _ => None,
        }
    }

    fn as_number(&self) -> Option<Value<'static>> {
        match self {
            Value::Integer(number) => Some(Value::Integer(*number)),
            Value::Float(number) => Some(Value::Float(*number)),
            Value::String(text) => match Value::parse(text.as_bytes()) {
                Ok(Value::Integer(number)) => Some(Value::Integer(number)),
                Ok(Value::Float(number)) => Some(Value::Float(number)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What stands where the parser stopped. (Not the parser's own words: to print them costs the module 3 KB.)
fn describe(byte: Option<&u8>) -> String {
    let Some(&byte) = byte else {
        return "the text ends too early".into();
    };
    let found = match byte {
        b'!'..=b'~' => ["unexpected `", char::from(byte).encode_utf8(&mut [0; 4]), "`"].concat(),
        _ => ["unexpected byte 0x", &hex(&[byte])].concat(),
    };
    let besides = match byte {
        b'[' | b'{' => ", or nesting beyond 127 levels",
        b'0'..=b'9' => ", or a number beyond the range of a double",
        _ => "",
    };
    [&found, besides].concat()
}

/// The byte offset of a position the parser gives: lines count from one, and the column is the number of bytes
/// of the line up to and with the offending one, so 0 for the line break before the line.
fn offset_of(text: &[u8], line: usize, column: usize) -> usize {
    let mut start = 0_usize;
    for _ in 1..line {
        let rest = text.get(start..).unwrap_or_default();
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            break;
        };
        start = start.saturating_add(end).saturating_add(1);
    }
    start.saturating_add(column).saturating_sub(1).min(text.len())
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        #[expect(clippy::cast_precision_loss, reason = "beyond i64 the nearest double, as everywhere in JSON")]
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Value::String(Cow::Owned(String::from(value))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element()? {
            elements.push(element);
        }
        Ok(Value::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            members.push((name, map.next_value()?));
        }
        Ok(Value::Object(members))
    }
}

/// The name of a member.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a member name")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(String::from(value))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset(text: &[u8]) -> Option<usize> {
        Value::parse(text).unwrap_err().offset()
    }

    #[test]
    fn reads_members_whatever_their_type() {
        let value = Value::parse(br#"{"a":"x","b":null,"c":"12","d":1.5,"e":"","f":7}"#).unwrap();
        assert_eq!(value.get("a").text(), Some("x"));
        assert_eq!(value.get("b").text(), None);
        assert_eq!(value.get("missing").get("deeper").integer(), None);
        assert_eq!(value.get("c").integer(), Some(12));
        assert_eq!(value.get("d").number(), Some(1.5));
        assert_eq!(value.get("e").text(), None);
        assert_eq!(value.get("f").text_or_digits().as_deref(), Some("7"));
        assert_eq!(value.get("a").number(), None);
    }

    #[test]
    fn the_last_of_repeated_names_counts() {
        let value = Value::parse(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(value.get("a").integer(), Some(2));
    }

    #[test]
    fn errors_name_the_byte() {
        assert_eq!(offset(b"{\"a\":1,}"), Some(7));
        assert_eq!(offset(b"{\n  \"a\": tru\n}"), Some(12));
        assert_eq!(offset(b""), Some(0));
        assert_eq!(offset(b"\xef\xbb\xbf{]"), Some(4));
        assert_eq!(offset(b"{} {}"), Some(3));
        let error = Value::parse(b"[1e999]").unwrap_err();
        assert_eq!(error.message(), "not valid JSON: unexpected `9`, or a number beyond the range of a double");
    }

    #[test]
    fn nesting_is_bounded() {
        let bomb = [b'['; 100_000];
        assert!(Value::parse(&bomb).is_err());
    }
}
