import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CorruptValueError } from '../standard-schema.ts'
import { bool, frame, instant, ndarray, nullable, scaled, utf8 } from './frames.ts'
import type { Codec } from './index.ts'

const bars = frame({ ts: instant({ delta: true }), open: nullable(scaled(2)), symbol: utf8(), provisional: bool() })
const two = bars.of(
  {
    ts: Float64Array.of(1_767_930_300_000, 1_767_930_360_000),
    open: { values: Float64Array.of(1_500.05, 0), valid: Uint8Array.of(1, 0) },
    symbol: ['INFY', 'निफ्टी'],
    provisional: Uint8Array.of(0, 1),
  },
  { source: 'zerodha' },
)
const array = ndarray({ dtype: 'int16' })
const codecs: readonly (readonly [string, Codec<unknown>, Uint8Array])[] = [
  ['frame', bars, bars.encode(two)],
  ['ndarray', array, array.encode(array.of([2, 3], Int16Array.of(1, 2, 3, 4, 5, 6)))],
]

/** Proves that the bytes are read or told as corrupt, and answers which: true when corrupt. Any other error fails the test. */
const prove = (codec: Codec<unknown>, payload: Uint8Array): boolean => {
  try {
    codec.decode(payload)
    return false
  } catch (error) {
    if (error instanceof CorruptValueError) return true
    throw error
  }
}

describe.each(codecs)('a damaged Arrow stream (%s)', (_, codec, payload) => {
  const view = Buffer.from(payload)
  const messageEnd = (start: number): number => start + 8 + view.readUInt32LE(start + 4)
  /** Metadata of both messages: everything that says how long something is. */
  const metadataEnd = messageEnd(messageEnd(0))

  test('with any bit turned is corrupt or a value, and takes no time or memory', () => {
    const before = process.memoryUsage().arrayBuffers
    for (let at = 0; at < metadataEnd; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const damaged = Uint8Array.from(payload)
        damaged[at] = view.readUInt8(at) ^ (1 << bit)
        prove(codec, damaged)
      }
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000)
  })

  test('with any byte of its values changed is corrupt or a value', () => {
    for (let at = metadataEnd; at < payload.length; at += 1) {
      for (const byte of [0, 0x7f, 0x80, 0xff]) {
        const damaged = Uint8Array.from(payload)
        damaged[at] = byte
        prove(codec, damaged)
      }
    }
  })

  test('with many bytes changed is corrupt or a value', () => {
    const change = fc.tuple(fc.nat(metadataEnd - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 6 }), (changes) => {
        const damaged = Uint8Array.from(payload)
        for (const [at, byte] of changes) damaged[at] = byte
        prove(codec, damaged)
      }),
      { numRuns: 2_000 },
    )
  })

  test('that ends early is corrupt, but for the mark of its end', () => {
    for (let end = 0; end < payload.length; end += 1) {
      expect(prove(codec, payload.subarray(0, end)), `${end}`).toBe(end !== payload.length - 8)
    }
  })

  test('with anything after it is corrupt', () => {
    expect(prove(codec, Buffer.concat([payload, Buffer.alloc(8)]))).toBe(true)
    expect(prove(codec, Buffer.concat([payload, payload]))).toBe(true)
  })
})
