import type { CandleSource, ImportReport, ProviderItem, QuarantinedRow } from '@fyntrix/domain/candles'
import type { Id } from '@fyntrix/domain/shared'
import type pg from 'pg'
import { copyIn } from '../shared/copy-in.ts'
import { ensurePartitions } from '../shared/partitions.ts'
import type { ConnectionPool } from '../shared/pool.ts'
import { copyIntoStaging, createStaging, encodeItems, newTally, type Span, type Tally } from './candles.staging.ts'
import type { CandleTable } from './candles.tables.ts'

/** What an import is, and how it is followed. */
export interface ImportOptions {
  readonly importId: Id
  readonly source: CandleSource
  /** Where the candles come from, for people: a folder, a file, a feed. */
  readonly description: string
  /** When the candles reached us: later versions of bars without a recorded arrival count as known from then on, not before. */
  readonly receivedAt: Date
  /** Ends the import while it reads: it rejects with the signal's reason, and nothing of it stays. */
  readonly signal?: AbortSignal
  /** Told the number of bars read so far, once a batch. */
  readonly onProgress?: (read: number) => void
}

interface Added {
  readonly inserted: number
  readonly newVersions: number
}

const sameKey = (a: string, b: string): string =>
  `${a}.symbol = ${b}.symbol and ${a}.interval = ${b}.interval and ${a}.ts = ${b}.ts`
// for PostgreSQL, unlike IEEE 754, NaN equals NaN; −0 equals 0 for both
const sameValues = (a: string, b: string): string =>
  ['open', 'high', 'low', 'close', 'volume', 'provisional'].map((name) => `${a}.${name} = ${b}.${name}`).join(' and ')

/**
 * Adds to a table what it does not hold yet: a delivered bar that equals any version of its key, stored or delivered before it, is dropped; what is
 * left becomes the next versions in the order of delivery. `stored` may be true and `repeats` may say more needlessly, which only takes longer: bars
 * that may occur twice have to be sorted.
 */
const addSql = (table: CandleTable, { stored, repeats }: { stored: boolean; repeats: Tally['repeats'] }): string => {
  const fresh = stored
    ? `not exists (select from ${table} c where c.source = $1 and ${sameKey('c', 's')} and ${sameValues('c', 's')}
         and c.ts between $4 and $5)`
    : 'true'
  const before = stored
    ? `coalesce((select max(c.version) from ${table} c where c.source = $1 and ${sameKey('c', 's')}), 0)`
    : '0'
  const numbered = (nth: string, ...conditions: readonly string[]): string => `
    select s.*, (${before} + ${nth})::int as version from candles_staging s
    where s.interval ${table === 'candles_daily' ? '=' : '<>'} 'day' and ${[fresh, ...conditions].join(' and ')}`
  const nth = 'row_number() over (partition by s.symbol, s.interval, s.ts order by s.n)'
  const among = (e: string): string => (repeats === 'marked' ? `${e}.again` : 'true')
  const first = `not exists (select from candles_staging e where ${among('e')} and ${sameKey('e', 's')} and ${sameValues('e', 's')} and e.n < s.n)`
  const parts = [
    ...(repeats === 'any' ? [] : [numbered('1', ...(repeats === 'marked' ? ['not s.again'] : []))]),
    ...(repeats === 'none' ? [] : [numbered(nth, among('s'), first)]),
  ]
  return `
    with numbered as (${parts.join(' union all ')}), added as (
      insert into ${table} (source, symbol, interval, ts, version, session, known_at, cached_at,
        open, high, low, close, volume, provisional, simulated, import_id)
      select $1, symbol, interval, ts, version, session,
        case when version = 1 or cached_at is not null then known_at else greatest(known_at, $2) end, cached_at,
        open, high, low, close, volume, provisional, $1 = 'simulated', $3
      from numbered
      returning version
    )
    select count(*) filter (where version = 1)::int as inserted, count(*) filter (where version > 1)::int as "newVersions",
      -- types the parameters that only some variants use
      $4::timestamptz <= $5::timestamptz as spans from added`
}

const addTo = async (
  client: pg.ClientBase,
  table: CandleTable,
  { first, last }: Span,
  { importId, source, receivedAt }: ImportOptions,
  { repeats }: Tally,
): Promise<Added> => {
  await ensurePartitions(async (sql) => (await client.query(sql)).rows, table, first, last)
  const span = [new Date(first), new Date(last)]
  const { rows: found } = await client.query(
    `select 1 from ${table} where source = $1 and ts between $2 and $3 limit 1`,
    [source, ...span],
  )
  const stored = found.length > 0
  if (stored) await client.query('analyze candles_staging')
  const { rows } = await client.query<Added>(addSql(table, { stored, repeats }), [
    source,
    receivedAt,
    importId,
    ...span,
  ])
  return rows[0] ?? { inserted: 0, newVersions: 0 }
}

const analyzeFrom = 10_000

/**
 * Tells the planner how many bars a series has. Without it a read of the newest bars is planned as a sort of all of them; autovacuum never looks at
 * a partitioned table as a whole. A small sample of the key's columns is enough for that, and ten times cheaper than the default one.
 */
const analyze = async (client: pg.ClientBase, tables: Iterable<CandleTable>): Promise<void> => {
  await client.query('set local default_statistics_target = 10')
  for (const table of tables) await client.query(`analyze ${table} (source, symbol, interval, ts, version)`)
}

// PostgreSQL's text cannot hold U+0000
const storable = (text: string): string => text.replaceAll('\0', '\u2400')
const rowsPerInsert = 5_000

const quarantine = async (client: pg.ClientBase, rows: readonly QuarantinedRow[], importId: Id): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const some = rows.slice(from, from + rowsPerInsert)
    const column = (pick: (row: QuarantinedRow) => string | null) =>
      some.map((row) => {
        const value = pick(row)
        return value === null ? null : storable(value)
      })
    await client.query(
      `insert into candle_quarantine (source, file, line, reason, raw_sha256, detail, raw, symbol, interval, import_id)
       select source, file, line, reason, sha256(convert_to(raw, 'UTF8')), detail, raw, symbol, interval, $9
       from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
         as q (source, file, line, reason, detail, raw, symbol, interval)
       on conflict do nothing`,
      [
        column((row) => row.source),
        column((row) => row.file),
        some.map((row) => row.line),
        column((row) => row.reason),
        column((row) => row.detail),
        column((row) => row.raw),
        column((row) => row.symbol),
        column((row) => row.interval),
        importId,
      ],
    )
  }
}

const countBy = (rows: readonly QuarantinedRow[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { reason } of rows) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

/** Imports what a provider delivers, in one transaction; imports of one source wait for each other. See `CandlesRepository.importCandles`. */
export const importCandles = async (
  pool: ConnectionPool,
  items: AsyncIterable<ProviderItem>,
  options: ImportOptions,
): Promise<ImportReport> => {
  const { importId, source, description, receivedAt, signal, onProgress = () => undefined } = options
  const began = performance.now()
  return pool.transaction(async (client) => {
    await client.query(`set local statement_timeout = 0; set local work_mem = '64MB'`)
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`candles:import:${source}`])
    await client.query(createStaging)
    const tally = newTally()
    await copyIn(client, copyIntoStaging, encodeItems(items, source, tally, onProgress), signal)
    let inserted = 0
    let newVersions = 0
    for (const [table, span] of tally.spans) {
      const added = await addTo(client, table, span, options, tally)
      inserted += added.inserted
      newVersions += added.newVersions
    }
    const counts = {
      read: tally.read,
      inserted,
      newVersions,
      unchanged: tally.read - inserted - newVersions,
      quarantined: tally.quarantined.length,
      quarantinedByReason: countBy(tally.quarantined),
    }
    await client.query(
      `insert into candle_imports (id, source, description, received_at, started_at, finished_at, counts)
       values ($1, $2, $3, $4, now(), clock_timestamp(), $5)`,
      [importId, source, description, receivedAt, counts],
    )
    await quarantine(client, tally.quarantined, importId)
    // last, for it keeps other imports from making partitions until the end
    if (inserted + newVersions >= analyzeFrom) await analyze(client, tally.spans.keys())
    return { importId, source, ...counts, elapsedMs: performance.now() - began }
  })
}
