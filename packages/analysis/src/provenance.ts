import { adjustments } from '@fyntrix/domain/candles'
import type { RunProvenance } from '@fyntrix/domain/top-picks'
import { survivorship } from '@fyntrix/domain/universes'
import type { MarketContext } from './agents/index.ts'
import { inputHash } from './input-hash.ts'
import type { PicksInput } from './picks-input.ts'

/** What everything that rests on the simulated market says. */
export const inventedPrices = 'simulated market: the prices are invented'

/** Where the numbers of a run come from, and what a reader has to know before trusting them. */
export const provenanceOf = (
  input: PicksInput,
  market: Pick<MarketContext, 'benchmark'>,
  missing: readonly string[],
  stale: readonly string[],
): RunProvenance => {
  const { members, source, session, benchmark } = input
  const reason = market.benchmark.symbol === null ? market.benchmark.reason : null
  const warnings = [
    source === 'simulated' ? inventedPrices : null,
    missing.length > 0
      ? `${missing.length} of ${members.symbols.length} members have no candles: ${missing.join(', ')}`
      : null,
    stale.length > 0 ? `no candle in the last session: ${stale.join(', ')}` : null,
    reason === null ? null : `no benchmark, so no beta and no market regime: ${reason}`,
    reason === null && benchmark?.proxy ? `${benchmark.symbol}, a fund, stands in for the index` : null,
  ]
  return {
    source,
    simulated: source === 'simulated',
    adjustment: adjustments[source],
    session,
    benchmark: reason === null && benchmark ? { symbol: benchmark.symbol, proxy: benchmark.proxy } : null,
    benchmarkReason: reason,
    membership: { source: members.source, from: members.from, to: members.to },
    missingMembers: [...missing],
    survivorship,
    inputHash: inputHash(input),
    warnings: warnings.filter((warning) => warning !== null),
  }
}
