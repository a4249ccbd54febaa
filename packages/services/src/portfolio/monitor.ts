import { begunAlerts } from '@fyntrix/analysis'
import type { Calendar } from '@fyntrix/calendar'
import type { Account } from '@fyntrix/db/access'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type { BegunAlert, MonitorKind, PortfolioSnapshot, WatchEntry } from '@fyntrix/domain/portfolio'
import { DomainError, type Id, type Lane, type Now, newId } from '@fyntrix/domain/shared'
import type { Candles } from '../candles/index.ts'
import { positionsSnapshot, pricesAt, readHeld, watchlistSnapshot } from './compute-snapshot.ts'

/** What a user watches of what was watched at an instant already, as it is by now: earlier plans and what was removed since are not kept. */
export type EntriesOf = (userId: Id, asOf: Date) => Promise<readonly WatchEntry[]>

export interface MonitorDependencies {
  readonly db: Database
  readonly candles: Pick<Candles, 'lastPrices'>
  readonly entriesOf: EntriesOf
  readonly calendar: Calendar
  readonly wall: Now
  readonly lane: Lane
}

/** What there is to price of an account: symbols, and how their prices make a snapshot. */
interface Subject {
  readonly accountId: Id
  readonly userId: Id
  readonly kind: MonitorKind
  readonly symbols: readonly string[]
  readonly isEmpty: boolean
  snapshot(prices: ReturnType<typeof pricesAt>): PortfolioSnapshot
}

const subjectOf = async (
  { db, entriesOf, lane }: MonitorDependencies,
  account: Account,
  kind: MonitorKind,
  asOf: Date,
): Promise<Subject> => {
  const ledger = { lane, accountId: account.id }
  const of = { accountId: account.id, userId: account.userId, kind }
  if (kind === 'watchlist') {
    const watched = await entriesOf(account.userId, asOf)
    return {
      ...of,
      symbols: watched.map(({ symbol }) => symbol),
      isEmpty: watched.length === 0,
      snapshot: (prices) => watchlistSnapshot(ledger, asOf, watched, prices),
    }
  }
  const held = await readHeld(db, ledger, asOf)
  const open = held.positions.filter(({ quantity }) => quantity !== 0)
  return {
    ...of,
    symbols: open.map(({ symbol }) => symbol),
    isEmpty: held.positions.length === 0,
    snapshot: (prices) => positionsSnapshot(ledger, asOf, held, prices),
  }
}

/** The alerts that began with a snapshot that was just written. What is seen in hindsight begins nothing: a later look has told what there was to tell. */
const begunWith = async (tx: Repositories, snapshot: PortfolioSnapshot): Promise<BegunAlert[]> => {
  const { lane, accountId, kind, asOf } = snapshot
  const [newest, before = null] = await tx.portfolio.listSnapshots({ lane, accountId, kind, limit: 2 })
  return newest?.asOf === asOf ? begunAlerts(snapshot, before) : []
}

/** Records a snapshot with its message to Redis and followers; answers the one that stands for its instant. */
const recorded = async (
  { db, wall, lane }: MonitorDependencies,
  userId: Id,
  snapshot: PortfolioSnapshot,
): Promise<PortfolioSnapshot> => {
  const { accountId, kind, asOf } = snapshot
  const isNew = await db.transaction(async (tx) => {
    // one look after the other: of two at once, each would tell the same alert
    await tx.portfolio.hold(accountId)
    const inserted = await tx.portfolio.insertSnapshot(snapshot)
    if (inserted) {
      const alerts = await begunWith(tx, snapshot)
      const message = { topic: 'portfolio.monitored', lane, accountId, userId, kind, asOf, alerts } as const
      await tx.outbox.append(message, newId(wall()))
    }
    return inserted
  })
  if (isNew) return snapshot
  const standing = await db.repositories().portfolio.newestSnapshot({ lane, accountId, kind }, asOf)
  if (standing) return standing
  throw new DomainError('internal', `the snapshot of ${asOf} is there and can not be read`)
}

/** Whether the newest snapshot shows something: what holds or watches nothing any more is looked at once more, so that its alerts end. */
const showsAnything = async ({ db, lane }: MonitorDependencies, { accountId, kind }: Subject): Promise<boolean> => {
  const last = await db.repositories().portfolio.newestSnapshot({ lane, accountId, kind }, null)
  return last !== null && (last.kind === 'positions' ? last.positions : last.entries).length > 0
}

interface MonitorOptions {
  /** Leaves out what holds or watches nothing, and showed nothing when it was looked at last. */
  readonly skipEmpty?: boolean
  /** Told of an account that could not be monitored, while the others are; without it the first failure ends all. An outage always does. */
  readonly onFailure?: (accountId: Id, cause: unknown) => void
}

/** Prices accounts at what was known at `asOf` and records what comes out. One that is recorded for that instant stays. */
export const monitorAccounts = async (
  deps: MonitorDependencies,
  accounts: readonly Account[],
  kinds: readonly MonitorKind[],
  asOf: Date,
  { skipEmpty = false, onFailure }: MonitorOptions = {},
): Promise<PortfolioSnapshot[]> => {
  const attempt = async <T>(accountId: Id, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (cause) {
      if (onFailure === undefined || (cause instanceof DomainError && cause.code === 'unavailable')) throw cause
      onFailure(accountId, cause)
      return undefined
    }
  }
  const subjects: Subject[] = []
  for (const account of accounts)
    for (const kind of kinds) {
      const subject = await attempt(account.id, () => subjectOf(deps, account, kind, asOf))
      if (subject && !(skipEmpty && subject.isEmpty && !(await showsAnything(deps, subject)))) subjects.push(subject)
    }
  const symbols = [...new Set(subjects.flatMap((subject) => subject.symbols))].sort()
  const known = symbols.length === 0 ? new Map() : await deps.candles.lastPrices(symbols, asOf)
  const prices = pricesAt(known, asOf, deps.calendar)
  const snapshots: PortfolioSnapshot[] = []
  for (const subject of subjects) {
    const snapshot = await attempt(subject.accountId, () => recorded(deps, subject.userId, subject.snapshot(prices)))
    if (snapshot) snapshots.push(snapshot)
  }
  return snapshots
}
