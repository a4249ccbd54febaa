import type { Abstention, AgentResult } from '@fyntrix/domain/agents'
import { type CandleColumns, emptyCandles } from '@fyntrix/domain/candles'
import { agents, type MarketContext } from './agents/index.ts'
import { weightedAgents } from './blend/index.ts'
import type { ModeConfig } from './config/index.ts'
import { last } from './indicators/index.ts'
import { marketContext } from './market-context.ts'
import { checkInput, type PicksInput } from './picks-input.ts'
import { sessionStart } from './shared/session.ts'

/** A member with its daily bars and the bars that the mode reads; both empty where the source has none. */
export interface Member {
  readonly symbol: string
  readonly day: CandleColumns
  readonly candles: CandleColumns
}

/** What is known before any agent is asked. Members are in order of symbol. */
export interface PicksPlan {
  readonly input: PicksInput
  readonly members: readonly Member[]
  /** Members without candles. */
  readonly missing: readonly Member[]
  /** Members without a candle in the last session. */
  readonly stale: readonly Member[]
  /** Members that the agents are to be asked about; none where the whole run abstains. */
  readonly fresh: readonly Member[]
  /** Why the whole run abstains, null where it does not. */
  readonly abstention: Abstention | null
  readonly market: MarketContext
}

/** Every agent's answer about one member, in the order of the mode's weights. */
export type Answers = readonly AgentResult[]

const memberOf = ({ series, config, mode }: PicksInput, symbol: string): Member => {
  const day = series.get(symbol)?.day ?? emptyCandles()
  const candles = config.modes[mode].interval === 'day' ? day : (series.get(symbol)?.intraday ?? emptyCandles())
  return { symbol, day, candles }
}

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

const unseenMarket: MarketContext = {
  benchmark: { symbol: null, reason: 'not compared: nothing was analysed' },
  breadth: null,
}

/** Sorts the members out and looks at what they have in common. Throws `internal` as `checkInput` does. */
export const planPicks = (input: PicksInput): PicksPlan => {
  checkInput(input)
  const members = input.members.symbols.toSorted().map((symbol) => memberOf(input, symbol))
  const present = members.filter(({ candles }) => candles.ts.length > 0)
  const missing = members.filter(({ candles }) => candles.ts.length === 0)
  const abstention = wholeAbstention(input.config.modes[input.mode], input.mode, present.length)
  if (abstention) return { input, members, missing, stale: [], fresh: [], abstention, market: unseenMarket }
  const start = sessionStart(input.session)
  const isFresh = ({ candles }: Member): boolean => last(candles.ts) >= start
  const fresh = present.filter(isFresh)
  const stale = present.filter((member) => !isFresh(member))
  return { input, members, missing, stale, fresh, abstention: null, market: marketContext(input, fresh) }
}

/** The same input for some of its members only: what is needed to ask the agents about them, and to name what they saw. */
export const partOf = (input: PicksInput, symbols: readonly string[]): PicksInput => ({
  ...input,
  members: { ...input.members, symbols: [...symbols] },
  series: new Map(
    symbols.flatMap((symbol) => {
      const series = input.series.get(symbol)
      return series ? [[symbol, series] as const] : []
    }),
  ),
})

/**
 * Asks the agents that the mode weighs about each member of `input`, in the order of its symbols. It is most of the work of a run, and each member's answers
 * depend on nothing but its own candles and the market.
 */
export const answersOf = (input: PicksInput, market: MarketContext): readonly Answers[] => {
  const { config, mode } = input
  const names = weightedAgents(config.modes[mode]).map(({ agent }) => agent)
  return input.members.symbols.map((symbol) => {
    const member = memberOf(input, symbol)
    return names.map((agent) => agents[agent]({ ...member, market, config }))
  })
}
