import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNumber, readVolume } from './cells.ts'

describe('readNumber', () => {
  test('reads back every number that JavaScript prints', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readNumber(String(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  test.each(['12', '12.', '.5', '-3.25', '1e-05', '2.5E3'])('reads %j', (cell) => {
    expect(readNumber(cell)).toBe(Number(cell))
  })

  test.each([
    undefined,
    '',
    ' ',
    ' 1',
    '1 ',
    '+1',
    '0x10',
    '0b11',
    '0o7',
    'Infinity',
    '1e999',
    'nan',
    '1,5',
    '"1"',
    '-0x1',
    '1_0',
  ])('does not take %j for a number', (cell) => {
    expect(readNumber(cell)).toBeNaN()
  })

  test('agrees with a strict pattern on any text', () => {
    const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
    const texts = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.-+eExXbBoO \tnaIf')) })
    fc.assert(
      fc.property(texts, (text) => {
        const expected = decimal.test(text) && Number.isFinite(Number(text)) ? Number(text) : Number.NaN
        expect(readNumber(text)).toBe(expected)
      }),
      { numRuns: 2_000 },
    )
  })
})

test('a volume is a whole number from 0 that a double holds exactly', () => {
  expect(['0', '445342100', '12.0'].map(readVolume)).toEqual([0, 445_342_100, 12])
  expect(['', '-1', '1.5', '9007199254740993', 'x'].map(readVolume)).toEqual(Array(5).fill(Number.NaN))
})
