import {
  inputUnits,
  type Price,
  type Rate,
  type Usage,
  type UsageUnit,
  Usd,
  usageUnits,
} from '@fyntrix/domain/llm-costs'
import { Big } from 'big.js'

/** What a unit is a kind of: without a rate of its own it costs what that costs. */
const kindOf: Readonly<Partial<Record<UsageUnit, UsageUnit>>> = {
  cacheRead: 'input',
  cacheWrite5m: 'input',
  cacheWrite1h: 'cacheWrite5m',
  inputAudio: 'input',
  cacheReadAudio: 'inputAudio',
  inputImage: 'input',
  cacheReadImage: 'inputImage',
  inputVideo: 'input',
  reasoning: 'output',
  outputAudio: 'output',
  outputImage: 'output',
  outputVideo: 'output',
  citations: 'output',
}

/** A call for which a provider takes nothing as such. */
const freeWithoutRate: readonly UsageUnit[] = ['requests']
const decimals = 12

/** The rate of a unit, its own or that of what it is a kind of; undefined where there is none. */
export const rateOf = ({ rates }: Pick<Price, 'rates'>, unit: UsageUnit): Rate | undefined => {
  const own = rates[unit]
  const wider = kindOf[unit]
  return own ?? (wider && rateOf({ rates }, wider))
}

/** USD for so many of a unit, exact. With more than `above` input tokens in all, every one of them costs what the tier says. */
export const amountOf = ({ usd, per, tiers }: Rate, count: number, inputTokens: number): Big =>
  new Big(tiers.findLast(({ above }) => inputTokens > above)?.usd ?? usd).times(count).div(per)

/** Sum of the input tokens of a usage, cached or not. */
export const inputTokensOf = (usage: Usage): number => inputUnits.reduce((sum, unit) => sum + (usage[unit] ?? 0), 0)

export interface CostOf {
  /** Rounded once, half to even, to 10⁻¹² USD. */
  readonly usd: Usd
  /** USD of each unit that was used, exact: they add up to the sum before it is rounded. */
  readonly parts: Readonly<Partial<Record<UsageUnit, string>>>
  /** Units that were used and for which the price says nothing: their cost is not in the sum. */
  readonly unpriced: readonly UsageUnit[]
}

Big.DP = 40

/** What a usage costs at a price. */
export const costOf = (usage: Usage, price: Pick<Price, 'rates'>): CostOf => {
  const inputTokens = inputTokensOf(usage)
  const parts: Partial<Record<UsageUnit, string>> = {}
  const unpriced: UsageUnit[] = []
  let sum = new Big(0)
  for (const unit of usageUnits) {
    const count = usage[unit] ?? 0
    if (count === 0) continue
    const rate = rateOf(price, unit)
    if (rate !== undefined) {
      const amount = amountOf(rate, count, inputTokens)
      parts[unit] = amount.toFixed()
      sum = sum.plus(amount)
    } else if (!freeWithoutRate.includes(unit)) unpriced.push(unit)
  }
  return { usd: Usd.parse(sum.toFixed(decimals, Big.roundHalfEven)), parts, unpriced }
}

/** What a call may use at most. */
export interface Bounds {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly searches: number
}

const dearestOf = (price: Pick<Price, 'rates'>, units: readonly UsageUnit[], count: number, inputTokens: number): Big =>
  units.reduce((most, unit) => {
    const rate = rateOf(price, unit)
    if (rate === undefined || count === 0) return most
    // fewer tokens may cost more where a tier is cheaper than what is below it
    const reached = [rate.usd, ...rate.tiers.filter(({ above }) => inputTokens > above).map(({ usd }) => usd)]
    return reached.reduce((max, usd) => {
      const amount = new Big(usd).times(count).div(rate.per)
      return amount.gt(max) ? amount : max
    }, most)
  }, new Big(0))

const inputKinds = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'inputAudio',
  'inputImage',
  'inputVideo',
] as const
const outputKinds = ['output', 'reasoning', 'outputAudio', 'outputImage', 'citations'] as const

/** The most that a call within bounds can cost at a price: each token as the dearest kind that it may turn out to be. Rounded up to 10⁻¹² USD. */
export const worstCaseOf = (price: Pick<Price, 'rates'>, { inputTokens, outputTokens, searches }: Bounds): Usd => {
  const search = rateOf(price, 'webSearches')
  const request = rateOf(price, 'requests')
  const sum = dearestOf(price, inputKinds, inputTokens, inputTokens)
    .plus(dearestOf(price, outputKinds, outputTokens, inputTokens))
    .plus(search ? amountOf(search, searches, inputTokens) : 0)
    .plus(request ? amountOf(request, 1, inputTokens) : 0)
  return Usd.parse(sum.toFixed(decimals, Big.roundUp))
}
