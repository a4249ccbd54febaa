import { type CandleColumns, emptyCandles, sliceCandles } from '@fyntrix/domain/candles'
import { Mode, PicksResult, SymbolAnalysis } from '@fyntrix/domain/top-picks'
import { type Membership, membersOn } from '@fyntrix/domain/universes'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computePicks, engineConfig, type MemberSeries, type PicksComputation, type PicksInput } from './index.ts'
import { sessionOf } from './shared/session.ts'
import { barTime, walk } from './testing/series.ts'
import { realCandles, realDataAbsent } from './testing/shared-data.ts'

const bars = 150
const symbols = ['AXISBANK', 'CIPLA', 'INFY', 'ITC', 'LT', 'RELIANCE', 'SBIN', 'TCS', 'TITAN', 'WIPRO']
const members: Membership = { universe: 'nifty50', from: '2025-01-01', to: null, source: 'this test', symbols }

const seriesFrom = (seed: number, length = bars): Map<string, MemberSeries> =>
  new Map(
    symbols.map((symbol, i) => [
      symbol,
      { day: walk(seed + i, length, { drift: (i - 4.5) / 700, noise: 0.02 }), intraday: null },
    ]),
  )

const inputOf = (overrides: Partial<PicksInput> = {}): PicksInput => ({
  universe: 'nifty50',
  mode: 'swing',
  asOf: new Date(barTime(bars - 1) + 16 * 3_600_000).toISOString(),
  session: sessionOf(barTime(bars - 1)),
  source: 'simulated',
  members,
  series: seriesFrom(1),
  benchmark: { symbol: 'NIFTYBEES', proxy: true, candles: walk(50, bars, { noise: 0.008 }) },
  config: engineConfig,
  ...overrides,
})

/** Checks what must hold for any input, and returns what was computed. */
const holds = (input: PicksInput): PicksComputation => {
  const computation = computePicks(input)
  const { result, analyses } = computation
  expect(PicksResult.parse(result)).toEqual(result)
  for (const analysis of analyses) expect(SymbolAnalysis.parse(analysis)).toEqual(analysis)
  // JSON has no NaN: it would arrive as null
  expect(JSON.parse(JSON.stringify({ result, analyses }))).toEqual({ result, analyses })
  const named = [...result.picks, ...result.exclusions].map(({ symbol }) => symbol)
  expect(named.toSorted()).toEqual(input.members.symbols.toSorted())
  const mode = input.config.modes[input.mode]
  for (const { direction, score, plan, coverage } of result.picks) {
    const long = direction === 'LONG'
    expect(long ? score >= mode.long.minScore : score <= mode.short.maxScore).toBe(true)
    expect(plan.riskReward).toBeGreaterThanOrEqual(long ? mode.long.minRiskReward : mode.short.minRiskReward)
    expect(
      long ? plan.stop < plan.entry && plan.entry < plan.target : plan.target < plan.entry && plan.entry < plan.stop,
    ).toBe(true)
    expect(coverage).toBeGreaterThanOrEqual(input.config.coverageFloor)
  }
  return computation
}

describe('any market', () => {
  test('gives a valid result in which every pick satisfies its gates and every member has one outcome', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 150 }), (seed, length) => {
        holds(inputOf({ series: seriesFrom(seed, length), session: sessionOf(barTime(length - 1)) }))
      }),
      { numRuns: 10 },
    )
  })

  test('of rising and falling stocks gives longs and shorts, strongest conviction first', () => {
    const { picks } = computePicks(inputOf()).result
    expect(new Set(picks.map(({ direction }) => direction))).toEqual(new Set(['LONG', 'SHORT']))
    const conviction = picks.map(({ score }) => Math.abs(score - 50))
    expect(conviction).toEqual(conviction.toSorted((a, b) => b - a))
    expect(picks.map(({ rank }) => rank)).toEqual(picks.map((_, i) => i + 1))
  })
})

describe('equal inputs', () => {
  const expected = JSON.stringify(computePicks(inputOf()))

  test('give equal results to the byte', () => {
    expect(JSON.stringify(computePicks(inputOf()))).toBe(expected)
  })

  test('in any order of the map and of the member list', () => {
    const series = new Map([...seriesFrom(1)].toReversed())
    expect(JSON.stringify(computePicks(inputOf({ series })))).toBe(expected)
    const shuffled = { ...members, symbols: symbols.toReversed() }
    expect(computePicks(inputOf({ members: shuffled })).result.picks).toEqual(computePicks(inputOf()).result.picks)
  })

  test('whether the columns are views on a longer series or copies of their own', () => {
    const longer = seriesFrom(1, 170)
    const cut = new Map(
      [...longer].map(([symbol, { day }]) => [symbol, { day: sliceCandles(day, 0, bars), intraday: null }]),
    )
    expect(JSON.stringify(computePicks(inputOf({ series: cut })))).toBe(expected)
  })

  test('have the same hash, which any changed candle or setting changes', () => {
    const hashOf = (input: PicksInput) => computePicks(input).result.provenance.inputHash
    const series = seriesFrom(1)
    const day = series.get('TCS')?.day ?? emptyCandles()
    day.close[3] = (day.close[3] ?? 0) + 1e-9
    const hashes = [
      inputOf(),
      inputOf({ series }),
      inputOf({ config: { ...engineConfig, version: '1.0.1' } }),
      inputOf({ config: { ...engineConfig, topN: 19 } }),
      inputOf({ benchmark: null }),
    ].map(hashOf)
    expect(new Set(hashes).size).toBe(5)
    expect(hashOf(inputOf())).toBe(hashes[0])
  })
})

describe('looking ahead', () => {
  test.each(['member', 'benchmark'])('a candle of a %s after the as-of instant is refused', (who) => {
    const late = walk(1, bars + 1)
    const input =
      who === 'member'
        ? inputOf({ series: seriesFrom(1).set('TCS', { day: late, intraday: null }) })
        : inputOf({ benchmark: { symbol: 'NIFTYBEES', proxy: true, candles: late } })
    expect(() => computePicks(input)).toThrow(/after the as-of instant/)
  })

  test.each([
    ['a price of zero', (day: CandleColumns) => void (day.low[5] = 0)],
    ['a missing price', (day: CandleColumns) => void (day.close[5] = Number.NaN)],
    ['a time that goes back', (day: CandleColumns) => void (day.ts[5] = 0)],
  ])('%s is refused', (_, spoil) => {
    const day = walk(1, bars)
    spoil(day)
    expect(() => computePicks(inputOf({ series: seriesFrom(1).set('TCS', { day, intraday: null }) }))).toThrow(
      /candles of TCS/,
    )
  })
})

describe('members that cannot be judged', () => {
  test('without candles, with old candles, and with a break are left out for that reason', () => {
    const broken = walk(3, bars)
    for (const column of [broken.open, broken.high, broken.low, broken.close]) {
      for (let i = 0; i < 100; i++) column[i] = (column[i] ?? 0) * 2
    }
    const series = seriesFrom(1)
    series.delete('ITC')
    series.set('LT', { day: walk(2, bars - 1), intraday: null })
    series.set('SBIN', { day: broken, intraday: null })
    const { result, analyses } = computePicks(inputOf({ series }))
    const reasonOf = (symbol: string) => result.exclusions.find((exclusion) => exclusion.symbol === symbol)?.reason
    expect(['ITC', 'LT', 'SBIN'].map(reasonOf)).toEqual(['no-candles', 'stale-candles', 'low-coverage'])
    expect(result.counts).toMatchObject({ members: 10, withCandles: 9, analysed: 8, covered: 7 })
    expect(result.provenance.missingMembers).toEqual(['ITC'])
    const resultsOf = (symbol: string) => analyses.find((analysis) => analysis.symbol === symbol)?.results
    expect(resultsOf('LT')?.every((one) => !one.answered && one.abstention.code === 'stale-candles')).toBe(true)
    expect(resultsOf('SBIN')?.find(({ agent }) => agent === 'technical')).toMatchObject({
      abstention: { code: 'price-break' },
    })
    expect(resultsOf('ITC')).toBeUndefined()
  })
})

describe('the benchmark', () => {
  test('that is missing leaves too little weight for any pick, and is named', () => {
    const { result } = computePicks(inputOf({ benchmark: null }))
    expect(result.provenance).toMatchObject({ benchmark: null, benchmarkReason: expect.stringContaining('neither') })
    // 0.46 − 0.09 of risk is below 0.40
    expect(result.picks).toEqual([])
    expect(new Set(result.exclusions.map(({ reason }) => reason))).toEqual(new Set(['low-coverage']))
  })

  test('that breaks is not used, with the break as the reason', () => {
    const candles = walk(50, bars)
    candles.open[120] = (candles.close[119] ?? 0) / 10
    const { provenance } = computePicks(inputOf({ benchmark: { symbol: 'NIFTYBEES', proxy: true, candles } })).result
    expect(provenance).toMatchObject({ benchmark: null, benchmarkReason: expect.stringContaining('opened −90.0 %') })
  })

  test('that stands in for the index is labelled a proxy', () => {
    const { provenance } = computePicks(inputOf()).result
    expect(provenance.benchmark).toEqual({ symbol: 'NIFTYBEES', proxy: true })
    expect(provenance.warnings.join()).toContain('stands in for the index')
  })
})

describe('modes', () => {
  test.each(['options', 'futures'] as const)('%s abstains as a whole: candles hold no contracts', (mode) => {
    const { result, analyses } = computePicks(inputOf({ mode }))
    expect(result).toMatchObject({ abstention: { code: 'no-contracts' }, picks: [], coverage: 0 })
    expect(analyses).toEqual([])
  })

  test.each(['scalping', 'intraday'] as const)('%s abstains as a whole without intraday bars', (mode) => {
    expect(computePicks(inputOf({ mode })).result.abstention).toMatchObject({ code: 'no-intraday' })
  })

  test('intraday reads its own bars, and daily ones only for risk', () => {
    const start = barTime(bars - 1) - 200 * 900_000
    const series = new Map(
      [...seriesFrom(1)].map(([symbol, { day }], i) => {
        const intraday = walk(i, 200, { noise: 0.003 })
        return [symbol, { day, intraday: { ...intraday, ts: intraday.ts.map((_, j) => start + (j + 2) * 900_000) } }]
      }),
    )
    const { result } = computePicks(inputOf({ mode: 'intraday', series }))
    expect(result.abstention).toBeNull()
    expect(result.coverage).toBe(0.49)
  })

  test.each(Mode.options)('%s always gives each member one outcome', (mode) => {
    const { picks, exclusions } = holds(inputOf({ mode })).result
    expect(picks.length + exclusions.length).toBe(symbols.length)
  })
})

test('an invented market is labelled as one', () => {
  expect(computePicks(inputOf()).result.provenance).toMatchObject({ source: 'simulated', simulated: true })
  expect(computePicks(inputOf({ source: 'nse-daily' })).result.provenance.simulated).toBe(false)
})

describe('real candles', () => {
  test.skipIf(realDataAbsent)(
    'of nifty50 as of 2026-01-09: every stock is analysed but the two whose prices broke',
    () => {
      const list = membersOn('nifty50', '2026-01-09')
      const known = (symbol: string): CandleColumns => {
        const candles = realCandles(symbol)
        const length = candles.ts.filter((ts) => ts <= Date.parse('2026-01-09T10:30:00Z')).length
        return sliceCandles(candles, length - 400, length)
      }
      const series = new Map(list.symbols.map((symbol) => [symbol, { day: known(symbol), intraday: null }]))
      const input = inputOf({
        asOf: '2026-01-09T10:30:00.000Z',
        session: '2026-01-09',
        source: 'nse-daily',
        members: list,
        series,
        benchmark: { symbol: 'NIFTYBEES', proxy: true, candles: known('NIFTYBEES') },
      })
      holds(input)
      const { result, analyses } = computePicks(input)
      const broken = analyses.filter(({ results }) =>
        results.some((one) => !one.answered && one.abstention.code === 'price-break'),
      )
      expect(broken.map(({ symbol }) => symbol)).toEqual(['TMPV', 'TRENT'])
      expect(result.counts).toMatchObject({ members: 50, withCandles: 50, analysed: 50, covered: 48 })
      expect(result.picks.length).toBeGreaterThan(0)
    },
  )
})
