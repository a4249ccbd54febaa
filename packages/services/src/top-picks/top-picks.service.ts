import type { Calendar } from '@fyntrix/calendar'
import { DomainError, type Id, type Instant, type Lane } from '@fyntrix/domain/shared'
import type {
  LatestQuery,
  LatestTopPicks,
  RunKey,
  RunQuery,
  RunRequest,
  RunSummary,
  RunTrigger,
  TopPicksRun,
} from '@fyntrix/domain/top-picks'
import type { Redis } from 'ioredis'
import { laneOf } from './compute-run.ts'
import { type RunDependencies, recordRun } from './record-run.ts'
import { staleReason } from './staleness.ts'
import type { topPicksProjection } from './top-picks.cache.ts'

/** Top picks: computing them, and reading what was computed. Reads look at one lane. */
export interface TopPicks {
  readonly lane: Lane
  /** Computes and records a run; see `recordRun`. Throws what the signal was aborted with, and then nothing is recorded. */
  run(
    request: RunRequest & { readonly trigger: RunTrigger },
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<TopPicksRun>
  /**
   * The latest run by (as-of, finish), from Redis where it is, else from PostgreSQL, which then fills Redis again. With `asOf`, the latest of that instant
   * or before. Throws `not-found` when there is none. Says whether the run is stale, or was at that instant, and why.
   */
  latest(query: LatestQuery): Promise<LatestTopPicks>
  /** A run by its id. Throws `not-found`. */
  byId(id: Id): Promise<TopPicksRun>
  /** Runs without their picks, newest first. */
  list(query: RunQuery): Promise<RunSummary[]>
}

interface Dependencies extends RunDependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof topPicksProjection>
  readonly calendar: Calendar
}

export const createTopPicks = (deps: Dependencies): TopPicks => {
  const { db, redis, projection, clock, calendar, candles, log } = deps
  const lane = laneOf(candles.source, clock.standing)

  const fromRedis = async (key: RunKey): Promise<TopPicksRun | undefined> => {
    try {
      const run = await projection.read(redis, key)
      // another lane's view would be a wrong answer, not a stale one
      return run?.lane === lane ? run : undefined
    } catch (cause) {
      log.warn({ ...key, err: cause }, 'top picks could not be read from Redis; answering from PostgreSQL')
      return undefined
    }
  }

  const fromPostgres = async (key: RunKey): Promise<TopPicksRun> => {
    const found = await db.repositories().topPicks.latest(lane, key.universe, key.mode)
    if (!found) {
      throw new DomainError(
        'not-found',
        `no ${key.mode} run of ${key.universe} yet: ./fyntrix picks run --universe ${key.universe} --mode ${key.mode}`,
      )
    }
    try {
      await projection.write(redis, key, found.run, found.version)
    } catch (cause) {
      log.warn({ ...key, err: cause }, 'top picks could not be put back into Redis')
    }
    return found.run
  }

  const recordedAt = async (key: RunKey, asOf: Instant): Promise<TopPicksRun> => {
    const found = await db.repositories().topPicks.latestAt(lane, key.universe, key.mode, asOf)
    if (found) return found
    throw new DomainError('not-found', `no ${key.mode} run of ${key.universe} is of ${asOf} or before`)
  }

  return {
    lane,
    run: (request, { signal } = {}) => recordRun(deps, request, signal),
    async latest({ asOf, ...key }) {
      const cached = asOf === undefined ? await fromRedis(key) : undefined
      const run = cached ?? (asOf === undefined ? await fromPostgres(key) : await recordedAt(key, asOf))
      const reason = staleReason(run, asOf === undefined ? clock.now() : new Date(asOf), calendar)
      return { run, stale: reason !== null, staleReason: reason, servedFrom: cached ? 'redis' : 'postgresql' }
    },
    async byId(id) {
      const run = await db.repositories().topPicks.byId(id)
      if (run) return run
      throw new DomainError('not-found', `there is no run ${id}`)
    },
    list: ({ universe, mode, before, limit }) =>
      db.repositories().topPicks.list({
        lane,
        limit,
        ...(universe && { universe }),
        ...(mode && { mode }),
        ...(before && { before }),
      }),
  }
}
