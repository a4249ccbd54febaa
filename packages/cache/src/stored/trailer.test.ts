import { describe, expect, test } from 'vitest'
import { CorruptValueError } from '../standard-schema.ts'
import {
  fixedBytes,
  type Meta,
  readFixed,
  readTrailer,
  timesOf,
  trailerBytes,
  versionAsBytes,
  versionOf,
  writeTrailer,
} from './trailer.ts'

const meta: Meta = {
  loadedAt: 1_790_000_000_000.25,
  freshUntil: 1_790_000_060_000,
  staleUntil: 1_790_000_120_000,
  holdUntil: 1_790_003_600_000,
  cost: 12.5,
  version: 1_790_000_000_000_123,
  tagEpochs: [0, 1_790_000_000_000_001],
  etag: 'W/"ä"',
  writer: 'server-1',
}
const payload = Buffer.from('a payload')

const written = (of: Meta): Buffer => {
  const value = Buffer.concat([payload, Buffer.alloc(trailerBytes(of))])
  writeTrailer(value, of)
  return value
}

describe('the trailer of a value', () => {
  test('is read as it was written, with and without tags, etag and writer', () => {
    for (const each of [meta, { ...meta, tagEpochs: [], etag: '', writer: '' }]) {
      expect(readTrailer(written(each), payload.length)).toEqual(each)
    }
  })

  test('has its times and its version in its last 56 bytes, where scripts replace them', () => {
    const value = written(meta)
    const later = { ...meta, loadedAt: meta.loadedAt + 5, freshUntil: meta.freshUntil + 5 }
    timesOf(later).copy(value, value.length - fixedBytes)
    expect(readFixed(value.subarray(-fixedBytes))).toMatchObject({
      freshUntil: later.freshUntil,
      version: meta.version,
    })
    // the checksum is of what stands before them
    expect(readTrailer(value, payload.length)).toEqual(later)
    expect(versionOf(value)).toEqual(versionAsBytes(meta.version))
  })

  test('is damaged when it is cut anywhere, and does not fit another payload', () => {
    const value = written(meta)
    for (let length = 0; length < value.length; length += 1) {
      expect(() => readTrailer(value.subarray(0, length), payload.length)).toThrow(CorruptValueError)
    }
    expect(() => readTrailer(value, payload.length - 1)).toThrow(CorruptValueError)
    expect(() => readTrailer(value, payload.length + 1)).toThrow(CorruptValueError)
  })

  test('does not go with other bytes before it', () => {
    const fixed = written(meta).length - fixedBytes
    for (let at = 0; at < fixed; at += 1) {
      const flipped = written(meta)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      expect(() => readTrailer(flipped, payload.length)).toThrow(CorruptValueError)
    }
  })

  test('is damaged when its times contradict each other', () => {
    const contradictory = [
      { freshUntil: meta.staleUntil + 1 },
      { staleUntil: meta.holdUntil + 1 },
      { cost: -1 },
      { version: 0 },
      { freshUntil: Number.NaN },
      { holdUntil: Number.NaN },
    ]
    for (const wrong of contradictory) {
      expect(() => readTrailer(written({ ...meta, ...wrong }), payload.length)).toThrow(CorruptValueError)
    }
  })
})
