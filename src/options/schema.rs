//! What `schema/options.schema.json` says of the options is what they are.

use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use serde_json::{Value as Json, json};

use super::table::{OF_INVOKE, OF_NOTIFY, OPTIONS, Row, Shape};
use super::{DOCUMENT, Options};
use crate::error::ErrorCode;
use crate::filter::{COMBINATORS, ROWS, Values};
use crate::json::Document;
use crate::notify::template::FIELDS;

const ENV: &str = r#"{"TENCENTCLOUD_REGION":"ap-tokyo","TENCENTCLOUD_SECRETID":"i","TENCENTCLOUD_SECRETKEY":"k"}"#;

fn schema() -> Json {
    serde_json::from_str(include_str!("../../schema/options.schema.json")).unwrap()
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

/// Every object and field below. Each has a JSON pointer into the document, its path in errors, and its schema.
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

fn rows() -> impl Iterator<Item = &'static Row> {
    OPTIONS.into_iter().chain(OF_NOTIFY).chain(OF_INVOKE)
}

#[test]
fn the_schema_has_every_option_and_no_other() {
    let fields = all_fields();
    // An object is not an option itself; a list of objects or an object with free names is.
    let is_option = |field: &Json| !field["x-env"].is_null();
    let described: BTreeSet<String> =
        fields.iter().filter(|(_, _, field)| is_option(field)).map(|(_, path, _)| path.replace("[0]", "[]")).collect();
    let known: BTreeSet<String> = rows().map(|row| String::from(row.path)).filter(|path| !path.is_empty()).collect();
    assert_eq!(described, known);
    for row in rows().filter(|row| !row.path.is_empty()) {
        let (_, path, field) = fields.iter().find(|(_, path, _)| path.replace("[0]", "[]") == row.path).unwrap();
        let types = match &field["type"] {
            Json::Array(types) => types[0].clone(),
            // What has a schema of its own is an object.
            Json::Null => "object".into(),
            single => single.clone(),
        };
        let expected = match row.shape {
            Shape::Text => "string",
            Shape::TextMembers | Shape::Condition => "object",
            Shape::Texts | Shape::Entries => "array",
        };
        assert_eq!(types, expected, "{path}");
        // A default that is computed is described in words.
        if !field["default"].is_null() && row.shape == Shape::Text {
            assert_eq!(field["default"], row.default, "{path}");
        } else {
            assert!(row.default.is_empty() || field["x-default"].is_string(), "{path} has a default");
        }
    }
}

/// Checks that the schema has the conditions that the core has, with the same names to choose from.
#[test]
fn the_schema_has_every_condition_and_no_other() {
    let described = &schema()["$defs"]["where"]["properties"];
    let names: BTreeSet<&str> = described.as_object().unwrap().keys().map(String::as_str).collect();
    let known = || ROWS.iter().map(|row| row.name).chain(COMBINATORS);
    assert_eq!(names, known().collect());
    for row in &ROWS {
        let values = &described[row.name];
        match row.values {
            Values::Names(known) => {
                for choice in [&values["anyOf"][0]["enum"], &values["anyOf"][1]["items"]["enum"]] {
                    assert_eq!(choice, &json!(known.names), "{}", row.name);
                }
            }
            Values::Patterns | Values::Keys | Values::Codes => {
                assert_eq!(values["anyOf"][0]["type"], "string", "{}", row.name)
            }
            Values::Bounds => assert!(values["properties"]["min"].is_object(), "{}", row.name),
        }
    }
}

/// Checks that the schema has the fields of titles and lines that the core has.
#[test]
fn the_schema_has_every_field_of_messages_and_no_other() {
    let entry = &schema()["properties"]["notify"]["items"]["properties"];
    let names = |is_section| {
        let fields = FIELDS.iter().filter(|(_, field)| field.is_section() == is_section);
        format!(r"\{{ *({}) *\}}", fields.map(|(name, _)| *name).collect::<Vec<_>>().join("|"))
    };
    let (fields, sections) = (names(false), names(true));
    let (title, lines) =
        (entry["title"]["pattern"].as_str().unwrap(), entry["lines"]["items"]["pattern"].as_str().unwrap());
    assert!(title.contains(&fields) && !title.contains(&sections), "{title} {fields}");
    assert!(lines.contains(&fields) && lines.contains(&sections), "{lines} {sections}");
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
    for (_, _, field) in all_fields() {
        add(&field);
    }
    let variables = rows().map(|row| row.variable).filter(|name| !name.is_empty());
    assert_eq!(described, variables.chain([DOCUMENT]).map(String::from).collect());
}

#[test]
fn the_schema_has_every_template_and_no_other() {
    let known = crate::options::function_template::TEMPLATES.each_ref().map(|template| {
        let trigger = if template.batches { "CLS" } else { "MPS" };
        serde_json::json!({ "name": template.name, "trigger": trigger, "dispatches": template.dispatches })
    });
    assert_eq!(schema()["x-templates"], Json::from(known.to_vec()));
}

/// Checks that secret options are marked in the schema. Logs and errors never show them, and programs that display
/// options must not either.
#[test]
fn the_schema_marks_every_secret() {
    let marked = |field: &Json| field["writeOnly"] == true;
    assert!(marked(&schema()), "the document holds them all");
    let secrets: BTreeSet<String> =
        all_fields().into_iter().filter(|(_, _, field)| marked(field)).map(|(_, path, _)| path).collect();
    let expected =
        ["cos.secret_id", "cos.secret_key", "cos.session_token", "mps.notify_key", "notify[0].url", "notify[0].secret"];
    assert_eq!(secrets, expected.into_iter().map(String::from).collect());
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
            // (`null` is what the URL says: here `dingtalk`.)
            if path.ends_with(".kind") && value != "dingtalk" && !value.is_null() {
                document["notify"][0].as_object_mut().unwrap().remove("secret");
            }
            if value == "webhook" {
                let entry = document["notify"][0].as_object_mut().unwrap();
                entry.retain(|name, _| {
                    !matches!(
                        name.as_str(),
                        "title" | "lines" | "pace" | "digest" | "quiet" | "urgent" | "recovered" | "watch"
                    )
                });
            }
            assert_eq!(fault(&document), None, "{path}: {value}");
        }
    }
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest_name() {
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
        // What stands in the wrong place, or is called as its variable is.
        (json!({"bucket": "b-1"}), "options.bucket is not a known option; did you mean `cos.bucket`"),
        (json!({"COS_BUCKET": "b-1"}), "options.COS_BUCKET is not a known option; did you mean `cos.bucket`"),
        (json!({"cos.bucket": "b-1"}), "options.cos.bucket is not a known option; did you mean `cos.bucket`"),
        (json!({"cos": {"lang": "en"}}), "cos.lang is not a known option; did you mean `lang`"),
    ] {
        assert_eq!(fault(&document).unwrap().2, expected);
    }
}
