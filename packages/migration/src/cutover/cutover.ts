import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { CutoverStep, DatabaseFingerprint, NewCutoverStep } from '@fyntrix/db/imported'
import { DomainError } from '@fyntrix/domain/shared'
import { type ApplyReport, applyConfiguration, verifyConfiguration } from '../configuration/index.ts'
import type { Problem } from '../inspection.ts'
import { claimHome } from '../installation/claim.ts'
import { filesOf, makePlan } from '../plan.ts'
import type { Target } from '../target.ts'
import { type Verified, verify } from '../verify.ts'
import { changedDatabases, databaseFingerprints, installationMark, writtenBetween } from './fingerprints.ts'
import { createFollower, type DeletedRows, type Follower, realWait, type Wait } from './follower.ts'
import { reasonsAgainst } from './judge-verified.ts'
import { notImportedOf, provedOf } from './proved.ts'
import { type ShadowReport, shadowReads } from './shadow/shadow.ts'

/** Where a cut-over is; each may be the last before it is killed. */
export type CutoverMoment =
  | 'following'
  | 'waiting'
  | 'proving'
  | 'asking'
  | 'configuring'
  | 'configured'
  | 'switching'
  | 'switched'

export interface CutoverOptions {
  /** Of the plan that was agreed to. */
  readonly hash: string
  /** Milliseconds for which nothing may have been written; 10,000 by default. */
  readonly quietMs?: number | undefined
  /** How often that is waited for; 6 by default. */
  readonly tries?: number | undefined
  /** Shadow reads of the sample; 2,000 by default. */
  readonly reads?: number | undefined
  readonly seed?: number | undefined
  /** Applies the configuration too, after a backup into a new folder of this name, or of one with a number after it. */
  readonly backupFolder?: string | undefined
  /** Whether rows that the legacy system changed are looked for; see `FollowerOptions`. */
  readonly changes?: boolean | undefined
  readonly now: () => Date
  readonly wait?: Wait | undefined
  readonly signal?: AbortSignal | undefined
  /** Told of each step, and of how far it is. */
  readonly onProgress?: ((moment: CutoverMoment, detail: string) => void) | undefined
}

/** What `cutover` did. */
export interface Cutover {
  readonly root: string
  readonly switchedAt: Date | null
  /** Whether it had been switched before. */
  readonly already: boolean
  /** Why it was not switched; empty where it was. */
  readonly refused: readonly string[]
  readonly verified: Verified | null
  readonly shadow: ShadowReport | null
  /** Rows that the legacy system deleted since they were imported: they stay here. */
  readonly deleted: readonly DeletedRows[]
  /** What of the installation is not read, and so is not here. It does not stand in the way. */
  readonly notImported: readonly Problem[]
  /** Each database as it lay when it was switched. */
  readonly databases: readonly DatabaseFingerprint[]
  readonly configuration: ApplyReport | null
  readonly elapsedMs: number
}

const mostTold = 5
const defaults = { quietMs: 10_000, tries: 6, reads: 2_000, seed: 1 }
const mostRounds = 5

/** A folder that does not exist, or is empty: the one that was asked for, or one with a number after it. */
const freeFolder = (wanted: string): string => {
  const folder = resolve(wanted)
  for (let n = 1; ; n += 1) {
    const one = n === 1 ? folder : join(dirname(folder), `${basename(folder)}-${n}`)
    if (!existsSync(one) || readdirSync(one).length === 0) return one
  }
}

/** Looks everywhere until there is nothing new; what still stood in the way afterwards. */
const followToTheEnd = async (follower: Follower): Promise<readonly string[]> => {
  for (let rounds = 1; ; rounds += 1) {
    // what cannot be read was in the plan, or is found by the proof
    const { added, replaced, files, waiting } = await follower.round({ whole: true })
    if (waiting.length > 0) return waiting.map(({ place, reason }) => `${place}: ${reason}`)
    if (added + replaced + files === 0) return []
    if (rounds >= mostRounds) return ['rows are written faster than they are followed: stop who writes them']
  }
}

/** Follows until nothing was written for a while; what still stood in the way when patience was over. */
const untilQuiet = async (follower: Follower, root: string, options: CutoverOptions): Promise<readonly string[]> => {
  const { quietMs = defaults.quietMs, tries = defaults.tries, wait = realWait, signal, onProgress } = options
  for (let attempt = 1; ; attempt += 1) {
    onProgress?.('following', `look ${attempt}`)
    const before = installationMark(root)
    const left = await followToTheEnd(follower)
    onProgress?.('waiting', `for ${quietMs / 1_000} s in which nobody writes`)
    await wait(quietMs, signal)
    const written = writtenBetween(before, installationMark(root))
    if (left.length === 0 && written.length === 0) return []
    if (attempt < tries) continue
    return [
      ...left,
      ...written.slice(0, mostTold).map((path) => `${path}: somebody still writes to it: stop the legacy system`),
    ]
  }
}

const switchOver = async (target: Target, root: string, options: CutoverOptions): Promise<Cutover> => {
  const began = performance.now()
  const { hash, signal, onProgress, backupFolder } = options
  const { cutovers } = target
  let verified: Verified | null = null
  let shadow: ShadowReport | null = null
  let configuration: ApplyReport | null = null
  let step = await cutovers.latest(root)
  const follower = createFollower(target, root, { signal, changes: options.changes })
  const ended = (refused: readonly string[], at: CutoverStep | null, already = false): Cutover => ({
    root,
    switchedAt: at?.at ?? null,
    already,
    refused,
    verified,
    shadow,
    deleted: follower.deleted(),
    notImported: verified === null ? [] : notImportedOf(verified),
    databases: at?.databases ?? [],
    configuration,
    elapsedMs: performance.now() - began,
  })
  if (step?.phase === 'switched') return ended([], step, true)

  const plan = makePlan(root)
  if (plan.hash !== hash && plan.locked.length === 0)
    throw new DomainError(
      'conflict',
      `the installation is no longer what was planned (${hash}): look at it again with 'migrate plan', which says ${plan.hash} now`,
    )
  await claimHome(target, root)
  /** Records that it goes on; backups that were named before still count. */
  const follow = async (backups: readonly string[]) => {
    const next: NewCutoverStep = { root, phase: 'following', plan: hash, proved: {}, databases: [], backups }
    step = await cutovers.record(next, step)
    return step
  }
  const backups = step?.phase === 'following' ? step.backups : []
  if (step?.phase !== 'following' || step.plan !== hash) await follow(backups)

  const noisy = await untilQuiet(follower, root, options)
  if (noisy.length > 0) return ended(noisy, null)
  if (follower.plan().hash !== hash) return ended(["the installation changed: look at it with 'migrate plan'"], null)
  const mark = installationMark(root)
  const databases = await databaseFingerprints(root, signal)

  onProgress?.('proving', '')
  verified = await verify(target, root, {
    withoutValues: true,
    signal,
    onProgress: (what, done, of) => onProgress?.('proving', `${what} ${done}/${of}`),
  })
  const against = reasonsAgainst(verified)
  if (against.length > 0) return ended(against, null)

  onProgress?.('asking', '')
  shadow = await shadowReads(target, root, {
    reads: options.reads ?? defaults.reads,
    seed: options.seed ?? defaults.seed,
    signal,
    wait: options.wait,
    onProgress: ({ asked }) => onProgress?.('asking', String(asked)),
  })
  if (shadow.unexplained > 0) return ended([`${shadow.unexplained} shadow reads differ without a known cause`], null)
  const written = writtenBetween(mark, installationMark(root))
  if (written.length > 0)
    return ended([`${written.slice(0, mostTold).join(', ')}: written meanwhile: stop the legacy system`], null)

  let named = backups
  if (backupFolder !== undefined) {
    const folder = freeFolder(backupFolder)
    named = [...backups, folder]
    // before the first file is changed: whoever rolls back must know where the old ones are
    await follow(named)
    onProgress?.('configuring', folder)
    configuration = await applyConfiguration(root, { backupFolder: folder, now: options.now() })
    onProgress?.('configured', folder)
    const { problems } = verifyConfiguration(root, { backupFolder: configuration.backup ?? undefined })
    if (problems.length > 0)
      return ended(
        problems.map(({ place, reason }) => `configuration, ${place || '.'}: ${reason}`),
        null,
      )
    // files whose content was changed are kept as they are now
    await follower.round()
  }

  onProgress?.('switching', '')
  const changed = changedDatabases(databases, await databaseFingerprints(root, signal))
  if (changed.length > 0)
    return ended(
      changed.map(({ path }) => `${path}: written meanwhile: stop the legacy system`),
      null,
    )
  const proved = provedOf(verified, shadow, options.quietMs ?? defaults.quietMs)
  step = await cutovers.record({ root, phase: 'switched', plan: hash, proved, databases, backups: named }, step)
  onProgress?.('switched', '')
  return ended([], step)
}

/**
 * Switches over: follows an installation to the end, sees that nobody writes to it any more, proves everything, asks both systems a sample of questions, applies the configuration if that is wanted, and records the
 * switch with the SHA-256 of every database. Nothing is written to the legacy databases. It may be killed at any point and called again; once it has switched, it does nothing. What stands in the way is told in
 * `refused`, and nothing is switched; what cannot be read is told in `notImported`. Throws `conflict` when the plan is another one, the home holds another installation, or somebody else is at it,
 * and what configuration throws.
 */
export const cutover = (target: Target, folder: string, options: CutoverOptions): Promise<Cutover> => {
  const { root } = filesOf(folder)
  return target.cutovers.alone(root, () => switchOver(target, root, options))
}
