//! Gzip (RFC 1952), as CLS packs its batches: one member, inflated into memory that is asked for once.

use alloc::vec;
use alloc::vec::Vec;

use super::inflate;
use crate::error::{Error, ErrorCode};

/// The most bytes that are inflated. An event of SCF is at most 128 KB, which a bomb can make 100 MB of, more than a
/// small function has.
pub(crate) const MAX_INFLATED: usize = 32 << 20;

/// The most that deflate makes of a byte (zlib's documentation): what says more of itself is not asked memory for.
const MAX_RATIO: usize = 1032;

/// What was packed, or the bytes themselves if they do not begin as gzip does.
///
/// # Errors
/// As [`inflate`].
pub(crate) fn unpack(bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, Error> {
    if bytes.starts_with(&[0x1f, 0x8b]) { inflate(&bytes, limit) } else { Ok(bytes) }
}

/// What was packed.
///
/// # Errors
/// [`ErrorCode::TooLarge`] beyond `limit` bytes; [`ErrorCode::InvalidEncoding`] if it is cut off, damaged, or has
/// something behind its end.
fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    let damaged = || Error::new(ErrorCode::InvalidEncoding, "the gzip data is damaged or cut off");
    let data = header(bytes).and_then(|length| bytes.get(length..)).ok_or_else(damaged)?;
    let trailer = data.len().saturating_sub(8);
    let checksum = little_endian(data.get(trailer..)).ok_or_else(damaged)?;
    // The size tells how much memory to ask for, before anything is believed.
    let size = little_endian(data.get(trailer.saturating_add(4)..)).ok_or_else(damaged)? as usize;
    if size > limit {
        return Err(Error::new(ErrorCode::TooLarge, "the gzip data holds more than is unpacked"));
    }
    if size / MAX_RATIO > data.len() {
        return Err(damaged());
    }
    let mut out = vec![0; size];
    inflate::inflate(data.get(..trailer).unwrap_or_default(), &mut out)
        .filter(|()| crc32(&out) == checksum)
        .ok_or_else(damaged)?;
    Ok(out)
}

/// The length of the header.
fn header(bytes: &[u8]) -> Option<usize> {
    const HAS_CHECKSUM: u8 = 2;
    const HAS_EXTRA: u8 = 4;
    const HAS_NAME: u8 = 8;
    const HAS_COMMENT: u8 = 16;

    let [0x1f, 0x8b, 8, flags, ..] = *bytes else { return None };
    let mut length = 10_usize;
    if flags & HAS_EXTRA != 0 {
        let extra = bytes.get(length..)?;
        let [low, high, ..] = *extra else { return None };
        length = length.saturating_add(2).saturating_add(usize::from(u16::from_le_bytes([low, high])));
    }
    for text in [HAS_NAME, HAS_COMMENT] {
        if flags & text != 0 {
            let end = bytes.get(length..)?.iter().position(|byte| *byte == 0)?;
            length = length.saturating_add(end).saturating_add(1);
        }
    }
    Some(if flags & HAS_CHECKSUM == 0 { length } else { length.saturating_add(2) })
}

fn little_endian(bytes: Option<&[u8]>) -> Option<u32> {
    bytes?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// CRC-32 as gzip has it, four bytes at a time. The tables are made when they are needed: they would be 4 KB of the
/// module, and take as long as a checksum of 4 KB.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut tables = [[0_u32; 256]; 4];
    for byte in 0..=255_u8 {
        // A byte alone, and with one, two and three bytes of zeros behind it.
        let mut crc = u32::from(byte);
        for table in &mut tables {
            for _ in 0..8 {
                crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
            }
            if let Some(entry) = table.get_mut(usize::from(byte)) {
                *entry = crc;
            }
        }
    }
    let [alone, before_one, before_two, before_three] = &tables;
    let look_up = |table: &[u32; 256], byte: u8| table.get(usize::from(byte)).copied().unwrap_or(0);
    let (fours, rest) = bytes.as_chunks();
    let mut crc = u32::MAX;
    for four in fours {
        let [first, second, third, fourth] = (crc ^ u32::from_le_bytes(*four)).to_le_bytes();
        crc = look_up(before_three, first)
            ^ look_up(before_two, second)
            ^ look_up(before_one, third)
            ^ look_up(alone, fourth);
    }
    for byte in rest {
        let [lowest, ..] = (crc ^ u32::from(*byte)).to_le_bytes();
        crc = (crc >> 8) ^ look_up(alone, lowest);
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With miniz_oxide as the oracle: what it packs, at every level and of every kind.
    #[test]
    fn inflates_what_another_packs() {
        let mut random = 1_u32;
        let mut next = move || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            random >> 16
        };
        for round in 0..400_u32 {
            let length = next() as usize % 70_000;
            // From noise, which is stored, to repetition.
            let letters = 1 + next() % (1 + round % 256);
            let text: Vec<u8> = (0..length).map(|at| if at % 7 == 0 { 32 } else { (next() % letters) as u8 }).collect();
            let packed = miniz_oxide::deflate::compress_to_vec(&text, (round % 11) as u8);
            let mut out = vec![0; length];
            assert!(inflate::inflate(&packed, &mut out).is_some() && out == text, "round {round}");
            assert!(inflate::inflate(&packed[..packed.len() - 1], &mut out).is_none(), "round {round}");
            assert!(inflate::inflate(&[&packed[..], b"x"].concat(), &mut out).is_none(), "round {round}");
            assert!(inflate::inflate(&packed, &mut vec![0; length + 1]).is_none(), "round {round}");
            if length > 0 {
                assert!(inflate::inflate(&packed, &mut out[1..]).is_none(), "round {round}");
            }
        }
    }

    /// What one takes, the other takes, and they make the same of it.
    #[test]
    fn judges_damaged_data_as_another_does() {
        let text: Vec<u8> = (0..3_000_u32).map(|at| (at * at % 251) as u8 ^ (at % 3) as u8).collect();
        for level in [1, 6, 9] {
            let packed = miniz_oxide::deflate::compress_to_vec(&text, level);
            for at in 0..packed.len().min(400) {
                for bit in 0..8 {
                    let mut damaged = packed.clone();
                    damaged[at] ^= 1 << bit;
                    let mut out = vec![0; text.len()];
                    let ours = inflate::inflate(&damaged, &mut out);
                    let theirs = miniz_oxide::inflate::decompress_to_vec(&damaged);
                    assert!(ours.is_none() || theirs.is_ok_and(|theirs| theirs == out), "byte {at}, bit {bit}");
                }
            }
        }
    }

    #[test]
    fn checksum_of_the_usual_text() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    /// Python's `gzip.compress(b"hello hello hello", mtime=0)`, with a name and without.
    #[test]
    fn inflates_and_notices_damage() {
        let packed = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 72, 205, 201, 201, 87, 200, 64, 144, 0, 128, 136, 249, 229, 17, 0, 0,
            0,
        ];
        assert_eq!(inflate(&packed, 100).unwrap(), b"hello hello hello");
        let mut named = packed.to_vec();
        named[3] = 8;
        named.splice(10..10, *b"a.json\0");
        assert_eq!(inflate(&named, 100).unwrap(), b"hello hello hello");
        for cut in 0..packed.len() {
            assert!(inflate(&packed[..cut], 100).is_err(), "{cut}");
        }
        for at in [12, packed.len() - 8, packed.len() - 4] {
            let mut damaged = packed.to_vec();
            damaged[at] ^= 1;
            assert_eq!(inflate(&damaged, 100).unwrap_err().code(), ErrorCode::InvalidEncoding, "{at}");
        }
        let mut large = packed.to_vec();
        large[packed.len() - 1] = 3;
        assert_eq!(inflate(&large, MAX_INFLATED).unwrap_err().code(), ErrorCode::TooLarge);
    }
}
