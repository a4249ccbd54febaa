import type { Repositories } from '@fyntrix/db/shared'
import { type Dashboard, DashboardPeriod } from '@fyntrix/domain/dashboard'
import { DomainError, type Lane } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { intoRedis, type View } from '../shared/index.ts'
import { type dashboardProjections, versionOf } from './dashboard.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof dashboardProjections>
  readonly lane: Lane
}

/** What Redis holds of dashboards, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface DashboardViews extends View {
  recorded(facts: Repositories, period: DashboardPeriod): Promise<void>
}

export const createDashboardViews = ({ redis, projections, lane }: Dependencies): DashboardViews => {
  const write = (newest: Dashboard): Promise<number> =>
    intoRedis('the newest dashboard', () => [projections[newest.period].write(redis, {}, newest, versionOf(newest))])

  return {
    name: 'dashboards',
    patterns: Object.values(projections).map(({ definition }) => definition.pattern),
    async recorded(facts, period) {
      const newest = await facts.dashboard.newest(lane, period, null)
      if (newest === null)
        throw new DomainError('internal', `the outbox names a ${period} dashboard, but there is none`)
      await write(newest)
    },
    async rebuild(facts) {
      let written = 0
      for (const period of DashboardPeriod.options) {
        const newest = await facts.dashboard.newest(lane, period, null)
        if (newest) written += await write(newest)
      }
      return written
    },
  }
}
