import { nse } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { defineJob } from '@fyntrix/domain/jobs'
import { createDaemon, createNominalTimes, daemonSettings } from '@fyntrix/services/jobs'
import { silentLog } from '@fyntrix/services/shared'
import pg from 'pg'
import { z } from 'zod'
import type { CliContext } from '../../context.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { VirtualClock } from './clock.ts'

export interface OutageReport {
  readonly jobs: number
  readonly hours: number
  /** Nominal times that fell into the outage. */
  readonly missed: number
  readonly ran: number
  readonly superseded: number
  readonly mostAtOnce: number
  /** Seconds after the end of the outage at which the first and the last began. */
  readonly firstAfter: number
  readonly lastAfter: number
  /** Different seconds in which runs began. */
  readonly moments: number
  readonly broken: readonly string[]
}

const second = 1_000
const hour = 3_600 * second
const fleet = 3
const workMs = 4 * second
// between nominal times: what was missed is late by then
const end = Date.parse('2026-06-13T03:02:30.000Z')

const jobsOf = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    defineJob({
      id: `after-outage.${i}`,
      schedule: { kind: 'cron', pattern: `*/${5 + (i % 4) * 5} * * * *`, timezone: 'UTC', days: 'every' },
      windowMs: 24 * hour,
      cost: 'llm',
      payload: z.object({}),
      input: {},
    }),
  )

/** Lets a fleet come back after hours of outage: each job catches up its latest time at most, spread over a while, two at a time. On a clock that is moved, with a real ledger. */
export const proveOutage = async (
  { env }: CliContext,
  { jobs: count, hours }: { readonly jobs: number; readonly hours: number },
): Promise<OutageReport> => {
  await using own = await startOwnServices(env)
  await using database = openDatabase({ url: own.databaseUrl })
  const clock = new VirtualClock(end - hours * hour)
  const definitions = jobsOf(count)
  const times = createNominalTimes(nse)
  let [running, mostAtOnce] = [0, 0]
  const begun: number[] = []
  const daemons = Array.from({ length: fleet }, (_, i) =>
    createDaemon({
      db: database,
      bindings: definitions.map((definition) => ({
        definition,
        handle: async ({ signal }) => {
          running += 1
          mostAtOnce = Math.max(mostAtOnce, running)
          begun.push(clock.now)
          await clock.sleep(workMs, signal)
          running -= 1
          return { status: 'ran', result: null }
        },
      })),
      times,
      settings: daemonSettings,
      identity: { id: `daemon-${i}`, host: 'simulated', pid: i },
      at: () => new Date(clock.now),
      wall: () => new Date(clock.now),
      log: silentLog,
      overBudget: () => Promise.resolve(null),
    }),
  )
  await daemons[0]?.look()
  const missed = definitions.reduce(
    (sum, { schedule }) => sum + times.between(schedule, end - hours * hour, end).length,
    0,
  )

  clock.moveTo(end)
  const pool = new pg.Pool({ connectionString: own.databaseUrl, max: 1 })
  await using _ = { [Symbol.asyncDispose]: () => pool.end() }
  const open = async () =>
    ((await pool.query(`select 1 from job_occurrences where state in ('planned', 'running') limit 1`)).rowCount ?? 0) >
    0
  // until all is done, or the next nominal times come
  for (let first = true; clock.now < end + 145 * second && (first || (await open())); first = false) {
    for (let turn = 0; turn < 2; turn++) await Promise.all(daemons.map((daemon) => daemon.look()))
    await Promise.all(daemons.map((daemon) => daemon.beat()))
    while (daemons.reduce((sum, daemon) => sum + daemon.running(), 0) > clock.sleeping) await new Promise(setImmediate)
    clock.moveTo(clock.now + second)
  }
  const { rows } = await pool.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from job_occurrences group by state`,
  )
  const states = new Map(rows.map(({ state, n }) => [state, n]))
  const ran = states.get('caught-up') ?? 0
  const after = begun.map((at) => Math.round((at - end) / second))
  const broken = [
    ...(ran === count ? [] : [`${ran} of ${count} jobs caught up`]),
    ...(begun.length <= count ? [] : [`${begun.length} runs for ${count} jobs`]),
    ...(mostAtOnce <= 2 ? [] : [`${mostAtOnce} ran at a time`]),
    ...(new Set(after).size > count / 4 ? [] : ['the starts were not spread']),
    ...(ran + (states.get('superseded') ?? 0) === missed ? [] : ['some nominal times are unaccounted for']),
  ]
  return {
    jobs: count,
    hours,
    missed,
    ran,
    superseded: states.get('superseded') ?? 0,
    mostAtOnce,
    firstAfter: Math.min(...after),
    lastAfter: Math.max(...after),
    moments: new Set(after).size,
    broken,
  }
}
