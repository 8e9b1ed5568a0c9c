//! Writes our types as JSON. A type lists its members once, for the JSON text and for `serde`.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Number;
use super::read::plain_end;
use crate::asserted::Asserted;
use crate::text::{digits, hex};

/// What the core reads and writes as JSON. These are [`Report`](crate::Report), [`Actions`](crate::delivery::Actions),
/// [`Error`](crate::Error) and others made of members. It is implemented here alone; see [`to_json`].
pub trait ToJson: Members {}

impl<T: Members> ToJson for T {}

/// A type that is an object in JSON.
pub trait Members {
    /// Shows every member to `visit`, in the order they are to have.
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>));
}

/// A type that is an array of objects in JSON.
pub trait List {
    /// Shows every element to `visit`.
    fn elements(&self, visit: &mut dyn FnMut(&dyn Members));
}

impl<T: Members> List for Vec<T> {
    fn elements(&self, visit: &mut dyn FnMut(&dyn Members)) {
        for element in self {
            visit(element);
        }
    }
}

/// What a member holds.
#[derive(Clone, Copy)]
pub enum Field<'f> {
    /// Nothing: the member is left out.
    Absent,
    /// A string.
    Text(&'f str),
    /// A whole number.
    Integer(i64),
    /// A number as it came.
    Number(Number<'f>),
    /// `true` or `false`.
    Bool(bool),
    /// An object.
    Object(&'f dyn Members),
    /// An array of objects.
    List(&'f dyn List),
    /// An array of strings.
    Texts(&'f [&'f str]),
}

/// A type that can be what a member holds.
pub(crate) trait AsField {
    /// It, as that.
    fn as_field(&self) -> Field<'_>;

    /// Shows it as the member `name`. Called, not inlined: reports have a hundred members.
    #[inline(never)]
    fn show(&self, name: &'static str, visit: &mut dyn FnMut(&'static str, Field<'_>)) {
        visit(name, self.as_field());
    }
}

impl AsField for str {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl AsField for &str {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl AsField for String {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl AsField for Cow<'_, str> {
    fn as_field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl AsField for i64 {
    fn as_field(&self) -> Field<'_> {
        Field::Integer(*self)
    }
}

impl AsField for u16 {
    fn as_field(&self) -> Field<'_> {
        Field::Integer(i64::from(*self))
    }
}

impl AsField for u32 {
    fn as_field(&self) -> Field<'_> {
        Field::Integer(i64::from(*self))
    }
}

impl AsField for bool {
    fn as_field(&self) -> Field<'_> {
        Field::Bool(*self)
    }
}

impl<'a> Number<'a> {
    /// As a field. One beyond the range of doubles is left out: most readers of JSON refuse the whole text for it.
    pub(crate) fn field<'f>(self) -> Field<'f>
    where
        'a: 'f,
    {
        if self.is_finite() { Field::Number(self) } else { Field::Absent }
    }
}

impl AsField for Number<'_> {
    fn as_field(&self) -> Field<'_> {
        self.field()
    }
}

impl<T: AsField> AsField for Option<T> {
    fn as_field(&self) -> Field<'_> {
        self.as_ref().map_or(Field::Absent, AsField::as_field)
    }
}

impl<T: Members> AsField for Vec<T> {
    fn as_field(&self) -> Field<'_> {
        Field::List(self)
    }
}

/// Lists the members of a type in the order of its JSON. It makes the type serializable by `serde`.
macro_rules! members {
    ($($type:ident)::+ $(<$lifetime:lifetime>)?: $($name:ident),+ $(,)?) => {
        impl$(<$lifetime>)? $crate::json::Members for $($type)::+$(<$lifetime>)? {
            fn members(&self, visit: &mut dyn FnMut(&'static str, $crate::json::Field<'_>)) {
                $($crate::json::AsField::show(&self.$name, stringify!($name), visit);)+
            }
        }
        $crate::json::members!(object $($type)::+ $(<$lifetime>)?);
    };
    (object $($type:ident)::+ $(<$lifetime:lifetime>)?) => {
        impl$(<$lifetime>)? $crate::json::AsField for $($type)::+$(<$lifetime>)? {
            fn as_field(&self) -> $crate::json::Field<'_> {
                $crate::json::Field::Object(self)
            }
        }

        #[cfg(feature = "serde")]
        impl$(<$lifetime>)? serde::Serialize for $($type)::+$(<$lifetime>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$crate::json::AsField::as_field(self), serializer)
            }
        }
    };
}
pub(crate) use members;

/// The JSON text of an object: the same that archives and hosts get.
#[must_use]
pub fn to_json(object: &dyn ToJson) -> Vec<u8> {
    to_json_of_about(0, object)
}

/// As [`to_json`], for an object whose text mostly has no more bytes than `length`. Then it is never in memory twice while it
/// grows. Of one that may be large the length is counted first.
pub(crate) fn to_json_of_about(length: usize, object: &dyn Members) -> Vec<u8> {
    const LARGE: usize = 0x10000;
    let mut out = Vec::with_capacity(if length < LARGE { length } else { length_of(object) });
    append_json(&mut out, object);
    out
}

/// The length of an object's JSON text, or a little more. It assumes that nothing in it has to be escaped.
fn length_of(object: &dyn Members) -> usize {
    const NUMBER: usize = 20;
    let mut length: usize = 2;
    object.members(&mut |name, field| {
        let value = match field {
            Field::Absent => return,
            Field::Text(text) => text.len().plus(2),
            Field::Number(number) => number.0.len(),
            Field::Integer(_) | Field::Bool(_) => NUMBER,
            Field::Object(object) => length_of(object),
            Field::List(list) => {
                let mut all: usize = 2;
                list.elements(&mut |object| all = all.plus(length_of(object)).plus(1));
                all
            }
            Field::Texts(texts) => texts.iter().fold(2_usize, |all, text| all.plus(text.len()).plus(3)),
        };
        length = length.plus(name.len()).plus(4).plus(value);
    });
    length
}

/// Appends the JSON text of an object.
pub(crate) fn append_json(out: &mut Vec<u8>, object: &dyn Members) {
    let mut before = b"{\"";
    object.members(&mut |name, field| {
        if !matches!(field, Field::Absent) {
            out.extend_from_slice(before);
            before = b",\"";
            // A name of ours has nothing to escape.
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
            append_field(out, field);
        }
    });
    if before == b"{\"" {
        out.push(b'{');
    }
    out.push(b'}');
}

fn append_field(out: &mut Vec<u8>, field: Field<'_>) {
    match field {
        Field::Absent => {}
        Field::Text(text) => quote(out, text),
        Field::Integer(number) => out.extend_from_slice(digits(number).as_bytes()),
        Field::Number(number) => out.extend_from_slice(number.0.as_bytes()),
        Field::Bool(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Field::Object(object) => append_json(out, object),
        Field::List(list) => {
            let mut separator = b'[';
            list.elements(&mut |object| {
                out.push(separator);
                separator = b',';
                append_json(out, object);
            });
            if separator == b'[' {
                out.push(b'[');
            }
            out.push(b']');
        }
        Field::Texts(texts) => {
            out.push(b'[');
            for (index, text) in texts.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                quote(out, text);
            }
            out.push(b']');
        }
    }
}

/// Appends a text as a JSON string. Control characters are escaped, so a text can never end a line of the log.
pub(crate) fn quote(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len().plus(2));
    out.push(b'"');
    let mut plain = 0;
    loop {
        let at = plain_end(bytes, plain);
        out.extend_from_slice(bytes.get(plain..at).unwrap_or_default());
        let Some(byte) = bytes.get(at) else { break };
        out.push(b'\\');
        out.push(match byte {
            b'"' | b'\\' => *byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            control => {
                out.extend_from_slice(b"u00");
                out.extend_from_slice(hex(&[*control]).as_bytes());
                plain = at.plus(1);
                continue;
            }
        });
        plain = at.plus(1);
    }
    out.push(b'"');
}
