import type { ImportedDocumentRow, ImportedQuarantineRow, ImportedTableRow } from '@fyntrix/domain/imported'
import { styled, table } from '../shared/output.ts'

const none = '–'
/** Characters of a cell that are shown; `--json` has all. */
const widest = 28
const widestBody = 80

const cut = (value: string, most: number): string => {
  const line = value.slice(0, 2 * most).replaceAll(/\s+/g, ' ')
  return line.length < value.length || line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** A page for people, with how the one after it is asked for. */
const paged = <Item>(items: readonly Item[], nothing: string, grid: string, after: (item: Item) => string): string => {
  const last = items.at(-1)
  if (last === undefined) return nothing
  return [grid, styled('dim', `next page: --after '${after(last).replaceAll("'", `'\\''`)}'`)].join('\n')
}

/** Rows of an imported table for people: the columns in which one of them has something. */
export const rowsText = (rows: readonly ImportedTableRow[]): string => {
  const valueIn = ({ cells, notNumbers }: ImportedTableRow, column: string) =>
    cells[column] ?? notNumbers[column] ?? null
  const columns = Object.keys(rows[0]?.cells ?? {}).filter(
    (column) => !column.endsWith('_original') && rows.some((row) => valueIn(row, column) !== null),
  )
  const grid = table(
    [...columns, 'suspect', 'place'],
    rows.map((row) => [
      ...columns.map((column) => cut(String(valueIn(row, column) ?? none), widest)),
      styled('yellow', row.suspect.join(' ')),
      styled('dim', row.place),
    ]),
    columns.flatMap((column, i) => (rows.some(({ cells }) => typeof cells[column] === 'number') ? [i] : [])),
  )
  return paged(rows, 'no row fits', grid, ({ externalId }) => externalId)
}

const documentPlace = ({ path, item }: ImportedDocumentRow): string => `${path} ${item}`

/** Items of files for people, times in UTC. */
export const documentsText = (documents: readonly ImportedDocumentRow[]): string => {
  const grid = table(
    ['at (UTC)', 'kind', 'symbol', 'suspect', 'item', 'place'],
    documents.map((document) => [
      document.at?.slice(0, 19) ?? none,
      document.kind,
      document.symbol ?? none,
      styled('yellow', document.suspect.join(' ')),
      cut(document.body, widestBody),
      styled('dim', `${documentPlace(document)}${document.gone ? ', gone there' : ''}`),
    ]),
  )
  return paged(documents, 'no item fits', grid, documentPlace)
}

const quarantinePlace = ({ path, table: of, row }: ImportedQuarantineRow): string => `${path}#${of} ${row}`

/** What could not be imported, for people. */
export const quarantineText = (rows: readonly ImportedQuarantineRow[]): string => {
  const grid = table(
    ['reason', 'what is wrong', 'what was there', 'place'],
    rows.map((row) => [
      styled('yellow', row.reason),
      cut(row.detail, widestBody),
      cut(row.cells, widest),
      styled('dim', quarantinePlace(row)),
    ]),
  )
  return paged(rows, 'nothing that fits stands in quarantine', grid, quarantinePlace)
}
