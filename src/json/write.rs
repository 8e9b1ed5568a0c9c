//! Writing: every type of ours lists its members once, and both the JSON text and `serde` are made from that list.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::Number;
use crate::text::{digits, hex};

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
        if self.is_surely_finite() { Field::Number(self) } else { Field::Absent }
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

/// Lists the members of a type, in the order they have in JSON, and makes it serializable by `serde`.
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
    let mut out = Text { bytes: Vec::new(), length: None };
    out.object(object);
    out.bytes
}

/// As [`to_json`], for an object that may be large: its length is counted first, so that the text is never in memory
/// twice while it grows.
pub(crate) fn to_json_of_large(object: &dyn Members) -> Vec<u8> {
    let mut out = Text { bytes: Vec::new(), length: Some(0) };
    out.object(object);
    let mut out = Text { bytes: Vec::with_capacity(out.length.unwrap_or_default()), length: None };
    out.object(object);
    out.bytes
}

/// Appends a text as a JSON string.
pub(crate) fn quote(out: &mut Vec<u8>, text: &str) {
    let mut quoted = Text { bytes: core::mem::take(out), length: None };
    quoted.text(text);
    *out = quoted.bytes;
}

/// A text that is written, or whose length is counted.
struct Text {
    bytes: Vec<u8>,
    length: Option<usize>,
}

impl Text {
    fn bytes(&mut self, bytes: &[u8]) {
        match &mut self.length {
            Some(length) => *length = length.saturating_add(bytes.len()),
            None => self.bytes.extend_from_slice(bytes),
        }
    }

    fn object(&mut self, object: &dyn Members) {
        let mut separator = b"{";
        object.members(&mut |name, field| {
            if !matches!(field, Field::Absent) {
                self.bytes(separator);
                separator = b",";
                self.text(name);
                self.bytes(b":");
                self.field(field);
            }
        });
        if separator == b"{" {
            self.bytes(b"{");
        }
        self.bytes(b"}");
    }

    fn field(&mut self, field: Field<'_>) {
        match field {
            Field::Absent => {}
            Field::Text(text) => self.text(text),
            Field::Integer(number) => self.bytes(digits(number).as_bytes()),
            Field::Number(number) => self.bytes(number.0.as_bytes()),
            Field::Bool(value) => self.bytes(if value { b"true" } else { b"false" }),
            Field::Object(object) => self.object(object),
            Field::List(list) => {
                let mut separator = b"[";
                list.elements(&mut |object| {
                    self.bytes(separator);
                    separator = b",";
                    self.object(object);
                });
                if separator == b"[" {
                    self.bytes(b"[");
                }
                self.bytes(b"]");
            }
            Field::Texts(texts) => {
                self.bytes(b"[");
                for (index, text) in texts.iter().enumerate() {
                    if index > 0 {
                        self.bytes(b",");
                    }
                    self.text(text);
                }
                self.bytes(b"]");
            }
        }
    }

    /// A text as a JSON string. Control characters are escaped, so a text can never end a line of the log.
    fn text(&mut self, text: &str) {
        self.bytes(b"\"");
        let mut rest = text.as_bytes();
        loop {
            let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x7f);
            let plain = rest.iter().position(special).unwrap_or(rest.len());
            self.bytes(rest.get(..plain).unwrap_or_default());
            let Some(byte) = rest.get(plain) else { break };
            match byte {
                b'"' => self.bytes(b"\\\""),
                b'\\' => self.bytes(b"\\\\"),
                b'\n' => self.bytes(b"\\n"),
                b'\r' => self.bytes(b"\\r"),
                b'\t' => self.bytes(b"\\t"),
                control => {
                    self.bytes(b"\\u00");
                    self.bytes(hex(&[*control]).as_bytes());
                }
            }
            rest = rest.get(plain.saturating_add(1)..).unwrap_or_default();
        }
        self.bytes(b"\"");
    }
}
