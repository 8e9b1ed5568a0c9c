//! Escapes texts from outside, so that no bot reads markup in them.
//!
//! No bot but Slack documents how to escape its markup. So a character that could be markup is replaced by its full-width form, which
//! is no markup anywhere and which people read all the same: `[a]` becomes `［a］`. That holds for colours and mentions (`<`, `@`), links
//! (`[`, `]`, `<`, the colon of `://`), emphasis (`*`, `_`, `~`, and the accent of code) and escapes (`\`, `&`). A line
//! break becomes what the markup has for it: a visible separator, or a new line whose beginning says that it belongs to the
//! text. Other control characters become spaces, and so does what steers the direction of text or is invisible: no text can
//! forge a line or show itself in another order.

use alloc::vec::Vec;

use crate::text::{ending, shortened};

/// How a text from outside is written.
#[derive(Clone, Copy)]
pub(super) struct Escaping {
    /// The most bytes of the text that are shown. The middle of a longer one is left out.
    pub(super) most: usize,
    /// Whether `&`, `<` and `>` become the entities that Slack asks for.
    pub(super) entities: bool,
    /// What stands between two lines of the text that are not empty.
    pub(super) line_break: &'static str,
}

/// Appends a text from outside.
pub(super) fn push(out: &mut Vec<u8>, text: &str, escaping: Escaping) {
    let most = escaping.most;
    if text.len() <= most {
        return escape(out, text, escaping);
    }
    // The end of a name says more than its middle: there are the number and the extension.
    escape(out, shortened(text, most / 2), escaping);
    out.extend_from_slice("…".as_bytes());
    escape(out, ending(text, most / 2), escaping);
}

fn escape(out: &mut Vec<u8>, text: &str, Escaping { entities, line_break, .. }: Escaping) {
    let first = out.len();
    let (mut before, mut ends_line) = (' ', false);
    let mut rest = text.chars();
    while let Some(char) = rest.next() {
        // What follows the text is not known, so it is taken for the worst.
        let next = rest.clone().next().unwrap_or('/');
        if matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            ends_line = true;
            continue;
        }
        if ends_line && char.is_whitespace() {
            continue;
        }
        if ends_line {
            ends_line = false;
            before = ' ';
            if out.len() > first {
                out.extend_from_slice(line_break.as_bytes());
            }
        }
        let mut bytes = [0; 4];
        let shown = match char {
            '&' if entities => "&amp;",
            '<' if entities => "&lt;",
            '>' if entities => "&gt;",
            // Left out, they could join the parts of a secret that redaction left apart.
            '\0'..=' '
            | '\u{7f}'..='\u{a0}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}' => " ",
            _ => {
                let is_markup = match char {
                    '<' | '>' | '&' | '[' | ']' | '`' | '*' | '~' | '@' | '\\' => true,
                    '_' => !(is_letter(before) && is_letter(next)),
                    ':' => next == '/',
                    _ => false,
                };
                // Only characters of ASCII are markup, and each of them has a full-width form.
                let full_width = u32::from(char).checked_add(FULL_WIDTH).and_then(char::from_u32);
                full_width.filter(|_| is_markup).unwrap_or(char).encode_utf8(&mut bytes)
            }
        };
        out.extend_from_slice(shown.as_bytes());
        before = char;
    }
}

/// The distance from a printable ASCII character to its full-width form.
const FULL_WIDTH: u32 = 0xfee0;

/// Whether a character is certainly part of a word. An underscore between two such characters is not emphasis.
fn is_letter(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '\u{c0}'..='\u{1fff}' | '\u{3040}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str, most: usize, entities: bool) -> std::string::String {
        let mut out = Vec::new();
        push(&mut out, text, Escaping { most, entities, line_break: " ↵ " });
        std::string::String::from_utf8(out).unwrap()
    }

    #[test]
    fn markup_is_shown_and_not_obeyed() {
        let text = "</font>[a](https://x.y) `c` **d** <@all> ~e~ \\ &lt;";
        let shown = "＜/font＞［a］(https：//x.y) ｀c｀ ＊＊d＊＊ ＜＠all＞ ～e～ ＼ ＆lt;";
        assert_eq!(plain(text, 200, false), shown);
        assert_eq!(plain("<!here>&", 200, true), "&lt;!here&gt;&amp;");
    }

    #[test]
    fn names_of_files_stay_as_they_are() {
        for name in
            ["a_transcode_1010.mp3", "EP 12 只剩50%的电_transcode_1010 (1).m4a", "日本語 #3 - 12:30.ts", "👨‍👩‍👧.gif"]
        {
            assert_eq!(plain(name, 200, false), name);
        }
        assert_eq!(plain("_a_", 200, false), "＿a＿");
    }

    #[test]
    fn lines_and_directions_cannot_be_forged() {
        assert_eq!(plain("a\r\n> b\u{2028}c\u{202e}d\u{0}e\u{85}f\t-\n", 200, false), "a ↵ ＞ b ↵ c d e ↵ f -");
        assert_eq!(plain("\n\n第一段。\n \r\n\t- 要点\t一", 200, false), "第一段。 ↵ - 要点 一");
        assert_eq!(plain("gpj\u{200f}.\u{feff}exe\u{e0041}", 200, false), "gpj . exe ");
        // What one text ends with and the next begins with gives no link.
        assert_eq!([plain("https:", 9, false), plain("//x", 9, false)].concat(), "https：//x");
    }

    #[test]
    fn the_middle_is_left_out_between_characters() {
        assert_eq!(plain("0123456789", 8, false), "0123…6789");
        assert_eq!(plain("转转转转", 8, false), "转…转");
        assert_eq!(plain("转转转转", 12, false), "转转转转");
    }
}
