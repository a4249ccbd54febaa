import { DomainError, type Lane } from '@fyntrix/domain/shared'
import type { EntityName, RequiredEntityData } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { mapped } from './errors.ts'

/** What can stand for a `?` of a statement. Objects are given as JSON text and cast in the statement. */
export type Parameter = string | number | boolean | null | Date

/**
 * The rows of one statement, run in the transaction of `em` if it has one. `R` repeats the select list: the driver gives numbers for float8 and
 * int4, strings for int8 and numeric, parsed values for jsonb; instants are selected through `instant`.
 */
export const query = <R extends object>(
  em: EntityManager,
  sql: string,
  parameters: readonly Parameter[] = [],
): Promise<R[]> => mapped(() => em.execute<R[]>(sql, [...parameters]))

/** Inserts all rows in one statement; rows whose primary or unique key exists already are left as they are. Returns how many are new. */
export const insertNew = <E extends object>(
  em: EntityManager,
  entity: EntityName<E>,
  rows: readonly RequiredEntityData<E>[],
): Promise<number> =>
  mapped(async () => {
    if (rows.length === 0) return 0
    const result = await em
      .createQueryBuilder(entity)
      .insert([...rows])
      .onConflict()
      .ignore()
      .execute('run')
    return result.affectedRows
  })

/** The next number of a sequence: higher than every one before, and gone when its transaction fails. */
export const nextOf = async (em: EntityManager, sequence: 'fence_seq' | 'view_seq'): Promise<number> => {
  const [row] = await query<{ next: string }>(em, `select nextval(?::regclass) as next`, [sequence])
  if (row === undefined) throw new DomainError('internal', `the sequence ${sequence} gave nothing`)
  return Number(row.next)
}

/** The symbols that a table has in a lane, in their order: one look at the index for each, however many rows there are. */
export const symbolsIn = async (
  em: EntityManager,
  table: 'ai_recommendations' | 'agent_analyses',
  lane: Lane,
): Promise<string[]> => {
  const next = (after: string) => `(select symbol from ${table} where lane = ?${after} order by symbol limit 1)`
  const rows = await query<{ symbol: string }>(
    em,
    `with recursive found as (
       ${next('')} union all select ${next(' and symbol > found.symbol')} from found where found.symbol is not null
     )
     select symbol from found where symbol is not null`,
    [lane, lane],
  )
  return rows.map(({ symbol }) => symbol)
}

/** SQL that writes a timestamptz as the domain's `Instant`: ISO 8601, UTC, milliseconds. */
export const instant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** SQL that writes a float8[] for `float8s`: PostgreSQL's own binary form in base64, many times cheaper than numbers as text. */
export const float8Column = (array: string): string => `encode(array_send(${array}), 'base64')`

const arrayHeader = { bytes: 20, lengthAt: 12 }
const nullLength = -1

/**
 * The numbers of a one-dimensional float8[] that was selected through `float8Column`, NaN for nulls. Its form: five int32 (dimensions, whether there are
 * nulls, type, length, lower bound), then for each element its length in bytes, −1 for null, and the bytes, all big-endian; an empty array has three.
 */
export const float8s = (column: string): Float64Array => {
  const bytes = Buffer.from(column, 'base64')
  const values = new Float64Array(bytes.length < arrayHeader.bytes ? 0 : bytes.readInt32BE(arrayHeader.lengthAt))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = arrayHeader.bytes
  for (let i = 0; i < values.length; i++) {
    const isNull = view.getInt32(at) === nullLength
    values[i] = isNull ? Number.NaN : view.getFloat64(at + 4)
    at += isNull ? 4 : 12
  }
  return values
}

/** SQL that gives a timestamptz as epoch milliseconds, a number in JavaScript. */
export const epochMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`
