//! The event of a timer trigger. It asks for a round of the watch. Source: SCF document 583/9708.

use crate::error::{Error, ErrorCode};
use crate::json::{Document, members};
use crate::text::split_once;
use crate::time::decimal;
#[cfg(feature = "api")]
use crate::time::{Millis, from_iso8601};

/// A round of the watch that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Wanted {
    /// How far back the first round looks, ms.
    pub back: i64,
}
members!(Wanted: back);

/// The watch fetches a task only if it ended at least this long ago, ms.
pub(super) const LATE: i64 = 5 * 60_000;

const HOUR: i64 = 3_600_000;

/// How far back a round looks if nothing else is said, ms.
const BACK: i64 = 24 * HOUR;

/// The service answers tasks that were submitted within the last 7 days.
pub(super) const MAX_BACK: i64 = 7 * 24 * HOUR;

/// What the event of a timer asks for. `None`: it is not the event of a timer.
///
/// # Errors
/// How a round of the watch is asked for, if it asks for something else.
#[inline(never)]
pub(super) fn read(event: &[u8]) -> Option<Result<Wanted, Error>> {
    let document = Document::parse(event).ok()?;
    let root = document.root();
    if root.text_of("Type") != Some("Timer") || root.text_of("TriggerName").is_none() {
        return None;
    }
    let message = root.get("Message").string().unwrap_or_default();
    Some(wanted(message).map(|back| Wanted { back }).ok_or_else(|| {
        let reason = "not an MPS notification but what a timer trigger sends. It asks for a round of the watch: its message must be `watch`, or `watch` and how far to look back, \
                      such as `watch 24h` or `watch 3d`, at most `watch 7d`";
        Error::new(ErrorCode::NotANotification, reason).at_path("Message")
    }))
}

fn wanted(message: &str) -> Option<i64> {
    match split_once(message.trim(), " ") {
        None if message.trim() == "watch" => Some(BACK),
        Some(("watch", back)) => duration(back.trim()).filter(|back| *back <= MAX_BACK),
        _ => None,
    }
}

/// The times that a person says for a round of the watch, in ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg(feature = "api")]
pub(crate) struct WatchTimes {
    /// How far back it looks.
    pub(crate) back: i64,
    /// How long events may be on their way.
    pub(crate) grace: i64,
}
#[cfg(feature = "api")]
members!(WatchTimes: back, grace);

/// Reads how far back a round of the watch looks: a duration such as `24h`, or a time or date in ISO 8601; and how long events may be
/// on their way, a duration.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with its name: `since` or `grace`, which is the error's path.
#[cfg(feature = "api")]
pub(crate) fn watch_times(since: &str, grace: &str, now: Millis) -> Result<WatchTimes, Error> {
    let invalid = |path: &'static str, value: &str, reason: &str| {
        let message = [&crate::text::shown(value, 40), reason].concat();
        Error::new(ErrorCode::InvalidOptions, message).at_path(path)
    };
    let time = || from_iso8601(since).or_else(|| from_iso8601(&[since, "T00:00:00Z"].concat()));
    let back = duration(since.trim()).or_else(|| time().map(|time| now.saturating_sub(time))).filter(|back| *back > 0);
    let grace_time = duration(grace.trim()).filter(|grace| (LATE..=MAX_BACK).contains(grace));
    match (back, grace_time) {
        (None, _) => Err(invalid("since", since, " is not valid; write it as 24h, 7d or 2024-06-01T08:00:00Z")),
        (Some(back), _) if back > MAX_BACK => {
            Err(invalid("since", since, ": the service knows tasks of the last 7 days; --since 7d is the most"))
        }
        (_, None) => Err(invalid("grace", grace, " is not valid; write it as 15m or 1h, at least 5m")),
        (Some(back), Some(grace)) => Ok(WatchTimes { back, grace }),
    }
}

/// What the message of a timer trigger asks for: how far back its first round looks, in ms. `None`: not for a round of the watch.
#[cfg(feature = "api")]
#[must_use]
pub(crate) fn back_in_message(message: &str) -> Option<i64> {
    wanted(message)
}

/// Reads a duration of whole minutes, hours or days, such as `90m`, `24h`, `7d`, in ms. `None` if it is something else, or zero.
fn duration(text: &str) -> Option<i64> {
    let units = [("m", 60_000), ("h", HOUR), ("d", 24 * HOUR)];
    let (number, unit) = units.iter().find_map(|(end, unit)| Some((text.strip_suffix(end)?, *unit)))?;
    let is_number = (1..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_number { decimal(number.as_bytes()) } else { return None };
    number.checked_mul(unit).filter(|duration| *duration > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    fn back(message: &str) -> Option<Result<i64, Error>> {
        let event =
            format!(r#"{{"Type":"Timer","TriggerName":"t","Time":"2024-01-01T00:00:00Z","Message":"{message}"}}"#);
        read(event.as_bytes()).map(|wanted| wanted.map(|wanted| wanted.back))
    }

    #[test]
    fn a_message_says_how_far_to_look_back() {
        for (message, hours) in [("watch", 24), (" watch ", 24), ("watch 2h", 2), ("watch  7d", 168), ("watch 120m", 2)]
        {
            assert_eq!(back(message).unwrap().unwrap(), hours * HOUR, "{message}");
        }
        for message in [
            "",
            "Watch",
            "watch24h",
            "watch 8d",
            "watch 0h",
            "watch -1h",
            "watch 1.5h",
            "watch h",
            "watch 24",
            "watch 24h now",
        ] {
            let error = back(message).unwrap().unwrap_err();
            assert_eq!((error.path(), error.message().contains("`watch 24h`")), (Some("Message"), true), "{message}");
        }
    }

    #[cfg(feature = "api")]
    #[test]
    fn a_person_says_a_duration_a_time_or_a_date() {
        const NOW: i64 = 1_700_000_000_000;
        let back = |since: &str| watch_times(since, "15m", NOW).map(|times| times.back);
        assert_eq!(watch_times("24h", "1h", NOW).unwrap(), WatchTimes { back: 24 * HOUR, grace: HOUR });
        assert_eq!(back("2023-11-14T21:13:20Z").unwrap(), HOUR);
        assert_eq!(back("2023-11-14").unwrap(), NOW % (24 * HOUR));
        for (since, grace, path, end) in [
            ("soon", "15m", "since", "soon is not valid; write it as 24h, 7d or 2024-06-01T08:00:00Z"),
            ("2023-11-15", "15m", "since", "2023-11-15 is not valid; write it as 24h, 7d or 2024-06-01T08:00:00Z"),
            ("8d", "15m", "since", "8d: the service knows tasks of the last 7 days; --since 7d is the most"),
            ("24h", "4m", "grace", "4m is not valid; write it as 15m or 1h, at least 5m"),
            ("24h", "8d", "grace", "8d is not valid; write it as 15m or 1h, at least 5m"),
        ] {
            let error = watch_times(since, grace, NOW).unwrap_err();
            assert_eq!((error.path(), error.message()), (Some(path), end));
        }
    }

    #[test]
    fn other_events_are_not_of_a_timer() {
        for event in ["", "{}", "[]", r#"{"Type":"Timer"}"#, r#"{"Type":"timer","TriggerName":"t","Message":"watch"}"#]
        {
            assert!(read(event.as_bytes()).is_none(), "{event}");
        }
    }
}
