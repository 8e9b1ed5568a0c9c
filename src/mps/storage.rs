//! Finds where files are stored: `MediaInputInfo` and `TaskOutputStorage` with a path.
//!
//! `Type` names the structure beside it that counts; official samples fill the others, too. If the type is missing or unknown, or its
//! structure is empty, the structure that is filled counts.

use super::problems::{self, Flaw};
use crate::json::Value;
use crate::report::borrowed::Place;
use crate::text::split_once;

/// The structures of one kind of storage. They are the members of the input and of the output, and the names in them.
struct Storage {
    api_type: &'static str,
    name: &'static str,
    input: &'static str,
    output: &'static str,
    bucket: &'static str,
    region: &'static str,
    object: &'static str,
}

static STORAGES: [Storage; 3] = [
    Storage {
        api_type: "COS",
        name: "cos",
        input: "CosInputInfo",
        output: "CosOutputStorage",
        bucket: "Bucket",
        region: "Region",
        object: "Object",
    },
    Storage {
        api_type: "AWS-S3",
        name: "s3",
        input: "S3InputInfo",
        output: "S3OutputStorage",
        bucket: "S3Bucket",
        region: "S3Region",
        object: "S3Object",
    },
    Storage {
        api_type: "VOD",
        name: "vod",
        input: "VODInputInfo",
        output: "VODOutputStorage",
        bucket: "Bucket",
        region: "Region",
        object: "Object",
    },
];

/// Where the files of an output are stored.
#[derive(Clone, Copy)]
pub(super) enum Location<'v> {
    /// The notification does not name it. So the files are in the storage of the source (API text of `OutputStorage`).
    BesideSource,
    /// In this storage; the place has no key.
    In(Place<'v>),
    /// In one that is not known.
    Unknown,
}

/// The place of an input (`MediaInputInfo`), and what is wrong about it. Both are `None` if there is no input.
pub(super) fn input<'v>(info: Value<'v>) -> (Option<Place<'v>>, Option<Flaw<'v>>) {
    if info.is_null() {
        return (None, None);
    }
    let api_type = api_type(info);
    let in_storage = |storage: &'static Storage| {
        let place = info.get(storage.input);
        let input = Place {
            file_id: place.text_of("FileId"),
            ..located(storage, place, place.text_of(storage.object).unwrap_or_default())
        };
        Some(input).filter(|input| input.key.is_some() || input.file_id.is_some())
    };
    let at_url = || info.get("UrlInputInfo").text_of("Url").map(at_url);
    let named = api_type.and_then(|name| if is(name, "URL") { at_url() } else { storage(name).and_then(in_storage) });
    if named.is_some() {
        return (named, None);
    }
    let other = STORAGES.iter().find_map(in_storage).or_else(at_url);
    let problem = match (api_type, other) {
        (None, Some(_)) => None,
        (Some(name), Some(_)) => Some(mismatch(name)),
        (Some(name), None) if storage(name).is_none() && !is(name, "URL") => Some(unknown(name)),
        (name, None) => Some(Flaw { problem: &problems::MISSING_INPUT, value: name.unwrap_or("InputInfo") }),
    };
    (other, problem)
}

/// Reads a `TaskOutputStorage`, and what is wrong about it.
///
/// `None`: the files are in the storage of what is outside, as for a storage without a bucket (API text of
/// `CosOutputStorage.Bucket`).
pub(super) fn output_storage<'v>(value: Value<'v>) -> (Option<Location<'v>>, Option<Flaw<'v>>) {
    if value.is_null() {
        return (None, None);
    }
    if !value.is_object() {
        return (None, Some(unknown(value.text().unwrap_or("OutputStorage"))));
    }
    let api_type = api_type(value);
    let named = api_type.and_then(storage);
    let place = |storage: &'static Storage| located(storage, value.get(storage.output), "");
    if let Some(storage) = named {
        let place = place(storage);
        // VOD has a bucket of its own.
        if place.bucket.is_some() || storage.name == "vod" {
            return (Some(Location::In(place)), None);
        }
    }
    let other = STORAGES.iter().map(place).find(|place| place.bucket.is_some()).map(Location::In);
    match api_type {
        None => (other, None),
        Some(name) if other.is_some() => (other, Some(mismatch(name))),
        Some(_) if named.is_some() => (None, None),
        Some(name) => (Some(Location::Unknown), Some(unknown(name))),
    }
}

/// The place of an output. It is a path in a storage, or a whole URL instead of the path.
pub(super) fn output<'v>(lies: Location<'v>, source: Option<Place<'v>>, path: &'v str) -> Place<'v> {
    if is_url(path) {
        return at_url(path);
    }
    let elsewhere = Place { storage: "unknown", ..Place::default() };
    let storage = match lies {
        Location::In(place) => place,
        Location::Unknown => elsewhere,
        Location::BesideSource => source.filter(|source| source.given_url.is_none()).unwrap_or(elsewhere),
    };
    Place { key: key(path), file_id: None, ..storage }
}

fn mismatch(api_type: &str) -> Flaw<'_> {
    Flaw { problem: &problems::OTHER_STORAGE, value: api_type }
}

fn unknown(api_type: &str) -> Flaw<'_> {
    Flaw { problem: &problems::UNKNOWN_STORAGE, value: api_type }
}

/// Whether a path is a whole URL: it begins with a scheme (RFC 3986).
fn is_url(path: &str) -> bool {
    split_once(path, "://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

fn api_type<'v>(value: Value<'v>) -> Option<&'v str> {
    value.text_of("Type").map(str::trim_ascii).filter(|name| !name.is_empty())
}

/// Whether a `Type` is this one. People send and store it in any case.
fn is(api_type: &str, wanted: &str) -> bool {
    api_type.eq_ignore_ascii_case(wanted)
}

fn storage(api_type: &str) -> Option<&'static Storage> {
    STORAGES.iter().find(|storage| is(api_type, storage.api_type))
}

fn at_url(url: &str) -> Place<'_> {
    Place { storage: "url", given_url: Some(url), ..Place::default() }
}

fn located<'v>(storage: &Storage, place: Value<'v>, path: &'v str) -> Place<'v> {
    Place {
        storage: storage.name,
        bucket: place.text_of(storage.bucket),
        region: place.text_of(storage.region),
        key: key(path),
        given_url: None,
        file_id: None,
    }
}

/// The key of a path. Notifications put a slash before the key `a/b` in the bucket.
fn key(path: &str) -> Option<&str> {
    let slashes = path.bytes().take_while(|byte| *byte == b'/').count();
    path.get(slashes..).filter(|key| !key.is_empty())
}
