//! Finds any of many secrets in one pass over bytes.
//!
//! Why not `aho-corasick` here: its automaton takes about thirty bytes for each byte of the secrets, so that an event of 6 MB
//! can take more memory than a small function has, and its code is as large as our JSON reader and writer together. Here a
//! secret takes at most six bytes for each of its own, and the work for a byte of text is bounded by the logarithm of their
//! length.

use alloc::vec::Vec;

use crate::asserted::Asserted;

/// The least bytes of a secret that is searched for. What is shorter may be part of any word.
pub(super) const LEAST: usize = 8;

/// How many bytes of a secret are found wherever in it they stand.
const MOST: usize = 16;

/// The least and the most words of the filter.
const FILTER: (usize, usize) = (1 << 7, 1 << 19);

/// The secrets. One of less than [`MOST`] bytes is as it is, of others every [`MOST`] adjacent bytes. Wherever one is found it is
/// hidden, so that a part of a long secret does not show either.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pieces {
    /// In ascending order, each once.
    sorted: Vec<Piece>,
    /// The long secrets, one behind the other.
    long: Vec<u8>,
    /// Where in `long` each piece of a secret begins. The pieces are in order, each once.
    starts: Vec<u32>,
    /// Whether one of them has other bytes than a text of ASCII.
    has_others: bool,
    /// A bit for every hash of the first bytes of a piece. Most places in a text need only this filter.
    filter: Vec<u64>,
    /// A bit for every hash of four adjacent bytes in a piece's first [`LEAST`]. Where a text has other ones, no piece
    /// begins with any of them in it, so that most bytes are not looked at.
    fours: Vec<u64>,
}

/// A short secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    /// Its bytes, the first one highest, with zeros behind them.
    bytes: [u64; 2],
    length: u8,
    /// The index plus one of the longest other piece that begins this one. It is 0 if there is none.
    begins_with: u32,
}

impl Piece {
    /// Whether 16 bytes of a text begin with this piece.
    fn begins(&self, text: [u64; 2]) -> bool {
        let rest = MOST.saturating_sub(usize::from(self.length)).saturating_mul(8) as u32;
        let difference = join(self.bytes) ^ join(text);
        difference.checked_shr(rest).unwrap_or(0) == 0
    }
}

fn join([high, low]: [u64; 2]) -> u128 {
    (u128::from(high) << 64) | u128::from(low)
}

impl Pieces {
    /// Adds a secret, unless it is too short to be searched for. [`Pieces::sort`] has to follow.
    pub(super) fn add(&mut self, secret: &[u8]) {
        if secret.len() < LEAST {
            return;
        }
        self.has_others |= !secret.iter().all(is_of_text);
        let Some(last) = secret.len().checked_sub(MOST) else { return self.push(secret) };
        let first = self.long.len();
        self.long.extend_from_slice(secret);
        // Texts are shorter than 4 GB.
        self.starts.extend((first..=first.saturating_add(last)).map(|start| start as u32));
    }

    fn push(&mut self, piece: &[u8]) {
        let mut bytes = [0; MOST];
        for (place, byte) in bytes.iter_mut().zip(piece) {
            *place = *byte;
        }
        let bytes = u128::from_be_bytes(bytes);
        let bytes = [(bytes >> 64) as u64, bytes as u64];
        self.sorted.push(Piece { bytes, length: piece.len() as u8, begins_with: 0 });
    }

    /// Prepares for searching.
    pub(super) fn sort(&mut self) {
        self.sorted.sort_unstable();
        self.sorted.dedup();
        let long = &self.long;
        self.starts.sort_unstable_by_key(|start| piece_at(long, *start));
        self.starts.dedup_by_key(|start| piece_at(long, *start));
        self.filter.clear();
        self.fours.clear();
        if !self.is_empty() {
            // About thirty bits for each piece, which has five times four bytes, so that most are not set.
            let pieces = self.sorted.len().saturating_add(self.starts.len());
            let words = (pieces / 2).clamp(FILTER.0, FILTER.1).next_power_of_two();
            self.filter.resize(words, 0);
            self.fours.resize(words, 0);
        }
        for start in &self.starts {
            note((piece_at(&self.long, *start) >> 64) as u64, &mut self.filter, &mut self.fours);
        }
        for index in 0..self.sorted.len() {
            let Some(piece) = self.sorted.get(index).copied() else { break };
            let begins_with = self.longest(index, piece.bytes, usize::from(piece.length));
            if let Some(piece) = self.sorted.get_mut(index) {
                piece.begins_with = begins_with.map_or(0, |(index, _)| index as u32);
            }
            let [high, _] = piece.bytes;
            note(high, &mut self.filter, &mut self.fours);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sorted.is_empty() && self.starts.is_empty()
    }

    /// Whether a secret has other bytes than a text of ASCII.
    pub(super) fn has_others(&self) -> bool {
        self.has_others
    }

    /// Calls `found` with the start and the end of each range to hide. Ranges come from left to right; they may touch and do not
    /// overlap.
    pub(super) fn search(&self, text: &[u8], found: &mut dyn FnMut(usize, usize)) {
        let mut covered = 0;
        let mut next = 0;
        while let Some((at, length)) = self.next(text, next) {
            let end = at.plus(length);
            if end > covered {
                found(at.max(covered), end);
                covered = end;
            }
            next = at.plus(1);
        }
    }

    /// Whether a text has one of them.
    pub(super) fn is_in(&self, text: &[u8]) -> bool {
        self.next(text, 0).is_some()
    }

    /// The first piece from an index on: where it begins, and its length.
    fn next(&self, text: &[u8], mut at: usize) -> Option<(usize, usize)> {
        if self.is_empty() {
            return None;
        }
        while let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
            let high = u64::from_be_bytes(*eight);
            if !is_set(&self.fours, high & FOUR) {
                // Behind the first of these four bytes.
                at = at.plus(LEAST.minus(3));
                continue;
            }
            if is_set(&self.filter, high)
                && let Some(length) = self.at(text.get(at..).unwrap_or_default())
            {
                return Some((at, length));
            }
            at = at.plus(1);
        }
        None
    }

    /// Whether the decoded Base64 may contain a text with a piece. The text may begin with any of the first four letters: these
    /// are the same bits, two, four or six bits further on. `bytes` are those from the first letter on.
    ///
    /// Most of what looks like Base64 is a name or a number in hexadecimal, and not decoded four times then.
    pub(super) fn may_be_packed_in(&self, bytes: &mut Vec<u8>) -> bool {
        // What no text has.
        const END: [u8; 16] = [0xff; 16];
        let length = bytes.len();
        bytes.extend_from_slice(&END);
        let bits =
            |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u128::from_be_bytes(*bytes));
        self.has_others || (0..length).step_by(8).any(|at| has_text(bits(at)) || has_reading(bits(at)))
    }

    /// The length of the longest piece that a text begins with.
    fn at(&self, text: &[u8]) -> Option<usize> {
        let mut bytes = [0; MOST];
        for (place, byte) in bytes.iter_mut().zip(text) {
            *place = *byte;
        }
        let bytes = u128::from_be_bytes(bytes);
        let is_at = |start: &u32| piece_at(&self.long, *start).cmp(&bytes);
        if text.len() >= MOST && self.starts.binary_search_by(is_at).is_ok() {
            return Some(MOST);
        }
        let bytes = [(bytes >> 64) as u64, bytes as u64];
        // Every piece that the text begins with is in order before the text, and whatever is between them begins with it too.
        let behind = self.sorted.partition_point(|piece| piece.bytes <= bytes);
        self.longest(behind, bytes, text.len()).map(|(_, length)| length)
    }

    /// The longest piece that a text begins with, among those before an index. It returns the index behind it, and its
    /// length.
    fn longest(&self, behind: usize, bytes: [u64; 2], left: usize) -> Option<(usize, usize)> {
        let mut behind = behind;
        loop {
            let piece = self.sorted.get(behind.checked_sub(1)?)?;
            if usize::from(piece.length) <= left && piece.begins(bytes) {
                return Some((behind, usize::from(piece.length)));
            }
            // At most as many steps as there are lengths: each is shorter than the one before.
            behind = piece.begins_with as usize;
        }
    }
}

/// The piece of a long secret that begins at an index.
#[inline]
fn piece_at(long: &[u8], start: u32) -> u128 {
    let bytes = long.get(start as usize..).and_then(|rest| rest.first_chunk());
    bytes.map_or(0, |bytes| u128::from_be_bytes(*bytes))
}

/// Every other bit, the first one among them.
const EVEN: u64 = 0xaaaa_aaaa_aaaa_aaaa;

/// Whether eight bytes of ASCII begin at an even bit in the first half. They may be in UTF-16.
fn has_text(bits: u128) -> bool {
    // A bit is set where it and those every eight bits behind it are none: the first bits of bytes of ASCII.
    let two = !bits & (!bits << 8);
    let four = two & (two << 16);
    let eight = four & (four << 32);
    let mut starts = (eight >> 64) as u64 & EVEN;
    while starts != 0 {
        let start = starts.leading_zeros();
        let bytes = ((bits << start) >> 64) as u64;
        if bytes.to_be_bytes().iter().all(is_of_text) {
            return true;
        }
        starts &= !(1 << 63_u32.minus(start));
    }
    false
}

/// Whether a character of full width or most of those that are not seen begin at an even bit in the first half. In UTF-8 these begin
/// with `ef b8` to `ef bf`, `e2 80` or `e2 81`.
fn has_reading(bits: u128) -> bool {
    const FIRST: [(u32, u32); 2] = [(0b1_1101_1111_0111, 13), (0b111_0001_0100_0000, 15)];
    FIRST.iter().any(|(first, length)| {
        let starts = (0..*length).fold(EVEN, |starts, at| {
            let ahead = ((bits << at) >> 64) as u64;
            starts & if first >> length.minus(1).minus(at) & 1 == 1 { ahead } else { !ahead }
        });
        starts != 0
    })
}

/// Whether a text of ASCII, maybe in UTF-16, has such a byte.
fn is_of_text(byte: &u8) -> bool {
    byte.is_ascii() && (!byte.is_ascii_control() || matches!(byte, 0 | b'\t' | b'\n' | b'\r'))
}

/// The last four of eight bytes.
const FOUR: u64 = 0xffff_ffff;

/// Sets the bits of a piece that begins with these bytes.
fn note(first: u64, filter: &mut [u64], fours: &mut [u64]) {
    set(filter, first);
    for last in 0..=LEAST.minus(4) {
        set(fours, (first >> (last as u32).saturating_mul(8)) & FOUR);
    }
}

fn set(filter: &mut [u64], bytes: u64) {
    let (word, bit) = filter_place(bytes, filter.len());
    if let Some(word) = filter.get_mut(word) {
        *word |= bit;
    }
}

#[inline]
fn is_set(filter: &[u64], bytes: u64) -> bool {
    let (word, bit) = filter_place(bytes, filter.len());
    filter.get(word).is_some_and(|word| word & bit != 0)
}

/// The word of a filter and the bit in it for some bytes. The filter has so many words, a power of two.
#[inline]
fn filter_place(bytes: u64, words: usize) -> (usize, u64) {
    let hash = bytes.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 38;
    ((hash >> 6) as usize & words.wrapping_sub(1), 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn hidden(secrets: &[&str], text: &str) -> String {
        let mut pieces = Pieces::default();
        secrets.iter().for_each(|secret| pieces.add(secret.as_bytes()));
        pieces.sort();
        let mut out = text.as_bytes().to_vec();
        pieces.search(text.as_bytes(), &mut |start, end| out[start..end].fill(b'*'));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn finds_all_and_nothing_else() {
        assert_eq!(hidden(&["12345678"], "x12345678y1234567"), "x********y1234567");
        assert_eq!(hidden(&["1234567"], "1234567"), "1234567");
        assert_eq!(hidden(&["abcdefgh", "abcdefghij", "abcdefgz"], "abcdefghi abcdefghij"), "********i **********");
        assert_eq!(hidden(&["abcdefgh", "efghijkl"], "-abcdefghijkl-"), "-************-");
        assert_eq!(hidden(&["0123456789abcdefg"], "0123456789abcdefg"), "*****************");
        assert_eq!(hidden(&["0123456789abcdefg"], "0123456789abcdef"), "****************");
        assert_eq!(hidden(&[], "0123456789abcdef"), "0123456789abcdef");
        assert_eq!(hidden(&["abcdefgh\0"], "abcdefgh"), "abcdefgh");
    }

    #[test]
    fn eight_letters_are_a_text_wherever_their_bits_begin() {
        for letters in 1..=8 {
            for start in (0..64).step_by(2) {
                // Ones before and behind them, which no text has.
                let text = (0..letters).fold(0_u128, |text, _| text << 8 | u128::from(b'a'));
                let behind = 128 - start - letters * 8;
                let ones = !(((1_u128 << (letters * 8)) - 1) << behind);
                assert_eq!(has_text(text << behind | ones), letters == 8, "{letters} from {start}");
            }
        }
        assert!(!has_text(u128::from_be_bytes(*b"\x01bcdefg\x01bcdefg\x01\x01")));
        assert!(has_text(u128::from_be_bytes(*b"a\0b\tc\nd\r\xff\xff\xff\xff\xff\xff\xff\xff")));
    }

    #[test]
    fn characters_of_other_readings_are_found_wherever_their_bits_begin() {
        for (text, wanted) in
            [("\u{ff21}", true), ("\u{feff}", true), ("\u{200b}", true), ("\u{2060}", true), ("片", false)]
        {
            let text = text.bytes().fold(0_u128, |text, byte| text << 8 | u128::from(byte));
            for start in (0..64).step_by(2) {
                assert_eq!(has_reading(text << (128 - 24 - start)), wanted, "{text:x} from {start}");
            }
        }
    }

    #[test]
    fn sixteen_bytes_of_a_secret_are_found_wherever_they_begin() {
        let secret = "0123456789abcdefghijklmnopqrstuvwxyz";
        for start in 0..secret.len() {
            for end in start + 1..=secret.len() {
                let part = &secret[start..end];
                let wanted = if part.len() < 16 { part.into() } else { "*".repeat(part.len()) };
                assert_eq!(hidden(&[secret, "another-secret+of-many-bytes"], part), wanted);
                assert_eq!(hidden(&[secret], &["x", part, "/"].concat()), ["x", &wanted, "/"].concat());
            }
        }
    }

    #[test]
    fn finds_what_a_simple_search_finds() {
        // Secrets and texts of two letters overlap, repeat and begin with each other in every way.
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..2_000 {
            let mut letters = |length: u64| -> Vec<u8> { (0..length).map(|_| b'a' + random(2) as u8).collect() };
            let secrets: Vec<Vec<u8>> = (8..14).chain(8..11).map(&mut letters).collect();
            let text = letters(120);
            let mut wanted = text.clone();
            let mut pieces = Pieces::default();
            for secret in &secrets {
                pieces.add(secret);
                for at in 0..=text.len() - secret.len() {
                    if text[at..].starts_with(secret) {
                        wanted[at..at + secret.len()].fill(b'*');
                    }
                }
            }
            pieces.sort();
            let mut out = text.clone();
            pieces.search(&text, &mut |start, end| out[start..end].fill(b'*'));
            assert_eq!(out, wanted);
        }
    }
}
