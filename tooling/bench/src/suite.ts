/** One thing to measure. `run` does the work once and answers how many units (rows, picks, calls) that was. */
export interface BenchCase {
  readonly name: string
  /** True for the least that the same work can cost: bare COPY, bare SELECT. Ratios are against the floor of the same group. */
  readonly floor?: boolean
  readonly group: string
  readonly unit: string
  /** Unmeasured, before each round. */
  readonly prepare?: () => Promise<void>
  readonly run: () => Promise<number>
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
  /** How many times as long as the floor of its group, by medians; null without a floor. */
  readonly timesFloor: number | null
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/**
 * Measures cases round by round, all of them in each round, so that a busy moment of the machine meets everybody. One unmeasured round goes before.
 */
export const runSuite = async (
  cases: readonly BenchCase[],
  { rounds = 5, onRound }: { rounds?: number; onRound?: (done: number, total: number) => void } = {},
): Promise<BenchRow[]> => {
  const times = new Map<BenchCase, number[]>(cases.map((each) => [each, []]))
  const units = new Map<BenchCase, number>()
  for (let round = -1; round < rounds; round += 1) {
    for (const each of cases) {
      await each.prepare?.()
      const started = performance.now()
      units.set(each, await each.run())
      if (round >= 0) times.get(each)?.push(performance.now() - started)
    }
    onRound?.(round + 1, rounds)
  }
  const medianOf = (each: BenchCase) => median(times.get(each) ?? [])
  return cases.map((each) => {
    const floor = cases.find((other) => other.group === each.group && other.floor)
    const all = times.get(each) ?? []
    return {
      group: each.group,
      name: each.name,
      floor: each.floor ?? false,
      rounds,
      unit: each.unit,
      medianMs: medianOf(each),
      minMs: Math.min(...all),
      maxMs: Math.max(...all),
      unitsPerSecond: ((units.get(each) ?? 0) / medianOf(each)) * 1000,
      timesFloor: floor === undefined ? null : medianOf(each) / medianOf(floor),
    }
  })
}
