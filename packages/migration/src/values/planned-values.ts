import { join } from 'node:path'
import type { Calendar } from '@fyntrix/calendar'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import { memberships } from '@fyntrix/domain/universes'
import { readInstruments } from '@fyntrix/market-data'
import type { Redis } from 'ioredis'
import { placesOf } from '../candles/planned-caches.ts'
import type { PlannedTable } from '../databases/planned-table.ts'
import type { Plan } from '../plan.ts'
import { openLegacyDatabase, type StoredRow } from '../sqlite/legacy-database.ts'
import type { Target } from '../target.ts'
import { type Candidates, usualCandidates } from './identity.ts'
import type { ReadingOptions, ValueSources } from './sources.ts'
import type { ValueTarget } from './target.ts'

/** What of an installation goes to Redis. */
export interface PlannedValues {
  /** Pickles that may hold values of the old managers. */
  readonly pickles: number
  /** Rows of levels of support and resistance. */
  readonly levels: number
}

/** Days back from today on which a window of candles may have ended. */
const recentDays = 30
const msPerDay = 86_400_000

const candidatesOf = async (instruments: string | undefined, now: Date): Promise<Candidates> => ({
  ...usualCandidates,
  symbols:
    instruments === undefined
      ? [...new Set(memberships.flatMap(({ symbols }) => symbols))]
      : (await readInstruments(instruments)).symbols,
  sectors: [],
  endDates: Array.from({ length: recentDays }, (_, day) =>
    new Date(now.getTime() - day * msPerDay).toISOString().slice(0, 10),
  ),
})

function* levelsIn(root: string, tables: readonly PlannedTable[]): Iterable<StoredRow> {
  for (const { path, table } of tables.filter((one) => one.table === 'support_resistance_levels')) {
    using database = openLegacyDatabase(join(root, path))
    yield* database.rows(`select * from ${table}`)
  }
}

const hasValues = ({ values }: Plan, { redis }: ValuesOptions): boolean =>
  redis !== undefined || values.pickles + values.levels > 0

export interface ValuesOptions {
  /** The legacy Redis. */
  readonly redis?: Redis | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((place: string, read: number, of: number) => void) | undefined
}

/** Where the values of an installation lie, and how they are read. */
export interface ValuesToRead {
  readonly sources: ValueSources
  readonly options: ReadingOptions
}

/** Where the values of a plan lie, and how they are read; null where there are none. */
export const valuesToRead = async (
  plan: Plan,
  { calendar, now, source }: { readonly calendar: Calendar; readonly now: Now; readonly source: CandleSource },
  options: ValuesOptions,
): Promise<ValuesToRead | null> => {
  if (!hasValues(plan, options)) return null
  const { root, tables, candles } = plan
  const { redis, signal, onProgress } = options
  const instruments = candles.map((planned) => placesOf(root, planned).instruments).find((list) => list !== undefined)
  return {
    sources: { ...(redis && { redis }), folder: root, levels: levelsIn(root, tables) },
    options: {
      candidates: await candidatesOf(instruments, now()),
      calendar,
      source,
      wall: now,
      signal,
      onProgress: (place, read) => onProgress?.(place, read, read),
    },
  }
}

/** Legacy values, and where they go. */
export interface ValuesToMove extends ValuesToRead {
  readonly target: ValueTarget
}

/** As `valuesToRead`, with where the values go; nothing is connected to where there are none. */
export const valuesToMove = async (
  { cache, calendar, now }: Pick<Target, 'cache' | 'calendar' | 'now'>,
  plan: Plan,
  options: ValuesOptions,
): Promise<ValuesToMove | null> => {
  if (!hasValues(plan, options)) return null
  const { values: target, source } = await cache()
  const read = await valuesToRead(plan, { calendar, now, source }, options)
  return read && { target, ...read }
}
