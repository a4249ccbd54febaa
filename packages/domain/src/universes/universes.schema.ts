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

/** A dated list as a person adds it. */
const AddedList = z.strictObject({
  universe: Universe,
  from: SessionDate,
  symbols: z.array(Symbol).min(1).max(1_000),
})

const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, n) => values.indexOf(value) !== n)

/** A file with lists of members: where they are from, and the lists, of each universe by ascending date. No list names a stock twice. */
export const MembershipFile = z
  .strictObject({ source: z.string().trim().min(3).max(500), lists: z.array(AddedList).min(1).max(200) })
  .superRefine(({ lists }, context) => {
    for (const [n, { universe, from, symbols }] of lists.entries()) {
      const twice = repeated(symbols)
      if (twice !== undefined) context.addIssue({ code: 'custom', path: ['lists', n], message: `names ${twice} twice` })
      const before = lists.slice(0, n).findLast((list) => list.universe === universe)
      if (before && before.from >= from)
        context.addIssue({
          code: 'custom',
          path: ['lists', n, 'from'],
          message: `${from} does not come after ${before.from}, the list of ${universe} before it`,
        })
    }
  })
export type MembershipFile = z.infer<typeof MembershipFile>

/** How the members of a universe stand, compared with what was known before: at the last refresh, or, at the first one, on the date before. */
export const UniverseRefresh = z.object({
  universe: Universe,
  from: SessionDate,
  source: z.string(),
  members: z.int(),
  added: z.array(Symbol),
  removed: z.array(Symbol),
  /** Members of which the source has no daily candle. */
  withoutCandles: z.array(Symbol),
  /** When the next list that is known begins; null where there is none. */
  next: SessionDate.nullable(),
})
export type UniverseRefresh = z.infer<typeof UniverseRefresh>

/** What reading the lists again found. `changed` is whether any universe has other members than before. */
export const UniversesRefresh = z.object({
  asOf: Instant,
  date: SessionDate,
  changed: z.boolean(),
  universes: z.array(UniverseRefresh),
})
export type UniversesRefresh = z.infer<typeof UniversesRefresh>

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
