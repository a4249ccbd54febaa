import { Membership, MembersQuery, UniverseSummary } from '@fyntrix/domain/universes'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const universesRouter = router({
  /** Every universe as of the market's clock. */
  list: scoped('read')
    .output(z.array(UniverseSummary))
    .query(({ ctx }) => ctx.app.services.universes.list()),

  /** Every dated list of members, with where it is from. */
  lists: scoped('read')
    .output(z.array(Membership))
    .query(({ ctx }) => ctx.app.services.universes.lists()),

  /** The stocks of a universe on an exchange date, and where that list comes from. */
  members: scoped('read')
    .input(MembersQuery)
    .output(Membership)
    .query(({ ctx: { app }, input: { universe, asOf } }) =>
      app.services.universes.members(universe, asOf === undefined ? app.clock.now() : new Date(asOf)),
    ),
})
