//! In which order the events of a delivery are stored, so that tries that are cut off come to an end together.

use super::retry::Random;

/// The order in which events are stored.
///
/// Reports are made as the notifications come in the event, so what former tries have done is its beginning. That is walked
/// through straight, one record after the other, for as long as records are found. The rest begins anywhere: in each
/// try somewhere else, so that all events are stored in the end even if no try has time for all of them.
pub(super) struct Order {
    seed: u64,
    /// Once it is not straight any more: where the rest begins, and how far behind that the first of it is.
    rest: Option<(usize, usize)>,
}

/// So many go straight in any case, and of no more every event is sent in every try. By the time that the first of them is answered, as many are under way as may be; twice as
/// many, should a few have met an error.
const STRAIGHT: usize = 16;

impl Order {
    pub(super) const fn new(seed: u64) -> Self {
        Order { seed, rest: None }
    }

    /// The entry that comes after `begun` others, of `count`, which is more.
    pub(super) fn entry(&mut self, begun: usize, count: usize, expects_records: bool) -> usize {
        if self.rest.is_none() && (begun < STRAIGHT || expects_records) {
            return begun;
        }
        let (start, first) = *self.rest.get_or_insert_with(|| {
            let last = i64::try_from(count.saturating_sub(begun).saturating_sub(1)).unwrap_or(i64::MAX);
            (begun, usize::try_from(Random::new(self.seed).below(last)).unwrap_or(0))
        });
        let step = begun.saturating_sub(start).saturating_add(first);
        start.saturating_add(step.checked_rem(count.saturating_sub(start)).unwrap_or(0))
    }

    /// Whether to look for the record of an entry, of `count`, before its event is stored. One is looked for even if nothing tells
    /// of former tries: a bucket whose versioning is suspended does not.
    pub(super) const fn seeks(&self, index: usize, count: usize, expects_records: bool) -> bool {
        self.rest.is_none() && count > STRAIGHT && (expects_records || index == STRAIGHT / 2)
    }
}
