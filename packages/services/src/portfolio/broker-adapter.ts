import type { Account } from '@fyntrix/db/access'
import type { NewLedgerEntry } from '@fyntrix/domain/portfolio'
import type { Instant } from '@fyntrix/domain/shared'

/** Where entries of a ledger come from: a person, or later a broker. */
export interface BrokerAdapter {
  /** Kept with every entry. Ids of entries are unique within an adapter, an account and a lane. */
  readonly name: string
  /**
   * Entries of an account that count from `since` on, by default all; `since` is when the newest one that came through this adapter counts from. What is
   * known already may be among them: it adds nothing.
   */
  entriesSince(account: Account, since: Instant | null): Promise<readonly NewLedgerEntry[]>
}

/** Entries that came with a call of the API. */
export const apiAdapter = (entries: readonly NewLedgerEntry[]): BrokerAdapter => ({
  name: 'api',
  entriesSince: () => Promise.resolve(entries),
})
