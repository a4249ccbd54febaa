import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lifetimesOf, versionText } from './versioned.ts'

describe('a version', () => {
  test('is written in all its digits, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), (version) => versionText(version) === version.toString()),
    )
    fc.assert(fc.property(fc.maxSafeNat(), (version) => BigInt(versionText(version)) === BigInt(version)))
    expect(versionText(-0)).toBe('0')
  })

  test.each([-1, -1n, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %s', (version) => {
    expect(() => versionText(version)).toThrow(RangeError)
  })

  test('outlives its value', () => {
    expect(lifetimesOf('a:{b}', '15m')).toEqual({ value: 900_000, version: 1_800_000 })
    expect(() => lifetimesOf('a:{b}', 0)).toThrow(/a:\{b\}/)
  })
})
