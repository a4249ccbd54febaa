import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { syncFolder, touching } from '../../configuration/files.ts'
import { sha256Of } from '../../files/keep-file.ts'

const syncFile = (path: string): void => {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Makes a folder, and sees that it outlasts a crash of the machine. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700, recursive: true })
  syncFolder(dirname(folder))
}

/** Writes a file whole, or leaves the one that is there. Throws `unavailable`. */
export const writeDurably = (path: string, content: string): void =>
  touching(path, () => {
    makeFolder(dirname(path))
    const partial = `${path}.new`
    writeFileSync(partial, content, { mode: 0o600 })
    syncFile(partial)
    renameSync(partial, path)
    syncFolder(dirname(path))
  })

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** How a file is given another name, which must be free; a test lets it fail as between two devices. */
export type Rename = (from: string, to: string) => void

/** Gives a file another name that is free. A link and an unlink: a name that somebody took meanwhile is not written over. */
export const renameFree: Rename = (from, to) => {
  linkSync(from, to)
  unlinkSync(from)
}

const copyOver = async (from: string, to: string, sha256: string): Promise<void> => {
  const partial = `${to}.partial`
  rmSync(partial, { force: true })
  copyFileSync(from, partial)
  const { atime, mtime } = statSync(from)
  utimesSync(partial, atime, mtime)
  syncFile(partial)
  if ((await sha256Of(partial)) !== sha256) {
    rmSync(partial)
    throw new DomainError('conflict', `${from} changed while it was copied: it stays where it is`)
  }
  renameSync(partial, to)
  syncFolder(dirname(to))
  unlinkSync(from)
}

const withoutLinks = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'])

/**
 * Moves a file of that SHA-256 to a place that is free; across devices it is copied, synced, hashed, and only then unlinked. Killed at any point it is whole in one place or in both. Throws `conflict` when the place is
 * taken by another file, and `unavailable`.
 */
export const moveFile = async (
  from: string,
  to: string,
  sha256: string,
  rename: Rename = renameFree,
): Promise<void> => {
  const there = lstatSync(to, { throwIfNoEntry: false })
  if (there !== undefined) {
    if (!there.isFile()) throw new DomainError('conflict', `${to} is no plain file: move it away`)
    if (realpathSync(to) === realpathSync(from))
      throw new DomainError('conflict', `${to} leads to ${from} itself: take the link away`)
    // it was killed between the copy and the unlinking, or somebody put another file there
    if ((await sha256Of(to)) !== sha256)
      throw new DomainError('conflict', `${to} is another file of that name: move it away`)
    touching(from, () => {
      syncFile(to)
      unlinkSync(from)
      syncFolder(dirname(from))
    })
    return
  }
  try {
    touching(to, () => makeFolder(dirname(to)))
    try {
      rename(from, to)
    } catch (error) {
      if (!withoutLinks.has(String(codeOf(error)))) throw error
      await copyOver(from, to, sha256)
    }
    syncFolder(dirname(to))
    syncFolder(dirname(from))
  } catch (error) {
    if (error instanceof DomainError) throw error
    touching(from, () => {
      throw error
    })
  }
}
