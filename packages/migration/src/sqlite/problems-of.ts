import type { ColumnCensus, DatabaseCensus, Problem, TableCensus } from '../inspection.ts'
import { virtualUnread } from './legacy-tables.ts'

const numbers = /INT|REAL|FLOA|DOUB|NUM|DEC|BOOL/i

const ofColumn = ({ name, declared, text, blob, infinite, notUtf8 }: ColumnCensus): string[] => [
  ...(numbers.test(declared) && text > 0 ? [`${text} cells of ${name} hold text where ${declared} is declared`] : []),
  ...(blob > 0 ? [`${blob} cells of ${name} hold bytes`] : []),
  ...(infinite > 0 ? [`${infinite} cells of ${name} are infinite`] : []),
  ...(notUtf8 > 0 ? [`${notUtf8} cells of ${name} hold text that is no UTF-8`] : []),
]

const ofTable = ({ missing, extra, columns }: TableCensus): string[] => [
  ...(missing === null ? ['not a table that the legacy system is known to have: nothing of it is moved'] : []),
  ...(missing !== null && missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
  ...(extra.length > 0 ? [`has columns that are not known: ${extra.join(', ')}`] : []),
  ...columns.flatMap(ofColumn),
]

/** What a user must know of a database before it is moved. */
export const problemsOf = ({ path, tables, virtual }: DatabaseCensus): Problem[] => [
  ...tables.flatMap((table) => ofTable(table).map((reason) => ({ place: `${path}#${table.name}`, reason }))),
  ...virtual.map((name) => ({ place: `${path}#${name}`, reason: virtualUnread })),
]
