import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { type Manifest, readBackup } from './backup.ts'
import { alone, sha256, touching } from './files.ts'
import { installationRoot } from './plan-configuration.ts'
import { type OnStep, removeLeftover, replaceFile } from './replace-file.ts'

/** What was put back. */
export interface RestoreReport {
  readonly root: string
  readonly restored: readonly string[]
  /** Files that are as they were in any case. */
  readonly unchanged: readonly string[]
}

type Entry = Manifest['files'][number]

/** What a file holds; null where there is none. */
const contentOf = (root: string, path: string): Buffer | null =>
  touching(path, () => {
    const whole = join(root, path)
    if (!`${realpathSync(dirname(whole))}${sep}`.startsWith(`${root}${sep}`))
      throw new DomainError('refused', `${path} leads out of ${root} by a link: put it back by hand`)
    return lstatSync(whole, { throwIfNoEntry: false }) === undefined ? null : readFileSync(whole)
  })

const isForeign = ({ sha256: original, changedTo }: Entry, found: Buffer | null): boolean =>
  found !== null && sha256(found) !== original && sha256(found) !== changedTo

/**
 * Puts back what `applyConfiguration` changed, byte for byte and with its mode. All copies and all files are looked at before the first is written; a second call changes nothing. Throws
 * `invalid-input` when the folder is no whole backup, `conflict` when another process is at the installation or a file was changed since by somebody else, and as `applyConfiguration`.
 */
export const restoreConfiguration = async (
  backupFolder: string,
  { onStep = () => undefined }: { readonly onStep?: OnStep | undefined } = {},
): Promise<RestoreReport> => {
  const { manifest, copies } = readBackup(backupFolder)
  const root = installationRoot(manifest.root)
  return alone(root, () => {
    const found = manifest.files.map((entry) => ({ entry, now: contentOf(root, entry.path) }))
    const foreign = found.filter(({ entry, now }) => isForeign(entry, now)).map(({ entry }) => entry.path)
    if (foreign.length > 0)
      throw new DomainError(
        'conflict',
        `changed since the backup by somebody else: ${foreign.join(', ')}; nothing was put back. Keep what is needed of them, move them away, and start again`,
      )
    for (const { entry } of found) removeLeftover(join(root, entry.path))
    const pending = found.filter(({ entry, now }) => now === null || sha256(now) !== entry.sha256)
    for (const { entry, now } of pending) {
      const content = copies.get(entry.path) ?? Buffer.alloc(0)
      const path = join(root, entry.path)
      // its copy was looked at; what it held is put back whatever can be read in it
      replaceFile({ path, before: now, content, mode: entry.mode, check: () => undefined, onStep })
    }
    const restored = pending.map(({ entry }) => entry.path)
    return {
      root,
      restored,
      unchanged: manifest.files.map(({ path }) => path).filter((path) => !restored.includes(path)),
    }
  })
}
