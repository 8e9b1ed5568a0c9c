//! The trigger of CLS, the log service (SCF document 583/38845). A batch of records is packed as `{"clslogs":{"data":
//! …}}`, in Base64 of gzip.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use crate::asserted::Asserted;
use crate::error::{Error, ErrorCode};
use crate::gzip::{self, Unpacking};
use crate::json::{Cursor, Document, EachElement, Value, check, string_end};
use crate::text::from_base64;

/// One record of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// When it was logged, microseconds since 1970 in decimal digits.
    pub timestamp: Option<String>,
    /// What was logged: any text, mostly the JSON of an object of texts.
    pub content: String,
}

/// Unpacks the JSON of a batch from the event of a CLS trigger. The JSON is `{topic_id, topic_name, records}`.
///
/// # Errors
/// [`ErrorCode::InvalidJson`] and [`ErrorCode::NotANotification`] if the event is not that of a CLS trigger;
/// [`ErrorCode::InvalidEncoding`] if its data is damaged; [`ErrorCode::TooLarge`] if it holds more than 32 MB.
pub fn unpack(event: &[u8]) -> Result<Vec<u8>, Error> {
    unpack_value(Document::parse(event)?.root()).map_err(|error| error.at_path("clslogs.data"))
}

/// As [`unpack`]. The errors have the path within the batch; the batch itself is at `clslogs.data`.
fn unpack_value(event: Value<'_>) -> Result<Vec<u8>, Error> {
    // The documents say gzip and show plain JSON.
    gzip::unpack(packed(event)?, gzip::MAX_INFLATED)
}

/// The bytes that are packed in an event.
fn packed(event: Value<'_>) -> Result<Vec<u8>, Error> {
    let Some(data) = data(event).text() else {
        let message = "not the event of a CLS trigger: it has no clslogs.data";
        return Err(Error::new(ErrorCode::NotANotification, message));
    };
    let invalid = || Error::new(ErrorCode::InvalidEncoding, "the data of the CLS trigger is not Base64");
    from_base64(data).ok_or_else(invalid)
}

/// The packed batch in the event of a CLS trigger.
pub(super) fn data(event: Value<'_>) -> Value<'_> {
    event.get("clslogs").get("data")
}

/// The records of a batch, in order. They are read one at a time: as many are in memory as the program keeps.
///
/// # Errors
/// [`ErrorCode::InvalidJson`] if the batch is not JSON. Its offset is one of the batch, not of the event.
///
/// ```
/// use mps_webhook::cls;
///
/// let batch = br#"{"topic_id":"t","topic_name":"n","records":[{"timestamp":"1700000000000000","content":"a"}]}"#;
/// let contents: Vec<String> = cls::records(batch)?.map(|record| record.content).collect();
/// assert_eq!(contents, ["a"]);
/// # Ok::<(), mps_webhook::Error>(())
/// ```
pub fn records(batch: &[u8]) -> Result<Records<'_>, Error> {
    elements(batch).map(Records)
}

/// A part of a batch.
pub(crate) enum Part<'p> {
    /// A member. `name` and `source` are as they were written, quotes included. `value` is there unless it is [large](is_large).
    /// `is_records`: it is named `records` and is not a list.
    Member { name: &'p str, value: Option<Value<'p>>, source: &'p str, is_records: bool },
    /// A list of records begins, the value of the member with this name. What was called `records` before does not count. `size` is
    /// that of all of the batch.
    Records { name: &'p str, size: usize },
    /// A record, and its JSON as it was written. `value` is there if [`read`] keeps values, and the record is not
    /// [large](is_large). `is_compact`: there is no white space in it.
    Record { value: Option<Value<'p>>, source: &'p str, is_compact: bool },
}

/// The most names, values, objects and lists of a record or member that are kept to be looked at. One takes six times as much memory as the shortest text of one, and
/// a record may be as long as the batch. What services log has some dozens.
const MAX_VALUES: usize = 4_096;

/// The most bytes of one that is kept. A log of CLS has at most 1 MB.
const MAX_KEPT: usize = 2 << 20;

/// The text of a record's member, if that is a string or a number. Of repeated names the last one counts. It takes no more memory than the
/// text of the member, whatever the record holds.
pub(crate) fn text_in_record(record: &str, name: &str) -> Option<String> {
    let mut cursor = Cursor::of(record);
    let mut found = None;
    let mut next = cursor.takes(b'{') && cursor.token() == Some(b'"');
    while next && cursor.read_value(RECORD_DEPTH, true) {
        let is_wanted = cursor.value().string() == Some(name);
        if !cursor.takes(b':') {
            break;
        }
        cursor.token();
        let start = cursor.at();
        if !cursor.read_value(RECORD_DEPTH, false) {
            break;
        }
        if is_wanted {
            found = record.get(start..cursor.at());
        }
        next = cursor.takes(b',');
    }
    // An object or a list has no text.
    let value = found.filter(|value| !value.starts_with(['{', '[']))?;
    Document::parse(value.as_bytes()).ok()?.root().text_or_digits().map(String::from)
}

/// Whether the value that a text begins with has more than [`MAX_VALUES`] or [`MAX_KEPT`].
fn is_large(text: &str) -> bool {
    let text = text.as_bytes();
    let (mut at, mut depth, mut values) = (0_usize, 0_usize, 0_usize);
    while let Some(byte) = text.get(at) {
        at = at.plus(1);
        match byte {
            b'"' => at = string_end(text, at),
            b'{' | b'[' => depth = depth.plus(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' => {}
            _ => continue,
        }
        values = values.plus(1);
        if depth == 0 || values > MAX_VALUES {
            break;
        }
    }
    values > MAX_VALUES || at > MAX_KEPT
}

/// Unpacks the batch in an event and gives `receive` its parts, in order, as soon as they are there. So the batch is never in memory as
/// a whole.
///
/// **Only the end shows whether it is intact**: what `receive` made of the parts counts if the answer is `Ok`. A batch that is
/// JSON, but not an object, has no parts. `keeps`: records are to be looked at, and not only checked.
///
/// # Errors
/// [`ErrorCode::InvalidJson`], [`ErrorCode::InvalidEncoding`] and [`ErrorCode::TooLarge`] as [`unpack`] and [`records`]. The errors have
/// the path within the batch.
pub(crate) fn read(event: Value<'_>, keeps: bool, receive: &mut dyn FnMut(Part<'_>)) -> Result<(), Error> {
    let mut batch = Unpacking::of(packed(event)?, gzip::MAX_INFLATED)?;
    let mut reader = BatchReader { state: State::Start, size: batch.size(), keeps, receive };
    let mut is_whole = false;
    loop {
        let text = match str::from_utf8(batch.unread()) {
            Ok(text) => text,
            // A character whose end is still packed.
            Err(error) if error.error_len().is_none() && !is_whole => {
                str::from_utf8(batch.unread().get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
            }
            Err(_) => break,
        };
        let Some(count) = reader.read(text, is_whole) else { break };
        if is_whole {
            return Ok(());
        }
        batch.read(count);
        is_whole = !batch.more()?;
    }
    // What is wrong, and where, is in the batch as a whole.
    drop(batch);
    check(&unpack_value(event)?, "").map(|_| ())
}

/// What comes next in the text of a batch.
#[derive(Clone, Copy)]
enum State {
    Start,
    /// The first member, or the end of the object.
    FirstMember,
    Member,
    /// A comma, or the end of the object.
    AfterMember,
    /// The first record, or the end of the list.
    FirstRecord,
    Record,
    /// A comma, or the end of the list.
    AfterRecord,
    /// Nothing.
    End,
}

/// Reads a batch whose text comes in parts.
struct BatchReader<'r> {
    state: State,
    /// How many bytes the batch has.
    size: usize,
    /// Whether records are to be looked at.
    keeps: bool,
    receive: &'r mut dyn FnMut(Part<'_>),
}

impl BatchReader<'_> {
    /// Reads what is complete in `text`, which begins here; its end is that of the batch if `is_last` is set. Returns how many bytes
    /// it read; `None` if they are not JSON, or not an object.
    fn read(&mut self, text: &str, is_last: bool) -> Option<usize> {
        let mut cursor = Cursor::of(text);
        if matches!(self.state, State::Start) && text.starts_with('\u{feff}') {
            cursor.skip('\u{feff}'.len_utf8());
        }
        loop {
            let token = cursor.token();
            let start = cursor.at();
            // Nothing may be missing at the end of the batch; before it the text goes on.
            let cut_off = if is_last { None } else { Some(start) };
            self.state = match (self.state, token) {
                (State::End, None) => return Some(start),
                (_, None) => return cut_off,
                (State::Start, Some(b'{')) => State::FirstMember,
                (State::AfterMember, Some(b',')) => State::Member,
                (State::FirstMember | State::AfterMember, Some(b'}')) => State::End,
                (State::FirstRecord | State::AfterRecord, Some(b']')) => State::AfterMember,
                (State::AfterRecord, Some(b',')) => State::Record,
                (State::FirstMember | State::Member | State::FirstRecord | State::Record, Some(byte)) => {
                    let is_record = matches!(self.state, State::FirstRecord | State::Record);
                    let next = if is_record {
                        self.record(&mut cursor, text)
                    } else if byte == b'"' {
                        self.member(&mut cursor, text)
                    } else {
                        return None;
                    };
                    match next {
                        Some(next) => self.state = next,
                        None if cursor.is_at_end() => return cut_off,
                        None => return None,
                    }
                    continue;
                }
                _ => return None,
            };
            cursor.skip(1);
        }
    }

    /// Reads a record. `None`: it is not JSON, or the text ends here.
    fn record(&mut self, cursor: &mut Cursor<'_>, text: &str) -> Option<State> {
        let start = cursor.at();
        let is_kept = self.keeps && !is_large(text.get(start..).unwrap_or_default());
        if !cursor.read_value(RECORD_DEPTH, is_kept) {
            return None;
        }
        let source = text.get(start..cursor.at()).unwrap_or_default();
        let is_compact = !cursor.has_blanks();
        // A number at the end of the text may go on.
        cursor.token()?;
        let value = is_kept.then(|| cursor.value());
        (self.receive)(Part::Record { value, source, is_compact });
        Some(State::AfterRecord)
    }

    /// Reads a member; of a list of records only its beginning. `None`: it is not JSON, or the text ends here.
    fn member(&mut self, cursor: &mut Cursor<'_>, text: &str) -> Option<State> {
        let start = cursor.at();
        if !cursor.read_value(MEMBER_DEPTH, true) {
            return None;
        }
        let is_records = cursor.value().string() == Some("records");
        let name = text.get(start..cursor.at()).unwrap_or_default();
        if !cursor.takes(b':') {
            return None;
        }
        if is_records && cursor.takes(b'[') {
            (self.receive)(Part::Records { name, size: self.size });
            return Some(State::FirstRecord);
        }
        cursor.token()?;
        let start = cursor.at();
        let is_kept = !is_large(text.get(start..).unwrap_or_default());
        if !cursor.read_value(MEMBER_DEPTH, is_kept) {
            return None;
        }
        let source = text.get(start..cursor.at()).unwrap_or_default();
        cursor.token()?;
        let value = is_kept.then(|| cursor.value());
        (self.receive)(Part::Member { name, value, source, is_records });
        Some(State::AfterMember)
    }
}

/// How many objects and arrays are around a member of a batch, and around a record.
const MEMBER_DEPTH: u32 = 1;
const RECORD_DEPTH: u32 = 2;

fn elements(batch: &[u8]) -> Result<EachElement<'_>, Error> {
    // All of it is checked before any of it is believed, and no more than a record of it is ever in memory as a document.
    let start = check(batch, "records")?.unwrap_or(batch.len());
    Ok(EachElement::of(str::from_utf8(batch.get(start..).unwrap_or_default()).unwrap_or_default()))
}

/// The records of a batch; see [`records`].
pub struct Records<'b>(EachElement<'b>);

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let record = self.0.next()?;
        let timestamp = record.get("timestamp").text_or_digits().map(String::from);
        Some(Record { timestamp, content: record.get("content").string().unwrap_or_default().into() })
    }
}

impl FusedIterator for Records<'_> {}

impl fmt::Debug for Records<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Records").finish_non_exhaustive()
    }
}
