import type pg from 'pg'

/** What a table holds: how many rows, and a sum over all of them. */
export interface TableFacts {
  readonly rows: number
  readonly sum: string | null
}

/** All facts, table by table. */
export type Facts = Readonly<Record<string, TableFacts>>

/** what is written beside the effect of a call, by others or each time */
const beside = `'audit_log', 'audit_head', 'mikro_orm_migrations', 'outbox_counter', 'archive_files'`
const volatile = `'last_used_at', 'attempts', 'last_error', 'next_attempt_at', 'published_at', 'published_seq'`

/** Reads all facts that a mutation may change. */
export const readFacts = async (client: pg.Client): Promise<Facts> => {
  const { rows: tables } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_name not in (${beside}) and table_name !~ '^(audit_log|candles)' order by 1`,
  )
  const facts: Record<string, TableFacts> = {}
  for (const { name } of tables) {
    const { rows } = await client.query<TableFacts>(
      `select count(*)::int as rows, md5(string_agg((to_jsonb(t) - array[${volatile}])::text, '|' order by t::text)) as sum from "${name}" t`,
    )
    facts[name] = rows[0] ?? { rows: 0, sum: null }
  }
  return facts
}

/** Which tables differ, and by how many rows: the same for two copies of one change, whatever ids and instants they have. */
export const shapeOf = (before: Facts, after: Facts): string =>
  Object.entries(after)
    .flatMap(([name, { rows, sum }]) => {
      const earlier = before[name]
      return earlier?.sum === sum ? [] : [`${name} ${rows - (earlier?.rows ?? 0)}`]
    })
    .join(', ')

/** How many messages wait to be published. */
export const unpublished = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from outbox where published_at is null`)
  return rows[0]?.n ?? 0
}
