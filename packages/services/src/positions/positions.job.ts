import type { Calendar } from '@fyntrix/calendar'
import type { PositionsSeen } from '@fyntrix/domain/positions'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome } from '../jobs/job-outcome.ts'
import { reasonNotFollowing } from '../jobs/monitor-due.ts'
import type { Positions } from './positions.service.ts'

export interface PositionsHandlerDependencies {
  readonly positions: Positions
  readonly calendar: Calendar
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Looks at positions as of `nominal`. Repeating it adds nothing; outside a session, and before its daily bars are known, there is nothing new to see. */
export const runPositionsJob = async (
  { positions, calendar, refreshCandles }: PositionsHandlerDependencies,
  nominal: Date,
): Promise<JobOutcome<PositionsSeen>> => {
  const reason = reasonNotFollowing(nominal, calendar)
  if (reason !== null) return { status: 'skipped', why: 'not-due', reason }
  await refreshCandles()
  return { status: 'ran', result: await positions.monitor({ asOf: toInstant(nominal) }) }
}
