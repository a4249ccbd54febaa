import { describe, expect, test } from 'vitest'
import { seriesOf, walk } from '../testing/series.ts'
import { floorPivots, levelsOf, swingPrices } from './levels.ts'

test('floor pivots of a textbook range', () => {
  // H 110, L 100, C 105: P 105, R1 110, S1 100, R2 115, S2 95, R3 120, S3 90
  expect(floorPivots(110, 100, 105)).toEqual([90, 95, 100, 105, 110, 115, 120])
})

describe('swing prices', () => {
  const path = [5, 6, 7, 9, 7, 6, 5, 3, 5, 6, 7, 8, 9]
  const candles = seriesOf(path.map((p) => [p, p + 0.5, p - 0.5, p, 1]))

  test('are the highs and lows that three bars to either side leave standing', () => {
    expect(swingPrices(candles)).toEqual([9.5, 2.5])
  })

  test('are known only once the third bar after them is there', () => {
    expect(swingPrices(seriesOf(path.slice(0, 6).map((p) => [p, p + 0.5, p - 0.5, p, 1])))).toEqual([])
  })
})

test('levels come lowest first, with seven pivots for each span that the daily bars fill', () => {
  const candles = walk(1, 60)
  const levels = levelsOf(candles, candles)
  expect(levels.map(({ price }) => price)).toEqual(levels.map(({ price }) => price).toSorted((a, b) => a - b))
  expect(levels.filter(({ kind }) => kind === 'pivot')).toHaveLength(21)
  expect(levelsOf(candles, walk(1, 4)).filter(({ kind }) => kind === 'pivot')).toHaveLength(7)
})
