//! Writes every JSON value in one spelling. So a digest does not depend on the spelling.
//!
//! The canonical text has no white space; strings are escaped as `JSON.stringify` escapes them, a lone surrogate as `\udxxx`
//! in lower case; a number is its significant digits and, unless it is zero, a power of ten: `1.50` is `15e-1`, `10` is `1e1`.
//! Members keep their order. One pass, in constant memory.

use alloc::vec::Vec;

use super::Number;
use super::read::plain_end;
use super::scan::{Escaped, unicode_escape};
use crate::asserted::Asserted;
use crate::text::{digits, hex};

/// Collects output and passes it on in pieces of about this many bytes.
const PIECE: usize = 4096;

/// Passes the canonical text of `json` to `write`, in pieces. `json` is valid JSON, with or without a byte order mark;
/// if it is an object, its own members named in `without` are left out.
pub(crate) fn canonical(json: &[u8], without: &[&str], write: &mut dyn FnMut(&[u8])) {
    let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
    let mut writer = Writer { json, at: 0, out: Vec::new(), is_left_out: false, write };
    writer.run(without);
    writer.flush();
}

struct Writer<'j, 'w> {
    json: &'j [u8],
    at: usize,
    out: Vec<u8>,
    /// Whether what is read belongs to a member that is left out.
    is_left_out: bool,
    write: &'w mut dyn FnMut(&[u8]),
}

impl Writer<'_, '_> {
    fn run(&mut self, without: &[&str]) {
        let is_object = self.json.trim_ascii_start().first() == Some(&b'{');
        let mut depth = 0_u32;
        // Whether the next string is the name of a member of the outermost object.
        let mut awaits_name = false;
        let mut is_first = true;
        while let Some(byte) = self.json.get(self.at).copied() {
            match byte {
                b'"' if awaits_name => {
                    awaits_name = false;
                    let name = self.name();
                    self.is_left_out = without.iter().any(|it| it.as_bytes() == name);
                    if !self.is_left_out {
                        self.emit(if is_first { b"\"" } else { b",\"" });
                        self.emit(&name);
                        self.emit(b"\"");
                        is_first = false;
                    }
                }
                b'"' => self.string(),
                b'-' | b'0'..=b'9' => self.number(),
                b' ' | b'\n' | b'\r' | b'\t' => self.step(),
                b',' if depth == 1 && is_object => {
                    (awaits_name, self.is_left_out) = (true, false);
                    self.step();
                }
                _ => {
                    match byte {
                        b'{' | b'[' => {
                            awaits_name = depth == 0 && byte == b'{';
                            depth = depth.plus(1);
                        }
                        b'}' | b']' => {
                            depth = depth.minus(1);
                            self.is_left_out &= depth > 0;
                        }
                        _ => {}
                    }
                    self.emit(&[byte]);
                    self.step();
                }
            }
        }
    }

    fn step(&mut self) {
        self.at = self.at.plus(1);
    }

    fn emit(&mut self, bytes: &[u8]) {
        if !self.is_left_out {
            self.out.extend_from_slice(bytes);
            if self.out.len() >= PIECE {
                self.flush();
            }
        }
    }

    fn flush(&mut self) {
        (self.write)(&self.out);
        self.out.clear();
    }

    /// The canonical text of the string that begins here, without its quotes.
    fn name(&mut self) -> Vec<u8> {
        let mut name = Vec::new();
        let mut collect = |piece: &[u8]| name.extend_from_slice(piece);
        let mut inner =
            Writer { json: self.json, at: self.at, out: Vec::new(), is_left_out: false, write: &mut collect };
        inner.string();
        inner.flush();
        self.at = inner.at;
        name.pop();
        name.drain(..1.min(name.len()));
        name
    }

    /// The string that begins here.
    fn string(&mut self) {
        self.emit(b"\"");
        self.step();
        loop {
            let end = plain_end(self.json, self.at);
            self.emit(self.json.get(self.at..end).unwrap_or_default());
            self.at = end;
            match self.json.get(end).copied() {
                Some(b'\\') => {
                    self.step();
                    self.escape();
                }
                // The only control character that stands in a string as it is.
                Some(0x7f) => {
                    self.emit(b"\x7f");
                    self.step();
                }
                _ => break,
            }
        }
        self.emit(b"\"");
        self.step();
    }

    /// What stands behind a backslash.
    fn escape(&mut self) {
        let Some(byte) = self.json.get(self.at).copied() else { return };
        self.step();
        match byte {
            b'u' => self.unicode_escape(),
            b'/' => self.emit(b"/"),
            _ => self.emit(&[b'\\', byte]),
        }
    }

    /// The character, or the lone surrogate, of the escape whose `u` was read.
    fn unicode_escape(&mut self) {
        let escape = self.at.minus(2);
        let read = unicode_escape(self.json.get(escape..).unwrap_or_default());
        debug_assert!(read.is_some(), "not valid JSON");
        let Some((escaped, length)) = read else { return };
        self.at = escape.plus(length);
        match escaped {
            Escaped::Character(character) => self.character(character),
            Escaped::LoneSurrogate(unit) => self.hexadecimal(unit),
        }
    }

    fn character(&mut self, character: char) {
        let short = match character {
            '\u{8}' => b'b',
            '\t' => b't',
            '\n' => b'n',
            '\u{c}' => b'f',
            '\r' => b'r',
            '"' | '\\' => character as u8,
            '\0'..' ' => return self.hexadecimal(character as u16),
            _ => return self.emit(character.encode_utf8(&mut [0; 4]).as_bytes()),
        };
        self.emit(&[b'\\', short]);
    }

    /// An escape with four hexadecimal digits.
    fn hexadecimal(&mut self, unit: u16) {
        self.emit(b"\\u");
        self.emit(hex(&unit.to_be_bytes()).as_bytes());
    }

    /// The number that begins here.
    fn number(&mut self) {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default();
        self.at = self.at.plus(length);
        let mut number = Vec::new();
        write_number(&mut number, text);
        self.emit(&number);
    }
}

/// Appends a number as its significant digits and a power of ten.
pub(super) fn write_number(out: &mut Vec<u8>, text: &[u8]) {
    let start = out.len();
    let (sign, rest): (&[u8], _) = match text.strip_prefix(b"-") {
        Some(rest) => (b"-", rest),
        None => (b"", text),
    };
    let end = rest.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(rest.len());
    let (mantissa, exponent) = rest.split_at_checked(end).unwrap_or_default();
    let exponent = exponent.get(1..).unwrap_or_default();
    let point = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(mantissa.len());
    let fraction = mantissa.len().saturating_sub(point).saturating_sub(1);

    out.extend_from_slice(sign);
    let first = out.len();
    out.extend(mantissa.iter().filter(|byte| **byte != b'.').skip_while(|byte| **byte == b'0'));
    let length = out.len();
    while out.len() > first && out.last() == Some(&b'0') {
        out.pop();
    }
    if out.len() == first {
        out.truncate(start);
        return out.push(b'0');
    }
    let zeros = length.minus(out.len());
    let shift = i64::try_from(zeros)
        .ok()
        .zip(i64::try_from(fraction).ok())
        .map(|(zeros, fraction)| zeros.saturating_sub(fraction));
    let exponent = str::from_utf8(exponent.strip_prefix(b"+").unwrap_or(exponent)).unwrap_or_default();
    match Number(exponent).as_i64().zip(shift).and_then(|(exponent, shift)| exponent.checked_add(shift)) {
        Some(0) => {}
        Some(power) => {
            out.push(b'e');
            out.extend_from_slice(digits(power).as_bytes());
        }
        // Its exponent does not fit an `i64`: the spelling stays.
        None => {
            out.truncate(start);
            out.extend(text.iter().map(u8::to_ascii_lowercase));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    fn of(json: &str) -> String {
        without(json, &[])
    }

    fn without(json: &str, names: &[&str]) -> String {
        let mut out = Vec::new();
        canonical(json.as_bytes(), names, &mut |piece| out.extend_from_slice(piece));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn spellings_of_the_same_value_are_one() {
        for (spellings, wanted) in [
            (
                &["{ \"a\" : [ 1 , 2 ] }", "\u{feff}{\"a\":[1,2]}", "{\"\\u0061\":[1.0,20e-1]}\r\n"][..],
                r#"{"a":[1,2]}"#,
            ),
            (&[r#""\u8f6c\/\u0022\u005C\u000a\u0008""#, "\"转/\\\"\\\\\\n\\b\""], "\"转/\\\"\\\\\\n\\b\""),
            (&[r#""\ud83d\ude00""#, "\"😀\""], "\"😀\""),
            (&["\"\\u001F\\u007f\""], "\"\\u001f\u{7f}\""),
            (&["0", "-0", "0.00", "0e9", "-0E-99999999999999999999"], "0"),
            (&["1.50", "150e-2", "0.15E1", "15e-1", "0.0015E+003"], "15e-1"),
            (&["1000", "1e3", "1E+0003", "10.00e2"], "1e3"),
            (&["-12.5"], "-125e-1"),
        ] {
            for spelling in spellings {
                assert_eq!(of(spelling), *wanted, "{spelling}");
            }
        }
    }

    #[test]
    fn different_values_stay_different() {
        for (one, other) in [
            (r#""\ud83d""#, r#""\ud83e""#),
            (r#""\ud83d""#, "\"\u{fffd}\""),
            (r#""\ud83d\u0041""#, r#""\ude00A""#),
            ("9007199254740993", "9007199254740992"),
            ("1e400", "1e401"),
            ("1", "\"1\""),
            ("1e99999999999999999999", "1e99999999999999999998"),
            (r#"{"a":1,"b":2}"#, r#"{"b":2,"a":1}"#),
            ("[[],[]]", "[[[]]]"),
            (r#"{"a":null}"#, "{}"),
        ] {
            assert_ne!(of(one), of(other), "{one}");
        }
        assert_eq!(of(r#""\ud83d\u0041\uDE00""#), r#""\ud83dA\ude00""#);
    }

    #[test]
    fn members_of_the_outermost_object_alone_are_left_out() {
        let names = &["Sign", "Timestamp"];
        let kept = r#"{"a":{"Sign":1},"b":["Sign"]}"#;
        for json in [
            kept,
            r#"{"Sign":"x","a":{"Sign":1},"b":["Sign"]}"#,
            r#"{"a":{"Sign":1},"Timestamp":{"x":[1,{"y":2}]},"b":["Sign"],"\u0053ign":"a,b}"}"#,
            r#"{"Sign":1,"Timestamp":2,"a":{"Sign":1},"Sign":[],"b":["Sign"],"Timestamp":null}"#,
        ] {
            assert_eq!(without(json, names), kept, "{json}");
        }
        assert_eq!(without(r#"{"Sign":1}"#, names), "{}");
        assert_eq!(without(r#"[{"Sign":1},{"b":"Sign"}]"#, names), r#"[{"Sign":1},{"b":"Sign"}]"#);
        assert_eq!(without(r#"{"Signs":1,"sign":2}"#, names), r#"{"Signs":1,"sign":2}"#);
    }

    /// What `serde_json` reads from any text and from its canonical one is the same.
    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into),
            any::<f64>().prop_filter("JSON has no other", |number| number.is_finite()).prop_map(Into::into),
            ".*".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
                prop::collection::hash_map(".*", inner, 0..5)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_canonical_text_has_the_same_value_and_is_its_own(value in json()) {
            let compact = serde_json::to_string(&value).unwrap();
            let canonical = of(&compact);
            prop_assert_eq!(&of(&serde_json::to_string_pretty(&value).unwrap()), &canonical);
            prop_assert_eq!(&of(&canonical), &canonical);
            // (Numbers become floating-point numbers, whose values are compared.)
            let floats = |text: &str| {
                fn all(value: serde_json::Value) -> serde_json::Value {
                    match value {
                        serde_json::Value::Number(number) => number.as_f64().map_or(serde_json::Value::Null, |it| (it + 0.0).into()),
                        serde_json::Value::Array(array) => array.into_iter().map(all).collect(),
                        serde_json::Value::Object(object) => object.into_iter().map(|(name, it)| (name, all(it))).collect(),
                        other => other,
                    }
                }
                all(serde_json::from_str(text).unwrap())
            };
            prop_assert_eq!(floats(&canonical), floats(&compact));
        }
    }
}
