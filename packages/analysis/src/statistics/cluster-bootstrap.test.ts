import type { Interval } from '@fyntrix/domain/analyses'
import { describe, expect, test } from 'vitest'
import { clusterBootstrap, pooledMean, seededRandom } from './index.ts'
import { quantile } from './quantile.ts'

type Clusters = readonly (readonly number[])[]
type Options = Omit<Parameters<typeof clusterBootstrap>[0], 'clusters' | 'statistic'>
const meanInterval = (clusters: Clusters, options: Options) =>
  clusterBootstrap({ clusters: clusters.length, statistic: pooledMean(clusters), ...options })

const widthOf = (interval: Interval | null): number => {
  if (interval === null) throw new Error('no interval')
  return interval.high - interval.low
}

/** Nearly normal noise around 0: twelve uniforms less six. */
const noise = (seed: number): (() => number) => {
  const random = seededRandom(seed)
  return () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6)
}

const sessionsOf = (count: number, size: number, next: () => number): Clusters =>
  Array.from({ length: count }, () => Array.from({ length: size }, next))

const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

describe('the bootstrap of clusters', () => {
  test('gives a constant statistic an interval without width', () => {
    expect(clusterBootstrap({ clusters: 10, statistic: () => 3, seed: 1, resamples: 50 })).toEqual({
      low: 3,
      high: 3,
      level: 0.95,
    })
  })

  test('gives the same interval for the same seed and another one for another seed', () => {
    const clusters = sessionsOf(20, 3, noise(5))
    const interval = (seed: number) => meanInterval(clusters, { seed, resamples: 200 })
    expect(interval(11)).toEqual(interval(11))
    expect(interval(11)).not.toEqual(interval(12))
  })

  test('reaches from the percentile (1 − level) / 2 of what was measured to the one as far from the top', () => {
    const measured: number[] = []
    const statistic = (drawn: Uint32Array): number => {
      measured.push(mean(drawn))
      return mean(drawn)
    }
    const interval = clusterBootstrap({ clusters: 10, statistic, seed: 6, resamples: 333, level: 0.8 })
    const sorted = measured.toSorted((a, b) => a - b)
    expect(interval?.low).toBeCloseTo(quantile(sorted, 0.1) ?? Number.NaN, 12)
    expect(interval?.high).toBeCloseTo(quantile(sorted, 0.9) ?? Number.NaN, 12)
    expect(interval?.level).toBe(0.8)
  })

  test('covers zero in about 95 % of 200 samples of independent noise', () => {
    let covered = 0
    for (let seed = 1; seed <= 200; seed++) {
      const clusters = sessionsOf(40, 3, noise(seed))
      const interval = meanInterval(clusters, { seed: 1000 + seed, resamples: 250 })
      if (interval !== null && interval.low <= 0 && interval.high >= 0) covered++
    }
    expect(covered / 200).toBeGreaterThanOrEqual(0.89)
    expect(covered / 200).toBeLessThanOrEqual(0.99)
  })

  test('does not take the observations of one session for independent ones', () => {
    const next = noise(3)
    const alike = Array.from({ length: 30 }, () => {
      const value = next()
      return Array.from({ length: 9 }, () => value)
    })
    const apart = alike.flat().map((value) => [value])
    const width = (clusters: Clusters) => widthOf(meanInterval(clusters, { seed: 4, resamples: 500 }))
    // nine equal observations are one: the interval is wider by √9
    expect(width(alike) / width(apart)).toBeGreaterThan(2.4)
    expect(width(alike) / width(apart)).toBeLessThan(3.6)
  })

  test('is wider in blocks where a session resembles the one before', () => {
    const next = noise(8)
    let level = 0
    const clusters = Array.from({ length: 200 }, () => {
      level = 0.8 * level + next()
      return [level]
    })
    const width = (blockLength: number) => widthOf(meanInterval(clusters, { seed: 4, resamples: 500, blockLength }))
    expect(width(20)).toBeGreaterThan(1.5 * width(1))
  })

  test('draws as many clusters as there are, in runs of the block length that go on from the last to the first', () => {
    const drawn: number[][] = []
    const statistic = (clusters: Uint32Array): number => {
      drawn.push(Array.from(clusters))
      return 0
    }
    clusterBootstrap({ clusters: 10, statistic, seed: 2, resamples: 300, blockLength: 4 })
    expect(drawn).toHaveLength(300)
    expect(drawn.every((clusters) => clusters.length === 10)).toBe(true)
    const goesOn = (cluster: number, i: number, clusters: number[]) =>
      i % 4 === 0 || cluster === (clusters[i - 1]! + 1) % 10
    expect(drawn.every((clusters) => clusters.every(goesOn))).toBe(true)
    // every cluster begins a block as often as any other: 900 blocks, 90 each
    const starts = drawn.flatMap((clusters) => [clusters[0]!, clusters[4]!, clusters[8]!])
    for (let i = 0; i < 10; i++) {
      const count = starts.filter((start) => start === i).length
      expect(count).toBeGreaterThan(60)
      expect(count).toBeLessThan(120)
    }
  })

  test('leaves out resamples without a statistic, and is null if fewer than half have one', () => {
    const everyNth = (n: number, defined: (call: number) => number | null) => {
      let call = 0
      return clusterBootstrap({
        clusters: 10,
        statistic: () => (call++ % n === 0 ? defined(call) : null),
        seed: 1,
        resamples: 100,
      })
    }
    expect(everyNth(2, () => 5)).toEqual({ low: 5, high: 5, level: 0.95 })
    expect(everyNth(3, () => 5)).toBeNull()
    expect(everyNth(1, () => Number.NaN)).toBeNull()
  })

  test('is null below three clusters and where a block holds them all', () => {
    const interval = (clusters: Clusters, blockLength: number) =>
      meanInterval(clusters, { seed: 1, resamples: 10, blockLength })
    expect(interval([], 1)).toBeNull()
    expect(interval([[1], [2]], 1)).toBeNull()
    expect(interval([[1], [2], [3]], 3)).toBeNull()
    expect(interval([[1], [2], [3]], 2)).not.toBeNull()
  })

  test.each([{ resamples: 0 }, { resamples: 1.5 }, { blockLength: 0 }, { level: 1 }, { seed: 0.5 }])(
    'refuses %o',
    (options) => {
      expect(() => clusterBootstrap({ clusters: 10, statistic: mean, seed: 1, ...options })).toThrow(RangeError)
    },
  )
})
