//! Gzip (RFC 1952): what CLS packs its batches in, and what batches are stored in.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use miniz_oxide::deflate::CompressionLevel;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{
    DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};

use crate::asserted::Asserted;
use crate::error::{Error, ErrorCode};

/// The most bytes that are inflated. An asynchronous event of SCF has at most 128 KB, a synchronous one 6 MB: a bomb can
/// make more of either than a small function has.
pub(crate) const MAX_INFLATED: usize = 32 << 20;

/// The most bytes that one byte of deflate expands to (zlib's documentation). Data that claims more gets no memory.
const MAX_RATIO: usize = 1032;

/// The window bits that ask for deflate without a header of zlib.
const RAW_DEFLATE: i32 = 0;

/// The text as one member of gzip. The same text is always the same bytes.
pub(crate) fn pack(text: &[u8]) -> Vec<u8> {
    // Deflate, no flags, no time, the fastest algorithm, an unknown system.
    let mut packed = Vec::with_capacity((text.len() / 4).saturating_add(64));
    packed.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff]);
    let flags = create_comp_flags_from_zip_params(CompressionLevel::BestSpeed as i32, RAW_DEFLATE, 0);
    compress_to_output(&mut CompressorOxide::new(flags), text, TDEFLFlush::Finish, |part| {
        packed.extend_from_slice(part);
        true
    });
    packed.extend_from_slice(&crc32fast::hash(text).to_le_bytes());
    #[expect(clippy::cast_possible_truncation, reason = "the format has the length modulo 2^32")]
    packed.extend_from_slice(&(text.len() as u32).to_le_bytes());
    packed
}

/// What was packed, or the bytes themselves if they do not begin as gzip does.
///
/// # Errors
/// [`ErrorCode::TooLarge`] beyond `limit` bytes; [`ErrorCode::InvalidEncoding`] if the data is cut off, damaged, or has
/// something behind its end.
pub(crate) fn unpack(bytes: Vec<u8>, limit: usize) -> Result<Vec<u8>, Error> {
    if bytes.starts_with(&[0x1f, 0x8b]) { inflate(&bytes, limit) } else { Ok(bytes) }
}

fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Error> {
    let Member { data, checksum, size } = Member::of(bytes, limit)?;
    let data = bytes.get(data).unwrap_or_default();
    let mut out = vec![0; size];
    let (status, read, written) =
        decompress(&mut DecompressorOxide::new(), data, &mut out, 0, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
    let is_whole = status == TINFLStatus::Done && read == data.len() && written == size;
    if is_whole && crc32fast::hash(&out) == checksum { Ok(out) } else { Err(damaged()) }
}

fn damaged() -> Error {
    Error::new(ErrorCode::InvalidEncoding, "the gzip data is damaged or cut off")
}

/// What header and trailer say of a member of gzip.
struct Member {
    /// Where its deflate data is.
    data: Range<usize>,
    /// The CRC-32 of what it holds.
    checksum: u32,
    /// How many bytes it holds.
    size: usize,
}

impl Member {
    /// Reads header and trailer of the one member that `bytes` is. The size is possible and at most `limit`.
    fn of(bytes: &[u8], limit: usize) -> Result<Self, Error> {
        let start = header(bytes).ok_or_else(damaged)?;
        let data = bytes.get(start..).ok_or_else(damaged)?;
        let (data, trailer) = data.split_last_chunk::<8>().ok_or_else(damaged)?;
        let [c0, c1, c2, c3, s0, s1, s2, s3] = *trailer;
        // The size shows how much memory to ask for, before anything is believed.
        let size = u32::from_le_bytes([s0, s1, s2, s3]) as usize;
        // Where the end is cut off, any four bytes are in the place of the size. Few of them are a possible size.
        if size / MAX_RATIO > data.len() {
            return Err(damaged());
        }
        if size > limit {
            return Err(Error::new(ErrorCode::TooLarge, "the gzip data holds more than is unpacked"));
        }
        Ok(Member { data: start..start.plus(data.len()), checksum: u32::from_le_bytes([c0, c1, c2, c3]), size })
    }
}

/// The bytes that deflate may refer back to.
const HISTORY: usize = 1 << 15;

/// How many bytes of text [`Unpacking`] begins with.
const ROOM: usize = 1 << 18;

/// A value that is longer may be as long as all of the text.
const LONG: usize = 4 << 20;

/// Lets the memory grow once for a text of this size, for what is written of it, and for a value that is as long. Left to itself it grows
/// at each step, and Node.js 8 has all copies of it at a time. What is not used of it costs nothing.
///
/// A text that is packed no smaller than usual has room: hosts make it for the event, and to grow once more would cost a copy.
fn reserve_for_unpacked(packed: usize, size: usize) {
    const USUAL_RATIO: usize = 16;
    if cfg!(target_arch = "wasm32") && size > ROOM && size / USUAL_RATIO > packed {
        let mut room = Vec::<u8>::new();
        // Without it, the memory grows by and by.
        _ = room.try_reserve_exact(size.saturating_mul(2).saturating_add(LONG));
        core::hint::black_box(room);
    }
}

/// Unpacks bytes in parts, so that the whole is never in memory. It takes and refuses the same bytes as [`unpack`]; whether they
/// are damaged is known at their end.
pub(crate) struct Unpacking {
    /// What is unpacked; empty if it is not packed.
    packed: Vec<u8>,
    /// The deflate data that is not inflated yet.
    data: Range<usize>,
    checksum: u32,
    size: usize,
    inflater: Box<DecompressorOxide>,
    hasher: crc32fast::Hasher,
    /// The history, the text that is not read yet, and room.
    text: Vec<u8>,
    unread: Range<usize>,
    /// How many bytes were inflated.
    inflated: usize,
    is_whole: bool,
}

impl Unpacking {
    /// Begins to unpack. Nothing is unread before the first [`Unpacking::more`].
    ///
    /// # Errors
    /// As [`unpack`], as far as header and trailer show it.
    pub(crate) fn of(bytes: Vec<u8>, limit: usize) -> Result<Self, Error> {
        let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
        let member =
            if is_packed { Member::of(&bytes, limit)? } else { Member { data: 0..0, checksum: 0, size: bytes.len() } };
        reserve_for_unpacked(bytes.len(), member.size);
        let (packed, text) = if is_packed { (bytes, vec![0; member.size.min(ROOM)]) } else { (Vec::new(), bytes) };
        Ok(Unpacking {
            unread: if is_packed { 0..0 } else { 0..text.len() },
            packed,
            data: member.data,
            checksum: member.checksum,
            size: member.size,
            inflater: Box::default(),
            hasher: crc32fast::Hasher::new(),
            text,
            inflated: 0,
            is_whole: !is_packed,
        })
    }

    /// How many bytes all of the text has.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// The text that is there and was not read.
    pub(crate) fn unread(&self) -> &[u8] {
        self.text.get(self.unread.clone()).unwrap_or_default()
    }

    /// Takes note that so many bytes of the unread text were read.
    pub(crate) fn read(&mut self, count: usize) {
        self.unread.start = self.unread.start.plus(count).min(self.unread.end);
    }

    /// Inflates more text behind what is unread. `false`: there is no more, and all of it was intact.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidEncoding`] if the data is cut off, damaged, or has something behind its end.
    pub(crate) fn more(&mut self) -> Result<bool, Error> {
        if self.is_whole {
            return Ok(false);
        }
        self.grow_text();
        let data = self.packed.get(self.data.clone()).unwrap_or_default();
        let start = self.unread.end;
        let (status, read, written) =
            decompress(&mut self.inflater, data, &mut self.text, start, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
        self.data.start = self.data.start.plus(read);
        self.inflated = self.inflated.plus(written);
        self.unread.end = start.plus(written);
        self.hasher.update(self.text.get(start..self.unread.end).unwrap_or_default());
        match status {
            TINFLStatus::HasMoreOutput if self.inflated < self.size => Ok(true),
            TINFLStatus::Done if self.data.is_empty() && self.inflated == self.size => {
                self.is_whole = self.hasher.clone().finalize() == self.checksum;
                if self.is_whole { Ok(true) } else { Err(damaged()) }
            }
            _ => Err(damaged()),
        }
    }

    /// Makes room behind the unread text, at least as much as half of what there is.
    fn grow_text(&mut self) {
        let half = self.text.len() / 2;
        if self.inflated >= self.size || self.text.len().minus(self.unread.end) >= half.max(1) {
            return;
        }
        let first = self.unread.end.saturating_sub(HISTORY).min(self.unread.start);
        if self.unread.end.minus(first) > half {
            // A value that is longer than all values before it. So reading it again from its beginning takes linear time.
            // It is never longer than all of the text. A very long one is given room for that, instead of more memory at each step.
            let most = self.size.saturating_add(HISTORY);
            let twice = if self.text.len() < LONG { self.text.len().saturating_mul(2) } else { most };
            self.text.resize(twice.min(most.max(self.text.len())), 0);
        } else {
            self.text.copy_within(first..self.unread.end, 0);
            self.unread = self.unread.start.minus(first)..self.unread.end.minus(first);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::io::Read;
    use std::string::String;

    fn unpacked_by_another(packed: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(packed).read_to_end(&mut text).unwrap();
        text
    }

    /// Texts from one letter to noise, of many lengths.
    fn texts() -> impl Iterator<Item = Vec<u8>> {
        let mut random = 1_u32;
        let mut next = move || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            random >> 16
        };
        (0..200_u32).map(move |round| {
            let length = if round < 20 { round as usize } else { next() as usize % 70_000 };
            let letters = 1 + next() % (1 + round % 256);
            (0..length).map(|_| (next() % letters) as u8).collect()
        })
    }

    #[test]
    fn what_is_packed_is_unpacked_by_us_and_by_another() {
        for text in texts() {
            let packed = pack(&text);
            assert!(unpacked_by_another(&packed) == text);
            assert!(unpack(packed, MAX_INFLATED).unwrap() == text);
        }
    }

    #[test]
    fn logs_become_a_fraction_and_the_same_bytes_each_time() {
        let line = |n: usize| {
            let minute = n % 60;
            format!(
                r#"{{"timestamp":"17408160000{n}","content":"{{\"SCF_RequestId\":\"f03dc946-{n}\",\"SCF_Message\":\"took {minute} ms\"}}"}}"#
            )
        };
        let text: String = (0..5_000).map(|n| line(n * 7919 % 90_001)).collect();
        let packed = pack(text.as_bytes());
        assert!(packed.len() * 5 < text.len(), "{} of {}", packed.len(), text.len());
        assert_eq!(packed, pack(text.as_bytes()));
    }

    /// Python's `gzip.compress(b"hello hello hello", mtime=0)`.
    const HELLO: [u8; 28] =
        [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 72, 205, 201, 201, 87, 200, 64, 144, 0, 128, 136, 249, 229, 17, 0, 0, 0];

    fn code(packed: &[u8]) -> Option<ErrorCode> {
        unpack(packed.to_vec(), MAX_INFLATED).err().map(|error| error.code())
    }

    #[test]
    fn headers_may_have_more_members() {
        assert_eq!(unpack(HELLO.to_vec(), 100).unwrap(), b"hello hello hello");
        // By RFC 1952, 2.3.1: extra, name, comment, checksum of the header.
        let members: [&[u8]; 4] = [b"\x03\0abc", b"a.json\0", b"c\0", b"\0\0"];
        for flags in 0..16_u8 {
            let mut more = Vec::new();
            for (bit, member) in [4_u8, 8, 16, 2].into_iter().zip(members) {
                if [4, 8, 16, 2].iter().position(|of| *of == bit).is_some_and(|index| flags >> index & 1 == 1) {
                    more.extend_from_slice(member);
                }
            }
            let mut packed = HELLO.to_vec();
            packed[3] = (flags & 1) * 4 + (flags >> 1 & 1) * 8 + (flags >> 2 & 1) * 16 + (flags >> 3 & 1) * 2;
            packed.splice(10..10, more);
            assert_eq!(unpack(packed, 100).unwrap(), b"hello hello hello", "{flags}");
        }
    }

    #[test]
    fn damage_is_noticed() {
        for cut in 2..HELLO.len() {
            assert_eq!(code(&HELLO[..cut]), Some(ErrorCode::InvalidEncoding), "{cut}");
        }
        assert_eq!(code(&[&HELLO[..], b"x"].concat()), Some(ErrorCode::InvalidEncoding));
        for at in [2, 12, HELLO.len() - 8, HELLO.len() - 4] {
            let mut damaged = HELLO;
            damaged[at] ^= 1;
            assert_eq!(code(&damaged), Some(ErrorCode::InvalidEncoding), "{at}");
        }
        // Something between the end of the data and the trailer.
        let mut longer = HELLO.to_vec();
        longer.insert(HELLO.len() - 8, 0);
        assert_eq!(code(&longer), Some(ErrorCode::InvalidEncoding));
    }

    #[test]
    fn what_holds_too_much_is_refused_before_memory_is_asked_for() {
        assert_eq!(unpack(HELLO.to_vec(), 17).unwrap().len(), 17);
        assert_eq!(unpack(HELLO.to_vec(), 16).unwrap_err().code(), ErrorCode::TooLarge);
        // More than these bytes can hold is not a size, though it is above every limit.
        let mut bomb = HELLO;
        bomb[HELLO.len() - 1] = 3;
        assert_eq!(code(&bomb), Some(ErrorCode::InvalidEncoding));
    }
}
