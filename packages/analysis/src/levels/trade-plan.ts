import type { CandleColumns } from '@fyntrix/domain/candles'
import type { Direction, TradePlan } from '@fyntrix/domain/top-picks'
import type { EngineConfig } from '../config/index.ts'
import { atr, last } from '../indicators/index.ts'
import { round2, round4 } from '../shared/numbers.ts'
import { windowOf } from '../shared/window.ts'
import { levelsOf } from './levels.ts'

/** A plan, or why none can be made. */
export type Planning = { readonly plan: TradePlan } | { readonly plan: null; readonly reason: string }

/** Distances from the entry in the direction given by `sign`, nearest first; prices to two decimals so that what is shown is what was computed. */
const distances = (prices: readonly number[], entry: number, sign: number): number[] =>
  prices
    .map((price) => round2(sign * (round2(price) - entry)))
    .filter((distance) => distance > 0)
    .sort((a, b) => a - b)

/**
 * Entry, stop and target from levels. Stop: 2 ATR14 against the direction, or the next level beyond that if it is nearer than 3 ATR14. Target: the
 * nearest level 1.8 to 4 times the risk away, else twice the risk. Long and short are mirror images. All prices are rounded to two decimals first,
 * and reward ÷ risk is that of the rounded prices.
 */
export const planFrom = (
  direction: Direction,
  entryPrice: number,
  atr14: number,
  levels: readonly number[],
  rules: EngineConfig['plan'],
): Planning => {
  if (!(atr14 > 0)) return { plan: null, reason: 'ATR 14 is undefined or zero' }
  const sign = direction === 'LONG' ? 1 : -1
  const entry = round2(entryPrice)
  const level = distances(levels, entry, -sign).find((distance) => distance > rules.stopAtr * atr14)
  const useLevel = level !== undefined && level < rules.stopLevelAtr * atr14
  const stop = round2(entry - sign * (useLevel ? level : rules.stopAtr * atr14))
  const distance = round2(sign * (entry - stop))
  if (!(distance > 0) || stop <= 0) return { plan: null, reason: 'the price is too low for a stop at 2 ATR' }
  const next = distances(levels, entry, sign).find((reward) => reward >= rules.targetMinR * distance)
  const atLevel = next !== undefined && next <= rules.targetMaxR * distance
  const target = round2(entry + sign * (atLevel ? next : rules.targetDefaultR * distance))
  if (target <= 0) return { plan: null, reason: 'the price is too low for a target at 2 R' }
  return {
    plan: {
      entry,
      stop,
      stopBasis: useLevel ? 'level' : 'atr',
      target,
      targetBasis: atLevel ? 'level' : 'multiple',
      riskReward: round4((sign * (target - entry)) / distance),
      atr: round4(atr14),
    },
  }
}

/** The plan of a symbol as of its newest bar. Refuses windows that are too short or span a price break. */
export const tradePlan = (
  direction: Direction,
  candles: CandleColumns,
  day: CandleColumns,
  config: EngineConfig,
): Planning => {
  const bounds = config.plan.window
  const [bars, days] = [windowOf(candles, bounds, config), windowOf(day, bounds, config)]
  if (!bars.usable) return { plan: null, reason: bars.abstention.message }
  if (!days.usable) return { plan: null, reason: days.abstention.message }
  const levels = levelsOf(bars.candles, days.candles).map(({ price }) => price)
  return planFrom(direction, last(bars.candles.close), last(atr(bars.candles)), levels, config.plan)
}
