import { CorruptValueError } from '../standard-schema.ts'
import type { Codec, Upgrade } from './codec.ts'
import { compress, decompress } from './compression.ts'
import { NewerValueError, OversizedValueError, UnmigratedValueError } from './errors.ts'
import { headerBytes, readHeader, writeHeader } from './header.ts'

/** One step for each older schema version: `{ 2: (v2) => v3 }`. It gets what is stored, parsed but not checked, and may change it in place. */
export type Migrations = Readonly<Record<number, (stored: unknown) => unknown>>

export interface PackOptions {
  /** The schema version of the value, 0 to 65,535. */
  readonly schemaVersion: number
  /** The most bytes that a payload may have, before and after compression. */
  readonly limit: number
  /** Payloads of fewer bytes are never compressed: the frame and the call cost more than they save. */
  readonly threshold?: number
  /** Bytes to be left for the trailer, zero. */
  readonly trailer?: number
}

export interface UnpackOptions {
  /** The schema version that this process reads and writes. */
  readonly schemaVersion: number
  /** The most bytes that a payload may have, before and after decompression. */
  readonly limit: number
  readonly migrate?: Migrations
}

/** Bytes of the payload as the codec made it, and of header and payload as they are stored. The trailer counts to neither. */
export interface ValueSizes {
  readonly rawBytes: number
  readonly storedBytes: number
}

export interface Packed extends ValueSizes {
  /** Header, payload and room for the trailer. */
  readonly bytes: Buffer
}

export interface Unpacked<T> extends ValueSizes {
  readonly value: T
  /** Where the trailer begins. */
  readonly payloadEnd: number
}

/**
 * A value as it is stored. Throws `OversizedValueError` above the limit, the codec's `TypeError` or `RangeError` for a value that it cannot keep,
 * and `RangeError` for a schema version or length that the header cannot hold.
 */
export const pack = <T>(codec: Codec<T>, value: T, options: PackOptions): Packed => {
  const { schemaVersion, limit, threshold = 1_024, trailer = 0 } = options
  const raw = codec.encode(value)
  if (raw.length > limit) throw new OversizedValueError(raw.length, limit)
  const compressed = codec.compressible && raw.length >= threshold ? compress(raw) : raw
  const smaller = compressed.length < raw.length
  const payload = smaller ? compressed : raw
  const storedBytes = headerBytes + payload.length
  const bytes = Buffer.allocUnsafe(storedBytes + trailer)
  const compression = smaller ? 'zstd' : 'none'
  writeHeader(bytes, { codec: codec.name, compression, schemaVersion, payloadBytes: payload.length })
  bytes.set(payload, headerBytes)
  bytes.fill(0, storedBytes)
  return { bytes, rawBytes: raw.length, storedBytes }
}

/** The chain of migrations from one version to the next ones, or undefined when a link is missing. */
const chain = (migrate: Migrations, from: number, to: number): Upgrade | undefined => {
  const steps: Upgrade[] = []
  for (let version = from; version < to; version += 1) {
    const step = migrate[version]
    if (!step) return undefined
    steps.push(step)
  }
  return (stored) => steps.reduce((value, step) => step(value), stored)
}

const upgradeOf = (codec: Codec<unknown>, stored: number, { schemaVersion, migrate = {} }: UnpackOptions) => {
  if (stored === schemaVersion) return undefined
  if (stored > schemaVersion) throw new NewerValueError(stored, schemaVersion)
  const upgrade = codec.migrates ? chain(migrate, stored, schemaVersion) : undefined
  if (!upgrade) throw new UnmigratedValueError(stored, schemaVersion)
  return upgrade
}

/**
 * The value of stored bytes. Bytes after the payload are not looked at. Throws
 * `ForeignValueError` when the bytes are not in this layout,
 * `NewerValueError` and `UnmigratedValueError` when the schema version is not ours and cannot be brought there,
 * `CorruptValueError`, whose subclass `ForeignValueError` is, when another codec wrote the value, it is damaged or above the limit, or
 * the schema refuses it. What was stored is checked only after it was migrated.
 */
export const unpack = <T>(codec: Codec<T>, bytes: Uint8Array, options: UnpackOptions): Unpacked<T> => {
  const header = readHeader(bytes)
  const upgrade = upgradeOf(codec, header.schemaVersion, options)
  if (header.codec !== codec.name) throw new CorruptValueError(`the value is ${header.codec}, not ${codec.name}`)
  const payloadEnd = headerBytes + header.payloadBytes
  const payload = bytes.subarray(headerBytes, payloadEnd)
  if (payload.length > options.limit) {
    throw new CorruptValueError(`the value has ${payload.length} bytes, more than the allowed ${options.limit}`)
  }
  const raw = header.compression === 'zstd' ? decompress(payload, options.limit) : payload
  return { value: codec.decode(raw, upgrade), payloadEnd, rawBytes: raw.length, storedBytes: payloadEnd }
}
