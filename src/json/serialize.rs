//! Implements `serde` for our types, in the same shape as the JSON text.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::write::{Field, List, Members, ToJson};

/// The largest integer below which doubles have them all.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A field for a serializer. `JS`: for JavaScript, whose numbers are doubles: integers beyond 2^53 are the doubles that it
/// reads the digits of the JSON text as.
struct Shown<'f, const JS: bool>(Field<'f>);

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shown::<false>(*self).serialize(serializer)
    }
}

/// For JavaScript.
impl Serialize for dyn ToJson + '_ {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_object::<S, true>(self, serializer)
    }
}

impl<const JS: bool> Serialize for Shown<'_, JS> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_taken = |whole: i64| !JS || whole.unsigned_abs() <= MAX_SAFE_INTEGER;
        match self.0 {
            Field::Absent => serializer.serialize_unit(),
            Field::Text(text) => serializer.serialize_str(text),
            Field::Integer(number) if is_taken(number) => serializer.serialize_i64(number),
            #[expect(clippy::cast_precision_loss, reason = "that is the double meant")]
            Field::Integer(number) => serializer.serialize_f64(number as f64),
            #[expect(clippy::cast_precision_loss, reason = "below 2^53 none is lost")]
            Field::Number(number) => match number.as_i64() {
                Some(whole) if is_taken(whole) && is_integer(number.0) => serializer.serialize_i64(whole),
                Some(whole) if whole != 0 && whole.unsigned_abs() <= MAX_SAFE_INTEGER => {
                    serializer.serialize_f64(whole as f64)
                }
                _ => serializer.serialize_f64(number.as_f64()),
            },
            Field::Bool(value) => serializer.serialize_bool(value),
            Field::Object(object) => serialize_object::<S, JS>(object, serializer),
            Field::List(list) => serialize_list::<S, JS>(list, serializer),
            Field::Texts(texts) => texts.serialize(serializer),
        }
    }
}

/// Whether a number is written as an integer to all readers. JavaScript distinguishes `-0` from `0`.
fn is_integer(digits: &str) -> bool {
    digits != "-0" && digits.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit())
}

fn serialize_object<S: Serializer, const JS: bool>(object: &dyn Members, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut result = Ok(());
    object.members(&mut |name, field| {
        if result.is_ok() && !matches!(field, Field::Absent) {
            result = map.serialize_entry(name, &Shown::<JS>(field));
        }
    });
    result.and_then(|()| map.end())
}

fn serialize_list<S: Serializer, const JS: bool>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(None)?;
    let mut result = Ok(());
    list.elements(&mut |object| {
        if result.is_ok() {
            result = sequence.serialize_element(&Shown::<JS>(Field::Object(object)));
        }
    });
    result.and_then(|()| sequence.end())
}
