//! What languages write between a name and its value: a type, a tag, a comment, the bracket of a call, the beginning of a heredoc.

use crate::asserted::Asserted;

use super::names;
use super::value::{self, Hidden, Name, Separator, behind_blanks};

/// The most bytes between a name and its value.
const MAX_TYPE: usize = 96;

/// The most bytes of a comment or a tag between them.
const MAX_PROPERTY: usize = 128;

/// The most bytes of the first argument of a call.
const MAX_ARGUMENT: usize = 256;

/// How many tags and comments may stand in a row.
const MAX_PROPERTIES: usize = 3;

/// Types of texts and of collections of some, in lower case. What has another type is a value only if it is in quotes.
const TEXTS: [&[u8]; 25] = [
    b"str",
    b"string",
    b"bytes",
    b"byte",
    b"char",
    b"text",
    b"any",
    b"object",
    b"varchar",
    b"nvarchar",
    b"wstring",
    b"nsstring",
    b"optional",
    b"option",
    b"secretstr",
    b"charsequence",
    b"u8",
    b"list",
    b"array",
    b"vec",
    b"tuple",
    b"set",
    b"dict",
    b"map",
    b"hashmap",
];

/// Where the value begins of a name that is declared with a type: `name: type = value`, `name type = value`.
pub(super) fn value_behind_type(text: &[u8], at: usize, separator: Separator) -> Option<usize> {
    let start = behind_blanks(text, at, |byte| *byte == b' ');
    let rest = text.get(start..start.saturating_add(MAX_TYPE)).or_else(|| text.get(start..))?;
    if separator == Separator::Blank && rest.starts_with(b"{ get") {
        const END: &[u8] = b"} =";
        let length = rest.windows(END.len()).position(|window| window == END)?;
        return Some(start.plus(length).plus(END.len()));
    }
    let length = type_length(rest)?;
    let behind = start.plus(length).plus(if rest.get(length) == Some(&b':') { 2 } else { 1 });
    let written = rest.get(..length)?;
    let is_apart = written.ends_with(b" ") && written.len() > 1;
    let kind = written.trim_ascii();
    if is_text(kind) {
        return Some(behind);
    }
    // Any other word may be the value. It is a type only if a text in quotes follows.
    let is_type = separator == Separator::Colon
        && is_apart
        && kind.first().is_some_and(|first| first.is_ascii_uppercase() || matches!(first, b'&' | b'*'))
        && !kind.iter().any(u8::is_ascii_digit);
    (is_type && value::is_quoted(text, behind_blanks(text, behind, |byte| *byte == b' '))).then_some(behind)
}

/// The length of what may be a type, before `=` or `:=`.
fn type_length(rest: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0_usize;
    while let Some(byte) = rest.get(at) {
        let next = rest.get(at.plus(1)).copied();
        match byte {
            b'=' if depth == 0 => return (at > 0 && !matches!(next, Some(b'=' | b'>' | b'~'))).then_some(at),
            b':' if depth == 0 && next == Some(b'=') => return (at > 0).then_some(at),
            b':' if next == Some(b':') => at = at.plus(1),
            b'<' | b'[' | b'(' => depth = depth.plus(1),
            b'>' | b']' | b')' => depth = depth.checked_sub(1)?,
            b',' | b':' if depth > 0 => {}
            b'\'' if rest.get(..at).is_some_and(|before| before.ends_with(b"&") || before.ends_with(b"<")) => {}
            b' ' | b'_' | b'.' | b'&' | b'*' | b'?' | b'!' | b'|' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => return None,
        }
        at = at.plus(1);
    }
    None
}

/// Whether a word is a type and no value.
pub(super) fn is_type(word: &[u8]) -> bool {
    is_one_of(word, &TEXTS)
}

/// Whether a type is one of texts: `&'static str`, `*string`, `Optional[str]`, `string | undefined`.
fn is_text(kind: &[u8]) -> bool {
    let mut words = kind.split(|byte| matches!(byte, b' ' | b'|')).filter(|word| !word.is_empty());
    let is_first = words.by_ref().find(|word| !word.starts_with(b"&'") && !is_one_of(word, &[b"&mut", b"const"]));
    is_first.is_some_and(is_word_of_text)
        && words.all(|word| is_word_of_text(word) || is_one_of(word, &[b"undefined", b"null", b"none", b"mut"]))
}

/// Whether a word is the name of a type of texts, maybe in brackets or with some behind it.
fn is_word_of_text(word: &[u8]) -> bool {
    let word = word.trim_ascii();
    let first = word.iter().position(u8::is_ascii_alphabetic).unwrap_or(word.len());
    let (before, rest) = word.split_at_checked(first).unwrap_or_default();
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')).count();
    let name = rest.get(..length).unwrap_or_default().rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    before.iter().all(|byte| matches!(byte, b'&' | b'*' | b'[' | b']')) && is_one_of(name, &TEXTS)
}

fn is_one_of(word: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// The value that a verb gives to a name: `SecretKey is …`, `SET password TO '…'`, `DEFAULT '…'`.
pub(super) fn value_behind_verb(text: &[u8], at: usize, name: &Name<'_>) -> Option<(Hidden, usize)> {
    const VERBS: [&[u8]; 8] = [b"is", b"was", b"to", b"as", b"default", b"values", "为".as_bytes(), "是".as_bytes()];
    if !names::is_exact(name.letters) {
        return None;
    }
    let mut start = at;
    for _ in 0..2 {
        let rest = text.get(start..)?;
        let word = rest.get(..rest.iter().take(MAX_TYPE).position(|byte| *byte == b' ')?)?;
        start = behind_blanks(text, start.plus(word.len()), |byte| *byte == b' ');
        if is_one_of(word, &VERBS) {
            return value::quoted_or_random(text, start);
        }
        if !is_word_of_text(word) {
            return None;
        }
    }
    None
}

/// The first argument of a function with a secret's name, if it is a text or looks random: `setSecretKey("…")`.
pub(super) fn argument(text: &[u8], at: usize, name: &Name<'_>) -> Option<(Hidden, usize)> {
    if name.quote.is_some() || !names::is_exact(name.letters) {
        return None;
    }
    let most = text.get(..at.saturating_add(MAX_ARGUMENT)).unwrap_or(text);
    let found = value::quoted_or_random(most, behind_blanks(most, at, u8::is_ascii_whitespace))?;
    let end = value::end(found, most);
    let next = most.get(behind_blanks(most, end, u8::is_ascii_whitespace));
    matches!(next, Some(b')' | b'}' | b',')).then_some(found)
}

/// Where a value begins behind comments, and behind tags and anchors of YAML. It is also whether these surely are such.
pub(super) fn behind_properties(text: &[u8], at: usize, separator: Separator) -> (usize, bool) {
    let (mut at, mut is_certain) = (at, true);
    for _ in 0..MAX_PROPERTIES {
        let start = behind_blanks(text, at, |byte| *byte == b' ');
        let rest =
            text.get(start..start.saturating_add(MAX_PROPERTY)).or_else(|| text.get(start..)).unwrap_or_default();
        if rest.starts_with(b"/*") {
            const END: &[u8] = b"*/";
            let Some(length) = rest.windows(END.len()).position(|window| window == END) else { break };
            at = start.plus(length).plus(END.len());
            continue;
        }
        if separator != Separator::Colon || !matches!(rest.first(), Some(b'!' | b'&')) {
            break;
        }
        let Some(length) = rest.iter().position(u8::is_ascii_whitespace) else { break };
        let property = rest.get(1..length).unwrap_or_default();
        let is_tag = rest.starts_with(b"!!") || rest.starts_with(b"!<");
        if !is_tag && !is_property(property) {
            break;
        }
        is_certain &= is_tag || rest.first() == Some(&b'&');
        at = start.plus(length);
    }
    (at, is_certain)
}

fn is_property(word: &[u8]) -> bool {
    const LONGEST: usize = 32;
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b':');
    !word.is_empty() && word.len() <= LONGEST && word.iter().all(is_letter) && !value::is_random(word)
}

/// The lines of a heredoc that begins at an index, maybe as the input of a command: `<<EOF`, `<<-'EOF'`, `$(cat <<EOF`.
pub(super) fn heredoc(text: &[u8], at: usize) -> Option<(Hidden, usize)> {
    const MARK: &[u8] = b"<<";
    let rest = text.get(at..at.saturating_add(MAX_TYPE)).or_else(|| text.get(at..))?;
    let mark = if rest.starts_with(b"$(") { rest.windows(2).position(|window| window == MARK)? } else { 0 };
    let behind = rest.get(mark..)?.strip_prefix(MARK)?;
    let is_before = |byte: &u8| matches!(byte, b'<' | b'-' | b'~' | b'"' | b'\'' | b' ');
    let before = behind.iter().take_while(|byte| is_before(byte)).count();
    let word = behind.get(before..)?;
    let length = word.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let after = word.get(length..)?;
    let line = after.iter().position(|byte| *byte == b'\n')?;
    // The first line is in what is before the mark.
    let is_end = after.get(..line)?.iter().all(|byte| matches!(byte, b'"' | b'\'' | b' ' | b';' | b')' | b'\r'));
    let first = at.plus(mark).plus(MARK.len()).plus(before);
    let end = first.plus(length);
    (length > 0 && is_end).then(|| (Hidden::Heredoc(first, end), end.plus(line)))
}

/// The text behind a name in what PHP serializes: `s:9:"SecretKey";s:4:"…"`. The length of the text is at `start`, and behind it a colon
/// that ends before `at`.
pub(super) fn serialized(text: &[u8], start: usize, at: usize) -> Option<(Hidden, usize)> {
    const BETWEEN: &[u8] = b"\";s:";
    let is_length = text.get(start..at.minus(1))?.iter().all(u8::is_ascii_digit);
    if !is_length || text.get(at) != Some(&b'"') {
        return None;
    }
    let before = text.get(..start)?.strip_suffix(BETWEEN)?;
    let name = before.get(value::name_start(before, before.len())..)?;
    value::is_secret(name).then_some((Hidden::Serialized, at.plus(1)))
}
