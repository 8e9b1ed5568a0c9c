//! A batch of logs as it is stored. It is a line for each record, or the indented text of the old template.
//!
//! A batch of ten megabytes must fit into a small function. So it is never in memory as a whole: each record is unpacked, checked and
//! written at once. What is stored is in memory, because its request has a checksum of it in its headers. It is not much longer than
//! the batch: what indenting would blow up is written as it came.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use crate::asserted::Asserted;
use crate::envelope::cls::{self, Part};
use crate::error::{Error, ErrorCode};
use crate::gzip;
use crate::json::{Kind, Value, quote, string_end, token};
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

/// What becomes of the batch in the event of a CLS trigger. Its JSON is `{topic_id, topic_name, records}`.
///
/// # Errors
/// As [`cls::read`]; [`ErrorCode::NotANotification`] if there is no list of records in it.
pub(super) fn write(event: Value<'_>, batches: Batches) -> Result<Batch, Error> {
    let mut writer = Writer { format: batches.format, ..Writer::default() };
    cls::read(event, batches.format == BatchFormat::Classic, &mut |part| writer.write(part))?;
    if writer.members.len() > MAX_MEMBERS {
        return Err(Error::new(ErrorCode::NotANotification, "the batch of logs has too many members"));
    }
    if !writer.has_list {
        return Err(Error::new(ErrorCode::NotANotification, "the batch of logs has no list of records"));
    }
    let (topic, last, records) = (writer.topic.take(), writer.time(), writer.records);
    let text = writer.finish();
    let text = if batches.gzip { gzip::pack(&text) } else { text };
    Ok(Batch { text, topic, last, records })
}

/// When a record was logged: `timestamp` is in microseconds since 1970, as text or number.
fn time(record: &str) -> Option<Millis> {
    let timestamp = cls::text_in_record(record, "timestamp")?;
    let digits = timestamp.as_bytes();
    let is_number = digits.len() <= 17 && digits.iter().all(u8::is_ascii_digit);
    let millis = digits.get(..digits.len().checked_sub(3)?).filter(|_| is_number)?;
    // One that is not of this century is in another unit, and none to go by.
    from_iso8601(&iso8601(decimal(millis)))
}

/// The most members of a batch. It has three; of more, each takes ten times as much memory as the shortest text of one.
const MAX_MEMBERS: usize = 1_000;

/// How much longer than its batch the indented text may be: twice as long, and so many bytes. That is enough for records of some letters;
/// lists of numbers become six times as long, and lists in lists more than that.
const MAX_GROWTH: usize = 1 << 20;

/// How many bytes the other members may have without the list's being moved.
const ROOM_FOR_MEMBERS: usize = 1 << 16;

/// Writes what is stored, part by part.
#[derive(Default)]
struct Writer {
    format: BatchFormat,
    /// The records as they are stored.
    list: Vec<u8>,
    has_list: bool,
    records: u32,
    /// How many bytes the records were, and all of the batch is.
    read: usize,
    size: usize,
    /// How many bytes the other members were, and are as they are stored.
    members_read: usize,
    members_written: usize,
    /// Where in the list the last record begins.
    last: usize,
    topic: Option<String>,
    /// In the old format: the members in their order, each with its name as it was written, and the text of its value. That of the list
    /// is in `list`.
    members: Vec<(String, Option<Vec<u8>>)>,
    /// Where among these the member is that is named `records`.
    records_at: Option<usize>,
}

impl Writer {
    fn write(&mut self, part: Part<'_>) {
        let is_classic = self.format == BatchFormat::Classic;
        match part {
            Part::Member { name, value, source, is_records } => {
                if is_records {
                    self.forget_list();
                }
                if name == "\"topic_id\"" {
                    self.topic = value.and_then(Value::text_or_digits).map(String::from);
                }
                if is_classic {
                    let text = self.indented(value, source);
                    self.member(name, Some(text), is_records);
                }
            }
            Part::Records { name, size } => {
                self.forget_list();
                (self.has_list, self.size) = (true, size);
                if is_classic {
                    self.member(name, None, true);
                } else {
                    // White space is left out, and nothing else changes.
                    self.list.reserve_exact(size);
                }
            }
            Part::Record { value, source, is_compact } => {
                if is_classic {
                    self.indent(value, source);
                } else {
                    self.last = self.list.len();
                    append_compact(&mut self.list, source, is_compact);
                    self.list.push(b'\n');
                }
                self.records = self.records.saturating_add(1);
            }
        }
    }

    /// How many bytes more than are there the text may have.
    fn room(&self) -> usize {
        let most = self.read.saturating_add(self.members_read).saturating_mul(2).saturating_add(MAX_GROWTH);
        most.saturating_sub(self.members_written).saturating_sub(self.list.len())
    }

    /// The text of a member's value, indented if there is room for that.
    fn indented(&mut self, value: Option<Value<'_>>, source: &str) -> Vec<u8> {
        self.members_read = self.members_read.plus(source.len());
        let mut text = Indented::within(Vec::new(), self.room());
        text.value_or(value, source, 1);
        self.members_written = self.members_written.plus(text.bytes.len());
        text.bytes
    }

    /// Appends a record to the list, indented if there is room for that.
    fn indent(&mut self, record: Option<Value<'_>>, source: &str) {
        /// After so many records the length of the text is known well enough to ask for its memory.
        const SAMPLE: u32 = 100;
        self.read = self.read.plus(source.len());
        let room = self.room();
        if source.len() > MAX_GROWTH {
            // Nothing that is so long is to be moved for what comes around it.
            self.list.reserve_exact(source.len().saturating_add(ROOM_FOR_MEMBERS));
        }
        let mut list = Indented::within(mem::take(&mut self.list), room);
        list.bytes.push(if self.records == 0 { b'[' } else { b',' });
        // A line for each would make many short records several times as long.
        if room > 0 {
            list.line(2);
        }
        self.last = list.bytes.len();
        list.value_or(record, source, 2);
        self.list = list.bytes;
        if self.records == SAMPLE {
            // To reserve too much costs nothing; to move the text later takes its memory twice.
            let times = self.size.checked_div(self.read).unwrap_or(1).saturating_add(1);
            let more = self.list.len().saturating_sub(self.read).saturating_mul(times);
            let all = self.size.saturating_add(more).saturating_add(more / 2).saturating_add(ROOM_FOR_MEMBERS);
            let most = self.size.saturating_mul(2).saturating_add(MAX_GROWTH).saturating_add(ROOM_FOR_MEMBERS);
            if all.min(most) > self.list.capacity() {
                // Reserving moves the capacity, not only the text.
                self.list.shrink_to_fit();
                self.list.reserve_exact(all.min(most).saturating_sub(self.list.len()));
            }
        }
    }

    /// When the last record was logged.
    fn time(&self) -> Option<Millis> {
        time(str::from_utf8(self.list.get(self.last..)?).ok()?)
    }

    /// Keeps a member. Of those named `records` the last one counts, as in `JSON.parse`.
    fn member(&mut self, name: &str, text: Option<Vec<u8>>, is_records: bool) {
        if self.members.len() > MAX_MEMBERS {
            return;
        }
        let member = (name.into(), text);
        if is_records && let Some(earlier) = self.records_at.and_then(|at| self.members.get_mut(at)) {
            *earlier = member;
            return;
        }
        if is_records {
            self.records_at = Some(self.members.len());
        }
        self.members.push(member);
    }

    /// Forgets the records of an earlier list: another member has its name. The memory of the list is used again, so that many lists cost
    /// no more than one.
    fn forget_list(&mut self) {
        self.has_list = false;
        self.list.clear();
        self.records = 0;
        self.read = 0;
        self.last = 0;
    }

    /// Takes the list with its end.
    fn end_of_list(&mut self) -> Vec<u8> {
        let mut list = Indented::from(mem::take(&mut self.list));
        if self.format == BatchFormat::Classic {
            list.end(self.records > 0, *b"[]", 1);
        }
        list.bytes
    }

    /// All that is stored.
    fn finish(mut self) -> Vec<u8> {
        let list = self.end_of_list();
        if self.format == BatchFormat::Ndjson {
            return list;
        }
        let (mut before, mut behind) = (Indented::from(Vec::new()), Indented::from(Vec::new()));
        let mut has_list = false;
        let names: Vec<&[u8]> = self.members.iter().map(|(name, _)| name.as_bytes()).collect();
        let mut separator = b'{';
        for (name, text) in order(&names).into_iter().filter_map(|index| self.members.get(index)) {
            let out = if has_list { &mut behind } else { &mut before };
            out.bytes.push(mem::replace(&mut separator, b','));
            out.line(1);
            out.bytes.extend_from_slice(name.as_bytes());
            out.bytes.extend_from_slice(b": ");
            match text {
                Some(text) => out.bytes.extend_from_slice(text),
                None => has_list = true,
            }
        }
        behind.bytes.extend_from_slice(b"\n}\r\n");
        enclose(&before.bytes, list, &behind.bytes)
    }
}

/// Puts bytes before and behind a text that may be too long to have it twice.
fn enclose(before: &[u8], mut text: Vec<u8>, behind: &[u8]) -> Vec<u8> {
    let length = text.len();
    text.reserve_exact(before.len().plus(behind.len()));
    text.resize(length.plus(before.len()), 0);
    text.copy_within(..length, before.len());
    if let Some(start) = text.get_mut(..before.len()) {
        start.copy_from_slice(before);
    }
    text.extend_from_slice(behind);
    text
}

/// Appends a value without the white space between its parts; if it is compact, there is none.
fn append_compact(text: &mut Vec<u8>, value: &str, is_compact: bool) {
    let record = value.as_bytes();
    if is_compact {
        return text.extend_from_slice(record);
    }
    let (mut start, mut at) = (0_usize, 0_usize);
    while let Some(byte) = record.get(at) {
        match byte {
            b'"' => at = string_end(record, at.plus(1)),
            b' ' | b'\n' | b'\r' | b'\t' => {
                text.extend_from_slice(record.get(start..at).unwrap_or_default());
                at = token(record, at);
                start = at;
            }
            _ => at = at.plus(1),
        }
    }
    text.extend_from_slice(record.get(start..).unwrap_or_default());
}

/// JSON as Python's `json.dumps(…, indent=4, sort_keys=True, ensure_ascii=False)` writes it.
struct Indented {
    bytes: Vec<u8>,
    /// The most bytes that it may have.
    most: usize,
}

impl From<Vec<u8>> for Indented {
    fn from(bytes: Vec<u8>) -> Self {
        Indented { bytes, most: usize::MAX }
    }
}

impl Indented {
    /// Text that is appended to other text, of which it may be so many bytes.
    fn within(bytes: Vec<u8>, room: usize) -> Self {
        let most = bytes.len().saturating_add(room);
        Indented { bytes, most }
    }

    /// Appends a value, and if there is no room for that, or no value, what it was written as without white space.
    fn value_or(&mut self, value: Option<Value<'_>>, source: &str, depth: usize) {
        let start = self.bytes.len();
        if let Some(value) = value {
            self.value(value, depth);
        }
        if value.is_none() || self.is_full() {
            self.bytes.truncate(start);
            append_compact(&mut self.bytes, source, false);
        }
    }

    const fn is_full(&self) -> bool {
        self.bytes.len() > self.most
    }

    fn line(&mut self, depth: usize) {
        self.bytes.push(b'\n');
        for _ in 0..depth {
            self.bytes.extend_from_slice(b"    ");
        }
    }

    /// The nesting of documents is bounded, and so is this. It stops where the text is full.
    fn value(&mut self, value: Value<'_>, depth: usize) {
        let deeper = depth.saturating_add(1);
        match value.kind() {
            Kind::Null => self.bytes.extend_from_slice(b"null"),
            Kind::True => self.bytes.extend_from_slice(b"true"),
            Kind::False => self.bytes.extend_from_slice(b"false"),
            Kind::Number => self.bytes.extend_from_slice(value.text_or_digits().unwrap_or_default().as_bytes()),
            Kind::String => quote(&mut self.bytes, value.string().unwrap_or_default()),
            Kind::Array => {
                let mut separator = b'[';
                for element in value.elements() {
                    if self.is_full() {
                        return;
                    }
                    self.bytes.push(separator);
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
                    if self.is_full() {
                        return;
                    }
                    self.bytes.push(separator);
                    separator = b',';
                    self.line(deeper);
                    quote(&mut self.bytes, name);
                    self.bytes.extend_from_slice(b": ");
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
            self.bytes.push(first);
        }
        self.bytes.push(last);
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
