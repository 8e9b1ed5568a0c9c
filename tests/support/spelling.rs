//! Spellings of a text, and a reader that undoes them.

use base64ct::{Base64, Encoding};

/// With every n-th byte escaped as in URLs.
pub fn percent(text: &str, upper: bool, every: usize) -> String {
    let encoded = |(at, byte): (usize, u8)| match (at % every == 0, upper) {
        (true, true) => format!("%{byte:02X}"),
        (true, false) => format!("%{byte:02x}"),
        // URLs have neither as it is.
        _ if byte == b'%' || byte == b'\\' => format!("%{byte:02X}"),
        _ => char::from(byte).to_string(),
    };
    text.bytes().enumerate().map(encoded).collect()
}

/// With every n-th character, all of ASCII, escaped as in JSON.
pub fn unicode(text: &str, every: usize) -> String {
    let escaped = |(at, byte): (usize, u8)| match at % every == 0 {
        true => format!("\\u{:04x}", u32::from(byte)),
        _ if byte == b'\\' => "\\\\".into(),
        false => char::from(byte).to_string(),
    };
    text.bytes().enumerate().map(escaped).collect()
}

/// As JSON has it if slashes are escaped.
pub fn slashes(text: &str) -> String {
    text.replace('\\', "\\\\").replace('/', "\\/")
}

/// One of the layers that texts are put into, chosen by a number; `how` says how much of it is escaped.
pub fn layer(text: &str, kind: usize, how: usize) -> String {
    match kind % 12 {
        0 => percent(text, true, how % 7 + 1),
        1 => percent(text, false, how % 7 + 1),
        2 => unicode(text, how % 7 + 1),
        3 => slashes(text),
        4 => text.replace('\\', "\\\\").replace('"', "\\\""),
        5 => text.replace('&', "&amp;").replace('/', "&#47;").replace('"', "&quot;"),
        6 => text.replace('&', "&amp;").replace('/', "&#x2F;").replace('\\', "&#92;"),
        7 => text.replace('%', "%25").replace('/', "%2f").replace('"', "%22"),
        8 => text.bytes().map(|byte| format!("\\{byte:03o}")).collect(),
        9 => text.replace('&', "&amp;").replace('/', "&#47").replace('+', "&#x2b").replace('"', "&quot"),
        _ => Base64::encode_string(
            ["", "x", "id:", "[{"][how % 4].bytes().chain(text.bytes()).collect::<Vec<_>>().as_slice(),
        ),
    }
}

/// How mails and files of two bytes a character have a text, under all layers; chosen by a number.
pub fn reading(text: &str, kind: usize) -> String {
    match kind % 5 {
        0 => text.bytes().map(|byte| format!("={byte:02X}")).collect(),
        1 => text.replace('/', "=2F").replace('+', "=\r\n=2b"),
        2 => text.bytes().map(|byte| format!("{}\0", char::from(byte))).collect(),
        _ => text.to_owned(),
    }
}

/// Whether a text shows a secret once the spellings in it are undone.
pub fn shows(text: &[u8], secret: &[u8], layers: u32) -> bool {
    if text.windows(secret.len()).any(|window| window == secret) {
        return true;
    }
    if layers == 0 {
        return false;
    }
    let unescaped = unescaped(text);
    if unescaped != text && shows(&unescaped, secret, layers - 1) {
        return true;
    }
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte);
    text.split(|byte| !is_letter(byte)).filter(|run| run.len() * 3 / 4 >= secret.len()).any(|run| {
        let run: Vec<u8> = run
            .iter()
            .map(|byte| match byte {
                b'-' => b'+',
                b'_' => b'/',
                other => *other,
            })
            .collect();
        (0..4).any(|offset| {
            let mut run = run[offset..].to_vec();
            run.resize(run.len().next_multiple_of(4), b'A');
            let decoded = Base64::decode_vec(&String::from_utf8(run).expect("ASCII")).expect("letters of Base64");
            shows(&decoded, secret, layers - 1)
        })
    })
}

fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    let hex = |digits: Option<&[u8]>| u32::from_str_radix(std::str::from_utf8(digits?).ok()?, 16).ok();
    while let Some((first, behind)) = rest.split_first() {
        let (byte, length) = match (first, behind.first()) {
            (b'%', _) => match hex(behind.get(..2)) {
                Some(byte) => (byte as u8, 3),
                None => (b'%', 1),
            },
            (b'\\', Some(b'u')) => match hex(behind.get(1..5)) {
                Some(code @ 0..0x80) => (code as u8, 6),
                _ => (b'\\', 1),
            },
            (b'\\', Some(b'0'..=b'3')) => {
                let digits = behind.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
                match digits.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
                    Some(byte) => (byte, 4),
                    None => (b'\\', 1),
                }
            }
            (b'=', Some(b'\r')) => {
                rest = rest.get(3..).unwrap_or_default();
                continue;
            }
            (b'=', _) => match hex(behind.get(..2)) {
                Some(byte @ 0x20..0x80) => (byte as u8, 3),
                _ => (b'=', 1),
            },
            (0, _) => {
                rest = behind;
                continue;
            }
            (b'\\', Some(same @ (b'/' | b'\\' | b'"'))) => (*same, 2),
            (b'&', _) => {
                let known = [
                    ("&amp;", b'&'),
                    ("&quot;", b'"'),
                    ("&quot", b'"'),
                    ("&#47;", b'/'),
                    ("&#47", b'/'),
                    ("&#x2F;", b'/'),
                    ("&#x2b", b'+'),
                    ("&#92;", b'\\'),
                ];
                let found = known.iter().find(|(entity, _)| rest.starts_with(entity.as_bytes()));
                found.map_or((b'&', 1), |(entity, byte)| (*byte, entity.len()))
            }
            _ => (*first, 1),
        };
        out.push(byte);
        rest = &rest[length..];
    }
    out
}
