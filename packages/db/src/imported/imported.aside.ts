import type pg from 'pg'
import type { ImportedReject, ImportedTable } from './imported.tables.ts'

/** Whether what was rejected and cells, as JSON by column, that stand under its number later are of one row. */
export type IsSameRow = (rejected: Pick<ImportedReject, 'detail' | 'cells'>, after: string) => boolean

const numbered = 'source_id = $1 and source_row = any($2::bigint[])'

/** The number above the next one that is free for what is set aside: below zero, where the legacy system has none. */
const leastOf = ({ name }: ImportedTable): string =>
  `least(0, (select min(source_row) from imported.${name} where source_id = $1),
     (select min(source_row) from imported.quarantine where source_id = $1))`

/** Whether a row was imported when those without a natural key were known by their number alone: it is the one that has it still. */
const isUnmarked = ({ name }: ImportedTable): string =>
  `(t.external_id like '%#${name}:' || t.source_row and starts_with(s.external_id, t.external_id || '@'))`

/**
 * Frees these numbers of rows for those that are ready to be written. A row that has the key of the one that comes in its stead is that row, and is forgotten. Any other is set aside: it stays, under a number below zero.
 * Returns the numbers of those that were set aside.
 */
export const freeRows = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  rows: readonly bigint[],
): Promise<readonly bigint[]> => {
  const values = [source, rows.map(String)]
  await client.query(
    `delete from imported.${table.name} t using imported_staging s
     where t.source_id = $1 and t.source_row = any($2::bigint[]) and s.source_row = t.source_row
       and (s.external_id = t.external_id or ${isUnmarked(table)})`,
    values,
  )
  const { rows: aside } = await client.query<{ row: string }>(
    `with least as (select ${leastOf(table)} as n),
       freed as (select external_id, row_number() over (order by source_row desc) as nth from imported.${table.name} where ${numbered})
     update imported.${table.name} t set source_row = least.n - freed.nth from freed, least
     where t.external_id = freed.external_id returning t.source_row::text as row`,
    values,
  )
  return aside.map(({ row }) => BigInt(row))
}

/** What stands in quarantine under these numbers. */
const standing = async (client: pg.ClientBase, source: number, rows: readonly bigint[]) => {
  const { rows: found } = await client.query<{ row: string; detail: string; cells: string }>(
    `select source_row::text as row, detail, cells from imported.quarantine where ${numbered}`,
    [source, rows.map(String)],
  )
  return found.map(({ row, ...rejected }) => ({ row: BigInt(row), ...rejected }))
}

/**
 * Frees these numbers of what stands in quarantine under them. Of rows in `there`, what is the same row is forgotten, since it is written anew, and anything else is set aside, as `freeRows` does. Returns the numbers of those that were
 * set aside.
 */
export const freeRejects = async (
  client: pg.ClientBase,
  table: ImportedTable,
  source: number,
  rows: readonly bigint[],
  {
    there,
    cellsOf,
    isSame,
  }: {
    readonly there: readonly bigint[]
    readonly cellsOf: (rows: readonly bigint[]) => Promise<readonly string[]>
    readonly isSame: IsSameRow
  },
): Promise<readonly bigint[]> => {
  const written = new Set(there)
  const before = (await standing(client, source, rows)).filter(({ row }) => written.has(row))
  const after = before.length === 0 ? [] : await cellsOf(before.map(({ row }) => row))
  const others = before.filter((rejected, i) => !isSame(rejected, after[i] ?? '{}')).map(({ row }) => row)
  const { rows: aside } = await client.query<{ row: string }>(
    `with least as (select ${leastOf(table)} as n),
       freed as (select source_row, row_number() over (order by source_row desc) as nth from imported.quarantine where ${numbered})
     update imported.quarantine q set source_row = least.n - freed.nth from freed, least
     where q.source_id = $1 and q.source_row = freed.source_row returning q.source_row::text as row`,
    [source, others.map(String)],
  )
  await client.query(`delete from imported.quarantine where ${numbered}`, [source, rows.map(String)])
  return aside.map(({ row }) => BigInt(row))
}

/** Forgets of what was set aside in quarantine that which says the same as these: they are that, under another number. */
export const forgetFound = async (
  client: pg.ClientBase,
  source: number,
  rejects: readonly ImportedReject[],
): Promise<void> => {
  if (rejects.length === 0) return
  await client.query(
    `delete from imported.quarantine q using unnest($2::text[], $3::text[]) as found (reason, cells)
     where q.source_id = $1 and q.source_row < 0 and q.reason = found.reason and q.cells = found.cells`,
    [source, rejects.map(({ reason }) => reason), rejects.map(({ cells }) => cells)],
  )
}
