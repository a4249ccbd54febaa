import { createHash } from 'node:crypto'
import { join } from 'node:path'
import {
  type ImportedReject,
  type ImportedRepository,
  type ImportedSource,
  type ImportedTable,
  importedTable,
} from '@fyntrix/db/imported'
import { compareStretch, isClash, type RowDifference } from './compare-stretch.ts'
import type { WorkOptions } from './import-table.ts'
import { openReader, type Reader } from './open-reader.ts'
import type { PlannedTable } from './planned-table.ts'
import type { ReadDetail, ReadSpan, ReadStretch } from './reading.ts'

/** Rows of a table that stand in both stores, or should. */
export interface ComparedStretch {
  /** Rows that are equal on both sides, those that are quarantined included. */
  readonly proved: number
  readonly differences: readonly RowDifference[]
  /** Of what is kept here. */
  readonly hash: string
}

/** All stretches of a span, each read while the one before is compared; the last one is empty: what is kept beyond the last row that is still there. */
async function* spansOf(
  reader: Reader,
  { after, upTo }: ReadSpan,
): AsyncGenerator<{ readonly span: ReadSpan; readonly read: ReadStretch | null }, void> {
  let next = reader.stretch({ after, upTo })
  for (let from = after; ; ) {
    const read = await next
    if (read === null) return yield { span: { after: from, upTo }, read }
    next = reader.stretch({ after: read.last, upTo })
    // awaited with the next turn; until then its failure is no unhandled one
    next.catch(() => undefined)
    yield { span: { after: from, upTo: read.last }, read }
    from = read.last
  }
}

/** Of rows in quarantine, those whose key another row has at present; a row that was set aside holds its key for nobody. */
const heldOf = async (
  imported: ImportedRepository,
  table: ImportedTable,
  source: number,
  { rows }: ReadDetail,
  rejects: readonly ImportedReject[],
): Promise<ReadonlySet<bigint>> => {
  const clashes = new Set(rejects.filter(isClash).map(({ row }) => row))
  const asked = rows.filter(({ row }) => clashes.has(row))
  if (asked.length === 0) return new Set()
  const places = await imported.placesOf(
    table,
    asked.map(({ externalId }) => externalId),
  )
  const held = asked.filter(({ row, externalId }) => {
    const holder = places.get(externalId)
    return holder !== undefined && (holder.source !== source || (holder.row >= 0n && holder.row !== row))
  })
  return new Set(held.map(({ row }) => row))
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

  async function* rowByRow({ after, upTo }: ReadSpan): AsyncGenerator<Compared, void> {
    for (let from = after; ; ) {
      signal?.throwIfAborted()
      const last = await imported.part(kept, source.id, { after: from, upTo })
      const part = { after: from, upTo: last ?? upTo }
      const [here, rejects, there, { hash }] = await Promise.all([
        imported.kept(kept, source.id, part),
        imported.rejects(source.id, part),
        reader.detail(part),
        imported.hash(kept, source.id, part),
      ])
      const differences = compareStretch(kept, there, {
        rows: here,
        rejects,
        held: await heldOf(imported, kept, source.id, there, rejects),
      })
      const wrong = differences.filter(({ kind }) => kind !== 'deleted').length
      const rows = there.rows.length + there.rejects.length
      const aside = createHash('sha256').update(hash)
      for (const { row, reason, cells } of rejects) aside.update(JSON.stringify([String(row), reason, cells]))
      yield { rows, proved: rows - wrong, differences, hash: aside.digest('hex') }
      if (last === null) return
      from = last
    }
  }

  async function* compared(span: ReadSpan, read: ReadStretch | null): AsyncGenerator<Compared, void> {
    const rows = read === null ? 0 : read.rows + read.rejects.length
    const { hash, quarantined } = await imported.hash(kept, source.id, span)
    const same = quarantined === 0 && rows === (read?.rows ?? 0) && hash === (read?.hash ?? nothing)
    if (same) yield { rows, proved: rows, differences: [], hash }
    else yield* rowByRow(span)
  }

  for await (const { span, read } of spansOf(reader, wanted ?? { after: null, upTo: source.lastRow })) {
    signal?.throwIfAborted()
    for await (const { rows, ...stretch } of compared(span, read)) {
      yield stretch
      onRows?.(rows)
    }
  }
}

interface Compared extends ComparedStretch {
  /** Rows of the legacy system. */
  readonly rows: number
}

/** SHA-256 of no rows. */
const nothing = createHash('sha256').digest('hex')
