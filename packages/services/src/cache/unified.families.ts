import {
  type Codec,
  type Duration,
  defineFamily,
  type FamilyDefinition,
  type Freshness,
  json,
  marketHours,
} from '@fyntrix/cache'
import { float64, frame, instant, ndarray } from '@fyntrix/cache/frames'
import { IndicatorValues, Instrument, LiveQuote, type UnifiedType } from '@fyntrix/domain/cache'
import { z } from 'zod'

const parameters = { symbol: z.string(), exchange: z.string(), interval: z.string(), rest: z.string() }

/** A family of the unified cache. */
export type UnifiedDefinition<Value> = FamilyDefinition<string, typeof parameters, Value>

/** Bars as columns: `ts` start of the bar in epoch ms UTC, prices in INR. The metadata say where they come from. */
const bars = frame({
  ts: instant({ delta: true }),
  open: float64(),
  high: float64(),
  low: float64(),
  close: float64(),
  volume: float64(),
})

const facts = z.record(z.string(), z.json())

/** As long as said while the market trades, four times that while it is closed, never past the next opening. */
const market = (open: Duration): Freshness => marketHours({ open, closedFactor: 4 })

const unified = <Value>(
  type: UnifiedType,
  about: {
    readonly description: string
    readonly namespace: string
    readonly codec: Codec<Value>
    readonly fresh: Freshness
    readonly entries: number
  },
): UnifiedDefinition<Value> => {
  const { entries, ...rest } = about
  return defineFamily({
    ...rest,
    name: type,
    key: `cache:${type}:{symbol}:{exchange}:{interval}:{rest}`,
    parameters,
    bound: { entries },
  })
}

// values of thousands of bars are few; the others are small
const few = 512
const many = 10_000

/** The ten types of the unified cache. Freshness by the legacy manager's lifetimes. */
export const unifiedFamilies = {
  stock_data: unified('stock_data', {
    description: 'bars of a stock over a window up to now',
    namespace: 'historical',
    codec: bars,
    fresh: market('300s'),
    entries: few,
  }),
  indicators: unified('indicators', {
    description: 'indicators of a stock',
    namespace: 'general',
    codec: json(IndicatorValues),
    fresh: market('600s'),
    entries: many,
  }),
  patterns: unified('patterns', {
    description: 'chart patterns of a stock',
    namespace: 'general',
    codec: json(z.array(facts)),
    fresh: market('1800s'),
    entries: many,
  }),
  sector_data: unified('sector_data', {
    description: 'a sector over a window up to now',
    namespace: 'general',
    codec: json(facts),
    fresh: market('3600s'),
    entries: many,
  }),
  ml_predictions: unified('ml_predictions', {
    description: 'predictions of a model for a stock',
    namespace: 'general',
    codec: ndarray({ dtype: 'float64' }),
    fresh: market('1800s'),
    entries: many,
  }),
  api_responses: unified('api_responses', {
    description: 'answers of other services',
    namespace: 'general',
    codec: json(z.json()),
    fresh: '300s',
    entries: many,
  }),
  historical_data: unified('historical_data', {
    description: 'bars of a stock between two session dates',
    namespace: 'historical',
    codec: bars,
    fresh: market('3600s'),
    entries: few,
  }),
  instruments: unified('instruments', {
    description: 'list of what an exchange trades',
    namespace: 'general',
    codec: json(z.array(Instrument)),
    // the list of a day is there before it opens
    fresh: marketHours({ open: '86400s', closedFactor: 1 }),
    entries: few,
  }),
  live_data: unified('live_data', {
    description: 'last quote of a stock',
    namespace: 'general',
    codec: json(LiveQuote),
    fresh: market('60s'),
    entries: many,
  }),
  enhanced_data: unified('enhanced_data', {
    description: 'bars of a stock with what was found about them, as metadata',
    namespace: 'historical',
    codec: bars,
    fresh: market('300s'),
    entries: few,
  }),
} as const

type ValueOf<Definition> = Definition extends UnifiedDefinition<infer Value> ? Value : never

/** What each type holds. */
export type UnifiedValues = { readonly [T in UnifiedType]: ValueOf<(typeof unifiedFamilies)[T]> }

/** Makes a frame of bars. Throws `RangeError` when the columns differ in length. */
export const barsOf: typeof bars.of = (columns, metadata) => bars.of(columns, metadata)
