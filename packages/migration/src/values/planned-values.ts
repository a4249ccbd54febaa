import { join } from 'node:path'
import type { Calendar } from '@fyntrix/calendar'
import type { CandleSource } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import { memberships } from '@fyntrix/domain/universes'
import { readInstruments } from '@fyntrix/market-data'
import type { Redis } from 'ioredis'
import type { PlannedTable } from '../databases/planned-table.ts'
import { openLegacyDatabase, type StoredRow } from '../sqlite/legacy-database.ts'
import { type Candidates, usualCandidates } from './identity.ts'
import type { ReadingOptions, ValueSources } from './sources.ts'

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

export interface ValuesRequest {
  readonly root: string
  readonly tables: readonly PlannedTable[]
  /** Path of the instrument list, whose symbols are looked for. */
  readonly instruments: string | undefined
  /** The legacy Redis. */
  readonly redis: Redis | undefined
  readonly source: CandleSource
  readonly calendar: Calendar
  readonly now: Now
  readonly signal: AbortSignal | undefined
  readonly onProgress: ((place: string, read: number) => void) | undefined
}

/** Where the values of an installation lie, and how they are read. */
export const valuesToRead = async ({
  root,
  tables,
  instruments,
  redis,
  source,
  calendar,
  now,
  signal,
  onProgress,
}: ValuesRequest): Promise<{ readonly sources: ValueSources; readonly options: ReadingOptions }> => ({
  sources: { ...(redis && { redis }), folder: root, levels: levelsIn(root, tables) },
  options: {
    candidates: await candidatesOf(instruments, now()),
    calendar,
    source,
    wall: now,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  },
})
