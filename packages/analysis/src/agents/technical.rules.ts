import { type CandleColumns, sliceCandles } from '@fyntrix/domain/candles'
import {
  at,
  atr,
  bollinger,
  ema,
  heikinAshi,
  ichimoku,
  last,
  macd,
  mfi,
  obv,
  rsi,
  sma,
  stochasticRsi,
  supertrend,
  vwap,
  williamsR,
} from '../indicators/index.ts'
import { clamp, interpolate, mean, squash } from '../shared/numbers.ts'
import type { SubScore } from './agent.ts'

/** Judges the newest bar of a window. `range` is ATR14 at that bar, the unit in which distances between prices are read. */
export type TechnicalRule = (candles: CandleColumns, range: number) => SubScore

/** The newest `bars` of a window. What has a finite memory is not given more than that. */
const newest = (candles: CandleColumns, bars: number): CandleColumns =>
  sliceCandles(candles, Math.max(0, candles.ts.length - bars), candles.ts.length)

const side = (score: number, up: string, down: string): string => (score >= 50 ? up : down)

/** Reads a rule off its upper half: f(50 + d) = 100 − f(50 − d). */
const mirrored = (points: readonly (readonly [x: number, y: number])[], value: number): number => {
  const score = interpolate(points, Math.abs(value - 50))
  return value >= 50 ? score : 100 - score
}

// strength pays up to 65; beyond it exhaustion takes over, and past 80 the odds turn
const oscillatorPoints = [
  [0, 50],
  [10, 80],
  [15, 90],
  [25, 60],
  [35, 40],
  [50, 25],
] as const

const rsiRule: TechnicalRule = (candles) => {
  const value = last(rsi(candles.close))
  return {
    name: 'RSI 14',
    score: mirrored(oscillatorPoints, value),
    value,
    description: `RSI 14 at ${value.toFixed(1)}`,
  }
}

const mfiRule: TechnicalRule = (candles) => {
  const value = last(mfi(newest(candles, 15)))
  return {
    name: 'MFI 14',
    score: mirrored(oscillatorPoints, value),
    value,
    description: `money flow index 14 at ${value.toFixed(1)}`,
  }
}

const macdRule: TechnicalRule = (candles, range) => {
  const lines = macd(candles.close)
  const value = last(lines.histogram) / range
  const score = 0.5 * squash(last(lines.macd) / range) + 0.5 * squash(4 * value)
  const text = `MACD histogram ${value.toFixed(2)} ATR, line ${side(last(lines.macd) + 50, 'above', 'below')} zero`
  return { name: 'MACD 12/26/9', score, value, description: text }
}

const heikinAshiRule: TechnicalRule = (candles) => {
  const bars = heikinAshi(candles)
  const length = bars.ts.length
  const bodies = [1, 2, 3].map((back) => {
    const i = length - back
    return (at(bars.close, i) - at(bars.open, i)) / (at(bars.high, i) - at(bars.low, i))
  })
  const value = mean(bodies)
  const text = `bodies of the last three Heikin-Ashi bars average ${(100 * value).toFixed(0)} % of their range`
  return { name: 'Heikin-Ashi', score: 50 + 50 * value, value, description: text }
}

const ichimokuRule: TechnicalRule = (candles, range) => {
  // the widest span of 52 bars, 26 bars ago
  const recent = newest(candles, 78)
  const lines = ichimoku(recent)
  const now = recent.ts.length - 1
  const cloud = (at(lines.spanA, now - 26) + at(lines.spanB, now - 26)) / 2
  const value = (last(candles.close) - cloud) / range
  const cross = (at(lines.conversion, now) - at(lines.base, now)) / range
  const score = 0.6 * squash(value / 3) + 0.4 * squash(cross)
  const text = `close ${Math.abs(value).toFixed(1)} ATR ${side(50 + value, 'above', 'below')} the middle of the cloud`
  return { name: 'Ichimoku 9/26/52', score, value, description: text }
}

const bollingerRule: TechnicalRule = (candles) => {
  // 20 widths of 20 bars each
  const { close } = newest(candles, 39)
  const bands = bollinger(close)
  const now = close.length - 1
  // in units of price, not of the middle band: over 20 bars that is the same, and a mirrored series is then squeezed alike
  const width = (i: number): number => at(bands.upper, i) - at(bands.lower, i)
  const widths = Array.from({ length: 20 }, (_, back) => width(now - back))
  const squeezed = width(now) < 0.8 * mean(widths)
  const value = (2 * (last(close) - at(bands.middle, now))) / width(now)
  // out of a squeeze a move tends to run on; outside of one the bands are as often touched as left
  const score = 50 + (squeezed ? 45 : 25) * clamp(value, -1, 1)
  const text = `close at ${value.toFixed(2)} of the half width from the middle band${squeezed ? ', bands squeezed' : ''}`
  return { name: 'Bollinger 20/2', score, value, description: text }
}

// a close somewhat above what the volume paid is demand; far above it, buyers of the last 20 bars sit on gains
const vwapPoints = [
  [0, 50],
  [1, 75],
  [2, 65],
  [4, 40],
  [6, 25],
] as const

const vwapRule: TechnicalRule = (candles, range) => {
  const value = (last(candles.close) - last(vwap(newest(candles, 20)))) / range
  const text = `close ${Math.abs(value).toFixed(1)} ATR ${side(50 + value, 'above', 'below')} the 20-bar VWAP`
  return { name: 'VWAP 20 bars', score: mirrored(vwapPoints, 50 + value), value, description: text }
}

const supertrendRule: TechnicalRule = (candles, range) => {
  const columns = supertrend(candles)
  const up = last(columns.side)
  const value = (last(candles.close) - last(columns.line)) / range
  const score = 50 + up * (25 + 15 * clamp(Math.abs(value) / 3, 0, 1))
  const text = `Supertrend 10/3 ${side(50 + up, 'up', 'down')}, ${Math.abs(value).toFixed(1)} ATR from its line`
  return { name: 'Supertrend 10/3', score, value, description: text }
}

const stochasticRsiRule: TechnicalRule = (candles) => {
  const lines = stochasticRsi(candles.close)
  const [value, gap] = [last(lines.k), last(lines.k) - last(lines.d)]
  // a turn counts most where there is room for it: up from the bottom, down from the top
  const score = 50 + 25 * clamp(gap / 20, -1, 1) + (25 * (50 - value)) / 50
  const text = `stochastic RSI at ${value.toFixed(0)}, ${side(50 + gap, 'rising', 'falling')}`
  return { name: 'Stochastic RSI 14/3/3', score, value, description: text }
}

const obvRule: TechnicalRule = (candles) => {
  // the level at which the balance starts cancels out against its own mean
  const recent = newest(candles, 21)
  const balance = obv(recent)
  const value = (last(balance) - last(sma(balance, 20))) / mean(recent.volume.subarray(1))
  const text = `on-balance volume ${Math.abs(value).toFixed(1)} average bars ${side(50 + value, 'above', 'below')} its 20-bar mean`
  return { name: 'OBV against SMA 20', score: squash(value / 4), value, description: text }
}

const crossRule =
  (name: string, average: typeof sma, fast: number, slow: number): TechnicalRule =>
  (candles, range) => {
    const value = (last(average(candles.close, fast)) - last(average(candles.close, slow))) / range
    const text = `${fast}-bar average ${Math.abs(value).toFixed(1)} ATR ${side(50 + value, 'above', 'below')} the ${slow}-bar one`
    return { name, score: squash(value / 2), value, description: text }
  }

// the contrarian among the rules: near the low of the range there is more room above than below
const williamsPoints = [
  [-100, 70],
  [-80, 60],
  [-50, 50],
  [-20, 40],
  [0, 30],
] as const

const williamsRule: TechnicalRule = (candles) => {
  const value = last(williamsR(newest(candles, 14)))
  const text = `close at ${(100 + value).toFixed(0)} % of the 14-bar range`
  return { name: 'Williams %R 14', score: interpolate(williamsPoints, value), value, description: text }
}

/** The rules of the technical agent that follow the trend: they must turn around when the prices are mirrored. */
export const trendRules: readonly TechnicalRule[] = [
  macdRule,
  heikinAshiRule,
  ichimokuRule,
  bollingerRule,
  supertrendRule,
  obvRule,
  crossRule('SMA 10/50 trend', sma, 10, 50),
  crossRule('EMA 10/30 trend', ema, 10, 30),
]

/** The rules that weigh strength against exhaustion. */
export const oscillatorRules: readonly TechnicalRule[] = [rsiRule, mfiRule, vwapRule, stochasticRsiRule, williamsRule]

/** All rules on the newest bar of a window. */
export const technicalSubScores = (candles: CandleColumns): SubScore[] => {
  const range = last(atr(candles))
  return [...trendRules, ...oscillatorRules].map((rule) => rule(candles, range))
}
