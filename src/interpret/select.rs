//! The members of a report that the owner selected, with JSON Pointers (RFC 6901). What is stored of them depends on the
//! notification alone, so that it needs no receipt.

use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Document, Kind, Value, quote};
use crate::text::split_once;
use crate::time::decimal;

/// Selects parts of a report as the JSON text of an object without its end. `fields` is the JSON text of names and pointers,
/// `report` that of the report. Where a pointer leads nowhere, there is `null`; with a wildcard there is a list of all that is
/// there.
pub(super) fn select(fields: &str, report: &[u8], event: Value<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let (Ok(fields), Ok(report)) = (Document::parse(fields.as_bytes()), Document::parse(report)) else { return out };
    for (name, pointer) in fields.root().members() {
        let pointer = pointer.text().unwrap_or_default();
        out.push(if out.is_empty() { b'{' } else { b',' });
        quote(&mut out, name);
        out.push(b':');
        let below = pointer.strip_prefix("/event").filter(|rest| matches!(rest.as_bytes(), [] | [b'/', ..]));
        let (root, pointer) = below.map_or((report.root(), pointer), |rest| (event, rest));
        let (start, is_list) = (out.len(), has_wildcard(pointer));
        if is_list {
            out.push(b'[');
        }
        pick(root, pointer, &mut out);
        // Each value has a comma behind it.
        if out.last() == Some(&b',') {
            out.pop();
        }
        if is_list {
            out.push(b']');
        } else if out.len() == start {
            out.extend_from_slice(b"null");
        }
    }
    out
}

/// Whether a pointer may lead to several values.
fn has_wildcard(mut pointer: &str) -> bool {
    while let Some((_, rest)) = split_once(pointer, "/*") {
        if matches!(rest.as_bytes(), [] | [b'/', ..]) {
            return true;
        }
        pointer = rest;
    }
    false
}

/// Writes the values that a pointer leads to, with a comma behind each. (A pointer is not longer than options may be, and this
/// no deeper.)
fn pick(value: Value<'_>, pointer: &str, out: &mut Vec<u8>) {
    let Some(rest) = pointer.strip_prefix('/') else { return write(value, out) };
    let end = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
    let (token, rest) = (rest.get(..end).unwrap_or_default(), rest.get(end..).unwrap_or_default());
    let is_any = token == "*";
    if value.kind() == Kind::Object {
        if is_any {
            for (_, member) in value.members() {
                pick(member, rest, out);
            }
        } else {
            pick(value.get(&unescaped(token)), rest, out);
        }
        return;
    }
    let is_index = !token.is_empty() && token.len() < 10 && token.bytes().all(|byte| byte.is_ascii_digit());
    let mut index = if is_index { decimal(token.as_bytes()) } else { -1 };
    for element in value.elements() {
        if is_any || index == 0 {
            pick(element, rest, out);
        }
        index = index.wrapping_sub(1);
    }
}

/// Writes a value that is there.
fn write(value: Value<'_>, out: &mut Vec<u8>) {
    if !value.is_null() {
        value.append_to(out);
        out.push(b',');
    }
}

/// A token with its escapes undone: `~1` is a slash, `~0` a tilde.
fn unescaped(mut token: &str) -> String {
    let mut text = String::new();
    while let Some((before, rest)) = split_once(token, "~") {
        text.push_str(before);
        text.push(if rest.as_bytes().first() == Some(&b'1') { '/' } else { '~' });
        token = rest.get(1..).unwrap_or_default();
    }
    text.push_str(token);
    text
}
