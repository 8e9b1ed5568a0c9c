/**
 * CRC-64/XZ (ECMA-182 reflected; polynomial 0x42F0E1EBA9EA3693, all ones in and out), which COS
 * answers in `x-cos-hash-crc64ecma` as an unsigned decimal number.
 * Source: COS documentation "CRC64 Check" (436/40334).
 *
 * The register is two 32-bit halves: BigInt per byte is about fifty times slower.
 *
 * @returns decimal text, because the value can exceed 2^53
 */
export function crc64(bytes: Uint8Array): string {
  let low = 0xffffffff;
  let high = 0xffffffff;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (TABLE_LOW[index] ?? 0);
    high = (high >>> 8) ^ (TABLE_HIGH[index] ?? 0);
  }
  return ((BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)).toString();
}

const TABLE_LOW = new Uint32Array(256);
const TABLE_HIGH = new Uint32Array(256);

// The polynomial with its bits reversed, in two halves.
const POLYNOMIAL_LOW = 0xd7870f42;
const POLYNOMIAL_HIGH = 0xc96c5795;

for (let index = 0; index < 256; index++) {
  let low = index;
  let high = 0;
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1;
    low = (low >>> 1) | ((high & 1) << 31);
    high >>>= 1;
    if (odd) {
      low ^= POLYNOMIAL_LOW;
      high ^= POLYNOMIAL_HIGH;
    }
  }
  TABLE_LOW[index] = low;
  TABLE_HIGH[index] = high;
}
