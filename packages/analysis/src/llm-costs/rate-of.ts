import type { Price, Rate, UsageUnit } from '@fyntrix/domain/llm-costs'
import { Big as Decimal } from 'big.js'

/** Decimals of our own, so that nobody else's setting changes them: a quotient that never ends is cut after 40 digits. */
export const Big = Decimal()
Big.DP = 40
export type Big = Decimal

/** What a unit is a kind of, the nearest first: without a rate of its own it costs what the first of them costs that has one. */
const kindOf: Readonly<Partial<Record<UsageUnit, readonly UsageUnit[]>>> = {
  cacheRead: ['input'],
  cacheWrite5m: ['input'],
  cacheWrite1h: ['cacheWrite5m', 'input'],
  inputAudio: ['input'],
  cacheReadAudio: ['inputAudio', 'cacheRead', 'input'],
  inputImage: ['input'],
  cacheReadImage: ['inputImage', 'cacheRead', 'input'],
  inputVideo: ['input'],
  reasoning: ['output'],
  outputAudio: ['output'],
  outputImage: ['output'],
  outputVideo: ['output'],
  citations: ['output'],
}

/** A rate, and the unit whose it is. */
export interface RateFound {
  readonly of: UsageUnit
  readonly rate: Rate
}

/** The rate of a unit, its own or that of what it is a kind of; null where there is none. */
export const rateOf = ({ rates }: Pick<Price, 'rates'>, unit: UsageUnit): RateFound | null => {
  for (const of of [unit, ...(kindOf[unit] ?? [])]) {
    const rate = rates[of]
    if (rate) return { of, rate }
  }
  return null
}

/** USD for `per` of a unit in a call with so many input tokens in all. */
export const usdAt = ({ usd, tiers }: Rate, inputTokens: number): string =>
  tiers.reduce((reached, tier) => (inputTokens > tier.above && tier.above >= reached.above ? tier : reached), {
    above: -1,
    usd,
  }).usd
