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

/// The seconds since 1970 of an instant in ISO 8601 in UTC such as `2024-02-29T23:59:59Z`; `None` if the text is none.
/// A fraction of a second is left out.
#[expect(clippy::arithmetic_side_effects, reason = "fields of at most four digits stay far from the bounds of i64")]
pub(crate) fn from_iso8601(text: &str) -> Option<i64> {
    let mut fields = [0_i64; 6];
    let mut field = fields.iter_mut();
    let mut number = field.next()?;
    for (at, byte) in text.bytes().enumerate().take(19) {
        match at {
            4 | 7 | 10 | 13 | 16 => number = field.next()?,
            _ if byte.is_ascii_digit() => *number = *number * 10 + i64::from(byte & 15),
            _ => return None,
        }
    }
    let [year, month, day, hour, minute, second] = fields;
    if text.len() < 20 || text.as_bytes().last() != Some(&b'Z') {
        return None;
    }
    // Years counted from March, so that a leap day is the last day of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469;
    Some(days * DAY + hour * 3600 + minute * 60 + second)
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
    fn reads_what_it_writes() {
        for instant in [0, 951_782_400, 1_709_251_199, 4_107_542_400, 86_399] {
            assert_eq!(from_iso8601(&iso8601(instant * 1000)), Some(instant));
        }
        assert_eq!(from_iso8601("2024-02-29T23:59:59.123Z"), Some(1_709_251_199));
        for text in ["", "2024-02-29 23:59:59", "2024-02-29T23:59:59+08:00", "2024-02-29T23:5x:59Z"] {
            assert_eq!(from_iso8601(text), None, "{text}");
        }
    }
}
