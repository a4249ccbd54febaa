/** Upper ends of the latency classes, in ms: each twice the one before. The last class is open. */
export const latencyBounds: readonly number[] = Array.from({ length: 18 }, (_, i) => 0.0625 * 2 ** i)

const counterNames = [
  'processHits',
  'redisHits',
  'staleHits',
  'fallbacks',
  'misses',
  'loads',
  'loadErrors',
  'loadMs',
  'notModified',
  'sets',
  'removes',
  'invalidations',
  'refused',
  'corrupt',
  'away',
  'processEvictions',
  'bytesRead',
  'bytesWritten',
  'bytesSaved',
] as const

export type CounterName = (typeof counterNames)[number]

/** What happened in one family in one process since it started. */
export type FamilyCounters = Readonly<Record<CounterName, number>> & {
  /** How many Redis reads took at most each of `latencyBounds`, and longer. */
  readonly redisLatency: readonly number[]
  /** The same of loads. */
  readonly loadLatency: readonly number[]
}

export type MutableCounters = { -readonly [Name in CounterName]: number } & {
  redisLatency: number[]
  loadLatency: number[]
}

const noLatencies = (): number[] => Array.from({ length: latencyBounds.length + 1 }, () => 0)

export const emptyCounters = (): MutableCounters => ({
  processHits: 0,
  redisHits: 0,
  staleHits: 0,
  fallbacks: 0,
  misses: 0,
  loads: 0,
  loadErrors: 0,
  loadMs: 0,
  notModified: 0,
  sets: 0,
  removes: 0,
  invalidations: 0,
  refused: 0,
  corrupt: 0,
  away: 0,
  processEvictions: 0,
  bytesRead: 0,
  bytesWritten: 0,
  bytesSaved: 0,
  redisLatency: noLatencies(),
  loadLatency: noLatencies(),
})

/** Counts a duration in milliseconds into its class. */
export const observe = (classes: number[], ms: number): void => {
  let at = 0
  while (ms > (latencyBounds[at] ?? Number.POSITIVE_INFINITY)) at += 1
  classes[at] = (classes[at] ?? 0) + 1
}

/** Adds up what several processes counted. */
export const mergeCounters = (all: Iterable<FamilyCounters>): FamilyCounters => {
  const sum = emptyCounters()
  for (const each of all) {
    for (const name of counterNames) sum[name] += each[name]
    for (const name of ['redisLatency', 'loadLatency'] as const) {
      sum[name] = sum[name].map((count, i) => count + (each[name][i] ?? 0))
    }
  }
  return sum
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const classesOf = (value: unknown): number[] | undefined =>
  Array.isArray(value) && value.length === latencyBounds.length + 1 && value.every(isCount) ? value : undefined

/** Counters that another process wrote as JSON; undefined when they are none, or of another version of this program. */
export const countersFrom = (value: Readonly<Record<string, unknown>>): FamilyCounters | undefined => {
  const counters = emptyCounters()
  for (const name of counterNames) {
    const count = value[name]
    if (!isCount(count)) return undefined
    counters[name] = count
  }
  const [redisLatency, loadLatency] = [classesOf(value['redisLatency']), classesOf(value['loadLatency'])]
  return redisLatency && loadLatency && { ...counters, redisLatency, loadLatency }
}

/** The latency that `quantile` of the calls kept, as the upper end of its class; null without calls, Infinity in the open class. */
export const latencyQuantile = (classes: readonly number[], quantile: number): number | null => {
  const total = classes.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let seen = 0
  const at = classes.findIndex((count) => (seen += count) >= quantile * total)
  return latencyBounds[at] ?? Number.POSITIVE_INFINITY
}
