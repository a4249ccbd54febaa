import type { CandleColumns } from '@fyntrix/domain/candles'
import { type MarketContext, regimeOf } from './agents/index.ts'
import { at, last, sma } from './indicators/index.ts'
import type { PicksInput } from './picks-input.ts'
import { sessionOf, sessionStart } from './shared/session.ts'
import { windowOf } from './shared/window.ts'

const benchmarkContext = ({ benchmark, config, mode, session }: PicksInput): MarketContext['benchmark'] => {
  if (benchmark === null)
    return { symbol: null, reason: 'the source has neither the index nor a fund that stands in for it' }
  const { symbol, candles } = benchmark
  const window = windowOf(candles, config.windows.risk, config)
  if (!window.usable) return { symbol: null, reason: `${symbol}: ${window.abstention.message}` }
  const newest = last(candles.ts)
  // during a session its daily bar is not known yet, so only modes on daily bars can ask for it
  if (config.modes[mode].interval === 'day' && newest < sessionStart(session)) {
    return {
      symbol: null,
      reason: `${symbol}: newest candle is of ${sessionOf(newest)}, the last session is ${session}`,
    }
  }
  return { symbol, candles: window.candles, regime: regimeOf(window.candles)?.score ?? null }
}

const breadthOf = (series: readonly CandleColumns[], config: PicksInput['config']): MarketContext['breadth'] => {
  let [above, counted] = [0, 0]
  for (const candles of series) {
    const window = windowOf(candles, config.windows.breadth, config)
    if (!window.usable) continue
    const { close } = window.candles
    counted += 1
    if (at(close, close.length - 1) > last(sma(close, config.windows.breadth.maximum))) above += 1
  }
  return counted < config.breadthMinimumMembers ? null : { share: above / counted, counted }
}

/** The market of an input whose breadth is known: what a part of a run needs, since breadth is a matter of all members. */
export const marketOf = (input: PicksInput, breadth: MarketContext['breadth']): MarketContext => ({
  benchmark: benchmarkContext(input),
  breadth,
})

/** What all members of a run have in common: the benchmark, or why there is none, and the breadth of the members that are not stale. */
export const marketContext = (
  input: PicksInput,
  fresh: readonly { readonly candles: CandleColumns }[],
): MarketContext => {
  const series = fresh.map(({ candles }) => candles)
  return marketOf(input, breadthOf(series, input.config))
}
