import type pg from 'pg'

/** Rows that are quarantined for one reason. */
export interface QuarantineReason {
  /** A code to count by. */
  readonly reason: string
  readonly rows: number
  /** The first of them, and what exactly is wrong with it. */
  readonly row: bigint
  readonly detail: string
}

/** A row in quarantine whose key another row of its source has. */
export interface HeldKey {
  readonly row: bigint
  /** The row that has the key. */
  readonly holder: bigint
}

interface Source {
  readonly id: number
  readonly path: string
  readonly part: string
}

/** What of a source is quarantined, by reason. */
export const quarantinedOf = async (client: pg.ClientBase, source: number): Promise<readonly QuarantineReason[]> => {
  const { rows } = await client.query<Omit<QuarantineReason, 'row'> & { row: string }>(
    `select reason, count(*)::int as rows, min(source_row)::text as row, (array_agg(detail order by source_row))[1] as detail
     from imported.quarantine where source_id = $1 group by reason order by reason`,
    [source],
  )
  return rows.map(({ row, ...reason }) => ({ ...reason, row: BigInt(row) }))
}

/** The rows of a source above `after` that are quarantined because another row of it has their key, by number. */
export const heldKeysOf = async (
  client: pg.ClientBase,
  source: Source,
  after: bigint | null,
): Promise<readonly HeldKey[]> => {
  const { rows } = await client.query<{ row: string; holder: string }>(
    `select source_row::text as row, (regexp_match(detail, ' row (-?\\d+)(?:, which says something else)?$'))[1] as holder
     from imported.quarantine
     where source_id = $1 and ($2::bigint is null or source_row > $2) and reason in ('repeated', 'key-taken')
       and (starts_with(detail, 'says the same as ' || $3) or starts_with(detail, 'has the key of ' || $3))
     order by quarantine.source_row`,
    [source.id, after?.toString(), `${source.path}#${source.part} row `],
  )
  return rows.map(({ row, holder }) => ({ row: BigInt(row), holder: BigInt(holder) }))
}
