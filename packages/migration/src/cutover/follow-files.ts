import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { indexFiles, isKept } from '../files/index-files.ts'
import type { Problem } from '../inspection.ts'
import type { LegacyFile } from '../plan.ts'
import type { Target } from '../target.ts'

const stampOf = (root: string, path: string): string => {
  const found = lstatSync(join(root, path), { bigint: true, throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeNs}`
}

/** Which files are as they were when they were last looked at. */
export interface FilesState {
  readonly stamps: Map<string, string>
  /** Pick files whose run was not here: they are held against it again. */
  readonly strays: Set<string>
}

export const newFilesState = (): FilesState => ({ stamps: new Map(), strays: new Set() })

/**
 * Keeps the files that are new or changed; all of them where `whole`. A file that somebody writes meanwhile is looked at again the next time. Returns how many became others.
 */
export const followFiles = async (
  { importedFiles, folder }: Target,
  root: string,
  files: readonly LegacyFile[],
  state: FilesState,
  { whole, signal }: { readonly whole: boolean; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly changed: number; readonly problems: readonly Problem[] }> => {
  const kept = files.filter(({ kind }) => isKept(kind))
  const stamps = new Map(kept.map(({ path }) => [path, stampOf(root, path)]))
  const wanted = kept.filter(
    ({ path }) => whole || state.strays.has(path) || state.stamps.get(path) !== stamps.get(path),
  )
  if (wanted.length === 0) return { changed: 0, problems: [] }
  const { changed, problems, strays } = await indexFiles(importedFiles, root, wanted, { folder, signal })
  const failed = new Set(problems.map(({ place }) => place))
  for (const { path } of wanted) {
    state.strays.delete(path)
    if (failed.has(path)) state.stamps.delete(path)
    else state.stamps.set(path, stamps.get(path) ?? '')
  }
  for (const path of strays) state.strays.add(path)
  return { changed, problems }
}
