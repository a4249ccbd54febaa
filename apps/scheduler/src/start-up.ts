import type { Now } from '@fyntrix/domain/shared'
import type { OpenServices } from '@fyntrix/services'
import { runCacheWarmingJob } from '@fyntrix/services/cache'
import type { Log } from '@fyntrix/services/shared'
import { runTopPicksWarmUp } from '@fyntrix/services/top-picks'
import { runUniversesJob } from '@fyntrix/services/universes'

export interface StartUpDependencies {
  readonly services: OpenServices['services']
  readonly calendar: OpenServices['calendar']
  readonly wall: Now
  readonly log: Log
  /** Brings in candles that became known since the last time. */
  readonly refreshCandles: () => Promise<void>
}

/**
 * What a process does once when it has started, beside the ledger, whose occurrences have nominal times: the lists of universes are read, the picks that are missing or stale are computed, and the
 * cache is warmed. However many start at once, each run is computed once. What fails is logged: the jobs of the day do the same later. Ends early when the signal is aborted.
 */
export const warmUp = async (
  { services, calendar, wall, log, refreshCandles }: StartUpDependencies,
  signal: AbortSignal,
): Promise<void> => {
  const occasion = { nominal: wall(), signal }
  const steps = {
    'universes read': () => runUniversesJob({ universes: services.universes, log }, occasion),
    'picks warmed up': () =>
      runTopPicksWarmUp({ topPicks: services.topPicks, calendar, log, refreshCandles }, occasion),
    'cache warmed': () => runCacheWarmingJob({ warming: services.warming, log }, occasion),
  }
  for (const [step, work] of Object.entries(steps)) {
    if (signal.aborted) return
    try {
      await work()
    } catch (error) {
      if (!signal.aborted) log.error({ step, err: error }, 'a step of the warm-up after the start failed')
    }
  }
}
