//! What `js/options.schema.json` says of the options is what they are.

use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use serde_json::{Value as Json, json};

use super::{COS, FIELDS, MPS, Options, batches, targets};
use crate::error::ErrorCode;
use crate::json::Document;

const ENV: &str = r#"{"TENCENTCLOUD_REGION":"ap-tokyo","TENCENTCLOUD_SECRETID":"i","TENCENTCLOUD_SECRETKEY":"k"}"#;

/// Set by the platform, not by the owner.
const OF_THE_PLATFORM: [&str; 6] = [
    "TENCENTCLOUD_REGION",
    "TENCENTCLOUD_SECRETID",
    "TENCENTCLOUD_SECRETKEY",
    "TENCENTCLOUD_SESSIONTOKEN",
    "SCF_FUNCTIONNAME",
    "SCF_NAMESPACE",
];

fn schema() -> Json {
    serde_json::from_str(include_str!("../../js/options.schema.json")).unwrap()
}

/// The first thing that is wrong with a document: code, path and message.
fn fault(document: &Json) -> Option<(ErrorCode, String, String)> {
    let (text, env) = (document.to_string(), Document::parse(ENV.as_bytes()).unwrap());
    let document = Document::parse(text.as_bytes()).unwrap();
    let error = match Options::resolve(document.root(), env.root()) {
        Ok(options) => options.fault?,
        Err(error) => error,
    };
    Some((error.code(), error.path().unwrap_or_default().into(), error.message().into()))
}

fn names(object: &Json) -> BTreeSet<&str> {
    object["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

/// Every object and field below: a JSON pointer into the document, the path that errors give it, and its schema.
fn fields(schema: &Json, pointer: &str, path: &str, found: &mut Vec<(String, String, Json)>) {
    if let Some(properties) = schema["properties"].as_object() {
        for (name, below) in properties {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let pointer = format!("{pointer}/{name}");
            found.push((pointer.clone(), path.clone(), below.clone()));
            fields(below, &pointer, &path, found);
        }
    }
    if schema["items"].is_object() {
        let (pointer, path) = (format!("{pointer}/0"), format!("{path}[0]"));
        if schema["items"]["properties"].is_object() {
            found.push((pointer.clone(), path.clone(), schema["items"].clone()));
        }
        fields(&schema["items"], &pointer, &path, found);
    }
}

fn all_fields() -> Vec<(String, String, Json)> {
    let mut found = Vec::new();
    fields(&schema(), "", "", &mut found);
    found
}

/// The example that has every field.
fn full_example() -> Json {
    schema()["examples"][1].clone()
}

#[test]
fn the_schema_has_every_field_and_no_other() {
    let schema = schema();
    let at = |pointer: &str| schema.pointer(pointer).unwrap().clone();
    let known = |names: &[&'static str]| names.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(names(&schema), known(FIELDS));
    assert_eq!(names(&at("/properties/cos")), known(&COS.map(|field| field.name)));
    assert_eq!(names(&at("/properties/cls")), BTreeSet::from([batches::FORMAT.0, batches::COMPRESSION.0]));
    assert_eq!(names(&at("/properties/mps")), known(MPS));
    assert_eq!(names(&at("/properties/notify/items")), known(targets::NOTIFY));
    assert_eq!(names(&at("/properties/invoke/items")), known(targets::INVOKE));
    assert_eq!(names(&at("/properties/scf")), known(targets::SCF));
}

#[test]
fn the_schema_has_every_variable_and_no_other() {
    let mut described = BTreeSet::new();
    let mut add = |schema: &Json| {
        for name in schema["x-env"].as_array().into_iter().flatten() {
            assert!(described.insert(name.as_str().unwrap().to_string()), "{name} is there twice");
        }
    };
    add(&schema());
    for (_, path, field) in all_fields() {
        assert!(field["x-env"].is_array() || field["type"] != "string", "{path} says nothing of a variable");
        add(&field);
    }
    // All texts in the sources that look like the name of a variable.
    let sources = [include_str!("../options.rs"), include_str!("targets.rs"), include_str!("batches.rs")];
    let is_name = |text: &&str| {
        text.contains('_') && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') && text.len() > 5
    };
    let read = sources.into_iter().flat_map(|source| source.split("#[cfg(test)]").next().unwrap().split('"'));
    let read: BTreeSet<String> =
        read.filter(is_name).filter(|name| !OF_THE_PLATFORM.contains(name)).map(String::from).collect();
    assert_eq!(described, read);
}

#[test]
fn every_example_is_accepted() {
    for example in schema()["examples"].as_array().unwrap() {
        assert_eq!(fault(example), None);
    }
    for (pointer, path, field) in all_fields() {
        assert!(full_example().pointer(&pointer).is_some(), "no example of {path}");
        let choices = field["enum"].as_array().cloned().unwrap_or_default();
        for value in field["examples"].as_array().into_iter().flatten().chain(&choices) {
            let mut document = full_example();
            *document.pointer_mut(&pointer).unwrap() = value.clone();
            if path.ends_with(".kind") && value != "dingtalk" {
                document["notify"][0].as_object_mut().unwrap().remove("secret");
            }
            assert_eq!(fault(&document), None, "{path}: {value}");
        }
    }
}

#[test]
fn what_is_of_another_type_is_refused_with_its_path() {
    for (pointer, path, field) in all_fields() {
        for (kind, value) in [
            ("number", json!(5)),
            ("boolean", json!(true)),
            ("string", json!("no such value")),
            ("array", json!([1])),
            ("object", json!({"no_such_field": 1})),
        ] {
            if field["type"] == kind && field["enum"].is_null() && kind == "string" {
                continue;
            }
            let mut document = full_example();
            *document.pointer_mut(&pointer).unwrap() = value.clone();
            let (code, at, message) = fault(&document).unwrap_or_else(|| panic!("{path}: {value} is accepted"));
            assert_eq!(code, ErrorCode::InvalidOptions, "{path}: {value}");
            assert!(at == path || (field["type"] == kind && at.starts_with(&path)), "{path}: {value}: {at}: {message}");
        }
    }
}

#[test]
fn an_unknown_field_is_refused_with_the_nearest_name() {
    for (document, expected) in [
        (json!({"cos": {"buckt": "b-1"}}), "cos.buckt is not a known option; did you mean `bucket`"),
        (json!({"cos": {"Bucket": "b-1"}}), "cos.Bucket is not a known option; did you mean `bucket`"),
        (json!({"cos": {"secretId": "b-1"}}), "cos.secretId is not a known option; did you mean `secret_id`"),
        (json!({"cos": {"secret_kye": "b-1"}}), "cos.secret_kye is not a known option; did you mean `secret_key`"),
        (json!({"loglevel": "info"}), "options.loglevel is not a known option; did you mean `log_level`"),
        (json!({"notify": [{"urls": "x"}]}), "notify[0].urls is not a known option; did you mean `url`"),
        (json!({"invoke": [{"name": "x"}]}), "invoke[0].name is not a known option"),
        (json!({"scf": {"regions": "x"}}), "scf.regions is not a known option; did you mean `region`"),
        (json!({"": 1}), "options. is not a known option"),
    ] {
        assert_eq!(fault(&document).unwrap().2, expected);
    }
}
