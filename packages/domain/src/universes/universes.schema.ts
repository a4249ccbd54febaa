import { z } from 'zod'
import { Instant, SessionDate, Symbol } from '../shared/index.ts'

/** A set of stocks that picks are drawn from, as a slug. */
export const Universe = z.enum(['nifty50', 'banknifty'])
export type Universe = z.infer<typeof Universe>

/** What people call a universe. */
export const universeNames: Readonly<Record<Universe, string>> = { nifty50: 'NIFTY 50', banknifty: 'NIFTY BANK' }

/** The benchmark of a universe: its index where the source has one, else an exchange-traded fund that stands in for it. */
export const benchmarks: Readonly<Record<Universe, { readonly index: string; readonly proxy: string }>> = {
  nifty50: { index: 'NIFTY 50', proxy: 'NIFTYBEES' },
  banknifty: { index: 'NIFTY BANK', proxy: 'BANKBEES' },
}

/** Members of a universe over a span of sessions. `to` is the last date, null while the list stands. */
export const Membership = z.object({
  universe: Universe,
  from: SessionDate,
  to: SessionDate.nullable(),
  source: z.string(),
  symbols: z.array(Symbol).min(1),
})
export type Membership = z.infer<typeof Membership>

/** A universe in a list. `members` counts its stocks, `source` says where the list comes from. */
export const UniverseSummary = z.object({
  universe: Universe,
  name: z.string(),
  members: z.int(),
  source: z.string(),
})
export type UniverseSummary = z.infer<typeof UniverseSummary>

/** A question for the members of a universe on the exchange date of `asOf`, by default now. */
export const MembersQuery = z.object({ universe: Universe, asOf: Instant.optional() })
export type MembersQuery = z.infer<typeof MembersQuery>
