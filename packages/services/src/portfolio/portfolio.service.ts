import type { Database } from '@fyntrix/db/shared'
import {
  type FillsQuery,
  type LatestSnapshot,
  type LatestSnapshotQuery,
  type LedgerEntry,
  MonitorKind,
  type MonitorRequest,
  type PortfolioAlerts,
  type PortfolioSnapshot,
  type PortfolioSubscription,
  type PositionPlan,
  type Positions,
  type PositionsQuery,
  type RecordedFills,
  type RecordFillsRequest,
  type SetPlanRequest,
  type SnapshotHistoryQuery,
} from '@fyntrix/domain/portfolio'
import { DomainError, type Id, type Instant, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import type { Access } from '../access/index.ts'
import { type Clock, instantOf, type Log, type Topic } from '../shared/index.ts'
import { apiAdapter } from './broker-adapter.ts'
import { readHeld } from './compute-snapshot.ts'
import { recordEntries } from './ledger.ts'
import { type MonitorDependencies, monitorAccounts } from './monitor.ts'
import type { portfolioProjections } from './portfolio.cache.ts'
import { begunPortfolioAlerts, monitoredPortfolios } from './portfolio.topic.ts'
import { setPlan } from './set-plan.ts'
import { staleReason } from './staleness.ts'

/** What a round of the monitor recorded. */
export interface MonitorReport {
  readonly accounts: number
  readonly snapshots: number
  readonly unpriced: number
}

/**
 * Ledgers of accounts, the positions that follow from them, and what they are worth. Looks at one lane. Everything is of an account of the user that asks:
 * another's is `not-found`, like one that is not there.
 */
export interface Portfolio {
  /**
   * Enters fills, splits, bonuses and reversals: all of them, or none. What is known by its id adds nothing. Throws `conflict` for an id that stands for
   * something else and for a second reversal, `refused` for what counts from later than the market's clock or leaves all bounds.
   */
  record(userId: Id, request: RecordFillsRequest): Promise<RecordedFills>
  /** A page of the ledger, what counts latest first. */
  fills(userId: Id, query: FillsQuery): Promise<LedgerEntry[]>
  /** The positions at an instant, by default now. Throws `refused` for the future. */
  positions(userId: Id, query: PositionsQuery): Promise<Positions>
  /** Sets stop and target of an open position. Throws `not-found` when none is open, `invalid-input` when they lie the wrong way round. */
  setPlan(userId: Id, request: SetPlanRequest): Promise<PositionPlan>
  /** Prices an account and records it. One that was recorded for that instant before is answered as it was. Throws `refused` for the future. */
  monitor(userId: Id, request: MonitorRequest): Promise<PortfolioSnapshot>
  /** Prices every account that holds or watches anything, both kinds, and records it. One that fails keeps no other from it; then it throws in the end. */
  monitorAll(asOf: Date): Promise<MonitorReport>
  /**
   * The newest snapshot, from Redis where it is, else from PostgreSQL, which then fills Redis again. Says whether it is out of date, and why. With `asOf`,
   * the newest of that instant or before. Throws `not-found` when there is none.
   */
  latest(userId: Id, query: LatestSnapshotQuery): Promise<LatestSnapshot>
  /** Past snapshots, newest first. */
  history(userId: Id, query: SnapshotHistoryQuery): Promise<PortfolioSnapshot[]>
  /** Snapshots as they are recorded, of one account or of all that are the user's by then. */
  monitored(userId: Id, wanted: PortfolioSubscription): Promise<Topic<PortfolioSnapshot>>
  /** Alerts when they begin, likewise: one that stays from look to look is told once, one that went away and comes back is told again. */
  alerted(userId: Id, wanted: PortfolioSubscription): Promise<Topic<PortfolioAlerts>>
}

interface Dependencies extends MonitorDependencies {
  readonly db: Database
  readonly redis: Redis
  readonly projections: ReturnType<typeof portfolioProjections>
  readonly access: Pick<Access, 'accountOf'>
  readonly clock: Clock
  readonly log: Log
}

export const createPortfolio = (deps: Dependencies): Portfolio => {
  const { db, redis, projections, access, calendar, clock, lane, log } = deps

  const ledgerOf = async (userId: Id, accountId: Id | undefined) => {
    const account = await access.accountOf(userId, accountId)
    return { lane, accountId: account.id }
  }

  const requireOwn = async (userId: Id, accountId: Id | undefined): Promise<void> => {
    if (accountId !== undefined) await access.accountOf(userId, accountId)
  }

  const stored = async (accountId: Id, kind: MonitorKind, asOf: Instant | null): Promise<PortfolioSnapshot> => {
    const newest = await db.repositories().portfolio.newestSnapshot({ lane, accountId, kind }, asOf)
    if (newest) return newest
    const when = asOf === null ? 'yet' : `of ${asOf} or before`
    throw new DomainError(
      'not-found',
      `there is no snapshot of ${kind} ${when}: ./fyntrix portfolio monitor --kind ${kind}`,
    )
  }

  const fromRedis = async (accountId: Id, kind: MonitorKind): Promise<PortfolioSnapshot | undefined> => {
    try {
      const found = await projections[kind].read(redis, accountId)
      // a view is of whoever it says, whatever key it lay under
      return found?.lane === lane && found.accountId === accountId && found.kind === kind ? found : undefined
    } catch (cause) {
      log.warn({ kind, err: cause }, 'a snapshot could not be read from Redis; answering from PostgreSQL')
      return undefined
    }
  }

  const fromPostgres = async (accountId: Id, kind: MonitorKind): Promise<PortfolioSnapshot> => {
    const found = await stored(accountId, kind, null)
    try {
      await projections[kind].write(redis, found)
    } catch (cause) {
      log.warn({ kind, err: cause }, 'a snapshot could not be put back into Redis')
    }
    return found
  }

  return {
    async record(userId, { accountId, entries }) {
      return recordEntries(deps, await access.accountOf(userId, accountId), apiAdapter(entries))
    },
    async fills(userId, { accountId, ...query }) {
      return db.repositories().portfolio.list({ ...(await ledgerOf(userId, accountId)), ...query })
    },
    async positions(userId, { accountId, asOf }) {
      const ledger = await ledgerOf(userId, accountId)
      const at = instantOf(clock, asOf)
      const held = await readHeld(db, ledger, at)
      return { ...ledger, asOf: toInstant(at), positions: [...held.positions], plans: [...held.plans] }
    },
    async setPlan(userId, { accountId, ...plan }) {
      const ledger = await ledgerOf(userId, accountId)
      return db.transaction((tx) => setPlan(tx, ledger, plan, { now: clock.now(), recordedAt: deps.wall() }))
    },
    async monitor(userId, { accountId, kind, asOf }) {
      const account = await access.accountOf(userId, accountId)
      const at = instantOf(clock, asOf)
      const [snapshot] = await monitorAccounts(deps, [account], [kind], at)
      if (!snapshot) throw new DomainError('internal', 'the monitor gave no snapshot')
      clock.advanceTo(at)
      return snapshot
    },
    async monitorAll(asOf) {
      const accounts = await db.repositories().access.accounts()
      const failures: unknown[] = []
      const snapshots = await monitorAccounts(deps, accounts, MonitorKind.options, asOf, {
        skipEmpty: true,
        onFailure: (accountId, cause) => {
          log.error({ accountId, err: cause }, 'an account could not be monitored')
          failures.push(cause)
        },
      })
      if (failures.length > 0)
        throw new DomainError('internal', `${failures.length} portfolios could not be monitored`, {
          cause: failures[0],
        })
      return {
        accounts: accounts.length,
        snapshots: snapshots.length,
        unpriced: snapshots.reduce((sum, { summary }) => sum + summary.unpriced, 0),
      }
    },
    async latest(userId, { accountId, kind, asOf }) {
      const { accountId: id } = await ledgerOf(userId, accountId)
      const cached = asOf === undefined ? await fromRedis(id, kind) : undefined
      const snapshot = cached ?? (asOf === undefined ? await fromPostgres(id, kind) : await stored(id, kind, asOf))
      const now = asOf === undefined ? clock.now() : new Date(asOf)
      return {
        snapshot,
        staleReason: staleReason(snapshot, now, calendar),
        servedFrom: cached ? 'redis' : 'postgresql',
      }
    },
    async history(userId, { accountId, ...query }) {
      return db.repositories().portfolio.listSnapshots({ ...(await ledgerOf(userId, accountId)), ...query })
    },
    async monitored(userId, { accountId, kind }) {
      await requireOwn(userId, accountId)
      return monitoredPortfolios({ userId, accountId, kind })
    },
    async alerted(userId, { accountId, kind }) {
      await requireOwn(userId, accountId)
      return begunPortfolioAlerts({ userId, accountId, kind })
    },
  }
}
