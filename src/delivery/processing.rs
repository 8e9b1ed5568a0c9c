//! The owner's own processing of a report. It is called once the event is in the archive, and what it returns takes the place of
//! the report. It is a step with a receipt, so a retry or a duplicate does not repeat what was done.

use alloc::vec::Vec;

use super::done::StepStatus;
use crate::error::{Error, ErrorCode};
use crate::json::Document;
use crate::text::digits;
use crate::time::Millis;

/// The most bytes that may take the place of a report. A retry reads the report object, and hosts read answers of up to 16 MiB:
/// what cannot be read again hides which targets are notified.
pub(super) const MAX_REPORT: usize = 15_000_000;

/// The processing of one notification.
pub(super) struct Processing {
    /// The report as JSON text.
    report: Vec<u8>,
    /// What the call under way is given.
    call: Vec<u8>,
    pub(super) status: Option<StepStatus>,
    pub(super) error: Option<Error>,
}

impl Processing {
    /// Of a report as JSON text.
    pub(super) fn new(report: Vec<u8>) -> Self {
        Processing { report, call: Vec::new(), status: None, error: None }
    }

    /// Builds the input of the processing: `{"report": …, "event": …}`, the event as it came.
    pub(super) fn begin(&mut self, event: &[u8]) {
        // A byte order mark may stand before a JSON text, not inside one.
        let event = event.strip_prefix("\u{feff}".as_bytes()).unwrap_or(event);
        let parts: [&[u8]; 5] = [br#"{"report":"#, &self.report, br#","event":"#, event, b"}"];
        self.call = parts.concat();
    }

    pub(super) fn call(&self) -> &[u8] {
        &self.call
    }

    /// It ended, well or with an error.
    pub(super) fn end(&mut self, error: Option<Error>) {
        self.call = Vec::new();
        self.status = Some(if error.is_some() { StepStatus::Failed } else { StepStatus::Done });
        self.error = error;
    }

    /// What became of it, as a part of a sentence.
    pub(super) fn describe(&self) -> &'static str {
        match self.status {
            Some(StepStatus::Done) => "; processed",
            Some(StepStatus::SeenBefore) => "; processed before",
            _ => "; not processed",
        }
    }
}

/// The text that replaces the report, made of the returned JSON text. It lacks receipts and end. `None`: nothing was returned,
/// and the report stays.
///
/// `null` leaves only the receipts. A value that is not an object, or has `receipts` of its own, becomes the member `result`.
pub(super) fn to_report(returned: &[u8]) -> Result<Option<Vec<u8>>, Error> {
    if returned.is_empty() {
        return Ok(None);
    }
    if returned.len() > MAX_REPORT {
        let message = [
            "what it returned has ",
            &digits(i64::try_from(returned.len()).unwrap_or(i64::MAX)),
            " bytes, more than 15 MB",
        ]
        .concat();
        return Err(Error::new(ErrorCode::ProcessFailed, message));
    }
    let document = Document::parse(returned)
        .map_err(|error| Error::new(ErrorCode::ProcessFailed, ["what it returned: ", error.message()].concat()))?;
    let root = document.root();
    if root.is_null() {
        return Ok(Some(b"{".to_vec()));
    }
    if root.is_object() && root.members().all(|(name, _)| name != "receipts") {
        let text = root.source().as_bytes();
        return Ok(text.strip_suffix(b"}").map(<[u8]>::to_vec));
    }
    Ok(Some([br#"{"result":"#, returned].concat()))
}

/// What is kept of the time left for storing the report and dispatching: a quarter, and where that is short this much, ms.
const RESERVE: i64 = 1_500;

/// How long it may take, ms; `None`: as long as it likes. Of a limit that is shorter than the reserve, it gets a quarter.
pub(super) fn timeout(now: Millis, deadline: Millis) -> Option<u32> {
    let left = deadline.saturating_sub(now).max(0);
    // A day, beyond which there is no invocation, and no timer either.
    if left > 86_400_000 {
        return None;
    }
    let quarter = left / 4;
    u32::try_from(left.saturating_sub(RESERVE).clamp(quarter, left.saturating_sub(quarter))).ok()
}
