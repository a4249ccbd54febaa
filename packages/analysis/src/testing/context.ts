import type { CandleColumns } from '@fyntrix/domain/candles'
import type { AgentContext, MarketContext } from '../agents/index.ts'
import { engineConfig } from '../config/index.ts'

/** A market about which nothing is known. */
export const noMarket: MarketContext = { benchmark: { symbol: null, reason: 'none in this test' }, breadth: null }

/** A market with a benchmark, and optionally its regime and the breadth. */
export const marketWith = (
  candles: CandleColumns,
  regime: number | null = null,
  breadth: MarketContext['breadth'] = null,
): MarketContext => ({ benchmark: { symbol: 'NIFTYBEES', candles, regime }, breadth })

/** What an agent sees of one symbol on daily bars. */
export const contextOf = (candles: CandleColumns, market: MarketContext = noMarket): AgentContext => ({
  symbol: 'RELIANCE',
  candles,
  day: candles,
  market,
  config: engineConfig,
})
