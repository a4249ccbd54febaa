import type { CandleColumns } from '@fyntrix/domain/candles'
import * as other from 'technicalindicators'
import { describe, expect, test } from 'vitest'
import { referenceAtr, referenceMfi, referenceRsi, referenceSupertrend } from '../testing/reference.ts'
import { seriesOf, walk } from '../testing/series.ts'
import { realCandles, realDataAbsent } from '../testing/shared-data.ts'
import {
  adx,
  atr,
  bollinger,
  ema,
  heikinAshi,
  ichimoku,
  macd,
  mfi,
  obv,
  rsi,
  sma,
  stochasticRsi,
  supertrend,
  vwap,
  williamsR,
} from './index.ts'

/** Largest difference, relative to the larger value or to 1 where both are smaller. `theirs` is aligned at the newest value. */
const gap = (ours: Float64Array, theirs: readonly number[], newest = theirs.length): number => {
  let widest = 0
  for (let back = 1; back <= Math.min(newest, theirs.length); back++) {
    const [a, b] = [ours.at(-back) ?? Number.NaN, theirs.at(-back) ?? Number.NaN]
    if (Number.isNaN(a) && Number.isNaN(b)) continue
    const difference = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))
    widest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(widest, difference)
  }
  return widest
}

// they round RSI and MFI to two decimals, whatever precision is asked for
const halfCent = 0.005 + 1e-9

/** Largest absolute difference, aligned at the newest value. */
const roundingGap = (ours: Float64Array, theirs: readonly number[]): number =>
  Math.max(...theirs.map((value, i) => Math.abs(value - (ours[ours.length - theirs.length + i] ?? Number.NaN))))

const count = (column: Float64Array): number => column.filter((value) => !Number.isNaN(value)).length

// both libraries start exponential averages differently; after this many bars less than 1e-12 of the start is left, also of an average of an average
const settled = 500

const columnsOf = (candles: CandleColumns) => ({
  open: [...candles.open],
  high: [...candles.high],
  low: [...candles.low],
  close: [...candles.close],
  volume: [...candles.volume],
})

/** Names of the indicators that differ by 1e-9 or more, or that start at another bar, on a series of at least 1,500 bars. */
const disagreements = (candles: CandleColumns): string[] => {
  const found: string[] = []
  const { open, high, low, close, volume } = columnsOf(candles)
  const same = (name: string, ours: Float64Array, theirs: readonly number[], newest?: number): void => {
    const difference = gap(ours, theirs, newest)
    if (difference >= 1e-9) found.push(`${name} by ${difference}`)
  }
  const exact = (name: string, ours: Float64Array, theirs: readonly number[]): void => {
    if (count(ours) !== theirs.length) found.push(`${name} has ${count(ours)} values, not ${theirs.length}`)
    same(name, ours, theirs)
  }
  exact('SMA', sma(candles.close, 20), other.sma({ period: 20, values: close }))
  same('EMA 10', ema(candles.close, 10), other.ema({ period: 10, values: close }), settled)
  same('EMA 30', ema(candles.close, 30), other.ema({ period: 30, values: close }), settled)

  const theirMacd = other.macd({
    values: close,
    fastPeriod: 12,
    slowPeriod: 26,
    signalPeriod: 9,
    SimpleMAOscillator: false,
    SimpleMASignal: false,
  })
  const ourMacd = macd(candles.close)
  same(
    'MACD',
    ourMacd.macd,
    theirMacd.map((line) => line.MACD ?? Number.NaN),
    settled,
  )
  same(
    'MACD signal',
    ourMacd.signal,
    theirMacd.map((line) => line.signal ?? Number.NaN),
    settled,
  )
  same(
    'MACD histogram',
    ourMacd.histogram,
    theirMacd.map((line) => line.histogram ?? Number.NaN),
    settled,
  )

  if (roundingGap(rsi(candles.close), other.rsi({ period: 14, values: close })) > halfCent)
    found.push('RSI by more than rounding')
  same('RSI', rsi(candles.close), referenceRsi(candles.close, 14))

  // their stochastic RSI works on the rounded RSI, so their stochastic oscillator is given the exact one
  const strength = [...rsi(candles.close)].slice(14)
  const theirStochastic = other.stochastic({
    high: strength,
    low: strength,
    close: strength,
    period: 14,
    signalPeriod: 3,
  })
  const ourStochastic = stochasticRsi(candles.close)
  const theirK = theirStochastic.map(({ d }) => d).filter((value) => value !== undefined)
  exact('stochastic RSI %K', ourStochastic.k, theirK)
  exact('stochastic RSI %D', ourStochastic.d, other.sma({ period: 3, values: theirK }))

  exact('Williams %R', williamsR(candles), other.williamsr({ high, low, close, period: 14 }))
  exact('OBV', obv(candles), other.obv({ close, volume }))
  exact('VWAP', vwap(candles), other.vwap({ high, low, close, volume }))
  same('MFI', mfi(candles), referenceMfi(candles, 14))

  // theirs leaves out the first bar, whose true range has no previous close
  same('ATR', atr(candles), other.atr({ high, low, close, period: 14 }), settled)
  same('ATR', atr(candles), referenceAtr(candles, 14))
  const theirAdx = other.adx({ high, low, close, period: 14 })
  const ourAdx = adx(candles)
  same(
    'ADX',
    ourAdx.adx,
    theirAdx.map((line) => line.adx),
    settled,
  )
  same(
    '+DI',
    ourAdx.plusDi,
    theirAdx.map((line) => line.pdi),
    settled,
  )
  same(
    '-DI',
    ourAdx.minusDi,
    theirAdx.map((line) => line.mdi),
    settled,
  )

  const theirBands = other.bollingerbands({ period: 20, stdDev: 2, values: close })
  const ourBands = bollinger(candles.close)
  exact(
    'lower band',
    ourBands.lower,
    theirBands.map((bands) => bands.lower),
  )
  exact(
    'middle band',
    ourBands.middle,
    theirBands.map((bands) => bands.middle),
  )
  exact(
    'upper band',
    ourBands.upper,
    theirBands.map((bands) => bands.upper),
  )

  const theirCloud = other.ichimokucloud({
    high,
    low,
    conversionPeriod: 9,
    basePeriod: 26,
    spanPeriod: 52,
    displacement: 26,
  })
  const ourCloud = ichimoku(candles)
  exact(
    'conversion line',
    ourCloud.conversion,
    theirCloud.map((lines) => lines.conversion),
  )
  exact(
    'base line',
    ourCloud.base,
    theirCloud.map((lines) => lines.base),
  )
  exact(
    'span A',
    ourCloud.spanA,
    theirCloud.map((lines) => lines.spanA),
  )
  exact(
    'span B',
    ourCloud.spanB,
    theirCloud.map((lines) => lines.spanB),
  )

  same('Supertrend', supertrend(candles).line, referenceSupertrend(candles, 10, 3))

  const theirBars = other.heikinashi({ open, high, low, close, volume, timestamp: [...candles.ts] })
  const ourBars = heikinAshi(candles)
  exact('Heikin-Ashi open', ourBars.open, theirBars.open ?? [])
  exact('Heikin-Ashi high', ourBars.high, theirBars.high ?? [])
  exact('Heikin-Ashi low', ourBars.low, theirBars.low ?? [])
  exact('Heikin-Ashi close', ourBars.close, theirBars.close ?? [])
  return found
}

describe('every indicator agrees with a second implementation to 1e-9', () => {
  test.each([1, 2])('on random walk %i', (seed) => {
    expect(disagreements(walk(seed, 1500))).toEqual([])
  })

  test.skipIf(realDataAbsent).each(['RELIANCE', 'NIFTYBEES'])('on the daily candles of %s', (symbol) => {
    expect(disagreements(realCandles(symbol))).toEqual([])
  })
})

describe('their money flow index', () => {
  test('agrees to its rounding where every typical price differs from the one before', () => {
    const candles = walk(4, 300)
    const { high, low, close, volume } = columnsOf(candles)
    expect(roundingGap(mfi(candles), other.mfi({ high, low, close, volume, period: 14 }))).toBeLessThanOrEqual(halfCent)
  })
})

describe('what is undefined is NaN, where the library would answer with a number', () => {
  const flat = seriesOf(Array.from({ length: 120 }, () => [100, 100, 100, 100, 0] as const))

  test.each([
    ['RSI', rsi(flat.close)],
    ['stochastic RSI', stochasticRsi(flat.close).k],
    ['Williams %R', williamsR(flat)],
    ['MFI', mfi(flat)],
    ['VWAP', vwap(flat)],
  ])('%s of prices that never move', (_, column) => {
    expect(count(column)).toBe(0)
  })

  test('stochastic RSI keeps values of exactly zero, which the library skips', () => {
    const falling = Float64Array.from({ length: 60 }, (_, i) => (i < 20 ? 100 + (i % 2) : 100 - i))
    const { k } = stochasticRsi(falling)
    expect(k[59]).toBe(0)
  })
})

test('no indicator looks ahead: cutting the series off leaves every earlier value as it was', () => {
  const whole = walk(5, 200)
  const cut = { ...whole, close: whole.close.subarray(0, 150) }
  for (const column of [rsi, (v: Float64Array) => macd(v).histogram, (v: Float64Array) => bollinger(v).upper]) {
    expect([...column(whole.close).subarray(0, 150)]).toEqual([...column(cut.close)])
  }
})
