import type { ImportedDocument, ImportedReject, ImportedTableRow } from '@fyntrix/domain/imported'
import { styled, table } from '../shared/output.ts'

const none = '–'
/** Characters of a cell that are shown; `--json` has all. */
const widest = 28
const widestBody = 80

const cut = (value: string, most: number): string => {
  const line = value.replaceAll(/\s+/g, ' ')
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** Rows of an imported table for people: the columns in which one of them has something. */
export const rowsText = (rows: readonly ImportedTableRow[]): string => {
  const [first] = rows
  if (first === undefined) return 'no row fits'
  const valueIn = ({ cells, notNumbers }: ImportedTableRow, column: string) =>
    cells[column] ?? notNumbers[column] ?? null
  const columns = Object.keys(first.cells).filter(
    (column) => !column.endsWith('_original') && rows.some((row) => valueIn(row, column) !== null),
  )
  return table(
    [...columns, 'suspect', 'place'],
    rows.map((row) => [
      ...columns.map((column) => cut(String(valueIn(row, column) ?? none), widest)),
      styled('yellow', row.suspect.join(' ')),
      styled('dim', row.place),
    ]),
    columns.flatMap((column, i) => (rows.some(({ cells }) => typeof cells[column] === 'number') ? [i] : [])),
  )
}

/** Items of files for people, times in UTC. */
export const documentsText = (documents: readonly ImportedDocument[]): string =>
  documents.length === 0
    ? 'no item fits'
    : table(
        ['at (UTC)', 'kind', 'symbol', 'suspect', 'item', 'place'],
        documents.map(({ at, kind, symbol, suspect, body, path, item }) => [
          at?.slice(0, 19) ?? none,
          kind,
          symbol ?? none,
          styled('yellow', suspect.join(' ')),
          cut(body, widestBody),
          styled('dim', `${path} ${item}`),
        ]),
        [],
      )

/** What could not be imported, for people. */
export const quarantineText = (rejects: readonly ImportedReject[]): string =>
  rejects.length === 0
    ? 'nothing that fits stands in quarantine'
    : table(
        ['reason', 'what is wrong', 'what was there', 'place'],
        rejects.map(({ reason, detail, cells, path, table: of, row }) => [
          styled('yellow', reason),
          cut(detail, widestBody),
          cut(cells, widest),
          styled('dim', `${path}#${of} ${row}`),
        ]),
      )
