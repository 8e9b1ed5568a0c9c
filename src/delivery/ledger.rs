//! The ledger of receipts in a report object. By it a retry or a duplicate knows what is left to do.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem;

use crate::json::{Document, Kind, Value, members, to_json};

/// The proof that a step was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Receipt {
    /// What: `event`, `process`, `notify` or `invoke`.
    pub(super) step: &'static str,
    /// The name of the bot, webhook or function.
    pub(super) target: Option<String>,
    /// The object's key.
    pub(super) key: Option<String>,
    /// What COS says the stored bytes are, MD5 in hexadecimal.
    pub(super) etag: Option<String>,
    /// The service's id of the request; of an invocation its own.
    pub(super) request_id: Option<String>,
    /// When, ISO 8601 in UTC.
    pub(super) at: String,
    /// After how many attempts.
    pub(super) tries: u32,
    /// Whether it existed already. A former invocation stored it, or an attempt whose answer was lost.
    pub(super) seen_before: bool,
}

impl Receipt {
    /// The receipt of a step, without anything that it says of it.
    pub(super) const fn of(step: &'static str) -> Self {
        Receipt {
            step,
            target: None,
            key: None,
            etag: None,
            request_id: None,
            at: String::new(),
            tries: 0,
            seen_before: false,
        }
    }
}

/// What a receipt of an earlier delivery says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Earlier {
    pub(super) step: String,
    pub(super) target: String,
    /// Whether the message was put into the outbox. It waits there, or was sent from there.
    pub(super) is_queued: bool,
}

impl Earlier {
    pub(super) fn is_of(&self, step: &str, target: &str) -> bool {
        self.step == step && self.target == target
    }
}

members!(Receipt: step, target, key, etag, request_id, at, tries, seen_before);

/// What stands between a report's other members and its receipts.
const RECEIPTS: &[u8] = br#","receipts":["#;

/// The report object, as it is stored and as it is to be stored.
pub(super) struct Ledger {
    /// The text of the report object. Up to `open` it lacks the receipts of this invocation and its end.
    text: Vec<u8>,
    open: usize,
    /// Where in the text the list of receipts begins.
    list: usize,
    /// What was delivered in this invocation.
    receipts: Vec<Receipt>,
    /// How many of them are in the report object that was stored last.
    saved: usize,
    /// How many of them are in the text.
    written: usize,
    /// How many of them are not stored because that was given up.
    abandoned: usize,
    /// What was done before, by the report object that was read.
    before: Vec<Earlier>,
    /// When the event was stored, by the receipts of the report object that was read.
    event_at: String,
}

impl Ledger {
    /// The ledger of a report object that is not known yet.
    pub(super) const fn new() -> Self {
        Ledger {
            text: Vec::new(),
            open: 0,
            list: 0,
            receipts: Vec::new(),
            saved: 0,
            written: 0,
            abandoned: 0,
            before: Vec::new(),
            event_at: String::new(),
        }
    }

    /// Begins with a report without receipts, the JSON text of an object with members. Receipts that there are stay.
    pub(super) fn begin(&mut self, mut report: Vec<u8>) {
        report.pop();
        report.extend_from_slice(RECEIPTS);
        self.open = report.len();
        self.list = self.open;
        self.text = report;
    }

    /// Reads only the receipts of a report object. `false` if it is not a report object or does not have a receipt of the event.
    pub(super) fn read_receipts(&mut self, object: &[u8]) -> bool {
        let Ok(document) = Document::parse(object) else { return false };
        let Some(receipts) = receipts_of(document.root()) else { return false };
        self.before = read(receipts);
        self.has("event", "")
    }

    /// Continues what an earlier invocation stored. `false` if that is not a report object.
    ///
    /// Its text is kept as it is, so that nothing gets lost that another version wrote.
    pub(super) fn resume(&mut self, object: &[u8]) -> bool {
        let Ok(document) = Document::parse(object) else { return false };
        let Some(receipts) = receipts_of(document.root()) else { return false };
        self.before = read(receipts);
        self.event_at = event_time(receipts);
        // The receipts come last, so the text ends in `]}`, with white space at most.
        let is_end = |byte: &u8| byte.is_ascii_whitespace();
        let mut text = object;
        for end in [b'}', b']'] {
            text = text.get(..text.iter().rposition(|byte| *byte == end).unwrap_or_default()).unwrap_or_default();
        }
        let length = text.iter().rposition(|byte| !is_end(byte)).map_or(0, |last| last.saturating_add(1));
        self.text = text.get(..length).unwrap_or_default().to_vec();
        self.open = self.text.len();
        let list = receipts.source().strip_suffix(']').unwrap_or_default().trim_ascii_end();
        self.list = self.open.saturating_sub(list.len().saturating_sub(1));
        self.saved = 0;
        true
    }

    /// The report without receipts, while no report object was read.
    pub(super) fn report(&self) -> Vec<u8> {
        let end = self.list.saturating_sub(RECEIPTS.len());
        [self.text.get(..end).unwrap_or_default(), b"}"].concat()
    }

    /// Puts another report around the receipts: the JSON text of an object without its end.
    pub(super) fn replace(&mut self, mut report: Vec<u8>) {
        let receipts = self.text.get(self.list..self.open).unwrap_or_default();
        let is_first = report.len() == 1;
        report.extend_from_slice(RECEIPTS.get(usize::from(is_first)..).unwrap_or_default());
        self.list = report.len();
        report.extend_from_slice(receipts);
        self.open = report.len();
        self.text = report;
    }

    /// Whether an earlier invocation did this.
    pub(super) fn has(&self, step: &str, target: &str) -> bool {
        self.earlier(step, target).is_some()
    }

    /// The receipt of an earlier invocation that did this.
    pub(super) fn earlier(&self, step: &str, target: &str) -> Option<&Earlier> {
        self.before.iter().find(|earlier| earlier.is_of(step, target))
    }

    pub(super) fn add(&mut self, receipt: Receipt) {
        self.receipts.push(receipt);
    }

    /// Drops the receipts of this invocation, because the stored report object has them.
    pub(super) fn drop_receipts(&mut self) {
        self.receipts = Vec::new();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.receipts.is_empty()
    }

    /// Whether there are receipts that are to be stored.
    pub(super) fn is_behind(&self) -> bool {
        self.receipts.len() > self.saved.max(self.abandoned)
    }

    /// Whether the stored report object has all receipts.
    pub(super) fn is_complete(&self) -> bool {
        self.receipts.len() == self.saved
    }

    /// When the event was stored, by its receipt: the same in every delivery that has read the report object.
    pub(super) fn event_stored_at(&self) -> &str {
        let own = self.receipts.iter().find(|receipt| receipt.step == "event");
        own.map_or(&self.event_at, |receipt| &receipt.at)
    }

    /// Puts the receipts that there are now into the text.
    pub(super) fn write(&mut self) {
        self.text.truncate(self.open);
        for receipt in &self.receipts {
            if self.text.last() != Some(&b'[') {
                self.text.push(b',');
            }
            self.text.extend_from_slice(&to_json(receipt));
        }
        self.text.extend_from_slice(b"]}");
        self.written = self.receipts.len();
    }

    /// The receipts of this invocation; none are left.
    pub(super) fn take_receipts(&mut self) -> Vec<Receipt> {
        mem::take(&mut self.receipts)
    }

    /// What was done before; nothing is left.
    pub(super) fn take_before(&mut self) -> Vec<Earlier> {
        mem::take(&mut self.before)
    }

    pub(super) fn set_before(&mut self, before: Vec<Earlier>) {
        self.before = before;
    }

    /// The text that was written.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// The text that was written is stored.
    pub(super) fn on_saved(&mut self) {
        self.saved = self.written;
    }

    /// The receipts that there are could not be stored.
    pub(super) fn on_abandoned(&mut self) {
        self.abandoned = self.receipts.len();
    }
}

/// What the receipts of a report object say. `None` if it is not a report object.
#[inline(never)]
pub(super) fn receipts_in(object: &[u8]) -> Option<Vec<Earlier>> {
    let document = Document::parse(object).ok()?;
    receipts_of(document.root()).map(read)
}

/// The receipts of a report object, its last member. `None` if it is not a report object.
fn receipts_of(object: Value<'_>) -> Option<Value<'_>> {
    let (name, receipts) = object.members().last()?;
    (name == "receipts" && receipts.kind() == Kind::Array).then_some(receipts)
}

/// When the event was stored, by its receipt.
#[inline(never)]
fn event_time(receipts: Value<'_>) -> String {
    let event = receipts.elements().find(|receipt| receipt.text_of("step") == Some("event"));
    event.and_then(|receipt| receipt.text_of("at")).unwrap_or_default().into()
}

/// What receipts say.
fn read(receipts: Value<'_>) -> Vec<Earlier> {
    let text = |receipt: Value<'_>, name: &str| receipt.get(name).text().unwrap_or_default().into();
    let earlier = |receipt: Value<'_>| {
        let (step, target): (String, String) = (text(receipt, "step"), text(receipt, "target"));
        let is_queued = step == "notify" && receipt.get("key").text().is_some();
        Earlier { step, target, is_queued }
    };
    receipts.elements().map(earlier).collect()
}
