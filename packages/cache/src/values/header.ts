import { ForeignValueError } from './errors.ts'

/** Bytes before the payload. */
export const headerBytes = 8

/** Version of the layout itself: the low four bits of byte 0. */
export const formatVersion = 1

// 0xF0 begins no JSON, gzip, zstd or pickle; as UTF-8, 0xF1 is followed by 0x80 or more, which is no codec of ours
const firstByte = 0xf0 | formatVersion

/** What the payload is. `marker` belongs to the kernel: a lease or a failure, never a value. */
export const codecIds = { marker: 0, json: 1, bytes: 2, frame: 3, ndarray: 4 } as const
export type CodecName = keyof typeof codecIds

/** How the payload is compressed. */
export const compressionIds = { none: 0, zstd: 1 } as const
export type Compression = keyof typeof compressionIds

const codecs: readonly CodecName[] = ['marker', 'json', 'bytes', 'frame', 'ndarray']
const compressions: readonly Compression[] = ['none', 'zstd']

/**
 * The header of a stored value. Byte 0: 0xF0 | format version; byte 1: codec << 4 | compression; bytes 2–3: schema version, u16 LE;
 * bytes 4–7: length of the payload as stored, u32 LE. The payload follows, then a trailer that is not described here.
 */
export interface Header {
  readonly codec: CodecName
  readonly compression: Compression
  /** 0 to 65,535. */
  readonly schemaVersion: number
  /** Length of the payload as it is stored, without header and trailer. */
  readonly payloadBytes: number
}

/** What the first two bytes say the payload is; undefined when they are no header of ours. */
export const codecOf = (bytes: Uint8Array): CodecName | undefined =>
  bytes[0] === firstByte ? codecs[(bytes[1] ?? 0xff) >> 4] : undefined

/** The header, or undefined when the bytes are not a value in this layout, or are too few for the payload that the header tells of. */
export const peekHeader = (bytes: Uint8Array): Header | undefined => {
  if (bytes.length < headerBytes) return undefined
  const at = (index: number): number => bytes[index] ?? 0
  const codec = codecOf(bytes)
  const compression = compressions[at(1) & 15]
  const payloadBytes = at(4) + at(5) * 0x100 + at(6) * 0x1_0000 + at(7) * 0x100_0000
  if (codec === undefined || compression === undefined || payloadBytes > bytes.length - headerBytes) return undefined
  return { codec, compression, schemaVersion: at(2) + at(3) * 0x100, payloadBytes }
}

/** The header. Throws `ForeignValueError` where `peekHeader` answers undefined. */
export const readHeader = (bytes: Uint8Array): Header => {
  const header = peekHeader(bytes)
  if (!header) throw new ForeignValueError(`${bytes.length} bytes that are no value in layout version ${formatVersion}`)
  return header
}

const checkedInteger = (value: number, bits: 16 | 32, name: string): number => {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** bits) return value
  throw new RangeError(`${name} ${value} does not fit ${bits} bits`)
}

/** Writes a header at the start of `target`. Throws `RangeError` when a number does not fit its field. */
export const writeHeader = (target: Buffer, header: Header): void => {
  target.writeUInt8(firstByte, 0)
  target.writeUInt8((codecIds[header.codec] << 4) | compressionIds[header.compression], 1)
  target.writeUInt16LE(checkedInteger(header.schemaVersion, 16, 'schema version'), 2)
  target.writeUInt32LE(checkedInteger(header.payloadBytes, 32, 'payload length'), 4)
}
