import type { Calendar } from '@fyntrix/calendar'
import type { Database } from '@fyntrix/db/shared'
import type {
  Dashboard,
  DashboardHistoryQuery,
  DashboardPeriod,
  DashboardQuery,
  LatestDashboard,
} from '@fyntrix/domain/dashboard'
import { DomainError, type Instant, type Lane, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { type Clock, instantOf, type Log } from '../shared/index.ts'
import { computeDashboard } from './compute-dashboard.ts'
import { type dashboardProjections, versionOf } from './dashboard.cache.ts'
import { staleReason } from './staleness.ts'

/** Dashboards: recording them, and reading what was recorded. Looks at one lane. */
export interface Dashboards {
  /**
   * Computes the dashboard of what was known at `asOf`, by default now, and records it. One that was recorded for that instant before is answered as it
   * was. Throws `refused` for an instant in the future.
   */
  record(request: DashboardQuery): Promise<Dashboard>
  /**
   * The newest dashboard, from Redis where it is, else from PostgreSQL, which then fills Redis again. Says whether it is out of date, and why. With
   * `asOf`, the newest of that instant or before, as it was recorded. Throws `not-found` when there is none.
   */
  latest(query: DashboardQuery): Promise<LatestDashboard>
  /** Past dashboards, newest first. */
  history(query: DashboardHistoryQuery): Promise<Dashboard[]>
}

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly projections: ReturnType<typeof dashboardProjections>
  readonly calendar: Calendar
  readonly clock: Clock
  readonly wall: Now
  readonly lane: Lane
  readonly log: Log
}

export const createDashboards = (deps: Dependencies): Dashboards => {
  const { db, redis, projections, calendar, clock, wall, lane, log } = deps

  const stored = async (period: DashboardPeriod, asOf: Instant | null): Promise<Dashboard> => {
    const newest = await db.repositories().dashboard.newest(lane, period, asOf)
    if (newest) return newest
    const when = asOf === null ? 'yet' : `of ${asOf} or before`
    throw new DomainError(
      'not-found',
      `there is no ${period} dashboard ${when}: ./fyntrix dashboard record --period ${period}`,
    )
  }

  const fromRedis = async (period: DashboardPeriod): Promise<Dashboard | undefined> => {
    try {
      const found = await projections[period].read(redis, {})
      return found?.lane === lane ? found : undefined
    } catch (cause) {
      log.warn({ period, err: cause }, 'a dashboard could not be read from Redis; answering from PostgreSQL')
      return undefined
    }
  }

  const fromPostgres = async (period: DashboardPeriod): Promise<Dashboard> => {
    const found = await stored(period, null)
    try {
      await projections[period].write(redis, {}, found, versionOf(found))
    } catch (cause) {
      log.warn({ period, err: cause }, 'a dashboard could not be put back into Redis')
    }
    return found
  }

  return {
    async record({ period, asOf }) {
      const at = instantOf(clock, asOf)
      const computed = await db.transaction(async (tx) => {
        await tx.dashboard.snapshot()
        return computeDashboard(tx, { period, lane, asOf: at })
      })
      const recorded = await db.transaction(async (tx) => {
        const isNew = await tx.dashboard.insert(computed)
        if (isNew) {
          const message = { topic: 'dashboard.recorded', lane, period, asOf: computed.asOf } as const
          await tx.outbox.append(message, newId(wall()))
        }
        return isNew
      })
      clock.advanceTo(at)
      return recorded ? computed : stored(period, toInstant(at))
    },
    async latest({ period, asOf }) {
      const cached = asOf === undefined ? await fromRedis(period) : undefined
      const dashboard = cached ?? (asOf === undefined ? await fromPostgres(period) : await stored(period, asOf))
      const now = asOf === undefined ? clock.now() : new Date(asOf)
      const reason = staleReason(dashboard, now, calendar)
      return { dashboard, staleReason: reason, servedFrom: cached ? 'redis' : 'postgresql' }
    },
    history: (query) => db.repositories().dashboard.list({ lane, ...query }),
  }
}
