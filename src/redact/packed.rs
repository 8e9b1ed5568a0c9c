//! Tells from the letters of Base64 whether they may stand for a text, before anything is decoded.
//!
//! A letter is six bits. A text that is searched for has a 0 at every eighth bit, eight times over, which are known bits of each
//! of ten or eleven letters, one behind the other. All such patterns are followed at once, a bit for each place in each of them.

use super::search::LEAST;
use super::view::{NO_LETTER, six};
use crate::asserted::Asserted;

/// A pattern of bits: `bits` at every `step`th bit, the first of them highest, `count` of them.
struct Pattern {
    bits: u32,
    count: u32,
    step: u32,
}

/// Eight bytes of ASCII, and the first bits of `ef b8` to `ef bf` and of `e2 80` and `e2 81`, with which characters of full width and
/// most of those begin that are not seen.
const PATTERNS: [Pattern; 3] = [
    Pattern { bits: 0, count: 8, step: 8 },
    Pattern { bits: 0b1_1101_1111_0111, count: 13, step: 1 },
    Pattern { bits: 0b111_0001_0100_0000, count: 15, step: 1 },
];

/// Where patterns may begin in a letter.
const STARTS: [u32; 3] = [0, 2, 4];

/// The bits of the first and of the last places of all patterns.
const FIRST: u64 = ends().0;
const LAST: u64 = ends().1;

/// For each byte the places of patterns where it may stand. None: it is not a letter of Base64.
static PLACES: [u64; 256] = places();

/// How many letters a pattern has that begins at a bit of its first letter.
#[expect(clippy::arithmetic_side_effects, reason = "the compiler evaluates it")]
const fn letters_of(pattern: &Pattern, start: u32) -> u32 {
    (start + (pattern.count - 1) * pattern.step) / 6 + 1
}

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn ends() -> (u64, u64) {
    let (mut first, mut last, mut place) = (0, 0, 0);
    let mut at = 0;
    while at < PATTERNS.len() * STARTS.len() {
        first |= 1 << place;
        place += letters_of(&PATTERNS[at / STARTS.len()], STARTS[at % STARTS.len()]);
        last |= 1 << (place - 1);
        at += 1;
    }
    (first, last)
}

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "the compiler evaluates it")]
const fn places() -> [u64; 256] {
    let mut places = [0; 256];
    let mut byte = 0;
    while byte < places.len() {
        let letter = six(byte as u8);
        let (mut at, mut place) = (0, 0);
        while at < PATTERNS.len() * STARTS.len() && letter != NO_LETTER {
            let (pattern, start) = (&PATTERNS[at / STARTS.len()], STARTS[at % STARTS.len()]);
            let length = letters_of(pattern, start);
            let mut allowed = ((1 << length) - 1) << place;
            let mut index = 0;
            while index < pattern.count {
                let bit = start + index * pattern.step;
                let wanted = pattern.bits >> (pattern.count - 1 - index) & 1;
                if (letter as u32 >> (5 - bit % 6)) & 1 != wanted {
                    allowed &= !(1 << (place + bit / 6));
                }
                index += 1;
            }
            places[byte] |= allowed;
            place += length;
            at += 1;
        }
        byte += 1;
    }
    places
}

#[inline(always)]
fn places_of(byte: u8) -> u64 {
    PLACES.get(usize::from(byte)).copied().unwrap_or(0)
}

/// Whether letters of Base64 may stand for a text with a secret.
pub(super) fn may_be_text(letters: &[u8]) -> bool {
    let mut open = 0;
    letters.iter().any(|letter| {
        open = ((open << 1) | FIRST) & places_of(*letter);
        open & LAST != 0
    })
}

/// The least letters of a line of Base64 that goes on behind something else than a line break.
pub(super) const LEAST_LINE: usize = 16;

/// Whether a text may have Base64 of a text with a secret, maybe folded. A text of several lines always may.
pub(super) fn may_be_in(text: &[u8]) -> bool {
    // Three bytes are four letters.
    if text.len() < LEAST.saturating_mul(4).div_ceil(3) {
        return false;
    }
    let (mut open, mut line) = (0_u64, 0_usize);
    for (at, byte) in text.iter().enumerate() {
        let places = places_of(*byte);
        if places != 0 {
            open = ((open << 1) | FIRST) & places;
            if open & LAST != 0 {
                return true;
            }
            continue;
        }
        if matches!(byte, b'\r' | b'\n') {
            return true;
        }
        // Behind a long line it may go on.
        if at.minus(line) >= LEAST_LINE {
            return is_folded(text.get(at..).unwrap_or_default(), open);
        }
        (open, line) = (0, at.plus(1));
    }
    false
}

/// As [`may_be_in`], of what follows a line with these open places.
fn is_folded(text: &[u8], open: u64) -> bool {
    let (mut open, mut folded) = (open, open);
    let mut is_mark = true;
    for byte in text {
        let places = places_of(*byte);
        if places != 0 {
            is_mark &= matches!(byte, b'+' | b'/' | b'-' | b'_');
            open = ((open << 1) | FIRST) & places;
            if open & LAST != 0 {
                return true;
            }
            continue;
        }
        // Tags are between lines, with the letters in them.
        if matches!(byte, b'<' | b'\r' | b'\n') {
            return true;
        }
        // Marks between two lines are no letters.
        if is_mark {
            open = folded;
        } else {
            folded = open;
        }
        is_mark = true;
    }
    false
}
