import { join } from 'node:path'
import { type BenchRow, type Measured, runSuite } from '@fyntrix/bench'
import type { CliContext } from '../../context.ts'
import { note } from '../../shared/output.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { simulatedBars } from '../cache/values.ts'
import { machineNow } from '../shared/machine.ts'
import { startWorkers, type Worker } from '../shared/workers.ts'
import { storeKinds } from './index.ts'
import { operationsOn } from './operations.ts'
import { preparePostgres } from './postgres.store.ts'
import { StoreAnswer } from './stores.messages.ts'

const milliseconds = 60
const crowds = [1, 8] as const

/** One operation on one store by so many processes at once. */
export interface StoreFigure {
  readonly operation: string
  readonly processes: number
  readonly store: string
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Calls a second, times those of the other. */
  readonly timesSqlite: number
  readonly timesFiles: number
}

const ask = async (workers: readonly Worker[], store: string, operation: string): Promise<Measured> => {
  const task = { type: 'run', store, operation, milliseconds }
  const answers = await Promise.all(workers.map(async (worker) => StoreAnswer.parse(await worker.ask(task))))
  const samplesMs = answers.flatMap((answer) => [...answer.samplesMs])
  const elapsedMs =
    Math.max(...answers.map(({ endedAt }) => endedAt)) - Math.min(...answers.map(({ startedAt }) => startedAt))
  return { units: samplesMs.length, samplesMs, elapsedMs }
}

const figuresOf = (rows: readonly BenchRow[], processes: number): StoreFigure[] =>
  rows.map(({ group, name, unitsPerSecond, p50Ms, p99Ms }) => {
    const times = (store: string) => {
      const other = rows.find((row) => row.group === group && row.name === store)
      return other === undefined ? Number.NaN : unitsPerSecond / other.unitsPerSecond
    }
    return {
      operation: group,
      processes,
      store: name,
      perSecond: unitsPerSecond,
      p50Ms: p50Ms ?? Number.NaN,
      p99Ms: p99Ms ?? Number.NaN,
      timesSqlite: times('SQLite'),
      timesFiles: times('files'),
    }
  })

/** What the seeds keep in caches on SQLite, files, PostgreSQL, Redis and this project's cache, by one process and by eight. */
export const benchStores = async ({ env }: CliContext, rounds: number) => {
  const operations = operationsOn(await simulatedBars(2_500))
  await using own = await startOwnServices(env)
  await preparePostgres(own.databaseUrl)
  const { folder, databaseUrl, redisUrl } = own
  await using scope = new AsyncDisposableStack()
  const file = join(import.meta.dirname, 'stores.child.ts')
  const opening = { type: 'open', places: { folder, databaseUrl, redisUrl } }
  const workers = await startWorkers(file, Math.max(...crowds), opening)
  for (const worker of workers) scope.use(worker)
  await workers[0]?.ask({ type: 'fill' })
  const figures: StoreFigure[] = []
  for (const processes of crowds) {
    const started = performance.now()
    const crowd = workers.slice(0, processes)
    const cases = operations.flatMap(({ name: group }) =>
      storeKinds.map(({ name }) => ({ group, name, unit: 'calls', run: () => ask(crowd, name, group) })),
    )
    figures.push(...figuresOf(await runSuite(cases, { rounds }), processes))
    note(
      `${processes} ${processes === 1 ? 'process' : 'processes'}: ${Math.round((performance.now() - started) / 1_000)} s`,
    )
  }
  return {
    rounds,
    machine: machineNow(),
    stores: storeKinds.map(({ name, configured }) => ({ name, configured })),
    figures,
  }
}

export type StoresReport = Awaited<ReturnType<typeof benchStores>>
