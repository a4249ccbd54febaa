import { atIst, nse } from '@fyntrix/calendar'
import { openDatabase } from '@fyntrix/db/shared'
import { jobCatalogue } from '@fyntrix/services/jobs'
import pg from 'pg'
import type { OwnServices } from '../../shared/own-services.ts'
import { effectsTable } from './effects.ts'
import { type Simulated, simulate } from './simulate.ts'

/** Days before a week that has what a schedule can stumble over: a holiday, an evening or a midday of Muhurat, sessions on a Saturday or Sunday, one of two stretches, none of it. */
const weeks = [
  '2026-01-24',
  '2025-10-18',
  '2023-11-09',
  '2026-01-29',
  '2024-02-28',
  '2024-05-16',
  '2021-02-20',
  '2026-06-13',
] as const

const years = ['2023-04-01', '2024-04-01', '2025-04-01'] as const

/** A stretch of days to live through: exchange date before the first, and how many. */
export interface Stretch {
  readonly seed: number
  readonly date: string
  readonly days: number
}

/** `n` weeks with seeds from `seed` on, and the first `yearsWanted` of the years. */
export const stretches = (n: number, yearsWanted: number, seed: number): readonly Stretch[] => [
  ...years.slice(0, yearsWanted).map((date, i) => ({ seed: seed + 1_000_000 + i, date, days: 365 })),
  ...Array.from({ length: n }, (_, i) => ({ seed: seed + i, date: weeks[i % weeks.length] ?? weeks[0], days: 7 })),
]

interface Options {
  readonly fenced?: boolean
  readonly longOneIn?: number
  /** Milliseconds after which no further stretch is begun. */
  readonly withinMs?: number
  readonly onStretch?: (done: readonly Simulated[]) => void
}

/** For connections opened later: nothing here is about the durability of PostgreSQL itself. */
const hasty = `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`

const prepare = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(effectsTable)
  await client.query(hasty)
  await client.end()
}

/** Worlds that go on while others wait for PostgreSQL. */
const atOnce = 4

/** Lives through stretches, each on tables that were empty. One that throws is told as broken. */
export const liveThrough = async (
  own: OwnServices,
  wanted: readonly Stretch[],
  { fenced = true, longOneIn = 8, withinMs = Number.POSITIVE_INFINITY, onStretch }: Options = {},
): Promise<readonly Simulated[]> => {
  const begun = performance.now()
  const left = [...wanted]
  const done: Simulated[] = []
  const live = async (url: string): Promise<void> => {
    await prepare(url)
    const database = openDatabase({ url, poolSize: 8, bulkPoolSize: 1 })
    const pool = new pg.Pool({ connectionString: url, max: 8 })
    pool.on('error', () => undefined)
    try {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        if (performance.now() - begun > withinMs) return
        const { seed, date, days } = next
        const from = atIst(date, '00:00')
        done.push(
          await simulate(
            { database, pool },
            { seed, from, days, definitions: jobCatalogue, calendar: nse, fenced, longOneIn },
          ),
        )
        onStretch?.(done)
      }
    } finally {
      await pool.end()
      await database.close()
    }
  }
  const urls: string[] = []
  while (urls.length < Math.min(atOnce, wanted.length)) urls.push(await own.emptyDatabase())
  await Promise.all(urls.map(live))
  return done
}
