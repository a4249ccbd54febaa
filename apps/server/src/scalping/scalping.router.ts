import {
  ActiveScalp,
  LatestScalping,
  ScalpingCycle,
  ScalpingDay,
  ScalpingDayQuery,
  ScalpingEvent,
  ScalpingExit,
  ScalpingExitQuery,
  ScalpingOccupancy,
  ScalpingQuery,
  ScalpingStats,
  ScalpingStatsQuery,
} from '@fyntrix/domain/scalping'
import { Following } from '@fyntrix/domain/shared'
import { monitoredScalps } from '@fyntrix/services/scalping'
import { z } from 'zod'
import { eventStream } from '../shared/event-stream.ts'
import { followed } from '../shared/followed.ts'
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

  /** What the monitor sees, as it is recorded. */
  monitored: scoped('read')
    .input(Following)
    .output(eventStream(ScalpingEvent))
    .subscription((call) => followed(call, () => monitoredScalps)),
})
