//! Numbers of a report.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use super::forms::{Lend, Own};
use crate::json::{AsField, Field, Number};

/// A number in the decimal digits of the notification. No digit is lost on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal(String);

impl Decimal {
    /// The digits, as in JSON: `25`, `23.976`, `1e-3`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest double; infinite beyond the range of doubles.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        Number(&self.0).as_f64()
    }

    /// The whole number, however it is written (`70000`, `7.0e4`). `None` if it is not a whole number of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        Number(&self.0).as_i64()
    }

    /// Parses the digits of a number in JSON; `None` if they are not one.
    #[cfg(feature = "serde")]
    pub(super) fn parse(digits: &str) -> Option<Self> {
        Number::parse(digits).map(Self::own)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl Own<Number<'_>> for Decimal {
    fn own(borrowed: Number<'_>) -> Self {
        Decimal(borrowed.as_str().into())
    }
}

impl<'a> Lend<'a, Number<'a>> for Decimal {
    fn lend(&'a self) -> Number<'a> {
        Number(&self.0)
    }
}

/// Seconds from the beginning of the media, in decimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seconds<'a>(pub(crate) Cow<'a, str>);

impl Seconds<'_> {
    /// The digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsField for Seconds<'_> {
    fn as_field(&self) -> Field<'_> {
        Number(&self.0).field()
    }
}

impl Own<Seconds<'_>> for Decimal {
    fn own(borrowed: Seconds<'_>) -> Self {
        Decimal(borrowed.0.into_owned())
    }
}

impl<'a> Lend<'a, Seconds<'a>> for Decimal {
    fn lend(&'a self) -> Seconds<'a> {
        Seconds(Cow::Borrowed(&self.0))
    }
}
