import { provedColumns } from './canonical.ts'
import type { ImportedTable } from './imported.tables.ts'

/** So many bytes of text begin no further row of a page: a row may be tens of megabytes. */
const mostBytes = 1 << 22

/** SQL for the bytes of text of a row, which are not read for it. */
export const textBytes = (table: ImportedTable): string =>
  provedColumns(table)
    .flatMap(([column, type]) => (type === 'text' ? [`coalesce(octet_length(${column}), 0)`] : []))
    .join(' + ')

/** Those of the rows of `select`, which comes in `order`, before which there are less than a few megabytes by the expression `bytes`; the first always. */
export const page = (bytes: string, select: string, order: string): string =>
  `select * from (select *, sum(${bytes}) over (order by ${order} rows between unbounded preceding and 1 preceding) as bytes_before from (${select}) found) sized
   where coalesce(bytes_before, 0) < ${mostBytes}`
