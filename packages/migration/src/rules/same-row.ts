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
    const has = (columns: readonly string[]) =>
      columns.length > 0 && columns.every((column) => (then[column] ?? null) !== null)
    const all = Object.keys(then)
    const known = [key, lasting].find(has) ?? all
    const others = all.filter((column) => !detail.startsWith(`${column} holds `))
    return agree(known, then, now) || (others.length < all.length && agree(others, then, now))
  }
}
