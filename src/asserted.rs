//! What cannot fail by construction, which tests assert: sums that fit, bytes that are text.
//!
//! Most numbers here count or address bytes that are in memory, so they are far from the bounds of their type. `plus` and `minus` say
//! so: in tests and in debug builds a broken promise panics where it is broken. A release build has no panic in it, and the number
//! wraps. Where a number comes from outside and may be anything, `checked_…` or `saturating_…` says what happens then.

/// Arithmetic whose result is known to fit.
pub(crate) trait Asserted: Copy {
    /// The sum.
    fn plus(self, other: Self) -> Self;

    /// The difference, which is not below the least number of the type.
    fn minus(self, other: Self) -> Self;
}

macro_rules! asserted {
    ($($number:ty),*) => {$(
        impl Asserted for $number {
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                debug_assert!(self.checked_add(other).is_some(), "{self} + {other} does not fit");
                self.wrapping_add(other)
            }

            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                debug_assert!(self.checked_sub(other).is_some(), "{self} - {other} does not fit");
                self.wrapping_sub(other)
            }
        }
    )*};
}

asserted!(u8, u32, usize, i64);

/// The text that bytes are. They were made of texts alone.
pub(crate) fn text_of(bytes: &[u8]) -> &str {
    let text = core::str::from_utf8(bytes);
    debug_assert!(text.is_ok(), "not made of texts alone");
    text.unwrap_or_default()
}
