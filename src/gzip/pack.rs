//! Packing with gzip (RFC 1952, RFC 1951), for text that repeats itself: what came before is referred to, the rest is
//! coded by the fixed codes.
//!
//! Why not `miniz_oxide` here: its tables and its dynamic codes would be a fifth of the module. This is a kilobyte and
//! makes of logs a sixth; dynamic codes would make an eighth. `flate2` is the oracle it is tested against.

use alloc::vec;
use alloc::vec::Vec;

/// The longest and the farthest that can be referred to (RFC 1951, 3.2.5).
const MAX_LENGTH: usize = 258;
const MAX_DISTANCE: usize = 32_768;
/// The shortest that is: the bytes that are looked up.
const MIN_LENGTH: usize = 4;
const TABLE_BITS: u32 = 14;

/// The text as one member of gzip.
pub(crate) fn pack(text: &[u8]) -> Vec<u8> {
    // No time, no name, an unknown system: the same text is always the same bytes.
    let mut out = Vec::with_capacity((text.len() / 4).saturating_add(64));
    out.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    let mut bits = Bits { out, held: 0, count: 0 };
    // One block, the last, with the fixed codes.
    bits.put(0b011, 3);
    // By the hash of four bytes: where they were seen last, plus one.
    let mut seen = vec![0_u32; 1 << TABLE_BITS];
    let mut at = 0_usize;
    while at < text.len() {
        let before = look_up(text, at, &mut seen);
        let length = before.map_or(0, |before| common(text, before, at));
        if length < MIN_LENGTH {
            bits.literal(u32::from(text.get(at).copied().unwrap_or_default()));
            at = at.saturating_add(1);
            continue;
        }
        bits.reference(length, at.saturating_sub(before.unwrap_or_default()));
        let end = at.saturating_add(length);
        for inside in at.saturating_add(1)..end {
            look_up(text, inside, &mut seen);
        }
        at = end;
    }
    bits.literal(256);
    bits.put(0, 7);
    let mut out = bits.out;
    out.extend_from_slice(&super::unpack::crc32(text).to_le_bytes());
    // The length modulo 2^32.
    #[expect(clippy::cast_possible_truncation, reason = "as the format has it")]
    out.extend_from_slice(&(text.len() as u32).to_le_bytes());
    out
}

/// Where the four bytes at `at` were seen last, and notes that they are here now.
fn look_up(text: &[u8], at: usize, seen: &mut [u32]) -> Option<usize> {
    let bytes = text.get(at..)?.first_chunk()?;
    let hash = u32::from_le_bytes(*bytes).wrapping_mul(2_654_435_761) >> (32 - TABLE_BITS);
    let place = seen.get_mut(hash as usize)?;
    let before = *place as usize;
    *place = u32::try_from(at.saturating_add(1)).ok()?;
    before.checked_sub(1).filter(|before| at.saturating_sub(*before) <= MAX_DISTANCE)
}

/// How many bytes are the same at both places, at most what can be referred to.
fn common(text: &[u8], before: usize, at: usize) -> usize {
    let (left, right) = (text.get(before..).unwrap_or_default(), text.get(at..).unwrap_or_default());
    left.iter().zip(right).take(MAX_LENGTH).take_while(|(left, right)| left == right).count()
}

/// Bits, the first one lowest.
struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    /// At most 16 bits.
    fn put(&mut self, value: u32, count: u32) {
        self.held |= value.wrapping_shl(self.count);
        self.count = self.count.saturating_add(count);
        while self.count >= 8 {
            self.out.push(self.held.to_le_bytes()[0]);
            self.held >>= 8;
            self.count = self.count.saturating_sub(8);
        }
    }

    /// A code of a Huffman tree, which comes with its highest bit first.
    fn code(&mut self, code: u32, length: u32) {
        self.put(code.reverse_bits().wrapping_shr(32_u32.saturating_sub(length)), length);
    }

    /// A byte, the end (256), or a length, by the fixed code (3.2.6).
    fn literal(&mut self, symbol: u32) {
        match symbol {
            0..=143 => self.code(symbol.saturating_add(0x30), 8),
            144..=255 => self.code(symbol.saturating_add(0x190 - 144), 9),
            256..=279 => self.code(symbol.saturating_sub(256), 7),
            _ => self.code(symbol.saturating_sub(280 - 0xc0), 8),
        }
    }

    /// So many bytes as stood so far before. Both tables of 3.2.5 go by powers of two: of lengths there are four symbols
    /// to each, of distances two.
    fn reference(&mut self, length: usize, distance: usize) {
        let length = u32::try_from(length.saturating_sub(3)).unwrap_or(0);
        let extra = length.checked_ilog2().unwrap_or(0).saturating_sub(2);
        // The longest has a symbol of its own.
        if length == 255 {
            self.literal(285);
        } else {
            self.literal((length >> extra).saturating_add(extra.saturating_mul(4)).saturating_add(257));
            self.put(length & !(u32::MAX << extra), extra);
        }
        let distance = u32::try_from(distance.saturating_sub(1)).unwrap_or(0);
        let extra = distance.checked_ilog2().unwrap_or(0).saturating_sub(1);
        self.code((distance >> extra).saturating_add(extra.saturating_mul(2)), 5);
        self.put(distance & !(u32::MAX << extra), extra);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::string::{String, ToString};

    fn unpacked(packed: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn another_unpacks_it() {
        let mut random = 1_u32;
        let mut next = move || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            random >> 16
        };
        for round in 0..300_u32 {
            let length = if round < 20 { round as usize } else { next() as usize % 100_000 };
            // From one letter, which makes the longest references, to noise, which makes none.
            let letters = 1 + next() % (1 + round % 256);
            let text: Vec<u8> = (0..length).map(|_| (next() % letters) as u8).collect();
            assert!(unpacked(&pack(&text)) == text, "round {round}");
        }
    }

    #[test]
    fn every_length_and_every_kind_of_distance() {
        for length in MIN_LENGTH..=MAX_LENGTH + 3 {
            for distance in [260, 261, 384, 385, 1_000, 4_096, 24_577, 32_768, 32_769] {
                // Between the two, all four bytes are different.
                let mut text: Vec<u8> = (0..length).map(|at| b'a' + (at % 7) as u8).collect();
                let fill =
                    (0_u32..).flat_map(|at| [200 + (at % 50) as u8, 150 + (at / 50 % 50) as u8, (at / 2500) as u8]);
                text.extend(fill.take(usize::saturating_sub(distance, length)));
                text.extend_from_within(..length);
                assert!(unpacked(&pack(&text)) == text, "{length} bytes, {distance} before");
            }
        }
    }

    #[test]
    fn logs_become_a_fraction_and_the_same_bytes_each_time() {
        let line = |n: usize| {
            let (n, minute) = (n.to_string(), (n % 60).to_string());
            [
                r#"{"timestamp":"17408160000"#,
                &n,
                r#"","content":"{\"SCF_RequestId\":\"f03dc946-"#,
                &n,
                r#"\",\"SCF_Message\":\"took "#,
                &minute,
                r#" ms\",\"SCF_Level\":\"INFO\"}"}"#,
                "\n",
            ]
            .concat()
        };
        let text: String = (0..5_000).map(|n| line(n * 7919 % 90_001)).collect();
        let packed = pack(text.as_bytes());
        assert!(packed.len() * 5 < text.len(), "{} of {}", packed.len(), text.len());
        assert_eq!(packed, pack(text.as_bytes()));
        assert_eq!(unpacked(&packed), text.as_bytes());
    }
}
