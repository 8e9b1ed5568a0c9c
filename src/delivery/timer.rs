//! The event of a timer trigger. It asks for a round of the watch. Source: SCF document 583/9708.

use crate::error::{Error, ErrorCode};
use crate::json::{Document, members};
use crate::text::split_once;
use crate::time::decimal;

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

    #[test]
    fn other_events_are_not_of_a_timer() {
        for event in ["", "{}", "[]", r#"{"Type":"Timer"}"#, r#"{"Type":"timer","TriggerName":"t","Message":"watch"}"#]
        {
            assert!(read(event.as_bytes()).is_none(), "{event}");
        }
    }
}
