//! Instants as values: milliseconds since 1970-01-01T00:00:00Z, given from outside.

use alloc::string::String;

use crate::text::digits;

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type Millis = i64;

const DAY: i64 = 86_400;

/// The instant as ISO 8601 in UTC to the second, `2024-02-29T23:59:59Z`.
#[must_use]
pub fn iso8601(now: Millis) -> String {
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

/// The seconds from one instant to another, both in ISO 8601 in UTC such as `2024-02-29T23:59:59Z` and in the same month;
/// `None` if they are not.
pub(crate) fn seconds_between(start: &str, end: &str) -> Option<i64> {
    if start.as_bytes().get(..8)? != end.as_bytes().get(..8)? {
        return None;
    }
    second_of_month(end)?.checked_sub(second_of_month(start)?)
}

/// The second of its month, from the fields at their fixed places.
fn second_of_month(text: &str) -> Option<i64> {
    let mut second = 0_i64;
    for (at, of_the_last) in [(8_usize, 0), (11, 24), (14, 60), (17, 60)] {
        let [tens, ones] = *text.as_bytes().get(at..at.wrapping_add(2))? else { return None };
        let field = i64::from(tens & 15).wrapping_mul(10).wrapping_add(i64::from(ones & 15));
        second = second.wrapping_mul(of_the_last).wrapping_add(field);
    }
    Some(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_instants() {
        assert_eq!(iso8601(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso8601(1_709_251_199_999), "2024-02-29T23:59:59Z");
        assert_eq!(iso8601(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(iso8601(4_107_542_400_000), "2100-03-01T00:00:00Z");
        assert_eq!(iso8601(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn differences_within_a_month() {
        let start = "2024-02-28T23:59:59Z";
        assert_eq!(seconds_between(start, "2024-02-29T00:00:01Z"), Some(2));
        assert_eq!(seconds_between(start, "2024-02-28T20:00:00.5Z"), Some(-14_399));
        assert_eq!(seconds_between(start, "2024-03-01T00:00:00Z"), None);
        assert_eq!(seconds_between("", ""), None);
        assert_eq!(seconds_between("2024-02-28", "2024-02-28"), None);
    }
}
