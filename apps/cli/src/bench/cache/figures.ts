import { type BenchCase, type BenchRow, type Measured, runSuite } from '@fyntrix/bench'

/** `ours` is this project's cache, `floor` the least that the work can cost, `reference` something to compare by eye. */
export type Kind = 'ours' | 'peer' | 'floor' | 'reference'

/** The most that a figure may be, or that it may be times its floor. */
export interface Target {
  readonly atMost: number
  readonly times?: 'floor'
}

const perMs = { ns: 1e6, µs: 1e3, ms: 1 } as const

export interface Measurement {
  readonly group: string
  readonly name: string
  readonly kind: Kind
  /** What was measured, such as `a call` or `p50`. Figures are compared within one metric of one group. */
  readonly metric: string
  readonly value: number
  readonly unit: 'ns' | 'µs' | 'ms' | 'bytes' | ''
  readonly target?: Target | undefined
}

/** A measurement beside the others of its group. */
export interface Figure extends Measurement {
  readonly timesFloor: number | null
  readonly timesBestPeer: number | null
  readonly met: boolean | null
}

const ratio = (value: number, to: number | undefined): number | null =>
  to === undefined || !(to > 0) || !Number.isFinite(to) ? null : value / to

/** Compares each measurement with the floor, the best peer and the target of its group and metric. */
export const judge = (all: readonly Measurement[]): Figure[] =>
  all.map((each) => {
    const beside = all.filter(({ group, metric }) => group === each.group && metric === each.metric)
    const peers = beside.filter(({ kind }) => kind === 'peer').map(({ value }) => value)
    const timesFloor = ratio(each.value, beside.find(({ kind }) => kind === 'floor')?.value)
    const judged = each.target?.times === 'floor' ? timesFloor : each.value
    return {
      ...each,
      timesFloor,
      timesBestPeer: ratio(each.value, peers.length > 0 ? Math.min(...peers) : undefined),
      met: each.target === undefined ? null : judged !== null && judged <= each.target.atMost,
    }
  })

/** A case of a group whose cases take turns. */
export interface TimedCase extends Pick<BenchCase, 'prepare' | 'run'> {
  readonly name: string
  readonly kind: Kind
  readonly target?: Target | undefined
}

const measured = (row: BenchRow): { metric: string; ms: number } =>
  row.p50Ms === null ? { metric: 'a call', ms: row.msPerUnit } : { metric: 'p50', ms: row.p50Ms }

/** Runs the cases round by round and gives the time of a call: medians over the rounds. */
export const timed = async (
  group: string,
  unit: 'ns' | 'µs' | 'ms',
  cases: readonly TimedCase[],
  rounds: number,
): Promise<Measurement[]> => {
  const rows = await runSuite(
    cases.map(({ name, prepare, run }) => ({ group, name, unit: 'calls', run, ...(prepare && { prepare }) })),
    { rounds },
  )
  return cases.flatMap(({ name, kind, target }, i) => {
    const row = rows[i]
    if (row === undefined) return []
    const { metric, ms } = measured(row)
    return [{ group, name, kind, metric, value: ms * perMs[unit], unit, target }]
  })
}

/** Makes calls one after the other and times each. */
export const sampled = async (calls: number, call: (i: number) => Promise<unknown>): Promise<Measured> => {
  const samplesMs = new Float64Array(calls)
  for (let i = 0; i < calls; i += 1) {
    const started = performance.now()
    await call(i)
    samplesMs[i] = performance.now() - started
  }
  return { units: calls, samplesMs }
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000

// the kernel counts CPU time in ticks of 4 ms
const leastMs = 60

/**
 * Repeats `work`, a number of calls, and gives the CPU time of a call: for calls that wait for nobody and are so short that timing each would cost
 * more than they do. Whatever else the machine is busy with does not count, as far as its kernel can tell.
 */
const onCpu = async (calls: number, work: () => Promise<void> | void): Promise<Measured> => {
  const started = performance.now()
  const before = process.threadCpuUsage()
  let units = 0
  while (performance.now() - started < leastMs) {
    await work()
    units += calls
  }
  return { units, elapsedMs: cpuMs(process.threadCpuUsage(before)) }
}

const batch = 1_000

/** Awaits one call after the other. */
export const awaited = (call: (i: number) => Promise<unknown>, calls = batch): Promise<Measured> =>
  onCpu(calls, async () => {
    for (let i = 0; i < calls; i += 1) await call(i)
  })

/** Makes one call after the other without promises. Each has to find something. */
export const looked = (look: (i: number) => unknown, calls = batch): Promise<Measured> =>
  onCpu(calls, () => {
    let found = 0
    for (let i = 0; i < calls; i += 1) if (look(i) !== undefined) found += 1
    if (found !== calls) throw new Error(`${calls - found} of ${calls} were no hits`)
  })
