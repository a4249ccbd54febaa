import { CopyWriter } from '../shared/copy-binary.ts'
import type { ImportedRow, ImportedTable, ImportedType, ImportedValue } from './imported.tables.ts'

const chunkBytes = 1 << 21
const commonColumns = ['external_id', 'source_id', 'source_row', 'suspect', 'original']
const msPerDay = 86_400_000

/** The columns that rows are copied into, in the order in which they are written. */
export const copiedColumns = ({ columns }: ImportedTable): readonly string[] => [
  ...commonColumns,
  ...Object.keys(columns),
]

const writeText = (writer: CopyWriter, value: string | null): void => {
  if (value === null) writer.null()
  else writer.text(value)
}

const daysOf = (date: string): number => Date.parse(date) / msPerDay

const writeValue = (writer: CopyWriter, type: ImportedType, value: ImportedValue): void => {
  if (value === null) writer.null()
  else if (typeof value === 'string' && type === 'text') writer.text(value)
  else if (typeof value === 'number' && type === 'float8') writer.float8(value)
  else if (typeof value === 'number' && type === 'instant') writer.micros(value)
  else if (typeof value === 'bigint' && type === 'int8') writer.int8(value)
  else if (typeof value === 'boolean' && type === 'bool') writer.bool(value)
  else if (typeof value === 'string' && type === 'date') writer.date(daysOf(value))
  else throw new TypeError(`${typeof value} where ${type} is kept`)
}

/** Writes rows of a source as binary COPY data. */
export interface RowEncoder {
  add(row: ImportedRow): void
  /** What was added. To be called once, last. */
  end(): Uint8Array
}

/** An encoder of rows of a table, which writes into memory that was used before if it is given. */
export const createRowEncoder = (table: ImportedTable, sourceId: number, used?: ArrayBuffer): RowEncoder => {
  const types = Object.values(table.columns)
  const writer = new CopyWriter(chunkBytes, used ?? new ArrayBuffer(chunkBytes))
  return {
    add({ row, externalId, suspect, original, values }) {
      writer.row(commonColumns.length + types.length)
      writer.text(externalId)
      writer.int4(sourceId)
      writer.int8(row)
      writeText(writer, suspect)
      writeText(writer, original)
      for (const [i, type] of types.entries()) writeValue(writer, type, values[i] ?? null)
    },
    end() {
      writer.end()
      return writer.take()
    },
  }
}
