import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { CorruptValueError } from '../standard-schema.ts'

// the checksum costs four bytes, and turns a flipped bit into an error instead of a wrong number
const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 }

/** Zstandard, level 1, with the content's size and checksum in the frame. */
export const compress = (raw: Uint8Array): Buffer => zstdCompressSync(raw, { params })

const descriptorAt = 4
const bytesOfDictionaryId = [0, 1, 2, 4]

/**
 * The size of the content that the header of a Zstandard frame tells of (RFC 8878, section 3.1.1.1), or undefined where it tells nothing.
 * Throws `RangeError` when the bytes end within the header.
 */
const contentSize = (frame: Uint8Array): number | undefined => {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  const descriptor = view.getUint8(descriptorAt)
  const singleSegment = (descriptor & 0x20) !== 0
  const at = descriptorAt + 1 + (singleSegment ? 0 : 1) + (bytesOfDictionaryId[descriptor & 3] ?? 0)
  switch (descriptor >> 6) {
    case 1:
      return view.getUint16(at, true) + 256
    case 2:
      return view.getUint32(at, true)
    case 3:
      return Number(view.getBigUint64(at, true))
    default:
      return singleSegment ? view.getUint8(at) : undefined
  }
}

/**
 * The content of a Zstandard frame. Throws `CorruptValueError` when the bytes are anything else, or hold more than `limit` bytes;
 * no more than that is allocated for the content.
 */
export const decompress = (stored: Uint8Array, limit: number): Buffer => {
  try {
    const size = contentSize(stored)
    if (size !== undefined && size > limit) throw new RangeError(`the content would have ${size} bytes`)
    // room for all of it at once: Node's default grows by 16 KiB a step and joins the parts, half as fast at 240 KB
    const chunkSize = Math.max(size ?? 0, constants.Z_MIN_CHUNK)
    return zstdDecompressSync(stored, { maxOutputLength: limit, chunkSize })
  } catch (cause) {
    throw new CorruptValueError(`${stored.length} bytes that are no frame of at most ${limit} bytes`, { cause })
  }
}
