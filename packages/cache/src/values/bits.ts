/** Flags, one byte each, as Arrow's bitmap: one bit each, least significant first, 1 where the byte is not 0. */
export const packBits = (flags: Uint8Array): Uint8Array => {
  const bits = new Uint8Array(Math.ceil(flags.length / 8))
  for (let row = 0; row < flags.length; row += 1) {
    if (flags[row] !== 0) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
  }
  return bits
}

/** The first `length` bits of a bitmap as bytes, 0 or 1. Bits that the bitmap does not have are 0. */
export const unpackBits = (bits: Uint8Array, length: number): Uint8Array => {
  const flags = new Uint8Array(length)
  for (let row = 0; row < length; row += 1) flags[row] = ((bits[row >> 3] ?? 0) >> (row & 7)) & 1
  return flags
}
