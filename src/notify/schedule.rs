//! When a bot may be notified: its pace, its digests, its quiet hours, and what breaks through these.

use super::target::Kind;
use crate::report::Verdict;
use crate::report::borrowed::Report;
use crate::report::{Attention, Outcome};
use crate::text::split_once;
use crate::time::{Millis, decimal};

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

/// When a target may be notified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Schedule {
    /// How many messages it takes. `None`: any number.
    pub(crate) pace: Option<Pace>,
    pub(crate) digest: Digest,
    /// When it is not notified. `None`: it always is.
    pub(crate) quiet: Option<Quiet>,
    /// What digests and quiet hours do not hold back.
    pub(crate) urgent: Urgent,
    /// Whether a success says that a task with the same file failed before.
    pub(crate) recovered: bool,
}

/// So many messages at most in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    pub(crate) count: u32,
    /// The time, ms.
    pub(crate) period: Millis,
}

/// When several messages become one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Digest {
    /// Never: what waits is sent message by message.
    Never,
    /// Once five messages wait.
    #[default]
    WhenBusy,
    /// Every hour, on the hour.
    Hourly,
    /// Every day at 00:00 UTC.
    Daily,
}

/// A time of day in which nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quiet {
    /// Minutes since midnight.
    start: i64,
    end: i64,
    /// By how many minutes the local time is ahead of UTC.
    offset: i64,
}

/// What is sent at once, whatever digests and quiet hours say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Urgent {
    /// That a task failed, be it all or a part.
    pub(crate) failures: bool,
    /// That a review suggests to block the media.
    pub(crate) block: bool,
}

/// Why a message is not sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) reason: &'static str,
    /// Until when, by the clock that asked.
    pub(crate) until: Millis,
}

impl Schedule {
    /// The schedule of a kind of bot where the owner sets none: within the limits that its documents name.
    pub(crate) const fn of_kind(kind: Kind) -> Self {
        let (count, period) = match kind {
            Kind::WeCom | Kind::DingTalk => (20, MINUTE),
            Kind::Feishu => (100, MINUTE),
            Kind::Slack => (1, 1_000),
            Kind::Webhook => (0, 0),
        };
        let pace = if count == 0 { None } else { Some(Pace { count, period }) };
        let urgent = Urgent { failures: false, block: false };
        Schedule { pace, digest: Digest::WhenBusy, quiet: None, urgent, recovered: false }
    }

    /// Why a message that is not urgent is not sent at `now`. `None`: it is.
    pub(crate) fn hold(&self, now: Millis) -> Option<Hold> {
        let (reason, period) = match self.digest {
            Digest::Hourly => ("the hourly digest", HOUR),
            Digest::Daily => ("the daily digest", DAY),
            Digest::Never | Digest::WhenBusy => {
                let until = self.quiet?.end_at(now)?;
                return Some(Hold { reason: "quiet hours", until });
            }
        };
        let due = end_of(period, now);
        let until = self.after_quiet(due);
        // Whoever reads the time looks for what ends then.
        Some(Hold { reason: if until > due { "quiet hours" } else { reason }, until })
    }

    /// Whether a time is in the quiet hours.
    #[cfg(feature = "api")]
    pub(crate) fn is_quiet(&self, now: Millis) -> bool {
        self.quiet.is_some_and(|quiet| quiet.end_at(now).is_some())
    }

    /// The end of the quiet hours that a time is in, or that time.
    fn after_quiet(&self, time: Millis) -> Millis {
        self.quiet.and_then(|quiet| quiet.end_at(time)).unwrap_or(time)
    }

    /// Whether the owner wants messages to be held back at times.
    #[cfg(feature = "api")]
    pub(crate) const fn holds_back(&self) -> bool {
        self.quiet.is_some() || matches!(self.digest, Digest::Hourly | Digest::Daily)
    }

    /// Until when a message has to wait that was put aside at `since`. `None`: it may be sent at `now`.
    #[cfg(feature = "outbox")]
    pub(crate) fn holds(&self, since: Millis, now: Millis) -> Option<Millis> {
        let period = match self.digest {
            Digest::Hourly => HOUR,
            Digest::Daily => DAY,
            Digest::Never | Digest::WhenBusy => 1,
        };
        let due = if period > 1 { end_of(period, since).max(now) } else { now };
        Some(self.after_quiet(due)).filter(|until| *until > now)
    }

    /// How many messages have to wait to become one. `None`: they never do.
    #[cfg(feature = "outbox")]
    pub(crate) const fn digest_from(&self) -> Option<usize> {
        match self.digest {
            Digest::Never => None,
            Digest::WhenBusy => Some(5),
            Digest::Hourly | Digest::Daily => Some(2),
        }
    }
}

/// When the hour or day of a time ends.
fn end_of(period: Millis, time: Millis) -> Millis {
    time.saturating_sub(time.rem_euclid(period)).saturating_add(period)
}

impl Urgent {
    /// Whether a report is urgent.
    #[inline(never)]
    pub(super) fn is(self, report: &Report<'_>) -> bool {
        let failed = matches!(report.outcome, Outcome::Failure | Outcome::Partial);
        let blocked = || {
            let mut findings = report.tasks.iter().flat_map(|task| &task.findings);
            findings.any(|finding| finding.attention() == Some(Attention::Block))
        };
        (self.failures && failed) || (self.block && (report.verdict() == Verdict::Block || blocked()))
    }
}

impl Pace {
    /// Reads a pace such as `20/min`. `None` if it is something else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (count, unit) = split_once(text, "/")?;
        let period = match unit {
            "s" => 1_000,
            "min" => MINUTE,
            "h" => HOUR,
            _ => return None,
        };
        let is_number = (1..=4).contains(&count.len()) && !count.starts_with('0');
        let count = digits_of(count).filter(|_| is_number)?;
        Some(Pace { count: u32::try_from(count).ok()?, period })
    }
}

impl Digest {
    /// The digest of an id; `None` if there is no such id.
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "never" => Digest::Never,
            "when-busy" => Digest::WhenBusy,
            "hourly" => Digest::Hourly,
            "daily" => Digest::Daily,
            _ => return None,
        })
    }
}

impl Quiet {
    /// Reads hours such as `22:00-08:00 +08:00`: from, to, and the offset from UTC. `None` if they are something else, or all day.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (hours, offset) = split_once(text, " ")?;
        let (start, end) = split_once(hours, "-")?;
        let (start, end) = (minutes(start)?, minutes(end)?);
        let sign = match offset.as_bytes().first()? {
            b'+' => 1,
            b'-' => -1,
            _ => return None,
        };
        let ahead = minutes(offset.get(1..)?).filter(|ahead| *ahead <= 14 * 60)?;
        (start != end).then(|| Quiet { start, end, offset: ahead.saturating_mul(sign) })
    }

    /// When the hours end that `now` is in. `None`: it is in none.
    fn end_at(self, now: Millis) -> Option<Millis> {
        let local = now.saturating_add(self.offset.saturating_mul(MINUTE));
        let day = DAY / MINUTE;
        let minute = local.div_euclid(MINUTE).rem_euclid(day);
        let since_start = minute.saturating_sub(self.start).rem_euclid(day);
        let length = self.end.saturating_sub(self.start).rem_euclid(day);
        let left = length.checked_sub(since_start).filter(|left| *left > 0)?;
        let start_of_minute = now.saturating_sub(local.rem_euclid(MINUTE));
        Some(start_of_minute.saturating_add(left.saturating_mul(MINUTE)))
    }
}

/// The minutes of a time such as `08:30`.
fn minutes(time: &str) -> Option<i64> {
    let (hour, minute) = split_once(time, ":").filter(|(hour, minute)| hour.len() == 2 && minute.len() == 2)?;
    let (hour, minute) = (digits_of(hour)?, digits_of(minute)?);
    (hour < 24 && minute < 60).then(|| hour.saturating_mul(60).saturating_add(minute))
}

fn digits_of(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| decimal(text.as_bytes()))
}

#[cfg(all(test, feature = "outbox"))]
mod tests {
    use super::*;

    #[test]
    fn a_pace_is_a_number_and_a_time() {
        let read = |text| Pace::read(text).map(|pace| (pace.count, pace.period));
        assert_eq!(read("20/min"), Some((20, MINUTE)));
        assert_eq!(read("1/s"), Some((1, 1_000)));
        assert_eq!(read("9999/h"), Some((9999, HOUR)));
        for text in
            ["", "20", "20/", "/min", "0/min", "01/s", "-1/s", "10000/h", "1.5/s", "20/day", "20 /min", "20/min "]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn quiet_hours_are_of_the_local_day() {
        let end = |text: &str, hour: i64, minute: i64| {
            let now = 1_000 * DAY + hour * HOUR + minute * MINUTE + 5_000;
            Quiet::read(text).unwrap().end_at(now).map(|end| {
                assert_eq!(end % MINUTE, 0);
                ((end - 1_000 * DAY) / MINUTE / 60, (end - 1_000 * DAY) / MINUTE % 60)
            })
        };
        // 22:00 to 08:00 in China is 14:00 to 24:00 in UTC.
        assert_eq!(end("22:00-08:00 +08:00", 13, 59), None);
        assert_eq!(end("22:00-08:00 +08:00", 14, 0), Some((24, 0)));
        assert_eq!(end("22:00-08:00 +08:00", 23, 59), Some((24, 0)));
        assert_eq!(end("22:00-08:00 +08:00", 0, 0), None);
        assert_eq!(end("12:30-13:15 +00:00", 12, 30), Some((13, 15)));
        assert_eq!(end("12:30-13:15 +00:00", 13, 15), None);
        assert_eq!(end("00:00-06:00 -03:30", 3, 30), Some((9, 30)));
        for text in [
            "",
            "22:00-08:00",
            "22-8 +08:00",
            "24:00-08:00 +08:00",
            "22:00-08:60 +08:00",
            "22:00-08:00 08:00",
            "22:00-08:00 +15:00",
            "08:00-08:00 +08:00",
            "22:00 08:00 +08:00",
            "22:00-08:00 +0800",
        ] {
            assert_eq!(Quiet::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_digest_is_due_after_its_hour_or_day() {
        let schedule = |digest| Schedule { digest, ..Schedule::of_kind(Kind::WeCom) };
        let at = 1_000 * DAY + 5 * HOUR + 7;
        assert_eq!(schedule(Digest::Hourly).hold(at).map(|hold| hold.until), Some(1_000 * DAY + 6 * HOUR));
        assert_eq!(schedule(Digest::Daily).hold(at).map(|hold| hold.until), Some(1_001 * DAY));
        assert_eq!(schedule(Digest::WhenBusy).hold(at), None);
        assert_eq!(schedule(Digest::Hourly).holds(at, at + HOUR - 8), Some(1_000 * DAY + 6 * HOUR));
        assert_eq!(schedule(Digest::Hourly).holds(at, at + HOUR), None);
        assert_eq!(schedule(Digest::Daily).holds(at, at + 18 * HOUR), Some(1_001 * DAY));
        assert_eq!(schedule(Digest::Never).holds(at, at), None);
        let quiet = Schedule { quiet: Quiet::read("04:00-06:00 +00:00"), ..schedule(Digest::WhenBusy) };
        assert_eq!(quiet.hold(at).map(|hold| hold.until), Some(1_000 * DAY + 6 * HOUR));
        assert_eq!(quiet.holds(at - DAY, at), Some(1_000 * DAY + 6 * HOUR));
    }

    #[test]
    fn a_digest_that_is_due_in_quiet_hours_waits_for_their_end() {
        let at = 1_000 * DAY + 5 * HOUR + 7;
        let end = 1_000 * DAY + 8 * HOUR + 30 * MINUTE;
        let hourly = Schedule {
            digest: Digest::Hourly,
            quiet: Quiet::read("04:00-08:30 +00:00"),
            ..Schedule::of_kind(Kind::WeCom)
        };
        assert_eq!(hourly.hold(at), Some(Hold { reason: "quiet hours", until: end }));
        for now in [at, 1_000 * DAY + 7 * HOUR, end - 1] {
            assert_eq!(hourly.holds(at, now), Some(end));
        }
        assert_eq!(hourly.holds(at, end), None);
        // What comes right before the end waits for its own hour.
        assert_eq!(hourly.hold(end - 1), Some(Hold { reason: "the hourly digest", until: 1_000 * DAY + 9 * HOUR }));
        let daily = Schedule { digest: Digest::Daily, quiet: Quiet::read("22:00-02:00 +00:00"), ..hourly };
        assert_eq!(daily.hold(at).map(|hold| hold.until), Some(1_001 * DAY + 2 * HOUR));
        assert_eq!(daily.holds(at, 1_001 * DAY + HOUR), Some(1_001 * DAY + 2 * HOUR));
    }
}
