import pg from 'pg'

/** What a database holds of an import, counted without any of the code that wrote it. */
export interface Content {
  readonly rows: number
  readonly quarantined: number
  /** Sums of PostgreSQL's own hashes of all rows: equal for equal rows in whatever order. */
  readonly hash: string
}

/** Does `work` on a connection to a database. */
export const onDatabase = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** What is there of recommendations. Numbers of sources do not count: one that was about to be given out when its process was killed is not given out again. */
export const contentOf = (url: string): Promise<Content> =>
  onDatabase(url, async (client) => {
    const { rows: columns } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'imported' and table_name = 'ai_recommendations' and column_name <> 'source_id' order by ordinal_position`,
    )
    const row = `row(${columns.map(({ name }) => name).join(', ')})::text`
    const { rows } = await client.query<Content>(
      `select (select count(*)::int from imported.ai_recommendations) as rows, (select count(*)::int from imported.quarantine) as quarantined,
         (select coalesce(sum(hashtextextended(${row}, 0)), 0)::text from imported.ai_recommendations) || ' ' ||
         (select coalesce(sum(hashtextextended(row(source_row, reason, cells)::text, 0)), 0)::text from imported.quarantine) as hash`,
    )
    return rows[0] ?? { rows: 0, quarantined: 0, hash: '' }
  })

/** Changes one cell of a row, as a fault of the disk would. */
export const flipCell = (url: string, row: number): Promise<void> =>
  onDatabase(url, async (client) => {
    await client.query(`update imported.ai_recommendations set rank_in_run = rank_in_run + 1 where source_row = $1`, [
      row,
    ])
  })
