import { join } from 'node:path'
import { type ImportedRepository, type ImportedSource, importedTable } from '@fyntrix/db/imported'
import { isSameRow } from '../rules/same-row.ts'
import { compareTable } from './compare-table.ts'
import type { WorkOptions } from './import-table.ts'
import { openReader } from './open-reader.ts'
import type { PlannedTable } from './planned-table.ts'
import { rowsThere } from './rows-there.ts'

/** What changed in a table of the legacy system since its rows were imported. */
export interface CaughtUp {
  readonly source: ImportedSource
  /** Rows that were written anew. */
  readonly replaced: number
  /** Rows that are gone there: they stay here. Numbers below zero are those of rows whose number another row has there. */
  readonly deleted: readonly bigint[]
}

/** Rows that are written in one transaction. */
const atOnce = 1_000
/** Rows whose numbers are held before they are written. */
const mostHeld = 50_000

interface Written {
  readonly source: ImportedSource
  /** Numbers of the rows that were set aside. */
  readonly aside: readonly bigint[]
}

/** Writes rows of these numbers anew, as they are in the legacy system; those that are gone there stay as they are kept, but those of `superseded` give up their keys. */
const writeAnew = async (
  imported: ImportedRepository,
  root: string,
  { path, table }: Pick<PlannedTable, 'path' | 'table'>,
  known: ImportedSource,
  rows: readonly bigint[],
  { signal, open = openReader, superseded = [] }: WorkOptions & { readonly superseded?: readonly bigint[] },
): Promise<Written> => {
  let source = known
  const aside: bigint[] = []
  const into = importedTable(table)
  const isSame = isSameRow(table)
  let left = rows.toSorted((a, b) => (a < b ? -1 : 1))
  await using reader = open({ file: join(root, path), path, table, sourceId: source.id, purpose: 'write' })
  const cellsOf = async (wanted: readonly bigint[]) => {
    const all = await Promise.all(wanted.map((row) => reader.detail({ after: row - 1n, upTo: row })))
    return all.map(({ cells }, i) => cells.get(wanted[i] ?? 0n) ?? '{}')
  }
  while (left.length > 0) {
    signal?.throwIfAborted()
    const asked = left.slice(0, atOnce)
    const stretch = await reader.numbered(asked)
    // fewer than were asked for where they are large
    left = left.slice(stretch === null ? asked.length : asked.filter((row) => row <= stretch.last).length)
    if (stretch === null) continue
    const written = await imported.replace(into, source, { ...stretch, superseded, cellsOf, isSame })
    source = written.source
    for (const row of written.aside) aside.push(row)
  }
  await imported.settle()
  return { source, aside }
}

/**
 * Of rows above `after` that stand in quarantine because another row of their table has their key: where that one is gone there, the row has taken its place (`insert or replace`), and takes it here too.
 * Returns how many did. Throws like `importTable`.
 */
export const succeed = async (
  imported: ImportedRepository,
  root: string,
  planned: Pick<PlannedTable, 'path' | 'table'>,
  source: ImportedSource,
  { after, signal, open }: Pick<WorkOptions, 'signal' | 'open'> & { readonly after: bigint | null },
): Promise<number> => {
  const held = await imported.heldKeys(source, after)
  if (held.length === 0) return 0
  const asked = new Set(held.flatMap(({ row, holder }) => [row, holder]))
  const there = rowsThere(join(root, planned.path), planned.table, [...asked])
  const free = held.filter(({ row, holder }) => there.has(row) && !there.has(holder))
  if (free.length === 0) return 0
  const holders = new Set(free.map(({ holder }) => holder))
  // those that had the key in between are gone too
  const between = held.filter(({ row, holder }) => holders.has(holder) && !there.has(row)).map(({ row }) => row)
  const superseded = [...holders, ...between]
  const rows = free.map(({ row }) => row)
  await writeAnew(imported, root, planned, source, rows, { signal, open, superseded })
  return free.length
}

/** Writes rows anew that are kept otherwise than the legacy system has them by now: it evaluates what it wrote before. What it deleted is told, and stays, also where it gave the number to another row. Throws like `importTable`. */
export const catchUp = async (
  imported: ImportedRepository,
  root: string,
  planned: Pick<PlannedTable, 'path' | 'table'>,
  known: ImportedSource,
  options: WorkOptions = {},
): Promise<CaughtUp> => {
  const deleted: bigint[] = []
  const written = new Set<bigint>()
  let source = known
  let [replaced, changed]: [number, bigint[]] = [0, []]
  const writeRows = async (rows: readonly bigint[]) => {
    const done = await writeAnew(imported, root, planned, source, rows, options)
    source = done.source
    for (const row of done.aside) deleted.push(row)
  }
  /** written as they are found: all of a table may have changed */
  const write = async () => {
    if (changed.length === 0) return
    await writeRows(changed)
    for (const row of changed) written.add(row)
    replaced += changed.length
    changed = []
  }
  for await (const { differences } of compareTable(imported, root, planned, known, options)) {
    for (const { kind, row } of differences) (kind === 'deleted' ? deleted : changed).push(row)
    if (changed.length >= mostHeld) await write()
  }
  await write()
  if (written.size === 0) return { source, replaced, deleted }
  // the key that they were refused for was that of a row before it was written anew
  const held = (await imported.heldKeys(source, null)).filter(({ holder }) => written.has(holder))
  if (held.length > 0) await writeRows(held.map(({ row }) => row))
  // of a part of a table whoever follows it does so in turn
  if (options.span === undefined)
    replaced += await succeed(imported, root, planned, source, { ...options, after: null })
  // of some the key was found again, under another number
  return { source, replaced, deleted: await imported.stillKept(importedTable(planned.table), source.id, deleted) }
}
