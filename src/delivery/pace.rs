//! What all requests of a delivery share: the time that is left, whose clock and whose credentials count, and by which
//! host the bucket is reached.

use alloc::string::String;

use super::retry::{self, Attempt, Random};
use crate::error::{Error, ErrorCode};
use crate::http::{Remedy, Response};
use crate::text::find;
use crate::time::Millis;

pub(super) struct Pace {
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
    /// Whether an event was or may have been stored before: this delivery may be a repetition.
    is_repetition: bool,
    /// How many records in a row were looked for and not found.
    not_found: u32,
}

/// How many records in a row must be missing for no more to be looked for: some may be missing among others.
const MAX_NOT_FOUND: u32 = 4;

/// Why a request is to be sent again.
pub(super) struct Trouble {
    pub(super) reason: String,
    pub(super) remedy: Remedy,
    /// Not before so many ms.
    pub(super) after: Option<i64>,
    /// What the service's clock shows.
    pub(super) date: Option<Millis>,
}

impl Trouble {
    pub(super) fn new(reason: String, remedy: Remedy) -> Self {
        Trouble { reason, remedy, after: None, date: None }
    }

    /// With what the response says of when to come back.
    pub(super) fn told_by(mut self, response: &Response<'_>, now: Millis) -> Self {
        self.after = self.after.max(response.retry_after(now));
        self.date = response.date();
        self
    }
}

impl Pace {
    pub(super) const fn new(deadline: Millis, seed: u64) -> Self {
        Pace {
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
        }
    }

    /// An event was stored before, or the bucket would not say so.
    pub(super) fn on_repetition(&mut self) {
        self.is_repetition = true;
    }

    /// Whether a record is likely to be there already.
    pub(super) const fn expects_records(&self) -> bool {
        self.is_repetition && self.not_found < MAX_NOT_FOUND
    }

    /// A record that was looked for is there.
    pub(super) fn on_found(&mut self) {
        self.is_repetition = true;
        self.not_found = 0;
    }

    /// A record that was looked for is not there.
    pub(super) fn on_not_found(&mut self) {
        self.not_found = self.not_found.saturating_add(1);
    }

    /// The time by the services' clock.
    pub(super) fn service_time(&self, now: Millis) -> Millis {
        now.saturating_add(self.ahead)
    }

    /// Begins a try, and gives its id.
    pub(super) fn start(&mut self, attempt: &mut Attempt, now: Millis) -> u32 {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        attempt.start(id, now);
        attempt.refreshed = self.refreshed;
        attempt.other_host = self.other_host;
        id
    }

    /// Plans the next try, or says why there is none.
    pub(super) fn try_again(&mut self, attempt: &mut Attempt, trouble: Trouble, now: Millis) -> Result<(), Error> {
        let refused = |reason| Err(Error::new(ErrorCode::NotDelivered, reason));
        let mut pause = retry::wait(attempt.tries, &mut self.random);
        attempt.was_answered |= matches!(trouble.remedy, Remedy::Wait | Remedy::Once);
        match trouble.remedy {
            Remedy::Wait => {}
            Remedy::Once if attempt.tries > 1 => return refused(trouble.reason),
            Remedy::Once => {}
            Remedy::Clock => {
                if let Some(date) = trouble.date {
                    self.ahead = date.saturating_sub(now);
                    pause = 0;
                }
            }
            Remedy::Credentials if attempt.refreshed => return refused(trouble.reason),
            Remedy::Credentials => {
                self.wants_credentials = !self.refreshed;
                attempt.wants_credentials = true;
                pause = 0;
            }
        }
        attempt.try_again(pause.max(trouble.after.unwrap_or(0)), trouble.reason, now, self.deadline)
    }

    /// After a failure on the way to COS: the next request goes to the host that this one did not go to.
    pub(super) fn leave_host(&mut self, attempt: &Attempt) {
        self.other_host = !attempt.other_host;
    }
}

/// A reason from outside, fit for the log. One that shows a URL is not shown: a URL can be a secret.
pub(super) fn harmless(reason: &str) -> String {
    if find(reason, "://").is_some() { "the request could not be sent".into() } else { printable(reason) }
}

/// A text from outside, fit for the log: of bounded length and without what controls a terminal.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        let is_hidden = matches!(character, '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        shown.push(if is_hidden && character != ' ' { '?' } else { character });
        if shown.len() > 200 {
            break;
        }
    }
    shown
}
