import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type ImportedRepository, type ImportedSource, importedTable } from '@fyntrix/db/imported'
import { compareStretch, type RowDifference } from './compare-stretch.ts'
import type { WorkOptions } from './import-table.ts'
import { openReader, type Reader } from './open-reader.ts'
import type { PlannedTable } from './planned-table.ts'
import type { ReadSpan, ReadStretch } from './reading.ts'

/** Rows of a table that stand in both stores, or should. */
export interface ComparedStretch {
  /** Rows that are equal on both sides, those that are quarantined included. */
  readonly proved: number
  readonly differences: readonly RowDifference[]
  /** Of what is kept here. */
  readonly hash: string
}

/** All stretches of a span, the last one empty: what is kept beyond the last row that is still there. */
async function* spansOf(
  reader: Reader,
  { after, upTo }: ReadSpan,
): AsyncGenerator<{ readonly span: ReadSpan; readonly read: ReadStretch | null }, void> {
  for (let from = after; ; ) {
    const read = await reader.stretch({ after: from, upTo })
    yield { span: { after: from, upTo: read?.last ?? upTo }, read }
    if (read === null) return
    from = read.last
  }
}

/** Compares the rows of a table, or a span of it, that were imported with what is kept of them, by SHA-256 in either store, and where these differ row by row. Throws like `importTable`. */
export async function* compareTable(
  imported: ImportedRepository,
  root: string,
  { path, table }: Pick<PlannedTable, 'path' | 'table'>,
  source: ImportedSource,
  { signal, onRows, span: wanted, open = openReader }: WorkOptions = {},
): AsyncGenerator<ComparedStretch, void> {
  if (source.lastRow === null) return
  const kept = importedTable(table)
  await using reader = open({ file: join(root, path), path, table, sourceId: source.id, purpose: 'compare' })

  const compared = async (span: ReadSpan, read: ReadStretch | null): Promise<ComparedStretch> => {
    const rows = read === null ? 0 : read.rows + read.rejects.length
    const { hash, quarantined } = await imported.hash(kept, source.id, span)
    const same = quarantined === 0 && rows === (read?.rows ?? 0) && hash === (read?.hash ?? nothing)
    if (same) return { proved: rows, differences: [], hash }
    const [here, rejects, there] = await Promise.all([
      imported.kept(kept, source.id, span),
      imported.rejects(source.id, span),
      reader.detail(span),
    ])
    const differences = compareStretch(kept, there, { rows: here, rejects })
    const wrong = differences.filter(({ kind }) => kind !== 'deleted').length
    const aside = createHash('sha256').update(hash)
    for (const { row, reason, cells } of rejects) aside.update(JSON.stringify([String(row), reason, cells]))
    return { proved: rows - wrong, differences, hash: aside.digest('hex') }
  }

  let comparing: Promise<ComparedStretch> | undefined
  const all = { after: null, upTo: source.lastRow }
  for await (const { span, read } of spansOf(reader, wanted ?? all)) {
    signal?.throwIfAborted()
    if (comparing) yield await comparing
    onRows?.(read === null ? 0 : read.rows + read.rejects.length)
    comparing = compared(span, read)
    // awaited with the next stretch; until then its failure is no unhandled one
    comparing.catch(() => undefined)
  }
  if (comparing) yield await comparing
}

/** SHA-256 of no rows. */
const nothing = createHash('sha256').digest('hex')
