import { describe, expect, test } from 'vitest'
import { contextOf } from '../testing/context.ts'
import { reflect, seriesOf, walk } from '../testing/series.ts'
import { findPatterns, patternRecognition, scorePatterns } from './pattern-recognition.ts'

type Row = readonly [open: number, high: number, low: number, close: number, volume: number]

/** A quiet market around 100 with a range of 2, then the given bars. */
const after = (...bars: Row[]) => {
  const quiet = Array.from({ length: 60 }, (_, i): Row => {
    const middle = 100 + (i % 2 === 0 ? 0.2 : -0.2)
    return [middle, middle + 1, middle - 1, middle + (i % 2 === 0 ? -0.1 : 0.1), 1000]
  })
  return seriesOf([...quiet, ...bars])
}

// six bars that lose a typical range each
const decline: Row[] = Array.from({ length: 6 }, (_, i): Row => [99 - i, 99.3 - i, 97.7 - i, 98 - i, 1000])

const cases: readonly (readonly [name: string, mirrored: string, bars: readonly Row[]])[] = [
  ['bullish engulfing', 'bearish engulfing', [...decline, [92.8, 94.6, 92.7, 94.5, 1000]]],
  ['hammer', 'shooting star', [...decline, [92.6, 93, 90, 92.9, 1000]]],
  [
    'morning star',
    'evening star',
    [...decline, [93, 93.1, 91, 91.2, 1000], [91, 91.3, 90.8, 91.1, 1000], [91.3, 93, 91.2, 92.8, 1000]],
  ],
  ['piercing line', 'dark cloud cover', [...decline, [93, 93.2, 90.9, 91, 1000], [90.5, 92.7, 90.4, 92.5, 1000]]],
  ['bullish harami', 'bearish harami', [...decline, [93, 93.2, 89.9, 90, 1000], [91, 91.6, 90.8, 91.5, 1000]]],
  [
    'three white soldiers',
    'three black crows',
    [
      [100, 101.2, 99.9, 101.1, 1000],
      [100.8, 102.2, 100.7, 102.1, 1000],
      [101.8, 103.2, 101.7, 103.1, 1000],
    ],
  ],
  ['tweezer bottom', 'tweezer top', [...decline, [93, 93.2, 91, 91.5, 1000], [91.4, 93, 91, 92.9, 1000]]],
  ['breakout on volume', 'breakdown on volume', [[100, 103.2, 99.8, 103, 2500]]],
  ['20-bar breakout', '20-bar breakdown', [[100, 103.2, 99.8, 103, 1100]]],
  ['selling climax', 'buying climax', [...decline, [93, 93.2, 88, 92, 4000]]],
  ['gap up', 'gap down', [[103.5, 104.5, 103.2, 104, 1000]]],
]

describe.each(cases)('%s', (name, mirrored, bars) => {
  const candles = after(...bars)

  test('is found on the bar that completes it', () => {
    expect(findPatterns(candles)).toContainEqual(expect.objectContaining({ name, direction: 'bullish', age: 0 }))
  })

  test(`is ${mirrored} upside down, by the same rule`, () => {
    const found = findPatterns(reflect(candles, 100))
    expect(found).toContainEqual(expect.objectContaining({ name: mirrored, direction: 'bearish', age: 0 }))
  })

  test('is not seen before its last bar', () => {
    const found = findPatterns(after(...bars.slice(0, -1)))
    expect(found.filter((pattern) => pattern.name === name && pattern.age === 0)).toEqual([])
  })
})

test('a double bottom is reported at the close above the high between, and not before', () => {
  const path = [98, 96, 94, 92, 90, 92, 94, 96, 97, 96, 95, 94, 92.5, 91.5, 90.3, 92, 94, 96]
  const bars = path.map((close): Row => [close + 0.2, close + 0.6, close - 0.6, close, 1000])
  const names = (rows: readonly Row[]) =>
    findPatterns(after(...rows))
      .filter(({ age }) => age === 0)
      .map(({ name }) => name)
  expect(names(bars)).not.toContain('double bottom')
  expect(names([...bars, [96.2, 98.8, 96, 98.5, 1000]])).toContain('double bottom')
})

test('definitions do not depend on the price level: rupees and paise give the same patterns', () => {
  const candles = walk(11, 120)
  const scale = (column: Float64Array) => column.map((price) => price * 64)
  const scaled = {
    ...candles,
    open: scale(candles.open),
    high: scale(candles.high),
    low: scale(candles.low),
    close: scale(candles.close),
  }
  expect(findPatterns(scaled)).toEqual(findPatterns(candles))
})

test('a pattern loses a fifth of its weight with every bar of age', () => {
  const at = (age: number) => {
    const quiet = Array.from({ length: age }, (): Row => [103, 103.6, 102.4, 103, 1000])
    return findPatterns(after([100, 103.2, 99.8, 103, 2500], ...quiet)).find(
      ({ name }) => name === 'breakout on volume',
    )?.weight
  }
  expect(at(0)).toBe(82)
  expect(at(2)).toBeCloseTo(82 * 0.64, 10)
})

describe('the score', () => {
  const found = (direction: 'bullish' | 'bearish', weight: number) => ({
    name: 'x',
    direction,
    age: 0,
    confidence: weight,
    weight,
  })

  test('is 50 without patterns and with balanced ones', () => {
    expect(scorePatterns([])).toBe(50)
    expect(scorePatterns([found('bullish', 70), found('bearish', 70)])).toBe(50)
  })

  test('of opposite findings adds up to 100', () => {
    const bullish = scorePatterns([found('bullish', 82), found('bearish', 55)])
    const bearish = scorePatterns([found('bearish', 82), found('bullish', 55)])
    expect(bullish + bearish).toBeCloseTo(100, 10)
  })

  test('grows with every further pattern on one side without reaching certainty', () => {
    const scores = [1, 2, 5, 50].map((count) =>
      scorePatterns(Array.from({ length: count }, () => found('bullish', 70))),
    )
    expect(scores).toEqual(scores.toSorted((a, b) => a - b))
    expect(scores.at(-1)).toBeLessThan(100)
  })
})

test('finding no pattern is an answer: neutral, Low, and it says so', () => {
  const result = patternRecognition(
    contextOf(after(...Array.from({ length: 10 }, (): Row => [100, 101, 99, 100, 1000]))),
  )
  expect(result).toMatchObject({ answered: true, score: 50, confidence: 'Low', signals: [] })
  expect(result.answered && result.reasoning).toMatch(/^none of \d+ patterns/)
})
