//! The types have the members and the names of `schema/report.schema.json`, and no others.

use std::collections::BTreeSet;
#[cfg(feature = "serde")]
use std::format;
use std::string::String;
use std::vec::Vec;

use serde_json::Value as Json;
#[cfg(feature = "serde")]
use serde_json::json;

use super::members::Shape;
use super::*;

fn schema() -> Json {
    serde_json::from_str(include_str!("../../schema/report.schema.json")).unwrap()
}

/// Follows a reference. Of a list of names that later versions may add to, it gives the names.
fn resolved<'s>(schema: &'s Json, part: &'s Json) -> &'s Json {
    let part = part.pointer("/anyOf/0").unwrap_or(part);
    match part["$ref"].as_str() {
        Some(reference) => resolved(schema, schema.pointer(reference.strip_prefix('#').unwrap()).unwrap()),
        None => part,
    }
}

/// The names of the members that the schema has at a path of members. Lists are looked through.
fn described(path: &[&str]) -> BTreeSet<String> {
    let schema = schema();
    let mut part = resolved(&schema, &schema);
    for name in path {
        part = resolved(&schema, &part["properties"][name]);
        if part["items"].is_object() {
            part = resolved(&schema, &part["items"]);
        }
    }
    part["properties"].as_object().unwrap().keys().cloned().collect()
}

fn set(lists: &[&[&str]]) -> BTreeSet<String> {
    lists.iter().copied().flatten().map(|name| String::from(*name)).collect()
}

#[test]
fn every_member_of_a_type_is_in_the_schema_and_the_other_way_round() {
    // What the JSON of a place has beside its members, or under another name.
    let place: Vec<&str> =
        Place::MEMBERS.iter().copied().filter(|name| *name != "given_url").chain(["uri", "url"]).collect();
    let finding: Vec<&str> =
        Finding::MEMBERS.iter().map(|name| if *name == "kind" { "type" } else { name }).chain(["attention"]).collect();
    // What stands among its members in JSON.
    let output: Vec<&str> =
        Output::MEMBERS.iter().copied().filter(|name| !matches!(*name, "place" | "media")).collect();
    for (path, members) in [
        (&[][..], set(&[Report::MEMBERS, &["verdict"]])),
        (&["input"], set(&[&place])),
        (&["inputs"], set(&[&place])),
        (&["media"], set(&[Media::MEMBERS])),
        (&["media", "video"], set(&[VideoStream::MEMBERS])),
        (&["media", "audio"], set(&[AudioStream::MEMBERS])),
        (&["tasks"], set(&[Task::MEMBERS])),
        (&["tasks", "outputs"], set(&[&output, &place, Media::MEMBERS])),
        (&["tasks", "findings"], set(&[&finding])),
        (&["warnings"], set(&[Warning::MEMBERS])),
        (&["receipts"], set(&[Receipt::MEMBERS])),
    ] {
        assert_eq!(described(path), members, "{path:?}");
    }
}

/// Compares what the schema describes with what stands there, and with everything below.
fn compare(schema: &Json, part: &Json, (shape, is_list): (Shape, bool), path: &str) {
    let part = resolved(schema, part);
    assert_eq!(part["items"].is_object(), is_list, "{path}");
    let part = if is_list { resolved(schema, &part["items"]) } else { part };
    let mut described = part["properties"].as_object().cloned().unwrap_or_default();
    if shape == Shape::Report {
        // Only archives have them.
        assert!(described.remove("receipts").is_some());
    }
    let names: BTreeSet<&str> = described.keys().map(String::as_str).collect();
    assert_eq!(names, shape.members().iter().copied().collect(), "{path}");
    for (name, below) in &described {
        compare(schema, below, shape.member(name).unwrap(), &[path, "/", name].concat());
    }
}

#[test]
fn pointers_find_every_member_of_the_schema_and_no_other() {
    let schema = schema();
    compare(&schema, &schema, (Shape::Report, false), "");
    assert_eq!(Shape::Report.member("receipts"), None);
}

#[test]
fn every_name_of_a_list_is_in_the_schema_and_the_other_way_round() {
    let schema = schema();
    let names = |path: &str| -> BTreeSet<String> {
        let part = schema.pointer(path).unwrap();
        part["enum"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().into()).collect()
    };
    for (path, known) in [
        ("/definitions/EventType", set(&[EventType::NAMES, &["other"]])),
        ("/definitions/Envelope", set(&[Envelope::NAMES])),
        ("/definitions/Family", set(&[Family::NAMES, &["other"]])),
        ("/definitions/AnyReport/properties/status", set(&[Status::NAMES])),
        ("/definitions/AnyReport/properties/outcome", set(&[Outcome::NAMES])),
        ("/definitions/Task/properties/status", set(&[TaskStatus::NAMES])),
        ("/definitions/Finding/properties/type", set(&[FindingType::NAMES, &["other"]])),
        ("/definitions/Attention", set(&[Attention::NAMES])),
        ("/definitions/Verdict", set(&[Verdict::NAMES])),
        ("/definitions/Place/properties/storage", set(&[Storage::NAMES])),
        ("/definitions/Receipt/properties/step", set(&[Step::NAMES])),
        ("/definitions/WarningCode", set(&[WarningCode::NAMES])),
    ] {
        assert_eq!(names(path), known, "{path}");
    }
    // Hosts sort by the order of this list.
    let attention = &schema["definitions"]["Attention"]["enum"];
    assert_eq!(attention, &serde_json::json!(Attention::NAMES));
}

/// A value for everything that a part of the schema describes.
#[cfg(feature = "serde")]
fn sample(schema: &Json, part: &Json) -> Json {
    let part = resolved(schema, part);
    if let Some(value) = part.get("const").or_else(|| part["enum"].get(0)) {
        return value.clone();
    }
    match part["type"].as_str().unwrap() {
        "object" => {
            let properties = part["properties"].as_object().unwrap();
            properties.iter().map(|(name, part)| (name.clone(), sample(schema, part))).collect()
        }
        "array" => json!([sample(schema, &part["items"])]),
        "number" => json!(7),
        "boolean" => json!(true),
        "string" => json!("text"),
        other => panic!("{other}"),
    }
}

#[cfg(feature = "serde")]
#[test]
fn what_the_schema_describes_is_read_and_written_again() {
    let schema = schema();
    let mut full = sample(&schema, &schema);
    full["event_type"] = "other".into();
    full["tasks"][0]["findings"][0]["suggestion"] = "block".into();
    full["verdict"] = "block".into();
    let places = ["/input", "/inputs/0", "/tasks/0/outputs/0"];
    for (storage, given) in [("cos", false), ("url", true)] {
        for path in places {
            let place = full.pointer_mut(path).unwrap();
            place["storage"] = storage.into();
            for (name, value) in [("bucket", "b-125"), ("region", "ap-tokyo"), ("key", "a")] {
                place[name] = value.into();
            }
            place["uri"] = if given { "https://a.example/a" } else { "cos://b-125/a" }.into();
            place["url"] =
                if given { "https://a.example/a" } else { "https://b-125.cos.ap-tokyo.myqcloud.com/a" }.into();
        }
        let report: Report = serde_json::from_value(full.clone()).unwrap();
        assert_eq!(report.event_type, EventType::Other("text".into()));
        assert_eq!(serde_json::to_value(&report).unwrap(), full, "{storage}");
        let text: Json = serde_json::from_slice(&crate::json::to_json(&report)).unwrap();
        assert_eq!(text, full, "{storage}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn what_a_later_version_adds_is_kept_as_a_name_or_ignored() {
    let schema = schema();
    let full = sample(&schema, &schema);
    let mut later = full.clone();
    later["later"] = json!({ "nested": [1] });
    later["tasks"][0]["later"] = json!(1);
    assert_eq!(
        serde_json::from_value::<Report>(later).unwrap(),
        serde_json::from_value::<Report>(full.clone()).unwrap()
    );

    for (path, of) in [
        ("/envelope", "envelope"),
        ("/tasks/0/family", "family"),
        ("/tasks/0/findings/0/type", "type of a finding"),
        ("/tasks/0/findings/0/suggestion", "suggestion"),
        ("/tasks/0/findings/0/severity", "severity"),
        ("/input/storage", "storage"),
        ("/warnings/0/code", "code"),
        ("/receipts/0/step", "step"),
    ] {
        let mut later = full.clone();
        *later.pointer_mut(path).unwrap() = "later".into();
        let report: Report = serde_json::from_value(later).unwrap();
        let written = serde_json::to_value(&report).unwrap();
        assert_eq!(written.pointer(path), Some(&json!("later")), "{of}");
    }
    let mut later = full.clone();
    later["event_type"] = "LaterTask".into();
    later.as_object_mut().unwrap().remove("event_name");
    let report: Report = serde_json::from_value(later).unwrap();
    assert_eq!(report.event_type, EventType::Other("LaterTask".into()));

    for path in ["/status", "/outcome", "/tasks/0/status"] {
        let mut later = full.clone();
        *later.pointer_mut(path).unwrap() = "later".into();
        let error = serde_json::from_value::<Report>(later).unwrap_err();
        assert!(format!("{error}").contains("unknown variant `later`"), "{error}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn numbers_keep_their_digits() {
    let read = |text: &str| serde_json::from_str::<Decimal>(text).unwrap();
    for (text, digits, whole) in [
        ("25", "25", Some(25)),
        ("-7", "-7", Some(-7)),
        ("18446744073709551615", "18446744073709551615", None),
        ("23.976", "23.976", None),
        ("7.0e4", "70000.0", Some(70_000)),
        ("1e300", "1e300", None),
    ] {
        let number = read(text);
        assert_eq!((number.as_str(), number.as_i64()), (digits, whole), "{text}");
        assert_eq!(
            serde_json::from_str::<Json>(text).unwrap(),
            serde_json::from_str::<Json>(digits).unwrap(),
            "{text}"
        );
    }
    let number: Decimal = serde_json::from_str(r#"{"$serde_json::private::Number":"1.50"}"#).unwrap();
    assert_eq!(number.as_str(), "1.50");
    assert!(serde_json::from_str::<Decimal>("{\"a\":1}").is_err());
    assert!(serde_json::from_str::<Decimal>("\"1\"").is_err());
}
