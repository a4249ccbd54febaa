import { replayLedger } from '@fyntrix/analysis'
import type { Account } from '@fyntrix/db/access'
import type { EntryRow, LedgerOf } from '@fyntrix/db/portfolio'
import type { Database, Repositories } from '@fyntrix/db/shared'
import type { LedgerEntry, RecordedFills } from '@fyntrix/domain/portfolio'
import { DomainError, type Lane, type Now } from '@fyntrix/domain/shared'
import type { Clock } from '../shared/index.ts'
import type { BrokerAdapter } from './broker-adapter.ts'
import { entryOf, isSameEntry } from './ledger-entry.ts'

interface Dependencies {
  readonly db: Database
  readonly clock: Clock
  readonly wall: Now
  readonly lane: Lane
}

type Reversal = Extract<LedgerEntry, { kind: 'reversal' }>

/** Entries in the order of the request, each once: the first of those that say the same under one id. */
const withoutRepeats = (entries: readonly LedgerEntry[]): LedgerEntry[] => {
  const first = new Map<string, LedgerEntry>()
  for (const entry of entries) {
    const known = first.get(entry.externalId)
    if (known && !isSameEntry(known, entry)) throw otherEntry(entry)
    if (!known) first.set(entry.externalId, entry)
  }
  return [...first.values()]
}

const otherEntry = ({ externalId }: LedgerEntry): DomainError =>
  new DomainError(
    'conflict',
    `entry ${externalId} stands for something else: reverse it, and enter what is right under a new id`,
  )

/** What each reversal is about. Throws `not-found` and `refused` for what can not be reversed. */
const reversedRows = async (
  tx: Repositories,
  ledger: LedgerOf,
  reversals: readonly Reversal[],
): Promise<EntryRow[]> => {
  const found = await tx.portfolio.instruments(
    ledger,
    reversals.map(({ reverses }) => reverses),
  )
  return reversals.map((entry) => {
    const reversed = found.find(({ id }) => id === entry.reverses)
    if (!reversed) throw new DomainError('not-found', `there is no entry ${entry.reverses} to reverse`)
    if (reversed.kind === 'reversal')
      throw new DomainError('refused', `entry ${entry.reverses} is a reversal itself: enter again what it took back`)
    if (reversed.at > entry.at)
      throw new DomainError('refused', `entry ${entry.reverses} counts only from ${reversed.at}`)
    return { entry, symbol: reversed.symbol, exchange: reversed.exchange }
  })
}

/** each reading replays all of them */
const mostEntries = 50_000

const isReversal = (entry: LedgerEntry): entry is Reversal => entry.kind === 'reversal'

const rowsOf = async (tx: Repositories, ledger: LedgerOf, entries: readonly LedgerEntry[]): Promise<EntryRow[]> => [
  ...entries.flatMap((entry) => (isReversal(entry) ? [] : [{ entry, symbol: entry.symbol, exchange: entry.exchange }])),
  ...(await reversedRows(tx, ledger, entries.filter(isReversal))),
]

/**
 * Brings what an adapter has into the ledger of an account: all of it or nothing. What is known already adds nothing, however many do this at a time.
 * Throws `conflict` where an id stands for something else, and what `replayLedger` throws of the ledger that would come out.
 */
export const recordEntries = async (
  { db, clock, wall, lane }: Dependencies,
  account: Account,
  adapter: BrokerAdapter,
): Promise<RecordedFills> => {
  const ledger = { lane, accountId: account.id }
  const source = adapter.name
  const since = await db.repositories().portfolio.newestAt(ledger, source)
  const stamp = { ...ledger, source, now: clock.now(), recordedAt: wall() }
  const given = (await adapter.entriesSince(account, since)).map((entry, line) => entryOf(entry, line, stamp))
  const entries = withoutRepeats(given)
  return db.transaction(async (tx) => {
    await tx.portfolio.hold(account.id)
    const ids = entries.map(({ externalId }) => externalId)
    const known = new Map(
      (await tx.portfolio.byExternalIds(ledger, source, ids)).map((entry) => [entry.externalId, entry]),
    )
    for (const entry of entries) {
      const before = known.get(entry.externalId)
      if (before && !isSameEntry(before, entry)) throw otherEntry(entry)
    }
    const fresh = entries.filter(({ externalId }) => !known.has(externalId))
    if (fresh.length > 0) {
      if ((await tx.portfolio.size(ledger)) + fresh.length > mostEntries)
        throw new DomainError('refused', `a ledger holds at most ${mostEntries} entries: open another account`)
      const rows = await rowsOf(tx, ledger, fresh)
      await tx.portfolio.insertEntries(rows)
      const symbols = [...new Set(rows.map(({ symbol }) => symbol))]
      // what can not be replayed must not get in
      replayLedger(await tx.portfolio.entries(ledger, null, symbols))
    }
    const standing = new Map([...known, ...fresh.map((entry) => [entry.externalId, entry] as const)])
    return {
      accountId: account.id,
      recorded: fresh.length,
      known: entries.length - fresh.length,
      entries: entries.flatMap(({ externalId }) => standing.get(externalId) ?? []),
    }
  })
}
