import { z } from 'zod'
import {
  afterClose,
  afterOpen,
  defineJob,
  type JobDefinition,
  onSessionsAt,
  type Schedule,
  type SessionInstant,
} from '../jobs/index.ts'
import { Universe } from '../universes/index.ts'
import { Mode } from './mode.ts'
import { RunTrigger } from './top-picks.schema.ts'

/** Which universe and mode a job computes, and under which trigger. */
export const TopPicksJob = z.object({ universe: Universe, mode: Mode, trigger: RunTrigger })
export type TopPicksJob = z.infer<typeof TopPicksJob>

const minutes = (count: number): number => count * 60_000

const job = (
  universe: Universe,
  mode: Mode,
  trigger: RunTrigger,
  schedule: Schedule,
  windowMs: number,
): JobDefinition<typeof TopPicksJob> =>
  defineJob({
    id: `top-picks.${trigger}.${universe}.${mode}`,
    schedule,
    windowMs,
    timeoutMs: minutes(10),
    group: { name: `top-picks.${universe}.${mode}`, limit: 1 },
    payload: TopPicksJob,
    input: { universe, mode, trigger },
  })

const preOpenMinute = {
  scalping: '08:00',
  intraday: '08:03',
  swing: '08:06',
  options: '08:09',
  futures: '08:12',
} as const
const hourlyMinute: Readonly<Partial<Record<Mode, number>>> = { intraday: 33, swing: 36, options: 39, futures: 42 }

/** A run in the last quarter of an hour before the close helps only those who hold overnight. */
const lastCall = afterClose(-16)

const sessionEnd = (mode: Mode): SessionInstant => (mode === 'swing' ? afterClose(-1) : lastCall)

const whileTrading = (pattern: string, to: SessionInstant): Schedule => ({
  kind: 'during',
  pattern,
  from: afterOpen(0),
  to,
  tradingOnly: true,
})

/** Every top-picks job, in exchange time: before the open one run a mode, then hourly while the market trades, and scalping every ten minutes of the session. */
export const topPicksJobs: readonly JobDefinition<typeof TopPicksJob>[] = Universe.options.flatMap((universe) => [
  ...Mode.options.map((mode) => job(universe, mode, 'pre-open', onSessionsAt(preOpenMinute[mode]), minutes(60))),
  ...Mode.options.flatMap((mode) => {
    const minute = hourlyMinute[mode]
    if (minute === undefined) return []
    return [job(universe, mode, 'hourly', whileTrading(`${minute} * * * *`, sessionEnd(mode)), minutes(30))]
  }),
  job(universe, 'scalping', 'scalping-cycle', whileTrading('*/10 * * * *', lastCall), minutes(10)),
])
