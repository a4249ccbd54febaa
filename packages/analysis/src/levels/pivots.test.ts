import { expect, test } from 'vitest'
import { engineConfig } from '../config/index.ts'
import { seriesOf } from '../testing/series.ts'
import { levelScore, pivotsOf } from './pivots.ts'

// open, high, low, close, volume
const bars = seriesOf([
  [100, 130, 90, 110, 1],
  [110, 112, 80, 95, 1],
  [95, 110, 100, 105, 1],
])

test('pivots rest on the highest high, the lowest low and the last close of the newest bars', () => {
  // by hand: H 110, L 100, C 105
  expect(pivotsOf(bars, 1, engineConfig)).toEqual({
    pivots: { p: 105, r1: 110, r2: 115, r3: 120, s1: 100, s2: 95, s3: 90 },
  })
  // by hand: H 130, L 80, C 105: P 105, R1 2·105 − 80, S1 2·105 − 130, R2 105 + 50, S2 105 − 50, R3 130 + 2·25, S3 80 − 2·25
  expect(pivotsOf(bars, 3, engineConfig)).toEqual({
    pivots: { p: 105, r1: 130, r2: 155, r3: 180, s1: 80, s2: 55, s3: 30 },
  })
})

test('too few bars, or a break of prices within them, give none and say why', () => {
  expect(pivotsOf(bars, 5, engineConfig)).toEqual({
    pivots: null,
    why: 'too-few',
    reason: 'needs 5 final daily bars and has 3',
  })
  const split = seriesOf([
    [100, 101, 99, 100, 1],
    [50, 51, 49, 50, 1],
  ])
  expect(pivotsOf(split, 2, engineConfig)).toMatchObject({
    pivots: null,
    why: 'break',
    reason: expect.stringContaining('−50.0 %'),
  })
  expect(pivotsOf(split, 1, engineConfig)).toMatchObject({ pivots: { p: 50 } })
})

test.each([
  [180, 10],
  [155, 25],
  [154.99, 40],
  [130, 40],
  [105, 55],
  [104.99, 70],
  [80, 70],
  [55, 85],
  [54.99, 95],
])('a price of %d scores %d', (price, score) => {
  const { pivots } = pivotsOf(bars, 3, engineConfig)
  expect(pivots && levelScore(pivots, price)).toBe(score)
})
