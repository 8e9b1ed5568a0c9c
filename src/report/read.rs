//! Reads the parts of a report whose JSON differs from their types.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Unexpected, Visitor};

use super::{Decimal, EventType, Media, Storage};

/// A place in JSON: it has what [`Place::uri`](super::Place::uri) and [`Place::url`](super::Place::url) are.
#[derive(serde::Deserialize)]
pub(super) struct Place {
    storage: Storage,
    bucket: Option<String>,
    region: Option<String>,
    key: Option<String>,
    uri: Option<String>,
    url: Option<String>,
    file_id: Option<String>,
}

impl From<Place> for super::Place {
    fn from(place: Place) -> Self {
        let Place { storage, bucket, region, key, uri, url, file_id } = place;
        // Of an object in a bucket the two differ.
        let given_url = url.filter(|url| uri.as_ref() == Some(url));
        super::Place { storage, bucket, region, key, given_url, file_id }
    }
}

/// The type of an event, out of `event_type` and `event_name`.
pub(super) fn event_type<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EventType, D::Error> {
    #[derive(serde::Deserialize)]
    struct Names {
        event_type: EventType,
        event_name: Option<String>,
    }
    let Names { event_type, event_name } = Names::deserialize(deserializer)?;
    Ok(match (event_type, event_name) {
        (EventType::Other(other), name) if other == "other" => EventType::Other(name.unwrap_or_default()),
        (known, _) => known,
    })
}

/// The media of a file, if anything is said of it.
pub(super) fn media<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<Media>>, D::Error> {
    Media::deserialize(deserializer).map(|media| Some(media).filter(|it| *it != Media::default()).map(Box::new))
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DecimalVisitor)
    }
}

struct DecimalVisitor;

impl<'de> Visitor<'de> for DecimalVisitor {
    type Value = Decimal;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Decimal, E> {
        digits(&format!("{number}"))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Decimal, E> {
        digits(&format!("{number}"))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Decimal, E> {
        // With a point or an exponent, so that it is a number of the same kind when it is read again.
        digits(&format!("{number:?}"))
    }

    /// The form of a number in `serde_json` with its feature `arbitrary_precision`. Any crate of the program may turn
    /// that feature on.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Decimal, A::Error> {
        let name: Option<Cow<'de, str>> = map.next_key()?;
        if name.as_deref() != Some("$serde_json::private::Number") {
            return Err(Error::invalid_type(Unexpected::Map, &self));
        }
        digits(&map.next_value::<Cow<'de, str>>()?)
    }
}

fn digits<E: Error>(digits: &str) -> Result<Decimal, E> {
    Decimal::parse(digits)
        .ok_or_else(|| E::invalid_value(Unexpected::Other("a number that JSON has no digits for"), &"a number"))
}
