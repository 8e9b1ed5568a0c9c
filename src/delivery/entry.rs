//! What there is to deliver while nothing is under way for it. An event may bring tens of thousands of notifications: each
//! takes a hundred bytes or two here, and becomes a [`Job`](super::job::Job) when something is to be done.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::mem;
use core::ops::Range;

use super::deliverable::Deliverable;
use super::done::Delivered;
use super::ledger::{Earlier, Receipt};
use super::retry::Attempts;
use crate::error::Error;

/// One thing to deliver, and how far it has come.
pub(super) enum Entry {
    /// Its event is to be stored, or is and waits to be parsed.
    Waiting(Waiting),
    /// There is a job for it.
    Open,
    Ended(Ended),
}

pub(super) struct Waiting {
    pub(super) deliverable: Deliverable,
    pub(super) source: Source,
    /// Once its event is stored.
    pub(super) stored: Option<Box<Stored>>,
}

/// Where the bytes of a notification are.
pub(super) enum Source {
    /// In the event.
    Part(Range<usize>),
    /// Here: they were packed or escaped in the event.
    Own(Vec<u8>),
}

/// What came of storing an event.
pub(super) struct Stored {
    /// What COS says of it.
    pub(super) answer: EventStored,
    /// The event's receipt, but for the key; none if it was there before.
    pub(super) receipts: Vec<Receipt>,
    /// The requests to the archive: it may have asked to be left alone.
    pub(super) attempts: Attempts,
    /// The receipts of a report object that was read before anything was stored.
    pub(super) before: Vec<Earlier>,
}

/// What COS says of an event that it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct EventStored {
    /// It was there before this request.
    pub(super) existed: bool,
    /// The bucket has or had versions, so it may have been there all the same.
    pub(super) versioned: bool,
    /// After how many attempts.
    pub(super) tries: u32,
}

/// The rest of a notification once all of its work is done.
#[derive(Default)]
pub(super) struct Ended {
    /// What the host gets; only of the first.
    pub(super) delivered: Option<Box<Delivered>>,
    /// What was asked for and not done.
    pub(super) failure: Option<Box<Error>>,
    /// Why it is in quarantine, or stored without being parsed.
    pub(super) unparsed: Option<Box<Error>>,
}

impl Entry {
    /// Takes it to make a job of it; `None` if it does not wait.
    pub(super) fn open(&mut self) -> Option<Waiting> {
        match mem::replace(self, Entry::Open) {
            Entry::Waiting(waiting) => Some(waiting),
            other => {
                *self = other;
                None
            }
        }
    }

    /// Whether it needs the event.
    pub(super) const fn is_part(&self) -> bool {
        matches!(self, Entry::Waiting(Waiting { source: Source::Part(_), .. }))
    }

    pub(super) const fn ended(&self) -> Option<&Ended> {
        if let Entry::Ended(ended) = self { Some(ended) } else { None }
    }
}

impl Source {
    /// Of a part of an event; what is not in the event itself is copied.
    pub(super) fn of(part: &[u8], event: &[u8]) -> Self {
        let start = part.as_ptr().addr().wrapping_sub(event.as_ptr().addr());
        let range = start..start.wrapping_add(part.len());
        if event.get(range.clone()).is_some_and(|found| core::ptr::eq(found, part)) {
            Source::Part(range)
        } else {
            Source::Own(part.to_vec())
        }
    }

    /// Whether it is all of the event.
    pub(super) fn is_whole(&self, event: &[u8]) -> bool {
        matches!(self, Source::Part(range) if *range == (0..event.len()))
    }

    /// The bytes.
    pub(super) fn take(&mut self, event: &[u8]) -> Vec<u8> {
        match self {
            Source::Part(range) => event.get(range.clone()).unwrap_or_default().to_vec(),
            Source::Own(bytes) => mem::take(bytes),
        }
    }

    /// Takes the bytes back, without what was put behind them.
    pub(super) fn put_back(&mut self, mut bytes: Vec<u8>, line_end: &[u8]) {
        if let Source::Own(own) = self {
            bytes.truncate(bytes.len().saturating_sub(line_end.len()));
            *own = bytes;
        }
    }
}
