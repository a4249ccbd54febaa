import { isUtf8 } from 'node:buffer'
import { statSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import type { ColumnCensus, DatabaseCensus, TableCensus } from '../inspection.ts'
import { knownTables } from './known-tables.ts'
import { type LegacyDatabase, openLegacyDatabase, quoted, type StoredRow } from './legacy-database.ts'
import { type LegacyTable, legacyTables, virtualTables } from './legacy-tables.ts'

type LegacyColumn = LegacyTable['columns'][number]

const classes = ['null', 'integer', 'real', 'text', 'blob'] as const
/** Rows of a statement: short enough for a writer to wait for. */
const atOnce = 20_000n
const largestDouble = '1.7976931348623157e308'

export interface CensusOptions {
  readonly signal?: AbortSignal | undefined
  /** Told of rows that were looked at. */
  readonly onRows?: ((rows: number) => void) | undefined
}

const numberOf = (row: StoredRow, name: string): number => Number(row[name] ?? 0)
const textOf = (row: StoredRow, name: string): string => String(row[name] ?? '')

const countsOf = ({ name }: LegacyColumn, i: number): string => {
  const cell = quoted(name)
  return [
    ...classes.map((kind) => `count(*) filter (where typeof(${cell}) = '${kind}') as ${kind}_${i}`),
    `count(*) filter (where typeof(${cell}) = 'real' and abs(${cell}) > ${largestDouble}) as infinite_${i}`,
    `max(octet_length(${cell})) filter (where typeof(${cell}) in ('text', 'blob')) as longest_${i}`,
  ].join(', ')
}

/** Stretches of rows that are looked at by one statement each, as `from` clauses; all of them at once where rows have no number. */
function* stretchesOf(database: LegacyDatabase, table: string, number: string | null): Iterable<string> {
  if (number === null) {
    yield quoted(table)
    return
  }
  // what is added from here on is not run after
  const { end } = database.row(`select max(${number}) as end from ${quoted(table)}`)
  if (typeof end !== 'bigint') return
  for (let after: bigint | null = null; after !== end; ) {
    const beyond: string = after === null ? '' : `and ${number} > ${after}`
    const numbered = `from ${quoted(table)} where ${number} <= ${end} ${beyond} order by ${number} limit ${atOnce}`
    const { last } = database.row(`select max(n) as last from (select ${number} as n ${numbered})`)
    // what is left was deleted meanwhile
    if (typeof last !== 'bigint') return
    yield `(select * ${numbered})`
    after = last
  }
}

const notUtf8In = (database: LegacyDatabase, from: string, columns: readonly LegacyColumn[]): number[] => {
  const found = columns.map(() => 0)
  const cells = columns.map(
    ({ name }, i) => `case typeof(${quoted(name)}) when 'text' then cast(${quoted(name)} as blob) end as c${i}`,
  )
  for (const row of database.rows(`select ${cells.join(', ')} from ${from}`))
    for (const i of found.keys()) {
      const cell = row[`c${i}`]
      if (cell instanceof Uint8Array && !isUtf8(cell)) found[i] = (found[i] ?? 0) + 1
    }
  return found
}

const censusOfTable = async (
  database: LegacyDatabase,
  { name, columns, number }: LegacyTable,
  options: CensusOptions,
): Promise<TableCensus> => {
  const zero = { null: 0, integer: 0, real: 0, text: 0, blob: 0, infinite: 0, notUtf8: 0, longest: 0 }
  let censuses = columns.map((column): ColumnCensus => ({ ...column, ...zero }))
  let rows = 0
  for (const from of stretchesOf(database, name, number)) {
    // lets a signal come through
    await turn()
    options.signal?.throwIfAborted()
    const counts = database.row(`select count(*) as n, ${columns.map(countsOf).join(', ')} from ${from}`)
    const notUtf8 = notUtf8In(database, from, columns)
    censuses = censuses.map((census, i) => ({
      ...census,
      null: census.null + numberOf(counts, `null_${i}`),
      integer: census.integer + numberOf(counts, `integer_${i}`),
      real: census.real + numberOf(counts, `real_${i}`),
      text: census.text + numberOf(counts, `text_${i}`),
      blob: census.blob + numberOf(counts, `blob_${i}`),
      infinite: census.infinite + numberOf(counts, `infinite_${i}`),
      notUtf8: census.notUtf8 + (notUtf8[i] ?? 0),
      longest: Math.max(census.longest, numberOf(counts, `longest_${i}`)),
    }))
    rows += numberOf(counts, 'n')
    options.onRows?.(numberOf(counts, 'n'))
  }
  const known = Object.hasOwn(knownTables, name) ? (knownTables[name] ?? null) : null
  const here = new Set(columns.map((column) => column.name))
  return {
    name,
    rows,
    columns: censuses,
    missing: known && known.filter((column) => !here.has(column)),
    extra: known === null ? [] : [...here].filter((column) => !known.includes(column)),
  }
}

/**
 * Looks at every cell of every table of a database. Its writer may go on meanwhile: tables are read a stretch of rows at a time, so that the counts are of no single moment. Throws like
 * `openLegacyDatabase`, and the signal's reason.
 */
export const takeCensus = async (path: string, options: CensusOptions = {}): Promise<Omit<DatabaseCensus, 'path'>> => {
  using database = openLegacyDatabase(path)
  const censuses: TableCensus[] = []
  for (const table of legacyTables(database)) censuses.push(await censusOfTable(database, table, options))
  return {
    bytes: statSync(path).size,
    journal: textOf(database.row('select journal_mode from pragma_journal_mode'), 'journal_mode'),
    tables: censuses,
    virtual: virtualTables(database),
  }
}
