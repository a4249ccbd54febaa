import { join } from 'node:path'
import { makeBackup } from './backup.ts'
import { alone } from './files.ts'
import type { ConfigurationPlan } from './plan.ts'
import { draftsOf, installationRoot, planOf } from './plan-configuration.ts'
import { type OnStep, removeLeftover, replaceFile } from './replace-file.ts'

export interface ApplyConfigurationOptions {
  /** Where the backup goes: a new or empty folder. It will hold secrets. */
  readonly backupFolder: string
  readonly now: Date
  readonly onStep?: OnStep | undefined
}

/** What was done. */
export interface ApplyReport {
  /** What was found before, and done for every file whose outcome is `change`. */
  readonly plan: ConfigurationPlan
  /** Files that were replaced. */
  readonly written: readonly string[]
  /** Absolute; null where nothing had to be changed, and no backup was made. */
  readonly backup: string | null
}

/**
 * Carries out what `planConfiguration` says at this moment. Every file that is changed is copied into the backup first, and replaced whole; files with problems are left alone, and named in the plan.
 * A second call changes nothing. Throws `invalid-input` when the folder is none, `conflict` when another process is at it, when a file was changed meanwhile or the backup is not empty, `refused`
 * for what must not be replaced, `unavailable` when the system says no; each file is then the old one or the new one, whole, and the next call does the rest.
 */
export const applyConfiguration = (
  folder: string,
  { backupFolder, now, onStep = () => undefined }: ApplyConfigurationOptions,
): Promise<ApplyReport> => {
  const root = installationRoot(folder)
  return alone(root, () => {
    const found = draftsOf(root)
    const plan = planOf(root, found)
    for (const {
      plan: { path },
    } of found.drafts)
      removeLeftover(join(root, path))
    const pending = found.drafts.flatMap(({ plan: { path }, before, after, check }) =>
      after === null ? [] : [{ path, before, after, check }],
    )
    if (pending.length === 0) return { plan, written: [], backup: null }
    const backup = makeBackup(backupFolder, root, pending, now, onStep)
    for (const { path, before, after, check } of pending) {
      replaceFile({ path: join(root, path), before, content: after, check, onStep })
    }
    return { plan, written: pending.map(({ path }) => path), backup }
  })
}
