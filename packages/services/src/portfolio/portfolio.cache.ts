import { defineProjection } from '@fyntrix/cache'
import { defaultAccountId } from '@fyntrix/db/access'
import type { MonitorKind, PortfolioSnapshot } from '@fyntrix/domain/portfolio'
import type { Id } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { PortfolioView, toView } from './portfolio.view.ts'

/** Seconds for which a snapshot counts as fresh. */
export const freshFor = 600
const week = 7 * 24 * 60 * 60

type Pattern = `portfolio:monitor:${MonitorKind}:last`

const described: Readonly<Record<MonitorKind, string>> = {
  positions: 'what an account holds, priced',
  watchlist: 'what the user of an account watches, priced',
}

/** The newest snapshots of an account in the home's lane: the default account's under the bare key. Their version is the instant that they are as of. */
export const portfolioProjections = (prefix: string) => {
  const projection = <const P extends string>(pattern: P, description: string) =>
    defineProjection(
      { pattern, description, schema: PortfolioView, encode: toView, fresh: freshFor, lifetime: week },
      prefix,
    )
  const pair = (kind: MonitorKind) => {
    const pattern: Pattern = `portfolio:monitor:${kind}:last`
    const own = projection(pattern, `${described[kind]}: the default account`)
    const others = projection(`${pattern}:{account}`, described[kind])
    return {
      own,
      others,
      patterns: [own.definition.pattern, others.definition.pattern],
      read: (redis: Redis, account: Id) =>
        account === defaultAccountId ? own.read(redis, {}) : others.read(redis, { account }),
      write: (redis: Redis, snapshot: PortfolioSnapshot) => {
        const { accountId: account } = snapshot
        const version = Date.parse(snapshot.asOf)
        return account === defaultAccountId
          ? own.write(redis, {}, snapshot, version)
          : others.write(redis, { account }, snapshot, version)
      },
    }
  }
  return { positions: pair('positions'), watchlist: pair('watchlist') }
}
