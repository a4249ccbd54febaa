import type { Counts, QuarantineReason } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { type AppliedCache, applyCaches } from './candles/apply-caches.ts'
import { refuseSwitched } from './cutover/phase.ts'
import { catchUp, succeed } from './databases/catch-up.ts'
import { importTable } from './databases/import-table.ts'
import type { PlannedTable } from './databases/planned-table.ts'
import { type AppliedDocuments, applyDocuments } from './documents/apply-documents.ts'
import { type FilesReport, indexFiles } from './files/index-files.ts'
import type { Problem } from './inspection.ts'
import { onClaimedHome } from './installation/claim.ts'
import { type Moved, moveInstallation } from './installation/move.ts'
import { filesOf, makePlan, type Plan } from './plan.ts'
import type { Target } from './target.ts'
import { applyValues } from './values/apply-values.ts'
import type { ValueImport } from './values/index.ts'
import { valuesToMove } from './values/planned-values.ts'

export interface ApplyOptions {
  /** Of the plan that was agreed to. */
  readonly hash: string
  /** The path by which the home holds the installation, which has another one now. */
  readonly movedFrom?: string | undefined
  /** A connection to the legacy Redis, whose values are to be moved too. */
  readonly redis?: Redis | undefined
  readonly signal?: AbortSignal | undefined
  /** Told what is done, and of how many rows of it so far. */
  readonly onProgress?: ((what: string, rows: number, of: number) => void) | undefined
}

/** What became of a table. */
export interface AppliedTable {
  readonly path: string
  readonly table: string
  /** Rows that were read for the first time. */
  readonly added: number
  /** Rows that the legacy system changed since they were imported. */
  readonly replaced: number
  /** Rows that it deleted since: they stay. */
  readonly deleted: number
  /** Rows that stand in quarantine, by reason. */
  readonly quarantined: readonly QuarantineReason[]
  /** Over all times that it was applied. */
  readonly counts: Counts
  readonly elapsedMs: number
}

/** What `apply` did. */
export interface Applied {
  readonly root: string
  readonly hash: string
  /** Where the home held it by another path until now; null otherwise. */
  readonly moved: Moved | null
  readonly tables: readonly AppliedTable[]
  readonly candles: readonly AppliedCache[]
  readonly documents: readonly AppliedDocuments[]
  readonly files: FilesReport
  /** Null where nothing goes to Redis. */
  readonly values: ValueImport | null
  readonly problems: readonly Problem[]
}

const applyTable = async (
  { imported }: Target,
  root: string,
  planned: PlannedTable,
  { signal, onProgress }: ApplyOptions,
): Promise<AppliedTable> => {
  const began = performance.now()
  const { path, table, rows: total } = planned
  const place = `${path}#${table}`
  let added = 0
  let compared = 0
  const appended = await importTable(imported, root, planned, {
    signal,
    onRows: (rows) => {
      added += rows
      onProgress?.(place, added, total)
    },
  })
  // what was read just now needs no second look, unless somebody writes: then the next time finds it
  const { source, replaced, deleted } =
    (appended.counts['read'] ?? 0) === added
      ? { source: appended, replaced: 0, deleted: [] }
      : await catchUp(imported, root, planned, appended, {
          signal,
          onRows: (rows) => {
            compared += rows
            onProgress?.(`${place}, compared`, compared, total)
          },
        })
  const succeeded = await succeed(imported, root, planned, source, { after: null, signal })
  return {
    path,
    table,
    added,
    replaced: replaced + succeeded,
    deleted: deleted.length,
    quarantined: await imported.quarantined(source.id),
    counts: (await imported.source(path, table)).counts,
    elapsedMs: performance.now() - began,
  }
}

const problemsOf = ({ path, table, deleted, quarantined, counts }: AppliedTable): Problem[] => {
  const place = `${path}#${table}`
  const keptAsIs = Object.entries(counts)
    .filter(([name]) => name.endsWith(', kept'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...quarantined.map(({ reason, rows, row, detail }) => ({
      place,
      reason: `${rows} ${rows === 1 ? 'row' : 'rows'} in quarantine, ${reason}: row ${row}: ${detail}`,
    })),
    ...(deleted > 0 ? [{ place, reason: `${deleted} rows that were imported are no longer there: they stay` }] : []),
    ...keptAsIs.map(([name, n]) => ({ place, reason: `${n} cells of ${name}` })),
  ]
}

const applyAll = async (target: Target, plan: Plan, options: ApplyOptions): Promise<Omit<Applied, 'moved'>> => {
  const { root, unread, hash } = plan
  const { signal, onProgress } = options
  const tables: AppliedTable[] = []
  for (const planned of plan.tables) tables.push(await applyTable(target, root, planned, options))
  const { caches, ...candles } = await applyCaches(target, root, plan.candles, { signal, onProgress })
  const { documents, ...items } = await applyDocuments(target, root, filesOf(root).files, options)
  let done = 0
  const { files: all } = filesOf(root)
  const files = await indexFiles(target.importedFiles, root, all, {
    folder: target.folder,
    signal,
    onFile: (path) => {
      done += 1
      onProgress?.(path, done, all.length)
    },
  })
  const toMove = await valuesToMove(target, plan, options)
  const moved = toMove === null ? { values: null, problems: [] } : await applyValues(target.imported, toMove)
  const told = [
    ...tables.flatMap(problemsOf),
    ...candles.problems,
    ...items.problems,
    ...files.problems,
    ...moved.problems,
  ]
  return {
    root,
    hash,
    tables,
    candles: caches,
    documents,
    files,
    values: moved.values,
    problems: [...told, ...unread],
  }
}

/**
 * Imports an installation by a plan: new rows, rows that changed there since, candles, files, and what goes to Redis. It may be killed at any point and called again; what is there already stays as it is. Bad
 * content is quarantined and told. Throws `conflict` when the installation is no longer what was planned, or was switched over, when the home holds another one, or somebody else applies it.
 */
export const applyPlan = async (target: Target, folder: string, options: ApplyOptions): Promise<Applied> => {
  const plan = makePlan(folder)
  const { root } = plan
  if (plan.hash !== options.hash && plan.locked.length > 0)
    throw new DomainError('unavailable', `${plan.locked.join(', ')}: locked by whoever writes to it: try again`)
  if (plan.hash !== options.hash)
    throw new DomainError(
      'conflict',
      `the installation is no longer what was planned (${options.hash}): look at it again with 'migrate plan', which says ${plan.hash} now`,
    )
  await refuseSwitched(target.cutovers, root)
  const { movedFrom, signal } = options
  const moved = movedFrom === undefined ? null : await moveInstallation(target, plan, movedFrom, signal)
  return { ...(await onClaimedHome(target, root, () => applyAll(target, plan, options))), moved }
}
