import { createHash } from 'node:crypto'
import type { ImportedRow, ImportedTable, ImportedType, ImportedValue } from './imported.tables.ts'

/** 2000-01-01, from which PostgreSQL counts, in microseconds since 1970. */
const postgresEpoch = 946_684_800_000_000
const nothing = '-'

const bytes = Buffer.alloc(8)
const two32 = 2 ** 32

const textOf = (value: string): string => `${Buffer.byteLength(value)}:${value}`

const float8Of = (value: number): string => {
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}

const instantOf = (micros: number): string => {
  const since = micros - postgresEpoch
  const high = Math.floor(since / two32)
  bytes.writeInt32BE(high)
  bytes.writeUInt32BE(since - high * two32, 4)
  return bytes.toString('hex')
}

/** A value in the one form in which both stores write it. */
export const canonicalValue = (type: ImportedType, value: ImportedValue): string => {
  if (value === null) return nothing
  if (typeof value === 'string') return type === 'date' ? value : textOf(value)
  if (typeof value === 'number') return type === 'instant' ? instantOf(value) : float8Of(value)
  return String(value)
}

const asText = (column: string): string => `${column}::text`

const sqlOf: Readonly<Record<ImportedType, (column: string) => string>> = {
  text: (column) => `octet_length(${column}) || ':' || ${column}`,
  float8: (column) => `encode(float8send(${column}), 'hex')`,
  instant: (column) => `encode(timestamptz_send(${column}), 'hex')`,
  bool: asText,
  date: asText,
  int8: asText,
}

/** The expression that writes a column as `canonicalValue` does. */
export const canonicalSql = (type: ImportedType, column: string): string =>
  `coalesce(${sqlOf[type](column)}, '${nothing}')`

/** Names and types of all that is proved of a row, in the order in which it is written. */
export const provedColumns = ({ columns }: ImportedTable): readonly (readonly [string, ImportedType])[] => [
  ['source_row', 'int8'],
  ['external_id', 'text'],
  ['suspect', 'text'],
  ['original', 'text'],
  ...Object.entries(columns),
]

const provedValues = ({ row, externalId, suspect, original, values }: ImportedRow): readonly ImportedValue[] => [
  row,
  externalId,
  suspect,
  original,
  ...values,
]

/** A row, column by column, in the canonical form. */
const canonicalRow = (table: ImportedTable): ((row: ImportedRow) => string[]) => {
  const types = provedColumns(table).map(([, type]) => type)
  return (row) => {
    const values = provedValues(row)
    return types.map((type, i) => canonicalValue(type, values[i] ?? null))
  }
}

/** The expression of a whole row in the canonical form. */
export const canonicalRowSql = (table: ImportedTable): string =>
  provedColumns(table)
    .map(([column, type]) => canonicalSql(type, column))
    .join(` || '|' || `)

/** A row by column, in the canonical form. */
export const provedRow = (table: ImportedTable): ((row: ImportedRow) => Record<string, string>) => {
  const canonical = canonicalRow(table)
  const names = provedColumns(table).map(([column]) => column)
  return (row) => {
    const values = canonical(row)
    return Object.fromEntries(names.map((column, i) => [column, values[i] ?? '']))
  }
}

/** SHA-256 of rows in the canonical form, in the order in which they are added. */
export interface RowHash {
  add(row: ImportedRow): void
  digest(): string
}

/** A hash of rows, to be taken once. */
export const createRowHash = (table: ImportedTable): RowHash => {
  const canonical = canonicalRow(table)
  const hash = createHash('sha256')
  return { add: (row) => void hash.update(canonical(row).join('|')), digest: () => hash.digest('hex') }
}
