import type { Counts, CutoversRepository, ImportedFilesRepository, ImportedRepository } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import { refuseSwitched } from './cutover/phase.ts'
import { catchUp, succeed } from './databases/catch-up.ts'
import { importTable } from './databases/import-table.ts'
import type { PlannedTable } from './databases/planned-table.ts'
import { type FilesReport, indexFiles } from './files/index-files.ts'
import type { Problem } from './inspection.ts'
import { filesOf, makePlan } from './plan.ts'

/** Where an installation is moved to. */
export interface Target {
  readonly imported: ImportedRepository
  readonly importedFiles: ImportedFilesRepository
  /** Once an installation is switched over, nothing more is imported of it. */
  readonly cutovers: CutoversRepository
  /** Folder of the home that files are kept in. */
  readonly folder: string
}

export interface ApplyOptions {
  /** Of the plan that was agreed to. */
  readonly hash: string
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
  /** Rows that stand in quarantine. */
  readonly quarantined: number
  /** Over all times that it was applied. */
  readonly counts: Counts
  readonly elapsedMs: number
}

/** What `apply` did. */
export interface Applied {
  readonly root: string
  readonly hash: string
  readonly tables: readonly AppliedTable[]
  readonly files: FilesReport
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
    added >= total
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
    ...(quarantined > 0 ? [{ place, reason: `${quarantined} rows stand in quarantine` }] : []),
    ...(deleted > 0 ? [{ place, reason: `${deleted} rows that were imported are no longer there: they stay` }] : []),
    ...keptAsIs.map(([name, n]) => ({ place, reason: `${n} cells of ${name}` })),
  ]
}

/**
 * Imports an installation by a plan: new rows, rows that changed there since, and files. It may be killed at any point and called again; what is there already stays as it is. Bad content is quarantined and
 * told. Throws `conflict` when the installation is no longer what was planned, or was switched over, or somebody else applies it.
 */
export const applyPlan = async (target: Target, folder: string, options: ApplyOptions): Promise<Applied> => {
  const plan = makePlan(folder)
  if (plan.hash !== options.hash && plan.locked.length > 0)
    throw new DomainError('unavailable', `${plan.locked.join(', ')}: locked by whoever writes to it: try again`)
  if (plan.hash !== options.hash)
    throw new DomainError(
      'conflict',
      `the installation is no longer what was planned (${options.hash}): look at it again with 'migrate plan', which says ${plan.hash} now`,
    )
  const { root, unread } = plan
  await refuseSwitched(target.cutovers, root)
  const tables: AppliedTable[] = []
  for (const planned of plan.tables) tables.push(await applyTable(target, root, planned, options))
  const { signal, onProgress } = options
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
  return {
    root,
    hash: plan.hash,
    tables,
    files,
    problems: [...tables.flatMap(problemsOf), ...files.problems, ...unread],
  }
}
