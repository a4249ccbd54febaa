import { z } from 'zod'
import { defineJob, type JobDefinition } from '../jobs/index.ts'
import { Universe } from '../universes/index.ts'
import { Mode } from './mode.ts'
import { RunTrigger } from './top-picks.schema.ts'

/** Which universe and mode a job computes, and under which trigger. */
export const TopPicksJob = z.object({ universe: Universe, mode: Mode, trigger: RunTrigger })
export type TopPicksJob = z.infer<typeof TopPicksJob>

const job = (universe: Universe, mode: Mode, trigger: RunTrigger, cron: string): JobDefinition<typeof TopPicksJob> =>
  defineJob({
    id: `top-picks.${trigger}.${universe}.${mode}`,
    cron,
    timezone: 'Asia/Kolkata',
    payload: TopPicksJob,
    input: { universe, mode, trigger },
  })

const preOpenMinute: Readonly<Record<Mode, number>> = { scalping: 0, intraday: 3, swing: 6, options: 9, futures: 12 }
const hourlyMinute: Readonly<Partial<Record<Mode, number>>> = { intraday: 33, swing: 36, options: 39, futures: 42 }

/**
 * Every top-picks job, in exchange time: before the open one run a mode, then hourly, and scalping every ten minutes of the session. Patterns name
 * every day of the week, since sessions on weekends happen.
 */
export const topPicksJobs: readonly JobDefinition<typeof TopPicksJob>[] = Universe.options.flatMap((universe) => [
  ...Mode.options.map((mode) => job(universe, mode, 'pre-open', `${preOpenMinute[mode]} 8 * * *`)),
  ...Mode.options.flatMap((mode) => {
    const minute = hourlyMinute[mode]
    return minute === undefined ? [] : [job(universe, mode, 'hourly', `${minute} 9-15 * * *`)]
  }),
  job(universe, 'scalping', 'scalping-cycle', '*/10 9-15 * * *'),
])
