import type { Abstention } from '@fyntrix/domain/agents'
import type { Exclusion, PicksResult, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import { abstain } from './agents/index.ts'
import { blend, type Candidate, rank, weightedAgents } from './blend/index.ts'
import { last } from './indicators/index.ts'
import type { PicksInput } from './picks-input.ts'
import { type Answers, answersOf, type PicksPlan, partOf, planPicks } from './picks-plan.ts'
import { provenanceOf } from './provenance.ts'
import { select } from './select.ts'
import { mean, round4 } from './shared/numbers.ts'
import { sessionOf } from './shared/session.ts'

/** What a computation of picks yields: the result, and every agent's answer for every member that has candles. */
export interface PicksComputation {
  readonly result: PicksResult
  readonly analyses: SymbolAnalysis[]
}

const bySymbol = (a: { readonly symbol: string }, b: { readonly symbol: string }): number =>
  a.symbol < b.symbol ? -1 : 1

const symbolsOf = (members: readonly { readonly symbol: string }[]): string[] => members.map(({ symbol }) => symbol)

const empty = ({ input, members, missing, market }: PicksPlan, abstention: Abstention): PicksResult => ({
  configVersion: input.config.version,
  weights: { ...input.config.modes[input.mode].weights },
  coverage: 0,
  abstention,
  counts: {
    members: members.length,
    withCandles: members.length - missing.length,
    analysed: 0,
    covered: 0,
    picks: 0,
  },
  picks: [],
  exclusions: members.map(({ symbol }) => ({
    symbol,
    reason: 'low-coverage',
    detail: `not analysed: ${abstention.message}`,
  })),
  provenance: provenanceOf(input, market, symbolsOf(missing), []),
})

/** The picks of a plan, given every agent's answers about its fresh members, in their order. Every member is either a pick or excluded for exactly one reason. */
export const finishPicks = (plan: PicksPlan, answers: readonly Answers[]): PicksComputation => {
  const { input, members, missing, stale, fresh, market } = plan
  if (plan.abstention) return { result: empty(plan, plan.abstention), analyses: [] }
  const { config, session } = input
  const mode = config.modes[input.mode]
  const names = weightedAgents(mode).map(({ agent }) => agent)
  const analysed = fresh.map((member, i) => {
    const results = answers[i] ?? []
    return { ...member, results, blend: blend(results, mode) }
  })
  const selections = analysed.map((one) => select(one, mode, config))
  const candidates = selections.map(({ candidate }) => candidate).filter((candidate) => candidate !== null)
  const { picks, rankedOut } = rank(candidates, config.topN)

  const staleDetail = (ts: number): string => `newest candle is of ${sessionOf(ts)}, the last session is ${session}`
  const exclusions: Exclusion[] = [
    ...missing.map(
      ({ symbol }): Exclusion => ({
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
    ...analysed.map(({ symbol, results }) => ({ symbol, results: [...results] })),
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
        withCandles: members.length - missing.length,
        analysed: analysed.length,
        covered: analysed.filter((one) => one.blend.coverage >= config.coverageFloor).length,
        picks: picks.length,
      },
      picks,
      exclusions: exclusions.sort(bySymbol),
      provenance: provenanceOf(input, market, symbolsOf(missing), symbolsOf(stale)),
    },
    analyses: analyses.sort(bySymbol),
  }
}

/**
 * The picks of a universe and mode as of an instant: a pure function of its input. Equal inputs give equal results to the byte, whatever the order
 * of the map; bars older than an agent's window change nothing but the input hash. Throws `internal` if a candle lies after the as-of instant or a
 * series is malformed.
 */
export const computePicks = (input: PicksInput): PicksComputation => {
  const plan = planPicks(input)
  return finishPicks(plan, answersOf(partOf(input, symbolsOf(plan.fresh)), plan.market))
}
