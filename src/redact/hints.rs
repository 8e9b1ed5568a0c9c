//! Hints of secrets: three adjacent letters of every word that gives one away.
//!
//! Most texts and names have none of them, and then nothing else of them is looked at.

use super::names;
use crate::asserted::Asserted;

/// Three adjacent letters of every word that a secret is named or begins with, in lower case.
#[rustfmt::skip]
const HINTS: [&[u8; 3]; 39] = [
    // Of the names of secrets: "secret", "password" and "passwd", "passphrase", "token", "sign" and "signature", all keys,
    // "credential", "pwd", "authorization", "cookie", "awssqs", "x-auth"; of those that are hidden in their place only: "kms", "webhook".
    b"ecr", b"ssw", b"ssp", b"oke", b"sig", b"key", b"ede", b"pwd", b"riz", b"kie", b"ssq", b"uth", b"kms", b"ebh",
    // Of what keys and tokens begin with, and of what stands before credentials.
    b"aki", b"asi", b"lta", b"aiz", b"ghp", b"gho", b"ghu", b"ghs", b"ghr", b"git", b"glp", b"xox", b"xap", b"eyj",
    b"bea", b"bas",
    // Of the hosts of webhooks.
    b"eis", b"rks", b"sla", b"sco", b"off", b"zap", b"egr", b"ftt", b"tqq",
];

/// Whether a text may have a secret or the name of one. Letters count without regard to case and to what is neither a letter
/// nor a digit, as names of secrets do.
pub(super) fn has_any(text: &[u8]) -> bool {
    // The last letters, the last one lowest.
    let mut letters = 0_u32;
    let mut has_others = false;
    for byte in text {
        let letter = LETTERS.get(usize::from(*byte)).copied().unwrap_or(NONE);
        if letter > DIGIT {
            has_others = true;
        } else if letter != NONE {
            let third = FOUND.get((letters & TWO) as usize).copied().unwrap_or(0);
            if third.wrapping_shr(u32::from(letter)) & 1 == 1 {
                return true;
            }
            letters = (letters << BITS) | u32::from(letter);
        }
    }
    has_others && (0..text.len()).any(|at| is_hint(text, at))
}

/// Whether the character at an index is a hint and not a letter of ASCII.
fn is_hint(text: &[u8], at: usize) -> bool {
    match text.get(at..).unwrap_or_default() {
        // They are before the values of parameters of URLs, and behind user-information.
        [b'=' | b'@', ..] => true,
        [b'-', ..] => is_option(text, at),
        rest @ [0xc5 | 0xe2 | 0xef, ..] => names::letter(rest).0.is_some(),
        _ => false,
    }
}

/// Whether the hyphen at an index may begin an option of a command that names a user, such as `-u` and `--user`.
fn is_option(text: &[u8], at: usize) -> bool {
    let is_inside = at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(u8::is_ascii_alphanumeric);
    !is_inside && matches!(text.get(at.plus(1)..), Some([b'u', ..] | [b'-', b'u' | b'p', ..]))
}

/// The bits of a letter, and those of two.
const BITS: u32 = 5;
const TWO: u32 = (1 << (2 * BITS)) - 1;

const NONE: u8 = 0;
/// Any digit.
const DIGIT: u8 = 27;
/// A byte that may begin a hint of another kind: [`is_hint`] looks at it.
const OTHER: u8 = 0xff;

/// The letter that a byte is, from 1 on, or what else it means.
static LETTERS: [u8; 256] = letters();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn letters() -> [u8; 256] {
    let mut letters = [NONE; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphabetic() {
            letters[byte as usize] = letter(byte);
        } else if byte.is_ascii_digit() {
            letters[byte as usize] = DIGIT;
        }
        byte += 1;
    }
    let others = [b'=', b'@', b'-', 0xc5, 0xe2, 0xef];
    let mut at = 0;
    while at < others.len() {
        letters[others[at] as usize] = OTHER;
        at += 1;
    }
    letters
}

#[expect(clippy::arithmetic_side_effects, reason = "the compiler evaluates it")]
const fn letter(byte: u8) -> u8 {
    byte.to_ascii_lowercase() - b'a' + 1
}

/// For each two letters a bit for every third one that makes them one of the [`HINTS`].
static FOUND: [u32; 1 << (2 * BITS)] = found();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn found() -> [u32; 1 << (2 * BITS)] {
    let mut found = [0; 1 << (2 * BITS)];
    let mut at = 0;
    while at < HINTS.len() {
        let [first, second, third] = *HINTS[at];
        found[(letter(first) as usize) << BITS | letter(second) as usize] |= 1 << letter(third);
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_name_has_a_hint() {
        for name in [
            "secret",
            "Secret",
            "s-e_c.r e t",
            "s\u{e9}ecret",
            "TOKEN",
            "to\u{212a}en",
            "\u{17f}ign",
            "\u{ff33}ign",
            "a=b",
            "a@b",
            "-u a:b",
            "curl --user a:b",
            "Bearer abc",
            "-----BEGIN PRIVATE KEY-----",
            "x-auth",
        ] {
            assert!(has_any(name.as_bytes()), "{name}");
        }
        for other in [
            "",
            "2021-04-12T04:54:17Z",
            "/final/航拍_f355a1.gif",
            "took 3 s: 50% done -- ready",
            "a -p b",
            "“转码”，失败",
            "https://bucket-125.cos.ap-tokyo.myqcloud.com/a/b.mp4",
        ] {
            assert!(!has_any(other.as_bytes()), "{other}");
        }
    }
}
