//! The one rule of all options (`docs/configuration.md`): every option of the JSON Schema, set in every way, in the document and
//! in its variable. What is expected follows from the rule and from what the schema says of the option, for none by name.
//!
//! `tests/vectors/options-*.json` hold the documents with what the core says of them; `tests/js/options-schema.test.ts` checks
//! that the schema says the same. `UPDATE_VECTORS=1 cargo test --test options` writes it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that fails is meant to panic"
)]

use std::collections::BTreeSet;
use std::{env, fs};

use mps_webhook::internals::options_from_json;
use mps_webhook::{Delivery, ErrorCode, Invocation, Options, Response};
use serde_json::{Map, Value, json};

const NOW: i64 = 1_700_000_000_000;
const EVENT: &[u8] = br#"{"EventType":"WorkflowTask","WorkflowTaskEvent":{"TaskId":"t","Status":"FINISH"}}"#;

/// A text that no option can be, unless it can be any.
const IMPOSSIBLE: &str = "no\u{1}such value";

/// Kinds of white space, some of which only machines see.
const BLANKS: [&str; 5] = [" ", "\t\r\n", "\u{a0}", "\u{3000}", "\u{feff}\u{200b}"];

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/options.schema.json")).unwrap()
}

/// An option, or an object or list of options.
#[derive(Clone, Debug)]
struct Field {
    /// The place in a document, as JSON Pointer.
    pointer: String,
    /// What errors call it.
    path: String,
    schema: Value,
    is_required: bool,
}

impl Field {
    fn kind(&self) -> &str {
        match &self.schema["type"] {
            Value::Array(kinds) => kinds[0].as_str().unwrap(),
            // What has a schema of its own is an object.
            Value::Null => "object",
            kind => kind.as_str().unwrap(),
        }
    }

    fn is_text(&self) -> bool {
        self.kind() == "string"
    }

    fn example(&self) -> Value {
        full().pointer(&self.pointer).unwrap().clone()
    }

    /// Whether a wrong value stops the delivery: one that the schema says so of, or an object with such a one in it.
    fn stops(&self) -> bool {
        stops(&self.schema)
    }

    fn variables(&self) -> Vec<String> {
        let names = self.schema["x-env"].as_array().into_iter().flatten();
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    }

    /// Whether there are texts that it cannot be.
    fn is_constrained(&self) -> bool {
        !self.schema["enum"].is_null() || self.schema["pattern"] != field("mps.notify_key").schema["pattern"]
    }
}

fn stops(schema: &Value) -> bool {
    schema["x-stops"] == true || schema["properties"].as_object().is_some_and(|fields| fields.values().any(stops))
}

fn collect(schema: &Value, pointer: &str, path: &str, found: &mut Vec<Field>) {
    for (name, below) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let pointer = format!("{pointer}/{name}");
        let required = schema["required"].as_array().into_iter().flatten();
        let is_required = required.into_iter().any(|it| it == name.as_str());
        found.push(Field { pointer: pointer.clone(), path: path.clone(), schema: below.clone(), is_required });
        collect(below, &pointer, &path, found);
        if below["items"]["properties"].is_object() {
            let (pointer, path) = (format!("{pointer}/0"), format!("{path}[0]"));
            let entry = below["items"].clone();
            found.push(Field {
                pointer: pointer.clone(),
                path: path.clone(),
                schema: entry.clone(),
                is_required: true,
            });
            collect(&entry, &pointer, &path, found);
        }
    }
}

fn fields() -> Vec<Field> {
    let mut found = Vec::new();
    collect(&schema(), "", "", &mut found);
    found
}

fn field(path: &str) -> Field {
    fields().into_iter().find(|field| field.path == path).unwrap()
}

/// A document that sets every option. Its bucket has an endpoint of its own, so that `scf.region` and `cos.region` are the
/// functions' and nobody's.
fn full() -> Value {
    schema()["examples"][1].clone()
}

/// What the platform sets.
fn role() -> Value {
    json!({ "TENCENTCLOUD_REGION": "ap-tokyo", "TENCENTCLOUD_SECRETID": "i", "TENCENTCLOUD_SECRETKEY": "k" })
}

fn resolve(document: &Value, env: &Value) -> Result<Options, mps_webhook::Error> {
    options_from_json(json!({ "options": document, "env": env }).to_string().as_bytes())
}

/// What the core says of options.
#[derive(Debug, PartialEq, Clone)]
enum Verdict {
    Right,
    /// The path, and what the error says.
    Fault(String, String),
    Stops(String, String),
}

impl Verdict {
    fn of(result: &Result<Options, mps_webhook::Error>) -> Self {
        let (error, stops) = match result {
            Err(error) => (error, true),
            Ok(options) => match &options.fault {
                Some(fault) => (fault, false),
                None => return Verdict::Right,
            },
        };
        assert_eq!(error.code(), ErrorCode::InvalidOptions, "{error}");
        let (path, message) = (error.path().expect("a path").to_owned(), error.message().to_owned());
        assert!(message.starts_with(&path), "{message} does not name {path}");
        assert!(!format!("{error:?}").contains("such value"), "{message} shows the value");
        if stops { Verdict::Stops(path, message) } else { Verdict::Fault(path, message) }
    }

    fn path(&self) -> &str {
        match self {
            Verdict::Right => "",
            Verdict::Fault(path, _) | Verdict::Stops(path, _) => path,
        }
    }
}

/// Values that are not of a field's type.
fn of_other_types(field: &Field) -> Vec<Value> {
    let all = [json!(5), json!(true), json!("text"), json!(["text"]), json!({ "a": "text" })];
    let kind = |value: &Value| match value {
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        _ => "other",
    };
    all.into_iter().filter(|value| kind(value) != field.kind()).collect()
}

/// What sets an option without anything that uses it: the option's document without these.
fn users(path: &str) -> Vec<&'static str> {
    match path {
        "cos.bucket" | "mps.notify_key" | "mps.endpoint" | "cls.format" | "lang" | "log_level" | "select" => vec![],
        "cos.region" => vec!["/cos/bucket", "/invoke"],
        _ if path.starts_with("cos.") => vec!["/cos/bucket"],
        "cls.compression" => vec!["/cls/format"],
        _ if path.starts_with("scf.") => vec!["/invoke"],
        // Options of entries are there with the entry, which uses them.
        _ => vec![],
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).and_then(Value::as_object_mut).unwrap().remove(name);
}

/// Documents, and whether the core takes each: as what differs from the full example, `[pointer, value]`, or `[pointer]` for
/// what is not there.
#[derive(Default)]
struct Vectors(Vec<Value>);

impl Vectors {
    fn add(&mut self, document: &Value, verdict: &Verdict) {
        let mut edits = Vec::new();
        differences(&full(), document, "", &mut edits);
        self.0.push(json!({ "edits": edits, "right": *verdict == Verdict::Right }));
    }
}

/// The edits that make a document of another one.
fn differences(from: &Value, to: &Value, pointer: &str, edits: &mut Vec<Value>) {
    if let (Value::Object(from), Value::Object(to)) = (from, to) {
        for (name, value) in to {
            differences(from.get(name).unwrap_or(&json!("not there")), value, &format!("{pointer}/{name}"), edits);
        }
        let gone = from.keys().filter(|name| !to.contains_key(*name));
        edits.extend(gone.map(|name| json!([format!("{pointer}/{name}")])));
    } else if let (Value::Array(from), Value::Array(to)) = (from, to)
        && from.len() == to.len()
    {
        for (index, (from, to)) in from.iter().zip(to).enumerate() {
            differences(from, to, &format!("{pointer}/{index}"), edits);
        }
    } else if from != to {
        edits.push(json!([pointer, to]));
    }
}

/// Asserts that a document is wrong as the rule says: by the path, and by whether the delivery stops.
fn assert_wrong(vectors: &mut Vectors, document: &Value, field: &Field, stops: bool) {
    let verdict = Verdict::of(&resolve(document, &role()));
    vectors.add(document, &verdict);
    assert!(verdict.path().starts_with(&field.path), "{}: {document}: {verdict:?}", field.path);
    assert_eq!(matches!(verdict, Verdict::Stops(..)), stops, "{}: {document}: {verdict:?}", field.path);
    assert_ne!(verdict, Verdict::Right, "{}: {document}", field.path);
}

#[test]
fn every_option_in_the_document() {
    let mut vectors = Vectors::default();
    // So that the document may leave out a half of the credentials.
    let mut env = role();
    env["COS_SECRET_ID"] = json!("i");
    env["COS_SECRET_KEY"] = json!("k");
    let with = |field: &Field, value: &Value| {
        let mut document = full();
        // So that the bucket's region is used.
        if field.path == "cos.region" {
            remove(&mut document, "/cos/endpoint");
        }
        *document.pointer_mut(&field.pointer).unwrap() = value.clone();
        if field.path == "notify[0].kind" && value.is_null() {
            remove(&mut document, "/notify/0/secret");
        }
        document
    };
    for field in fields() {
        let example = field.example();
        let set = with(&field, &example);
        let verdict = Verdict::of(&resolve(&set, &env));
        assert_eq!(verdict, Verdict::Right, "{}", field.path);
        vectors.add(&set, &verdict);

        // Absent and null are the same; what is needed cannot be either.
        let null = with(&field, &Value::Null);
        let mut absent = null.clone();
        if field.pointer.ends_with("/0") {
            assert_wrong(&mut vectors, &null, &field, false);
        } else {
            remove(&mut absent, &field.pointer);
            for document in [&null, &absent] {
                let result = resolve(document, &env);
                let verdict = Verdict::of(&result);
                vectors.add(document, &verdict);
                assert_eq!(result, resolve(&null, &env), "{}", field.path);
                assert_eq!(verdict == Verdict::Right, !field.is_required, "{}: {verdict:?}", field.path);
            }
        }

        let mut wrong = of_other_types(&field);
        if field.is_text() {
            wrong.push(json!(""));
            for blank in BLANKS {
                let text = example.as_str().unwrap();
                wrong.extend([json!(blank), json!(format!("{blank}{text}")), json!(format!("{text}{blank}"))]);
            }
            if field.is_constrained() {
                wrong.push(json!(IMPOSSIBLE));
            }
        }
        for value in &wrong {
            assert_wrong(&mut vectors, &with(&field, value), &field, field.stops());
        }
        // The same inside lists and objects of texts.
        for text in ["", " ", " a", "a\n"] {
            let inside = match (field.kind(), field.schema["items"]["type"] == "string", &field.schema["properties"]) {
                ("array", true, _) => json!(["a", text]),
                ("object", _, Value::Null) => json!({ "a": "/a", "b": text }),
                _ => continue,
            };
            assert_wrong(&mut vectors, &with(&field, &inside), &field, field.stops());
        }

        // Set and not used: a warning, or, if it is wrong, no more than a fault.
        let users = users(&field.path);
        if !users.is_empty() {
            let without = |value: &Value| {
                let mut document = full();
                *document.pointer_mut(&field.pointer).unwrap() = value.clone();
                users.iter().for_each(|user| remove(&mut document, user));
                document
            };
            let unused = resolve(&without(&example), &env).expect("nothing that stops");
            assert_eq!(unused.fault, None, "{}", field.path);
            let warned = unused.warnings.iter().filter(|warning| warning.path == field.path).count();
            assert_eq!(warned, 1, "{}: {:?}", field.path, unused.warnings);
            for value in wrong {
                assert_wrong(&mut vectors, &without(&value), &field, false);
            }
        }
    }
    vectors.check();
}

#[test]
fn unknown_names_at_every_level() {
    let mut vectors = Vectors::default();
    let root = Field { pointer: String::new(), path: "options".into(), schema: schema(), is_required: false };
    let objects = fields().into_iter().filter(|field| field.schema["properties"].is_object());
    for object in objects.chain([root]) {
        let with = |name: &str| {
            let mut document = full();
            let inside = document.pointer_mut(&object.pointer).unwrap().as_object_mut().unwrap();
            inside.insert(name.into(), json!(null));
            document
        };
        let is_root = object.pointer.is_empty();
        for name in ["zzqqxx", "", "a b", "名", &"z".repeat(1000)] {
            assert_wrong(&mut vectors, &with(name), &object, object.stops() && !is_root);
        }
        for (known, below) in object.schema["properties"].as_object().unwrap() {
            // Misspelt it stops the delivery if it does so spelt right.
            let misspelt = format!("{known}{}", &known[known.len() - 1..]);
            for name in [&misspelt, &known.to_uppercase(), &known.replace('_', "-")] {
                if object.schema["properties"][name].is_object() {
                    continue;
                }
                let mut document = with(name);
                if known == "region" && object.path == "cos" {
                    // So that it is used.
                    remove(&mut document, "/cos/endpoint");
                }
                assert_wrong(&mut vectors, &document, &object, stops(below));
                let (Verdict::Stops(_, message) | Verdict::Fault(_, message)) =
                    Verdict::of(&resolve(&document, &role()))
                else {
                    panic!("{name} is taken")
                };
                assert!(message.ends_with(&format!("did you mean `{known}`")), "{message}");
            }
        }
    }
    vectors.check_also();
}

#[test]
fn a_name_that_may_be_a_secret_is_not_shown() {
    for name in ["AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "a b", "a\nb"] {
        for document in [json!({ name: 1 }), json!({ "cos": { name: 1 } }), json!({ "select": { name: 1 } })] {
            let verdict = Verdict::of(&resolve(&document, &role()));
            assert_ne!(verdict, Verdict::Right);
            assert!(!format!("{verdict:?}").contains(name), "{verdict:?}");
        }
    }
}

/// All variables of options with the field they belong to; a variable of its own for lists.
fn variables() -> Vec<(String, Field)> {
    let of_field = |field: Field| field.variables().into_iter().map(move |name| (name, field.clone()));
    fields().into_iter().flat_map(of_field).collect()
}

/// The environment in which every variable is set but those that another one takes the place of.
fn all_variables() -> Map<String, Value> {
    let mut env = role().as_object().unwrap().clone();
    for (name, field) in variables() {
        let example = match name.as_str() {
            "INVOKE_FUNCTIONS" => json!("next"),
            // The example of the document is of another service.
            "WECOM_WEBHOOK_URL" | "WECOM_WEBHOOK_KEY" => {
                json!("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=EXAMPLE")
            }
            _ => field.schema["examples"][0].clone(),
        };
        env.insert(name, example);
    }
    env
}

/// The variables to take away so that one is used, and so that it is not.
fn rivals(name: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    match name {
        "COS_REGION" => (vec!["COS_ENDPOINT"], vec!["COS_BUCKET"]),
        "WECOM_WEBHOOK_KEY" => (vec!["WECOM_WEBHOOK_URL"], vec![]),
        "CLS_COMPRESSION" => (vec![], vec!["CLS_FORMAT"]),
        "NOTIFY_ON" => (vec![], vec!["WECOM_WEBHOOK_URL", "WECOM_WEBHOOK_KEY"]),
        "SCF_ENDPOINT" => (vec![], vec!["INVOKE_FUNCTIONS"]),
        "COS_BUCKET" | "CLS_FORMAT" | "MPS_NOTIFY_KEY" | "MPS_ENDPOINT" | "NOTIFY_LANG" | "LOG_LEVEL"
        | "WECOM_WEBHOOK_URL" | "INVOKE_FUNCTIONS" => (vec![], vec![]),
        _ => (vec![], vec!["COS_BUCKET"]),
    }
}

#[test]
fn every_option_in_its_variable() {
    let nothing = Value::Null;
    for (name, field) in variables() {
        let (beside, users) = rivals(&name);
        let with = |value: &Value, without: &[&str]| {
            let mut env = all_variables();
            without.iter().for_each(|name| drop(env.remove(*name)));
            env.insert(name.clone(), value.clone());
            // The halves of the credentials go together.
            let is_unset = value.is_null() || value == "" || BLANKS.iter().any(|blank| value == blank);
            match name.as_str() {
                "COS_SECRET_ID" if is_unset => drop(env.remove("COS_SECRET_KEY")),
                "COS_SECRET_KEY" if is_unset => drop(env.remove("COS_SECRET_ID")),
                _ => {}
            }
            Value::Object(env)
        };
        let guards = name == "MPS_NOTIFY_KEY";
        let example = with(&nothing, &beside).as_object().map(|_| all_variables()[&name].clone()).unwrap();
        let text = example.as_str().unwrap();
        let set = resolve(&nothing, &with(&example, &beside)).expect("right options");
        assert_eq!(set.fault, None, "{name}");
        assert!(set.warnings.iter().all(|warning| warning.path != name), "{name}: {:?}", set.warnings);

        // Absent, null, empty and blank are the same, but for what keeps strangers out.
        let absent = {
            let mut env = with(&nothing, &beside);
            env.as_object_mut().unwrap().remove(&name);
            resolve(&nothing, &env).expect("right options")
        };
        assert_ne!(absent, set, "{name} does nothing");
        assert_eq!(resolve(&nothing, &with(&nothing, &beside)).unwrap(), absent, "{name}");
        for empty in [""].into_iter().chain(BLANKS) {
            let result = resolve(&nothing, &with(&json!(empty), &beside));
            if guards {
                assert!(matches!(Verdict::of(&result), Verdict::Stops(path, _) if path == name), "{result:?}");
            } else {
                assert_eq!(result.unwrap(), absent, "{name}={empty:?}");
            }
        }
        // White space around it does not count.
        for blank in BLANKS {
            let pasted = json!(format!("{blank}{text}{blank}"));
            assert_eq!(resolve(&nothing, &with(&pasted, &beside)).unwrap(), set, "{name}={pasted}");
        }

        let mut wrong = vec![json!(5), json!(true), json!([text]), json!({ "a": text })];
        if field.is_constrained() {
            wrong.push(json!(IMPOSSIBLE));
        }
        for value in &wrong {
            let verdict = Verdict::of(&resolve(&nothing, &with(value, &beside)));
            assert_eq!(verdict.path(), name, "{value}: {verdict:?}");
            assert_eq!(matches!(verdict, Verdict::Stops(..)), field.stops(), "{name}={value}: {verdict:?}");
        }

        // Not used: where nothing uses it, and where the document takes its place.
        let overridden = match name.as_str() {
            "INVOKE_FUNCTIONS" => json!({ "invoke": full()["invoke"] }),
            "NOTIFY_ON" | "WECOM_WEBHOOK_URL" | "WECOM_WEBHOOK_KEY" => json!({ "notify": full()["notify"] }),
            _ => {
                let (group, option) = field.path.split_once('.').unwrap_or(("", &field.path));
                let value = json!({ option: field.example() });
                if group.is_empty() { value } else { json!({ group: value }) }
            }
        };
        let mut unused = vec![(overridden, beside.clone())];
        if !users.is_empty() {
            unused.push((nothing.clone(), users));
        }
        for (document, without) in unused {
            let options = resolve(&document, &with(&example, &without)).expect("nothing that stops");
            assert_eq!(options.fault, None, "{name}: {document}");
            let warned = options.warnings.iter().filter(|warning| warning.path == name).count();
            assert_eq!(warned, 1, "{name}: {document}: {:?}", options.warnings);
            for value in &wrong {
                let verdict = Verdict::of(&resolve(&document, &with(value, &without)));
                assert!(
                    matches!(&verdict, Verdict::Fault(path, _) if *path == name),
                    "{name}={value}: {document}: {verdict:?}"
                );
            }
        }
    }
}

#[test]
fn half_of_the_credentials_is_none() {
    for (name, value) in [("COS_SECRET_ID", "i"), ("COS_SECRET_KEY", "k")] {
        let mut env = role();
        env["COS_BUCKET"] = json!("b-1");
        env[name] = json!(value);
        let verdict = Verdict::of(&resolve(&Value::Null, &env));
        assert!(matches!(&verdict, Verdict::Stops(path, _) if path == name), "{verdict:?}");
    }
}

#[test]
fn variables_of_other_names_are_none_of_ours() {
    let env = json!({ "COS_BUCKT": "x", "MPS_NOTIFY_KEYS": "", "NOTIFY": 5, "PATH": "\u{1}" });
    let options = resolve(&Value::Null, &env).unwrap();
    assert_eq!((options.fault, options.warnings), (None, vec![]));
}

#[test]
fn a_document_in_the_variable_is_read_as_one_that_a_program_passes() {
    let whole = |text: &str| {
        let mut env = role();
        env["MPS_WEBHOOK_CONFIG"] = json!(text);
        env
    };
    let passed = resolve(&full(), &role()).unwrap();
    let text = full().to_string();
    for blank in ["", "\n", "\u{feff}", "\u{a0}"] {
        assert_eq!(resolve(&Value::Null, &whole(&format!("{blank}{text}{blank}"))).unwrap(), passed);
    }
    for empty in ["", " ", "null"] {
        assert_eq!(resolve(&Value::Null, &whole(empty)).unwrap(), resolve(&Value::Null, &role()).unwrap());
    }
    for wrong in ["{", "cos", "[]", "5", "{\"cos\":7}"] {
        assert!(matches!(Verdict::of(&resolve(&Value::Null, &whole(wrong))), Verdict::Stops(..)), "{wrong}");
        // It decides nothing where a program passes options.
        let verdict = Verdict::of(&resolve(&full(), &whole(wrong)));
        assert!(matches!(verdict, Verdict::Fault(..)), "{wrong}: {verdict:?}");
    }
    let both = resolve(&full(), &whole("{\"lang\":\"ko\"}")).unwrap();
    assert!(both.warnings.iter().any(|warning| warning.path == "MPS_WEBHOOK_CONFIG"), "{:?}", both.warnings);
    assert_eq!((both.language, both.fault), (passed.language, None));
}

/// What was sent of an event, and whether the invocation failed.
fn delivered(document: &Value, env: &Value) -> (Vec<String>, bool) {
    let invocation = Invocation { request_id: None, deadline: NOW + 3_000, seed: 1, mode: mps_webhook::Mode::Full };
    let mut delivery = Delivery::new(EVENT.to_vec(), resolve(document, env), invocation, NOW);
    let mut sent = Vec::new();
    loop {
        let poll = delivery.poll(NOW);
        if let Some(done) = poll.done {
            return (sent, done.ok);
        }
        for send in poll.requests {
            sent.push(format!("{} {}", send.request.method, send.request.url));
            let found = send.request.method == "PUT";
            let status = if found { 200 } else { 404 };
            delivery.on_response(send.id, &Response { status, headers: &[("etag", "\"-\"")], body: b"" }, NOW);
        }
    }
}

#[test]
fn no_event_is_lost_for_an_option_about_notifying() {
    let cos = json!({ "bucket": "b-1", "region": "ap-tokyo" });
    for (name, value) in [
        ("notify", json!([{ "url": "ftp://x" }])),
        ("notify", json!([{ "kind": "x", "url": "y" }])),
        ("notify", json!("x")),
        ("noitfy", json!([])),
        ("wecom", json!({})),
        ("invoke", json!([{}])),
        ("lang", json!("")),
        ("log_level", json!(5)),
        ("scf", json!({ "endpoint": "x" })),
        ("cls", json!({ "format": "" })),
        ("mps", json!({ "endpoint": "x" })),
        ("select", json!([])),
    ] {
        let (sent, is_ok) = delivered(&json!({ "cos": cos, name: value }), &role());
        assert!(
            sent.iter().any(|request| request.starts_with("PUT") && request.contains(".event.json")),
            "{name}: {sent:?}"
        );
        assert!(!is_ok, "{name}");
    }
    for (name, value) in [
        ("mps", json!({ "notify_key": "" })),
        ("mps", json!({ "notify_kye": "k" })),
        ("mpss", json!({ "notify_key": "k" })),
        ("notify_key", json!("k")),
        ("cos", json!({ "bucket": "b-1", "region": "" })),
        ("bucket", json!("b-1")),
    ] {
        let (sent, is_ok) = delivered(&json!({ "cos": cos, name: value }), &role());
        assert!(sent.is_empty() && !is_ok, "{name}: {sent:?}");
    }
}

#[test]
fn what_has_no_effect_is_in_the_log() {
    let invocation = Invocation { request_id: None, deadline: NOW + 3_000, seed: 1, mode: mps_webhook::Mode::Full };
    let options = resolve(&Value::Null, &json!({ "COS_REGION": "ap-tokyo" }));
    let message = options.as_ref().unwrap().warnings[0].message.clone();
    let lines = Delivery::new(EVENT.to_vec(), options, invocation, NOW).poll(NOW).log;
    assert!(
        lines.iter().any(|line| line.level == mps_webhook::options::Level::Warn && line.msg == message),
        "{lines:?}"
    );
}

#[test]
fn a_prefix_without_a_slash_stays_what_it_is_and_is_warned_of_where_names_run_together() {
    for (prefix, is_odd) in [
        ("results", true),
        ("a/b1", true),
        ("视频", true),
        ("stem-", false),
        ("a_", false),
        ("a/", false),
        ("/", false),
    ] {
        let mut env = role();
        env["COS_BUCKET"] = json!("b-1");
        env["COS_PREFIX"] = json!(prefix);
        let options = resolve(&Value::Null, &env).unwrap();
        assert_eq!(options.archive.unwrap().prefix, prefix.trim_start_matches('/'));
        let warned: Vec<&str> = options.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(warned, if is_odd { vec!["COS_PREFIX"] } else { vec![] }, "{prefix}");
    }
}

#[test]
fn a_list_has_a_hundred_entries_at_most() {
    let many = |count: usize| {
        let notify: Vec<Value> = (0..count).map(|at| json!({ "url": format!("key-{at}") })).collect();
        let invoke: Vec<Value> = (0..count).map(|at| json!({ "function": format!("f{at}") })).collect();
        let variable: Vec<String> = (0..count).map(|at| format!("f{at}")).collect();
        let mut env = role();
        env["INVOKE_FUNCTIONS"] = json!(variable.join(","));
        let in_document = resolve(&json!({ "notify": notify, "invoke": invoke }), &role()).unwrap();
        let in_variable = resolve(&Value::Null, &env).unwrap();
        (in_document, in_variable)
    };
    let (in_document, in_variable) = many(100);
    assert_eq!((in_document.notify.len(), in_document.invoke.len(), in_variable.invoke.len()), (100, 100, 100));
    assert_eq!((&in_document.fault, &in_variable.fault), (&None, &None));
    let (in_document, in_variable) = many(101);
    // Those within the bound count.
    assert_eq!((in_document.notify.len(), in_document.invoke.len(), in_variable.invoke.len()), (100, 100, 100));
    assert_eq!(in_document.fault.unwrap().path(), Some("notify"));
    assert_eq!(in_variable.fault.unwrap().path(), Some("INVOKE_FUNCTIONS"));
}

const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/options");

impl Vectors {
    fn check(self) {
        self.check_in("values");
    }

    fn check_also(self) {
        self.check_in("names");
    }

    fn check_in(self, name: &str) {
        let unique: BTreeSet<String> = self.0.iter().map(Value::to_string).collect();
        let text = format!("[\n{}\n]\n", unique.into_iter().collect::<Vec<_>>().join(",\n"));
        let path = format!("{VECTORS}-{name}.json");
        if env::var_os("UPDATE_VECTORS").is_some() {
            fs::write(&path, &text).expect("the file is writable");
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == text, "{path} is not what the core says now: UPDATE_VECTORS=1 writes it");
    }
}

/// An error names the field that is not known, and somebody may have pasted a secret there.
#[test]
fn an_error_shows_no_secret_that_stands_in_the_place_of_a_name() {
    // One that looks like a name, which errors show.
    const SECRET: &str = "orange_juice";
    for (options, env) in [
        (json!({ "cos": { "secret_id": SECRET, SECRET: "b-125" } }), json!({})),
        (json!({ "cos": { SECRET: "b-125" } }), json!({ "COS_SECRET_ID": SECRET })),
        (json!({ "cos": { SECRET: "b-125" } }), json!({ "TENCENTCLOUD_SECRETID": SECRET })),
    ] {
        let settings = json!({ "options": options, "env": env }).to_string();
        let error = options_from_json(settings.as_bytes()).expect_err(&settings);
        let shown = format!("{error} {:?}", error.path());
        assert!(!shown.contains(SECRET) && shown.contains("***"), "{shown}");
    }
}
