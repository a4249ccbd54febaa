import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, isAbsolute, join, normalize, resolve, sep } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { sha256, syncFolder, touching } from './files.ts'
import type { OnStep } from './replace-file.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const RelativePath = z
  .string()
  .min(1)
  .refine((path) => !isAbsolute(path) && normalize(path) === path && path !== '.' && !path.split(sep).includes('..'), {
    message: 'must stay below the installation',
  })

const Entry = z.strictObject({
  path: RelativePath,
  /** The name of the copy in the backup. */
  copy: z.string().regex(/^\d+\.copy$/),
  sha256: Sha256,
  mode: z.int().min(0).max(0o7777),
  /** What the file holds once it is changed. */
  changedTo: Sha256,
})

const Manifest = z.strictObject({
  version: z.literal(1),
  root: z.string().refine(isAbsolute, { message: 'must be absolute' }),
  at: z.iso.datetime(),
  files: z.array(Entry),
})

type Manifest = z.infer<typeof Manifest>

/** A file as a backup holds it. */
export interface SavedFile extends z.infer<typeof Entry> {
  readonly content: Buffer
}

/** A backup that is whole: which files it holds, and whence. */
export interface Backup {
  /** Absolute. */
  readonly folder: string
  readonly root: string
  readonly files: readonly SavedFile[]
}

/** A file that is about to be changed. */
export interface Saved {
  readonly path: string
  readonly before: Buffer
  readonly after: Buffer
}

const manifestName = 'manifest.json'

const writePrivate = (path: string, content: Buffer | string): void => {
  const opened = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(opened, content)
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/**
 * Copies files of an installation into a folder of mode 0700, each with mode 0600. The manifest comes last: a folder without one is no backup, and nothing was changed after it. Throws `conflict`
 * when the folder holds something.
 */
export const makeBackup = (
  folder: string,
  root: string,
  saved: readonly Saved[],
  now: Date,
  onStep: OnStep,
): string => {
  const backup = resolve(folder)
  return touching(backup, () => {
    mkdirSync(backup, { recursive: true, mode: 0o700 })
    if (readdirSync(backup).length > 0)
      throw new DomainError(
        'conflict',
        `${backup} is not empty, and a backup is never written over: name another folder`,
      )
    const files = saved.map(({ path, before, after }, index) => {
      const copy = `${index + 1}.copy`
      onStep('copy', join(root, path))
      writePrivate(join(backup, copy), before)
      const mode = lstatSync(join(root, path)).mode & 0o7777
      return { path, copy, sha256: sha256(before), mode, changedTo: sha256(after) }
    })
    const manifest: Manifest = { version: 1, root, at: now.toISOString(), files }
    onStep('manifest', join(backup, manifestName))
    const temporary = join(backup, `${manifestName}.new`)
    writePrivate(temporary, `${JSON.stringify(manifest, null, 2)}\n`)
    syncFolder(backup)
    renameSync(temporary, join(backup, manifestName))
    syncFolder(backup)
    syncFolder(dirname(backup))
    return backup
  })
}

/** Whether anything may have been changed after a backup into this folder was begun. Throws `unavailable` where that cannot be seen. */
export const isBackup = (folder: string): boolean =>
  touching(folder, () => statSync(join(folder, manifestName), { throwIfNoEntry: false }) !== undefined)

/** Reads a backup and looks at each copy. Throws `invalid-input` when it is none, or no longer what was written. */
export const readBackup = (named: string): Backup => {
  const folder = resolve(named)
  const bad = (why: string, cause?: unknown) =>
    new DomainError('invalid-input', `${folder} is no backup that can be used: ${why}`, { cause })
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name))
    } catch (error) {
      throw bad(
        name === manifestName
          ? 'it has no manifest, so that nothing was changed after it was begun'
          : `${name} cannot be read`,
        error,
      )
    }
  }
  const text = read(manifestName).toString('utf8')
  let manifest: Manifest
  try {
    manifest = Manifest.parse(JSON.parse(text))
  } catch (error) {
    throw bad('its manifest is not as it was written', error)
  }
  const files = manifest.files.map((entry) => ({ ...entry, content: read(entry.copy) }))
  const damaged = files.find((file) => sha256(file.content) !== file.sha256)
  if (damaged !== undefined) throw bad(`${damaged.copy}, the copy of ${damaged.path}, is not as it was written`)
  return { folder, root: manifest.root, files }
}
