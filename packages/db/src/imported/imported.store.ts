import type pg from 'pg'
import { copyIn } from '../shared/copy-in.ts'
import { sqlState } from '../shared/errors.ts'
import { copiedColumns } from './encode-rows.ts'
import type { ImportedReject, ImportedTable } from './imported.tables.ts'

const uniqueViolation = '23505'

const copy = (client: pg.ClientBase, target: string, table: ImportedTable, encoded: Uint8Array) =>
  copyIn(client, `copy ${target} (${copiedColumns(table).join(', ')}) from stdin (format binary)`, [
    Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength),
  ])

/** Copies rows that are new, in a transaction. False, and the transaction has failed, where one has the key of another. */
export const copyNew = async (client: pg.ClientBase, table: ImportedTable, encoded: Uint8Array): Promise<boolean> => {
  try {
    await copy(client, `imported.${table.name}`, table, encoded)
    return true
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    return false
  }
}

/** A row whose key another one has. */
export interface Clash {
  readonly row: bigint
  /** The row that has the key. */
  readonly holder: string
  /** Whether the two say the same. */
  readonly same: boolean
}

/** Makes rows ready to be written, in this transaction. */
export const stageRows = async (client: pg.ClientBase, table: ImportedTable, encoded: Uint8Array): Promise<void> => {
  const columns = copiedColumns(table).join(', ')
  await client.query(`drop table if exists pg_temp.imported_staging`)
  await client.query(
    `create temporary table imported_staging on commit drop as select ${columns} from imported.${table.name} where false`,
  )
  await copy(client, 'imported_staging', table, encoded)
}

/**
 * Writes the rows that are ready, whose numbers nothing is kept under; of those that share a key the first is kept, and the others are returned. A key that only a row which was set aside has is theirs: they are that row.
 */
export const writeRows = async (client: pg.ClientBase, table: ImportedTable): Promise<readonly Clash[]> => {
  const columns = copiedColumns(table).join(', ')
  const own = Object.keys(table.columns)
  const values = (of: string) => `row(${own.map((column) => `${of}.${column}`).join(', ')})`
  await client.query(
    `delete from imported.${table.name} t using imported_staging s
     where t.external_id = s.external_id and t.source_id = s.source_id and t.source_row < 0 and s.source_row <> t.source_row`,
  )
  await client.query(
    `insert into imported.${table.name} (${columns})
     select distinct on (external_id) ${columns} from imported_staging order by external_id, source_row
     on conflict (external_id) do nothing`,
  )
  const { rows: clashes } = await client.query<{ row: string; holder: string; same: boolean }>(
    `select s.source_row as row, o.path || '#' || o.part || ' row ' || t.source_row as holder,
       ${values('s')} is not distinct from ${values('t')} as same
     from imported_staging s join imported.${table.name} t using (external_id) join imported.sources o on o.id = t.source_id
     where (t.source_id, t.source_row) <> (s.source_id, s.source_row)`,
  )
  return clashes.map(({ row, holder, same }) => ({ row: BigInt(row), holder, same }))
}

/** Keeps what could not be imported; what is kept under the same number is replaced. */
export const keepRejects = async (
  client: pg.ClientBase,
  source: number,
  rejects: readonly ImportedReject[],
): Promise<void> => {
  if (rejects.length === 0) return
  await client.query(
    `insert into imported.quarantine (source_id, source_row, reason, detail, cells, known_by)
     select $1, q.* from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[]) as q (source_row, reason, detail, cells, known_by)
     on conflict (source_id, source_row) do update set reason = excluded.reason, detail = excluded.detail, cells = excluded.cells, known_by = excluded.known_by
     where (quarantine.reason, quarantine.detail, quarantine.cells, quarantine.known_by)
       is distinct from (excluded.reason, excluded.detail, excluded.cells, excluded.known_by)`,
    [
      source,
      rejects.map(({ row }) => String(row)),
      rejects.map(({ reason }) => reason),
      rejects.map(({ detail }) => detail),
      rejects.map(({ cells }) => cells),
      rejects.map(({ knownBy }) => knownBy ?? null),
    ],
  )
}
