//! The signature of notifications proves that the sender knows the task's `NotifyKey`. The source is MPS document
//! 862/39228, `Sign` and `Timestamp` in the output of `ParseNotification`.
//!
//! It covers the time of expiry alone, not the notification: who has seen one signature can send anything with it until
//! it expires. So it keeps strangers out, and no more.

use alloc::string::String;

use md5::{Digest, Md5};

use crate::error::{Error, ErrorCode};
use crate::json::Value;
use crate::text::hex;
use crate::time::Millis;

/// How far this clock may be ahead of the service's, s.
const CLOCK_TOLERANCE_SECONDS: i64 = 60;

/// Computes `Sign`: the MD5 of `Timestamp` and the key, in hexadecimal. `Timestamp` is in decimal digits; the key
/// follows it.
#[must_use]
pub fn sign(timestamp: &str, key: &str) -> String {
    let mut md5 = Md5::new();
    md5.update(timestamp.as_bytes());
    md5.update(key.as_bytes());
    hex(&md5.finalize())
}

/// Checks that a key can be one. An empty key verifies nothing: everybody knows the MD5 of `Timestamp` alone.
///
/// # Errors
/// [`ErrorCode::InvalidOptions`] if it is empty or blank.
pub(crate) fn check_key(key: &str) -> Result<(), Error> {
    if key.trim_ascii().is_empty() {
        let message = "the NotifyKey to verify notifications with is empty";
        return Err(Error::new(ErrorCode::InvalidOptions, message).at_path("notify_key"));
    }
    Ok(())
}

/// Checks `Sign` and `Timestamp` of a notification.
///
/// `Timestamp` is when the signature expires, seconds since 1970: ten minutes behind the sending by default. This clock
/// may be a minute ahead.
///
/// # Errors
/// [`ErrorCode::Unverified`], with the member that is missing or wrong in [`Error::path`]; and as [`check_key`].
pub(crate) fn check(notification: Value<'_>, key: &str, now: Millis) -> Result<(), Error> {
    check_key(key)?;
    let refuse = |reason: &str, member: &str| {
        let message = ["the notification is not verified: ", reason].concat();
        Err(Error::new(ErrorCode::Unverified, message).at_path(member))
    };
    let Some(sign) = notification.text_of("Sign") else {
        return refuse("it has no Sign", "Sign");
    };
    let timestamp = notification.get("Timestamp");
    let (Some(digits), Some(expiry)) = (timestamp.text_or_digits(), timestamp.integer()) else {
        let is_there = !timestamp.is_null();
        let reason =
            if is_there { "its Timestamp is not a whole number of seconds since 1970" } else { "it has no Timestamp" };
        return refuse(reason, "Timestamp");
    };
    // Before its time is believed, so that a stranger learns nothing of this clock.
    if !is_same(sign.as_bytes(), self::sign(digits, key).as_bytes()) {
        return refuse("Sign is not that of the key", "Sign");
    }
    if now.div_euclid(1000).saturating_sub(CLOCK_TOLERANCE_SECONDS) > expiry {
        return refuse("its Timestamp has passed", "Timestamp");
    }
    Ok(())
}

/// Whether two texts are equal, ignoring ASCII case, in constant time. The time does not depend on where they differ.
fn is_same(given: &[u8], right: &[u8]) -> bool {
    let different = given.iter().zip(right).fold(0, |different, (given, right)| {
        different | core::hint::black_box(given.to_ascii_lowercase() ^ right.to_ascii_lowercase())
    });
    given.len() == right.len() && different == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Document;

    fn checked(notification: &str, now: i64) -> Result<(), String> {
        let document = Document::parse(notification.as_bytes()).unwrap();
        check(document.root(), "mysecretkey", now * 1000).map_err(|error| error.path().unwrap_or_default().into())
    }

    /// Computed with `printf %s 1700000600mysecretkey | md5sum`, and without the key.
    #[test]
    fn signs_as_documented() {
        assert_eq!(sign("1700000600", "mysecretkey"), "cbc52006ef0d679e57a2900b865657bd");
        assert_eq!(sign("1700000600", ""), "5ebd8362121e0bc17b5f2c6bd90dc0b2");
    }

    #[test]
    fn takes_a_signature_until_it_expires() {
        let signed = r#"{"Timestamp":1700000600,"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#;
        assert_eq!(checked(signed, 1_700_000_000), Ok(()));
        assert_eq!(checked(signed, 1_700_000_660), Ok(()));
        assert_eq!(checked(signed, 1_700_000_661), Err("Timestamp".into()));
        let as_text = r#"{"Timestamp":"1700000600","Sign":"CBC52006EF0D679E57A2900B865657BD"}"#;
        assert_eq!(checked(as_text, 1_700_000_000), Ok(()));
    }

    /// Nobody checks with such a key, and if somebody does, nothing passes.
    #[test]
    fn an_empty_key_signs_nothing() {
        for key in ["", " \n"] {
            let notification = ["{\"Timestamp\":1700000600,\"Sign\":\"", &sign("1700000600", key), "\"}"].concat();
            let document = Document::parse(notification.as_bytes()).unwrap();
            assert_eq!(check(document.root(), key, 0).unwrap_err().code(), ErrorCode::InvalidOptions);
        }
    }

    #[test]
    fn refuses_what_is_not_signed_with_the_key() {
        let now = 1_700_000_000;
        assert_eq!(checked(r#"{"Timestamp":1700000600}"#, now), Err("Sign".into()));
        assert_eq!(checked(r#"{"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#, now), Err("Timestamp".into()));
        for sign in ["5ebd8362121e0bc17b5f2c6bd90dc0b2", "cbc52006ef0d679e57a2900b865657b", "x"] {
            let notification = ["{\"Timestamp\":1700000600,\"Sign\":\"", sign, "\"}"].concat();
            assert_eq!(checked(&notification, now), Err("Sign".into()));
        }
        let later = r#"{"Timestamp":1700000601,"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#;
        assert_eq!(checked(later, now), Err("Sign".into()));
        // Not the number the key was put behind, though the same one.
        let written_otherwise = r#"{"Timestamp":1700000600.0,"Sign":"cbc52006ef0d679e57a2900b865657bd"}"#;
        assert_eq!(checked(written_otherwise, now), Err("Sign".into()));
    }
}
