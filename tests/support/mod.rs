//! What several tests need.

#![allow(dead_code, reason = "no test needs all of it")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails is meant to panic")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use base64ct::{Base64, Encoding};
use flate2::Compression;
use flate2::write::GzEncoder;
use mps_webhook::internals::parse_to_json;
use serde_json::Value;

/// A folder of `tests/fixtures/`.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The fixtures of a folder by their names.
pub fn fixtures(name: &str) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder(name))
        .expect("the folder of the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .filter(|(name, _)| !matches!(name.as_str(), "README.md" | "expected.json"))
        .map(|(name, path)| (name, fs::read(path).expect("a fixture")))
        .collect()
}

/// One fixture of a folder.
pub fn fixture(folder_name: &str, name: &str) -> Vec<u8> {
    fs::read(folder(folder_name).join(name)).unwrap_or_else(|error| panic!("{folder_name}/{name}: {error}"))
}

/// The `expected.json` of a folder.
pub fn expected<T: serde::de::DeserializeOwned>(name: &str) -> BTreeMap<String, T> {
    let text = fs::read_to_string(folder(name).join("expected.json")).expect("expected.json");
    serde_json::from_str(&text).expect("JSON")
}

/// The results of an event, as a reader of JSON that is not ours sees them.
pub fn parsed(event: &[u8]) -> Vec<Value> {
    let json = parse_to_json(event);
    serde_json::from_slice(&json).unwrap_or_else(|error| panic!("{error} in {}", String::from_utf8_lossy(&json)))
}

/// The one result of an event.
pub fn parsed_one(event: &[u8]) -> Value {
    let mut results = parsed(event);
    assert_eq!(results.len(), 1, "{results:?}");
    results.remove(0)
}

/// Base64 with padding.
pub fn base64(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// A gzip of one member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory is writable");
    encoder.finish().expect("memory is writable")
}

/// A gzip of `byte` so many million times: a thousandth of that.
pub fn gzip_bomb(byte: u8, millions: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let block = vec![byte; 1_000_000];
    for _ in 0..millions {
        encoder.write_all(&block).expect("memory is writable");
    }
    encoder.finish().expect("memory is writable")
}

/// A CLS trigger event that carries these bytes as they are.
pub fn cls_event(data: &[u8]) -> Vec<u8> {
    format!(r#"{{"clslogs":{{"data":"{}"}}}}"#, base64(data)).into_bytes()
}
