//! The order in which a delivery stores its events. It lets attempts that are cut off finish together.

use crate::time::Millis;

/// The order in which events are stored.
///
/// Reports are made as the notifications come in the event, so what former attempts have done is its beginning. That is walked
/// through straight, one report object after the other, for as long as they are found. The rest begins where it follows from the
/// time: SCF tries again a minute after a failure (document 583/39851), and with every minute the beginning moves on by the golden ratio, which
/// spreads few attempts evenly. So three attempts store all events if each has time for 62 % of them, and more attempts if for fewer.
pub(super) struct Order {
    /// Where the rest begins, in parts of 1 to 2^32.
    phase: u32,
    /// Where the rest begins, and how far behind that its first event is. `None` while the order is straight.
    rest: Option<(usize, usize)>,
}

/// The first events are always stored in order. When the first of them is answered, the most requests are in flight that may be;
/// this is twice as many, because some may fail.
const STRAIGHT: usize = 16;

impl Order {
    /// The order for an attempt that begins now.
    pub(super) const fn new(now: Millis) -> Self {
        let minute = now.unsigned_abs() / 60_000;
        // The lowest bits of the minute are what moves it; 2^32 divided by the golden ratio, which is odd.
        let phase = (minute & 0xffff_ffff).wrapping_mul(0x9e37_79b9) & 0xffff_ffff;
        Order { phase: phase as u32, rest: None }
    }

    /// The entry that comes after `begun` others, of `count`, which is more.
    pub(super) fn entry(&mut self, begun: usize, count: usize, expects_reports: bool) -> usize {
        if self.rest.is_none() && (begun < STRAIGHT || expects_reports) {
            return begun;
        }
        let (start, first) = *self.rest.get_or_insert_with(|| {
            let rest = u64::try_from(count.saturating_sub(begun)).unwrap_or(0);
            let first = rest.saturating_mul(u64::from(self.phase)) >> 32;
            (begun, usize::try_from(first).unwrap_or(0))
        });
        let step = begun.saturating_sub(start).saturating_add(first);
        start.saturating_add(step.checked_rem(count.saturating_sub(start)).unwrap_or(0))
    }

    /// Whether to look for the report object of an entry before its event is stored. `count` is the number of entries. One is
    /// looked for even if nothing shows signs of former attempts: a bucket whose versioning is suspended does not.
    pub(super) const fn seeks(&self, index: usize, count: usize, expects_reports: bool) -> bool {
        self.rest.is_none() && count > STRAIGHT && (expects_reports || index == STRAIGHT / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The number of events that attempts store. They begin at these minutes and each has time for `each` events.
    fn stored(minutes: &[i64], each: usize, count: usize) -> usize {
        let mut all: BTreeSet<usize> = (0..STRAIGHT).collect();
        for minute in minutes {
            let mut order = Order::new(29_000_000 * 60_000 + minute * 60_000 + 7_000);
            all.extend((0..each).map(|begun| order.entry(begun, count, false)));
        }
        all.len()
    }

    #[test]
    fn three_tries_a_minute_or_two_apart_store_all_if_each_has_time_for_62_percent() {
        for count in [50, 300, 1_000] {
            let each = STRAIGHT + (count - STRAIGHT) * 62 / 100 + 1;
            for minutes in [[0, 1, 2], [0, 1, 3], [0, 2, 3], [0, 2, 4]] {
                assert_eq!(stored(&minutes, each, count), count, "{minutes:?}");
            }
            let fewer = STRAIGHT + (count - STRAIGHT) * 39 / 100 + 1;
            assert_eq!(stored(&[0, 1, 2], fewer, count), count);
        }
    }

    #[test]
    fn a_try_stores_each_event_once() {
        let mut order = Order::new(1_700_000_000_000);
        let all: BTreeSet<usize> = (0..200).map(|begun| order.entry(begun, 200, false)).collect();
        assert_eq!(all.len(), 200);
    }
}
