//! When to try again: exponential backoff with full jitter, within the time of the invocation.

use crate::time::Millis;

/// Tries of one request, the first included.
pub(super) const MAX_TRIES: u32 = 5;

/// The longest wait before the second try, ms; it doubles with every further try.
const FIRST_WAIT: i64 = 200;

/// The longest wait before any try, ms.
const LONGEST_WAIT: i64 = 5_000;

/// The longest time for one try, ms.
const LONGEST_TRY: i64 = 10_000;

/// The least time in which a try makes sense, ms.
const SHORTEST_TRY: i64 = 200;

/// What is left at the end of an invocation to report how it went, ms.
const RESERVE: i64 = 100;

/// The time one try may take, ms; `None` if it is too late for one. Half of what is left, so that a
/// connection that hangs leaves room for a second try.
pub(super) fn timeout(now: Millis, deadline: Millis) -> Option<u32> {
    let left = deadline.saturating_sub(now).saturating_sub(RESERVE);
    if left < SHORTEST_TRY {
        return None;
    }
    u32::try_from((left / 2).clamp(SHORTEST_TRY, LONGEST_TRY)).ok()
}

/// How long to wait before the next try after `tries` that failed, ms.
pub(super) fn wait(tries: u32, random: &mut Random) -> i64 {
    let doubled = FIRST_WAIT.checked_shl(tries.saturating_sub(1)).unwrap_or(LONGEST_WAIT);
    random.below(doubled.clamp(FIRST_WAIT, LONGEST_WAIT))
}

/// Numbers that look random, made of a seed from outside (SplitMix64).
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        let positive = i64::try_from(bits >> 1).unwrap_or(0);
        positive.checked_rem(bound.saturating_add(1)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_within_bounds() {
        let mut random = Random::new(7);
        for tries in 1..40 {
            let most = (FIRST_WAIT << (tries - 1).min(10)).min(LONGEST_WAIT);
            for _ in 0..200 {
                assert!((0..=most).contains(&wait(tries, &mut random)));
            }
        }
    }

    #[test]
    fn a_try_never_outlives_the_invocation() {
        assert_eq!(timeout(0, 3_000), Some(1_450));
        assert_eq!(timeout(2_650, 3_000), Some(200));
        assert_eq!(timeout(2_800, 3_000), None);
        assert_eq!(timeout(0, i64::MAX), Some(10_000));
    }
}
