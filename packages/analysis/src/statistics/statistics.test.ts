import { describe, expect, test } from 'vitest'
import golden from '../../golden/statistics.json' with { type: 'json' }
import { regress } from '../shared/returns.ts'
import { averageRanks } from './average-ranks.ts'
import { equityDrawdown } from './equity-drawdown.ts'
import { informationCoefficient, seededRandom } from './index.ts'
import { meanInterval } from './mean-interval.ts'
import { quantile } from './quantile.ts'
import { rankCorrelation } from './rank-correlation.ts'
import { summary } from './summary.ts'
import { wilson } from './wilson.ts'

/** How far `actual` is from `wanted`, relative above 1; null is only near null. */
const distance = (actual: number | null | undefined, wanted: number | null): number => {
  if (wanted === null || actual === null || actual === undefined)
    return actual === wanted ? 0 : Number.POSITIVE_INFINITY
  return Math.abs(actual - wanted) / Math.max(1, Math.abs(wanted))
}

const tolerance = 1e-9

const series: Readonly<Record<string, readonly number[]>> = golden.series

const valuesOf = (name: string): readonly number[] => {
  const values = series[name]
  if (values === undefined) throw new Error(`no series ${name} in statistics.json`)
  return values
}

const { versions } = golden

describe(`agrees to 1e-9 with scipy ${versions.scipy}, pandas ${versions.pandas} and numpy ${versions.numpy}`, () => {
  test.each(golden.summary)('summary of $series: pandas mean, median, std', ({ series: name, ...wanted }) => {
    const actual = summary(valuesOf(name))
    expect(actual?.n).toBe(wanted.n)
    expect(distance(actual?.mean, wanted.mean)).toBeLessThan(tolerance)
    expect(distance(actual?.median, wanted.median)).toBeLessThan(tolerance)
    expect(distance(actual?.standardDeviation, wanted.standardDeviation)).toBeLessThan(tolerance)
    expect(actual?.minimum).toBe(wanted.minimum)
    expect(actual?.maximum).toBe(wanted.maximum)
  })

  test.each(golden.averageRanks)('average ranks of $series: rankdata', ({ series: name, ranks }) => {
    expect([...averageRanks(valuesOf(name))]).toEqual(ranks)
  })

  test.each(golden.rankCorrelation)('rank correlation of $x and $y: spearmanr', ({ x, y, value }) => {
    expect(distance(rankCorrelation(valuesOf(x), valuesOf(y)), value)).toBeLessThan(tolerance)
  })

  test.each(golden.regression)('regression of $y on $x: linregress', ({ x, y, slope, rSquared }) => {
    const line = regress(Float64Array.from(valuesOf(x)), Float64Array.from(valuesOf(y)))
    expect(distance(line?.slope, slope)).toBeLessThan(tolerance)
    expect(distance(line?.rSquared, rSquared)).toBeLessThan(tolerance)
  })

  test.each(golden.wilson)('Wilson interval of $successes of $n at $level', ({ successes, n, level, low, high }) => {
    const interval = wilson(successes, n, level)
    expect(distance(interval?.low, low)).toBeLessThan(tolerance)
    expect(distance(interval?.high, high)).toBeLessThan(tolerance)
    expect(interval?.level).toBe(level)
  })

  test.each(golden.meanInterval)('t interval of $mean ± $standardDeviation of $n at $level', (wanted) => {
    const interval = meanInterval(wanted.mean, wanted.standardDeviation, wanted.n, wanted.level)
    expect(distance(interval?.low, wanted.low)).toBeLessThan(tolerance)
    expect(distance(interval?.high, wanted.high)).toBeLessThan(tolerance)
    expect(interval?.level).toBe(wanted.level)
  })

  test.each(golden.equityDrawdown)('drawdown of $series: cumprod over cummax', ({ series: name, value }) => {
    expect(distance(equityDrawdown(valuesOf(name)), value)).toBeLessThan(tolerance)
  })

  test.each(golden.quantile)('quantiles of $series: numpy.quantile', ({ series: name, quantiles }) => {
    const sorted = Float64Array.from(valuesOf(name)).sort()
    for (const { q, value } of quantiles) expect(distance(quantile(sorted, q), value)).toBeLessThan(tolerance)
  })

  test.each(golden.informationCoefficient.answers)(
    'mean over sessions of spearmanr, from $minimumPairs pairs',
    ({ minimumPairs, value, ...counts }) => {
      const coefficient = informationCoefficient(golden.informationCoefficient.sessions, minimumPairs)
      expect(distance(coefficient?.value, value)).toBeLessThan(tolerance)
      expect(coefficient).toMatchObject(counts)
    },
  )

  test.each(golden.seededRandom)('the numbers of seed $seed: MT19937', ({ seed, values }) => {
    const random = seededRandom(seed)
    expect(values.map(() => random())).toEqual(values)
  })
})
