//! Patterns in which `*` stands for any characters, in time that is linear in the text.

use alloc::vec::Vec;

use crate::asserted::Asserted;

/// Whether a text is as a pattern has it. `*` stands for any characters, slashes too, or for none; every other character for itself.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.as_bytes().split(|byte| *byte == b'*');
    let text = text.as_bytes();
    let (first, last) = (parts.next().unwrap_or_default(), parts.next_back());
    let Some(last) = last else { return first == text };
    let Some(rest) = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    // The first place of each part is the best: it leaves most for the others.
    parts.try_fold(rest, after).is_some()
}

/// What stands behind the first `part`, found as Knuth, Morris and Pratt do: no byte of the text is read again.
fn after<'t>(text: &'t [u8], part: &[u8]) -> Option<&'t [u8]> {
    let borders = borders(part);
    let mut length = 0;
    if part.is_empty() {
        return Some(text);
    }
    for (index, byte) in text.iter().enumerate() {
        length = extended(part, &borders, length, *byte);
        if length == part.len() {
            return text.get(index.plus(1)..);
        }
    }
    None
}

/// Of each beginning of a part, how long the longest shorter beginning is that it ends in.
fn borders(part: &[u8]) -> Vec<usize> {
    let mut borders = Vec::with_capacity(part.len());
    let mut length = 0;
    for (index, byte) in part.iter().enumerate() {
        if index > 0 {
            length = extended(part, &borders, length, *byte);
        }
        borders.push(length);
    }
    borders
}

/// How long a beginning of the part is found, if it was `length` before this byte.
fn extended(part: &[u8], borders: &[usize], mut length: usize, byte: u8) -> usize {
    loop {
        #[cfg(test)]
        steps::count();
        if part.get(length) == Some(&byte) {
            return length.plus(1);
        }
        let Some(last) = length.checked_sub(1) else { return 0 };
        length = borders.get(last).copied().unwrap_or_default();
    }
}

/// Counts comparisons of bytes. It is the cost of a pattern, the same number on every machine.
#[cfg(test)]
pub(super) mod steps {
    use core::cell::Cell;

    std::thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    pub(super) fn count() {
        STEPS.with(|steps| steps.set(steps.get() + 1));
    }

    /// How many comparisons an action makes.
    pub(crate) fn of(action: impl FnOnce()) -> u64 {
        let before = STEPS.with(Cell::get);
        action();
        STEPS.with(Cell::get) - before
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, text, is_match) in [
            ("", "", true),
            ("", "a", false),
            ("a", "a", true),
            ("a", "A", false),
            ("*", "", true),
            ("*", "a/b", true),
            ("vip/*", "vip/a/b.mp4", true),
            ("vip/*", "vip", false),
            ("*.mp4", "a.mp4", true),
            ("*.mp4", "a.mp4.tmp", false),
            ("a*a", "a", false),
            ("a*a", "aa", true),
            ("*/vip/*", "x/vip/y", true),
            ("*ab*ab*", "ab", false),
            ("*ab*ab*", "aabab", true),
            ("**", "x", true),
            ("转*码", "转x码", true),
            ("a?c", "abc", false),
            ("a?c", "a?c", true),
        ] {
            assert_eq!(matches(pattern, text), is_match, "{pattern} {text}");
        }
    }

    /// Whether it matches, by trying everything.
    fn naive(pattern: &[u8], text: &[u8]) -> bool {
        match pattern.split_first() {
            None => text.is_empty(),
            Some((b'*', rest)) => (0..=text.len()).any(|at| naive(rest, &text[at..])),
            Some((byte, rest)) => text.first() == Some(byte) && naive(rest, &text[1..]),
        }
    }

    proptest! {
        #[test]
        fn patterns_match_what_a_naive_search_finds(pattern in "[ab*]{0,8}", text in "[ab]{0,12}") {
            prop_assert_eq!(matches(&pattern, &text), naive(pattern.as_bytes(), text.as_bytes()));
        }
    }

    #[test]
    fn twice_the_text_or_the_pattern_takes_twice_the_comparisons() {
        for pattern in ["*aaaaaaaaaaaaaaab*", "*ab*ab*ab*aab*", "*abababababac*", "a*a*a*a*a*b", "*"] {
            for text in ["a", "ab", "aab"] {
                let cost = |n| {
                    let text = text.repeat(n);
                    steps::of(|| {
                        let _ = matches(pattern, &text);
                    })
                };
                let (one, two) = (cost(10_000), cost(20_000));
                assert!(two <= 2 * one + 100 && one <= 80_000, "{pattern} {text}: {one} {two}");
            }
        }
        let cost = |n: usize| {
            let (pattern, text) = (["*", &"a".repeat(n), "b*"].concat(), "a".repeat(10 * n));
            steps::of(|| assert!(!matches(&pattern, &text)))
        };
        assert!(cost(2_000) <= 2 * cost(1_000) + 100);
    }
}
