import type { ImportedRepository, ImportedSource } from '@fyntrix/db/imported'
import type { ImportedTableName } from '@fyntrix/domain/imported'
import { openLegacyDatabase, quoted } from '../sqlite/legacy-database.ts'
import { sourcesOf } from './legacy-source.ts'

/** A sum that is not the same in both stores. */
export interface AggregateDifference {
  readonly column: string
  readonly of: 'cells' | 'least' | 'greatest' | 'sum'
  readonly legacy: number
  readonly kept: number
}

/** Sums of doubles depend on their order: so much of the sum of their sizes is rounding. */
const rounding = 1e-9

const numeric = new Set(['float8', 'int8'])
/** Without `abs`, which fails for the least integer there is. */
const finite = (cell: string): string =>
  `case when typeof(${cell}) in ('integer', 'real') and ${cell} between -1.7976931348623157e308 and 1.7976931348623157e308 then ${cell} end`

/**
 * Compares the columns of numbers of a table as each store itself counts and sums them up, of the rows that are kept but those that the legacy system `deleted`. Cells that are not finite, or were text, do not count on either side: the comparison of rows
 * proves those.
 */
export const compareAggregates = async (
  imported: ImportedRepository,
  file: string,
  name: ImportedTableName,
  { id, lastRow }: ImportedSource,
  deleted: readonly bigint[],
): Promise<readonly AggregateDifference[]> => {
  using database = openLegacyDatabase(file)
  const source = sourcesOf(database).sources.find(({ table }) => table.name === name)
  if (source === undefined || lastRow === null) return []
  const { table, rule } = source
  const columns = Object.entries(rule.table.columns).flatMap(([column, type], i) => {
    const from = rule.columns[i]?.from
    return numeric.has(type) && from === column && table.columns.includes(from) ? [column] : []
  })
  if (columns.length === 0) return []
  const aside = await imported.rejects(id, { after: null, upTo: null })
  const without = aside.length === 0 ? '' : `and ${table.number} not in (${aside.map(({ row }) => row).join(', ')})`
  const there = database.row(
    `select ${columns
      .map((column, i) => {
        const cell = finite(quoted(column))
        return `count(${cell}) as cells_${i}, min(${cell}) as least_${i}, max(${cell}) as greatest_${i}, total(${cell}) as sum_${i}, total(abs(${cell} + 0.0)) as size_${i}`
      })
      .join(', ')} from ${quoted(table.name)} where ${table.number} <= ${lastRow} ${without}`,
  )
  const here = await imported.aggregates(rule.table, id, columns, deleted)
  return columns.flatMap((column, i) =>
    (['cells', 'least', 'greatest', 'sum'] as const).flatMap((of): AggregateDifference[] => {
      const legacy = Number(there[`${of}_${i}`] ?? 0)
      const kept = here[i]?.[of] ?? 0
      const allowed = of === 'sum' ? Number(there[`size_${i}`] ?? 0) * rounding : 0
      return Math.abs(legacy - kept) <= allowed ? [] : [{ column, of, legacy, kept }]
    }),
  )
}
