import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase } from '@fyntrix/db/shared'
import { DomainError } from '@fyntrix/domain/shared'
import {
  applyPlan,
  createFollower,
  cutover,
  drill,
  keepFollowing,
  makePlan,
  type ShadowReport,
  shadowReads,
} from '@fyntrix/migration'
import { targetOn } from '@fyntrix/migration/testing'
import pg from 'pg'
import type { CliContext } from '../../context.ts'
import { cacheTargetOf } from '../../migration/cache-target.ts'
import { openOwn, startOwnServices } from '../../shared/own-services.ts'
import { openLegacySystem, type Written } from './legacy-system.ts'
import { lostRows } from './lost-rows.ts'
import { startWriter } from './writer-process.ts'

export interface CutoverProofOptions {
  readonly reads: number
  /** Runs that there are before the writer begins; each has up to five recommendations. */
  readonly rows: number
  readonly seed: number
  /** Whether the follower looks for rows that were changed. Without it the proof must fail. */
  readonly changes: boolean
  /** Between two runs of the writer. */
  readonly pauseMs?: number | undefined
  readonly quietMs?: number | undefined
  readonly onProgress?: ((what: string) => void) | undefined
}

export interface CutoverProof {
  readonly reads: number
  readonly seed: number
  /** What the writer wrote while everything else went on. */
  readonly written: Written
  readonly shadow: Omit<ShadowReport, 'root'>
  readonly applyMs: number
  /** Reads in a second. */
  readonly readsPerSecond: number
  /** Rows of the legacy databases at the switch, and those of them in quarantine. */
  readonly rows: number
  readonly quarantined: number
  readonly cutoverMs: number
  readonly drillMs: number
  readonly broken: readonly string[]
}

const mostDrillMs = 5 * 60_000
const mostBroken = 20

const whileUnavailable = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const passes =
        error instanceof Error && 'code' in error && (error.code === 'unavailable' || error.code === 'conflict')
      if (!passes || tries === 20) throw error
      await delay(200)
    }
  }
}

/**
 * Keeps a writer of the legacy databases running while they are imported, followed, asked and cut over, until it is stopped as an operator would. No row may be lost, no answer differ without a known cause, and a roll-back
 * with another switch must take less than five minutes.
 */
export const proveCutover = async (
  context: CliContext,
  { reads, rows, seed, changes, pauseMs = 200, quietMs = 2_000, onProgress }: CutoverProofOptions,
): Promise<CutoverProof> => {
  await using own = await startOwnServices(context.env)
  await using database = openDatabase({ url: own.databaseUrl, applicationName: 'fyntrix-proof' })
  await using opened = await openOwn(own, context, { name: 'fyntrix-proof', source: 'zerodha', asOf: null })
  const cache = () => Promise.resolve(cacheTargetOf(opened))
  const target = { ...targetOn(database, join(own.folder, 'imported')), cache }
  const client = new pg.Client({ connectionString: own.databaseUrl })
  // what breaks the connection breaks the next query, which tells of it
  client.on('error', () => undefined)
  await client.connect()
  await using _ = { [Symbol.asyncDispose]: () => client.end() }
  const root = join(own.folder, 'legacy')
  const broken: string[] = []

  onProgress?.('making an installation')
  {
    using system = openLegacySystem(root, { seed, changes: false, after: 0 })
    for (let i = 0; i < rows; i += 1) system.step()
  }
  await using writer = await startWriter(context, { root, seed: seed + 1, after: rows, pauseMs })

  onProgress?.('applying')
  const applying = performance.now()
  const { hash } = await whileUnavailable(async () => {
    const plan = makePlan(root)
    if (plan.locked.length > 0) throw new DomainError('unavailable', 'locked')
    return plan
  })
  await whileUnavailable(() => applyPlan(target, root, { hash }))
  const applyMs = performance.now() - applying

  const stopping = new AbortController()
  const follower = createFollower(target, root, { changes })
  const following = keepFollowing(target, follower, root, { signal: stopping.signal, everyMs: 300 })
  following.catch(() => undefined)
  const { root: __, ...shadow } = await shadowReads(target, root, {
    reads,
    seed,
    follower,
    onProgress: ({ asked, different, open }) =>
      onProgress?.(`asking both: ${asked} of ${reads}, ${different} differed at first, ${open} to explain`),
  })
  if (shadow.unexplained > 0) broken.push(`${shadow.unexplained} shadow reads differ without a known cause`)
  if (shadow.reads < reads) broken.push(`only ${shadow.reads} of ${reads} questions were asked`)
  if (!writer.isWriting()) broken.push('the writer ended before the shadow reads did, so that they prove nothing')

  onProgress?.('trying to switch while somebody writes')
  const options = { hash, changes, now: context.wall, reads: Math.min(reads, 2_000), seed }
  const early = await cutover(target, root, { ...options, quietMs: 200, tries: 2 })
  if (early.switchedAt !== null) broken.push('it switched over while somebody wrote')

  onProgress?.('switching over')
  let stopped: Promise<Written> | undefined
  const switching = performance.now()
  const done = await cutover(target, root, {
    ...options,
    quietMs,
    tries: 10,
    onProgress: (moment) => {
      onProgress?.(`switching over: ${moment}`)
      if (moment === 'waiting') stopped ??= writer.stop()
    },
  })
  const cutoverMs = performance.now() - switching
  const written = await (stopped ?? writer.stop())
  if (done.refused.length > 0) stopping.abort()
  const { switched } = await following
  if (done.refused.length > 0) broken.push(...done.refused.map((reason) => `not switched over: ${reason}`))
  else if (!switched) broken.push('the follower did not end with the switch')

  onProgress?.('looking for lost rows')
  const lost = await lostRows(client, root)
  broken.push(...lost.broken.slice(0, mostBroken))
  let drillMs = 0
  if (done.refused.length === 0) {
    onProgress?.('drilling')
    const drilled = await drill(target, root, { ...options, quietMs })
    drillMs = drilled.elapsedMs
    if (drillMs >= mostDrillMs) broken.push(`the drill took ${Math.round(drillMs / 1_000)} s`)
    broken.push(...drilled.rollback.changed.map(({ path, change }) => `${path}: ${change} since the switch`))
    broken.push(...drilled.cutover.refused.map((reason) => `not switched over again: ${reason}`))
  }
  return {
    reads,
    seed,
    written,
    shadow,
    applyMs,
    readsPerSecond: shadow.reads / (shadow.elapsedMs / 1_000),
    rows: lost.rows,
    quarantined: lost.quarantined,
    cutoverMs,
    drillMs,
    broken,
  }
}
