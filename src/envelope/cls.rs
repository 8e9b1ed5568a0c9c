//! The trigger of CLS, the log service (SCF document 583/38845): a batch of records, packed as `{"clslogs":{"data": …}}`
//! in Base64 of gzip.

use alloc::vec::Vec;

use crate::error::{Error, ErrorCode};
use crate::gzip;
use crate::json::{Document, Value, check, each_element};
use crate::text::from_base64;

/// One record of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    /// When it was logged, microseconds since 1970 in decimal digits.
    pub timestamp: Option<&'r str>,
    /// What was logged: any text, mostly the JSON of an object of texts.
    pub content: &'r str,
}

/// The JSON of a batch, `{topic_id, topic_name, records}`, out of the event of a CLS trigger.
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

/// Hands over the records of a batch, in order.
///
/// # Errors
/// [`ErrorCode::InvalidJson`] if the batch is no JSON. Its offset is one of the batch, not of the event.
pub fn records(batch: &[u8], receive: &mut dyn FnMut(Record<'_>)) -> Result<(), Error> {
    // All of it is checked before any of it is believed, and no more than a record of it is ever in memory as a document.
    let start = check(batch, "records")?.unwrap_or(batch.len());
    let records = str::from_utf8(batch.get(start..).unwrap_or_default()).unwrap_or_default();
    each_element(records, &mut |record| {
        let timestamp = record.get("timestamp").text_or_digits();
        receive(Record { timestamp, content: record.get("content").string().unwrap_or_default() });
    });
    Ok(())
}
