//! The two forms of everything in a report: owned and borrowed. Users of the crate get the owned form. The crate itself
//! uses the borrowed form, whose texts are in the notification. [`report_types`] declares both at once. Four types write
//! their JSON by hand.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// An owned value that is made of its borrowed form.
pub(crate) trait Own<B> {
    /// Copies what is borrowed.
    fn own(borrowed: B) -> Self;
}

/// An owned value that can be seen in its borrowed form.
pub(crate) trait Lend<'a, B> {
    /// The borrowed form.
    fn lend(&'a self) -> B;
}

impl<O: Own<B>, B> Own<Option<B>> for Option<O> {
    fn own(borrowed: Option<B>) -> Self {
        borrowed.map(O::own)
    }
}

impl<'a, O: Lend<'a, B>, B> Lend<'a, Option<B>> for Option<O> {
    fn lend(&'a self) -> Option<B> {
        self.as_ref().map(O::lend)
    }
}

impl<O: Own<B>, B> Own<Vec<B>> for Vec<O> {
    fn own(borrowed: Vec<B>) -> Self {
        borrowed.into_iter().map(O::own).collect()
    }
}

impl<'a, O: Lend<'a, B>, B> Lend<'a, Vec<B>> for Vec<O> {
    fn lend(&'a self) -> Vec<B> {
        self.iter().map(O::lend).collect()
    }
}

impl<O: Own<B>, B> Own<Box<B>> for Box<O> {
    fn own(borrowed: Box<B>) -> Self {
        Box::new(O::own(*borrowed))
    }
}

impl<'a, O: Lend<'a, B>, B> Lend<'a, Box<B>> for Box<O> {
    fn lend(&'a self) -> Box<B> {
        Box::new(O::lend(self))
    }
}

impl Own<&str> for String {
    fn own(borrowed: &str) -> Self {
        borrowed.into()
    }
}

impl<'a> Lend<'a, &'a str> for String {
    fn lend(&'a self) -> &'a str {
        self
    }
}

impl Own<Cow<'_, str>> for String {
    fn own(borrowed: Cow<'_, str>) -> Self {
        borrowed.into_owned()
    }
}

impl<'a> Lend<'a, Cow<'a, str>> for String {
    fn lend(&'a self) -> Cow<'a, str> {
        Cow::Borrowed(self)
    }
}

/// Values that are the same in both forms.
macro_rules! same {
    ($($type:ty),+) => {$(
        impl $crate::report::forms::Own<$type> for $type {
            fn own(borrowed: $type) -> Self {
                borrowed
            }
        }

        impl $crate::report::forms::Lend<'_, $type> for $type {
            fn lend(&self) -> $type {
                self.clone()
            }
        }
    )+};
}
pub(super) use same;

same!(bool, i64, u32, String);

/// Declares the types of the report, each in both forms.
///
/// A member is `name: owned type | borrowed type;`, or `name: type;` if both forms have the same. A value that is two members
/// of the borrowed form and of JSON has the second one behind a comma. Only the owned form has the members behind `+ owned`.
/// In front of a type stands whether its JSON has these members (`listed`) or others (`by_hand`), and what its borrowed form
/// derives.
macro_rules! report_types {
    ($(
        $(#[$meta:meta])*
        $json:ident struct $name:ident ($($derive:ident),*) {
            $(
                $(#[$member_meta:meta])*
                $member:ident: $owned:ty $(| $borrowed:ty $(, $second:ident: $second_type:ty)?)?;
            )*
            $(+ owned {
                $($(#[$extra_meta:meta])* $extra:ident: $extra_type:ty;)*
            })?
        }
    )*) => {
        $(
            #[derive(Debug, Clone, PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Deserialize))]
            #[non_exhaustive]
            $(#[$meta])*
            pub struct $name {
                $($(#[$member_meta])* pub $member: $owned,)*
                $($($(#[$extra_meta])* pub $extra: $extra_type,)*)?
            }

            impl $crate::report::forms::Own<borrowed::$name<'_>> for $name {
                fn own(borrowed: borrowed::$name<'_>) -> Self {
                    $name {
                        $($member: $crate::report::forms::Own::own($crate::report::forms::pair!(borrowed.$member $($(, borrowed.$second)?)?)),)*
                        $($($extra: Default::default(),)*)?
                    }
                }
            }

            impl<'a> $crate::report::forms::Lend<'a, borrowed::$name<'a>> for $name {
                fn lend(&'a self) -> borrowed::$name<'a> {
                    $(let $crate::report::forms::pair!($member $($(, $second)?)?) = $crate::report::forms::Lend::lend(&self.$member);)*
                    borrowed::$name { $($member, $($($second,)?)?)* }
                }
            }

            /// In the shape of the borrowed form.
            impl $crate::json::Members for $name {
                fn members(&self, visit: &mut dyn FnMut(&'static str, $crate::json::Field<'_>)) {
                    let borrowed: borrowed::$name<'_> = $crate::report::forms::Lend::lend(self);
                    $crate::json::Members::members(&borrowed, visit);
                    $($(
                        if !self.$extra.is_empty() {
                            $crate::json::AsField::show(&self.$extra, stringify!($extra), visit);
                        }
                    )*)?
                }
            }
            $crate::json::members!(object $name);

            #[cfg(test)]
            impl $name {
                /// The names of all members of the borrowed form; beside it, of the owned one.
                #[allow(dead_code, reason = "not every type is asked for")]
                pub(super) const MEMBERS: &'static [&'static str] = &[
                    $(stringify!($member), $($(stringify!($second),)?)?)*
                    $($(stringify!($extra),)*)?
                ];
            }
        )*

        /// The types of the report as the crate itself uses them. They borrow their texts from the notification.
        pub(crate) mod borrowed {
            use super::*;

            pub(crate) use super::decimal::Seconds;
            pub(crate) use super::names::borrowed::{Envelope, EventType, Family, FindingType, Suggestion, WarningCode};

            $(
                #[derive(Debug, Clone, PartialEq, $($derive),*)]
                pub(crate) struct $name<'a> {
                    $(
                        pub(crate) $member: $crate::report::forms::form!($owned $(| $borrowed)?),
                        $($(pub(crate) $second: $second_type,)?)?
                    )*
                }

                $crate::report::forms::json!($json $name: $($member, $($($second,)?)?)*);
            )*
        }
    };
}
pub(super) use report_types;

/// A value that is one member, or two.
macro_rules! pair {
    ($($one:ident).+) => { $($one).+ };
    ($($one:ident).+, $($other:ident).+) => { ($($one).+, $($other).+) };
}
pub(super) use pair;

/// The type of a member in the borrowed form.
macro_rules! form {
    ($owned:ty) => {
        $owned
    };
    ($owned:ty | $borrowed:ty) => {
        $borrowed
    };
}
pub(super) use form;

/// The JSON of a borrowed form.
macro_rules! json {
    (listed $name:ident: $($member:ident,)*) => { $crate::json::members!($name<'a>: $($member),*); };
    (by_hand $name:ident: $($member:ident,)*) => { $crate::json::members!(object $name<'a>); };
}
pub(super) use json;
