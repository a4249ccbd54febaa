import type { ImportedTableName } from '@fyntrix/domain/imported'
import { createRowEncoder, type ImportedRow, type ImportedValue, importedTable } from '../imported/index.ts'
import type { Database } from '../shared/index.ts'

/** A row of a legacy table by column, beside what every imported row has. Instants are ISO 8601 with `Z`, to the microsecond; what is left out is null. */
export interface SampleImported {
  readonly externalId: string
  readonly suspect?: string
  readonly original?: string
  readonly cells: Readonly<Record<string, ImportedValue>>
}

const microsOf = (text: string): number => {
  const fraction = /\.(\d+)Z$/.exec(text)?.[1] ?? ''
  return Date.parse(text.replace(/\.\d+Z$/, 'Z')) * 1_000 + Number(fraction.padEnd(6, '0'))
}

/** Imports rows of a table from a source of that name, numbered from 1. */
export const importSample = async (
  { imported }: Database,
  name: ImportedTableName,
  rows: readonly SampleImported[],
  place = 'sample.db',
): Promise<void> => {
  const table = importedTable(name)
  const source = await imported.source(place, name)
  const encoder = createRowEncoder(table, source.id)
  for (const [i, { externalId, suspect = null, original = null, cells }] of rows.entries()) {
    const values = Object.entries(table.columns).map(([column, type]) => {
      const value = cells[column] ?? null
      return type === 'instant' && typeof value === 'string' ? microsOf(value) : value
    })
    encoder.add({ row: BigInt(i + 1), externalId, suspect, original, values } satisfies ImportedRow)
  }
  await imported.append(table, source, BigInt(rows.length), {
    rows: rows.length,
    encoded: encoder.end(),
    rejects: [],
    counts: { read: rows.length },
    cellsOf: (numbers) => Promise.resolve(numbers.map(() => '{}')),
  })
}
