import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { CorruptValueError } from '../standard-schema.ts'
import { float64, frame, ndarray } from './frames.ts'
import { pack, unpack } from './index.ts'

const options = { schemaVersion: 1, limit: 1_000_000 }
const doubles = ndarray({ dtype: 'float64' })

describe('an array', () => {
  test('reads back equal in any rank, with empty dimensions too', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 5 }), fc.infiniteStream(fc.double()), (shape, elements) => {
        const size = shape.reduce((size, length) => size * length, 1)
        const value = doubles.of(shape, Float64Array.from(elements.take(size)))
        const read = unpack(doubles, pack(doubles, value, options).bytes, options).value
        expect(read).toEqual(value)
        expect(Object.isFrozen(read) && Object.isFrozen(read.shape)).toBe(true)
      }),
    )
  })

  test.each([
    ['float32', Float32Array.of(0.1, Number.NaN)],
    ['int8', Int8Array.of(-128, 127)],
    ['int16', Int16Array.of(-32_768, 32_767)],
    ['int32', Int32Array.of(-(2 ** 31), 2 ** 31 - 1)],
    ['int64', BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)],
    ['uint8', Uint8Array.of(0, 255)],
    ['uint16', Uint16Array.of(0, 65_535)],
    ['uint32', Uint32Array.of(0, 2 ** 32 - 1)],
    ['uint64', BigUint64Array.of(0n, 2n ** 64n - 1n)],
  ] as const)('keeps elements of type %s', (dtype, data) => {
    const codec = ndarray({ dtype })
    expect(codec.decode(codec.encode({ shape: [2, 1], data }))).toEqual({ shape: [2, 1], data })
  })

  test('has the class of its elements', () => {
    expectTypeOf<ReturnType<typeof doubles.decode>['data']>().toEqualTypeOf<Float64Array>()
    expect(doubles.of([], Float64Array.of(1)).shape).toEqual([])
  })

  test.each([[[2]], [[]], [[1, 4]], [[-1, -3]], [[1.5, 2]], [[Number.NaN]]])(
    'is refused in a shape of another size: %j',
    (shape) => {
      expect(() => doubles.of(shape, new Float64Array(3))).toThrow(RangeError)
      expect(() => doubles.encode({ shape, data: new Float64Array(3) })).toThrow(RangeError)
    },
  )

  test('is corrupt under another element type, without a shape, or as a frame', () => {
    const stored = doubles.encode(doubles.of([1], Float64Array.of(1)))
    expect(() => ndarray({ dtype: 'int64' }).decode(stored)).toThrow(CorruptValueError)
    const values = frame({ values: float64() })
    expect(() => doubles.decode(values.encode(values.of({ values: Float64Array.of(1) })))).toThrow(/no shape/)
  })
})
