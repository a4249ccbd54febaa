import { basename } from 'node:path'
import { createRowEncoder, createRowHash, type ImportedReject, type ImportedRow } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import { cellsJson } from '../rules/cell.ts'
import { createRowMapper, type LegacyRow } from '../rules/map-row.ts'
import { openLegacyDatabase } from '../sqlite/legacy-database.ts'
import { readNumbered, readStretch } from '../sqlite/read-rows.ts'
import { sourcesOf } from './legacy-source.ts'
import type { ReadDetail, Reading, ReadSpan, ReadStretch } from './reading.ts'

/** Reads the rows of one table and maps them. */
export interface TableReader extends Disposable {
  /** The first rows of a span, as many as are taken at once; null where there are none. They are encoded into memory that was used before if it is given. */
  stretch(span: ReadSpan, used?: ArrayBuffer): ReadStretch | null
  /** All rows of a span, one by one. It is to be small. */
  detail(span: ReadSpan): ReadDetail
  /** The first of rows by their numbers, as many as are taken at once; those that are gone are left out. Null where all are gone. */
  numbered(numbers: readonly bigint[]): ReadStretch | null
}

/** Opens the table; throws like `openLegacyDatabase`, and `not-found` where there is none. */
export const openTableReader = ({ file, path, table: name, sourceId, purpose }: Reading): TableReader => {
  using opening = new DisposableStack()
  const database = opening.use(openLegacyDatabase(file))
  const source = sourcesOf(database).sources.find(({ table }) => table.name === name)
  if (source === undefined) throw new DomainError('not-found', `${path} has no table ${name} that could be imported`)
  const { table, rule } = source
  // a row without a natural key is known by the name of its database, which may be moved to another folder
  const mapper = createRowMapper(rule, { columns: table.columns, place: `${basename(path)}#${name}` })

  const stretchOf = (
    legacy: Iterable<LegacyRow>,
    { used, numbered = false }: { readonly used?: ArrayBuffer | undefined; readonly numbered?: boolean },
  ): ReadStretch | null => {
    const encoder = purpose === 'write' ? createRowEncoder(rule.table, sourceId, used) : undefined
    const hash = purpose === 'compare' ? createRowHash(rule.table) : undefined
    const rejects: ImportedReject[] = []
    const numbers: bigint[] = []
    let last: bigint | undefined
    let rows = 0
    for (const one of legacy) {
      last = one.row
      if (numbered) numbers.push(one.row)
      const { row, reject } = mapper.map(one)
      if (reject !== undefined) {
        rejects.push(reject)
        continue
      }
      rows += 1
      encoder?.add(row)
      hash?.add(row)
    }
    if (last === undefined) return null
    return {
      last,
      numbers,
      rows,
      rejects,
      counts: { read: rows + rejects.length, ...mapper.takeCounts() },
      encoded: encoder?.end() ?? new Uint8Array(),
      hash: hash?.digest() ?? '',
    }
  }
  const open = opening.move()
  return {
    stretch: (span, used) => stretchOf(readStretch(database, table, span), { used }),
    numbered: (numbers) => stretchOf(readNumbered(database, table, numbers), { numbered: true }),
    detail: (span) => {
      const rows: ImportedRow[] = []
      const rejects: ImportedReject[] = []
      const cells = new Map<bigint, string>()
      for (let from = span.after; ; ) {
        let last: bigint | undefined
        for (const one of readStretch(database, table, { after: from, upTo: span.upTo })) {
          last = one.row
          cells.set(one.row, cellsJson(table.columns, one.cells))
          const { row, reject } = mapper.map(one)
          if (reject === undefined) rows.push(row)
          else rejects.push(reject)
        }
        if (last === undefined) {
          // they were counted when they were read for the first time
          mapper.takeCounts()
          return { rows, rejects, cells }
        }
        from = last
      }
    },
    [Symbol.dispose]: () => open.dispose(),
  }
}
