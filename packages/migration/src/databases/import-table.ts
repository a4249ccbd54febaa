import { join } from 'node:path'
import { type ImportedRepository, type ImportedSource, importedTable } from '@fyntrix/db/imported'
import { openReader, type Reader } from './open-reader.ts'
import type { PlannedTable } from './planned-table.ts'
import type { ReadSpan, ReadStretch } from './reading.ts'

export interface WorkOptions {
  /** How rows are read. */
  readonly open?: typeof openReader | undefined
  /** Rows to compare: all that were imported where nothing is said. */
  readonly span?: ReadSpan | undefined
  readonly signal?: AbortSignal | undefined
  /** Told of rows that were done with. */
  readonly onRows?: ((rows: number) => void) | undefined
}

/** The cells of rows whose key turned out to be another's, as the reader finds them again. */
const cellsWith =
  (reader: Reader, after: bigint | null, upTo: bigint) =>
  async (numbers: readonly bigint[]): Promise<string[]> => {
    const { cells } = await reader.detail({ after, upTo })
    return numbers.map((number) => cells.get(number) ?? '{}')
  }

const memoryOf = ({ encoded }: ReadStretch): ArrayBuffer | undefined =>
  encoded.buffer instanceof ArrayBuffer ? encoded.buffer : undefined

/** Stretches above `after`, each read while whoever takes them is busy with the one before, whose memory is used again: it must not be kept. */
async function* stretchesOf(reader: Reader, after: bigint | null): AsyncGenerator<ReadStretch, void> {
  let next = reader.stretch({ after, upTo: null })
  for (let free: ArrayBuffer | undefined; ; ) {
    const stretch = await next
    if (stretch === null) return
    next = reader.stretch({ after: stretch.last, upTo: null }, free)
    // awaited with the next turn; until then its failure is no unhandled one
    next.catch(() => undefined)
    yield stretch
    free = memoryOf(stretch)
  }
}

/**
 * Imports the rows of a table that are new: those after the last one that was written. What is written and how far are one transaction, so that it may be killed at any point and called again. Throws
 * `conflict` where somebody else imports the same table, what the reader throws, and the signal's reason.
 */
export const importTable = async (
  imported: ImportedRepository,
  root: string,
  { path, table }: Pick<PlannedTable, 'path' | 'table'>,
  { signal, onRows, open = openReader }: Omit<WorkOptions, 'span'> = {},
): Promise<ImportedSource> => {
  let source = await imported.source(path, table)
  const into = importedTable(table)
  await using reader = open({ file: join(root, path), path, table, sourceId: source.id, purpose: 'write' })
  for await (const stretch of stretchesOf(reader, source.lastRow)) {
    signal?.throwIfAborted()
    const cellsOf = cellsWith(reader, source.lastRow, stretch.last)
    source = await imported.append(into, source, stretch.last, { ...stretch, cellsOf })
    onRows?.(stretch.rows + stretch.rejects.length)
  }
  await imported.settle()
  return source
}
