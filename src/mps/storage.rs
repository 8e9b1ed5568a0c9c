//! Where files lie: `MediaInputInfo` and `TaskOutputStorage` with a path.
//!
//! Only the structure that `Type` names counts: official samples fill the others too.

use crate::json::Value;
use crate::report::Place;
use crate::text::split_once;

/// The structures of one kind of storage: the members of the input and of the output, and the names in them.
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

/// The place of an input (`MediaInputInfo`); `None` if it names none.
pub(super) fn input<'v>(info: Value<'v>) -> Option<Place<'v>> {
    let api_type = info.text_of("Type")?;
    if api_type == "URL" {
        return info.get("UrlInputInfo").text_of("Url").map(at_url);
    }
    let storage = storage(api_type)?;
    let place = info.get(storage.input);
    let input = Place {
        file_id: place.text_of("FileId"),
        ..located(storage, place, place.text_of(storage.object).unwrap_or_default())
    };
    Some(input).filter(|input| input.key.is_some() || input.file_id.is_some())
}

/// The place of an output: a path in a storage (`TaskOutputStorage`), or a whole URL in the path's stead.
pub(super) fn output<'v>(value: Value<'v>, source: Option<Place<'v>>, path: &'v str) -> Place<'v> {
    if is_url(path) {
        return at_url(path);
    }
    let elsewhere = Place { storage: "unknown", key: key(path), ..Place::default() };
    if value.is_null() {
        // An output without a storage of its own lies where its source lies (API text of OutputStorage).
        let source = source.filter(|source| source.given_url.is_none());
        return source.map_or(elsewhere, |source| Place { key: key(path), file_id: None, ..source });
    }
    match value.text_of("Type").and_then(storage) {
        Some(storage) => located(storage, value.get(storage.output), path),
        None => elsewhere,
    }
}

/// Whether a storage says where files lie: without a bucket it is that of what is around it that counts (API text of
/// `CosOutputStorage.Bucket`).
pub(super) fn is_somewhere(value: Value<'_>) -> bool {
    value.is_object()
        && value
            .text_of("Type")
            .and_then(storage)
            .is_none_or(|storage| storage.name == "vod" || value.get(storage.output).text_of(storage.bucket).is_some())
}

/// Whether a path is a whole URL: it begins with a scheme (RFC 3986).
fn is_url(path: &str) -> bool {
    split_once(path, "://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    })
}

fn storage(api_type: &str) -> Option<&'static Storage> {
    STORAGES.iter().find(|storage| storage.api_type == api_type)
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

/// The key of a path: notifications put a slash before what is `a/b` in the bucket.
fn key(path: &str) -> Option<&str> {
    let slashes = path.bytes().take_while(|byte| *byte == b'/').count();
    path.get(slashes..).filter(|key| !key.is_empty())
}
