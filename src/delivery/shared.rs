//! The state that the requests of a delivery share. It is the deadline, the clock of the services, the credentials and the host
//! of the bucket.

use super::outbox::Memory;
use super::retry::{self, Attempts, Random, RetryCause};
use crate::error::{Error, ErrorCode};
use crate::http::RetryAction;
use crate::text::digits;
use crate::time::Millis;

/// What the requests of a delivery share.
#[derive(Debug)]
pub(super) struct Shared {
    began: Millis,
    pub(super) deadline: Millis,
    random: Random,
    next_id: u32,
    /// By how much the services' clock is ahead of ours, ms.
    ahead: i64,
    /// Whether the credentials were refused as too old, and fresh ones are waited for.
    pub(super) wants_credentials: bool,
    /// Whether the platform was asked for fresh ones.
    pub(super) refreshed: bool,
    /// Whether it had no others than those that were refused.
    pub(super) unchanged: bool,
    /// Whether the bucket is to be reached by its other host.
    pub(super) other_host: bool,
    /// Whether an event was or may have been stored before. Then this delivery may be a repetition.
    is_repetition: bool,
    /// How many report objects in a row were looked for and not found.
    not_found: u32,
    /// What is known of the bots.
    pub(super) memory: Memory,
    /// Whether a message waits in the outbox as soon as its bot takes none now.
    pub(super) leaves_messages: bool,
}

/// After so many missing report objects in a row, the search for them ends. A few may be missing among others.
const MAX_NOT_FOUND: u32 = 4;

impl Shared {
    pub(super) const fn new(began: Millis, deadline: Millis, seed: u64) -> Self {
        Shared {
            began,
            deadline,
            random: Random::new(seed),
            next_id: 0,
            ahead: 0,
            wants_credentials: false,
            refreshed: false,
            unchanged: false,
            other_host: false,
            is_repetition: false,
            not_found: 0,
            memory: Memory::new(),
            leaves_messages: false,
        }
    }

    /// An event was stored before, or the bucket would not say so.
    pub(super) fn on_repetition(&mut self) {
        self.is_repetition = true;
    }

    /// Whether report objects are likely to be there already.
    pub(super) const fn expects_reports(&self) -> bool {
        self.is_repetition && self.not_found < MAX_NOT_FOUND
    }

    /// A report object that was looked for is there.
    pub(super) fn expect_reports(&mut self) {
        self.is_repetition = true;
        self.not_found = 0;
    }

    /// A report object that was looked for is not there.
    pub(super) fn expect_no_report(&mut self) {
        self.not_found = self.not_found.saturating_add(1);
    }

    /// The time by the services' clock.
    pub(super) fn service_time(&self, now: Millis) -> Millis {
        now.saturating_add(self.ahead)
    }

    /// Takes over the time of a service, if ours differs by more than an answer takes.
    #[cfg(feature = "outbox")]
    pub(super) fn set_clock(&mut self, date: Option<Millis>, now: Millis) {
        const TOLERANCE: i64 = 2_000;
        if let Some(ahead) = date.map(|date| date.saturating_sub(now))
            && ahead.saturating_sub(self.ahead).abs() > TOLERANCE
        {
            self.ahead = ahead;
        }
    }

    /// The place of a message that is put aside now: after earlier ones of this delivery, and after those of deliveries that began earlier.
    pub(super) fn order(&self) -> i64 {
        self.began.saturating_mul(1_000).saturating_add(i64::from(self.next_id.min(999)))
    }

    /// Begins an attempt, and gives its id.
    pub(super) fn start(&mut self, attempts: &mut Attempts, now: Millis) -> u32 {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        attempts.start(id, now);
        attempts.refreshed = self.refreshed;
        attempts.other_host = self.other_host;
        id
    }

    /// Plans the next attempt, or says why there is none.
    pub(super) fn try_again(&mut self, attempts: &mut Attempts, cause: RetryCause, now: Millis) -> Result<(), Error> {
        let refused = |reason| Err(Error::new(ErrorCode::NotDelivered, reason));
        let mut pause = retry::wait(attempts.tries, &mut self.random);
        attempts.has_tried |= matches!(cause.action, RetryAction::Wait | RetryAction::Once);
        match cause.action {
            RetryAction::Wait => {}
            RetryAction::Once if attempts.tries > 1 => return refused(cause.reason),
            RetryAction::Once => {}
            RetryAction::Clock => {
                if let Some(date) = cause.date {
                    self.ahead = date.saturating_sub(now);
                    pause = 0;
                }
            }
            RetryAction::Credentials if attempts.refreshed => return refused(cause.reason),
            RetryAction::Credentials => {
                self.wants_credentials = !self.refreshed;
                attempts.wants_credentials = true;
                pause = 0;
            }
        }
        let after = cause.after.unwrap_or(0);
        let ready_at = now.saturating_add(pause.max(after));
        attempts.try_again(ready_at, cause.reason, self.deadline).map_err(|error| too_long_a_wait(error, after))
    }

    /// Changes the host of the bucket after a failure on the way to COS. The next request goes to the host that this one
    /// did not go to.
    pub(super) fn leave_host(&mut self, attempts: &Attempts) {
        self.other_host = !attempts.other_host;
    }
}

/// The error of a request that is not sent again because it has to wait for `after` ms, too long for the invocation. If no function
/// may have such a time limit, a longer one is no help.
fn too_long_a_wait(error: Error, after: i64) -> Error {
    /// The longest time limit of a function that is not asynchronous, ms (SCF document 583/11637).
    const LONGEST_LIMIT: i64 = 900_000;
    if error.code() != ErrorCode::OutOfTime || after == 0 {
        return error;
    }
    let reason = [error.message(), "; the next attempt is possible in ", &digits(after / 1000), " s"].concat();
    Error::new(if after <= LONGEST_LIMIT { ErrorCode::OutOfTime } else { ErrorCode::NotDelivered }, reason)
}
