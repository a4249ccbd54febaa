import { isDeepStrictEqual } from 'node:util'
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CorruptValueError } from '../standard-schema.ts'
import {
  bytes,
  ForeignValueError,
  headerBytes,
  json,
  NewerValueError,
  OversizedValueError,
  pack,
  peekHeader,
  SchemaVersionError,
  UnmigratedValueError,
  unpack,
  writeHeader,
} from './index.ts'
import { lostInJson } from './json-tree.ts'

const limit = 1_000_000
const anything = json(z.unknown())
const quote = json(z.object({ symbol: z.string(), price: z.number() }))
const value = { symbol: 'INFY', price: 1_500.05 }

// without -0, which JSON writes as 0, and without the keys that are refused
const jsonValues = fc
  .jsonValue()
  .map((value): unknown => JSON.parse(JSON.stringify(value)))
  .filter((value) => lostInJson(value) === undefined)

const stored = (schemaVersion: number, payload: Uint8Array, compression: 'none' | 'zstd' = 'none'): Buffer => {
  const target = Buffer.alloc(headerBytes + payload.length)
  writeHeader(target, { codec: 'json', compression, schemaVersion, payloadBytes: payload.length })
  target.set(payload, headerBytes)
  return target
}

describe('a packed value', () => {
  test('lies between header and trailer as documented', () => {
    const packed = pack(quote, value, { schemaVersion: 0x1234, limit, trailer: 3 })
    const text = JSON.stringify(value)
    expect([...packed.bytes.subarray(0, headerBytes)]).toEqual([0xf1, 0x10, 0x34, 0x12, text.length, 0, 0, 0])
    expect(packed.bytes.toString('utf8', headerBytes, packed.storedBytes)).toBe(text)
    expect([...packed.bytes.subarray(packed.storedBytes)]).toEqual([0, 0, 0])
    expect(packed.rawBytes).toBe(text.length)
  })

  test('reads back equal, whatever JSON it is and whatever follows it', () => {
    fc.assert(
      fc.property(jsonValues, fc.uint8Array(), fc.integer({ min: 0, max: 65_535 }), (json, trailer, schemaVersion) => {
        const packed = pack(anything, json, { schemaVersion, limit, threshold: 64, trailer: trailer.length })
        packed.bytes.set(trailer, packed.storedBytes)
        const { value, payloadEnd, ...sizes } = unpack(anything, packed.bytes, { schemaVersion, limit })
        expect(value).toEqual(json)
        expect(payloadEnd).toBe(packed.storedBytes)
        expect(sizes).toEqual({ rawBytes: packed.rawBytes, storedBytes: packed.storedBytes })
      }),
    )
  })

  test('reads back equal as bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (raw) => {
        const packed = pack(bytes(), raw, { schemaVersion: 1, limit, threshold: 16 })
        expect(Buffer.compare(unpack(bytes(), packed.bytes, { schemaVersion: 1, limit }).value, raw)).toBe(0)
      }),
    )
  })

  test('is compressed from the threshold on, when that makes it smaller', () => {
    const compression = (codec: ReturnType<typeof bytes>, raw: Uint8Array) =>
      peekHeader(pack(codec, raw, { schemaVersion: 1, limit }).bytes)?.compression
    expect(compression(bytes(), new Uint8Array(1_023))).toBe('none')
    expect(compression(bytes(), new Uint8Array(1_024))).toBe('zstd')
    expect(compression(bytes({ compressible: false }), new Uint8Array(1_024))).toBe('none')
    expect(compression(bytes(), deflateRawSync(JSON.stringify(Array.from({ length: 999 }, (_, i) => i ** 3))))).toBe(
      'none',
    )
  })

  test('is refused above the limit, by its size before compression', () => {
    expect(() => pack(bytes(), new Uint8Array(2_000), { schemaVersion: 1, limit: 1_999 })).toThrow(OversizedValueError)
    expect(pack(bytes(), new Uint8Array(2_000), { schemaVersion: 1, limit: 2_000 }).rawBytes).toBe(2_000)
  })

  test('is refused with a schema version that two bytes cannot hold', () => {
    for (const schemaVersion of [-1, 1.5, 65_536, Number.NaN]) {
      expect(() => pack(quote, value, { schemaVersion, limit })).toThrow(RangeError)
    }
  })
})

describe('what others wrote', () => {
  const foreign: Readonly<Record<string, Uint8Array>> = {
    nothing: Buffer.alloc(0),
    'less than a header': Buffer.from([0xf1, 0x10, 1, 0]),
    'plain JSON': Buffer.from('{"symbol":"INFY","price":1500.05}'),
    'text that begins with 0xF1': Buffer.from('\u{40000}\u{40000}\u{40000}'),
    gzip: gzipSync('{"symbol":"INFY"}'),
    zstd: zstdCompressSync('{"symbol":"INFY"}'),
    pickle: Buffer.from('80049521000000000000007d9428', 'hex'),
    'another format version': Buffer.from([0xf2, 0x10, 1, 0, 2, 0, 0, 0, 0x7b, 0x7d]),
    'an unknown codec': Buffer.from([0xf1, 0x50, 1, 0, 2, 0, 0, 0, 0x7b, 0x7d]),
    'an unknown compression': Buffer.from([0xf1, 0x12, 1, 0, 2, 0, 0, 0, 0x7b, 0x7d]),
    'a payload cut short': Buffer.from([0xf1, 0x10, 1, 0, 3, 0, 0, 0, 0x7b, 0x7d]),
    'a length of 4 GiB': Buffer.from([0xf1, 0x10, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x7b, 0x7d]),
  }

  test.each(Object.entries(foreign))('is told as foreign: %s', (_, bytes) => {
    expect(peekHeader(bytes)).toBeUndefined()
    expect(() => unpack(anything, bytes, { schemaVersion: 1, limit })).toThrow(ForeignValueError)
  })

  test('is never mistaken for a value when it is any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => peekHeader(Buffer.from(text)) === undefined))
  })
})

describe('schema versions', () => {
  const versioned = json(z.object({ a: z.number(), c: z.string() }))
  const old = stored(1, Buffer.from('{"a":1}'))
  const b = (v1: unknown) => ({ ...z.object({ a: z.number() }).parse(v1), b: 2 })
  const c = (v2: unknown) => ({ a: z.object({ a: z.number(), b: z.number() }).parse(v2).b, c: 'x' })

  test('an older value goes through each migration before it is checked', () => {
    const { value } = unpack(versioned, old, { schemaVersion: 3, limit, migrate: { 1: b, 2: c } })
    expect(value).toEqual({ a: 2, c: 'x' })
  })

  test('a missing migration is a miss, not a corrupt value', () => {
    for (const migrate of [{}, { 1: b }, { 2: c }]) {
      const read = () => unpack(versioned, old, { schemaVersion: 3, limit, migrate })
      expect(read).toThrow(UnmigratedValueError)
      expect(read).not.toThrow(CorruptValueError)
    }
    expect(() => unpack(bytes(), old, { schemaVersion: 2, limit, migrate: { 1: b } })).toThrow(UnmigratedValueError)
  })

  test('a newer value is told apart from a corrupt one, even under another codec', () => {
    for (const codec of [versioned, bytes()]) {
      const read = () => unpack<unknown>(codec, stored(4, Buffer.from('?')), { schemaVersion: 3, limit })
      expect(read).toThrow(NewerValueError)
      expect(read).toThrow(SchemaVersionError)
      expect(read).not.toThrow(CorruptValueError)
    }
  })

  test('a migration that fails makes the value corrupt, with its cause', () => {
    const read = () => unpack(versioned, stored(2, Buffer.from('{}')), { schemaVersion: 3, limit, migrate: { 2: c } })
    expect(read).toThrow(CorruptValueError)
    expect(read).toThrow(expect.objectContaining({ cause: expect.any(z.ZodError) }))
  })
})

/** The byte with each of its bits turned. */
const flips = (byte: number): number[] => Array.from({ length: 8 }, (_, bit) => byte ^ (1 << bit))

describe('damage', () => {
  const read = (damaged: Uint8Array): unknown => {
    try {
      return unpack(anything, damaged, { schemaVersion: 1, limit: 10_000 }).value
    } catch (error) {
      if (error instanceof CorruptValueError || error instanceof SchemaVersionError) return error
      throw error
    }
  }

  const original = [value, value, value]
  const damagedIn = (bytes: Buffer): unknown[] =>
    Array.from(bytes).flatMap((byte, at) =>
      flips(byte).map((flipped) => {
        const damaged = Buffer.from(bytes)
        damaged[at] = flipped
        return read(damaged)
      }),
    )

  test('of any bit ends in an error of ours or another value', () => {
    const { bytes } = pack(anything, original, { schemaVersion: 1, limit, threshold: 100_000 })
    expect(damagedIn(bytes).some((result) => result instanceof CorruptValueError)).toBe(true)
  })

  test('of any bit of a compressed value never gives another value', () => {
    const { bytes } = pack(anything, original, { schemaVersion: 1, limit, threshold: 1 })
    expect(peekHeader(bytes)?.compression).toBe('zstd')
    const values = damagedIn(bytes).filter((result) => !(result instanceof Error))
    expect(values.every((result) => isDeepStrictEqual(result, original))).toBe(true)
  })

  test('that cuts the value anywhere makes it foreign', () => {
    const { bytes } = pack(anything, original, { schemaVersion: 1, limit })
    for (let end = 0; end < bytes.length; end += 1)
      expect(read(bytes.subarray(0, end))).toBeInstanceOf(ForeignValueError)
  })

  test('that makes a bomb is refused without unpacking it', () => {
    const bomb = zstdCompressSync(Buffer.alloc(50_000_000, 0x20))
    const endless = Buffer.from(bomb)
    const before = process.memoryUsage().arrayBuffers
    expect(() => unpack(anything, stored(1, bomb, 'zstd'), { schemaVersion: 1, limit })).toThrow(CorruptValueError)
    // a frame that tells less than it holds: the size field, after magic number and descriptor
    endless.writeUInt32LE(100, 5)
    expect(() => unpack(anything, stored(1, endless, 'zstd'), { schemaVersion: 1, limit })).toThrow(CorruptValueError)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
    expect(() => unpack(anything, stored(1, Buffer.from('[1, 2]')), { schemaVersion: 1, limit: 5 })).toThrow(
      CorruptValueError,
    )
  })

  test('a value of another codec, or a marker, is not read', () => {
    const { bytes: raw } = pack(bytes(), Buffer.from('{}'), { schemaVersion: 1, limit })
    expect(() => unpack(anything, raw, { schemaVersion: 1, limit })).toThrow(/is bytes, not json/)
    raw[1] = 0
    expect(peekHeader(raw)?.codec).toBe('marker')
    expect(() => unpack(anything, raw, { schemaVersion: 1, limit })).toThrow(CorruptValueError)
  })
})
