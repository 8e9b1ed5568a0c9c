//! The trigger of CLS, the log service (SCF document 583/38845). A batch of records is packed as `{"clslogs":{"data":
//! …}}`, in Base64 of gzip.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use crate::error::{Error, ErrorCode};
use crate::gzip;
use crate::json::{Document, EachElement, Value, check};
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
pub(crate) fn unpack_value(event: Value<'_>) -> Result<Vec<u8>, Error> {
    let Some(data) = data(event).text() else {
        let message = "not the event of a CLS trigger: it has no clslogs.data";
        return Err(Error::new(ErrorCode::NotANotification, message));
    };
    let invalid = || Error::new(ErrorCode::InvalidEncoding, "the data of the CLS trigger is not Base64");
    // The documents say gzip and show plain JSON.
    gzip::unpack(from_base64(data).ok_or_else(invalid)?, gzip::MAX_INFLATED)
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

/// Gives `receive` the content of every record of a batch, in order.
///
/// # Errors
/// As [`records`].
pub(crate) fn for_each_content(batch: &[u8], receive: &mut dyn FnMut(&str)) -> Result<(), Error> {
    let mut elements = elements(batch)?;
    while let Some(record) = elements.next() {
        receive(record.get("content").string().unwrap_or_default());
    }
    Ok(())
}

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
