import type { Calendar } from '@fyntrix/calendar'
import type { Now } from '@fyntrix/domain/shared'
import { createSimulatedMarket } from '@fyntrix/market-data'
import type { Candles } from './candles.service.ts'

/**
 * Brings in what the simulated market has done since the last time. A folder of files has nothing new to tell by itself: then this does nothing.
 */
export const createRefresh =
  ({ candles, calendar, seed, wall }: { candles: Candles; calendar: Calendar; seed: string; wall: Now }) =>
  async (): Promise<void> => {
    if (candles.source !== 'simulated') return
    const since = await candles.lastKnownAt()
    const provider = createSimulatedMarket({ calendar, seed, now: wall })
    await candles.import(provider, since === null ? {} : { since })
  }
