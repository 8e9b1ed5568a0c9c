//! Writing: every type of ours lists its members once, and both the JSON text and `serde` are made from that list.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Number;
use crate::text::digits;

/// A type that is an object in JSON.
pub(crate) trait Members {
    /// Shows every member to `visit`, in the order they are to have.
    fn members(&self, visit: &mut dyn FnMut(&'static str, Field<'_>));
}

/// A type that is an array of objects in JSON.
pub(crate) trait List {
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
pub(crate) enum Field<'f> {
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
}

/// A type that can be what a member holds.
pub(crate) trait AsField {
    /// It, as that.
    fn as_field(&self) -> Field<'_>;
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

impl AsField for Number<'_> {
    fn as_field(&self) -> Field<'_> {
        Field::Number(*self)
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

/// Lists the members of a type, in the order they have in JSON, and makes it serializable by `serde`.
macro_rules! members {
    ($($type:ident)::+ $(<$lifetime:lifetime>)?: $($name:ident),+ $(,)?) => {
        impl$(<$lifetime>)? $crate::json::Members for $($type)::+$(<$lifetime>)? {
            fn members(&self, visit: &mut dyn FnMut(&'static str, $crate::json::Field<'_>)) {
                $(visit(stringify!($name), $crate::json::AsField::as_field(&self.$name));)+
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

        impl$(<$lifetime>)? serde::Serialize for $($type)::+$(<$lifetime>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$crate::json::AsField::as_field(self), serializer)
            }
        }
    };
}
pub(crate) use members;

/// The JSON text of an object.
pub(crate) fn to_json(object: &dyn Members) -> Vec<u8> {
    let mut out = Vec::new();
    write_object(&mut out, object);
    out
}

fn write_object(out: &mut Vec<u8>, object: &dyn Members) {
    let mut separator = b'{';
    object.members(&mut |name, field| {
        if !matches!(field, Field::Absent) {
            out.push(separator);
            separator = b',';
            write_text(out, name);
            out.push(b':');
            write_field(out, field);
        }
    });
    if separator == b'{' {
        out.push(b'{');
    }
    out.push(b'}');
}

fn write_field(out: &mut Vec<u8>, field: Field<'_>) {
    match field {
        Field::Absent => {}
        Field::Text(text) => write_text(out, text),
        Field::Integer(number) => out.extend_from_slice(digits(number).as_bytes()),
        Field::Number(number) => out.extend_from_slice(number.0.as_bytes()),
        Field::Bool(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Field::Object(object) => write_object(out, object),
        Field::List(list) => {
            let mut separator = b'[';
            list.elements(&mut |object| {
                out.push(separator);
                separator = b',';
                write_object(out, object);
            });
            if separator == b'[' {
                out.push(b'[');
            }
            out.push(b']');
        }
    }
}

/// Appends a text as a JSON string. Control characters are escaped, so a text can never end a line of the log.
fn write_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    for byte in text.bytes() {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0..=0x1f | 0x7f => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(crate::text::hex(&[byte]).as_bytes());
                continue;
            }
            _ => {
                out.push(byte);
                continue;
            }
        };
        out.push(b'\\');
        out.push(short);
    }
    out.push(b'"');
}
