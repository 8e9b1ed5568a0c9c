//! When to try again: exponential backoff with full jitter, within the time of the invocation.

use alloc::string::String;

use crate::error::{Error, ErrorCode};
use crate::http::{Response, RetryAction};
use crate::time::Millis;

/// Attempts of one request, the first included.
pub(super) const MAX_ATTEMPTS: u32 = 5;

/// The longest wait before the second attempt, ms; it doubles with every further attempt.
const FIRST_WAIT: i64 = 200;

/// The longest wait before any attempt, ms.
const LONGEST_WAIT: i64 = 5_000;

/// The longest time for one attempt, ms.
const LONGEST_ATTEMPT: i64 = 10_000;

/// The least time in which an attempt makes sense, ms.
pub(super) const SHORTEST_ATTEMPT: i64 = 200;

/// What the receipt of a message takes, ms.
const FOR_RECEIPT: i64 = 1_000;

/// What is left at the end of an invocation to report how it went, ms.
const RESERVE: i64 = 100;

/// The time one attempt may take, ms; `None` if it is too late for one. Half of what is left, so that a
/// connection that hangs leaves room for a second attempt.
pub(super) fn timeout(now: Millis, deadline: Millis) -> Option<u32> {
    let left = deadline.saturating_sub(now).saturating_sub(RESERVE);
    if left < SHORTEST_ATTEMPT {
        return None;
    }
    u32::try_from((left / 2).clamp(SHORTEST_ATTEMPT, LONGEST_ATTEMPT)).ok()
}

/// The time that one attempt to send a message may take, ms; `None` if it is too late for one. It is all that is left but what its receipt
/// takes: a message that is sent again may come twice.
pub(super) fn message_timeout(now: Millis, deadline: Millis) -> Option<u32> {
    let half = timeout(now, deadline)?;
    let left = deadline.saturating_sub(now).saturating_sub(RESERVE).saturating_sub(FOR_RECEIPT);
    u32::try_from(left.clamp(i64::from(half), LONGEST_ATTEMPT)).ok()
}

/// How long to wait before the next attempt after `attempts` that failed, ms.
pub(super) fn wait(tries: u32, random: &mut Random) -> i64 {
    let doubled = FIRST_WAIT.checked_shl(tries.saturating_sub(1)).unwrap_or(LONGEST_WAIT);
    random.below(doubled.clamp(FIRST_WAIT, LONGEST_WAIT))
}

/// One request and its attempts.
#[derive(Debug, Default)]
pub(super) struct Attempts {
    /// Attempts so far.
    pub(super) tries: u32,
    /// The next one is not to be before then.
    ready_at: Millis,
    /// The first one of the next request is not to be before then.
    next_ready_at: Millis,
    /// When the first one was.
    since: Millis,
    /// When the last one began.
    began: Millis,
    /// The id of the attempt under way.
    pub(super) in_flight: Option<u32>,
    /// Whether that one was signed with the credentials that the platform was asked for.
    pub(super) refreshed: bool,
    /// Whether it went to the bucket's other host.
    pub(super) other_host: bool,
    /// Whether an attempt has ended, with or without an answer. One that is refused for a wrong clock or old credentials does
    /// not count: these are corrected, and it is sent again at once.
    pub(super) has_tried: bool,
    /// Whether the last one was refused for credentials that are too old.
    pub(super) wants_credentials: bool,
    /// What kept the last one from succeeding.
    pub(super) reason: String,
}

/// When the next attempt of a request may be.
pub(super) enum NextAttempt {
    /// Now. It may take so many ms.
    Now(u32),
    /// Not before then.
    At(Millis),
    /// Never: the invocation ends before.
    Never,
}

/// Why a request is sent again.
#[derive(Debug)]
pub(super) struct RetryCause {
    pub(super) reason: String,
    /// What has to be done first.
    pub(super) action: RetryAction,
    /// How long the service asks to be left alone, ms.
    pub(super) after: Option<i64>,
    /// What the service's clock shows.
    pub(super) date: Option<Millis>,
}

impl RetryCause {
    pub(super) const fn new(reason: String, action: RetryAction) -> Self {
        RetryCause { reason, action, after: None, date: None }
    }

    /// Adds what the response says of the time: `Retry-After` and `Date`.
    pub(super) fn with_times_of(mut self, response: &Response<'_>, now: Millis) -> Self {
        self.after = self.after.max(response.retry_after(now));
        self.date = response.date();
        self
    }
}

impl Attempts {
    /// The time of the next attempt at the earliest. (No attempt may be under way.)
    pub(super) fn next_attempt(&self, now: Millis, deadline: Millis) -> NextAttempt {
        match timeout(now.max(self.ready_at), deadline) {
            None => NextAttempt::Never,
            Some(_) if self.ready_at > now => NextAttempt::At(self.ready_at),
            Some(timeout) => NextAttempt::Now(timeout),
        }
    }

    /// Starts again for the next request to the same service. The service may have asked clients to wait.
    pub(super) fn begin_next(&mut self) {
        self.tries = 0;
        self.reason = String::new();
        self.ready_at = self.ready_at.max(self.next_ready_at);
    }

    /// Does not send the first attempt before then.
    pub(super) fn wait_until(&mut self, time: Millis) {
        self.ready_at = self.ready_at.max(time);
    }

    /// Starts again for a request that is sent at once. The next request takes over the wait of this one.
    pub(super) fn put_off(&mut self) {
        *self = Attempts { next_ready_at: self.ready_at, ..Attempts::default() };
    }

    pub(super) fn start(&mut self, id: u32, now: Millis) {
        if self.tries == 0 {
            self.since = now;
        }
        self.began = now;
        self.tries = self.tries.saturating_add(1);
        self.in_flight = Some(id);
        self.wants_credentials = false;
    }

    /// Plans the next attempt for `ready_at` at the earliest.
    ///
    /// # Errors
    /// Why there is none: there were too many attempts, or there is no time left.
    pub(super) fn try_again(&mut self, ready_at: Millis, reason: String, deadline: Millis) -> Result<(), Error> {
        // What the service asks for holds for the next request, too, if this one is given up.
        self.ready_at = ready_at;
        if self.tries >= MAX_ATTEMPTS {
            return Err(Error::new(ErrorCode::NotDelivered, reason));
        }
        if timeout(ready_at, deadline).is_none() {
            return Err(Error::new(ErrorCode::OutOfTime, reason));
        }
        self.reason = reason;
        Ok(())
    }

    /// The error of a request that there is no time for.
    pub(super) fn out_of_time(&mut self) -> Error {
        let reason = core::mem::take(&mut self.reason);
        let reason = if reason.is_empty() { "the time of the invocation ran out".into() } else { reason };
        Error::new(ErrorCode::OutOfTime, reason)
    }

    /// The error of a request that is not sent again.
    pub(super) fn refused(&mut self) -> Error {
        Error::new(ErrorCode::NotDelivered, core::mem::take(&mut self.reason))
    }

    /// Whether there is as much time for another attempt to send a message as the last one took, which got no answer. With less time, a
    /// slow service would get the message once more and not answer either.
    pub(super) fn may_repeat_message(&self, now: Millis, deadline: Millis) -> bool {
        let took = now.saturating_sub(self.began);
        message_timeout(now, deadline).is_some_and(|timeout| i64::from(timeout) >= took)
    }

    /// How long all attempts took, ms.
    pub(super) fn took(&self, now: Millis) -> i64 {
        now.saturating_sub(self.since)
    }
}

/// Numbers that look random, made of a seed from outside (SplitMix64).
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// One of the numbers from 0 to `bound`.
    pub(super) fn below(&mut self, bound: i64) -> i64 {
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
    fn a_request_after_one_that_was_given_up_waits_as_the_service_asked() {
        let mut attempts = Attempts { tries: MAX_ATTEMPTS, ..Attempts::default() };
        assert!(attempts.try_again(2_000, "COS answered 503".into(), 60_000).is_err());
        attempts.begin_next();
        assert!(matches!(attempts.next_attempt(1_999, 60_000), NextAttempt::At(2_000)));
        assert!(matches!(attempts.next_attempt(2_000, 60_000), NextAttempt::Now(_)));
    }

    #[test]
    fn a_try_never_outlives_the_invocation() {
        assert_eq!(timeout(0, 3_000), Some(1_450));
        assert_eq!(timeout(2_650, 3_000), Some(200));
        assert_eq!(timeout(2_800, 3_000), None);
        assert_eq!(timeout(0, i64::MAX), Some(10_000));
    }
}
