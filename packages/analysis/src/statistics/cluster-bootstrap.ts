import type { Interval } from '@fyntrix/domain/analyses'
import { upperTail } from './interval.ts'
import { quantile } from './quantile.ts'
import { seededRandom } from './seeded-random.ts'

/** Of as many clusters as there are, given by their numbers from 0 in a buffer that is used again; null (or a number that is not finite) where undefined. */
export type ClusterStatistic = (drawn: Uint32Array) => number | null

/** What {@link clusterBootstraps} draws from, and how often. */
interface Drawing {
  /** How many clusters there are, in order of time, such as one per trading session with its observations. */
  readonly clusters: number
  /** How many times to draw; 2000 unless given. */
  readonly resamples?: number
  /** How many consecutive clusters stay together, for observations that overlap in time; 1 unless given. */
  readonly blockLength?: number
  /** The same seed gives the same interval. An integer. */
  readonly seed: number
  /** 0.95 unless given. */
  readonly level?: number
}

/** What {@link clusterBootstrap} draws from, how often, and what it measures. */
export interface ClusterBootstrap extends Drawing {
  readonly statistic: ClusterStatistic
}

/** The same with several statistics of each drawing. */
export interface ClusterBootstraps extends Drawing {
  readonly statistics: readonly ClusterStatistic[]
}

/** The quotient of two sums over the clusters that were drawn, each given per cluster; null where the divisor is 0. A draw costs two additions a cluster. */
export const pooledRatio =
  (dividends: Float64Array, divisors: Float64Array): ClusterStatistic =>
  (drawn) => {
    let [dividend, divisor] = [0, 0]
    for (let i = 0; i < drawn.length; i++) {
      const cluster = drawn[i] ?? 0
      dividend += dividends[cluster] ?? Number.NaN
      divisor += divisors[cluster] ?? Number.NaN
    }
    return divisor === 0 ? null : dividend / divisor
  }

/** The mean of all observations of the clusters that were drawn; null of none. */
export const pooledMean = (clusters: readonly (readonly number[])[]): ClusterStatistic =>
  pooledRatio(
    Float64Array.from(clusters, (values) => values.reduce((sum, value) => sum + value, 0)),
    Float64Array.from(clusters, (values) => values.length),
  )

const throwUnlessCount = (name: string, value: number): void => {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} must be a whole number from 1, not ${value}`)
}

/** Fills `drawn` with blocks of consecutive clusters from random starts, past the last one on to the first. */
const draw = (drawn: Uint32Array, blockLength: number, random: () => number): void => {
  for (let begin = 0; begin < drawn.length; begin += blockLength) {
    let cluster = Math.floor(random() * drawn.length)
    const end = Math.min(begin + blockLength, drawn.length)
    for (let i = begin; i < end; i++) {
      drawn[i] = cluster
      cluster = cluster + 1 === drawn.length ? 0 : cluster + 1
    }
  }
}

const intervalOf = (values: readonly number[], resamples: number, level: number): Interval | null => {
  const tail = upperTail(level)
  if (values.length * 2 < resamples) return null
  const sorted = Float64Array.from(values).sort()
  const [low, high] = [quantile(sorted, 1 - tail), quantile(sorted, tail)]
  return low === null || high === null ? null : { low, high, level }
}

/**
 * Intervals of statistics of observations that are alike within a cluster: the circular moving-block bootstrap (Politis and Romano) of whole clusters,
 * with the percentile interval (Efron), in the unit of the statistic, one for each in their order. Percentiles as {@link quantile}. Resamples whose statistic
 * is null are left out.
 *
 * Null below three clusters, where a block holds all clusters (then every resample is the sample), and where fewer than half of the resamples have a
 * statistic. Throws RangeError for resamples or blocks below 1, a seed that is no integer, and unless 0 < level < 1.
 */
export const clusterBootstraps = ({
  clusters,
  statistics,
  resamples = 2000,
  blockLength = 1,
  seed,
  level = 0.95,
}: ClusterBootstraps): (Interval | null)[] => {
  throwUnlessCount('resamples', resamples)
  throwUnlessCount('blockLength', blockLength)
  const random = seededRandom(seed)
  if (clusters < 3 || blockLength >= clusters) return statistics.map(() => intervalOf([], resamples, level))
  const drawn = new Uint32Array(clusters)
  const measured = statistics.map((statistic) => ({ statistic, values: new Array<number>() }))
  for (let i = 0; i < resamples; i++) {
    draw(drawn, blockLength, random)
    for (const { statistic, values } of measured) {
      const value = statistic(drawn)
      if (value !== null && Number.isFinite(value)) values.push(value)
    }
  }
  return measured.map(({ values }) => intervalOf(values, resamples, level))
}

/** The interval of one statistic; see {@link clusterBootstraps}. */
export const clusterBootstrap = ({ statistic, ...drawing }: ClusterBootstrap): Interval | null =>
  clusterBootstraps({ ...drawing, statistics: [statistic] })[0] ?? null
