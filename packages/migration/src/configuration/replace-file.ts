import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { syncFolder, touching } from './files.ts'

/** Told of each step before it is taken: `write`, `check`, `replace`, `sync`, and the path. */
export type OnStep = (step: string, path: string) => void

export interface Replacement {
  readonly path: string
  /** What the file must hold to be replaced; null where there must be none. */
  readonly before: Buffer | null
  readonly content: Buffer
  /** The permission bits of the new file; those of the old one where there is one and this is undefined. */
  readonly mode?: number | undefined
  /** Parses what was written, before it counts. Throws when it is not what it should be. */
  readonly check: (written: Buffer) => void
  readonly onStep: OnStep
}

/** What a file that may be replaced is now; null where there is none. Throws `refused` for links and for a file of several names. */
export const replaceable = (path: string): Stats | null => {
  const stats = lstatSync(path, { throwIfNoEntry: false }) ?? null
  if (stats?.isFile() === false)
    throw new DomainError('refused', `${path} is a link or no file: replace what it stands for by hand`)
  if (stats !== null && stats.nlink > 1)
    throw new DomainError(
      'refused',
      `${path} is one of ${stats.nlink} names of one file, which would part: change it by hand`,
    )
  return stats
}

const assertAsBefore = ({ path, before }: Replacement): Stats | null => {
  const stats = replaceable(path)
  const same = stats === null || before === null ? stats === before : readFileSync(path).equals(before)
  if (!same)
    throw new DomainError('conflict', `${path} was changed by somebody else meanwhile: look at it, and start again`)
  return stats
}

const temporaryOf = (path: string): string => join(dirname(path), `.${basename(path)}.fyntrix-new`)

/** Removes what a process left that was killed while it replaced a file. The caller holds the lock. */
export const removeLeftover = (path: string): void => touching(path, () => rmSync(temporaryOf(path), { force: true }))

const writeTemporary = (temporary: string, { content, mode }: Replacement, old: Stats | null): void => {
  const opened = openSync(temporary, 'wx', 0o600)
  try {
    writeFileSync(opened, content)
    const now = fstatSync(opened)
    if (old !== null && (old.uid !== now.uid || old.gid !== now.gid)) fchownSync(opened, old.uid, old.gid)
    // after the owner, whose change takes bits away
    fchmodSync(opened, mode ?? (old?.mode ?? 0o600) & 0o7777)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/**
 * Replaces a file by one that was written beside it, synced, read back and parsed. A process or a machine that stops at any point leaves the old file or the new one, whole. Owner and mode stay.
 * The caller holds the lock and has removed what was left over. Throws `conflict` when the file holds something else than expected, `refused` for links and for a file of several names, `unavailable` when the system says no.
 */
export const replaceFile = (replacement: Replacement): void => {
  const { path, content, check, onStep } = replacement
  const temporary = temporaryOf(path)
  touching(path, () => {
    try {
      onStep('write', path)
      writeTemporary(temporary, replacement, assertAsBefore(replacement))
      onStep('check', path)
      const written = readFileSync(temporary)
      if (!written.equals(content))
        throw new DomainError('unavailable', `${path}: what was written is not what is read back: look at the disk`)
      check(written)
      onStep('replace', path)
      assertAsBefore(replacement)
      renameSync(temporary, path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
    onStep('sync', path)
    syncFolder(dirname(path))
  })
}
