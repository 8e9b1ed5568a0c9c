//! A batch of logs as it is stored. It is a line for each record, or the indented text of the old template.
//!
//! A batch of ten megabytes must fit into a small function. So it is never in memory as a document: it is checked
//! once, and then walked through as text, one record after the other.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::error::{Error, ErrorCode};
use crate::gzip;
use crate::json::{Document, Kind, Value, check, quote, token, value_end};
use crate::options::{BatchFormat, Batches};
use crate::time::{Millis, decimal, from_iso8601, iso8601};

/// A batch, ready to be stored.
pub(super) struct Batch {
    pub(super) text: Vec<u8>,
    /// The id of the topic.
    pub(super) topic: Option<String>,
    /// The time of the last record.
    pub(super) last: Option<Millis>,
    pub(super) records: u32,
}

/// What becomes of a batch; `text` is its JSON, `{topic_id, topic_name, records}`.
///
/// # Errors
/// [`ErrorCode::InvalidJson`]; [`ErrorCode::NotANotification`] if there is no list of records in it.
pub(super) fn write(text: Vec<u8>, batches: Batches) -> Result<Batch, Error> {
    check(&text, "")?;
    let members = Members::of(&text);
    let records = members
        .get(&text, b"\"records\"")
        .filter(|range| text.get(range.start) == Some(&b'['))
        .ok_or_else(|| Error::new(ErrorCode::NotANotification, "the batch of logs has no list of records"))?;
    let topic = members.get(&text, b"\"topic_id\"").and_then(|range| scalar(text.get(range)?));
    let (mut count, mut last) = (0_u32, 0..0);
    for record in Children::of(&text, records.start) {
        count = count.saturating_add(1);
        last = record;
    }
    let last = text.get(last).and_then(time);
    let text = match batches.format {
        BatchFormat::Ndjson => lines(text, &records),
        BatchFormat::Classic => {
            let indented = members.indented(&text, &records, count);
            drop(text);
            indented
        }
    };
    let text = if batches.gzip { gzip::pack(&text) } else { text };
    Ok(Batch { text, topic, last, records: count })
}

/// The text or the digits that a JSON text is.
fn scalar(json: &[u8]) -> Option<String> {
    Document::parse(json).ok()?.root().text_or_digits().map(String::from)
}

/// When a record was logged: `timestamp` is in microseconds since 1970, as text or number.
fn time(record: &[u8]) -> Option<Millis> {
    let document = Document::parse(record).ok()?;
    let digits = document.root().get("timestamp").text_or_digits()?.as_bytes();
    let is_number = digits.len() <= 17 && digits.iter().all(u8::is_ascii_digit);
    let millis = digits.get(..digits.len().checked_sub(3)?).filter(|_| is_number)?;
    // One that is not of this century is in another unit, and none to go by.
    from_iso8601(&iso8601(decimal(millis)))
}

/// Writes a line for each record into the memory of the batch itself. Only white space and the commas between records
/// are left out.
fn lines(mut text: Vec<u8>, records: &Range<usize>) -> Vec<u8> {
    let (mut to, mut depth, mut in_string, mut escaped) = (0_usize, 0_u32, false, false);
    for from in records.start.saturating_add(1)..records.end {
        let Some(mut byte) = text.get(from).copied() else { break };
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b' ' | b'\n' | b'\r' | b'\t' => continue,
            b',' if depth == 0 => byte = b'\n',
            b'{' | b'[' => depth = depth.saturating_add(1),
            // The end of the list becomes that of the last line.
            b']' if depth == 0 && to == 0 => break,
            b']' if depth == 0 => byte = b'\n',
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Never before what is still to be read.
        if let Some(place) = text.get_mut(to) {
            *place = byte;
        }
        to = to.saturating_add(1);
    }
    text.truncate(to);
    text
}

/// The members of the batch. Each has the place of its name, quotes included, and of its value.
struct Members(Vec<(Range<usize>, Range<usize>)>);

impl Members {
    fn of(text: &[u8]) -> Self {
        let start = token(text, if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 });
        let mut members = Vec::new();
        if text.get(start) == Some(&b'{') {
            let mut children = Children::of(text, start);
            while let (Some(name), Some(value)) = (children.next(), children.next()) {
                members.push((name, value));
            }
        }
        Members(members)
    }

    /// Of repeated names the last one.
    fn get(&self, text: &[u8], wanted: &[u8]) -> Option<Range<usize>> {
        let is_wanted = |name: &Range<usize>| text.get(name.clone()) == Some(wanted);
        self.0.iter().rev().find(|(name, _)| is_wanted(name)).map(|(_, value)| value.clone())
    }

    /// All of it, indented.
    fn indented(&self, text: &[u8], records: &Range<usize>, count: u32) -> Vec<u8> {
        // Two members on lines of their own are what a record mostly has.
        let more = usize::try_from(count).unwrap_or(0).saturating_mul(80).saturating_add(4_000);
        let mut out = Indented(Vec::with_capacity(text.len().saturating_add(more)));
        let names: Vec<&[u8]> = self.0.iter().map(|(name, _)| text.get(name.clone()).unwrap_or_default()).collect();
        let mut separator: &[u8] = b"{";
        for index in order(&names) {
            let Some((name, value)) = self.0.get(index) else { continue };
            out.0.extend_from_slice(separator);
            separator = b",";
            out.line(1);
            out.0.extend_from_slice(text.get(name.clone()).unwrap_or_default());
            out.0.extend_from_slice(b": ");
            if value == records && count > 0 {
                let mut separator: &[u8] = b"[";
                for record in Children::of(text, records.start) {
                    out.0.extend_from_slice(separator);
                    separator = b",";
                    out.line(2);
                    out.json(text.get(record).unwrap_or_default(), 2);
                }
                out.line(1);
                out.0.push(b']');
            } else {
                out.json(text.get(value.clone()).unwrap_or_default(), 1);
            }
        }
        out.line(0);
        out.0.extend_from_slice(b"}\r\n");
        out.0
    }
}

/// Iterates over the children of an array or object of valid JSON. It gives the places of the values, and of the names
/// of an object.
struct Children<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Children<'t> {
    /// Of the array or object that begins at `start`.
    fn of(text: &'t [u8], start: usize) -> Self {
        Children { text, at: start.saturating_add(1) }
    }
}

impl Iterator for Children<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let mut start = token(self.text, self.at);
        if matches!(self.text.get(start)?, b',' | b':') {
            start = token(self.text, start.saturating_add(1));
        }
        if matches!(self.text.get(start)?, b']' | b'}') {
            return None;
        }
        self.at = value_end(self.text, start);
        Some(start..self.at)
    }
}

/// JSON as Python's `json.dumps(…, indent=4, sort_keys=True, ensure_ascii=False)` writes it.
struct Indented(Vec<u8>);

impl Indented {
    fn line(&mut self, depth: usize) {
        self.0.push(b'\n');
        for _ in 0..depth {
            self.0.extend_from_slice(b"    ");
        }
    }

    /// A JSON text.
    fn json(&mut self, text: &[u8], depth: usize) {
        if let Ok(document) = Document::parse(text) {
            self.value(document.root(), depth);
        }
    }

    /// The nesting of documents is bounded, and so is this.
    fn value(&mut self, value: Value<'_>, depth: usize) {
        let deeper = depth.saturating_add(1);
        match value.kind() {
            Kind::Null => self.0.extend_from_slice(b"null"),
            Kind::True => self.0.extend_from_slice(b"true"),
            Kind::False => self.0.extend_from_slice(b"false"),
            Kind::Number => self.0.extend_from_slice(value.text_or_digits().unwrap_or_default().as_bytes()),
            Kind::String => quote(&mut self.0, value.string().unwrap_or_default()),
            Kind::Array => {
                let mut separator = b'[';
                for element in value.elements() {
                    self.0.push(separator);
                    separator = b',';
                    self.line(deeper);
                    self.value(element, deeper);
                }
                self.end(separator == b',', *b"[]", depth);
            }
            Kind::Object => {
                let members: Vec<_> = value.members().collect();
                let names: Vec<&[u8]> = members.iter().map(|(name, _)| name.as_bytes()).collect();
                let mut separator = b'{';
                for (name, value) in order(&names).into_iter().filter_map(|index| members.get(index)) {
                    self.0.push(separator);
                    separator = b',';
                    self.line(deeper);
                    quote(&mut self.0, name);
                    self.0.extend_from_slice(b": ");
                    self.value(*value, deeper);
                }
                self.end(separator == b',', *b"{}", depth);
            }
        }
    }

    /// Ends an array or object. The beginning of an empty one is still to be written.
    fn end(&mut self, is_open: bool, [first, last]: [u8; 2], depth: usize) {
        if is_open {
            self.line(depth);
        } else {
            self.0.push(first);
        }
        self.0.push(last);
    }
}

/// The indexes of names in the order of the names; equal ones in theirs. (Heapsort: what the standard library sorts with
/// is kilobytes.)
fn order(names: &[&[u8]]) -> Vec<usize> {
    let mut heap: Vec<usize> = (0..names.len()).collect();
    let is_less = |heap: &[usize], left: usize, right: usize| {
        let key = |at: usize| heap.get(at).map(|index| (names.get(*index), *index));
        key(left) < key(right)
    };
    let sink = |heap: &mut [usize], mut at: usize| loop {
        let mut child = at.saturating_mul(2).saturating_add(1);
        if child.saturating_add(1) < heap.len() && is_less(heap, child, child.saturating_add(1)) {
            child = child.saturating_add(1);
        }
        if child >= heap.len() || !is_less(heap, at, child) {
            break;
        }
        heap.swap(at, child);
        at = child;
    };
    for at in (0..heap.len() / 2).rev() {
        sink(&mut heap, at);
    }
    for end in (1..heap.len()).rev() {
        heap.swap(0, end);
        if let Some(rest) = heap.get_mut(..end) {
            sink(rest, 0);
        }
    }
    heap
}
