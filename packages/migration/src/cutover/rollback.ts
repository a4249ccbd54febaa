import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CutoverStep } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { editsBetween, isBackup, restoreConfiguration, type SetAsideEdit } from '../configuration/index.ts'
import { filesOf } from '../plan.ts'
import type { Target } from '../target.ts'
import { inventoryIn, inventoryName, movedFolder } from './clean/inventory.ts'
import { type Cutover, type CutoverOptions, cutover } from './cutover.ts'
import { type ChangedDatabase, changedDatabases, databaseFingerprints } from './fingerprints.ts'
import { canRollBack } from './phase.ts'

/** What `rollback` did. */
export interface Rollback {
  readonly root: string
  readonly rolledBackAt: Date
  /** Whether it had been rolled back before. */
  readonly already: boolean
  /** When it had been switched over; null where the switch was not completed. */
  readonly switchedAt: Date | null
  /** Files of the configuration that were put back. */
  readonly restored: readonly string[]
  /** What somebody edited between two backups of the configuration, and the newer one keeps; told again where it had been rolled back before. */
  readonly edits: readonly SetAsideEdit[]
  /** Databases that are proved, by SHA-256, to be as they were at the switch. */
  readonly unchanged: readonly string[]
  /** Those that are not. */
  readonly changed: readonly ChangedDatabase[]
  readonly elapsedMs: number
}

const mostTold = 5

/** Backups that were made, oldest first. A folder that was named twice was not used the first time. */
const backupsOf = ({ backups }: CutoverStep): readonly string[] =>
  backups.filter((backup, index) => backups.lastIndexOf(backup) === index && isBackup(backup))

const Recorded = z.object({ edits: z.array(z.object({ path: z.string(), copy: z.string() })).default([]) })

/** Throws where the legacy system would start without files that `clean` took. */
const refuseMissing = (root: string): void => {
  const folder = movedFolder(root)
  const missing = (inventoryIn(folder)?.files ?? []).filter(({ path }) => !existsSync(join(root, path)))
  const told = (of: typeof missing) =>
    of
      .slice(0, mostTold)
      .map(({ path }) => path)
      .join(', ')
  const [purged, moved] = [missing.filter(({ purgedAt }) => purgedAt), missing.filter(({ purgedAt }) => !purgedAt)]
  if (moved.length > 0)
    throw new DomainError(
      'conflict',
      `${moved.length} files were moved out (${told(moved)}): first 'migrate clean --undo ${join(folder, inventoryName)}'`,
    )
  if (purged.length > 0)
    throw new DomainError(
      'conflict',
      `${purged.length} files were deleted for good (${told(purged)}): put them back from a backup first`,
    )
}

const rollBack = async ({ cutovers }: Target, root: string, signal?: AbortSignal): Promise<Rollback> => {
  const began = performance.now()
  const step = await cutovers.latest(root)
  if (step === null || (step.phase === 'following' && !canRollBack(step)))
    throw new DomainError('conflict', `${root} was not switched over: there is nothing to roll back`)
  if (step.phase === 'rolled-back')
    return {
      root,
      rolledBackAt: step.at,
      already: true,
      switchedAt: null,
      restored: [],
      edits: Recorded.parse(step.proved).edits,
      unchanged: [],
      changed: [],
      elapsedMs: performance.now() - began,
    }
  refuseMissing(root)
  const now = await databaseFingerprints(root, signal)
  const changed = step.phase === 'switched' ? changedDatabases(step.databases, now) : []
  const gone = changed.filter(({ change }) => change === 'gone').map(({ path }) => path)
  if (gone.length > 0)
    throw new DomainError(
      'conflict',
      `${gone.join(', ')}: no longer there. What 'migrate clean' moved comes back with its --undo; anything else from a backup`,
    )
  const { restored, edits } = await restoreConfiguration(root, backupsOf(step))
  const of = new Set(changed.map(({ path }) => path))
  const unchanged = now.map(({ path }) => path).filter((path) => !of.has(path))
  const recorded = await cutovers.record(
    {
      root,
      phase: 'rolled-back',
      plan: step.plan,
      proved: { ended: step.phase, at: step.at.toISOString(), restored, edits, unchanged, changed },
      databases: now,
      backups: [],
    },
    step,
  )
  return {
    root,
    rolledBackAt: recorded.at,
    already: false,
    switchedAt: step.phase === 'switched' ? step.at : null,
    restored,
    edits,
    unchanged,
    changed,
    elapsedMs: performance.now() - began,
  }
}

/**
 * Rolls a switch back: puts the configuration back from its backups, tells by SHA-256 whether the legacy databases are as they were at the switch, and records it, so that the installation can be followed again. It may be
 * killed at any point and called again; once rolled back, it does nothing. Throws `conflict` where nothing was switched, a database is gone, files that `clean` took are not back, a file of the configuration was changed since by somebody else, or somebody
 * else is at it.
 */
export const rollback = (
  target: Target,
  folder: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Rollback> => {
  const { root } = filesOf(folder)
  return target.cutovers.alone(root, () => rollBack(target, root, signal))
}

/** A roll-back that was tried, and the switch after it. */
export interface Drill {
  readonly rollback: Rollback
  readonly cutover: Cutover
  /** Of both, the waiting for nobody to write included. */
  readonly elapsedMs: number
}

/** Throws where a drill, which ends with the configuration as it was, would leave something out of it. */
const refuseEdits = (root: string, step: CutoverStep): void => {
  const edits = editsBetween(root, backupsOf(step))
  if (edits.length > 0)
    throw new DomainError(
      'conflict',
      `a drill would leave out what somebody edited between two backups (${edits.map(({ path, copy }) => `${path}: ${copy}`).join(', ')}): roll back, put that into the file, and switch over again`,
    )
}

/**
 * Rolls a switch back and switches again, by the plan and with a backup beside those of before. Throws like both, and `conflict`, with nothing done, where the configuration was edited by somebody else between two backups;
 * killed in between it leaves the installation rolled back.
 */
export const drill = async (
  target: Target,
  folder: string,
  options: Omit<CutoverOptions, 'hash' | 'backupFolder'>,
): Promise<Drill> => {
  const began = performance.now()
  const { root } = filesOf(folder)
  const step = await target.cutovers.latest(root)
  if (step?.phase !== 'switched')
    throw new DomainError('conflict', `${root} is not switched over: a drill begins from there`)
  refuseEdits(root, step)
  const [backup] = step.backups
  const back = await rollback(target, folder, options)
  const again = await cutover(target, folder, {
    ...options,
    hash: step.plan,
    backupFolder: backup,
  })
  return { rollback: back, cutover: again, elapsedMs: performance.now() - began }
}
