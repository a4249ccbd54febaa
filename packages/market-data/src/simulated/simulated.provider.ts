import { setImmediate } from 'node:timers/promises'
import type { Calendar } from '@fyntrix/calendar'
import type { ProviderItem } from '@fyntrix/domain/candles'
import type { Now } from '@fyntrix/domain/shared'
import type { CandleProvider, ReadOptions } from '../provider.ts'
import { createFactors } from './factors.ts'
import { drawMarket } from './market-history.ts'
import { readSymbol } from './symbol-bars.ts'
import { type Depth, planTimeline } from './timeline.ts'
import { simulatedSymbols } from './traits.ts'

/** What the simulated market is made of. */
export interface SimulatedMarketOptions {
  /** Any text. Equal seeds give equal markets on every machine. */
  readonly seed: string
  readonly calendar: Calendar
  /** Tells until when a reading goes; asked once a reading. */
  readonly now: Now
  /** Which instruments; all members of all universes and their indices if left out. */
  readonly symbols?: readonly string[]
  /** Sessions of each interval in a reading without `since`. */
  readonly depth?: Partial<Depth>
}

const usualDepth: Depth = { day: 520, '15minute': 40, '5minute': 10 }

/**
 * An invented market with the exchange's sessions, indices and stock names, for trying things out without data. A market
 * factor, sectors and noise of each symbol's own make betas and correlations meaningful; nothing else about it is real.
 *
 * - A bar is delivered once it is complete: an intraday bar at its end, a daily bar at 16:00 IST (see `dailyKnownAt`).
 * - A daily bar is exactly the aggregate of its session's intraday bars, a 15-minute bar of its 5-minute bars.
 * - The bars of a session follow from seed, symbol and date alone: later readings and other depths never change one.
 * - Only operations that IEEE 754 defines to the bit are used, so that every machine gets the same prices.
 */
export const createSimulatedMarket = (options: SimulatedMarketOptions): CandleProvider => {
  const { seed, calendar, now, symbols = simulatedSymbols } = options
  const depth = { ...usualDepth, ...options.depth }
  return {
    source: 'simulated',
    simulated: true,
    describe: () => `a simulated market of ${symbols.length} instruments, seed "${seed}"`,
    async *read({ signal, onProgress, since }: ReadOptions = {}): AsyncGenerator<ProviderItem> {
      const stretch = { since: since?.getTime(), until: now().getTime() }
      const factors = createFactors(seed)
      const market = drawMarket(factors, planTimeline(calendar, stretch, depth))
      for (const [index, symbol] of symbols.entries()) {
        // some milliseconds of arithmetic a symbol: whoever else lives in the process gets a turn
        await setImmediate()
        signal?.throwIfAborted()
        for (const batch of readSymbol(seed, symbol, factors, market, stretch)) yield { kind: 'batch', batch }
        onProgress?.(index + 1, symbols.length, symbol)
      }
    },
  }
}
