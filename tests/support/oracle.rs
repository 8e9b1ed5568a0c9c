//! `serde_json` as the oracle of our reader of JSON.

use mps_webhook::internals::{Document, Kind, Value};

/// The same value, as far as the two can say the same: numbers as doubles, of repeated names the last.
pub fn same(ours: Value<'_>, theirs: &serde_json::Value) -> bool {
    match theirs {
        serde_json::Value::Null => ours.kind() == Kind::Null,
        serde_json::Value::Bool(theirs) => ours.kind() == if *theirs { Kind::True } else { Kind::False },
        serde_json::Value::String(theirs) => ours.string() == Some(theirs),
        serde_json::Value::Number(theirs) => {
            ours.kind() == Kind::Number && ours.number().map(|ours| ours.as_f64()) == theirs.as_f64()
        }
        serde_json::Value::Array(theirs) => {
            ours.kind() == Kind::Array
                && ours.elements().count() == theirs.len()
                && ours.elements().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        serde_json::Value::Object(theirs) => {
            ours.kind() == Kind::Object
                && theirs.iter().all(|(name, value)| same(ours.get(name), value))
                && ours.members().count() == theirs.len()
                && ours.members().all(|(name, _)| theirs.contains_key(name))
        }
    }
}

/// What we read on purpose and serde_json does not: halves of surrogate pairs, and numbers beyond a double.
fn is_known_difference(error: &serde_json::Error) -> bool {
    let text = error.to_string();
    ["surrogate", "unexpected end of hex escape", "number out of range"].iter().any(|known| text.contains(known))
}

/// Panics where the two read a text differently.
pub fn compare(text: &[u8]) {
    // serde_json takes 127 levels, we take 128, and a byte order mark.
    let ours = Document::parse(text);
    match (&ours, serde_json::from_slice::<serde_json::Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert!(same(ours.root(), &theirs), "{ours:?} is not {theirs:?}"),
        (Ok(_), Err(error)) => {
            let known = is_known_difference(&error) || text.starts_with(b"\xef\xbb\xbf");
            assert!(known, "serde_json refuses what we take: {error}: {:?}", String::from_utf8_lossy(text));
        }
        (Err(error), Ok(_)) => {
            panic!("serde_json takes what we refuse: {error}: {:?}", String::from_utf8_lossy(text));
        }
        (Err(error), Err(_)) => {
            let offset = error.offset().expect("an error of syntax has an offset");
            assert!(offset <= text.len());
        }
    }
}
