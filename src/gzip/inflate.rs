//! DEFLATE (RFC 1951), the inside of gzip.
//!
//! Why not `miniz_oxide` here: it adds 14 KB to the module, 6 ms to every cold start on Node.js 8.9, and only batches of
//! logs need it. This adds 2 KB. `miniz_oxide` is the oracle it is tested against.

/// Inflates `packed` into `out`, which has just the size that is to come out.
///
/// `None` if it is damaged or cut off, comes out larger or smaller, or has something behind its end.
pub(super) fn inflate(packed: &[u8], out: &mut [u8]) -> Option<()> {
    let mut inflater = Inflater { bits: Bits { packed, at: 0, held: 0, count: 0 }, out, written: 0 };
    loop {
        let is_last = inflater.bits.take(1)? == 1;
        match inflater.bits.take(2)? {
            0 => inflater.stored()?,
            1 => {
                // The fixed code (3.2.6).
                let mut lengths = [8; 288];
                lengths.get_mut(144..256)?.fill(9);
                lengths.get_mut(256..280)?.fill(7);
                inflater.compressed(&Code::new(&lengths)?, &Code::new(&[5; 32])?)?;
            }
            2 => {
                let (literals, distances) = inflater.codes()?;
                inflater.compressed(&literals, &distances)?;
            }
            _ => return None,
        }
        if is_last {
            break;
        }
    }
    let unread = usize::try_from(inflater.bits.count / 8).ok()?;
    (inflater.written == inflater.out.len() && inflater.bits.at == packed.len().saturating_add(unread)).then_some(())
}

/// The longest code, bits.
const MAX_BITS: usize = 15;

/// Codes up to this length, which is nearly all there are, are looked up at once, bits.
const FAST_BITS: u32 = 9;

/// A Huffman code.
struct Code {
    /// By the next [`FAST_BITS`] bits: the symbol times 16 and the length of its code; 0 if that is longer.
    fast: [u16; 1 << FAST_BITS],
    /// How many codes there are of each length.
    counts: [u16; MAX_BITS + 1],
    /// The symbols in the order of their codes.
    symbols: [u16; 288],
}

impl Code {
    /// The code in which symbol `n` has the length `lengths[n]`; 0: it has none.
    fn new(lengths: &[u8]) -> Option<Code> {
        let mut code = Code { fast: [0; 1 << FAST_BITS], counts: [0; MAX_BITS + 1], symbols: [0; 288] };
        for length in lengths {
            let count = code.counts.get_mut(usize::from(*length))?;
            *count = count.checked_add(1)?;
        }
        if let Some(unused) = code.counts.first_mut() {
            *unused = 0;
        }
        let mut first_symbol = [0_u16; MAX_BITS + 2];
        let mut next_code = [0_u16; MAX_BITS + 2];
        // How many codes of a length are left; a code that asks for more than there are is none.
        let mut left = 1_i32;
        for (length, count) in code.counts.iter().enumerate().skip(1) {
            left = left.checked_mul(2)?.checked_sub(i32::from(*count))?;
            if left < 0 {
                return None;
            }
            let symbol = first_symbol.get(length)?.checked_add(*count)?;
            let next = next_code.get(length)?.wrapping_add(*count).wrapping_mul(2);
            *first_symbol.get_mut(length.checked_add(1)?)? = symbol;
            *next_code.get_mut(length.checked_add(1)?)? = next;
        }
        // A code with words to spare is none either, but for that of a single distance.
        if left > 0 && code.counts.iter().map(|count| u32::from(*count)).sum::<u32>() > 1 {
            return None;
        }
        for (symbol, length) in (0_u16..).zip(lengths) {
            let bits = u32::from(*length);
            if bits == 0 {
                continue;
            }
            let place = first_symbol.get_mut(usize::from(*length))?;
            *code.symbols.get_mut(usize::from(*place))? = symbol;
            *place = place.wrapping_add(1);
            let next = next_code.get_mut(usize::from(*length))?;
            // Codes come with their first bit first, numbers with their last.
            let reversed = next.reverse_bits().wrapping_shr(16_u32.wrapping_sub(bits));
            *next = next.wrapping_add(1);
            if bits <= FAST_BITS {
                let step = 1_usize.wrapping_shl(bits);
                for entry in code.fast.iter_mut().skip(usize::from(reversed)).step_by(step) {
                    *entry = (symbol << 4) | u16::from(*length);
                }
            }
        }
        Some(code)
    }
}

/// The packed bits, the least significant of each byte first.
struct Bits<'p> {
    packed: &'p [u8],
    /// The next byte.
    at: usize,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// Holds 32 bits at least; behind the end come zeros, which `at` counts as if they were there.
    fn fill(&mut self) {
        if let Some(eight) = self.packed.get(self.at..).and_then(<[u8]>::first_chunk) {
            // Eight at once; of the last one what there is room for, and the rest of it again the next time.
            self.held |= u64::from_le_bytes(*eight).wrapping_shl(self.count);
            self.at = self.at.wrapping_add((63_u32.wrapping_sub(self.count) / 8) as usize);
            self.count |= 56;
            return;
        }
        while self.count <= 56 {
            let byte = self.packed.get(self.at).copied().unwrap_or(0);
            self.held |= u64::from(byte).wrapping_shl(self.count);
            self.at = self.at.saturating_add(1);
            self.count = self.count.saturating_add(8);
        }
    }

    fn skip(&mut self, bits: u32) {
        self.held = self.held.wrapping_shr(bits);
        self.count = self.count.saturating_sub(bits);
    }

    /// The next bits as a number, at most 16.
    fn take(&mut self, bits: u32) -> Option<usize> {
        self.fill();
        let mask = 1_u64.wrapping_shl(bits).wrapping_sub(1);
        let value = self.held & mask;
        self.skip(bits);
        // What was taken of the zeros behind the end is no data.
        let behind = self.at.saturating_sub(self.packed.len());
        if behind.saturating_mul(8) > self.count as usize {
            return None;
        }
        usize::try_from(value).ok()
    }

    fn symbol(&mut self, code: &Code) -> Option<usize> {
        self.fill();
        let next = (self.held & ((1 << FAST_BITS) - 1)) as usize;
        let entry = code.fast.get(next).copied().unwrap_or(0);
        if entry != 0 {
            self.skip(u32::from(entry & 15));
            return Some(usize::from(entry >> 4));
        }
        // Bit by bit: the codes of one length are consecutive numbers.
        let (mut value, mut first, mut index) = (0_i32, 0_i32, 0_i32);
        let mut bits = self.held;
        for (length, count) in (0_u32..).zip(code.counts).skip(1) {
            value |= i32::from(bits & 1 == 1);
            bits >>= 1;
            let count = i32::from(count);
            let offset = value.wrapping_sub(first);
            if offset < count {
                self.skip(length);
                let symbol = code.symbols.get(usize::try_from(index.wrapping_add(offset)).ok()?)?;
                return Some(usize::from(*symbol));
            }
            index = index.wrapping_add(count);
            first = first.wrapping_add(count) << 1;
            value <<= 1;
        }
        None
    }
}

struct Inflater<'i> {
    bits: Bits<'i>,
    out: &'i mut [u8],
    written: usize,
}

impl Inflater<'_> {
    /// Bytes as they are (3.2.4).
    fn stored(&mut self) -> Option<()> {
        self.bits.skip(self.bits.count % 8);
        let length = self.bits.take(16)?;
        if self.bits.take(16)? != !length & 0xffff {
            return None;
        }
        // What is held goes back to where it was read from.
        let start = self.bits.at.checked_sub(usize::try_from(self.bits.count / 8).ok()?)?;
        let end = start.checked_add(length)?;
        let written = self.written.checked_add(length)?;
        self.out.get_mut(self.written..written)?.copy_from_slice(self.bits.packed.get(start..end)?);
        self.written = written;
        (self.bits.at, self.bits.held, self.bits.count) = (end, 0, 0);
        Some(())
    }

    /// The codes of a block that brings its own (3.2.7).
    fn codes(&mut self) -> Option<(Code, Code)> {
        const ORDER: [u8; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let literals = self.bits.take(5)?.checked_add(257)?;
        let distances = self.bits.take(5)?.checked_add(1)?;
        let count = self.bits.take(4)?.checked_add(4)?;
        let mut lengths = [0_u8; 19];
        for place in ORDER.iter().take(count) {
            *lengths.get_mut(usize::from(*place))? = u8::try_from(self.bits.take(3)?).ok()?;
        }
        let code = Code::new(&lengths)?;
        let mut lengths = [0_u8; 288 + 32];
        let all = literals.checked_add(distances)?;
        let mut at = 0_usize;
        while at < all {
            let symbol = self.bits.symbol(&code)?;
            let (length, times) = match symbol {
                16 => (*lengths.get(at.checked_sub(1)?)?, self.bits.take(2)?.checked_add(3)?),
                17 => (0, self.bits.take(3)?.checked_add(3)?),
                18 => (0, self.bits.take(7)?.checked_add(11)?),
                _ => (u8::try_from(symbol).ok()?, 1),
            };
            let end = at.checked_add(times)?;
            lengths.get_mut(at..end).filter(|_| end <= all)?.fill(length);
            at = end;
        }
        // Without a code for the end of the block it has none.
        lengths.get(256).filter(|length| **length > 0)?;
        Some((Code::new(lengths.get(..literals)?)?, Code::new(lengths.get(literals..all)?)?))
    }

    /// Bytes, and references to bytes before them (3.2.5).
    fn compressed(&mut self, literals: &Code, distances: &Code) -> Option<()> {
        loop {
            let symbol = self.bits.symbol(literals)?;
            match symbol {
                0..=255 => {
                    *self.out.get_mut(self.written)? = u8::try_from(symbol).ok()?;
                    self.written = self.written.wrapping_add(1);
                }
                256 => return self.bits.take(0).map(|_| ()),
                _ => {
                    let length = self.length(symbol.wrapping_sub(257))?;
                    let distance = self.bits.symbol(distances)?;
                    let distance = self.distance(distance)?;
                    self.copy(distance, length)?;
                }
            }
        }
    }

    /// Lengths grow by one up to 10, then in groups of four that take one more bit each; 258 stands alone.
    fn length(&mut self, symbol: usize) -> Option<usize> {
        match symbol {
            0..=7 => symbol.checked_add(3),
            28 => Some(258),
            29.. => None,
            _ => {
                let bits = u32::try_from(symbol / 4).ok()?.wrapping_sub(1);
                let base = (4 | (symbol & 3)).wrapping_shl(bits).wrapping_add(3);
                self.bits.take(bits)?.checked_add(base)
            }
        }
    }

    /// Distances grow likewise, in groups of two.
    fn distance(&mut self, symbol: usize) -> Option<usize> {
        match symbol {
            0..=3 => symbol.checked_add(1),
            30.. => None,
            _ => {
                let bits = u32::try_from(symbol / 2).ok()?.wrapping_sub(1);
                let base = (2 | (symbol & 1)).wrapping_shl(bits).wrapping_add(1);
                self.bits.take(bits)?.checked_add(base)
            }
        }
    }

    fn copy(&mut self, distance: usize, length: usize) -> Option<()> {
        let start = self.written.checked_sub(distance)?;
        let end = self.written.checked_add(length)?;
        if end > self.out.len() {
            return None;
        }
        if distance >= length {
            let (before, here) = self.out.split_at_mut_checked(self.written)?;
            here.get_mut(..length)?.copy_from_slice(before.get(start..start.wrapping_add(length))?);
        } else {
            // It repeats what it writes.
            for (from, to) in (start..).zip(self.written..end) {
                let byte = *self.out.get(from)?;
                *self.out.get_mut(to)? = byte;
            }
        }
        self.written = end;
        Some(())
    }
}
