import type { Abstention } from '@fyntrix/domain/agents'
import { emptyCandles } from '@fyntrix/domain/candles'
import type { Exclusion, PicksResult, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import { abstain, agents, type MarketContext } from './agents/index.ts'
import { blend, type Candidate, rank, weightedAgents } from './blend/index.ts'
import type { ModeConfig } from './config/index.ts'
import { last } from './indicators/index.ts'
import { marketContext } from './market-context.ts'
import { checkInput, type PicksInput } from './picks-input.ts'
import { provenanceOf } from './provenance.ts'
import { select } from './select.ts'
import { mean, round4 } from './shared/numbers.ts'
import { sessionOf, sessionStart } from './shared/session.ts'

/** What a computation of picks yields: the result, and every agent's answer for every member that has candles. */
export interface PicksComputation {
  readonly result: PicksResult
  readonly analyses: SymbolAnalysis[]
}

const bySymbol = (a: { readonly symbol: string }, b: { readonly symbol: string }): number =>
  a.symbol < b.symbol ? -1 : 1

/** Members in order of symbol, each with its daily bars and the bars that the mode reads; both empty where the source has none. */
const membersOf = ({ members, series }: PicksInput, mode: ModeConfig) =>
  members.symbols.toSorted().map((symbol) => {
    const day = series.get(symbol)?.day ?? emptyCandles()
    const candles = mode.interval === 'day' ? day : (series.get(symbol)?.intraday ?? emptyCandles())
    return { symbol, day, candles }
  })

const wholeAbstention = (mode: ModeConfig, name: string, withCandles: number): Abstention | null => {
  if (mode.needsContracts) {
    const message = `${name} are contracts with strikes, expiries and lots, and candle data hold none`
    return { code: 'no-contracts', message }
  }
  if (mode.interval !== 'day' && withCandles === 0) {
    return { code: 'no-intraday', message: `no member has ${mode.interval} bars` }
  }
  return null
}

const empty = (
  input: PicksInput,
  abstention: Abstention,
  withCandles: number,
  missing: readonly string[],
): PicksResult => ({
  configVersion: input.config.version,
  weights: { ...input.config.modes[input.mode].weights },
  coverage: 0,
  abstention,
  counts: { members: input.members.symbols.length, withCandles, analysed: 0, covered: 0, picks: 0 },
  picks: [],
  exclusions: input.members.symbols
    .toSorted()
    .map((symbol) => ({ symbol, reason: 'low-coverage', detail: `not analysed: ${abstention.message}` })),
  provenance: provenanceOf(
    input,
    { benchmark: { symbol: null, reason: 'not compared: nothing was analysed' } },
    missing,
    [],
  ),
})

/**
 * The picks of a universe and mode as of an instant: a pure function of its input. Equal inputs give equal results to the byte, whatever the order
 * of the map; bars older than an agent's window change nothing but the input hash. Throws `internal` if a candle lies after the as-of instant or a
 * series is malformed. Every member is either a pick or excluded for exactly one reason.
 */
export const computePicks = (input: PicksInput): PicksComputation => {
  checkInput(input)
  const { config, session } = input
  const mode = config.modes[input.mode]
  const members = membersOf(input, mode)
  const present = members.filter(({ candles }) => candles.ts.length > 0)
  const missing = members.filter(({ candles }) => candles.ts.length === 0).map(({ symbol }) => symbol)
  const abstention = wholeAbstention(mode, input.mode, present.length)
  if (abstention) return { result: empty(input, abstention, present.length, missing), analyses: [] }

  const isFresh = ({ candles }: (typeof members)[number]): boolean => last(candles.ts) >= sessionStart(session)
  const fresh = present.filter(isFresh)
  const stale = present.filter((member) => !isFresh(member))
  const market: MarketContext = marketContext(
    input,
    fresh.map(({ candles }) => candles),
  )
  const names = weightedAgents(mode).map(({ agent }) => agent)
  const analysed = fresh.map((member) => {
    const results = names.map((agent) => agents[agent]({ ...member, market, config }))
    return { ...member, results, blend: blend(results, mode) }
  })
  const selections = analysed.map((one) => select(one, mode, config))
  const candidates = selections.map(({ candidate }) => candidate).filter((candidate) => candidate !== null)
  const { picks, rankedOut } = rank(candidates, config.topN)

  const staleDetail = (ts: number): string => `newest candle is of ${sessionOf(ts)}, the last session is ${session}`
  const exclusions: Exclusion[] = [
    ...missing.map(
      (symbol): Exclusion => ({
        symbol,
        reason: 'no-candles',
        detail: `no ${mode.interval} candles from ${input.source}`,
      }),
    ),
    ...stale.map(
      ({ symbol, candles }): Exclusion => ({ symbol, reason: 'stale-candles', detail: staleDetail(last(candles.ts)) }),
    ),
    ...selections.flatMap((selection) => (selection.candidate === null ? [selection.exclusion] : [])),
    ...rankedOut.map(
      ({ symbol, score }: Candidate): Exclusion => ({
        symbol,
        reason: 'ranked-out',
        detail: `score ${score.toFixed(2)} is not among the ${config.topN} strongest`,
      }),
    ),
  ]
  const analyses: SymbolAnalysis[] = [
    ...analysed.map(({ symbol, results }) => ({ symbol, results })),
    ...stale.map(({ symbol, candles }) => ({
      symbol,
      results: names.map((agent) => abstain(agent, 'stale-candles', staleDetail(last(candles.ts)))),
    })),
  ]
  return {
    result: {
      configVersion: config.version,
      weights: { ...mode.weights },
      coverage: analysed.length > 0 ? round4(mean(analysed.map((one) => one.blend.coverage))) : 0,
      abstention: null,
      counts: {
        members: members.length,
        withCandles: present.length,
        analysed: analysed.length,
        covered: analysed.filter((one) => one.blend.coverage >= config.coverageFloor).length,
        picks: picks.length,
      },
      picks,
      exclusions: exclusions.sort(bySymbol),
      provenance: provenanceOf(
        input,
        market,
        missing,
        stale.map(({ symbol }) => symbol),
      ),
    },
    analyses: analyses.sort(bySymbol),
  }
}
