import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type { JobDefinition } from '@fyntrix/domain/jobs'
import { DomainError } from '@fyntrix/domain/shared'
import {
  type Binding,
  createDaemon,
  createNominalTimes,
  type Daemon,
  type DaemonSettings,
  type JobHandler,
} from '@fyntrix/services/jobs'
import { silentLog } from '@fyntrix/services/shared'
import type pg from 'pg'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { type Accounts, accountsOf } from './accounts.ts'
import { VirtualClock } from './clock.ts'
import { writeEffect } from './effects.ts'
import { away, type Fate, Killed, mortalDatabase } from './fate.ts'

/** One stretch of virtual days. */
export interface Simulation {
  readonly seed: number
  /** Epoch milliseconds. */
  readonly from: number
  readonly days: number
  readonly definitions: readonly JobDefinition[]
  readonly calendar: Calendar
  /** False to see what happens without fences: then the proof must find something. */
  readonly fenced: boolean
  /** Of so many attempts one takes long enough for its daemon to lose the lease. */
  readonly longOneIn: number
}

/** What befell the daemons, and what the ledger says of it. */
export interface Simulated extends Accounts {
  readonly seed: number
  readonly days: number
  readonly kills: number
  readonly jumps: number
  readonly outages: number
  readonly stalls: number
  readonly attempts: number
  readonly refused: number
}

export interface World {
  readonly database: Database
  readonly pool: pg.Pool
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const fleet = 3

/** Leases as long as three steps of the clock while something runs, so that most live; those of stalled daemons end. */
const settings: DaemonSettings = {
  leaseMs: 300 * second,
  catchUpSpreadMs: minute,
  slots: 24,
  drainMs: 0,
  settleAgainMs: 1,
}

interface Member {
  readonly daemon: Daemon
  readonly fate: Fate
  /** Until when it does not look: it starts, or its loop is blocked. */
  deafUntil: number
  /** Its attempts that wait for the clock. */
  readonly sleeping: { count: number }
}

/** Begins with empty tables of jobs. */
export const emptyLedger = async (pool: pg.Pool): Promise<void> => {
  await pool.query('truncate job_schedules, job_occurrences, job_daemons, outbox, simulated_effects')
}

/**
 * Lets three daemons do all jobs for some virtual days, on a real database, while they are killed at any of their calls, stalled beyond their leases, the clock jumps, and PostgreSQL and Redis
 * go away; then lets them finish in peace and reads the accounts. Chance repeats with the seed, the interleaving of calls does not.
 */
export const simulate = async ({ database, pool }: World, simulation: Simulation): Promise<Simulated> => {
  const { seed, from, days, definitions, calendar, fenced, longOneIn } = simulation
  const random = xoroshiro128plus(seed)
  const draw = (low: number, high: number) => uniformInt(random, low, high)
  const chance = (oneIn: number) => draw(1, oneIn) === 1
  const clock = new VirtualClock(from)
  const times = createNominalTimes(calendar)
  const counts = { kills: 0, jumps: 0, outages: 0, stalls: 0, attempts: 0, refused: 0 }
  let peace = false
  let [postgresBack, redisBack] = [0, 0]
  await emptyLedger(pool)

  const fateOf = (): Fate & { doomed: boolean } => {
    let [dead, left] = [false, Number.POSITIVE_INFINITY]
    return {
      set doomed(_: boolean) {
        left = draw(1, 30)
      },
      dead: () => dead,
      step() {
        if (!dead && --left <= 0) {
          dead = true
          counts.kills += 1
        }
        if (dead) throw new Killed()
        if (clock.now < postgresBack && chance(2)) throw away()
      },
    }
  }

  const handlerOf =
    (definition: JobDefinition, fate: Fate, sleeping: Member['sleeping']): JobHandler =>
    async ({ nominal, signal }) => {
      counts.attempts += 1
      if (clock.now < redisBack) throw new DomainError('unavailable', 'Redis is away, says the simulation')
      if (!peace && chance(40)) throw new Error('a defect, says the simulation')
      if (!peace && chance(longOneIn)) {
        sleeping.count += 1
        await clock.sleep(draw(1, 500) * second, signal).finally(() => {
          sleeping.count -= 1
        })
      }
      try {
        await writeEffect(pool, fate, { jobId: definition.id, nominal, fenced })
      } catch (error) {
        counts.refused += fate.dead() ? 0 : 1
        throw error
      }
      return { status: 'ran', result: null }
    }

  let born = 0
  const start = (deafUntil: number): Member & { fate: ReturnType<typeof fateOf> } => {
    born += 1
    const owner = `daemon-${born}`
    const fate = fateOf()
    const sleeping = { count: 0 }
    const bindings = definitions.map(
      (definition): Binding => ({ definition, handle: handlerOf(definition, fate, sleeping) }),
    )
    const daemon = createDaemon({
      db: mortalDatabase(database, fate),
      bindings,
      times,
      settings,
      identity: { id: owner, host: 'simulated', pid: born },
      at: () => new Date(clock.now),
      wall: () => new Date(clock.now),
      log: silentLog,
      overBudget: () => Promise.resolve(null),
    })
    return { daemon, fate, deafUntil, sleeping }
  }
  const jobIds = definitions.map(({ id }) => id)
  const members = Array.from({ length: fleet }, () => start(from))

  /** a call of a daemon; what it throws is its own trouble */
  const attemptTo = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      () => undefined,
    )
  const living = () => members.filter(({ fate, deafUntil }) => !fate.dead() && deafUntil <= clock.now)
  /** until all that runs waits for the clock */
  const settled = async () => {
    const busy = () => members.some(({ daemon, fate, sleeping }) => !fate.dead() && daemon.running() > sleeping.count)
    for (let turns = 0; busy() && turns < 2_000; turns++) await new Promise(setImmediate)
  }
  /** as daemons do, each of which looks again at once while something may be due */
  const lookAll = async (who: readonly Member[]) => {
    let again = who
    for (let turn = 0; turn < 4 && again.length > 0; turn++) {
      const waits = await Promise.all(again.map(({ daemon }) => daemon.look().catch(() => 0)))
      await settled()
      again = again.filter((_, i) => waits[i] === 0)
    }
  }

  const misfortune = () => {
    if (chance(25)) {
      const victim = members[draw(0, fleet - 1)]
      if (victim) victim.fate.doomed = true
    }
    for (const victim of members) {
      // best amid its work, beyond its lease
      if (!chance(victim.sleeping.count > 0 ? 30 : 300)) continue
      victim.deafUntil = clock.now + draw(200, 1_200) * second
      counts.stalls += 1
    }
    if (chance(800)) {
      clock.moveTo(
        chance(3) ? clock.now - draw(1, 1_800) * second : clock.now + draw(1, chance(4) ? 6 * 60 : 30) * minute,
      )
      counts.jumps += 1
    }
    if (chance(80)) {
      postgresBack = clock.now + draw(1, 300) * second
      counts.outages += 1
    }
    if (chance(80)) {
      redisBack = clock.now + draw(1, 300) * second
      counts.outages += 1
    }
  }

  const end = from + days * day
  let nextBeat = from
  while (clock.now < end) {
    misfortune()
    for (const [i, { fate }] of members.entries())
      if (fate.dead()) members[i] = start(clock.now + draw(0, 600) * second)
    const up = living()
    if (clock.now >= nextBeat) {
      await Promise.all(up.filter(({ daemon }) => daemon.running() > 0).map(({ daemon }) => attemptTo(daemon.beat())))
      nextBeat = clock.now + settings.leaseMs / 3
    }
    const looking = up.filter((_, i) => i === 0 || chance(3))
    await (chance(10) ? Promise.all(looking.map(({ daemon }) => attemptTo(daemon.look()))) : lookAll(looking))
    const wait = (await database.repositories().ledger.untilNext(jobIds, new Date(clock.now))) ?? minute
    const idle = members.every(({ daemon, fate }) => fate.dead() || daemon.running() === 0)
    const next = Math.min(
      clock.now + Math.max(draw(1, 120) * second, Math.ceil(wait)),
      ...(idle ? [] : [nextBeat]),
      clock.nextWake,
      up.length === 0 ? clock.now + 30 * second : Number.POSITIVE_INFINITY,
    )
    clock.moveTo(Math.min(Math.max(next, clock.now + 1), clock.now + hour))
  }

  peace = true
  ;[postgresBack, redisBack] = [0, 0]
  const last = start(clock.now)
  members.push(last)
  const through = Math.max(clock.now, end)
  for (let i = 0; i < 400; i++) {
    await attemptTo(last.daemon.beat())
    await lookAll([last])
    const { rows } = await pool.query(
      `select 1 from job_occurrences where state in ('planned', 'running') union all select 1 from job_schedules where next_at <= $1 limit 1`,
      [new Date(clock.now)],
    )
    if (rows.length === 0) break
    clock.moveTo(clock.now + 30 * second)
  }
  for (const { daemon, fate } of members) if (!fate.dead()) await attemptTo(daemon.idle())
  const accounts = await accountsOf(pool, definitions, times, { after: from, through })
  return { seed, days, ...counts, ...accounts }
}
