//! Texts from outside, made fit for the log.

use alloc::string::String;

use crate::text::find;

/// The reason of a failed request, fit for the log. One that contains a URL is replaced: a URL can be a secret.
pub(super) fn sanitized_reason(reason: &str) -> String {
    if find(reason, "://").is_some() { "the request could not be sent".into() } else { printable(reason) }
}

/// A text from outside, safe for the log. Its length is bounded, and control characters for terminals are replaced.
pub(super) fn printable(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        let is_hidden = matches!(character, '\0'..=' ' | '\u{7f}'..='\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        shown.push(if is_hidden && character != ' ' { '?' } else { character });
        if shown.len() > 200 {
            break;
        }
    }
    shown
}
