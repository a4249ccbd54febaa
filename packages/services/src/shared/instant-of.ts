import { DomainError, type Instant } from '@fyntrix/domain/shared'
import type { Clock } from './clock.ts'

/** No candle is older: what is recorded as of earlier instants would only make partitions. */
const earliest = new Date('2016-01-01T00:00:00Z')

/**
 * The instant that a request is as of, by default now. Throws `refused` for one in the future of a running clock, of which nothing can be known, and for one
 * before 2016.
 */
export const instantOf = (clock: Clock, asOf: Instant | undefined): Date => {
  if (asOf === undefined) return clock.now()
  const at = new Date(asOf)
  if (at < earliest) throw new DomainError('refused', `as-of ${asOf} lies before 2016: there are no candles of it`)
  if (clock.standing || at <= clock.now()) return at
  throw new DomainError('refused', `as-of ${asOf} lies in the future: nothing of it can be known`)
}
