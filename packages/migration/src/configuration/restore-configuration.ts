import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { type Backup, readBackup } from './backup.ts'
import { type FileHistory, fileHistories } from './file-history.ts'
import { alone, sha256, touching } from './files.ts'
import { installationRoot } from './plan-configuration.ts'
import { printable } from './redact.ts'
import { type OnStep, removeLeftover, replaceable, replaceFile } from './replace-file.ts'

/** What somebody else made of a file between two backups: it is no longer there, and not lost. */
export interface SetAsideEdit {
  /** Relative to the installation. */
  readonly path: string
  /** Absolute path of the copy, in the newer of these backups, that holds it. */
  readonly copy: string
}

/** What was put back. */
export interface RestoreReport {
  readonly root: string
  readonly restored: readonly string[]
  /** Files that are as they were in any case. */
  readonly unchanged: readonly string[]
  /** The same however often it is restored. */
  readonly edits: readonly SetAsideEdit[]
}

const readBackups = (root: string, folders: readonly string[]): readonly Backup[] => {
  const backups = folders.map(readBackup)
  const other = backups.find((backup) => backup.root !== root)
  if (other !== undefined)
    throw new DomainError('invalid-input', `${other.folder} is a backup of ${printable(other.root)}, not of ${root}`)
  return backups
}

/** What a file holds; null where there is none. */
const contentOf = (root: string, path: string): Buffer | null =>
  touching(path, () => {
    const whole = join(root, path)
    if (!`${realpathSync(dirname(whole))}${sep}`.startsWith(`${root}${sep}`))
      throw new DomainError('refused', `${path} leads out of ${root} by a link: put it back by hand`)
    return lstatSync(whole, { throwIfNoEntry: false }) === undefined ? null : readFileSync(whole)
  })

interface Found extends FileHistory {
  readonly now: Buffer | null
}

const isForeign = ({ known, now }: Found): boolean => now !== null && !known.has(sha256(now))
const isRestored = ({ original, now }: Found): boolean => now !== null && sha256(now) === original.sha256

/** Looks at every file, and throws where one cannot be put back. */
const lookAt = (root: string, histories: readonly FileHistory[]): readonly Found[] => {
  const found = histories.map((history) => ({ ...history, now: contentOf(root, history.path) }))
  const foreign = found.filter(isForeign).map(({ path }) => path)
  if (foreign.length > 0)
    throw new DomainError(
      'conflict',
      `changed since the backup by somebody else: ${foreign.join(', ')}; nothing was put back. Keep what is needed of them, move them away, and start again`,
    )
  for (const one of found) if (!isRestored(one)) replaceable(join(root, one.path))
  return found
}

const editsIn = (histories: readonly FileHistory[]): readonly SetAsideEdit[] =>
  histories.flatMap(({ path, edits }) => edits.map((copy) => ({ path, copy })))

/** What a restore from these backups, the oldest first, would set aside. Throws as `restoreConfiguration` does for backups that cannot be used. */
export const editsBetween = (folder: string, backups: readonly string[]): readonly SetAsideEdit[] =>
  editsIn(fileHistories(readBackups(installationRoot(folder), backups)))

/**
 * Puts back what calls of `applyConfiguration` changed, byte for byte and with its mode: each file as the oldest of their backups, which come oldest first, has it. What somebody else wrote between two of them stays in
 * the newer one, and is told. All backups, copies and files are looked at before the first file is written; killed at any point, the next call does the rest, and one after it changes nothing. Throws `invalid-input` when
 * a folder is no whole backup of this installation, `conflict` when another process is at it or a file was changed by somebody else since the last backup that has it, and as `applyConfiguration`.
 */
export const restoreConfiguration = async (
  folder: string,
  backups: readonly string[],
  { onStep = () => undefined }: { readonly onStep?: OnStep | undefined } = {},
): Promise<RestoreReport> => {
  const root = installationRoot(folder)
  if (backups.length === 0) return { root, restored: [], unchanged: [], edits: [] }
  return alone(root, () => {
    const found = lookAt(root, fileHistories(readBackups(root, backups)))
    for (const { path } of found) removeLeftover(join(root, path))
    const pending = found.filter((one) => !isRestored(one))
    for (const { path, original, now } of pending) {
      const { content, mode } = original
      // its copy was looked at; what it held is put back whatever can be read in it
      replaceFile({ path: join(root, path), before: now, content, mode, check: () => undefined, onStep })
    }
    return {
      root,
      restored: pending.map(({ path }) => path),
      unchanged: found.filter(isRestored).map(({ path }) => path),
      edits: editsIn(found),
    }
  })
}
