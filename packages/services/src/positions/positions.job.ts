import type { PositionsSeen } from '@fyntrix/domain/positions'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Positions } from './positions.service.ts'

export interface PositionsHandlerDependencies {
  readonly positions: Positions
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Looks at positions as of the nominal time. Repeating it adds nothing. */
export const runPositionsJob = async (
  { positions, refreshCandles }: PositionsHandlerDependencies,
  { nominal }: Pick<Occasion, 'nominal'>,
): Promise<JobOutcome<PositionsSeen>> => {
  await refreshCandles()
  const asOf = toInstant(nominal)
  return { status: 'ran', result: await positions.monitor({ asOf }), wrote: [{ noun: 'positions', id: asOf }] }
}
