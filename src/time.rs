//! Instants as values: milliseconds since 1970-01-01T00:00:00Z, given from outside.

use alloc::string::String;

use crate::asserted::Asserted;
use crate::text::{digits, find};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

const DAY: i64 = 86_400;

/// The instant as ISO 8601 in UTC to the second, `2024-02-29T23:59:59Z`.
#[must_use]
pub(crate) fn iso8601(now: Millis) -> String {
    let seconds = now.div_euclid(1000);
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    let in_day = seconds.rem_euclid(DAY);
    let mut text = String::with_capacity(20);
    pad(&mut text, year, 4);
    for (separator, field) in
        [('-', month), ('-', day), ('T', in_day / 3600), (':', in_day / 60 % 60), (':', in_day % 60)]
    {
        text.push(separator);
        pad(&mut text, field, 2);
    }
    text.push('Z');
    text
}

fn pad(text: &mut String, number: i64, width: usize) {
    let number = digits(number);
    for _ in number.len()..width {
        text.push('0');
    }
    text.push_str(&number);
}

/// Year, month and day of a number of days since 1970-01-01, by the Gregorian calendar.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "days of any instant in i64 milliseconds stay far from the bounds of i64"
)]
const fn civil(days: i64) -> (i64, i64, i64) {
    // Counted from 0000-03-01, so that a leap day is the last day of its year.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// The seconds from one instant to another. [`from_iso8601`] reads both; `None` if one of them is not such a time.
pub(crate) fn seconds_between(start: &str, end: &str) -> Option<i64> {
    from_iso8601(end)?.checked_sub(from_iso8601(start)?)?.checked_div(1000)
}

/// The instant in the time zone Asia/Shanghai as `2024-02-29-23-59-59-`. It sorts by time and is valid in a file's name
/// everywhere; its first 13 bytes are the hour. (The zone is 8 hours ahead of UTC and has had no summer time since
/// 1991.)
pub(crate) fn shanghai(now: Millis) -> String {
    // (An instant near the end of time stays there.)
    let field = |byte: char| if byte.is_ascii_digit() { byte } else { '-' };
    iso8601(now.saturating_add(8 * 3_600_000)).chars().map(field).collect()
}

/// Reads a time in ISO 8601, in UTC or with an offset. It is to the second or finer: `2024-02-29T23:59:59Z`,
/// `2024-03-01T07:59:59.125+08:00`. `None` if it is not a time, or not one of this century.
#[expect(clippy::arithmetic_side_effects, reason = "numbers of at most four digits")]
pub(crate) fn from_iso8601(text: &str) -> Option<Millis> {
    let bytes = text.as_bytes();
    let number = |at: usize, digits: usize| number(bytes.get(at..at.plus(digits))?);
    let is = |at: usize, wanted: u8| bytes.get(at) == Some(&wanted);
    if !(is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':')) {
        return None;
    }
    let year = number(0, 4).filter(|year| (2000..2100).contains(year))?;
    let seconds = instant([year, number(5, 2)?, number(8, 2)?, number(11, 2)?, number(14, 2)?, number(17, 2)?])?;
    let mut zone = 19;
    if is(zone, b'.') {
        zone += 1;
        while bytes.get(zone).is_some_and(u8::is_ascii_digit) {
            zone += 1;
        }
    }
    let offset = match bytes.get(zone)? {
        b'Z' if bytes.len() == zone + 1 => 0,
        sign @ (b'+' | b'-') if bytes.len() == zone + 6 && is(zone + 3, b':') => {
            let (hours, minutes) = (number(zone + 1, 2)?, number(zone + 4, 2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let minutes = hours * 60 + minutes;
            if *sign == b'+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    Some((seconds - offset * 60) * 1000)
}

/// Reads a date of HTTP: `Tue, 14 Nov 2023 22:13:20 GMT`. The source is RFC 9110, 5.6.7; only the form in use today is
/// read.
#[expect(clippy::arithmetic_side_effects, reason = "numbers of at most four digits")]
pub(crate) fn from_http_date(text: &str) -> Option<Millis> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if text.len() != 29 || text.get(26..) != Some("GMT") {
        return None;
    }
    let number = |from: usize, to: usize| number(text.as_bytes().get(from..to)?);
    let month = find(MONTHS, text.get(8..11)?).filter(|at| at % 3 == 0)?;
    let month = i64::try_from(month).ok()? / 3 + 1;
    let fields = [number(12, 16)?, month, number(5, 7)?, number(17, 19)?, number(20, 22)?, number(23, 25)?];
    Some(instant(fields)? * 1000)
}

/// The seconds from 1970-01-01T00:00:00Z to a time in UTC. The time is a year, month, day, hour, minute and second; `None` if the
/// calendar has no such time. (The second may be 60: a leap second is the first second of the next minute.)
#[expect(clippy::arithmetic_side_effects, reason = "numbers of at most four digits")]
fn instant([year, month, day, hour, minute, second]: [i64; 6]) -> Option<i64> {
    // What no month has comes out as another date.
    let days = days(year, month, day);
    let is_date = (1..=12).contains(&month) && civil(days) == (year, month, day);
    let is_time = hour <= 23 && minute <= 59 && second <= 60;
    (is_date && is_time).then_some(days * DAY + (hour * 60 + minute) * 60 + second)
}

/// The number of days from 1970-01-01 to a date, the inverse of [`civil`]. Every number has at most four digits.
#[expect(clippy::arithmetic_side_effects, reason = "numbers of at most four digits")]
const fn days(year: i64, month: i64, day: i64) -> i64 {
    // Counted from March, so that a leap day is the last day of its year.
    let (month, year) = if month < 3 { (month + 9, year - 1) } else { (month - 3, year) };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719_468
}

/// Whether a text is an instant of this century as [`iso8601`] writes it. The calendar must have it; it is in UTC, to the second.
pub(crate) fn is_iso8601(text: &str) -> bool {
    from_iso8601(text).is_some_and(|instant| iso8601(instant) == text)
}

/// The number that digits of ASCII are; `None` if there is anything else among them.
fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().all(u8::is_ascii_digit).then(|| decimal(digits))
}

/// The number that digits stand for, or the greatest one if they are too many. (Any other byte counts as a digit: the caller knows what it
/// has.)
pub(crate) fn decimal(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |sum: i64, byte| sum.saturating_mul(10).saturating_add(i64::from(byte & 15)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_events_are_read_and_told_in_shanghai() {
        for (text, told) in [
            ("2024-02-29T15:59:59Z", "2024-02-29-23-59-59-"),
            ("2024-02-29T16:00:00Z", "2024-03-01-00-00-00-"),
            ("2023-12-31T16:30:00.999Z", "2024-01-01-00-30-00-"),
            ("2024-01-01T00:30:00+08:00", "2024-01-01-00-30-00-"),
            ("2024-01-01T00:30:00.5-03:30", "2024-01-01-12-00-00-"),
        ] {
            assert_eq!(shanghai(from_iso8601(text).unwrap()), told, "{text}");
        }
        for now in (0..5_000).map(|round| 946_684_800_000 + round * 631_152_000) {
            assert_eq!(from_iso8601(&iso8601(now)), Some(now / 1000 * 1000));
        }
        for none in [
            "",
            "0000-00-00T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2024-13-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2024-04-31T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:61Z",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00+0800",
            "2024-01-01T24:00:00Z",
            "2024-01-0\u{ff11}T00:00:00Z",
            "1700000000",
        ] {
            assert_eq!(from_iso8601(none), None, "{none}");
        }
    }

    #[test]
    fn dates_of_http_are_read_as_they_are_written() {
        assert_eq!(from_http_date("Tue, 14 Nov 2023 22:13:20 GMT"), Some(1_700_000_000_000));
        assert_eq!(from_http_date("Thu, 29 Feb 2024 23:59:59 GMT"), Some(1_709_251_199_000));
        assert_eq!(from_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), None);
        assert_eq!(from_http_date("Tue, 14 anF 2023 22:13:20 GMT"), None);
        assert_eq!(from_http_date("Thu, 30 Feb 2024 22:13:20 GMT"), None);
        assert_eq!(from_http_date("Thu, 29 Feb 2024 24:13:20 GMT"), None);
        assert_eq!(from_http_date("转转转转转转转转转GMT"), None);
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        for day in 0..60_000 {
            let (year, month, in_month) = civil(day);
            let text = std::format!("Mon, {in_month:02} {} {year:04} 00:00:01 GMT", MONTHS[month as usize - 1]);
            assert_eq!(from_http_date(&text), Some(day * 86_400_000 + 1000), "{text}");
        }
    }

    #[test]
    fn instants_that_no_calendar_has() {
        for text in ["2000-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2099-12-31T23:59:59Z"] {
            assert!(is_iso8601(text), "{text}");
        }
        for text in [
            "",
            "2023-02-29T00:00:00Z",
            "2024-00-10T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-32T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00+",
            "2024-01-01T00:00:0pZ",
            "2024-01-01T00:00:00.0Z",
            "转转转转转转转",
        ] {
            assert!(!is_iso8601(text), "{text}");
        }
    }

    #[test]
    fn known_instants() {
        assert_eq!(iso8601(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso8601(1_709_251_199_999), "2024-02-29T23:59:59Z");
        assert_eq!(iso8601(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(iso8601(4_107_542_400_000), "2100-03-01T00:00:00Z");
        assert_eq!(iso8601(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn seconds_from_one_time_to_another() {
        for (start, end, seconds) in [
            ("2024-02-28T23:59:59Z", "2024-02-29T00:00:01Z", Some(2)),
            ("2024-02-28T23:59:59Z", "2024-02-28T20:00:00Z", Some(-14_399)),
            // Ends of months and years, with leap days and without.
            ("2024-02-29T23:59:30Z", "2024-03-01T00:00:15Z", Some(45)),
            ("2023-02-28T23:59:30Z", "2023-03-01T00:00:15Z", Some(45)),
            ("2024-02-28T00:00:00Z", "2024-03-01T00:00:00Z", Some(2 * DAY)),
            ("2100-02-28T00:00:00Z", "2100-03-01T00:00:00Z", None),
            ("2000-02-28T00:00:00Z", "2000-03-01T00:00:00Z", Some(2 * DAY)),
            ("2024-04-30T23:00:00Z", "2024-05-01T01:00:00Z", Some(7200)),
            ("2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z", Some(1)),
            ("2024-12-31T23:59:60Z", "2025-01-01T00:00:00Z", Some(0)),
            ("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z", Some(365 * DAY)),
            ("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", Some(366 * DAY)),
            // Zones and fractions.
            ("2024-03-01T07:59:59+08:00", "2024-03-01T00:00:00Z", Some(1)),
            ("2024-02-29T23:00:00-01:30", "2024-03-01T08:30:00+08:00", Some(0)),
            ("2024-02-29T23:59:59.999Z", "2024-03-01T00:00:01.5Z", Some(2)),
            // What is missing or not a time.
            ("", "", None),
            ("2024-02-29T00:00:00Z", "", None),
            ("2024-02-29T00:00:00Z", "0000-00-00T00:00:00Z", None),
            ("2023-02-29T00:00:00Z", "2023-03-01T00:00:00Z", None),
            ("2024-02-28", "2024-02-28", None),
            ("2024-02-29T00:00:00", "2024-02-29T00:00:00", None),
            ("2024-02-29T00:00:00Z", "2024-02-29T0a:00:00Z", None),
        ] {
            assert_eq!(seconds_between(start, end), seconds, "{start} {end}");
        }
    }
}
