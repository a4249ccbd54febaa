import { join } from 'node:path'
import { type ImportedRepository, type ImportedSource, importedTable } from '@fyntrix/db/imported'
import type { RowDifference } from './compare-stretch.ts'
import { compareTable } from './compare-table.ts'
import type { WorkOptions } from './import-table.ts'
import { openReader } from './open-reader.ts'
import type { PlannedTable } from './planned-table.ts'

/** What changed in a table of the legacy system since its rows were imported. */
export interface CaughtUp {
  readonly source: ImportedSource
  /** Rows that were written anew. */
  readonly replaced: number
  /** Rows that are gone there: they stay here. */
  readonly deleted: readonly bigint[]
}

/** Rows that are written in one transaction. */
const atOnce = 1_000

/** Writes rows anew that are kept otherwise than the legacy system has them by now: it evaluates what it wrote before. What it deleted is told, and stays. Throws like `importTable`. */
export const catchUp = async (
  imported: ImportedRepository,
  root: string,
  planned: Pick<PlannedTable, 'path' | 'table'>,
  known: ImportedSource,
  options: WorkOptions = {},
): Promise<CaughtUp> => {
  const { path, table } = planned
  const differences: RowDifference[] = []
  for await (const compared of compareTable(imported, root, planned, known, options))
    differences.push(...compared.differences)
  const deleted = differences.filter(({ kind }) => kind === 'deleted').map(({ row }) => row)
  const changed = differences.filter(({ kind }) => kind !== 'deleted').map(({ row }) => row)
  let source = known
  if (changed.length === 0) return { source, replaced: 0, deleted }
  await using reader = openReader({ file: join(root, path), path, table, sourceId: source.id, purpose: 'write' })
  for (let from = 0; from < changed.length; from += atOnce) {
    options.signal?.throwIfAborted()
    const numbers = changed.slice(from, from + atOnce)
    const stretch = await reader.numbered(numbers)
    if (stretch === null) continue
    const cellsOf = async (wanted: readonly bigint[]) => {
      const all = await Promise.all(wanted.map((row) => reader.detail({ after: row - 1n, upTo: row })))
      return all.map(({ cells }, i) => cells.get(wanted[i] ?? 0n) ?? '{}')
    }
    source = await imported.replace(importedTable(table), source, numbers, { ...stretch, cellsOf })
  }
  await imported.settle()
  return { source, replaced: changed.length, deleted }
}
