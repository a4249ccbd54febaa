import { atIst } from '@fyntrix/calendar'
import type { LedgerOf } from '@fyntrix/db/portfolio'
import type { LedgerEntry, NewLedgerEntry } from '@fyntrix/domain/portfolio'
import { DomainError, type Instant, newId, toInstant } from '@fyntrix/domain/shared'

/** What an entry is entered with, beside itself. */
export interface EntryStamp extends LedgerOf {
  readonly source: string
  /** The market's time. */
  readonly now: Date
  readonly recordedAt: Date
}

const instantOf = (entry: NewLedgerEntry, now: Date): Instant => {
  if (entry.kind === 'fill') return toInstant(new Date(entry.at))
  return entry.kind === 'reversal' ? toInstant(now) : toInstant(new Date(atIst(entry.exDate, '00:00')))
}

/** No ledger goes back further. */
const earliest = Date.parse('1990-01-01T00:00:00Z')

/** An entry as the ledger keeps it. Throws `refused` for one that counts from before 1990 or from later than the market's time. */
export const entryOf = (entry: NewLedgerEntry, line: number, stamp: EntryStamp): LedgerEntry => {
  const { lane, accountId, source, now, recordedAt } = stamp
  const at = instantOf(entry, now)
  if (Date.parse(at) > now.getTime())
    throw new DomainError(
      'refused',
      `entry ${entry.externalId} counts from ${at}, after the market's clock, ${toInstant(now)}`,
    )
  if (Date.parse(at) < earliest)
    throw new DomainError(
      'refused',
      `entry ${entry.externalId} counts from ${at}: a ledger begins in 1990 at the earliest`,
    )
  return { ...entry, id: newId(recordedAt), lane, accountId, source, at, recordedAt: toInstant(recordedAt), line }
}

/** What somebody entered, without what the ledger adds; a reversal counts from when it was made, whoever repeats it later. */
const contentOf = (entry: LedgerEntry): unknown[] => {
  if (entry.kind === 'reversal') return [entry.reverses]
  if (entry.kind === 'fill') {
    const { symbol, exchange, product, side, quantity, price, fees, at } = entry
    return [symbol, exchange, product, side, quantity, price, fees, at]
  }
  const { symbol, exchange, numerator, denominator, exDate } = entry
  return [symbol, exchange, numerator, denominator, exDate]
}

/** Whether two entries say the same. */
export const isSameEntry = (a: LedgerEntry, b: LedgerEntry): boolean =>
  a.kind === b.kind && JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b))
