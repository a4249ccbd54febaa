import type { Repositories } from '@fyntrix/db/shared'
import type { MonitorKind, PortfolioSnapshot } from '@fyntrix/domain/portfolio'
import { DomainError, type Id, type Lane } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { chunksOf, intoRedis, type View } from '../shared/index.ts'
import type { portfolioProjections } from './portfolio.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projections: ReturnType<typeof portfolioProjections>
  readonly lane: Lane
}

/** What Redis holds of portfolios, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface PortfolioViews extends View {
  monitored(facts: Repositories, of: { readonly accountId: Id; readonly kind: MonitorKind }): Promise<void>
}

const atOnce = 100

export const createPortfolioViews = ({ redis, projections, lane }: Dependencies): PortfolioViews => {
  const write = (newest: readonly PortfolioSnapshot[]): Promise<number> =>
    intoRedis('the newest snapshots', () => newest.map((one) => projections[one.kind].write(redis, one)))

  return {
    name: 'portfolio',
    patterns: Object.values(projections).flatMap(({ patterns }) => patterns),
    async monitored(facts, { accountId, kind }) {
      const newest = await facts.portfolio.newestSnapshot({ lane, accountId, kind }, null)
      if (newest === null)
        throw new DomainError('internal', `the outbox names a snapshot of account ${accountId}, but there is none`)
      await write([newest])
    },
    async rebuild(facts) {
      let written = 0
      for (const chunk of chunksOf(await facts.portfolio.newestSnapshots(lane), atOnce)) written += await write(chunk)
      return written
    },
  }
}
