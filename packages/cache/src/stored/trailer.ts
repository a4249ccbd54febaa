import { crc32 } from 'node:zlib'
import { CorruptValueError } from '../standard-schema.ts'

/*
 * What an enveloped value carries behind its payload, little-endian:
 *   tag epochs  n × float64   versions of its tags, taken before it was loaded
 *   etag        UTF-8         what the loader needs in order to answer "not modified"
 *   writer      UTF-8         who stored it
 *   fixed, 56 bytes:
 *     0 loadedAt  8 freshUntil  16 staleUntil  24 holdUntil   float64, epoch ms of the server
 *    32 cost      float32, ms that loading took
 *    36 checksum  uint32, CRC-32 of all that stands before the fixed part
 *    40 tags  42 bytes of the etag  44 bytes of the writer  46 flags   uint16
 *    48 version   float64: last, so that scripts find and write it at the end of any value, marker or not
 */
export const fixedBytes = 56
export const versionBytes = 8

/** What is known of a stored value. Instants are epoch milliseconds of the server. */
export interface Meta {
  readonly loadedAt: number
  readonly freshUntil: number
  readonly staleUntil: number
  readonly holdUntil: number
  /** Milliseconds that loading took; 0 for a value that was set. */
  readonly cost: number
  readonly version: number
  readonly tagEpochs: readonly number[]
  readonly etag: string
  readonly writer: string
}

/** Bytes that the trailer of this takes. */
export const trailerBytes = ({ tagEpochs, etag, writer }: Pick<Meta, 'tagEpochs' | 'etag' | 'writer'>): number =>
  tagEpochs.length * 8 + Buffer.byteLength(etag) + Buffer.byteLength(writer) + fixedBytes

/** Writes the trailer into the end of `value`, whose payload ends where the trailer starts. */
export const writeTrailer = (value: Buffer, meta: Meta): void => {
  const fixed = value.length - fixedBytes
  let at = value.length - trailerBytes(meta)
  for (const epoch of meta.tagEpochs) at = value.writeDoubleLE(epoch, at)
  const etagBytes = value.write(meta.etag, at)
  const writerBytes = value.write(meta.writer, at + etagBytes)
  writeTimes(value, fixed, meta)
  value.writeUInt32LE(crc32(value.subarray(0, fixed)), fixed + 36)
  value.writeUInt16LE(meta.tagEpochs.length, fixed + 40)
  value.writeUInt16LE(etagBytes, fixed + 42)
  value.writeUInt16LE(writerBytes, fixed + 44)
  value.writeUInt16LE(0, fixed + 46)
  value.writeDoubleLE(meta.version, fixed + 48)
}

type Times = Pick<Meta, 'loadedAt' | 'freshUntil' | 'staleUntil' | 'holdUntil' | 'cost'>

/** The first 36 bytes of the fixed part: what changes when a value is found to be unchanged at its source. */
export const timesOf = (times: Times): Buffer => {
  const bytes = Buffer.allocUnsafe(36)
  writeTimes(bytes, 0, times)
  return bytes
}

const writeTimes = (bytes: Buffer, at: number, times: Times): void => {
  bytes.writeDoubleLE(times.loadedAt, at)
  bytes.writeDoubleLE(times.freshUntil, at + 8)
  bytes.writeDoubleLE(times.staleUntil, at + 16)
  bytes.writeDoubleLE(times.holdUntil, at + 24)
  bytes.writeFloatLE(times.cost, at + 32)
}

// the fixed part of the value that is being read, laid where its numbers can be read without making objects; the machine is little-endian, as for frames
const part = new Uint8Array(fixedBytes)
const doubles = new Float64Array(part.buffer)
const floats = new Float32Array(part.buffer)
const words = new Uint32Array(part.buffer)
const halves = new Uint16Array(part.buffer)

const load = (bytes: Buffer): void => {
  const from = bytes.length - fixedBytes
  if (from < 0) throw new CorruptValueError('the value is too short')
  for (let i = 0; i < fixedBytes; i += 1) part[i] = bytes[from + i] ?? 0
}

const loadedTimes = (): Times & Pick<Meta, 'version'> => {
  const loadedAt = doubles[0] ?? 0
  const freshUntil = doubles[1] ?? 0
  const staleUntil = doubles[2] ?? 0
  const holdUntil = doubles[3] ?? 0
  const version = doubles[6] ?? 0
  const cost = floats[8] ?? 0
  const ordered = freshUntil <= staleUntil && staleUntil <= holdUntil
  if (!(ordered && cost >= 0 && version > 0)) throw new CorruptValueError('the times of the value are damaged')
  return { loadedAt, freshUntil, staleUntil, holdUntil, cost, version }
}

/** Reads the times and the version from the last 56 bytes of a value. Throws `CorruptValueError` when they contradict each other. */
export const readFixed = (bytes: Buffer): Times & Pick<Meta, 'version'> => {
  load(bytes)
  return loadedTimes()
}

const noEpochs: readonly number[] = []

const epochsAt = (value: Buffer, at: number, count: number): readonly number[] =>
  count === 0 ? noEpochs : Array.from({ length: count }, (_, i) => value.readDoubleLE(at + i * 8))

// many values in a row were written by one process
let lastWriter = ''
let lastWriterBytes: Uint8Array = new Uint8Array()

const writerAt = (value: Buffer, from: number, to: number): string => {
  let same = to - from === lastWriterBytes.length
  for (let i = 0; same && from + i < to; i += 1) same = value[from + i] === lastWriterBytes[i]
  if (!same) {
    lastWriterBytes = Uint8Array.prototype.slice.call(value, from, to)
    lastWriter = value.toString('utf8', from, to)
  }
  return lastWriter
}

/** Reads the whole trailer and checks the value against its checksum. Throws `CorruptValueError`. */
export const readTrailer = (value: Buffer, payloadEnd: number): Meta => {
  load(value)
  const { loadedAt, freshUntil, staleUntil, holdUntil, cost, version } = loadedTimes()
  const checksum = words[9]
  const tags = halves[20] ?? 0
  const etagBytes = halves[21] ?? 0
  const writerBytes = halves[22] ?? 0
  const fixed = value.length - fixedBytes
  if (payloadEnd + tags * 8 + etagBytes + writerBytes !== fixed) throw new CorruptValueError('the trailer does not fit')
  if (crc32(value.subarray(0, fixed)) !== checksum) throw new CorruptValueError('the value does not match its checksum')
  const etagAt = payloadEnd + tags * 8
  return {
    loadedAt,
    freshUntil,
    staleUntil,
    holdUntil,
    cost,
    version,
    tagEpochs: epochsAt(value, payloadEnd, tags),
    etag: etagBytes === 0 ? '' : value.toString('utf8', etagAt, etagAt + etagBytes),
    writer: writerAt(value, etagAt + etagBytes, fixed),
  }
}

/** The version at the end of any value or marker, as the eight bytes that scripts compare. */
export const versionOf = (value: Buffer): Buffer => value.subarray(-versionBytes)

/** A version as the eight bytes that scripts compare. */
export const versionAsBytes = (version: number): Buffer => {
  const bytes = Buffer.allocUnsafe(versionBytes)
  bytes.writeDoubleLE(version)
  return bytes
}
