import type pg from 'pg'

/** The part of a source that rejected items of files stand under. */
export const documentsPart = 'documents'

/** Whether a row of quarantine is a rejected item of the file `$1`. */
export const ofSource = `source_id = (select id from imported.sources where path = $1 and part = '${documentsPart}')`

/** Where items of a file are kept, and under which column their numbers. */
const stores = [
  { table: 'documents', of: 'path = $1', number: 'item' },
  { table: 'quarantine', of: ofSource, number: 'source_row' },
] as const

const overBoth = (select: (store: (typeof stores)[number]) => string): string =>
  stores.map((store) => `(${select(store)})`).join(', ')

/** Gives items of a file, chosen by number, others below -1 and below all that are in use there, in their order; by how much these are smaller, null where there are no such items. */
const lower = async (
  client: pg.ClientBase,
  path: string,
  chosen: (number: string) => string,
  value: unknown,
): Promise<bigint | null> => {
  const { rows } = await client.query<{ by: string | null }>(
    `select greatest(${overBoth(({ table, of, number }) => `select max(${number}) from imported.${table} where ${of} and ${chosen(number)}`)})
       - least(-1, ${overBoth(({ table, of, number }) => `select min(${number}) from imported.${table} where ${of}`)}) + 1 as by`,
    [path, value],
  )
  const by = rows[0]?.by ?? null
  if (by === null) return null
  for (const { table, of, number } of stores)
    await client.query(
      `update imported.${table} set ${number} = ${number} - $3::bigint where ${of} and ${chosen(number)}`,
      [path, value, by],
    )
  return BigInt(by)
}

/** Drops items of a file by their numbers: they are kept, under numbers below -1; by how much these are smaller then, null where there are none. */
export const dropItems = (client: pg.ClientBase, path: string, items: readonly number[]): Promise<bigint | null> =>
  lower(client, path, (number) => `${number} = any($2::int[])`, items)

/** Likewise all above a number. */
export const dropBeyond = async (client: pg.ClientBase, path: string, after: number): Promise<void> => {
  await lower(client, path, (number) => `${number} > $2::int`, after)
}

/** Forgets of the items that were dropped those that were lines amid being written, where what stands under their number now begins with them. */
export const forgetTorn = async (
  client: pg.ClientBase,
  path: string,
  items: readonly number[],
  by: bigint,
): Promise<void> => {
  const text = (alias: string) => `${alias}.cells::jsonb->>'text'`
  await client.query(
    `delete from imported.quarantine torn where ${ofSource} and source_row = any($2::int[]) and reason = 'torn-line' and (
       exists (select from imported.documents now where path = $1 and now.item = torn.source_row + $3::bigint and starts_with(now.body, ${text('torn')}))
       or exists (select from imported.quarantine now where ${ofSource} and now.source_row = torn.source_row + $3::bigint
         and starts_with(${text('now')}, ${text('torn')})))`,
    [path, items.map((item) => Number(BigInt(item) - by)), by.toString()],
  )
}

/** How many items of a file were dropped. */
export const droppedOf = async (client: pg.ClientBase, path: string): Promise<number> => {
  const { rows } = await client.query<{ n: number }>(
    `select (select count(*) from imported.documents where path = $1 and item < -1)::int
       + (select count(*) from imported.quarantine where ${ofSource} and source_row < -1)::int as n`,
    [path],
  )
  return rows[0]?.n ?? 0
}

/** By what items of a file are known, those that are dropped or the others: by number. */
const keysOf = (compared: '<' | '>='): string => {
  const keys = (number: string, said: string) =>
    `select ${number}::bigint as number, unnest(array[known_by, encode(sha256(convert_to(${said}, 'UTF8')), 'hex')]) as key`
  return `${keys('item', 'body')} from imported.documents where path = $1 and item ${compared} -1
    union all ${keys('source_row', `coalesce(cells::jsonb->>'text', cells)`)} from imported.quarantine where ${ofSource} and source_row ${compared} -1`
}

/** Forgets of the items of a file that were dropped those that are in it even so: by what they are known by, or by all that they say. */
export const forgetLive = async (client: pg.ClientBase, path: string): Promise<void> => {
  // rows that were copied just now are in no statistics: a nested loop would be over all pairs
  await client.query('set local enable_nestloop = off')
  await client.query(
    `with dropped as materialized (${keysOf('<')}),
     live as materialized (select distinct key from (${keysOf('>=')}) kept where key in (select distinct key from dropped)),
     again as materialized (select distinct number from dropped where key in (select key from live)),
     documents as (delete from imported.documents where path = $1 and item < -1 and item in (select number from again))
     delete from imported.quarantine where ${ofSource} and source_row < -1 and source_row in (select number from again)`,
    [path],
  )
}
