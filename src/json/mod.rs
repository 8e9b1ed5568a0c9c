//! Reads and writes JSON: documents borrow from the input, and numbers keep their digits.
//!
//! Why not `serde_json` here: on Node.js 8.9 the size of the module is the time to start, and its reader and writer
//! with the conversion of floating-point numbers are 19 KB more of it than these. They keep what it does not:
//! numbers exactly as they were written, the JSON path of an error, and texts with half a surrogate pair. `serde_json`
//! is the oracle they are tested against, and `serde` how other programs take our types (see `serialize`).

mod canonical;
mod error;
mod read;
mod rewrite;
mod scan;
mod seen;
#[cfg(feature = "serde")]
mod serialize;
mod write;

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::asserted::Asserted;
use crate::error::Error;
use crate::text::{find, split_once};
pub(crate) use canonical::canonical;
pub(crate) use read::may_have_more_than;
#[cfg(feature = "cls")]
pub(crate) use read::{Cursor, EachElement, check};
pub(crate) use rewrite::Rewriting;
pub(crate) use scan::{Escaped, unicode_escape};
#[cfg(feature = "cls")]
pub(crate) use scan::{string_end, token};
pub(crate) use seen::{SeenNames, place_of_name};
pub(crate) use write::{AsField, Field, Members, append_json, members, quote, to_json_of_about};
pub use write::{ToJson, to_json};

/// A JSON text that was read. All its values follow one another in the order of the text.
///
/// One list of small nodes instead of a tree: an event has hundreds of values, and to give each object and array
/// memory of its own took most of the time of reading.
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a str,
    /// The first is the root. Behind an object come its members, each as a name and a value; behind an array its
    /// elements.
    nodes: Vec<Node>,
    /// The texts of the strings that hold escapes. Each has the same offset from the beginning as in `text`, counted
    /// from `base`: an escape is longer than its character, so there is room.
    unescaped: String,
    base: u32,
    /// Whether some of its texts differ from those in `text`. Then `text` is not the JSON of the document.
    is_rewritten: bool,
}

/// What a JSON value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "JSON has no more")]
pub enum Kind {
    /// `null`, or no value at all.
    Null,
    /// `true`.
    True,
    /// `false`.
    False,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    kind: Kind,
    /// Whether it is a string with escapes: its text is in `unescaped`.
    is_escaped: bool,
    /// Whether it is the name of a member.
    is_name: bool,
    /// Whether it is the name of a member that occurs again later. Such a member does not count.
    is_repeated: bool,
    /// The first byte in the text; of a string the one behind its quote.
    start: u32,
    /// Where the value ends. Of a number or string it is the byte behind its last one, of a string with escapes that of its
    /// unescaped text; of an object or array it is the index of the first node that is not inside.
    end: u32,
}

/// The index of the value that is not there.
const ABSENT: u32 = u32::MAX;

/// Counts how often nodes are visited. It is the cost of reading an event, the same number on every machine.
#[cfg(test)]
pub(crate) mod visits {
    use core::cell::Cell;

    std::thread_local! {
        pub(super) static VISITS: Cell<u64> = const { Cell::new(0) };
    }

    /// How many nodes an action looks at.
    pub(crate) fn of(action: impl FnOnce()) -> u64 {
        let before = VISITS.with(Cell::get);
        action();
        VISITS.with(Cell::get) - before
    }
}

/// A value of a [`Document`].
///
/// Accessors answer "absent" for a member that is missing, `null` or of the wrong type: what a task reports must not
/// be lost because one field has an unexpected form.
#[derive(Debug, Clone, Copy)]
pub struct Value<'d> {
    document: &'d Document<'d>,
    index: u32,
}

/// A number exactly as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a>(pub(crate) &'a str);

impl<'a> Number<'a> {
    /// The number that is all of a text, if it is one.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        read::number(text)
    }

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

    /// Whether readers of doubles can take it, because the nearest double is finite. The nearest double of the smallest numbers
    /// is finite too.
    ///
    /// Told from the digits: no conversion is worth its bytes here.
    pub(crate) fn is_finite(&self) -> bool {
        let mut digits = self.0.bytes().map_while(|byte| match byte {
            b'e' | b'E' => None,
            byte => Some(byte),
        });
        // How many digits stand before the decimal point, if the first of them that is not 0 is the first one.
        let (mut whole, mut behind_point, mut is_zero) = (0_i64, false, true);
        for byte in digits.by_ref() {
            match byte {
                b'.' => behind_point = true,
                b'0' if is_zero => whole = whole.minus(i64::from(behind_point)),
                b'0'..=b'9' => {
                    is_zero = false;
                    whole = whole.plus(i64::from(!behind_point));
                }
                _ => {}
            }
        }
        let magnitude = whole.saturating_add(self.exponent());
        match magnitude {
            _ if is_zero => true,
            ..=308 => true,
            309 => self.is_below_overflow(),
            _ => false,
        }
    }

    /// The power of ten behind `e`.
    fn exponent(&self) -> i64 {
        let mut bytes = self.0.bytes().skip_while(|byte| !matches!(byte, b'e' | b'E')).skip(1).peekable();
        let is_negative = bytes.peek() == Some(&b'-');
        let value = bytes
            .filter(u8::is_ascii_digit)
            .fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit & 15)));
        if is_negative { value.saturating_neg() } else { value }
    }

    /// Whether its digits are below [`OVERFLOW`]. They count as a number of 309 digits before the decimal point.
    fn is_below_overflow(&self) -> bool {
        let digits = self.0.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).filter(u8::is_ascii_digit);
        let digits = digits.skip_while(|digit| *digit == b'0').chain(core::iter::repeat(b'0'));
        digits.zip(OVERFLOW.bytes()).find_map(|(own, other)| (own != other).then_some(own < other)).unwrap_or(false)
    }

    /// The whole number, however it is written (`70000`, `7.0e4`). `None` if it is not an integer of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let mut value = 0_i64;
        let mut bytes = self.0.bytes();
        let negative = self.0.starts_with('-');
        if negative {
            bytes.next();
        }
        for byte in bytes {
            match byte {
                b'0'..=b'9' => {
                    // Summed up below zero, where one more number fits.
                    value = value.checked_mul(10)?.checked_sub(i64::from(byte & 15))?;
                }
                b'.' | b'e' | b'E' => return self.canonical_i64(),
                _ => return None,
            }
        }
        signed(value, negative)
    }

    /// The whole numbers next to it, below and above; twice itself, if it is one. `None` if they are not integers of 64 bits.
    /// Below zero they are -1 and 0.
    pub(crate) fn neighbours(self) -> Option<(i64, i64)> {
        if self.0.starts_with('-') {
            return Some((-1, 0));
        }
        if let Some(whole) = self.as_i64() {
            return Some((whole, whole));
        }
        let mut canonical = Vec::new();
        canonical::write_number(&mut canonical, self.0.as_bytes());
        let (digits, places) = split_once(str::from_utf8(&canonical).ok()?, "e-")?;
        let places = usize::try_from(Number(places).as_i64()?).ok()?;
        let below = Number(digits.get(..digits.len().saturating_sub(places))?).as_i64()?;
        Some((below, below.checked_add(1)?))
    }

    /// As [`Number::as_i64`], of a number with a decimal point or an exponent.
    fn canonical_i64(&self) -> Option<i64> {
        let mut canonical = Vec::new();
        canonical::write_number(&mut canonical, self.0.as_bytes());
        let text = str::from_utf8(&canonical).ok()?;
        let (digits, power) = text.split_once('e').unwrap_or((text, "0"));
        let power = u32::try_from(Number(power).as_i64()?).ok()?;
        Number(digits).as_i64()?.checked_mul(10_i64.checked_pow(power)?)
    }
}

/// The first number that is too large for a double. It is halfway from the largest one to what would be the next, 2^1024 - 2^970.
const OVERFLOW: &str = "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070\
    9633028641669288791094655554785194040263065748867150582068190890200070838367627385484581771153176447\
    5730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904\
    174497792";

fn signed(value: i64, negative: bool) -> Option<i64> {
    if negative { Some(value) } else { value.checked_neg() }
}

impl<'a> Document<'a> {
    /// Reads one JSON text (RFC 8259), with or without a byte order mark before it. Half a surrogate pair, which
    /// JavaScript can write but Unicode does not have, becomes U+FFFD.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidJson`](crate::ErrorCode::InvalidJson) with the byte offset and the path of what cannot stand
    /// where it stands. Nesting beyond 128 levels counts as invalid, so that no input can exhaust the stack.
    pub fn parse(text: &'a [u8]) -> Result<Self, Error> {
        read::parse(text)
    }

    /// The value that the text is.
    #[must_use]
    pub fn root(&self) -> Value<'_> {
        Value { document: self, index: 0 }
    }

    #[inline(always)]
    fn node(&self, index: u32) -> Option<&Node> {
        #[cfg(test)]
        visits::VISITS.with(|visits| visits.set(visits.get() + 1));
        self.nodes.get(index as usize)
    }

    /// The text of a string or number.
    fn text(&self, node: &Node) -> &str {
        self.slice(node).unwrap_or_default()
    }

    fn slice(&self, node: &Node) -> Option<&str> {
        let (start, end) = (node.start as usize, node.end as usize);
        if !node.is_escaped {
            return self.text.get(start..end);
        }
        let base = self.base as usize;
        self.unescaped.get(start.checked_sub(base)?..end.checked_sub(base)?)
    }

    /// The bytes of a string or number.
    #[inline(always)]
    fn bytes(&self, node: &Node) -> &[u8] {
        let (start, end) = (node.start as usize, node.end as usize);
        if !node.is_escaped {
            return self.text.as_bytes().get(start..end).unwrap_or_default();
        }
        self.text(node).as_bytes()
    }

    /// Whether a string is this. (To compare bytes takes a third of the time of slicing text.)
    #[inline(always)]
    fn is_text(&self, node: &Node, wanted: &[u8]) -> bool {
        let length = (node.end as usize).minus(node.start as usize);
        length == wanted.len() && self.bytes(node) == wanted
    }

    /// Hides all but the last of an object's members with the same name. `JSON.parse` does so.
    ///
    /// `end` is the index behind the object's last node. It takes time in proportion to the length of the names.
    fn hide_repeated(&mut self, object: u32, end: u32) {
        /// The most names that are compared with one another. Of more, each is looked up among those before it.
        const FEW: usize = 32;
        let mut names = [ABSENT; FEW];
        let mut count = 0_usize;
        // A bit for what every name looks like: those that look like none before them are not compared with them.
        let mut looks = 0_u64;
        let mut index = object.plus(1);
        while index < end {
            let Some(name) = self.node(index).copied() else { return };
            let text = self.bytes(&name);
            let look = look_of(text);
            let is_same = |other: &u32| self.node(*other).is_some_and(|other| self.is_text(other, text));
            let same = if looks & look == 0 { None } else { names.iter().take(count).position(is_same) };
            looks |= look;
            match same {
                Some(place) => {
                    let earlier = names.get_mut(place).map(|earlier| core::mem::replace(earlier, index));
                    self.hide(earlier.unwrap_or(ABSENT));
                }
                None => match names.get_mut(count) {
                    Some(next) => {
                        *next = index;
                        count = count.plus(1);
                    }
                    None => return self.hide_repeated_of_many(object, end),
                },
            }
            index = self.behind(index.plus(1));
        }
    }

    fn hide_repeated_of_many(&mut self, object: u32, end: u32) {
        let mut last: BTreeMap<&str, u32> = BTreeMap::new();
        let mut repeated = Vec::new();
        let mut index = object.plus(1);
        while index < end
            && let Some(name) = self.node(index)
        {
            repeated.extend(last.insert(self.text(name), index));
            index = self.behind(index.plus(1));
        }
        drop(last);
        for index in repeated {
            self.hide(index);
        }
    }

    fn hide(&mut self, index: u32) {
        if let Some(name) = self.nodes.get_mut(index as usize) {
            name.is_repeated = true;
        }
    }

    /// The index of the node behind a value and all that is inside it.
    #[inline(always)]
    fn behind(&self, index: u32) -> u32 {
        match self.node(index) {
            Some(Node { kind: Kind::Object | Kind::Array, end, .. }) => *end,
            _ => index.plus(1),
        }
    }
}

/// A bit for the length, the first and the last byte of a name.
#[inline]
fn look_of(name: &[u8]) -> u64 {
    let [first, .., last] = name else { return 1 };
    let look = name.len().wrapping_mul(11) ^ usize::from(*first) ^ usize::from(*last).wrapping_mul(5);
    1 << (look % 64)
}

impl<'d> Value<'d> {
    fn node(self) -> Option<&'d Node> {
        self.document.node(self.index)
    }

    /// Which of the document's names and values it is, in the order of the text. The name of a member is the one before it.
    pub(crate) fn place(self) -> u32 {
        self.index
    }

    /// The value in the place of one that is not there.
    #[must_use]
    pub fn absent(self) -> Self {
        Value { index: ABSENT, ..self }
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().map_or(Kind::Null, |node| node.kind)
    }

    /// The member `name` of an object, the last one of repeated names. It is absent if there is none or this is not an
    /// object.
    ///
    /// It looks at one member after the other.
    #[must_use]
    pub fn get(self, name: &str) -> Self {
        let Elements { document, mut index, end } = self.inside(Kind::Object);
        while index < end
            && let Some(member) = document.node(index)
        {
            let value = index.plus(1);
            if !member.is_repeated && document.is_text(member, name.as_bytes()) {
                return Value { index: value, ..self };
            }
            index = document.behind(value);
        }
        self.absent()
    }

    /// The members of an object in the order of the text. Of repeated names the last one counts; a value that is not an object has none.
    #[must_use]
    pub fn members(self) -> ObjectMembers<'d> {
        ObjectMembers { inside: self.inside(Kind::Object), with_repeated: false }
    }

    /// The members of an object as they are written. Members whose name occurs again, which do not count, are among
    /// them.
    pub(crate) fn members_as_written(self) -> ObjectMembers<'d> {
        ObjectMembers { inside: self.inside(Kind::Object), with_repeated: true }
    }

    /// The elements of an array; a value that is not an array has none.
    #[must_use]
    pub fn elements(self) -> Elements<'d> {
        self.inside(Kind::Array)
    }

    fn inside(self, kind: Kind) -> Elements<'d> {
        let (index, end) = match self.node() {
            Some(node) if node.kind == kind => (self.index.plus(1), node.end),
            _ => (0, 0),
        };
        Elements { document: self.document, index, end }
    }

    /// Whether this is an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether this is `null`, which the services use for "absent", or absent.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The text of a string, empty or not.
    #[must_use]
    pub fn string(self) -> Option<&'d str> {
        self.node().filter(|node| node.kind == Kind::String).map(|node| self.document.text(node))
    }

    /// The text of a string that is not empty. The services use `""` for "absent" too.
    #[must_use]
    pub fn text(self) -> Option<&'d str> {
        self.string().filter(|text| !text.is_empty())
    }

    /// The text of the member `name`. It joins `get` and [`Value::text`], which is less code wherever it is called.
    #[must_use]
    #[inline(never)]
    pub fn text_of(self, name: &str) -> Option<&'d str> {
        self.get(name).text()
    }

    /// The whole number of the member `name`, as [`Value::text_of`].
    #[must_use]
    #[inline(never)]
    pub fn integer_of(self, name: &str) -> Option<i64> {
        self.get(name).integer()
    }

    /// The text of a non-empty string or the digits of a number. Codes and ids come as either.
    #[must_use]
    pub fn text_or_digits(self) -> Option<&'d str> {
        match self.node() {
            Some(node) if node.kind == Kind::Number => Some(self.document.text(node)),
            _ => self.text(),
        }
    }

    /// A whole number, also from a string that holds one.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        self.number()?.as_i64()
    }

    /// The escaped text of a string behind its opening quote, and its byte offset. Both are as in the document; nothing in a
    /// document whose texts were rewritten.
    pub(crate) fn escaped(self) -> (&'d str, usize) {
        if self.document.is_rewritten {
            return ("", 0);
        }
        let node = self.node().filter(|node| node.kind == Kind::String);
        let start = node.map_or(0, |node| node.start);
        (self.document.text.get(start as usize..).unwrap_or_default(), start as usize)
    }

    /// The text of a string that is JSON itself. A lone surrogate, which becomes U+FFFD elsewhere, is its escape `\uXXXX`, which
    /// means the same there. So texts that differ in nothing else stay different.
    pub(crate) fn inner_json(self) -> Option<Cow<'d, str>> {
        let text = self.string()?;
        if find(text, "\u{fffd}").is_none() {
            return Some(Cow::Borrowed(text));
        }
        let (escaped, _) = self.escaped();
        let mut quoted = Vec::from(*b"\"");
        read::keep_lone_surrogates(escaped.as_bytes(), &mut quoted);
        quoted.push(b'"');
        let kept = Document::parse(&quoted).ok()?;
        Some(Cow::Owned(kept.root().string()?.into()))
    }

    /// The JSON text of an object or array exactly as in the document. It is empty for everything else, and in a document whose
    /// texts were rewritten.
    #[must_use]
    pub fn source(self) -> &'d str {
        if self.document.is_rewritten {
            return "";
        }
        let Some(node) = self.node().filter(|node| matches!(node.kind, Kind::Object | Kind::Array)) else { return "" };
        let text = self.document.text.get(node.start as usize..).unwrap_or_default();
        text.get(..scan::nested_end(text.as_bytes(), 0)).unwrap_or_default()
    }

    /// A number, also from a string that holds one.
    #[must_use]
    pub fn number(self) -> Option<Number<'d>> {
        let node = self.node()?;
        match node.kind {
            Kind::Number => Some(Number(self.document.text(node))),
            Kind::String => read::number(self.document.text(node)),
            _ => None,
        }
    }
}

/// The elements of an array.
#[derive(Debug, Clone)]
pub struct Elements<'d> {
    document: &'d Document<'d>,
    index: u32,
    end: u32,
}

impl<'d> Iterator for Elements<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        if self.index >= self.end {
            return None;
        }
        let value = Value { document: self.document, index: self.index };
        self.index = self.document.behind(self.index);
        Some(value)
    }
}

/// The members of an object.
#[derive(Debug, Clone)]
pub struct ObjectMembers<'d> {
    inside: Elements<'d>,
    with_repeated: bool,
}

impl<'d> Iterator for ObjectMembers<'d> {
    type Item = (&'d str, Value<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let name = self.inside.next()?;
            let value = self.inside.next()?;
            let node = name.node()?;
            if self.with_repeated || !node.is_repeated {
                return Some((name.document.text(node), value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_members_whatever_their_type() {
        let document =
            Document::parse(br#"{"a":"x","b":null,"c":"12","d":1.50,"e":"","f":7,"g":[{"h":[]},2]}"#).unwrap();
        let value = document.root();
        assert_eq!(value.get("a").text(), Some("x"));
        assert_eq!(value.get("b").text(), None);
        assert_eq!(value.get("missing").get("deeper").integer(), None);
        assert_eq!(value.get("c").integer(), Some(12));
        assert_eq!(value.get("d").number().map(|number| number.0), Some("1.50"));
        assert_eq!((value.get("e").text(), value.get("e").string()), (None, Some("")));
        assert_eq!(value.get("f").text_or_digits(), Some("7"));
        assert_eq!(value.get("a").number(), None);
        assert_eq!(value.get("g").elements().count(), 2);
        assert_eq!(value.members().count(), 7);
        assert_eq!(value.elements().count() + value.get("a").members().count() + value.absent().members().count(), 0);
    }

    #[test]
    fn whole_numbers_of_every_form() {
        let integer = |text: &str| Number(text).as_i64();
        assert_eq!(integer("1080.0"), Some(1080));
        assert_eq!(integer("-0"), Some(0));
        assert_eq!(integer("9223372036854775807"), Some(i64::MAX));
        assert_eq!(integer("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(integer("9223372036854775808"), None);
        assert_eq!(integer("1e3"), Some(1000));
        assert_eq!(integer("-7.0e4"), Some(-70_000));
        assert_eq!(integer("70000.0e0"), Some(70_000));
        assert_eq!(integer("1500e-2"), Some(15));
        assert_eq!(integer("0e99999999999999999999"), Some(0));
        assert_eq!(integer("9223372036854775807.0"), Some(i64::MAX));
        for none in ["1.5", "15e-1", "1e19", "1e99999999999999999999", "1e-400"] {
            assert_eq!(integer(none), None, "{none}");
        }
    }

    #[test]
    fn the_source_of_a_value_is_its_text_as_it_stands() {
        let document = Document::parse(br#" {"a" : {"b":"}\"{", "c":[1, {}] } , "d":["]"],"e":1}"#).unwrap();
        let root = document.root();
        assert_eq!(root.get("a").source(), r#"{"b":"}\"{", "c":[1, {}] }"#);
        assert_eq!(root.get("d").source(), r#"["]"]"#);
        assert_eq!((root.get("e").source(), root.get("f").source()), ("", ""));
        assert!(root.source().starts_with('{') && root.source().ends_with('}'));
    }

    #[test]
    fn numbers_within_doubles_are_finite() {
        let zeros = "0".repeat(400);
        let with = |parts: &[&str]| parts.concat();
        let below = OVERFLOW.replace("97792", "97791");
        for within in [
            "0",
            "-0",
            "-1.5",
            "1e99",
            "1E-99",
            "11.261677742004395",
            "1e-400",
            "1E+00001",
            "-1e308",
            "0e999999999999999999999",
            "1.7976931348623157e308",
            "1.7976931348623158e+308",
            "17976931348623157e292",
            "1e-999999999999999999999",
            &with(&["0.", &zeros, "1"]),
            &with(&["1", &zeros, "e-400"]),
            &with(&["0.", &zeros, "1e700"]),
            &with(&["9", &zeros[..307]]),
            &below,
            &with(&[&below, ".999e0"]),
        ] {
            let number = Number(within);
            assert!(number.is_finite() && number.as_f64().is_finite(), "{within}");
        }
        for beyond in [
            "1e309",
            "-1e309",
            "1e400",
            "-1E+400",
            "1.7976931348623159e308",
            "0.1e310",
            "1e99999999999999999999",
            &with(&["9", &zeros]),
            &with(&["9", &zeros[..308]]),
            OVERFLOW,
            &with(&[OVERFLOW, ".5"]),
            &with(&["0.", &zeros, "1e710"]),
        ] {
            let number = Number(beyond);
            assert!(!number.is_finite() && number.as_f64().is_infinite(), "{beyond}");
        }
    }

    #[test]
    fn the_last_of_repeated_names_counts() {
        let document = Document::parse(br#"{"a":{"a":1},"a":2,"b":3}"#).unwrap();
        assert_eq!(document.root().get("a").integer(), Some(2));
        assert_eq!((document.root().members().count(), document.root().members_as_written().count()), (2, 3));
        // Few names, many names, and names that are escaped differently.
        for names in [3, 31, 32, 33, 500] {
            let one = |round: usize, name: usize| {
                std::format!(r#""n{}{name}":{{"r":{round},"r":{}}}"#, ["", "\\u0061"][round % 2], round * 10)
            };
            let mut members: Vec<String> = Vec::new();
            for round in 0..4 {
                members.extend((0..names).map(|name| one(round, name)));
            }
            let text = ["{", &members.join(","), "}"].concat();
            let document = Document::parse(text.as_bytes()).unwrap();
            let root = document.root();
            assert_eq!(root.members().count(), names * 2);
            for (name, value) in root.members() {
                let last = if name.starts_with("na") { 30 } else { 20 };
                assert_eq!((value.integer_of("r"), root.get(name).integer_of("r")), (Some(last), Some(last)), "{name}");
            }
        }
    }
}
