import type { ScalpingCycle } from '@fyntrix/domain/scalping'
import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { Scalping } from './scalping.service.ts'

export interface ScalpingHandlerDependencies {
  readonly scalping: Scalping
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Looks at open scalps as of the nominal time. Repeating it adds nothing. */
export const runScalpingJob = async (
  { scalping, refreshCandles }: ScalpingHandlerDependencies,
  { nominal }: Pick<Occasion, 'nominal'>,
): Promise<JobOutcome<ScalpingCycle>> => {
  await refreshCandles()
  const asOf = toInstant(nominal)
  return { status: 'ran', result: await scalping.monitor({ asOf }), wrote: [{ noun: 'scalping', id: asOf }] }
}
