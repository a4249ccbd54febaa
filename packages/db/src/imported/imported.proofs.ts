import type pg from 'pg'
import { canonicalRowSql, canonicalSql, provedColumns } from './canonical.ts'
import { textBytes } from './imported.page.ts'
import type { ImportedReject, ImportedTable } from './imported.tables.ts'

/** Rows of a source by their numbers: above `after`, up to `upTo`; null for no bound. */
export interface RowSpan {
  readonly after: bigint | null
  readonly upTo: bigint | null
}

/** A row as it is kept, in the canonical form, by column. */
export interface KeptRow {
  readonly row: bigint
  readonly columns: Readonly<Record<string, string>>
}

/** Of the cells of a column that are numbers. */
export interface Aggregate {
  readonly cells: number
  readonly least: number
  readonly greatest: number
  readonly sum: number
}

/** What is kept of a stretch: the SHA-256 of its rows, and how many of it are quarantined. */
export interface KeptHash {
  readonly hash: string
  readonly quarantined: number
}

/** Rows that refer to others. */
export interface Links {
  readonly recommendations: number
  readonly linked: number
}

/** What is looked at once: far more may be kept between two rows that the legacy system still has. Its stretches have 2,000 rows and a mebibyte of text at most, and one row. */
const most = { rows: 2_000, bytes: 1 << 23 }

const spanSql =
  'source_id = $1 and ($2::bigint is null or source_row > $2) and ($3::bigint is null or source_row <= $3)'
const spanValues = (source: number, { after, upTo }: RowSpan) => [source, after?.toString(), upTo?.toString()]

/**
 * SHA-256, as `RowHash` has it, of the rows that are kept of a stretch, and how many of it are quarantined. Of more rows than a stretch of the legacy system can have it is that of the first of them, and so
 * not that of any such stretch.
 */
export const hashOf = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  span: RowSpan,
): Promise<KeptHash> => {
  const { rows } = await client.query<{ hash: string; quarantined: number }>(
    `select encode(sha256(convert_to(coalesce(string_agg(${canonicalRowSql(table)}, '' order by source_row), ''), 'UTF8')), 'hex') as hash,
       (select count(*)::int from imported.quarantine where ${spanSql}) as quarantined
     from (select *, sum(${textBytes(table)}) over (order by source_row rows between unbounded preceding and 1 preceding) as before
       from (select * from imported.${table.name} where ${spanSql} order by source_row limit ${most.rows + 1}) first) t
     where coalesce(before, 0) < ${most.bytes}`,
    spanValues(source, span),
  )
  return rows[0] ?? { hash: '', quarantined: 0 }
}

/** The last row of what is looked at once at the beginning of a span, of rows that are kept and quarantined ones; null where that is all of it. */
export const partOf = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  span: RowSpan,
): Promise<bigint | null> => {
  const first = (from: string, size: string) =>
    `(select source_row, ${size} as size from imported.${from} where ${spanSql} order by source_row limit ${most.rows + 1})`
  const { rows } = await client.query<{ last: string | null; whole: boolean }>(
    `select max(source_row) filter (where fits)::text as last, bool_and(fits) as whole
     from (select source_row, row_number() over earlier <= ${most.rows} and sum(size) over earlier - size < ${most.bytes} as fits
       from (${first(table.name, textBytes(table))} union all ${first('quarantine', 'octet_length(cells)')}) both_kept
       window earlier as (order by source_row)) placed`,
    spanValues(source, span),
  )
  const [{ last, whole } = { last: null, whole: true }] = rows
  return last === null || whole ? null : BigInt(last)
}

/** The rows that are kept of a stretch, in the order of their numbers. */
export const keptOf = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  span: RowSpan,
): Promise<readonly KeptRow[]> => {
  const columns = provedColumns(table)
  const { rows } = await client.query<Record<string, string> & { row: string }>(
    `select source_row::text as row, ${columns.map(([name, type]) => `${canonicalSql(type, name)} as ${name}`).join(', ')}
     from imported.${table.name} t where ${spanSql} order by t.source_row`,
    spanValues(source, span),
  )
  return rows.map(({ row, ...kept }) => ({ row: BigInt(row), columns: kept }))
}

/** What is quarantined of a stretch, in the order of the numbers. */
export const rejectsOf = async (
  client: pg.ClientBase,
  source: number,
  span: RowSpan,
): Promise<readonly ImportedReject[]> => {
  const { rows } = await client.query<Omit<ImportedReject, 'row'> & { row: string }>(
    `select source_row::text as row, reason, detail, cells from imported.quarantine where ${spanSql} order by quarantine.source_row`,
    spanValues(source, span),
  )
  return rows.map(({ row, ...reject }) => ({ ...reject, row: BigInt(row) }))
}

/** Counts and sums of columns of numbers, in their order, over the finite cells of a source that were numbers in the legacy system too; rows of the numbers `without` do not count. */
export const aggregatesOf = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  columns: readonly string[],
  without: readonly bigint[],
): Promise<readonly Aggregate[]> => {
  const values = columns.map((column, i) => {
    const cell = `case when ${column}::float8 not in ('NaN', 'Infinity', '-Infinity')
      and (original is null or not (original::jsonb ? '${column}')) then ${column}::float8 end`
    return `json_build_object('cells', count(${cell}), 'least', coalesce(min(${cell}), 0), 'greatest', coalesce(max(${cell}), 0),
      'sum', coalesce(sum(${cell}), 0)) as a${i}`
  })
  const { rows } = await client.query<Record<string, Aggregate>>(
    `select ${values.join(', ')} from imported.${table.name}
     where source_id = $1 and source_row <> all($2::bigint[])`,
    [source, without.map(String)],
  )
  return columns.map((_, i) => rows[0]?.[`a${i}`] ?? { cells: 0, least: 0, greatest: 0, sum: 0 })
}

/** Under which of these numbers something of a source is kept, in quarantine too. */
export const stillKeptOf = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  numbers: readonly bigint[],
): Promise<readonly bigint[]> => {
  const { rows } = await client.query<{ row: string }>(
    `select n::text as row from unnest($2::bigint[]) n
     where exists (select from imported.${table.name} where source_id = $1 and source_row = n)
       or exists (select from imported.quarantine where source_id = $1 and source_row = n) order by n`,
    [source, numbers.map(String)],
  )
  return rows.map(({ row }) => BigInt(row))
}

/** How many recommendations name a run, and how many of those runs are here. */
export const linksOf = async (client: pg.ClientBase): Promise<Links> => {
  const { rows } = await client.query<{ recommendations: number; linked: number }>(
    `select count(*)::int as recommendations, count(t.run_id)::int as linked
     from imported.ai_recommendations r left join (select distinct run_id from imported.top_picks_runs) t using (run_id)
     where r.run_id is not null`,
  )
  return rows[0] ?? { recommendations: 0, linked: 0 }
}
