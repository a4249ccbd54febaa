import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportedFile, ImportedFilesRepository } from '@fyntrix/db/imported'
import type { FileKind, Problem } from '../inspection.ts'
import { keepFile, keptPath } from './keep-file.ts'
import { judgePickFile } from './pick-file.ts'

/** Files whose rows are imported, and are therefore not kept as files too. */
const asRows: ReadonlySet<FileKind> = new Set(['database', 'database journal', 'candle file', 'candle metadata'])

/** Whether a file is kept whole in the home. */
export const isKept = (kind: FileKind): boolean => !asRows.has(kind)

export interface IndexOptions {
  /** Folder of the home that copies go to. */
  readonly folder: string
  readonly signal?: AbortSignal | undefined
  readonly onFile?: ((path: string) => void) | undefined
}

/** What became of the files of an installation. */
export interface FilesReport {
  readonly files: number
  readonly bytes: number
  /** How many are new, or were others before. */
  readonly changed: number
  /** By kind and what became of them. */
  readonly became: readonly { readonly kind: FileKind; readonly became: string; readonly files: number }[]
  /** Pick files whose run is not here. */
  readonly strays: readonly string[]
  /** Files that want a look. */
  readonly problems: readonly Problem[]
}

const perStatement = 500
const wrong = new Set(['differs from its run', 'no pick file'])

/** Keeps every file of an installation whole that is not imported as rows, writes down what it was, and holds pick files against their runs. It may be killed at any point and called again. */
export const indexFiles = async (
  repository: ImportedFilesRepository,
  root: string,
  files: readonly { readonly path: string; readonly kind: FileKind }[],
  { folder, signal, onFile }: IndexOptions,
): Promise<FilesReport> => {
  const known = new Map((await repository.list()).map((file) => [file.path, file]))
  const found: (ImportedFile & { readonly kind: FileKind })[] = []
  const problems: Problem[] = []
  let changed = 0
  for (const { path, kind } of files.filter((file) => isKept(file.kind))) {
    signal?.throwIfAborted()
    onFile?.(path)
    try {
      const { size: bytes, mtime: modifiedAt } = statSync(join(root, path))
      const sha256 = await keepFile(join(root, path), folder, signal)
      const before = known.get(path)
      const judged =
        kind === 'pick file'
          ? await judgePickFile(repository, readFileSync(keptPath(folder, sha256), 'utf8'))
          : { became: 'kept', runId: null, detail: null }
      const file = { path, kind, bytes, sha256, modifiedAt, ...judged }
      found.push(file)
      if (before?.sha256 !== sha256 || before.became !== file.became) changed += 1
      if (wrong.has(judged.became)) problems.push({ place: path, reason: judged.detail ?? judged.became })
    } catch (error) {
      signal?.throwIfAborted()
      problems.push({ place: path, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  for (let from = 0; from < found.length; from += perStatement)
    await repository.put(found.slice(from, from + perStatement))
  return {
    files: found.length,
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    changed,
    became: [...Map.groupBy(found, ({ kind, became }) => `${kind}\0${became}`).values()].flatMap((group) =>
      group.slice(0, 1).map(({ kind, became }) => ({ kind, became, files: group.length })),
    ),
    strays: found.filter(({ became }) => became === 'of no run that is here').map(({ path }) => path),
    problems,
  }
}
