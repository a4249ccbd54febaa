import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { CorruptValueError } from '../standard-schema.ts'
import { bool, float64, frame, instant, int32, int64, type Nullable, nullable, scaled, utf8 } from './frames.ts'
import { frameValue, goldenFrame } from './golden/golden-values.ts'
import { pack, unpack } from './index.ts'

const options = { schemaVersion: 1, limit: 1_000_000 }
const plain = { ...options, threshold: Number.POSITIVE_INFINITY }

const bars = frame({
  ts: instant(),
  open: scaled(2),
  volume: int32(),
  vwap: float64(),
  symbol: utf8(),
  provisional: bool(),
})
const two = bars.of({
  ts: Float64Array.of(1_767_930_300_000, 1_767_930_360_000),
  open: Float64Array.of(1_500.05, 1_499.95),
  volume: Int32Array.of(100, 0),
  vwap: Float64Array.of(1_500.123_456_789, Number.NaN),
  symbol: ['INFY', 'M&M'],
  provisional: Uint8Array.of(0, 1),
})

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('hex')

const instants = fc.integer({ min: -(2 ** 52), max: 2 ** 52 })
const ticks = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const text = fc.string({ unit: 'binary' })

describe('a frame', () => {
  test('has the types of its definition', () => {
    const beta = frame({ beta: nullable(float64()), id: int64() })
    expectTypeOf(two.columns.symbol).toEqualTypeOf<readonly string[]>()
    expectTypeOf(two.columns.open).toEqualTypeOf<Float64Array>()
    expectTypeOf<ReturnType<typeof beta.decode>['columns']>().toEqualTypeOf<{
      readonly beta: Nullable<Float64Array>
      readonly id: BigInt64Array
    }>()
    expectTypeOf<Parameters<typeof beta.of>[0]['beta']>().toEqualTypeOf<Nullable<Float64Array>>()
    expect(two.length).toBe(2)
  })

  test('reads back equal in every kind of column, and is frozen', () => {
    const { bytes } = pack(goldenFrame, frameValue, options)
    const { value } = unpack(goldenFrame, bytes, options)
    expect(value).toEqual(frameValue)
    for (const part of [value, value.columns, value.metadata, value.columns.symbol, value.columns.beta]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
  })

  test('keeps every bit of floats and whole numbers', () => {
    const numbers = frame({ f: float64(), i: int32(), l: int64() })
    const row = fc.record({ f: fc.double(), i: fc.integer(), l: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const columns = {
          f: Float64Array.from(rows, ({ f }) => f),
          i: Int32Array.from(rows, ({ i }) => i),
          l: BigInt64Array.from(rows, ({ l }) => l),
        }
        const { columns: read } = unpack(numbers, pack(numbers, numbers.of(columns), options).bytes, options).value
        expect(Object.values(read).map(bytesOf)).toEqual(Object.values(columns).map(bytesOf))
      }),
    )
    const payloads = new Float64Array(
      BigUint64Array.of(0x7ff8_0000_0000_0001n, 0xfff0_dead_beef_0001n, 2n ** 63n).buffer,
    )
    const floats = frame({ payloads: float64() })
    expect(bytesOf(floats.decode(floats.encode(floats.of({ payloads }))).columns.payloads)).toBe(bytesOf(payloads))
  })

  test.each([true, false])('keeps instants, text, flags and decimals (delta %s)', (delta) => {
    const codec = frame({ at: instant({ delta }), price: scaled(2), text: utf8(), flag: bool() })
    fc.assert(
      fc.property(fc.array(fc.tuple(instants, ticks, text, fc.boolean())), (rows) => {
        const value = codec.of({
          at: Float64Array.from(rows, ([at]) => at),
          price: Float64Array.from(rows, ([, tick]) => tick / 100),
          text: rows.map(([, , text]) => text),
          flag: Uint8Array.from(rows, ([, , , flag]) => (flag ? 1 : 0)),
        })
        expect(unpack(codec, pack(codec, value, options).bytes, options).value).toEqual(value)
      }),
    )
  })

  test.each([0, 1, 2, 4, 6, 9])('gives back every value of %i decimals as the very same double', (digits) => {
    const codec = frame({ price: scaled(digits) })
    fc.assert(
      fc.property(fc.array(ticks), (rows) => {
        const price = Float64Array.from(rows, (tick) => Number(`${tick}e-${digits}`))
        expect(codec.decode(codec.encode(codec.of({ price }))).columns.price).toEqual(price)
      }),
    )
  })

  test('tells null from NaN, and from a value', () => {
    const codec = frame({
      f: nullable(float64()),
      s: nullable(scaled(1)),
      t: nullable(instant({ delta: true })),
      u: nullable(utf8()),
    })
    const row = fc.option(fc.record({ f: fc.constantFrom(Number.NaN, 0, 1.5), s: ticks, t: instants, u: text }))
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const valid = Uint8Array.from(rows, (row) => (row ? 1 : 0))
        const value = codec.of({
          f: { values: Float64Array.from(rows, (row) => row?.f ?? 0), valid },
          s: { values: Float64Array.from(rows, (row) => (row?.s ?? 0) / 10), valid },
          t: { values: Float64Array.from(rows, (row) => row?.t ?? 0), valid },
          u: { values: rows.map((row) => row?.u ?? ''), valid },
        })
        const { columns, length } = unpack(codec, pack(codec, value, options).bytes, options).value
        expect(length).toBe(rows.length)
        expect(columns).toEqual(value.columns)
      }),
    )
  })

  test('without rows keeps its columns and metadata', () => {
    const none = new Float64Array(0)
    const valid = new Uint8Array(0)
    const empty = goldenFrame.of(
      {
        ts: none,
        known_at: none,
        close: none,
        settle: { values: none, valid },
        volume: new Int32Array(0),
        turnover: new BigInt64Array(0),
        rsi: none,
        beta: { values: none, valid },
        provisional: new Uint8Array(0),
        halted: { values: new Uint8Array(0), valid },
        symbol: [],
        note: { values: [], valid },
      },
      { source: 'zerodha' },
    )
    expect(unpack(goldenFrame, pack(goldenFrame, empty, options).bytes, options).value).toEqual(empty)
  })

  test('is read at any offset in memory, without a copy where it is aligned', () => {
    const { bytes } = pack(bars, two, plain)
    for (let offset = 0; offset < 16; offset += 1) {
      const memory = Buffer.alloc(bytes.length + 16)
      memory.set(bytes, offset)
      const { value } = unpack(bars, memory.subarray(offset, offset + bytes.length), options)
      expect(value).toEqual(two)
      expect(value.columns.vwap.buffer === memory.buffer).toBe((memory.byteOffset + offset) % 8 === 0)
    }
  })
})

describe('a frame that cannot be kept', () => {
  const price = frame({ ts: instant(), price: scaled(2) })
  const write = (ts: number[], values: number[]) =>
    price.encode(price.of({ ts: Float64Array.from(ts), price: Float64Array.from(values) }))

  test.each([1.005, 0.1 + 0.2, 21_474_836.48, -21_474_836.49, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 1e-9])(
    'is refused with column and row when a decimal is not exact or too large: %d',
    (value) => {
      expect(() => write([0, 0], [1, value])).toThrow(RangeError)
      expect(() => write([0, 0], [1, value])).toThrow(/column price, row 1/)
    },
  )

  test.each([0.5, Number.NaN, Number.NEGATIVE_INFINITY, 2 ** 52 + 1])(
    'is refused when an instant is none: %d',
    (ts) => {
      expect(() => write([ts], [1])).toThrow(/column ts, row 0/)
    },
  )

  test('is refused when text is not well-formed, a flag is neither 0 nor 1, or metadata use our names', () => {
    const codec = frame({ text: utf8(), flag: bool() })
    const flag = Uint8Array.of(1)
    expect(() => codec.encode(codec.of({ text: ['\ud800'], flag }))).toThrow(/column text, row 0/)
    expect(() => codec.encode(codec.of({ text: [''], flag: Uint8Array.of(2) }))).toThrow(/column flag, row 0/)
    expect(() => codec.of({ text: [''], flag }, { 'fyntrix.scale': '2' })).toThrow(RangeError)
    expect(() => codec.of({ text: [''], flag }, { source: '\udfff' })).toThrow(RangeError)
  })

  test('is refused when columns are missing, too many, of other lengths or classes', () => {
    const one = new Float64Array(1)
    // what the types forbid, from code that is not checked
    const of = (columns: object) => () => price.of(columns as never)
    expect(of({ ts: one })).toThrow(/lacks column price/)
    expect(of({ ts: one, price: one, volume: one })).toThrow(/no column volume/)
    expect(of({ ts: one, price: new Float64Array(2) })).toThrow(/column price has 2 rows instead of 1/)
    expect(of({ ts: one, price: [1] })).toThrow(TypeError)
    const gaps = frame({ f: nullable(float64()) })
    expect(() => gaps.of({ f: { values: one, valid: new Uint8Array(2) } })).toThrow(RangeError)
    expect(() => frame({})).toThrow(RangeError)
    expect(() => scaled(10)).toThrow(RangeError)
  })
})

describe('a stored frame that is not its definition', () => {
  const stored = bars.encode(two)
  const definition = {
    ts: instant(),
    open: scaled(2),
    volume: int32(),
    vwap: float64(),
    symbol: utf8(),
    provisional: bool(),
  }

  const { ts, ...others } = definition

  test.each(
    Object.entries({
      'a missing column': frame({ ts: instant(), open: scaled(2) }),
      'an extra column': frame({ ...definition, close: scaled(2) }),
      'a column of another name': frame({ ...others, time: ts }),
      'another type': frame({ ...definition, volume: float64() }),
      'another scale': frame({ ...definition, open: scaled(3) }),
      'another encoding': frame({ ...definition, open: int32() }),
      'an encoding where there is none': frame({ ...definition, volume: scaled(0) }),
      nulls: frame({ ...definition, vwap: nullable(float64()) }),
      'instants as differences': frame({ ...definition, ts: instant({ delta: true }) }),
    }),
  )('is corrupt: %s', (_, codec) => {
    expect(() => codec.decode(stored)).toThrow(CorruptValueError)
  })

  test('is read when only the order differs', () => {
    expect(frame({ ...others, ts }).decode(stored).columns).toEqual(two.columns)
  })

  test('is corrupt when it is no Arrow stream', () => {
    for (const bytes of ['', 'ARROW1\0\0', '\xff\xff\xff\xff\0\0\0\0', '{"ts":[]}']) {
      expect(() => bars.decode(Buffer.from(bytes, 'latin1'))).toThrow(CorruptValueError)
    }
  })
})
