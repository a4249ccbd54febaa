import { toInstant } from '@fyntrix/domain/shared'
import type { JobOutcome, Occasion } from '../jobs/job-outcome.ts'
import type { MonitorReport, Portfolio } from './portfolio.service.ts'

export interface PortfolioHandlerDependencies {
  readonly portfolio: Pick<Portfolio, 'monitorAll'>
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/** Records what every account holds and its user watches, as of the nominal time. Repeating it adds nothing. */
export const runPortfolioJob = async (
  { portfolio, refreshCandles }: PortfolioHandlerDependencies,
  { nominal }: Pick<Occasion, 'nominal'>,
): Promise<JobOutcome<MonitorReport>> => {
  await refreshCandles()
  const result = await portfolio.monitorAll(nominal)
  return { status: 'ran', result, wrote: [{ noun: 'portfolio', id: toInstant(nominal) }] }
}
