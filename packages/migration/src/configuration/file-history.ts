import { join } from 'node:path'
import type { Backup, SavedFile } from './backup.ts'

/** What backups say of one file: what it was before the first change, and what else it may be now without anybody having changed it since. */
export interface FileHistory {
  readonly path: string
  /** As the oldest backup that has it holds it. */
  readonly original: SavedFile
  /** SHA-256 of all that was saved, and of all that it was changed to. */
  readonly known: ReadonlySet<string>
  /** Absolute paths of copies that somebody else had written: no older backup has them, or was followed by them. */
  readonly edits: readonly string[]
}

interface Saved extends SavedFile {
  readonly folder: string
}

const historyOf = (path: string, original: Saved, later: readonly Saved[]): FileHistory => {
  const known = new Set([original.sha256, original.changedTo])
  const edits: string[] = []
  for (const { folder, copy, sha256, changedTo } of later) {
    if (!known.has(sha256)) edits.push(join(folder, copy))
    known.add(sha256).add(changedTo)
  }
  return { path, original, known, edits }
}

/** The history of each file in backups of one installation, which come oldest first. */
export const fileHistories = (backups: readonly Backup[]): readonly FileHistory[] => {
  const saved = backups.flatMap(({ folder, files }) => files.map((file): Saved => ({ ...file, folder })))
  return [...Map.groupBy(saved, ({ path }) => path)].flatMap(([path, [original, ...later]]) =>
    original === undefined ? [] : [historyOf(path, original, later)],
  )
}
