import type { IsSameRow } from '@fyntrix/db/imported'
import type { ImportedTableName } from '@fyntrix/domain/imported'
import { z } from 'zod'
import { tableRuleOf } from './table-rules.ts'

const Cells = z.record(z.string(), z.unknown())
type Cells = z.infer<typeof Cells>

const agree = (columns: readonly string[], before: Cells, after: Cells): boolean =>
  columns.every((column) => JSON.stringify(before[column] ?? null) === JSON.stringify(after[column] ?? null))

/** Whether a row of a table that was rejected and cells, as `cellsJson` writes them, that stand under its number later are of one row: by its natural key, by what lasts of it where it has none, or since nothing but the cell that it was rejected for is another. */
export const isSameRow = (table: ImportedTableName): IsSameRow => {
  const { key, lasting } = tableRuleOf(table)
  return ({ cells, detail }, after) => {
    const [then, now] = [Cells.parse(JSON.parse(cells)), Cells.parse(JSON.parse(after))]
    const all = Object.keys(then)
    const isKeyed = key.length > 0 && key.every((column) => (then[column] ?? null) !== null)
    const known = isKeyed ? key : lasting
    const hasAll = known.every((column) => Object.hasOwn(then, column))
    const others = all.filter((column) => !detail.startsWith(`${column} holds `))
    return agree(hasAll ? known : all, then, now) || (others.length < all.length && agree(others, then, now))
  }
}
