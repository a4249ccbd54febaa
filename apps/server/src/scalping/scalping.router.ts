import {
  ActiveScalp,
  LatestScalping,
  ScalpingCycle,
  ScalpingDay,
  ScalpingDayQuery,
  ScalpingExit,
  ScalpingExitQuery,
  ScalpingOccupancy,
  ScalpingQuery,
  ScalpingStats,
  ScalpingStatsQuery,
} from '@fyntrix/domain/scalping'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const scalpingRouter = router({
  /** Looks at open scalps and records the exits that nobody told before; repeating it for an instant adds nothing. */
  monitor: scoped('run', { cost: 5 })
    .input(ScalpingQuery)
    .output(ScalpingCycle)
    .mutation(({ ctx, input }) => ctx.app.services.scalping.monitor(input)),

  /** What the monitor saw last, and whether that is out of date. */
  latest: scoped('read')
    .input(ScalpingQuery)
    .output(LatestScalping)
    .query(({ ctx, input }) => ctx.app.services.scalping.latest(input)),

  /** The scalps that nothing has ended, priced with source and age. */
  positions: scoped('read', { cost: 2 })
    .input(ScalpingQuery)
    .output(z.array(ActiveScalp))
    .query(({ ctx, input }) => ctx.app.services.scalping.positions(input)),

  /** Exits, newest first. */
  exits: scoped('read')
    .input(ScalpingExitQuery)
    .output(z.array(ScalpingExit))
    .query(({ ctx, input }) => ctx.app.services.scalping.exits(input)),

  /** The exits of an exchange date, counted. */
  dailySummary: scoped('read')
    .input(ScalpingDayQuery)
    .output(ScalpingDay)
    .query(({ ctx, input }) => ctx.app.services.scalping.dailySummary(input)),

  /** The exits of the last exchange dates, counted together and date by date. */
  stats: scoped('read', { cost: 2 })
    .input(ScalpingStatsQuery)
    .output(ScalpingStats)
    .query(({ ctx, input }) => ctx.app.services.scalping.stats(input)),

  /** How many scalps were active at once, cycle by cycle of an exchange date. */
  occupancy: scoped('read')
    .input(ScalpingDayQuery)
    .output(ScalpingOccupancy)
    .query(({ ctx, input }) => ctx.app.services.scalping.occupancy(input)),
})
