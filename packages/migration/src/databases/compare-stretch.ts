import {
  type ImportedReject,
  type ImportedRow,
  type ImportedTable,
  type KeptRow,
  provedRow,
} from '@fyntrix/db/imported'
import type { ReadDetail } from './reading.ts'

/** A cell that is not what it should be, both sides in the canonical form: text after its length, numbers and instants by their bytes. */
export interface CellDifference {
  readonly column: string
  readonly legacy: string
  readonly kept: string
}

/** A row that is not proved. */
export interface RowDifference {
  readonly row: bigint
  /** `missing`: not kept here. `deleted`: no longer in the legacy system. `changed`: kept otherwise. `quarantine`: set aside otherwise, or only there. */
  readonly kind: 'missing' | 'deleted' | 'changed' | 'quarantine'
  readonly cells: readonly CellDifference[]
}

/** What is kept of a stretch. */
export interface KeptStretch {
  readonly rows: readonly KeptRow[]
  readonly rejects: readonly ImportedReject[]
  /** The rows in quarantine whose key another row has at present. */
  readonly held: ReadonlySet<bigint>
}

const cellsOf = (legacy: Readonly<Record<string, string>>, kept: Readonly<Record<string, string>>): CellDifference[] =>
  Object.keys(legacy).flatMap((column) => {
    const [there, here] = [legacy[column] ?? '', kept[column] ?? '']
    return there === here ? [] : [{ column, legacy: there, kept: here }]
  })

const clashes = new Set(['repeated', 'key-taken'])

/** Whether something stands in quarantine because another row has its key. */
export const isClash = ({ reason }: ImportedReject): boolean => clashes.has(reason)

/** Every row of a stretch that is not kept as it should be, with its cells. */
export const compareStretch = (table: ImportedTable, legacy: ReadDetail, kept: KeptStretch): RowDifference[] => {
  const rows = new Map(kept.rows.map((row) => [row.row, row.columns]))
  const rejects = new Map(kept.rejects.map((reject) => [reject.row, reject]))
  const proved = provedRow(table)

  const ofRow = (row: ImportedRow): RowDifference[] => {
    const here = rows.get(row.row)
    const aside = rejects.get(row.row)
    rows.delete(row.row)
    rejects.delete(row.row)
    if (here !== undefined) {
      const cells = cellsOf(proved(row), here)
      return cells.length === 0 ? [] : [{ row: row.row, kind: 'changed', cells }]
    }
    if (aside === undefined) return [{ row: row.row, kind: 'missing', cells: [] }]
    const held = isClash(aside) && kept.held.has(row.row) && aside.cells === legacy.cells.get(row.row)
    return held ? [] : [{ row: row.row, kind: 'quarantine', cells: [] }]
  }

  const ofReject = ({ row, reason, cells }: ImportedReject): RowDifference[] => {
    const aside = rejects.get(row)
    rejects.delete(row)
    const held = !rows.delete(row) && aside?.reason === reason && aside.cells === cells
    return held ? [] : [{ row, kind: 'quarantine', cells: [] }]
  }

  const found = [...legacy.rows.flatMap(ofRow), ...legacy.rejects.flatMap(ofReject)]
  const left = [...rows.keys(), ...rejects.keys()].map((row): RowDifference => ({ row, kind: 'deleted', cells: [] }))
  return [...found, ...left]
}
