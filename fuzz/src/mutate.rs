//! Changes of JSON that leave it JSON: what the byte-wise mutator of libFuzzer hardly ever does.

use serde_json::{Value, json};

/// Changes the JSON in `data[skip..size]` at one place; gives the new size, or nothing if it is no JSON or there is no
/// room.
pub fn mutate_json(data: &mut [u8], skip: usize, size: usize, max_size: usize, seed: u32) -> Option<usize> {
    let mut root: Value = serde_json::from_slice(data.get(skip..size)?).ok()?;
    let mut random = Random(seed.max(1));
    let mut places = Vec::new();
    collect(&root, &mut String::new(), &mut places);
    let place = random.choose(&places).clone();
    let other = root.pointer(random.choose::<String>(&places)).cloned().unwrap_or(Value::Null);
    let target = root.pointer_mut(&place)?;
    change(target, other, &mut random);
    let text = serde_json::to_vec(&root).ok()?;
    let end = skip.checked_add(text.len()).filter(|end| *end <= max_size)?;
    data.get_mut(skip..end)?.copy_from_slice(&text);
    Some(end)
}

fn change(target: &mut Value, other: Value, random: &mut Random) {
    match random.below(12) {
        0 => *target = Value::Null,
        1 => *target = other,
        2 => *target = json!([target.take()]),
        3 => *target = json!([target.take(), other]),
        4 => *target = Value::String(target.to_string()),
        5 => *target = random.choose(&[json!(0), json!(-1), json!(1e300), json!(u64::MAX), json!("1080.0")]).clone(),
        6 => *target = random.choose(&[json!(""), json!({}), json!([]), json!(true), json!("/"), json!("..")]).clone(),
        7 => {
            let words = ["SUCCESS", "FAIL", "PROCESSING", "FINISH", "WAITING", "COS", "URL", "0000-00-00T00:00:00Z"];
            *target = json!(random.choose(&words));
        }
        8 => *target = wrapped(target.take(), random),
        // What a text holds as JSON is taken out.
        9 => {
            if let Some(inner) = target.as_str().and_then(|text| serde_json::from_str(text).ok()) {
                *target = inner;
            }
        }
        10 => match target {
            Value::Array(elements) if !elements.is_empty() => {
                let at = random.below(elements.len());
                if random.below(2) == 0 {
                    elements.remove(at);
                } else {
                    elements.push(elements[at].clone());
                }
            }
            _ => *target = other,
        },
        _ => match target {
            Value::Object(members) if !members.is_empty() => {
                let name = members.keys().nth(random.below(members.len())).cloned().unwrap_or_default();
                let value = members.shift_remove(&name).unwrap_or_default();
                if random.below(2) == 0 {
                    let names = ["Type", "Status", "Output", "Path", "TaskId", "ErrCode", "msgBody", "body", "Records"];
                    members.insert((*random.choose(&names)).into(), value);
                }
            }
            _ => *target = other,
        },
    }
}

/// A value as some envelope has it.
fn wrapped(value: Value, random: &mut Random) -> Value {
    let text = value.to_string();
    match random.below(10) {
        0 => json!({ "Records": [{ "CMQ": { "msgBody": text } }] }),
        1 => json!({ "Records": [{ "Ckafka": { "msgBody": text } }] }),
        2 => json!({ "requestContext": {}, "headers": {}, "httpMethod": "POST", "path": "/", "body": text }),
        3 => json!({ "headers": {}, "httpMethod": "POST", "path": "/", "queryString": {}, "body": text }),
        4 => {
            json!({ "specversion": "1.0", "source": "tdmq.cloud.tencent", "type": "connector:tdmq", "data": { "msgBody": text } })
        }
        5 => json!({ "EventList": [value, text] }),
        6 => json!({ "ErrorCode": 1, "ErrorMessage": "", "Body": { "ClientContext": text } }),
        7 => json!({ "headers": { "X-Vip": "" }, "payload": value, "isBase64Encoded": "false" }),
        8 => json!({ "Response": value }),
        _ => json!([text, value]),
    }
}

fn collect(value: &Value, path: &mut String, places: &mut Vec<String>) {
    places.push(path.clone());
    let length = path.len();
    let members: Vec<(String, &Value)> = match value {
        Value::Array(elements) => elements.iter().enumerate().map(|(index, one)| (index.to_string(), one)).collect(),
        Value::Object(members) => members.iter().map(|(name, one)| (name.clone(), one)).collect(),
        _ => Vec::new(),
    };
    for (name, one) in members {
        path.push('/');
        path.push_str(&name.replace('~', "~0").replace('/', "~1"));
        collect(one, path, places);
        path.truncate(length);
    }
}

/// Xorshift: enough for choosing, and the same for the same seed.
struct Random(u32);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % bound
    }

    fn choose<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}
