import { DomainError, type Instant } from '@fyntrix/domain/shared'
import type { Clock } from './clock.ts'

/** The instant that a request is as of, by default now. Throws `refused` for one in the future of a running clock: nothing of it can be known. */
export const instantOf = (clock: Clock, asOf: Instant | undefined): Date => {
  if (asOf === undefined) return clock.now()
  const at = new Date(asOf)
  if (clock.standing || at <= clock.now()) return at
  throw new DomainError('refused', `as-of ${asOf} lies in the future: nothing of it can be known`)
}
