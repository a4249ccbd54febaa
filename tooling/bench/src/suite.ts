import { median, quantile } from './quantile.ts'

/** What a case measured itself. */
export interface Measured {
  readonly units: number
  /** Milliseconds of the round, where the suite would count too much or the wrong thing. */
  readonly elapsedMs?: number
  /** Milliseconds of each unit. */
  readonly samplesMs?: Iterable<number>
}

/** One thing to measure. `run` does the work once and answers how many units (rows, picks, calls) that was, or what it measured. */
export interface BenchCase {
  readonly name: string
  /** True for the least that the same work can cost: bare COPY, bare SELECT. Ratios are against the floor of the same group. */
  readonly floor?: boolean
  readonly group: string
  readonly unit: string
  /** Unmeasured, before each round. */
  readonly prepare?: () => Promise<void>
  readonly run: () => Promise<number | Measured>
}

export interface BenchRow {
  readonly group: string
  readonly name: string
  readonly floor: boolean
  readonly rounds: number
  readonly unit: string
  /** Milliseconds: median, fastest and slowest round. */
  readonly medianMs: number
  readonly minMs: number
  readonly maxMs: number
  readonly unitsPerSecond: number
  /** Milliseconds of one unit: the median over the rounds. */
  readonly msPerUnit: number
  /** Milliseconds of one unit where the case took samples: medians over the rounds of each round's quantile. */
  readonly p50Ms: number | null
  readonly p99Ms: number | null
  /** How many times as long as the floor of its group, by medians; null without a floor. */
  readonly timesFloor: number | null
}

/**
 * Measures cases round by round, all of them in each round, so that a busy moment of the machine meets everybody. One unmeasured round goes before.
 */
export const runSuite = async (
  cases: readonly BenchCase[],
  { rounds = 5, onRound }: { rounds?: number; onRound?: (done: number, total: number) => void } = {},
): Promise<BenchRow[]> => {
  const all = cases.map((each) => ({
    each,
    times: new Array<number>(),
    p50s: new Array<number>(),
    p99s: new Array<number>(),
    perUnit: new Array<number>(),
  }))
  for (let round = -1; round < rounds; round += 1) {
    for (const measured of all) {
      await measured.each.prepare?.()
      const started = performance.now()
      const answer = await measured.each.run()
      const elapsed = performance.now() - started
      const { units, elapsedMs = elapsed, samplesMs } = typeof answer === 'number' ? { units: answer } : answer
      if (round < 0) continue
      measured.times.push(elapsedMs)
      measured.perUnit.push(elapsedMs / units)
      if (samplesMs === undefined) continue
      measured.p50s.push(quantile(samplesMs, 0.5))
      measured.p99s.push(quantile(samplesMs, 0.99))
    }
    onRound?.(round + 1, rounds)
  }
  return all.map(({ each, times, perUnit, p50s, p99s }) => {
    const floor = all.find((other) => other.each.group === each.group && other.each.floor)
    const medianMs = median(times)
    return {
      group: each.group,
      name: each.name,
      floor: each.floor ?? false,
      rounds,
      unit: each.unit,
      medianMs,
      minMs: Math.min(...times),
      maxMs: Math.max(...times),
      unitsPerSecond: 1000 / median(perUnit),
      msPerUnit: median(perUnit),
      p50Ms: p50s.length > 0 ? median(p50s) : null,
      p99Ms: p99s.length > 0 ? median(p99s) : null,
      timesFloor: floor === undefined ? null : medianMs / median(floor.times),
    }
  })
}
